#include "base/decimal.h"
#include "base/interval.h"
#include "manifold/family/exact/bifurcation_exact.h"

#include "base/scoped.h"
#include "manifold/shape/portrait.h"
#include "manifold/family/exact/bifurcation_fibre.h"

#define FIRST_ROOT_PREC 64
#define LAST_ROOT_PREC 300

/* The roots of the candidates' polynomials inside the family's range, and what is asked at them. */
typedef struct {
    bifurcations_struct *bifurcations;
    const bifurcation_problem_struct *family;
    members_struct *members;
    candidates_struct *candidates;
    slong count;
    candidate_root_t *root; /* those inside the range */
} range_roots_t;

/* ---- which roots ---- */

/* The sign of root - x; narrows the root's enclosure until it is clear of x. */
static int compare_root(const range_roots_t *roots, candidate_root_t *root, const fmpq_t x)
{
    int result = 0;
    SCOPED(fmpq, value);
    SCOPED(arb, bound);
    fmpz_poly_evaluate_fmpq(value, roots->candidates->candidate[root->candidate].polynomial, x);
    if (!fmpq_is_zero(value) || !arb_contains_fmpq(root->b, x)) {
        slong prec = FIRST_ROOT_PREC;
        arb_set_fmpq(bound, x, 2 * prec);
        while (arb_overlaps(root->b, bound)) {
            prec *= 2;
            candidate_root_refine(root->b, roots->candidates, root, prec);
            arb_set_fmpq(bound, x, 2 * prec);
        }
        result = arb_gt(root->b, bound) ? 1 : -1;
    }
    return result;
}

static void keep_roots_in_range(range_roots_t *roots)
{
    slong kept = 0;
    for (slong i = 0; i < roots->count; i++) {
        candidate_root_t *root = roots->root + i;
        int inside = compare_root(roots, root, roots->family->range->lo) > 0 &&
                     compare_root(roots, root, roots->family->range->hi) < 0;
        if (inside) roots->root[kept++] = *root;
        else arb_clear(root->b);
    }
    roots->count = kept;
}

/* ---- samples ---- */

static void outer_end(fmpq_t x, const arb_t ball, int upper)
{
    SCOPED(arf, end);
    if (upper) arb_get_ubound_arf(end, ball, ARF_PREC_EXACT);
    else arb_get_lbound_arf(end, ball, ARF_PREC_EXACT);
    arf_get_fmpq(x, end);
}

/* The end of the range before the first root (i = -1), the i-th root, or the other end. */
static void end_at(arb_t b, const range_roots_t *roots, slong i)
{
    slong prec = (slong)((double)roots->members->effort->digits * BASE_BITS_PER_DIGIT) + 20;
    if (i >= 0 && i < roots->count) candidate_root_refine(b, roots->candidates, roots->root + i, prec);
    else if (roots->family->whole_line) i < 0 ? arb_neg_inf(b) : arb_pos_inf(b);
    else arb_set_fmpq(b, i < 0 ? roots->family->range->lo : roots->family->range->hi, prec);
}

/* A simple rational between the i-th root and the next,
   or the ends of the range; i = -1: before the first. */
static void sample_after(fmpq_t x, const range_roots_t *roots, slong i)
{
    SCOPED(arb, lo, hi);
    end_at(lo, roots, i);
    end_at(hi, roots, i + 1);
    sample_between(x, lo, hi);
}

/* ---- what happens at a root ---- */

/* The picture, proved, over a small interval around the root that contains no other candidate. */
static int same_around(const range_roots_t *roots, const candidate_root_t *root, const portrait_t picture)
{
    portrait_t around;
    wane_message_t message;
    int same = 0;
    portrait_init(around);
    SCOPED(wane_interval, b);
    SCOPED(arb, ball);
    for (slong prec = FIRST_ROOT_PREC; prec <= LAST_ROOT_PREC && !same; prec *= 4) {
        candidate_root_refine(ball, roots->candidates, root, prec);
        outer_end(b->lo, ball, 0);
        outer_end(b->hi, ball, 1);
        same =
            members_picture(around, roots->members, b, message) == WANE_OK && portrait_equal(around, picture);
    }
    portrait_clear(around);
    return same;
}

/* Events that the vanishing of the candidate's polynomial proves by itself. */
static unsigned certain_events(const range_roots_t *roots, const candidate_t *candidate)
{
    unsigned events = 0;
    if (!roots->candidates->shapes->rational) return 0;
    for (slong i = 0; i < candidate->count; i++)
        if (!candidate->suspicion[i].inside) events |= EVENT_BIT(candidate->suspicion[i].event);
    return events;
}

/* Checks what is suspected inside; *open is set if something was left undecided. */
static unsigned events_inside(int *open, const range_roots_t *roots, const candidate_root_t *root)
{
    const candidate_t *candidate = roots->candidates->candidate + root->candidate;
    unsigned events = 0;
    for (slong i = 0; i < candidate->count; i++) {
        const suspicion_t *suspicion = candidate->suspicion + i;
        if (!suspicion->inside) {
            *open |= !roots->candidates->shapes->rational;
            continue;
        }
        int happens = suspicion_is_true(roots->candidates, root, suspicion);
        /* What the product of conjugates does, the shape itself need not do. */
        if (happens > 0 && roots->candidates->shapes->rational) events |= EVENT_BIT(suspicion->event);
        else *open |= happens != 0;
    }
    return events;
}

/* Everything the candidate is suspected of. */
static unsigned suspected_events(const candidate_t *candidate)
{
    unsigned events = 0;
    for (slong i = 0; i < candidate->count; i++) events |= EVENT_BIT(candidate->suspicion[i].event);
    return events;
}

