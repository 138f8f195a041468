#include "manifold/orbit/orbit_series.h"

#include "base/scoped.h"

#include <flint/arb_poly.h>

#define VECTORS 34

static slong most_terms(const orbit_kernel_t *kernel)
{
    return FLINT_MAX(kernel->series.length, FLINT_MAX(kernel->rest[0].length, kernel->rest[1].length));
}

void orbit_series_init(orbit_series_t s, const orbit_field_t field, slong order)
{
    const slong n = order + 1;
    s->order = order;
    s->stride = n;
    orbit_expansion_init(&s->expansion, field, order + 3);
    const slong R_rows = FLINT_MIN(n, most_terms(&field->P)), q_rows = FLINT_MIN(n, most_terms(&field->K));
    s->storage_length = (VECTORS + R_rows + q_rows) * n;
    s->storage = _arb_vec_init(s->storage_length);
    arb_ptr *vectors[VECTORS] = {
        &s->rho,      &s->a,       &s->V[0],      &s->V[1],      &s->V[2],     &s->V[3],     &s->R,
        &s->D,        &s->P[0],    &s->P[1],      &s->P[2],      &s->K[0],     &s->K[1],     &s->K[2],
        &s->aR,       &s->aRK1,    &s->M,         &s->G,         &s->aK,       &s->RG,       &s->DK2,
        &s->T,        &s->aT,      &s->N,         &s->aN,        &s->slope[0], &s->slope[1], &s->slope[2],
        &s->slope[3], &s->minus_D, &s->defect[0], &s->defect[1], &s->R_speed,  &s->q_speed};
    for (slong i = 0; i < VECTORS; i++) *vectors[i] = s->storage + i * n;
    s->q_power = s->storage + VECTORS * n;
    s->R_power = s->q_power + q_rows * n;
    s->R_rows = s->q_rows = 0;
    s->P_closed = s->K_closed = s->reflected = 0;
    if (field->P.kink != NULL) kink_path_init(s->P_path, field->P.kink, n);
    if (field->K.kink != NULL) kink_path_init(s->K_path, field->K.kink, n);
    arb_init(s->P_factor);
}

void orbit_series_clear(orbit_series_t s, const orbit_field_t field)
{
    orbit_expansion_clear(&s->expansion, field);
    if (field->P.kink != NULL) kink_path_clear(s->P_path);
    if (field->K.kink != NULL) kink_path_clear(s->K_path);
    arb_clear(s->P_factor);
    _arb_vec_clear(s->storage, s->storage_length);
}

void orbit_series_evaluate(arb_t value, const orbit_series_t s, arb_srcptr coefficient, const arb_t t,
                           slong prec)
{
    _arb_poly_evaluate(value, coefficient, s->order + 1, t, prec);
}

/* sech^2 and tanh at one point. */
static void point_correlation(arb_t R, arb_t D, const arb_t rho, slong prec)
{
    SCOPED(arb, u, v);
    arb_tanh(R, rho, prec);
    arb_abs(u, rho);
    arb_mul_2exp_si(u, u, 1);
    arb_neg(u, u);
    arb_exp(u, u, prec);
    arb_add_ui(v, u, 1, prec);
    arb_sqr(v, v, prec);
    arb_mul_2exp_si(u, u, 2);
    arb_div(D, u, v, prec);
}

void orbit_correlation(arb_t R, arb_t D, arb_t q, const arb_t rho, slong prec)
{
    SCOPED(arb, end, R_end, D_end);
    const int straddles = arb_contains_zero(rho) && !arb_is_exact(rho);
    arb_get_lbound_arf(arb_midref(end), rho, prec + 30);
    point_correlation(R, D, end, prec);
    arb_sqr(q, R, prec);
    if (!arb_is_exact(rho)) { /* tanh increases, sech^2 and tanh^2 are monotone on each side of 0 */
        arb_get_ubound_arf(arb_midref(end), rho, prec + 30);
        point_correlation(R_end, D_end, end, prec);
        arb_union(R, R, R_end, prec);
        arb_union(D, D, D_end, prec);
        arb_sqr(R_end, R_end, prec);
        arb_union(q, q, R_end, prec);
        if (straddles) {
            arb_one(end);
            arb_union(D, D, end, prec);
            arb_zero(end);
            arb_union(q, q, end, prec);
        }
    }
}

/* z[k] = sum_i x[i] y[k - i] */
static void convolve(arb_ptr z, arb_srcptr x, arb_srcptr y, slong k, slong prec)
{
    arb_dot(z + k, NULL, 0, x, 1, y + k, -1, k + 1, prec);
}

