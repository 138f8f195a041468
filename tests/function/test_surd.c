/* Exact numbers against balls, and polynomials in the Hermite basis against direct evaluation. */
#include <criterion/criterion.h>
#include <string.h>

#include "function/exact/surd.h"
#include "function/facts/facts.h"
#include "random_function.h"

#define PREC 400

static void random_surd(surd_t a, arb_t truth, random_t random)
{
    surd_t term;
    slong terms = random_below(random, 4);

    surd_init(term);
    surd_set(a, term);
    arb_zero(truth);
    for (slong i = 0; i < terms; i++) {
        fmpq_t r;
        fmpz_t n;
        arb_t x, y;

        fmpq_init(r);
        fmpz_init_set_ui(n, 1 + random_below(random, 60));
        fmpq_set_si(r, random_below(random, 21) - 10, 1 + random_below(random, 12));
        surd_set_fmpq_sqrt(term, r, n);
        surd_add(a, a, term, PREC);
        arb_init(x);
        arb_init(y);
        arb_sqrt_fmpz(x, n, PREC);
        arb_set_fmpq(y, r, PREC);
        arb_addmul(truth, x, y, PREC);
        arb_clear(x);
        arb_clear(y);
        fmpq_clear(r);
        fmpz_clear(n);
    }
    surd_clear(term);
}

static int agrees(const surd_t a, const arb_t truth)
{
    arb_t x;
    int result;

    arb_init(x);
    surd_get_arb(x, a, PREC);
    result = a->exact && arb_overlaps(x, truth) && (arb_is_zero(x) == surd_is_zero(a)) &&
             (arb_is_zero(x) || arb_rel_accuracy_bits(x) > PREC - 20) &&
             (surd_is_zero(a) || !arb_contains_zero(x));
    arb_clear(x);
    return result;
}

Test(surd, arithmetic)
{
    random_t random;
    slong repetitions = random_repetitions(2000);

    random_seed(random, 41);
    for (slong i = 0; i < repetitions; i++) {
        surd_t a, b, c;
        arb_t x, y, z;

        surd_init(a);
        surd_init(b);
        surd_init(c);
        arb_init(x);
        arb_init(y);
        arb_init(z);
        random_surd(a, x, random);
        random_surd(b, y, random);
        cr_expect(agrees(a, x) && agrees(b, y));
        surd_add(c, a, b, PREC);
        arb_add(z, x, y, PREC);
        cr_expect(agrees(c, z));
        surd_mul(c, a, b, PREC);
        arb_mul(z, x, y, PREC);
        cr_expect(agrees(c, z));
        surd_mul(a, a, a, PREC); /* aliased */
        arb_mul(x, x, x, PREC);
        cr_expect(agrees(a, x));
        surd_neg(c, b);
        surd_add(c, b, c, PREC);
        cr_expect(surd_is_zero(c));
        surd_clear(a);
        surd_clear(b);
        surd_clear(c);
        arb_clear(x);
        arb_clear(y);
        arb_clear(z);
    }
}

Test(surd, identities)
{
    surd_t a, b;
    fmpq_t r;
    fmpz_t n;
    arb_t x;
    char *text;

    surd_init(a);
    surd_init(b);
    fmpq_init(r);
    fmpz_init(n);
    arb_init(x);
    fmpq_one(r);
    fmpz_set_ui(n, 8);
    surd_set_fmpq_sqrt(a, r, n);
    fmpz_set_ui(n, 2);
    fmpq_set_si(r, -2, 1);
    surd_set_fmpq_sqrt(b, r, n);
    surd_add(a, a, b, 64);
    cr_expect(surd_is_zero(a), "sqrt 8 - 2 sqrt 2");
    surd_mul(a, b, b, 64);
    cr_expect(surd_is_rational(r, a) && fmpz_equal_si(fmpq_numref(r), 8));
    fmpq_set_si(r, 1, 6);
    fmpz_set_ui(n, 6);
    surd_set_fmpq_sqrt(a, r, n);
    text = surd_get_str(a);
    cr_expect_str_eq(text, "1/6*sqrt(6)");
    flint_free(text);
    /* A mere ball stays one, but an exact zero absorbs it. */
    arb_zero(x);
    surd_set_arb(a, x);
    cr_expect(!surd_is_zero(a) && surd_get_str(a) == NULL);
    surd_mul(b, a, b, 64);
    cr_expect(!b->exact);
    fmpq_zero(r);
    surd_set_fmpq(b, r);
    surd_mul(a, a, b, 64);
    cr_expect(surd_is_zero(a));
    /* Large radicands: a product of two big primes is kept as a ball or a term, never wrongly. */
    fmpz_set_str(n, "170141183460469231731687303715884105727", 10);
    fmpz_mul(n, n, n);
    fmpq_one(r);
    surd_set_fmpq_sqrt(a, r, n);
    cr_expect(surd_is_rational(r, a), "a square of a large prime");
    fmpz_add_ui(n, n, 2);
    fmpq_one(r);
    surd_set_fmpq_sqrt(a, r, n);
    surd_get_arb(x, a, 300);
    arb_mul(x, x, x, 300);
    cr_expect(arb_contains_fmpz(x, n));
    surd_clear(a);
    surd_clear(b);
    fmpq_clear(r);
    fmpz_clear(n);
    arb_clear(x);
}

