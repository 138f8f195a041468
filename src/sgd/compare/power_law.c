#include <gsl/gsl_cdf.h>
#include <gsl/gsl_multifit.h>
#include <math.h>

#include "sgd/flow/ode.h"
#include "sgd/compare/power_law.h"

static void fill(gsl_matrix *design, gsl_vector *y, gsl_vector *weight, const power_point_t *point,
                 size_t corrections)
{
    for (size_t i = 0; i < y->size; i++) {
        gsl_matrix_set(design, i, 0, 1);
        gsl_matrix_set(design, i, 1, point[i].log_x);
        for (size_t k = 0; k < corrections; k++) gsl_matrix_set(design, i, 2 + k, point[i].correction[k]);
        gsl_vector_set(y, i, point[i].log_y);
        gsl_vector_set(weight, i, point[i].error > 0 ? 1 / (point[i].error * point[i].error) : 1);
    }
}

int power_law_fit(double *slope, double *half_width, const power_point_t *point, size_t count,
                  size_t corrections, double alpha)
{
    const size_t unknowns = 2 + corrections;
    *slope = *half_width = NAN;
    if (count <= unknowns) return 0;
    gsl_matrix *design = gsl_matrix_alloc(count, unknowns),
               *covariance = gsl_matrix_alloc(unknowns, unknowns);
    gsl_vector *y = gsl_vector_alloc(count), *weight = gsl_vector_alloc(count),
               *c = gsl_vector_alloc(unknowns);
    gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(count, unknowns);
    double chi2 = 0;
    ode_handler_off();
    int good = design && covariance && y && weight && c && work;
    if (good) {
        fill(design, y, weight, point, corrections);
        good = gsl_multifit_wlinear(design, weight, y, c, covariance, &chi2, work) == 0;
    }
    if (good) {
        const double freedom = (double)(count - unknowns), variance = gsl_matrix_get(covariance, 1, 1);
        *slope = gsl_vector_get(c, 1);
        *half_width = point[0].error > 0
                          ? gsl_cdf_ugaussian_Qinv(alpha / 2) * sqrt(variance)
                          : gsl_cdf_tdist_Qinv(alpha / 2, freedom) * sqrt(variance * chi2 / freedom);
    }
    ode_handler_restore();
    if (work) gsl_multifit_linear_free(work);
    if (c) gsl_vector_free(c);
    if (weight) gsl_vector_free(weight);
    if (y) gsl_vector_free(y);
    if (covariance) gsl_matrix_free(covariance);
    if (design) gsl_matrix_free(design);
    return good;
}
