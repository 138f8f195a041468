#include <math.h>

#include "cli/print/certified.h"
#include "cli/table/check_format.h"
#include "cli/table/verdict_format.h"

void cli_check_init(cli_check_t check)
{
    wane_verdict_init(check->verdict);
    wane_manifold_init(check->manifold);
    wane_comparison_init(check->comparison);
    cli_floor_init(check->floor);
    check->scaling = (wane_scaling_t){0};
    check->passed = 0;
}

void cli_check_clear(cli_check_t check)
{
    wane_verdict_clear(check->verdict);
    wane_manifold_clear(check->manifold);
    wane_comparison_clear(check->comparison);
    cli_floor_clear(check->floor);
}

static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

/* null: cannot tell */
static json_t *outcome(int passed)
{
    return passed < 0 ? json_null() : json_boolean(passed);
}

static const char *outcome_text(int passed)
{
    return passed < 0 ? "cannot tell" : passed ? "passed" : "FAILED";
}

static json_t *levels_json(const wane_comparison_t comparison)
{
    json_t *levels = json_array();
    for (int i = 0; i < comparison->level_count; i++) {
        const wane_level_t *level = &comparison->level[i];
        json_array_append_new(
            levels, json_pack("{s:s,s:s,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "name", level->name, "order",
                              level->order, "max_dev_R", number(level->max_dev_R), "max_dev_a",
                              number(level->max_dev_a), "expected_R", number(level->expected_R), "expected_a",
                              number(level->expected_a), "allowed_R", number(level->allowed_R), "allowed_a",
                              number(level->allowed_a), "worst_time_R", number(level->worst_time_R),
                              "worst_time_a", number(level->worst_time_a), "passed", outcome(level->passed)));
        if (level->reason[0] != 0)
            json_object_set_new(json_array_get(levels, (size_t)i), "reason", json_string(level->reason));
    }
    return levels;
}

static json_t *scaling_json(const wane_scaling_t *scaling)
{
    json_t *laws = json_array();
    for (int i = 0; i < scaling->count; i++) {
        const wane_power_law_t *law = scaling->law + i;
        json_array_append_new(laws, json_pack("{s:s,s:[oo],s:I,s:o,s:[oo],s:o,s:o,s:b,s:b}", "name",
                                              law->name, "range", number(law->from), number(law->to),
                                              "points", (json_int_t)law->points, "slope", number(law->slope),
                                              "confidence_95", number(law->slope - law->half_width),
                                              number(law->slope + law->half_width), "expected",
                                              number(law->expected), "allowed", number(law->allowed),
                                              "resolved", law->resolved, "passed", law->passed));
    }
    return laws;
}

static json_t *times_json(const wane_comparison_t comparison)
{
    json_t *times = json_array();
    for (size_t i = 0; i < comparison->length; i++) {
        const wane_comparison_row_t *row = &comparison->row[i];
        json_array_append_new(times, json_pack("{s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "t", number(row->t),
                                               "R_simulated", number(row->R_simulated), "R_planar",
                                               number(row->R_planar), "allowed_R", number(row->allowed_R),
                                               "a_simulated", number(row->a_simulated), "a_planar",
                                               number(row->a_planar), "allowed_a", number(row->allowed_a)));
    }
    return times;
}

json_t *cli_check_json(json_t *answer, const cli_check_t check, slong digits)
{
    const wane_comparison_struct *comparison = check->comparison;
    json_t *own = json_pack("{s:o,s:{s:o,s:o},s:o,s:o,s:o,s:o}", "passed", outcome(check->passed), "aligned",
                            "a_c", cli_certified_json(check->manifold->a_c, NULL, digits), "a_eq",
                            cli_certified_json(check->manifold->a_eq, NULL, digits), "levels",
                            levels_json(comparison), "noise_number", number(comparison->noise_number),
                            "floor", cli_floor_json(check->floor, digits), "times", times_json(comparison));
    if (check->scaling.count > 0) json_object_set_new(own, "scaling_laws", scaling_json(&check->scaling));
    cli_verdict_json(answer, check->verdict, digits);
    json_object_update(answer, own);
    json_decref(own);
    return answer;
}

