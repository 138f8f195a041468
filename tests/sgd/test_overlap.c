/* The parts of the chain on the overlaps: random Wishart factors, the factor of the scale matrix, starts,
   states that collapse, independence of threads. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "example_network.h"
#include "law.h"
#include "sgd/random/normals.h"
#include "sgd/chain/overlap.h"
#include "sgd/random/wishart.h"

static const example_teacher_t unlearning = {1, 0.3, 0};

/* ---- chi squares and Wishart factors ---- */

static double chi_square_cdf(double x, double degrees)
{
    if (degrees < 1e6) return gsl_cdf_chisq_P(x, degrees);
    return gsl_cdf_ugaussian_P((x - degrees) / sqrt(2 * degrees)); /* to 1e-4 */
}

Test(overlap, chi_squares_have_their_law)
{
    static const double degrees[] = {1, 2, 3, 7, 100, 12345, 99999999};
    enum { COUNT = 20000 };
    static double x[COUNT];
    for (size_t d = 0; d < sizeof degrees / sizeof *degrees; d++) {
        for (uint64_t i = 0; i < COUNT; i++)
            x[i] = chi_square(degrees[d], i, (stream_t){7, d, STREAM_OFF_SPAN + 1, 0});
        cr_assert_lt(law_distance_from(x, COUNT, chi_square_cdf, degrees[d], 1e-4), 1, "%g degrees",
                     degrees[d]);
    }
}

/* (C A)(C A)' for fixed C is a Wishart matrix, so v' of it v is |C' v|^2 times a chi square, for every v. */
Test(overlap, wishart_factors_have_their_law)
{
    enum { SIZE = 6, COUNT = 4000 };
    static const size_t degrees[] = {1, 3, 5, 6, 7, 50};
    static double x[COUNT];
    for (size_t d = 0; d < sizeof degrees / sizeof *degrees; d++)
        for (int direction = 0; direction < 3; direction++) {
            for (uint64_t m = 0; m < COUNT; m++) {
                double A[SIZE * (SIZE + 2)], norm2 = 0;
                wishart_factor(A, SIZE + 2, SIZE, degrees[d], (stream_t){m, 5, STREAM_OFF_SPAN, 0});
                x[m] = 0;
                for (int i = 0; i < SIZE; i++) norm2 += pow(cos(i * (direction + 1)), 2);
                for (size_t j = 0; j < wishart_columns(SIZE, degrees[d]); j++) {
                    double sum = 0;
                    for (int i = 0; i < SIZE; i++)
                        sum += cos(i * (direction + 1)) * A[i * (SIZE + 2) + (int)j];
                    x[m] += sum * sum / norm2;
                }
            }
            cr_assert_lt(law_distance_from(x, COUNT, chi_square_cdf, (double)degrees[d], 1e-4), 1,
                         "%zu degrees, direction %d", degrees[d], direction);
        }
}

/* ---- the scale matrix ---- */

#define COLUMNS 13
#define ROWS 500

/* C C' = sum_b D_b D_b', in units of |D_i| |D_j|. */
static void assert_factor(const float *single, const double *D, wane_precision_t precision, double tolerance)
{
    wane_simulation_t simulation;
    wane_simulation_default(&simulation);
    simulation.width = COLUMNS;
    simulation.dim = COLUMNS + 1;
    simulation.batch = ROWS;
    simulation.precision = precision;
    layout_t layout = layout_choose(&simulation);
    cr_assert_gt(layout.slices, 2);
    scale_matrix_t scale;
    double C[COLUMNS * COLUMNS];
    cr_assert(scale_matrix_init(&scale, &layout, 2));
    for (size_t slice = 0; slice < layout.slices; slice++)
        for (size_t block = layout_first_block(&layout, slice);
             block < layout_first_block(&layout, slice + 1); block++) {
            size_t first = block * layout.rows,
                   rows = ROWS - first < layout.rows ? ROWS - first : layout.rows;
            const void *row = precision == WANE_DOUBLE ? (const void *)(D + first * COLUMNS)
                                                       : (const void *)(single + first * COLUMNS);
            scale_matrix_add(&scale, row, rows, slice, block == layout_first_block(&layout, slice),
                             (int)(slice % 2));
        }
    size_t rank = scale_matrix_factor(C, &scale);
    for (int i = 0; i < COLUMNS; i++)
        for (int j = 0; j <= i; j++) {
            double expected = 0, found = 0, ii = 0, jj = 0;
            for (int b = 0; b < ROWS; b++) {
                const double *row = D + b * COLUMNS;
                expected += row[i] * row[j];
                ii += row[i] * row[i];
                jj += row[j] * row[j];
            }
            for (size_t k = 0; k < rank; k++) found += C[i * COLUMNS + k] * C[j * COLUMNS + k];
            cr_assert_float_eq(found, expected, tolerance * sqrt(ii * jj), "entry (%d, %d)", i, j);
        }
    scale_matrix_clear(&scale);
}

