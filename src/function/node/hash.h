/* Hashes of nodes: equal nodes have equal hashes, whatever the order of their operands. */
#ifndef FUNCTION_NODE_HASH_H
#define FUNCTION_NODE_HASH_H

#include <stdint.h>

#include <flint/fmpq.h>

/* A bijective scrambling of 64 bits, and of a pair. */
static inline uint64_t hash_mix(uint64_t h)
{
    h = (h ^ (h >> 31)) * UINT64_C(0x9fb21c651e98df25);
    h = (h ^ (h >> 29)) * UINT64_C(0xd6e8feb86659fd93);
    return h ^ (h >> 32);
}

static inline uint64_t hash_pair(uint64_t a, uint64_t b)
{
    return hash_mix(a + UINT64_C(0x9e3779b97f4a7c15) * hash_mix(b + 1));
}

static inline uint64_t hash_fmpq(const fmpq_t q)
{
    const ulong prime = UWORD(18446744073709551557); /* the largest below 2^64 */

    return hash_pair(fmpz_fdiv_ui(fmpq_numref(q), prime), fmpz_fdiv_ui(fmpq_denref(q), prime));
}

#endif
