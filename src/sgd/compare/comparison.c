#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <gsl/gsl_cdf.h>

#include "sgd/kernel/flow_kernels.h"
#include "sgd/chain/simulation.h"
#include "sgd/compare/prediction.h"
#include "sgd/compare/neuron_prediction.h"
#include "sgd/compare/rung_neurons.h"
#include "sgd/flow/symmetric_floor.h"

#define FALSE_ALARM 1e-3 /* chance that a correct simulation fails, over all rungs, times, R and a */
#define RANDOM_LEVELS 4  /* rungs with sampling error: those of docs/comparison.md with a standard error */

void comparison_init(comparison_t comparison)
{
    *comparison = (comparison_struct){0};
}

void comparison_clear(comparison_t comparison)
{
    free(comparison->row);
    comparison_init(comparison);
}

/* The terms of docs/comparison.md at one logged time, for R or for a. */
typedef struct {
    double sampling;     /* z sd / sqrt(seeds), and the rarest sample */
    double second_order; /* of the shifts, of the sampling error and of the spread over neurons */
    double rounding;
} slack_t;

/* Two-sided, over RANDOM_LEVELS random rungs, all logged times, R and a. */
static double sampling_quantile(size_t times)
{
    const double tests = 2 * RANDOM_LEVELS * (double)times;
    return gsl_cdf_ugaussian_Qinv(FALSE_ALARM / (2 * tests));
}

static slack_t slack_at(const predicted_t *of, size_t times, const wane_simulation_t *run)
{
    return (slack_t){sampling_quantile(times) * of->sd / sqrt((double)run->seeds) + of->jump, of->second,
                     rounding_allowance(run)};
}

static double slack_total(slack_t s)
{
    return s.sampling + s.second_order + s.rounding;
}

/* A width effect is of first order in 1/N if it is at most twice four times that of 4N neurons; running
   maxima, because the effect may change sign. */
static judgement_t judge_width(double *largest, const predicted_t *p)
{
    *largest = fmax(*largest, fabs(p->wider - p->planar));
    judgement_t judgement = judgement_of_order(fabs(p->symmetric - p->planar), 4 * *largest);
    judgement.allowed += 1e-6 * fmax(1, fabs(p->planar));
    return judgement;
}

static judgement_t judge_prediction(const predicted_t *p, double simulated, slack_t slack)
{
    return (judgement_t){fabs(simulated - predicted_mean(p)), slack.sampling, slack_total(slack)};
}

static judgement_t judge_planar(const predicted_t *p, double simulated, slack_t slack)
{
    return (judgement_t){fabs(simulated - p->planar), predicted_shift(p) + slack.sampling,
                         predicted_shift(p) + slack_total(slack)};
}

static wane_level_t *new_level(comparison_t comparison, const char *name, const char *order)
{
    wane_level_t *level = comparison->level + comparison->level_count++;
    *level = (wane_level_t){.name = name, .order = order, .passed = 1};
    return level;
}

/* Whether the width effect vanishes as the width grows after all. */
static wane_status_t follow_widths(wane_level_t *level, const prediction_t *p, const observations_t table,
                                   const wane_simulation_t *run, const flow_kernels_t kernels,
                                   wane_message_t message)
{
    const size_t n = p->length;
    double *time = malloc((3 * n + 1) * sizeof *time), *R = time + n, *a = R + n;
    wane_status_t status =
        time ? WANE_OK
             : wane_message_set(message, WANE_FAILURE, 0, "not enough memory for %zu logged times", n);
    for (size_t l = 0; l < n && status == WANE_OK; l++) time[l] = table->row[l].t;
    double here_R = 0, here_a = 0;
    for (size_t l = 0; l < n; l++) {
        here_R = fmax(here_R, fabs(p->R[l].symmetric - p->R[l].planar));
        here_a = fmax(here_a, fabs(p->a[l].symmetric - p->a[l].planar));
    }
    for (int k = 2; k <= LIMIT_FACTORS && status == WANE_OK && level->passed == 0; k++) {
        double there_R = 0, there_a = 0;
        status = symmetric_flow(R, a, NULL, time, n, kernels, run->width << 2 * k, run->R0, run->a0, run->eps,
                                message);
        for (size_t l = 0; l < n && status == WANE_OK; l++) {
            there_R = fmax(there_R, fabs(R[l] - p->R[l].planar));
            there_a = fmax(there_a, fabs(a[l] - p->a[l].planar));
        }
        if (status == WANE_OK && there_R <= LIMIT_SHARE * here_R + LEAST_ALLOWANCE &&
            there_a <= LIMIT_SHARE * here_a + LEAST_ALLOWANCE)
            level_too_far(
                level,
                "the network is too narrow for infinite width to be near: its flow differs by more than "
                "first order in 1/N");
    }
    free(time);
    return status;
}

