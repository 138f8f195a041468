#include "question.h"

#include <stdio.h>
#include <string.h>

#define SPECIAL_ZEROS 3 /* at the head of special_scale */
#define COUNT(table) (long)(sizeof(table) / sizeof(table)[0])

const char *const kind_name[KIND_COUNT] = {"limit",      "flow",       "limit-range",
                                           "flow-range", "thresholds", "orbit"};
static const int kind_share[KIND_COUNT] = {36, 32, 8, 8, 9, 7}; /* of 100 */

typedef struct {
    int numerator, denominator;
} place_t;
static const place_t small[] = {{1, 1},  {-1, 1}, {1, 1},  {-1, 1}, {2, 1},  {-2, 1}, {3, 1},
                                {-3, 1}, {1, 2},  {-1, 2}, {1, 4},  {-1, 5}, {3, 10}, {1, 100}};
static const place_t special_scale[] = {{0, 1},  {0, 1}, {0, 1}, {1, 1},  {-1, 1},  {1, 2}, {-1, 2}, {2, 1},
                                        {-2, 1}, {4, 1}, {5, 1}, {-3, 1}, {1, 100}, {8, 1}, {-5, 1}};
static const place_t special_start[] = {{0, 1},   {1, 2},  {-1, 2},  {9, 10},   {-9, 10},  {9, 10},
                                        {-9, 10}, {1, 10}, {-1, 10}, {99, 100}, {-99, 100}};
static const place_t special_ratio[] = {{1, 1}, {1, 1}, {1, 10}, {1, 100}, {1, 2}, {2, 1}, {5, 1}, {1, 1000}};
static const place_t stretches[] = {{-1, 1}, {-1, 1}, {2, 1}, {1, 2}, {-3, 2}};
static const place_t tiny[] = {{1, 100}, {-1, 100}, {1, 1000}, {1, 10}};
static const place_t times[] = {{1, 1}, {5, 1}, {20, 1}, {100, 1}};

static fraction_t one_of(draw_t *draw, const place_t *table, long count)
{
    place_t place = table[draw_below(draw, count)];
    return fraction(place.numerator, place.denominator);
}

static fraction_t coefficient(draw_t *draw, int degenerate)
{
    if (degenerate) return one_of(draw, small, COUNT(small));
    return draw_one_in(draw, 4) ? fraction(draw_between(draw, -2000, 2000), 1000)
                                : fraction(draw_between(draw, -25, 25), 10);
}

static int reaches_beyond_degree_0(const feature_t *f)
{
    for (int k = 1; k <= FEATURE_DEGREE; k++)
        if (!fraction_is_zero(f->polynomial[k])) return 1;
    return f->shape != NULL;
}

static void draw_polynomial(feature_t *f, draw_t *draw, int degenerate)
{
    long degree = 1 + draw_below(draw, draw_one_in(draw, 4) ? FEATURE_DEGREE : 4);
    do
        for (int k = 0; k <= degree; k++)
            f->polynomial[k] = draw_one_in(draw, 2) ? fraction(0, 1) : coefficient(draw, degenerate);
    while (!reaches_beyond_degree_0(f));
}

/* c h_k with k >= 1: every teacher makes a neutral pair. */
static int is_single_term(const feature_t *f)
{
    int terms = 0;
    for (int k = 0; k <= FEATURE_DEGREE; k++) terms += !fraction_is_zero(f->polynomial[k]);
    return terms == 1;
}

static void draw_shape(feature_t *f, draw_t *draw, long first, long count)
{
    f->shape = &shapes[first + draw_below(draw, count)];
    if (draw_one_in(draw, 4)) f->factor = one_of(draw, small, COUNT(small) - 1);
    if (draw_one_in(draw, 4))
        f->stretch = f->shape->class == SHAPE_SMOOTH && !f->shape->unstretched
                         ? one_of(draw, stretches, COUNT(stretches))
                         : fraction(-1, 1);
}

