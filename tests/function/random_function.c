/* Random expressions as text, so that every test also reads them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "random_function.h"

void random_seed(random_t random, uint64_t seed)
{
    random->state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
}

/* splitmix64 */
uint64_t random_bits(random_t random)
{
    uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

slong random_below(random_t random, slong n)
{
    return (slong)(random_bits(random) % (uint64_t)n);
}

double random_uniform(random_t random, double lower, double upper)
{
    return lower + (upper - lower) * ((double)(random_bits(random) >> 11) / 9007199254740992.0);
}

slong random_repetitions(slong count)
{
    const char *text = getenv("WANE_TEST_MULTIPLIER");
    double multiplier = text == NULL ? 1 : strtod(text, NULL);
    slong repetitions = (slong)(count * multiplier);

    return repetitions < 1 ? 1 : repetitions;
}

static const char *const smooth[] = {"tanh",       "erf",        "sin",        "cos",   "atan",
                                     "asinh",      "sigmoid",    "gelu",       "silu",  "softplus",
                                     "gelu_tanh",  "Phi",        "erfc",       "mish",  "logsigmoid",
                                     "quick_gelu", "tanhshrink", "squareplus", "snake", "sech"};
static const char *const fast[] = {"exp", "sinh", "cosh"};
static const char *const kinked[] = {"abs",        "relu",       "sign",  "step",  "elu",       "hardtanh",
                                     "softsign",   "leaky_relu", "selu",  "relu6", "hardswish", "hardsigmoid",
                                     "softshrink", "hardshrink", "prelu", "celu"};

#define PICK(random, list) list[random_below(random, sizeof(list) / sizeof(list[0]))]

static void expression(FILE *out, random_t random, int depth, int kinds);

static void number(FILE *out, random_t random, int kinds)
{
    slong p = random_below(random, 19) - 9, q = 1 + random_below(random, 6);

    if ((kinds & RANDOM_INTERVALS) && random_below(random, 3) == 0)
        fprintf(out, "[%ld/%ld, %ld/%ld]", (long)p, (long)q, (long)p + 1, (long)q);
    else if (random_below(random, 8) == 0) fputs(random_below(random, 2) ? "pi" : "sqrt(2)", out);
    else fprintf(out, "(%ld/%ld)", (long)p, (long)q);
}

static void leaf(FILE *out, random_t random, int kinds)
{
    switch (random_below(random, 4)) {
    case 0:
        number(out, random, kinds);
        break;
    case 1:
        fprintf(out, "%s%ld", random_below(random, 2) ? "h" : "He", (long)random_below(random, 6));
        break;
    default:
        fputs("x", out);
    }
}

static void binary(FILE *out, random_t random, int depth, int kinds, char operation)
{
    fputc('(', out);
    expression(out, random, depth - 1, kinds);
    fputc(operation, out);
    expression(out, random, depth - 1, kinds);
    fputc(')', out);
}

static void call(FILE *out, random_t random, int depth, int kinds, const char *name)
{
    fprintf(out, "%s(", name);
    expression(out, random, depth - 1, kinds);
    fputc(')', out);
}

static void partial(FILE *out, random_t random, int depth, int kinds)
{
    static const char *const names[] = {"log", "sqrt", "tan", "1/"};

    call(out, random, depth, kinds, PICK(random, names));
}

static void function(FILE *out, random_t random, int depth, int kinds)
{
    slong choice = random_below(random, 10);

    if ((kinds & RANDOM_PARTIAL) && choice < 2) partial(out, random, depth, kinds);
    else if ((kinds & RANDOM_KINKS) && choice < 5) call(out, random, depth, kinds, PICK(random, kinked));
    else if (!(kinds & RANDOM_TAME) && choice == 9) call(out, random, depth, kinds, PICK(random, fast));
    else call(out, random, depth, kinds, PICK(random, smooth));
}

static void expression(FILE *out, random_t random, int depth, int kinds)
{
    if (depth <= 0) {
        leaf(out, random, kinds);
        return;
    }
    switch (random_below(random, 8)) {
    case 0:
    case 1:
        binary(out, random, depth, kinds, random_below(random, 2) ? '+' : '-');
        break;
    case 2:
        binary(out, random, kinds & RANDOM_TAME ? 1 : depth, kinds, '*');
        break;
    case 3:
        fputs("(-", out);
        expression(out, random, depth - 1, kinds);
        fprintf(out, ")^%ld", (long)random_below(random, kinds & RANDOM_TAME ? 2 : 4));
        break;
    case 4:
        fprintf(out, "h%ld(", (long)random_below(random, kinds & RANDOM_TAME ? 2 : 5));
        expression(out, random, depth > 2 ? 1 : depth - 1, kinds);
        fputc(')', out);
        break;
    case 5:
        leaf(out, random, kinds);
        break;
    default:
        if (kinds & RANDOM_POLYNOMIAL) binary(out, random, depth, kinds, '+');
        else function(out, random, depth, kinds);
    }
}

char *random_text(random_t random, int depth, int kinds)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    expression(out, random, depth, kinds);
    fclose(out);
    return text;
}

void function_of(wane_function_t f, const char *text)
{
    wane_message_t message;

    if (wane_function_parse(f, text, NULL, 0, message) == WANE_OK) return;
    fprintf(stderr, "%s: column %ld: %s\n", text, message->column, message->text);
    abort();
}

void random_function(wane_function_t f, random_t random, int depth, int kinds)
{
    for (;;) {
        char *text = random_text(random, depth, kinds);
        wane_message_t message;
        wane_status_t status = wane_function_parse(f, text, NULL, 0, message);

        free(text);
        if (status == WANE_OK) return; /* 1/0 happens */
    }
}
