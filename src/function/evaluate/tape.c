/* Compiling an expression: value numbering, then slots by last use. */
#include <string.h>

#include "base/scoped.h"
#include "function/node/hash.h"
#include "function/node/node_map.h"
#include "function/evaluate/tape.h"

typedef struct {
    instruction_t *instruction;
    slong length, alloc;
    slong *bucket, bucket_count; /* hash of an instruction -> index + 1 */
    const wane_node_t **constant;
    slong constant_count, constant_alloc;
    node_map_t place; /* node -> operand number, stored as an address */
    const wane_node_t *root;
} compiler_t;

/* Operand numbers travel through the table as addresses, shifted to be positive. */
#define PLACE_TO_POINTER(p) ((const void *)(intptr_t)((p) + ((intptr_t)1 << 40)))
#define POINTER_TO_PLACE(v) ((slong)((intptr_t)(v) - ((intptr_t)1 << 40)))

static uint64_t instruction_hash(const instruction_t *i)
{
    uint64_t h = hash_pair(i->operation, i->number);

    h = hash_pair(h, hash_pair(i->a, i->b));
    h = hash_pair(h, hash_pair(i->c, i->function));
    return hash_pair(h, (uintptr_t)i->node + i->orthonormal);
}

static int same_instruction(const instruction_t *i, const instruction_t *j)
{
    return i->operation == j->operation && i->number == j->number && i->a == j->a && i->b == j->b &&
           i->c == j->c && i->function == j->function && i->orthonormal == j->orthonormal &&
           i->node == j->node;
}

static void rehash(compiler_t *c)
{
    flint_free(c->bucket);
    c->bucket_count = FLINT_MAX(64, 4 * c->alloc);
    while (c->bucket_count & (c->bucket_count - 1)) c->bucket_count &= c->bucket_count - 1;
    c->bucket = flint_calloc(c->bucket_count, sizeof(slong));
    for (slong i = 0; i < c->length; i++) {
        slong h = instruction_hash(c->instruction + i) & (c->bucket_count - 1);
        while (c->bucket[h] != 0) h = (h + 1) & (c->bucket_count - 1);
        c->bucket[h] = i + 1;
    }
}

/* The number of the value an instruction computes, which may be an earlier one's. */
static slong emit(compiler_t *c, instruction_t instruction)
{
    slong h;

    if (c->length == c->alloc) {
        c->alloc = 2 * c->alloc + 16;
        c->instruction = flint_realloc(c->instruction, c->alloc * sizeof(instruction_t));
        rehash(c);
    }
    h = instruction_hash(&instruction) & (c->bucket_count - 1);
    for (; c->bucket[h] != 0; h = (h + 1) & (c->bucket_count - 1))
        if (same_instruction(c->instruction + c->bucket[h] - 1, &instruction)) return c->bucket[h] - 1;
    c->instruction[c->length] = instruction;
    c->bucket[h] = ++c->length;
    return c->length - 1;
}

static slong emit_binary(compiler_t *c, tape_operation_t operation, slong a, slong b)
{
    return emit(c, (instruction_t){.operation = operation, .a = a, .b = b});
}

/* A leaf that is itself the root must not be kept by its own program. */
static const wane_node_t *constant_to_keep(const compiler_t *c, const wane_node_t *node)
{
    if (node != c->root) return node_keep(node);
    switch (node->kind) {
    case NODE_PI:
        return node_pi();
    case NODE_E:
        return node_e();
    case NODE_INTERVAL:
        return node_interval(node->value, node->upper, node->name);
    default:
        return node_rational(node->value);
    }
}

static slong constant(compiler_t *c, const wane_node_t *node)
{
    for (slong i = 0; i < c->constant_count; i++)
        if (node_equal(c->constant[i], node)) return TAPE_CONSTANT(i);
    if (c->constant_count == c->constant_alloc) {
        c->constant_alloc = 2 * c->constant_alloc + 4;
        c->constant = flint_realloc(c->constant, c->constant_alloc * sizeof(*c->constant));
    }
    c->constant[c->constant_count] = constant_to_keep(c, node);
    return TAPE_CONSTANT(c->constant_count++);
}

