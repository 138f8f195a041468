/* The kernels of a pair with interval parameters, by what each function contributes. */
#include "function/facts/facts.h"
#include "function/tree/scoped_function.h"
#include "hermite/kernel/kernel_share.h"
#include "hermite/kernel/kernels_private.h"

static int join_shares(kernels_t kernels, const wane_function_t student, const wane_function_t teacher,
                       int up_to_factor, const wane_effort_t *effort)
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
    hermite_share_t share[2];
    SCOPED(wane_function, named);
    int usable = 1;
    for (int i = 0; i < 2; i++) hermite_share_init(share[i]);
    for (int i = 0; i < 2 && usable; i++) {
        function_name_unknowns(named, f[i], "");
        usable = (up_to_factor && i == 0 ? hermite_share_compute_up_to_factor(share[i], named, effort, NULL)
                                         : hermite_share_compute(share[i], named, effort, NULL)) == WANE_OK;
    }
    if (usable) hermite_share_join(kernels, share[0], share[1], student, teacher);
    for (int i = 0; i < 2; i++) hermite_share_clear(share[i]);
    return usable;
}

int hermite_kernels_of_family(kernels_t kernels, const wane_function_t student, const wane_function_t teacher,
                              const wane_effort_t *effort)
{
    return join_shares(kernels, student, teacher, 0, effort);
}

wane_status_t kernels_compute_up_to_factor(kernels_t kernels, const wane_function_t student,
                                           const wane_function_t teacher, const wane_effort_t *effort,
                                           wane_message_t message)
{
    wane_status_t status = wane_function_check(student, message);
    if (status == WANE_OK) status = wane_function_check(teacher, message);
    if (status != WANE_OK || join_shares(kernels, student, teacher, 1, effort)) return status;
    return hermite_kernels_of_pair(kernels, student, teacher, effort, message);
}