/* sum_k p_k h_k(x) against f(x). */
static int expansion_agrees(const surd_poly_t p, const wane_function_t f, double point)
{
    wane_function_t h;
    arb_t x, c, value, sum;
    int result;

    wane_function_init(h);
    arb_init(x);
    arb_init(c);
    arb_init(value);
    arb_init(sum);
    arb_set_d(x, point);
    for (slong k = 0; k < p->length; k++) {
        char name[24];

        snprintf(name, sizeof(name), "h%ld", (long)k);
        function_of(h, name);
        wane_function_evaluate_real(value, h, x, PREC);
        surd_get_arb(c, p->coefficient + k, PREC);
        arb_addmul(sum, c, value, PREC);
    }
    wane_function_evaluate_real(value, f, x, PREC);
    result = arb_overlaps(sum, value) && arb_is_finite(sum);
    arb_clear(x);
    arb_clear(c);
    arb_clear(value);
    arb_clear(sum);
    wane_function_clear(h);
    return result;
}

Test(hermite_polynomial, random_polynomials)
{
    random_t random;
    slong repetitions = random_repetitions(300), exact = 0;

    random_seed(random, 42);
    for (slong i = 0; i < repetitions; i++) {
        wane_function_t f;
        surd_poly_t p;
        char *text;

        wane_function_init(f);
        surd_poly_init(p);
        random_function(f, random, 3, RANDOM_POLYNOMIAL | (i % 3 == 0 ? RANDOM_INTERVALS : 0));
        text = wane_function_print(f);
        cr_expect(function_hermite_polynomial(p, f, PREC), "%s", text);
        cr_expect(expansion_agrees(p, f, random_uniform(random, -2, 2)), "%s", text);
        cr_expect(p->length == 0 || !surd_is_zero(p->coefficient + p->length - 1), "%s", text);
        for (slong k = 0; k < p->length; k++) exact += p->coefficient[k].exact;
        flint_free(text);
        surd_poly_clear(p);
        wane_function_clear(f);
    }
    cr_expect(exact > repetitions);
}

static void coefficient_is(const char *text, slong k, const char *expected)
{
    wane_function_t f;
    surd_poly_t p;
    char *found = NULL;

    wane_function_init(f);
    surd_poly_init(p);
    function_of(f, text);
    cr_assert(function_hermite_polynomial(p, f, 64), "%s", text);
    if (k < p->length) found = surd_get_str(p->coefficient + k);
    if (expected == NULL) cr_expect(k < p->length && found == NULL, "c_%ld of %s", (long)k, text);
    else if (strcmp(expected, "0") == 0 && k >= p->length) {
    } else cr_expect(found != NULL && strcmp(found, expected) == 0, "c_%ld of %s: %s", (long)k, text, found);
    flint_free(found);
    surd_poly_clear(p);
    wane_function_clear(f);
}

Test(hermite_polynomial, known)
{
    coefficient_is("h1+0.3*h3", 1, "1");
    coefficient_is("h1+0.3*h3", 3, "3/10");
    coefficient_is("h1+0.3*h3", 0, "0");
    coefficient_is("h1+[0.1,0.2]*h3", 1, "1");
    coefficient_is("h1+[0.1,0.2]*h3", 2, "0");
    coefficient_is("h1+[0.1,0.2]*h3", 3, NULL);
    coefficient_is("x^3", 1, "3");
    coefficient_is("x^3", 3, "sqrt(6)");
    coefficient_is("He3", 3, "sqrt(6)");
    coefficient_is("He3", 1, "0");
    coefficient_is("h100", 100, "1");
    coefficient_is("h10000", 10000, "1");
    coefficient_is("x*h2-sqrt(3)*h3", 1, "sqrt(2)");
    coefficient_is("x*h2-sqrt(3)*h3", 3, "0");
    coefficient_is("x^30", 0, "6190283353629375");
    coefficient_is("(h1+h2)^2", 1, "2*sqrt(2)");
    coefficient_is("h3(2*x)", 3, "8");
    coefficient_is("h3(2*x)", 1, "3*sqrt(6)");
    coefficient_is("normalize(h1+h3)", 3, "1/2*sqrt(2)");
    coefficient_is("center(x^4)", 0, "0");
    coefficient_is("h2-h2", 2, "0");
    coefficient_is("x^2-sqrt(2)*h2", 2, "0");
    coefficient_is("x/sqrt(2)", 1, "1/2*sqrt(2)");
}

Test(hermite_polynomial, refused)
{
    static const char *const texts[] = {"tanh", "1/(1+x^2)", "abs", "x+sin(x)", "x/x"};

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        wane_function_t f;
        surd_poly_t p;

        wane_function_init(f);
        surd_poly_init(p);
        function_of(f, texts[i]);
        cr_expect(!function_hermite_polynomial(p, f, 64), "%s", texts[i]);
        surd_poly_clear(p);
        wane_function_clear(f);
    }
}
