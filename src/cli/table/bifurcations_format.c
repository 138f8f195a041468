#include <stdlib.h>

#include "cli/table/bifurcations_format.h"
#include "cli/print/certified.h"
#include "base/decimal.h"
#include "cli/print/memory.h"
#include "cli/table/scaling.h"

/* ---- JSON ---- */

/* The end of a range, rounded into it. */
static json_t *end_json(const arb_t end, int is_lower, slong digits)
{
    char *bounds[2];
    if (!arb_is_finite(end)) return json_string(is_lower ? "-infinity" : "infinity");
    base_decimal_bounds(&bounds[0], &bounds[1], end, digits);
    json_t *text = json_string(bounds[is_lower]);
    flint_free(bounds[0]);
    flint_free(bounds[1]);
    return text;
}

static json_t *range_json(const arb_t lo, const arb_t hi, slong digits)
{
    return json_pack("[o,o]", end_json(lo, 1, digits), end_json(hi, 0, digits));
}

/* Exact rationals. */
static json_t *interval_json(const wane_interval_struct *b)
{
    char *lo = fmpq_get_str(NULL, 10, b->lo), *hi = fmpq_get_str(NULL, 10, b->hi);
    json_t *range = json_pack("[s,s]", lo, hi);
    flint_free(lo);
    flint_free(hi);
    return range;
}

/* "3/10" if the threshold is that rational, else NULL; free with flint_free. */
static char *rational_text(const wane_threshold_t *threshold)
{
    fmpq_t b;
    if (!threshold->exact || fmpz_poly_degree(threshold->minimal_polynomial) != 1) return NULL;
    fmpq_init(b);
    fmpq_set_fmpz_frac(b, threshold->minimal_polynomial->coeffs, threshold->minimal_polynomial->coeffs + 1);
    fmpq_neg(b, b);
    char *text = fmpq_get_str(NULL, 10, b);
    fmpq_clear(b);
    return text;
}

static json_t *threshold_json(const wane_threshold_t *threshold, const char *name, slong digits)
{
    char *rational = rational_text(threshold);
    json_t *exact = json_null();
    if (threshold->exact) {
        char *polynomial = fmpz_poly_get_str_pretty(threshold->minimal_polynomial, name);
        exact = json_pack("{s:s}", "minimal_polynomial", polynomial);
        flint_free(polynomial);
    }
    int has_bracket = !fmpq_equal(threshold->bracket->lo, threshold->bracket->hi);
    json_t *object =
        json_pack("{s:o,s:s,s:s,s:o,s:o}", "b", cli_certified_json(threshold->b, rational, digits), "event",
                  wane_event_name(threshold->event), "description", wane_event_description(threshold->event),
                  "exact", exact, "bracket", has_bracket ? interval_json(threshold->bracket) : json_null());
    flint_free(rational);
    return object;
}

static const char *point_name(const wane_point_t *point)
{
    return point->on_zero ? "saddle-at-a-0" : wane_point_kind_name(point->kind);
}

static int count_points(const wane_picture_t picture, int folds)
{
    int count = 0;
    for (slong i = 0; i < picture->point_count; i++) {
        wane_point_kind_t kind = picture->points[i].kind;
        int is_fold = kind == WANE_POINT_FOLD_MINIMUM || kind == WANE_POINT_FOLD_MAXIMUM;
        count += folds ? is_fold : !is_fold && kind != WANE_POINT_CROSSING;
    }
    return count;
}

static json_t *picture_json(const wane_picture_t picture)
{
    json_t *points = json_array();
    for (slong i = 0; i < picture->point_count; i++)
        json_array_append_new(points, json_string(point_name(picture->points + i)));
    return json_pack("{s:b,s:i,s:i,s:o,s:{s:i,s:i,s:i},s:{s:i,s:i,s:i,s:i,s:o},s:{s:o,s:o,s:o,s:b,s:o}}",
                     "neutral", picture->neutral, "equilibria", count_points(picture, 0), "folds",
                     count_points(picture, 1), "points", points, "near_zero", "N", picture->N_start,
                     "A_slope", picture->fold_start, "A", picture->A_start, "near_one", "N", picture->N_end,
                     "A_slope", picture->fold_end, "A", picture->A_end, "a_eq", picture->a_eq_sign,
                     "stable_as_point",
                     picture->stable_as_point < 0 ? json_null() : json_boolean(picture->stable_as_point),
                     "small_R", "s", cli_index_json(picture->s), "p", cli_index_json(picture->p), "n",
                     cli_index_json(picture->n), "tends_to_zero", picture->tends_to_zero == 1, "Q",
                     picture->Q < 0 ? json_null() : json_integer((json_int_t)picture->Q));
}

static json_t *parameter_range_json(const wane_parameter_range_t *range, slong digits)
{
    char *sample = fmpq_get_str(NULL, 10, range->sample);
    json_t *object =
        json_pack("{s:o,s:o,s:s,s:o}", "b", range_json(range->lo, range->hi, digits), "picture",
                  picture_json(range->picture), "sample", sample, "verdict",
                  range->has_verdict ? json_string(wane_outcome_name(range->verdict)) : json_null());
    flint_free(sample);
    return object;
}

