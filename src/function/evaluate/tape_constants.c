/* Enclosures of the constants of a program, computed once for each precision. */
#include "function/evaluate/tape.h"

struct tape_constants {
    slong prec;
    arb_ptr value;
    tape_constants_t *next;
};

static void enclose(arb_t value, const wane_node_t *node, slong prec)
{
    arb_t upper;

    switch (node->kind) {
    case NODE_RATIONAL:
        arb_set_fmpq(value, node->value, prec);
        break;
    case NODE_INTERVAL:
        arb_init(upper);
        arb_set_fmpq(value, node->value, prec);
        arb_set_fmpq(upper, node->upper, prec);
        arb_union(value, value, upper, prec);
        arb_clear(upper);
        break;
    case NODE_PI:
        arb_const_pi(value, prec);
        break;
    case NODE_E:
        arb_const_e(value, prec);
        break;
    default: {
        wane_function_t f = {{node}};
        arb_t nowhere;

        arb_init(nowhere);
        wane_function_evaluate_real(value, f, nowhere, prec);
        arb_clear(nowhere);
    }
    }
}

arb_srcptr tape_constants(tape_t *tape, slong prec)
{
    tape_constants_t *head = atomic_load_explicit(&tape->constants, memory_order_acquire), *fresh;

    prec = (prec + 63) / 64 * 64 + 64; /* few precisions are stored, and each is ample */
    for (fresh = head; fresh != NULL; fresh = fresh->next)
        if (fresh->prec == prec) return fresh->value;
    fresh = flint_malloc(sizeof(*fresh));
    fresh->prec = prec;
    fresh->value = _arb_vec_init(tape->constant_count);
    for (slong i = 0; i < tape->constant_count; i++) enclose(fresh->value + i, tape->constant[i], prec);
    do {
        fresh->next = head;
    } while (!atomic_compare_exchange_weak(&tape->constants, &head, fresh));
    return fresh->value;
}

void tape_free(node_cache_t *cache)
{
    tape_t *tape = (tape_t *)cache;
    tape_constants_t *table, *next;

    for (table = atomic_load(&tape->constants); table != NULL; table = next) {
        next = table->next;
        _arb_vec_clear(table->value, tape->constant_count);
        flint_free(table);
    }
    for (slong i = 0; i < tape->constant_count; i++) node_release(tape->constant[i]);
    flint_free(tape->constant);
    flint_free(tape->instruction);
    flint_free(tape);
}
