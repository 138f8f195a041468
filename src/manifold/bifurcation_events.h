/* What happened between two different pictures. */
#ifndef MANIFOLD_BIFURCATION_EVENTS_H
#define MANIFOLD_BIFURCATION_EVENTS_H

#include "wane/bifurcations.h"

/* A set of events is a sum of EVENT_BITs. */
#define EVENT_BIT(event) (1u << (event))

/* Events without which the two pictures could not belong to the two sides of a value of the parameter:
   derivations/14 (7).  0 if the pictures are equal. */
unsigned picture_difference(const wane_picture_t left, const wane_picture_t right);

/* events without those that are consequences of a function's vanishing identically. */
unsigned without_consequences(unsigned events);

#endif
