#include "manifold/shape/precision_loop.h"

#include "base/decimal.h"

#include <stdarg.h>
#include <stdio.h>

#define EXACT_ACCURACY (WORD_MAX / 4)

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

/* A tie that so many bits do not break is seldom broken by more. */
#define TIE_BITS 500

/* Neither 0 by structure nor seen to differ from it. */
static int is_open(const arb_t x)
{
    return !arb_is_zero(x) && arb_contains_zero(x);
}

/* "c_0" or "p_3" of the first one that is open; 0 if there is none. */
static int find_open(char name[8], const kernels_t kernels)
{
    for (slong k = 0; k < FLINT_MIN(kernels->length, 8); k++) {
        const int student = is_open(kernels->s + k);
        if (!student && !is_open(kernels->p + k)) continue;
        snprintf(name, 8, "%c_%d", student ? 'c' : 'p', (int)k);
        return 1;
    }
    return 0;
}

/* Whether a coefficient is known no better than intervals in the functions allow. */
static int is_blurred(const kernels_t kernels)
{
    int blurred = 0;
    for (slong k = 0; k < FLINT_MIN(kernels->length, 8); k++)
        blurred = blurred || mag_cmp_2exp_si(arb_radref(kernels->s + k), -kernels->prec / 2) > 0 ||
                  mag_cmp_2exp_si(arb_radref(kernels->p + k), -kernels->prec / 2) > 0;
    return blurred;
}

wane_status_t undecided_at(wane_message_t message, const kernels_t kernels, const char *format, ...)
{
    char what[sizeof message->text];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    char open[8], plain[160];
    const char *help =
        "an exact tie, or nearer to one than that (then raise `prec`): move the start or a parameter";
    if (is_blurred(kernels)) help = "the intervals in the functions are in the way: narrow them";
    else if (find_open(open, kernels)) {
        snprintf(plain, sizeof plain,
                 "digits do not show whether %s = 0: write the functions so that their symmetry, or their "
                 "difference, is plain",
                 open);
        help = plain;
    } else if (kernels->prec < TIE_BITS) help = "raise `prec`";
    else if (kernels->student_kink != NULL || kernels->pair_kink != NULL)
        help = "beside kinks more bits seldom help: move the start or a parameter";
    return wane_message_set(message, WANE_UNDECIDED, 0, "%s at %ld bits; %s", what, (long)kernels->prec,
                            help);
}

wane_status_t undecided_on_unit(wane_message_t message, const kernels_t kernels, const char *what,
                                const char *where)
{
    if (kernels->corners == NULL) return undecided_at(message, kernels, "%s %s is not decided", what, where);
    return wane_message_set(
        message, WANE_UNDECIDED, 0,
        "%s on 0 < R < 1 is not decided for all values of the parameters together, nor is it one "
        "at all corners of their box; narrow their ranges",
        what);
}

wane_status_t drive(const question_t *question, const wane_function_t student, const wane_function_t teacher,
                    const wane_effort_t *effort, wane_message_t message)
{
    kernels_t kernels;
    wane_message_t why; /* the kernels claim nothing */
    wane_effort_t attempt = *effort;
    wane_status_t status = WANE_UNDECIDED;
    slong wanted = (slong)((double)effort->digits * BASE_BITS_PER_DIGIT) + 1, known_before = 0,
          prec_before = 0;
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
                        (known <= known_before + 4 && (wide || kernels->prec <= prec_before));
        if ((status != WANE_OK && status != WANE_UNDECIDED) || complete || exhausted) break;
        known_before = known;
        prec_before = kernels->prec;
        attempt.digits *= 2;
    }
    kernels_clear(kernels);
    return status;
}
