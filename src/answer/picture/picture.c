#include "answer/picture/picture.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <flint/flint.h>

#include "answer/problem/text.h"
#include "base/number.h"
#include "base/scoped.h"
#include "base/text.h"
#include "wane/version.h"

/* ---- the script ---- */

static void text_open(picture_text_t *text)
{
    text->text = NULL;
    text->out = open_memstream(&text->text, &text->size);
    if (text->out == NULL) flint_abort();
}

static void text_close(picture_text_t *text)
{
    if (text->out != NULL) fclose(text->out);
    text->out = NULL;
}

void picture_init(picture_t *picture)
{
    memset(picture, 0, sizeof *picture);
    text_open(&picture->data);
    text_open(&picture->plot);
}

void picture_clear(picture_t *picture)
{
    picture_text_t *all[] = {&picture->data, &picture->plot, &picture->block};
    for (int i = 0; i < 3; i++) {
        text_close(all[i]);
        free(all[i]->text);
        all[i]->text = NULL;
    }
}

FILE *picture_begin(picture_t *picture)
{
    text_open(&picture->block);
    return picture->block.out;
}

void picture_quote(FILE *out, const char *text)
{
    for (; text != NULL && *text != 0; text++)
        fprintf(out, *text == '\'' ? "''" : *text == '\n' ? " " : "%c", *text);
}

static void element(picture_t *picture, const char *what, const char *how, const char *title)
{
    fprintf(picture->plot.out, "%s%s %s ", picture->elements++ == 0 ? "plot " : ", \\\n     ", what, how);
    picture->titles += title != NULL;
    if (title != NULL) picture->longest = FLINT_MAX(picture->longest, base_text_characters(title));
    fputs(title == NULL ? "notitle" : "title '", picture->plot.out);
    picture_quote(picture->plot.out, title);
    if (title != NULL) fputc('\'', picture->plot.out);
}

void picture_again(picture_t *picture, const char *how, const char *title)
{
    char block[20];
    snprintf(block, sizeof block, "$data%d", picture->blocks);
    element(picture, block, how, title);
}

void picture_entry(picture_t *picture, const char *how, const char *title)
{
    element(picture, "NaN", how, title);
}

void picture_end(picture_t *picture, const char *how, const char *title)
{
    text_close(&picture->block);
    if (picture->block.size > 0) {
        fprintf(picture->data.out, "$data%d << EOD\n%sEOD\n", ++picture->blocks, picture->block.text);
        picture_again(picture, how, title);
    }
    free(picture->block.text);
    picture->block.text = NULL;
}

void picture_set(picture_t *picture, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(picture->plot.out, format, arguments);
    va_end(arguments);
    fputc('\n', picture->plot.out);
}

void picture_end_plot(picture_t *picture)
{
    fputc('\n', picture->plot.out);
    picture->elements = 0;
}

/* The palette differs for every kind of colour vision and in how dark its colours are.  1, 2: the theory, solid and
   dashed; 3: what is proved; 4, 5: another, solid and dashed; 6: others; 7: laws; 8: levels; 9: bands; 10: measured. */
static const char styles[] =
    "set encoding utf8\n"
    "set style line 1 linecolor rgb '#004488' linewidth 1.6\n"
    "set style line 2 linecolor rgb '#004488' linewidth 1.6 dashtype (5,8)\n"
    "set style line 3 linecolor rgb '#DDAA33' linewidth 3.5\n"
    "set style line 4 linecolor rgb '#BB5566' linewidth 1.2\n"
    "set style line 5 linecolor rgb '#BB5566' linewidth 1.6 dashtype (5,8)\n"
    "set style line 6 linecolor rgb '#999999' linewidth 0.8\n"
    "set style line 7 linecolor rgb '#000000' linewidth 1.2 dashtype (9,6,1,6)\n"
    "set style line 8 linecolor rgb '#000000' linewidth 1.2 dashtype (1,5)\n"
    "set style line 9 linecolor rgb '#BBBBBB' linewidth 0.2\n"
    "set style line 10 linecolor rgb '#000000' linewidth 0.8 pointtype 6 pointsize 0.35\n"
    "set style fill solid 1 noborder\n"
    "set border linewidth 0.8\n"
    "set tics out nomirror scale 0.6\n"
    "set xtics offset 0,0.2\n"
    "set ytics offset 0.4,0\n"
    "set lmargin 8\nset rmargin 1.5\n";

