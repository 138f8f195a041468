#include "manifold/family/boxes/family_merge.h"

#include "manifold/flow/flow_problem.h"
#include "manifold/limit/itinerary.h"
#include "manifold/limit/phase_rates.h"
#include "manifold/proof/record.h"

#include <stdio.h>
#include <string.h>

#define UNION_PREC 128

int family_same_itinerary(const verdict_t x, const verdict_t y)
{
    if (x->phase_count != y->phase_count) return 0;
    for (slong i = 0; i < x->phase_count; i++) {
        const wane_phase_t *p = x->phases + i, *q = y->phases + i;
        if (p->kind != q->kind || p->branch != q->branch || p->end != q->end) return 0;
    }
    return 1;
}

static void widen(arb_t x, const arb_t y)
{
    if (arb_is_finite(x) && arb_is_finite(y)) arb_union(x, x, y, UNION_PREC);
    else if (!arb_equal(x, y)) arb_indeterminate(x);
}

/* The lesser bound on what the stretches share; none if they do not answer to each other. */
static void merge_separation(wane_phase_t *all, const wane_phase_t *part)
{
    int kept = arb_is_finite(all->separation) && arb_is_finite(part->separation) &&
               all->stretch_count == part->stretch_count;
    for (slong i = 0; kept && i < all->stretch_count; i++) {
        wane_part_t *x = all->stretch + i;
        const wane_part_t *y = part->stretch + i;
        if (arb_gt(y->lo, x->lo)) arb_set(x->lo, y->lo);
        if (arb_lt(y->hi, x->hi)) arb_set(x->hi, y->hi);
        kept = arb_lt(x->lo, x->hi);
    }
    if (kept) {
        arb_min(all->separation, all->separation, part->separation, UNION_PREC);
    } else {
        arb_indeterminate(all->separation);
        all->stretch_count = 0;
    }
}

static void merge_phase(wane_phase_t *all, const wane_phase_t *part)
{
    widen(all->R_from, part->R_from);
    widen(all->R_to, part->R_to);
    widen(all->a_from, part->a_from);
    widen(all->a_to, part->a_to);
    widen(all->slow_time, part->slow_time);
    widen(all->loss_from, part->loss_from);
    widen(all->loss_to, part->loss_to);
    merge_separation(all, part);
}

static void merge_scaling(int *has_scaling, wane_small_R_t x, int other_has_scaling, const wane_small_R_t y)
{
    *has_scaling = *has_scaling && other_has_scaling && x->s == y->s;
    if (!*has_scaling) return;
    if (x->p != y->p) x->p = -1;
    if (x->m != y->m) x->m = -1;
    if (x->m_prime != y->m_prime) x->m_prime = -1;
    const int one_power = x->n == y->n && x->n_least == y->n_least && x->n == x->n_least;
    x->n = FLINT_MAX(x->n, y->n);
    x->n_least = FLINT_MIN(x->n_least, y->n_least);
    x->Q = FLINT_MAX(x->Q, y->Q);
    x->Q_least = FLINT_MIN(x->Q_least, y->Q_least);
    widen(x->nu, y->nu);
    widen(x->alpha, y->alpha);
    if (!one_power) {
        arb_indeterminate(x->nu);
        arb_indeterminate(x->kappa);
        arb_indeterminate(x->R_prefactor);
        arb_indeterminate(x->a_prefactor);
        return;
    }
    widen(x->kappa, y->kappa);
    widen(x->R_prefactor, y->R_prefactor);
    widen(x->a_prefactor, y->a_prefactor);
}

void family_merge(verdict_t all, const verdict_t part, int same)
{
    if (!same) verdict_drop_phases(all);
    for (slong i = 0; i < all->phase_count; i++) merge_phase(all->phases + i, part->phases + i);
    widen(all->R_peak, part->R_peak);
    widen(all->R_final, part->R_final);
    widen(all->a_final, part->a_final);
    all->has_exit = all->has_exit && part->has_exit && all->exit_branch == part->exit_branch;
    widen(all->a_static, part->a_static);
    widen(all->a_delayed, part->a_delayed);
    verdict_set_separation(all, UNION_PREC);
    merge_scaling(&all->has_scaling, all->scaling, part->has_scaling, part->scaling);
}

void family_merge_flow(finite_eps_t all, const finite_eps_t part)
{
    flow_result_drop_proof(all);
    widen(all->R_peak, part->R_peak);
    widen(all->R_final, part->R_final);
    widen(all->a_final, part->a_final);
    merge_scaling(&all->has_scaling, all->scaling, part->has_scaling, part->scaling);
    all->keeps_side = all->keeps_side && part->keeps_side;
    if (all->proof.R_sign != part->proof.R_sign) all->proof.R_sign = 0;
    if (all->proof.a_sign != part->proof.a_sign) all->proof.a_sign = 0;
}

void family_drop_reasons(verdict_t verdict)
{
    for (slong i = 0; i < verdict->reason_count; i++) flint_free(verdict->reasons[i]);
    flint_free(verdict->reasons);
    verdict->reasons = NULL;
    verdict->reason_count = 0;
}

char *family_itinerary_text(const verdict_t verdict)
{
    const size_t size = 64 * (size_t)(verdict->phase_count + 1);
    char *text = flint_malloc(size);
    size_t length = 0;
    snprintf(text, size, "%s", verdict->phase_count == 0 ? "a0 on both sides of a critical height" : "");
    for (slong i = 0; i < verdict->phase_count; i++) {
        const wane_phase_t *phase = verdict->phases + i;
        const char *join = i > 0 ? ", then " : "";
        if (phase->kind == WANE_PHASE_FAST)
            length += (size_t)snprintf(text + length, size - length, "%sfast to: %s", join,
                                       wane_phase_end_name(phase->end));
        else
            length += (size_t)snprintf(text + length, size - length, "%sslow on %s to: %s", join,
                                       wane_branch_name(phase->branch), wane_phase_end_name(phase->end));
    }
    return text;
}
