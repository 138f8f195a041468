/* What the steps of a proof say. */
#include <string.h>

#include "manifold/proof/record.h"

static void take_reason(char ***reasons, slong *count, char *sentence)
{
    *reasons = flint_realloc(*reasons, (size_t)(*count + 1) * sizeof(char *));
    (*reasons)[(*count)++] = sentence;
}

void proof_add_reason(char ***reasons, slong *count, const char *sentence)
{
    char *copy = flint_malloc(strlen(sentence) + 1);
    take_reason(reasons, count, strcpy(copy, sentence));
}

void proof_take_reasons(char ***reasons, slong *count, const proof_record_t record)
{
    for (slong i = 0; i < record->count; i++) {
        const proof_step_t *step = record->step + i;
        char *sentence = proof_sentence(step, proof_rule_row(step->rule)->sentence);
        if (sentence != NULL) take_reason(reasons, count, sentence);
    }
}

/* text; or more.  Takes both. */
static char *either(char *text, char *more)
{
    static const char or [] = "; or ";
    if (text == NULL || more == NULL) return text != NULL ? text : more;
    text = flint_realloc(text, strlen(text) + strlen(or) + strlen(more) + 1);
    strcat(strcat(text, or), more);
    flint_free(more);
    return text;
}

char *proof_region(const proof_record_t record)
{
    char *text = NULL;
    for (slong i = 0; i < record->count; i++)
        text = either(text, proof_sentence(record->step + i, proof_rule_row(record->step[i].rule)->region));
    return text;
}

char *proof_entrance(const proof_record_t record)
{
    char *text = NULL;
    for (slong i = 0; i < record->count; i++)
        text = either(text, proof_sentence(record->step + i, proof_rule_row(record->step[i].rule)->entrance));
    return text;
}
