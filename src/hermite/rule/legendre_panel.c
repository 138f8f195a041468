#include "function/evaluate/evaluate.h"
#include "hermite/rule/legendre_panel.h"

#include <math.h>

#include "base/scoped.h"
#include "function/facts/range.h"
#include "hermite/rule/mehler.h"

#define COVER_PREC 30
#define WIDEST_PANEL 2.0
#define NARROWEST_PANEL (1.0 / (1l << 34)) /* beside ends that are rounded; elsewhere compared with |x| */
#define LARGEST_ORDER 384
#define MOST_NODES 200000
#define NEAREST (-900) /* binary logarithm of the least distance to a singular end */

void legendre_panels_init(legendre_panels_t panels)
{
    panels->length = panels->alloc = panels->nodes = 0;
    panels->most_nodes = MOST_NODES;
    panels->where = 0;
    panels->panel = NULL;
}

static void release(legendre_panel_t *panel)
{
    for (int j = 0; j < LEGENDRE_BOXES; j++) {
        mag_clear(&panel->box[j].supremum);
        mag_clear(&panel->close[j].supremum);
    }
    arb_clear(&panel->left);
    arb_clear(&panel->right);
    arb_clear(&panel->base);
}

void legendre_panels_clear(legendre_panels_t panels)
{
    for (slong i = 0; i < panels->length; i++) release(&panels->panel[i]);
    flint_free(panels->panel);
}

static double middle_of(const arb_t x)
{
    return arf_get_d(arb_midref(x), ARF_RND_NEAR);
}

/* So many bits that base + centre keeps COVER_PREC of the latter. */
static slong relative_prec(const legendre_panel_t *panel)
{
    return COVER_PREC + 2 + FLINT_MAX(0, (slong)ilogb(middle_of(&panel->base)) - ilogb(panel->half));
}

/* The hull of the ellipse is cut into LEGENDRE_BOXES boxes side by side; by reflection their upper halves
   suffice. 0 if f is not seen to be holomorphic on one of them. */
static int bound_on_hull(legendre_box_t *box, const legendre_panel_t *panel, double ellipse)
{
    /* room for the rounding of centre and half, and for ends that stand for a breakpoint nearby */
    const int is_relative = !arb_is_zero(&panel->base);
    const double slack =
        1e-13 * (is_relative || panel->is_exact ? fabs(panel->centre) : 1 + fabs(panel->centre));
    const double base = middle_of(&panel->base);
    const slong prec = is_relative ? relative_prec(panel) : COVER_PREC;
    const double wide = panel->half * (ellipse + 1 / ellipse) / 2 * (1 + 1e-9) + slack;
    const double high = panel->half * (ellipse - 1 / ellipse) / 2 * (1 + 1e-9) + slack;
    SCOPED(acb, rectangle, value);
    SCOPED(arf, lower, upper);
    acb_ptr z = rectangle, w = value;
    int holomorphic = 1;
    for (int j = 0; holomorphic && j < LEGENDRE_BOXES; j++) {
        double left = panel->centre - wide + 2 * wide * j / LEGENDRE_BOXES;
        double right = panel->centre - wide + 2 * wide * (j + 1) / LEGENDRE_BOXES;
        arf_set_d(lower, left);
        arf_set_d(upper, right);
        arb_set_interval_arf(acb_realref(z), lower, upper, COVER_PREC);
        arf_zero(lower);
        arf_set_d(upper, high);
        arb_set_interval_arf(acb_imagref(z), lower, upper, COVER_PREC);
        arb_add(acb_realref(z), acb_realref(z), &panel->base, prec);
        function_evaluate_holomorphic(w, panel->f, z, prec);
        holomorphic = acb_is_finite(w);
        acb_get_mag(&box[j].supremum, w);
        if (is_relative) { /* the base is rounded */
            left += base - 1e-12 * (1 + fabs(base));
            right += base + 1e-12 * (1 + fabs(base));
        }
        box[j].near = left > 0 ? left : right < 0 ? -right : 0;
        box[j].height = high;
    }
    return holomorphic;
}

