/* The answers of the commands in the formats that are not the library's own. */
#ifndef CLI_TABLE_FORMATS_H
#define CLI_TABLE_FORMATS_H

#include <jansson.h>
#include <stdio.h>

void cli_coeffs_text(FILE *out, const json_t *answer);
void cli_coeffs_csv(FILE *out, const json_t *answer);
void cli_coeffs_latex(FILE *out, const json_t *answer);
void cli_manifold_text(FILE *out, const json_t *answer);
void cli_manifold_csv(FILE *out, const json_t *answer);
void cli_manifold_latex(FILE *out, const json_t *answer);
void cli_verdict_text(FILE *out, const json_t *answer);
void cli_thresholds_text(FILE *out, const json_t *answer);
void cli_thresholds_csv(FILE *out, const json_t *answer);
void cli_thresholds_latex(FILE *out, const json_t *answer);
void cli_bifurcations_text(FILE *out, const json_t *answer);
void cli_bifurcations_csv(FILE *out, const json_t *answer);
void cli_bifurcations_latex(FILE *out, const json_t *answer);
void cli_verify_text(FILE *out, const json_t *answer);
void cli_formalize_text(FILE *out, const json_t *answer);
void cli_explain_text(FILE *out, const json_t *answer);
void cli_explain_markdown(FILE *out, const json_t *answer);
void cli_explain_latex(FILE *out, const json_t *answer);
void cli_orbit_text(FILE *out, const json_t *answer);
void cli_orbit_csv(FILE *out, const json_t *answer);
void cli_simulate_text(FILE *out, const json_t *answer);
void cli_simulate_csv(FILE *out, const json_t *answer);
void cli_sweep_text(FILE *out, const json_t *answer);
void cli_sweep_csv(FILE *out, const json_t *answer);
void cli_check_text(FILE *out, const json_t *answer);
void cli_claims_text(FILE *out, const json_t *answer);
void cli_kernel_text(FILE *out, const json_t *answer);
void cli_kernel_csv(FILE *out, const json_t *answer);
void cli_map_text(FILE *out, const json_t *answer);
void cli_map_csv(FILE *out, const json_t *answer);
void cli_map_csv_line(FILE *out, const json_t *cell);

/* The parts of a verdict's text: the outcome and the values it rests on; the itinerary and the reasons. */
void cli_verdict_summary(FILE *out, const json_t *answer);
void cli_verdict_story(FILE *out, const json_t *answer);
/* What the height at which stability is lost is called; NULL if there is none. */
const char *cli_verdict_height(const json_t *answer);

#endif
