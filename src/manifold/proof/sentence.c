/* What a step shows in words: the sentence of its rule with the fields in braces filled in. */
#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "manifold/proof/record.h"
#include "manifold/shape/interior_branch.h"

static char *copy(const char *text)
{
    char *fresh = flint_malloc(strlen(text) + 1);
    return strcpy(fresh, text);
}

static char *integer(slong value)
{
    char text[32];
    snprintf(text, sizeof text, "%ld", (long)value);
    return copy(text);
}

/* As the user sees it. */
static char *turned(const arb_t x, int sign)
{
    arb_t y;
    arb_init(y);
    proof_turn(y, x, sign);
    char *text = base_number_text(y);
    arb_clear(y);
    return text;
}

/* Each reflection turns the sign of N: derivations/04 (17). */
static char *sign_of_N(const proof_step_t *step, int sign)
{
    return copy(sign * step->a_sign * step->R_sign > 0 ? "> 0" : "< 0");
}

static char *side(const proof_step_t *step)
{
    return integer(step->R_sign);
}

static char *zero_from_side(const proof_step_t *step)
{
    return copy(step->R_sign > 0 ? "0+" : "0-");
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

static char *N_positive(const proof_step_t *step)
{
    return sign_of_N(step, 1);
}

static char *N_negative(const proof_step_t *step)
{
    return sign_of_N(step, -1);
}

static char *outwards(const proof_step_t *step)
{
    return copy(step->R_sign > 0 ? "up" : "down");
}

static char *inwards(const proof_step_t *step)
{
    return copy(step->R_sign > 0 ? "down" : "up");
}

static char *falls(const proof_step_t *step)
{
    return copy(step->a_sign > 0 ? "falls" : "rises");
}

static char *a_eq_inside(const proof_step_t *step)
{
    return copy(step->a_sign > 0 ? "0 < a_eq < a_c" : "a_c < a_eq < 0");
}

static char *least_degree(const proof_step_t *step)
{
    return integer(step->law->s);
}

static char *exponent_of_N(const proof_step_t *step)
{
    return integer(step->law->n);
}

static char *sign_of_nu(const proof_step_t *step)
{
    return copy(small_correlation_nu_factor(step->law->n, step->a_sign, step->R_sign) > 0 ? "> 0" : "< 0");
}

static char *count(const proof_step_t *step)
{
    return integer(step->count);
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

/* What R, a, A(R), B(R), P and the order of N, 0 and P of the present orientation are in the user's. */
static char *present_R(const proof_step_t *step)
{
    return copy(step->R_sign > 0 ? "R" : "|R|");
}

static char *present_a(const proof_step_t *step)
{
    return copy(step->a_sign > 0 ? "a" : "|a|");
}

static char *present_A(const proof_step_t *step)
{
    return copy(step->a_sign > 0 ? "A(R)" : "-A(R)");
}

static char *present_B(const proof_step_t *step)
{
    return copy(step->a_sign > 0 ? "B(R)" : "-B(R)");
}

static char *name_of_A(const proof_step_t *step)
{
    return copy(step->a_sign > 0 ? "A" : "-A");
}

static char *name_of_B(const proof_step_t *step)
{
    return copy(step->a_sign > 0 ? "B" : "-B");
}

static char *P_positive(const proof_step_t *step)
{
    return copy(step->a_sign > 0 ? "> 0" : "< 0");
}

static char *N_below_P(const proof_step_t *step)
{
    if (step->a_sign > 0) return copy(step->R_sign > 0 ? "N < 0 < P" : "N > 0 and P > 0");
    return copy(step->R_sign > 0 ? "P < 0 < N" : "N < 0 and P < 0");
}

static char *below(const proof_step_t *step)
{
    return copy(step->a_sign > 0 ? "<" : ">");
}

static char *not_below(const proof_step_t *step)
{
    return copy(step->a_sign > 0 ? ">=" : "<=");
}

static const struct {
    const char *name;
    char *(*text)(const proof_step_t *step);
} fields[] = {
    {"side", side}, /* 1 or -1, to which R is near or on its way */
    {"0+-", zero_from_side},
    {"R_to", R_to},
    {"a_to", a_to},
    {"turn", turn},
    {"N>0", N_positive}, /* the sign that N has in the user's orientation where it is positive in this one */
    {"N<0", N_negative},
    {"outwards", outwards},
    {"inwards", inwards}, /* the way of R from 0, to 0 */
    {"falls", falls},     /* what a does that falls in this orientation */
    {"a_eq inside", a_eq_inside},
    {"s", least_degree},
    {"n", exponent_of_N},
    {"nu", sign_of_nu},
    {"count", count},
    {"time", time_reached},
    {"|R_from|", left_R},
    {"|R_to|", right_R},
    {"|a_from|", left_a},
    {"|a_to|", right_a},
    {"|R|", present_R},
    {"|a|", present_a},
    {"A", present_A},
    {"B", present_B},
    {"A of", name_of_A},
    {"B of", name_of_B},
    {"P>0", P_positive},
    {"N<0<P", N_below_P},
    {"<", below},
    {">=", not_below},
};

static char *field_text(const proof_step_t *step, const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strlen(fields[i].name) == length && strncmp(fields[i].name, name, length) == 0)
            return fields[i].text(step);
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
