#include "manifold/shape/precision_loop.h"

#define EXACT_ACCURACY (WORD_MAX / 4)
#define BITS_PER_DIGIT 3.3219280948873626

slong value_accuracy(const arb_t x)
{
    if (!arb_is_finite(x) || arb_is_exact(x)) return EXACT_ACCURACY;
    return arb_rel_accuracy_bits(x);
}

/* What the kernels are known to: small when intervals stand in the functions, whatever the precision. */
static slong kernel_accuracy(const kernels_t kernels)
{
    slong bits = EXACT_ACCURACY;
    for (slong k = 0; k < FLINT_MIN(kernels->length, 8); k++) {
        if (!arb_is_zero(kernels->s + k)) bits = FLINT_MIN(bits, value_accuracy(kernels->s + k));
        if (!arb_is_zero(kernels->p + k)) bits = FLINT_MIN(bits, value_accuracy(kernels->p + k));
    }
    bits = FLINT_MIN(bits, value_accuracy(kernels->S_at_one[1]));
    return FLINT_MIN(bits, value_accuracy(kernels->P_at_one[1]));
}

wane_status_t drive(const question_t *question, const wane_function_t student, const wane_function_t teacher,
                    const wane_effort_t *effort, wane_message_t message)
{
    kernels_t kernels;
    wane_message_t why; /* the kernels claim nothing */
    wane_effort_t attempt = *effort;
    wane_status_t status = WANE_UNDECIDED;
    slong wanted = (slong)((double)effort->digits * BITS_PER_DIGIT) + 1, known_before = 0;
    kernels_init(kernels);
    attempt.digits = effort->digits + 5;
    for (;;) {
        wane_status_t given = kernels_compute(kernels, student, teacher, &attempt, message);
        if (given != WANE_OK && given != WANE_UNDECIDED) {
            status = given;
            break;
        }
        if (given == WANE_UNDECIDED && message != NULL) *why = *message;
        status = question->answer(question->question, kernels, effort, message);
        if (given == WANE_UNDECIDED && message != NULL) *message = *why;
        slong known = kernel_accuracy(kernels);
        int wide = known < kernels->prec / 2;
        int complete = status != WANE_UNDECIDED &&
                       (wide || !question->wants_digits || question->accuracy(question->question) >= wanted);
        /* More bits help only while the kernels themselves become sharper. */
        int exhausted = given == WANE_UNDECIDED || 2 * kernels->prec > effort->max_prec ||
                        (wide && known <= known_before + 4);
        if ((status != WANE_OK && status != WANE_UNDECIDED) || complete || exhausted) break;
        known_before = known;
        attempt.digits *= 2;
    }
    kernels_clear(kernels);
    return status;
}
