/* What answers say of weight decay beside what they say of the shifted pair's flow: derivations/23. */
#ifndef ANSWER_QUESTION_DECAY_H
#define ANSWER_QUESTION_DECAY_H

#include <jansson.h>

#include "answer/problem/pair.h"
#include "answer/question/question.h"
#include "manifold/family/boxes/box_verdict.h"
#include "manifold/flow/finite_eps.h"
#include "manifold/shape/manifold.h"

/* Losses become those with the ridge: they have been the shifted pair's. */
void answer_decay_correct_manifold(manifold_t manifold, const answer_pair_t pair);
void answer_decay_correct_verdict(verdict_t verdict, const answer_pair_t pair);

/* "decay": the one that restores learning at R = 1, and of a verdict's end the losses, and the loss in the end if there
   were no decay.  Nothing is added without decay.  The verdict may be NULL; start and a0 have been read then. */
void answer_decay_add(json_t *answer, const answer_pair_t pair, const verdict_struct *verdict);
/* The theorem with that decay, as text for flint_free. */
char *answer_decay_theorem(const char *decay, const char *theorem);
/* Says in the theorem and the reasons of an answer of which pair they speak. */
void answer_decay_add_words(json_t *answer, const answer_pair_t pair);

/* The verdict for every decay > 0, from what was typed, start included; eps NULL: in the limit. */
wane_status_t answer_decay_all(json_t *answer, const answer_pair_t pair, const quantifier_struct *eps,
                               const quantifier_struct *a0, wane_message_t message);

#endif
