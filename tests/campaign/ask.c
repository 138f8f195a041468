#include "ask.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "wane/verify.h"

range_t range_of(const arb_t x)
{
    range_t range = {-INFINITY, INFINITY};
    if (arf_is_nan(arb_midref(x)) || (!arb_is_finite(x) && !arb_is_exact(x))) return range;
    if (!arb_is_finite(x)) {
        range.lo = range.hi = arf_sgn(arb_midref(x)) > 0 ? INFINITY : -INFINITY;
        return range;
    }
    arf_t end;
    arf_init(end);
    arb_get_lbound_arf(end, x, 64);
    range.lo = arf_get_d(end, ARF_RND_FLOOR);
    arb_get_ubound_arf(end, x, 64);
    range.hi = arf_get_d(end, ARF_RND_CEIL);
    arf_clear(end);
    return range;
}

int question_is_flow(const question_t *q)
{
    return q->kind == KIND_FLOW || q->kind == KIND_FLOW_RANGE || q->kind == KIND_ORBIT;
}

static void set_interval(wane_interval_t interval, const stretch_t *s)
{
    fmpq_set_si(interval->lo, s->lo.numerator, (ulong)s->lo.denominator);
    fmpq_set_si(interval->hi, s->hi.numerator, (ulong)s->hi.denominator);
}

static int read(wane_function_t f, const feature_t *feature, const wane_parameter_t *parameter, long count,
                wane_message_t message)
{
    char text[420];
    feature_print(text, sizeof text, feature);
    return wane_function_parse(f, text, parameter, count, message) == WANE_OK &&
           wane_function_check(f, message) == WANE_OK;
}

int asked_init(asked_t *a, const question_t *q, long prec, wane_message_t message)
{
    char b[90];
    question_print_stretch(b, sizeof b, &q->b);
    wane_parameter_t parameter = {"b", b};
    wane_function_init(a->student);
    wane_function_init(a->teacher);
    wane_interval_init(a->a0_interval);
    quantifier_init(a->a0);
    quantifier_init(a->eps);
    wane_start_init(a->start);
    fmpq_init(a->drop);
    fmpq_set_si(a->drop, 1, 100);
    wane_effort_default(&a->effort);
    a->effort.max_prec = prec;
    set_interval(a->a0_interval, &q->a0);
    set_interval(a->a0->value, &q->a0);
    set_interval(a->eps->value, &q->eps);
    a->a0->all = q->a0.all;
    a->eps->all = q->eps.all;
    a->start->kind = q->from == FROM_ZERO_PLUS                                  ? WANE_START_ZERO_PLUS
                     : q->from == FROM_ZERO_MINUS                               ? WANE_START_ZERO_MINUS
                     : fraction_is_zero(q->R0.lo) && fraction_is_zero(q->R0.hi) ? WANE_START_ZERO
                                                                                : WANE_START_VALUE;
    set_interval(a->start->value, &q->R0);
    long count = question_has_parameter(q) ? 1 : 0;
    return read(a->student, &q->student, &parameter, count, message) &&
           read(a->teacher, &q->teacher, &parameter, count, message);
}

void asked_clear(asked_t *a)
{
    wane_function_clear(a->student);
    wane_function_clear(a->teacher);
    wane_interval_clear(a->a0_interval);
    quantifier_clear(a->a0);
    quantifier_clear(a->eps);
    wane_start_clear(a->start);
    fmpq_clear(a->drop);
}

static void take_scaling(answer_t *answer, const wane_small_R_t scaling)
{
    answer->has_scaling = 1;
    answer->Q = scaling->Q;
    answer->prefactor = range_of(scaling->R_prefactor);
    if (answer->prefactor.hi < 0) {
        double lo = answer->prefactor.lo;
        answer->prefactor.lo = -answer->prefactor.hi;
        answer->prefactor.hi = -lo;
    }
}

static void take_verdict(answer_t *answer, const verdict_t verdict)
{
    answer->outcome = verdict->outcome;
    answer->peak = range_of(verdict->R_peak);
    answer->final = range_of(verdict->R_final);
    answer->a_final = range_of(verdict->a_final);
    answer->has_exit = verdict->has_exit;
    answer->from_zero = verdict->has_exit && verdict->exit_branch == WANE_BRANCH_UNCORRELATED;
    if (verdict->has_exit) answer->a_out = range_of(verdict->a_delayed);
    for (slong i = 1; i < verdict->phase_count; i++)
        if (verdict->phases[i - 1].end == WANE_END_EXIT) answer->landing = range_of(verdict->phases[i].R_to);
    if (verdict->has_scaling) take_scaling(answer, verdict->scaling);
}

static void ask_limit(answer_t *answer, asked_t *a, wane_message_t message)
{
    box_verdict_t box;
    box_verdict_init(box);
    if (box_verdict_is_needed(a->student, a->teacher, a->a0_interval, a->start))
        answer->status =
            box_verdict_compute(box, a->student, a->teacher, a->a0_interval, a->start, &a->effort, message);
    else
        answer->status = verdict_compute(box->verdict, a->student, a->teacher, a->a0_interval, a->start,
                                         &a->effort, message);
    if (answer->status == WANE_OK) take_verdict(answer, box->verdict);
    box_verdict_clear(box);
}

static void ask_flow(answer_t *answer, asked_t *a, wane_message_t message)
{
    finite_eps_t flow;
    finite_eps_init(flow);
    answer->status = finite_eps_compute(flow, a->student, a->teacher, a->eps, a->a0, a->start, a->drop,
                                        &a->effort, message);
    if (answer->status == WANE_OK) {
        answer->outcome = flow->outcome;
        answer->peak = range_of(flow->R_peak);
        answer->final = range_of(flow->R_final);
        answer->a_final = range_of(flow->a_final);
        if (flow->has_scaling) take_scaling(answer, flow->scaling);
    }
    finite_eps_clear(flow);
}

void ask_verdict(answer_t *answer, const question_t *q, long prec)
{
    asked_t a;
    wane_message_t message = {{.text = ""}};
    memset(answer, 0, sizeof *answer);
    answer->status = WANE_BAD_INPUT;
    if (asked_init(&a, q, prec, message)) {
        if (question_is_flow(q)) ask_flow(answer, &a, message);
        else ask_limit(answer, &a, message);
    }
    asked_clear(&a);
    snprintf(answer->message, sizeof answer->message, "%s", message->text);
}
