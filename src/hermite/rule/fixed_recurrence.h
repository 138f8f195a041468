/* The two-step Hermite recurrence in fixed point, all degrees of one parity at one node.

   With v_k = w h_k(x), stored as U_k ~ v_k 2^unit sqrt(k!) 2^(-e_k), 2^e_k ~ sqrt(k!), so that every
   multiplier is one machine word: He_{k+2} = (x^2 - 2k - 1) He_k - k (k-1) He_{k-2}. Rounding is bounded in
   derivations/06 (12)-(14). */
#ifndef HERMITE_RULE_FIXED_RECURRENCE_H
#define HERMITE_RULE_FIXED_RECURRENCE_H

#include "wane/function.h"

/* What depends on the degrees only: e_k and k!. */
typedef struct {
    slong length;
    slong *exponent;   /* e_k, k < length + 2 */
    arb_ptr factorial; /* k! */
} hermite_scaling_struct;
typedef hermite_scaling_struct hermite_scaling_t[1];
void hermite_scaling_init(hermite_scaling_t scaling, slong length, slong prec);
void hermite_scaling_clear(hermite_scaling_t scaling);
/* factor = 2^e_k / sqrt(k!), in [1/2, 1] up to 2^-30 */
void hermite_scaling_normalisation(arb_t factor, const hermite_scaling_t scaling, slong k, slong prec);

/* Sums over nodes: total[k] of `limbs` limbs in two's complement, in units 2^-unit times sqrt(k!) 2^-e_k. */
typedef struct {
    slong length, limbs;
    mp_ptr total;                   /* length * limbs */
    mp_ptr previous, current, next; /* workspace */
    mp_ptr factor;                  /* limbs */
    mp_ptr product;                 /* 2 limbs + 2 */
} hermite_accumulator_struct;
typedef hermite_accumulator_struct hermite_accumulator_t[1];
void hermite_accumulator_init(hermite_accumulator_t sum, slong length, slong limbs);
void hermite_accumulator_clear(hermite_accumulator_t sum);
/* value = entry k of the sum of `count` accumulators of one shape */
void hermite_accumulator_get(fmpz_t value, const hermite_accumulator_struct *sum, slong count, slong k);

/* Adds U_k 2^-lift for k = first, first + 2, … below the length, where first is 0 or 1, start = U_first and
   x = numerator / 2^shift.  All |U_k| must fit in limbs*64 - 2 bits. */
void hermite_accumulator_add_node(hermite_accumulator_t sum, const hermite_scaling_t scaling, int first,
                                  const fmpz_t start, ulong numerator, ulong shift, slong lift);

/* The same for an arbitrary point by the one-step recurrence, all degrees at once:
   He_{k+1} = x He_k - k He_{k-1}.  |x| = point / 2^(64
   (limbs - 1)), `limbs` limbs, negative if `negative`. */
void hermite_accumulator_add_point(hermite_accumulator_t sum, const hermite_scaling_t scaling,
                                   const fmpz_t start, mp_srcptr point, int negative, slong lift);

/* As hermite_accumulator_add_node, for an arbitrary x > 0 with x^2 = square / 2^(64 (limbs - 1)) < 2^62, `limbs`
   limbs. */
void hermite_accumulator_add_square(hermite_accumulator_t sum, const hermite_scaling_t scaling, int first,
                                    const fmpz_t start, mp_srcptr square, slong lift);

#endif
