/* Evaluation on balls: containment, at any width and precision. */
#include <criterion/criterion.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>

#include "plain_evaluation.h"
#include "function/evaluate/evaluate.h"
#include "function/facts/facts.h"
#include "random_function.h"

#define ALL (RANDOM_KINKS | RANDOM_PARTIAL)

/* A ball of random position and width, and a point inside it. */
static void random_ball(arb_t ball, arb_t point, random_t random)
{
    double centre = random_uniform(random, -4, 4),
           radius = ldexp(random_uniform(random, 0, 1), -(int)random_below(random, 30));

    arb_set_d(ball, centre);
    arb_set_d(point, centre);
    if (random_below(random, 4) == 0) return;
    mag_set_d(arb_radref(ball), radius);
    arb_set_d(point, centre + random_uniform(random, -0.99, 0.99) * radius);
}

static void random_complex_ball(acb_t ball, acb_t point, random_t random)
{
    random_ball(acb_realref(ball), acb_realref(point), random);
    random_ball(acb_imagref(ball), acb_imagref(point), random);
    if (random_below(random, 5) == 0) {
        arb_zero(acb_imagref(ball));
        arb_zero(acb_imagref(point));
    } else {
        acb_mul_2exp_si(ball, ball, 0);
        arb_mul_2exp_si(acb_imagref(ball), acb_imagref(ball), -2);
        arb_mul_2exp_si(acb_imagref(point), acb_imagref(point), -2);
    }
}

/* Against a reader and evaluator that share nothing with the library. */
Test(evaluate, independent_values)
{
    random_t random;
    slong repetitions = random_repetitions(4000), compared = 0;

    random_seed(random, 20);
    for (slong i = 0; i < repetitions; i++) {
        char *text = random_text(random, 3, ALL);
        double x = random_uniform(random, -2, 2);
        long double largest, expected = plain_evaluation(&largest, text, x);
        wane_function_t f;
        wane_message_t message;
        arb_t point, value;

        wane_function_init(f);
        arb_init(point);
        arb_init(value);
        arb_set_d(point, x);
        if (wane_function_parse(f, text, NULL, 0, message) == WANE_OK) {
            wane_function_evaluate_real(value, f, point, 128);
            if (arb_is_finite(value) && largest < 1e4L) {
                double found = arf_get_d(arb_midref(value), ARF_RND_NEAR);

                cr_expect(fabs(found - (double)expected) <= 1e-6 + 2 * mag_get_d(arb_radref(value)),
                          "%s at %g: %g, not %g", text, x, found, (double)expected);
                compared++;
            }
        }
        free(text);
        arb_clear(point);
        arb_clear(value);
        wane_function_clear(f);
    }
    cr_expect(2 * compared > repetitions, "only %ld compared", (long)compared);
}

/* Each elementary function on wide complex boxes contains its values at points inside. */
Test(evaluate, wide_boxes)
{
    static const char *const names[] = {"tanh",  "sigmoid", "softplus", "softplus(2*x)-x",
                                        "tan",   "erf",     "erfc",     "Phi",
                                        "exp",   "log",     "sqrt",     "sin",
                                        "cos",   "sinh",    "cosh",     "atan",
                                        "asinh", "x^2",     "x^5",      "h7",
                                        "relu",  "elu",     "gelu",     "silu",
                                        "mish",  "1/x"};
    random_t random;
    slong repetitions = random_repetitions(200), finite = 0, total = 0;

    random_seed(random, 25);
    for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); n++) {
        wane_function_t f, even, odd;
        acb_t box, point, wide, narrow;

        wane_function_init(f);
        wane_function_init(even);
        wane_function_init(odd);
        acb_init(box);
        acb_init(point);
        acb_init(wide);
        acb_init(narrow);
        function_of(f, names[n]);
        if (n % 2 == 0 && function_split(even, odd, f) && wane_function_parity(even) != WANE_PARITY_ZERO)
            wane_function_set(f, even); /* log(2 cosh) among others */
        for (slong i = 0; i < repetitions; i++) {
            double x = random_uniform(random, -4, 4), y = random_uniform(random, -1.5, 1.5);
            double rx = random_uniform(random, 0, 2), ry = random_uniform(random, 0, 1.5 - fabs(y) / 2);

            acb_set_d_d(box, x, y);
            mag_set_d(arb_radref(acb_realref(box)), rx);
            mag_set_d(arb_radref(acb_imagref(box)), ry);
            function_evaluate_holomorphic(wide, f, box, 53);
            total++;
            if (!acb_is_finite(wide)) continue;
            finite++;
            for (int j = 0; j < 8; j++) {
                double s = random_uniform(random, -0.999, 0.999), t = random_uniform(random, -0.999, 0.999);

                if (j < 4) s = j < 2 ? 0.999 : -0.999;
                if (j < 4) t = j % 2 == 0 ? 0.999 : -0.999;
                acb_set_d_d(point, x + s * rx, y + t * ry);
                function_evaluate_holomorphic(narrow, f, point, 128);
                cr_expect(acb_is_finite(narrow) && acb_overlaps(wide, narrow),
                          "%s at %g + %gi in %g+-%g + (%g+-%g)i", names[n], x + s * rx, y + t * ry, x, rx, y,
                          ry);
            }
        }
        acb_clear(box);
        acb_clear(point);
        acb_clear(wide);
        acb_clear(narrow);
        wane_function_clear(f);
        wane_function_clear(even);
        wane_function_clear(odd);
    }
    cr_expect(2 * finite > total, "only %ld of %ld finite", (long)finite, (long)total);
}

