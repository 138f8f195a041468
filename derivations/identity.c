#include <stdio.h>

#include "identity.h"

void ledger_init(ledger_t ledger, const char *note)
{
    ledger->note = note;
    ledger->checked = 0;
    ledger->failed = 0;
}

void identity_check(ledger_t ledger, const char *number, const char *statement, int holds,
                    const char *perturbation, int perturbed_holds)
{
    const char *outcome = !holds ? "FALSE" : perturbed_holds ? "BLIND" : "ok";

    ledger->checked++;
    ledger->failed += !holds || perturbed_holds;
    printf("%-5s %s %s  %s   [and not: %s]\n", outcome, ledger->note, number, statement, perturbation);
}

int ledger_close(const ledger_t ledger)
{
    printf("note %s: %d identities checked, each against a wrong variant; %d failed\n", ledger->note,
           ledger->checked, ledger->failed);
    return ledger->checked == 0 || ledger->failed != 0;
}
