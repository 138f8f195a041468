#include <math.h>

#include "sgd/noise/expected_chain.h"
#include "sgd/chain/simulation.h"
#include "sgd/kernel/flow_kernels.h"
#include "sgd/noise/sample_moments.h"

/* w_i = R w* + o_i with |o_i|^2 = z and <o_i,o_j> = c for i != j.  z is carried beside R, so that 1 - R^2
   keeps its relative accuracy.  (RR, Ra, aa) is the covariance of one run's (mean R_i, mean a_i). */
typedef struct {
    double R, z, c, a;
    double RR, Ra, aa;
} chain_t;

/* One step: w_i + lr v_i = alpha w_i + beta w* + gamma mean_j w_j for the
   population gradient v_i, then the mean of the squared noise (lr chi a^2 times
   own or cross, in the d-1 directions that matter), then the normalisation. */
static chain_t move(const chain_t *s, const wane_simulation_t *run, const double P[], const double K[],
                    const sample_moments_t *moments, double student_norm2)
{
    const double n = (double)run->width, lr = run->lr, a = s->a;
    const double Q = s->R * s->R + s->c,
                 mean2 = (1 + (n - 1) * Q) / n; /* |mean_j w_j|^2 = <w_i, mean_j w_j> */
    const double mean_o2 = (s->z + (n - 1) * s->c) / n;
    const double beta = lr * a * P[1], gamma = -lr * a * a * K[1];
    const double alpha = 1 - beta * s->R - gamma * mean2;
    const double kick = lr * simulation_noise_number(run) * a * a;
    const double shared = (gamma * gamma + 2 * alpha * gamma) * mean_o2;
    const double R = alpha * s->R + beta + gamma * s->R;
    const double z = alpha * alpha * s->z + shared + kick * moments->own;
    const double c = alpha * alpha * s->c + shared + kick * moments->cross;
    const double norm2 = R * R + z;
    chain_t next = *s;
    next.R = R / sqrt(norm2);
    next.z = z / norm2;
    next.c = run->width > 1 ? c / norm2 : 0; /* one neuron has no pair */
    next.a = a + lr * run->eps * (P[0] - a * ((n - 1) / n * K[0] + student_norm2 / n + run->decay));
    return next;
}

/* Linear response of a step, (R, a) <- (R, a) (A B; C D). */
typedef struct {
    double A, B, C, D;
} response_t;

/* Linear noise (docs/comparison.md (3)): covariance <- M covariance M' + (lr^2/B) (moments), M = 1 + lr times
   the Jacobian of the planar flow with the pull of the noise on R. */
static response_t spread(chain_t *next, const chain_t *s, const wane_simulation_t *run, const double P[],
                         const double K[], const sample_moments_t *moments)
{
    const double S1 = 2 * s->R * K[1], S2 = 2 * K[1] + 4 * s->R * s->R * K[2], a = s->a, lr = run->lr;
    const double G = a * P[1] - 0.5 * a * a * S1, G_R = a * P[2] - 0.5 * a * a * S2, G_a = P[1] - a * S1;
    const double pull = 0.5 * simulation_noise_number(run) * a * a * moments->own;
    const double A = 1 + lr * (s->z * G_R - 2 * s->R * G - pull), B = lr * s->z * G_a;
    const double C = lr * run->eps * G_a, D = 1 - lr * run->eps * (K[0] + run->decay);
    const double sampling = lr * lr / (double)run->batch;
    next->RR = A * A * s->RR + 2 * A * B * s->Ra + B * B * s->aa + sampling * moments->RR;
    next->Ra = A * C * s->RR + (A * D + B * C) * s->Ra + B * D * s->aa + sampling * moments->Ra;
    next->aa = C * C * s->RR + 2 * C * D * s->Ra + D * D * s->aa + sampling * moments->aa;
    return (response_t){A, B, C, D};
}

/* (x, y) <- |M| (x, y) + (dx, dy) */
static void grow(double v[2], const response_t *M, double dx, double dy)
{
    const double x = fabs(M->A) * v[0] + fabs(M->B) * v[1] + dx;
    v[1] = fabs(M->C) * v[0] + fabs(M->D) * v[1] + dy;
    v[0] = x;
}

/* Half the second derivatives of a step in (R, a), each of its terms by its size: neurons of their own see
   them without the cancellations of their mean. */
static void add_curvature(expectation_t *since, const chain_t *s, const wane_simulation_t *run,
                          const double P[], const double K[], const response_t *M)
{
    const double R = s->R, q = R * R, z = s->z, a = fabs(s->a), h = 0.5 * run->lr, eps = run->eps;
    const double S1 = fabs(2 * R * K[1]), S2 = fabs(2 * K[1]) + fabs(4 * q * K[2]),
                 S3 = fabs(12 * R * K[2]) + fabs(8 * q * R * K[3]);
    const double RR = a * (z * fabs(P[3]) + 4 * fabs(R * P[2]) + 2 * fabs(P[1])) +
                      a * a * (0.5 * z * S3 + 2 * fabs(R) * S2 + S1);
    const double Ra = z * (fabs(P[2]) + a * S2) + 2 * fabs(R) * (fabs(P[1]) + a * S1), aa = z * S1;
    grow(since->curved[0], M, h * RR, h * eps * (fabs(P[2]) + a * S2));
    grow(since->curved[1], M, 2 * h * Ra, 2 * h * eps * S1);
    grow(since->curved[2], M, h * aa, 0);
}

