/* Any text as a certificate: it is accepted, rejected or no certificate, with a reason. */
#include "fuzz.h"

#include <stdlib.h>

#include <flint/flint.h>

#include "wane/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wane_message_t message = {{.text = ""}};
    wane_verifier_t verifier = wane_verifier_new();
    const wane_status_t status = wane_verify((const char *)data, size, verifier, NULL, NULL, message);
    if (status != WANE_OK && message->text[0] == 0) abort();
    wane_verifier_free(verifier);
    flint_cleanup();
    return 0;
}
