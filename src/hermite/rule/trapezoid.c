#include "hermite/rule/trapezoid.h"

#include <math.h>

#include "base/scoped.h"
#include "hermite/rule/fixed_recurrence.h"
#include "hermite/closed/normal_law.h"
#include "base/threads.h"
#include "hermite/closed/rounding.h"
#include "hermite/rule/trapezoid_plan.h"

#define MOST_SIZE 65536 /* binary logarithm of |f| at a node up to which precision follows it */

/* Node x_j = numerator / 2^shift > 0.  start[first] is round(2^(unit + lift) step w(x_j) x_j^first), first =
   0, 1, with w = (f(x) + (-1)^first f(-x)) phi(x); error[first] bounds its distance to the truth. */
typedef struct {
    ulong numerator;
    slong lift;
    fmpz start[2];
    mag_struct error[2];
} node_t;

typedef struct {
    const wane_function_struct *f;
    wane_parity_t parity;
    int chain[2]; /* which of the even and odd chains run */
    slong length, unit;
    const trapezoid_plan_struct *plan;
    slong node_count;
    node_t *node;   /* x_1, …, x_last */
    arb_ptr weight; /* step phi(x_j) */
    hermite_scaling_struct *scaling;
    slong limbs;
    hermite_accumulator_struct *sum; /* one per thread */
} trapezoid_t;

static void set_step(arb_t step, const trapezoid_plan_t plan)
{
    arb_set_ui(step, plan->step_numerator);
    arb_mul_2exp_si(step, step, -(slong)plan->step_shift);
}

/* weight[j-1] = step phi(j step), by the exact two-term recurrence of Gaussians. */
static void gaussian_weights(arb_ptr weight, slong count, const trapezoid_plan_t plan, slong prec)
{
    SCOPED(arb, step, ratio, square, t);
    set_step(step, plan);
    arb_sqr(t, step, prec);
    arb_neg(t, t);
    arb_exp(square, t, prec); /* exp(-step^2) */
    arb_mul_2exp_si(t, t, -1);
    arb_exp(ratio, t, prec); /* exp(-step^2/2) */
    arb_const_pi(t, prec);
    arb_mul_2exp_si(t, t, 1);
    arb_rsqrt(t, t, prec);
    arb_mul(t, t, step, prec);
    for (slong j = 0; j < count; j++) {
        arb_mul(t, t, ratio, prec);
        arb_set(weight + j, t);
        arb_mul(ratio, ratio, square, prec);
    }
}

/* lift >= log2(e) x^2 / 4 in exact integer arithmetic: log2(e)/4 < 0.36067376023, derivations/06 (10). */
static slong node_lift(ulong numerator, ulong shift)
{
    unsigned __int128 square = (unsigned __int128)numerator * numerator;
    unsigned __int128 scaled = square * 36067376023u / 100000000000u;
    return (slong)(scaled >> (2 * shift)) + 1;
}

static void evaluate_node(trapezoid_t *rule, slong j)
{
    node_t *node = &rule->node[j];
    const slong shift = (slong)rule->plan->step_shift;
    const slong bits = rule->unit + node->lift;
    SCOPED(arb, x, plus, minus, value);
    arb_set_ui(x, node->numerator);
    arb_mul_2exp_si(x, x, -shift);

    /* |weight| 2^bits ~ 2^(unit - lift): what f has to
       deliver besides its own size, which 64 bits estimate */
    wane_function_evaluate_real(plus, rule->f, x, 64);
    slong size = arb_is_finite(plus) ? FLINT_MAX(arf_abs_bound_lt_2exp_si(arb_midref(plus)), 0) : 0;
    if (rule->parity == WANE_PARITY_NONE) size += 32;
    slong prec = FLINT_MAX(rule->unit - node->lift + FLINT_MIN(size, MOST_SIZE) + 16, 32);
    if (prec > 64) wane_function_evaluate_real(plus, rule->f, x, prec);
    if (rule->parity == WANE_PARITY_NONE) {
        arb_neg(x, x);
        wane_function_evaluate_real(minus, rule->f, x, prec);
        arb_neg(x, x);
    }
    for (int first = 0; first < 2; first++) {
        if (!rule->chain[first]) continue;
        if (rule->parity != WANE_PARITY_NONE) arb_mul_2exp_si(value, plus, 1);
        else if (first == 0) arb_add(value, plus, minus, prec);
        else arb_sub(value, plus, minus, prec);
        arb_mul(value, value, rule->weight + j, prec);
        if (first == 1) arb_mul(value, value, x, prec);
        if (!arb_is_finite(value)) {
            fmpz_zero(&node->start[first]);
            mag_inf(&node->error[first]);
        } else {
            hermite_to_fixed(&node->start[first], &node->error[first], value, bits);
        }
    }
}

static void evaluate_nodes(void *data, int thread, int threads)
{
    trapezoid_t *rule = data;
    for (slong j = thread; j < rule->node_count; j += threads) evaluate_node(rule, j);
}

