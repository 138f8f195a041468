/* The value of an expression by a reader of its own, in long doubles: shares nothing with the library. */
#ifndef TESTS_PLAIN_EVALUATION_H
#define TESTS_PLAIN_EVALUATION_H

/* *largest receives the size of the largest intermediate result, by which errors are to be judged. */
long double plain_evaluation(long double *largest, const char *text, long double x);

#endif
