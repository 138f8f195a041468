/* Names: the variable, constants, parameters, functions, Hermite polynomials. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "function/text/named_functions.h"
#include "function/text/reader.h"

static void take_name(char *name, reader_t *r)
{
    slong length = 0;

    while (isalnum((unsigned char)r->text[r->position]) || r->text[r->position] == '_') {
        if (length < LONGEST_NAME) name[length++] = r->text[r->position];
        r->position++;
    }
    name[length] = '\0';
}

/* 1 if the name is h<n> or He<n>, he<n>, HE<n>; then the order, LARGEST_DEGREE + 1 if beyond. */
static int is_hermite(slong *order, int *orthonormal, const char *name)
{
    const char *digit = name + 1;

    if (name[0] != 'h' && name[0] != 'H') return 0;
    *orthonormal = *digit != 'e' && *digit != 'E';
    if (*orthonormal && name[0] == 'H') return 0; /* H3 may be meant as any */
    if (!*orthonormal) digit++;
    if (*digit == '\0') return 0;
    for (*order = 0; *digit != '\0'; digit++) {
        if (!isdigit((unsigned char)*digit)) return 0;
        *order = FLINT_MIN(10 * *order + (*digit - '0'), LARGEST_DEGREE + 1);
    }
    return 1;
}

int reader_is_name(const char *name)
{
    const char *c = name;
    if (!isalpha((unsigned char)*c) && *c != '_') return 0;
    while (isalnum((unsigned char)*c) || *c == '_') c++;
    return *c == '\0' && c - name <= LONGEST_NAME;
}

/* A parameter may be called Tanh, but not tanh. */
int reader_is_known(const char *name)
{
    name_t found;
    slong order;
    int orthonormal;

    return strcmp(name, "x") == 0 || strcmp(name, "e") == 0 || strcmp(name, "pi") == 0 ||
           (name_find(&found, name) && strcmp(found.name, name) == 0) ||
           is_hermite(&order, &orthonormal, name);
}

/* ---- parameters ---- */

/* The value of a parameter: a rational number or an interval, which remembers the name. */
static const wane_node_t *parameter_value(reader_t *r, slong column, const wane_parameter_t *parameter)
{
    wane_message_t inner = {{"", 0}};
    reader_t value = {.text = parameter->value, .is_value = 1, .message = inner};
    const wane_node_t *node = NULL, *named;
    char buffer[48];

    if (strlen(parameter->value) > LONGEST_TEXT)
        return reader_fail(r, column, "the value of \"%s\" is too long", parameter->name);
    node = reader_expression(&value);
    if (node != NULL && reader_peek(&value) != '\0')
        reader_fail(&value, value.position + 1, "expected the end, found %s", reader_found(buffer, &value));
    if (!value.failed && node->kind != NODE_RATIONAL && node->kind != NODE_INTERVAL)
        reader_fail(&value, 1, "expected a rational number or an interval [lo, hi]");
    if (value.failed) {
        node_release(node);
        return reader_fail(r, column, "in the value of \"%s\", column %ld: %s", parameter->name,
                           inner->column, inner->text);
    }
    if (node->kind == NODE_INTERVAL) {
        named = node_interval(node->value, node->upper, parameter->name);
        node_release(node);
        node = named;
    }
    return node;
}

static const wane_parameter_t *find_parameter(const reader_t *r, const char *name)
{
    for (slong i = 0; i < r->parameter_count; i++)
        if (strcmp(r->parameters[i].name, name) == 0) return r->parameters + i;
    return NULL;
}

/* ---- functions ---- */

static void release_all(const wane_node_t *const *argument, int count)
{
    for (int i = 0; i < count; i++) node_release(argument[i]);
}

/* 1 if the argument number i, counted from 0, is a condition: of cases unless no argument follows it. */
static int takes_condition(const name_t *name, int i)
{
    return name->arguments == TAKES_CONDITIONS || (name->arguments == TAKES_CASES && i % 2 == 0);
}

/* A condition, or the value otherwise, which is the last argument and no comparison. */
static const wane_node_t *condition_or_value(reader_t *r, const name_t *name, int i, int *is_condition)
{
    const slong column = r->position + 1;
    const wane_node_t *node = reader_condition(r, is_condition);

    if (node == NULL || *is_condition || (name->arguments == TAKES_CASES && i > 0)) return node;
    node_release(node);
    return reader_fail(r, column, "expected a condition as the argument %d of %s, as in x > 1 or -1 < x < 1",
                       i + 1, name->name);
}

