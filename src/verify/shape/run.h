/* One run of the verifier over one certificate. */
#ifndef VERIFY_SHAPE_RUN_H
#define VERIFY_SHAPE_RUN_H

#include "verify/claim/fields.h"
#include "verify/claim/number.h"
#include "verify/shape/orientation.h"
#include "wane/verify.h"

typedef struct verify_run {
    const json_t *root;
    wane_verifier_struct *verifier;
    wane_verify_observer_t observer; /* may be NULL */
    void *context;                   /* of the observer */
    int stopped;                     /* by the observer: nothing is confirmed any more */
    wane_message_struct *message;
    slong prec, terms;
    int trusts;          /* what was computed is believed, only what follows from it is derived: derive.h */
    const char *derived; /* the verdict that follows; NULL before it is known */
    slong version;
    const json_t *parameters;                /* of the certificate at hand, read; NULL in version 1 */
    function_data_struct *student, *teacher; /* owned by the verifier */
    range_t a0, R0;
    const char *R0_kind;                   /* "0", "0+", "0-" or NULL: a value */
    orientation_struct *orientation[2][2]; /* by a < 0, R < 0; NULL where the certificate has none */
} run_struct;
typedef run_struct run_t[1];

/* Fills the message and returns 0, so that checks can write `return verify_refuse(run, "…", …)`. */
int verify_refuse(run_struct *run, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Tells the observer that a step is proved. */
void verify_proved(run_struct *run, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Whether the value in the ball is proved to lie in the claim; where computed values are believed,
   whether it may. */
int verify_confirms(const run_struct *run, const verify_claim_t claim, const arb_t ball);

int verify_check_problem(run_struct *run);
/* R0 alone. */
int verify_check_start(run_struct *run);
/* All of R0 is 0, or beside it on one side. */
int verify_start_has_side(run_struct *run);
/* The sign of p_k with its own sign; *sign = 0: exactly 0, by structure.  0 if not shown. */
int verify_sign_of_p(int *sign, run_struct *run, slong k);
int verify_check_functions(run_struct *run);
/* Whether the keys are these (ended by NULL), in version 1 without the first two, "wane" and "parameters";
   reads these two. */
int verify_has_fields(run_struct *run, const char *const *keys);
/* {"P", "P'", "S", "S'"} contain the pair's values at R = 1. */
int verify_check_values_at_one(run_struct *run, const pair_struct *pair, const json_t *json);
int verify_check_orientations(run_struct *run);

#endif
