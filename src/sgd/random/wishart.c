#include <math.h>
#include <string.h>

#include "sgd/random/normals.h"
#include "sgd/random/wishart.h"

/* Each attempt has counters of its own: 16 of them, normals from the first, a uniform number from the middle.
   Attempts of one number lie 2^28 apart. */
#define ATTEMPT ((uint64_t)1 << 28)
#define COUNTERS 16

static double normal_number(uint64_t attempt, stream_t stream)
{
    double z;
    normals_double(&z, 2 * COUNTERS * attempt, 1, stream);
    return z;
}

static double uniform_number(uint64_t attempt, stream_t stream)
{
    uint32_t word[4];
    philox_fill(word, COUNTERS * attempt + COUNTERS / 2, 1, stream);
    return ((double)(((uint64_t)word[0] << 32 | word[1]) >> 11) + 0.5) * 0x1p-53;
}

double chi_square(double degrees, uint64_t index, stream_t stream)
{
    if (degrees < 2) {
        double z = normal_number(index, stream);
        return z * z;
    }
    const double d = degrees / 2 - 1 / 3.0, c = 1 / sqrt(9 * d);
    for (uint64_t attempt = index;; attempt += ATTEMPT) {
        double x = normal_number(attempt, stream), root = 1 + c * x, v = root * root * root;
        if (v > 0 && log(uniform_number(attempt, stream)) < x * x / 2 + d * (1 - v + log(v)))
            return 2 * d * v;
    }
}

size_t wishart_columns(size_t n, size_t degrees)
{
    return n < degrees ? n : degrees;
}

void wishart_factor(double *A, size_t stride, size_t n, size_t degrees, stream_t stream)
{
    const size_t columns = wishart_columns(n, degrees);
    const int triangular = degrees >= n;
    stream_t squares = stream;
    squares.purpose++;
    /* Drawn row after row without gaps, then moved to their places, last row first. */
    normals_double(A, 0, triangular ? n * (n - 1) / 2 : n * columns, stream);
    for (size_t i = n; i-- > 0;) {
        double *row = A + i * stride;
        if (!triangular) {
            memmove(row, A + i * columns, columns * sizeof *row);
            continue;
        }
        if (i > 0) memmove(row, A + i * (i - 1) / 2, i * sizeof *row);
        row[i] = sqrt(chi_square((double)(degrees - i), i, squares));
        for (size_t j = i + 1; j < n; j++) row[j] = 0;
    }
}
