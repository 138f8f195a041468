/* Tables in LaTeX, which need the package booktabs. */
#ifndef CLI_TABLE_LATEX_H
#define CLI_TABLE_LATEX_H

#include <flint/flint.h>
#include <jansson.h>
#include <stdio.h>

/* Columns such as "lrr", and their heads, sentences with formulas in plain text. */
void cli_latex_begin(FILE *out, const char *columns, const char *const *heads);
void cli_latex_rule(FILE *out);
void cli_latex_end(FILE *out);

/* One cell of a row, the first of which begins it: a sentence, or a number; after the last the row ends. */
void cli_latex_cell(FILE *out, int is_first, const char *sentence);
void cli_latex_real(FILE *out, int is_first, const json_t *real, slong digits);
void cli_latex_row_end(FILE *out);

#endif
