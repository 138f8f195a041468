/* Random Wishart matrices by a factor, and the chi-square numbers that takes. */
#ifndef SGD_RANDOM_WISHART_H
#define SGD_RANDOM_WISHART_H

#include <stddef.h>

#include "sgd/random/philox.h"

/* Number `index` (below 2^28) of a stream of chi-square numbers with the given degrees of freedom >= 1: exact
   in law, by the rejection method of Marsaglia and Tsang (2000). */
double chi_square(double degrees, uint64_t index, stream_t stream);

/* min(n, degrees): the columns of the factor below. */
size_t wishart_columns(size_t n, size_t degrees);

/* n rows of A, wishart_columns(n, degrees) numbers each, `stride` apart, such that A A^T ~ W_n(degrees, I):
   Bartlett's lower triangular factor (derivations/19 (7)), or an array of normal numbers if degrees < n.
   Draws from the stream and from that of the next purpose.  A must have room for n x stride numbers. */
void wishart_factor(double *A, size_t stride, size_t n, size_t degrees, stream_t stream);

#endif
