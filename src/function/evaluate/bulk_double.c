/* Blocks of doubles. */
#define REAL double
#define MATH(name) name
#define RUN bulk_run_double
#define CONSTANT constant_double
#include "function/evaluate/bulk_kernels.h"
