#include "hermite/kink/spline_pair.h"

#include "base/scoped.h"

void spline_table_init(spline_table_t table, slong m_count, slong n_count)
{
    table->rows = m_count + SPLINE_BELOW;
    table->columns = n_count + SPLINE_BELOW;
    table->entry = _arb_vec_init(table->rows * table->columns);
    for (int i = 0; i < 9; i++) arb_init(&table->scaled[i]);
}

void spline_table_clear(spline_table_t table)
{
    _arb_vec_clear(table->entry, table->rows * table->columns);
    for (int i = 0; i < 9; i++) arb_clear(&table->scaled[i]);
}

arb_ptr spline_table_entry(const spline_table_t table, slong m, slong n)
{
    return table->entry + (m + SPLINE_BELOW) * table->columns + (n + SPLINE_BELOW);
}

static arb_ptr scaled_entry(spline_table_t table, slong m, slong n)
{
    return &table->scaled[3 * (m + 2) + n + 2];
}

arb_srcptr spline_table_scaled(const spline_table_t table, slong m, slong n)
{
    return &table->scaled[3 * (m + 2) + n + 2];
}

/* What the entries at (x, y) consist of: the factors of the densities and the two regressions. */
typedef struct {
    const kink_pair_struct *pair;
    const correlation_struct *at;
    arb_t next;           /* 1 + q */
    arb_t x_part, y_part; /* x/(1 + q), y/(1 + q) */
    arb_t density[6];     /* s^(1 - power) phi_2 */
} place_t;

static void place_init(place_t *place, const kink_pair_t pair, const correlation_t at, slong prec)
{
    place->pair = pair;
    place->at = at;
    arb_init(place->next);
    arb_init(place->x_part);
    arb_init(place->y_part);
    arb_add_ui(place->next, at->q, 1, prec);
    arb_div(place->x_part, pair->x, place->next, prec);
    arb_div(place->y_part, pair->y, place->next, prec);
    for (slong power = 0; power < 6; power++) {
        arb_init(place->density[power]);
        kink_pair_density(place->density[power], power, pair, at, prec);
    }
}

static void place_clear(place_t *place)
{
    arb_clear(place->next);
    arb_clear(place->x_part);
    arb_clear(place->y_part);
    for (slong power = 0; power < 6; power++) arb_clear(place->density[power]);
}

/* value += sign c^n d, silent for c = 0 exactly even if d is infinite */
static void add_gap_term(arb_t value, int sign, const arb_t gap, ulong n, const arb_t d, slong prec)
{
    if (arb_is_zero(gap)) return;
    SCOPED(arb, t);
    arb_pow_ui(t, gap, n, prec);
    if (sign > 0) arb_addmul(value, t, d, prec);
    else arb_submul(value, t, d, prec);
}

/* value = s^(1 - power) times D_{0,1} = I_{-1,-2} = phi_2 (x/(1 + q) - gap/s^2), or with swap D_{1,0}. */
static void density_slope(arb_t value, const place_t *place, int swap, slong power, slong prec)
{
    arb_mul(value, swap ? place->y_part : place->x_part, place->density[power], prec);
    if (arb_is_zero(swap ? place->y_part : place->x_part)) arb_zero(value);
    add_gap_term(value, swap ? 1 : -1, place->pair->gap, 1, place->density[power + 2], prec);
}

/* value = s^(1 - power) D_{1,1} = s^(1 - power) dphi_2/dq: derivations/13 (7). */
static void density_twist(arb_t value, const place_t *place, slong power, slong prec)
{
    SCOPED(arb, t);
    arb_mul(value, place->at->q, place->density[power + 2], prec);
    arb_mul(t, place->x_part, place->y_part, prec);
    arb_addmul(value, t, place->density[power], prec);
    if (!arb_is_zero(place->pair->gap)) {
        arb_div(t, place->density[power + 2], place->next, prec);
        add_gap_term(value, 1, place->pair->gap, 2, t, prec);
        add_gap_term(value, -1, place->pair->gap, 2, place->density[power + 4], prec);
    }
}

/* derivations/13 (7): D_{a,b+1} = r D_{a,b} - b/s^2 D_{a,b-1} + a q/s^2 D_{a-1,b}, D_{a,b} = I_{-1-a,-1-b};
   with swap the roles of a and b exchanged. */
