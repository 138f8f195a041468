#include "manifold/limit/scale_window.h"

#include "base/scoped.h"

#include <string.h>

#define MOST_EXITS 16
#define PATH_BASE 9 /* 8 lines: |R| = 1 or R = 0 in four orientations */

int critical_equal(const critical_t *x, const critical_t *y)
{
    return x->kind != CRITICAL_MIXED && x->kind == y->kind && x->a_sign == y->a_sign &&
           x->R_sign == y->R_sign && x->mark == y->mark && x->path == y->path;
}

static void end_init(scale_end_t *end)
{
    arb_init(end->a0);
    memset(&end->critical, 0, sizeof(critical_t));
}

void scale_window_init(scale_window_t window, const arb_t sample, slong prec)
{
    memset(window, 0, sizeof(scale_window_struct));
    arb_init(window->sample);
    arb_set(window->sample, sample);
    end_init(&window->lower);
    end_init(&window->upper);
    arb_pos_inf(window->upper.a0);
    window->upper.critical.mark = 1; /* tells infinity from 0 */
    window->is_free = 1;
    window->prec = prec;
}

void scale_window_clear(scale_window_t window)
{
    for (slong i = 0; i < window->map_count; i++) {
        entry_exit_clear(window->map[i].growth);
        arb_clear(window->map[i].turn);
        arb_clear(window->map[i].far);
    }
    flint_free(window->map);
    arb_clear(window->sample);
    arb_clear(window->lower.a0);
    arb_clear(window->upper.a0);
}

void scale_window_lose(scale_window_struct *window)
{
    if (window != NULL) window->is_lost = 1;
}

/* The a0 that the exits passed so far carry to the height: 1
   found, -1 there is none, 0 not decided. derivations/16 (6). */
static int trace_back(arb_t a0, const scale_window_t window, const arb_t height)
{
    arb_set(a0, height);
    for (slong i = window->map_count - 1; i >= 0; i--) {
        const exit_map_t *map = window->map + i;
        if (arb_is_nonpositive(a0)) return -1;
        if (map->reflects) arb_neg(a0, a0);
        int found = delayed_entry_solve(a0, map->growth, a0, map->turn,
                                        map->far_is_infinite ? NULL : map->far, window->prec);
        if (found != 1) return found;
    }
    return arb_is_nonpositive(a0) ? -1 : 1;
}

/* Keeps the nearer of two ends; direction 1: the smaller one. */
static void tighten(scale_end_t *end, const arb_t a0, const critical_t *critical, int direction, slong prec)
{
    int nearer = direction > 0 ? arb_lt(a0, end->a0) : arb_gt(a0, end->a0);
    int farther = direction > 0 ? arb_gt(a0, end->a0) : arb_lt(a0, end->a0);
    if (farther || critical_equal(critical, &end->critical)) return;
    if (nearer) {
        arb_set(end->a0, a0);
        end->critical = *critical;
    } else {
        if (direction > 0) arb_min(end->a0, end->a0, a0, prec);
        else arb_max(end->a0, end->a0, a0, prec);
        end->critical.kind = CRITICAL_MIXED;
    }
}

static void add_critical(scale_window_t window, const critical_t *critical, const arb_t height)
{
    SCOPED(arb, a0);
    int found = trace_back(a0, window, height);
    if (found == 1 && arb_gt(a0, window->sample)) tighten(&window->upper, a0, critical, 1, window->prec);
    else if (found == 1 && arb_lt(a0, window->sample))
        tighten(&window->lower, a0, critical, -1, window->prec);
    else if (found >= 0) window->is_lost = 1;
}

void scale_window_at_height(scale_window_struct *window, critical_kind_t kind, const interior_branch_t branch,
                            slong mark, const arb_t height)
{
    if (window == NULL || !window->is_free || window->is_lost) return;
    critical_t critical = {kind, branch->kernels->a_sign, branch->kernels->R_sign, mark, window->path};
    add_critical(window, &critical, height);
}

/* The height at which H_a changes sign at a mark; 0 if it does so at no a > 0. */
static int mark_height(arb_t height, const interior_branch_t branch, slong mark)
{
    const small_series_struct *P_prime = branch->small[SHAPE_P_PRIME];
    slong s = branch->small_R->s, p = P_prime->leading + 1;
    switch (branch->mark[mark].kind) {
    case MARK_ZERO: /* the limit of A, finite and not 0 for p = 2 s only */
        if (P_prime->status != LEADING_DECIDED || s < 0 || p != 2 * s) return 0;
        arb_div(height, branch->kernels->p + p, branch->kernels->s + s, branch->kernels->prec);
        arb_mul_2exp_si(height, height, 1);
        return 1;
    case MARK_CROSSING:
        return 0;
    case MARK_ONE:
        arb_set(height, branch->a_c);
        return 1;
    default:
        branch_height(height, branch, branch->mark[mark].R);
        return 1;
    }
}

void scale_window_at_mark(scale_window_struct *window, const interior_branch_t branch, slong mark)
{
    if (window == NULL || !window->is_free || window->is_lost) return;
    SCOPED(arb, height);
    if (mark_height(height, branch, mark))
        scale_window_at_height(window, CRITICAL_MARK, branch, mark, height);
}

void scale_window_at_start(scale_window_struct *window, const interior_branch_t branch, const arb_t R)
{
    if (window == NULL || !window->is_free || window->is_lost) return;
    SCOPED(arb, height);
    branch_height(height, branch, R);
    scale_window_at_height(window, CRITICAL_START, branch, 0, height);
}

void scale_window_exit(scale_window_struct *window, const interior_branch_t branch, int line,
                       const entry_exit_t growth, const arb_t turn, const arb_struct *far, int reflects)
{
    if (window == NULL || !window->is_free || window->is_lost) return;
    if (window->map_count == MOST_EXITS) {
        window->is_lost = 1;
        return;
    }
    window->map = flint_realloc(window->map, (window->map_count + 1) * sizeof(exit_map_t));
    exit_map_t *map = window->map + window->map_count++;
    entry_exit_init(map->growth);
    arb_init(map->turn);
    arb_init(map->far);
    entry_exit_set(map->growth, growth);
    arb_set(map->turn, turn);
    map->far_is_infinite = far == NULL;
    if (far != NULL) arb_set(map->far, far);
    map->reflects = reflects;
    window->path = PATH_BASE * window->path + 1 + (ulong)(4 * line) +
                   (ulong)(2 * (branch->kernels->a_sign > 0)) + (ulong)(branch->kernels->R_sign > 0);
}

void scale_window_forget(scale_window_struct *window)
{
    if (window != NULL) window->is_free = 0;
}

void scale_window_peak(scale_window_struct *window, const interior_branch_t branch, slong piece)
{
    if (window == NULL) return;
    window->peak_is_free = window->is_free;
    window->peak_piece = piece;
    window->peak_a_sign = branch->kernels->a_sign;
    window->peak_R_sign = branch->kernels->R_sign;
}

void scale_window_peak_fixed(scale_window_struct *window)
{
    if (window != NULL) window->peak_is_free = 0;
}

/* Points of different pieces keep their order; one piece does not occur, derivations/16 (3). */
void scale_window_compare_peak(scale_window_struct *window, const interior_branch_t branch, slong piece)
{
    if (window == NULL || !window->peak_is_free) return;
    if (piece == window->peak_piece && branch->kernels->a_sign == window->peak_a_sign &&
        branch->kernels->R_sign == window->peak_R_sign)
        window->is_lost = 1;
}
