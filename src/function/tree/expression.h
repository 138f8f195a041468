/* What the rooms above use of expressions beside the public header. */
#ifndef FUNCTION_TREE_EXPRESSION_H
#define FUNCTION_TREE_EXPRESSION_H

#include "wane/function.h"

/* The same with each interval parameter by its name; it reads back with these as parameters. */
char *function_print_named(const wane_function_t f);
/* The expectations E[g(Z)] inside f, innermost first (no E[g] occurs in an earlier entry's g). */
slong function_expectation_count(const wane_function_t f);
void function_expectation_integrand(wane_function_t g, const wane_function_t f, slong index);
/* Stores an enclosure.  It is shared by every function derived from f; not to be called while another thread
   evaluates one of them.  get returns an indeterminate ball before the first set. */
void function_expectation_set(const wane_function_t f, slong index, const arb_t value);
void function_expectation_get(arb_t value, const wane_function_t f, slong index);
/* A bound of the degree of f in the interval parameter of that name, if f is a polynomial in it by structure
   (with coefficients that are functions of x); 0 if f is free of it, -1 if no such bound is seen. */
slong function_parameter_degree(const wane_function_t f, const char *name);

#endif
