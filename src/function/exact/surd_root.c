/* Square roots as surds: taking the square part out of an integer. */
#include <flint/fmpz_factor.h>
#include <flint/ulong_extras.h>

#include "base/scoped.h"
#include "function/exact/surd.h"
#include "function/exact/surd_private.h"

/* Numbers of up to this many bits are factored completely; of larger ones only the small primes are found. */
#define FACTORED_BITS 100
#define SMALL_PRIMES 4000

static void take(fmpz_t square, fmpz_t squarefree, const fmpz_t prime, ulong exponent)
{

    SCOPED(fmpz, power);
    fmpz_pow_ui(power, prime, exponent / 2);
    fmpz_mul(square, square, power);
    if (exponent % 2 != 0) fmpz_mul(squarefree, squarefree, prime);
}

static void take_small_primes(fmpz_t rest, fmpz_t square, fmpz_t squarefree)
{
    n_primes_t primes;

    SCOPED(fmpz, p);
    n_primes_init(primes);
    for (int i = 0; i < SMALL_PRIMES && !fmpz_is_one(rest); i++) {
        ulong exponent;

        fmpz_set_ui(p, n_primes_next(primes));
        exponent = fmpz_remove(rest, rest, p);
        if (exponent > 0) take(square, squarefree, p, exponent);
    }
    n_primes_clear(primes);
}

int surd_square_part(fmpz_t square, fmpz_t squarefree, const fmpz_t n)
{
    fmpz_t rest;
    int done = 1;

    fmpz_init_set(rest, n);
    fmpz_one(square);
    fmpz_one(squarefree);
    take_small_primes(rest, square, squarefree);
    if (fmpz_is_one(rest)) {
    } else if (fmpz_is_square(rest)) {
        fmpz_sqrt(rest, rest);
        fmpz_mul(square, square, rest);
    } else if (fmpz_bits(rest) <= FACTORED_BITS) {
        fmpz_factor_t factors;

        fmpz_factor_init(factors);
        fmpz_factor(factors, rest);
        for (slong i = 0; i < factors->num; i++) take(square, squarefree, factors->p + i, factors->exp[i]);
        fmpz_factor_clear(factors);
    } else {
        done = 0;
    }
    fmpz_clear(rest);
    return done;
}

void surd_factorial_square_part(fmpz_t square, fmpz_t squarefree, ulong n)
{
    n_primes_t primes;

    SCOPED(fmpz, p);
    fmpz_one(square);
    fmpz_one(squarefree);
    n_primes_init(primes);
    for (ulong prime = n_primes_next(primes); prime <= n; prime = n_primes_next(primes)) {
        ulong exponent = 0; /* Legendre: sum of n/prime^i */

        for (ulong m = n / prime; m > 0; m /= prime) exponent += m;
        fmpz_set_ui(p, prime);
        take(square, squarefree, p, exponent);
    }
    n_primes_clear(primes);
}

/* sqrt(p/q) = sqrt(p q)/q */
int surd_sqrt_fmpq(surd_t a, const fmpq_t r)
{
    int done;

    SCOPED(fmpz, n, square, squarefree);
    SCOPED(fmpq, c);
    fmpz_mul(n, fmpq_numref(r), fmpq_denref(r));
    done = surd_square_part(square, squarefree, n);
    if (done) {
        fmpq_set_fmpz_frac(c, square, fmpq_denref(r));
        surd_set_term(a, c, squarefree);
    }
    return done;
}

void surd_set_fmpq_sqrt(surd_t a, const fmpq_t r, const fmpz_t n)
{

    SCOPED(fmpz, square, squarefree);
    SCOPED(fmpq, c);
    if (surd_square_part(square, squarefree, n)) {
        fmpq_mul_fmpz(c, r, square);
        surd_set_term(a, c, squarefree);
    } else { /* too hard to factor: a good ball is still true */
        slong prec = 2 * fmpz_bits(n) + 1024;

        SCOPED(arb, root, factor);
        arb_sqrt_fmpz(root, n, prec);
        arb_set_fmpq(factor, r, prec);
        arb_mul(root, root, factor, prec);
        surd_set_arb(a, root);
    }
}

/* 1/(r sqrt d) = sqrt(d)/(r d) */
int surd_inv(surd_t a, const surd_t b)
{
    fmpz_t d;

    if (!b->exact || b->length != 1) return 0;
    SCOPED(fmpq, c);
    fmpz_init_set(d, b->radicand);
    fmpq_mul_fmpz(c, b->coefficient, d);
    fmpq_inv(c, c);
    surd_set_term(a, c, d);
    fmpz_clear(d);
    return 1;
}
