/* How each method is carried out. */
#ifndef SGD_RECORD_METHODS_H
#define SGD_RECORD_METHODS_H

#include "sgd/chain/chain.h"

const chain_class_t *chain_class_of(wane_method_t method);

#endif
