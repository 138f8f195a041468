#include "claims/evidence/leading.h"

#include "base/scoped.h"

#define LEADING_PREC 128

/* The least k > after with x[k] proved not to be 0 and all before it exactly 0; WORD_MAX if all are exactly
   0; -1 if that is not decided. */
static slong next_present(arb_srcptr x, slong length, slong after)
{
    for (slong k = after + 1; k < length; k++)
        if (!arb_is_zero(x + k)) return arb_contains_zero(x + k) ? -1 : k;
    return WORD_MAX;
}

/* nu and Q; all arguments decided, m or m' WORD_MAX where there is none. */
static int leading_term(slong *Q, arb_t nu, arb_srcptr p, arb_srcptr c2, slong s, slong m, slong m_prime)
{
    if (m_prime == WORD_MAX) return 0;
    SCOPED(arb, term);
    arb_zero(nu);
    *Q = 2 * m_prime;
    if (m == WORD_MAX || m >= 2 * m_prime - s) {
        arb_mul(nu, p + s, c2 + m_prime, LEADING_PREC);
        arb_mul_si(nu, nu, 2 * (m_prime - s), LEADING_PREC);
    } else {
        *Q = m + s;
    }
    if (m != WORD_MAX && m <= 2 * m_prime - s) {
        arb_mul(term, p + m, c2 + s, LEADING_PREC);
        arb_mul_si(term, term, 2 * (m - s), LEADING_PREC);
        arb_sub(nu, nu, term, LEADING_PREC);
    }
    return arb_is_positive(nu);
}

int claims_leading(slong *Q, arb_t kappa, const wane_kernels_t kernels)
{
    slong length;
    arb_srcptr p, c2;
    wane_kernels_series(&p, &c2, &length, kernels);
    slong s = next_present(c2, length, 0);
    if (!arb_is_zero(c2) || s < 1 || s == WORD_MAX || next_present(p, length, 0) != s) return 0;
    slong m = next_present(p, length, s), m_prime = next_present(c2, length, s);
    if (m < 0 || m_prime < 0 || !leading_term(Q, kappa, p, c2, s, m, m_prime)) return 0;
    arb_div(kappa, kappa, p + s, LEADING_PREC);
    arb_div_si(kappa, kappa, 2 * s * s, LEADING_PREC);
    return 1;
}
