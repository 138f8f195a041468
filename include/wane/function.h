/* Functions of one real variable, as a user types them: the module `function`.

   A wane_function_t is an immutable expression in x.  Numbers in it are exact rationals, intervals with
   rational ends (a statement about every value inside), pi, e, and expectations E[g(Z)], Z ~ N(0,1), which
   `center` and `normalize` introduce and which the module `hermite` encloses (wane_hermite_resolve).
   Source of the language: the project's user documentation, docs/language.md. */
#ifndef WANE_FUNCTION_H
#define WANE_FUNCTION_H

#include <flint/acb.h>
#include <flint/arb.h>
#include <flint/fmpq.h>

#include "wane/export.h"
#include "wane/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct wane_node wane_node_t;

typedef struct {
    const wane_node_t *root; /* NULL is the function 0 */
} wane_function_struct;
typedef wane_function_struct wane_function_t[1];

WANE_API void wane_function_init(wane_function_t f);
WANE_API void wane_function_clear(wane_function_t f);
WANE_API void wane_function_set(wane_function_t f, const wane_function_t g);

/* A parameter of an expression and the text of its value: a number or "[lo, hi]".  An interval parameter is
   one unknown number: the same name with the same interval is the same unknown, in other functions too,
   whereas two intervals written out are two unknowns. */
typedef struct {
    const char *name;
    const char *value;
} wane_parameter_t;

/* Reads an expression in x.  On WANE_BAD_INPUT f is unchanged and the message names
   the column and what was expected.  Whether the function is admissible (defined
   and of bounded growth on the line) is asked with wane_function_check. */
WANE_API wane_status_t wane_function_parse(wane_function_t f, const char *text,
                                           const wane_parameter_t *parameters, slong parameter_count,
                                           wane_message_t message);

/* An expression that wane_function_parse reads back as the same function; free with flint_free. */
WANE_API char *wane_function_print(const wane_function_t f);

/* h = f + g, h = f g, h = c f, h = f' almost everywhere (jumps and kinks contribute nothing).
   Aliasing allowed. */
WANE_API void wane_function_add(wane_function_t h, const wane_function_t f, const wane_function_t g);
WANE_API void wane_function_mul(wane_function_t h, const wane_function_t f, const wane_function_t g);
WANE_API void wane_function_scalar_mul(wane_function_t h, const wane_function_t f, const fmpq_t c);
WANE_API void wane_function_derivative(wane_function_t h, const wane_function_t f);

/* The interval parameters of f, each once; intervals written out do not count until they are named.  The name
   lives as long as f. */
WANE_API slong wane_function_unknown_count(const wane_function_t f);
WANE_API const char *wane_function_unknown(fmpq_t lower, fmpq_t upper, const wane_function_t f, slong index);
/* h = f with the named parameter narrowed to [lower, upper], a single number if they are equal.  f must have
   passed wane_function_check. */
WANE_API void wane_function_narrow(wane_function_t h, const wane_function_t f, const char *name,
                                   const fmpq_t lower, const fmpq_t upper);

/* Parity that holds by structure; WANE_PARITY_NONE makes no claim. */
typedef enum {
    WANE_PARITY_NONE,
    WANE_PARITY_EVEN,
    WANE_PARITY_ODD,
    WANE_PARITY_ZERO /* the zero function: both */
} wane_parity_t;
WANE_API wane_parity_t wane_function_parity(const wane_function_t f);

/* 1 if f contains a function that is not real-analytic on the line (abs, sign, step, min, max, the piecewise
   activations, sqrt of what may vanish); then *name is a static string naming the first elementary function
   to blame (max contains relu) and *column its position in the typed text. */
WANE_API int wane_function_has_kinks(const wane_function_t f, const char **name, slong *column);

/* Refuses (WANE_BAD_INPUT, by name and column) a function that is not defined on the whole line (1/x, log(x),
   sqrt(x), tan(x)) or whose growth is not bounded by C (1+|x|)^n exp(a|x| + b x^2) with b < 1/4, so that
   E f^2 is finite.  The integrands of expectations are checked likewise; expectations that are not set yet
   are taken to be finite, and E f^2 to be positive, which shows when they are set. */
WANE_API wane_status_t wane_function_check(const wane_function_t f, wane_message_t message);

/* value contains f(w) for every w in the ball z; if value is finite, f is moreover holomorphic on (a
   neighbourhood of) z.  At a singularity, branch cut or kink inside z the value is not finite. */
WANE_API void wane_function_evaluate_holomorphic(acb_t value, const wane_function_t f, const acb_t z,
                                                 slong prec);

/* value contains f(w) for every real w in x; kinks allowed, at a jump both sides are enclosed. */
WANE_API void wane_function_evaluate_real(arb_t value, const wane_function_t f, const arb_t x, slong prec);

/* f in machine arithmetic on whole arrays, for simulation: NOT certified. */
typedef struct wane_bulk wane_bulk_struct;
typedef wane_bulk_struct *wane_bulk_t;
WANE_API wane_bulk_t wane_bulk_new(const wane_function_t f); /* expectations must have been set */
WANE_API void wane_bulk_free(wane_bulk_t bulk);
/* y[i] = f(x[i]), i < n; y may be x.  Thread-safe; relative error a few units in the last place. */
WANE_API void wane_bulk_evaluate_float(float *y, const float *x, size_t n, const wane_bulk_struct *bulk);
WANE_API void wane_bulk_evaluate_double(double *y, const double *x, size_t n, const wane_bulk_struct *bulk);

#ifdef __cplusplus
}
#endif
#endif
