#include "answer/question/verdict.h"

#include "answer/question/certified.h"

/* The fast phase that follows the delayed exit, or NULL. */
static const wane_phase_t *jump_after_exit(const verdict_t verdict)
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
                              answer_inner_range_json(phase->stretch[i].lo, phase->stretch[i].hi, digits));
    return stretches;
}

static json_t *phase_separation_json(const wane_phase_t *phase, slong digits)
{
    json_t *separation = answer_at_least_json(phase->separation, digits);
    if (json_is_object(separation))
        json_object_set_new(separation, stretch_variable(phase), stretches_json(phase, digits));
    return separation;
}

static json_t *separation_json(const verdict_t verdict, slong digits)
{
    json_t *separation = answer_at_least_json(verdict->separation, digits), *parts = json_array();
    for (slong i = 0; i < verdict->phase_count; i++) {
        const wane_phase_t *phase = verdict->phases + i;
        if (arb_is_finite(phase->separation))
            json_array_append_new(parts, json_pack("{s:I,s:o}", "phase", (json_int_t)i + 1,
                                                   stretch_variable(phase), stretches_json(phase, digits)));
    }
    if (json_is_object(separation)) json_object_set(separation, "over", parts);
    json_decref(parts);
    return separation;
}

static json_t *itinerary_json(const verdict_t verdict, slong digits)
{
    if (verdict->phase_count == 0) return json_null(); /* not one for all members, or none proved */
    json_t *itinerary = json_array();
    for (slong i = 0; i < verdict->phase_count; i++) {
        const wane_phase_t *phase = &verdict->phases[i];
        json_array_append_new(
            itinerary,
            json_pack("{s:s,s:s,s:[o,o],s:[o,o],s:o,s:s,s:[o,o],s:o}", "phase",
                      wane_phase_kind_name(phase->kind), "branch", wane_branch_name(phase->branch), "R",
                      answer_correlation_json(phase->R_from, ANSWER_FROM_MINUS_ONE_TO_ONE, digits),
                      answer_correlation_json(phase->R_to, ANSWER_FROM_MINUS_ONE_TO_ONE, digits), "a",
                      answer_certified_json(phase->a_from, NULL, digits),
                      answer_certified_json(phase->a_to, NULL, digits), "slow_time",
                      answer_certified_json(phase->slow_time, NULL, digits), "end",
                      wane_phase_end_name(phase->end), "loss",
                      answer_certified_json(phase->loss_from, NULL, digits),
                      answer_certified_json(phase->loss_to, NULL, digits), "separation",
                      phase_separation_json(phase, digits)));
    }
    return itinerary;
}

static json_t *exit_json(const verdict_t verdict, slong digits)
{
    const wane_phase_t *jump = jump_after_exit(verdict);
    if (!verdict->has_exit) return json_null();
    return json_pack("{s:s,s:o,s:o,s:o}", "branch", wane_branch_name(verdict->exit_branch), "a_static",
                     answer_certified_json(verdict->a_static, NULL, digits), "a_delayed",
                     answer_certified_json(verdict->a_delayed, NULL, digits), "R_after",
                     jump != NULL ? answer_correlation_json(jump->R_to, ANSWER_FROM_MINUS_ONE_TO_ONE, digits)
                                  : json_null());
}

json_t *answer_sentences_json(char *const *sentences, slong count)
{
    json_t *list = json_array();
    for (slong i = 0; i < count; i++) json_array_append_new(list, json_string(sentences[i]));
    return list;
}

json_t *answer_verdict_json(const verdict_t verdict, slong digits)
{
    return json_pack(
        "{s:s,s:b,s:s,s:o,s:o,s:o,s:o,s:o,s:o,s:o,s:o}", "verdict", wane_outcome_name(verdict->outcome),
        "proved", verdict->proved, "regime", "singular-limit", "R_peak",
        answer_correlation_json(verdict->R_peak, ANSWER_FROM_MINUS_ONE_TO_ONE, digits), "R_final",
        answer_correlation_json(verdict->R_final, ANSWER_FROM_MINUS_ONE_TO_ONE, digits), "a_final",
        answer_certified_json(verdict->a_final, NULL, digits), "exit", exit_json(verdict, digits), "scaling",
        verdict->has_scaling ? answer_small_R_json(verdict->scaling, digits) : json_null(), "separation",
        separation_json(verdict, digits), "itinerary", itinerary_json(verdict, digits), "reasons",
        answer_sentences_json(verdict->reasons, verdict->reason_count));
}