static wane_status_t judge_widths(comparison_t comparison, const prediction_t *p, const observations_t table,
                                  const wane_simulation_t *run, const flow_kernels_t kernels,
                                  wane_message_t message)
{
    double largest_R = 0, largest_a = 0;
    wane_level_t *level = new_level(comparison, "planar flow and finite-width flow", "1/N");
    for (size_t l = 0; l < p->length; l++)
        level_add(level, judge_width(&largest_R, p->R + l), judge_width(&largest_a, p->a + l),
                  table->row[l].t);
    return follow_widths(level, p, table, run, kernels, message);
}

static wane_status_t judge_neurons(comparison_t comparison, const observations_t table, const prediction_t *p,
                                   const wane_simulation_t *run, const flow_kernels_t kernels,
                                   const network_t *network, wane_message_t message)
{
    if (run->width > NEURON_FLOW_WIDTH) return WANE_OK;
    wane_level_t *level = new_level(comparison, "finite-width flow and N-neuron flow", "1/d + random start");
    new_level(comparison, "N-neuron flow without and with noise", "lr d/B");
    new_level(comparison, "noisy N-neuron flow and simulation", "lr + standard error");
    return rung_neurons(level, table, p, run, kernels, network, sampling_quantile(p->length), message);
}

/* How much louder than LOUDER a teacher must be, in units of that, for its simulation to be told from one
   that agrees with the problem: the two differ by twice what is allowed. */
static double units_told(const predicted_t *p, double allowed)
{
    return 2 * allowed / fabs(p->louder);
}

static void doubt_blunt(wane_level_t *sharp, double units)
{
    char reason[sizeof sharp->reason];
    if (units <= 1) return;
    snprintf(
        reason, sizeof reason,
        "a teacher 5 %% louder would pass as well, %.3g %% would be noticed: `batch`, `seeds` or `time` are "
        "too small, or `lr` too large",
        fmin(100 * (LOUDER - 1) * units, 1e9));
    level_doubt(sharp, reason);
}

static void judge_simulation(comparison_t comparison, const observations_t table, const prediction_t *p,
                             const wane_simulation_t *run)
{
    double units = INFINITY; /* the least of all times */
    wane_level_t *sharp = new_level(comparison, "finite-size prediction and simulation", "standard error");
    wane_level_t *whole =
        new_level(comparison, "planar flow and simulation", "1/N + lr d/B + lr + 1/d + standard error");
    for (size_t l = 0; l < p->length; l++) {
        const wane_observation_t *seen = table->row + l;
        const predicted_t *R = p->R + l, *a = p->a + l;
        const slack_t slack_R = slack_at(R, p->length, run), slack_a = slack_at(a, p->length, run);
        const judgement_t planar_R = judge_planar(R, seen->R_mean, slack_R);
        const judgement_t planar_a = judge_planar(a, seen->a_mean, slack_a);
        units = fmin(units, fmin(units_told(R, slack_total(slack_R)), units_told(a, slack_total(slack_a))));
        level_add(sharp, judge_prediction(R, seen->R_mean, slack_R),
                  judge_prediction(a, seen->a_mean, slack_a), seen->t);
        level_add(whole, planar_R, planar_a, seen->t);
        comparison->row[l] =
            (wane_comparison_row_t){seen->t,      R->planar,         a->planar,         R->symmetric,
                                    a->symmetric, predicted_mean(R), predicted_mean(a), seen->R_mean,
                                    seen->a_mean, planar_R.allowed,  planar_a.allowed};
    }
    doubt_blunt(sharp, units);
}

/* In narrow networks whose K has next to no linear term batches drive pairs of neurons out of the state in
   which all are alike: every rung behind the symmetric flow presumes it. */
#define PARTING_WIDTH 32
#define PARTING_SHARE 0.1 /* of s_1 in K'(1) */
static void doubt_parting(comparison_t comparison, const wane_level_t *first, const wane_simulation_t *run,
                          const flow_kernels_t kernels)
{
    double slope[KERNEL_JETS], at_one[KERNEL_JETS];
    kernel_K(slope, kernels, 0);
    kernel_K(at_one, kernels, 1);
    if (run->width < 2 || run->width > PARTING_WIDTH || slope[1] > PARTING_SHARE * at_one[1]) return;
    for (int i = 0; i < comparison->level_count; i++)
        if (comparison->level + i >= first)
            level_too_far(
                comparison->level + i,
                "so few neurons of a student with next to no linear term need not stay alike, as is "
                "presumed: a larger `width` is needed");
}

