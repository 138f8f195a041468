/* Cutting at kinks: breakpoints, pieces, smoothness. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "function/evaluate/evaluate.h"
#include "function/exact/surd.h"
#include "function/pieces/continuity.h"
#include "function/pieces/pieces.h"
#include "function/facts/facts.h"
#include "random_function.h"

#define PREC 128

/* A function of x, its breakpoints and its pieces, "a; b;
   c" with the text of numbers where they are exact. */
typedef struct {
    const char *text;
    slong count;
    const char *breakpoint[6]; /* exact rationals, or expressions of constants */
    const char *piece[7];
} example_t;

static const example_t examples[] = {
    {"relu", 1, {"0"}, {"0", "x"}},
    {"abs", 1, {"0"}, {"-x", "x"}},
    {"sign", 1, {"0"}, {"-1", "1"}},
    {"leaky_relu(x,0.1)", 1, {"0"}, {"x/10", "x"}},
    {"hardtanh", 2, {"-1", "1"}, {"-1", "x", "1"}},
    {"abs(x-1/3)", 1, {"1/3"}, {"1/3-x", "x-1/3"}},
    {"min(x,1)", 1, {"1"}, {"x", "1"}},
    {"max(x,x^2)", 2, {"0", "1"}, {"x^2", "x", "x^2"}},
    {"max(x,-x,1)", 2, {"-1", "1"}, {"-x", "1", "x"}},
    {"relu(x^2-2)", 2, {"-sqrt(2)", "sqrt(2)"}, {"x^2-2", "0", "x^2-2"}},
    {"abs(h3)", 3, {"-sqrt(3)", "0", "sqrt(3)"}, {"-h3", "h3", "-h3", "h3"}},
    {"abs(tanh(x)-1/2)", 1, {"log(3)/2"}, {"1/2-tanh(x)", "tanh(x)-1/2"}},
    {"abs(abs(x)-1)", 3, {"-1", "0", "1"}, {"-x-1", "x+1", "1-x", "x-1"}},
    {"softsign", 1, {"0"}, {"x/(1-x)", "x/(1+x)"}},
    {"elu", 1, {"0"}, {"exp(x)-1", "x"}},
    {"elu(x,2)", 1, {"0"}, {"2*(exp(x)-1)", "x"}},
    {"sign(x)*x^2", 1, {"0"}, {"-x^2", "x^2"}},
    {"step(x-1)*exp(x)", 1, {"1"}, {"0", "exp(x)"}},
    {"relu(x)+abs(2*x)", 1, {"0"}, {"-2*x", "3*x"}},
    {"relu(3*x-1)+abs(x-1/3)", 1, {"1/3"}, {"1/3-x", "4*x-4/3"}},
    {"relu(x)-relu(-x)", 0, {0}, {"x"}},
    {"abs(x^2)", 0, {0}, {"x^2"}},
    {"abs(exp(x))", 0, {0}, {"exp(x)"}},
    {"abs(x^2*exp(x))", 0, {0}, {"x^2*exp(x)"}},
    {"relu(x*exp(x))", 1, {"0"}, {"0", "x*exp(x)"}},
    {"relu(exp(x)-1)", 1, {"0"}, {"0", "exp(x)-1"}},
    {"max(x,sin(x))", 1, {"0"}, {"sin(x)", "x"}},
    {"max(x,gelu)", 1, {"0"}, {"gelu", "x"}},
    {"abs(x-sqrt(2))", 1, {"sqrt(2)"}, {"sqrt(2)-x", "x-sqrt(2)"}},
    {"abs(x-pi)+relu(2*x-2*pi)", 1, {"pi"}, {"pi-x", "3*x-3*pi"}},
    {"relu(sin(hardtanh(2*x)))", 2, {"0", "1/2"}, {"0", "sin(2*x)", "sin(1)"}},
    {"step(x)*step(3-x)*relu(sin(x))", 2, {"0", "3"}, {"0", "sin(x)", "0"}},
    {"tanh", 0, {0}, {"tanh"}},
    {"2", 0, {0}, {"2"}},
    {"step(x)*x/(1+abs(x))", 1, {"0"}, {"0", "x/(1+x)"}},
    {"abs(cosh(x)-x)", 0, {0}, {"cosh(x)-x"}},
    {"abs(exp(x)-x^2-1)", 1, {"0"}, {"x^2+1-exp(x)", "exp(x)-x^2-1"}},
    {"max(tanh(x),x)", 1, {"0"}, {"tanh(x)", "x"}},
    {"elu(h3(elu(x)))", 2, {"0"}, {0}},
    {"relu(tanh(x)-1)", 0, {0}, {"0"}},
    {"abs(pi-4)*x", 0, {0}, {"(4-pi)*x"}},
    {"abs(erf(x)-x)", 3, {0, "0", 0}, {"erf(x)-x", "x-erf(x)", "erf(x)-x", "x-erf(x)"}},
    {"abs(erf(x)-x+[-1/1000,1/1000])", 3, {0}, {0}},
    {"normalize(relu)", 1, {"0"}, {"0", 0}},
    {"hardtanh(softsign)", 1, {"0"}, {"x/(1-x)", "x/(1+x)"}},
    {"abs(1/(1+x^2)-1/5)", 2, {"-2", "2"}, {0}},
    {"abs(1/(1+x^2)^2+x/(2+x^2)-1)", 2, {"0", 0}, {0}},
    {"elu(elu(He3))", 3, {"-sqrt(3)", "0", "sqrt(3)"}, {0}},
    {"sign(step(x)+x^2)", 0, {0}, {"1"}},
    {"hardtanh(x^3)", 2, {"-1", "1"}, {"-1", "x^3", "1"}},
    {"relu(x^3-x-1)", 1, {0}, {"0", "x^3-x-1"}},
    {"center(relu(x-1))", 1, {"1"}, {0, 0}},
    {"relu(abs(x)-abs(x-1))", 2, {"1/2", "1"}, {"0", "2*x-1", "1"}},
};

