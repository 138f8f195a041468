/* Problem files: JSON with the same keys as the flags. */
#ifndef CLI_INPUT_PROBLEM_FILE_H
#define CLI_INPUT_PROBLEM_FILE_H

#include "cli/input/settings.h"

/* Reads path ("-" is standard input) and keeps what no flag has given.  WANE_FAILURE if it cannot be read,
   WANE_BAD_INPUT with "path:line: …" if it is no problem file. */
wane_status_t cli_problem_file_read(cli_settings_t settings, const char *path, wane_message_t message);

/* The same for text already in memory, which messages call name. */
wane_status_t cli_problem_text_read(cli_settings_t settings, const char *name, const char *text,
                                    size_t length, wane_message_t message);

#endif
