/* A critical manifold as JSON and as text. */
#ifndef CLI_TABLE_MANIFOLD_FORMAT_H
#define CLI_TABLE_MANIFOLD_FORMAT_H

#include <jansson.h>
#include <stdio.h>

#include "wane/manifold.h"

json_t *cli_manifold_json(json_t *answer, const wane_manifold_t manifold, slong digits);
void cli_manifold_text(FILE *out, const wane_manifold_t manifold, slong digits);

#endif
