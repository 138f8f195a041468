/* wane: does a learned feature wax or wane?  Everything the library offers.

   The conventions are FLINT's: types are arrays of one element, which their functions init and clear, outputs come
   first, precision in bits last.  A type whose members are not explained is opaque.  What a call computes is read
   through accessors; those that return a pointer give what belongs to the library, to be read until the object
   changes, and lists are read by index, NULL beyond the last entry.  Records that a user fills in are open:
   wane_effort_t, wane_interval_t, wane_start_t, wane_parameter_t, wane_bifurcation_problem_t, wane_simulation_t,
   wane_answer_host_t.  What may fail on what a user supplied returns a wane_status_t and fills a message.  A function
   that is called back, wane_…_observer_t, gets the caller's context first and stops the work by a return that is not
   0.  Objects of their own may be used by several threads at once; there is no hidden state. */
#ifndef WANE_WANE_H
#define WANE_WANE_H

#include "wane/version.h"
#include "wane/status.h"
#include "wane/effort.h"
#include "wane/interval.h"
#include "wane/function.h"
#include "wane/hermite.h"
#include "wane/manifold.h"
#include "wane/verdict.h"
#include "wane/thresholds.h"
#include "wane/bifurcations.h"
#include "wane/verify.h"
#include "wane/orbit.h"
#include "wane/sgd.h"
#include "wane/answer.h"

#endif
