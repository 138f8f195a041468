/* Products in the basis He_k: He_m He_n = sum_r r! C(m,r) C(n,r) He_(m+n-2r), derivations/11 (9). */
#include "base/scoped.h"
#include "function/exact/surd.h"
#include "function/exact/surd_private.h"

/* Elementary multiplications allowed in one product: seconds, not minutes. */
#define WORK_LIMIT 20000000.0

static double work(const surd_poly_t p, const surd_poly_t q)
{
    double total = 0;

    for (slong m = 0; m < p->length; m++)
        for (slong n = 0; n < q->length; n++)
            if (!surd_is_zero(p->coefficient + m) && !surd_is_zero(q->coefficient + n))
                total += 1 + FLINT_MIN(m, n);
    return total;
}

/* r += c He_m He_n */
static void add_product(surd_poly_t r, const surd_t c, slong m, slong n, slong prec)
{

    SCOPED(surd, term);
    SCOPED(fmpq, weight);
    fmpq_one(weight);
    for (slong k = 0; k <= FLINT_MIN(m, n); k++) {
        surd_scale(term, c, weight, prec);
        surd_add(r->coefficient + m + n - 2 * k, r->coefficient + m + n - 2 * k, term, prec);
        fmpz_mul_ui(fmpq_numref(weight), fmpq_numref(weight), m - k);
        fmpz_mul_ui(fmpq_numref(weight), fmpq_numref(weight), n - k);
        fmpz_divexact_ui(fmpq_numref(weight), fmpq_numref(weight), k + 1);
    }
}

int surd_poly_hermite_multiply(surd_poly_t r, const surd_poly_t p, const surd_poly_t q, slong prec)
{

    if (p->length > 0 && q->length > 0 && work(p, q) > WORK_LIMIT) return 0;
    SCOPED(surd_poly, product);
    SCOPED(surd, c);
    if (p->length > 0 && q->length > 0) surd_poly_set_length(product, p->length + q->length - 1);
    for (slong m = 0; m < p->length; m++)
        for (slong n = 0; n < q->length; n++) {
            surd_mul(c, p->coefficient + m, q->coefficient + n, prec);
            if (!surd_is_zero(c)) add_product(product, c, m, n, prec);
        }
    surd_poly_normalise(product);
    surd_poly_swap(r, product);
    return 1;
}
