#include "manifold/family/boxes/family_corner.h"

#include <stdio.h>

#include "base/decimal.h"
#include "base/scoped.h"
#include "manifold/family/boxes/family_merge.h"
#include "manifold/family/thresholds_cover.h"

/* Only then R_final and a_final may depend on a0. */
static int stands_still(const verdict_t verdict)
{
    return verdict->phase_count > 0 && verdict->phases[verdict->phase_count - 1].end == WANE_END_STANDSTILL;
}

static void join_ends(verdict_t verdict, const verdict_t other, const scale_window_t window)
{
    char text[200];
    char *height = base_number_text(window->upper.a0);
    snprintf(text, sizeof text,
             "a0 lies on both sides of the critical height %.80s, where both itineraries have the same limit",
             height);
    flint_free(height);
    family_merge(verdict, other, 0);
    family_drop_reasons(verdict);
    proof_add_reason(&verdict->reasons, &verdict->reason_count, text);
    proof_account_set_where(verdict->account, "a0 below that height");
}

#define ROOM 64 /* what a single a0 is widened by, as a part of it */

/* A single scale may be above the critical height of some members and below that of others. */
static void set_ends(fmpq_t lo, fmpq_t hi, const wane_interval_t a0)
{
    SCOPED(fmpq, room);
    fmpq_set(lo, a0->lo);
    fmpq_set(hi, a0->hi);
    if (!fmpq_equal(lo, hi)) return;
    fmpq_set_si(room, 1, ROOM);
    fmpq_mul(room, room, lo);
    fmpq_sub(lo, lo, room);
    fmpq_add(hi, hi, room);
}

int family_across_critical_height(verdict_t verdict, const kernels_t kernels, const wane_interval_t a0,
                                  const wane_start_t start)
{
    if (fmpq_sgn(a0->lo) <= 0) return 0;
    if (start->kind == WANE_START_VALUE && !fmpq_equal(start->value->lo, start->value->hi)) return 0;
    scale_cover_t cover;
    scale_window_t window[2];
    verdict_t end[2];
    wane_message_t unused;
    int done = 1;
    SCOPED(arb, sample);
    SCOPED(fmpq, lo, hi);
    set_ends(lo, hi, a0);
    scale_cover_init(cover, kernels, start);
    for (int i = 0; i < 2; i++) {
        SCOPED(fmpq, x);
        fmpq_set(x, i == 0 ? lo : hi);
        arb_set_fmpq(sample, x, kernels->prec);
        scale_window_init(window[i], sample);
        verdict_init(end[i]);
        done =
            done && scale_cover_run_at(end[i], window[i], cover, x, unused) == WANE_OK && !window[i]->is_lost;
    }
    const critical_t *critical = &window[0]->upper.critical;
    done = done && end[0]->outcome == end[1]->outcome && !stands_still(end[0]) && !stands_still(end[1]) &&
           critical_equal(critical, &window[1]->lower.critical) && scale_cover_is_harmless(cover, critical);
    if (done) {
        join_ends(end[0], end[1], window[0]);
        verdict_struct swap = *verdict;
        *verdict = *end[0];
        *end[0] = swap;
    }
    for (int i = 0; i < 2; i++) {
        scale_window_clear(window[i]);
        verdict_clear(end[i]);
    }
    scale_cover_clear(cover);
    return done;
}