json_t *cli_bifurcations_json(json_t *answer, const wane_bifurcations_t bifurcations, const char *name,
                              slong digits)
{
    json_t *thresholds = json_array(), *intervals = json_array(), *verdicts = json_array();
    json_t *unresolved = json_array();
    for (slong i = 0; i < bifurcations->threshold_count; i++)
        json_array_append_new(thresholds, threshold_json(bifurcations->thresholds + i, name, digits));
    for (slong i = 0; i < bifurcations->range_count; i++)
        json_array_append_new(intervals, parameter_range_json(bifurcations->ranges + i, digits));
    for (slong i = 0; i < bifurcations->verdict_count; i++)
        json_array_append_new(verdicts,
                              json_pack("{s:o,s:s}", "b", interval_json(bifurcations->verdicts[i].b),
                                        "verdict", wane_outcome_name(bifurcations->verdicts[i].verdict)));
    for (slong i = 0; i < bifurcations->unresolved_count; i++)
        json_array_append_new(unresolved,
                              json_pack("[o,o]", end_json(bifurcations->unresolved[i].lo, 0, digits),
                                        end_json(bifurcations->unresolved[i].hi, 1, digits)));
    json_t *own =
        json_pack("{s:s,s:b,s:o,s:o,s:o,s:o}", "param", name, "exact", bifurcations->exact, "thresholds",
                  thresholds, "intervals", intervals, "verdicts", verdicts, "unresolved", unresolved);
    json_object_update(answer, own);
    json_decref(own);
    return answer;
}

/* ---- text ---- */

#define RANGE_DIGITS 10

static void print_end(FILE *out, const arb_t end, int is_lower)
{
    if (arb_is_finite(end)) cli_certified_print(out, end, RANGE_DIGITS);
    else fputs(is_lower ? "-infinity" : "infinity", out);
}

static void print_threshold(FILE *out, const wane_threshold_t *threshold, const char *name, slong digits)
{
    char *rational = rational_text(threshold);
    fprintf(out, "  %s = ", name);
    if (rational != NULL) fputs(rational, out);
    else cli_certified_print(out, threshold->b, digits);
    fprintf(out, "  %s: %s\n", wane_event_name(threshold->event), wane_event_description(threshold->event));
    if (threshold->exact && rational == NULL) {
        char *polynomial = fmpz_poly_get_str_pretty(threshold->minimal_polynomial, name);
        fprintf(out, "      a root of %s\n", polynomial);
        flint_free(polynomial);
    }
    flint_free(rational);
}

static void print_picture(FILE *out, const wane_picture_t picture)
{
    if (picture->neutral) fputs("every point of the branch is an equilibrium", out);
    else if (picture->point_count == 0) fputs("no equilibria, no folds", out);
    for (slong i = 0; i < picture->point_count; i++)
        fprintf(out, "%s%s", i > 0 ? " < " : "", point_name(picture->points + i));
    if (picture->tends_to_zero == 1) fprintf(out, "; R = 0 attracts, Q = %ld", (long)picture->Q);
    if (picture->stable_as_point == 1) fputs("; |R| = 1 attracts", out);
}

static void print_range(FILE *out, const wane_parameter_range_t *range, const char *name)
{
    fprintf(out, "  %s from ", name);
    print_end(out, range->lo, 1);
    fputs(" to ", out);
    print_end(out, range->hi, 0);
    fputs(": ", out);
    print_picture(out, range->picture);
    fputc('\n', out);
    if (range->has_verdict) {
        char *sample = fmpq_get_str(NULL, 10, range->sample);
        fprintf(out, "      verdict at %s = %s: %s\n", name, sample, wane_outcome_name(range->verdict));
        flint_free(sample);
    }
}

static void print_verdicts(FILE *out, const wane_bifurcations_t bifurcations, const char *name)
{
    fputs("verdicts, each proved for every value in its closed interval:\n", out);
    for (slong i = 0; i < bifurcations->verdict_count; i++) {
        const wane_verdict_range_t *range = bifurcations->verdicts + i;
        arb_t end;
        arb_init(end);
        fprintf(out, "  %s from ", name);
        arb_set_fmpq(end, range->b->lo, 128);
        cli_certified_print(out, end, RANGE_DIGITS);
        fputs(" to ", out);
        arb_set_fmpq(end, range->b->hi, 128);
        cli_certified_print(out, end, RANGE_DIGITS);
        fprintf(out, ": %s\n", wane_outcome_name(range->verdict));
        arb_clear(end);
    }
}

void cli_bifurcations_text(FILE *out, const wane_bifurcations_t bifurcations, const char *name, slong digits)
{
    fprintf(out, "thresholds (%s):%s\n",
            bifurcations->exact ? "exact, none missing" : "certified, found by cutting the range",
            bifurcations->threshold_count > 0                                      ? ""
            : bifurcations->unresolved_count > 0 || bifurcations->range_count == 0 ? " not determined"
                                                                                   : " none");
    for (slong i = 0; i < bifurcations->threshold_count; i++)
        print_threshold(out, bifurcations->thresholds + i, name, digits);
    fputs("between them, by increasing |R|:\n", out);
    for (slong i = 0; i < bifurcations->range_count; i++) print_range(out, bifurcations->ranges + i, name);
    if (bifurcations->verdict_count > 0) print_verdicts(out, bifurcations, name);
    if (bifurcations->unresolved_count > 0) fputs("unresolved:\n", out);
    for (slong i = 0; i < bifurcations->unresolved_count; i++) {
        fprintf(out, "  %s from ", name);
        print_end(out, bifurcations->unresolved[i].lo, 1);
        fputs(" to ", out);
        print_end(out, bifurcations->unresolved[i].hi, 0);
        fputc('\n', out);
    }
}
