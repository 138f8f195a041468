/* The law of small R read off the coefficients, apart from the analysis of the manifold. */
#ifndef CLAIMS_EVIDENCE_LEADING_H
#define CLAIMS_EVIDENCE_LEADING_H

#include "wane/hermite.h"

/* c_0 = 0, p = s: Q and kappa by derivations/04 (6) to (8), (11).  Returns 0 if the coefficients stored do
   not decide them, or the hypotheses fail. */
int claims_leading(slong *Q, arb_t kappa, const wane_kernels_t kernels);

#endif
