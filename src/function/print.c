/* Printing an expression so that it reads back as the same function. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "function/node.h"

/* What surrounds an operand decides whether it needs parentheses. */
typedef enum { IN_SUM, IN_PRODUCT, IN_POWER } surroundings_t;

static void print(FILE *stream, const wane_node_t *node, surroundings_t around);

static void open_if(FILE *stream, int needed)
{
    if (needed) fputc('(', stream);
}

static void close_if(FILE *stream, int needed)
{
    if (needed) fputc(')', stream);
}

static void print_rational(FILE *stream, const fmpq_t q, surroundings_t around)
{
    int needed =
        (fmpq_sgn(q) < 0 && around != IN_SUM) || (!fmpz_is_one(fmpq_denref(q)) && around == IN_POWER);

    open_if(stream, needed);
    fmpq_fprint(stream, q);
    close_if(stream, needed);
}

/* " + ", " - " or a leading sign, then the absolute value of the coefficient. */
static void print_term(FILE *stream, const fmpq_t coefficient, const wane_node_t *term, int first)
{
    fmpq_t size;
    int negative = fmpq_sgn(coefficient) < 0;

    fmpq_init(size);
    fmpq_abs(size, coefficient);
    if (first) fputs(negative ? "-" : "", stream);
    else fputs(negative ? " - " : " + ", stream);
    if (term == NULL) {
        fmpq_fprint(stream, size);
    } else {
        if (!fmpq_is_one(size)) {
            fmpq_fprint(stream, size);
            fputc('*', stream);
        }
        print(stream, term, IN_PRODUCT);
    }
    fmpq_clear(size);
}

static void print_sum(FILE *stream, const wane_node_t *node, surroundings_t around)
{
    int one_term = node->count == 1 && fmpq_is_zero(node->value);
    int needed =
        around == IN_POWER || (around == IN_PRODUCT && (!one_term || fmpq_sgn(node->coefficient) < 0));

    open_if(stream, needed);
    for (slong i = 0; i < node->count; i++)
        print_term(stream, node->coefficient + i, node->operand[i], i == 0);
    if (!fmpq_is_zero(node->value)) print_term(stream, node->value, NULL, 0);
    close_if(stream, needed);
}

static void print_factor(FILE *stream, const wane_node_t *base, slong exponent)
{
    print(stream, base, exponent == 1 && base->kind != WANE_NODE_PRODUCT ? IN_PRODUCT : IN_POWER);
    if (exponent != 1) fprintf(stream, "^%ld", (long)exponent);
}

static void print_product(FILE *stream, const wane_node_t *node, surroundings_t around)
{
    int any = 0;

    open_if(stream, around == IN_POWER);
    for (slong i = 0; i < node->count; i++) {
        if (node->exponent[i] < 0) continue;
        if (any) fputc('*', stream);
        print_factor(stream, node->operand[i], node->exponent[i]);
        any = 1;
    }
    if (!any) fputc('1', stream);
    for (slong i = 0; i < node->count; i++) {
        if (node->exponent[i] > 0) continue;
        fputc('/', stream);
        print_factor(stream, node->operand[i], -node->exponent[i]);
    }
    close_if(stream, around == IN_POWER);
}

static void print_call(FILE *stream, const char *name, const wane_node_t *u)
{
    fprintf(stream, "%s(", name);
    print(stream, u, IN_SUM);
    fputc(')', stream);
}

static void print_unary(FILE *stream, const wane_node_t *node)
{
    const wane_node_t *u = node->operand[0];

    if (node->function == WANE_UNARY_LOG2COSH) { /* softplus(2u) - u */
        fputs("(softplus(2*", stream);
        print(stream, u, IN_POWER);
        fputs(") - ", stream);
        print(stream, u, IN_PRODUCT);
        fputc(')', stream);
    } else if (node->function == WANE_UNARY_NEGATIVE_EXP) { /* elu(u) - relu(u) */
        fputc('(', stream);
        print_call(stream, "elu", u);
        fputs(" - ", stream);
        print_call(stream, "relu", u);
        fputc(')', stream);
    } else {
        print_call(stream, wane_unary_facts[node->function].name, u);
    }
}

static void print_interval(FILE *stream, const wane_node_t *node)
{
    fputc('[', stream);
    fmpq_fprint(stream, node->value);
    fputs(", ", stream);
    fmpq_fprint(stream, node->upper);
    fputc(']', stream);
}

static void print(FILE *stream, const wane_node_t *node, surroundings_t around)
{
    char name[32];

    switch (node->kind) {
    case WANE_NODE_RATIONAL:
        print_rational(stream, node->value, around);
        break;
    case WANE_NODE_INTERVAL:
        print_interval(stream, node);
        break;
    case WANE_NODE_PI:
        fputs("pi", stream);
        break;
    case WANE_NODE_E:
        fputs("e", stream);
        break;
    case WANE_NODE_EXPECTATION:
        print_call(stream, "mean", node->operand[0]);
        break;
    case WANE_NODE_X:
        fputs("x", stream);
        break;
    case WANE_NODE_SUM:
        print_sum(stream, node, around);
        break;
    case WANE_NODE_PRODUCT:
        print_product(stream, node, around);
        break;
    case WANE_NODE_UNARY:
        print_unary(stream, node);
        break;
    case WANE_NODE_HERMITE:
        snprintf(name, sizeof(name), "%s%ld", node->orthonormal ? "h" : "He", (long)node->order);
        print_call(stream, name, node->operand[0]);
    }
}

char *wane_function_print(const wane_function_t f)
{
    const wane_node_t *root = wane_node_root(f);
    char *buffer, *text;
    size_t size;
    FILE *stream = open_memstream(&buffer, &size);

    print(stream, root, IN_SUM);
    fclose(stream);
    wane_node_release(root);
    text = flint_malloc(size + 1);
    memcpy(text, buffer, size + 1);
    free(buffer);
    return text;
}