static int same_function(const wane_function_t f, const char *text)
{
    wane_function_t g;
    fmpq_t ratio;
    int same;

    wane_function_init(g);
    fmpq_init(ratio);
    function_of(g, text);
    same = function_ratio(ratio, f, g) && (fmpq_is_one(ratio) || fmpq_is_zero(ratio));
    wane_function_clear(g);
    fmpq_clear(ratio);
    return same;
}

static void constant_of(arb_t value, const char *text)
{
    wane_function_t f;

    wane_function_init(f);
    function_of(f, text);
    wane_function_evaluate_real(value, f, value, 2 * PREC);
    wane_function_clear(f);
}

static void print_pieces(const pieces_t pieces)
{
    if (getenv("SHOW") == NULL) return;
    for (slong i = 0; i <= pieces->count; i++) {
        char *t = wane_function_print(pieces->piece + i);
        fprintf(stderr, "   [%s]", t);
        flint_free(t);
        if (i < pieces->count) {
            char *s = arb_get_str(pieces->breakpoint + i, 20, 0);
            fprintf(stderr, " | %s |", s);
            flint_free(s);
        }
    }
    fprintf(stderr, "\n");
}

Test(pieces, examples)
{
    for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
        const example_t *example = examples + i;
        wane_function_t f;
        pieces_t pieces;
        wane_message_t message;
        arb_t expected;

        wane_function_init(f);
        pieces_init(pieces);
        arb_init(expected);
        message->text[0] = '\0';
        function_of(f, example->text);
        cr_expect_eq(function_pieces(pieces, f, PREC, message), WANE_OK, "%s: %s", example->text,
                     message->text);
        if (getenv("SHOW")) fprintf(stderr, "%s\n", example->text);
        print_pieces(pieces);
        cr_expect_eq(pieces->count, example->count, "%s", example->text);
        for (slong j = 0; j < pieces->count && pieces->count == example->count; j++) {
            if (example->breakpoint[j] == NULL) continue;
            constant_of(expected, example->breakpoint[j]);
            cr_expect(arb_overlaps(expected, pieces->breakpoint + j), "%s, breakpoint %ld", example->text, j);
            cr_expect(arb_is_zero(expected) ? arb_is_zero(pieces->breakpoint + j)
                                            : arb_rel_accuracy_bits(pieces->breakpoint + j) >= PREC - 2,
                      "%s, breakpoint %ld", example->text, j);
            cr_expect(!arb_is_exact(expected) || arb_equal(expected, pieces->breakpoint + j),
                      "%s, breakpoint %ld", example->text, j);
        }
        for (slong j = 0; j <= pieces->count && pieces->count == example->count; j++)
            if (example->piece[j] != NULL)
                cr_expect(same_function(pieces->piece + j, example->piece[j]), "%s, piece %ld", example->text,
                          j);
        arb_clear(expected);
        wane_function_clear(f);
        pieces_clear(pieces);
    }
}

