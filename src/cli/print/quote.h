/* Foreign text inside a one-line message: quoted, shortened, and without control characters. */
#ifndef CLI_PRINT_QUOTE_H
#define CLI_PRINT_QUOTE_H

typedef char cli_quote_t[80];

/* Writes 'text' into buffer and returns it. */
const char *cli_quote(cli_quote_t buffer, const char *text);

/* The name in the NULL-terminated list that a typing error could have turned into text, or NULL. */
const char *cli_nearest(const char *text, const char *const *names);

#endif
