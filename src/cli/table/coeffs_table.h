/* A table of Hermite coefficients in the four formats. */
#ifndef CLI_TABLE_COEFFS_TABLE_H
#define CLI_TABLE_COEFFS_TABLE_H

#include <jansson.h>
#include <stdio.h>

#include "wane/hermite.h"

typedef enum {
    CLI_BASIS_ORTHONORMAL,
    CLI_BASIS_MONIC,
    CLI_BASIS_PHYSICIST,
    CLI_BASIS_DERIVATIVE,
} cli_basis_t;

typedef struct {
    slong length;
    cli_basis_t basis;
    slong digits;
    arb_ptr value; /* in the basis */
    char **exact;  /* NULL where no exact form is known */
} cli_coeffs_table_struct;
typedef cli_coeffs_table_struct cli_coeffs_table_t[1];

void cli_coeffs_table_init(cli_coeffs_table_t table, slong length, cli_basis_t basis, slong digits);
void cli_coeffs_table_clear(cli_coeffs_table_t table);

json_t *cli_coeffs_json(json_t *answer, const cli_coeffs_table_t table, const wane_coefficients_t known,
                        const char *typed);
void cli_coeffs_csv(FILE *out, const cli_coeffs_table_t table);
void cli_coeffs_latex(FILE *out, const cli_coeffs_table_t table, const wane_coefficients_t known);
void cli_coeffs_text(FILE *out, const cli_coeffs_table_t table, const wane_coefficients_t known,
                     const char *typed);

#endif
