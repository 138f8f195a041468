#include "sgd/chain/chain.h"

static const struct {
    const char *name;
    const chain_class_t *kind;
} methods[WANE_METHODS] = {
    [WANE_METHOD_DIRECT] = {"direct", &chain_direct},
    [WANE_METHOD_OVERLAP] = {"overlap", &chain_overlap},
    [WANE_METHOD_POPULATION] = {"population", &chain_population},
};

const char *wane_method_name(wane_method_t method)
{
    return methods[method].name;
}

int wane_method_available(wane_method_t method)
{
    return methods[method].kind != NULL;
}

const chain_class_t *chain_class_of(wane_method_t method)
{
    return methods[method].kind;
}

wane_status_t chain_begin(chain_t *chain, uint64_t seed, wane_message_t message)
{
    chain->seed = seed;
    chain->step = 0;
    return chain->kind->start(chain, message);
}

void chain_resume(chain_t *chain, uint64_t seed, uint64_t step, const unsigned char *bytes)
{
    chain->seed = seed;
    chain->step = step;
    chain->kind->load(chain, bytes);
}
