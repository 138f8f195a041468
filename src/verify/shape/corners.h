/* A teacher affine in each of its parameters: a shape function has the sign that it has at all corners of their box:
   derivations/22 (39). */
#ifndef VERIFY_SHAPE_CORNERS_H
#define VERIFY_SHAPE_CORNERS_H

#include "verify/shape/profile.h"

/* Checks {"corners": […]}, one profile without zeros for each; fills a fresh profile. */
int verify_profile_of_corners(struct verify_run *run, profile_t *profile, const pair_struct *pair, shape_t f,
                              const json_t *list);

#endif
