/* The distance between names, for guesses at what was meant. */
#include <criterion/criterion.h>
#include <limits.h>
#include <string.h>

#include "base/spelling.h"

Test(spelling, costs)
{
    static const struct {
        const char *a, *b;
        int cost;
    } cases[] = {
        {"tanh", "tanh", 0},      {"", "abc", 6},        {"relu", "ReLU", 3}, {"tahn", "tanh", 1},
        {"tahn", "tan", 2},       {"cuont", "count", 1}, {"r0", "R0", 1},     {"softpluss", "softplus", 2},
        {"kitten", "sitting", 6}, {"erf", "erfc", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_assert_eq(base_spelling_cost(cases[i].a, cases[i].b), cases[i].cost, "%s", cases[i].a);
        cr_assert_eq(base_spelling_cost(cases[i].b, cases[i].a), cases[i].cost, "%s", cases[i].b);
    }
}

Test(spelling, long_names_are_far_from_all)
{
    char name[BASE_SPELLING_LONGEST + 2];
    memset(name, 'a', sizeof name);
    name[BASE_SPELLING_LONGEST + 1] = 0;
    cr_assert_eq(base_spelling_cost(name, name), INT_MAX);
    cr_assert_eq(base_spelling_cost(name + 1, name + 1), 0);
}
