#include "finite_eps_question.h"

#include "manifold/flow/from_kernels.h"
#include "pairs.h"

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

static void read_interval(wane_interval_t interval, const char *text)
{
    char copy[100];
    strcpy(copy, text[0] == '[' ? text + 1 : text);
    char *comma = strchr(copy, ','), *end = strchr(copy, ']');
    if (end != NULL) *end = 0;
    if (comma != NULL) *comma = 0;
    cr_assert_eq(fmpq_set_str(interval->lo, copy, 10), 0, "%s", text);
    cr_assert_eq(fmpq_set_str(interval->hi, comma != NULL ? comma + 1 : copy, 10), 0, "%s", text);
}

static void read_quantifier(quantifier_t quantifier, const char *text)
{
    quantifier->all = strcmp(text, "all") == 0;
    if (!quantifier->all) read_interval(quantifier->value, text);
}

static void read_start(wane_start_t start, const char *text)
{
    if (strcmp(text, "0") == 0) return;
    start->kind = strcmp(text, "0+") == 0 ? WANE_START_ZERO_PLUS : WANE_START_VALUE;
    if (start->kind == WANE_START_VALUE) read_interval(start->value, text);
}

wane_status_t decide_flow(finite_eps_t result, const kernels_t kernels, const char *eps, const char *a0,
                          const char *R0, const char *drop, wane_message_t message)
{
    quantifier_t ratio, scale;
    wane_start_t start;
    wane_effort_t effort;
    fmpq_t fall;
    quantifier_init(ratio);
    quantifier_init(scale);
    wane_start_init(start);
    fmpq_init(fall);
    read_quantifier(ratio, eps);
    read_quantifier(scale, a0);
    read_start(start, R0);
    cr_assert_eq(fmpq_set_str(fall, drop, 10), 0);
    wane_effort_default(&effort);
    wane_status_t status =
        finite_eps_from_kernels(result, kernels, ratio, scale, start, fall, &effort, message);
    quantifier_clear(ratio);
    quantifier_clear(scale);
    wane_start_clear(start);
    fmpq_clear(fall);
    return status;
}

wane_status_t decide_flow_of(finite_eps_t result, const char *student, const char *teacher, const char *eps,
                             const char *a0, const char *R0, const char *drop)
{
    kernels_t kernels;
    wane_message_t message;
    kernels_init(kernels);
    pair_kernels(kernels, student, teacher);
    wane_status_t status = decide_flow(result, kernels, eps, a0, R0, drop, message);
    kernels_clear(kernels);
    return status;
}

double lower_end(const arb_t x)
{
    arf_t end;
    arf_init(end);
    arb_get_lbound_arf(end, x, 53);
    double value = arf_get_d(end, ARF_RND_FLOOR);
    arf_clear(end);
    return value;
}

double upper_end(const arb_t x)
{
    arb_t y;
    arb_init(y);
    arb_neg(y, x);
    double value = -lower_end(y);
    arb_clear(y);
    return value;
}
