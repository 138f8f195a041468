#include "manifold/limit/scale_window.h"

#include "base/scoped.h"

#include <string.h>

#define MOST_EXITS 16
#define PATH_BASE 9 /* 8 lines: |R| = 1 or R = 0 in four orientations */

/* The proof as far as it has been read. */
typedef struct {
    scale_window_struct *window;
    const itinerary_struct *proof;
    int is_free; /* a depends on a0 */
    slong exit_count;
    const proof_step_t *exit[MOST_EXITS]; /* passed before, each a map a -> a_out */
    ulong path;                           /* them, coded */
    const proof_step_t *peak; /* the landing that the peak of |R| is, when that depends on a0; else NULL */
} window_reader_t;

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

void scale_window_init(scale_window_t window, const arb_t sample)
{
    memset(window, 0, sizeof(scale_window_struct));
    arb_init(window->sample);
    arb_set(window->sample, sample);
    end_init(&window->lower);
    end_init(&window->upper);
    arb_pos_inf(window->upper.a0);
    window->upper.critical.mark = 1; /* tells infinity from 0 */
}

void scale_window_clear(scale_window_t window)
{
    arb_clear(window->sample);
    arb_clear(window->lower.a0);
    arb_clear(window->upper.a0);
}

static const interior_branch_struct *branch_of(const window_reader_t *reader, int a_sign, int R_sign)
{
    return reader->proof->branches[a_sign < 0][R_sign < 0];
}

/* The way in of a way out, on the line that the step leaves: the attracting range reaches from where stability
   is lost to infinity beside R = 0, to the other end of (0, a_c) beside |R| = 1. */
static int way_in(arb_t a_in, const window_reader_t *reader, const proof_step_t *exit, const arb_t a_out)
{
    SCOPED(arb, zero);
    const arb_struct *far = NULL;
    if (proof_rule_row(exit->rule)->branch == WANE_BRANCH_ALIGNED)
        far = arb_is_zero(exit->turn) ? branch_of(reader, exit->a_sign, exit->R_sign)->a_c : zero;
    return delayed_entry_solve(a_in, exit->growth, a_out, exit->turn, far, reader->proof->prec);
}

/* The a0 that the exits passed so far carry to the height: 1
   found, -1 there is none, 0 not decided. derivations/16 (6). */
static int trace_back(arb_t a0, const window_reader_t *reader, const arb_t height)
{
    arb_set(a0, height);
    for (slong i = reader->exit_count - 1; i >= 0; i--) {
        const proof_step_t *exit = reader->exit[i];
        if (arb_is_nonpositive(a0)) return -1;
        if (arb_is_negative(exit->a_to)) arb_neg(a0, a0); /* it went on in the orientation with -a */
        int found = way_in(a0, reader, exit, a0);
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

static void add_critical(window_reader_t *reader, critical_kind_t kind, const proof_premise_t *premise,
                         const arb_t height)
{
    scale_window_struct *window = reader->window;
    const slong prec = reader->proof->prec;
    const critical_t critical = {kind, premise->a_sign, premise->R_sign, premise->mark, reader->path};
    SCOPED(arb, a0);
    int found = trace_back(a0, reader, height);
    if (found == 1 && arb_gt(a0, window->sample)) tighten(&window->upper, a0, &critical, 1, prec);
    else if (found == 1 && arb_lt(a0, window->sample)) tighten(&window->lower, a0, &critical, -1, prec);
    else if (found >= 0) window->is_lost = 1;
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

/* Points of different pieces keep their order; one piece does not occur, derivations/16 (3). */
static int is_beside_peak(const window_reader_t *reader, const proof_premise_t *premise)
{
    const proof_step_t *peak = reader->peak, *landing = reader->proof->record->step + premise->step;
    return peak != NULL && landing->piece == peak->piece && landing->a_sign == peak->a_sign &&
           landing->R_sign == peak->R_sign;
}

static void read_free_premise(window_reader_t *reader, const proof_premise_t *premise)
{
    const interior_branch_struct *branch = branch_of(reader, premise->a_sign, premise->R_sign);
    SCOPED(arb, height);
    switch (premise->kind) {
    case PREMISE_AT_MARK:
        if (mark_height(height, branch, premise->mark)) add_critical(reader, CRITICAL_MARK, premise, height);
        break;
    case PREMISE_NO_EXIT:
        if (delayed_entry_solve(height, premise->growth, premise->at, premise->turn, NULL,
                                reader->proof->prec) == 1)
            add_critical(reader, CRITICAL_NO_EXIT, premise, height);
        else reader->window->is_lost = 1;
        break;
    case PREMISE_TWICE_ALPHA:
        add_critical(reader, CRITICAL_TWICE_ALPHA, premise, premise->at);
        break;
    default: /* the start, which may be the peak */
        branch_height(height, branch, premise->at);
        add_critical(reader, CRITICAL_START, premise, height);
    }
}

static void read_premise(window_reader_t *reader, const proof_premise_t *premise)
{
    if (reader->window->is_lost) return;
    if (reader->is_free) read_free_premise(reader, premise);
    else if (premise->kind == PREMISE_PEAK) reader->window->is_lost = is_beside_peak(reader, premise);
}

/* What a and the peak are from here on: the slow flow on the branch forgets where it began. */
static void read_step(window_reader_t *reader, const proof_step_t *step)
{
    const proof_rule_row_t *row = proof_rule_row(step->rule);
    if (row->kind != PROOF_MOVES) return;
    if (row->branch == WANE_BRANCH_INTERIOR) reader->is_free = 0;
    if (step->has_exit && reader->is_free) {
        if (reader->exit_count == MOST_EXITS) {
            reader->window->is_lost = 1;
            return;
        }
        reader->exit[reader->exit_count++] = step;
        reader->path = PATH_BASE * reader->path + 1 + (ulong)(4 * (row->branch == WANE_BRANCH_ALIGNED)) +
                       (ulong)(2 * (step->a_sign > 0)) + (ulong)(step->R_sign > 0);
    }
    if (step->is_peak) reader->peak = reader->is_free && row->end == WANE_END_BRANCH ? step : NULL;
}

void scale_window_of_proof(scale_window_t window, const itinerary_t proof)
{
    const proof_record_struct *record = proof->record;
    window_reader_t reader = {.window = window, .proof = proof, .is_free = 1};
    slong next = 0;
    for (slong i = 0; i < record->premise_count; i++)
        window->is_lost = window->is_lost || record->premise[i].kind == PREMISE_OTHER;
    for (slong i = 0; i <= record->count && !window->is_lost; i++) {
        for (; next < record->premise_count && record->premise[next].step == i; next++)
            read_premise(&reader, record->premise + next);
        if (i < record->count) read_step(&reader, record->step + i);
    }
}
