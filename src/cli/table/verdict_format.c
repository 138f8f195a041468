#include "cli/print/certified.h"
#include "cli/print/correlation.h"
#include "base/decimal.h"
#include "cli/table/scaling.h"
#include "cli/table/verdict_format.h"

const wane_phase_t *cli_verdict_jump(const wane_verdict_t verdict)
{
    for (slong i = verdict->phase_count - 1; i > 0; i--)
        if (verdict->phases[i].kind == WANE_PHASE_FAST && verdict->phases[i - 1].end == WANE_END_EXIT)
            return &verdict->phases[i];
    return NULL;
}

/* On which stretches the phase's separation holds. */
static const char *stretch_variable(const wane_phase_t *phase)
{
    return phase->branch == WANE_BRANCH_INTERIOR ? "R" : "a";
}

static json_t *stretches_json(const wane_phase_t *phase, slong digits)
{
    json_t *stretches = json_array();
    for (slong i = 0; i < phase->stretch_count; i++)
        json_array_append_new(stretches,
                              cli_inner_range_json(phase->stretch[i].lo, phase->stretch[i].hi, digits));
    return stretches;
}

static json_t *phase_separation_json(const wane_phase_t *phase, slong digits)
{
    json_t *separation = cli_at_least_json(phase->separation, digits);
    if (json_is_object(separation))
        json_object_set_new(separation, stretch_variable(phase), stretches_json(phase, digits));
    return separation;
}

static json_t *separation_json(const wane_verdict_t verdict, slong digits)
{
    json_t *separation = cli_at_least_json(verdict->separation, digits), *parts = json_array();
    for (slong i = 0; i < verdict->phase_count; i++) {
        const wane_phase_t *phase = verdict->phases + i;
        if (arb_is_finite(phase->separation))
            json_array_append_new(parts, json_pack("{s:I,s:o}", "phase", (json_int_t)(i + 1),
                                                   stretch_variable(phase), stretches_json(phase, digits)));
    }
    if (json_is_object(separation)) json_object_set(separation, "over", parts);
    json_decref(parts);
    return separation;
}

static json_t *itinerary_json(const wane_verdict_t verdict, slong digits)
{
    if (verdict->phase_count == 0) return json_null(); /* not one for all members, or none proved */
    json_t *itinerary = json_array();
    for (slong i = 0; i < verdict->phase_count; i++) {
        const wane_phase_t *phase = &verdict->phases[i];
        json_array_append_new(
            itinerary, json_pack("{s:s,s:s,s:[o,o],s:[o,o],s:o,s:s,s:[o,o],s:o}", "phase",
                                 wane_phase_kind_name(phase->kind), "branch", wane_branch_name(phase->branch),
                                 "R", cli_correlation_json(phase->R_from, CLI_FROM_MINUS_ONE_TO_ONE, digits),
                                 cli_correlation_json(phase->R_to, CLI_FROM_MINUS_ONE_TO_ONE, digits), "a",
                                 cli_certified_json(phase->a_from, NULL, digits),
                                 cli_certified_json(phase->a_to, NULL, digits), "slow_time",
                                 cli_certified_json(phase->slow_time, NULL, digits), "end",
                                 wane_phase_end_name(phase->end), "loss",
                                 cli_certified_json(phase->loss_from, NULL, digits),
                                 cli_certified_json(phase->loss_to, NULL, digits), "separation",
                                 phase_separation_json(phase, digits)));
    }
    return itinerary;
}

static json_t *exit_json(const wane_verdict_t verdict, slong digits)
{
    const wane_phase_t *jump = cli_verdict_jump(verdict);
    if (!verdict->has_exit) return json_null();
    return json_pack("{s:s,s:o,s:o,s:o}", "branch", wane_branch_name(verdict->exit_branch), "a_static",
                     cli_certified_json(verdict->a_static, NULL, digits), "a_delayed",
                     cli_certified_json(verdict->a_delayed, NULL, digits), "R_after",
                     jump != NULL ? cli_correlation_json(jump->R_to, CLI_FROM_MINUS_ONE_TO_ONE, digits)
                                  : json_null());
}

static json_t *reasons_json(const wane_verdict_t verdict)
{
    json_t *reasons = json_array();
    for (slong i = 0; i < verdict->reason_count; i++)
        json_array_append_new(reasons, json_string(verdict->reasons[i]));
    return reasons;
}

json_t *cli_verdict_json(json_t *answer, const wane_verdict_t verdict, slong digits)
{
    json_t *own = json_pack(
        "{s:s,s:b,s:s,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "verdict", wane_outcome_name(verdict->outcome),
        "proved", verdict->proved, "regime", "singular-limit", "R_peak",
        cli_correlation_json(verdict->R_peak, CLI_FROM_MINUS_ONE_TO_ONE, digits), "R_final",
        cli_correlation_json(verdict->R_final, CLI_FROM_MINUS_ONE_TO_ONE, digits), "a_final",
        cli_certified_json(verdict->a_final, NULL, digits), "exit", exit_json(verdict, digits), "scaling",
        verdict->has_scaling ? cli_scaling_json(verdict->scaling, digits) : json_null(), "separation",
        separation_json(verdict, digits), "itinerary", itinerary_json(verdict, digits), "reasons",
        reasons_json(verdict));
    json_object_update(answer, own);
    json_decref(own);
    return answer;
}

