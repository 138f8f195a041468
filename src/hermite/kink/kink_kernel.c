#include "hermite/kink/kink_side.h"
#include "base/scoped.h"

#define DERIVATIVES WANE_KERNEL_DERIVATIVES

static void side_clear(kink_side_t *side)
{
    for (slong i = 0; i < side->f_count * side->g_count; i++) kink_pair_clear(side->pair + i);
    flint_free(side->pair);
    _arb_vec_clear(side->f_jump, side->f_count * side->f_order);
    _arb_vec_clear(side->g_jump, side->g_count * side->g_order);
    _arb_vec_clear(side->rest, side->tail_from);
    kernel_series_free(side->series);
    for (slong j = 0; j < DERIVATIVES; j++) mag_clear(&side->tail[j]);
}

/* ---- setting up ---- */

static int coincide(const hermite_spline_t f, slong i, const hermite_spline_t g, slong j)
{
    arb_srcptr x = f->pieces->breakpoint + i, y = g->pieces->breakpoint + j;
    return (f == g && i == j) ||
           (f->has_exact[i] && g->has_exact[j] && fmpq_equal(f->exact + i, g->exact + j)) ||
           (arb_is_exact(x) && arb_equal(x, y));
}

static void set_pairs(kink_side_t *side, const hermite_spline_t f, const hermite_spline_t g, slong prec)
{
    side->f_count = g->pieces->count > 0 ? f->pieces->count : 0;
    side->g_count = side->f_count > 0 ? g->pieces->count : 0;
    side->f_order = f->order;
    side->g_order = g->order;
    side->pair = flint_malloc((size_t)FLINT_MAX(side->f_count * side->g_count, 1) * sizeof(kink_pair_struct));
    side->f_jump = _arb_vec_init(side->f_count * side->f_order);
    side->g_jump = _arb_vec_init(side->g_count * side->g_order);
    _arb_vec_set(side->f_jump, f->jump, side->f_count * side->f_order);
    _arb_vec_set(side->g_jump, g->jump, side->g_count * side->g_order);
    for (slong i = 0; i < side->f_count; i++)
        for (slong j = 0; j < side->g_count; j++) {
            kink_pair_struct *pair = side->pair + i * side->g_count + j;
            kink_pair_init(pair);
            kink_pair_set(pair, f->pieces->breakpoint + i, g->pieces->breakpoint + j, coincide(f, i, g, j),
                          2 * prec);
        }
}

/* What the closed form leaves, derivations/13 (2): c_k(f) c_k(g) - c_k(s_f) c_k(s_g), s the
   splines; where one has none, all. */
static void set_series(kink_side_t *side, const hermite_spline_t f, const hermite_spline_t g, slong prec)
{
    const slong length = FLINT_MIN(f->length, g->length);
    arb_ptr d = side->rest = _arb_vec_init(length);
    SCOPED(arb, spline);
    for (slong k = 0; k < length; k++) {
        if (side->f_count == 0) {
            arb_mul(d + k, f->c + k, g->c + k, prec);
        } else { /* r_f g + s_f r_g */
            arb_mul(d + k, f->rest + k, g->c + k, prec);
            arb_sub(spline, f->c + k, f->rest + k, prec);
            arb_addmul(d + k, spline, g->rest + k, prec);
        }
    }
    side->length = length;
    while (side->length > 0 && arb_is_zero(d + side->length - 1)) side->length--;
    side->series = kernel_series_new(d, side->length, 0, prec);
    side->tail_from = length;
}

/* bound += sqrt(sum k^(2j) c_k(r)^2) norm, k >= length, from the sum with weight k^DECAY_WEIGHT */
static void add_product(mag_t bound, const hermite_spline_t smooth, slong j, const mag_t norm, slong length)
{
    SCOPED(mag, t);
    mag_set(t, smooth->rest_bound);
    for (slong i = 2 * j; i < DECAY_WEIGHT; i++) mag_div_ui(t, t, (ulong)length);
    mag_sqrt(t, t);
    mag_addmul(bound, t, norm);
}

