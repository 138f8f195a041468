#include <math.h>
#include <stdlib.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_integration.h>

#include "sgd/noise/sample_moments.h"

#define NODES 32
#define DEGREES 12  /* of the Hermite expansions in a neuron's own randomness */
#define EXTREMES 12 /* directions in which the rarest samples are looked for */

struct sample_rule {
    const wane_simulation_t *simulation;
    const network_t *network;
    double node[NODES], weight[NODES], label[NODES];
    double hermite[DEGREES][NODES]; /* h_k at the nodes */
    double field[NODES * NODES], activity[NODES * NODES], slope[NODES * NODES];
    double reach; /* how far from 0 the samples of a run get in a given direction */
    double far[EXTREMES], across[EXTREMES], far_label[EXTREMES]; /* u, what is common to all g_i, the label */
};

static void set_extremes(sample_rule_t *rule)
{
    const wane_simulation_t *run = rule->simulation;
    const double samples = fmax(1, run->time / run->lr * (double)run->batch * (double)run->seeds);
    rule->reach = isfinite(samples) ? gsl_cdf_ugaussian_Qinv(0.5 * SAMPLE_ALARM / fmin(samples, 1e18)) : 0;
    for (int i = 0; i < EXTREMES; i++) {
        rule->far[i] = rule->reach * cos(2 * M_PI * i / EXTREMES);
        rule->across[i] = rule->reach * sin(2 * M_PI * i / EXTREMES);
    }
    rule->network->teacher.evaluate_double(rule->far_label, rule->far, EXTREMES, rule->network->teacher.data);
}

sample_rule_t *sample_rule_new(const wane_simulation_t *simulation, const network_t *network)
{
    sample_rule_t *rule = malloc(sizeof *rule);
    gsl_integration_fixed_workspace *gauss =
        gsl_integration_fixed_alloc(gsl_integration_fixed_hermite, NODES, 0, 0.5, 0, 0);
    if (rule != NULL && gauss != NULL) {
        rule->simulation = simulation;
        rule->network = network;
        double total = 0;
        for (int i = 0; i < NODES; i++) total += gsl_integration_fixed_weights(gauss)[i];
        for (int i = 0; i < NODES; i++) {
            rule->node[i] = gsl_integration_fixed_nodes(gauss)[i];
            rule->weight[i] = gsl_integration_fixed_weights(gauss)[i] / total;
        }
        for (int i = 0; i < NODES; i++) {
            rule->hermite[0][i] = 1;
            rule->hermite[1][i] = rule->node[i];
            for (int k = 2; k < DEGREES; k++)
                rule->hermite[k][i] =
                    (rule->node[i] * rule->hermite[k - 1][i] - sqrt(k - 1.0) * rule->hermite[k - 2][i]) /
                    sqrt(k);
        }
        network->teacher.evaluate_double(rule->label, rule->node, NODES, network->teacher.data);
        set_extremes(rule);
    } else {
        free(rule);
        rule = NULL;
    }
    if (gauss != NULL) gsl_integration_fixed_free(gauss);
    return rule;
}

void sample_rule_free(sample_rule_t *rule)
{
    free(rule);
}

/* Means over one neuron's own randomness g, h = R u + sqrt(z) g, for a given u, with push = u - R h. */
typedef struct {
    double activity, activity2, slope, slope2, slope4, pushed, pushed2, activity_pushed;
} neuron_means_t;

static neuron_means_t neuron_means(const sample_rule_t *rule, int at, double R, double z)
{
    neuron_means_t m = {0};
    for (int j = 0; j < NODES; j++) {
        double w = rule->weight[j], s = rule->activity[at * NODES + j], d = rule->slope[at * NODES + j];
        double pushed = d * (z * rule->node[at] - R * sqrt(z) * rule->node[j]);
        m.activity += w * s;
        m.activity2 += w * s * s;
        m.slope += w * d;
        m.slope2 += w * d * d;
        m.slope4 += w * d * d * d * d;
        m.pushed += w * pushed;
        m.pushed2 += w * pushed * pushed;
        m.activity_pushed += w * s * pushed;
    }
    return m;
}

/* Two neurons whose g have the correlation q, and all others, for a given u: derivations/20 (17), (18). */
typedef struct {
    double covariance; /* of sigma(h_i) and sigma(h_j) */
    double slopes;     /* E sigma'(h_i) sigma'(h_j) */
    double own, cross; /* E (n/a)(f - E f) sigma'(h_i)^2, … sigma'(h_i) sigma'(h_j) */
} pair_means_t;

/* By Mehler's formula, E[sigma(h_j) | g_i] = sum_k q^k s_k h_k(g_i) with s_k = E sigma h_k(g); beyond DEGREES
   as if all were of that degree. */
