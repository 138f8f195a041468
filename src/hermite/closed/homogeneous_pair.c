#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/tree/scoped_function.h"
#include "function/pieces/homogeneity.h"
#include "hermite/closed/homogeneous_pair.h"

#define PREC 64

/* The odd part of a homogeneous function of degree 1 is a multiple of x, so of a teacher's odd part only
   degree 1 is seen; its even part has to be a multiple of |x|: derivations/03 (20). */
static int even_part_is_homogeneous(const wane_function_t teacher)
{
    wane_parity_t parity = wane_function_parity(teacher);
    if (parity == WANE_PARITY_ODD) return 1;
    slong degree;
    SCOPED(wane_function, even, odd);
    int homogeneous =
        function_split(even, odd, teacher) && function_homogeneity(&degree, even) && degree == 1;
    return homogeneous;
}

/* The limits of f at 0 from both sides are 0: at a jump the value encloses both. */
static int vanishes_at_zero(const wane_function_t f)
{
    SCOPED(arb, value, zero);
    wane_function_evaluate_real(value, f, zero, PREC);
    return arb_is_zero(value);
}

int hermite_homogeneous_pair(const wane_function_t student, const wane_function_t teacher)
{
    slong student_degree, teacher_degree;
    if (!function_homogeneity(&student_degree, student)) return 0;
    if (function_homogeneity(&teacher_degree, teacher) && teacher_degree == student_degree) return 1;
    return student_degree == 1 && (vanishes_at_zero(teacher) || even_part_is_homogeneous(teacher));
}