/* Columns of very different length, equal columns, columns of zeros, columns that differ by little. */
Test(overlap, scale_matrix_is_factored_whatever_its_rank)
{
    static double D[ROWS * COLUMNS];
    static float single[ROWS * COLUMNS];
    for (long seed = 0; seed < 40 * test_multiplier(); seed++) {
        normals_double(D, 0, ROWS * COLUMNS, (stream_t){(uint64_t)seed, 0, STREAM_INPUT, 0});
        for (int b = 0; b < ROWS; b++) {
            double *row = D + b * COLUMNS;
            if (seed % 4 >= 1) row[1] = row[2] = row[12];
            if (seed % 4 >= 2) row[5] = row[9] = 0;
            if (seed % 4 >= 2) row[3] *= 1e-12;
            if (seed % 4 == 3)
                for (int i = 0; i < COLUMNS; i++) row[i] = row[0] * (1 + (i % 3) * 1e-7 * row[i]);
            for (int i = 0; i < COLUMNS; i++) row[i] = single[b * COLUMNS + i] = (float)row[i];
        }
        assert_factor(single, D, WANE_SINGLE, 1e-13);
        assert_factor(single, D, WANE_DOUBLE, 1e-13);
    }
}

/* ---- runs ---- */

typedef struct {
    wane_simulation_t simulation;
    network_t network;
    chain_setting_t setting;
    overlap_run_t *run;
} bench_t;

static void bench_init(bench_t *bench, const wane_simulation_t *simulation, int threads)
{
    wane_message_t message;
    bench->simulation = *simulation;
    bench->simulation.method = WANE_METHOD_OVERLAP;
    bench->network = example_network(&unlearning);
    bench->setting = (chain_setting_t){&bench->simulation, &bench->network, workers_new(threads)};
    bench->run = overlap_new(&bench->setting);
    bench->run->span.chain.kind = &chain_overlap;
    cr_assert_eq(chain_begin(&bench->run->span.chain, simulation->seed, 0, message), WANE_OK);
}

static void bench_clear(bench_t *bench)
{
    overlap_free(bench->run);
    workers_free(bench->setting.workers);
}

static void step(bench_t *bench)
{
    wane_message_t message;
    chain_t *chain = &bench->run->span.chain;
    cr_assert_eq(chain->kind->advance(chain, chain->step + 1, message), WANE_OK);
}

static wane_simulation_t small(void)
{
    wane_simulation_t simulation;
    wane_simulation_default(&simulation);
    simulation.width = 12;
    simulation.dim = 60;
    simulation.batch = 300;
    simulation.lr = 0.5;
    simulation.a0 = 2;
    simulation.noise = 0.3;
    return simulation;
}

static double dot(const bench_t *bench, size_t i, size_t j)
{
    const layout_t *l = &bench->run->span.layout;
    double sum = 0;
    for (size_t k = 0; k < l->dim; k++)
        sum += bench->run->weight[i * l->stride + k] * bench->run->weight[j * l->stride + k];
    return sum;
}

/* All neurons equal, or in two groups: overlaps stay those of unit vectors, equal neurons stay equal to the
   precision of the fields, and nothing breaks down. */
static void assert_consistent(const bench_t *bench, size_t groups, double apart)
{
    const layout_t *l = &bench->run->span.layout;
    for (size_t i = 0; i < l->width; i++)
        for (size_t j = 0; j <= i; j++) {
            double q = dot(bench, i, j);
            cr_assert(isfinite(q) && fabs(q) <= 1 + 1e-12);
            if (i == j) cr_assert_float_eq(q, 1, 1e-12);
            if (i % groups == j % groups)
                cr_assert_float_eq(q, 1, apart, "d %ld, precision %d, groups %zu, step %lu: 1 - Q = %g",
                                   (long)bench->simulation.dim, bench->simulation.precision, groups,
                                   (unsigned long)bench->run->span.chain.step, 1 - q);
        }
}

