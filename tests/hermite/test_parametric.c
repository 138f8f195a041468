/* Coefficients over boxes of parameters against adaptive integration of single members. */
#include <stdio.h>
#include <stdlib.h>

#include <criterion/criterion.h>

#include "random_function.h"
#include "function/facts/facts.h"
#include "hermite/coefficients/parametric.h"
#include "hermite/coefficients/table.h"
#include "independent.h"

#define LENGTH 5
#define PREC 64

typedef struct {
    const char *text;
    int order; /* of the form in b */
} example_t;

static const example_t examples[] = {
    {"tanh(b*x)", 2},
    {"erf(b*x+c)", 2},
    {"tanh(b*x)/(1+b^2)+c*sin(x)", 2},
    {"exp(-b*x^2)*cos(c*x)", 2},
    {"gelu(b*x)", 2},
    {"tanh(b*relu(x))", 2},
    {"leaky_relu(x,b)", 2},
    {"elu(x,b)*c", 2},
    {"sign(x)*sin(b*x)", 2},
    {"sqrt(1+b*x^2)", 2},
    {"relu(x-b)", 1},
    {"abs(x-b)-c*abs(x+b)", 1},
    {"hardtanh(b*x)", 1},
    {"elu(x-b,c)", 1},
    {"softsign(x-b)", 1},
    {"tanh(relu(x-b)+c*x)", 1},
    {"max(b*x,c*x)", 1},
    {"step(x-b)", 0},
    {"sqrt(b)*x+sin(x)", 2},
};

#define EXAMPLES (sizeof examples / sizeof *examples)

/* b in [lo, hi], c in [lo + 1/8, hi + 1/8], in units of 2^-40. */
static void parse(wane_function_t f, const char *text, slong lo, slong hi)
{
    char b[120], c[120];
    const slong shift = WORD(1) << 37;
    snprintf(b, sizeof b, "[%ld/1099511627776,%ld/1099511627776]", (long)lo, (long)hi);
    snprintf(c, sizeof c, "[%ld/1099511627776,%ld/1099511627776]", (long)(lo + shift), (long)(hi + shift));
    const wane_parameter_t parameters[] = {{"b", b}, {"c", c}};
    wane_message_t message;
    cr_assert_eq(wane_function_parse(f, text, parameters, 2, message), WANE_OK, "%s: %s", text,
                 message->text);
    cr_assert_eq(wane_function_check(f, message), WANE_OK, "%s: %s", text, message->text);
}

/* c_k of a member: by adaptive integration or, beside kinks, by the rules for functions without parameters. */
static void coefficient_of_member(arb_t c, const wane_function_t f, slong k)
{
    const char *kink;
    slong column;
    if (!function_has_kinks(f, &kink, &column)) {
        independent_coefficient(c, f, k, 14, 90);
        return;
    }
    arb_ptr all = _arb_vec_init(k + 1);
    cr_assert_eq(hermite_plain_coefficients(all, k + 1, f, 90, 1, NULL), WANE_OK);
    arb_set(c, all + k);
    _arb_vec_clear(all, k + 1);
}

static void expect_members_inside(const example_t *e, slong lo, slong hi, flint_rand_t state)
{
    wane_function_t f, member;
    wane_effort_t effort;
    coefficients_t table;
    arb_t c;
    arb_ptr box = _arb_vec_init(LENGTH);
    arb_init(c);
    wane_function_init(f);
    wane_function_init(member);
    coefficients_init(table);
    wane_effort_default(&effort);
    effort.digits = 10;
    parse(f, e->text, lo, hi);
    cr_assert_eq(hermite_coefficients(box, LENGTH, f, PREC, &effort, NULL), WANE_OK, "%s", e->text);
    coefficients_compute(table, f, LENGTH, &effort, NULL);
    for (int i = 0; i < 2; i++) {
        const slong at =
            i == 0 ? n_randint(state, 2) ? lo : hi : lo + (slong)n_randint(state, (ulong)(hi - lo) + 1);
        parse(member, e->text, at, at);
        for (slong k = 0; k < LENGTH; k++) {
            coefficient_of_member(c, member, k);
            cr_assert(arb_overlaps(box + k, c), "%s on [%ld, %ld]: c_%ld is outside at %ld", e->text,
                      (long)lo, (long)hi, (long)k, (long)at);
            cr_assert(arb_overlaps(table->c + k, c), "%s on [%ld, %ld], cut: c_%ld is outside at %ld",
                      e->text, (long)lo, (long)hi, (long)k, (long)at);
        }
        for (int order = 0; order < 2; order++) {
            const arb_struct *norm = order == 0 ? table->norm2 : table->dnorm2;
            function_mul(member, member, member);
            coefficient_of_member(c, member, 0);
            cr_assert(!arb_is_finite(norm) || arb_overlaps(norm, c),
                      "%s on [%ld, %ld]: E f^(%d)^2 is outside", e->text, (long)lo, (long)hi, order);
            parse(member, e->text, at, at);
            wane_function_derivative(member, member);
        }
    }
    arb_clear(c);
    _arb_vec_clear(box, LENGTH);
    wane_function_clear(f);
    wane_function_clear(member);
    coefficients_clear(table);
}

