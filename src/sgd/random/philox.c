#include <Random123/philox.h>

#include "sgd/random/philox.h"

static uint64_t high_counter(stream_t stream)
{
    return stream.step | stream.run << 40 | (uint64_t)stream.purpose << 60;
}

static void fill_portable(uint32_t *word, uint64_t first, size_t count, stream_t stream)
{
    uint64_t high = high_counter(stream);
    philox4x32_key_t key = {{(uint32_t)stream.seed, (uint32_t)(stream.seed >> 32)}};
    for (size_t i = 0; i < count; i++) {
        uint64_t low = first + i;
        philox4x32_ctr_t counter = {
            {(uint32_t)low, (uint32_t)(low >> 32), (uint32_t)high, (uint32_t)(high >> 32)}};
        philox4x32_ctr_t value = philox4x32(counter, key);
        for (int j = 0; j < 4; j++) word[4 * i + j] = value.v[j];
    }
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

/* Each 64-bit lane holds one 32-bit word of one counter in its low half; the
   high half may hold anything, because the 32 x 32 -> 64 bit product reads
   low halves only.  Four vectors of four counters hide the latency. */
#define VECTORS 4
#define COUNTERS (4 * VECTORS)

__attribute__((target("avx2"))) static void fill_avx2(uint32_t *word, uint64_t first, size_t blocks,
                                                      stream_t stream)
{
    const __m256i multiplier0 = _mm256_set1_epi64x(PHILOX_M4x32_0);
    const __m256i multiplier1 = _mm256_set1_epi64x(PHILOX_M4x32_1);
    const uint64_t high = high_counter(stream);
    for (size_t block = 0; block < blocks; block++) {
        __m256i x0[VECTORS], x1[VECTORS], x2[VECTORS], x3[VECTORS];
        for (int v = 0; v < VECTORS; v++) {
            uint64_t low = first + block * COUNTERS + 4 * (uint64_t)v;
            x0[v] = _mm256_add_epi64(_mm256_set1_epi64x((long long)low), _mm256_set_epi64x(3, 2, 1, 0));
            x1[v] = _mm256_srli_epi64(x0[v], 32);
            x2[v] = _mm256_set1_epi64x((long long)high);
            x3[v] = _mm256_set1_epi64x((long long)(high >> 32));
        }
        uint32_t key0 = (uint32_t)stream.seed, key1 = (uint32_t)(stream.seed >> 32);
#pragma GCC unroll 10
        for (int round = 0; round < 10; round++) {
            const __m256i k0 = _mm256_set1_epi64x(key0), k1 = _mm256_set1_epi64x(key1);
            for (int v = 0; v < VECTORS; v++) {
                __m256i p0 = _mm256_mul_epu32(x0[v], multiplier0), p1 = _mm256_mul_epu32(x2[v], multiplier1);
                x0[v] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p1, 32), x1[v]), k0);
                x2[v] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p0, 32), x3[v]), k1);
                x1[v] = p1;
                x3[v] = p0;
            }
            key0 += PHILOX_W32_0;
            key1 += PHILOX_W32_1;
        }
        uint32_t *out = word + 4 * COUNTERS * block;
        for (int v = 0; v < VECTORS; v++) {
            __m256i a = _mm256_blend_epi32(x0[v], _mm256_slli_epi64(x1[v], 32), 0xAA);
            __m256i b = _mm256_blend_epi32(x2[v], _mm256_slli_epi64(x3[v], 32), 0xAA);
            __m256i even = _mm256_unpacklo_epi64(a, b), odd = _mm256_unpackhi_epi64(a, b);
            _mm256_storeu_si256((void *)(out + 16 * v), _mm256_permute2x128_si256(even, odd, 0x20));
            _mm256_storeu_si256((void *)(out + 16 * v + 8), _mm256_permute2x128_si256(even, odd, 0x31));
        }
    }
}

void philox_fill(uint32_t *word, uint64_t first, size_t count, stream_t stream)
{
    size_t done = 0;
    if (__builtin_cpu_supports("avx2")) {
        done = count - count % COUNTERS;
        fill_avx2(word, first, count / COUNTERS, stream);
    }
    fill_portable(word + 4 * done, first + done, count - done, stream);
}
#else
void philox_fill(uint32_t *word, uint64_t first, size_t count, stream_t stream)
{
    fill_portable(word, first, count, stream);
}
#endif
