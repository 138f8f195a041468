#include "boxes.h"

#include <stdio.h>

#include <criterion/criterion.h>

/* A number or an interval, as text. */
static void spell(char text[80], const slong range[2])
{
    if (range[0] == range[1]) snprintf(text, 80, "%ld/1000", (long)range[0]);
    else snprintf(text, 80, "[%ld/1000, %ld/1000]", (long)range[0], (long)range[1]);
}

void box_function(wane_function_t f, const char *text, const slong b[2], const slong c[2])
{
    char first[80], second[80];
    wane_message_t message;
    spell(first, b);
    spell(second, c);
    const wane_parameter_t parameters[] = {{"b", first}, {"c", second}};
    cr_assert_eq(wane_function_parse(f, text, parameters, 2, message), WANE_OK, "%s: %s", text,
                 message->text);
}

void box_interval(wane_interval_t interval, const slong range[2])
{
    fmpq_set_si(interval->lo, range[0], 1000);
    fmpq_set_si(interval->hi, range[1], 1000);
}

int hull_agrees(const arb_t all, const arb_t one)
{
    if (!arb_is_finite(all)) return arb_equal(all, one) || !arb_is_exact(all); /* equal, or not determined */
    return arb_is_finite(one) && arb_overlaps(all, one);
}

void random_range(slong range[2], slong from, slong to, slong widest, flint_rand_t state)
{
    range[0] = from + (slong)n_randint(state, (ulong)(to - from));
    range[1] = range[0] + (slong)n_randint(state, (ulong)widest);
    if (range[1] > to) range[1] = to;
}
