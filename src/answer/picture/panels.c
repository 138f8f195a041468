#include "answer/picture/panels.h"

#include <math.h>
#include <string.h>

#include <flint/fmpq.h>

#include "base/number.h"
#include "base/scoped.h"

#define BELOW 1e-300

double panels_value(const panels_t *panels, double value)
{
    return !panels->log ? value : panels->sign * value > 0 ? panels->sign * value : BELOW;
}

/* ---- axes ---- */

static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

static void print_power(FILE *out, int power)
{
    if (power >= -2 && power <= 3) fprintf(out, "'%g' 1e%d", pow(10, power), power);
    else {
        fputs(power < 0 ? "'10⁻" : "'10", out);
        if (abs(power) >= 10) fputs(digits[abs(power) / 10 % 10], out);
        fprintf(out, "%s' 1e%d", digits[abs(power) % 10], power);
    }
}

/* Equal ratios, with powers of ten, or 1, 2, 5 where there are few of them; every other where there are many. */
void panels_set_ratios(picture_t *picture, char axis, picture_range_t range, int labelled)
{
    const int first = (int)ceil(log10(range.lo) - 1e-9), last = (int)floor(log10(range.hi) + 1e-9),
              step = 1 + (last - first) / 8;
    const double decades = log10(range.hi / range.lo);
    const char *join = "";
    FILE *out = picture->plot.out;
    fprintf(out, "set logscale %c\nset %crange [%.8g:%.8g]\nset %ctics (", axis, axis, range.lo, range.hi,
            axis);
    for (int power = first - 1; power <= last; power++)
        for (int digit = 1; digit < 10; digit++) {
            const double value = digit * pow(10, power);
            const int named = decades >= 2     ? 0
                              : decades >= 0.8 ? digit == 2 || digit == 5
                                               : digit <= 3 || digit == 5 || digit == 7;
            if (value < range.lo * (1 - 1e-9) || value > range.hi * (1 + 1e-9)) continue;
            fputs(join, out);
            join = ", ";
            if (!labelled) fprintf(out, "'' %g%s", value, digit == 1 || (named && digit > 1) ? "" : " 1");
            else if (digit == 1 && (power - first) % step == 0) print_power(out, power);
            else if (named && digit > 1) fprintf(out, "'%g' %g", value, value);
            else fprintf(out, "'' %g 1", value);
        }
    fputs(")\n", out);
}

static void set_range(picture_t *picture, picture_range_t range)
{
    const double margin = 0.06 * (range.hi > range.lo ? range.hi - range.lo : 1);
    picture_set(picture, "unset logscale y\nset ytics autofreq\nset yrange [%.8g:%.8g]", range.lo - margin,
                range.hi + margin);
}

static picture_range_t moduli(const panels_t *panels, picture_range_t range)
{
    const double lo = panels->sign > 0 ? range.lo : -range.hi, hi = panels->sign > 0 ? range.hi : -range.lo;
    return (picture_range_t){fmax(lo, 1e-3 * hi) / 1.25, 1.25 * hi};
}

void panels_begin(const panels_t *panels, picture_t *picture, panel_t which)
{
    static const char *const names[] = {"R", "a", "|R|", "|a|"};
    if (which == PANEL_R) picture_set(picture, "set multiplot");
    else {
        picture_end_plot(picture);
        picture_set(picture, "unset title");
    }
    picture_set(picture,
                which == PANEL_R
                    ? "set bmargin at screen bottom + 0.52*(top - bottom)"
                    : "set bmargin at screen bottom\nset tmargin at screen bottom + 0.48*(top - bottom)");
    panels_set_ratios(picture, 'x', panels->time, which == PANEL_A);
    if (panels->log) panels_set_ratios(picture, 'y', moduli(panels, panels->value[which]), 1);
    else set_range(picture, panels->value[which]);
    if (which == PANEL_A) picture_set(picture, "set xlabel 't' offset 0,0.4");
    picture_set(picture, "set ylabel '%s' offset 0.8,0",
                names[which + 2 * (panels->log && panels->sign < 0)]);
}

void panels_end(picture_t *picture)
{
    picture_end_plot(picture);
    picture_set(picture, "unset multiplot");
}

/* ---- what both panels have ---- */

#define LAW_POINTS 60

typedef struct {
    double prefactor, exponent;
    char title[60];
} law_t;

/* 0 if there is none. */
static int get_law(law_t *law, panel_t which, const json_t *scaling)
{
    const char *exponent =
        json_string_value(json_object_get(scaling, which == PANEL_R ? "R_exponent" : "a_exponent"));
    SCOPED(fmpq, power);
    law->prefactor =
        picture_middle(json_object_get(scaling, which == PANEL_R ? "R_prefactor" : "a_prefactor"));
    if (exponent == NULL || !isfinite(law->prefactor) || !base_number_read(power, exponent)) return 0;
    law->exponent = base_number_to_double(power);
    snprintf(law->title, sizeof law->title, "%c \\~ %.4g (εt)^{%.8s}", which == PANEL_R ? 'R' : 'a',
             law->prefactor, exponent);
    return 1;
}

void panels_draw_law(const panels_t *panels, picture_t *picture, panel_t which, const json_t *scaling,
                     double eps)
{
    law_t law, other;
    const double from = fmax(1 / eps, panels->time.lo), ratio = panels->time.hi / from;
    if (!(eps > 0 && ratio > 1) || !get_law(&law, which, scaling)) return;
    FILE *out = picture_begin(picture);
    for (int i = 0; i <= LAW_POINTS; i++) {
        const double t = from * pow(ratio, (double)i / LAW_POINTS);
        fprintf(out, "%.8g %.8g\n", t, panels_value(panels, law.prefactor * pow(eps * t, law.exponent)));
    }
    picture_end(picture, "using 1:2 with lines linestyle 7", which == PANEL_R ? law.title : NULL);
    if (which == PANEL_R && get_law(&other, PANEL_A, scaling))
        picture_entry(picture, "with lines linestyle 7", other.title);
}

void panels_draw_level(const panels_t *panels, picture_t *picture, double value, const char *title)
{
    FILE *out = picture_begin(picture);
    if (isfinite(value))
        fprintf(out, "%.8g %.8g\n%.8g %.8g\n", panels->time.lo, panels_value(panels, value), panels->time.hi,
                panels_value(panels, value));
    picture_end(picture, "using 1:2 with lines linestyle 8", title);
}
