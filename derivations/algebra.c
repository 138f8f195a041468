#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "algebra.h"

static char *copy_text(const char *text, size_t length)
{
    char *copy = flint_malloc(length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

static void add_name(algebra_t K, const char *name, size_t length)
{
    if (K->names == ALGEBRA_NAMES) {
        fprintf(stderr, "too many names in one algebra\n");
        exit(2);
    }
    K->name[K->names] = copy_text(name, length);
    fmpz_mpoly_q_init(K->value + K->names, K->ctx);
    K->names++;
}

static slong count_words(const char *text)
{
    slong words = 0;
    for (text += strspn(text, " "); *text != '\0'; text += strspn(text, " ")) {
        text += strcspn(text, " ");
        words++;
    }
    return words;
}

void algebra_init(algebra_t K, const char *generators)
{
    K->generators = count_words(generators);
    K->names = K->derivations = 0;
    fmpz_mpoly_ctx_init(K->ctx, K->generators, ORD_LEX);
    for (slong i = 0; i < K->generators; i++) {
        size_t length;
        generators += strspn(generators, " ");
        length = strcspn(generators, " ");
        add_name(K, generators, length);
        fmpz_mpoly_q_gen(K->value + i, i, K->ctx);
        generators += length;
    }
}

void algebra_clear(algebra_t K)
{
    for (slong d = 0; d < K->derivations; d++) {
        for (slong i = 0; i < K->generators; i++) fmpz_mpoly_q_clear(K->image[d] + i, K->ctx);
        flint_free(K->image[d]);
        flint_free(K->derivation[d]);
    }
    for (slong i = 0; i < K->names; i++) {
        fmpz_mpoly_q_clear(K->value + i, K->ctx);
        flint_free(K->name[i]);
    }
    fmpz_mpoly_ctx_clear(K->ctx);
}

slong algebra_find(const algebra_t K, const char *name, size_t length)
{
    for (slong i = K->names - 1; i >= 0; i--)
        if (strlen(K->name[i]) == length && strncmp(K->name[i], name, length) == 0) return i;
    return -1;
}

slong algebra_find_derivation(const algebra_t K, const char *name, size_t length)
{
    for (slong d = 0; d < K->derivations; d++)
        if (strlen(K->derivation[d]) == length && strncmp(K->derivation[d], name, length) == 0) return d;
    return -1;
}

void algebra_define(algebra_t K, const char *name, const char *formula)
{
    fmpz_mpoly_q_t x;
    fmpz_mpoly_q_init(x, K->ctx);
    algebra_evaluate(x, K, formula);
    add_name(K, name, strlen(name));
    fmpz_mpoly_q_swap(K->value + K->names - 1, x, K->ctx);
    fmpz_mpoly_q_clear(x, K->ctx);
}

void algebra_derivation(algebra_t K, const char *name, const char *images)
{
    slong d = K->derivations++;
    K->derivation[d] = copy_text(name, strlen(name));
    K->image[d] = flint_malloc(K->generators * sizeof(fmpz_mpoly_q_struct));
    for (slong i = 0; i < K->generators; i++) fmpz_mpoly_q_init(K->image[d] + i, K->ctx);
    for (images += strspn(images, " "); *images != '\0'; images += strspn(images, " ")) {
        size_t length = strcspn(images, " "), colon = strcspn(images, ":");
        slong i = algebra_find(K, images, colon);
        char *formula;
        if (i < 0 || i >= K->generators || colon >= length) {
            fprintf(stderr, "not a list of images: %s\n", images);
            exit(2);
        }
        formula = copy_text(images + colon + 1, length - colon - 1);
        algebra_evaluate(K->image[d] + i, K, formula);
        flint_free(formula);
        images += length;
    }
}

/* x = polynomial with its derivation applied, still a polynomial combination of the images. */
static void differentiate_polynomial(fmpz_mpoly_q_t x, const fmpz_mpoly_t polynomial, slong d,
                                     const algebra_t K)
{
    fmpz_mpoly_q_t term;
    fmpz_mpoly_q_init(term, K->ctx);
    fmpz_mpoly_q_zero(x, K->ctx);
    for (slong i = 0; i < K->generators; i++) {
        if (fmpz_mpoly_q_is_zero(K->image[d] + i, K->ctx)) continue;
        fmpz_mpoly_q_one(term, K->ctx);
        fmpz_mpoly_derivative(fmpz_mpoly_q_numref(term), polynomial, i, K->ctx);
        fmpz_mpoly_q_mul(term, term, K->image[d] + i, K->ctx);
        fmpz_mpoly_q_add(x, x, term, K->ctx);
    }
    fmpz_mpoly_q_clear(term, K->ctx);
}

void algebra_differentiate(fmpz_mpoly_q_t y, const fmpz_mpoly_q_t x, slong derivation, const algebra_t K)
{
    fmpz_mpoly_q_t numerator, denominator, bottom;
    fmpz_mpoly_q_init(numerator, K->ctx);
    fmpz_mpoly_q_init(denominator, K->ctx);
    fmpz_mpoly_q_init(bottom, K->ctx);
    differentiate_polynomial(numerator, fmpz_mpoly_q_numref(x), derivation, K);
    differentiate_polynomial(denominator, fmpz_mpoly_q_denref(x), derivation, K);
    fmpz_mpoly_set(fmpz_mpoly_q_numref(bottom), fmpz_mpoly_q_denref(x), K->ctx);
    fmpz_mpoly_one(fmpz_mpoly_q_denref(bottom), K->ctx);
    fmpz_mpoly_q_mul(denominator, denominator, x, K->ctx); /* (n/d)' = (n' - (n/d) d') / d */
    fmpz_mpoly_q_sub(numerator, numerator, denominator, K->ctx);
    fmpz_mpoly_q_div(y, numerator, bottom, K->ctx);
    fmpz_mpoly_q_clear(numerator, K->ctx);
    fmpz_mpoly_q_clear(denominator, K->ctx);
    fmpz_mpoly_q_clear(bottom, K->ctx);
}

static void substitute_polynomial(fmpz_mpoly_q_t z, const fmpz_mpoly_t polynomial, slong generator,
                                  const fmpz_mpoly_q_t y, const algebra_t K)
{
    fmpz_mpoly_t coefficient;
    fmpz_mpoly_q_t power;
    slong degree = fmpz_mpoly_degree_si(polynomial, generator, K->ctx);
    ulong exponent;

    fmpz_mpoly_init(coefficient, K->ctx);
    fmpz_mpoly_q_init(power, K->ctx);
    fmpz_mpoly_q_zero(z, K->ctx);
    for (slong k = degree; k >= 0; k--) { /* Horner */
        exponent = k;
        fmpz_mpoly_get_coeff_vars_ui(coefficient, polynomial, &generator, &exponent, 1, K->ctx);
        fmpz_mpoly_q_mul(z, z, y, K->ctx);
        fmpz_mpoly_set(fmpz_mpoly_q_numref(power), coefficient, K->ctx);
        fmpz_mpoly_one(fmpz_mpoly_q_denref(power), K->ctx);
        fmpz_mpoly_q_add(z, z, power, K->ctx);
    }
    fmpz_mpoly_clear(coefficient, K->ctx);
    fmpz_mpoly_q_clear(power, K->ctx);
}

void algebra_substitute(fmpz_mpoly_q_t z, const fmpz_mpoly_q_t x, slong generator, const fmpz_mpoly_q_t y,
                        const algebra_t K)
{
    fmpz_mpoly_q_t numerator, denominator;
    fmpz_mpoly_q_init(numerator, K->ctx);
    fmpz_mpoly_q_init(denominator, K->ctx);
    substitute_polynomial(numerator, fmpz_mpoly_q_numref(x), generator, y, K);
    substitute_polynomial(denominator, fmpz_mpoly_q_denref(x), generator, y, K);
    fmpz_mpoly_q_div(z, numerator, denominator, K->ctx);
    fmpz_mpoly_q_clear(numerator, K->ctx);
    fmpz_mpoly_q_clear(denominator, K->ctx);
}

/* The lowest power of the generator in a non-zero polynomial, and its coefficient. */
static slong lowest_term(fmpz_mpoly_t coefficient, const fmpz_mpoly_t polynomial, slong generator,
                         const algebra_t K)
{
    for (slong k = 0;; k++) {
        ulong exponent = k;
        fmpz_mpoly_get_coeff_vars_ui(coefficient, polynomial, &generator, &exponent, 1, K->ctx);
        if (!fmpz_mpoly_is_zero(coefficient, K->ctx)) return k;
    }
}

slong algebra_leading_term(fmpz_mpoly_q_t coefficient, const fmpz_mpoly_q_t x, slong generator,
                           const algebra_t K)
{
    slong exponent = lowest_term(fmpz_mpoly_q_numref(coefficient), fmpz_mpoly_q_numref(x), generator, K);
    exponent -= lowest_term(fmpz_mpoly_q_denref(coefficient), fmpz_mpoly_q_denref(x), generator, K);
    fmpz_mpoly_q_canonicalise(coefficient, K->ctx);
    return exponent;
}

int algebra_equal(const algebra_t K, const char *left, const char *right)
{
    fmpz_mpoly_q_t x, y;
    int equal;
    fmpz_mpoly_q_init(x, K->ctx);
    fmpz_mpoly_q_init(y, K->ctx);
    algebra_evaluate(x, K, left);
    algebra_evaluate(y, K, right);
    equal = fmpz_mpoly_q_equal(x, y, K->ctx);
    fmpz_mpoly_q_clear(x, K->ctx);
    fmpz_mpoly_q_clear(y, K->ctx);
    return equal;
}

int algebra_has_leading_term(const algebra_t K, const char *x, const char *generator, slong exponent,
                             const char *coefficient)
{
    fmpz_mpoly_q_t value, found, stated;
    int agrees = 0;
    fmpz_mpoly_q_init(value, K->ctx);
    fmpz_mpoly_q_init(found, K->ctx);
    fmpz_mpoly_q_init(stated, K->ctx);
    algebra_evaluate(value, K, x);
    algebra_evaluate(stated, K, coefficient);
    if (!fmpz_mpoly_q_is_zero(value, K->ctx)) {
        slong index = algebra_find(K, generator, strlen(generator));
        agrees = algebra_leading_term(found, value, index, K) == exponent;
        agrees = agrees && fmpz_mpoly_q_equal(found, stated, K->ctx);
    }
    fmpz_mpoly_q_clear(value, K->ctx);
    fmpz_mpoly_q_clear(found, K->ctx);
    fmpz_mpoly_q_clear(stated, K->ctx);
    return agrees;
}

void algebra_check(ledger_t ledger, const algebra_t K, const char *number, const char *left,
                   const char *right, const char *wrong)
{
    char statement[1024];
    snprintf(statement, sizeof statement, "%s = %s", left, right);
    identity_check(ledger, number, statement, algebra_equal(K, left, right), wrong,
                   algebra_equal(K, left, wrong));
}

void algebra_check_leading_term(ledger_t ledger, const algebra_t K, const char *number, const char *x,
                                const char *generator, slong exponent, const char *coefficient,
                                slong wrong_exponent, const char *wrong_coefficient)
{
    char statement[1024], wrong[1024];
    snprintf(statement, sizeof statement, "%s ~ (%s) %s^%ld", x, coefficient, generator, (long)exponent);
    snprintf(wrong, sizeof wrong, "(%s) %s^%ld", wrong_coefficient, generator, (long)wrong_exponent);
    identity_check(ledger, number, statement,
                   algebra_has_leading_term(K, x, generator, exponent, coefficient), wrong,
                   algebra_has_leading_term(K, x, generator, wrong_exponent, wrong_coefficient));
}
