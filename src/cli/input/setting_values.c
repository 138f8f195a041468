/* Readers of the settings: text to exact numbers, choices and sets of numbers. */
#include <stdio.h>
#include <string.h>

#include "cli/input/number.h"
#include "cli/print/quote.h"
#include "cli/input/settings.h"

wane_status_t cli_expected(const cli_settings_t settings, cli_key_t key, const char *what,
                           wane_message_t message)
{
    const char *text = cli_text(settings, key);
    if (text == NULL)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "--%s: expected %s, but none was given",
                                cli_key_rows[key].name, what);
    cli_quote_t quoted;
    return wane_message_set(message, WANE_BAD_INPUT, 0, "%s: expected %s, found %s", cli_where(settings, key),
                            what, cli_quote(quoted, text));
}

wane_status_t cli_get_rational(fmpq_t value, const cli_settings_t settings, cli_key_t key,
                               wane_message_t message)
{
    const char *text = cli_text(settings, key);
    if (text == NULL || !cli_number_read(value, text))
        return cli_expected(settings, key, "a number", message);
    return WANE_OK;
}

wane_status_t cli_get_integer(slong *value, const cli_settings_t settings, cli_key_t key, slong least,
                              slong greatest, wane_message_t message)
{
    const char *text = cli_text(settings, key);
    char what[100];
    fmpq_t number;
    fmpq_init(number);
    int good = text != NULL && cli_number_read(number, text) && fmpz_is_one(fmpq_denref(number)) &&
               fmpz_cmp_si(fmpq_numref(number), least) >= 0 &&
               fmpz_cmp_si(fmpq_numref(number), greatest) <= 0;
    if (good) *value = fmpz_get_si(fmpq_numref(number));
    fmpq_clear(number);
    if (good) return WANE_OK;
    snprintf(what, sizeof what, "an integer from %ld to %ld", (long)least, (long)greatest);
    return cli_expected(settings, key, what, message);
}

wane_status_t cli_get_double(double *value, const cli_settings_t settings, cli_key_t key, double least,
                             double greatest, const char *what, wane_message_t message)
{
    const char *text = cli_text(settings, key);
    fmpq_t number;
    fmpq_init(number);
    int good = text != NULL && cli_number_read(number, text);
    if (good) *value = cli_number_to_double(number);
    fmpq_clear(number);
    if (good && *value >= least && *value <= greatest) return WANE_OK;
    return cli_expected(settings, key, what, message);
}

wane_status_t cli_get_choice(int *choice, const cli_settings_t settings, cli_key_t key,
                             const char *const *choices, wane_message_t message)
{
    const char *text = cli_text(settings, key);
    char what[200] = "";
    for (int i = 0; choices[i] != NULL; i++) {
        if (text != NULL && strcmp(text, choices[i]) == 0) {
            *choice = i;
            return WANE_OK;
        }
        const char *separator = i == 0 ? "" : choices[i + 1] == NULL ? " or " : ", ";
        snprintf(what + strlen(what), sizeof what - strlen(what), "%s%s", separator, choices[i]);
    }
    return cli_expected(settings, key, what, message);
}

wane_status_t cli_get_interval(fmpq_t lower, fmpq_t upper, const cli_settings_t settings, cli_key_t key,
                               wane_message_t message)
{
    const char *text = cli_text(settings, key);
    if (text != NULL && cli_number_read(lower, text)) fmpq_set(upper, lower);
    else if (text == NULL || !cli_number_read_interval(lower, upper, text))
        return cli_expected(settings, key, "a number or an interval [lo,hi]", message);
    return WANE_OK;
}
