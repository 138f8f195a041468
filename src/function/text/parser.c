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

static const wane_node_t *signed_operand(wane_reader_t *r);

/* [lower, upper] */
static const wane_node_t *interval(wane_reader_t *r)
{
    slong column = r->position;
    const wane_node_t *lower, *upper = NULL, *node = NULL;

    lower = wane_reader_expression(r);
    if (lower != NULL && !wane_reader_accept(r, ','))
        wane_reader_expected(r, "\",\" between the ends of an interval");
    if (!r->failed) upper = wane_reader_expression(r);
    if (!r->failed && !wane_reader_accept(r, ']')) wane_reader_expected(r, "\"]\" after an interval");
    if (r->failed) {
    } else if (lower->kind != WANE_NODE_RATIONAL || upper->kind != WANE_NODE_RATIONAL) {
        wane_reader_fail(r, column, "expected rational numbers as the ends of an interval");
    } else if (fmpq_cmp(lower->value, upper->value) > 0) {
        wane_reader_fail(r, column, "expected an interval [lo, hi] with lo <= hi");
    } else {
        node = wane_node_at(wane_node_interval(lower->value, upper->value, NULL), column);
    }
    wane_node_release(lower);
    wane_node_release(upper);
    return node;
}

static const wane_node_t *parenthesis(wane_reader_t *r)
{
    slong column = r->position;
    const wane_node_t *node = wane_reader_expression(r);
    char what[80];

    if (node == NULL || wane_reader_accept(r, ')')) return node;
    wane_node_release(node);
    snprintf(what, sizeof(what), "an operator or \")\" to close the parenthesis of column %ld", (long)column);
    return wane_reader_expected(r, what);
}

static const wane_node_t *primary(wane_reader_t *r)
{
    unsigned char c = wane_reader_peek(r);

    if (isdigit(c) || c == '.') return wane_reader_number(r);
    if (isalpha(c) || c == '_') return wane_reader_name(r);
    if (wane_reader_accept(r, '(')) return parenthesis(r);
    if (wane_reader_accept(r, '[')) return interval(r);
    return wane_reader_expected(r, "a number, a function, x or \"(\"");
}

/* "^" or "**" */
static int accepts_power(wane_reader_t *r)
{
    if (wane_reader_peek(r) == '*' && r->text[r->position + 1] == '*') {
        r->position += 2;
        return 1;
    }
    return wane_reader_accept(r, '^');
}

static const wane_node_t *power(wane_reader_t *r)
{
    const wane_node_t *base = primary(r), *exponent;
    slong column;

    if (base == NULL || !accepts_power(r)) return base;
    column = r->position;
    exponent = signed_operand(r);
    if (exponent != NULL) return wane_reader_power(r, column, base, exponent);
    wane_node_release(base);
    return NULL;
}

static const wane_node_t *signed_operand(wane_reader_t *r)
{
    const wane_node_t *node;

    if (++r->depth > WANE_DEEPEST)
        return wane_reader_fail(r, r->position + 1, "nested too deeply: expected at most %d levels",
                                WANE_DEEPEST);
    if (wane_reader_accept(r, '-')) {
        node = signed_operand(r);
        if (node != NULL) node = wane_node_scale_ratio(node, -1, 1);
    } else if (wane_reader_accept(r, '+')) {
        node = signed_operand(r);
    } else {
        node = power(r);
    }
    r->depth--;
    return node;
}

static const wane_node_t *divide(wane_reader_t *r, slong column, const wane_node_t *a, const wane_node_t *b)
{
    if (!wane_node_is_rational(b, 0)) return wane_node_div(a, b);
    wane_node_release(a);
    wane_node_release(b);
    return wane_reader_fail(r, column, "division by zero");
}

static const wane_node_t *term(wane_reader_t *r)
{
    const wane_node_t *node = signed_operand(r), *next;

    while (node != NULL) {
        int divides = wane_reader_accept(r, '/');
        slong column;

        if (!divides && !wane_reader_accept(r, '*')) return node;
        column = r->position;
        next = signed_operand(r);
        if (next == NULL) {
            wane_node_release(node);
            return NULL;
        }
        node = divides ? divide(r, column, node, next) : wane_node_mul(node, next);
        if (node != NULL) node = wane_reader_limited(r, column, node);
    }
    return NULL;
}

const wane_node_t *wane_reader_expression(wane_reader_t *r)
{
    const wane_node_t *node = term(r), *next;

    while (node != NULL) {
        int subtracts = wane_reader_accept(r, '-');
        slong column;

        if (!subtracts && !wane_reader_accept(r, '+')) return node;
        column = r->position;
        next = term(r);
        if (next == NULL) {
            wane_node_release(node);
            return NULL;
        }
        node = subtracts ? wane_node_sub(node, next) : wane_node_add(node, next);
        node = wane_reader_limited(r, column, node);
    }
    return NULL;
}

wane_status_t wane_function_parse(wane_function_t f, const char *text, const wane_parameter_t *parameters,
                                  slong parameter_count, wane_message_t message)
{
    wane_reader_t r = {
        .text = text, .parameters = parameters, .parameter_count = parameter_count, .message = message};
    const wane_node_t *node;

    for (slong i = 0; text[i] != '\0'; i++)
        if (i >= WANE_LONGEST_TEXT)
            return wane_message_set(message, WANE_BAD_INPUT, i + 1,
                                    "expected an expression of at most %d characters", WANE_LONGEST_TEXT);
        else if (wane_reader_letter(text + i) > 0) {
            r.position = i;
            wane_reader_expected(&r, "letters, digits and signs of ASCII");
            return WANE_BAD_INPUT;
        }
    node = wane_reader_expression(&r);
    if (node != NULL && wane_reader_peek(&r) != '\0') {
        wane_reader_expected(&r, "an operator or the end");
        wane_node_release(node);
        node = NULL;
    }
    if (node == NULL) return WANE_BAD_INPUT;
    wane_node_store(f, wane_node_simplify(node));
    return WANE_OK;
}
