#include <math.h>
#include <pthread.h>
#include <gsl/gsl_errno.h>

#include "sgd/flow/ode.h"

#define TOLERANCE 1e-10
#define FIRST_STEP 1e-6
#define MOST_STEPS 10000000ul

static pthread_mutex_t handler_lock = PTHREAD_MUTEX_INITIALIZER;
static int integrations;
static gsl_error_handler_t *saved_handler;

void ode_handler_off(void)
{
    pthread_mutex_lock(&handler_lock);
    if (integrations++ == 0) saved_handler = gsl_set_error_handler_off();
    pthread_mutex_unlock(&handler_lock);
}

void ode_handler_restore(void)
{
    pthread_mutex_lock(&handler_lock);
    if (--integrations == 0) gsl_set_error_handler(saved_handler);
    pthread_mutex_unlock(&handler_lock);
}

static wane_status_t check_times(const double *times, size_t n, wane_message_t message)
{
    for (size_t i = 0; i < n; i++)
        if (!(isfinite(times[i]) && times[i] >= (i > 0 ? times[i - 1] : 0)))
            return wane_message_set(message, WANE_BAD_INPUT, 0,
                                    "time number %zu is %g: expected times >= 0 that do not decrease", i,
                                    times[i]);
    return WANE_OK;
}

static wane_status_t advance_through(gsl_odeiv2_driver *driver, double *y, const double *times, size_t n,
                                     void (*see)(void *context, size_t i, const double *y), void *context,
                                     wane_message_t message)
{
    double t = 0;
    for (size_t i = 0; i < n; i++) {
        int outcome = times[i] > t ? gsl_odeiv2_driver_apply(driver, &t, times[i], y) : GSL_SUCCESS;
        if (outcome != GSL_SUCCESS || !isfinite(y[0]))
            return wane_message_set(message, WANE_FAILURE, 0,
                                    "the integration of the flow stopped at time %g: %s", t,
                                    gsl_strerror(outcome));
        see(context, i, y);
    }
    return WANE_OK;
}

wane_status_t ode_integrate(const gsl_odeiv2_system *system, double *y, const double *times, size_t n,
                            void (*see)(void *context, size_t i, const double *y), void *context,
                            wane_message_t message)
{
    wane_status_t status = check_times(times, n, message);
    if (status != WANE_OK) return status;
    ode_handler_off();
    gsl_odeiv2_driver *driver =
        gsl_odeiv2_driver_alloc_y_new(system, gsl_odeiv2_step_bsimp, FIRST_STEP, TOLERANCE, TOLERANCE);
    if (driver == NULL) {
        status =
            wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the integration of the flow");
    } else {
        gsl_odeiv2_driver_set_nmax(driver, MOST_STEPS);
        status = advance_through(driver, y, times, n, see, context, message);
        gsl_odeiv2_driver_free(driver);
    }
    ode_handler_restore();
    return status;
}
