/* What is kept between runs. */
#ifndef VERIFY_SHAPE_VERIFIER_H
#define VERIFY_SHAPE_VERIFIER_H

#include "verify/shape/orientation.h"
#include "wane/verify.h"

typedef struct {
    char *key; /* functions, terms, signs and the whole text of its claims */
    orientation_struct *orientation;
} confirmed_t;

typedef struct {
    function_data_struct *student, *teacher; /* identify it, with the signs */
    int a_sign, R_sign;
    pair_t pair;
} known_pair_t;

struct wane_verifier {
    slong function_count;
    function_data_struct **function;
    slong pair_count;
    known_pair_t **pair;
    slong confirmed_count;
    confirmed_t *confirmed;
};

/* What is known of f (is_believed: but for its coefficients and tails), which is found by its key, with that
   many coefficients; NULL with a message if it is not admissible.  The object says nothing: whether two
   functions are one is asked of their structure. */
function_data_struct *verifier_function(wane_verifier_struct *verifier, int is_believed,
                                        const wane_function_t f, const char *text, slong length, slong prec,
                                        wane_message_t message);
const pair_struct *verifier_pair(wane_verifier_struct *verifier, function_data_struct *student,
                                 function_data_struct *teacher, int a_sign, int R_sign);
orientation_struct *verifier_find(const wane_verifier_struct *verifier, const char *key);
/* Keeps both; key is taken over. */
void verifier_keep(wane_verifier_struct *verifier, char *key, orientation_struct *orientation);

#endif
