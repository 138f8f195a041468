#include "answer/question/bifurcations.h"

#include "answer/question/certified.h"
#include "base/decimal.h"

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
    json_t *object = json_pack(
        "{s:o,s:s,s:s,s:o,s:o}", "b", answer_certified_json(threshold->b, rational, digits), "event",
        wane_event_name(threshold->event), "description", wane_event_description(threshold->event), "exact",
        exact, "bracket", has_bracket ? interval_json(threshold->bracket) : json_null());
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
                     "stable_as_point", answer_decided_json(picture->stable_as_point), "small_R", "s",
                     answer_index_json(picture->s), "p", answer_index_json(picture->p), "n",
                     answer_index_json(picture->n), "tends_to_zero", picture->tends_to_zero == 1, "Q",
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

json_t *answer_bifurcations_json(const wane_bifurcations_t bifurcations, const char *name, slong digits)
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
    return json_pack("{s:s,s:b,s:o,s:o,s:o,s:o}", "param", name, "exact", bifurcations->exact, "thresholds",
                     thresholds, "intervals", intervals, "verdicts", verdicts, "unresolved", unresolved);
}
