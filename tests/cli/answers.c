/* The answers of the command, as the programs that parse them see them. */
#include <criterion/criterion.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* Runs the command and reads its JSON; *code is the exit status. */
static json_t *ask(int *code, const char *arguments)
{
    char command[1000];
    json_error_t error;
    snprintf(command, sizeof command, "'%s' %s --format json 2>/dev/null", getenv("WANE"), arguments);
    FILE *pipe = popen(command, "r");
    cr_assert_not_null(pipe);
    json_t *answer = json_loadf(pipe, 0, &error);
    int status = pclose(pipe);
    *code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    cr_assert_not_null(answer, "%s: not JSON: %s", arguments, error.text);
    cr_assert(json_is_string(json_object_get(answer, "wane")), "%s: no version", arguments);
    cr_assert(json_is_object(json_object_get(answer, "problem")), "%s: no problem", arguments);
    return answer;
}

static const char *text_at(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : "";
}

/* The first digits of both bounds are those given. */
static void expect_digits(const json_t *certified, const char *digits)
{
    cr_assert(strncmp(text_at(certified, "lo"), digits, strlen(digits)) == 0, "%s", text_at(certified, "lo"));
    cr_assert(strncmp(text_at(certified, "hi"), digits, strlen(digits)) == 0, "%s", text_at(certified, "hi"));
}

Test(answers, coefficients_of_tanh)
{
    int code;
    json_t *answer = ask(&code, "coeffs tanh --count 5 --digits 40");
    cr_assert_eq(code, 0);
    cr_assert_str_eq(text_at(answer, "function"), "tanh");
    cr_assert_str_eq(text_at(answer, "parity"), "odd");
    cr_assert_eq(json_integer_value(json_object_get(answer, "information_exponent")), 1);
    expect_digits(json_object_get(answer, "norm2"), "0.39429449039784");
    cr_assert(json_is_object(json_object_get(answer, "dnorm2")));
    json_t *rows = json_object_get(answer, "coefficients");
    cr_assert_eq(json_array_size(rows), 6);
    for (size_t k = 0; k < 6; k++)
        cr_assert_eq(json_integer_value(json_object_get(json_array_get(rows, k), "k")), (json_int_t)k);
    cr_assert_str_eq(text_at(json_array_get(rows, 0), "exact"), "0");
    expect_digits(json_array_get(rows, 1), "0.605705509602158825583540227555880439426");
    expect_digits(json_array_get(rows, 3), "-0.1484371907872727040452509899396497263");
    json_decref(answer);
}

Test(answers, coefficients_of_a_polynomial_in_each_basis)
{
    static const struct {
        const char *basis, *exact;
    } cases[] = {
        {"monic", "1"}, {"derivative", "6"}, {"physicist", "1/4*sqrt(2)"}, {"orthonormal", "sqrt(6)"}};
    for (int i = 0; i < 4; i++) {
        char arguments[100];
        int code;
        snprintf(arguments, sizeof arguments, "coeffs 'He3(x)' --count 4 --basis %s", cases[i].basis);
        json_t *answer = ask(&code, arguments), *rows = json_object_get(answer, "coefficients");
        cr_assert_eq(code, 0);
        cr_assert_str_eq(text_at(json_array_get(rows, 3), "exact"), cases[i].exact);
        cr_assert_str_eq(text_at(json_array_get(rows, 2), "exact"), "0");
        cr_assert_str_eq(text_at(json_array_get(rows, 4), "exact"), "0");
        json_decref(answer);
    }
}

