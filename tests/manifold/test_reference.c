/* Known answers: digits computed independently (truncated, so the truth lies within one unit of the
   last place). */
#include "manifold/shape/manifold.h"
#include "pairs.h"

#include <string.h>

#include <criterion/criterion.h>

/* The enclosure has relative radius at most 1e-20 and
   agrees with the decimal to one unit of its last place. */
static void check_value(const arb_t x, const char *decimal, const char *what)
{
    arb_t reference, unit;
    arb_init(reference);
    arb_init(unit);
    arb_set_str(reference, decimal, 300);
    mag_zero(arb_radref(reference));
    const char *point = strchr(decimal, '.');
    arb_set_si(unit, 10);
    arb_pow_ui(unit, unit, point == NULL ? 0 : strlen(point + 1), 300);
    arb_inv(unit, unit, 300);
    arb_add_error(reference, unit);
    cr_assert(arb_overlaps(reference, x), "%s: %s, expected %s", what, arb_get_str(x, 40, 0), decimal);
    cr_assert_geq(arb_rel_accuracy_bits(x), 67, "%s: %s", what, arb_get_str(x, 40, 0));
    arb_clear(reference);
    arb_clear(unit);
}

typedef struct {
    const char *student, *teacher, *a0, *R0;
    wane_outcome_t outcome;
    const char *R_final, *a_final; /* NULL: not compared */
} case_t;

static void check_case(const case_t *c)
{
    verdict_t verdict;
    wane_message_t message;
    verdict_init(verdict);
    wane_status_t status = decide(verdict, c->student, c->teacher, c->a0, c->R0, message);
    cr_assert_eq(status, WANE_OK, "%s | %s: %s", c->student, c->teacher, message->text);
    cr_assert(verdict->proved);
    cr_assert_eq(verdict->outcome, c->outcome, "%s | %s from a0 = %s, R0 = %s: %s", c->student, c->teacher,
                 c->a0, c->R0, wane_outcome_name(verdict->outcome));
    if (c->R_final != NULL) check_value(verdict->R_final, c->R_final, c->teacher);
    if (c->a_final != NULL) check_value(verdict->a_final, c->a_final, c->teacher);
    cr_assert_gt(verdict->reason_count, 0);
    cr_assert_gt(verdict->phase_count, 0);
    for (slong i = 1; i < verdict->phase_count; i++) {
        cr_assert(arb_equal(verdict->phases[i].R_from, verdict->phases[i - 1].R_to));
        cr_assert(arb_equal(verdict->phases[i].a_from, verdict->phases[i - 1].a_to));
        cr_assert(!arb_gt(verdict->phases[i].loss_to, verdict->phases[i].loss_from), "the loss increases");
    }
    verdict_clear(verdict);
}

#define CHECK_ALL(cases)                                                                                     \
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) check_case(&cases[i])

Test(reference, corner_of_gelu)
{
    wane_function_t student, teacher;
    manifold_t manifold;
    wane_effort_t effort;
    wane_message_t message;
    wane_effort_default(&effort);
    wane_function_init(student);
    wane_function_init(teacher);
    manifold_init(manifold);
    cr_assert_eq(wane_function_parse(student, "gelu", NULL, 0, message), WANE_OK);
    cr_assert_eq(wane_function_parse(teacher, "h1+0.2*h2", NULL, 0, message), WANE_OK);
    cr_assert_eq(manifold_compute(manifold, student, teacher, 1, &effort, message), WANE_OK, "%s",
                 message->text);
    check_value(manifold->a_c, "1.35940", "a_c");
    check_value(manifold->a_eq, "1.31658", "a_eq");
    cr_assert_eq(manifold->stable_as_point, 1);
    cr_assert_eq(manifold->equilibrium_count, 0);
    manifold_clear(manifold);
    wane_function_clear(student);
    wane_function_clear(teacher);
}