static void next_density(spline_table_t table, const place_t *place, const arb_t r,
                         const arb_t inverse_square, slong a, slong b, int swap, slong prec)
{
    const slong m = -1 - a, n = -1 - b;
    arb_ptr value = swap ? spline_table_entry(table, n - 1, m) : spline_table_entry(table, m, n - 1);
    SCOPED(arb, t);
    arb_mul(value, r, swap ? spline_table_entry(table, n, m) : spline_table_entry(table, m, n), prec);
    if (b > 0) {
        arb_mul_si(t, inverse_square, -b, prec);
        arb_addmul(value, t, swap ? spline_table_entry(table, n + 1, m) : spline_table_entry(table, m, n + 1),
                   prec);
    }
    if (a > 0) {
        arb_mul_si(t, inverse_square, a, prec);
        arb_mul(t, t, place->at->q, prec);
        arb_addmul(value, t, swap ? spline_table_entry(table, n, m + 1) : spline_table_entry(table, m + 1, n),
                   prec);
    }
}

/* m, n < 0 */
static void set_densities(spline_table_t table, const place_t *place, slong prec)
{
    const kink_pair_struct *pair = place->pair;
    arb_t r[2], inverse_square;
    arb_init(r[0]);
    arb_init(r[1]);
    arb_init(inverse_square);
    arb_set(spline_table_entry(table, -1, -1), place->density[1]);
    density_slope(spline_table_entry(table, -1, -2), place, 0, 1, prec);
    density_slope(spline_table_entry(table, -2, -1), place, 1, 1, prec);
    density_twist(spline_table_entry(table, -2, -2), place, 1, prec);

    arb_sqr(inverse_square, place->at->sine, prec);
    arb_inv(inverse_square, inverse_square, prec);
    arb_set(r[0], place->x_part);
    arb_set(r[1], place->y_part);
    if (!arb_is_zero(pair->gap)) {
        arb_submul(r[0], pair->gap, inverse_square, prec);
        arb_addmul(r[1], pair->gap, inverse_square, prec);
    }
    if (arb_is_zero(place->at->complement) && !arb_contains_zero(pair->gap)) {
        for (slong m = -SPLINE_BELOW; m < 0; m++)
            for (slong n = -SPLINE_BELOW; n < 0; n++) arb_zero(spline_table_entry(table, m, n));
    } else {
        for (int swap = 0; swap < 2; swap++) {
            next_density(table, place, r[swap], inverse_square, 0, 1, swap, prec);
            next_density(table, place, r[swap], inverse_square, 1, 1, swap, prec);
        }
        next_density(table, place, r[0], inverse_square, 2, 1, 0, prec);
        /* x = y = 0: the odd ones vanish, also where r times an infinite density is nothing */
        if (arb_is_zero(pair->gap) && arb_is_zero(pair->x))
            for (slong m = -SPLINE_BELOW; m < 0; m++)
                for (slong n = -SPLINE_BELOW; n < 0; n++)
                    if ((m + n) % 2 != 0) arb_zero(spline_table_entry(table, m, n));
    }
    arb_clear(r[0]);
    arb_clear(r[1]);
    arb_clear(inverse_square);
}

/* I_{-1,n}, n >= 0, given u = x, or with swap I_{n,-1} given
   v = y: derivations/13 (6).  density = s^2 I_{-1,-1}. */
static void set_line(spline_table_t table, const place_t *place, int swap, slong prec)
{
    const kink_pair_struct *pair = place->pair;
    const slong count = (swap ? table->rows : table->columns) - SPLINE_BELOW;
    SCOPED(arb, shift, square, gap, t);
    if (swap) arb_neg(gap, pair->gap);
    else arb_set(gap, pair->gap);
    arb_set(shift, gap); /* q x - y = gap - x (1 - q) */
    arb_submul(shift, swap ? pair->y : pair->x, place->at->complement, prec);
    arb_sqr(square, place->at->sine, prec);
    for (slong n = 0; n < count; n++) {
        arb_ptr value = swap ? spline_table_entry(table, n, -1) : spline_table_entry(table, -1, n);
        if (n == 0) {
            kink_pair_beyond_given(value, gap, swap ? pair->y : pair->x, place->at, prec);
            arb_mul(value, value, swap ? pair->y_density : pair->x_density, prec);
            continue;
        }
        arb_mul(value, shift,
                swap ? spline_table_entry(table, n - 1, -1) : spline_table_entry(table, -1, n - 1), prec);
        if (n == 1) {
            arb_addmul(value, place->at->sine, place->density[0], prec);
        } else {
            arb_mul(t, square,
                    swap ? spline_table_entry(table, n - 2, -1) : spline_table_entry(table, -1, n - 2), prec);
            arb_add(value, value, t, prec);
            arb_div_ui(value, value, (ulong)n, prec);
        }
    }
}

/* I_{-2,n} = x I_{-1,n} - q I_{-1,n-1}, I_{-3,n} = x I_{-2,n}
   - q I_{-2,n-1} - I_{-1,n}, n >= 0, and with swap. */