/* An allowance that is as large as all that R and a do over the run holds for anything. */
static void doubt_wide(comparison_t comparison, const prediction_t *p)
{
    double least[2] = {INFINITY, INFINITY}, most[2] = {-INFINITY, -INFINITY};
    for (size_t l = 0; l < p->length; l++)
        for (int i = 0; i < 2; i++) {
            const double value = (i == 0 ? p->R : p->a)[l].planar;
            least[i] = fmin(least[i], value);
            most[i] = fmax(most[i], value);
        }
    for (int i = 0; i < comparison->level_count; i++) {
        wane_level_t *level = comparison->level + i;
        if (!(level->allowed_R < most[0] - least[0]) && !(level->allowed_a < most[1] - least[1]))
            level_doubt(level, "as much is allowed as R and a change over the whole run");
    }
}

/* From the singular limit to the simulation. */
static wane_status_t climb(comparison_t comparison, const observations_t table, const prediction_t *p,
                           const wane_simulation_t *run, const flow_kernels_t kernels,
                           const network_t *network, const verdict_struct *verdict, wane_message_t message)
{
    wane_status_t status = WANE_OK;
    if (verdict != NULL && verdict->proved)
        status = rung_singular(new_level(comparison, "singular limit and planar flow", "eps"), verdict, run,
                               kernels, message);
    if (status == WANE_OK) status = judge_widths(comparison, p, table, run, kernels, message);
    const wane_level_t *behind = comparison->level + comparison->level_count; /* the symmetric flow */
    if (status == WANE_OK) status = judge_neurons(comparison, table, p, run, kernels, network, message);
    if (status != WANE_OK) return status;
    judge_simulation(comparison, table, p, run);
    doubt_wide(comparison, p);
    doubt_parting(comparison, behind, run, kernels);
    comparison->passed = 1;
    for (int i = 0; i < comparison->level_count; i++) {
        const int passed = comparison->level[i].passed;
        if (passed == 0 || (passed < 0 && comparison->passed > 0)) comparison->passed = passed;
    }
    return WANE_OK;
}

static wane_status_t check_comparable(const observations_t table, const wane_simulation_t *run,
                                      const flow_kernels_t kernels, wane_message_t message)
{
    if (table->length == 0)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "the simulation holds no logged time to compare");
    if (run->method == WANE_METHOD_POPULATION)
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "`method` population has no samples to be compared with the flows: expected "
                                "direct or overlap");
    if (run->a_init != WANE_SECOND_CONSTANT)
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "the planar flow has one a for all neurons: expected `a-init` constant for a "
                                "comparison");
    if (run->init == WANE_INIT_IID && run->R0 == 0 && (kernels->p_length < 2 || kernels->p[1] == 0))
        return wane_message_set(
            message, WANE_BAD_INPUT, 0,
            "student and teacher share no linear term: half of an iid network goes each way, "
            "expected `R0` other than 0 for a comparison");
    return WANE_OK;
}

/* That nearest to the last state of the finite-width flow. */
static void set_floor(comparison_t comparison, const prediction_t *p, const wane_simulation_t *run,
                      const flow_kernels_t kernels)
{
    const double R = p->R[p->length - 1].symmetric, a = p->a[p->length - 1].symmetric;
    flow_floor(&comparison->floor_R, &comparison->floor_a, kernels, run->width, R < 0 ? -1 : 1,
               a < 0 ? -1 : 1, fabs(R));
}

static wane_status_t say(const comparison_t comparison, wane_message_t message)
{
    if (comparison->passed == 0)
        return wane_message_set(message, WANE_REJECTED, 0,
                                "prediction and simulation disagree beyond the allowance");
    const wane_level_t *level = comparison->level;
    while (level->passed >= 0) level++;
    return wane_message_set(message, WANE_UNDECIDED, 0, "cannot tell whether they agree: %s: %s", level->name,
                            level->reason);
}

wane_status_t comparison_compute(comparison_t comparison, const observations_t table,
                                 const wane_simulation_t *simulation, const flow_kernels_t problem,
                                 const network_t *network, const verdict_t verdict, wane_message_t message)
{
    const flow_kernels_struct own = flow_kernels_with_decay(problem, simulation->decay), *kernels = &own;
    comparison_clear(comparison);
    wane_status_t status = check_comparable(table, simulation, kernels, message);
    if (status != WANE_OK) return status;
    prediction_t prediction;
    status = prediction_compute(&prediction, table, simulation, kernels, network, message);
    comparison->row = status == WANE_OK ? calloc(table->length, sizeof *comparison->row) : NULL;
    if (status == WANE_OK && comparison->row == NULL)
        status = wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the comparison");
    if (status == WANE_OK) {
        comparison->length = table->length;
        comparison->noise_number = simulation_noise_number(simulation);
        set_floor(comparison, &prediction, simulation, kernels);
        status = climb(comparison, table, &prediction, simulation, kernels, network, verdict, message);
    }
    if (status == WANE_OK && comparison->passed <= 0) status = say(comparison, message);
    prediction_clear(&prediction);
    return status;
}
