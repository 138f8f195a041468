#include <math.h>

#include "sgd/chain/simulation.h"
#include "sgd/kernel/artanh.h"
#include "sgd/kernel/flow_kernels.h"
#include "sgd/noise/overlap_shift.h"

/* Classes of neurons: the points and weights of the 5-point Gauss rule for N(0,1). */
#define CLASSES 5
static const double point[CLASSES] = {-2.8569700138728056542, -1.3556261799742658658, 0,
                                      1.3556261799742658658, 2.8569700138728056542};
static const double weight[CLASSES] = {0.011257411327720688933, 0.22207592200561264440,
                                       0.53333333333333333333, 0.22207592200561264440,
                                       0.011257411327720688933};

typedef struct {
    double rho[CLASSES], a[CLASSES];
} classes_t;

/* One Euler step of
     rho_k' = a_k [P'(R_k) - sum_j w_j a_j E K'(Q) (R_j - Q R_k)/(1-R_k^2)],  a_k' = eps [P(R_k) - sum_j w_j
   a_j E K(Q) - decay a_k], Q = R_k R_j + sqrt(z_k z_j) q with q of mean 0 and variance `variance`, expanded to second
   order in q. */
static void euler_step(classes_t *s, const flow_kernels_struct *kernels, double variance, double lr,
                       double eps)
{
    correlation_t c[CLASSES];
    classes_t old = *s;
    for (int k = 0; k < CLASSES; k++) c[k] = correlation_at(old.rho[k]);
    for (int k = 0; k < CLASSES; k++) {
        double P[KERNEL_JETS], K[KERNEL_JETS], pull = 0, output = 0;
        kernel_P_near(P, kernels, c[k].R, c[k].sech2);
        for (int j = 0; j < CLASSES; j++) {
            const double apart = 0.5 * (pow(c[k].R - c[j].R, 2) + c[k].sech2 + c[j].sech2);
            kernel_K_near(K, kernels, c[k].R * c[j].R, apart);
            double share = weight[j] * old.a[j], zz = c[k].sech2 * c[j].sech2;
            pull +=
                share * (K[1] * c[j].R + variance * (0.5 * K[3] * c[j].R * zz - K[2] * c[k].R * c[j].sech2));
            output += share * (K[0] + 0.5 * variance * K[2] * zz);
        }
        s->rho[k] += lr * old.a[k] * (P[1] - pull);
        s->a[k] += lr * eps * (P[0] - output - kernels->decay * old.a[k]);
    }
}

static void moments(double *mean, double *sd, const double value[CLASSES])
{
    double sum = 0, square = 0;
    for (int k = 0; k < CLASSES; k++) sum += weight[k] * value[k];
    for (int k = 0; k < CLASSES; k++) square += weight[k] * (value[k] - sum) * (value[k] - sum);
    *mean = sum;
    *sd = sqrt(square);
}

static overlap_shift_t view_of(const classes_t *s)
{
    overlap_shift_t view;
    double R[CLASSES];
    for (int k = 0; k < CLASSES; k++) R[k] = correlation_at(s->rho[k]).R;
    moments(&view.R, &view.R_sd, R);
    moments(&view.a, &view.a_sd, s->a);
    return view;
}

void overlap_shift(overlap_shift_t *shift, const size_t *step, size_t length,
                   const wane_simulation_t *simulation, const flow_kernels_t kernels)
{
    const int iid = simulation->init == WANE_INIT_IID;
    const double variance = iid ? 1 / (double)simulation->dim : 0;
    classes_t spread, plain;
    for (int k = 0; k < CLASSES; k++) {
        double start = simulation->R0 == 0 ? point[k] * sqrt(variance) : simulation->R0;
        spread.rho[k] = atanh(fmax(-0.99, fmin(0.99, start)));
        plain.rho[k] = atanh(simulation->R0);
        spread.a[k] = plain.a[k] = simulation->a0;
    }
    size_t now = 0;
    for (size_t l = 0; l < length; l++) {
        for (; iid && now < step[l]; now++) {
            const double lr = simulation_step_length(simulation, now);
            euler_step(&spread, kernels, variance, lr, simulation->eps);
            euler_step(&plain, kernels, 0, lr, simulation->eps);
        }
        const overlap_shift_t with = view_of(&spread), without = view_of(&plain);
        shift[l] = iid ? (overlap_shift_t){with.R - without.R, with.a - without.a, with.R_sd, with.a_sd}
                       : (overlap_shift_t){0, 0, 0, 0};
    }
}
