#include "answer/question/account.h"

#include <string.h>

#include "manifold/proof/formula.h"

json_t *answer_reference_json(int note, const char *numbers)
{
    json_t *formulas = json_array();
    for (const char *at = numbers; *at != 0; at += strspn(at, ", ")) {
        const int length = (int)strcspn(at, ",");
        json_array_append_new(formulas, json_pack("{s:s%,s:s?}", "number", at, (size_t)length, "says",
                                                  proof_formula_says(note, at, length)));
        at += length;
    }
    return json_pack("{s:i,s:s?,s:o}", "note", note, "title", proof_note_title(note), "formulas", formulas);
}

static void put(json_t *step, const char *name, const char *text)
{
    if (text != NULL) json_object_set_new(step, name, json_string(text));
}

static json_t *step_json(const proof_told_t *told)
{
    const proof_rule_row_t *row = proof_rule_row(told->rule);
    json_t *step = json_pack("{s:s,s:o}", "rule", row->name, "reference",
                             answer_reference_json(row->note, row->formulas));
    if (told->phase >= 0) json_object_set_new(step, "phase", json_integer((json_int_t)told->phase + 1));
    put(step, "says", told->says);
    put(step, "region", told->region);
    put(step, "entered", told->entrance);
    if (row->kind == PROOF_CONCLUDES) put(step, "outcome", wane_outcome_name(row->outcome));
    return step;
}

json_t *answer_account_json(const proof_account_t account)
{
    json_t *steps = json_array();
    for (slong i = 0; i < account->count; i++) json_array_append_new(steps, step_json(account->step + i));
    return json_pack("{s:s?,s:o}", "where", account->where, "steps", steps);
}
