/* Polynomials by structure, in the monic Hermite basis and from there in the orthonormal one. */
#include "base/scoped.h"
#include "function/exact/surd.h"
#include "function/facts/facts.h"
#include "function/facts/hermite_polynomial.h"

/* He_n of an argument other than x takes n products. */
#define COMPOSED_ORDER 1000

static int polynomial(surd_poly_t p, const wane_node_t *node, slong prec);

/* ---- constants ---- */

static int exact_constant(surd_t a, const wane_node_t *node, slong prec);

static int exact_sum(surd_t a, const wane_node_t *node, slong prec)
{
    int exact = 1;

    SCOPED(surd, term);
    surd_set_fmpq(a, node->value);
    for (slong i = 0; i < node->count && exact; i++) {
        exact = exact_constant(term, node->operand[i], prec);
        surd_scale(term, term, node->coefficient + i, prec);
        surd_add(a, a, term, prec);
    }
    return exact;
}

static int exact_product(surd_t a, const wane_node_t *node, slong prec)
{
    int exact = 1;

    SCOPED(surd, factor);
    SCOPED(fmpq, one);
    fmpq_one(one);
    surd_set_fmpq(a, one);
    for (slong i = 0; i < node->count && exact; i++) {
        slong exponent = FLINT_ABS(node->exponent[i]);

        exact = exponent <= 1000 && exact_constant(factor, node->operand[i], prec);
        if (exact && node->exponent[i] < 0) exact = surd_inv(factor, factor);
        for (slong j = 0; j < exponent && exact; j++) surd_mul(a, a, factor, prec);
    }
    return exact;
}

static int exact_constant(surd_t a, const wane_node_t *node, slong prec)
{
    switch (node->kind) {
    case NODE_RATIONAL:
        surd_set_fmpq(a, node->value);
        return 1;
    case NODE_SUM:
        return exact_sum(a, node, prec);
    case NODE_PRODUCT:
        return exact_product(a, node, prec);
    case NODE_UNARY:
        return node->function == UNARY_SQRT && node->operand[0]->kind == NODE_RATIONAL &&
               fmpq_sgn(node->operand[0]->value) > 0 && surd_sqrt_fmpq(a, node->operand[0]->value);
    default:
        return 0;
    }
}

/* The number a constant node stands for. */
static void node_surd(surd_t a, const wane_node_t *node, slong prec)
{
    wane_function_t f = {{node}};

    if (exact_constant(a, node, prec)) return;
    SCOPED(arb, value);
    wane_function_evaluate_real(value, f, value, prec + 10);
    surd_set_arb(a, value);
}

/* ---- polynomials ---- */

static void set_constant(surd_poly_t p, const wane_node_t *node, slong prec)
{
    p->length = 0;
    surd_poly_set_length(p, 1);
    node_surd(p->coefficient, node, prec);
    surd_poly_normalise(p);
}

static void set_monomial(surd_poly_t p, slong degree)
{

    SCOPED(fmpq, one);
    fmpq_one(one);
    p->length = 0;
    surd_poly_set_length(p, degree + 1);
    surd_set_fmpq(p->coefficient + degree, one);
}

/* p += c q */
static void add_scaled(surd_poly_t p, const fmpq_t c, const surd_poly_t q, slong prec)
{

    SCOPED(surd, term);
    if (q->length > p->length) surd_poly_set_length(p, q->length);
    for (slong k = 0; k < q->length; k++) {
        surd_scale(term, q->coefficient + k, c, prec);
        surd_add(p->coefficient + k, p->coefficient + k, term, prec);
    }
    surd_poly_normalise(p);
}

static int sum(surd_poly_t p, const wane_node_t *node, slong prec)
{
    int done = 1;

    SCOPED(surd_poly, term);
    p->length = 0;
    surd_poly_set_length(p, 1);
    surd_set_fmpq(p->coefficient, node->value);
    surd_poly_normalise(p);
    for (slong i = 0; i < node->count && done; i++) {
        done = polynomial(term, node->operand[i], prec);
        if (done) add_scaled(p, node->coefficient + i, term, prec);
    }
    return done;
}

/* x^n = sum_k n!/(2^k k! (n-2k)!) He_(n-2k) (derivations/11 (10)). */
static void power_of_x(surd_poly_t p, slong n)
{

    SCOPED(fmpq, c);
    fmpq_one(c);
    p->length = 0;
    surd_poly_set_length(p, n + 1);
    for (slong k = 0; 2 * k <= n; k++) {
        surd_set_fmpq(p->coefficient + n - 2 * k, c);
        fmpz_mul_ui(fmpq_numref(c), fmpq_numref(c), n - 2 * k);
        if (n - 2 * k > 0) fmpz_mul_ui(fmpq_numref(c), fmpq_numref(c), n - 2 * k - 1);
        fmpz_divexact_ui(fmpq_numref(c), fmpq_numref(c), 2 * (k + 1));
    }
}

/* p = q^n by repeated squaring. */
static int power(surd_poly_t p, const surd_poly_t q, slong n, slong prec)
{
    int done = 1;

    set_monomial(p, 0);
    for (int bit = FLINT_BIT_COUNT(n) - 1; bit >= 0 && done; bit--) {
        done = surd_poly_hermite_multiply(p, p, p, prec);
        if (done && (n >> bit & 1)) done = surd_poly_hermite_multiply(p, p, q, prec);
    }
    return done;
}