Test(answers, manifold)
{
    int code;
    json_t *answer = ask(&code, "manifold --student tanh --teacher 'h1-0.1*h3'");
    json_t *aligned = json_object_get(answer, "aligned");
    cr_assert_eq(code, 0);
    expect_digits(json_object_get(aligned, "a_c"), "1.400156337116719862943");
    expect_digits(json_object_get(aligned, "a_eq"), "1.573821708882503072777");
    cr_assert(json_is_false(json_object_get(aligned, "stable_as_point")));
    json_t *equilibria = json_object_get(answer, "equilibria"), *sink = json_array_get(equilibria, 0);
    cr_assert_eq(json_array_size(equilibria), 1);
    cr_assert_str_eq(text_at(sink, "kind"), "sink");
    expect_digits(json_object_get(sink, "R"), "0.6214931068765198");
    cr_assert_eq(json_array_size(json_object_get(answer, "folds")), 0);
    json_t *flow = json_object_get(answer, "flow"), *piece;
    size_t index;
    double reached = 0;
    json_array_foreach(flow, index, piece)
    {
        json_t *ends = json_object_get(piece, "R");
        cr_assert_leq(atof(json_string_value(json_array_get(ends, 0))), reached, "a gap in the flow");
        reached = atof(json_string_value(json_array_get(ends, 1)));
        cr_assert(json_is_boolean(json_object_get(piece, "attracting")));
        cr_assert(strlen(text_at(piece, "a")) > 0 && strlen(text_at(piece, "R_dir")) > 0);
    }
    cr_assert_geq(reached, 1);
    cr_assert(json_is_false(json_object_get(json_object_get(answer, "small_R"), "tends_to_zero")));
    json_decref(answer);
}

Test(answers, verdict)
{
    int code;
    json_t *answer = ask(&code, "verdict --student tanh --teacher 'h1+0.3*h3' --a0 0.5");
    cr_assert_eq(code, 0);
    cr_assert_str_eq(text_at(answer, "verdict"), "unlearning");
    cr_assert(json_is_true(json_object_get(answer, "proved")));
    cr_assert_str_eq(text_at(answer, "regime"), "singular-limit");
    cr_assert_str_eq(text_at(answer, "a_final"), "infinity");
    json_t *left = json_object_get(answer, "exit"), *scaling = json_object_get(answer, "scaling");
    expect_digits(json_object_get(left, "a_static"), "1.01660010177521210134785");
    expect_digits(json_object_get(left, "a_delayed"), "1.245662335251242183153");
    expect_digits(json_object_get(left, "R_after"), "0.9219442412");
    cr_assert_str_eq(text_at(scaling, "R_exponent"), "-1/4");
    cr_assert_str_eq(text_at(scaling, "a_exponent"), "1/4");
    cr_assert_eq(json_integer_value(json_object_get(scaling, "Q")), 4);
    expect_digits(json_object_get(scaling, "kappa"), "0.053945534573830733");
    expect_digits(json_object_get(scaling, "R_prefactor"), "1.4672230019219376");
    expect_digits(json_object_get(scaling, "a_prefactor"), "1.1252327115273585");
    cr_assert_geq(json_array_size(json_object_get(answer, "itinerary")), 3);
    json_decref(answer);
}

Test(answers, verdict_of_a_family)
{
    int code;
    json_t *answer = ask(&code, "verdict --student tanh --teacher 'h1+b*h3' --set 'b=[0.05,0.5]' --a0 0.5");
    cr_assert_eq(code, 0);
    cr_assert_str_eq(text_at(answer, "verdict"), "unlearning");
    cr_assert(json_is_true(json_object_get(answer, "proved")));
    cr_assert(json_is_true(json_object_get(answer, "family")));
    cr_assert_gt(json_integer_value(json_object_get(answer, "boxes")), 0);
    cr_assert_str_eq(text_at(answer, "a_final"), "infinity");
    cr_assert_eq(json_array_size(json_object_get(answer, "itinerary")), 4);
    json_decref(answer);
    answer = ask(&code, "verdict --student tanh --teacher 'h1+b*h3' --set 'b=[-0.01,0.01]' --a0 0.5");
    cr_assert_eq(code, 3);
    cr_assert_str_eq(text_at(answer, "verdict"), "undecided");
    cr_assert(json_is_false(json_object_get(answer, "proved")));
    json_t *why = json_array_get(json_object_get(answer, "reasons"), 0);
    cr_assert(strstr(json_string_value(why), "unlearning for b in [0, 0.01]") != NULL);
    cr_assert(strstr(json_string_value(why), "partial-unlearning for b in [-0.") != NULL);
    json_decref(answer);
    answer = ask(&code, "verdict --student tanh --teacher h1 --a0 0.5");
    cr_assert(json_is_false(json_object_get(answer, "family")));
    json_decref(answer);
}

