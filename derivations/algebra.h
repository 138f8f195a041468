/* A field of rational functions over Q with derivations, written and read as text.

   algebra_init(K, "a R P P1 S S1") makes the field Q(a, R, P, P1, S, S1).  algebra_derivation(K, "D", "R:1
   P:P1 S:S1") makes D(x) the derivation with D(R) = 1, D(P) = P1, D(S) = S1 that annihilates the generators
   not mentioned; the chain and quotient rules do the rest.  A formula is made of integers, generators,
   defined names, + - * / ^ ( ), D(x) for a derivation D, and at(x, g, y) for x with the generator g replaced
   by y.  Equality is decided exactly. */
#ifndef DERIVATIONS_ALGEBRA_H
#define DERIVATIONS_ALGEBRA_H

#include <flint/fmpz_mpoly_q.h>

#include "identity.h"

#define ALGEBRA_NAMES 96
#define ALGEBRA_DERIVATIONS 4

typedef struct {
    fmpz_mpoly_ctx_t ctx;
    slong generators; /* names[0..generators-1]; the definitions follow them */
    slong names;
    char *name[ALGEBRA_NAMES];
    fmpz_mpoly_q_struct value[ALGEBRA_NAMES];
    slong derivations;
    char *derivation[ALGEBRA_DERIVATIONS];
    fmpz_mpoly_q_struct *image[ALGEBRA_DERIVATIONS]; /* of each generator */
} algebra_struct;
typedef algebra_struct algebra_t[1];

void algebra_init(algebra_t K, const char *generators);
void algebra_clear(algebra_t K);

/* From here on `name` abbreviates the formula. */
void algebra_define(algebra_t K, const char *name, const char *formula);
/* images: "generator:formula" separated by blanks. */
void algebra_derivation(algebra_t K, const char *name, const char *images);

/* Index of a generator or definition, of a derivation; -1 if there is none. */
slong algebra_find(const algebra_t K, const char *name, size_t length);
slong algebra_find_derivation(const algebra_t K, const char *name, size_t length);

/* x = the formula; a formula that cannot be read ends the program. */
void algebra_evaluate(fmpz_mpoly_q_t x, const algebra_t K, const char *formula);
void algebra_differentiate(fmpz_mpoly_q_t y, const fmpz_mpoly_q_t x, slong derivation, const algebra_t K);
void algebra_substitute(fmpz_mpoly_q_t z, const fmpz_mpoly_q_t x, slong generator, const fmpz_mpoly_q_t y,
                        const algebra_t K);
int algebra_equal(const algebra_t K, const char *left, const char *right);

/* x = coefficient * g^n (1 + o(1)) as the generator g tends to 0; returns n.  x must not be 0. */
slong algebra_leading_term(fmpz_mpoly_q_t coefficient, const fmpz_mpoly_q_t x, slong generator,
                           const algebra_t K);
/* Whether x ~ coefficient * g^n, n = exponent, as g -> 0. */
int algebra_has_leading_term(const algebra_t K, const char *x, const char *generator, slong exponent,
                             const char *coefficient);

/* identity_check for left = right, with `wrong` in place of right as the perturbation. */
void algebra_check(ledger_t ledger, const algebra_t K, const char *number, const char *left,
                   const char *right, const char *wrong);
/* The same for the leading term of x; the wrong variant is given by its exponent and coefficient. */
void algebra_check_leading_term(ledger_t ledger, const algebra_t K, const char *number, const char *x,
                                const char *generator, slong exponent, const char *coefficient,
                                slong wrong_exponent, const char *wrong_coefficient);

#endif