typedef struct {
    const char *text, *said;
} refusal_t;

/* What cannot be cut, and what is said about it. */
Test(pieces, undecided)
{
    static const refusal_t refusals[] = {
        {"1 + relu(sin(x))", "argument of relu at column 5"},
        {"abs(cos(x))", "argument of abs at column 1"},
        {"x*sign([-1,1]*x)", "argument of sign at column 3"},
        {"relu(x-[0.1,0.3])+relu(x-[0.2,0.4])", "another breakpoint"},
        {"sqrt(abs(x))", "sqrt"},
        {"abs(x^2-2*sqrt(2)*x+2)", "multiple zero"},
    };

    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        wane_function_t f;
        pieces_t pieces;
        wane_message_t message;

        wane_function_init(f);
        pieces_init(pieces);
        message->text[0] = '\0';
        function_of(f, refusals[i].text);
        cr_expect_eq(function_pieces(pieces, f, PREC, message), WANE_UNDECIDED, "%s", refusals[i].text);
        cr_expect(strstr(message->text, refusals[i].said) != NULL, "%s: %s", refusals[i].text, message->text);
        if (getenv("SHOW")) fprintf(stderr, "%s: %s\n", refusals[i].text, message->text);
        cr_expect_eq(pieces->count, 0);
        wane_function_clear(f);
        pieces_clear(pieces);
    }
}

/* The ball of a breakpoint that depends on an interval holds all its places. */
Test(pieces, interval_parameters)
{
    wane_parameter_t b = {"b", "[0.1, 0.2]"};
    wane_function_t f;
    pieces_t pieces;
    wane_message_t message;
    arb_t x;

    wane_function_init(f);
    pieces_init(pieces);
    arb_init(x);
    cr_assert_eq(wane_function_parse(f, "relu(x-b) + abs(2*x-2*b) + abs(x+exp(b))", &b, 1, message), WANE_OK);
    cr_assert_eq(function_pieces(pieces, f, PREC, message), WANE_OK, "%s", message->text);
    cr_assert_eq(pieces->count, 2);
    for (int i = 0; i <= 10; i++) {
        arb_set_si(x, 10 + i);
        arb_div_si(x, x, 100, PREC);
        cr_expect(arb_overlaps(x, pieces->breakpoint + 1));
        arb_exp(x, x, PREC);
        arb_neg(x, x);
        cr_expect(arb_overlaps(x, pieces->breakpoint));
    }
    cr_expect(mag_cmp_2exp_si(arb_radref(pieces->breakpoint + 1), -4) < 0);
    arb_clear(x);
    wane_function_clear(f);
    pieces_clear(pieces);
}

/* A random point of the i-th stretch, well inside; 0 if the stretch is too short for doubles. */
static int random_point(double *x, random_t random, const pieces_t pieces, slong i)
{
    double left = -6, right = 6;

    if (i > 0) left = arf_get_d(arb_midref(pieces->breakpoint + i - 1), ARF_RND_NEAR);
    if (i < pieces->count) right = arf_get_d(arb_midref(pieces->breakpoint + i), ARF_RND_NEAR);
    if (i == 0 && right <= left) left = right - 1;
    if (i == pieces->count && right <= left) right = left + 1;
    *x = random_uniform(random, left, right);
    return *x > left + 1e-12 && *x < right - 1e-12;
}

static int is_constant(const wane_function_t f)
{
    surd_poly_t p;
    int result;

    surd_poly_init(p);
    result = function_hermite_polynomial(p, f, PREC) && p->length <= 1;
    surd_poly_clear(p);
    return result;
}

/* f is analytic at x: no argument of a kink vanishes there. */
static int is_analytic_at(const wane_function_t f, double x)
{
    acb_t z;
    int result;

    if (is_constant(f)) return 1;

    acb_init(z);
    acb_set_d(z, x);
    function_evaluate_holomorphic(z, f, z, PREC);
    result = acb_is_finite(z);
    acb_clear(z);
    return result;
}