/* max over boxes of |f| exp(-x^2/(2(1+rho)) + y^2/(2(1-rho))): derivations/06 (4). */
static void panel_supremum(mag_t bound, const legendre_box_t *box, double rho)
{
    SCOPED(mag, t, u);
    SCOPED(arb, rise);
    mag_zero(bound);
    for (int j = 0; j < LEGENDRE_BOXES; j++) {
        mehler_gaussian(t, box[j].near, rho);
        mag_mul(t, t, &box[j].supremum);
        mag_max(bound, bound, t);
    }
    mehler_rise(rise, box[0].height, rho);
    arb_exp(rise, rise, 64);
    arb_get_mag(u, rise);
    mag_mul(bound, bound, u);
}

void legendre_panel_error(mag_t bound, const legendre_panel_t *panel, double rho)
{
    /* 8 half M ellipse^(-(2 order - 1)) / (ellipse - 1) */
    SCOPED(mag, t);
    panel_supremum(bound, panel->box, rho);
    mag_set_d(t, 8 * panel->half);
    mag_mul(bound, bound, t);
    mag_set_d_lower(t, panel->ellipse);
    mag_inv(t, t);
    mag_pow_ui(t, t, (ulong)(2 * panel->order - 1));
    mag_mul(bound, bound, t);
    mag_set_d_lower(t, panel->ellipse - 1);
    mag_div(bound, bound, t);
}

void legendre_panel_slope(mag_t bound, const legendre_panel_t *panel, double rho)
{
    /* M / distance, the distance from the panel to the boundary of the hull being half (e + 1/e)/2 - half */
    const double e = panel->closer;
    SCOPED(mag, t);
    panel_supremum(bound, panel->close, rho);
    mag_set_d_lower(t, panel->half * (e - 1) * (e - 1) / (2 * e) * (1 - 1e-9));
    mag_div(bound, bound, t);
}

static double log_of(const mag_t x)
{
    return mag_is_zero(x) ? -1e300 : mag_get_d_log2_approx(x) * M_LN2;
}

/* The order that meets the target at the best of some rho; only a choice. */
static slong choose_order(const legendre_panel_t *panel, slong degree, double nats)
{
    SCOPED(mag, bound);
    double best = INFINITY;
    for (int i = 0; i < 12; i++) {
        double rho = i == 0 ? 0.0625 : 1 - ldexp(1.0, -i);
        panel_supremum(bound, panel->box, rho);
        double here = log_of(bound) + mehler_log_factor(rho, (double)degree);
        if (here < best) best = here;
    }
    double e = panel->ellipse;
    double wanted = (nats + best + log(8 * panel->half / (e - 1))) / log(e);
    slong order = (slong)ceil((fmax(wanted, 1) + 1) / 2);
    const slong step = order <= 64    ? 4
                       : order <= 128 ? 16
                                      : 32; /* few different orders: their nodes are shared */
    return (order + step - 1) / step * step;
}

static legendre_panel_t *append(legendre_panels_t panels)
{
    if (panels->length == panels->alloc) {
        panels->alloc = 2 * panels->alloc + 16;
        panels->panel = flint_realloc(panels->panel, (size_t)panels->alloc * sizeof(legendre_panel_t));
    }
    legendre_panel_t *panel = &panels->panel[panels->length++];
    for (int j = 0; j < LEGENDRE_BOXES; j++) {
        mag_init(&panel->box[j].supremum);
        mag_init(&panel->close[j].supremum);
    }
    arb_init(&panel->left);
    arb_init(&panel->right);
    arb_init(&panel->base);
    return panel;
}