Test(answers, thresholds_over_the_initial_scale)
{
    int code;
    json_t *answer = ask(&code, "thresholds --over a0 --student tanh --teacher 'h1-0.1*h3'");
    json_t *intervals = json_object_get(answer, "intervals");
    cr_assert_eq(code, 0);
    cr_assert(json_is_true(json_object_get(answer, "proved")));
    cr_assert_eq(json_array_size(intervals), 2);
    json_t *below = json_object_get(json_array_get(intervals, 0), "a0"),
           *above = json_object_get(json_array_get(intervals, 1), "a0");
    cr_assert_str_eq(text_at(json_array_get(intervals, 0), "verdict"), "partial-unlearning");
    cr_assert_str_eq(text_at(json_array_get(intervals, 1), "verdict"), "learning");
    cr_assert_str_eq(text_at(json_array_get(below, 0), "exact"), "0");
    expect_digits(json_array_get(below, 1), "2.657134885425682678");
    cr_assert(json_equal(json_array_get(below, 1), json_array_get(above, 0)));
    cr_assert_str_eq(json_string_value(json_array_get(above, 1)), "infinity");
    cr_assert_eq(json_array_size(json_object_get(answer, "ties")), 0);
    json_decref(answer);
    answer = ask(&code, "thresholds --over a0 --student tanh --teacher 'sin(2*x)'");
    cr_assert_eq(code, 0);
    cr_assert_eq(json_array_size(json_object_get(answer, "intervals")), 1);
    cr_assert_eq(json_array_size(json_object_get(answer, "ties")), 1);
    json_decref(answer);
    answer = ask(&code, "thresholds --over a0 --student tanh --teacher 'h1+[-0.3,0.3]*h3'");
    cr_assert_eq(code, 3);
    cr_assert_str_eq(text_at(json_array_get(json_object_get(answer, "intervals"), 0), "verdict"),
                     "undecided");
    json_decref(answer);
}

Test(answers, bifurcations_of_polynomials)
{
    static const char *const events[] = {"fold-meets-zero-of-P", "zero-of-P-at-1",   "fold-at-1",
                                         "crossing-at-1",        "equilibrium-at-0", "equilibrium-at-1",
                                         "folds-collide"};
    int code;
    json_t *answer = ask(&code, "bifurcations --student h1+h3 --teacher 'h1+b*h3' --param b --a0 0.5");
    json_t *thresholds = json_object_get(answer, "thresholds"),
           *intervals = json_object_get(answer, "intervals");
    cr_assert_eq(code, 0);
    cr_assert_eq(json_array_size(thresholds), 7);
    for (size_t i = 0; i < 7; i++) {
        json_t *row = json_array_get(thresholds, i);
        cr_assert_str_eq(text_at(row, "event"), events[i]);
        cr_assert(strlen(text_at(row, "description")) > 0);
    }
    json_t *first = json_array_get(thresholds, 0), *at_one = json_array_get(thresholds, 5);
    expect_digits(json_object_get(first, "b"), "-1.73205080756887729352744634150");
    cr_assert_str_eq(text_at(json_object_get(first, "exact"), "minimal_polynomial"), "b^2-3");
    cr_assert_str_eq(text_at(json_object_get(at_one, "b"), "exact"), "1");
    cr_assert_str_eq(text_at(json_object_get(at_one, "exact"), "minimal_polynomial"), "b-1");
    cr_assert_eq(json_array_size(intervals), 8);
    json_t *last = json_array_get(intervals, 7), *sixth = json_array_get(intervals, 5);
    cr_assert_str_eq(json_string_value(json_array_get(json_object_get(last, "b"), 1)), "infinity");
    cr_assert_str_eq(text_at(last, "verdict"), "learning");
    cr_assert_str_eq(text_at(sixth, "verdict"), "partial-unlearning");
    cr_assert(strlen(text_at(sixth, "sample")) > 0);
    json_t *picture = json_object_get(sixth, "picture");
    cr_assert_eq(json_integer_value(json_object_get(picture, "equilibria")), 1);
    cr_assert_str_eq(json_string_value(json_array_get(json_object_get(picture, "points"), 0)), "sink");
    cr_assert_eq(json_array_size(json_object_get(answer, "unresolved")), 0);
    cr_assert_gt(json_array_size(json_object_get(answer, "verdicts")), 0);
    json_decref(answer);
}