Test(reference, smooth_students)
{
    static const case_t cases[] = {
        {"tanh", "h1+0.3*h3", "1/2", "0", WANE_OUTCOME_UNLEARNING, NULL, NULL},
        {"tanh", "h1", "1/2", "0", WANE_OUTCOME_UNLEARNING, NULL, NULL},
        {"tanh", "h1-0.3*h7", "1/2", "0", WANE_OUTCOME_UNLEARNING, NULL, NULL},
        {"tanh", "h1-0.1*h3", "1/2", "0", WANE_OUTCOME_PARTIAL_UNLEARNING, "0.621493106876519812",
         "2.657134885425682678"},
        {"tanh", "h1-0.1*h3", "3", "0", WANE_OUTCOME_LEARNING, "0.621493106876519812",
         "2.657134885425682678"},
        {"tanh", "tanh", "1/2", "0", WANE_OUTCOME_LEARNING, "1", "1"},
        {"tanh", "2*tanh(x)", "1/2", "0", WANE_OUTCOME_LEARNING, "1", "2"},
        {"gelu", "gelu", "1/2", "0", WANE_OUTCOME_LEARNING, "1", "1"},
        {"tanh", "sin(2*x)", "1/2", "0", WANE_OUTCOME_LEARNING, "1", "0.67087037610975016717"},
        {"tanh", "sin(2*x)", "3", "0", WANE_OUTCOME_LEARNING, "1", "0.67087037610975016717"},
        {"gelu", "h1+0.2*h2", "1/2", "0", WANE_OUTCOME_LEARNING, "1", "1.31658"},
        {"tanh", "h1+0.2*h5", "1/2", "0", WANE_OUTCOME_UNLEARNING, NULL, NULL},
        {"tanh", "h3", "1/2", "0", WANE_OUTCOME_NOT_LEARNED, NULL, "0.5"},
        {"tanh", "-h1-0.3*h3", "1/2", "0", WANE_OUTCOME_UNLEARNING, NULL, NULL},
        {"erf", "h1+0.2*h3+1.5*h5", "1/2", "0", WANE_OUTCOME_LEARNING, "1", NULL},
        {"erf", "h1+0.2*h3+1.5*h5", "5", "0", WANE_OUTCOME_UNLEARNING, NULL, NULL},
    };
    CHECK_ALL(cases);
}

Test(reference, polynomial_students)
{
    static const case_t cases[] = {
        {"h1+0.5*h2+0.3*h3", "h1+0.2*h3", "1/2", "0", WANE_OUTCOME_UNLEARNING, NULL, NULL},
        {"h2+h3", "-h2+0.8*h3", "1/20", "97/100", WANE_OUTCOME_UNLEARNING, NULL, NULL},
        {"h1", "h1+0.5*h3", "1/2", "0", WANE_OUTCOME_NEUTRAL, NULL, NULL},
        {"h1", "h1+0.5*h3", "3", "0", WANE_OUTCOME_NEUTRAL, "0.3333333333333333333333", "3"},
        {"h1+sqrt(2)*h2+h3", "h1+h3", "3", "0", WANE_OUTCOME_NEUTRAL, NULL, "3"},
        {"1+h1+2*h2", "2+h2", "5", "0+", WANE_OUTCOME_LEARNING, "0.3779644730092272272145",
         "1.8666666666666666666666"},
    };
    CHECK_ALL(cases);
}