Test(parametric, members_are_inside)
{
    flint_rand_t state;
    flint_rand_init(state);
    flint_rand_set_seed(state, 7, 11);
    for (slong i = 0; i < random_repetitions((slong)EXAMPLES); i++) {
        const slong one = WORD(1) << 40,
                    width = (slong)n_randint(state, 1u << 1) == 0
                                ? (slong)n_randint(state, (ulong)one / 2)
                                : (slong)n_randint(state, UWORD(1) << n_randint(state, 39));
        const slong lo = one / 4 + (slong)n_randint(state, (ulong)one);
        expect_members_inside(examples + i % (slong)EXAMPLES, lo, lo + width, state);
    }
    flint_rand_clear(state);
}

Test(parametric, orders)
{
    wane_function_t f;
    wane_function_init(f);
    for (size_t i = 0; i < EXAMPLES; i++) {
        parse(f, examples[i].text, WORD(1) << 39, (WORD(1) << 39) + 1000);
        cr_expect_eq(function_parameter_order(f, "b"), examples[i].order, "%s: %d", examples[i].text,
                     function_parameter_order(f, "b"));
        cr_expect_eq(function_parameter_order(f, "absent"), 2, "%s", examples[i].text);
    }
    parse(f, "tanh(x+mean(relu(b*x)))", WORD(1) << 39, WORD(1) << 40);
    cr_expect_eq(function_parameter_order(f, "b"), 0);
    parse(f, "step(x-b)^2+x", WORD(1) << 39, WORD(1) << 40); /* met twice */
    cr_expect_eq(function_parameter_order(f, "b"), 0);
    wane_function_clear(f);
}

static double radius_over(const char *text, const char *range, slong k)
{
    const wane_parameter_t parameter = {"b", range};
    wane_function_t f;
    wane_message_t message;
    wane_function_init(f);
    arb_ptr c = _arb_vec_init(k + 1);
    cr_assert_eq(wane_function_parse(f, text, &parameter, 1, message), WANE_OK);
    cr_assert_eq(hermite_coefficients(c, k + 1, f, PREC, NULL, NULL), WANE_OK);
    const double radius = mag_get_d(arb_radref(c + k));
    _arb_vec_clear(c, k + 1);
    wane_function_clear(f);
    return radius;
}

/* |c'| times the half width, up to second order; plain evaluation is ten times as wide. */
Test(parametric, widths_are_those_of_the_values)
{
    cr_expect_lt(radius_over("tanh(b*x)", "[0.99,1.01]", 1), 1.05 * 0.01 * 0.2422);
    cr_expect_lt(radius_over("tanh(b*x)", "[0.99,1.01]", 3), 1.1 * 0.01 * 0.1656);
    cr_expect_lt(radius_over("tanh(b*x)", "[0.9999,1.0001]", 5), 1.01 * 0.0001 * 0.1090);
    cr_expect_lt(radius_over("tanh(b*x)^2", "[0.99,1.01]", 0), 1.05 * 0.01 * 0.3636);
    cr_expect_lt(radius_over("relu(x-b)", "[0.49,0.51]", 2), 1.2 * 0.01 * 0.1245);
}