/* The value on a ball at low precision meets the value at a point in it at three times the precision. */
Test(evaluate, real_containment)
{
    random_t random;
    slong repetitions = random_repetitions(4000), finite = 0;

    random_seed(random, 21);
    for (slong i = 0; i < repetitions; i++) {
        wane_function_t f;
        arb_t ball, point, wide, narrow;
        slong prec = 20 + random_below(random, 200);

        wane_function_init(f);
        arb_init(ball);
        arb_init(point);
        arb_init(wide);
        arb_init(narrow);
        random_function(f, random, 4, ALL);
        random_ball(ball, point, random);
        wane_function_evaluate_real(wide, f, ball, prec);
        wane_function_evaluate_real(narrow, f, point, 3 * prec);
        if (arb_is_finite(wide) && !(arb_is_finite(narrow) && arb_overlaps(wide, narrow))) {
            char *text = wane_function_print(f);
            cr_expect(!arb_is_finite(narrow), "%s at %.17g", text,
                      arf_get_d(arb_midref(point), ARF_RND_NEAR));
            flint_free(text);
        }
        finite += arb_is_finite(wide) && arb_is_finite(narrow);
        arb_clear(ball);
        arb_clear(point);
        arb_clear(wide);
        arb_clear(narrow);
        wane_function_clear(f);
    }
    cr_expect(2 * finite > repetitions, "only %ld finite", (long)finite);
}

Test(evaluate, holomorphic_containment)
{
    random_t random;
    slong repetitions = random_repetitions(4000), finite = 0;

    random_seed(random, 22);
    for (slong i = 0; i < repetitions; i++) {
        wane_function_t f;
        acb_t ball, point, wide, narrow;
        slong prec = 20 + random_below(random, 200);

        wane_function_init(f);
        acb_init(ball);
        acb_init(point);
        acb_init(wide);
        acb_init(narrow);
        random_function(f, random, 4, ALL);
        random_complex_ball(ball, point, random);
        function_evaluate_holomorphic(wide, f, ball, prec);
        function_evaluate_holomorphic(narrow, f, point, 3 * prec);
        if (acb_is_finite(wide)) {
            char *text = wane_function_print(f);
            cr_expect(acb_is_finite(narrow) && acb_overlaps(wide, narrow), "%s", text);
            flint_free(text);
            finite++;
        }
        acb_clear(ball);
        acb_clear(point);
        acb_clear(wide);
        acb_clear(narrow);
        wane_function_clear(f);
    }
    cr_expect(2 * finite > repetitions, "only %ld finite", (long)finite);
}

/* On the real line both evaluations enclose the same number. */
Test(evaluate, real_meets_holomorphic)
{
    random_t random;
    slong repetitions = random_repetitions(2000);

    random_seed(random, 23);
    for (slong i = 0; i < repetitions; i++) {
        wane_function_t f;
        acb_t z, value;
        arb_t real;

        wane_function_init(f);
        acb_init(z);
        acb_init(value);
        arb_init(real);
        random_function(f, random, 4, ALL | RANDOM_INTERVALS);
        arb_set_d(acb_realref(z), random_uniform(random, -5, 5));
        if (i % 2 == 0)
            mag_set_d(arb_radref(acb_imagref(z)), 1e-3); /* off the special path for real arguments */
        function_evaluate_holomorphic(value, f, z, 100);
        wane_function_evaluate_real(real, f, acb_realref(z), 100);
        if (acb_is_finite(value) && arb_is_finite(real)) {
            char *text = wane_function_print(f);
            cr_expect(arb_overlaps(acb_realref(value), real), "%s", text);
            cr_expect(i % 2 == 0 || arb_contains_zero(acb_imagref(value)), "%s", text);
            flint_free(text);
        }
        acb_clear(z);
        acb_clear(value);
        arb_clear(real);
        wane_function_clear(f);
    }
}

