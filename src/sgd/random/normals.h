/* Standard normal numbers by Box-Muller from a counter-based stream. */
#ifndef SGD_RANDOM_NORMALS_H
#define SGD_RANDOM_NORMALS_H

#include "sgd/random/philox.h"

#define NORMALS_GROUP 32

/* z[j], j < count, is number first + j of the stream, whatever the call that asks for it; first a multiple of
   NORMALS_GROUP.
   Single precision takes one 32-bit word per number and
   reaches |z| = 6.6; double takes two and reaches 8.6. */
void normals_float(float *z, uint64_t first, size_t count, stream_t stream);
void normals_double(double *z, uint64_t first, size_t count, stream_t stream);

#endif
