/* Outcomes and messages shared by every module.

   A call that can fail on what a user supplied returns a wane_status_t and fills a wane_message_t;
   the library itself neither prints nor exits.  The values are the command's exit codes. */
#ifndef WANE_STATUS_H
#define WANE_STATUS_H

#include "wane/export.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    WANE_OK = 0,        /* answered */
    WANE_FAILURE = 1,   /* could not finish: I/O, memory, interrupted */
    WANE_BAD_INPUT = 2, /* the input is refused; the message says what, where and what was expected */
    WANE_UNDECIDED =
        3, /* not decided at the precision and effort allowed; the message says what is in the way */
    WANE_REJECTED = 4 /* a check failed */
} wane_status_t;

typedef struct {
    char text[512]; /* one line without a newline, empty when there is nothing to say */
    long column;    /* 1-based position in the text being read, 0 when there is none */
} wane_message_struct;
typedef wane_message_struct wane_message_t[1];

/* Fills message (which may be NULL) and returns status, so that callers can write
   `return wane_message_set(message, WANE_BAD_INPUT, column, "…", …);`. */
WANE_API wane_status_t wane_message_set(wane_message_t message, wane_status_t status, long column,
                                        const char *format, ...) __attribute__((format(printf, 4, 5)));

#ifdef __cplusplus
}
#endif
#endif
