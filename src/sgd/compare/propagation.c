#include "sgd/compare/propagation.h"

#include <math.h>

/* Squares of the spread over neurons that the prediction does not contain: beside what random starts make of
   it, whose effect is the overlap term up to higher orders. */
static double unpredicted(double seen_sd, double predicted_sd)
{
    return fabs(seen_sd * seen_sd - predicted_sd * predicted_sd) + pow(predicted_sd, 3);
}

/* Mean squares of the deviations of R and a at a logged time, of the mean and of single neurons. */
static void squares(double square[2], const prediction_t *p, const overlap_shift_t *shift,
                    const observations_t table, size_t l)
{
    const double R = predicted_shift(p->R + l) + p->R[l].sd, a = predicted_shift(p->a + l) + p->a[l].sd;
    square[0] = R * R + unpredicted(table->row[l].R_sd, shift[l].R_sd);
    square[1] = a * a + unpredicted(table->row[l].a_sd, shift[l].a_sd);
}

/* Shares of the effects by which their predictions are off where a network is narrow (derivations/20: the
   moments are right up to 1/N^2, the overlap term is that of infinite width), its dimension is low (that term
   is the first in 1/d) or its student has kinks, which the rule of the moments blurs. */
#define KINKS 0.05
static double share_missed(const predicted_t *p, double width, double dim, int kinks)
{
    return (1 / (width * width) + (kinks ? KINKS : 0)) * (fabs(p->chain - p->symmetric) + p->sd) +
           fabs(p->overlap) * (1 / width + 3 / dim);
}

/* Adds what arises in the interval before time k to all times from k on. */
static void carry_on(prediction_t *p, const expectation_t *expected, const double source[2], double seeds,
                     size_t k)
{
    double to[2][2] = {{1, 0}, {0, 1}};
    for (size_t l = k; l < p->length; l++) {
        const double(*M)[2] = expected[l].moved;
        for (int j = 0; j < 2 && l > k; j++) {
            const double R = to[0][j], a = to[1][j];
            to[0][j] = M[0][0] * R + M[0][1] * a;
            to[1][j] = M[1][0] * R + M[1][1] * a;
        }
        const double *jump = expected[k].jump;
        for (int i = 0; i < 2; i++) {
            predicted_t *of = (i == 0 ? p->R : p->a) + l;
            const double x = fabs(to[i][0]), y = fabs(to[i][1]);
            of->jump = fmax(of->jump, (x * jump[0] + y * jump[1]) / seeds);
            of->second += x * source[0] + y * source[1];
        }
    }
}

void propagate(prediction_t *prediction, const expectation_t *expected, const overlap_shift_t *shift,
               const observations_t table, const wane_simulation_t *run, const flow_kernels_t kernels)
{
    const int kinks = kernels->student_curve != NULL;
    const double seeds = (double)run->seeds, width = (double)run->width;
    double before[2] = {0, 0};
    for (size_t k = 0; k < prediction->length; k++) {
        double square[2], source[2];
        squares(square, prediction, shift, table, k);
        const double R = fmax(before[0], square[0]), a = fmax(before[1], square[1]);
        for (int i = 0; i < 2; i++)
            source[i] = expected[k].curved[0][i] * R + expected[k].curved[1][i] * sqrt(R * a) +
                        expected[k].curved[2][i] * a;
        carry_on(prediction, expected, source, seeds, k);
        predicted_t *of[2] = {prediction->R + k, prediction->a + k};
        const double size = predicted_shift(of[0]) + predicted_shift(of[1]) + of[0]->sd + of[1]->sd;
        for (int i = 0; i < 2; i++)
            of[i]->second += size * size + share_missed(of[i], width, (double)run->dim, kinks);
        before[0] = square[0];
        before[1] = square[1];
    }
}
