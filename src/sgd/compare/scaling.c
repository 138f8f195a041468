/* Power laws of the theory, fitted: docs/comparison.md, "Scaling laws". */
#include <math.h>
#include <stdlib.h>

#include "sgd/chain/simulation.h"
#include "sgd/chain/observation.h"
#include "sgd/compare/scaling_fit.h"
#include "sgd/compare/power_law.h"
#include "sgd/compare/prediction.h"
#include "sgd/flow/symmetric_floor.h"

#define CONFIDENCE 0.05  /* of the interval that is reported */
#define FALSE_ALARM 1e-3 /* chance that noise alone fails a fit */
#define HIGHER_ORDERS 0.02
#define HIGHER_ORDERS_NARROW 0.15 /* narrow networks: 1/N^2 is not small */

static power_law_t *new_law(scaling_t *scaling, const char *name, double expected)
{
    power_law_t *law = scaling->law + scaling->count++;
    *law = (power_law_t){
        .name = name, .expected = expected, .slope = NAN, .half_width = NAN, .allowed = NAN, .passed = 1};
    return law;
}

/* higher_orders: relative share of the exponent left to terms that the fit lacks. */
static void fit(power_law_t *law, const power_point_t *point, size_t count, size_t corrections,
                double higher_orders)
{
    double strict;
    law->points = (slong)count;
    if (!power_law_fit(&law->slope, &strict, point, count, corrections, FALSE_ALARM) ||
        !power_law_fit(&law->slope, &law->half_width, point, count, corrections, CONFIDENCE))
        return;
    law->resolved = isfinite(law->slope) && isfinite(strict);
    law->allowed = strict + higher_orders * fabs(law->expected);
    law->passed = !law->resolved || fabs(law->slope - law->expected) <= law->allowed;
}

/* ---- the width effect ---- */

/* The size of a deviation of known shape over the logged times, R and a together: the factor of the shape
   that fits it best, and its standard deviation if the fluctuations at all times were one and the same. */
typedef struct {
    double product, norm, noise;
} amplitude_t;

static void amplitude_add(amplitude_t *sum, double shape, double deviation, double sd)
{
    const double weight = 1 / (sd * sd + 1e-20);
    sum->product += weight * shape * deviation;
    sum->norm += weight * shape * shape;
    sum->noise += weight * fabs(shape) * sd;
}

#define FLOW_WIDTHS 5

/* Widths N, 2N, 4N, ...: by which factor the deviation from the planar flow is that of the first. */
static wane_status_t width_of_flow(scaling_t *scaling, const prediction_t *p, const double *time,
                                   const wane_simulation_t *run, const flow_kernels_t kernels,
                                   wane_message_t message)
{
    const size_t n = p->length;
    double *R = malloc(n * sizeof *R), *a = malloc(n * sizeof *a);
    power_point_t point[FLOW_WIDTHS];
    power_law_t *law = new_law(scaling, "width effect of the flow against N", -1);
    wane_status_t status =
        R && a ? WANE_OK : wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the fit");
    size_t resolved = 0;
    for (int i = 0; i < FLOW_WIDTHS && status == WANE_OK; i++) {
        const slong width = run->width << i;
        amplitude_t sum = {0, 0, 0};
        status = symmetric_flow(R, a, NULL, time, n, kernels, width, run->R0, run->a0, run->eps, message);
        for (size_t l = 0; l < n && status == WANE_OK; l++) {
            amplitude_add(&sum, p->R[l].symmetric - p->R[l].planar, R[l] - p->R[l].planar, 1);
            amplitude_add(&sum, p->a[l].symmetric - p->a[l].planar, a[l] - p->a[l].planar, 1);
        }
        const double factor = sum.product / sum.norm;
        if (!(factor > 0)) continue;
        point[resolved++] = (power_point_t){
            .log_x = log((double)width), .log_y = log(factor), .correction = {1 / (double)width}};
    }
    law->from = (double)run->width;
    law->to = (double)(run->width << (FLOW_WIDTHS - 1));
    if (status == WANE_OK && resolved == FLOW_WIDTHS) fit(law, point, FLOW_WIDTHS, 1, HIGHER_ORDERS);
    free(R);
    free(a);
    return status;
}

/* What the prediction at one width says beyond the width effect is taken off. */
static void width_amplitude(amplitude_t *sum, const predicted_t *p, const predicted_t *shape, double seen,
                            double seeds)
{
    const double other = p->chain - p->symmetric + p->overlap;
    amplitude_add(sum, shape->symmetric - shape->planar, seen - other - p->planar, p->sd / sqrt(seeds));
}

