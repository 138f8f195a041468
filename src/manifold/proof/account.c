#include "manifold/proof/account.h"

#include <string.h>

#include "base/text.h"
#include "manifold/proof/record.h"

void proof_account_clear(proof_account_t account)
{
    for (slong i = 0; i < account->count; i++) {
        flint_free(account->step[i].says);
        flint_free(account->step[i].region);
        flint_free(account->step[i].entrance);
    }
    flint_free(account->step);
    flint_free(account->where);
    memset(account, 0, sizeof(proof_account_struct));
}

void proof_account_set_where(proof_account_t account, const char *where)
{
    flint_free(account->where);
    account->where = base_text("%s", where);
}

void proof_account_take(proof_account_t account, const proof_record_t record)
{
    proof_account_clear(account);
    account->count = record->count;
    account->step = flint_malloc((size_t)record->count * sizeof(proof_told_t));
    for (slong i = 0; i < record->count; i++) {
        const proof_step_t *step = record->step + i;
        const proof_rule_row_t *row = proof_rule_row(step->rule);
        account->step[i] =
            (proof_told_t){step->rule, step->phase, proof_sentence(step, row->sentence),
                           proof_sentence(step, row->region), proof_sentence(step, row->entrance)};
    }
}
