/* What is known of functions by structure. */
#ifndef FUNCTION_FACTS_FACTS_H
#define FUNCTION_FACTS_FACTS_H

#include "base/scoped.h"
#include "function/exact/surd.h"
#include "wane/function.h"

/* h = f + g, h = f g, h = c f.  Aliasing allowed. */
void function_add(wane_function_t h, const wane_function_t f, const wane_function_t g);
void function_mul(wane_function_t h, const wane_function_t f, const wane_function_t g);
void function_scalar_mul(wane_function_t h, const wane_function_t f, const fmpq_t c);
/* 1 if f contains a function that is not real-analytic on the line (abs, sign, step, min, max, the piecewise
   activations, sqrt of what may vanish); then *name is a static string naming the first elementary function
   to blame (max contains relu) and *column its position in the typed text. */
int function_has_kinks(const wane_function_t f, const char **name, slong *column);

int function_has_intervals(const wane_function_t f); /* written out or parameters */
/* The interval parameters of f, each once; intervals written out do not count until they are named.  The name
   lives as long as f. */
slong function_unknown_count(const wane_function_t f);
const char *function_unknown(fmpq_t lower, fmpq_t upper, const wane_function_t f, slong index);
/* h = f with the named parameter narrowed to [lower, upper], a single number if they are equal.  f must have
   passed wane_function_check. */
void function_narrow(wane_function_t h, const wane_function_t f, const char *name, const fmpq_t lower,
                     const fmpq_t upper);

/* h = f with every interval that is written out named, prefix first ("teacher: interval at column 4"). */
void function_name_unknowns(wane_function_t h, const wane_function_t f, const char *prefix);
/* h = f with every interval that has no name as the language writes them named: stem and a number, counted on
 *from count ("interval3").  The stem must not begin a name that is taken. */
void function_number_unknowns(wane_function_t h, const wane_function_t f, const char *stem, slong *count);
/* Writes f = even + odd with parts whose parity holds by structure, when the structure allows it (gelu, silu,
   relu, softplus, exp of an odd function, …).  Returns 0 and leaves the parts unchanged otherwise. */
int function_split(wane_function_t even, wane_function_t odd, const wane_function_t f);
/* If f is a polynomial by structure, returns 1 and its coefficients in the orthonormal Hermite basis:
   f = sum_k coefficient[k] h_k, each an exact element of Q[sqrt 2, sqrt 3, sqrt 5, …] or, where intervals,
   pi, e or expectations enter, a ball (then prec bits are used).  A coefficient that cancels by structure is
   exactly 0. */
int function_hermite_polynomial(surd_poly_t p, const wane_function_t f, slong prec);
int function_is_polynomial(const wane_function_t f);
/* 1 if E f(Z) = 0 by structure: odd, f = g - E[g], h_k with k >= 1, and linear combinations of such. */
int function_is_centered(const wane_function_t f);
/* 1 if f = ratio * g for an exact rational ratio, by structure (equal expressions up to a constant
   factor). */
int function_ratio(fmpq_t ratio, const wane_function_t f, const wane_function_t g);
/* |f(x)| <= factor (1+|x|)^degree exp(linear |x| + quadratic x^2) for all real x (derivations/11).  Returns 0
   if no such bound is known, as while an expectation in f is not set (then the struct is unspecified). */
typedef struct {
    mag_t factor;
    slong degree;
    mag_t linear;
    mag_t quadratic;
} growth_struct;
typedef growth_struct growth_t[1];
void growth_init(growth_t growth);
void growth_clear(growth_t growth);
SCOPED_TYPE(growth)
int function_growth(growth_t growth, const wane_function_t f);
/* How f depends on an interval parameter: 2 smoothly; 1 through kinks that move, Lipschitz continuous at every x; 0 not
   so, or not seen to be.  derivations/16 (17). */
int function_parameter_order(const wane_function_t f, const char *parameter);
/* h = the derivative of f in an interval parameter, at every value of it (of order 1: at almost every).  Returns 0
   and leaves h unchanged where there is none. */
int function_parameter_derivative(wane_function_t h, const wane_function_t f, const char *parameter);
/* f(x) -> f(-x). */
void function_reflect(wane_function_t h, const wane_function_t f);

#endif
