#include "pair_kernel.h"

#include <math.h>
#include <string.h>

#define NEGLIGIBLE 1e-21L
#define SERIES_RANGE 0.25L /* |q| below which the whole series is used beside kinks */
#define ANGLE_NODES 16
#define ROUNDING 1e-16L

static const long double half_node[ANGLE_NODES / 2] = {
    0.0950125098376374401853193354249581L, 0.2816035507792589132304605014604961L,
    0.4580167776572273863424194429835775L, 0.6178762444026437484466717640487911L,
    0.7554044083550030338951011948474422L, 0.8656312023878317438804678977123931L,
    0.9445750230732325760779884155346083L, 0.9894009349916499325961541734503326L};
static const long double half_weight[ANGLE_NODES / 2] = {
    0.1894506104550684962853967232082831L, 0.1826034150449235888667636679692199L,
    0.1691565193950025381893120790303599L, 0.1495959888165767320815017305474786L,
    0.1246289712555338720524762821920164L, 0.0951585116824927848099251076022462L,
    0.0622535239386478928628438369943777L, 0.0271524594117540948517805724560182L};

static long double panel_start(int i)
{
    return M_PI_2l * ((long double)2 * i / ANGLE_PANELS - 1);
}

/* cos(theta) times the second derivative in q, which is sum J J* phi_2(b, b*; q). */
static long double density(const angle_part_t *part, long double theta)
{
    long double sine = sinl(theta), cosine = cosl(theta), sum = 0, square = cosine * cosine;
    for (int i = 0; i < part->count; i++) {
        long double b = part->left[i], c = part->right[i], exponent;
        if (sine >= 0) exponent = (b == c ? 0 : (b - c) * (b - c) / (2 * square)) + b * c / (1 + sine);
        else exponent = (b == -c ? 0 : (b + c) * (b + c) / (2 * square)) - b * c / (1 - sine);
        sum += part->weight[i] * expl(-exponent);
    }
    return sum / (2 * M_PIl);
}

/* Adds the integrals of the density and of the sine times the density from a to b. */
static void integrate(long double *plain, long double *moment, const angle_part_t *part, long double a,
                      long double b)
{
    long double middle = (a + b) / 2, half = (b - a) / 2;
    for (int i = 0; i < ANGLE_NODES; i++) {
        long double node = i % 2 == 0 ? half_node[i / 2] : -half_node[i / 2], theta = middle + half * node;
        long double term = half * half_weight[i / 2] * density(part, theta);
        *plain += term;
        *moment += sinl(theta) * term;
    }
}

/* Slope and value at the angle theta in terms of those at theta = from: by parts,
   K(theta) = K(from) + [K' sin] - integral of sin K''. */
static void advance(long double *slope, long double *value, const angle_part_t *part, long double from,
                    long double theta)
{
    long double plain = 0, moment = 0, before = *slope;
    integrate(&plain, &moment, part, from, theta);
    *slope += plain;
    *value += *slope * sinl(theta) - before * sinl(from) - moment;
}

/* Chebyshev coefficients on panel i by interpolation. */
static void panel_series(angle_part_t *part, int i)
{
    for (int j = 0; j < ANGLE_DEGREES; j++) {
        long double phase = M_PIl * (j + 0.5L) / ANGLE_DEGREES, slope = part->slope[i],
                    value = part->value[i];
        long double middle = (panel_start(i) + panel_start(i + 1)) / 2, half = M_PI_2l / ANGLE_PANELS;
        advance(&slope, &value, part, panel_start(i), middle + half * cosl(phase));
        for (int m = 0; m < ANGLE_DEGREES; m++) {
            long double factor = (m == 0 ? 1.0L : 2.0L) / ANGLE_DEGREES * cosl(m * phase);
            part->slope_series[i][m] += factor * slope;
            part->value_series[i][m] += factor * value;
        }
    }
}

static long double chebyshev(const long double *c, long double x)
{
    long double above = 0, now = 0;
    for (int m = ANGLE_DEGREES - 1; m > 0; m--) {
        long double next = 2 * x * now - above + c[m];
        above = now;
        now = next;
    }
    return x * now - above + c[0];
}

static void angle_part_set(angle_part_t *part, const spectrum_t *left, const spectrum_t *right)
{
    memset(part, 0, sizeof *part);
    part->at_origin = 1;
    for (int i = 0; i < left->kink_count; i++)
        for (int j = 0; j < right->kink_count; j++) {
            part->weight[part->count] = left->jump[i] * right->jump[j];
            part->left[part->count] = left->place[i];
            part->right[part->count++] = right->place[j];
            part->at_origin = part->at_origin && left->place[i] == 0 && right->place[j] == 0;
        }
    if (part->count == 0 || part->at_origin) return;
    int middle = ANGLE_PANELS / 2;
    for (int direction = -1; direction <= 1; direction += 2)
        for (int i = middle; i != (direction > 0 ? ANGLE_PANELS : 0); i += direction) {
            long double slope = part->slope[i], value = part->value[i];
            advance(&slope, &value, part, panel_start(i), panel_start(i + direction));
            part->slope[i + direction] = slope;
            part->value[i + direction] = value;
        }
    for (int i = 0; i < ANGLE_PANELS; i++) panel_series(part, i);
}

