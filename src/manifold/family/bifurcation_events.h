/* What happened between two different pictures. */
#ifndef MANIFOLD_FAMILY_BIFURCATION_EVENTS_H
#define MANIFOLD_FAMILY_BIFURCATION_EVENTS_H

#include "manifold/family/bifurcations.h"

/* A set of events is a sum of EVENT_BITs. */
#define EVENT_BIT(event) (1u << (event))

/* Events that explain how the one picture becomes the other: derivations/14 (7).  Those at the ends of (0, 1)
   are proved by the difference, those inside only under the premises of (7).  0 if the pictures are equal. */
unsigned picture_difference(const portrait_t left, const portrait_t right);

/* Those of the events that happen inside (0, 1): collisions and meetings. */
unsigned inside_events(unsigned events);
/* The functions f, as a sum of 1 << f, whose zeros take part
   in an event inside, or pass an end in an event there. */
unsigned functions_of_event(wane_event_t event);
/* Those of the events at R = 0 or 1 in which one of the functions takes part. */
unsigned end_events_of(unsigned events, unsigned functions);
/* events with what is not proved inside taken out; if nothing is left, that the picture changes. */
unsigned only_proved(unsigned events, unsigned proved_inside);

/* events without those that are consequences of a function's vanishing identically. */
unsigned without_consequences(unsigned events);

#endif