Test(answers, bifurcations_of_tanh)
{
    int code;
    json_t *answer = ask(&code, "bifurcations --student tanh --teacher 'h1+b*h3' --param b --set 'b=[-1,1]'");
    json_t *thresholds = json_object_get(answer, "thresholds");
    cr_assert_eq(code, 0);
    cr_assert_eq(json_array_size(thresholds), 2);
    cr_assert_str_eq(text_at(json_array_get(thresholds, 0), "event"), "equilibrium-at-1");
    expect_digits(json_object_get(json_array_get(thresholds, 0), "b"), "-0.39817491938513473967");
    cr_assert(json_is_array(json_object_get(json_array_get(thresholds, 0), "bracket")));
    cr_assert_str_eq(text_at(json_object_get(json_array_get(thresholds, 1), "b"), "exact"), "0");
    cr_assert(
        json_is_null(json_object_get(json_array_get(json_object_get(answer, "intervals"), 0), "verdict")));
    json_decref(answer);
    /* N(1) = 0 for every b, which no enclosure over an interval shows: unresolved, and said so. */
    answer = ask(&code, "bifurcations --student 'h1+h3+c*h5' --teacher 'h1+h3+c*h5' --param c=1:2 --teacher "
                        "'normalize(h1+c*h3)'");
    cr_assert(code == 0 || code == 3);
    cr_assert_eq(json_array_size(json_object_get(answer, "unresolved")) > 0, code == 3);
    json_decref(answer);
}

Test(answers, simulation_header_and_reproducibility)
{
    static const char arguments[] =
        "simulate --student tanh --teacher h1 --width 5 --dim 8 --batch 20 --lr 0.1 --time 1 "
        "--eps 0.1 --a0 0.5 --seeds 3";
    char command[1000], line[2][200], header[200];
    for (int i = 0; i < 2; i++) {
        snprintf(command, sizeof command, "'%s' %s --threads %d", getenv("WANE"), arguments, i + 1);
        FILE *pipe = popen(command, "r");
        cr_assert_not_null(fgets(header, sizeof header, pipe));
        cr_assert_str_eq(header, "t,R_mean,R_se,R_sd,a_mean,a_se,a_sd,Q_mean,loss_mean,loss_se\n");
        while (fgets(line[i], sizeof line[i], pipe) != NULL) {
        }
        cr_assert_eq(pclose(pipe), 0);
    }
    cr_assert_str_eq(line[0], line[1], "the number of threads changed the result");
}

/* Without batches, steps and, from an orthonormal start, dimension. */
Test(answers, population_flow)
{
    int code;
    json_t *answer = ask(&code, "simulate --method population --init orthonormal --student tanh --teacher "
                                "'h1+0.3*h3' --a0 0.5 --eps 0.1 --width 200 --time 100");
    cr_assert_eq(code, 0);
    cr_assert_eq(json_number_value(json_object_get(answer, "noise_number")), 0);
    json_t *rows = json_object_get(answer, "rows"), *last = json_array_get(rows, json_array_size(rows) - 1);
    cr_assert_float_eq(json_number_value(json_array_get(last, 0)), 100, 1e-9);
    cr_assert_float_eq(json_number_value(json_array_get(last, 1)), 0.7818, 2e-4, "R = %g",
                       json_number_value(json_array_get(last, 1)));
    cr_assert_lt(json_number_value(json_array_get(last, 3)), 1e-9, "the neurons differ");
    json_decref(answer);
    answer =
        ask(&code, "simulate --method population --student tanh --teacher 'h1+0.3*h3' --a0 0.5 --eps 0.1 "
                   "--width 20 --dim 5000000 --time 10 --seeds 3");
    cr_assert_eq(code, 0);
    rows = json_object_get(answer, "rows");
    last = json_array_get(rows, json_array_size(rows) - 1);
    cr_assert_float_eq(json_number_value(json_array_get(last, 1)), 0.961, 2e-3, "R = %g",
                       json_number_value(json_array_get(last, 1)));
    json_decref(answer);
}

