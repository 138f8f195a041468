/* Any text as a problem file: it is read or refused with a reason. */
#include "fuzz.h"

#include <stdlib.h>

#include <flint/flint.h>

#include "answer/problem/pair.h"
#include "answer/problem/problem.h"
#include "answer/problem/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    wane_message_t message = {{.text = ""}};
    answer_problem_t problem;
    answer_problem_init(problem);
    wane_status_t status = answer_problem_read(problem, "fuzz.json", (const char *)data, size, message);
    if (status == WANE_OK) {
        answer_pair_t pair;
        answer_pair_init(pair);
        status = answer_get_functions(pair, problem, message);
        answer_pair_clear(pair);
    }
    if (status != WANE_OK && message->text[0] == 0) abort();
    answer_problem_clear(problem);
    flint_cleanup();
    return 0;
}
