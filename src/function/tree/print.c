/* Printing an expression so that it reads back as the same function. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/scoped.h"
#include "function/tree/expression.h"
#include "function/node/node.h"

/* What surrounds an operand decides whether it needs parentheses. */
typedef enum { IN_SUM, IN_PRODUCT, IN_POWER } surroundings_t;

typedef struct {
    FILE *stream;
    int names; /* of interval parameters, in place of their intervals */
} printer_t;

static void print(const printer_t *printer, const wane_node_t *node, surroundings_t around);

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
static void print_term(const printer_t *printer, const fmpq_t coefficient, const wane_node_t *term, int first)
{
    int negative = fmpq_sgn(coefficient) < 0;

    SCOPED(fmpq, size);
    fmpq_abs(size, coefficient);
    if (first) fputs(negative ? "-" : "", printer->stream);
    else fputs(negative ? " - " : " + ", printer->stream);
    if (term == NULL) {
        fmpq_fprint(printer->stream, size);
    } else {
        if (!fmpq_is_one(size)) {
            fmpq_fprint(printer->stream, size);
            fputc('*', printer->stream);
        }
        print(printer, term, IN_PRODUCT);
    }
}

static void print_sum(const printer_t *printer, const wane_node_t *node, surroundings_t around)
{
    int one_term = node->count == 1 && fmpq_is_zero(node->value);
    int needed =
        around == IN_POWER || (around == IN_PRODUCT && (!one_term || fmpq_sgn(node->coefficient) < 0));

    open_if(printer->stream, needed);
    for (slong i = 0; i < node->count; i++)
        print_term(printer, node->coefficient + i, node->operand[i], i == 0);
    if (!fmpq_is_zero(node->value)) print_term(printer, node->value, NULL, 0);
    close_if(printer->stream, needed);
}

static void print_factor(const printer_t *printer, const wane_node_t *base, slong exponent)
{
    print(printer, base, exponent == 1 && base->kind != NODE_PRODUCT ? IN_PRODUCT : IN_POWER);
    if (exponent != 1) fprintf(printer->stream, "^%ld", (long)exponent);
}

static void print_product(const printer_t *printer, const wane_node_t *node, surroundings_t around)
{
    int any = 0;

    open_if(printer->stream, around == IN_POWER);
    for (slong i = 0; i < node->count; i++) {
        if (node->exponent[i] < 0) continue;
        if (any) fputc('*', printer->stream);
        print_factor(printer, node->operand[i], node->exponent[i]);
        any = 1;
    }
    if (!any) fputc('1', printer->stream);
    for (slong i = 0; i < node->count; i++) {
        if (node->exponent[i] > 0) continue;
        fputc('/', printer->stream);
        print_factor(printer, node->operand[i], -node->exponent[i]);
    }
    close_if(printer->stream, around == IN_POWER);
}

static void print_call(const printer_t *printer, const char *name, const wane_node_t *u)
{
    fprintf(printer->stream, "%s(", name);
    print(printer, u, IN_SUM);
    fputc(')', printer->stream);
}

/* The formula of a function that has no name, u in the place of "%+", "%*" and "%^". */
static void print_formula(const printer_t *printer, const char *formula, const wane_node_t *u)
{
    for (; *formula != '\0'; formula++) {
        if (*formula != '%') {
            fputc(*formula, printer->stream);
            continue;
        }
        formula++;
        print(printer, u, *formula == '+' ? IN_SUM : *formula == '*' ? IN_PRODUCT : IN_POWER);
    }
}

static void print_unary(const printer_t *printer, const wane_node_t *node)
{
    const elementary_t *f = elementary_table[node->function];

    if (f->name != NULL) print_call(printer, f->name, node->operand[0]);
    else print_formula(printer, f->formula, node->operand[0]);
}

static void print_interval(const printer_t *printer, const wane_node_t *node)
{
    if (printer->names && node_is_parameter(node)) {
        fputs(node->name, printer->stream);
        return;
    }
    fputc('[', printer->stream);
    fmpq_fprint(printer->stream, node->value);
    fputs(", ", printer->stream);
    fmpq_fprint(printer->stream, node->upper);
    fputc(']', printer->stream);
}

static void print(const printer_t *printer, const wane_node_t *node, surroundings_t around)
{
    char name[32];

    switch (node->kind) {
    case NODE_RATIONAL:
        print_rational(printer->stream, node->value, around);
        break;
    case NODE_INTERVAL:
        print_interval(printer, node);
        break;
    case NODE_PI:
        fputs("pi", printer->stream);
        break;
    case NODE_E:
        fputs("e", printer->stream);
        break;
    case NODE_EXPECTATION:
        print_call(printer, "mean", node->operand[0]);
        break;
    case NODE_X:
        fputs("x", printer->stream);
        break;
    case NODE_SUM:
        print_sum(printer, node, around);
        break;
    case NODE_PRODUCT:
        print_product(printer, node, around);
        break;
    case NODE_UNARY:
        print_unary(printer, node);
        break;
    case NODE_HERMITE:
        snprintf(name, sizeof(name), "%s%ld", node->orthonormal ? "h" : "He", (long)node->order);
        print_call(printer, name, node->operand[0]);
    }
}

static char *print_function(const wane_function_t f, int names)
{
    const wane_node_t *root = node_root(f);
    char *buffer, *text;
    size_t size;
    FILE *stream = open_memstream(&buffer, &size);
    const printer_t printer = {stream, names};

    print(&printer, root, IN_SUM);
    fclose(stream);
    node_release(root);
    text = flint_malloc(size + 1);
    memcpy(text, buffer, size + 1);
    free(buffer);
    return text;
}

char *wane_function_print(const wane_function_t f)
{
    return print_function(f, 0);
}

char *function_print_named(const wane_function_t f)
{
    return print_function(f, 1);
}