/* "(" expression { "," expression } ")"; returns how many, -1 on failure. */
static int arguments(const wane_node_t **argument, const name_t *name, reader_t *r)
{
    int count = 0, is_condition = 1;

    do {
        if (count == name->most) {
            reader_fail(r, r->position, "too many arguments: %s takes at most %d", name->name, name->most);
            break;
        }
        if (!is_condition && count % 2 != 0 && name->arguments == TAKES_CASES) {
            reader_fail(r, r->position, "expected \")\" after the value otherwise, found \",\"");
            break;
        }
        argument[count] = takes_condition(name, count) ? condition_or_value(r, name, count, &is_condition)
                                                       : reader_expression(r);
        if (argument[count] == NULL) break;
        count++;
    } while (reader_accept(r, ','));
    if (!r->failed && !reader_accept(r, ')')) {
        char what[160];

        snprintf(what, sizeof(what), "an operator, \",\" or \")\" to end the arguments of %s", name->name);
        reader_expected(r, what);
    }
    if (!r->failed && name->arguments == TAKES_CASES && count % 2 != 0 && is_condition)
        reader_fail(r, r->position, "expected a value after the last condition of %s", name->name);
    if (!r->failed) return count;
    release_all(argument, count);
    return -1;
}

/* The first argument that should be a number and is not, counted from 1; 0 if there is none. */
static int not_a_number(const name_t *name, const wane_node_t *const *argument, int count)
{
    for (int i = 1; i < count && name->arguments == TAKES_NUMBERS; i++)
        if (!argument[i]->is_constant) return i + 1;
    return 0;
}

static const wane_node_t *function(reader_t *r, slong column, const name_t *name)
{
    const wane_node_t *argument[MOST_ARGUMENTS];
    int count, wrong;

    if (!reader_accept(r, '(')) {
        if (!name->stands_alone)
            return reader_fail(r, r->position + 1, "expected \"(\" after %s", name->name);
        argument[0] = node_at(node_x(), column);
        return reader_limited(r, column, name_apply(name, argument, 1));
    }
    count = arguments(argument, name, r);
    if (count < 0) return NULL;
    wrong = not_a_number(name, argument, count);
    if (count >= name->least && wrong == 0)
        return reader_limited(r, column, name_apply(name, argument, count));
    release_all(argument, count);
    if (wrong > 0)
        return reader_fail(r, column, "expected a number as the argument %d of %s", wrong, name->name);
    return reader_fail(r, column, "too few arguments: %s takes at least %d", name->name, name->least);
}

static const wane_node_t *hermite(reader_t *r, slong column, const char *name, slong order, int orthonormal)
{
    const name_t call = {.name = name, .least = 1, .most = 1};
    const wane_node_t *argument;

    if (order > LARGEST_DEGREE)
        return reader_fail(r, column, "degree too large: expected at most %d", LARGEST_DEGREE);
    if (reader_accept(r, '(')) {
        if (arguments(&argument, &call, r) < 0) return NULL;
    } else {
        argument = node_at(node_x(), column);
    }
    return reader_limited(r, column, node_hermite(order, orthonormal, argument));
}

static const wane_node_t *unknown(reader_t *r, slong column, const char *name)
{
    const char *close = name_suggest(name);

    if (name[0] == 'H' && isdigit((unsigned char)name[1]))
        return reader_fail(r, column,
                           "unknown name \"%s\": did you mean \"h%s\", orthonormal, or \"He%s\", monic?",
                           name, name + 1, name + 1);
    if (r->is_value) return reader_fail(r, column, "expected a number, found \"%s\"", name);
    if (close != NULL)
        return reader_fail(r, column, "unknown name \"%s\": did you mean \"%s\"?", name, close);
    return reader_fail(r, column,
                       "unknown name \"%s\": expected x, pi, e, a function or a parameter that is set "
                       "(`set` %s=…)",
                       name, name);
}

const wane_node_t *reader_name(reader_t *r)
{
    slong column = r->position + 1, order;
    char name[LONGEST_NAME + 1];
    const wane_parameter_t *parameter;
    name_t found;
    int orthonormal;

    take_name(name, r);
    parameter = find_parameter(r, name);
    if (parameter != NULL && reader_is_known(name))
        return reader_fail(
            r, column, "the parameter \"%s\" has the name of something known: expected another name", name);
    if (parameter != NULL) {
        const wane_node_t *value = parameter_value(r, column, parameter);
        return value == NULL ? NULL : node_at(value, column);
    }
    if (r->is_value) return unknown(r, column, name);
    if (name_is(name, "x")) return node_at(node_x(), column);
    if (strcmp(name, "e") == 0) return node_at(node_e(), column);
    if (name_is(name, "pi")) return node_at(node_pi(), column);
    if (is_hermite(&order, &orthonormal, name)) return hermite(r, column, name, order, orthonormal);
    if (name_find(&found, name)) return function(r, column, &found);
    return unknown(r, column, name);
}
