/* Pictures by gnuplot: a script with its data, and what gnuplot makes of it. */
#ifndef CLI_PICTURE_PICTURE_H
#define CLI_PICTURE_PICTURE_H

#include <jansson.h>
#include <stdio.h>

#include "wane/status.h"

/* Before anything is computed: whether the name ends in .svg, .pdf, .png or .gp and a file may be written there. */
wane_status_t cli_picture_possible(const char *path, wane_message_t message);
/* The picture that the script draws, whole or not at all; the script itself for .gp.  terminals: gnuplot's command for each
   ending; NULL: the usual ones.  Where gnuplot cannot be started
   the script is written beside the name, ending in .gp, and the message says so. */
wane_status_t cli_picture_deliver(const char *script, const json_t *terminals, const char *path,
                                  wane_message_t message);

/* The same as text, of malloc; NULL where there is none, and the message says why. */
wane_status_t cli_picture_svg(char **svg, const char *script, const json_t *terminals,
                              wane_message_t message);

/* The script of a map: head, one line of data for each cell, the rest. */
typedef struct {
    char *data[8]; /* of each outcome, NULL if there is none; the last of those with a value */
    size_t size[8];
    FILE *out[8];
} cli_map_picture_t;
void cli_map_picture_begin(cli_map_picture_t *picture);
void cli_map_picture_line(cli_map_picture_t *picture, const json_t *cell);
void cli_map_picture_end(FILE *out, cli_map_picture_t *picture, const json_t *answer);

#endif
