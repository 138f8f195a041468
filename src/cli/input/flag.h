/* The flags: a problem's keys, and two that ask for no answer. */
#ifndef CLI_INPUT_FLAG_H
#define CLI_INPUT_FLAG_H

#include "answer/problem/key.h"

/* A flag is numbered as its answer_key_t, or one of these. */
enum { CLI_HELP = ANSWER_KEYS, CLI_VERSION, CLI_FLAGS };

typedef struct {
    char letter;          /* short form, 0 for none */
    const char *argument; /* what the value is called in help; NULL for a switch */
    const char *help;
} cli_flag_row_t;

extern const cli_flag_row_t cli_flag_rows[CLI_FLAGS];

const char *cli_flag_name(int flag);
/* Whether every command takes it. */
int cli_flag_is_global(int flag);

#endif
