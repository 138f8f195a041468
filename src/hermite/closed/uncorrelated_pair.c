#include "hermite/closed/uncorrelated_pair.h"

#include "function/exact/surd.h"
#include "function/facts/facts.h"
#include "function/tree/scoped_function.h"

#define PREC 64

static int is_constant(const wane_function_t part)
{
    SCOPED(surd_poly, p);
    return wane_function_parity(part) == WANE_PARITY_ZERO ||
           (function_hermite_polynomial(p, part, PREC) && p->length <= 1);
}

/* Which parts of f are constant, as bits: 1 the even, 2 the odd one. */
static int constant_parts(const wane_function_t f)
{
    const wane_parity_t parity = wane_function_parity(f);
    SCOPED(wane_function, even, odd);
    if (parity == WANE_PARITY_ZERO) return 3;
    if (parity == WANE_PARITY_EVEN) return is_constant(f) ? 3 : 2;
    if (parity == WANE_PARITY_ODD) return 1;
    if (!function_split(even, odd, f)) return 0;
    return (is_constant(even) ? 1 : 0) + (is_constant(odd) ? 2 : 0);
}

int hermite_uncorrelated_pair(const wane_function_t student, const wane_function_t teacher)
{
    return (constant_parts(student) | constant_parts(teacher)) == 3;
}