/* The ellipse with the least bound of the slope: where f oscillates it has to lie close to the panel. */
static int choose_closer(legendre_panel_t *panel)
{
    static const double ellipses[] = {1.5, 1.2, 1.06, 1.02};
    const size_t count = sizeof ellipses / sizeof *ellipses;
    SCOPED(mag, bound);
    double least = INFINITY, best = 0;
    for (size_t i = 0; i < count; i++) {
        panel->closer = ellipses[i];
        if (!bound_on_hull(panel->close, panel, panel->closer)) continue;
        legendre_panel_slope(bound, panel, 0.5);
        const double here = log_of(bound);
        if (here >= least - 8) break; /* what is gained is less than costs */
        least = here;
        best = panel->closer;
    }
    panel->closer = best;
    return best > 0 && bound_on_hull(panel->close, panel, best);
}

/* Chooses the ellipse that needs the fewest nodes; 0 if f is not seen to be analytic on any. */
static int choose_ellipse(legendre_panel_t *panel, slong degree, double nats)
{
    static const double ellipses[] = {12, 8, 6, 4.5, 3.5, 2.75, 2.25};
    double best = 0;
    slong best_order = LARGEST_ORDER + 1;
    for (size_t i = 0; i < sizeof ellipses / sizeof *ellipses; i++) {
        panel->ellipse = ellipses[i];
        if (!bound_on_hull(panel->box, panel, panel->ellipse)) continue;
        slong order = choose_order(panel, degree, nats);
        if (order < best_order) {
            best = ellipses[i];
            best_order = order;
        } else if (best > 0) {
            break;
        }
    }
    panel->ellipse = best;
    panel->order = best_order;
    return best > 0 && bound_on_hull(panel->box, panel, best) && choose_closer(panel);
}

static int is_double(const arb_t x)
{
    SCOPED(arf, t);
    arf_set_d(t, middle_of(x));
    return arb_is_exact(x) && arf_equal(t, arb_midref(x));
}

static int cover_panel(legendre_panels_t panels, const wane_function_t f, const arb_t left, const arb_t right,
                       slong degree, double nats)
{
    legendre_panel_t *panel = append(panels);
    double l = middle_of(left), r = middle_of(right);
    panel->f = f;
    arb_set(&panel->left, left);
    arb_set(&panel->right, right);
    panel->centre = 0.5 * (l + r);
    panel->half = 0.5 * (r - l) * (1 + 1e-12);
    panel->is_exact = is_double(left) && is_double(right);
    const double scale = panel->is_exact ? ldexp(1, -500) + fmax(fabs(l), fabs(r)) : 1;
    panels->where = l;
    if (panels->nodes > panels->most_nodes) return 0;
    if (choose_ellipse(panel, degree, nats)) {
        panels->nodes += panel->order;
        return 1;
    }
    release(&panels->panel[--panels->length]);
    if (r - l < NARROWEST_PANEL * scale) return 0;
    SCOPED(arb, middle);
    arb_set_d(middle, 0.5 * (l + r));
    const int leftward = fabs(l) > fabs(r);
    for (int half = 0; half < 2; half++) { /* the outer half first: there it fails if it does */
        const int is_left = (half == 0) == leftward;
        if (!cover_panel(panels, f, is_left ? left : middle, is_left ? middle : right, degree, nats))
            return 0;
    }
    return 1;
}

/* The ends of panels between two of a piece: about the multiples of WIDEST_PANEL. */
static slong place_ends(arb_ptr end, const arb_t left, const arb_t right)
{
    const double last = middle_of(right);
    slong count = 0;
    arb_set(end, left);
    for (;;) {
        const double from = middle_of(end + count);
        double next = (floor(from / WIDEST_PANEL) + 1) * WIDEST_PANEL;
        if (next - from < WIDEST_PANEL / 4) next += WIDEST_PANEL;
        if (next > last - WIDEST_PANEL / 4) break;
        arb_set_d(end + ++count, next);
    }
    arb_set(end + ++count, right);
    return count;
}

