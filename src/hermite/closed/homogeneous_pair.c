#include "function/facts/facts.h"
#include "function/tree/scoped_function.h"
#include "function/pieces/homogeneity.h"
#include "hermite/closed/homogeneous_pair.h"

/* The odd part of a homogeneous function of degree 1 is a multiple of x, so of a teacher's odd part only
   degree 1 is seen; its even part has to be a multiple of |x|: derivations/03 (20). */
static int even_part_is_homogeneous(const wane_function_t teacher)
{
    wane_parity_t parity = wane_function_parity(teacher);
    if (parity == WANE_PARITY_ODD) return 1;
    slong degree;
    SCOPED(wane_function, even, odd);
    int homogeneous =
        wane_function_split(even, odd, teacher) && wane_function_homogeneity(&degree, even) && degree == 1;
    return homogeneous;
}

int hermite_homogeneous_pair(const wane_function_t student, const wane_function_t teacher)
{
    slong student_degree, teacher_degree;
    if (!wane_function_homogeneity(&student_degree, student)) return 0;
    if (wane_function_homogeneity(&teacher_degree, teacher) && teacher_degree == student_degree) return 1;
    return student_degree == 1 && even_part_is_homogeneous(teacher);
}
