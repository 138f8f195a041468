/* Reads the formulas of algebra.h by recursive descent. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "algebra.h"

typedef struct {
    const algebra_struct *K;
    const char *text; /* the whole formula, for messages */
    const char *next;
} reader_t;

static void read_sum(fmpz_mpoly_q_t x, reader_t *reader);

static void refuse(const reader_t *reader, const char *expected)
{
    fprintf(stderr, "formula \"%s\", column %d: %s expected\n", reader->text,
            (int)(reader->next - reader->text) + 1, expected);
    exit(2);
}

static int next_is(reader_t *reader, char c)
{
    reader->next += strspn(reader->next, " ");
    if (*reader->next != c) return 0;
    reader->next++;
    return 1;
}

static void require(reader_t *reader, char c)
{
    char expected[] = {c, '\0'};
    if (!next_is(reader, c)) refuse(reader, expected);
}

static size_t name_length(const char *text)
{
    size_t length = 0;
    while (isalnum((unsigned char)text[length]) || text[length] == '_') length++;
    return length;
}

static void read_integer(fmpz_mpoly_q_t x, reader_t *reader)
{
    char *end;
    fmpz_mpoly_q_set_si(x, strtol(reader->next, &end, 10), reader->K->ctx);
    reader->next = end;
}

/* at(x, g, y) */
static void read_substitution(fmpz_mpoly_q_t x, reader_t *reader)
{
    const algebra_struct *K = reader->K;
    fmpz_mpoly_q_t y;
    size_t length;
    slong generator;

    fmpz_mpoly_q_init(y, K->ctx);
    read_sum(x, reader);
    require(reader, ',');
    reader->next += strspn(reader->next, " ");
    length = name_length(reader->next);
    generator = algebra_find(K, reader->next, length);
    if (generator < 0 || generator >= K->generators) refuse(reader, "a generator");
    reader->next += length;
    require(reader, ',');
    read_sum(y, reader);
    require(reader, ')');
    algebra_substitute(x, x, generator, y, K);
    fmpz_mpoly_q_clear(y, K->ctx);
}

static void read_name(fmpz_mpoly_q_t x, reader_t *reader)
{
    const algebra_struct *K = reader->K;
    size_t length = name_length(reader->next);
    slong index = algebra_find(K, reader->next, length), derivation;

    if (index >= 0) {
        fmpz_mpoly_q_set(x, K->value + index, K->ctx);
        reader->next += length;
        return;
    }
    derivation = algebra_find_derivation(K, reader->next, length);
    if (derivation < 0 && !(length == 2 && strncmp(reader->next, "at", 2) == 0))
        refuse(reader, "a known name");
    reader->next += length;
    require(reader, '(');
    if (derivation < 0) {
        read_substitution(x, reader);
        return;
    }
    read_sum(x, reader);
    require(reader, ')');
    algebra_differentiate(x, x, derivation, K);
}

static void read_atom(fmpz_mpoly_q_t x, reader_t *reader)
{
    if (next_is(reader, '(')) {
        read_sum(x, reader);
        require(reader, ')');
    } else if (isdigit((unsigned char)*reader->next)) {
        read_integer(x, reader);
    } else if (isalpha((unsigned char)*reader->next)) {
        read_name(x, reader);
    } else {
        refuse(reader, "a number, a name or (");
    }
}

static void read_power(fmpz_mpoly_q_t x, reader_t *reader)
{
    const algebra_struct *K = reader->K;
    fmpz_mpoly_q_t base;
    char *end;
    long exponent;

    read_atom(x, reader);
    if (!next_is(reader, '^')) return;
    exponent = strtol(reader->next, &end, 10);
    if (end == reader->next || exponent < 0) refuse(reader, "a natural exponent");
    reader->next = end;
    fmpz_mpoly_q_init(base, K->ctx);
    fmpz_mpoly_q_set(base, x, K->ctx);
    fmpz_mpoly_q_one(x, K->ctx);
    while (exponent-- > 0) fmpz_mpoly_q_mul(x, x, base, K->ctx);
    fmpz_mpoly_q_clear(base, K->ctx);
}

static void read_product(fmpz_mpoly_q_t x, reader_t *reader)
{
    const algebra_struct *K = reader->K;
    fmpz_mpoly_q_t y;
    int negative = next_is(reader, '-');

    fmpz_mpoly_q_init(y, K->ctx);
    read_power(x, reader);
    for (;;) {
        if (next_is(reader, '*')) {
            read_power(y, reader);
            fmpz_mpoly_q_mul(x, x, y, K->ctx);
        } else if (next_is(reader, '/')) {
            read_power(y, reader);
            fmpz_mpoly_q_div(x, x, y, K->ctx);
        } else {
            break;
        }
    }
    if (negative) fmpz_mpoly_q_neg(x, x, K->ctx);
    fmpz_mpoly_q_clear(y, K->ctx);
}

static void read_sum(fmpz_mpoly_q_t x, reader_t *reader)
{
    const algebra_struct *K = reader->K;
    fmpz_mpoly_q_t y;

    fmpz_mpoly_q_init(y, K->ctx);
    read_product(x, reader);
    for (;;) {
        if (next_is(reader, '+')) {
            read_product(y, reader);
            fmpz_mpoly_q_add(x, x, y, K->ctx);
        } else if (next_is(reader, '-')) {
            read_product(y, reader);
            fmpz_mpoly_q_sub(x, x, y, K->ctx);
        } else {
            break;
        }
    }
    fmpz_mpoly_q_clear(y, K->ctx);
}

void algebra_evaluate(fmpz_mpoly_q_t x, const algebra_t K, const char *formula)
{
    reader_t reader = {K, formula, formula};
    read_sum(x, &reader);
    reader.next += strspn(reader.next, " ");
    if (*reader.next != '\0') refuse(&reader, "an operator or the end");
}