static void add_term(feature_t *f, draw_t *draw, int degenerate)
{
    f->polynomial[draw_below(draw, 5)] = coefficient(draw, degenerate);
}

static void draw_student(feature_t *f, draw_t *draw, int degenerate)
{
    long die = draw_below(draw, 10);
    do {
        feature_init(f);
        if (die < 4) draw_polynomial(f, draw, degenerate);
    } while (die < 4 && is_single_term(f) && !draw_one_in(draw, 4));
    if (die >= 4 && die < 7) draw_shape(f, draw, 0, shape_smooth_count);
    if (die >= 7) draw_shape(f, draw, shape_smooth_count, shape_linear_count);
    if (f->shape != NULL && draw_one_in(draw, 5)) add_term(f, draw, degenerate);
    f->centered = f->shape != NULL && draw_one_in(draw, 3);
    if (!f->centered && draw_one_in(draw, 6)) f->polynomial[0] = one_of(draw, tiny, COUNT(tiny));
}

/* The student again: scaled, mirrored or as it is, perhaps with something added. */
static void draw_relative(feature_t *f, const feature_t *student, draw_t *draw, int degenerate)
{
    long factor = draw_one_in(draw, 2) ? 1 : draw_between(draw, -2, 3);
    int mirror = draw_one_in(draw, 3);
    *f = *student;
    if (factor == 0) factor = -1;
    f->factor = fraction(f->factor.numerator * factor, f->factor.denominator);
    if (mirror) f->stretch = fraction_negative(f->stretch);
    for (int k = 0; k <= FEATURE_DEGREE; k++)
        f->polynomial[k] = fraction(f->polynomial[k].numerator * (mirror && k % 2 == 1 ? -factor : factor),
                                    f->polynomial[k].denominator);
    if (draw_one_in(draw, 4)) add_term(f, draw, degenerate);
}

static void draw_teacher(feature_t *f, const feature_t *student, draw_t *draw, int degenerate)
{
    long die = draw_below(draw, 12);
    int kinked = student->shape != NULL && student->shape->class == SHAPE_LINEAR;
    feature_init(f);
    if (die < 7) draw_polynomial(f, draw, degenerate);
    else if (die < 9) draw_relative(f, student, draw, degenerate);
    else if (die < 10) draw_shape(f, draw, 0, shape_smooth_count);
    else if (die < 11 || kinked) draw_shape(f, draw, shape_smooth_count, shape_linear_count);
    else
        draw_shape(f, draw, shape_smooth_count + shape_linear_count,
                   shape_count - shape_smooth_count - shape_linear_count);
    if (die >= 9 && draw_one_in(draw, 3)) add_term(f, draw, degenerate);
    if (degenerate && draw_one_in(draw, 4)) f->polynomial[1] = fraction(0, 1);
    if (degenerate && draw_one_in(draw, 3)) f->polynomial[0] = coefficient(draw, 1);
}

static stretch_t number(fraction_t x)
{
    stretch_t stretch = {x, x, 0};
    return stretch;
}

/* From x on, by 1/8 to 1 of its size. */
static stretch_t widened(draw_t *draw, fraction_t x)
{
    stretch_t stretch = number(x);
    fraction_t size = fraction_is_zero(x)
                          ? fraction(1, 10)
                          : fraction(x.numerator < 0 ? -x.numerator : x.numerator, x.denominator);
    static const int parts[] = {1, 2, 4, 8, 20};
    size.denominator *= parts[draw_below(draw, COUNT(parts))];
    stretch.hi = fraction_add(x, fraction(size.numerator, size.denominator));
    return stretch;
}

static int is_flow_kind(kind_t kind)
{
    return kind == KIND_FLOW || kind == KIND_FLOW_RANGE;
}

