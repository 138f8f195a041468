#include "base/interval.h"
#include "manifold/family/family_box.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <flint/fmpq_vec.h>

#include "base/scoped.h"
#include "manifold/shape/start.h"
#include "function/facts/facts.h"
#include "base/decimal.h"

#define TEXT_DIGITS 12

static unknown_t *add_unknown(family_space_t space, unknown_kind_t kind, const char *name, const fmpq_t lo,
                              const fmpq_t hi)
{
    slong count = ++space->count;
    space->unknown = flint_realloc(space->unknown, count * sizeof(unknown_t));
    fmpq *whole = _fmpq_vec_init(2 * count);
    for (slong i = 0; i < 2 * (count - 1); i++) fmpq_set(whole + i, space->whole + i);
    if (space->whole != NULL) _fmpq_vec_clear(space->whole, 2 * (count - 1));
    space->whole = whole;
    fmpq_set(whole + 2 * (count - 1), lo);
    fmpq_set(whole + 2 * (count - 1) + 1, hi);
    unknown_t *unknown = space->unknown + count - 1;
    unknown->kind = kind;
    unknown->name = flint_malloc(strlen(name) + 1);
    strcpy(unknown->name, name);
    unknown->in_function[0] = unknown->in_function[1] = 0;
    return unknown;
}

static slong find_unknown(const family_space_t space, const char *name)
{
    for (slong i = 0; i < space->count; i++)
        if (strcmp(space->unknown[i].name, name) == 0) return i;
    return -1;
}

static wane_status_t add_parameters(family_space_t space, int index, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    SCOPED(fmpq, lo, hi);
    slong count = wane_function_unknown_count(space->function[index]);
    for (slong i = 0; i < count && status == WANE_OK; i++) {
        const char *name = wane_function_unknown(lo, hi, space->function[index], i);
        slong known = find_unknown(space, name);
        if (known >= 0 &&
            !(fmpq_equal(lo, space->whole + 2 * known) && fmpq_equal(hi, space->whole + 2 * known + 1)))
            status = wane_message_set(message, WANE_BAD_INPUT, 0,
                                      "expected one interval for the parameter \"%.60s\", found two", name);
        else if (known >= 0) space->unknown[known].in_function[index] = 1;
        else add_unknown(space, UNKNOWN_PARAMETER, name, lo, hi)->in_function[index] = 1;
    }
    return status;
}

wane_status_t family_space_init_set(family_space_t space, const wane_function_t student,
                                    const wane_function_t teacher, const wane_interval_t a0,
                                    const wane_start_t start, wane_message_t message)
{
    memset(space, 0, sizeof(family_space_struct));
    for (int i = 0; i < 2; i++) wane_function_init(space->function[i]);
    wane_interval_init(space->a0);
    wane_start_init(space->start);
    wane_interval_set(space->a0, a0);
    wane_start_set(space->start, start);
    wane_function_name_unknowns(space->function[0], student, "student");
    wane_function_name_unknowns(space->function[1], teacher, "teacher");
    wane_status_t status = add_parameters(space, 0, message);
    if (status == WANE_OK) status = add_parameters(space, 1, message);
    if (!fmpq_equal(a0->lo, a0->hi)) add_unknown(space, UNKNOWN_SCALE, "a0", a0->lo, a0->hi);
    if (start->kind == WANE_START_VALUE && !fmpq_equal(start->value->lo, start->value->hi))
        add_unknown(space, UNKNOWN_START, "R0", start->value->lo, start->value->hi);
    return status;
}

void family_space_clear(family_space_t space)
{
    for (int i = 0; i < 2; i++) wane_function_clear(space->function[i]);
    wane_interval_clear(space->a0);
    wane_start_clear(space->start);
    for (slong i = 0; i < space->count; i++) flint_free(space->unknown[i].name);
    flint_free(space->unknown);
    if (space->whole != NULL) _fmpq_vec_clear(space->whole, 2 * space->count);
}

void family_box_init(family_box_t *box, const family_space_t space)
{
    box->end = _fmpq_vec_init(2 * space->count);
    box->halvings = flint_calloc(FLINT_MAX(space->count, 1), sizeof(slong));
    for (slong i = 0; i < 2 * space->count; i++) fmpq_set(box->end + i, space->whole + i);
}

void family_box_init_set(family_box_t *box, const family_box_t *other, const family_space_t space)
{
    family_box_init(box, space);
    for (slong i = 0; i < 2 * space->count; i++) fmpq_set(box->end + i, other->end + i);
    for (slong i = 0; i < space->count; i++) box->halvings[i] = other->halvings[i];
}