/* A finite value on a ball promises a holomorphic function: the mean over a circle inside is the value at its
   centre (64 points of the trapezoidal rule; the error is far below the tolerance for a circle half as wide
   as the ball). */
Test(evaluate, mean_value_property)
{
    random_t random;
    slong repetitions = random_repetitions(400), used = 0;

    random_seed(random, 24);
    for (slong i = 0; i < repetitions; i++) {
        wane_function_t f;
        acb_t z, value, mean, point;
        double x = random_uniform(random, -3, 3), y = random_uniform(random, -2, 2),
               r = random_uniform(random, 0.05, 0.5);

        wane_function_init(f);
        acb_init(z);
        acb_init(value);
        acb_init(mean);
        acb_init(point);
        random_function(f, random, 3, ALL);
        acb_set_d_d(z, x, y);
        mag_set_d(arb_radref(acb_realref(z)), 2 * r);
        mag_set_d(arb_radref(acb_imagref(z)), 2 * r);
        function_evaluate_holomorphic(value, f, z, 64);
        if (acb_is_finite(value)) {
            mag_t bound;
            int close;

            for (int j = 0; j < 64; j++) {
                acb_set_d_d(point, x + r * cos(j * M_PI / 32), y + r * sin(j * M_PI / 32));
                function_evaluate_holomorphic(value, f, point, 64);
                acb_add(mean, mean, value, 64);
            }
            acb_mul_2exp_si(mean, mean, -6);
            acb_set_d_d(point, x, y);
            function_evaluate_holomorphic(value, f, point, 64);
            acb_sub(mean, mean, value, 64);
            mag_init(bound);
            acb_get_mag_lower(bound, mean);
            function_evaluate_holomorphic(value, f, z, 64);
            close = mag_get_d(bound) <= 1e-9;
            acb_get_mag(bound, value);
            if (!close) { /* relative to the size of f on the ball */
                mag_t difference;
                mag_init(difference);
                acb_get_mag_lower(difference, mean);
                close = mag_get_d(difference) <= 1e-9 * mag_get_d(bound);
                mag_clear(difference);
            }
            mag_clear(bound);
            {
                char *text = wane_function_print(f);
                cr_expect(close, "%s is not holomorphic about %g + %gi, radius %g", text, x, y, r);
                flint_free(text);
            }
            used++;
        }
        acb_clear(z);
        acb_clear(value);
        acb_clear(mean);
        acb_clear(point);
        wane_function_clear(f);
    }
    cr_expect(4 * used > repetitions, "only %ld used", (long)used);
}

static void holomorphic(const char *text, double x, double rx, double y, double ry, int expected)
{
    wane_function_t f;
    acb_t z, value;

    wane_function_init(f);
    acb_init(z);
    acb_init(value);
    function_of(f, text);
    acb_set_d_d(z, x, y);
    mag_set_d(arb_radref(acb_realref(z)), rx);
    mag_set_d(arb_radref(acb_imagref(z)), ry);
    function_evaluate_holomorphic(value, f, z, 64);
    cr_expect(acb_is_finite(value) == expected, "%s on %g+-%g + (%g+-%g)i", text, x, rx, y, ry);
    acb_clear(z);
    acb_clear(value);
    wane_function_clear(f);
}

