/* Local functions that are cleared where their block ends. */
#ifndef FUNCTION_TREE_SCOPED_FUNCTION_H
#define FUNCTION_TREE_SCOPED_FUNCTION_H

#include "base/scoped.h"
#include "wane/function.h"

SCOPED_TYPE(wane_function)

#endif
