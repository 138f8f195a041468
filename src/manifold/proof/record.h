/* What was proved, step by step, in the order in which it was: written by the machine that proves, read by
   everything that is said of a verdict afterwards. */
#ifndef MANIFOLD_PROOF_RECORD_H
#define MANIFOLD_PROOF_RECORD_H

#include "manifold/proof/account.h"
#include "manifold/proof/verdict.h"
#include "manifold/proof/entry_exit.h"

/* All balls are given in the step's orientation, where a >= 0 and R >= 0 but where a phase crosses 0: the
   user's value is a_sign a, R_sign R. */
typedef struct {
    proof_rule_t rule;
    int a_sign, R_sign;
    slong phase; /* the phase that the step is; -1: it is none */
    /* Of phases, from their start to their end; else the ranges that the rule speaks of. */
    arb_t R_from, R_to, a_from, a_to, loss_from, loss_to;
    slong piece;  /* of the interior branch in this orientation, on which a fibre lands; -1: none */
    slong mark;   /* of the same, at which the phase ends; -1: none */
    int is_peak;  /* |R| has its peak, or may have it, at the end */
    int has_exit; /* the growth beside the line, and where it turns */
    entry_exit_t growth;
    arb_t turn;
    wane_small_R_struct *law; /* at WANE_END_SMALL_R, else NULL */
    slong count;              /* a power of |R(0)|, cells of a rise, steps of integration */
    arb_t time;               /* that integration reached */
} proof_step_t;

/* On which side of a height a lies, where a step rests on that. */
typedef enum {
    PREMISE_AT_MARK,     /* the sign of H_a = 2P' - aS' at the mark */
    PREMISE_AT_START,    /* the same at R = `at` */
    PREMISE_PEAK,        /* the point on which a fibre lands against the peak, R = `at` */
    PREMISE_NO_EXIT,     /* whether the growth beside a line returns to nil before a = `at` */
    PREMISE_TWICE_ALPHA, /* a against `at`, twice the height at which the line R = 0 turns */
    PREMISE_OTHER,       /* something of a that no height describes */
} premise_kind_t;

typedef struct {
    premise_kind_t kind;
    slong step; /* that rests on it; the number of all steps: the one that could not be made */
    int a_sign, R_sign;
    slong mark;
    arb_t at;
    entry_exit_t growth; /* PREMISE_NO_EXIT */
    arb_t turn;
} proof_premise_t;

typedef struct {
    slong count, phase_count, premise_count;
    proof_step_t *step;
    proof_premise_t *premise; /* in the order of the steps */
    int has_end;              /* the phases reach the end of time, where R_peak is known */
    arb_t R_peak;             /* in the last step's orientation */
} proof_record_struct;
typedef proof_record_struct proof_record_t[1];
void proof_record_init(proof_record_t record);
void proof_record_clear(proof_record_t record);

/* A fresh step after the others; PROOF_MOVES is the next phase.  Valid until the next one is made. */
proof_step_t *proof_record_add(proof_record_t record, proof_rule_t rule, int a_sign, int R_sign);
/* A fresh premise of the given step.  Valid until the next one is made. */
proof_premise_t *proof_record_assume(proof_record_t record, premise_kind_t kind, slong step, int a_sign,
                                     int R_sign);
/* The phase with that number; NULL if there is none. */
const proof_step_t *proof_record_phase(const proof_record_t record, slong phase);

/* y = sign x, sign = 1 or -1; infinities keep their sign. */
void proof_turn(arb_t y, const arb_t x, int sign);

/* The template filled in for the step, fresh text to be freed with flint_free; NULL if that is NULL. */
char *proof_sentence(const proof_step_t *step, const char *sentence);

/* What the steps say; appends their sentences, or one more sentence, copied. */
void proof_account_take(proof_account_t account, const proof_record_t record);
void proof_take_reasons(char ***reasons, slong *count, const proof_account_t account);
void proof_add_reason(char ***reasons, slong *count, const char *sentence);
/* The sets that the solution ends in, one of them, and how
   they are entered: fresh text; NULL if no step says. */
char *proof_region(const proof_record_t record);
char *proof_entrance(const proof_record_t record);

/* Phases, reasons, exit, law, ends, peak and outcome of a fresh verdict. */
void proof_verdict(verdict_t verdict, const proof_record_t record);

void proof_phase_clear(wane_phase_t *phase);

#endif
