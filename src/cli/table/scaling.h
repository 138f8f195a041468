/* The scaling law of unlearning, R -> 0, in answers. */
#ifndef CLI_TABLE_SCALING_H
#define CLI_TABLE_SCALING_H

#include <jansson.h>
#include <stdio.h>

#include "wane/manifold.h"

json_t *cli_scaling_json(const wane_small_R_t small, slong digits);

/* "R ~ 1.467… (eps t)^(-1/4)" and the like for a; only for a law that tends to zero. */
void cli_scaling_print(FILE *out, const char *name, const wane_small_R_t small, slong digits);

/* "numerator/denominator" in lowest terms; free with free. */
char *cli_fraction(slong numerator, slong denominator);

/* An index, "none" if there is none, null if it is not determined. */
json_t *cli_index_json(slong value);

#endif