static void add_step(expectation_t *since, const chain_t *s, const wane_simulation_t *run, const double P[],
                     const double K[], const sample_moments_t *moments, const response_t *M)
{
    const double one = run->lr / (double)run->batch;
    for (int j = 0; j < 2; j++) {
        const double R = since->moved[0][j], a = since->moved[1][j];
        since->moved[0][j] = M->A * R + M->B * a;
        since->moved[1][j] = M->C * R + M->D * a;
    }
    grow(since->jump, M, 0, 0);
    since->jump[0] = fmax(since->jump[0], one * moments->jump_R);
    since->jump[1] = fmax(since->jump[1], one * moments->jump_a);
    since->moment_spread = fmax(since->moment_spread, moments->spread);
    add_curvature(since, s, run, P, K, M);
}

static chain_t chain_start(const wane_simulation_t *run)
{
    const int whole_sphere = run->init == WANE_INIT_IID && run->R0 == 0;
    return (chain_t){.R = run->R0,
                     .z = 1 - run->R0 * run->R0,
                     .a = run->a0,
                     .RR = whole_sphere ? 1 / ((double)run->width * (double)run->dim) : 0};
}

wane_status_t expected_chain(expectation_t *expected, const size_t *step, size_t length,
                             const wane_simulation_t *simulation, const flow_kernels_t kernels,
                             const network_t *network, wane_message_t message)
{
    sample_rule_t *rule = sample_rule_new(simulation, network);
    if (rule == NULL)
        return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the expected chain");
    chain_t state = chain_start(simulation);
    wane_simulation_t run = *simulation;
    size_t now = 0;
    for (size_t l = 0; l < length; l++) {
        expectation_t since = {.moved = {{1, 0}, {0, 1}},
                               .moment_spread = l > 0 ? expected[l - 1].moment_spread : 0};
        for (; now < step[l]; now++) {
            double P[KERNEL_JETS], K[KERNEL_JETS], wide[KERNEL_JETS];
            sample_moments_t moments;
            sample_moments(&moments, rule, state.R, state.z, state.c / state.z, state.a);
            kernel_P_near(P, kernels, state.R, state.z);
            kernel_K_near(K, kernels, state.R * state.R + state.c, state.z - state.c);
            kernel_K_near(wide, kernels, state.R * state.R, state.z);
            run.lr = simulation_step_length(simulation, now);
            chain_t next = move(&state, &run, P, K, &moments, kernels->student_norm2);
            const response_t response = spread(&next, &state, &run, P, wide, &moments);
            add_step(&since, &state, &run, P, wide, &moments, &response);
            state = next;
        }
        since.R = state.R;
        since.a = state.a;
        since.R_sd = sqrt(fmax(state.RR, 0));
        since.a_sd = sqrt(fmax(state.aa, 0));
        expected[l] = since;
    }
    sample_rule_free(rule);
    return WANE_OK;
}

/* The velocity (move - identity)/lr at (R, c, a). */
static void velocity(double v[3], const double y[3], const wane_simulation_t *run, sample_rule_t *rule,
                     const flow_kernels_t kernels)
{
    const chain_t s = {.R = y[0], .z = 1 - y[0] * y[0], .c = y[1], .a = y[2]};
    double P[KERNEL_JETS], K[KERNEL_JETS];
    sample_moments_t moments;
    sample_moments(&moments, rule, s.R, s.z, s.c / s.z, s.a);
    kernel_P_near(P, kernels, s.R, s.z);
    kernel_K_near(K, kernels, s.R * s.R + s.c, s.z - s.c);
    const chain_t next = move(&s, run, P, K, &moments, kernels->student_norm2);
    v[0] = (next.R - s.R) / run->lr;
    v[1] = (next.c - s.c) / run->lr;
    v[2] = (next.a - s.a) / run->lr;
}

static double norm3(const double v[3])
{
    return sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}

/* Solves J x = v by Cramer's rule. */
static void solve3(double x[3], double J[3][3], const double v[3])
{
    double minor[3][3], determinant = 0;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            minor[i][j] = J[(i + 1) % 3][(j + 1) % 3] * J[(i + 2) % 3][(j + 2) % 3] -
                          J[(i + 1) % 3][(j + 2) % 3] * J[(i + 2) % 3][(j + 1) % 3];
    for (int j = 0; j < 3; j++) determinant += J[0][j] * minor[0][j];
    for (int j = 0; j < 3; j++)
        x[j] = (minor[0][j] * v[0] + minor[1][j] * v[1] + minor[2][j] * v[2]) / determinant;
}

#define NEWTON_STEPS 60
#define AT_REST 1e-11

int expected_chain_rest(double y[3], const wane_simulation_t *simulation, const flow_kernels_t kernels,
                        const network_t *network)
{
    sample_rule_t *rule = sample_rule_new(simulation, network);
    double v[3] = {NAN, NAN, NAN}, J[3][3], correction[3];
    if (rule == NULL) return 0;
    velocity(v, y, simulation, rule, kernels);
    for (int step = 0; step < NEWTON_STEPS && !(norm3(v) < AT_REST); step++) {
        for (int j = 0; j < 3; j++) {
            double shifted[3] = {y[0], y[1], y[2]}, w[2][3];
            const double h = 1e-6 * (1 + fabs(y[j]));
            for (int side = 0; side < 2; side++) {
                shifted[j] = y[j] + (side ? h : -h);
                velocity(w[side], shifted, simulation, rule, kernels);
            }
            for (int i = 0; i < 3; i++) J[i][j] = (w[1][i] - w[0][i]) / (2 * h);
        }
        solve3(correction, J, v);
        const double longest = fabs(correction[0]) / 0.05 + fabs(correction[2]) / (0.2 * (1 + fabs(y[2])));
        for (int j = 0; j < 3; j++) y[j] -= correction[j] / fmax(1, longest);
        velocity(v, y, simulation, rule, kernels);
    }
    sample_rule_free(rule);
    return norm3(v) < AT_REST && fabs(y[0]) < 1;
}
