#include "manifold/shape/small_R.h"
#include "manifold/shape/manifold.h"

void small_R_init(wane_small_R_t small)
{
    small->s = small->p = small->m = small->m_prime = small->n = -1;
    small->tends_to_zero = -1;
    small->Q = small->Q_least = small->n_least = -1;
    arb_init(small->nu);
    arb_init(small->alpha);
    arb_init(small->kappa);
    arb_init(small->R_prefactor);
    arb_init(small->a_prefactor);
    arb_indeterminate(small->nu);
    arb_indeterminate(small->alpha);
    arb_indeterminate(small->kappa);
    arb_indeterminate(small->R_prefactor);
    arb_indeterminate(small->a_prefactor);
}

void small_R_clear(wane_small_R_t small)
{
    arb_clear(small->nu);
    arb_clear(small->alpha);
    arb_clear(small->kappa);
    arb_clear(small->R_prefactor);
    arb_clear(small->a_prefactor);
}

void small_R_set(wane_small_R_t small, const wane_small_R_t other)
{
    if (small == other) return;
    small->s = other->s;
    small->p = other->p;
    small->m = other->m;
    small->m_prime = other->m_prime;
    small->n = other->n;
    small->tends_to_zero = other->tends_to_zero;
    small->Q = other->Q;
    small->n_least = other->n_least;
    small->Q_least = other->Q_least;
    arb_set(small->nu, other->nu);
    arb_set(small->alpha, other->alpha);
    arb_set(small->kappa, other->kappa);
    arb_set(small->R_prefactor, other->R_prefactor);
    arb_set(small->a_prefactor, other->a_prefactor);
}
