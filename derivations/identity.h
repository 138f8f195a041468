/* Bookkeeping for the programs that machine-check the notes.

   Each check has two halves: the identity as the note states it must hold, and a deliberately wrong variant
   of it must be seen to fail.  A check without the second half could pass for a reason that has nothing to do
   with the formula. */
#ifndef DERIVATIONS_IDENTITY_H
#define DERIVATIONS_IDENTITY_H

typedef struct {
    const char *note; /* "03" */
    int checked;
    int failed;
} ledger_struct;
typedef ledger_struct ledger_t[1];

void ledger_init(ledger_t ledger, const char *note);

/* Prints one line for formula (number) of the note and counts it.  It is a failure if the statement does not
   hold or if the perturbed statement, described by `perturbation`, holds. */
void identity_check(ledger_t ledger, const char *number, const char *statement, int holds,
                    const char *perturbation, int perturbed_holds);

/* Prints the tally; returns the exit status of the program, 0 if nothing failed and something was checked. */
int ledger_close(const ledger_t ledger);

#endif