/* relu has c_0 != 0 and nothing odd but degree 1; its pairs with h1, relu, abs, … have N(1) = 0 exactly. */
Test(reference, kinked_students)
{
    static const case_t cases[] = {
        {"relu", "relu", "1/2", "0", WANE_OUTCOME_LEARNING, "1", "1"},
        {"relu", "2*relu(x)", "1/2", "0", WANE_OUTCOME_LEARNING, "1", "2"},
        {"relu", "h1", "1/2", "0", WANE_OUTCOME_LEARNING, "1", "1"},
        {"relu", "h1+0.3*h3", "1/2", "0", WANE_OUTCOME_LEARNING, "1", "1"},
        {"relu", "tanh", "1/2", "0", WANE_OUTCOME_LEARNING, "1", NULL},
        {"leaky_relu(x,0.1)", "relu", "1/2", "0", WANE_OUTCOME_LEARNING, "1", NULL},
        {"abs(x)", "abs(x)", "1/2", "1/10", WANE_OUTCOME_LEARNING, "1", "1"},
        {"center(relu)", "h1+0.3*h3", "1/2", "0", WANE_OUTCOME_UNLEARNING, NULL, NULL},
        {"hardtanh", "h1", "1/2", "0", WANE_OUTCOME_UNLEARNING, NULL, NULL},
        {"hardtanh", "hardtanh", "1/2", "0", WANE_OUTCOME_LEARNING, "1", "1"},
        {"elu", "elu", "1/2", "0", WANE_OUTCOME_LEARNING, "1", "1"},
    };
    CHECK_ALL(cases);
}

/* R -> -1, where P = P' = 0 exactly: a passes 0 there and R goes back to 1, as seen in a mirror:
   derivations/22 (38). */
Test(reference, corner_without_height)
{
    static const case_t cases[] = {
        {"relu", "-relu(x)", "1/2", "0", WANE_OUTCOME_LEARNING, "1", "-1"},
        {"relu", "relu(-x)", "-1/2", "0", WANE_OUTCOME_LEARNING, "-1", "1"},
        {"relu", "-2*relu(-x)", "1/2", "0", WANE_OUTCOME_LEARNING, "-1", "-2"},
    };
    CHECK_ALL(cases);
}

/* From a0 = a_c exactly, where the line of equilibria ends, or at the height of a realizable teacher. */
Test(reference, exact_ties)
{
    static const case_t cases[] = {
        {"h1", "h1+0.5*h3", "1", "0", WANE_OUTCOME_NEUTRAL, "1", "1"},
        {"h1", "-h1", "-1", "0", WANE_OUTCOME_NEUTRAL, "1", "-1"},
        {"tanh", "tanh", "1", "0", WANE_OUTCOME_LEARNING, "1", "1"},
        {"tanh", "-2*tanh(x)", "-2", "0", WANE_OUTCOME_LEARNING, "1", "-2"},
        {"relu", "relu", "1", "0", WANE_OUTCOME_LEARNING, "1", "1"},
    };
    CHECK_ALL(cases);
}

Test(reference, unlearning_of_tanh)
{
    verdict_t verdict;
    wane_message_t message;
    verdict_init(verdict);
    cr_assert_eq(decide(verdict, "tanh", "h1+0.3*h3", "1/2", "0", message), WANE_OK);
    cr_assert(verdict->has_exit && verdict->has_scaling);
    check_value(verdict->a_static, "1.01660010177521210134785", "a_c");
    check_value(verdict->a_delayed, "1.245662335251242183153", "a_out");
    cr_assert_eq(verdict->phase_count, 4);
    check_value(verdict->phases[2].R_to, "0.92194424124", "R after the jump");
    cr_assert_eq(verdict->scaling->Q, 4);
    check_value(verdict->scaling->kappa, "0.053945534573830733", "kappa");
    check_value(verdict->scaling->R_prefactor, "1.4672230019219376", "prefactor of R");
    check_value(verdict->scaling->a_prefactor, "1.1252327115273585", "prefactor of a");
    check_value(verdict->R_peak, "1", "peak");
    cr_assert(arb_is_zero(verdict->R_final));
    cr_assert(arf_is_pos_inf(arb_midref(verdict->a_final)) && arb_is_exact(verdict->a_final));
    cr_assert(arb_is_positive(verdict->separation));
    verdict_clear(verdict);
}

