#include "claims/evidence/every_eps.h"
#include "base/scoped.h"
#include "base/text.h"

static void one_pair(claim_t *claim, const claims_problem_t *problem, int first, claims_see_pair_t see,
                     const claims_setting_t *setting)
{
    wane_kernels_t kernels;
    wane_verdict_t verdict;
    wane_message_t message = {{.text = ""}};
    char *name = base_text("%s | %s", problem->student, problem->teacher);
    SCOPED(claims_pair, pair);
    wane_kernels_init(kernels);
    wane_verdict_init(verdict);
    wane_status_t status = claims_pair_read(pair, problem, NULL, message);
    if (status == WANE_OK) status = claims_kernels(kernels, pair, &setting->effort, message);
    if (status == WANE_OK)
        status = claims_verdict_at_eps(verdict, pair, NULL, NULL, &setting->effort, message);
    if (status == WANE_OK) see(claim, problem, name, first, verdict, kernels, setting);
    else claim_add_failure(claim, name, message);
    flint_free(name);
    wane_verdict_clear(verdict);
    wane_kernels_clear(kernels);
}

void claims_for_every_eps(claim_t *claim, const claims_problem_t *pairs, slong count, claims_see_pair_t see,
                          const claims_setting_t *setting)
{
    for (slong i = 0; i < count; i++) one_pair(claim, pairs + i, i == 0, see, setting);
}