/* 0+ and 0- are asked at given eps only now and then: there they are the same as 0, or nothing is claimed. */
static void draw_start(question_t *q)
{
    draw_t *draw = &q->draw;
    long die = draw_below(draw, is_flow_kind(q->kind) ? 40 : q->degenerate ? 7 : 12);
    q->R0 = number(fraction(0, 1));
    q->from = die == 0 ? FROM_ZERO_PLUS : die == 1 ? FROM_ZERO_MINUS : FROM_VALUE;
    if (die < 2 && q->kind != KIND_ORBIT) return;
    q->from = FROM_VALUE;
    if (q->degenerate) q->R0 = number(one_of(draw, special_start, COUNT(special_start)));
    else if (!draw_one_in(draw, 4)) q->R0 = number(fraction(draw_between(draw, -970, 970), 1000));
}

/* Zero in a fifth of the degenerate questions, in the limit;
   at given eps mostly large enough for |R| to fall first. */
static fraction_t draw_scale(question_t *q)
{
    draw_t *draw = &q->draw;
    long others = COUNT(special_scale) - SPECIAL_ZEROS;
    if (!q->degenerate) return fraction(draw_between(draw, -200, 500), 100);
    if (!is_flow_kind(q->kind)) return one_of(draw, special_scale, COUNT(special_scale));
    return draw_one_in(draw, 10) ? fraction(0, 1) : one_of(draw, special_scale + SPECIAL_ZEROS, others);
}

static void draw_ranges(question_t *q)
{
    draw_t *draw = &q->draw;
    int flow = q->kind == KIND_FLOW_RANGE;
    long which = draw_below(draw, flow ? 5 : 3);
    if (which == 0) q->a0 = widened(draw, q->a0.lo);
    if (which == 3) q->eps = widened(draw, q->eps.lo);
    if (which == 4) {
        q->eps.all = draw_one_in(draw, 2);
        q->a0.all = !q->eps.all || draw_one_in(draw, 2);
    }
    if (which == 1 && q->from == FROM_VALUE && !fraction_is_zero(q->R0.lo) && draw_one_in(draw, 2)) {
        stretch_t wide = widened(draw, q->R0.lo);
        if (fraction_compare(wide.hi, fraction(1, 1)) < 0) q->R0 = wide;
    } else if (which == 1 || which == 2) {
        q->teacher.parameter = (int)draw_below(draw, 5);
        q->b = widened(draw, coefficient(draw, q->degenerate));
    }
}

static kind_t draw_kind(draw_t *draw)
{
    long die = draw_below(draw, 100);
    int kind = 0;
    while (kind + 1 < KIND_COUNT && die >= kind_share[kind]) die -= kind_share[kind++];
    return (kind_t)kind;
}

/* From 0+ and 0-: p_1 = 0 where the order of the powers of P and S at 0 decides, often with a0 = 0. */
static void draw_flat_origin(question_t *q)
{
    draw_t *draw = &q->draw;
    if (!q->degenerate || q->from == FROM_VALUE || is_flow_kind(q->kind) || !draw_one_in(draw, 3)) return;
    q->teacher.shape = NULL;
    q->teacher.centered = 0;
    long zeros = draw_between(draw, 1, 2);
    for (int k = 1; k <= zeros; k++) q->teacher.polynomial[k] = fraction(0, 1);
    for (int k = 0; k <= 3; k += 3)
        if (fraction_is_zero(q->teacher.polynomial[k])) q->teacher.polynomial[k] = coefficient(draw, 1);
    if (draw_one_in(draw, 2)) q->a0 = number(fraction(0, 1));
}

void question_draw(question_t *q, uint64_t seed, uint64_t index, int kind)
{
    memset(q, 0, sizeof *q);
    q->draw.seed = seed;
    q->draw.question = index;
    draw_t *draw = &q->draw;
    q->kind = draw_kind(draw);
    if (kind >= 0) q->kind = (kind_t)kind;
    q->degenerate = draw_one_in(draw, 2);
    draw_student(&q->student, draw, q->degenerate);
    draw_teacher(&q->teacher, &q->student, draw, q->degenerate);
    draw_start(q);
    q->a0 = number(draw_scale(q));
    q->eps = number(q->degenerate ? one_of(draw, special_ratio, COUNT(special_ratio))
                                  : fraction(draw_between(draw, 1, 400), draw_one_in(draw, 2) ? 100 : 1000));
    draw_flat_origin(q);
    q->b = number(fraction(0, 1));
    q->time = one_of(draw, times, COUNT(times));
    if (q->kind == KIND_LIMIT_RANGE || q->kind == KIND_FLOW_RANGE) draw_ranges(q);
}