/* derivations/13 (11) */
static void set_tails(kink_side_t *side, const hermite_spline_t f, const hermite_spline_t g)
{
    SCOPED(mag, f_norm, g_norm, spline_norm);
    mag_sqrt(f_norm, f->norm_bound);
    mag_sqrt(g_norm, g->norm_bound);
    for (slong j = 0; j < DERIVATIVES; j++) {
        mag_init(&side->tail[j]);
        if (side->f_count > 0 || f->pieces->count == 0)
            add_product(&side->tail[j], f, j, g_norm, side->tail_from);
        if (side->f_count > 0) {
            mag_set(spline_norm, f_norm);
            mag_one(g_norm);
            add_product(spline_norm, f, 0, g_norm, side->tail_from);
            mag_sqrt(g_norm, g->norm_bound);
            add_product(&side->tail[j], g, j, spline_norm, side->tail_from);
        } else if (f->pieces->count > 0) {
            add_product(&side->tail[j], g, j, f_norm, side->tail_from);
        }
    }
}

static void side_init(kink_side_t *side, const hermite_spline_t f, const hermite_spline_t g, slong prec)
{
    set_pairs(side, f, g, prec);
    set_series(side, f, g, prec);
    set_tails(side, f, g);
}

/* ---- construction ---- */

/* Bits lost at q = 0, 1/2, 1 in the value. */
static slong bits_lost(const hermite_kink_kernel_t *kernel, slong prec)
{
    SCOPED_VEC(arb, value, DERIVATIVES);
    slong lost = 0;
    SCOPED(arb, complement);
    for (int side = 0; side < 2; side++)
        for (slong i = 0; i < 3; i++) {
            arb_set_si(complement, i);
            arb_mul_2exp_si(complement, complement, -1);
            _arb_vec_zero(value, DERIVATIVES);
            SCOPED(correlation, at);
            correlation_set_complement(at, complement, prec);
            kink_side_closed_form(value, &kernel->side[side], at, NULL, 0, prec);
            for (slong j = 0; j < 2; j++) {
                if (!arb_is_finite(value + j) || mag_is_zero(arb_radref(value + j))) continue;
                lost = FLINT_MAX(lost, (slong)mag_get_d_log2_approx(arb_radref(value + j)) + prec);
            }
        }
    return lost;
}

/* Both sides, from splines of these orders at most. */
static void sides_init(kink_side_t *side, const hermite_spline_t f, const hermite_spline_t g, slong f_order,
                       slong g_order, slong prec)
{
    hermite_spline_t left, right;
    hermite_spline_init(left);
    hermite_spline_derive(left, f, 0, f_order, prec);
    for (int reflect = 0; reflect < 2; reflect++) {
        if (f == g && !reflect) {
            side_init(&side[0], left, left, prec);
            continue;
        }
        hermite_spline_init(right);
        hermite_spline_derive(right, g, reflect, g_order, prec);
        side_init(&side[reflect], left, right, prec);
        hermite_spline_clear(right);
    }
    hermite_spline_clear(left);
}

hermite_kink_kernel_t *hermite_kink_kernel_new(const hermite_spline_t f, const hermite_spline_t g, slong prec)
{
    if (f->pieces->count == 0 && g->pieces->count == 0) return NULL;
    hermite_kink_kernel_t *kernel = flint_malloc(sizeof(hermite_kink_kernel_t));
    if (f->pieces->count > 0 && g->pieces->count > 0)
        prec += 2 * (hermite_spline_jump_bits(f) + hermite_spline_jump_bits(g));
    sides_init(kernel->side, f, g, f->order, g->order, prec);
    sides_init(kernel->coarse, f, g, hermite_spline_coarse_order(f), hermite_spline_coarse_order(g), prec);
    kernel->parity = wane_function_parity(g->function);
    kernel->guard = 8;
    kernel->guard += FLINT_MIN(bits_lost(kernel, prec), 4 * prec);
    return kernel;
}

void hermite_kink_kernel_free(hermite_kink_kernel_t *kernel)
{
    if (kernel == NULL) return;
    for (int i = 0; i < 2; i++) {
        side_clear(&kernel->side[i]);
        side_clear(&kernel->coarse[i]);
    }
    flint_free(kernel);
}
