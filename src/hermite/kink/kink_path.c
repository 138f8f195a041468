#include "hermite/kink/kink_path.h"
#include "base/scoped.h"
#include "hermite/kink/spline_pair.h"

#define COMMON 8       /* series of the path */
#define FOR_A_PAIR 4   /* series of a pair beside its table */
#define LARGE_GUARD 32 /* bits lost by cancellation */
#define NARROW_BITS 40 /* complements of fewer accurate bits are treated by monotonicity */

/* One more than the last order at which some kink has a jump. */
static slong used_order(arb_srcptr jump, slong count, slong order)
{
    for (slong m = order; m > 0; m--)
        for (slong i = 0; i < count; i++)
            if (!arb_is_zero(jump + i * order + m - 1)) return m;
    return 0;
}

static slong row_count(const kink_side_t *side)
{
    return FLINT_MAX(used_order(side->f_jump, side->f_count, side->f_order) - 1, 1);
}

static slong column_count(const kink_side_t *side)
{
    return FLINT_MAX(used_order(side->g_jump, side->g_count, side->g_order), 2);
}

void kink_path_init(kink_path_t path, const hermite_kink_kernel_t *kernel, slong entries)
{
    slong series = 0;
    path->entries = entries;
    path->side = NULL;
    for (int i = 0; i < 2; i++) {
        int negative;
        const kink_side_t *side = kink_path_side(kernel, i, &negative);
        const slong pairs = side->f_count * side->g_count;
        series = FLINT_MAX(series, pairs * (FOR_A_PAIR + row_count(side) * column_count(side)));
    }
    path->storage_length = (COMMON + series) * entries;
    path->storage = _arb_vec_init(path->storage_length);
    arb_ptr *common[COMMON] = {&path->q, &path->c, &path->square, &path->v,
                               &path->W, &path->Z, &path->qv,     &path->second};
    for (int i = 0; i < COMMON; i++) *common[i] = path->storage + i * entries;
    path->work = path->storage + COMMON * entries;
}

void kink_path_clear(kink_path_t path)
{
    _arb_vec_clear(path->storage, path->storage_length);
}

int kink_path_is_gentle(const hermite_kink_kernel_t *kernel)
{
    return kernel->guard <= LARGE_GUARD;
}

const kink_side_t *kink_path_side(const hermite_kink_kernel_t *kernel, int reflect, int *negative)
{
    const int has_parity = kernel->parity == WANE_PARITY_EVEN || kernel->parity == WANE_PARITY_ODD;
    *negative = reflect && kernel->parity == WANE_PARITY_ODD;
    return (kink_path_is_gentle(kernel) ? kernel->side : kernel->coarse) + (reflect && !has_parity);
}

/* The series that belong to one pair of kinks. */
typedef struct {
    const kink_pair_struct *kinks;
    arb_ptr rate;           /* d log phi_2/dt */
    arb_ptr x_rest, y_rest; /* x - q y, y - q x */
    arb_ptr push;           /* v phi_2 */
    arb_ptr table;
    slong columns, entries;
} pair_series_t;

static pair_series_t pair_series(const kink_path_t path, slong i)
{
    const slong n = path->entries, stride = (FOR_A_PAIR + path->rows * path->columns) * n;
    arb_ptr at = path->work + i * stride;
    return (pair_series_t){path->side->pair + i, at, at + n, at + 2 * n, at + 3 * n, at + FOR_A_PAIR * n,
                           path->columns,        n};
}

static arb_ptr entry(const pair_series_t *pair, slong m, slong n)
{
    return pair->table + ((m + 1) * pair->columns + n + 2) * pair->entries;
}

/* z_k = (x y)_k */
static void convolve(arb_t z, arb_srcptr x, arb_srcptr y, slong k, slong prec)
{
    arb_dot(z, NULL, 0, x, 1, y + k, -1, k + 1, prec);
}

/* x - q y = gap + y (1 - q) and the like with the roles exchanged, without cancellation. */
static void set_rests(const pair_series_t *pair, arb_srcptr c, slong k, slong prec)
{
    const kink_pair_struct *kinks = pair->kinks;
    arb_mul(pair->x_rest + k, kinks->y, c + k, prec);
    arb_mul(pair->y_rest + k, kinks->x, c + k, prec);
    if (k > 0) return;
    arb_add(pair->x_rest, pair->x_rest, kinks->gap, prec);
    arb_sub(pair->y_rest, pair->y_rest, kinks->gap, prec);
}