/* Keeps of the events that explain a difference of pictures those that are proved: the only one inside that
   is suspected, if none of its functions is suspected at an end; else what the fibre shows. */
static unsigned confirmed(unsigned events, const range_roots_t *roots, const candidate_root_t *root)
{
    unsigned suspected = suspected_events(roots->candidates->candidate + root->candidate);
    unsigned inside = inside_events(events), functions = 0;
    int open = 0;
    if (inside == 0) return events;
    for (int event = 0; event < WANE_EVENT_COUNT; event++)
        if (inside & EVENT_BIT(event)) functions |= functions_of_event((wane_event_t)event);
    if (inside == inside_events(suspected) && (inside & (inside - 1)) == 0 &&
        end_events_of(suspected, functions) == 0)
        return events;
    return only_proved(events, events_inside(&open, roots, root));
}

/* derivations/14 (8): 0 if nothing happens. */
static unsigned events_at(int *open, const range_roots_t *roots, const candidate_root_t *root,
                          const portrait_t left, const portrait_t right)
{
    unsigned events = certain_events(roots, roots->candidates->candidate + root->candidate);
    *open = 0;
    events |= confirmed(picture_difference(left, right), roots, root);
    if (events == 0 && !same_around(roots, root, left)) events = events_inside(open, roots, root);
    return without_consequences(events);
}

/* ---- the sweep ---- */

static void add_events(const range_roots_t *roots, slong i, unsigned events)
{
    const fmpz_poly_struct *polynomial = roots->candidates->candidate[roots->root[i].candidate].polynomial;
    for (int event = 0; event < WANE_EVENT_COUNT; event++) {
        if ((events & EVENT_BIT(event)) == 0) continue;
        wane_bifurcation_t *threshold = add_threshold(roots->bifurcations, (wane_event_t)event);
        end_at(threshold->b, roots, i);
        threshold->exact = 1;
        fmpz_poly_set(threshold->minimal_polynomial, polynomial);
    }
}

/* The ranges and thresholds from left to right. */
typedef struct {
    arb_t start; /* of the range under way */
    int known;   /* its picture is decided */
    portrait_t picture;
    fmpq_t sample;
} sweep_t;

static void close_range(const range_roots_t *roots, sweep_t *sweep, slong i)
{
    SCOPED(arb, end);
    end_at(end, roots, i);
    if (sweep->known) add_range(roots->bifurcations, sweep->start, end, sweep->picture, sweep->sample);
    else add_unresolved(roots->bifurcations, sweep->start, end);
    arb_set(sweep->start, end);
}

/* At the i-th root, with the picture beyond it. */
static void pass_root(const range_roots_t *roots, sweep_t *sweep, slong i, int known, const portrait_t next,
                      const fmpq_t sample)
{
    unsigned events = 0;
    int open = 1;
    if (sweep->known && known) events = events_at(&open, roots, roots->root + i, sweep->picture, next);
    if (events != 0 || open) {
        close_range(roots, sweep, i);
        if (events != 0) add_events(roots, i, events);
        else if (sweep->known && known) add_unresolved(roots->bifurcations, sweep->start, sweep->start);
        fmpq_set(sweep->sample, sample);
    }
    sweep->known = known;
    portrait_set(sweep->picture, next);
}

static wane_status_t picture_at(int *known, portrait_t picture, const range_roots_t *roots, const fmpq_t b,
                                wane_message_t message)
{
    SCOPED(wane_interval, point);
    interval_set_fmpq(point, b);
    wane_status_t status = members_picture(picture, roots->members, point, message);
    *known = status == WANE_OK;
    return status == WANE_UNDECIDED ? WANE_OK : status;
}

static wane_status_t run_sweep(const range_roots_t *roots, wane_message_t message)
{
    sweep_t sweep;
    portrait_t next;
    int known;
    arb_init(sweep.start);
    portrait_init(sweep.picture);
    fmpq_init(sweep.sample);
    portrait_init(next);
    SCOPED(fmpq, sample);
    end_at(sweep.start, roots, -1);
    sample_after(sweep.sample, roots, -1);
    wane_status_t status = picture_at(&sweep.known, sweep.picture, roots, sweep.sample, message);
    for (slong i = 0; i < roots->count && status == WANE_OK; i++) {
        sample_after(sample, roots, i);
        status = picture_at(&known, next, roots, sample, message);
        if (status == WANE_OK) pass_root(roots, &sweep, i, known, next, sample);
    }
    if (status == WANE_OK) close_range(roots, &sweep, roots->count);
    arb_clear(sweep.start);
    portrait_clear(sweep.picture);
    fmpq_clear(sweep.sample);
    portrait_clear(next);
    return status;
}

wane_status_t exact_bifurcations(bifurcations_t bifurcations, int *applies, members_t members,
                                 wane_message_t message)
{
    polynomial_kernels_t kernels;
    polynomial_shapes_t shapes;
    candidates_t candidates;
    wane_status_t status = WANE_OK;
    *applies = polynomial_kernels_init_set(kernels, members->family);
    if (*applies) {
        *applies = polynomial_shapes_init_set(shapes, kernels);
        if (*applies) {
            *applies = candidates_init_set(candidates, shapes);
            if (*applies) {
                range_roots_t roots = {bifurcations, members->family, members, candidates, 0, NULL};
                roots.root = candidate_roots(&roots.count, candidates);
                if (!members->family->whole_line) keep_roots_in_range(&roots);
                bifurcations->exact = 1;
                status = run_sweep(&roots, message);
                candidate_roots_free(roots.root, roots.count);
            }
            candidates_clear(candidates);
        }
        polynomial_shapes_clear(shapes);
    }
    polynomial_kernels_clear(kernels);
    return status;
}
