/* Delayed exits against the relation W(a_out) = W(a_in), its
   constants from closed forms.  Source: derivations/05. */
#include <criterion/criterion.h>

#include "pairs.h"

#define PREC 256

typedef struct {
    arb_t turn, target; /* where the line loses stability; where a goes on it */
} line_t;

static void line_init(line_t *line)
{
    arb_init(line->turn);
    arb_init(line->target);
}

static void line_clear(line_t *line)
{
    arb_clear(line->turn);
    arb_clear(line->target);
}

/* W = -a^2/2 - (target - turn) a - target (target - turn) log|target - a|. */
static void way(arb_t W, const arb_t a, const line_t *line)
{
    arb_t gap, term;
    arb_init(gap);
    arb_init(term);
    arb_sub(gap, line->target, line->turn, PREC);
    arb_sub(term, line->target, a, PREC);
    arb_abs(term, term);
    arb_log(term, term, PREC);
    arb_mul(term, term, line->target, PREC);
    arb_add(term, term, a, PREC);
    arb_mul(W, gap, term, PREC);
    arb_sqr(term, a, PREC);
    arb_mul_2exp_si(term, term, -1);
    arb_add(W, W, term, PREC);
    arb_neg(W, W);
    arb_clear(gap);
    arb_clear(term);
}

/* W - W(a_in) changes its sign within 2^-80 of the middle of the answer, and turn is the static height. */
static void expect_exit(const char *student, const char *teacher, const char *a0, const char *R0,
                        const line_t *line)
{
    verdict_t verdict;
    wane_message_t message;
    fmpq_t scale;
    arb_t in, out, W, W_in;
    int sign[2];
    verdict_init(verdict);
    fmpq_init(scale);
    arb_init(in);
    arb_init(out);
    arb_init(W);
    arb_init(W_in);
    cr_assert_eq(decide(verdict, student, teacher, a0, R0, message), WANE_OK, "%s | %s: %s", student, teacher,
                 message->text);
    cr_assert(verdict->has_exit, "%s | %s", student, teacher);
    cr_expect(arb_overlaps(verdict->a_static, line->turn), "%s | %s: where stability is lost", student,
              teacher);
    cr_assert_eq(fmpq_set_str(scale, a0, 10), 0);
    arb_set_fmpq(in, scale, PREC);
    way(W_in, in, line);
    for (int i = 0; i < 2; i++) {
        arf_set(arb_midref(out), arb_midref(verdict->a_delayed));
        mag_zero(arb_radref(out));
        arb_set_si(in, i == 0 ? -1 : 1);
        arb_mul_2exp_si(in, in, -80);
        arb_add(out, out, in, PREC);
        way(W, out, line);
        arb_sub(W, W, W_in, PREC);
        sign[i] = arb_is_positive(W) - arb_is_negative(W);
    }
    cr_expect_eq(sign[0] * sign[1], -1, "%s | %s, a0 = %s: W(a_out) = W(a_in)", student, teacher, a0);
    cr_expect(mag_cmp_2exp_si(arb_radref(verdict->a_delayed), -80) < 0);
    verdict_clear(verdict);
    fmpq_clear(scale);
    arb_clear(in);
    arb_clear(out);
    arb_clear(W);
    arb_clear(W_in);
}

/* From P, P', K, K' at 1: a_c = P'/K', a_eq = P/K. */
static void aligned_line(line_t *line, const arb_t P, const arb_t P1, const arb_t K, const arb_t K1)
{
    arb_div(line->turn, P1, K1, PREC);
    arb_div(line->target, P, K, PREC);
}

static void rational_line(line_t *line, slong P, slong P1, slong K, slong K1)
{
    arb_t value[4];
    slong number[4] = {P, P1, K, K1};
    for (int i = 0; i < 4; i++) {
        arb_init(value[i]);
        arb_set_si(value[i], number[i]);
    }
    aligned_line(line, value[0], value[1], value[2], value[3]);
    for (int i = 0; i < 4; i++) arb_clear(value[i]);
}

Test(exits, polynomials)
{
    line_t line;
    line_init(&line);
    /* s_1 = 1, s_3 = 1/4, p_1 = 1, p_3 = -1/10; all times 20 */
    rational_line(&line, 18, 14, 25, 35);
    expect_exit("h1+0.5*h3", "h1-0.2*h3", "1/10", "0", &line);
    expect_exit("h1+0.5*h3", "h1-0.2*h3", "1/3", "0", &line);
    /* s_1 = s_3 = 1, p_1 = 2, p_3 = -1/2; all times 2 */
    rational_line(&line, 3, 1, 4, 8);
    expect_exit("h1+h3", "2*h1-0.5*h3", "1/10", "0", &line);
    line_clear(&line);
}

