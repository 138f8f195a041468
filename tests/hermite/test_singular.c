/* Powers that are singular at 0, against adaptive integration after a substitution x = t^m that takes the singularity
   away. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "hermite/coefficients/coefficients.h"
#include "hermite/coefficients/norms.h"
#include "hermite/coefficients/student.h"
#include "independent.h"
#include "random_function.h"

#define LENGTH 9
#define PREC 90

/* f(t^m) m t^(m-1) and f(-t^m) m t^(m-1), in t, here called x; beyond x = end nothing is left. */
typedef struct {
    const char *text;
    int power;
    const char *right, *left;
    double end;
} entry_t;

/* Of text phi from lo to hi. */
static void integral_of(arb_t value, const char *text, double lo, double hi)
{
    wane_function_t f;
    arb_t left, right;
    wane_function_init(f);
    arb_init(left);
    arb_init(right);
    arb_set_d(left, lo);
    arb_set_d(right, hi);
    function_of(f, text);
    independent_stretch(value, f, 0, left, right, PREC + 40);
    arb_clear(left);
    arb_clear(right);
    wane_function_clear(f);
}

/* integral over t > 0 of side h_k(t^m) phi(t^m) */
static void integral(arb_t value, const char *side, int power, slong k, double end)
{
    char text[400], hermite[40];
    if (k < 2) snprintf(hermite, sizeof hermite, "x^%d", (int)k * power);
    else snprintf(hermite, sizeof hermite, "h%d(x^%d)", (int)k, power);
    snprintf(text, sizeof text, "(%s)*%s*exp(x^2/2-x^%d/2)", side, hermite, 2 * power);
    integral_of(value, text, 0, end);
}

static void truth_of(arb_t truth, const entry_t *entry, slong k)
{
    arb_t t;
    arb_init(t);
    integral(truth, entry->right, entry->power, k, entry->end);
    integral(t, entry->left, entry->power, k, entry->end);
    if (k % 2 == 1) arb_neg(t, t);
    arb_add(truth, truth, t, PREC + 40);
    arb_add_error_2exp_si(truth, -PREC - 20);
    arb_clear(t);
}

static void expect_near(const arb_t value, const arb_t truth, const char *text, slong k)
{
    cr_assert(arb_rel_accuracy_bits(truth) > PREC || arb_contains_zero(truth), "%s: no truth of %ld", text,
              (long)k);
    cr_assert(arb_overlaps(value, truth), "%s: %ld", text, (long)k);
    cr_assert(mag_cmp_2exp_si(arb_radref(value), -PREC + 12) < 0, "%s: %ld is wide", text, (long)k);
}

Test(singular, coefficients_of_powers)
{
    static const entry_t entries[] = {
        {"abs(x)^0.3", 10, "10*x^12", "10*x^12", 1.5},
        {"abs(x)^(5/2)", 2, "2*x^6", "2*x^6", 6.5},
        {"relu(x)^1.7", 10, "10*x^26", "0", 1.5},
        {"x*abs(x)^0.3+1", 10, "10*x^22+10*x^9", "10*x^9-10*x^22", 1.5},
        {"abs(x)^0.3-2*relu(-x)^0.7", 10, "10*x^12", "10*x^12-20*x^16", 1.5},
        {"tanh(abs(x)^0.3)", 10, "10*x^9*tanh(x^3)", "10*x^9*tanh(x^3)", 1.5},
        {"exp(x)*abs(x)^0.3*x", 10, "10*x^22*exp(x^10)", "-10*x^22*exp(-x^10)", 1.5},
        {"abs(2*x)^(1/5)*cos(x)", 5, "2^(1/5)*5*x^5*cos(x^5)", "2^(1/5)*5*x^5*cos(x^5)", 2.25},
        {"(x^2)^0.3", 10, "10*x^15", "10*x^15", 1.5}};
    wane_message_t message;
    wane_function_t f;
    arb_t truth;
    arb_ptr c = _arb_vec_init(LENGTH);
    wane_function_init(f);
    arb_init(truth);
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        function_of(f, entries[i].text);
        cr_assert_eq(wane_function_check(f, message), WANE_OK, "%s", message->text);
        cr_assert_eq(hermite_coefficients(c, LENGTH, f, PREC, NULL, message), WANE_OK, "%s: %s",
                     entries[i].text, message->text);
        for (slong k = 0; k < LENGTH; k++) {
            truth_of(truth, &entries[i], k);
            expect_near(c + k, truth, entries[i].text, k);
        }
    }
    arb_clear(truth);
    _arb_vec_clear(c, LENGTH);
    wane_function_clear(f);
}

