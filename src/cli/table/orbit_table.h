/* The rows of wane orbit, and the forms in which they are printed. */
#ifndef CLI_TABLE_ORBIT_TABLE_H
#define CLI_TABLE_ORBIT_TABLE_H

#include <flint/fmpq.h>
#include <jansson.h>
#include <stdio.h>

#include "wane/orbit.h"

typedef struct {
    slong alloc;
    slong length; /* output times */
    slong filled; /* rows known, from the first */
    fmpq *time;   /* exact, increasing, decimal */
    arb_ptr R, a;
    slong digits, steps, pieces;
} cli_orbit_table_struct;
typedef cli_orbit_table_struct cli_orbit_table_t[1];

typedef enum { CLI_SPACING_LINEAR, CLI_SPACING_LOG } cli_spacing_t;

/* Time 0 and `points` times up to `last`, equally spaced or by equal factors over four decades, rounded to
   short decimals. */
void cli_orbit_table_init(cli_orbit_table_t table, const fmpq_t last, slong points, cli_spacing_t spacing,
                          slong digits);
/* The same times, no rows. */
void cli_orbit_table_init_like(cli_orbit_table_t table, const cli_orbit_table_t other);
void cli_orbit_table_clear(cli_orbit_table_t table);

/* Fills the rows whose times lie in the orbit's last step; those before must be filled. */
void cli_orbit_table_fill(cli_orbit_table_t table, const wane_orbit_t orbit);

/* log10 of the greatest width of a row, that of a relative to max(1, |a|). */
double cli_orbit_table_width(const cli_orbit_table_t table);

void cli_orbit_csv(FILE *out, const cli_orbit_table_t table);
void cli_orbit_text(FILE *out, const cli_orbit_table_t table);
/* Adds the rows to the answer and returns it. */
json_t *cli_orbit_json(json_t *answer, const cli_orbit_table_t table);

#endif
