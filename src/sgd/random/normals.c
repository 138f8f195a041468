#include <math.h>
#include <string.h>

#include "sgd/random/for_each_processor.h"
#include "sgd/random/normals.h"

/* Words per round: they and their normals stay in the first-level cache. */
#define CHUNK 1024
#define LANES (NORMALS_GROUP / 2)

static inline float as_float(uint32_t bits)
{
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static inline uint32_t as_bits(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* log u for 2^-33 < u <= 1, to about 1e-7 relative: u = 2^e m with m in [1/sqrt 2, sqrt 2), and
   log m = 2 artanh((m-1)/(m+1)), whose series is cut where it falls below single precision. */
static inline float logarithm(float u)
{
    uint32_t bits = as_bits(u);
    int32_t exponent = (int32_t)(bits - 0x3f3504f3u) >> 23;
    float m = as_float(bits - ((uint32_t)exponent << 23));
    float s = (m - 1) / (m + 1), z = s * s;
    return (float)exponent * 0x1.62e43p-1f +
           2 * s * (1 + z * (1 / 3.0f + z * (1 / 5.0f + z * (1 / 7.0f + z * (1 / 9.0f)))));
}

/* Words LANES apart make a pair.  The second word gives an angle in [-pi/4, pi/4) (30 bits, through Taylor
   polynomials), the sign of the cosine and whether the two coordinates are exchanged: together a uniform
   angle, without branches. */
FOR_EACH_PROCESSOR static void box_muller(float *restrict z, const uint32_t *restrict word, size_t groups)
{
    for (size_t group = 0; group < groups; group++, z += NORMALS_GROUP, word += NORMALS_GROUP)
        for (int i = 0; i < LANES; i++) {
            uint32_t first = word[i], second = word[LANES + i];
            float u = ((float)(int32_t)(first >> 1) + 0.5f) * 0x1p-31f;
            float radius = sqrtf(-2 * logarithm(u));
            float t = (float)(int32_t)(second << 2) * (0x1.921fb6p-1f * 0x1p-31f), y = t * t;
            float sine =
                t * (1 + y * (-1 / 6.0f + y * (1 / 120.0f + y * (-1 / 5040.0f + y * (1 / 362880.0f)))));
            float cosine = 1 + y * (-1 / 2.0f + y * (1 / 24.0f + y * (-1 / 720.0f + y * (1 / 40320.0f))));
            uint32_t a = as_bits(radius * cosine) ^ (second & 0x80000000u), b = as_bits(radius * sine);
            uint32_t exchange = (a ^ b) & (0u - (second >> 30 & 1u));
            z[i] = as_float(a ^ exchange);
            z[LANES + i] = as_float(b ^ exchange);
        }
}

void normals_float(float *z, uint64_t first, size_t count, stream_t stream)
{
    uint32_t word[CHUNK];
    float tail[NORMALS_GROUP];
    size_t whole = count - count % NORMALS_GROUP;
    for (size_t done = 0; done < whole; done += CHUNK) {
        size_t now = whole - done < CHUNK ? whole - done : CHUNK;
        philox_fill(word, (first + done) / 4, now / 4, stream);
        box_muller(z + done, word, now / NORMALS_GROUP);
    }
    if (count > whole) {
        philox_fill(word, (first + whole) / 4, NORMALS_GROUP / 4, stream);
        box_muller(tail, word, 1);
        memcpy(z + whole, tail, (count - whole) * sizeof *z);
    }
}

static void box_muller_double(double *z, const uint32_t *word)
{
    uint64_t first = (uint64_t)word[0] << 32 | word[1], second = (uint64_t)word[2] << 32 | word[3];
    double u = ((double)(first >> 11) + 0.5) * 0x1p-53,
           angle = 0x1.921fb54442d18p+2 * ((double)(second >> 11) * 0x1p-53);
    double radius = sqrt(-2 * log(u));
    z[0] = radius * cos(angle);
    z[1] = radius * sin(angle);
}

void normals_double(double *z, uint64_t first, size_t count, stream_t stream)
{
    uint32_t word[CHUNK];
    for (size_t done = 0; done < count; done += CHUNK / 2) {
        size_t now = count - done < CHUNK / 2 ? count - done : CHUNK / 2;
        philox_fill(word, (first + done) / 2, (now + 1) / 2, stream);
        for (size_t j = 0; j < now; j += 2) {
            double pair[2];
            box_muller_double(pair, word + 2 * j);
            z[done + j] = pair[0];
            if (j + 1 < now) z[done + j + 1] = pair[1];
        }
    }
}
