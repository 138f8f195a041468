/* Any bytes as the store of a map that is resumed: it is continued, or refused with a reason and left as it was. */
#include "fuzz.h"
#include "temporary_path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <flint/flint.h>

#include "wane/answer.h"

static int holds(const char *path, const uint8_t *data, size_t size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *now = malloc(size + 1);
    const size_t length = fread(now, 1, size + 1, file);
    fclose(file);
    const int same = length == size && memcmp(now, data, size) == 0;
    free(now);
    return same;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wane_message_t message = {{.text = ""}};
    char path[TEMPORARY_LENGTH], problem[400], *answer = NULL;
    temporary_path(path);
    const int descriptor = mkstemp(path);
    if (descriptor < 0 || write(descriptor, data, size) != (ssize_t)size) abort();
    close(descriptor);
    snprintf(problem, sizeof problem,
             "{\"student\": \"h1-h3/2\", \"teacher\": \"h1+b*h3\", \"x\": \"b=-1:1\", \"y\": \"a0=0.1:3\", "
             "\"depth\": 1, "
             "\"threads\": 1, \"resume\": true, \"store\": \"%s\"}",
             path);
    const wane_status_t status = wane_answer(&answer, "map", problem, NULL, message);
    if (status != WANE_OK && message->text[0] == 0) abort();
    if (status == WANE_BAD_INPUT && !holds(path, data, size)) abort();
    wane_answer_free(answer);
    unlink(path);
    flint_cleanup();
    return 0;
}