int legendre_panels_cover(legendre_panels_t panels, const wane_function_t f, const arb_t left,
                          const arb_t right, slong degree, double nats)
{
    const double l = middle_of(left), r = middle_of(right);
    SCOPED_VEC(arb, end, (slong)((r - l) / WIDEST_PANEL) + 4);
    const slong count = place_ends(end, left, right);
    int covered = 1;
    for (slong i = 0; i < count && covered; i++) {
        const slong j = fabs(l) > fabs(r) ? i : count - 1 - i;
        covered = cover_panel(panels, f, end + j, end + j + 1, degree, nats);
    }
    return covered;
}

int legendre_is_analytic_at(const wane_function_t f, const arb_t x)
{
    SCOPED(acb, z, value);
    arb_set(acb_realref(z), x);
    mag_add_ui_2exp_si(arb_radref(acb_realref(z)), arb_radref(acb_realref(z)), 1, -20);
    mag_set_ui_2exp_si(arb_radref(acb_imagref(z)), 1, -20);
    function_evaluate_holomorphic(value, f, z, 64);
    return acb_is_finite(value);
}

/* bound >= |f| on the part of x in its piece, ends where a logarithm inside a power is infinite included. */
static void bound_by_range(mag_t bound, const wane_function_t f, const arb_t x)
{
    SCOPED(range, on, values);
    SCOPED(mag, t);
    mag_inf(bound);
    if (f->root == NULL) return;
    arb_get_lbound_arf(on->lower, x, 64 + arb_bits(x));
    arb_get_ubound_arf(on->upper, x, 64 + arb_bits(x));
    if (!node_range_where_defined(values, f->root, on)) return;
    arf_get_mag(bound, values->lower);
    arf_get_mag(t, values->upper);
    mag_max(bound, bound, t);
}

/* omitted = size sup |f| on the interval of that size beside b */
static void bound_omitted(mag_t omitted, const wane_function_t f, const arb_t b, int side, double size,
                          slong prec)
{
    SCOPED(arb, x, value);
    SCOPED(mag, half);
    mag_set_d(half, size / 2);
    arb_set_d(x, side * size / 2);
    arb_add_error_mag(x, half);
    arb_add(x, x, b, prec);
    wane_function_evaluate_real(value, f, x, prec);
    if (arb_is_finite(value)) arb_get_mag(omitted, value);
    else bound_by_range(omitted, f, x);
    mag_mul_2exp_si(half, half, 1);
    mag_mul(omitted, omitted, half);
}

static int grade_panel(legendre_panels_t panels, const wane_function_t f, const arb_t b, int side,
                       double near, slong prec, slong degree, double nats)
{
    legendre_panel_t *panel = append(panels);
    SCOPED(arb, offset);
    panel->f = f;
    arb_set(&panel->base, b);
    arb_set_d(offset, side * near);
    arb_add(side > 0 ? &panel->left : &panel->right, b, offset, prec);
    arb_set_d(offset, 2 * side * near);
    arb_add(side > 0 ? &panel->right : &panel->left, b, offset, prec);
    panel->centre = side * 1.5 * near;
    panel->half = 0.5 * near * (1 + 1e-12);
    panel->is_exact = 1;
    panels->where = middle_of(b);
    if (choose_ellipse(panel, degree, nats)) {
        panels->nodes += panel->order;
        return 1;
    }
    release(&panels->panel[--panels->length]);
    return 0;
}

int legendre_panels_grade(legendre_panels_t panels, mag_t omitted, const wane_function_t f, const arb_t b,
                          int side, slong first, slong degree, double nats)
{
    const slong prec = 64 + (slong)(3 * nats);
    for (slong j = first - 1; j > NEAREST; j--) {
        const double near = ldexp(1, (int)j);
        if (!grade_panel(panels, f, b, side, near, prec, degree, nats)) return 0;
        bound_omitted(omitted, f, b, side, near, prec);
        if (mag_is_inf(omitted)) continue;
        if (log_of(omitted) < -nats) return 1;
    }
    return 0;
}
