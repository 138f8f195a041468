/* The box of all unknowns cut until a prover decides every part: one queue for every kind of verdict. */
#ifndef MANIFOLD_FAMILY_BOXES_BOX_QUEUE_H
#define MANIFOLD_FAMILY_BOXES_BOX_QUEUE_H

#include "manifold/family/boxes/family_box.h"

/* What a witness does with a proof that it is shown. */
typedef enum {
    WITNESS_IS_ABSENT,
    WITNESS_LOOKS, /* only says whether it would be content */
    WITNESS_KEEPS, /* what it is content with */
} witness_role_t;

/* How much is tried: a prover may have means that cost much more than others. */
typedef enum { PROVE_QUICKLY, PROVE_THOROUGHLY } thoroughness_t;

/* Who proves one verdict at a time, and keeps what those that are taken in have in common. */
typedef struct {
    /* The verdict of the box becomes the last one.  *is_content: so is the witness, if there is one. */
    wane_status_t (*decide)(void *self, int *is_content, const family_box_t *box, thoroughness_t thoroughness,
                            witness_role_t witness, wane_message_t message);
    int has_other_means;                                  /* to prove thoroughly */
    wane_outcome_t (*outcome)(const void *self);          /* of the last one */
    void (*take_in)(void *self, const family_box_t *box); /* the last one, of that box */
    slong (*cost)(const void *self);                      /* so far, in units of a cheap box */
    void *self;
} box_prover_t;

/* Cuts the box of the space in the unknowns that are in the way until every part is decided, and, if there is a
   witness, until it has kept proofs of parts that make up the whole.  *unseen: NULL if it has, or else in words a part
   that it lacks; free with flint_free; itself NULL if there is no witness.  WANE_UNDECIDED: two parts have different
   verdicts, or some resist; the message names them. */
wane_status_t box_queue_run(char **unseen, const box_prover_t *prover, const family_space_t space,
                            wane_message_t message);

#endif
