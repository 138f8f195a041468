#include "manifold/orbit/orbit_set.h"

#include "base/scoped.h"

#include <math.h>

void orbit_set_init(orbit_set_t set)
{
    set->x = _arb_vec_init(2);
    set->r0 = _arb_vec_init(2);
    set->r = _arb_vec_init(2);
    set->C = _arb_vec_init(4);
    set->B = _arb_vec_init(4);
}

void orbit_set_clear(orbit_set_t set)
{
    _arb_vec_clear(set->x, 2);
    _arb_vec_clear(set->r0, 2);
    _arb_vec_clear(set->r, 2);
    _arb_vec_clear(set->C, 4);
    _arb_vec_clear(set->B, 4);
}

void orbit_set_set(orbit_set_t set, const orbit_set_t other)
{
    _arb_vec_set(set->x, other->x, 2);
    _arb_vec_set(set->r0, other->r0, 2);
    _arb_vec_set(set->r, other->r, 2);
    _arb_vec_set(set->C, other->C, 4);
    _arb_vec_set(set->B, other->B, 4);
}

static void identity(arb_ptr A)
{
    for (int i = 0; i < 4; i++) arb_set_si(A + i, i == 0 || i == 3);
}

/* middle = the midpoint of x, rest = the ball of its radius about 0 */
static void split(arb_t middle, arb_t rest, const arb_t x)
{
    arb_zero(rest);
    arb_add_error_mag(rest, arb_radref(x));
    arb_get_mid_arb(middle, x);
}

void orbit_set_box(orbit_set_t set, arb_srcptr box)
{
    for (int i = 0; i < 2; i++) {
        split(set->x + i, set->r0 + i, box + i);
        arb_zero(set->r + i);
    }
    identity(set->C);
    identity(set->B);
}

/* z = A r, A 2 x 2 */
static void apply(arb_ptr z, arb_srcptr A, arb_srcptr r, slong prec)
{
    for (int i = 0; i < 2; i++) arb_dot(z + i, NULL, 0, A + 2 * i, 1, r, 1, 2, prec);
}

/* Z = X Y */
static void multiply(arb_ptr Z, arb_srcptr X, arb_srcptr Y, slong prec)
{
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++) arb_dot(Z + 2 * i + j, NULL, 0, X + 2 * i, 1, Y + j, 2, 2, prec);
}

void orbit_set_hull(arb_ptr box, const orbit_set_t set, slong prec)
{
    SCOPED_VEC(arb, z, 2);
    apply(box, set->C, set->r0, prec);
    apply(z, set->B, set->r, prec);
    for (int i = 0; i < 2; i++) {
        arb_add(box + i, box + i, z + i, prec);
        arb_add(box + i, box + i, set->x + i, prec);
    }
}

void orbit_set_offset(arb_ptr offset, const orbit_set_t set, arb_srcptr J, slong prec)
{
    arb_ptr z = _arb_vec_init(6), A = z + 2;
    multiply(A, J, set->C, prec);
    apply(offset, A, set->r0, prec);
    multiply(A, J, set->B, prec);
    apply(z, A, set->r, prec);
    for (int i = 0; i < 2; i++) arb_add(offset + i, offset + i, z + i, prec);
    _arb_vec_clear(z, 6);
}

static double size(const arb_t x)
{
    SCOPED(mag, m);
    arb_get_mag(m, x);
    return mag_is_zero(m) ? -INFINITY : mag_get_d_log2_approx(m);
}

/* The unit vector along the column of A whose image of r is longest, and its normal: any exact Q with an
   exact inverse would do. */
static void orthogonal_basis(arb_ptr Q, arb_srcptr A, arb_srcptr r)
{
    double entry[4], length[2];
    for (int i = 0; i < 4; i++) entry[i] = arf_get_d(arb_midref(A + i), ARF_RND_NEAR);
    for (int j = 0; j < 2; j++) {
        double norm = hypot(entry[j], entry[2 + j]);
        length[j] = norm > 0 && isfinite(norm) ? log2(norm) + size(r + j) : -INFINITY;
    }
    const int j = length[1] > length[0];
    const double norm = hypot(entry[j], entry[2 + j]);
    double c = 1, s = 0;
    if (norm > 0 && isfinite(norm) && isfinite(length[j])) {
        c = entry[j] / norm;
        s = entry[2 + j] / norm;
    }
    arb_set_d(Q, c);
    arb_set_d(Q + 1, -s);
    arb_set_d(Q + 2, s);
    arb_set_d(Q + 3, c);
}

/* Q^-1 = Q^T/(c^2 + s^2) for Q = (c, -s; s, c) */
static void inverse(arb_ptr inverse, arb_srcptr Q, slong prec)
{
    SCOPED(arb, d);
    arb_dot(d, NULL, 0, Q, 1, Q, 1, 2, prec);
    arb_div(inverse, Q, d, prec);
    arb_div(inverse + 1, Q + 2, d, prec);
    arb_div(inverse + 2, Q + 1, d, prec);
    arb_div(inverse + 3, Q + 3, d, prec);
}

/* Both boxes become one, r0 along B, once r has outgrown r0. */
static void reorganise(orbit_set_t set, arb_srcptr B_inverse, slong prec)
{
    double r0 = fmax(size(set->r0), size(set->r0 + 1)), r = fmax(size(set->r), size(set->r + 1));
    if (r <= r0) return;
    arb_ptr A = _arb_vec_init(6), z = A + 4;
    multiply(A, B_inverse, set->C, prec);
    apply(z, A, set->r0, prec);
    for (int i = 0; i < 2; i++) {
        arb_add(set->r0 + i, set->r + i, z + i, prec);
        arb_zero(set->r + i);
    }
    _arb_vec_set(set->C, set->B, 4);
    identity(set->B);
    _arb_vec_clear(A, 6);
}

void orbit_set_map(orbit_set_t set, arb_srcptr image, arb_srcptr J, slong prec)
{
    arb_ptr z = _arb_vec_init(20), t = z + 2, A = z + 4, Q = z + 8, Q_inverse = z + 12, E = z + 16;
    for (int i = 0; i < 2; i++) split(set->x + i, z + i, image + i);
    multiply(A, J, set->C, prec);
    for (int i = 0; i < 4; i++) split(set->C + i, E + i, A + i);
    apply(t, E, set->r0, prec);
    for (int i = 0; i < 2; i++) arb_add(z + i, z + i, t + i, prec);
    multiply(A, J, set->B, prec);
    orthogonal_basis(Q, A, set->r);
    inverse(Q_inverse, Q, prec);
    multiply(E, Q_inverse, A, prec);
    apply(t, E, set->r, prec);
    apply(set->r, Q_inverse, z, prec);
    for (int i = 0; i < 2; i++) arb_add(set->r + i, set->r + i, t + i, prec);
    _arb_vec_set(set->B, Q, 4);
    reorganise(set, Q_inverse, prec);
    _arb_vec_clear(z, 20);
}