Test(answers, check_of_a_small_problem)
{
    int code;
    json_t *answer =
        ask(&code, "check --student tanh --teacher 'h1+0.3*h3' --a0 0.5 --eps 0.1 --width 50 --dim 100 "
                   "--batch 1000 --lr 0.2 --time 20");
    cr_assert(code == 0 || code == 4);
    cr_assert_eq(json_is_true(json_object_get(answer, "passed")), code == 0);
    cr_assert_str_eq(text_at(answer, "verdict"), "unlearning");
    cr_assert(json_is_real(json_object_get(answer, "noise_number")));
    json_t *floor = json_object_get(answer, "floor");
    expect_digits(json_object_get(floor, "R"), "0.311433142400421801393808");
    expect_digits(json_object_get(floor, "a"), "5.1820167684997504615734");
    cr_assert(json_is_true(json_object_get(floor, "attracts")));
    cr_assert_eq(json_array_size(json_object_get(floor, "unique_between")), 2);
    cr_assert_gt(json_real_value(json_object_get(json_object_get(floor, "noise"), "R")), 0.3115);
    cr_assert_null(json_object_get(floor, "warning"));
    json_t *levels = json_object_get(answer, "levels"), *level;
    size_t index;
    cr_assert_geq(json_array_size(levels), 1);
    json_array_foreach(levels, index, level)
    {
        static const char *const keys[] = {"name",      "max_dev_R", "max_dev_a",
                                           "allowed_R", "allowed_a", "passed"};
        for (int i = 0; i < 6; i++) cr_assert_not_null(json_object_get(level, keys[i]), "no %s", keys[i]);
    }
    json_decref(answer);
}

/* Rows of exact times; bounds that contain the values of an independent integration to more digits. */
Test(answers, orbit_of_the_example)
{
    int code;
    json_t *answer =
        ask(&code, "orbit --student tanh --teacher 'h1+0.3*h3' --eps 0.1 --a0 0.5 --time 400 --points 4");
    cr_assert_eq(code, 0);
    cr_assert_str_eq(text_at(json_object_get(answer, "problem"), "digits"), "12");
    cr_assert(json_is_true(json_object_get(answer, "complete")));
    json_t *rows = json_object_get(answer, "rows");
    cr_assert_eq(json_array_size(rows), 5);
    const char *times[] = {"0", "100", "200", "300", "400"};
    for (size_t i = 0; i < 5; i++) cr_assert_str_eq(text_at(json_array_get(rows, i), "t"), times[i]);
    cr_assert_str_eq(text_at(json_object_get(json_array_get(rows, 0), "R"), "lo"), "0");
    expect_digits(json_object_get(json_array_get(rows, 4), "R"), "0.5638755924163");
    expect_digits(json_object_get(json_array_get(rows, 4), "a"), "2.673266813399");
    json_decref(answer);
}

/* An interval that outgrows what can be followed: what was
   reached is printed, and the status says undecided. */
static double bound(const json_t *row, const char *name, const char *end)
{
    return strtod(json_string_value(json_object_get(json_object_get(row, name), end)), NULL);
}

/* A range is cut into pieces; the rows hold those of every number in it, and are not much wider. */
Test(answers, orbit_of_ranges)
{
    static const char *const starts[] = {"--a0 0.6 --eps 0.2", "--a0 0.613 --eps 0.2", "--a0 0.65 --eps 0.2"};
    int code;
    json_t *all = ask(&code, "orbit --student tanh --teacher 'h1+0.3*h3' --eps 0.2 --a0 '[0.6,0.65]' "
                             "--time 10 --points 5");
    cr_assert_eq(code, 0);
    cr_assert_gt(json_integer_value(json_object_get(all, "pieces")), 1);
    double lowest = 1, highest = 0;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        char command[200];
        snprintf(command, sizeof command,
                 "orbit --student tanh --teacher 'h1+0.3*h3' %s --time 10 --points 5", starts[i]);
        json_t *one = ask(&code, command), *rows = json_object_get(one, "rows");
        cr_assert_eq(code, 0);
        for (size_t j = 0; j < json_array_size(rows); j++) {
            const json_t *outer = json_array_get(json_object_get(all, "rows"), j),
                         *inner = json_array_get(rows, j);
            cr_assert(bound(outer, "R", "lo") <= bound(inner, "R", "lo") &&
                          bound(outer, "R", "hi") >= bound(inner, "R", "hi"),
                      "%s: R in row %zu", starts[i], j);
            cr_assert(bound(outer, "a", "lo") <= bound(inner, "a", "lo") &&
                          bound(outer, "a", "hi") >= bound(inner, "a", "hi"),
                      "%s: a in row %zu", starts[i], j);
            if (j + 1 < json_array_size(rows)) continue;
            if (bound(inner, "R", "lo") < lowest) lowest = bound(inner, "R", "lo");
            if (bound(inner, "R", "hi") > highest) highest = bound(inner, "R", "hi");
        }
        json_decref(one);
    }
    const json_t *rows = json_object_get(all, "rows"),
                 *last = json_array_get(rows, json_array_size(rows) - 1);
    cr_assert_lt(bound(last, "R", "hi") - bound(last, "R", "lo"), 3 * (highest - lowest));
    json_decref(all);
}

