#include <math.h>

#include "sgd/observation.h"

#define REAL float
#define NAMED(name) name##_float
#include "sgd/snapshot_template.h"
#undef REAL
#undef NAMED

#define REAL double
#define NAMED(name) name##_double
#include "sgd/snapshot_template.h"