static int has_root(const char *text)
{
    return strstr(text, "sqrt(") != NULL || strstr(text, "squareplus(") != NULL;
}

/* The derivative almost everywhere is that of the pieces. */
static void check_derivative(const wane_function_t f, const wane_function_t piece, const arb_t x,
                             const char *text)
{
    wane_function_t slope;
    arb_t value, expected;

    wane_function_init(slope);
    arb_init(value);
    arb_init(expected);
    wane_function_derivative(slope, f);
    wane_function_evaluate_real(expected, slope, x, PREC);
    wane_function_derivative(slope, piece);
    wane_function_evaluate_real(value, slope, x, PREC);
    cr_expect(arb_is_finite(value) && arb_overlaps(value, expected), "derivative of %s", text);
    wane_function_clear(slope);
    arb_clear(value);
    arb_clear(expected);
}

static void check_pieces(const wane_function_t f, const pieces_t pieces, random_t random, const char *text)
{
    arb_t x, value, expected;
    double point;
    const char *name;
    slong column;

    arb_init(x);
    arb_init(value);
    arb_init(expected);
    for (slong i = 0; i <= pieces->count; i++) {
        cr_expect(i == 0 || i == pieces->count || arb_lt(pieces->breakpoint + i - 1, pieces->breakpoint + i));
        cr_expect(has_root(text) || !function_has_kinks(pieces->piece + i, &name, &column), "%s, piece %ld",
                  text, i);
        for (int j = 0; j < 10; j++) {
            if (!random_point(&point, random, pieces, i)) continue;
            arb_set_d(x, point);
            wane_function_evaluate_real(value, pieces->piece + i, x, PREC);
            wane_function_evaluate_real(expected, f, x, PREC);
            cr_expect(arb_is_finite(value) && arb_overlaps(value, expected), "%s at %.17g", text, point);
            check_derivative(f, pieces->piece + i, x, text);
            cr_expect(is_analytic_at(pieces->piece + i, point), "%s at %.17g", text, point);
        }
    }
    arb_clear(x);
    arb_clear(value);
    arb_clear(expected);
}

Test(pieces, random)
{
    random_t random;
    slong repetitions = random_repetitions(1500), cut = 0;

    random_seed(random, 71);
    for (slong i = 0; i < repetitions; i++) {
        wane_function_t f, derivative;
        pieces_t pieces;
        wane_message_t message;
        int kinds = RANDOM_KINKS | (i % 2 ? RANDOM_TAME : 0) | (i % 8 == 0 ? RANDOM_INTERVALS : 0);
        char *text = random_text(random, 3 + i % 2, kinds);

        wane_function_init(f);
        wane_function_init(derivative);
        pieces_init(pieces);
        if (wane_function_parse(f, text, NULL, 0, message) == WANE_OK) {
            wane_status_t status = function_pieces(pieces, f, PREC, message);

            if (status == WANE_OK) {
                check_pieces(f, pieces, random, text);
                cut += pieces->count > 0;
            } else if (getenv("SHOW")) {
                fprintf(stderr, "%s: %s\n", text, message->text);
            }
        }
        free(text);
        wane_function_clear(f);
        wane_function_clear(derivative);
        pieces_clear(pieces);
    }
    cr_expect(8 * cut > repetitions, "only %ld were cut", cut);
    if (getenv("SHOW")) fprintf(stderr, "cut %ld of %ld\n", cut, repetitions);
}

typedef struct {
    const char *text;
    slong smoothness, continuity; /* what the pieces show beyond; 0: no more */
} smooth_example_t;