Test(singular, slopes_of_powers)
{
    static const entry_t slopes[] = {
        /* f'^2 */
        {"abs(x)^0.7", 10, "4.9*x^3", "4.9*x^3", 1.5},
        {"abs(x)^(5/2)", 2, "25/2*x^7", "25/2*x^7", 6.5},
        {"relu(x)^1.7", 10, "28.9*x^23", "0", 1.5},
        {"abs(x)^0.7-2*x", 10, "4.9*x^3-28*x^6+40*x^9", "4.9*x^3+28*x^6+40*x^9", 1.5}};
    wane_message_t message;
    wane_function_t f;
    arb_t truth, norm;
    wane_function_init(f);
    arb_init(truth);
    arb_init(norm);
    for (size_t i = 0; i < sizeof slopes / sizeof *slopes; i++) {
        function_of(f, slopes[i].text);
        cr_assert_eq(hermite_derivative_product(norm, f, f, 1, PREC, message), WANE_OK, "%s", message->text);
        truth_of(truth, &slopes[i], 0);
        expect_near(norm, truth, slopes[i].text, 0);
    }
    static const char *rough[] = {"abs(x)^0.3", "tanh(1)*relu(x)^(1/2)+x", "tanh(abs(x)^0.3)",
                                  "erf(exp(-abs(x)^0.3))", "cos(1+relu(x)^0.4)"};
    for (size_t i = 0; i < sizeof rough / sizeof *rough; i++) {
        function_of(f, rough[i]);
        cr_expect_eq(hermite_check_student(f, message), WANE_BAD_INPUT, "%s", rough[i]);
        if (i >= 2) continue; /* sums of powers */
        cr_assert_eq(hermite_derivative_product(norm, f, f, 1, PREC, message), WANE_OK, "%s", message->text);
        cr_assert(arf_is_pos_inf(arb_midref(norm)));
    }
    static const char *gentle[] = {"tanh(abs(x)^0.7)", "cos(abs(x)^0.3)", "tanh(abs(x)^0.3)^2"};
    for (int i = 0; i < 3; i++) { /* cos' = 0 at 0: the square of the power moves there */
        function_of(f, gentle[i]);
        cr_expect_eq(hermite_check_student(f, message), WANE_OK, "%s", gentle[i]);
    }
    arb_clear(truth);
    arb_clear(norm);
    wane_function_clear(f);
}

/* The integral over t > 0 of side(t) h_k(t) phi(t), by t = e^(-u): `side` in u, here called x, with dt/du. */
static void integral_of_logarithm(arb_t value, const char *side, slong k)
{
    char text[400], hermite[40];
    if (k < 2) snprintf(hermite, sizeof hermite, "exp(-%d*x)", (int)k);
    else snprintf(hermite, sizeof hermite, "h%d(exp(-x))", (int)k);
    snprintf(text, sizeof text, "(%s)*%s*exp(x^2/2-exp(-2*x)/2)", side, hermite);
    integral_of(value, text, -2.75, 90);
}

/* f(e^-u) e^-u and f(-e^-u) e^-u, then those of f^2 and f'^2 */
typedef struct {
    const char *text, *side[2], *square[2], *slope[2];
} logarithm_t;