Test(overlap, collapsed_states_stay_consistent)
{
    static const slong dims[] = {2, 5, 12, 13, 14, 20, 60, 100000};
    for (size_t d = 0; d < sizeof dims / sizeof *dims; d++)
        for (int precision = 0; precision < 2; precision++)
            for (size_t groups = 1; groups < 3; groups++) {
                wane_simulation_t simulation = small();
                simulation.dim = dims[d];
                simulation.precision = precision ? WANE_DOUBLE : WANE_SINGLE;
                bench_t bench;
                bench_init(&bench, &simulation, 1);
                const layout_t *l = &bench.run->span.layout;
                unsigned char *state = malloc(chain_overlap.state_size(&bench.run->span.chain));
                for (size_t i = groups; i < l->width; i++)
                    memcpy(bench.run->weight + i * l->stride, bench.run->weight + i % groups * l->stride,
                           l->stride * sizeof(double));
                chain_overlap.save(state, &bench.run->span.chain);
                chain_resume(&bench.run->span.chain, 3, 0, 0, state);
                assert_consistent(&bench, groups, 1e-12);
                for (int i = 0; i < 30; i++) {
                    step(&bench);
                    assert_consistent(&bench, groups, precision ? 1e-12 : 1e-8);
                }
                free(state);
                bench_clear(&bench);
            }
}

/* The chain keeps w* exactly, a triangle, and unit vectors; at noise numbers of any size. */
Test(overlap, states_stay_triangular)
{
    for (int k = 0; k < 6; k++) {
        wane_simulation_t simulation = small();
        simulation.dim = k % 2 ? 1000000 : 15;
        simulation.precision = k % 3 ? WANE_SINGLE : WANE_DOUBLE;
        simulation.seed = (unsigned long)k;
        bench_t bench;
        bench_init(&bench, &simulation, 1);
        const layout_t *l = &bench.run->span.layout;
        for (int n = 0; n < 30; n++) {
            for (size_t i = 0; i < l->width; i++)
                for (size_t j = i + 2; j < l->stride; j++)
                    cr_assert_eq(bench.run->weight[i * l->stride + j], 0);
            assert_consistent(&bench, l->width, 1e-12);
            step(&bench);
        }
        bench_clear(&bench);
    }
}

static void assert_same_table(const wane_simulation_t *simulation)
{
    wane_simulation_t other = *simulation;
    network_t network = example_network(&unlearning);
    observations_t one, more;
    wane_message_t message;
    observations_init(one);
    observations_init(more);
    cr_assert_eq(simulate_network(one, &other, &network, NULL, NULL, message), WANE_OK, "%s", message->text);
    for (other.threads = 2; other.threads < 5; other.threads++) {
        cr_assert_eq(simulate_network(more, &other, &network, NULL, NULL, message), WANE_OK);
        cr_assert_eq(one->length, more->length);
        for (size_t l = 0; l < one->length; l++) {
            cr_assert_eq(one->row[l].R_mean, more->row[l].R_mean);
            cr_assert_eq(one->row[l].R_sd, more->row[l].R_sd);
            cr_assert_eq(one->row[l].a_sd, more->row[l].a_sd);
            cr_assert_eq(one->row[l].Q_mean, more->row[l].Q_mean);
            cr_assert_eq(one->row[l].loss_mean, more->row[l].loss_mean);
        }
    }
    observations_clear(one);
    observations_clear(more);
}

Test(overlap, does_not_depend_on_threads)
{
    for (int precision = 0; precision < 2; precision++) {
        wane_simulation_t simulation = small();
        simulation.method = WANE_METHOD_OVERLAP;
        simulation.precision = precision ? WANE_DOUBLE : WANE_SINGLE;
        simulation.width = 40;
        simulation.batch = 2011;
        simulation.time = 6;
        assert_same_table(&simulation);
        simulation.dim = 20;
        assert_same_table(&simulation);
    }
}