#define POINTS_A_CM (72 / 2.54)
#define AXIS 41.0 /* points below a plot for its axis */
#define ROW 10.0  /* points of a row of titles */

/* Two columns of titles below all plots, which stand between `bottom` and `top`. */
static char *key_text(int titles, int longest, double height_cm)
{
    const int rows = (titles + 1) / 2;
    const double height = height_cm * POINTS_A_CM;
    return base_text("set key at screen 0.03,0.015 left bottom vertical maxrows %d enhanced Left reverse "
                     "samplen 1.8 spacing 1.1 "
                     "width %d font ',7'\nbottom = %.4g\ntop = %.4g\n"
                     "set bmargin at screen bottom\nset tmargin at screen top\n",
                     rows, -FLINT_MAX(0, longest - 9) / 4, (AXIS + ROW * rows) / height, 1 - 20 / height);
}

static json_t *terminals_json(double width, double height)
{
    char *svg = base_text(
             "set terminal svg size %.0f,%.0f rounded font 'Arial,8' fontscale 1.3333 background 'white'",
             96 * width / 2.54, 96 * height / 2.54),
         *pdf = base_text("set terminal pdfcairo size %gcm,%gcm rounded font 'Arial,8' fontscale 1 linewidth "
                          "1.6 pointscale 0.8",
                          width, height),
         *png = base_text(
             "set terminal pngcairo size %.0f,%.0f rounded font 'Arial,8' fontscale 4.1667 linewidth 3 "
             "pointscale 3 background 'white'",
             300 * width / 2.54, 300 * height / 2.54);
    json_t *terminals = json_pack("{s:s,s:s,s:s}", ".svg", svg, ".pdf", pdf, ".png", png);
    flint_free(svg);
    flint_free(pdf);
    flint_free(png);
    return terminals;
}

void picture_finish(picture_t *picture, json_t *answer, double width_cm, double height_cm)
{
    char *problem = json_dumps(json_object_get(answer, "problem"), JSON_COMPACT),
         *command = json_dumps(json_object_get(answer, "command"), JSON_ENCODE_ANY);
    char *key = key_text(picture->titles, picture->longest, height_cm);
    if (picture->elements > 0) picture_end_plot(picture);
    text_close(&picture->data);
    text_close(&picture->plot);
    char *script =
        base_text("# wane %s%s%s%s%s\n%s%s%s%s", WANE_VERSION, command == NULL ? "" : ", ",
                  command == NULL ? "" : command, problem == NULL ? "" : "\n# ",
                  problem == NULL ? "" : problem, picture->data.text, styles, key, picture->plot.text);
    json_object_set_new(answer, "script", json_string(script));
    json_object_set_new(answer, "terminals", terminals_json(width_cm, height_cm));
    flint_free(script);
    flint_free(key);
    free(problem);
    free(command);
    picture_clear(picture);
}

/* ---- titles ---- */

#define TITLE 46 /* characters that have room in a column */

/* As much of the UTF-8 as there is room for. */
static void shorten(char *text, size_t room)
{
    size_t characters = 0;
    for (char *c = text; *c != 0; c++)
        if (((unsigned char)*c & 0xC0) != 0x80 && ++characters > room) {
            strcpy(c, "…");
            return;
        }
}

void picture_title(picture_t *picture, const answer_problem_t problem, const answer_key_t *keys,
                   const char *end)
{
    picture_text_t title;
    text_open(&title);
    fprintf(title.out, "%s | %s", answer_text(problem, ANSWER_STUDENT), answer_text(problem, ANSWER_TEACHER));
    for (long i = 0; i < problem->parameter_count; i++)
        fprintf(title.out, ", %s = %s", problem->parameter[i].name, problem->parameter[i].value.text);
    for (; *keys != ANSWER_KEYS; keys++)
        if (answer_given(problem, *keys))
            fprintf(title.out, ", %s = %s", *keys == ANSWER_EPS ? "ε" : answer_key_rows[*keys].name,
                    answer_text(problem, *keys));
    fputs("    ", title.out); /* room for the ellipsis */
    text_close(&title);
    title.text[title.size - 4] = 0;
    shorten(title.text, TITLE - strlen(end));
    fputs("set title '", picture->plot.out);
    picture_quote(picture->plot.out, title.text);
    fputs(end, picture->plot.out);
    fputs("' noenhanced font ',7.5' offset 0,-0.4\n", picture->plot.out);
    free(title.text);
}

/* ---- a tube ---- */

