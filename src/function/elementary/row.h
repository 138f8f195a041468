/* For the files of the rows: how formulas are written down. */
#ifndef FUNCTION_ELEMENTARY_ROW_H
#define FUNCTION_ELEMENTARY_ROW_H

#include <math.h>

#include "function/elementary/ball.h"
#include "function/elementary/elementary.h"

/* clang-format off */
#define RULE(...) ((const wane_rule_t[]){__VA_ARGS__, {WANE_RULE_END, 0, 0}})
#define U          {WANE_RULE_U, 0, 0}
#define V          {WANE_RULE_V, 0, 0}
#define INTEGER(n) {WANE_RULE_INTEGER, n, 0}
#define PI         {WANE_RULE_PI, 0, 0}
#define APPLY(f)   {WANE_RULE_APPLY, WANE_UNARY_##f, 0}
#define POWER(n)   {WANE_RULE_POWER, n, 0}
#define SCALE(n,d) {WANE_RULE_SCALE, n, d}
#define ADD        {WANE_RULE_ADD, 0, 0}
#define SUB        {WANE_RULE_SUB, 0, 0}
#define MUL        {WANE_RULE_MUL, 0, 0}
#define DIV        {WANE_RULE_DIV, 0, 0}
/* clang-format on */

#endif
