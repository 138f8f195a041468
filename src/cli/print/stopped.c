#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <flint/flint.h>
#include <gmp.h>

#include "cli/print/interrupt.h"
#include "cli/print/stopped.h"

static _Noreturn void out_of_memory(void)
{
    char text[200];
    struct rlimit limit;
    const char *ask = "ask for fewer digits, a lower --count, --depth or --prec";
    const int is_limited = getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
    const int length =
        is_limited ? snprintf(text, sizeof text,
                              "wane: out of memory: no more than %lu MiB are allowed (ulimit -v); %s\n",
                              (unsigned long)(limit.rlim_cur >> 20), ask)
                   : snprintf(text, sizeof text, "wane: out of memory; %s\n", ask);
    cli_interrupt_end(text, (size_t)length);
}

static _Noreturn void aborted(void)
{
    out_of_memory();
}

#ifdef HAVE_FLINT_SET_THROW
/* The reason, in which ends of lines become spaces. */
static void thrown(flint_err_t kind, const char *format, va_list values)
{
    char reason[160], text[200];
    if (strstr(format, "allocate") != NULL) out_of_memory();
    vsnprintf(reason, sizeof reason, format, values);
    reason[strcspn(reason, "\n")] = 0;
    const int length = snprintf(text, sizeof text, "wane: the arithmetic stopped: %s\n", reason);
    cli_interrupt_end(text, (size_t)length);
}
#endif

static void *allocate(size_t size)
{
    void *block = malloc(size);
    if (block == NULL) out_of_memory();
    return block;
}

static void *reallocate(void *block, size_t was, size_t size)
{
    block = realloc(block, size);
    if (block == NULL) out_of_memory();
    return block;
}

static void release(void *block, size_t size)
{
    free(block);
}

void cli_stopped_install(void)
{
    flint_set_abort(aborted);
#ifdef HAVE_FLINT_SET_THROW
    flint_set_throw(thrown);
#endif
    mp_set_memory_functions(allocate, reallocate, release);
}