static void sum_nodes(void *data, int thread, int threads)
{
    trapezoid_t *rule = data;
    for (slong j = thread; j < rule->node_count; j += threads)
        for (int first = 0; first < 2; first++)
            if (rule->chain[first])
                hermite_accumulator_add_node(&rule->sum[thread], rule->scaling, first,
                                             &rule->node[j].start[first], rule->node[j].numerator,
                                             rule->plan->step_shift, rule->node[j].lift);
}

/* Error of every c_k from rounding, in units 2^-unit; and the limbs that hold every intermediate number. */
static void bound_rounding(mag_t total, slong *limbs, const trapezoid_t *rule)
{
    SCOPED(mag, amplitude, node_error, inverse, t);
    mag_zero(total);
    hermite_amplitude(amplitude, rule->length);
    slong bits = 64;
    for (slong j = 0; j < rule->node_count; j++) {
        const node_t *node = &rule->node[j];
        mag_set_ui_2exp_si(inverse, 1, (slong)rule->plan->step_shift);
        mag_div_ui(inverse, inverse, node->numerator);
        for (int first = 0; first < 2; first++) {
            if (!rule->chain[first]) continue;
            mag_set(node_error, &node->error[first]);
            mag_set_fmpz(t, &node->start[first]);
            if (first == 1) { /* the chain starts with x w: divide by x */
                mag_mul(node_error, node_error, inverse);
                mag_mul(t, t, inverse);
            }
            mag_add(t, t, node_error);
            SCOPED(mag, rounding);
            hermite_two_step_rounding(rounding, rule->length, inverse);
            mag_add(node_error, node_error, rounding);
            mag_add(t, t, rounding);
            mag_mul(node_error, node_error, amplitude);
            mag_add_ui(node_error, node_error, 1);
            mag_add(total, total, node_error);
            /* |U_k| <= 2 t amplitude 2^lift */
            mag_mul(t, t, amplitude);
            mag_mul_2exp_si(t, t, node->lift + 1);
            if (mag_is_finite(t)) bits = FLINT_MAX(bits, MAG_EXP(t));
        }
    }
    *limbs = (bits + (slong)FLINT_BIT_COUNT(rule->node_count) + 3) / FLINT_BITS + 1;
}

/* c_k += step f(0) phi(0) h_k(0), h_{k+2}(0) = -sqrt((k+1)/(k+2)) h_k(0). */
static void add_central_node(arb_ptr c, const trapezoid_t *rule, slong prec)
{
    if (!rule->chain[0]) return;
    SCOPED(arb, x, term, ratio);
    wane_function_evaluate_real(term, rule->f, x, prec);
    hermite_normal_density(ratio, x, prec);
    arb_mul(term, term, ratio, prec);
    set_step(x, rule->plan);
    arb_mul(term, term, x, prec);
    for (slong k = 0; k < rule->length; k += 2) {
        arb_add(c + k, c + k, term, prec);
        arb_set_ui(ratio, (ulong)k + 1);
        arb_div_ui(ratio, ratio, (ulong)k + 2, prec);
        arb_sqrt(ratio, ratio, prec);
        arb_mul(term, term, ratio, prec);
        arb_neg(term, term);
    }
}

/* What turns sums over nodes into enclosures. */
typedef struct {
    arb_ptr c;
    const trapezoid_t *rule;
    mag_ptr error; /* of the rule */
    mag_t rounding;
    slong prec;
    int sums; /* accumulators */
} finish_t;

static void finish_some(void *data, int thread, int threads)
{
    const finish_t *finish = data;
    const trapezoid_t *rule = finish->rule;
    SCOPED(fmpz, value);
    SCOPED(arb, factor);
    for (slong k = 0; k < rule->length; k++) {
        arb_ptr c = finish->c + k;
        if (k / 2 % threads != thread) continue; /* both parities to every thread */
        arb_zero(c);
        if (!rule->chain[k % 2]) continue;
        hermite_accumulator_get(value, rule->sum, finish->sums, k);
        arb_set_fmpz(c, value);
        arb_mul_2exp_si(c, c, -rule->unit);
        hermite_scaling_normalisation(factor, rule->scaling, k, finish->prec);
        arb_mul(c, c, factor, finish->prec);
        arb_add_error_mag(c, finish->rounding);
        arb_add_error_mag(c, finish->error + k);
    }
}

static void finish(arb_ptr c, const trapezoid_t *rule, const mag_t rounding, slong prec, int threads)
{
    finish_t finish = {.c = c, .rule = rule, .prec = prec, .sums = threads};
    finish.error = _mag_vec_init(rule->length);
    mag_init(finish.rounding);
    mag_mul_2exp_si(finish.rounding, rounding, -rule->unit);
    mehler_bound_errors(finish.error, rule->plan->bound, rule->length);
    base_parallel(finish_some, &finish, threads);
    add_central_node(c, rule, prec);
    mag_clear(finish.rounding);
    _mag_vec_clear(finish.error, rule->length);
}

