#include "verify/claim/number.h"

#include "base/scoped.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_NUMBER 1300
#define LARGEST_EXPONENT 20000

void verify_claim_init(verify_claim_t claim)
{
    arf_init(claim->lo);
    arf_init(claim->hi);
}

void verify_claim_clear(verify_claim_t claim)
{
    arf_clear(claim->lo);
    arf_clear(claim->hi);
}

void verify_claim_set(verify_claim_t claim, const verify_claim_t other)
{
    arf_set(claim->lo, other->lo);
    arf_set(claim->hi, other->hi);
}

void verify_claim_set_si(verify_claim_t claim, slong value)
{
    arf_set_si(claim->lo, value);
    arf_set_si(claim->hi, value);
}

/* The text of a JSON string of moderate length without NUL characters, or NULL. */
static const char *short_text(const json_t *json)
{
    if (!json_is_string(json)) return NULL;
    const char *text = json_string_value(json);
    size_t length = json_string_length(json);
    return length > 0 && length <= LONGEST_NUMBER && strlen(text) == length ? text : NULL;
}

/* Digits without a leading zero, after an optional minus sign; *end is what follows.  "0" itself counts. */
static int scan_integer(const char **end, const char *text)
{
    const char *digit = text + (*text == '-');
    if (!isdigit((unsigned char)*digit) ||
        (*digit == '0' && (digit != text || isdigit((unsigned char)digit[1]))))
        return 0;
    while (isdigit((unsigned char)*digit)) digit++;
    *end = digit;
    return 1;
}

static int set_integer(fmpz_t x, const char *text, const char *end)
{
    char buffer[LONGEST_NUMBER + 1];
    memcpy(buffer, text, (size_t)(end - text));
    buffer[end - text] = 0;
    return fmpz_set_str(x, buffer, 10) == 0;
}

/* An exponent that is not zero, of at most five digits and within bounds. */
static int scan_exponent(slong *exponent, const char *text)
{
    const char *end;
    if (!scan_integer(&end, text) || *end != 0 || end - text > 6) return 0;
    *exponent = atol(text);
    return *exponent != 0 && *exponent >= -LARGEST_EXPONENT && *exponent <= LARGEST_EXPONENT;
}

int verify_read_dyadic(arf_t x, const json_t *json)
{
    const char *text = short_text(json), *end;
    slong exponent = 0;
    if (text == NULL || !scan_integer(&end, text)) return 0;
    if (*end != 0 && (strncmp(end, "*2^", 3) != 0 || !scan_exponent(&exponent, end + 3))) return 0;
    SCOPED(fmpz, mantissa);
    int good = set_integer(mantissa, text, end) && (fmpz_is_odd(mantissa) || strcmp(text, "0") == 0);
    arf_set_fmpz(x, mantissa);
    arf_mul_2exp_si(x, x, exponent);
    return good;
}

int verify_read_rational(fmpq_t x, const json_t *json)
{
    const char *text = short_text(json), *end;
    if (text == NULL || !scan_integer(&end, text)) return 0;
    if (*end != 0 && *end != '/') return 0;
    if (*end == '/' && (!scan_integer(&end, end + 1) || *end != 0)) return 0;
    if (fmpq_set_str(x, text, 10) != 0 || !fmpq_is_canonical(x)) return 0;
    char *canonical = fmpq_get_str(NULL, 10, x);
    int good = strcmp(text, canonical) == 0;
    flint_free(canonical);
    return good;
}

int verify_claim_read(verify_claim_t claim, const json_t *json, int infinite)
{
    if (infinite && json_is_string(json)) {
        const char *text = json_string_value(json);
        if (strcmp(text, "infinity") == 0) arf_pos_inf(claim->lo);
        else if (strcmp(text, "-infinity") == 0) arf_neg_inf(claim->lo);
        else return 0;
        arf_set(claim->hi, claim->lo);
        return 1;
    }
    return json_is_array(json) && json_array_size(json) == 2 &&
           verify_read_dyadic(claim->lo, json_array_get(json, 0)) &&
           verify_read_dyadic(claim->hi, json_array_get(json, 1)) && arf_cmp(claim->lo, claim->hi) <= 0;
}

int verify_claim_is_infinite(const verify_claim_t claim)
{
    return !arf_is_finite(claim->lo) || !arf_is_finite(claim->hi);
}

int verify_claim_equal(const verify_claim_t claim, const verify_claim_t other)
{
    return arf_equal(claim->lo, other->lo) && arf_equal(claim->hi, other->hi);
}

void verify_claim_get_arb(arb_t ball, const verify_claim_t claim, slong prec)
{
    if (arf_equal(claim->lo, claim->hi)) arb_set_arf(ball, claim->lo);
    else arb_set_interval_arf(ball, claim->lo, claim->hi, prec);
}

int verify_claim_holds(const verify_claim_t claim, const arb_t ball, slong prec)
{
    if (!arb_is_finite(ball) || verify_claim_is_infinite(claim)) return 0;
    SCOPED(arf, lo, hi);
    arb_get_interval_arf(lo, hi, ball, prec);
    return arf_cmp(claim->lo, lo) <= 0 && arf_cmp(hi, claim->hi) <= 0;
}

int verify_claim_within(const verify_claim_t inner, const verify_claim_t outer)
{
    return arf_cmp(outer->lo, inner->lo) <= 0 && arf_cmp(inner->hi, outer->hi) <= 0;
}

int verify_claim_below(const verify_claim_t left, const verify_claim_t right)
{
    return arf_cmp(left->hi, right->lo) < 0;
}

void verify_claim_turn(verify_claim_t claim, int sign)
{
    if (sign > 0) return;
    arf_swap(claim->lo, claim->hi);
    arf_neg(claim->lo, claim->lo);
    arf_neg(claim->hi, claim->hi);
}
