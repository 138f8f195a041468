/* A certificate that speaks of a flow with weight decay: derivations/23. */
#ifndef VERIFY_DECAY_H
#define VERIFY_DECAY_H

#include "verify/shape/run.h"

/* Whether the certificate says that its functions are the pair of others with decay. */
int verify_has_decay(const json_t *root);
/* Proves that they are, from texts composed anew, and takes that out of the certificate: what is left speaks of the
   pair alone.  0 and a refusal otherwise. */
int verify_take_decay(run_struct *run, json_t *root);

#endif