static void print_aligned(FILE *out, const cli_check_t check, slong digits)
{
    /* Whether the summary has it already. */
    if (check->verdict->has_exit && check->verdict->exit_branch != WANE_BRANCH_UNCORRELATED &&
        !arb_contains_zero(check->verdict->a_static))
        return;
    fprintf(out, "%-18s ", "a_c");
    cli_certified_print(out, check->manifold->a_c, digits);
    fputc('\n', out);
}

static int follows(const wane_comparison_row_t *row)
{
    return fabs(row->R_simulated - row->R_planar) <= row->allowed_R &&
           fabs(row->a_simulated - row->a_planar) <= row->allowed_a;
}

/* About twenty of the logged times, the last one and all at which the network strays included. */
#define SHOWN_TIMES 20

static void print_times(FILE *out, const wane_comparison_t comparison)
{
    size_t step = comparison->length / SHOWN_TIMES + 1, within = 0;
    fprintf(out, "\n%10s %10s %10s %10s   %10s %10s %10s\n", "t", "R network", "R flow", "allowed",
            "a network", "a flow", "allowed");
    for (size_t i = 0; i < comparison->length; i++) {
        const wane_comparison_row_t *row = &comparison->row[i];
        within += (size_t)follows(row);
        if ((comparison->length - 1 - i) % step != 0 && follows(row)) continue;
        fprintf(out, "%10.4g %10.5f %10.5f %10.2g   %10.5f %10.5f %10.2g%s\n", row->t, row->R_simulated,
                row->R_planar, row->allowed_R, row->a_simulated, row->a_planar, row->allowed_a,
                follows(row) ? "" : "  strays");
    }
    fprintf(out, "the finite network follows the flow within the allowance at %zu of %zu logged times\n\n",
            within, comparison->length);
}

static void print_level(FILE *out, const wane_level_t *level)
{
    fprintf(out, "%-46s R %8.2g %8.2g %8.2g  %s\n", level->name, level->max_dev_R, level->expected_R,
            level->allowed_R, outcome_text(level->passed));
    fprintf(out, "  %-44s a %8.2g %8.2g %8.2g\n", level->order, level->max_dev_a, level->expected_a,
            level->allowed_a);
}

static void print_levels(FILE *out, const wane_comparison_t comparison)
{
    fprintf(out, "%-46s   %8s %8s %8s\n", "where deviation/allowance is largest", "deviates", "expected",
            "allowed");
    for (int i = 0; i < comparison->level_count; i++) print_level(out, comparison->level + i);
    for (int i = 0; i < comparison->level_count; i++)
        if (comparison->level[i].reason[0] != 0)
            fprintf(out, "%s cannot tell: %s\n", comparison->level[i].name, comparison->level[i].reason);
}

static void print_scaling(FILE *out, const wane_scaling_t *scaling)
{
    if (scaling->count > 0)
        fprintf(out, "\n%-40s %10s %10s %10s %10s\n", "power law", "exponent", "+- (95 %)", "expected",
                "allowed +-");
    for (int i = 0; i < scaling->count; i++) {
        const wane_power_law_t *law = scaling->law + i;
        if (law->resolved)
            fprintf(out, "%-40s %10.4f %10.2g %10.4f %10.2g  %s\n", law->name, law->slope, law->half_width,
                    law->expected, law->allowed, law->passed ? "passed" : "FAILED");
        else
            fprintf(out,
                    "%-40s not resolved: within its error at most widths; more --seeds or a larger "
                    "--batch are needed\n",
                    law->name);
    }
}

void cli_check_text(FILE *out, const cli_check_t check, slong digits)
{
    const wane_comparison_struct *comparison = check->comparison;
    cli_verdict_summary_text(out, check->verdict, digits);
    print_aligned(out, check, digits);
    cli_verdict_story_text(out, check->verdict);
    print_times(out, comparison);
    print_levels(out, comparison);
    print_scaling(out, &check->scaling);
    fprintf(out, "noise number lr d/B = %.3g\n", comparison->noise_number);
    cli_floor_text(out, check->floor, digits);
    fprintf(out, "check %s\n", outcome_text(check->passed));
}