Test(reference, late_exit_from_zero)
{
    static const char *from[] = {"9/2", "5", "6"}, *to[] = {"3.538898", "3.148563", "2.563239"};
    for (int i = 0; i < 3; i++) {
        verdict_t verdict;
        wane_message_t message;
        verdict_init(verdict);
        cr_assert_eq(decide(verdict, "1+h1+2*h2", "2+h2", from[i], "0+", message), WANE_OK);
        cr_assert_eq(verdict->phases[0].branch, WANE_BRANCH_UNCORRELATED);
        cr_assert_eq(verdict->phases[0].end, WANE_END_EXIT);
        check_value(verdict->a_delayed, to[i], "a_out");
        verdict_clear(verdict);
    }
}

/* The growth a(c - a)/(b - a) that gathers on a line while a' is proportional to b - a, integrated:
   a^2/2 + (b - c) a - b (c - b) log|b - a|. */
static void gathered(arb_t W, const arb_t a, const arb_t b, const arb_t c)
{
    arb_t x, y;
    arb_init(x);
    arb_init(y);
    arb_sub(x, b, a, 256);
    arb_abs(x, x);
    arb_log(x, x, 256);
    arb_sub(y, b, c, 256);
    arb_mul(W, x, b, 256);
    arb_add(W, W, a, 256);
    arb_mul(W, W, y, 256);
    arb_sqr(y, a, 256);
    arb_mul_2exp_si(y, y, -1);
    arb_add(W, W, y, 256);
    arb_clear(x);
    arb_clear(y);
}

/* On the way in as much contraction gathers as is lost before the way out: b and c are P/S and 2P'/S' at |R|
   = 1, or p_0/s_0 and 2p_2/s_1 at R = 0. */
