/* The text being read and where reading stands. */
#ifndef FUNCTION_TEXT_READER_H
#define FUNCTION_TEXT_READER_H

#include "function/node/node.h"

/* What is refused as too large, so that every accepted expression is handled in reasonable time. */
#define LONGEST_TEXT 20000
#define DEEPEST 200
#define LARGEST_DEGREE 10000
#define LARGEST_POWER 2000
#define LARGEST_DENSE_DEGREE 300 /* of polynomials that have to be multiplied out */
#define LARGEST_SIZE 100000      /* nodes, shared parts counted as often as they occur */
#define LONGEST_NUMBER 1000      /* digits */
#define LARGEST_EXPONENT 1000    /* of a decimal number */
#define LARGEST_RATIONAL 100000  /* bits of a rational constant */
#define LONGEST_NAME 64

typedef struct {
    const char *text;
    slong position, depth;
    const wane_parameter_t *parameters;
    slong parameter_count;
    int is_value; /* reading the value of a parameter: no names */
    wane_message_struct *message;
    int failed;
} reader_t;

/* Notes the failure and returns NULL. */
const wane_node_t *reader_fail(reader_t *r, slong column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The next character that is not a space, without taking it. */
char reader_peek(reader_t *r);
/* 1 and takes it if the next character is c. */
int reader_accept(reader_t *r, char c);
/* The length of the character beyond ASCII with which the text begins; 0 if it is no UTF-8. */
int reader_letter(const char *text);
/* What stands at the reading position, for a message: in quotes, or "the end". */
const char *reader_found(char buffer[48], reader_t *r);

/* Fails for what stands at the reading position, with a hint where a "*" or a "(" is lacking. */
const wane_node_t *reader_expected(reader_t *r, const char *what);
/* Whether a parameter could be called so: one word, */
int reader_is_name(const char *name);
/* and whether the language has a meaning for it already. */
int reader_is_known(const char *name);

/* A decimal number; NULL on failure. */
const wane_node_t *reader_number(reader_t *r);
/* A whole expression; NULL on failure. */
const wane_node_t *reader_expression(reader_t *r);
/* expression { ("<" | "<=" | ">" | ">=") expression }: 1 where all comparisons hold, 0 elsewhere; without any
   the expression itself, and *is_condition 0. */
const wane_node_t *reader_condition(reader_t *r, int *is_condition);
/* A name and what follows it. */
const wane_node_t *reader_name(reader_t *r);
/* Simplified, and refused if too large; operands are consumed, NULL on failure. */
const wane_node_t *reader_limited(reader_t *r, slong column, const wane_node_t *node);
const wane_node_t *reader_power(reader_t *r, slong column, const wane_node_t *base,
                                const wane_node_t *exponent);

#endif
