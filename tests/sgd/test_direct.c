/* Direct stochastic gradient descent: its gradient, determinism, starts, and refusals. */
#include <criterion/criterion.h>
#include <cblas.h>
#include <dlfcn.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "example_network.h"
#include "sgd/chain/direct.h"
#include "sgd/random/normals.h"
#include "sgd/random/start.h"

static const example_teacher_t unlearning = {1, 0.3, 0};

static wane_simulation_t small_simulation(void)
{
    wane_simulation_t simulation;
    wane_simulation_default(&simulation);
    simulation.width = 7;
    simulation.dim = 11;
    simulation.batch = 203;
    simulation.time = 4;
    simulation.noise = 0.3;
    simulation.a0 = 0.8;
    simulation.seed = 42;
    return simulation;
}

/* E (y-f)^2 / 2 over the batch of step 0, computed from the definition. */
static double batch_loss(const direct_run_t *run, const double *w, const double *a)
{
    const layout_t *l = &run->layout;
    double *x = malloc(l->batch * l->stride * sizeof *x), *noise = malloc(l->batch * sizeof *noise), loss = 0;
    normals_double(x, 0, l->batch * l->stride, (stream_t){run->chain.seed, 0, STREAM_INPUT, 0});
    normals_double(noise, 0, l->batch, (stream_t){run->chain.seed, 0, STREAM_LABEL_NOISE, 0});
    for (size_t b = 0; b < l->batch; b++) {
        double u = x[b * l->stride], f = 0;
        for (size_t i = 0; i < l->width; i++) {
            double h = 0;
            for (size_t j = 0; j < l->dim; j++) h += w[i * l->stride + j] * x[b * l->stride + j];
            f += a[i] * tanh(h) / (double)l->width;
        }
        double r = u + 0.3 * (u * u * u - 3 * u) / sqrt(6) + run->setting->simulation->noise * noise[b] - f;
        loss += r * r / 2 / (double)l->batch;
    }
    free(x);
    free(noise);
    return loss;
}

/* GSL brings a reference CBLAS along, fifty times as slow;
   linking in the wrong order would silently use it. */
Test(direct, matrix_products_are_fast_ones)
{
    Dl_info info;
    void (*product)(void) = (void (*)(void))cblas_sgemm;
    cr_assert_neq(dladdr(*(void **)&product, &info), 0);
    cr_assert_null(strstr(info.dli_fname, "gslcblas"), "cblas_sgemm comes from %s", info.dli_fname);
}

/* One step in double precision against central differences of the batch's loss: N dL/dw_i, N dL/da_i. */
Test(direct, step_is_the_gradient_of_the_batch_loss)
{
    wane_simulation_t simulation = small_simulation();
    network_t network = example_network(&unlearning);
    simulation.precision = WANE_DOUBLE;
    const chain_setting_t setting = {&simulation, &network, workers_new(1)};
    direct_run_t *run = direct_new(&setting);
    const layout_t l = run->layout;
    run->chain.seed = 42;
    cr_assert(direct_start_double(run));
    cr_assert_gt(l.slices, 1, "the batch should exercise several slices");

    double *w = run->weight, *a = run->second, *old_w = malloc(l.width * l.stride * sizeof *old_w), old_a[7];
    for (size_t i = 0; i < l.width; i++) {
        a[i] += 0.1 * (double)i;
        ((double *)run->second_over_width)[i] = a[i] / (double)l.width;
    }
    memcpy(old_w, w, l.width * l.stride * sizeof *w);
    memcpy(old_a, a, sizeof old_a);
    double slope_w[7][11], slope_a[7];
    const double h = 1e-5, n = (double)l.width;
    for (size_t i = 0; i < l.width; i++) {
        for (size_t j = 0; j < l.dim; j++) {
            double *entry = w + i * l.stride + j, keep = *entry, above, below;
            *entry = keep + h;
            above = batch_loss(run, w, a);
            *entry = keep - h;
            below = batch_loss(run, w, a);
            *entry = keep;
            slope_w[i][j] = n * (above - below) / (2 * h);
        }
        double keep = a[i], above, below;
        a[i] = keep + h;
        above = batch_loss(run, w, a);
        a[i] = keep - h;
        below = batch_loss(run, w, a);
        a[i] = keep;
        slope_a[i] = n * (above - below) / (2 * h);
    }

    double loss = 0;
    for (size_t s = 0; s < l.slices; s++) direct_slice_double(run, s, 0);
    for (size_t s = 0; s < l.slices; s++) loss += run->loss[s] / (double)l.batch;
    cr_assert_float_eq(loss, batch_loss(run, old_w, old_a), 1e-12);
    for (size_t i = 0; i < l.width; i++) direct_update_double(run, i, 0);
    for (size_t i = 0; i < l.width; i++) {
        double moved[11], along = 0, norm = 0;
        for (size_t j = 0; j < l.dim; j++) along += slope_w[i][j] * old_w[i * l.stride + j];
        for (size_t j = 0; j < l.dim; j++) {
            moved[j] =
                old_w[i * l.stride + j] - simulation.lr * (slope_w[i][j] - along * old_w[i * l.stride + j]);
            norm += moved[j] * moved[j];
        }
        for (size_t j = 0; j < l.dim; j++)
            cr_assert_float_eq(w[i * l.stride + j], moved[j] / sqrt(norm), 1e-8);
        cr_assert_float_eq(a[i], old_a[i] - simulation.lr * simulation.eps * slope_a[i], 1e-9);
    }
    direct_free(run);
    workers_free(setting.workers);
    free(old_w);
}