static void set_below_line(spline_table_t table, const place_t *place, int swap, slong prec)
{
    const slong count = (swap ? table->rows : table->columns) - SPLINE_BELOW;
    const slong step = swap ? table->columns : 1, down = swap ? 1 : table->columns;
    arb_srcptr at = swap ? place->pair->y : place->pair->x;
    for (slong m = -2; m >= -SPLINE_BELOW; m--)
        for (slong n = 0; n < count; n++) {
            arb_ptr value = swap ? spline_table_entry(table, n, m) : spline_table_entry(table, m, n);
            arb_mul(value, at, value + down, prec);
            arb_submul(value, place->at->q, value + down - step, prec);
            if (m == -3) arb_sub(value, value, value + 2 * down, prec);
        }
}

/* m, n >= 0, from the quadrant and the lines by derivations/13
   (5): m I_{m,n} = -x I_{m-1,n} + I_{m-2,n} + q I_{m-1,n-1}. */
static void set_inside(spline_table_t table, const place_t *place, slong prec)
{
    const slong m_count = table->rows - SPLINE_BELOW, n_count = table->columns - SPLINE_BELOW;
    const slong step = 1, down = table->columns;
    if (m_count == 0 || n_count == 0) return;
    kink_pair_quadrant(spline_table_entry(table, 0, 0), place->pair, place->at, prec);
    for (slong m = 0; m < m_count; m++)
        for (slong n = m == 0 ? 1 : 0; n < n_count; n++) {
            arb_ptr value = spline_table_entry(table, m, n);
            const slong lower = m == 0 ? step : down;
            arb_mul(value, place->at->q, value - down - step, prec);
            arb_submul(value, m == 0 ? place->pair->y : place->pair->x, value - lower, prec);
            arb_add(value, value, value - 2 * lower, prec);
            arb_div_ui(value, value, (ulong)(m == 0 ? n : m), prec);
        }
}

static void set_scaled(spline_table_t table, const place_t *place, slong prec)
{
    const correlation_struct *at = place->at;
    arb_set(scaled_entry(table, -1, -1), place->density[0]);
    density_slope(scaled_entry(table, -1, -2), place, 0, 0, prec);
    density_slope(scaled_entry(table, -2, -1), place, 1, 0, prec);
    density_twist(scaled_entry(table, -2, -2), place, 0, prec);
    if (table->columns > SPLINE_BELOW) {
        arb_mul(scaled_entry(table, -2, 0), place->pair->x, spline_table_entry(table, -1, 0), prec);
        arb_mul(scaled_entry(table, -2, 0), scaled_entry(table, -2, 0), at->sine, prec);
        arb_submul(scaled_entry(table, -2, 0), at->q, scaled_entry(table, -1, -1), prec);
    }
    if (table->rows > SPLINE_BELOW) {
        arb_mul(scaled_entry(table, 0, -2), place->pair->y, spline_table_entry(table, 0, -1), prec);
        arb_mul(scaled_entry(table, 0, -2), scaled_entry(table, 0, -2), at->sine, prec);
        arb_submul(scaled_entry(table, 0, -2), at->q, scaled_entry(table, -1, -1), prec);
    }
}

static void set_directly(spline_table_t table, const kink_pair_t pair, const correlation_t at, int inside,
                         slong prec)
{
    place_t place;
    place_init(&place, pair, at, prec);
    set_densities(table, &place, prec);
    for (int swap = 0; swap < 2; swap++) {
        set_line(table, &place, swap, prec);
        set_below_line(table, &place, swap, prec);
    }
    if (inside) set_inside(table, &place, prec);
    set_scaled(table, &place, prec);
    place_clear(&place);
}

static void between_ends(spline_table_t table, const kink_pair_t pair, const correlation_struct *ends,
                         slong prec)
{
    const slong m_count = table->rows - SPLINE_BELOW, n_count = table->columns - SPLINE_BELOW;
    spline_table_t end[2];
    for (int i = 0; i < 2; i++) {
        spline_table_init(end[i], m_count, n_count);
        set_directly(end[i], pair, ends + i, 1, prec);
    }
    for (slong m = 0; m < m_count; m++)
        for (slong n = 0; n < n_count; n++)
            arb_union(spline_table_entry(table, m, n), spline_table_entry(end[0], m, n),
                      spline_table_entry(end[1], m, n), prec);
    for (int i = 0; i < 2; i++) spline_table_clear(end[i]);
}

void spline_table_set(spline_table_t table, const kink_pair_t pair, const correlation_t at,
                      const correlation_struct *ends, slong prec)
{
    set_directly(table, pair, at, ends == NULL, prec);
    if (ends != NULL) between_ends(table, pair, ends, prec);
}
