/* What a theorem says of one pair, read off a certificate. */
#ifndef VERIFY_FORMAL_FORMAL_PAIR_H
#define VERIFY_FORMAL_FORMAL_PAIR_H

#include <flint/fmpq.h>
#include <jansson.h>

#include "wane/status.h"

typedef enum { FORMAL_EXACT, FORMAL_AFFINE, FORMAL_MEASURED } formal_kind_t;

/* The Hermite coefficients of one function. */
typedef struct {
    const char *text;
    formal_kind_t kind;
    slong length;
    fmpq *constant, *slope; /* rational: constant + b slope, slope if it is affine in b */
    fmpz *lo, *hi;          /* else in units of 10^-20 */
    slong tails;            /* of sums of k^w c_k^2 over the others, w < tails, in these units */
    fmpz *tail;
} formal_function_t;

typedef enum { FORMAL_UNLEARNING, FORMAL_LEARNING, FORMAL_SETTLING, FORMAL_REALIZABLE } formal_outcome_t;

typedef struct {
    formal_function_t student, teacher;
    formal_outcome_t outcome;
    const char *parameter; /* of the teacher; NULL: none */
    fmpq b_lo, b_hi;
    fmpq decay;
    fmpq ratio;                  /* teacher : student, where they are realizable */
    slong other_degree;          /* the student has, besides 1 */
    fmpz left, right, low, high; /* around the zero of N, in units of 10^-6 */
} formal_pair_t;

void formal_pair_init(formal_pair_t *pair);
void formal_pair_clear(formal_pair_t *pair);
/* The texts are those of root. */
wane_status_t formal_pair_read(formal_pair_t *pair, const json_t *root, wane_message_t message);
/* Fresh text. */
char *formal_pair_print(const formal_pair_t *pair);

#endif