typedef struct {
    long double value, slope, bend; /* and two derivatives */
} jet_t;

/* root = sqrt(1 - q^2), without cancellation. */
static jet_t angle_part_at(const angle_part_t *part, long double q, long double root)
{
    jet_t jet;
    long double theta = atan2l(q, root), least = root > 1e-100L ? root : 1e-100L;
    if (part->at_origin) {
        long double factor = part->weight[0] / (2 * M_PIl);
        jet.value = factor * (root + q * theta - 1);
        jet.slope = factor * theta;
        jet.bend = factor / least;
        return jet;
    }
    int i = (int)floorl((theta / M_PI_2l + 1) / 2 * ANGLE_PANELS);
    i = i < 0 ? 0 : i >= ANGLE_PANELS ? ANGLE_PANELS - 1 : i;
    long double x = (theta - panel_start(i)) / (M_PI_2l / ANGLE_PANELS) - 1;
    jet.slope = chebyshev(part->slope_series[i], x);
    jet.value = chebyshev(part->value_series[i], x);
    jet.bend = density(part, theta) / least;
    return jet;
}

static int significant_length(const long double *c)
{
    long double size = 0;
    int length = FEATURE_TERMS;
    for (int k = 0; k < FEATURE_TERMS; k++) size = fmaxl(size, fabsl(c[k]));
    while (length > 0 && fabsl(c[length - 1]) * length <= NEGLIGIBLE * size) length--;
    return length;
}

void pair_kernel_set(pair_kernel_t *kernel, const feature_t *student, const feature_t *teacher)
{
    spectrum_t left, right;
    feature_spectrum(&left, student);
    feature_spectrum(&right, teacher);
    memset(kernel, 0, sizeof *kernel);
    for (int k = 0; k < FEATURE_TERMS; k++) {
        kernel->p[k] = kernel->p_rest[k] = left.c[k] * right.c[k];
        kernel->s[k] = kernel->s_rest[k] = left.c[k] * left.c[k];
        if (k < 2) continue;
        if (right.kink_count > 0) kernel->p_rest[k] -= left.kink[k] * right.kink[k];
        kernel->s_rest[k] -= left.kink[k] * left.kink[k];
    }
    angle_part_set(&kernel->p_angle, &left, &right);
    angle_part_set(&kernel->s_angle, &left, &left);
    kernel->p_length = significant_length(kernel->p);
    kernel->s_length = significant_length(kernel->s);
    kernel->p_rest_length = significant_length(kernel->p_rest);
    kernel->s_rest_length = significant_length(kernel->s_rest);
}

static jet_t horner(const long double *c, int length, long double x)
{
    long double v = 0, d = 0, half = 0;
    for (int k = length - 1; k >= 0; k--) {
        half = half * x + d;
        d = d * x + v;
        v = v * x + c[k];
    }
    jet_t jet = {v, d, 2 * half};
    return jet;
}

static jet_t jet_sum(jet_t a, jet_t b)
{
    jet_t sum = {a.value + b.value, a.slope + b.slope, a.bend + b.bend};
    return sum;
}

static long double pull_of_series(const long double *p, int length, long double R)
{
    long double sum = 0;
    for (int k = length - 1; k >= 2; k--) sum = sum * R + k * p[k];
    return sum;
}

void pair_kernel_at(pair_values_t *v, const pair_kernel_t *kernel, long double R, long double weight)
{
    long double q = R * R;
    int near_zero = fabsl(R) < SERIES_RANGE;
    jet_t P, K;
    if (kernel->p_angle.count == 0 || near_zero) P = horner(kernel->p, kernel->p_length, R);
    else
        P = jet_sum(horner(kernel->p_rest, kernel->p_rest_length, R),
                    angle_part_at(&kernel->p_angle, R, sqrtl(weight)));
    if (kernel->s_angle.count == 0 || q < SERIES_RANGE) K = horner(kernel->s, kernel->s_length, q);
    else
        K = jet_sum(horner(kernel->s_rest, kernel->s_rest_length, q),
                    angle_part_at(&kernel->s_angle, q, sqrtl(weight * (1 + q))));
    v->P = P.value;
    v->P1 = P.slope;
    v->P2 = P.bend;
    v->pull = near_zero ? pull_of_series(kernel->p, kernel->p_length, R) : v->P1 / R;
    v->K = K.value;
    v->K1 = K.slope;
    v->K2 = K.bend;
}

long double pair_kernel_N(const pair_kernel_t *kernel, int n)
{
    long double sum = 0, size = 0;
    for (int k = 0; 2 * k <= n + 1 && k < FEATURE_TERMS; k++) {
        int j = n + 1 - 2 * k;
        if (j >= FEATURE_TERMS) continue;
        long double term = (2 * k - 2 * j) * kernel->p[j] * kernel->s[k];
        sum += term;
        size += fabsl(term);
    }
    return fabsl(sum) <= ROUNDING * size ? 0 : sum;
}
