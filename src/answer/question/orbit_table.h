/* The rows of an orbit. */
#ifndef ANSWER_QUESTION_ORBIT_TABLE_H
#define ANSWER_QUESTION_ORBIT_TABLE_H

#include <flint/fmpq.h>

#include "manifold/orbit/orbit.h"

typedef struct {
    slong alloc;
    slong length;      /* output times */
    slong filled;      /* rows known, from the first */
    fmpq *time;        /* exact, increasing, decimal */
    arb_ptr R, a, gap; /* gap: 1 - |R|, where R itself would round to 1 */
    slong digits, steps, pieces;
} answer_orbit_table_struct;
typedef answer_orbit_table_struct answer_orbit_table_t[1];

typedef enum { ANSWER_SPACING_LINEAR, ANSWER_SPACING_LOG } answer_spacing_t;

/* Time 0 and `points` times up to `last`, equally spaced or by
   equal factors over four decades, rounded to short decimals. */
void answer_orbit_table_init(answer_orbit_table_t table, const fmpq_t last, slong points,
                             answer_spacing_t spacing, slong digits);
/* The same times, no rows. */
void answer_orbit_table_init_like(answer_orbit_table_t table, const answer_orbit_table_t other);
void answer_orbit_table_clear(answer_orbit_table_t table);
void answer_orbit_table_swap(answer_orbit_table_t table, answer_orbit_table_t other);

/* Fills the rows whose times lie in the orbit's last step; those before must be filled. */
void answer_orbit_table_fill(answer_orbit_table_t table, const orbit_t orbit);

/* log10 of the greatest width of a row, that of a relative to max(1, |a|). */
double answer_orbit_table_width(const answer_orbit_table_t table);

#endif