/* Coefficient k of the powers of x without its coefficient 0: row j from row j - 1. */
static void extend_powers(arb_ptr power, slong rows, slong stride, arb_srcptr x, slong k, slong prec)
{
    if (k == 0 || rows < 2) return;
    arb_set(power + stride + k, x + k);
    for (slong j = 2; j < rows && j <= k; j++)
        arb_dot(power + j * stride + k, NULL, 0, x + 1, 1, power + (j - 1) * stride + k - 1, -1, k - j + 1,
                prec);
}

/* value[k] for f^(d) from its expansion: derivations/17 (5). */
static void compose(arb_ptr value, slong d, const arb_ptr *f, slong count, arb_srcptr power, slong stride,
                    slong k, slong prec)
{
    const slong terms = FLINT_MIN(k, count - 1 - d);
    if (k > 0)
        arb_dot(value + k, NULL, 0, f[d] + 1, 1, power + stride + k, stride, FLINT_MAX(terms, 0), prec);
    else if (d < count) arb_set(value, f[d]);
    else arb_zero(value);
}

/* Coefficient k of a kernel with a closed form: its second derivative, from which the first and the value
   follow by integration in time.  derivations/17 (27). */
static void extend_closed(arb_ptr *value, kink_path_t path, const arb_t factor, arb_srcptr speed,
                          const arb_ptr *rest, slong rest_count, arb_srcptr power, slong stride, slong k,
                          slong prec)
{
    if (k > 0) kink_path_extend(path, k, prec);
    compose(value[2], 2, rest, rest_count, power, stride, k, prec);
    arb_addmul(value[2] + k, path->second + k, factor, prec);
    for (int d = 1; d >= 0 && k > 0; d--) {
        arb_dot(value[d] + k, NULL, 0, value[d + 1], 1, speed + k - 1, -1, k, prec);
        arb_div_si(value[d] + k, value[d] + k, k, prec);
    }
}

/* q = 1 - D, 1 - q^2 = D (2 - D) */
static void extend_K_path(kink_path_t path, const orbit_series_t s, slong k, slong prec)
{
    if (k == 0) return; /* kink_path_start */
    arb_neg(path->q + k, s->D + k);
    arb_set(path->c + k, s->D + k);
    convolve(path->square, s->D, s->D, k, prec);
    arb_neg(path->square + k, path->square + k);
    arb_addmul_si(path->square + k, s->D + k, 2, prec);
}

/* |R|, 1 - R^2 = D */
static void extend_P_path(kink_path_t path, const orbit_series_t s, slong k)
{
    if (k == 0) return;
    arb_set(path->q + k, s->R + k);
    if (s->reflected) arb_neg(path->q + k, path->q + k);
    arb_neg(path->c + k, path->q + k);
    arb_set(path->square + k, s->D + k);
}

static void extend_K(orbit_series_t s, slong derivatives, slong k, slong prec)
{
    const slong count = s->expansion.K_count;
    if (!s->K_closed) {
        for (slong d = 0; d < derivatives; d++)
            compose(s->K[d], d, s->expansion.K, count, s->q_power, s->stride, k, prec);
        return;
    }
    SCOPED(arb, one);
    arb_one(one);
    extend_K_path(s->K_path, s, k, prec);
    extend_closed(s->K, s->K_path, one, s->q_speed, s->expansion.K, count, s->q_power, s->stride, k, prec);
}

static void extend_P(orbit_series_t s, slong derivatives, slong k, slong prec)
{
    const slong count = s->expansion.P_count;
    if (!s->P_closed) {
        for (slong d = 0; d < derivatives; d++)
            compose(s->P[d], d, s->expansion.P, count, s->R_power, s->stride, k, prec);
        return;
    }
    extend_P_path(s->P_path, s, k);
    extend_closed(s->P, s->P_path, s->P_factor, s->R_speed, s->expansion.P, count, s->R_power, s->stride, k,
                  prec);
}

/* Coefficient k of the right side: derivations/17 (6). */
static void extend_field(orbit_series_t s, slong derivatives, slong k, slong prec)
{
    if (k == 0) derivatives = 3; /* for orbit_series_slope */
    arb_neg(s->minus_D + k, s->D + k);
    extend_powers(s->q_power, s->q_rows, s->stride, s->minus_D, k, prec);
    extend_powers(s->R_power, s->R_rows, s->stride, s->R, k, prec);
    extend_K(s, derivatives, k, prec);
    extend_P(s, derivatives, k, prec);
    convolve(s->aR, s->a, s->R, k, prec);
    convolve(s->aRK1, s->aR, s->K[1], k, prec);
    arb_sub(s->M + k, s->P[1] + k, s->aRK1 + k, prec);
    convolve(s->G, s->a, s->M, k, prec);
    convolve(s->aK, s->a, s->K[0], k, prec);
}

