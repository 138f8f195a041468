/* What the steps of a proof say. */
#include "base/text.h"
#include "manifold/proof/record.h"

void proof_add_reason(char ***reasons, slong *count, const char *sentence)
{
    *reasons = flint_realloc(*reasons, (size_t)(*count + 1) * sizeof(char *));
    (*reasons)[(*count)++] = base_text("%s", sentence);
}

void proof_take_reasons(char ***reasons, slong *count, const proof_account_t account)
{
    for (slong i = 0; i < account->count; i++)
        if (account->step[i].says != NULL) proof_add_reason(reasons, count, account->step[i].says);
}

/* text; or more.  Takes both. */
static char *either(char *text, char *more)
{
    if (text == NULL || more == NULL) return text != NULL ? text : more;
    char *both = base_text("%s; or %s", text, more);
    flint_free(text);
    flint_free(more);
    return both;
}

static char *joined(const proof_record_t record, int of_entrance)
{
    char *text = NULL;
    for (slong i = 0; i < record->count; i++) {
        const proof_rule_row_t *row = proof_rule_row(record->step[i].rule);
        text = either(text, proof_sentence(record->step + i, of_entrance ? row->entrance : row->region));
    }
    return text;
}

char *proof_region(const proof_record_t record)
{
    return joined(record, 0);
}

char *proof_entrance(const proof_record_t record)
{
    return joined(record, 1);
}