static slong rational_constant(compiler_t *c, const fmpq_t value)
{
    const wane_node_t *node = node_rational(value);
    slong place = constant(c, node);

    node_release(node);
    return place;
}

/* 1 if |q| is 2^*e. */
static int is_power_of_two(slong *e, const fmpq_t q)
{
    slong up, down;
    int result;

    SCOPED(fmpz, n);
    fmpz_abs(n, fmpq_numref(q));
    up = fmpz_val2(n);
    down = fmpz_val2(fmpq_denref(q));
    *e = up - down;
    result =
        !fmpz_is_zero(n) && (slong)fmpz_bits(n) == up + 1 && (slong)fmpz_bits(fmpq_denref(q)) == down + 1;
    return result;
}

static slong compile(compiler_t *c, const wane_node_t *node);

/* 2^e term */
static slong scaled_term(compiler_t *c, slong term, slong e)
{
    if (e == 0) return term;
    return emit(c, (instruction_t){.operation = TAPE_SCALE, .a = term, .number = e});
}

static slong first_term(compiler_t *c, const fmpq_t q, slong term)
{
    slong e;

    if (fmpq_sgn(q) > 0 && is_power_of_two(&e, q)) return scaled_term(c, term, e);
    return emit_binary(c, TAPE_MUL, term, rational_constant(c, q));
}

static slong next_term(compiler_t *c, slong total, const fmpq_t q, slong term)
{
    slong e;

    if (is_power_of_two(&e, q))
        return emit_binary(c, fmpq_sgn(q) > 0 ? TAPE_ADD : TAPE_SUB, total, scaled_term(c, term, e));
    return emit(
        c, (instruction_t){.operation = TAPE_MULADD, .a = total, .b = term, .c = rational_constant(c, q)});
}

/* The constant comes first where that saves a multiplication by a negative leading coefficient: 1 - u. */
static slong compile_sum(compiler_t *c, const wane_node_t *node)
{
    int constant_first = !fmpq_is_zero(node->value) && fmpq_sgn(node->coefficient) <= 0;
    slong total = 0;

    if (constant_first) total = rational_constant(c, node->value);
    for (slong i = 0; i < node->count; i++) {
        slong term = compile(c, node->operand[i]);
        total = i == 0 && !constant_first ? first_term(c, node->coefficient, term)
                                          : next_term(c, total, node->coefficient + i, term);
    }
    if (!constant_first && !fmpq_is_zero(node->value))
        total = emit_binary(c, TAPE_ADD, total, rational_constant(c, node->value));
    return total;
}

static slong compile_power(compiler_t *c, slong base, slong exponent)
{
    if (exponent == 1) return base;
    return emit(c, (instruction_t){.operation = TAPE_POWER, .a = base, .number = exponent});
}

/* The product of the factors whose exponents have the given sign; 0 if there are none. */
static int compile_factors(slong *place, compiler_t *c, const wane_node_t *node, int sign)
{
    int any = 0;

    for (slong i = 0; i < node->count; i++) {
        slong factor;

        if ((node->exponent[i] > 0) != (sign > 0)) continue;
        factor = compile_power(c, compile(c, node->operand[i]), FLINT_ABS(node->exponent[i]));
        *place = any ? emit_binary(c, TAPE_MUL, *place, factor) : factor;
        any = 1;
    }
    return any;
}

static slong compile_product(compiler_t *c, const wane_node_t *node)
{
    slong numerator, denominator;
    int has_numerator = compile_factors(&numerator, c, node, 1);
    fmpq_t one;

    if (!compile_factors(&denominator, c, node, -1)) return numerator;
    if (!has_numerator) {
        fmpq_init(one);
        fmpq_one(one);
        numerator = rational_constant(c, one);
        fmpq_clear(one);
    }
    return emit_binary(c, TAPE_DIV, numerator, denominator);
}

