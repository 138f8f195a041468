/* Certificates from beginning to end. */
#include <string.h>

#include "verify/decay.h"
#include "verify/derive.h"
#include "verify/family.h"
#include "verify/flow/flow.h"
#include "verify/limit/journey.h"

#define PREC 128
#define LONGEST_TEXT (64 * 1024 * 1024)

static int check_fields(run_struct *run)
{
    static const char *const keys[] = {
        "wane",    "parameters",   "format", "version",      "student",   "teacher", "a0",
        "R0",      "coefficients", "tails",  "orientations", "itinerary", "verdict", "R_peak",
        "R_final", "a_final",      "exit",   "scaling",      NULL};
    int good = verify_has_fields(run, keys) && verify_check_problem(run) && verify_check_functions(run) &&
               verify_check_orientations(run) && verify_check_itinerary(run);
    return good;
}

static int is_certificate(const json_t *root)
{
    return verify_version(root, "wane certificate", 2) != 0;
}

static int check_one(run_struct *run, const json_t *certificate, verify_member_t check)
{
    run->root = certificate;
    for (int i = 0; i < 4; i++) run->orientation[i / 2][i % 2] = NULL;
    fmpq_init(&run->a0.lo);
    fmpq_init(&run->a0.hi);
    fmpq_init(&run->R0.lo);
    fmpq_init(&run->R0.hi);
    int good = check(run, certificate);
    fmpq_clear(&run->a0.lo);
    fmpq_clear(&run->a0.hi);
    fmpq_clear(&run->R0.lo);
    fmpq_clear(&run->R0.hi);
    return good;
}

static int check_limit(run_struct *run, const json_t *certificate)
{
    (void)certificate;
    return check_fields(run);
}

static int check_flow(run_struct *run, const json_t *certificate)
{
    (void)certificate;
    return verify_check_flow(run);
}

/* Of one problem, as the members of a family are. */
static int check_certificate(run_struct *run, const json_t *certificate)
{
    if (!is_certificate(certificate)) return verify_refuse(run, "a member is no certificate");
    return check_one(run, certificate, check_limit);
}

static int check_flow_certificate(run_struct *run, const json_t *certificate)
{
    if (!verify_is_flow(certificate)) return verify_refuse(run, "a member is no certificate at given eps");
    return check_one(run, certificate, check_flow);
}

static int check_any(run_struct *run, const json_t *root)
{
    if (verify_is_family(root))
        return verify_family(run, root,
                             verify_is_flow_family(root) ? check_flow_certificate : check_certificate);
    return verify_is_flow(root) ? check_flow_certificate(run, root) : check_certificate(run, root);
}

static wane_status_t run_over(run_struct *run, const char *text, size_t length)
{
    json_error_t error;
    wane_message_struct *message = run->message;
    if (length > LONGEST_TEXT)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "expected a certificate of at most 64 MiB");
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "line %d, column %d: %s; expected a certificate in JSON", error.line,
                                error.column, error.text);
    if (verify_has_decay(root) && !verify_take_decay(run, root)) {
        json_decref(root);
        return WANE_REJECTED;
    }
    if (!is_certificate(root) && !verify_is_family(root) && !verify_is_flow(root)) {
        json_decref(root);
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "expected a certificate: \"format\": \"wane certificate\", \"version\": 2");
    }
    int good = check_any(run, root);
    json_decref(root);
    return good ? WANE_OK : WANE_REJECTED;
}

wane_status_t wane_verify(const char *text, size_t length, wane_verifier_t verifier,
                          wane_verify_observer_t observer, void *context, wane_message_t message)
{
    run_t run = {
        {.verifier = verifier, .observer = observer, .context = context, .message = message, .prec = PREC}};
    wane_status_t status = run_over(run, text, length);
    return run->stopped ? wane_message_set(message, WANE_FAILURE, 0, "stopped") : status;
}

wane_status_t verify_derive(const char **verdict, const char *text, size_t length, wane_message_t message)
{
    wane_verifier_t verifier = wane_verifier_new(); /* of its own: what it holds is believed, not proved */
    run_t run = {{.verifier = verifier, .message = message, .prec = PREC, .trusts = 1}};
    wane_status_t status = run_over(run, text, length);
    *verdict = run->derived;
    wane_verifier_free(verifier);
    return status;
}
