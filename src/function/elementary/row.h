/* For the files of the rows: how formulas are written down. */
#ifndef FUNCTION_ELEMENTARY_ROW_H
#define FUNCTION_ELEMENTARY_ROW_H

#include <math.h>

#include "function/elementary/ball.h"
#include "function/elementary/elementary.h"

/* clang-format off */
#define RULE(...) ((const rule_t[]){__VA_ARGS__, {RULE_END, 0, 0}})
#define U          {RULE_U, 0, 0}
#define V          {RULE_V, 0, 0}
#define INTEGER(n) {RULE_INTEGER, n, 0}
#define PI         {RULE_PI, 0, 0}
#define APPLY(f)   {RULE_APPLY, UNARY_##f, 0}
#define POWER(n)   {RULE_POWER, n, 0}
#define SCALE(n,d) {RULE_SCALE, n, d}
#define ADD        {RULE_ADD, 0, 0}
#define SUB        {RULE_SUB, 0, 0}
#define MUL        {RULE_MUL, 0, 0}
#define DIV        {RULE_DIV, 0, 0}
/* clang-format on */

#endif