#define SIMULATED_WIDTHS 4
#define LEAST_WIDTH 4

typedef struct {
    wane_simulation_observer_t progress;
    void *context;
    double before, share; /* of the whole work: done, and what this run is */
} part_of_work_t;

static int part_progress(void *context, double fraction_done)
{
    const part_of_work_t *part = context;
    return part->progress(part->context, part->before + part->share * fraction_done);
}

static wane_status_t simulated_point(power_point_t *point, const wane_simulation_t *run,
                                     const prediction_t *shape, const network_t *simulated,
                                     const network_t *predicted, const flow_kernels_t kernels,
                                     part_of_work_t *part, wane_message_t message)
{
    observations_t table;
    prediction_t p = {0};
    observations_init(table);
    wane_status_t status =
        simulate_network(table, run, simulated, part->progress ? part_progress : NULL, part, message);
    if (status == WANE_OK) status = prediction_compute(&p, table, run, kernels, predicted, message);
    if (status == WANE_OK) {
        amplitude_t sum = {0, 0, 0};
        for (size_t l = 1; l < p.length && l < shape->length; l++) {
            width_amplitude(&sum, p.R + l, shape->R + l, table->row[l].R_mean, (double)run->seeds);
            width_amplitude(&sum, p.a + l, shape->a + l, table->row[l].a_mean, (double)run->seeds);
        }
        const double factor = sum.product / sum.norm, error = sum.noise / sum.norm;
        *point = (power_point_t){.log_x = log((double)run->width),
                                 .log_y = factor > 2 * error ? log(factor) : NAN,
                                 .error = error / factor};
    }
    prediction_clear(&p);
    observations_clear(table);
    return status;
}

static wane_status_t width_of_simulation(scaling_t *scaling, const prediction_t *shape,
                                         const wane_simulation_t *simulation, const network_t *simulated,
                                         const network_t *predicted, const flow_kernels_t kernels,
                                         wane_simulation_observer_t progress, void *context,
                                         wane_message_t message)
{
    power_law_t *law = new_law(scaling, "width effect of simulations against N", -1);
    power_point_t point[SIMULATED_WIDTHS];
    part_of_work_t part = {progress, context, 0, 0};
    wane_status_t status = WANE_OK;
    size_t resolved = 0;
    for (int i = 0; i < SIMULATED_WIDTHS && status == WANE_OK; i++) {
        wane_simulation_t run = *simulation;
        run.width = simulation->width >> (SIMULATED_WIDTHS - 1 - i);
        part.share = pow(2, i) / 15;
        status =
            simulated_point(point + resolved, &run, shape, simulated, predicted, kernels, &part, message);
        if (status == WANE_OK && isfinite(point[resolved].log_y)) resolved++;
        part.before += part.share;
    }
    law->from = (double)(simulation->width >> (SIMULATED_WIDTHS - 1));
    law->to = (double)simulation->width;
    if (status == WANE_OK && resolved > 2) fit(law, point, resolved, 0, HIGHER_ORDERS_NARROW);
    return status;
}

/* ---- R -> 0 ---- */

#define TAIL_POINTS 9

/* In the orientation of the scaling law; corrections in powers of R, as the law's own. */
static power_point_t tail_point(double x, double R)
{
    return (power_point_t){.log_x = log(x), .log_y = log(fabs(R)), .correction = {R * R, R * R * R * R}};
}

static wane_status_t floor_of_flow(scaling_t *scaling, const wane_small_R_t small,
                                   const flow_kernels_t kernels, int side, int a_sign)
{
    power_law_t *law = new_law(scaling, "floor of R against N", -1 / (double)small->Q);
    power_point_t point[TAIL_POINTS];
    /* The law begins where the floor is small: widths that make it 1/4 and less of the unit. */
    const double first = pow(4, (double)small->Q), ratio = pow(2, (double)small->Q / 3);
    double width = first;
    size_t resolved = 0;
    for (int i = 0; i < TAIL_POINTS; i++, width *= ratio) {
        double R, a;
        if (!(width < 1e12) || flow_floor(&R, &a, kernels, (slong)width, side, a_sign, 0) != WANE_OK) break;
        point[resolved++] = tail_point(floor(width), R);
    }
    law->from = first;
    law->to = width / ratio;
    fit(law, point, resolved, 2, HIGHER_ORDERS);
    return WANE_OK;
}

