/* The named functions of the language. */
#ifndef FUNCTION_TEXT_NAMED_FUNCTIONS_H
#define FUNCTION_TEXT_NAMED_FUNCTIONS_H

#include "function/tree/node.h"

typedef struct {
    const char *name;
    int least, most;  /* numbers of arguments allowed */
    int stands_alone; /* a bare name means the function of x */
    const wane_node_t *(*build)(const wane_node_t *const *argument, int count);
    wane_unary_t elementary; /* without a build */
} wane_name_t;

#define WANE_MOST_ARGUMENTS 16

/* 0 if there is no such function. */
int wane_name_find(wane_name_t *found, const char *name);
/* The node of name(argument[0], …, argument[count-1]); the arguments are consumed. */
const wane_node_t *wane_name_apply(const wane_name_t *name, const wane_node_t *const *argument, int count);
/* The known name closest to a mistyped one, or NULL. */
const char *wane_name_suggest(const char *name);

#endif