void family_box_clear(family_box_t *box, const family_space_t space)
{
    _fmpq_vec_clear(box->end, 2 * space->count);
    flint_free(box->halvings);
}

static void set_middle(fmpq_t middle, const family_box_t *box, slong unknown)
{
    fmpq_add(middle, box->end + 2 * unknown, box->end + 2 * unknown + 1);
    fmpq_div_2exp(middle, middle, 1);
}

void family_box_halve(family_box_t *box, slong unknown, int upper)
{
    SCOPED(fmpq, middle);
    set_middle(middle, box, unknown);
    fmpq_set(box->end + 2 * unknown + (upper ? 0 : 1), middle);
    box->halvings[unknown]++;
}

static int is_interval(const family_box_t *box, slong unknown)
{
    return !fmpq_equal(box->end + 2 * unknown, box->end + 2 * unknown + 1);
}

slong family_box_widest(const family_box_t *box, const family_space_t space, int parameters)
{
    slong widest = -1;
    for (slong i = 0; i < space->count; i++) {
        if ((space->unknown[i].kind == UNKNOWN_PARAMETER) != parameters || !is_interval(box, i)) continue;
        if (widest < 0 || box->halvings[i] < box->halvings[widest]) widest = i;
    }
    return widest;
}

int family_box_centre_start(family_box_t *box, const family_space_t space)
{
    int any = 0;
    for (slong i = 0; i < space->count; i++) {
        if (space->unknown[i].kind == UNKNOWN_PARAMETER || !is_interval(box, i)) continue;
        SCOPED(fmpq, middle);
        set_middle(middle, box, i);
        fmpq_set(box->end + 2 * i, middle);
        fmpq_set(box->end + 2 * i + 1, middle);
        any = 1;
    }
    return any;
}

void family_box_function(wane_function_t f, const family_box_t *box, const family_space_t space, int index)
{
    wane_function_set(f, space->function[index]);
    for (slong i = 0; i < space->count; i++)
        if (space->unknown[i].in_function[index])
            wane_function_narrow(f, f, space->unknown[i].name, box->end + 2 * i, box->end + 2 * i + 1);
}

static void get_interval(wane_interval_t interval, unknown_kind_t kind, const family_box_t *box,
                         const family_space_t space)
{
    for (slong i = 0; i < space->count; i++) {
        if (space->unknown[i].kind != kind) continue;
        fmpq_set(interval->lo, box->end + 2 * i);
        fmpq_set(interval->hi, box->end + 2 * i + 1);
    }
}

void family_box_scale(wane_interval_t a0, const family_box_t *box, const family_space_t space)
{
    wane_interval_set(a0, space->a0);
    get_interval(a0, UNKNOWN_SCALE, box, space);
}

void family_box_start(wane_start_t start, const family_box_t *box, const family_space_t space)
{
    wane_start_set(start, space->start);
    get_interval(start->value, UNKNOWN_START, box, space);
}

/* Digits that tell two different numbers apart, and some more. */
static slong digits_for(const fmpq_t lo, const fmpq_t hi)
{
    SCOPED(fmpq, width);
    fmpq_sub(width, hi, lo);
    const double size = fmax(fabs(fmpq_get_d(lo)), fabs(fmpq_get_d(hi))), ratio = size / fmpq_get_d(width);
    return TEXT_DIGITS + (slong)(ratio > 10 && isfinite(ratio) ? log10(ratio) : 0);
}

/* "[lo, hi]", rounded inward, for what is said holds for the whole box. */
static void print_range(char *text, size_t size, const fmpq_t lo, const fmpq_t hi)
{
    const int single = fmpq_equal(lo, hi);
    const slong digits = single ? 0 : digits_for(lo, hi);
    char *lower = single ? fmpq_get_str(NULL, 10, lo) : base_decimal_rational(lo, digits, 1);
    char *upper = single ? fmpq_get_str(NULL, 10, hi) : base_decimal_rational(hi, digits, -1);
    snprintf(text, size, "[%s, %s]", lower, upper);
    flint_free(lower);
    flint_free(upper);
}

void family_box_text(char *text, size_t size, const family_box_t *box, const family_space_t space)
{
    size_t length = 0;
    text[0] = '\0';
    for (slong i = 0; i < space->count && length < size; i++) {
        char range[100];
        print_range(range, sizeof range, box->end + 2 * i, box->end + 2 * i + 1);
        length += (size_t)snprintf(text + length, size - length, "%s%.60s in %s", i > 0 ? ", " : "",
                                   space->unknown[i].name, range);
    }
}
