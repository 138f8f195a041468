/* What a step shows in words: the sentence of its rule with the fields in braces filled in. */
#include <string.h>

#include "base/decimal.h"
#include "base/scoped.h"
#include "base/text.h"
#include "manifold/proof/record.h"
#include "manifold/shape/interior_branch.h"

/* As the user sees it. */
static char *turned(const arb_t x, int sign)
{
    SCOPED(arb, y);
    proof_turn(y, x, sign);
    return base_number_text(y);
}

/* Each reflection turns the sign of N: derivations/04 (17). */
static char *side(const proof_step_t *step)
{
    return base_text("%ld", (long)step->R_sign);
}

static char *R_to(const proof_step_t *step)
{
    return turned(step->R_to, step->R_sign);
}

static char *a_to(const proof_step_t *step)
{
    return turned(step->a_to, step->a_sign);
}

static char *turn(const proof_step_t *step)
{
    return turned(step->turn, step->a_sign);
}

static char *least_degree(const proof_step_t *step)
{
    return base_text("%ld", (long)step->law->s);
}

static char *exponent_of_N(const proof_step_t *step)
{
    if (step->law->n_least == step->law->n) return base_text("%ld", (long)step->law->n);
    return base_text("%ld or R^%ld", (long)step->law->n_least, (long)step->law->n);
}

static char *sign_of_nu(const proof_step_t *step)
{
    return base_text("%s", small_correlation_nu_factor(step->law->n, step->a_sign, step->R_sign) > 0 ? "> 0"
                                                                                                     : "< 0");
}

static char *count(const proof_step_t *step)
{
    return base_text("%ld", (long)step->count);
}

static char *time_reached(const proof_step_t *step)
{
    return base_number_text(step->time);
}

/* Of the present orientation. */
static char *left_R(const proof_step_t *step)
{
    return base_number_text(step->R_from);
}

static char *right_R(const proof_step_t *step)
{
    return base_number_text(step->R_to);
}

static char *left_a(const proof_step_t *step)
{
    return base_number_text(step->a_from);
}

static char *right_a(const proof_step_t *step)
{
    return base_number_text(step->a_to);
}

static char *N_below_P(const proof_step_t *step)
{
    if (step->a_sign > 0) return base_text("%s", step->R_sign > 0 ? "N < 0 < P" : "N > 0 and P > 0");
    return base_text("%s", step->R_sign > 0 ? "P < 0 < N" : "N < 0 and P < 0");
}

static const struct {
    const char *name;
    char *(*text)(const proof_step_t *step);
} fields[] = {
    {"side", side}, /* 1 or -1, to which R is near or on its way */
    {"R_to", R_to},       {"a_to", a_to},      {"turn", turn},       {"s", least_degree},
    {"n", exponent_of_N}, {"nu", sign_of_nu},  {"count", count},     {"time", time_reached},
    {"|R_from|", left_R}, {"|R_to|", right_R}, {"|a_from|", left_a}, {"|a_to|", right_a},
    {"N<0<P", N_below_P},
};

/* What is said one way in the orientation of the proof and may be another in the user's. */
typedef enum {
    BY_A,
    BY_R,
    BY_N
} reflection_t; /* that turns it: of a, of R, each of them as of N (04 (17)) */
static const struct {
    const char *name;
    reflection_t by;
    const char *kept, *turned;
} words[] = {
    {"0+-", BY_R, "0+", "0-"},
    {"N>0", BY_N, "> 0",
     "< 0"}, /* the sign that N has in the user's orientation where it is positive in this one */
    {"N<0", BY_N, "< 0", "> 0"},
    {"outwards", BY_R, "up", "down"},
    {"inwards", BY_R, "down", "up"}, /* the way of R from 0, to 0 */
    {"rises", BY_N, "rises", "falls"},
    {"falls", BY_A, "falls", "rises"}, /* what a does that falls in this orientation */
    {"a_eq inside", BY_A, "0 < a_eq < a_c", "a_c < a_eq < 0"},
    {"|R|", BY_R, "R", "|R|"},
    {"|a|", BY_A, "a", "|a|"},
    {"A", BY_A, "A(R)", "-A(R)"},
    {"B", BY_A, "B(R)", "-B(R)"},
    {"A of", BY_A, "A", "-A"},
    {"B of", BY_A, "B", "-B"},
    {"P>0", BY_A, "> 0", "< 0"},
    {"<", BY_A, "<", ">"},
    {">=", BY_A, ">=", "<="},
};

static int is_named(const char *entry, const char *name, size_t length)
{
    return strlen(entry) == length && strncmp(entry, name, length) == 0;
}

static char *field_text(const proof_step_t *step, const char *name, size_t length)
{
    const int sign[] = {[BY_A] = step->a_sign, [BY_R] = step->R_sign, [BY_N] = step->a_sign * step->R_sign};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_named(words[i].name, name, length))
            return base_text("%s", sign[words[i].by] > 0 ? words[i].kept : words[i].turned);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (is_named(fields[i].name, name, length)) return fields[i].text(step);
    return NULL;
}

static char *append(char *text, size_t *length, const char *more, size_t count)
{
    text = flint_realloc(text, *length + count + 1);
    memcpy(text + *length, more, count);
    *length += count;
    text[*length] = '\0';
    return text;
}

char *proof_sentence(const proof_step_t *step, const char *sentence)
{
    const char *at = sentence;
    if (at == NULL) return NULL;
    size_t length = 0;
    char *text = NULL;
    while (*at != '\0') {
        const size_t plain = strcspn(at, "{");
        text = append(text, &length, at, plain);
        at += plain;
        if (*at == '\0') break;
        const size_t name = strcspn(at, "}");
        char *value = field_text(step, at + 1, name - 1);
        text = append(text, &length, value, strlen(value));
        flint_free(value);
        at += name + 1;
    }
    return text;
}