/* Coefficient k of the field's derivative: derivations/17 (7). */
static void extend_slope(orbit_series_t s, const arb_t eps, slong k, slong prec)
{
    convolve(s->DK2, s->D, s->K[2], k, prec);
    arb_sub(s->T + k, s->K[2] + k, s->DK2 + k, prec);
    arb_mul_2exp_si(s->T + k, s->T + k, 1);
    arb_add(s->T + k, s->T + k, s->K[1] + k, prec);
    convolve(s->aT, s->a, s->T, k, prec);
    arb_sub(s->N + k, s->P[2] + k, s->aT + k, prec);
    convolve(s->aN, s->a, s->N, k, prec);
    convolve(s->slope[0], s->D, s->aN, k, prec);
    arb_mul_2exp_si(s->slope[1] + k, s->aRK1 + k, 1);
    arb_sub(s->slope[1] + k, s->P[1] + k, s->slope[1] + k, prec);
    convolve(s->slope[2], s->D, s->slope[1], k, prec);
    arb_mul(s->slope[2] + k, s->slope[2] + k, eps, prec);
    arb_mul(s->slope[3] + k, s->K[0] + k, eps, prec);
    arb_neg(s->slope[3] + k, s->slope[3] + k);
}

/* Coefficient k + 1 of (rho, a): derivations/17 (6). */
static void advance(orbit_series_t s, const arb_t eps, slong k, slong prec)
{
    const ulong next = (ulong)k + 1;
    arb_div_ui(s->rho + next, s->G + k, next, prec);
    arb_sub(s->a + next, s->P[0] + k, s->aK + k, prec);
    arb_mul(s->a + next, s->a + next, eps, prec);
    arb_div_ui(s->a + next, s->a + next, next, prec);
}

/* q'/(1 - q^2) = 2 R rho'/(2 - D): v (2 - D) = 2 RG. */
static void advance_K_path(arb_ptr v, const orbit_series_t s, slong k, slong prec)
{
    SCOPED(arb, t);
    arb_mul_2exp_si(t, s->RG + k, 1);
    arb_dot(t, t, 0, s->D + 1, 1, v + k - 1, -1, k, prec);
    arb_sub_ui(v + k, s->D, 2, prec);
    arb_div(v + k, t, v + k, prec);
    arb_neg(v + k, v + k);
}

/* Coefficient k + 1 of (R, D) where rho' = velocity: derivations/17 (6). */
static void advance_correlation(orbit_series_t s, arb_srcptr velocity, slong k, slong prec)
{
    const ulong next = (ulong)k + 1;
    convolve(s->RG, s->R, velocity, k, prec);
    arb_dot(s->R + next, NULL, 0, s->D, 1, velocity + k, -1, k + 1, prec);
    arb_div_ui(s->R + next, s->R + next, next, prec);
    arb_dot(s->D + next, NULL, 1, s->D, 1, s->RG + k, -1, k + 1, prec);
    arb_mul_2exp_si(s->D + next, s->D + next, 1);
    arb_div_ui(s->D + next, s->D + next, next, prec);
    arb_mul_ui(s->R_speed + k, s->R + next, next, prec);
    arb_mul_ui(s->q_speed + k, s->D + next, next, prec);
    arb_neg(s->q_speed + k, s->q_speed + k);
    if (s->P_closed) {
        if (s->reflected) arb_neg(s->P_path->v + k, velocity + k);
        else arb_set(s->P_path->v + k, velocity + k);
    }
    if (s->K_closed) advance_K_path(s->K_path->v, s, k, prec);
}

/* Coefficient k + 1 of V' = slope V: derivations/17 (8). */
static void advance_derivative(orbit_series_t s, slong k, slong prec)
{
    for (int row = 0; row < 2; row++)
        for (int column = 0; column < 2; column++) {
            arb_ptr next = s->V[2 * row + column] + k + 1;
            arb_dot(next, NULL, 0, s->slope[2 * row], 1, s->V[column] + k, -1, k + 1, prec);
            arb_dot(next, next, 0, s->slope[2 * row + 1], 1, s->V[2 + column] + k, -1, k + 1, prec);
            arb_div_ui(next, next, (ulong)k + 1, prec);
        }
}