/* rate_k = (v (q + xy W - q gap^2 Z))_k: derivations/17 (25). */
static void extend_rate(const pair_series_t *pair, const kink_path_t path, slong k, slong prec)
{
    const kink_pair_struct *kinks = pair->kinks;
    SCOPED(arb, t, u);
    arb_set(pair->rate + k, path->qv + k);
    arb_mul(u, kinks->x, kinks->y, prec);
    if (!arb_is_zero(u)) {
        convolve(t, path->v, path->W, k, prec);
        arb_addmul(pair->rate + k, t, u, prec);
    }
    if (!arb_is_zero(kinks->gap)) {
        arb_sqr(u, kinks->gap, prec);
        convolve(t, path->qv, path->Z, k, prec);
        arb_submul(pair->rate + k, t, u, prec);
    }
}

/* The densities and, where the table has them, the lines and the quadrant at the index 0: derivations/17
   (25), (26). */
static void extend_sources(const pair_series_t *pair, const kink_path_t path, slong k, slong prec)
{
    arb_ptr density = entry(pair, -1, -1);
    const int lines = path->columns > 2, inside = path->rows > 1;
    convolve(pair->push + k - 1, path->v, density, k - 1, prec);
    convolve(density + k, pair->rate, density, k - 1, prec);
    arb_div_si(density + k, density + k, k, prec);
    for (int i = 0; i < 3; i++) {
        if (i == 0 ? !lines : i == 1 ? !inside : !(lines && inside)) continue;
        arb_ptr value = i == 0 ? entry(pair, -1, 0) : i == 1 ? entry(pair, 0, -1) : entry(pair, 0, 0);
        arb_srcptr factor = i == 0 ? pair->x_rest : i == 1 ? pair->y_rest : path->square;
        convolve(value + k, factor, pair->push, k - 1, prec);
        arb_div_si(value + k, value + k, k, prec);
    }
}

/* Given u = x or, with swap, v = y: n I_{-1,n} = (q x - y) I_{-1,n-1} + s^2 I_{-1,n-2}. */
static void extend_line(const pair_series_t *pair, const kink_path_t path, int swap, slong k, slong prec)
{
    const slong count = swap ? path->rows - 1 : path->columns - 2;
    SCOPED(arb, t);
    for (slong n = 1; n < count; n++) {
        arb_ptr value = swap ? entry(pair, n, -1) : entry(pair, -1, n);
        convolve(t, swap ? pair->x_rest : pair->y_rest,
                 swap ? entry(pair, n - 1, -1) : entry(pair, -1, n - 1), k, prec);
        convolve(value + k, path->square, swap ? entry(pair, n - 2, -1) : entry(pair, -1, n - 2), k, prec);
        arb_sub(value + k, value + k, t, prec);
        arb_div_si(value + k, value + k, n, prec);
    }
}

static int has_steps(const kink_side_t *side)
{
    for (slong i = 0; i < side->g_count; i++)
        if (!arb_is_zero(side->g_jump + i * side->g_order)) return 1;
    return 0;
}

/* I_{m,-2}: a teacher that jumps. */
static void extend_below(const pair_series_t *pair, const kink_path_t path, slong k, slong prec)
{
    arb_ptr value = entry(pair, -1, -2);
    arb_srcptr density = entry(pair, -1, -1);
    SCOPED(arb, t);
    arb_zero(value + k); /* phi_2 (y - q x)/s^2 */
    for (slong j = 0; j <= k; j++) {
        convolve(t, pair->y_rest, path->Z, j, prec);
        arb_addmul(value + k, t, density + k - j, prec);
    }
    for (slong m = 0; m < path->rows - 1; m++) {
        value = entry(pair, m, -2);
        convolve(t, path->q, entry(pair, m - 1, -1), k, prec);
        arb_mul(value + k, pair->kinks->y, entry(pair, m, -1) + k, prec);
        arb_sub(value + k, value + k, t, prec);
    }
}

/* m I_{m,n} = -x I_{m-1,n} + I_{m-2,n} + q I_{m-1,n-1}, for m = 0 by the like with the roles exchanged. */
static void extend_inside(const pair_series_t *pair, const kink_path_t path, slong k, slong prec)
{
    for (slong m = 0; m < path->rows - 1; m++)
        for (slong n = m == 0 ? 1 : 0; n < path->columns - 2; n++) {
            arb_ptr value = entry(pair, m, n) + k;
            convolve(value, path->q, entry(pair, m - 1, n - 1), k, prec);
            if (m == 0) {
                arb_submul(value, pair->kinks->y, entry(pair, 0, n - 1) + k, prec);
                arb_add(value, value, entry(pair, 0, n - 2) + k, prec);
            } else {
                arb_submul(value, pair->kinks->x, entry(pair, m - 1, n) + k, prec);
                arb_add(value, value, entry(pair, m - 2, n) + k, prec);
            }
            arb_div_si(value, value, m == 0 ? n : m, prec);
        }
}

