#include "sgd/chain/chain.h"

wane_status_t chain_begin(chain_t *chain, uint64_t seed, uint64_t run, wane_message_t message)
{
    chain->seed = seed;
    chain->run = run;
    chain->step = 0;
    return chain->kind->start(chain, message);
}

void chain_resume(chain_t *chain, uint64_t seed, uint64_t run, uint64_t step, const unsigned char *bytes)
{
    chain->seed = seed;
    chain->run = run;
    chain->step = step;
    chain->kind->load(chain, bytes);
}
