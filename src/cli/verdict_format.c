#include <stdlib.h>

#include "cli/certified.h"
#include "base/decimal.h"
#include "cli/scaling.h"
#include "cli/verdict_format.h"

const wane_phase_t *cli_verdict_jump(const wane_verdict_t verdict)
{
    for (slong i = verdict->phase_count - 1; i > 0; i--)
        if (verdict->phases[i].kind == WANE_PHASE_FAST && verdict->phases[i - 1].end == WANE_END_EXIT)
            return &verdict->phases[i];
    return NULL;
}

static json_t *itinerary_json(const wane_verdict_t verdict, slong digits)
{
    json_t *itinerary = json_array();
    for (slong i = 0; i < verdict->phase_count; i++) {
        const wane_phase_t *phase = &verdict->phases[i];
        json_array_append_new(
            itinerary, json_pack("{s:s,s:s,s:[o,o],s:[o,o],s:o,s:s,s:[o,o],s:o}", "phase",
                                 wane_phase_kind_name(phase->kind), "branch", wane_branch_name(phase->branch),
                                 "R", cli_certified_json(phase->R_from, NULL, digits),
                                 cli_certified_json(phase->R_to, NULL, digits), "a",
                                 cli_certified_json(phase->a_from, NULL, digits),
                                 cli_certified_json(phase->a_to, NULL, digits), "slow_time",
                                 cli_certified_json(phase->slow_time, NULL, digits), "end",
                                 wane_phase_end_name(phase->end), "loss",
                                 cli_certified_json(phase->loss_from, NULL, digits),
                                 cli_certified_json(phase->loss_to, NULL, digits), "separation",
                                 cli_certified_json(phase->separation, NULL, digits)));
    }
    return itinerary;
}

static json_t *exit_json(const wane_verdict_t verdict, slong digits)
{
    const wane_phase_t *jump = cli_verdict_jump(verdict);
    if (!verdict->has_exit) return json_null();
    return json_pack("{s:o,s:o,s:o}", "a_static", cli_certified_json(verdict->a_static, NULL, digits),
                     "a_delayed", cli_certified_json(verdict->a_delayed, NULL, digits), "R_after",
                     jump != NULL ? cli_certified_json(jump->R_to, NULL, digits) : json_null());
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
    json_t *own =
        json_pack("{s:s,s:b,s:s,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "verdict",
                  wane_outcome_name(verdict->outcome), "proved", verdict->proved, "regime", "singular-limit",
                  "R_peak", cli_certified_json(verdict->R_peak, NULL, digits), "R_final",
                  cli_certified_json(verdict->R_final, NULL, digits), "a_final",
                  cli_certified_json(verdict->a_final, NULL, digits), "exit", exit_json(verdict, digits),
                  "scaling", verdict->has_scaling ? cli_scaling_json(verdict->scaling, digits) : json_null(),
                  "separation", cli_certified_json(verdict->separation, NULL, digits), "itinerary",
                  itinerary_json(verdict, digits), "reasons", reasons_json(verdict));
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

/* A lower bound, rounded down. */
static void print_separation(FILE *out, const arb_t separation)
{
    char *lower, *upper;
    base_decimal_bounds(&lower, &upper, separation, 4);
    fprintf(out, "%-18s fast rate >= %s (slow rate / eps) on every slow phase\n", "separation", lower);
    free(lower);
    free(upper);
}

void cli_verdict_summary_text(FILE *out, const wane_verdict_t verdict, slong digits)
{
    const wane_phase_t *jump = cli_verdict_jump(verdict);
    fprintf(out, "%-18s %s, %s\n", "verdict", wane_outcome_name(verdict->outcome),
            verdict->proved ? "proved (in the limit of a slow second layer)" : "not proved");
    print_value(out, "R at its peak", verdict->R_peak, digits);
    print_value(out, "R in the end", verdict->R_final, digits);
    print_value(out, "a in the end", verdict->a_final, digits);
    if (verdict->has_exit) {
        print_value(out, "a_c", verdict->a_static, digits);
        print_value(out, "a_out", verdict->a_delayed, digits);
    }
    if (jump != NULL) print_value(out, "R after the jump", jump->R_to, digits);
    if (verdict->has_scaling) cli_scaling_print(out, "scaling law", verdict->scaling, digits);
    if (arb_is_finite(verdict->separation)) print_separation(out, verdict->separation);
}

#define STORY_DIGITS 10

static void print_phase(FILE *out, slong number, const wane_phase_t *phase)
{
    fprintf(out, "  %ld. %s, %s: R ", (long)number, wane_phase_kind_name(phase->kind),
            wane_branch_name(phase->branch));
    cli_certified_print(out, phase->R_from, STORY_DIGITS);
    fputs(" -> ", out);
    cli_certified_print(out, phase->R_to, STORY_DIGITS);
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