int question_has_parameter(const question_t *q)
{
    return q->teacher.parameter >= 0;
}

void question_print_stretch(char *text, size_t size, const stretch_t *s)
{
    char lo[40], hi[40];
    fraction_print(lo, sizeof lo, s->lo);
    fraction_print(hi, sizeof hi, s->hi);
    if (s->all) snprintf(text, size, "all");
    else if (fraction_compare(s->lo, s->hi) == 0) snprintf(text, size, "%s", lo);
    else snprintf(text, size, "[%s,%s]", lo, hi);
}

void question_print_R0(char *text, size_t size, const question_t *q)
{
    if (q->from == FROM_VALUE) question_print_stretch(text, size, &q->R0);
    else snprintf(text, size, q->from == FROM_ZERO_PLUS ? "0+" : "0-");
}

void question_command(char *text, size_t size, const question_t *q, const char *extra)
{
    char student[420], teacher[420], R0[90], a0[90], eps[90], b[90], time[40];
    static const char *const command[KIND_COUNT] = {"verdict", "verdict",    "verdict",
                                                    "verdict", "thresholds", "orbit"};
    feature_print(student, sizeof student, &q->student);
    feature_print(teacher, sizeof teacher, &q->teacher);
    question_print_R0(R0, sizeof R0, q);
    question_print_stretch(a0, sizeof a0, &q->a0);
    question_print_stretch(eps, sizeof eps, &q->eps);
    question_print_stretch(b, sizeof b, &q->b);
    fraction_print(time, sizeof time, q->time);
    size_t used = (size_t)snprintf(text, size, "wane %s --student '%s' --teacher '%s' --R0=%s",
                                   command[q->kind], student, teacher, R0);
    int has_eps = q->kind == KIND_FLOW || q->kind == KIND_FLOW_RANGE || q->kind == KIND_ORBIT;
    if (q->kind == KIND_THRESHOLDS) used += (size_t)snprintf(text + used, size - used, " --over a0");
    else used += (size_t)snprintf(text + used, size - used, " --a0=%s", a0);
    if (has_eps) used += (size_t)snprintf(text + used, size - used, " --eps=%s", eps);
    if (question_has_parameter(q)) used += (size_t)snprintf(text + used, size - used, " --set 'b=%s'", b);
    if (q->kind == KIND_ORBIT) used += (size_t)snprintf(text + used, size - used, " --time=%s", time);
    snprintf(text + used, size - used, "%s", extra);
}

/* An end in half of all cases. */
static void narrow(stretch_t *stretch, draw_t *draw, const place_t *if_all, long count)
{
    static const int eighth[] = {0, 8, 0, 8, 1, 3, 4, 6};
    if (stretch->all) {
        *stretch = number(one_of(draw, if_all, count));
        return;
    }
    fraction_t width = fraction_add(stretch->hi, fraction_negative(stretch->lo));
    long part = eighth[draw_below(draw, COUNT(eighth))];
    *stretch = number(fraction_add(stretch->lo, fraction(width.numerator * part, width.denominator * 8)));
}

void question_member(question_t *member, question_t *q)
{
    static const place_t any[] = {{1, 100}, {3, 10}, {1, 1}, {3, 1}, {20, 1}};
    *member = *q;
    narrow(&member->a0, &q->draw, any, COUNT(any));
    narrow(&member->eps, &q->draw, any, COUNT(any));
    narrow(&member->R0, &q->draw, any, COUNT(any));
    narrow(&member->b, &q->draw, any, COUNT(any));
    if (member->teacher.parameter >= 0) member->teacher.polynomial[member->teacher.parameter] = member->b.lo;
    member->teacher.parameter = -1;
}
