/* Random words and normals: known answers, addressing, distribution. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <Random123/philox.h>

#include "example_network.h"
#include "sgd/random/normals.h"

/* Published known answers of Philox4x32-10. */
Test(philox, known_answers)
{
    struct {
        uint64_t first;
        stream_t stream;
        uint32_t answer[4];
    } known[] = {{0, {0, 0, STREAM_INPUT, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
                 {UINT64_MAX,
                  {UINT64_MAX, UINT64_MAX >> 24, (stream_purpose_t)0xf, 0xfffff},
                  {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
                 {0x85a308d3243f6a88,
                  {0x299f31d0a4093822, 0x4413198a2e, (stream_purpose_t)0, 0x37073},
                  {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}};
    for (int i = 0; i < 3; i++) {
        uint32_t word[4];
        philox_fill(word, known[i].first, 1, known[i].stream);
        cr_assert_arr_eq(word, known[i].answer, sizeof word);
    }
}

/* The vector code against the reference, over blocks of
   every length and across a carry of the low counter. */
Test(philox, bulk_is_the_reference)
{
    stream_t stream = {0x123456789abcdef0, 77, STREAM_LABEL_NOISE, 0};
    uint64_t starts[] = {0, 5, 0xfffffff0, 0xfffffffffffffff0};
    for (int s = 0; s < 4; s++)
        for (size_t count = 1; count < 60; count++) {
            uint32_t word[240];
            philox_fill(word, starts[s], count, stream);
            for (size_t i = 0; i < count; i++) {
                uint64_t low = starts[s] + i;
                philox4x32_key_t key = {{0x9abcdef0, 0x12345678}};
                philox4x32_ctr_t counter = {{(uint32_t)low, (uint32_t)(low >> 32), 77, 1u << 28}};
                philox4x32_ctr_t value = philox4x32(counter, key);
                cr_assert_arr_eq(word + 4 * i, value.v, sizeof value.v);
            }
        }
}

/* Single precision against the definition in double: radius
   from one word, angle, sign and exchange from another. */
Test(normals, single_precision_is_box_muller)
{
    enum { COUNT = 1 << 16, HALF = NORMALS_GROUP / 2 };
    static float z[COUNT];
    static uint32_t word[COUNT];
    stream_t stream = {77, 1, STREAM_INPUT, 0};
    normals_float(z, 0, COUNT, stream);
    philox_fill(word, 0, COUNT / 4, stream);
    for (size_t group = 0; group < COUNT; group += NORMALS_GROUP)
        for (size_t i = group; i < group + HALF; i++) {
            double radius = sqrt(-2 * log((floor(word[i] / 2.0) + 0.5) * 0x1p-31));
            /* u is rounded to single precision: 6e-8 close to 1 */
            double tolerance = 3e-6 * radius + fmin(1.2e-7 / radius, 4e-4);
            double angle = (double)(int32_t)(word[i + HALF] << 2) * M_PI_4 * 0x1p-31;
            double x = word[i + HALF] >> 31 ? -cos(angle) : cos(angle), y = sin(angle);
            int exchanged = word[i + HALF] >> 30 & 1;
            cr_assert_float_eq((double)z[i], radius * (exchanged ? y : x), tolerance);
            cr_assert_float_eq((double)z[i + HALF], radius * (exchanged ? x : y), tolerance);
        }
}

#define MANY (1 << 20)

static double *many_normals(int single, stream_t stream)
{
    double *z = malloc(MANY * sizeof *z);
    if (single) {
        float *f = malloc(MANY * sizeof *f);
        normals_float(f, 0, MANY, stream);
        for (size_t i = 0; i < MANY; i++) z[i] = (double)f[i];
        free(f);
    } else {
        normals_double(z, 0, MANY, stream);
    }
    return z;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Moments within five standard errors, correlations at
   short lags (pairs included), then Kolmogorov-Smirnov. */
static void check_distribution(double *z)
{
    const double n = MANY;
    double moment[5] = {0}, lag[70] = {0}, square_lag[70] = {0};
    for (size_t i = 0; i < MANY; i++) {
        double power = 1;
        for (int k = 1; k < 5; k++) moment[k] += (power *= z[i]) / n;
        for (size_t j = 1; j < 70 && i + j < MANY; j++) {
            lag[j] += z[i] * z[i + j] / n;
            square_lag[j] += (z[i] * z[i] - 1) * (z[i + j] * z[i + j] - 1) / 2 / n;
        }
    }
    cr_assert_float_eq(moment[1], 0, 5 / sqrt(n));
    cr_assert_float_eq(moment[2], 1, 5 * sqrt(2 / n));
    cr_assert_float_eq(moment[3], 0, 5 * sqrt(15 / n));
    cr_assert_float_eq(moment[4], 3, 5 * sqrt(96 / n));
    for (int j = 1; j < 70; j++) {
        cr_assert_float_eq(lag[j], 0, 5 / sqrt(n), "lag %d: %g", j, lag[j]);
        cr_assert_float_eq(square_lag[j], 0, 5 / sqrt(n), "lag %d of squares: %g", j, square_lag[j]);
    }
    qsort(z, MANY, sizeof *z, by_value);
    double distance = 0;
    for (size_t i = 0; i < MANY; i++) {
        double law = 0.5 * erfc(-z[i] / sqrt(2));
        distance = fmax(distance, fmax(law - (double)i / n, (double)(i + 1) / n - law));
    }
    cr_assert_lt(distance * sqrt(n), 2.5, "Kolmogorov-Smirnov %g", distance * sqrt(n));
    cr_assert_gt(z[MANY - 1], 4.3);
    cr_assert_lt(z[0], -4.3);
}

Test(normals, distribution)
{
    for (long trial = 0; trial < test_multiplier(); trial++)
        for (int single = 0; single < 2; single++) {
            double *z = many_normals(single, (stream_t){11 + (uint64_t)trial, 3, STREAM_INPUT, 0});
            check_distribution(z);
            free(z);
        }
}

/* Streams that differ in seed, step or purpose are uncorrelated (and different). */
Test(normals, streams_are_independent)
{
    stream_t stream[4] = {{1, 0, STREAM_INPUT, 0},
                          {2, 0, STREAM_INPUT, 0},
                          {1, 1, STREAM_INPUT, 0},
                          {1, 0, STREAM_LABEL_NOISE, 0}};
    for (int single = 0; single < 2; single++) {
        double *z[4];
        for (int s = 0; s < 4; s++) z[s] = many_normals(single, stream[s]);
        for (int s = 0; s < 4; s++)
            for (int r = 0; r < s; r++) {
                double sum = 0;
                for (size_t i = 0; i < MANY; i++) sum += z[s][i] * z[r][i];
                cr_assert_float_eq(sum / MANY, 0, 5 / sqrt(MANY));
            }
        for (int s = 0; s < 4; s++) free(z[s]);
    }
}

/* Number j is the same whatever the call that asks for it. */
Test(normals, addressing)
{
    stream_t stream = {5, 9, STREAM_INPUT, 0};
    float whole[5000], part[5000];
    double whole_double[5000], part_double[5000];
    normals_float(whole, 0, 5000, stream);
    normals_double(whole_double, 0, 5000, stream);
    for (size_t first = 0; first < 4000; first += 13 * NORMALS_GROUP)
        for (size_t count = 1; count < 1000; count = 2 * count + 3) {
            normals_float(part, first, count, stream);
            cr_assert_arr_eq(part, whole + first, count * sizeof *part);
            normals_double(part_double, first, count, stream);
            cr_assert_arr_eq(part_double, whole_double + first, count * sizeof *part_double);
        }
}
