#include "function/evaluate/evaluate.h"
#include "hermite/rule/strip.h"

#include "base/scoped.h"
#include "hermite/rule/mehler.h"

#define COVER_PREC 30
#define WIDEST_BOX 0.5
#define MOST_EVALUATIONS 20000

void hermite_strip_init(hermite_strip_t strip)
{
    strip->half_width = strip->height = 0;
    strip->symmetric = 0;
    strip->length = strip->alloc = 0;
    strip->edge = NULL;
    mag_init(strip->right_side);
    mag_init(strip->left_side);
}

static void forget_edges(hermite_strip_t strip)
{
    for (slong i = 0; i < strip->length; i++) mag_clear(&strip->edge[i].supremum);
    strip->length = 0;
}

void hermite_strip_clear(hermite_strip_t strip)
{
    forget_edges(strip);
    flint_free(strip->edge);
    mag_clear(strip->right_side);
    mag_clear(strip->left_side);
}

typedef struct {
    hermite_strip_struct *strip;
    const wane_function_struct *f;
    double smallest;
    slong evaluations;
    acb_t box, value;
    arf_t lower, upper;
    mag_t supremum;
} cover_t;

static void set_interval(arb_t x, double lower, double upper, cover_t *cover)
{
    arf_set_d(cover->lower, lower);
    arf_set_d(cover->upper, upper);
    arb_set_interval_arf(x, cover->lower, cover->upper, COVER_PREC);
}

static void record_edge(cover_t *cover, double left, double right)
{
    hermite_strip_struct *strip = cover->strip;
    if (strip->length == strip->alloc) {
        strip->alloc = 2 * strip->alloc + 64;
        strip->edge = flint_realloc(strip->edge, (size_t)strip->alloc * sizeof(hermite_edge_t));
    }
    hermite_edge_t *edge = &strip->edge[strip->length++];
    edge->left = left;
    edge->right = right;
    mag_init_set(&edge->supremum, cover->supremum);
}

static int cover_box(cover_t *cover, double left, double right, double bottom, double top)
{
    hermite_strip_struct *strip = cover->strip;
    acb_ptr box = cover->box, value = cover->value;
    if (++cover->evaluations > MOST_EVALUATIONS) return 0;
    set_interval(acb_realref(box), left, right, cover);
    set_interval(acb_imagref(box), bottom, top, cover);
    function_evaluate_holomorphic(value, cover->f, box, COVER_PREC);
    if (acb_is_finite(value)) {
        acb_get_mag(cover->supremum, value);
        if (top == strip->height) record_edge(cover, left, right);
        if (right == strip->half_width) mag_max(strip->right_side, strip->right_side, cover->supremum);
        if (left == -strip->half_width) mag_max(strip->left_side, strip->left_side, cover->supremum);
        return 1;
    }
    if (right - left >= top - bottom) {
        double middle = 0.5 * (left + right);
        return right - left > cover->smallest && cover_box(cover, left, middle, bottom, top) &&
               cover_box(cover, middle, right, bottom, top);
    }
    double middle = 0.5 * (bottom + top);
    return top - bottom > cover->smallest && cover_box(cover, left, right, bottom, middle) &&
           cover_box(cover, left, right, middle, top);
}

int hermite_strip_cover(hermite_strip_t strip, const wane_function_t f, double half_width, double height,
                        int symmetric)
{
    forget_edges(strip);
    strip->half_width = half_width;
    strip->height = height;
    strip->symmetric = symmetric;
    mag_zero(strip->right_side);
    mag_zero(strip->left_side);

    cover_t cover = {.strip = strip, .f = f, .smallest = height / 64, .evaluations = 0};
    acb_init(cover.box);
    acb_init(cover.value);
    arf_init(cover.lower);
    arf_init(cover.upper);
    mag_init(cover.supremum);

    int covered = 1;
    for (double left = 0; covered && left < half_width; left += WIDEST_BOX) {
        double right = left + WIDEST_BOX < half_width ? left + WIDEST_BOX : half_width;
        covered = cover_box(&cover, left, right, 0, height) &&
                  (symmetric || cover_box(&cover, -right, -left, 0, height));
    }
    if (symmetric) mag_set(strip->left_side, strip->right_side);

    acb_clear(cover.box);
    acb_clear(cover.value);
    arf_clear(cover.lower);
    arf_clear(cover.upper);
    mag_clear(cover.supremum);
    return covered;
}

void hermite_strip_edge_integral(mag_t bound, const hermite_strip_t strip, double rho)
{
    SCOPED(mag, gaussian, length);
    mag_zero(bound);
    for (slong i = 0; i < strip->length; i++) {
        const hermite_edge_t *edge = &strip->edge[i];
        double nearest = edge->left >= 0 ? edge->left : edge->right <= 0 ? edge->right : 0;
        mehler_gaussian(gaussian, nearest, rho);
        mag_set_d(length, edge->right - edge->left);
        mag_mul(length, length, gaussian);
        mag_addmul(bound, length, &edge->supremum);
    }
    if (strip->symmetric) mag_mul_2exp_si(bound, bound, 1);
    /* the lower edge Im z = -height: f is real on the line, so |f| takes the same values there */
    mag_mul_2exp_si(bound, bound, 1);
}
