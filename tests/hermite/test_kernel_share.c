/* Enclosures over boxes of parameters against single members computed with more digits. */
#include "random_function.h"
#include "hermite/kernel/kernel_share.h"

#include <stdio.h>

#include <criterion/criterion.h>

typedef struct {
    const char *text;
    double b, c; /* where the box lies */
} example_t;

static const example_t examples[] = {
    {"tanh(b*x)", 1, 0},
    {"erf(b*x+c)", 1, 0.5},
    {"b*tanh(x)+c*x^2", 0.7, -0.3},
    {"sin(b*x+c)", 2, 0.5},
    {"gelu(b*x)", 1.1, 0},
    {"h1+b*h3+c*h5", 0.3, 0.1},
    {"exp(c*x-b*x^2)", 1, 0.4},
    {"sigmoid(b*x)+c", 1, -0.5},
    {"tanh(x+b*x^3/10)", 0.6, 0},
    {"softplus(x+b*c)", 1, 1},
    {"tanh", 0, 0},
};

/* The box [b - w, b + w] x [c - w, c + w] in thousandths, or one point of it. */
static void parse(wane_function_t f, const example_t *e, slong width, slong b_shift, slong c_shift,
                  int is_box)
{
    char b[80], c[80];
    slong b0 = (slong)(1000 * e->b + (e->b < 0 ? -0.5 : 0.5)) * 1000;
    slong c0 = (slong)(1000 * e->c + (e->c < 0 ? -0.5 : 0.5)) * 1000;
    if (is_box) {
        snprintf(b, sizeof b, "[%ld/1000000,%ld/1000000]", (long)(b0 - width), (long)(b0 + width));
        snprintf(c, sizeof c, "[%ld/1000000,%ld/1000000]", (long)(c0 - width), (long)(c0 + width));
    } else {
        snprintf(b, sizeof b, "%ld/1000000", (long)(b0 + b_shift));
        snprintf(c, sizeof c, "%ld/1000000", (long)(c0 + c_shift));
    }
    const wane_parameter_t parameters[] = {{"b", b}, {"c", c}};
    wane_message_t message;
    cr_assert_eq(wane_function_parse(f, e->text, parameters, 2, message), WANE_OK, "%s: %s", e->text,
                 message->text);
}

static void check_contains(const arb_t wide, const arb_t thin, const char *text, const char *what,
                           slong index)
{
    cr_assert(arb_overlaps(wide, thin), "%s, %s %ld: %s does not contain %s", text, what, (long)index,
              arb_get_str(wide, 20, 0), arb_get_str(thin, 20, 0));
}

/* The true tail beyond the share's length is not above its bound. */
static void check_tails(const hermite_share_t share, const kernels_t self, const char *text)
{
    for (int j = 0; j < TAIL_MOMENTS; j++) {
        arb_t tail, bound;
        arb_init(tail);
        arb_init(bound);
        arb_set(tail, self->student_moment[j]);
        for (slong k = 0; k < FLINT_MIN(share->length, self->length); k++) {
            arb_set(bound, self->s + k);
            for (slong i = 0; i < j; i++) arb_mul_si(bound, bound, k - i, self->prec);
            arb_sub(tail, tail, bound, self->prec);
        }
        arb_zero(bound);
        arf_set_mag(arb_midref(bound), share->tail + j);
        cr_assert(!arb_gt(tail, bound), "%s: T_%d = %s is above %s", text, j, arb_get_str(tail, 10, 0),
                  arb_get_str(bound, 10, 0));
        arb_clear(tail);
        arb_clear(bound);
    }
}

static void check_member(const hermite_share_t share, const example_t *e, const kernels_t self)
{
    for (slong k = 0; k < FLINT_MIN(share->length, self->length); k++)
        check_contains(share->c + k, self->student->c + k, e->text, "coefficient", k);
    check_tails(share, self, e->text);
}

Test(kernel_share, members_are_inside)
{
    flint_rand_t state;
    flint_rand_init(state);
    slong count = random_repetitions(22), usable = 0;
    for (slong i = 0; i < count; i++) {
        const example_t *e = examples + (i < 11 ? i : (slong)n_randint(state, 11));
        slong width = (slong)1 << n_randint(state, 17);
        wane_function_t f;
        hermite_share_t share;
        wane_effort_t modest, more;
        wane_message_t message;
        wane_function_init(f);
        hermite_share_init(share);
        wane_effort_default(&modest);
        wane_effort_default(&more);
        modest.digits = 10;
        more.digits = 20;
        parse(f, e, width, 0, 0, 1);
        wane_status_t status = hermite_share_compute(share, f, &modest, message);
        usable += status == WANE_OK;
        for (int member = 0; member < 3 && status == WANE_OK; member++) {
            kernels_t self;
            slong b = member == 0 ? width : (slong)n_randint(state, (ulong)(2 * width + 1)) - width;
            slong c = member == 0 ? -width : (slong)n_randint(state, (ulong)(2 * width + 1)) - width;
            kernels_init(self);
            parse(f, e, width, b, c, 0);
            cr_assert_eq(kernels_compute(self, f, f, &more, message), WANE_OK, "%s", message->text);
            check_member(share, e, self);
            kernels_clear(self);
        }
        hermite_share_clear(share);
        wane_function_clear(f);
    }
    cr_assert_geq(10 * usable, 8 * count, "%ld of %ld usable", (long)usable, (long)count);
    flint_rand_clear(state);
}

