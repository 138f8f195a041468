#include "function/facts/facts.h"
#include "hermite/rule/size_guess.h"

#include <math.h>

#include "hermite/rule/strip.h"

#define REACH 4.0 /* singularities farther out matter less */
#define LARGEST_HEIGHT 32.0
#define SMALLEST_HEIGHT (1.0 / 64)
#define HALVINGS 5

static int is_analytic(hermite_strip_t strip, const wane_function_t f, double height)
{
    return hermite_strip_cover(strip, f, REACH, height, wane_function_parity(f) != WANE_PARITY_NONE);
}

/* A little above the height at which the strip around the line meets a singularity; 0 if none is found. */
static double height_of_singularity(const wane_function_t f)
{
    hermite_strip_t strip;
    double good = 0, bad = SMALLEST_HEIGHT;
    hermite_strip_init(strip);
    while (bad <= LARGEST_HEIGHT && is_analytic(strip, f, bad)) {
        good = bad;
        bad *= 2;
    }
    for (int i = 0; good > 0 && bad <= LARGEST_HEIGHT && i < HALVINGS; i++) {
        double middle = 0.5 * (good + bad);
        if (is_analytic(strip, f, middle)) good = middle;
        else bad = middle;
    }
    hermite_strip_clear(strip);
    return bad <= LARGEST_HEIGHT ? bad : 0;
}

/* A singularity at height d leaves c_k ~ exp(d^2/4 - integral of sqrt(k + t^2/4) over [0, d]), the growth of
   the second solution q_k of the recurrence (derivations/06 (12)) at id, times a power of k, which logarithms
   and roots make as small as k^(-3/2). */
slong hermite_size_guess(const wane_function_t f, slong degree)
{
    const char *kink;
    slong column;
    if (degree < 1 || function_has_kinks(f, &kink, &column)) return 0;
    double half = 0.5 * height_of_singularity(f), k = (double)degree;
    if (half <= 0) return 0;
    double nats = half * sqrt(k + half * half) + k * asinh(half / sqrt(k)) - half * half;
    return (slong)(nats / M_LN2 + 1.5 * log2(k));
}