Test(smoothness, examples)
{
    static const smooth_example_t smooth[] = {
        {"tanh", SMOOTHNESS_ANALYTIC, 0},
        {"relu", 0, 0},
        {"abs", 0, 0},
        {"sign", -1, 0},
        {"step(x)*x^2", 0, 1},
        {"step(x)*x^3+exp(x)", 0, 2},
        {"relu(x-1)^2*exp(x)", 0, 1},
        {"relu(x)^2+relu(x-1)", 0, 0},
        {"x*abs(x-1)", 0, 0},
        {"step(x)*x+step(x-1)*x^2", -1, 0},
        {"sign(x^2+1)*x", SMOOTHNESS_ANALYTIC, 0},
        {"step(x^2)", -1, 0},
        {"abs(x^2)", SMOOTHNESS_ANALYTIC, 0},
        {"relu(-x^2-1)", SMOOTHNESS_ANALYTIC, 0},
        {"elu", 1, 0},
        {"elu(x,1)+exp(x)", 1, 0},
        {"elu(x,2)", 0, 0},
        {"elu(2*x,1)", 1, 0},
        {"elu(2*x,1/2)", 0, 0},
        {"elu(1-3*x)", 1, 0},
        {"elu(abs(x))", 0, 0},
        {"3*elu(x^2-2)", 1, 0},
        {"tanh(elu)", 1, 0},
        {"elu^2", 1, 2},
        {"selu", 0, 0},
        {"hardtanh", 0, 0},
        {"softsign", 0, 1},
        {"abs(x)^3", 0, 2},
        {"max(x,tanh)", 0, 2},
        {"sqrt(abs(x))", 0, 0},
        {"sqrt(1+elu^2)", 1, 2},
        {"elu+step(x)", -1, 0},
        {"step(x-1)*(x-1)", 0, 0},
        {"piecewise(x<1,x^2,2*x-1)", 0, 1},
        {"piecewise(x<1,x^2,2*x)", -1, 0},
        {"tanh(step(-x)*sin(x))+abs(step(2-x)*(4-x^2))", 0, 0},
        {"step(x)*x+step(x-1)*(x-2)", -1, 0},
        {"step(step(x)*x-1)*(x-1)", -1, 0},
        {"2", SMOOTHNESS_ANALYTIC, 0},
    };

    for (size_t i = 0; i < sizeof(smooth) / sizeof(smooth[0]); i++) {
        wane_function_t f;

        wane_function_init(f);
        function_of(f, smooth[i].text);
        cr_expect_eq(function_smoothness(f), smooth[i].smoothness, "%s: %ld", smooth[i].text,
                     function_smoothness(f));
        const slong expected = smooth[i].continuity > 0 ? smooth[i].continuity : smooth[i].smoothness;
        cr_expect_eq(function_continuity(f), expected, "%s: %ld", smooth[i].text, function_continuity(f));
        wane_function_clear(f);
    }
}

/* The n-th derivatives of neighbouring pieces meet at the breakpoint for n up to the smoothness. */
Test(smoothness, random)
{
    random_t random;
    slong repetitions = random_repetitions(1000), continuous = 0;

    random_seed(random, 72);
    for (slong i = 0; i < repetitions; i++) {
        wane_function_t f, left, right;
        pieces_t pieces;
        wane_message_t message;
        arb_t a, b;

        wane_function_init(f);
        wane_function_init(left);
        wane_function_init(right);
        pieces_init(pieces);
        arb_init(a);
        arb_init(b);
        random_function(f, random, 3, RANDOM_KINKS);
        if (function_pieces(pieces, f, PREC, message) == WANE_OK) {
            slong smoothness = i % 2 ? function_smoothness(f) : function_continuity(f);
            char *text = wane_function_print(f);

            for (slong j = 0; j < pieces->count; j++) {
                wane_function_set(left, pieces->piece + j);
                wane_function_set(right, pieces->piece + j + 1);
                cr_expect(smoothness < (i % 2 ? 3 : SMOOTHNESS_ANALYTIC), "%s", text);
                for (slong n = 0; n <= smoothness && n < 4; n++) {
                    wane_function_evaluate_real(a, left, pieces->breakpoint + j, PREC);
                    wane_function_evaluate_real(b, right, pieces->breakpoint + j, PREC);
                    cr_expect(arb_overlaps(a, b), "%s, derivative %ld", text, n);
                    wane_function_derivative(left, left);
                    wane_function_derivative(right, right);
                    continuous++;
                }
            }
            flint_free(text);
        }
        wane_function_clear(f);
        wane_function_clear(left);
        wane_function_clear(right);
        pieces_clear(pieces);
        arb_clear(a);
        arb_clear(b);
    }
    cr_expect(10 * continuous > repetitions, "%ld", continuous);
}
