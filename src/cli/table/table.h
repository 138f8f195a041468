/* Answers as text: fields of the JSON value, one a line, and how their values are printed. */
#ifndef CLI_TABLE_TABLE_H
#define CLI_TABLE_TABLE_H

#include <flint/flint.h>
#include <jansson.h>
#include <stdio.h>

/* The value at "name.name" within an object, NULL if there is none. */
json_t *cli_at(const json_t *value, const char *path);
/* The string there; NULL for anything else. */
const char *cli_string_at(const json_t *value, const char *path);
/* The number there; NaN for null. */
double cli_number_at(const json_t *value, const char *path);
slong cli_integer_at(const json_t *value, const char *path);
int cli_is_true(const json_t *value, const char *path);
/* 1 true, 0 false, -1 null. */
int cli_decided_at(const json_t *value, const char *path);
/* An integer that was given with the problem, however it is written. */
slong cli_input_at(const json_t *answer, const char *path);
/* The digits that were asked for. */
slong cli_digits(const json_t *answer);

/* One line, the label and the value at the path; or the lines that `print` writes. */
typedef struct {
    const char *label; /* NULL where print writes whole lines */
    const char *path;  /* "" for the answer itself */
    void (*print)(FILE *out, const json_t *value, slong digits);
} cli_field_t;

/* Fields up to one without print; labels are as wide as `width`. */
void cli_table_print(FILE *out, const cli_field_t *fields, int width, const json_t *answer);

/* A real, certified or a decimal, as base_decimal_text spells it. */
void cli_print_real(FILE *out, const json_t *value, slong digits);
/* What `print` writes as text of malloc. */
char *cli_text_of(void (*print)(FILE *out, const json_t *value, slong digits), const json_t *value,
                  slong digits);
/* The real as text of malloc. */
char *cli_real_text(const json_t *value, slong digits);
/* The two bounds with a comma between them; an infinity is both, nothing stands for what is not determined. */
void cli_print_bounds(FILE *out, const json_t *value);
void cli_real_at(FILE *out, const json_t *value, const char *path, slong digits);
/* "not determined" for null. */
void cli_print_text(FILE *out, const json_t *value, slong digits);
/* "because:" and the sentences. */
void cli_print_reasons(FILE *out, const json_t *reasons, slong digits);
/* What an answer with weight decay says of it: the decay that restores learning, the losses in the end. */
void cli_print_decay(FILE *out, const json_t *decay, slong digits);
/* "R ~ 1.467… (eps t)^(-1/4)" and the like for a. */
void cli_print_law(FILE *out, const char *label, const json_t *law, slong digits);
/* The same if there is a law. */
void cli_print_scaling(FILE *out, const json_t *scaling, slong digits);

#endif
