#include <math.h>
#include <stdlib.h>
#include <gsl/gsl_integration.h>

#include "sgd/sample_moments.h"

#define NODES 32

struct sample_rule {
    const wane_simulation_t *simulation;
    const wane_network_t *network;
    double node[NODES], weight[NODES], label[NODES];
    double field[NODES * NODES], activity[NODES * NODES], slope[NODES * NODES];
};

sample_rule_t *sample_rule_new(const wane_simulation_t *simulation, const wane_network_t *network)
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
        network->teacher.evaluate_double(rule->label, rule->node, NODES, network->teacher.data);
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

/* Means over one neuron's own randomness for a given u, with push = u - R h. */
typedef struct {
    double activity, activity2, slope, slope2, pushed, pushed2, activity_pushed;
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
        m.pushed += w * pushed;
        m.pushed2 += w * pushed * pushed;
        m.activity_pushed += w * s * pushed;
    }
    return m;
}

void sample_moments(sample_moments_t *moments, sample_rule_t *rule, double R, double z, double q, double a)
{
    const wane_network_t *network = rule->network;
    const double n = (double)rule->simulation->width, noise = rule->simulation->noise,
                 eps = rule->simulation->eps;
    for (int i = 0; i < NODES; i++)
        for (int j = 0; j < NODES; j++)
            rule->field[i * NODES + j] = R * rule->node[i] + sqrt(z) * rule->node[j];
    network->student.evaluate_double(rule->activity, rule->field, NODES * NODES, network->student.data);
    network->student_derivative.evaluate_double(rule->slope, rule->field, NODES * NODES,
                                                network->student_derivative.data);
    sample_moments_t sum = {0};
    double mean_R = 0, mean_a = 0;
    for (int i = 0; i < NODES; i++) {
        const neuron_means_t m = neuron_means(rule, i, R, z);
        const double w = rule->weight[i], r = rule->label[i] - a * m.activity;
        /* Var(f | u) / a^2, docs/comparison.md (2): the part of sigma(h) linear in x (Stein: slope^2 z) sums
           up along mean_j o_j, which the flow drives to zero; the rest is independent between neurons. */
        const double linear = m.slope * m.slope * z, rest = m.activity2 - m.activity * m.activity - linear;
        const double r2 = r * r + noise * noise + a * a * (linear * (1 + (n - 1) * q) + rest) / n;
        sum.own += w * r2 * m.slope2;
        sum.cross += w * r2 * m.slope * m.slope;
        sum.RR += w * r2 * (m.pushed * m.pushed + (m.pushed2 - m.pushed * m.pushed) / n);
        sum.Ra += w * r2 * (m.pushed * m.activity + (m.activity_pushed - m.pushed * m.activity) / n);
        sum.aa += w * r2 * (m.activity * m.activity + (m.activity2 - m.activity * m.activity) / n);
        mean_R += w * r * m.pushed;
        mean_a += w * r * m.activity;
    }
    moments->own = sum.own;
    moments->cross = sum.cross;
    moments->RR = a * a * (sum.RR - mean_R * mean_R);
    moments->Ra = a * eps * (sum.Ra - mean_R * mean_a);
    moments->aa = eps * eps * (sum.aa - mean_a * mean_a);
}
