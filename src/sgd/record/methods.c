#include "sgd/record/methods.h"

const chain_class_t *chain_class_of(wane_method_t method)
{
    static const chain_class_t *const classes[METHODS] = {
        [WANE_METHOD_DIRECT] = &chain_direct,
        [WANE_METHOD_OVERLAP] = &chain_overlap,
        [WANE_METHOD_POPULATION] = &chain_population,
    };
    return classes[method];
}
