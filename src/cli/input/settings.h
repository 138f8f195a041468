/* What the user asked for: the text of every input, and where it was read, until a command reads it as a
   number, a choice or an expression. */
#ifndef CLI_INPUT_SETTINGS_H
#define CLI_INPUT_SETTINGS_H

#include <flint/fmpq.h>
#include <jansson.h>

#include "cli/input/key.h"
#include "wane/status.h"

typedef struct {
    char *text;  /* NULL when not given */
    char *where; /* for messages: "--a0" or "problem.json:4: a0" */
} cli_value_t;

typedef struct {
    char *name;
    cli_value_t value;
} cli_parameter_t;

typedef struct {
    cli_value_t value[CLI_KEYS];
    cli_parameter_t *parameter; /* from --set and "set" */
    long parameter_count;
} cli_settings_struct;
typedef cli_settings_struct cli_settings_t[1];

void cli_settings_init(cli_settings_t settings);
void cli_settings_clear(cli_settings_t settings);

/* Replaces what was given before. */
void cli_settings_put(cli_settings_t settings, cli_key_t key, const char *text, const char *where);
void cli_settings_put_parameter(cli_settings_t settings, const char *name, const char *text,
                                const char *where);
int cli_settings_has_parameter(const cli_settings_t settings, const char *name);

int cli_given(const cli_settings_t settings, cli_key_t key);
/* The text given, else the fallback of the key, else NULL. */
const char *cli_text(const cli_settings_t settings, cli_key_t key);
/* The place to name in a message about this key: where its value was read. */
const char *cli_where(const cli_settings_t settings, cli_key_t key);

/* Fills the message with "<where>: expected <what>, found '<text>'" (or "… but none was given"). */
wane_status_t cli_expected(const cli_settings_t settings, cli_key_t key, const char *what,
                           wane_message_t message);

/* Readers: WANE_BAD_INPUT with such a message when the value is missing or not of the kind. */
wane_status_t cli_get_integer(slong *value, const cli_settings_t settings, cli_key_t key, slong least,
                              slong greatest, wane_message_t message);
wane_status_t cli_get_rational(fmpq_t value, const cli_settings_t settings, cli_key_t key,
                               wane_message_t message);
/* The nearest double of an exact number; what describes the range least … greatest. */
wane_status_t cli_get_double(double *value, const cli_settings_t settings, cli_key_t key, double least,
                             double greatest, const char *what, wane_message_t message);
/* The index of the value in a NULL-terminated list. */
wane_status_t cli_get_choice(int *choice, const cli_settings_t settings, cli_key_t key,
                             const char *const *choices, wane_message_t message);
/* A number (then lower = upper) or an interval. */
wane_status_t cli_get_interval(fmpq_t lower, fmpq_t upper, const cli_settings_t settings, cli_key_t key,
                               wane_message_t message);

/* The inputs named by keys (ended by CLI_KEYS), as given or by default, as a problem file would hold them. */
json_t *cli_settings_problem(const cli_settings_t settings, const cli_key_t *keys);

#endif
