/* C6: how the flow of a finite network tends to that of an infinitely wide one. */
#include <math.h>

#include "base/scoped.h"
#include "base/text.h"
#include "wane/sgd.h"
#include "claims/evidence/evidence.h"

#define WIDTHS 4
#define TIMES 40
#define STEP 2.5      /* between the times looked at */
#define TOLERANCE 0.1 /* of the fitted exponents */

static const slong widths[WIDTHS] = {50, 100, 200, 400};
static const slong floor_widths[WIDTHS] = {10, 100, 1000, 10000};

/* The least-squares slope of ln y against ln N. */
static double slope(const slong *n, const double *y)
{
    double mean_x = 0, mean_y = 0, xx = 0, xy = 0;
    for (int i = 0; i < WIDTHS; i++) {
        mean_x += log((double)n[i]) / WIDTHS;
        mean_y += log(y[i]) / WIDTHS;
    }
    for (int i = 0; i < WIDTHS; i++) {
        double x = log((double)n[i]) - mean_x;
        xx += x * x;
        xy += x * (log(y[i]) - mean_y);
    }
    return xy / xx;
}

/* The largest deviation of R between the flow of that width and the planar one. */
static wane_status_t deviation(double *largest, const wane_network_t network, slong width, double a0,
                               double eps, wane_message_t message)
{
    double times[TIMES], R[TIMES], a[TIMES], R_width[TIMES], a_width[TIMES];
    for (int i = 0; i < TIMES; i++) times[i] = STEP * (i + 1);
    *largest = 0;
    wane_status_t status = wane_planar_flow(R, a, times, TIMES, network, 0, a0, eps, message);
    if (status == WANE_OK)
        status =
            wane_symmetric_flow(R_width, a_width, NULL, times, TIMES, network, width, 0, a0, eps, message);
    for (int i = 0; status == WANE_OK && i < TIMES; i++) *largest = fmax(*largest, fabs(R_width[i] - R[i]));
    return status;
}

static void add_deviations(claim_t *claim, const char *name, const wane_network_t network, double a0)
{
    double eps = 0.1, largest[WIDTHS];
    wane_message_t message = {{.text = ""}};
    wane_status_t status = WANE_OK;
    for (int i = 0; status == WANE_OK && i < WIDTHS; i++)
        status = deviation(largest + i, network, widths[i], a0, eps, message);
    if (status != WANE_OK) {
        claim_add_failure(claim, name, message);
        return;
    }
    double fitted = slope(widths, largest);
    claim_evidence_t *evidence = claim_add(
        claim, claim_measured(fabs(fitted + 1) < TOLERANCE), 1,
        "%s: the largest deviation of R over t <= %g between the flow of N neurons from an orthonormal "
        "start and the infinitely wide one, eps = %g, falls like N^-1 (exponent within %g)",
        name, STEP * TIMES, eps, TOLERANCE);
    for (int i = 0; i < WIDTHS; i++) evidence_value(evidence, largest[i], "N = %ld", (long)widths[i]);
    evidence_value(evidence, fitted, "fitted exponent");
}

/* Where unlearning stops: R_floor ~ N^(-1/Q). */
static void add_floors(claim_t *claim, const char *name, const wane_network_t network, slong Q)
{
    double R[WIDTHS], a;
    wane_message_t message = {{.text = ""}};
    wane_status_t status = WANE_OK;
    for (int i = 0; status == WANE_OK && i < WIDTHS; i++)
        status = wane_symmetric_floor(R + i, &a, network, floor_widths[i], 0, message);
    if (status != WANE_OK) {
        claim_add_failure(claim, name, message);
        return;
    }
    double last = log10(R[WIDTHS - 1] / R[WIDTHS - 2]);
    claim_evidence_t *evidence = claim_add(
        claim, claim_measured(fabs(last + 1.0 / (double)Q) < TOLERANCE / (double)Q), 1,
        "%s: at a finite width unlearning stops at a floor of R, which falls like N^(-1/%ld) (exponent of "
        "the last decade within a tenth): R -> 0 is the limit N -> infinity",
        name, (long)Q);
    for (int i = 0; i < WIDTHS; i++)
        evidence_value(evidence, R[i], "R at the floor, N = %ld", (long)floor_widths[i]);
    evidence_value(evidence, last, "exponent of the last decade");
}

void claims_widths(claim_t *claim, const claims_problem_t *problem, const claims_setting_t *setting)
{
    wane_kernels_t exact;
    wane_manifold_t manifold;
    wane_network_t network;
    wane_message_t message = {{.text = ""}};
    char *name = base_text("%s | %s, a0 = %s", problem->student, problem->teacher, problem->a0);
    SCOPED(claims_pair, pair);
    wane_kernels_init(exact);
    wane_manifold_init(manifold);
    wane_network_init(network);
    wane_status_t status = claims_pair_read(pair, problem, NULL, message);
    if (status == WANE_OK) status = claims_kernels(exact, pair, &setting->effort, message);
    if (status == WANE_OK) status = claims_manifold(manifold, pair, &setting->effort, message);
    if (status == WANE_OK) status = wane_network_set(network, pair->student, pair->teacher, exact, message);
    if (status == WANE_OK) {
        const wane_small_R_struct *small_R = wane_manifold_small_R(manifold);
        add_deviations(claim, name, network, fmpq_get_d(pair->a0->lo));
        if (small_R->tends_to_zero == 1) add_floors(claim, name, network, small_R->Q);
    } else {
        claim_add_failure(claim, name, message);
    }
    flint_free(name);
    wane_network_clear(network);
    wane_manifold_clear(manifold);
    wane_kernels_clear(exact);
}
