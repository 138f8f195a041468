/* What a command takes and gives: the form of its row in the list of commands. */
#ifndef CLI_INPUT_COMMAND_H
#define CLI_INPUT_COMMAND_H

#include <jansson.h>
#include <stdio.h>

#include "answer/problem/form.h"

typedef enum { CLI_TEXT, CLI_JSON, CLI_CSV, CLI_LATEX, CLI_MARKDOWN, CLI_FORMATS } cli_format_id_t;
extern const char *const cli_format_names[CLI_FORMATS];

typedef struct cli_command {
    const char *name;
    const char *question; /* NULL: that of its name */
    const char *usage;    /* what follows the name */
    const char *summary;  /* one line */
    cli_format_id_t usual_format;
    /* The positional argument. */
    enum {
        CLI_TAKES_PROBLEM,
        CLI_TAKES_FUNCTION,
        CLI_TAKES_CERTIFICATE,
        CLI_TAKES_PROBLEM_OR_CERTIFICATE
    } takes;
    /* Prints an answer in a format; NULL if it is not offered.  JSON is as the library writes it. */
    void (*print[CLI_FORMATS])(FILE *out, const json_t *answer);
    /* Of a question whose answer has `lines`: print gets it without them, this each of them after that; NULL: nothing. */
    void (*print_line[CLI_FORMATS])(FILE *out, const json_t *line);
    int is_shared;     /* the processes of an mpirun share its work */
    int writes_folder; /* its certificate is a folder of several */
    int is_picture;    /* what is delivered is a picture, in the file of --output */
    int is_page;       /* or a page */
} cli_command_t;

/* The question that it asks. */
const char *cli_command_question(const cli_command_t *command);
/* Its inputs: those of the question of its name. */
const answer_form_t *cli_command_form(const cli_command_t *command);
int cli_command_offers(const cli_command_t *command, cli_format_id_t format);

#endif
