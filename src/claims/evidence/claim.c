#include "claims/evidence/claim.h"
#include "base/text.h"

#include <stdarg.h>
#include <string.h>

const char *claim_status_name(claim_status_t status)
{
    static const char *const names[] = {"proved", "measured", "refuted", "undecided"};
    return names[status];
}

void claim_init(claim_t *claim)
{
    memset(claim, 0, sizeof *claim);
    claim->status = CLAIM_UNDECIDED;
}

static void evidence_clear(claim_evidence_t *evidence)
{
    for (slong i = 0; i < evidence->number_count; i++) {
        flint_free(evidence->numbers[i].name);
        arb_clear(evidence->numbers[i].ball);
    }
    flint_free(evidence->numbers);
    flint_free(evidence->text);
    flint_free(evidence->certificate);
    flint_free(evidence->certificate_name);
}

void claim_clear(claim_t *claim)
{
    for (slong i = 0; i < claim->evidence_count; i++) evidence_clear(claim->evidence + i);
    flint_free(claim->evidence);
}

claim_evidence_t *claim_add(claim_t *claim, claim_status_t status, int supports, const char *format, ...)
{
    va_list list;
    size_t count = (size_t)++claim->evidence_count;
    claim->evidence = flint_realloc(claim->evidence, count * sizeof *claim->evidence);
    claim_evidence_t *evidence = claim->evidence + count - 1;
    memset(evidence, 0, sizeof *evidence);
    evidence->status = status;
    evidence->supports = supports;
    va_start(list, format);
    evidence->text = base_text_list(format, list);
    va_end(list);
    return evidence;
}

void claim_add_failure(claim_t *claim, const char *what, const wane_message_t message)
{
    claim_add(claim, CLAIM_UNDECIDED, 1, "%s: %s", what,
              message->text[0] != 0 ? message->text : "not decided");
}

static claim_number_t *add_number(claim_evidence_t *evidence)
{
    size_t count = (size_t)++evidence->number_count;
    evidence->numbers = flint_realloc(evidence->numbers, count * sizeof *evidence->numbers);
    claim_number_t *number = evidence->numbers + count - 1;
    memset(number, 0, sizeof *number);
    arb_init(number->ball);
    return number;
}

void evidence_ball(claim_evidence_t *evidence, const arb_t x, const char *format, ...)
{
    va_list list;
    claim_number_t *number = add_number(evidence);
    number->is_certified = 1;
    arb_set(number->ball, x);
    va_start(list, format);
    number->name = base_text_list(format, list);
    va_end(list);
}

void evidence_at_least(claim_evidence_t *evidence, const arb_t bound, const char *format, ...)
{
    va_list list;
    claim_number_t *number = add_number(evidence);
    number->is_certified = number->is_lower_bound = 1;
    arb_set(number->ball, bound);
    va_start(list, format);
    number->name = base_text_list(format, list);
    va_end(list);
}

void evidence_value(claim_evidence_t *evidence, double x, const char *format, ...)
{
    va_list list;
    claim_number_t *number = add_number(evidence);
    number->value = x;
    va_start(list, format);
    number->name = base_text_list(format, list);
    va_end(list);
}

claim_status_t claim_decided(int holds, int fails)
{
    return holds ? CLAIM_PROVED : fails ? CLAIM_REFUTED : CLAIM_UNDECIDED;
}

claim_status_t claim_measured(int holds)
{
    return holds ? CLAIM_MEASURED : CLAIM_REFUTED;
}

void claim_settle(claim_t *claim)
{
    int count[4] = {0}, refuted = 0;
    for (slong i = 0; i < claim->evidence_count; i++) {
        const claim_evidence_t *evidence = claim->evidence + i;
        refuted |= evidence->status == CLAIM_REFUTED;
        if (evidence->supports) count[evidence->status]++;
    }
    if (refuted) claim->status = CLAIM_REFUTED;
    else if (count[CLAIM_UNDECIDED] > 0) claim->status = CLAIM_UNDECIDED;
    else if (count[CLAIM_MEASURED] > 0) claim->status = CLAIM_MEASURED;
    else claim->status = count[CLAIM_PROVED] > 0 ? CLAIM_PROVED : CLAIM_UNDECIDED;
}