static void run(observations_t table, const wane_simulation_t *simulation)
{
    network_t network = example_network(&unlearning);
    wane_message_t message;
    cr_assert_eq(simulate_network(table, simulation, &network, NULL, NULL, message), WANE_OK, "%s",
                 message->text);
}

static void assert_same(const observations_t one, const observations_t two)
{
    cr_assert_eq(one->length, two->length);
    for (size_t l = 0; l < one->length; l++) {
        cr_assert_eq(one->row[l].R_mean, two->row[l].R_mean);
        cr_assert_eq(one->row[l].R_sd, two->row[l].R_sd);
        cr_assert_eq(one->row[l].a_mean, two->row[l].a_mean);
        cr_assert_eq(one->row[l].Q_mean, two->row[l].Q_mean);
        cr_assert_eq(one->row[l].loss_mean, two->row[l].loss_mean);
    }
}

Test(direct, does_not_depend_on_threads)
{
    observations_t one, more;
    observations_init(one);
    observations_init(more);
    for (int precision = 0; precision < 2; precision++) {
        wane_simulation_t simulation = small_simulation();
        simulation.precision = precision ? WANE_DOUBLE : WANE_SINGLE;
        simulation.width = 33;
        simulation.dim = 50;
        simulation.batch = 1011;
        simulation.time = 6;
        run(one, &simulation);
        for (simulation.threads = 2; simulation.threads < 6; simulation.threads++) {
            run(more, &simulation);
            assert_same(one, more);
        }
        simulation.seed++;
        run(more, &simulation);
        cr_assert_neq(one->row[3].R_mean, more->row[3].R_mean);
    }
    observations_clear(one);
    observations_clear(more);
}

/* More seeds add runs and change none; mean and standard error over the runs. */
Test(direct, seeds)
{
    wane_simulation_t simulation = small_simulation();
    observations_t of[3];
    for (int m = 0; m < 3; m++) {
        observations_init(of[m]);
        simulation.seeds = m + 1;
        run(of[m], &simulation);
    }
    for (size_t l = 0; l < of[0]->length; l++) {
        double value[3], squares = 0;
        for (int m = 0; m < 3; m++)
            value[m] = (m + 1) * of[m]->row[l].R_mean - (m > 0 ? m * of[m - 1]->row[l].R_mean : 0);
        for (int m = 0; m < 3; m++) squares += pow(value[m] - of[2]->row[l].R_mean, 2);
        cr_assert(isnan(of[0]->row[l].R_se));
        cr_assert_float_eq(of[1]->row[l].R_se, fabs(value[1] - value[0]) / 2, 1e-14);
        cr_assert_float_eq(of[2]->row[l].R_se, sqrt(squares / 6), 1e-14);
    }
    for (int m = 0; m < 3; m++) observations_clear(of[m]);
}

