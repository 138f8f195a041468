/* Pictures as scripts for gnuplot: what other questions answer, drawn.  Data stand before the commands, so that a
   script can be restyled by hand; the same few styles, told apart by colour, in grey and by dashes, serve all. */
#ifndef ANSWER_PICTURE_PICTURE_H
#define ANSWER_PICTURE_PICTURE_H

#include <jansson.h>
#include <stdio.h>

#include "answer/question/question.h"

typedef struct {
    FILE *out;
    char *text;
    size_t size;
} picture_text_t;

typedef struct {
    picture_text_t data, plot, block; /* block: the data under way */
    int blocks;                       /* of data so far */
    int elements;                     /* of the plot under way */
    int titles, longest;              /* in the key, and how long one is */
} picture_t;

void picture_init(picture_t *picture);
/* Adds the script and the terminals to draw it with, and clears the picture. */
void picture_finish(picture_t *picture, json_t *answer, double width_cm, double height_cm);
void picture_clear(picture_t *picture);

/* ---- data and how they are drawn ---- */

/* Begins a block of data; one that stays empty is not drawn. */
FILE *picture_begin(picture_t *picture);
/* Ends it: "plot $block <how> title '<title>'", without a title for NULL. */
void picture_end(picture_t *picture, const char *how, const char *title);
/* Several elements may draw the last block. */
void picture_again(picture_t *picture, const char *how, const char *title);
/* An entry of the key for what is drawn elsewhere. */
void picture_entry(picture_t *picture, const char *how, const char *title);
/* A command of the script before the next plot. */
void picture_set(picture_t *picture, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Ends a plot; the next element begins another. */
void picture_end_plot(picture_t *picture);
/* Within single quotes. */
void picture_quote(FILE *out, const char *text);
/* "student | teacher, a0 = …, eps = …", shortened, and the end, as the title. */
void picture_title(picture_t *picture, const answer_problem_t problem, const answer_key_t *keys,
                   const char *end);

/* The region swept by boxes [R_lo, R_hi] x [a_lo, a_hi] that are passed one after another: polygons. */
typedef struct {
    double x[2], y[2];
} picture_box_t;
void picture_print_tube(FILE *out, const picture_box_t *box, size_t count);

/* ---- answers to other questions ---- */

typedef struct {
    answer_key_t key;
    const char *text; /* NULL: not given */
} picture_change_t;

/* The answer to that question, asked of the problem with other values under some keys (ended by ANSWER_KEYS); *answer
   is NULL unless it is known. */
wane_status_t picture_ask(json_t **answer, answer_question_t *question, const answer_problem_t problem,
                          const picture_change_t *changes, const wane_answer_host_t *host,
                          wane_message_t message);
/* Of two questions; the first thing that was not decided is told, and a picture holds the rest. */
wane_status_t picture_both(wane_status_t first, wane_status_t second, const wane_message_t said,
                           wane_message_t message);
/* Refuses parameters that are intervals. */
wane_status_t picture_of_one(const answer_problem_t problem, wane_message_t message);
/* Whether one number is given. */
int picture_is_number(double *value, const answer_problem_t problem, answer_key_t key);

/* The midpoint of a certified real, also of "infinity"; NaN of null, and where the bounds lie too far apart for a
   point to stand for them. */
double picture_middle(const json_t *real);
double picture_least(const json_t *real);
double picture_greatest(const json_t *real);
/* A decimal as the text of a problem. */
typedef char picture_number_t[40];
const char *picture_number(picture_number_t text, double value, int digits);

/* A range that grows. */
typedef struct {
    double lo, hi;
} picture_range_t;
#define PICTURE_NO_RANGE                                                                                     \
    {                                                                                                        \
        INFINITY, -INFINITY                                                                                  \
    }
/* What is not finite is left out. */
void picture_range_add(picture_range_t *range, double value);

#endif