/* Up to a factor: c_k/|c_1| of every member, and tails divided by the least |c_1|. */
Test(kernel_share, ratios_of_members_are_inside)
{
    flint_rand_t state;
    flint_rand_init(state);
    arb_t ratio;
    arb_init(ratio);
    for (slong i = 0; i < random_repetitions(9); i++) {
        const example_t *e = examples + i % 9;
        slong width = (slong)1 << n_randint(state, 15);
        wane_function_t f;
        hermite_share_t share;
        wane_effort_t modest;
        wane_message_t message;
        kernels_t self;
        wane_function_init(f);
        hermite_share_init(share);
        kernels_init(self);
        wane_effort_default(&modest);
        modest.digits = 10;
        parse(f, e, width, 0, 0, 1);
        if (hermite_share_compute_up_to_factor(share, f, &modest, message) == WANE_OK &&
            !share->is_polynomial) {
            parse(f, e, width, (slong)n_randint(state, (ulong)(2 * width + 1)) - width, width, 0);
            modest.digits = 20;
            cr_assert_eq(kernels_compute(self, f, f, &modest, message), WANE_OK, "%s", message->text);
            slong s = 1;
            while (arb_is_zero(self->student->c + s)) s++;
            const int divided = arb_is_one(share->c + s) || arb_equal_si(share->c + s, -1);
            cr_assert(divided || width > 1000, "%s", e->text);
            for (slong k = 0; k < FLINT_MIN(share->length, self->length) && divided; k++) {
                arb_abs(ratio, self->student->c + s);
                arb_div(ratio, self->student->c + k, ratio, 100);
                check_contains(share->c + k, ratio, e->text, "ratio", k);
            }
        }
        kernels_clear(self);
        hermite_share_clear(share);
        wane_function_clear(f);
    }
    arb_clear(ratio);
    flint_rand_clear(state);
}

/* The width of an enclosure is that of the set of values, up to terms of second order. */
Test(kernel_share, enclosures_are_tight)
{
    wane_function_t f;
    hermite_share_t share;
    wane_effort_t modest;
    wane_message_t message;
    wane_function_init(f);
    hermite_share_init(share);
    wane_effort_default(&modest);
    modest.digits = 10;
    parse(f, examples, 1000, 0, 0, 1);
    cr_assert_eq(hermite_share_compute(share, f, &modest, message), WANE_OK);
    /* d c_1/d b = E x^2 sech^2(x) = 0.235 at b = 1 */
    cr_assert_lt(mag_get_d(arb_radref(share->c + 1)), 0.26 * 0.001);
    cr_assert_gt(mag_get_d(arb_radref(share->c + 1)), 0.2 * 0.001);
    cr_assert(arb_is_zero(share->c + 2));
    hermite_share_clear(share);
    wane_function_clear(f);
}

static void compare_kernels(const kernels_t x, const kernels_t y, const char *text)
{
    for (slong k = 0; k < FLINT_MIN(x->length, y->length); k++) {
        check_contains(x->p + k, y->p + k, text, "p", k);
        check_contains(x->s + k, y->s + k, text, "s", k);
    }
    for (int j = 0; j < WANE_KERNEL_DERIVATIVES; j++) {
        check_contains(x->P_at_one[j], y->P_at_one[j], text, "P at one", j);
        check_contains(x->S_at_one[j], y->S_at_one[j], text, "S at one", j);
    }
    cr_assert_eq(x->same_up_to_ratio, y->same_up_to_ratio);
    cr_assert_eq(x->s_finite, y->s_finite);
    cr_assert(arb_overlaps(x->teacher->norm2, y->teacher->norm2));
}

/* Joined shares of single functions are their kernels, up to the accuracy asked for. */
Test(kernel_share, joining_gives_the_kernels)
{
    static const char *pair[][2] = {
        {"tanh", "h1+0.3*h3"}, {"tanh", "sin(2*x)"},  {"h1+h3", "h1-0.2*h2+1.5*h3"}, {"tanh", "2*tanh(x)"},
        {"gelu", "erf"},       {"h1+0.2*h2", "tanh"}, {"h1+h2", "h1+h2+h70"},        {"erf", "h1+h300"}};
    for (int i = 0; i < 8; i++) {
        wane_function_t f[2];
        hermite_share_t share[2];
        kernels_t joined, direct;
        wane_effort_t effort;
        wane_message_t message;
        wane_effort_default(&effort);
        effort.digits = 15;
        kernels_init(joined);
        kernels_init(direct);
        for (int j = 0; j < 2; j++) {
            wane_function_init(f[j]);
            hermite_share_init(share[j]);
            cr_assert_eq(wane_function_parse(f[j], pair[i][j], NULL, 0, message), WANE_OK);
            cr_assert_eq(hermite_share_compute(share[j], f[j], &effort, message), WANE_OK, "%s", pair[i][j]);
        }
        hermite_share_join(joined, share[0], share[1], f[0], f[1]);
        cr_assert_eq(kernels_compute(direct, f[0], f[1], &effort, message), WANE_OK);
        compare_kernels(joined, direct, pair[i][1]);
        cr_assert_geq(arb_rel_accuracy_bits(joined->S_at_one[1]), 15, "%s: %s", pair[i][0],
                      arb_get_str(joined->S_at_one[1], 20, 0));
        for (int j = 0; j < 2; j++) {
            wane_function_clear(f[j]);
            hermite_share_clear(share[j]);
        }
        kernels_clear(joined);
        kernels_clear(direct);
    }
}
