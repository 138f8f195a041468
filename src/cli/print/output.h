/* The result on its way out: kept in memory until it is complete, then delivered whole or not at all. */
#ifndef CLI_PRINT_OUTPUT_H
#define CLI_PRINT_OUTPUT_H

#include <stdio.h>

#include "wane/status.h"

typedef struct {
    FILE *stream; /* to be written to */
    char *text;
    size_t length;
} cli_output_struct;
typedef cli_output_struct cli_output_t[1];

void cli_output_init(cli_output_t output);
void cli_output_clear(cli_output_t output);

/* Says early whether path could be written (NULL or "-", standard output, always can). */
wane_status_t cli_output_possible(const char *path, wane_message_t message);

/* Delivers everything written so far: to standard output when path is NULL or "-";
   to a regular file through a temporary beside it and a rename; directly to
   anything else (a device, a pipe).  WANE_FAILURE on any I/O error, without a message if the reader of
   standard output has gone. */
wane_status_t cli_output_deliver(cli_output_t output, const char *path, wane_message_t message);

/* The text alone, in the same way. */
wane_status_t cli_output_write(const char *path, const char *text, wane_message_t message);

/* Whether the reader of standard output has gone. */
int cli_output_is_closed(void);

/* Removes the temporary if a delivery is under way; safe in a signal handler. */
void cli_output_abandon(void);

#endif