static pair_means_t pair_means(const sample_rule_t *rule, int at, const neuron_means_t *m, double q, double n)
{
    pair_means_t pair = {0};
    double toward[NODES] = {0}, between[NODES] = {0}, partner[NODES] = {0}, power = 1;
    double activity_rest = m->activity2, slope_rest = m->slope2;
    const double *s = rule->activity + at * NODES, *d = rule->slope + at * NODES;
    for (int k = 0; k < DEGREES; k++, power *= q) {
        double s_k = 0, d_k = 0;
        for (int j = 0; j < NODES; j++) {
            const double wh = rule->weight[j] * rule->hermite[k][j];
            s_k += wh * s[j];
            d_k += wh * d[j];
        }
        activity_rest -= s_k * s_k;
        slope_rest -= d_k * d_k;
        pair.slopes += power * d_k * d_k;
        for (int j = 0; j < NODES; j++) partner[j] += power * d_k * rule->hermite[k][j];
        if (k == 0) continue;
        pair.covariance += power * s_k * s_k;
        for (int j = 0; j < NODES; j++) {
            toward[j] += power * s_k * rule->hermite[k][j];
            between[j] += power / (1 + power) * s_k * rule->hermite[k][j];
        }
    }
    pair.covariance += power * activity_rest;
    pair.slopes += power * slope_rest;
    for (int j = 0; j < NODES; j++) {
        const double w = rule->weight[j] * d[j], rest = s[j] - m->activity;
        pair.own += w * d[j] * (rest + (n - 1) * toward[j]);
        pair.cross += 2 * w * partner[j] * (rest + (n - 2) * between[j]);
    }
    return pair;
}

/* At distance `reach` in the plane of u and of the mean of the g_i, whose variance is common: what such a
   sample does to the two means, the rest of the g_i averaged out. */
static void set_jumps(sample_moments_t *moments, sample_rule_t *rule, double R, double z, double q, double a)
{
    const network_t *network = rule->network;
    const double n = (double)rule->simulation->width, common = fmax(0, (1 + (n - 1) * q) / n);
    const double together = sqrt(z * fmin(1, common)), apart = sqrt(z * fmax(0, 1 - common));
    for (int i = 0; i < EXTREMES; i++)
        for (int j = 0; j < NODES; j++)
            rule->field[i * NODES + j] =
                R * rule->far[i] + together * rule->across[i] + apart * rule->node[j];
    const size_t count = EXTREMES * NODES;
    network->student.evaluate_double(rule->activity, rule->field, count, network->student.data);
    network->student_derivative.evaluate_double(rule->slope, rule->field, count,
                                                network->student_derivative.data);
    moments->jump_R = moments->jump_a = 0;
    for (int i = 0; i < EXTREMES; i++) {
        double activity = 0, pushed = 0;
        for (int j = 0; j < NODES; j++) {
            const size_t at = (size_t)i * NODES + (size_t)j;
            activity += rule->weight[j] * rule->activity[at];
            pushed += rule->weight[j] * rule->slope[at] * (rule->far[i] - R * rule->field[at]);
        }
        const double r = fabs(rule->far_label[i] - a * activity) + rule->simulation->noise;
        moments->jump_R = fmax(moments->jump_R, fabs(a * r * pushed));
        moments->jump_a = fmax(moments->jump_a, fabs(rule->simulation->eps * r * activity));
    }
}

void sample_moments(sample_moments_t *moments, sample_rule_t *rule, double R, double z, double q, double a)
{
    const network_t *network = rule->network;
    const double n = (double)rule->simulation->width, noise = rule->simulation->noise,
                 eps = rule->simulation->eps;
    for (int i = 0; i < NODES; i++)
        for (int j = 0; j < NODES; j++)
            rule->field[i * NODES + j] = R * rule->node[i] + sqrt(z) * rule->node[j];
    network->student.evaluate_double(rule->activity, rule->field, NODES * NODES, network->student.data);
    network->student_derivative.evaluate_double(rule->slope, rule->field, NODES * NODES,
                                                network->student_derivative.data);
    sample_moments_t sum = {0};
    double mean_R = 0, mean_a = 0, fourth = 0;
    for (int i = 0; i < NODES; i++) {
        const neuron_means_t m = neuron_means(rule, i, R, z);
        const pair_means_t pair = pair_means(rule, i, &m, q, n);
        const double w = rule->weight[i], r = rule->label[i] - a * m.activity;
        const double own_variance = m.activity2 - m.activity * m.activity;
        const double r2 = r * r + noise * noise + a * a * (own_variance + (n - 1) * pair.covariance) / n;
        sum.own += w * (r2 * m.slope2 - 2 * r * a / n * pair.own);
        sum.cross += w * (r2 * pair.slopes - 2 * r * a / n * pair.cross);
        sum.RR += w * r2 * (m.pushed * m.pushed + (m.pushed2 - m.pushed * m.pushed) / n);
        sum.Ra += w * r2 * (m.pushed * m.activity + (m.activity_pushed - m.pushed * m.activity) / n);
        sum.aa += w * r2 * (m.activity * m.activity + (m.activity2 - m.activity * m.activity) / n);
        fourth += w * r2 * r2 * m.slope4;
        mean_R += w * r * m.pushed;
        mean_a += w * r * m.activity;
    }
    moments->own = sum.own;
    moments->spread = sum.own > 0 ? sqrt(fmax(0, fourth / (sum.own * sum.own) - 1)) : 0;
    moments->cross = sum.cross;
    moments->RR = a * a * (sum.RR - mean_R * mean_R);
    moments->Ra = a * eps * (sum.Ra - mean_R * mean_a);
    moments->aa = eps * eps * (sum.aa - mean_a * mean_a);
    if (rule->simulation->batch > 0) set_jumps(moments, rule, R, z, q, a);
    else moments->jump_R = moments->jump_a = 0;
}
