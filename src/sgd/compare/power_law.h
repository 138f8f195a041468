/* Exponents of power laws from points on them. */
#ifndef SGD_COMPARE_POWER_LAW_H
#define SGD_COMPARE_POWER_LAW_H

#include <stddef.h>

#define POWER_LAW_CORRECTIONS 2

typedef struct {
    double log_x, log_y;
    double correction[POWER_LAW_CORRECTIONS]; /* terms that log_y may depend on linearly as well */
    double error;                             /* standard deviation of log_y; 0: not known */
} power_point_t;

/* log_y = constant + slope log_x + corrections, by least squares, weighted if the errors are known (then of
   all points); half_width: of the confidence interval of the slope at 1 - alpha, from the errors, or from the
   scatter about the fit.  0 if there are too few points or memory runs out. */
int power_law_fit(double *slope, double *half_width, const power_point_t *point, size_t count,
                  size_t corrections, double alpha);

#endif