/* Log-spaced times from 0, each a whole number of steps, as many per decade as asked for, and the end. */
Test(direct, logged_times)
{
    wane_simulation_t simulation = small_simulation();
    observations_t table;
    observations_init(table);
    simulation.time = 123.4;
    simulation.lr = 0.5;
    for (slong per_decade = 5; per_decade <= 40; per_decade *= 2) {
        simulation.points_per_decade = per_decade;
        run(table, &simulation);
        cr_assert_eq(table->row[0].t, 0);
        cr_assert_eq(table->row[1].t, 0.5);
        cr_assert_eq(table->row[table->length - 1].t, 123.4);
        slong last_decade = 0;
        for (size_t l = 1; l < table->length; l++) {
            cr_assert_gt(table->row[l].t, table->row[l - 1].t);
            if (l + 1 < table->length) cr_assert_eq(table->row[l].t / 0.5, rint(table->row[l].t / 0.5));
            last_decade += table->row[l].t > 11.9 && table->row[l].t < 119;
        }
        cr_assert_leq(labs(last_decade - per_decade), 2);
    }
    observations_clear(table);
}

/* Norm 1; R0 exact off the whole sphere; orthonormal
   complements; overlaps of variance 1/d for the iid start. */
Test(direct, starts)
{
    wane_simulation_t simulation = small_simulation();
    simulation.width = 40;
    simulation.dim = 50;
    for (int init = 0; init < 2; init++)
        for (int offset = 0; offset < 2; offset++) {
            simulation.init = init ? WANE_INIT_ORTHONORMAL : WANE_INIT_IID;
            simulation.R0 = offset ? 0.6 : 0;
            double *w = start_weights(&simulation, 3, 0, 56), squares = 0, cross = 0;
            for (size_t i = 0; i < 40; i++) {
                for (size_t j = 0; j <= i; j++) {
                    double dot = 0;
                    for (size_t k = 0; k < 50; k++) dot += w[56 * i + k] * w[56 * j + k];
                    if (i == j) cr_assert_float_eq(dot, 1, 1e-14);
                    else if (init) cr_assert_float_eq(dot, simulation.R0 * simulation.R0, 1e-14);
                    else cross += pow(dot - simulation.R0 * simulation.R0, 2) / 780;
                }
                if (init || offset) cr_assert_eq(w[56 * i], simulation.R0);
                squares += w[56 * i] * w[56 * i] / 40;
            }
            if (!init) cr_assert_float_eq(cross * 50, offset ? 0.64 * 0.64 * 50 / 49 : 1, 0.3);
            if (!init && !offset) cr_assert_float_eq(squares * 50, 1, 1);
            free(w);
        }
}

static int stop_at_half(void *context, double done)
{
    (*(int *)context)++;
    return done >= 0.5;
}

Test(direct, interruption_leaves_no_table)
{
    wane_simulation_t simulation = small_simulation();
    network_t network = example_network(&unlearning);
    observations_t table;
    wane_message_t message;
    int calls = 0;
    observations_init(table);
    cr_assert_eq(simulate_network(table, &simulation, &network, stop_at_half, &calls, message), WANE_FAILURE);
    cr_assert_eq(calls, 11);
    cr_assert_eq(table->length, 0);
    cr_assert_not_null(strstr(message->text, "interrupted"));
    simulation.lr = 1e30;
    simulation.time = 1e32;
    cr_assert_eq(simulate_network(table, &simulation, &network, NULL, NULL, message), WANE_FAILURE);
    cr_assert_not_null(strstr(message->text, "`lr`"));
}

Test(direct, refuses_bad_input)
{
    wane_simulation_t good = small_simulation(), bad;
    wane_message_t message;
    cr_assert_eq(simulation_check(&good, message), WANE_OK);
#define REFUSED(field, value, flag)                                                                          \
    bad = good;                                                                                              \
    bad.field = value;                                                                                       \
    cr_assert_eq(simulation_check(&bad, message), WANE_BAD_INPUT);                                           \
    cr_assert_not_null(strstr(message->text, flag), "%s", message->text)
    REFUSED(width, 0, "`width`");
    REFUSED(width, -3, "`width`");
    REFUSED(dim, 1, "`dim`");
    REFUSED(batch, 0, "`batch`");
    REFUSED(seeds, 0, "`seeds`");
    REFUSED(threads, 0, "`threads`");
    REFUSED(lr, 0, "`lr`");
    REFUSED(lr, NAN, "`lr`");
    REFUSED(eps, -1, "`eps`");
    REFUSED(time, 0, "`time`");
    REFUSED(a0, INFINITY, "`a0`");
    REFUSED(R0, 1, "`R0`");
    REFUSED(noise, -0.1, "`noise`");
    bad = good;
    bad.init = WANE_INIT_ORTHONORMAL;
    bad.dim = bad.width;
    cr_assert_eq(simulation_check(&bad, message), WANE_BAD_INPUT);
}