/* Poles, cuts and kinks inside the ball are noticed; wide balls without them are not refused. */
Test(evaluate, singularities)
{
    holomorphic("tanh", 7.5, 0.5, 0.6, 0.6, 1);
    holomorphic("tanh", 0, 0.5, 0.6, 0.6, 1);
    holomorphic("tanh", 0, 3, 0, 1.4, 1);
    holomorphic("tanh", 0, 0.1, 1.5, 0.1, 0);
    holomorphic("tanh", 0, 0, 1.5707963267948966, 1e-15, 0);
    holomorphic("tanh", 0, 100, 0, 1, 1);
    holomorphic("sigmoid", 0, 3, 0, 3, 1);
    holomorphic("sigmoid", 0, 0.1, 3.1, 0.1, 0);
    holomorphic("softplus", 0, 0.2, 0, 3, 1);
    holomorphic("softplus", 5, 1, 3, 0.2, 0);
    holomorphic("softplus", 5, 1, 2, 0.2, 1);
    holomorphic("erf", 0, 2, 0, 2, 1);
    holomorphic("1/x", 0, 0.1, 0, 0.1, 0);
    holomorphic("1/x", 1, 0.9, 0, 0.5, 1);
    holomorphic("log", -1, 0.1, 0, 0.1, 0);
    holomorphic("log", -1, 0.1, 1, 0.5, 1);
    holomorphic("sqrt", 0, 0.1, 0, 0.1, 0);
    holomorphic("sqrt", -1, 0, 0, 0, 0);
    holomorphic("atan", 0, 0.1, 1.5, 0.1, 0);
    holomorphic("atan", 0, 0.1, 0.5, 0.1, 1);
    holomorphic("atan", 0.5, 0.1, 1.5, 0.1, 1);
    holomorphic("asinh", 0, 0.1, -1, 0.1, 0);
    holomorphic("asinh", 0, 0, 2, 0, 0);
    holomorphic("abs", 1, 0.5, 0, 2, 1);
    holomorphic("abs", 0, 0.5, 0, 0, 0);
    holomorphic("relu", 0, 0, 0, 0, 0);
    holomorphic("relu", -1, 0.5, 0, 1, 1);
    holomorphic("step", 0, 0.1, 0, 0, 0);
    holomorphic("elu", 0, 0.1, 0, 0, 0);
    holomorphic("tanh(1/x)", 0, 0.1, 0, 0.1, 0);
    holomorphic("sin(1/x)*0", 0, 0.1, 0, 0.1, 0);
    holomorphic("tan", 0, 1.5, 0, 0.1, 1);
    holomorphic("tan", 1.5, 0.2, 0, 0.1, 0);
    holomorphic("1/(1+x^2)", 0, 5, 0, 0.9, 1);
    holomorphic("1/(1+x^2)", 0, 0.1, 1, 0.1, 0);
}

/* Narrow balls lose a few bits only; large negative arguments
   keep relative accuracy where the note says so. */
Test(evaluate, accuracy)
{
    static const char *const texts[] = {"tanh",      "gelu",      "silu",          "softplus",   "sigmoid",
                                        "erf",       "erfc",      "Phi",           "mish",       "h1+0.3*h3",
                                        "h100",      "atan",      "asinh",         "elu",        "selu",
                                        "gelu_tanh", "1/cosh(x)", "log(2+sin(x))", "sqrt(1+x^2)"};
    static const double points[] = {-30, -10, -3, -0.7, 0.7, 3, 10, 30};

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        for (size_t j = 0; j < sizeof(points) / sizeof(points[0]); j++) {
            wane_function_t f;
            arb_t x, value;

            wane_function_init(f);
            arb_init(x);
            arb_init(value);
            function_of(f, texts[i]);
            arb_set_d(x, points[j]);
            wane_function_evaluate_real(value, f, x, 250);
            cr_expect(arb_rel_accuracy_bits(value) > 200, "%s at %g: %ld bits", texts[i], points[j],
                      (long)arb_rel_accuracy_bits(value));
            arb_clear(x);
            arb_clear(value);
            wane_function_clear(f);
        }
}

/* Several threads may be the first to evaluate one function. */
static void *evaluate_many(void *argument)
{
    const wane_function_struct *f = argument;
    arb_t x, value;

    arb_init(x);
    arb_init(value);
    for (int i = 0; i < 200; i++) {
        arb_set_si(x, i % 7 - 3);
        wane_function_evaluate_real(value, f, x, 64 * (1 + i % 9));
    }
    arb_clear(x);
    arb_clear(value);
    flint_cleanup();
    return NULL;
}

Test(evaluate, threads)
{
    for (int round = 0; round < 20; round++) {
        pthread_t thread[4];
        wane_function_t f;

        wane_function_init(f);
        function_of(f, "gelu(x)*sqrt(2)/pi+sqrt(3)*tanh(x/7)");
        for (int i = 0; i < 4; i++) pthread_create(thread + i, NULL, evaluate_many, f);
        for (int i = 0; i < 4; i++) pthread_join(thread[i], NULL);
        wane_function_clear(f);
    }
}
