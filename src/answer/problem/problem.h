/* What was asked for: the text of every input, and where it was read, until a question reads it as a number,
   a choice or an expression. */
#ifndef ANSWER_PROBLEM_PROBLEM_H
#define ANSWER_PROBLEM_PROBLEM_H

#include <flint/fmpq.h>
#include <jansson.h>

#include "answer/problem/key.h"
#include "wane/status.h"

typedef struct {
    char *text;  /* NULL when not given */
    char *where; /* for messages: "`a0`", or as the command's user gave it: "--a0", "problem.json:4: a0" */
} answer_value_t;

typedef struct {
    char *name;
    answer_value_t value;
} answer_parameter_t;

typedef struct {
    answer_value_t value[ANSWER_KEYS];
    answer_parameter_t *parameter; /* of "set" */
    long parameter_count;
    int takes_lists; /* set before reading: arrays of numbers and strings are values, too, their own text */
} answer_problem_struct;
typedef answer_problem_struct answer_problem_t[1];

void answer_problem_init(answer_problem_t problem);
void answer_problem_clear(answer_problem_t problem);

/* Replaces what was given before. */
void answer_problem_put(answer_problem_t problem, answer_key_t key, const char *text, const char *where);
/* As if it had not been given. */
void answer_problem_drop(answer_problem_t problem, answer_key_t key);
void answer_problem_put_parameter(answer_problem_t problem, const char *name, const char *text,
                                  const char *where);
/* All that was given of a problem. */
void answer_problem_put_all(answer_problem_t problem, const answer_problem_t given);
int answer_problem_has_parameter(const answer_problem_t problem, const char *name);

/* The array of texts that a text stands for where lists are taken; NULL if it is none. */
json_t *answer_list(const char *text);

int answer_given(const answer_problem_t problem, answer_key_t key);
/* The text given, else the fallback of the key, else NULL. */
const char *answer_text(const answer_problem_t problem, answer_key_t key);
/* The place to name in a message about this key: where its value was read. */
const char *answer_where(const answer_problem_t problem, answer_key_t key);

/* Fills the message with "<where>: expected <what>, found '<text>'" (or "… but none was given"). */
wane_status_t answer_expected(const answer_problem_t problem, answer_key_t key, const char *what,
                              wane_message_t message);

/* The same where an interval was allowed: says so if its ends stand in the wrong order. */
wane_status_t answer_expected_interval(const answer_problem_t problem, answer_key_t key, const char *what,
                                       wane_message_t message);

/* Readers: WANE_BAD_INPUT with such a message when the value is missing or not of the kind. */
wane_status_t answer_get_integer(slong *value, const answer_problem_t problem, answer_key_t key, slong least,
                                 slong greatest, wane_message_t message);
wane_status_t answer_get_rational(fmpq_t value, const answer_problem_t problem, answer_key_t key,
                                  wane_message_t message);
/* The nearest double of an exact number; what describes the range least … greatest. */
wane_status_t answer_get_double(double *value, const answer_problem_t problem, answer_key_t key, double least,
                                double greatest, const char *what, wane_message_t message);
/* The index of the value in a NULL-terminated list. */
wane_status_t answer_get_choice(int *choice, const answer_problem_t problem, answer_key_t key,
                                const char *const *choices, wane_message_t message);
/* 1 or -1. */
wane_status_t answer_get_side(int *side, const answer_problem_t problem, wane_message_t message);
/* A number (then lower = upper) or an interval. */
wane_status_t answer_get_interval(fmpq_t lower, fmpq_t upper, const answer_problem_t problem,
                                  answer_key_t key, wane_message_t message);

/* The inputs named by keys (ended by ANSWER_KEYS) and those of the effort
   as a problem file would hold them: as given or by default, for an answer;
   or all that is given, for a question.  NULL if some text is not UTF-8. */
json_t *answer_problem_json(const answer_problem_t problem, const answer_key_t *keys, int only_given);

#endif
