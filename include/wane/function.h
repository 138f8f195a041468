/* Functions of one real variable, as a user types them: the module `function`.

   A wane_function_t is an immutable expression in x.  Numbers in it are exact rationals, intervals with
   rational ends (a statement about every value inside), pi, e, and expectations E[g(Z)], Z ~ N(0,1), which
   `center` and `normalize` introduce and which the module `hermite` encloses (wane_hermite_resolve).
   Source of the language: the project's user documentation, docs/language.md. */
#ifndef WANE_FUNCTION_H
#define WANE_FUNCTION_H

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

/* h = f' almost everywhere (jumps and kinks contribute nothing).  Aliasing allowed. */
WANE_API void wane_function_derivative(wane_function_t h, const wane_function_t f);

/* Parity that holds by structure; WANE_PARITY_NONE makes no claim. */
typedef enum {
    WANE_PARITY_NONE,
    WANE_PARITY_EVEN,
    WANE_PARITY_ODD,
    WANE_PARITY_ZERO /* the zero function: both */
} wane_parity_t;
WANE_API wane_parity_t wane_function_parity(const wane_function_t f);

/* Refuses (WANE_BAD_INPUT, by name and column) a function that is not defined on the whole line (1/x, log(x),
   sqrt(x), tan(x)) or whose growth is not bounded by C (1+|x|)^n exp(a|x| + b x^2) with b < 1/4, so that
   E f^2 is finite.  The integrands of expectations are checked likewise; expectations that are not set yet
   are taken to be finite, and E f^2 to be positive, which shows when they are set. */
WANE_API wane_status_t wane_function_check(const wane_function_t f, wane_message_t message);

/* value contains f(w) for every real w in x; kinks allowed, at a jump both sides are enclosed. */
WANE_API void wane_function_evaluate_real(arb_t value, const wane_function_t f, const arb_t x, slong prec);

#ifdef __cplusplus
}
#endif
#endif
