/* Exact numbers r_1 sqrt(d_1) + … + r_m sqrt(d_m): memory, conversion, comparison. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/scoped.h"
#include "function/exact/surd.h"
#include "function/exact/surd_private.h"

void surd_init(surd_t a)
{
    a->length = a->alloc = 0;
    a->radicand = NULL;
    a->coefficient = NULL;
    a->exact = 1;
    arb_init(a->ball);
}

void surd_clear(surd_t a)
{
    for (slong i = 0; i < a->alloc; i++) {
        fmpz_clear(a->radicand + i);
        fmpq_clear(a->coefficient + i);
    }
    flint_free(a->radicand);
    flint_free(a->coefficient);
    arb_clear(a->ball);
}

void surd_fit_length(surd_t a, slong length)
{
    if (length <= a->alloc) return;
    a->radicand = flint_realloc(a->radicand, length * sizeof(fmpz));
    a->coefficient = flint_realloc(a->coefficient, length * sizeof(fmpq));
    for (slong i = a->alloc; i < length; i++) {
        fmpz_init(a->radicand + i);
        fmpq_init(a->coefficient + i);
    }
    a->alloc = length;
}

void surd_zero(surd_t a)
{
    a->length = 0;
    a->exact = 1;
    arb_zero(a->ball);
}

void surd_set(surd_t a, const surd_t b)
{
    if (a == b) return;
    surd_fit_length(a, b->length);
    for (slong i = 0; i < b->length; i++) {
        fmpz_set(a->radicand + i, b->radicand + i);
        fmpq_set(a->coefficient + i, b->coefficient + i);
    }
    a->length = b->length;
    a->exact = b->exact;
    arb_set(a->ball, b->ball);
}

void surd_swap(surd_t a, surd_t b)
{
    surd_struct t = *a;

    *a = *b;
    *b = t;
}

void surd_set_term(surd_t a, const fmpq_t r, const fmpz_t squarefree)
{
    surd_zero(a);
    if (fmpq_is_zero(r)) return;
    surd_fit_length(a, 1);
    fmpz_set(a->radicand, squarefree);
    fmpq_set(a->coefficient, r);
    a->length = 1;
}

void surd_set_fmpq(surd_t a, const fmpq_t r)
{
    fmpz_t one;

    fmpz_init_set_ui(one, 1);
    surd_set_term(a, r, one);
    fmpz_clear(one);
}

void surd_set_arb(surd_t a, const arb_t x)
{
    a->length = 0;
    a->exact = 0;
    arb_set(a->ball, x);
}

int surd_is_zero(const surd_t a)
{
    return a->exact && a->length == 0;
}

int surd_is_rational(fmpq_t r, const surd_t a)
{
    if (!a->exact || a->length > 1 || (a->length == 1 && !fmpz_is_one(a->radicand))) return 0;
    if (a->length == 0) fmpq_zero(r);
    else fmpq_set(r, a->coefficient);
    return 1;
}

void surd_get_arb(arb_t x, const surd_t a, slong prec)
{
    slong working = prec + 10;

    if (!a->exact) {
        arb_set_round(x, a->ball, prec);
        return;
    }
    /* Distinct terms may nearly cancel: the precision is raised until the sum, which is not 0, shows. */
    for (int attempt = 0; attempt < 6; attempt++, working *= 2) {

        SCOPED(arb, term, r);
        arb_zero(x);
        for (slong i = 0; i < a->length; i++) {
            arb_sqrt_fmpz(term, a->radicand + i, working);
            arb_set_fmpq(r, a->coefficient + i, working);
            arb_addmul(x, term, r, working);
        }
        if (a->length < 2 || arb_rel_accuracy_bits(x) >= prec) break;
    }
    arb_set_round(x, x, prec);
}

char *surd_get_str(const surd_t a)
{
    char *buffer, *text;
    size_t size;
    FILE *stream;

    if (!a->exact) return NULL;
    stream = open_memstream(&buffer, &size);
    if (a->length == 0) fputs("0", stream);
    for (slong i = 0; i < a->length; i++) {
        if (i > 0 && fmpq_sgn(a->coefficient + i) > 0) fputs("+", stream);
        if (fmpz_is_one(a->radicand + i)) {
            fmpq_fprint(stream, a->coefficient + i);
            continue;
        }
        if (fmpz_equal_si(fmpq_numref(a->coefficient + i), -1) &&
            fmpz_is_one(fmpq_denref(a->coefficient + i)))
            fputs("-", stream);
        else if (!fmpq_is_one(a->coefficient + i)) {
            fmpq_fprint(stream, a->coefficient + i);
            fputs("*", stream);
        }
        fputs("sqrt(", stream);
        fmpz_fprint(stream, a->radicand + i);
        fputs(")", stream);
    }
    fclose(stream);
    text = flint_malloc(size + 1);
    memcpy(text, buffer, size + 1);
    free(buffer);
    return text;
}

void surd_poly_init(surd_poly_t p)
{
    p->length = p->alloc = 0;
    p->coefficient = NULL;
}

void surd_poly_clear(surd_poly_t p)
{
    for (slong i = 0; i < p->alloc; i++) surd_clear(p->coefficient + i);
    flint_free(p->coefficient);
}

void surd_poly_set_length(surd_poly_t p, slong length)
{
    if (length > p->alloc) {
        p->coefficient = flint_realloc(p->coefficient, length * sizeof(surd_struct));
        for (slong i = p->alloc; i < length; i++) surd_init(p->coefficient + i);
        p->alloc = length;
    }
    for (slong i = p->length; i < length; i++) surd_zero(p->coefficient + i);
    p->length = length;
}

void surd_poly_normalise(surd_poly_t p)
{
    while (p->length > 0 && surd_is_zero(p->coefficient + p->length - 1)) p->length--;
}

void surd_poly_swap(surd_poly_t p, surd_poly_t q)
{
    surd_poly_struct t = *p;

    *p = *q;
    *q = t;
}