/* second_k += sum over the jumps of f_m g_n (I_{m-2,n-2})_k */
static void add_jumps(kink_path_t path, slong i, slong k, slong prec)
{
    const kink_side_t *side = path->side;
    const pair_series_t pair = pair_series(path, i);
    arb_srcptr f_jump = side->f_jump + i / side->g_count * side->f_order;
    arb_srcptr g_jump = side->g_jump + i % side->g_count * side->g_order;
    SCOPED(arb, sum);
    for (slong m = 1; m < FLINT_MIN(side->f_order, path->rows + 1); m++) {
        if (arb_is_zero(f_jump + m)) continue;
        arb_zero(sum);
        for (slong n = 0; n < FLINT_MIN(side->g_order, path->columns); n++)
            if (!arb_is_zero(g_jump + n)) arb_addmul(sum, g_jump + n, entry(&pair, m - 2, n - 2) + k, prec);
        arb_addmul(path->second + k, sum, f_jump + m, prec);
    }
}

/* The table at the start, between its values at the ends where that is sharper. */
static void start_pair(const kink_path_t path, slong i, const correlation_t at,
                       const correlation_struct *ends, slong prec)
{
    const pair_series_t pair = pair_series(path, i);
    spline_table_t table;
    spline_table_init(table, path->rows - 1, path->columns - 2);
    spline_table_set(table, pair.kinks, at, ends, prec);
    for (slong m = -1; m < path->rows - 1; m++)
        for (slong n = -2; n < path->columns - 2; n++)
            arb_set(entry(&pair, m, n), spline_table_entry(table, m, n));
    spline_table_clear(table);
    set_rests(&pair, path->c, 0, prec);
}

/* A complement from which rounding has removed what is outside [0, 1]; its ends if it is wide. */
static int set_start(correlation_t at, correlation_struct *ends, const arb_t complement, slong prec)
{
    arf_t end[2];
    correlation_set_complement(at, complement, prec);
    if (arb_is_exact(complement) || arb_rel_accuracy_bits(complement) >= NARROW_BITS) return 0;
    for (int i = 0; i < 2; i++) arf_init(end[i]);
    arb_get_ubound_arf(end[0], complement, prec);
    arb_get_lbound_arf(end[1], complement, prec);
    if (arf_cmp_si(end[0], 1) > 0) arf_one(end[0]);
    if (arf_sgn(end[1]) < 0) arf_zero(end[1]);
    for (int i = 0; i < 2; i++) {
        SCOPED(arb, x);
        arb_set_arf(x, end[i]);
        correlation_set_complement(ends + i, x, prec);
        arf_clear(end[i]);
    }
    return 1;
}

void kink_path_start(kink_path_t path, const kink_side_t *side, slong prec)
{
    correlation_t at, ends[2];
    correlation_init(at);
    for (int i = 0; i < 2; i++) correlation_init(ends[i]);
    path->side = side;
    path->pairs = side->f_count * side->g_count;
    path->rows = row_count(side);
    path->columns = column_count(side);
    const int wide = set_start(at, ends[0], path->c, prec);
    arb_set(path->q, at->q);
    arb_add_ui(path->W, at->q, 1, prec);
    arb_mul(path->square, path->c, path->W, prec);
    arb_inv(path->Z, path->square, prec);
    arb_div(path->W, path->c, path->W, prec);
    arb_zero(path->second);
    for (slong i = 0; i < path->pairs; i++) {
        start_pair(path, i, at, wide ? ends[0] : NULL, prec);
        add_jumps(path, i, 0, prec);
    }
    correlation_clear(at);
    for (int i = 0; i < 2; i++) correlation_clear(ends[i]);
}

/* W' = -2 v W, Z' = 2 q v Z: derivations/17 (24). */
static void extend_common(kink_path_t path, slong k, slong prec)
{
    convolve(path->qv + k - 1, path->q, path->v, k - 1, prec);
    convolve(path->W + k, path->v, path->W, k - 1, prec);
    convolve(path->Z + k, path->qv, path->Z, k - 1, prec);
    arb_mul_2exp_si(path->W + k, path->W + k, 1);
    arb_mul_2exp_si(path->Z + k, path->Z + k, 1);
    arb_div_si(path->W + k, path->W + k, -k, prec);
    arb_div_si(path->Z + k, path->Z + k, k, prec);
}

void kink_path_extend(kink_path_t path, slong k, slong prec)
{
    extend_common(path, k, prec);
    arb_zero(path->second + k);
    for (slong i = 0; i < path->pairs; i++) {
        const pair_series_t pair = pair_series(path, i);
        extend_rate(&pair, path, k - 1, prec);
        set_rests(&pair, path->c, k, prec);
        extend_sources(&pair, path, k, prec);
        extend_line(&pair, path, 0, k, prec);
        extend_line(&pair, path, 1, k, prec);
        if (has_steps(path->side)) extend_below(&pair, path, k, prec);
        extend_inside(&pair, path, k, prec);
        add_jumps(path, i, k, prec);
    }
}