static slong compile_new(compiler_t *c, const wane_node_t *node)
{
    /* A composite constant is a program of its own, run once for each precision. */
    if (node->is_constant && !node->has_expectation && (node != c->root || node->count == 0))
        return constant(c, node);
    switch (node->kind) {
    case NODE_X:
        return TAPE_X;
    case NODE_EXPECTATION:
        return emit(c, (instruction_t){.operation = TAPE_EXPECTATION, .node = node});
    case NODE_SUM:
        return compile_sum(c, node);
    case NODE_PRODUCT:
        return compile_product(c, node);
    case NODE_UNARY:
        return emit(c, (instruction_t){.operation = TAPE_UNARY,
                                       .a = compile(c, node->operand[0]),
                                       .function = node->function});
    default:
        return emit(c, (instruction_t){.operation = TAPE_HERMITE,
                                       .a = compile(c, node->operand[0]),
                                       .number = node->order,
                                       .orthonormal = node->orthonormal});
    }
}

static slong compile(compiler_t *c, const wane_node_t *node)
{
    const void *known;
    slong place;

    if (node_map_get(&known, c->place, node)) return POINTER_TO_PLACE(known);
    place = compile_new(c, node);
    node_map_put(c->place, node, PLACE_TO_POINTER(place));
    return place;
}

/* Renames values to slots: a slot is free again after the last reader. */
static slong assign_slots(instruction_t *instruction, slong length)
{
    slong *last = flint_calloc(length + 1, sizeof(slong)), *slot = flint_calloc(length + 1, sizeof(slong));
    slong *free_slot = flint_calloc(length + 1, sizeof(slong)), free_count = 0, slot_count = 0;

    for (slong i = 0; i < length; i++) {
        slong *operand[3] = {&instruction[i].a, &instruction[i].b, &instruction[i].c};
        for (int j = 0; j < 3; j++)
            if (*operand[j] >= 0) last[*operand[j]] = i;
    }
    for (slong i = 0; i < length; i++) {
        slong *operand[3] = {&instruction[i].a, &instruction[i].b, &instruction[i].c};
        slot[i] = free_count > 0 ? free_slot[--free_count] : slot_count++;
        instruction[i].target = slot[i];
        for (int j = 0; j < 3; j++) {
            slong value = *operand[j];

            if (value >= 0 && last[value] == i) {
                free_slot[free_count++] = slot[value];
                last[value] = -1; /* once, however often it is read here */
            }
        }
        for (int j = 0; j < 3; j++)
            if (*operand[j] >= 0) *operand[j] = slot[*operand[j]];
    }
    flint_free(last);
    flint_free(slot);
    flint_free(free_slot);
    return slot_count;
}

/* Unused operands name the variable, which is always there. */
static void blank_unused_operands(instruction_t *i)
{
    int reads = i->operation == TAPE_MULADD                            ? 3
                : i->operation <= TAPE_MUL || i->operation == TAPE_DIV ? 2
                : i->operation == TAPE_EXPECTATION                     ? 0
                                                                       : 1;

    if (reads < 3) i->c = TAPE_X;
    if (reads < 2) i->b = TAPE_X;
    if (reads < 1) i->a = TAPE_X;
}

static tape_t *compile_tape(const wane_node_t *root)
{
    compiler_t c = {0};
    tape_t *tape = flint_calloc(1, sizeof(tape_t));
    slong place;

    c.root = root;
    node_map_init(c.place);
    place = compile(&c, root);
    if (c.length == 0 || place != c.length - 1) /* the last instruction must yield the value */
        emit(&c, (instruction_t){.operation = TAPE_COPY, .a = place});
    for (slong i = 0; i < c.length; i++) blank_unused_operands(c.instruction + i);
    tape->instruction = c.instruction;
    tape->length = c.length;
    tape->constant = c.constant;
    tape->constant_count = c.constant_count;
    tape->slot_count = assign_slots(c.instruction, c.length);
    atomic_init(&tape->constants, NULL);
    flint_free(c.bucket);
    node_map_clear(c.place);
    return tape;
}

tape_t *tape_of(const wane_node_t *node)
{
    wane_node_t *owner = (wane_node_t *)node;
    node_cache_t *known = atomic_load_explicit(&owner->cache, memory_order_acquire);
    tape_t *tape;

    if (known != NULL) return (tape_t *)known;
    tape = compile_tape(node);
    tape->cache.release = tape_free;
    if (!atomic_compare_exchange_strong(&owner->cache, &known, &tape->cache)) { /* another thread was first */
        tape_free(&tape->cache);
        return (tape_t *)known;
    }
    return tape;
}
