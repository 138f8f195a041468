/* Blocks of floats. */
#define REAL float
#define MATH(name) name##f
#define RUN bulk_run_float
#define CONSTANT constant_float
#include "function/evaluate/bulk_kernels.h"
