/* The library names keys between backquotes; users know
   them as flags, or as what their problem file holds. */
#ifndef CLI_INPUT_SPELL_H
#define CLI_INPUT_SPELL_H

#include <stdio.h>

#include "answer/problem/problem.h"

/* Prints the text with `key` as --key. */
void cli_spell(FILE *out, const char *text);
/* The same in a message, where a key at the start becomes the place at which its value was read. */
void cli_spell_message(wane_message_t message, const answer_problem_t problem);

#endif
