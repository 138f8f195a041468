/* Stiff ordinary differential equations by GSL, seen at given times. */
#ifndef SGD_FLOW_ODE_H
#define SGD_FLOW_ODE_H

#include <stddef.h>
#include <gsl/gsl_odeiv2.h>

#include "wane/status.h"

/* Integrates system from state y at time 0 and calls see(context, i, y) at times[i], i < n.  y is
   overwritten. WANE_BAD_INPUT unless the times are finite, >= 0 and do not decrease. */
wane_status_t ode_integrate(const gsl_odeiv2_system *system, double *y, const double *times, size_t n,
                            void (*see)(void *context, size_t i, const double *y), void *context,
                            wane_message_t message);

/* GSL's error handler is one for the whole process and aborts by default.  Between these two calls, which may
   be nested and come from any thread, it is off, so that errors come back as codes. */
void ode_handler_off(void);
void ode_handler_restore(void);

#endif
