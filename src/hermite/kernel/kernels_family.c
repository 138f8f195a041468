/* The kernels of a pair with interval parameters, by what each function contributes. */
#include "function/facts/facts.h"
#include "function/tree/scoped_function.h"
#include "hermite/kernel/kernel_share.h"
#include "hermite/kernel/kernels_private.h"

static wane_status_t compute_share(hermite_share_t share, const wane_function_t f, int up_to_factor,
                                   const wane_effort_t *effort)
{
    SCOPED(wane_function, named);
    function_name_unknowns(named, f, "");
    return up_to_factor ? hermite_share_compute_up_to_factor(share, named, effort, NULL)
                        : hermite_share_compute(share, named, effort, NULL);
}

/* The student's share is left in `of_student`, and if it has coefficients already, taken from there. */
static int join_shares(kernels_t kernels, hermite_share_t of_student, const wane_function_t student,
                       const wane_function_t teacher, int up_to_factor, const wane_effort_t *effort)
{
    const wane_function_struct *f[2] = {student, teacher};
    const char *kink;
    slong column;
    int worthwhile = 0;
    for (int i = 0; i < 2; i++) {
        if (function_has_kinks(f[i], &kink, &column)) return 0;
        worthwhile |= function_has_intervals(f[i]) && !function_is_polynomial(f[i]);
    }
    if (!worthwhile) return 0;
    hermite_share_t of_teacher;
    hermite_share_init(of_teacher);
    const int usable =
        (of_student->length > 0 || compute_share(of_student, student, up_to_factor, effort) == WANE_OK) &&
        compute_share(of_teacher, teacher, up_to_factor, effort) == WANE_OK;
    if (usable) hermite_share_join(kernels, of_student, of_teacher, student, teacher);
    hermite_share_clear(of_teacher);
    return usable;
}

int hermite_kernels_of_family(kernels_t kernels, const wane_function_t student, const wane_function_t teacher,
                              const wane_effort_t *effort)
{
    hermite_share_t of_student;
    hermite_share_init(of_student);
    const int usable = join_shares(kernels, of_student, student, teacher, 0, effort);
    hermite_share_clear(of_student);
    return usable;
}

wane_status_t kernels_compute_up_to_factor(kernels_t kernels, hermite_share_t of_student,
                                           const wane_function_t student, const wane_function_t teacher,
                                           const wane_effort_t *effort, wane_message_t message)
{
    wane_status_t status = hermite_kernels_admit(kernels, student, teacher, message);
    if (status != WANE_OK || join_shares(kernels, of_student, student, teacher, 1, effort)) return status;
    return hermite_kernels_of_pair(kernels, student, teacher, effort, message);
}
