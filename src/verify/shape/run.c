#include "verify/shape/run.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/scoped.h"
#include "verify/claim/parameters.h"

int verify_refuse(run_struct *run, const char *format, ...)
{
    char text[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    wane_message_set(run->message, WANE_REJECTED, 0, "rejected: %s", text);
    return 0;
}

void verify_proved(run_struct *run, const char *format, ...)
{
    char text[1000];
    va_list arguments;
    if (run->observer == NULL || run->stopped) return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    run->stopped = run->observer(run->context, text) != 0;
}

int verify_confirms(const run_struct *run, const verify_claim_t claim, const arb_t ball)
{
    if (run->stopped) return 0;
    if (!run->trusts) return verify_claim_holds(claim, ball, run->prec);
    SCOPED(arb, range);
    verify_claim_get_arb(range, claim, run->prec);
    return arb_overlaps(range, ball);
}

int verify_has_fields(run_struct *run, const char *const *keys)
{
    const json_t *wane = json_object_get(run->root, "wane");
    run->version = json_integer_value(json_object_get(run->root, "version"));
    run->parameters = json_object_get(run->root, "parameters");
    if (!verify_has_exactly(run->root, run->version == 1 ? keys + 2 : keys))
        return verify_refuse(run, "a field is missing or not known");
    if (run->version == 1) return 1;
    if (!json_is_string(wane) || json_string_length(wane) > 100)
        return verify_refuse(run, "wane: expected the version that wrote the certificate");
    return verify_parameters_are_well_formed(run->parameters) ||
           verify_refuse(run, "parameters: expected names, each with two rational numbers in order");
}

int verify_check_start(run_struct *run)
{
    static const char *const kinds[] = {"0", "0+", "0-"};
    const json_t *R0 = json_object_get(run->root, "R0");
    run->R0_kind = NULL;
    for (int i = 0; json_is_string(R0) && i < 3; i++)
        if (strcmp(json_string_value(R0), kinds[i]) == 0) run->R0_kind = kinds[i];
    if (run->R0_kind != NULL) return 1;
    SCOPED(fmpq, one);
    fmpq_one(one);
    int good = verify_read_range(&run->R0, R0) && fmpq_cmp(&run->R0.hi, one) < 0;
    fmpq_neg(one, one);
    good = good && fmpq_cmp(&run->R0.lo, one) > 0;
    return good ||
           verify_refuse(run, "R0: expected \"0\", \"0+\", \"0-\" or two rational numbers inside (-1, 1)");
}

int verify_start_has_side(run_struct *run)
{
    return run->R0_kind != NULL || fmpq_sgn(&run->R0.lo) > 0 || fmpq_sgn(&run->R0.hi) < 0 ||
           verify_refuse(run, "R0: expected \"0\", \"0+\", \"0-\" or rational numbers of one sign");
}

int verify_check_problem(run_struct *run)
{
    if (!verify_read_range(&run->a0, json_object_get(run->root, "a0")))
        return verify_refuse(run, "a0: expected two rational numbers in order");
    return verify_check_start(run) && verify_start_has_side(run);
}
