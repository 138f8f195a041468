/* Which functions are refused as students, and the one-sided series on which a refusal rests. */
#include <criterion/criterion.h>

#include "function/evaluate/taylor.h"
#include "hermite/coefficients/student.h"
#include "random_function.h"

static wane_status_t check(const char *text, wane_message_t message)
{
    wane_function_t f;
    wane_function_init(f);
    function_of(f, text);
    message->text[0] = '\0';
    wane_status_t status = hermite_check_student(f, message);
    wane_function_clear(f);
    return status;
}

typedef struct {
    const char *text, *said;
} refusal_t;

Test(students, refused)
{
    static const refusal_t refusals[] = {
        {"sign", "sign(x) may not be a student: it jumps at x = 0,"},
        {"step", "as a teacher it is welcome"},
        {"-sign(x)/7", "jumps at x = 0"},
        {"step(x)*cos(x)", "jumps at x = 0"},
        {"sign(x^2-2)", "jumps at x = -1.41"},
        {"x+step(2*x-1)", "jumps at x = 0.5"},
        {"step(x)-step(x-[0.1,0.2])", "jumps at x = 0"},
        {"[1,2]*sign(x)+x", "jumps at x = 0"},
        {"sqrt(abs(x))", "root of the distance from x = 0"},
        {"sqrt(abs(x-1/3))+tanh(x)", "from x = 0.3333"},
        {"sqrt(abs(3*x^2+x))", "root of the distance"},
        {"sqrt(sqrt(abs(x)))", "root of the distance"},
        {"sqrt(relu(x))", "root of the distance"},
        {"sqrt(relu(-x))", "root of the distance"},
        {"tanh(sqrt(abs(x)))", "root of the distance"},
        {"sign(x)*sqrt(abs(x))", "root of the distance"},
        {"exp(sqrt(abs(x)))+sign(x)", "jumps at x = 0"},
        {"sqrt(abs(x))-sqrt(2*abs(x))", "root of the distance"},
        {"center(sqrt(abs(x)))+x", "root of the distance"},
        {"sqrt(relu(x-1/7))*x", "root of the distance from x = 0.142857"},
        {"cbrt", "root of the distance from x = 0"},
        {"cbrt(abs(x))*(1+x)", "root of the distance"},
        {"x+sqrt(cbrt(x^2))", "root of the distance"},
        {"0", "it is 0, and there is nothing to learn"},
        {"h1-x", "it is 0"},
        {"3", "constant"},
        {"[1,2]", "constant"},
        {"step(x)+step(-x)", "constant"},
        {"h2-x^2/sqrt(2)", "constant"},
    };
    wane_message_t message;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        cr_expect_eq(check(refusals[i].text, message), WANE_BAD_INPUT, "%s", refusals[i].text);
        cr_expect(strstr(message->text, refusals[i].said) != NULL, "%s: %s", refusals[i].text, message->text);
    }
}

/* What looks like a jump or a root and is none, or might be none. */
Test(students, admitted)
{
    static const char *admitted[] = {"tanh",
                                     "relu",
                                     "abs",
                                     "elu",
                                     "selu",
                                     "softsign",
                                     "hardtanh",
                                     "x",
                                     "h1+h50",
                                     "step(x)*relu(x)",
                                     "step(x)*x",
                                     "sign(x)*abs(x)",
                                     "sin(x)*step(x)",
                                     "step(x-1)*(x-1)",
                                     "[0,1]*sign(x)+x",
                                     "step(x-1)-step(x-[1,2])+x",
                                     "sqrt(abs(x))^2",
                                     "sqrt(abs(x))^3",
                                     "x*sqrt(abs(x))",
                                     "sqrt(x^2)",
                                     "sqrt(x^2+x^4)",
                                     "sqrt(abs(x)^3)",
                                     "sqrt(relu(x-1/7))*(x-1/7)",
                                     "relu(3*x-1)^(3/2)",
                                     "sqrt(sqrt(abs(x)))^3",
                                     "sqrt(abs(x)+x^2)-sqrt(abs(x))",
                                     "sqrt(1+x^2)",
                                     "sqrt(1-cos(x))",
                                     "cbrt(x)^2",
                                     "cbrt(x)*sqrt(abs(x))",
                                     "x+sqrt(abs(x))-cbrt(abs(x)*sqrt(abs(x))*(1+x^2))",
                                     "x+cbrt(x)-cbrt(x+x^3)",
                                     "x+0*step(x)"};
    wane_message_t message;
    for (size_t i = 0; i < sizeof admitted / sizeof *admitted; i++)
        cr_expect_eq(check(admitted[i], message), WANE_OK, "%s: %s", admitted[i], message->text);
}

#define ROOT 8
#define LENGTH 33
#define PREC 256

/* f(side t^ROOT) is within t^LENGTH, times 2^20, of the sum. */
static void expect_series(const char *text, int side)
{
    wane_function_t f;
    wane_function_init(f);
    function_of(f, text);
    arb_ptr c = _arb_vec_init(LENGTH);
    arb_t t, x, sum, value;
    arb_init(t);
    arb_init(x);
    arb_init(sum);
    arb_init(value);
    function_one_sided_series(c, LENGTH, f, side, ROOT, PREC);
    for (slong n = 4; n <= 6; n++) {
        slong known = 0;
        arf_set_si_2exp_si(arb_midref(t), 1, -n);
        arf_set_si_2exp_si(arb_midref(x), side, -n * ROOT);
        arb_zero(sum);
        for (; known < LENGTH && arb_is_finite(c + known); known++) {
            arb_pow_ui(value, t, (ulong)known, PREC);
            arb_addmul(sum, value, c + known, PREC);
        }
        cr_assert_geq(known, LENGTH / 2, "%s: series of %ld terms", text, (long)known);
        wane_function_evaluate_real(value, f, x, PREC);
        arb_add_error_2exp_si(sum, 20 - n * known);
        cr_assert(arb_is_finite(value) && arb_overlaps(value, sum), "%s at %d 2^-%ld", text, side,
                  (long)(n * ROOT));
    }
    arb_clear(t);
    arb_clear(x);
    arb_clear(sum);
    arb_clear(value);
    _arb_vec_clear(c, LENGTH);
    wane_function_clear(f);
}

Test(students, one_sided_series)
{
    static const char *texts[] = {
        "sqrt(abs(x))",           "sqrt(relu(x))",        "sqrt(abs(sin(x)))*cos(x)",
        "sqrt(sqrt(abs(x))+x^2)", "elu(x)*sign(x)",       "step(x)*exp(x)+selu(-x)",
        "relu(x-x^2)+abs(x)^3",   "tanh(sqrt(abs(x)))",   "1/(1+sqrt(abs(x)))",
        "h3(sqrt(abs(x)))",       "sqrt(abs(x)+relu(x))", "abs(sqrt(abs(x))-2*abs(x))"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int side = -1; side <= 1; side += 2) expect_series(texts[i], side);
}
