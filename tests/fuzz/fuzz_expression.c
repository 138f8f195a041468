/* Any text as a function: it is read or refused with a reason, and what is read prints as what is read as the same. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include <flint/flint.h>

#include "wane/function.h"

static void reread(const wane_function_t f)
{
    wane_message_t message;
    wane_function_t again;
    wane_function_init(again);
    char *text = wane_function_print(f);
    if (wane_function_parse(again, text, NULL, 0, message) != WANE_OK) abort();
    char *other = wane_function_print(again);
    if (strcmp(text, other) != 0) abort();
    flint_free(text);
    flint_free(other);
    wane_function_clear(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const wane_parameter_t parameters[] = {{"b", "3/10"}, {"c", "[-1/7, 2]"}};
    wane_message_t message = {{.text = ""}};
    wane_function_t f;
    char *text = malloc(size + 1);
    memcpy(text, data, size);
    text[size] = 0;
    wane_function_init(f);
    const wane_status_t status = wane_function_parse(f, text, parameters, 2, message);
    if (status == WANE_OK) {
        reread(f);
        if (wane_function_check(f, message) != WANE_OK && message->text[0] == 0) abort();
    } else if (message->text[0] == 0) {
        abort();
    }
    wane_function_clear(f);
    free(text);
    flint_cleanup();
    return 0;
}
