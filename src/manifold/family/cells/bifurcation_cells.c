#include "manifold/family/cells/bifurcation_cells.h"

#include "base/scoped.h"
#include "manifold/shape/portrait.h"
#include "manifold/family/bifurcation_family.h"
#include "manifold/family/cells/bifurcation_partition.h"

#define HALVINGS 44
#define BUDGET 4000
#define SLOW_BUDGET 600 /* where every cell needs new coefficients of the student */
#define END_PREC 256

/* The different pictures met so far; their indices are the labels of the cells. */
typedef struct {
    members_struct *members;
    slong count;
    portrait_struct *picture;
} gallery_t;

static slong label_of(gallery_t *gallery, const portrait_t picture)
{
    for (slong i = 0; i < gallery->count; i++)
        if (portrait_equal(gallery->picture + i, picture)) return i;
    gallery->picture = flint_realloc(gallery->picture, (gallery->count + 1) * sizeof(portrait_struct));
    portrait_init(gallery->picture + gallery->count);
    portrait_set(gallery->picture + gallery->count, picture);
    return gallery->count++;
}

static wane_status_t decide_picture(slong *label, void *context, const wane_interval_t b,
                                    wane_message_t message)
{
    gallery_t *gallery = context;
    portrait_t picture;
    portrait_init(picture);
    wane_status_t status = members_picture(picture, gallery->members, b, message);
    *label = status == WANE_OK ? label_of(gallery, picture) : CELL_OPEN;
    portrait_clear(picture);
    return status == WANE_UNDECIDED ? WANE_OK : status;
}

static void add_cell_range(bifurcations_t bifurcations, const cell_t *cell, const gallery_t *gallery)
{
    SCOPED(fmpq, sample);
    SCOPED(arb, lo, hi);
    arb_set_fmpq(lo, cell->b->lo, END_PREC);
    arb_set_fmpq(hi, cell->b->hi, END_PREC);
    sample_between(sample, lo, hi);
    add_range(bifurcations, lo, hi, gallery->picture + cell->label, sample);
}

static void add_cell_gap(bifurcations_t bifurcations, const cell_t *cell)
{
    SCOPED(arb, lo, hi);
    arb_set_fmpq(lo, cell->b->lo, END_PREC);
    arb_set_fmpq(hi, cell->b->hi, END_PREC);
    add_unresolved(bifurcations, lo, hi);
}

/* Wider open cells are where the effort ended, not where something was found. */
static int is_narrow(const cell_t *cell, const wane_interval_t range)
{
    SCOPED(fmpq, width, allowed);
    fmpq_sub(width, cell->b->hi, cell->b->lo);
    fmpq_sub(allowed, range->hi, range->lo);
    fmpq_div_2exp(allowed, allowed, 12);
    return fmpq_cmp(width, allowed) < 0;
}

wane_status_t cell_bifurcations(bifurcations_t bifurcations, members_t members, wane_message_t message)
{
    const bifurcation_problem_struct *family = members->family;
    gallery_t gallery = {members, 0, NULL};
    decider_t decider = {decide_picture, &gallery, HALVINGS, members->is_quick ? BUDGET : SLOW_BUDGET};
    SCOPED(partition, cells);
    wane_status_t status = partition_cut(cells, &decider, family->range, message);
    for (slong i = 0; i < cells->count && status == WANE_OK; i++) {
        const cell_t *cell = cells->cell + i;
        unsigned events = 0;
        if (cell->label != CELL_OPEN) {
            add_cell_range(bifurcations, cell, &gallery);
            continue;
        }
        if (i > 0 && i + 1 < cells->count && is_narrow(cell, family->range))
            events = picture_difference(gallery.picture + cell[-1].label, gallery.picture + cell[1].label);
        for (int event = 0; event < WANE_EVENT_COUNT; event++)
            if (events & EVENT_BIT(event)) add_bracket(bifurcations, (wane_event_t)event, cell->b);
        if (events == 0) add_cell_gap(bifurcations, cell);
    }
    for (slong i = 0; i < gallery.count; i++) portrait_clear(gallery.picture + i);
    flint_free(gallery.picture);
    return status;
}
