/* The named functions of the language. */
#ifndef FUNCTION_TEXT_NAMED_FUNCTIONS_H
#define FUNCTION_TEXT_NAMED_FUNCTIONS_H

#include "function/node/node.h"

typedef enum {
    TAKES_EXPRESSIONS,
    TAKES_NUMBERS,    /* beyond the first argument */
    TAKES_CONDITIONS, /* comparisons, given as 1 where they hold and 0 elsewhere */
    TAKES_CASES       /* condition, value, condition, value, …, the value otherwise */
} argument_kind_t;

typedef struct {
    const char *name;
    int least, most;  /* numbers of arguments allowed */
    int stands_alone; /* a bare name means the function of x */
    argument_kind_t arguments;
    const wane_node_t *(*build)(const wane_node_t *const *argument, int count);
    unary_t elementary; /* without a build */
} name_t;

#define MOST_ARGUMENTS 16

/* The activations; the last has no name. */
extern const name_t activation_names[];

/* 0 if there is no such function.  Case and underscores do not matter: LeakyReLU is leaky_relu. */
int name_find(name_t *found, const char *name);
/* The node of name(argument[0], …, argument[count-1]); the arguments are consumed. */
const wane_node_t *name_apply(const name_t *name, const wane_node_t *const *argument, int count);
/* 1 if the names differ at most by case and underscores. */
int name_is(const char *name, const char *other);

/* max(u, v) and min(u, v); both are consumed. */
const wane_node_t *node_max(const wane_node_t *u, const wane_node_t *v);
const wane_node_t *node_min(const wane_node_t *u, const wane_node_t *v);

/* The known name that is meant by an unknown one or closest to it, or NULL. */
const char *name_suggest(const char *name);
/* The i-th name of a function or another spelling of one, NULL beyond the last. */
const char *name_listed(int i);

#endif
