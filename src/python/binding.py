"""Writes the C source of wane._binding, the calls of wane/answer.h as Python sees them."""
import sys

import cffi

builder = cffi.FFI()
builder.cdef("""
typedef enum { WANE_OK, ... } wane_status_t;
typedef struct { char text[512]; long column; ...; } wane_message_struct;
typedef struct {
    void *context;
    int (*progress)(void *context, double fraction_done, double steps);
    wane_status_t (*document)(void *context, const char *name, const char *text, wane_message_struct *message);
    ...;
} wane_answer_host_t;
wane_status_t wane_answer(char **answer, const char *question, const char *problem, const wane_answer_host_t *host,
                wane_message_struct *message);
void wane_answer_free(char *answer);
const char *wane_version(void);
extern "Python" int wane_python_progress(void *context, double fraction_done, double steps);
extern "Python" wane_status_t wane_python_document(void *context, const char *name, const char *text,
                                         wane_message_struct *message);
""")
builder.set_source("wane._binding", """
#include "wane/answer.h"
#include "wane/version.h"
""", py_limited_api=True)

if __name__ == "__main__":
    builder.emit_c_code(sys.argv[1])
