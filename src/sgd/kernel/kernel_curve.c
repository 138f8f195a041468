#include "sgd/kernel/kernel_curve.h"

#include <math.h>
#include <stdlib.h>

/* At q = s (1 - y^2), s = 1 or -1, value and slope (times y where it jumps) are smooth in y on [0, 1]
   whatever the kinks (derivations/20 (19)); a piece carries them as Chebyshev series in t in [-1, 1]. */
#define NODES 24
#define TAIL 3           /* last coefficients, by which a piece is judged */
#define NEGLIGIBLE 4e-15 /* of the largest value or slope */
#define NARROWEST 0x1p-24
#define MOST_PIECES 256
#define SIDES 2
#define LEAST_Y 1e-9 /* below which second and third derivatives are taken as there */

enum { VALUE, SLOPE, SLOPE1, SLOPE2, SERIES }; /* SLOPE1, SLOPE2: derivatives of the slope's series in t */

typedef struct {
    double lo, hi;
    double series[SIDES][SERIES][NODES];
} piece_t;

struct kernel_curve {
    int jumps;
    size_t count;
    double scale[2]; /* upper bounds of value and slope; where the slope
                        is infinite, of y times it at the nodes */
    double error;
    piece_t piece[MOST_PIECES]; /* from y = 0 on */
};

/* Where certified values come from. */
typedef struct {
    const kernels_struct *exact;
    int pair;
    arb_t q, step;
    arb_ptr jet, other;
} source_t;

static double midpoint(const arb_t x)
{
    return arf_get_d(arb_midref(x), ARF_RND_NEAR);
}

#define SAMPLE_PREC 128

/* Value and slope at s (1 - y^2), and the radii of what encloses them. */
static void sample(double value[2], double radius[2], source_t *source, int side, double y)
{
    arb_set_d(source->step, y);
    arb_mul(source->step, source->step, source->step, ARF_PREC_EXACT);
    arb_one(source->q);
    arb_sub(source->q, source->q, source->step, ARF_PREC_EXACT);
    if (side == 1) arb_neg(source->q, source->q);
    if (source->pair) kernels_evaluate(source->jet, source->other, source->exact, source->q, SAMPLE_PREC);
    else kernels_evaluate_correlation(source->jet, source->exact, source->q, SAMPLE_PREC);
    for (int j = 0; j < 2; j++) {
        value[j] = midpoint(source->jet + j);
        radius[j] = mag_get_d(arb_radref(source->jet + j));
    }
}

static double sum_series(const double *c, double t)
{
    double b1 = 0, b2 = 0;
    for (int n = NODES - 1; n > 0; n--) {
        const double b = c[n] + 2 * t * b1 - b2;
        b2 = b1;
        b1 = b;
    }
    return c[0] + t * b1 - b2;
}

/* The derivative in t. */
static void differentiate(double *derivative, const double *c)
{
    double next = 0, after = 0;
    for (int n = NODES - 1; n >= 0; n--) {
        const double here = n + 1 < NODES ? after + 2 * (n + 1) * c[n + 1] : 0;
        derivative[n] = n == 0 ? here / 2 : here;
        after = next;
        next = here;
    }
}

static double node(int l)
{
    return cos(M_PI * (l + 0.5) / NODES);
}

static void fill(piece_t *piece, kernel_curve_t *curve, source_t *source)
{
    const double half = (piece->hi - piece->lo) / 2, middle = piece->lo + half;
    for (int side = 0; side < SIDES; side++) {
        double at[2][NODES];
        for (int l = 0; l < NODES; l++) {
            const double y = middle + half * node(l);
            double value[2], radius[2];
            sample(value, radius, source, side, y);
            if (curve->jumps) value[1] *= y;
            for (int j = 0; j < 2; j++) {
                at[j][l] = value[j];
                if (j == 1 && curve->jumps) curve->scale[j] = fmax(curve->scale[j], fabs(value[j]));
            }
        }
        for (int n = 0; n < NODES; n++)
            for (int j = 0; j < 2; j++) {
                double sum = 0;
                for (int l = 0; l < NODES; l++) sum += at[j][l] * cos(M_PI * n * (l + 0.5) / NODES);
                piece->series[side][j][n] = sum * (n == 0 ? 1 : 2) / NODES;
            }
        differentiate(piece->series[side][SLOPE1], piece->series[side][SLOPE]);
        differentiate(piece->series[side][SLOPE2], piece->series[side][SLOPE1]);
    }
}

static int is_resolved(const piece_t *piece, const kernel_curve_t *curve)
{
    for (int side = 0; side < SIDES; side++)
        for (int j = 0; j < 2; j++)
            for (int n = NODES - TAIL; n < NODES; n++)
                if (!(fabs(piece->series[side][j][n]) <= NEGLIGIBLE * curve->scale[j])) return 0;
    return 1;
}

/* Against certified values between the nodes. */
static void measure_error(kernel_curve_t *curve, const piece_t *piece, source_t *source)
{
    static const double place[] = {-0.97, 0.13, 0.998};
    const double half = (piece->hi - piece->lo) / 2, middle = piece->lo + half;
    for (int side = 0; side < SIDES; side++)
        for (size_t i = 0; i < sizeof place / sizeof *place; i++) {
            const double y = middle + half * place[i], t = (y - middle) / half;
            double value[2], radius[2];
            sample(value, radius, source, side, y);
            for (int j = 0; j < 2; j++) {
                const double weight = j == 1 && curve->jumps ? y : 1;
                const double missed = fabs(sum_series(piece->series[side][j], t) - weight * value[j]);
                const double error = (missed + weight * radius[j]) / curve->scale[j];
                if (!(error <= curve->error)) curve->error = error;
            }
        }
}