Test(singular, logarithms)
{
    static const logarithm_t entries[] = {
        {"x*log(abs(x))",
         {"-x*exp(-2*x)", "x*exp(-2*x)"},
         {"x^2*exp(-3*x)", "x^2*exp(-3*x)"},
         {"(1-x)^2*exp(-x)", "(1-x)^2*exp(-x)"}},
        {"abs(x)*log(abs(x))-2*relu(x)",
         {"-(x+2)*exp(-2*x)", "-x*exp(-2*x)"},
         {"(x+2)^2*exp(-3*x)", "x^2*exp(-3*x)"},
         {"(1+x)^2*exp(-x)", "(1-x)^2*exp(-x)"}},
        {"relu(x)*log(relu(x))", {"-x*exp(-2*x)", "0"}, {"x^2*exp(-3*x)", "0"}, {"(1-x)^2*exp(-x)", "0"}},
        {"3+x^2*log(2*abs(x))",
         {"3*exp(-x)+(log(2)-x)*exp(-3*x)", "3*exp(-x)+(log(2)-x)*exp(-3*x)"},
         {"(3+(log(2)-x)*exp(-2*x))^2*exp(-x)", "(3+(log(2)-x)*exp(-2*x))^2*exp(-x)"},
         {"(2*(log(2)-x)+1)^2*exp(-3*x)", "(2*(log(2)-x)+1)^2*exp(-3*x)"}}};
    wane_message_t message;
    wane_function_t f;
    arb_t truth, t;
    arb_ptr c = _arb_vec_init(LENGTH);
    wane_function_init(f);
    arb_init(truth);
    arb_init(t);
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        function_of(f, entries[i].text);
        cr_assert_eq(wane_function_check(f, message), WANE_OK, "%s", message->text);
        cr_assert_eq(hermite_coefficients(c, LENGTH, f, PREC, NULL, message), WANE_OK, "%s", message->text);
        for (slong k = 0; k < LENGTH + 2; k++) { /* then E f^2 and E f'^2 */
            const char *const *side = k < LENGTH    ? entries[i].side
                                      : k == LENGTH ? entries[i].square
                                                    : entries[i].slope;
            const slong degree = k < LENGTH ? k : 0;
            if (k >= LENGTH)
                cr_assert_eq(hermite_derivative_product(c, f, f, k - LENGTH, PREC, message), WANE_OK, "%s",
                             message->text);
            integral_of_logarithm(truth, side[0], degree);
            integral_of_logarithm(t, side[1], degree);
            if (degree % 2 == 1) arb_neg(t, t);
            arb_add(truth, truth, t, PREC + 40);
            arb_add_error_2exp_si(truth, -PREC - 10);
            expect_near(c + degree, truth, entries[i].text, k);
        }
        cr_expect_eq(hermite_check_student(f, message), WANE_OK, "%s", message->text);
    }
    arb_clear(truth);
    arb_clear(t);
    _arb_vec_clear(c, LENGTH);
    wane_function_clear(f);
}

/* A power needs a base that is not negative, a logarithm one that keeps away from 0. */
Test(singular, refused)
{
    static const char *const refused[] = {"x^0.3",           "abs(x)^(-0.3)",
                                          "log(abs(x))",     "(x^2-1/2)^0.3",
                                          "abs(x)^-pi",      "abs(x)^0.3*log(abs(x))",
                                          "exp(abs(x)^2.5)", "log(relu(x))",
                                          "x*log(abs(x))^2", "x*log(abs(x))*log(2*abs(x))",
                                          "x*log(abs(x-1))", "x*log(-abs(x))",
                                          "log(abs(x))/x"};
    wane_message_t message;
    wane_function_t f;
    wane_function_init(f);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        function_of(f, refused[i]);
        cr_expect_eq(wane_function_check(f, message), WANE_BAD_INPUT, "%s", refused[i]);
    }
    wane_function_clear(f);
}
