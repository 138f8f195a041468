#include "base/interval.h"
#include "manifold/family/boxes/family_box.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <flint/fmpq_vec.h>

#include "base/scoped.h"
#include "manifold/shape/start.h"
#include "function/facts/facts.h"
#include "base/decimal.h"

#define TEXT_DIGITS 12
#define MIDDLE_BITS 8 /* a cut needs no more, and short numbers stay short */

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
    unknown->in_function[0] = unknown->in_function[1] = unknown->is_held = 0;
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
    slong count = function_unknown_count(space->function[index]);
    for (slong i = 0; i < count && status == WANE_OK; i++) {
        const char *name = function_unknown(lo, hi, space->function[index], i);
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

static void add_range(family_space_t space, unknown_kind_t kind, const char *name, const quantifier_t range)
{
    const fmpq *lo = range->value->lo, *hi = range->value->hi;
    if (!range->all && !fmpq_equal(lo, hi)) add_unknown(space, kind, name, lo, hi);
}

wane_status_t family_space_init_set(family_space_t space, const wane_function_t student,
                                    const wane_function_t teacher, const quantifier_struct *eps,
                                    const quantifier_t a0, const wane_start_t start, wane_message_t message)
{
    memset(space, 0, sizeof(family_space_struct));
    for (int i = 0; i < 2; i++) wane_function_init(space->function[i]);
    quantifier_init(space->eps);
    quantifier_init(space->a0);
    wane_start_init(space->start);
    space->is_limit = eps == NULL;
    if (eps != NULL) quantifier_set(space->eps, eps);
    quantifier_set(space->a0, a0);
    start_set(space->start, start);
    function_name_unknowns(space->function[0], student, "student");
    function_name_unknowns(space->function[1], teacher, "teacher");
    wane_status_t status = add_parameters(space, 0, message);
    if (status == WANE_OK) status = add_parameters(space, 1, message);
    if (eps != NULL) add_range(space, UNKNOWN_RATIO, "eps", eps);
    add_range(space, UNKNOWN_SCALE, "a0", a0);
    if (start->kind == WANE_START_VALUE && !fmpq_equal(start->value->lo, start->value->hi))
        add_unknown(space, UNKNOWN_START, "R0", start->value->lo, start->value->hi);
    return status;
}

void family_space_clear(family_space_t space)
{
    for (int i = 0; i < 2; i++) wane_function_clear(space->function[i]);
    quantifier_clear(space->eps);
    quantifier_clear(space->a0);
    wane_start_clear(space->start);
    for (slong i = 0; i < space->count; i++) flint_free(space->unknown[i].name);
    flint_free(space->unknown);
    if (space->whole != NULL) _fmpq_vec_clear(space->whole, 2 * space->count);
}

int family_space_has_parameters(const family_space_t space)
{
    return space->count > 0 && space->unknown[0].kind == UNKNOWN_PARAMETER;
}

void family_box_init(family_box_t *box, const family_space_t space)
{
    box->is_decided = 0;
    box->end = _fmpq_vec_init(2 * space->count);
    box->halvings = flint_calloc(FLINT_MAX(space->count, 1), sizeof(slong));
    for (slong i = 0; i < 2 * space->count; i++) fmpq_set(box->end + i, space->whole + i);
}

void family_box_init_set(family_box_t *box, const family_box_t *other, const family_space_t space)
{
    family_box_init(box, space);
    for (slong i = 0; i < 2 * space->count; i++) fmpq_set(box->end + i, other->end + i);
    for (slong i = 0; i < space->count; i++) box->halvings[i] = other->halvings[i];
    box->is_decided = other->is_decided;
}

void family_box_clear(family_box_t *box, const family_space_t space)
{
    _fmpq_vec_clear(box->end, 2 * space->count);
    flint_free(box->halvings);
}

int family_box_is_interval(const family_box_t *box, slong unknown)
{
    return !fmpq_equal(box->end + 2 * unknown, box->end + 2 * unknown + 1);
}

/* Roughly sqrt(lo hi), of numbers far apart. */
static void geometric_middle(fmpq_t middle, const fmpq_t lo, const fmpq_t hi)
{
    SCOPED(arf, x);
    fmpq_mul(middle, lo, hi);
    arf_set_fmpq(x, middle, MIDDLE_BITS, ARF_RND_NEAR);
    arf_sqrt(x, x, MIDDLE_BITS, ARF_RND_NEAR);
    arf_get_fmpq(middle, x);
}

static int is_wide(const fmpq_t lo, const fmpq_t hi)
{
    SCOPED(fmpq, twice);
    fmpq_mul_2exp(twice, lo, 1);
    return fmpq_cmp(twice, hi) < 0;
}

static void set_middle(fmpq_t middle, const family_box_t *box, slong unknown, const family_space_t space)
{
    const fmpq *lo = box->end + 2 * unknown, *hi = lo + 1;
    fmpq_add(middle, lo, hi);
    fmpq_div_2exp(middle, middle, 1);
    if (space->unknown[unknown].kind == UNKNOWN_RATIO && is_wide(lo, hi)) geometric_middle(middle, lo, hi);
}

void family_box_halve(family_box_t *box, slong unknown, int upper, const family_space_t space)
{
    SCOPED(fmpq, middle);
    set_middle(middle, box, unknown, space);
    fmpq_set(box->end + 2 * unknown + (upper ? 0 : 1), middle);
    box->halvings[unknown]++;
}

void family_box_centre(family_box_t *box, slong unknown, const family_space_t space)
{
    SCOPED(fmpq, middle);
    set_middle(middle, box, unknown, space);
    fmpq_set(box->end + 2 * unknown, middle);
    fmpq_set(box->end + 2 * unknown + 1, middle);
}

void family_box_function(wane_function_t f, const family_box_t *box, const family_space_t space, int index)
{
    wane_function_set(f, space->function[index]);
    for (slong i = 0; i < space->count; i++)
        if (space->unknown[i].in_function[index])
            function_narrow(f, f, space->unknown[i].name, box->end + 2 * i, box->end + 2 * i + 1);
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

void family_box_ratio(quantifier_t eps, const family_box_t *box, const family_space_t space)
{
    quantifier_set(eps, space->eps);
    get_interval(eps->value, UNKNOWN_RATIO, box, space);
}

void family_box_scale(quantifier_t a0, const family_box_t *box, const family_space_t space)
{
    quantifier_set(a0, space->a0);
    get_interval(a0->value, UNKNOWN_SCALE, box, space);
}

void family_box_start(wane_start_t start, const family_box_t *box, const family_space_t space)
{
    start_set(start, space->start);
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

/* "= 1/3", or "in [lo, hi]", rounded inward, for what is said holds for the whole box. */
static void print_range(char *text, size_t size, const fmpq_t lo, const fmpq_t hi)
{
    const int single = fmpq_equal(lo, hi);
    const slong digits = single ? 0 : digits_for(lo, hi);
    char *lower = single ? fmpq_get_str(NULL, 10, lo) : base_decimal_rational(lo, digits, 1);
    char *upper = single ? NULL : base_decimal_rational(hi, digits, -1);
    if (single) snprintf(text, size, "= %s", lower);
    else snprintf(text, size, "in [%s, %s]", lower, upper);
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
        length += (size_t)snprintf(text + length, size - length, "%s%.60s %s", i > 0 ? ", " : "",
                                   space->unknown[i].name, range);
    }
}
