/* A map: a filled rectangle for each cell.  The colours differ for every kind of colour vision, and in how dark they
   are; undecided is grey. */
#include "answer/picture/picture.h"
#include "cli/picture/picture.h"

#include <stdlib.h>
#include <string.h>

#include <flint/fmpq.h>

#include "base/number.h"
#include "base/scoped.h"
#include "cli/table/table.h"

static const struct {
    const char *verdict, *words, *colour;
} outcomes[] = {
    {"learning", "learning", "#004488"},     {"partial-unlearning", "partial unlearning", "#DDAA33"},
    {"unlearning", "unlearning", "#BB5566"}, {"not-learned", "not learned", "#FFFFFF"},
    {"neutral", "neutral", "#000000"},       {"undecided", "undecided", "#DDDDDD"},
};
#define OUTCOMES 6
#define VALUED 6 /* the cells coloured by their value */

static int has_quantity(const json_t *answer)
{
    const char *quantity = cli_string_at(answer, "quantity");
    return quantity != NULL && strcmp(quantity, "verdict") != 0;
}

void cli_map_picture_begin(cli_map_picture_t *picture)
{
    memset(picture, 0, sizeof *picture);
}

static double number_of(const json_t *text)
{
    SCOPED(fmpq, value);
    if (!json_is_string(text) || fmpq_set_str(value, json_string_value(text), 10) != 0) return 0;
    return base_number_to_double(value);
}

static double bound_at(const json_t *cell, const char *path)
{
    const char *text = cli_string_at(cell, path);
    return text == NULL ? 0 : strtod(text, NULL);
}

void cli_map_picture_line(cli_map_picture_t *picture, const json_t *cell)
{
    static const char *const axes[] = {"x", "y"};
    const char *verdict = cli_string_at(cell, "verdict");
    int set = 0;
    double end[2][2];
    while (set < OUTCOMES - 1 && strcmp(outcomes[set].verdict, verdict) != 0) set++;
    if (json_is_object(cli_at(cell, "value"))) set = VALUED;
    for (int i = 0; i < 2; i++)
        for (size_t j = 0; j < 2; j++) end[i][j] = number_of(json_array_get(cli_at(cell, axes[i]), j));
    if (picture->out[set] == NULL)
        picture->out[set] = open_memstream(&picture->data[set], &picture->size[set]);
    if (picture->out[set] == NULL) flint_abort();
    fprintf(picture->out[set], "%.10g %.10g %.10g %.10g %.10g %.10g", 0.5 * (end[0][0] + end[0][1]),
            0.5 * (end[1][0] + end[1][1]), end[0][0], end[0][1], end[1][0], end[1][1]);
    if (set == VALUED)
        fprintf(picture->out[set], " %.10g", 0.5 * (bound_at(cell, "value.lo") + bound_at(cell, "value.hi")));
    fputc('\n', picture->out[set]);
}

static void print_axis(FILE *out, const char *axis, const json_t *answer)
{
    const json_t *object = cli_at(answer, axis), *range = cli_at(object, "range");
    fprintf(out, "set %slabel '", axis);
    picture_quote(out, cli_string_at(object, "name"));
    fprintf(out, "'\nset %srange [%.10g:%.10g]\n", axis, number_of(json_array_get(range, 0)),
            number_of(json_array_get(range, 1)));
    if (cli_is_true(object, "log")) fprintf(out, "set logscale %s\n", axis);
}

static void print_title(FILE *out, const json_t *answer)
{
    const char *regime = cli_string_at(answer, "regime");
    fputs("set title '", out);
    picture_quote(out, cli_string_at(answer, "problem.student"));
    fputs(" | ", out);
    picture_quote(out, cli_string_at(answer, "problem.teacher"));
    fputs(regime != NULL && regime[0] == 's' ? ", eps -> 0" : ", at given eps", out);
    if (has_quantity(answer)) fprintf(out, ": %s", cli_string_at(answer, "quantity"));
    fputs("'\n", out);
}

static void print_plot(FILE *out, const cli_map_picture_t *picture)
{
    const char *join = "plot ";
    for (int i = VALUED; i >= 0;
         i--) { /* what is undecided comes after what has a value and before the rest */
        const int set = i == VALUED ? VALUED : OUTCOMES - 1 - i;
        if (picture->data[set] == NULL) continue;
        if (set == VALUED)
            fprintf(out, "%s$valued using 1:2:3:4:5:6:7 with boxxyerror fillcolor palette notitle", join);
        else
            fprintf(out, "%s$%.3s%d using 1:2:3:4:5:6 with boxxyerror linecolor rgb '%s' title '%s'", join,
                    outcomes[set].verdict, set, outcomes[set].colour, outcomes[set].words);
        join = ", \\\n     ";
    }
    fputc('\n', out);
}

void cli_map_picture_end(FILE *out, cli_map_picture_t *picture, const json_t *answer)
{
    for (int i = 0; i <= VALUED; i++) {
        if (picture->out[i] == NULL) continue;
        fclose(picture->out[i]);
        if (i == VALUED) fputs("$valued << EOD\n", out);
        else fprintf(out, "$%.3s%d << EOD\n", outcomes[i].verdict, i);
        fputs(picture->data[i], out);
        fputs("EOD\n", out);
    }
    fputs("set termoption noenhanced\nset style fill solid 1 border\nset border front\nset tics front out "
          "nomirror\n"
          "set key outside right top Left reverse\n"
          "set palette defined (0 '#440154', 1 '#3b528b', 2 '#21908d', 3 '#5dc863', 4 '#fde725')\n",
          out);
    print_title(out, answer);
    print_axis(out, "x", answer);
    print_axis(out, "y", answer);
    print_plot(out, picture);
    for (int i = 0; i <= VALUED; i++) free(picture->data[i]);
}