/* Pieces on [lo, hi], halved until they resolve. */
static void cover(kernel_curve_t *curve, source_t *source, double lo, double hi)
{
    piece_t *piece = &curve->piece[curve->count];
    *piece = (piece_t){.lo = lo, .hi = hi};
    fill(piece, curve, source);
    const int room = curve->count + 2 < MOST_PIECES - 32; /* one more on each of the levels above */
    if (room && hi - lo > NARROWEST && !is_resolved(piece, curve)) {
        cover(curve, source, lo, lo + (hi - lo) / 2);
        cover(curve, source, lo + (hi - lo) / 2, hi);
        return;
    }
    measure_error(curve, piece, source);
    curve->count++;
}

/* A slope that doubles as y halves. */
static int doubles(source_t *source)
{
    double value[2], radius[2], far[SIDES], near[SIDES];
    for (int side = 0; side < SIDES; side++) {
        sample(value, radius, source, side, 0x1p-16);
        far[side] = fabs(value[1]);
        sample(value, radius, source, side, 0x1p-17);
        near[side] = fabs(value[1]);
    }
    return near[0] > 1.8 * far[0] || near[1] > 1.8 * far[1];
}

/* |P^(j)| <= sqrt(E sigma^(j)^2 E sigma*^(j)^2), j = 0, 1. */
static void set_scale(kernel_curve_t *curve, const kernels_struct *exact, int pair)
{
    const arb_t *M = exact->student_moment, *N = pair ? exact->teacher_moment : M;
    for (int j = 0; j < 2; j++) {
        const double size = sqrt(fabs(midpoint(M[j]))) * sqrt(fabs(midpoint(N[j])));
        curve->scale[j] = isfinite(size) ? fmax(size, 1e-300) : curve->scale[0];
    }
}

/* What certified values at a few places leave open: more than USELESS, and there is nothing to go by. */
#define USELESS 0.01
static double openness(const kernel_curve_t *curve, source_t *source)
{
    double most = 0;
    for (int side = 0; side < SIDES; side++)
        for (int k = 1; k <= 20; k += 3) {
            const double y = ldexp(1, -k);
            double value[2], radius[2];
            sample(value, radius, source, side, y);
            for (int j = 0; j < 2; j++) {
                const double open = (j == 1 && curve->jumps ? y : 1) * radius[j] / curve->scale[j];
                if (!(open <= most)) most = open;
            }
        }
    return most;
}

static void source_init(source_t *source, const kernels_struct *exact, int pair)
{
    source->exact = exact;
    source->pair = pair;
    arb_init(source->q);
    arb_init(source->step);
    source->jet = _arb_vec_init(2 * WANE_KERNEL_DERIVATIVES);
    source->other = source->jet + WANE_KERNEL_DERIVATIVES;
}

static void source_clear(source_t *source)
{
    arb_clear(source->q);
    arb_clear(source->step);
    _arb_vec_clear(source->jet, 2 * WANE_KERNEL_DERIVATIVES);
}

kernel_curve_t *kernel_curve_new(const kernels_t exact, int pair)
{
    kernel_curve_t *curve = calloc(1, sizeof *curve);
    if (curve == NULL) return NULL;
    source_t source;
    source_init(&source, exact, pair);
    curve->jumps = doubles(&source);
    set_scale(curve, exact, pair);
    curve->error = openness(curve, &source);
    if (curve->error <= USELESS) cover(curve, &source, 0, 1);
    source_clear(&source);
    return curve;
}

void kernel_curve_free(kernel_curve_t *curve)
{
    free(curve);
}

double kernel_curve_error(const kernel_curve_t *curve)
{
    return curve->error;
}

int kernel_curve_jumps(const kernel_curve_t *curve)
{
    return curve->jumps;
}

/* The piece that y is in, and its place there. */
static const piece_t *find(double *t, const kernel_curve_t *curve, double y)
{
    size_t first = 0, last = curve->count - 1;
    while (first < last) {
        const size_t middle = (first + last) / 2;
        if (y <= curve->piece[middle].hi) last = middle;
        else first = middle + 1;
    }
    const piece_t *piece = &curve->piece[first];
    *t = 2 * (y - piece->lo) / (piece->hi - piece->lo) - 1;
    return piece;
}

void kernel_curve_sides(double value[2], double slope[2], const kernel_curve_t *curve, double y)
{
    double t;
    const piece_t *piece = find(&t, curve, y);
    for (int side = 0; side < SIDES; side++) {
        value[side] = sum_series(piece->series[side][VALUE], t);
        slope[side] = sum_series(piece->series[side][SLOPE], t);
    }
}

/* With g = T y^-w the slope as a function of y, d/dq = -(s/2y) d/dy. */
void kernel_curve_jet(double *jet, const kernel_curve_t *curve, double q, double gap)
{
    const int side = q < 0;
    const double sign = side ? -1 : 1;
    double y = sqrt(fmin(fmax(gap, 0), 1)), t;
    const piece_t *piece = find(&t, curve, y);
    const double(*series)[NODES] = piece->series[side];
    jet[0] = sum_series(series[VALUE], t);
    const double T = sum_series(series[SLOPE], t);
    y = fmax(y, LEAST_Y);
    const double stretch = 2 / (piece->hi - piece->lo);
    const double T1 = stretch * sum_series(series[SLOPE1], t),
                 T2 = stretch * stretch * sum_series(series[SLOPE2], t);
    const double g = curve->jumps ? T / y : T, g1 = curve->jumps ? (T1 - g) / y : T1,
                 g2 = curve->jumps ? (T2 - 2 * g1) / y : T2;
    jet[1] = g;
    jet[2] = -sign * g1 / (2 * y);
    jet[3] = (g2 - g1 / y) / (4 * y * y);
}
