/* Reading expressions:
     expression = ["-" | "+"] term { ("+" | "-") term }
     term       = signed { ("*" | "/") signed }
     signed     = ["-" | "+"] signed | power
     power      = primary [("^" | "**") signed]
     primary    = number | interval | "(" expression ")" | name [arguments] */
#include <ctype.h>
#include <stdio.h>

#include "function/facts/node_facts.h"
#include "function/text/reader.h"

static const wane_node_t *signed_operand(reader_t *r);

/* [lower, upper] */
static const wane_node_t *interval(reader_t *r)
{
    slong column = r->position;
    const wane_node_t *lower, *upper = NULL, *node = NULL;

    lower = reader_expression(r);
    if (lower != NULL && !reader_accept(r, ',')) reader_expected(r, "\",\" between the ends of an interval");
    if (!r->failed) upper = reader_expression(r);
    if (!r->failed && !reader_accept(r, ']')) reader_expected(r, "\"]\" after an interval");
    if (r->failed) {
    } else if (lower->kind != NODE_RATIONAL || upper->kind != NODE_RATIONAL) {
        reader_fail(r, column, "expected rational numbers as the ends of an interval");
    } else if (fmpq_cmp(lower->value, upper->value) > 0) {
        reader_fail(r, column, "expected an interval [lo, hi] with lo <= hi");
    } else {
        node = node_at(node_interval(lower->value, upper->value, NULL), column);
    }
    node_release(lower);
    node_release(upper);
    return node;
}

static const wane_node_t *parenthesis(reader_t *r)
{
    slong column = r->position;
    const wane_node_t *node = reader_expression(r);
    char what[80];

    if (node == NULL || reader_accept(r, ')')) return node;
    node_release(node);
    snprintf(what, sizeof(what), "an operator or \")\" to close the parenthesis of column %ld", (long)column);
    return reader_expected(r, what);
}

static const wane_node_t *primary(reader_t *r)
{
    unsigned char c = reader_peek(r);

    if (isdigit(c) || c == '.') return reader_number(r);
    if (isalpha(c) || c == '_') return reader_name(r);
    if (reader_accept(r, '(')) return parenthesis(r);
    if (reader_accept(r, '[')) return interval(r);
    return reader_expected(r, "a number, a function, x or \"(\"");
}

/* "^" or "**" */
static int accepts_power(reader_t *r)
{
    if (reader_peek(r) == '*' && r->text[r->position + 1] == '*') {
        r->position += 2;
        return 1;
    }
    return reader_accept(r, '^');
}

static const wane_node_t *power(reader_t *r)
{
    const wane_node_t *base = primary(r), *exponent;
    slong column;

    if (base == NULL || !accepts_power(r)) return base;
    column = r->position;
    exponent = signed_operand(r);
    if (exponent != NULL) return reader_power(r, column, base, exponent);
    node_release(base);
    return NULL;
}

static const wane_node_t *signed_operand(reader_t *r)
{
    const wane_node_t *node;

    if (++r->depth > DEEPEST)
        return reader_fail(r, r->position + 1, "nested too deeply: expected at most %d levels", DEEPEST);
    if (reader_accept(r, '-')) {
        node = signed_operand(r);
        if (node != NULL) node = node_scale_ratio(node, -1, 1);
    } else if (reader_accept(r, '+')) {
        node = signed_operand(r);
    } else {
        node = power(r);
    }
    r->depth--;
    return node;
}

static const wane_node_t *divide(reader_t *r, slong column, const wane_node_t *a, const wane_node_t *b)
{
    if (!node_is_rational(b, 0)) return node_div(a, b);
    node_release(a);
    node_release(b);
    return reader_fail(r, column, "division by zero");
}

static const wane_node_t *term(reader_t *r)
{
    const wane_node_t *node = signed_operand(r), *next;

    while (node != NULL) {
        int divides = reader_accept(r, '/');
        slong column;

        if (!divides && !reader_accept(r, '*')) return node;
        column = r->position;
        next = signed_operand(r);
        if (next == NULL) {
            node_release(node);
            return NULL;
        }
        node = divides ? divide(r, column, node, next) : node_mul(node, next);
        if (node != NULL) node = reader_limited(r, column, node);
    }
    return NULL;
}

const wane_node_t *reader_expression(reader_t *r)
{
    const wane_node_t *node = term(r), *next;

    while (node != NULL) {
        int subtracts = reader_accept(r, '-');
        slong column;

        if (!subtracts && !reader_accept(r, '+')) return node;
        column = r->position;
        next = term(r);
        if (next == NULL) {
            node_release(node);
            return NULL;
        }
        node = subtracts ? node_sub(node, next) : node_add(node, next);
        node = reader_limited(r, column, node);
    }
    return NULL;
}

wane_status_t wane_function_parse(wane_function_t f, const char *text, const wane_parameter_t *parameters,
                                  slong parameter_count, wane_message_t message)
{
    reader_t r = {
        .text = text, .parameters = parameters, .parameter_count = parameter_count, .message = message};
    const wane_node_t *node;

    for (slong i = 0; text[i] != '\0'; i++)
        if (i >= LONGEST_TEXT)
            return wane_message_set(message, WANE_BAD_INPUT, i + 1,
                                    "expected an expression of at most %d characters", LONGEST_TEXT);
        else if (reader_letter(text + i) > 0) {
            r.position = i;
            reader_expected(&r, "letters, digits and signs of ASCII");
            return WANE_BAD_INPUT;
        }
    node = reader_expression(&r);
    if (node != NULL && reader_peek(&r) != '\0') {
        reader_expected(&r, "an operator or the end");
        node_release(node);
        node = NULL;
    }
    if (node == NULL) return WANE_BAD_INPUT;
    node_store(f, node_simplify(node));
    return WANE_OK;
}
