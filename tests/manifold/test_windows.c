/* The initial scales for which the steps of a proof hold, read off its premises: between the ends of the window
   the machine takes the same steps, and beyond an end others. */
#include "manifold/limit/scale_window.h"
#include "pairs.h"

#include <stdio.h>

#include <criterion/criterion.h>

typedef struct {
    verdict_t verdict;
    wane_message_t message;
    itinerary_t proof;
    scale_window_t window;
    wane_status_t status;
} run_t;

static void run_init(run_t *run, const kernels_t kernels, const arb_t a0, const wane_start_t start)
{
    wane_interval_t scale;
    wane_interval_init(scale);
    arf_get_fmpq(scale->lo, arb_midref(a0));
    fmpq_set(scale->hi, scale->lo);
    verdict_init(run->verdict);
    itinerary_init(run->proof, run->verdict, kernels, run->message);
    scale_window_init(run->window, a0);
    run->status = itinerary_run(run->proof, scale, start);
    scale_window_of_proof(run->window, run->proof);
    wane_interval_clear(scale);
}

static void run_clear(run_t *run)
{
    verdict_clear(run->verdict);
    itinerary_clear(run->proof);
    scale_window_clear(run->window);
}

static int same_steps(const run_t *x, const run_t *y)
{
    const proof_record_struct *u = x->proof->record, *v = y->proof->record;
    int same = x->status == y->status && u->count == v->count && u->premise_count == v->premise_count;
    for (slong i = 0; same && i < u->count; i++) {
        const proof_step_t *s = u->step + i, *t = v->step + i;
        same = s->rule == t->rule && s->a_sign == t->a_sign && s->R_sign == t->R_sign &&
               s->piece == t->piece && s->mark == t->mark && s->is_peak == t->is_peak;
    }
    for (slong i = 0; same && i < u->premise_count; i++) {
        const proof_premise_t *p = u->premise + i, *q = v->premise + i;
        same = p->kind == q->kind && p->step == q->step && p->mark == q->mark;
    }
    return same;
}

/* Where from the lower end (0) to the upper end (1): (1 - t) lower + t upper, rounded to an exact number;
   infinity counts as 64 times the sample. */
static void point_of(arb_t x, const scale_window_t window, double t)
{
    arb_t upper, weight;
    arb_init(upper);
    arb_init(weight);
    if (arb_is_finite(window->upper.a0)) arb_set(upper, window->upper.a0);
    else arb_mul_2exp_si(upper, window->sample, 6);
    arb_set_d(weight, t);
    arb_mul(x, upper, weight, 128);
    arb_sub_si(weight, weight, 1, 128);
    arb_submul(x, window->lower.a0, weight, 128);
    arb_get_mid_arb(x, x);
    arb_clear(upper);
    arb_clear(weight);
}

typedef struct {
    slong inside, beyond;
} tally_t;

/* The window's ends with one name are to be those that its other members find. */
static void expect_same_ends(const scale_window_t x, const scale_window_t y, const char *what)
{
    cr_assert(arb_overlaps(x->lower.a0, y->lower.a0) && arb_overlaps(x->upper.a0, y->upper.a0), "%s", what);
}

static void check_inside(tally_t *tally, const run_t *run, const kernels_t kernels, const wane_start_t start,
                         const char *what)
{
    static const double where[] = {0.0009765625, 0.25, 0.75, 0.9990234375};
    arb_t a0;
    arb_init(a0);
    for (int i = 0; i < 4; i++) {
        run_t other;
        point_of(a0, run->window, where[i]);
        run_init(&other, kernels, a0, start);
        cr_assert(same_steps(run, &other), "%s: other steps at a0 = %s", what, arb_get_str(a0, 15, 0));
        cr_assert(!other.window->is_lost, "%s: no window at a0 = %s", what, arb_get_str(a0, 15, 0));
        expect_same_ends(run->window, other.window, what);
        tally->inside++;
        run_clear(&other);
    }
    arb_clear(a0);
}

static void check_beyond(tally_t *tally, const run_t *run, const scale_end_t *end, double where,
                         const kernels_t kernels, const wane_start_t start, const char *what)
{
    run_t other;
    arb_t a0;
    if (end->critical.kind == CRITICAL_NONE) return;
    arb_init(a0);
    point_of(a0, run->window, where);
    if (arb_is_positive(a0)) {
        run_init(&other, kernels, a0, start);
        cr_assert(!same_steps(run, &other), "%s: the same steps at a0 = %s", what, arb_get_str(a0, 15, 0));
        tally->beyond++;
        run_clear(&other);
    }
    arb_clear(a0);
}