Test(reference, exits_balance_growth)
{
    static const struct {
        const char *student, *teacher, *a0, *R0;
        int side; /* 0: the line R = 0 */
    } cases[] = {{"tanh", "h1+0.3*h3", "1/2", "0", 1},
                 {"tanh", "-h1-0.3*h3", "1/2", "0", -1},
                 {"erf", "h1+0.25*h3", "1/2", "0", 1},
                 {"center(gelu)", "h1-0.2*h2", "1/2", "0", 1},
                 {"center(gelu_tanh)", "h1-0.2*h2", "1/2", "0", 1},
                 {"1+h1+2*h2", "2+h2", "9/2", "0+", 0},
                 {"1+h1+2*h2", "2+h2", "5", "0+", 0},
                 {"1+h1+2*h2", "2+h2", "6", "0+", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kernels_t kernels;
        verdict_t verdict;
        wane_message_t message;
        arb_t b, c, in, out, way_in;
        arb_init(b);
        arb_init(c);
        arb_init(in);
        arb_init(out);
        arb_init(way_in);
        kernels_init(kernels);
        verdict_init(verdict);
        cr_assert_eq(decide(verdict, cases[i].student, cases[i].teacher, cases[i].a0, cases[i].R0, message),
                     WANE_OK);
        cr_assert(verdict->has_exit, "%s | %s", cases[i].student, cases[i].teacher);
        pair_kernels(kernels, cases[i].student, cases[i].teacher);
        if (cases[i].side == 0) {
            arb_div(b, kernels->p, kernels->s, 256);
            arb_div(c, kernels->p + 2, kernels->s + 1, 256);
        } else { /* on the side where a P' > 0; the teachers on the other one are those mirrored */
            arb_div(b, kernels->P_at_one[0], kernels->S_at_one[0], 256);
            arb_div(c, kernels->P_at_one[1], kernels->S_at_one[1], 256);
            arb_mul_si(b, b, cases[i].side, 256);
            arb_mul_si(c, c, cases[i].side, 256);
        }
        arb_mul_2exp_si(c, c, 1);
        for (slong k = 0; k < verdict->phase_count; k++)
            if (verdict->phases[k].end == WANE_END_EXIT) arb_set(in, verdict->phases[k].a_from);
        gathered(out, verdict->a_delayed, b, c);
        gathered(way_in, in, b, c);
        cr_expect(arb_overlaps(way_in, out), "%s | %s, a0 = %s", cases[i].student, cases[i].teacher,
                  cases[i].a0);
        cr_expect(arb_overlaps(verdict->a_static, c));
        arb_sub(in, way_in, out, 256);
        cr_expect(mag_cmp_2exp_si(arb_radref(in), -60) < 0);
        arb_clear(way_in);
        arb_clear(b);
        arb_clear(c);
        arb_clear(in);
        arb_clear(out);
        kernels_clear(kernels);
        verdict_clear(verdict);
    }
}

Test(reference, window_crossed_late)
{
    verdict_t verdict;
    wane_message_t message;
    verdict_init(verdict);
    cr_assert_eq(decide(verdict, "1+h1+2*h2", "h2-1/2", "6", "0+", message), WANE_OK);
    check_value(verdict->a_delayed, "1.907981", "a_out");
    verdict_clear(verdict);
}

static void manifold_of(manifold_t manifold, const char *student, const char *teacher, int side)
{
    kernels_t kernels;
    wane_effort_t effort;
    wane_message_t message;
    wane_effort_default(&effort);
    kernels_init(kernels);
    pair_kernels(kernels, student, teacher);
    wane_status_t status = manifold_from_kernels(manifold, kernels, side, &effort, message);
    cr_assert_eq(status, WANE_OK, "%s", message->text);
    kernels_clear(kernels);
}

Test(reference, manifold_with_a_fold)
{
    manifold_t manifold;
    manifold_init(manifold);
    manifold_of(manifold, "tanh", "sin(2*x)", 1);
    check_value(manifold->a_c, "1.21140100264209206617", "a_c");
    check_value(manifold->a_eq, "0.67087037610975016717", "a_eq");
    cr_assert_eq(manifold->fold_count, 1);
    check_value(manifold->folds[0].R, "0.6932261616", "fold");
    check_value(manifold->folds[0].a, "1.10708", "A at the fold");
    cr_assert(manifold->folds[0].a_is_minimum);
    cr_assert_eq(manifold->equilibrium_count, 0);
    cr_assert_eq(manifold->stable_as_point, 1);
    cr_assert_eq(manifold->small_R->tends_to_zero, 0);
    manifold_clear(manifold);
}

Test(reference, manifold_with_a_sink_on_both_sides)
{
    for (int side = -1; side <= 1; side += 2) {
        manifold_t manifold;
        manifold_init(manifold);
        manifold_of(manifold, "tanh", "h1-0.1*h3", side);
        check_value(manifold->a_c, side > 0 ? "1.400156337116719862943101" : "-1.400156337116719862943101",
                    "a_c");
        check_value(manifold->a_eq, side > 0 ? "1.57382170888250307277723" : "-1.57382170888250307277723",
                    "a_eq");
        cr_assert_eq(manifold->equilibrium_count, 1);
        check_value(manifold->equilibria[0].R, side > 0 ? "0.621493106876519812" : "-0.621493106876519812",
                    "R*");
        cr_assert_eq(manifold->equilibria[0].kind, WANE_EQUILIBRIUM_SINK);
        cr_assert_eq(manifold->flow_count, 2);
        for (slong i = 0; i < 2; i++) cr_assert(manifold->flow[i].attracting);
        cr_assert_eq(manifold->flow[0].R_direction, side);
        cr_assert_eq(manifold->flow[1].R_direction, -side);
        cr_assert_eq(manifold->stable_as_point, 0);
        manifold_clear(manifold);
    }
}

Test(reference, manifold_of_unlearning)
{
    manifold_t manifold;
    manifold_init(manifold);
    manifold_of(manifold, "tanh", "h1+0.3*h3", 1);
    check_value(manifold->a_c, "1.01660010177521210134785", "a_c");
    check_value(manifold->a_eq, "1.42323660622230579858721", "a_eq");
    cr_assert_eq(manifold->equilibrium_count + manifold->fold_count, 0);
    cr_assert_eq(manifold->small_R->tends_to_zero, 1);
    cr_assert_eq(manifold->small_R->Q, 4);
    cr_assert_eq(manifold->small_R->n, 4);
    manifold_clear(manifold);
}