/* sin: c_1 = e^(-1/2), c_3 = -e^(-1/2)/sqrt 6, K(q) = e^(-1) sinh q; everything times e^(1/2). */
Test(exits, sine)
{
    line_t line;
    arb_t P, P1, K, K1, root, one;
    line_init(&line);
    arb_init(P);
    arb_init(P1);
    arb_init(K);
    arb_init(K1);
    arb_init(root);
    arb_init(one);
    arb_one(one);
    arb_sinh_cosh(K, K1, one, PREC);
    arb_set_d(root, -0.5);
    arb_exp(root, root, PREC);
    arb_mul(K, K, root, PREC);
    arb_mul(K1, K1, root, PREC);
    arb_sqrt_ui(root, 6, PREC);
    arb_mul_2exp_si(root, root, 1);
    arb_inv(root, root, PREC); /* -p_3 e^(1/2) */
    arb_sub(P, one, root, PREC);
    arb_mul_si(root, root, 3, PREC);
    arb_sub(P1, one, root, PREC);
    aligned_line(&line, P, P1, K, K1);
    expect_exit("sin", "h1+0.5*h3", "3/10", "0", &line);
    line_clear(&line);
    arb_clear(P);
    arb_clear(P1);
    arb_clear(K);
    arb_clear(K1);
    arb_clear(root);
    arb_clear(one);
}

/* erf: c_1 = 2/sqrt(3 pi), c_3 = -(2/3) c_1/sqrt 6, K(q) = (2/pi) asin(2q/3), K'(1) = 4/(pi sqrt 5). */
Test(exits, error_function)
{
    line_t line;
    arb_t P, P1, K, K1, first, third, pi;
    line_init(&line);
    arb_init(P);
    arb_init(P1);
    arb_init(K);
    arb_init(K1);
    arb_init(first);
    arb_init(third);
    arb_init(pi);
    arb_const_pi(pi, PREC);
    arb_mul_si(first, pi, 3, PREC);
    arb_rsqrt(first, first, PREC);
    arb_mul_2exp_si(first, first, 1);
    arb_sqrt_ui(third, 6, PREC);
    arb_div(third, first, third, PREC);
    arb_mul_si(third, third, -2, PREC);
    arb_div_si(third, third, 15, PREC); /* p_3 = c_3/5 */
    arb_add(P, first, third, PREC);
    arb_set(P1, first);
    arb_addmul_si(P1, third, 3, PREC);
    arb_set_si(K, 2);
    arb_div_si(K, K, 3, PREC);
    arb_asin(K, K, PREC);
    arb_mul_2exp_si(K, K, 1);
    arb_div(K, K, pi, PREC);
    arb_sqrt_ui(K1, 5, PREC);
    arb_mul(K1, K1, pi, PREC);
    arb_ui_div(K1, 4, K1, PREC);
    aligned_line(&line, P, P1, K, K1);
    expect_exit("erf", "h1+0.2*h3", "1/2", "0", &line);
    line_clear(&line);
    arb_clear(P);
    arb_clear(P1);
    arb_clear(K);
    arb_clear(K1);
    arb_clear(first);
    arb_clear(third);
    arb_clear(pi);
}

/* On R = 0: a_c is alpha_0 = 2 p_2/s_1 = 4 there, a_eq is p_0/s_0 = 2. */
Test(exits, from_the_line_of_no_correlation)
{
    static const char *const a0[] = {"9/2", "5", "6"};
    line_t line;
    line_init(&line);
    arb_set_si(line.turn, 4);
    arb_set_si(line.target, 2);
    for (int i = 0; i < 3; i++) expect_exit("1+h1+2*h2", "2+h2", a0[i], "0+", &line);
    line_clear(&line);
}

/* a -> 0 on R = 0, alpha = 2: the exit at 4 - a0 lies in the window of instability for 2 < a0 < 4 only. */
Test(exits, none_beyond_the_window)
{
    static const char *const a0[] = {"3", "4", "5", "20"};
    for (int i = 0; i < 4; i++) {
        verdict_t verdict;
        wane_message_t message;
        verdict_init(verdict);
        const wane_status_t status = decide(verdict, "1+h1+h2", "h2", a0[i], "0+", message);
        cr_expect_eq(status, i == 0 ? WANE_OK : WANE_UNDECIDED, "a0 = %s", a0[i]);
        verdict_clear(verdict);
    }
}

/* Inside the window 0 < a < alpha = 4 the line R = 0 repels at once, above it attracts. */
Test(exits, none_where_the_line_repels)
{
    static const char *const a0[] = {"9/4", "3", "39/10", "41/10"};
    for (int i = 0; i < 4; i++) {
        verdict_t verdict;
        wane_message_t message;
        verdict_init(verdict);
        cr_assert_eq(decide(verdict, "1+h1+2*h2", "2+h2", a0[i], "0+", message), WANE_OK, "a0 = %s", a0[i]);
        cr_expect_eq(verdict->phases[0].branch, i < 3 ? WANE_BRANCH_FIBRE : WANE_BRANCH_UNCORRELATED,
                     "a0 = %s", a0[i]);
        verdict_clear(verdict);
    }
}