Test(answers, orbit_that_cannot_be_continued)
{
    int code;
    json_t *answer =
        ask(&code, "orbit --student tanh --teacher 'h1+b*h3' --set 'b=[0,1]' --eps 0.1 --a0 0.5 --time 400");
    cr_assert_eq(code, 3);
    cr_assert(json_is_false(json_object_get(answer, "complete")));
    cr_assert_geq(json_array_size(json_object_get(answer, "rows")), 1);
    json_decref(answer);
}

/* ---- kernels ---- */

/* What is known of dual activations in closed form: the value and the first derivatives of K at q. */
static void arc_cosine(double K[3], double q) /* relu */
{
    const double angle = acos(q);
    K[0] = (sqrt(1 - q * q) + (M_PI - angle) * q) / (2 * M_PI);
    K[1] = (M_PI - angle) / (2 * M_PI);
    K[2] = q * q < 1 ? 1 / (2 * M_PI * sqrt(1 - q * q)) : INFINITY;
}

static void arc_sine(double K[3], double q, double r) /* of slope: 2/pi asin(r q) */
{
    const double w = 1 - r * r * q * q;
    K[0] = 2 / M_PI * asin(r * q);
    K[1] = w > 0 ? 2 / M_PI * r / sqrt(w) : INFINITY;
    K[2] = w > 0 ? 2 / M_PI * r * r * r * q / (w * sqrt(w)) : NAN;
}

static void arc_sine_of_erf(double K[3], double q)
{
    arc_sine(K, q, 2.0 / 3);
}

static void arc_sine_of_sign(double K[3], double q)
{
    arc_sine(K, q, 1);
}

static void exponential(double K[3], double q)
{
    K[0] = K[1] = K[2] = exp(1 + q);
}

/* The value lies between the bounds, or a little beside them for the double that it is. */
static void expect_real(const json_t *real, double value, const char *what)
{
    if (isnan(value)) return;
    if (isinf(value)) {
        cr_assert(json_is_string(real), "%s", what);
        cr_assert_str_eq(json_string_value(real), "infinity", "%s", what);
        return;
    }
    const double lo = atof(text_at(real, "lo")), hi = atof(text_at(real, "hi")),
                 room = 1e-13 * (1 + fabs(value));
    cr_assert(json_is_object(real), "%s: not determined", what);
    cr_assert(lo - room <= value && value <= hi + room, "%s: %.17g not in [%.17g, %.17g]", what, value, lo,
              hi);
    cr_assert(hi - lo <= room, "%s: wide", what);
}

static void expect_kernel(const char *name, void dual(double[3], double))
{
    char arguments[200];
    int code;
    json_t *point;
    size_t i;
    snprintf(arguments, sizeof arguments,
             "kernel --student '%s' --teacher '3*%s(x)' --at -1,-0.9,-1/3,0,0.25,0.5,0.999,1", name, name);
    json_t *answer = ask(&code, arguments), *points = json_object_get(answer, "at");
    cr_assert_eq(code, 0, "%s: %d", name, code);
    cr_assert_eq(json_array_size(points), 8);
    json_array_foreach(points, i, point)
    {
        double K[3], squared[3];
        const double R = atof(text_at(json_object_get(point, "R"), "lo"));
        dual(K, R);
        dual(squared, R * R);
        const double S[3] = {squared[0], 2 * R * squared[1], 2 * squared[1] + 4 * R * R * squared[2]};
        for (size_t j = 0; j < 3; j++) {
            if (j == 2 && isinf(K[1])) continue;
            expect_real(json_array_get(json_object_get(point, "K"), j), K[j], name);
            expect_real(json_array_get(json_object_get(point, "P"), j), 3 * K[j], name);
            if (isfinite(squared[j])) expect_real(json_array_get(json_object_get(point, "S"), j), S[j], name);
        }
        cr_assert_eq(json_array_size(json_object_get(point, "P")), 4);
    }
    json_decref(answer);
}