static wane_status_t tail_of_flow(scaling_t *scaling, const wane_small_R_t small,
                                  const wane_simulation_t *run, const flow_kernels_t kernels,
                                  wane_message_t message)
{
    power_law_t *law = new_law(scaling, "tail of R against t", -1 / (double)small->Q);
    power_point_t point[TAIL_POINTS];
    double time[TAIL_POINTS], R[TAIL_POINTS], a[TAIL_POINTS];
    const double prefactor = fabs(arf_get_d(arb_midref(small->R_prefactor), ARF_RND_NEAR));
    for (int i = 0; i < TAIL_POINTS; i++) {
        const double target = 0.2 * pow(2, -i / 2.0); /* R to be reached, by the law */
        time[i] = pow(prefactor / target, (double)small->Q) / run->eps;
    }
    wane_status_t status = planar_flow(R, a, time, TAIL_POINTS, kernels, run->R0, run->a0, run->eps, message);
    if (status != WANE_OK) return status;
    for (int i = 0; i < TAIL_POINTS; i++) point[i] = tail_point(time[i], R[i]);
    law->from = time[0];
    law->to = time[TAIL_POINTS - 1];
    fit(law, point, TAIL_POINTS, 2, HIGHER_ORDERS);
    return WANE_OK;
}

/* ---- all of them ---- */

static wane_status_t laws_of_zero(scaling_t *scaling, const verdict_t verdict, const wane_simulation_t *run,
                                  const flow_kernels_t kernels, wane_message_t message)
{
    const wane_small_R_struct *small = verdict->scaling;
    wane_status_t status =
        floor_of_flow(scaling, small, kernels, arb_is_negative(small->R_prefactor) ? -1 : 1,
                      arb_is_negative(small->a_prefactor) ? -1 : 1);
    return status == WANE_OK ? tail_of_flow(scaling, small, run, kernels, message) : status;
}

static wane_status_t check_width(const wane_simulation_t *simulation, wane_message_t message)
{
    const slong least = LEAST_WIDTH << (SIMULATED_WIDTHS - 1);
    if (simulation->width >= least) return WANE_OK;
    return wane_message_set(
        message, WANE_BAD_INPUT, 0,
        "width is %ld: scaling laws need at least %ld, as they are fitted down to an eighth of it",
        (long)simulation->width, (long)least);
}

/* The prediction at the times that the simulation logs. */
static wane_status_t times_and_shape(prediction_t *shape, double **time, const wane_simulation_t *simulation,
                                     const network_t *network, const flow_kernels_t kernels,
                                     wane_message_t message)
{
    observations_t times;
    observations_init(times);
    uint64_t *step =
        logging_steps(&times->length, simulation_steps(simulation), simulation->points_per_decade);
    times->row = step == NULL ? NULL : calloc(times->length, sizeof *times->row);
    *time = times->row == NULL ? NULL : malloc(times->length * sizeof **time);
    wane_status_t status =
        *time == NULL ? wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the fit") : WANE_OK;
    for (size_t l = 0; status == WANE_OK && l < times->length; l++)
        (*time)[l] = times->row[l].t = simulation_time_at(simulation, step[l]);
    if (status == WANE_OK) status = prediction_compute(shape, times, simulation, kernels, network, message);
    free(step);
    observations_clear(times);
    return status;
}

wane_status_t scaling_fit(scaling_t *scaling, const wane_simulation_t *simulation, const network_t *simulated,
                          const network_t *predicted, const flow_kernels_t problem, const verdict_t verdict,
                          wane_simulation_observer_t progress, void *context, wane_message_t message)
{
    const flow_kernels_struct own = flow_kernels_with_decay(problem, simulation->decay), *kernels = &own;
    prediction_t shape = {0};
    double *time = NULL;
    *scaling = (scaling_t){.passed = 1};
    wane_status_t status = check_width(simulation, message);
    if (status == WANE_OK) status = times_and_shape(&shape, &time, simulation, predicted, kernels, message);
    if (status == WANE_OK) status = width_of_flow(scaling, &shape, time, simulation, kernels, message);
    if (status == WANE_OK)
        status = width_of_simulation(scaling, &shape, simulation, simulated, predicted, kernels, progress,
                                     context, message);
    if (status == WANE_OK && verdict != NULL && verdict->has_scaling)
        status = laws_of_zero(scaling, verdict, simulation, kernels, message);
    for (int i = 0; i < scaling->count; i++) scaling->passed = scaling->passed && scaling->law[i].passed;
    free(time);
    prediction_clear(&shape);
    if (status == WANE_OK && !scaling->passed)
        status = wane_message_set(message, WANE_REJECTED, 0, "a fitted exponent is not the predicted one");
    return status;
}