/* Guard bits so that the rounding bound stays below 2^-prec; only a choice. */
static slong guard_bits(const trapezoid_plan_t plan)
{
    double K = (double)plan->length, smallest = ldexp((double)plan->step_numerator, -(int)plan->step_shift);
    return (slong)ceil(2.75 * log2(K + 1) + 5 + log2(1 / smallest + 2) + log2((double)plan->last_node + 1));
}

static wane_status_t run(arb_ptr c, trapezoid_t *rule, slong prec, int threads, wane_message_t message)
{
    const trapezoid_plan_struct *plan = rule->plan;
    SCOPED(mag, rounding);
    wane_status_t status = WANE_OK;

    gaussian_weights(rule->weight, rule->node_count, plan,
                     rule->unit + 32 + 2 * (slong)FLINT_BIT_COUNT(rule->node_count));
    for (slong j = 0; j < rule->node_count; j++) {
        rule->node[j].numerator = (ulong)(j + 1) * plan->step_numerator;
        rule->node[j].lift = node_lift(rule->node[j].numerator, plan->step_shift);
    }
    base_parallel(evaluate_nodes, rule, threads);
    bound_rounding(rounding, &rule->limbs, rule);
    if (mag_is_inf(rounding)) {
        status =
            wane_message_set(message, WANE_UNDECIDED, 0, "the function could not be evaluated at a node");
    } else {
        hermite_scaling_t scaling;
        hermite_scaling_init(scaling, rule->length, rule->unit + 8);
        rule->scaling = scaling;
        rule->sum = flint_malloc((size_t)threads * sizeof(hermite_accumulator_struct));
        for (int i = 0; i < threads; i++) hermite_accumulator_init(&rule->sum[i], rule->length, rule->limbs);
        base_parallel(sum_nodes, rule, threads);
        finish(c, rule, rounding, rule->unit + 8, threads);
        for (int i = 0; i < threads; i++) hermite_accumulator_clear(&rule->sum[i]);
        flint_free(rule->sum);
        hermite_scaling_clear(scaling);
    }
    return status;
}

/* The multipliers of the recurrence must fit a machine word, its shifts a limb: derivations/06 (9). */
static int fits_machine_words(const trapezoid_plan_t plan)
{
    double largest = ldexp(1.0, 31), K = (double)plan->length + 2;
    return (double)plan->last_node * (double)plan->step_numerator < largest && plan->step_shift <= 22 &&
           (2 * K + 1) * ldexp(1.0, 2 * (int)plan->step_shift) < ldexp(1.0, 61) && K < 65536;
}

/* Nodes times the square of the bits, which the work grows like; about a minute on one processor. */
#define MOST_WORK 4e12
#define WORK_OF_A_MINUTE 4e12

static double work_of(const trapezoid_plan_t plan, slong prec)
{
    return (double)plan->last_node * (double)prec * (double)prec;
}

wane_status_t hermite_trapezoid(arb_ptr c, slong length, const wane_function_t f, wane_parity_t parity,
                                slong prec, slong most_nodes, int threads, wane_message_t message)
{
    if (parity == WANE_PARITY_ZERO || length <= 0) {
        _arb_vec_zero(c, length);
        return WANE_OK;
    }
    trapezoid_plan_t plan;
    trapezoid_plan_init(plan);
    wane_status_t status = trapezoid_plan_choose(plan, f, parity, length, prec, most_nodes, message);
    if (status == WANE_OK && !fits_machine_words(plan))
        status = wane_message_set(message, WANE_UNDECIDED, 0,
                                  "the quadrature needs a step of 2^-%lu, finer than this method allows",
                                  (unsigned long)plan->step_shift);
    if (status == WANE_OK && work_of(plan, prec) > MOST_WORK)
        status = wane_message_set(
            message, WANE_FAILURE, 0,
            "the quadrature needs %ld nodes of %ld bits, some %.0f minutes for each integral; lower "
            "`digits`",
            (long)plan->last_node, (long)prec, ceil(work_of(plan, prec) / WORK_OF_A_MINUTE));
    if (status == WANE_OK) {
        trapezoid_t rule = {.f = f, .parity = parity, .length = length, .plan = plan};
        rule.chain[0] = parity != WANE_PARITY_ODD;
        rule.chain[1] = parity != WANE_PARITY_EVEN && length > 1;
        rule.unit = prec + guard_bits(plan);
        rule.node_count = plan->last_node;
        rule.weight = _arb_vec_init(rule.node_count);
        rule.node = flint_calloc((size_t)rule.node_count, sizeof(node_t));
        status = run(c, &rule, prec, threads < 1 ? 1 : threads, message);
        for (slong j = 0; j < rule.node_count; j++)
            for (int first = 0; first < 2; first++) {
                fmpz_clear(&rule.node[j].start[first]);
                mag_clear(&rule.node[j].error[first]);
            }
        flint_free(rule.node);
        _arb_vec_clear(rule.weight, rule.node_count);
    }
    trapezoid_plan_clear(plan);
    return status;
}