Test(answers, kernels_in_closed_form)
{
    expect_kernel("relu", arc_cosine);
    expect_kernel("erf", arc_sine_of_erf);
    expect_kernel("sign", arc_sine_of_sign);
    expect_kernel("exp", exponential);
}

/* E f(Z), as the coefficient c_0 of the product, by other integrals. */
static void expect_mean(const json_t *real, const char *format, const char *first, const char *second)
{
    char f[200], arguments[260];
    int code;
    snprintf(f, sizeof f, format, first, second);
    snprintf(arguments, sizeof arguments, "coeffs '%s' --count 0", f);
    json_t *answer = ask(&code, arguments);
    const json_t *mean = json_array_get(json_object_get(answer, "coefficients"), 0);
    cr_assert_str_neq(text_at(mean, "lo"), "", "%s", arguments);
    /* Both to 30 digits: what they have in common holds the value. */
    char digits[20];
    snprintf(digits, sizeof digits, "%.15s", text_at(mean, "lo"));
    expect_digits(real, digits);
    json_decref(answer);
}

Test(answers, kernels_at_the_ends)
{
    static const char *const pairs[][2] = {
        {"gelu", "relu"}, {"elu", "softplus"}, {"tanh", "erf"}, {"silu", "sin"}};
    for (int i = 0; i < 4; i++) {
        const char *student = pairs[i][0], *teacher = pairs[i][1];
        char arguments[200];
        int code;
        snprintf(arguments, sizeof arguments, "kernel --student %s --teacher %s --at -1,1", student, teacher);
        json_t *answer = ask(&code, arguments), *points = json_object_get(answer, "at");
        json_t *low = json_array_get(points, 0), *high = json_array_get(points, 1);
        expect_mean(json_array_get(json_object_get(low, "P"), 0), "%s(x)*%s(-x)", student, teacher);
        expect_mean(json_array_get(json_object_get(high, "P"), 0), "%s(x)*%s(x)", student, teacher);
        expect_mean(json_array_get(json_object_get(low, "K"), 0), "%s(x)*%s(-x)", student, student);
        expect_mean(json_array_get(json_object_get(high, "K"), 0), "%s(x)*%s(x)", student, student);
        json_decref(answer);
    }
}

/* The values at points lie in those of every range that holds them. */
Test(answers, kernels_on_ranges)
{
    static const char *const pairs[][2] = {{"gelu", "relu"}, {"tanh", "h1-0.3*h3"}, {"elu", "sign"}};
    for (int i = 0; i < 3; i++) {
        char arguments[200];
        int code;
        snprintf(arguments, sizeof arguments,
                 "kernel --student %s --teacher %s --at '0.3,[0.3,0.31],[0,0.5],[-0.9,0.9]' --digits 20",
                 pairs[i][0], pairs[i][1]);
        json_t *answer = ask(&code, arguments), *points = json_object_get(answer, "at");
        cr_assert_eq(code, 0, "%s", arguments);
        for (size_t range = 1; range < 4; range++)
            for (const char *name = "PSK"; *name != 0; name++)
                for (size_t j = 0; j < 4; j++) {
                    const char key[2] = {*name, 0};
                    const json_t *inner = json_array_get(
                                     json_object_get(json_array_get(points, range - 1), key), j),
                                 *outer =
                                     json_array_get(json_object_get(json_array_get(points, range), key), j);
                    cr_assert_leq(atof(text_at(outer, "lo")), atof(text_at(inner, "lo")), "%s %s", arguments,
                                  key);
                    cr_assert_geq(atof(text_at(outer, "hi")), atof(text_at(inner, "hi")), "%s %s", arguments,
                                  key);
                }
        json_decref(answer);
    }
}

Test(answers, kernels_that_are_not_known)
{
    int code;
    json_t *answer = ask(&code, "kernel --student sign --teacher step --at 1"), *point;
    cr_assert_eq(code, 3);
    point = json_array_get(json_object_get(answer, "at"), 0);
    cr_assert(json_is_null(json_array_get(json_object_get(point, "P"), 1)));
    cr_assert_str_eq(text_at(json_array_get(json_object_get(point, "P"), 0), "exact"), "1/2");
    json_decref(answer);
}
