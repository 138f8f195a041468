/* Bifurcations as JSON and as text. */
#ifndef CLI_TABLE_BIFURCATIONS_FORMAT_H
#define CLI_TABLE_BIFURCATIONS_FORMAT_H

#include <jansson.h>
#include <stdio.h>

#include "wane/bifurcations.h"

/* name is that of the parameter. */
json_t *cli_bifurcations_json(json_t *answer, const wane_bifurcations_t bifurcations, const char *name,
                              slong digits);
void cli_bifurcations_text(FILE *out, const wane_bifurcations_t bifurcations, const char *name, slong digits);

#endif