/* (R, D) and the kernels about the point or box from which the series start. */
static void start(orbit_series_t s, orbit_field_t field, slong prec)
{
    SCOPED(arb, q, one);
    orbit_correlation(s->R, s->D, q, s->rho, prec);
    orbit_field_expand(&s->expansion, field, s->R, q, prec);
    s->R_rows = FLINT_MIN(s->order + 1, s->expansion.P_count);
    s->q_rows = FLINT_MIN(s->order + 1, s->expansion.K_count);
    s->P_closed = orbit_field_is_closed(field, &field->P);
    s->K_closed = orbit_field_is_closed(field, &field->K);
    s->reflected = field->reflected;
    SCOPED_VEC(arb, value, 4);
    orbit_field_closed_values(value, value + 2, field, s->R, s->D, prec);
    for (int d = 0; d < 2; d++) {
        if (s->P_closed) arb_set(s->P[d], value + d);
        if (s->K_closed) arb_set(s->K[d], value + 2 + d);
    }
    if (s->P_closed) {
        arb_abs(q, s->R);
        arb_add_ui(q, q, 1, prec);
        arb_div(s->P_path->c, s->D, q, prec);
        kink_path_start(s->P_path, orbit_field_side(s->P_factor, field, &field->P, prec), prec);
    }
    if (s->K_closed) {
        arb_set(s->K_path->c, s->D);
        kink_path_start(s->K_path, orbit_field_side(one, field, &field->K, prec), prec);
    }
}

static double path_products(const kink_path_t path)
{
    return (double)(path->pairs * (path->rows * path->columns + 6));
}

/* Series of this many products, powers and paths beside. */
static void count_effort(const orbit_series_t s, orbit_field_t field, double products)
{
    const double n = (double)s->order;
    if (s->P_closed) products += path_products(s->P_path);
    if (s->K_closed) products += path_products(s->K_path);
    field->effort += 0.5 * n * n * (products + (double)(s->R_rows + s->q_rows) / 3);
}

void orbit_series_run(orbit_series_t s, orbit_field_t field, const arb_t rho, const arb_t a, const arb_t eps,
                      int with_derivative, slong prec)
{
    arb_set(s->rho, rho);
    arb_set(s->a, a);
    start(s, field, prec);
    for (int i = 0; i < 4; i++) arb_set_si(s->V[i], i == 0 || i == 3);
    count_effort(s, field, with_derivative ? 28 : 14);
    for (slong k = 0; k < s->order; k++) {
        extend_field(s, with_derivative ? 3 : 2, k, prec);
        advance(s, eps, k, prec);
        advance_correlation(s, s->G, k, prec);
        if (!with_derivative) continue;
        extend_slope(s, eps, k, prec);
        advance_derivative(s, k, prec);
    }
}

void orbit_series_defect(orbit_series_t s, orbit_field_t field, const arb_t eps, slong prec)
{
    arb_ptr velocity = s->aN;
    start(s, field, prec);
    count_effort(s, field, 18);
    for (slong k = 0; k < s->order; k++) {
        extend_field(s, 2, k, prec);
        arb_mul_si(velocity + k, s->rho + k + 1, k + 1, prec);
        arb_sub(s->defect[0] + k, s->G + k, velocity + k, prec);
        advance_correlation(s, velocity, k, prec);
        arb_sub(s->N + k, s->P[0] + k, s->aK + k, prec);
        arb_mul(s->defect[1] + k, s->N + k, eps, prec);
        arb_submul_si(s->defect[1] + k, s->a + k + 1, k + 1, prec);
    }
}

void orbit_series_slope(arb_ptr slope, const orbit_series_t s, const arb_t eps, slong prec)
{
    SCOPED(arb, t);
    /* a D (P'' - a (K' + 2 q K'')), q = 1 - D */
    arb_sub_ui(t, s->D, 1, prec);
    arb_mul(t, t, s->K[2], prec);
    arb_mul_2exp_si(t, t, 1);
    arb_sub(t, s->K[1], t, prec);
    arb_mul(t, t, s->a, prec);
    arb_sub(t, s->P[2], t, prec);
    arb_mul(t, t, s->a, prec);
    arb_mul(slope, t, s->D, prec);
    arb_mul_2exp_si(slope + 1, s->aRK1, 1);
    arb_sub(slope + 1, s->P[1], slope + 1, prec);
    arb_mul(slope + 2, slope + 1, s->D, prec);
    arb_mul(slope + 2, slope + 2, eps, prec);
    arb_mul(slope + 3, s->K[0], eps, prec);
    arb_neg(slope + 3, slope + 3);
}