/* The hull of two boxes: each corner of either that lies outside of the other's shadow along the way. */
static void print_hull(FILE *out, const picture_box_t *from, const picture_box_t *to)
{
    const int right = to->x[0] + to->x[1] >= from->x[0] + from->x[1],
              up = to->y[0] + to->y[1] >= from->y[0] + from->y[1];
    const picture_box_t *back = from, *front = to;
    const double corner[6][2] = {{back->x[!right], back->y[!up]},  {back->x[right], back->y[!up]},
                                 {front->x[right], front->y[!up]}, {front->x[right], front->y[up]},
                                 {front->x[!right], front->y[up]}, {back->x[!right], back->y[up]}};
    for (int i = 0; i < 6; i++) fprintf(out, "%.8g %.8g\n", corner[i][0], corner[i][1]);
    fputc('\n', out);
}

void picture_print_tube(FILE *out, const picture_box_t *box, size_t count)
{
    for (size_t i = 1; i < count; i++) print_hull(out, box + i - 1, box + i);
}

/* ---- answers to other questions ---- */

wane_status_t picture_both(wane_status_t first, wane_status_t second, const wane_message_t said,
                           wane_message_t message)
{
    if (second == WANE_OK || (second == WANE_UNDECIDED && first == WANE_UNDECIDED)) return first;
    message[0] = said[0];
    return second;
}

static void change(answer_problem_t problem, const picture_change_t *changes)
{
    for (; changes->key != ANSWER_KEYS; changes++) {
        if (changes->text != NULL) {
            char *where = base_text("`%s`", answer_key_rows[changes->key].name);
            answer_problem_put(problem, changes->key, changes->text, where);
            flint_free(where);
        } else {
            answer_problem_drop(problem, changes->key);
        }
    }
}

wane_status_t picture_ask(json_t **answer, answer_question_t *question, const answer_problem_t problem,
                          const picture_change_t *changes, const wane_answer_host_t *host,
                          wane_message_t message)
{
    answer_problem_t asked;
    answer_problem_init(asked);
    answer_problem_put_all(asked, problem);
    answer_problem_drop(asked, ANSWER_CERTIFICATE); /* documents are not asked for */
    answer_problem_drop(asked, ANSWER_HISTOGRAM);
    change(asked, changes);
    *answer = json_object();
    wane_status_t status = question(*answer, asked, host, message);
    if (!answer_is_known(status)) {
        json_decref(*answer);
        *answer = NULL;
    }
    answer_problem_clear(asked);
    return status;
}

wane_status_t picture_of_one(const answer_problem_t problem, wane_message_t message)
{
    SCOPED(fmpq, number);
    answer_quote_t quoted;
    for (long i = 0; i < problem->parameter_count; i++) {
        const answer_value_t *value = &problem->parameter[i].value;
        if (!base_number_read(number, value->text))
            return wane_message_set(message, WANE_BAD_INPUT, 0,
                                    "%s: %s: expected a number, for a picture shows one problem, found %s",
                                    value->where, problem->parameter[i].name,
                                    answer_quote(quoted, value->text));
    }
    return WANE_OK;
}

int picture_is_number(double *value, const answer_problem_t problem, answer_key_t key)
{
    wane_message_t ignored;
    return answer_given(problem, key) &&
           answer_get_double(value, problem, key, -1e300, 1e300, "a number", ignored) == WANE_OK;
}

/* ---- numbers ---- */

#define WIDEST 0.02 /* that a point may stand for */

static double bound(const json_t *real, const char *which)
{
    const char *text = json_string_value(json_is_object(real) ? json_object_get(real, which) : real);
    return text == NULL ? NAN : strtod(text, NULL);
}

double picture_least(const json_t *real)
{
    return bound(real, "lo");
}

double picture_greatest(const json_t *real)
{
    return bound(real, "hi");
}

double picture_middle(const json_t *real)
{
    const double lo = picture_least(real), hi = picture_greatest(real), middle = 0.5 * (lo + hi);
    if (lo == hi) return lo;
    return hi - lo <= WIDEST * fmax(1, fabs(middle)) ? middle : NAN;
}

const char *picture_number(picture_number_t text, double value, int digits)
{
    const int before = value == 0 ? 1 : (int)floor(log10(fabs(value))) + 1;
    snprintf(text, sizeof(picture_number_t), "%.*f", before < digits ? digits - before : 0, value);
    return text;
}

void picture_range_add(picture_range_t *range, double value)
{
    if (!isfinite(value)) return;
    range->lo = fmin(range->lo, value);
    range->hi = fmax(range->hi, value);
}