static int factor_power(surd_poly_t p, const wane_node_t *base, slong exponent, slong prec)
{
    int done;

    if (base->is_constant) {
        const wane_node_t *constant = node_power(node_keep(base), exponent);

        set_constant(p, constant, prec);
        node_release(constant);
        return 1;
    }
    if (exponent < 0) return 0;
    if (exponent == 1) return polynomial(p, base, prec);
    if (base->kind == NODE_X) {
        power_of_x(p, exponent);
        return 1;
    }
    SCOPED(surd_poly, q);
    done = polynomial(q, base, prec) && power(p, q, exponent, prec);
    return done;
}

static int product(surd_poly_t p, const wane_node_t *node, slong prec)
{
    int done = 1;

    SCOPED(surd_poly, factor);
    for (slong i = 0; i < node->count && done; i++) {
        done = factor_power(i == 0 ? p : factor, node->operand[i], node->exponent[i], prec);
        if (done && i > 0) done = surd_poly_hermite_multiply(p, p, factor, prec);
    }
    return done;
}

/* a = 1/sqrt(n!) */
static void inverse_norm(surd_t a, slong n)
{

    SCOPED(fmpz, square, squarefree);
    SCOPED(fmpq, c);
    surd_factorial_square_part(square, squarefree, n);
    fmpq_set_fmpz(c, square);
    surd_set_term(a, c, squarefree);
    surd_inv(a, a);
}

static void scale_by_norm(surd_poly_t p, slong n, slong prec)
{

    SCOPED(surd, norm);
    inverse_norm(norm, n);
    for (slong k = 0; k < p->length; k++) surd_mul(p->coefficient + k, p->coefficient + k, norm, prec);
}

/* He_(k+1)(u) = u He_k(u) - k He_(k-1)(u) */
static int composed(surd_poly_t p, const surd_poly_t u, slong n, slong prec)
{
    int done = n <= COMPOSED_ORDER;

    SCOPED(surd_poly, previous, next);
    SCOPED(fmpq, c);
    set_monomial(previous, 0);
    set_monomial(p, 0);
    if (done) done = surd_poly_hermite_multiply(p, p, u, prec);
    for (slong k = 1; k < n && done; k++) {
        done = surd_poly_hermite_multiply(next, p, u, prec);
        fmpq_set_si(c, -k, 1);
        add_scaled(next, c, previous, prec);
        surd_poly_swap(previous, p);
        surd_poly_swap(p, next);
    }
    return done;
}

static int hermite(surd_poly_t p, const wane_node_t *node, slong prec)
{
    int done = 1;

    SCOPED(surd_poly, u);
    if (node->operand[0]->kind == NODE_X) set_monomial(p, node->order);
    else done = polynomial(u, node->operand[0], prec) && composed(p, u, node->order, prec);
    if (done && node->orthonormal) scale_by_norm(p, node->order, prec);
    return done;
}

static int polynomial(surd_poly_t p, const wane_node_t *node, slong prec)
{
    if (node->degree == NOT_A_POLYNOMIAL || node->degree == DEGREE_HUGE) return 0;
    if (node->is_constant) {
        set_constant(p, node, prec);
        return 1;
    }
    switch (node->kind) {
    case NODE_X:
        set_monomial(p, 1);
        return 1;
    case NODE_SUM:
        return sum(p, node, prec);
    case NODE_PRODUCT:
        return product(p, node, prec);
    case NODE_HERMITE:
        return hermite(p, node, prec);
    default:
        return 0;
    }
}

int node_monic_hermite_polynomial(surd_poly_t p, const wane_node_t *node, slong prec)
{
    return polynomial(p, node, prec);
}

/* From (n-1)! = square^2 squarefree to n!. */
static void next_factorial(fmpz_t square, fmpz_t squarefree, slong n)
{
    fmpz_t m;

    fmpz_init_set_ui(m, n);
    SCOPED(fmpz, root, part, common);
    surd_square_part(root, part, m);
    fmpz_gcd(common, squarefree, part);
    fmpz_mul(square, square, root);
    fmpz_mul(square, square, common);
    fmpz_mul(squarefree, squarefree, part);
    fmpz_divexact(squarefree, squarefree, common);
    fmpz_divexact(squarefree, squarefree, common);
    fmpz_clear(m);
}

/* He_k = sqrt(k!) h_k. */
static void to_orthonormal(surd_poly_t p, slong prec)
{
    fmpz_t square, squarefree;

    SCOPED(surd, norm);
    fmpz_init_set_ui(square, 1);
    fmpz_init_set_ui(squarefree, 1);
    SCOPED(fmpq, c);
    for (slong k = 0; k < p->length; k++) {
        if (k > 1) next_factorial(square, squarefree, k);
        if (surd_is_zero(p->coefficient + k)) continue;
        fmpq_set_fmpz(c, square);
        surd_set_term(norm, c, squarefree);
        surd_mul(p->coefficient + k, p->coefficient + k, norm, prec);
    }
    fmpz_clear(square);
    fmpz_clear(squarefree);
}

int node_hermite_polynomial(surd_poly_t p, const wane_node_t *node, slong prec)
{
    int done;

    SCOPED(surd_poly, q);
    done = polynomial(q, node, prec);
    if (done) {
        to_orthonormal(q, prec);
        surd_poly_swap(p, q);
    }
    return done;
}

int function_is_polynomial(const wane_function_t f)
{
    SCOPED(surd_poly, p);
    return function_hermite_polynomial(p, f, 64);
}

int function_hermite_polynomial(surd_poly_t p, const wane_function_t f, slong prec)
{
    if (f->root == NULL) {
        p->length = 0;
        return 1;
    }
    return node_hermite_polynomial(p, f->root, prec);
}