static void print_value(FILE *out, const char *name, const arb_t value, slong digits)
{
    fprintf(out, "%-18s ", name);
    cli_certified_print(out, value, digits);
    fputc('\n', out);
}

static void print_correlation(FILE *out, const char *name, const arb_t R, slong digits)
{
    fprintf(out, "%-18s ", name);
    cli_correlation_print(out, R, CLI_FROM_MINUS_ONE_TO_ONE, digits);
    fputc('\n', out);
}

#define SEPARATION_DIGITS 4
#define STRETCH_DIGITS 6

/* A lower bound, rounded down, and the parts of the phases for which it holds, rounded inward. */
static void print_separation(FILE *out, const wane_verdict_t verdict)
{
    char *lower, *upper;
    base_decimal_bounds(&lower, &upper, verdict->separation, SEPARATION_DIGITS);
    fprintf(out, "%-18s fast rate >= %s (slow rate / eps) on these parts of the slow phases:\n", "separation",
            lower);
    flint_free(lower);
    flint_free(upper);
    for (slong i = 0; i < verdict->phase_count; i++) {
        const wane_phase_t *phase = verdict->phases + i;
        if (!arb_is_finite(phase->separation)) continue;
        fprintf(out, "%-18s phase %ld, %s", "", (long)i + 1, stretch_variable(phase));
        for (slong j = 0; j < phase->stretch_count; j++) {
            base_decimal_inside(&lower, &upper, phase->stretch[j].lo, phase->stretch[j].hi, STRETCH_DIGITS);
            fprintf(out, "%s from %s to %s", j > 0 ? " and" : "", lower, upper);
            flint_free(lower);
            flint_free(upper);
        }
        fputc('\n', out);
    }
}

/* Only on |R| = 1 this height is a_c; on R = 0 it is alpha_0, that of the branch there, or on either line 0.
 */
static const char *static_height_name(const wane_verdict_t verdict)
{
    if (arb_contains_zero(verdict->a_static)) return "a_static";
    return verdict->exit_branch == WANE_BRANCH_UNCORRELATED ? "alpha_0" : "a_c";
}

void cli_verdict_summary_text(FILE *out, const wane_verdict_t verdict, slong digits)
{
    const wane_phase_t *jump = cli_verdict_jump(verdict);
    fprintf(out, "%-18s %s, %s\n", "verdict", wane_outcome_name(verdict->outcome),
            verdict->proved ? "proved (in the limit of a slow second layer)" : "not proved");
    print_correlation(out, "R at its peak", verdict->R_peak, digits);
    print_correlation(out, "R in the end", verdict->R_final, digits);
    print_value(out, "a in the end", verdict->a_final, digits);
    if (verdict->has_exit) {
        print_value(out, static_height_name(verdict), verdict->a_static, digits);
        print_value(out, "a_out", verdict->a_delayed, digits);
    }
    if (jump != NULL) print_correlation(out, "R after the jump", jump->R_to, digits);
    if (verdict->has_scaling) cli_scaling_print(out, "scaling law", verdict->scaling, digits);
    if (arb_is_finite(verdict->separation)) print_separation(out, verdict);
}

#define STORY_DIGITS 10

static void print_phase(FILE *out, slong number, const wane_phase_t *phase)
{
    fprintf(out, "  %ld. %s, %s: R ", (long)number, wane_phase_kind_name(phase->kind),
            wane_branch_name(phase->branch));
    cli_correlation_print(out, phase->R_from, CLI_FROM_MINUS_ONE_TO_ONE, STORY_DIGITS);
    fputs(" -> ", out);
    cli_correlation_print(out, phase->R_to, CLI_FROM_MINUS_ONE_TO_ONE, STORY_DIGITS);
    fputs(", a ", out);
    cli_certified_print(out, phase->a_from, STORY_DIGITS);
    fputs(" -> ", out);
    cli_certified_print(out, phase->a_to, STORY_DIGITS);
    if (phase->kind == WANE_PHASE_SLOW) {
        fputs(", eps t = ", out);
        cli_certified_print(out, phase->slow_time, STORY_DIGITS);
    }
    fprintf(out, "; ends: %s\n", wane_phase_end_name(phase->end));
}

void cli_verdict_story_text(FILE *out, const wane_verdict_t verdict)
{
    fprintf(out, "itinerary:%s\n",
            verdict->phase_count > 0 ? ""
            : verdict->proved        ? " not the same for all members"
                                     : " none proved");
    for (slong i = 0; i < verdict->phase_count; i++) print_phase(out, i + 1, &verdict->phases[i]);
    if (verdict->reason_count > 0) fputs("because:\n", out);
    for (slong i = 0; i < verdict->reason_count; i++) fprintf(out, "  - %s\n", verdict->reasons[i]);
}