Test(windows, steps_hold_between_the_ends)
{
    static const struct {
        const char *student, *teacher;
        wane_start_kind_t kind;
        slong R0; /* hundredths */
    } question[] = {
        {"tanh", "h1-0.1*h3", WANE_START_ZERO, 0},
        {"tanh", "h1-0.1*h3", WANE_START_VALUE, 90},
        {"tanh", "h1+0.3*h3", WANE_START_VALUE, -30},
        {"tanh", "-h1-0.3*h3", WANE_START_ZERO, 0},
        {"erf", "h1+0.2*h3+1.5*h5", WANE_START_ZERO, 0},
        {"gelu", "h1+0.2*h2", WANE_START_ZERO, 0},
        {"gelu", "h2", WANE_START_VALUE, 30},
        {"h1+0.5*h2+0.3*h3", "h1+0.2*h3", WANE_START_VALUE, 50},
        {"1+h1+2*h2", "2+h2", WANE_START_ZERO_PLUS, 0},
        {"1+h1+2*h2", "2+h2", WANE_START_ZERO_MINUS, 0},
        {"1+h1+2*h2", "h2-1/2", WANE_START_ZERO_PLUS, 0},
        {"1+h2+h3", "2+h3", WANE_START_ZERO_PLUS, 0},
        {"h1+2*h2", "h2", WANE_START_VALUE, 20},
        {"h2+h3", "-h2+0.8*h3", WANE_START_VALUE, 97},
        {"1.4-0.7*h1-0.8*h2", "-0.6+0.4*h2", WANE_START_VALUE, -10},
        {"1-1.9*h3-0.4*h4-0.1*h5", "-1.6-2*h1-1.1*h3+0.7*h4", WANE_START_VALUE, -66},
        {"-0.6+0.5*h1+0.9*h2-1.7*h3+0.7*h5", "0.7*h2", WANE_START_VALUE, -55},
        {"0.8-0.1*h2+1.8*h3+0.7*h4", "-1.2-0.8*h3-1.1*h4+0.7*h5", WANE_START_VALUE, 28},
        {"-0.2+0.8*h2+0.7*h3", "1.3+0.5*h1-1.8*h3+0.4*h4+1.5*h5+0.7*h6", WANE_START_VALUE, 64},
        {"relu", "h1+0.3*h3", WANE_START_ZERO, 0},
        {"3-2*h1-h2", "-3+h2", WANE_START_VALUE, -10},
        {"0.1-h1+3*h2", "-1+2*h2", WANE_START_VALUE, 99},
        {"tanh", "sin(2*x)", WANE_START_ZERO, 0},
        {"h1+h3", "h1-0.2*h2+1.5*h3", WANE_START_ZERO, 0},
        {"h1+h2", "h1-0.2*h2", WANE_START_ZERO, 0},
    };
    static const slong sixteenths[] = {1, 8, 24, 48, 80, 300, 400};
    tally_t tally = {0, 0};
    wane_start_t start;
    arb_t a0;
    wane_start_init(start);
    arb_init(a0);
    for (size_t i = 0; i < sizeof question / sizeof *question; i++) {
        kernels_t kernels;
        kernels_init(kernels);
        pair_kernels(kernels, question[i].student, question[i].teacher);
        start->kind = question[i].kind;
        fmpq_set_si(start->value->lo, question[i].R0, 100);
        fmpq_set(start->value->hi, start->value->lo);
        for (int j = 0; j < 7; j++) {
            char what[200];
            run_t run;
            arb_set_si(a0, sixteenths[j]);
            arb_mul_2exp_si(a0, a0, -4);
            snprintf(what, sizeof what, "%s | %s, a0 = %ld/16", question[i].student, question[i].teacher,
                     (long)sixteenths[j]);
            run_init(&run, kernels, a0, start);
            if (!run.window->is_lost) {
                check_inside(&tally, &run, kernels, start, what);
                check_beyond(&tally, &run, &run.window->lower, -0.0009765625, kernels, start, what);
                check_beyond(&tally, &run, &run.window->upper, 1.0009765625, kernels, start, what);
            }
            run_clear(&run);
        }
        kernels_clear(kernels);
    }
    cr_assert_geq(tally.inside, 400);
    cr_assert_geq(tally.beyond, 80);
    wane_start_clear(start);
    arb_clear(a0);
}
