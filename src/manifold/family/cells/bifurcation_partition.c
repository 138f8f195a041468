#include "manifold/family/cells/bifurcation_partition.h"

#include "base/scoped.h"

#define MOST_OPEN 1000 /* cells of one width: more means that no cutting will do */
#define SLIVER                                                                                               \
    38 /* a decided cell between open ones, narrower than the range by this many halvings, is open */

void partition_init(partition_t partition)
{
    partition->count = 0;
    partition->cell = NULL;
}

void partition_clear(partition_t partition)
{
    for (slong i = 0; i < partition->count; i++) wane_interval_clear(partition->cell[i].b);
    flint_free(partition->cell);
}

static cell_t *append(partition_t partition, const fmpq_t lo, const fmpq_t hi)
{
    partition->cell = flint_realloc(partition->cell, (partition->count + 1) * sizeof(cell_t));
    cell_t *cell = partition->cell + partition->count++;
    wane_interval_init(cell->b);
    fmpq_set(cell->b->lo, lo);
    fmpq_set(cell->b->hi, hi);
    cell->label = CELL_OPEN;
    return cell;
}

/* A simple rational near the middle. */
static void split_point(fmpq_t x, const wane_interval_t b)
{
    SCOPED(fmpq, eighth, l, r);
    fmpq_add(x, b->lo, b->hi);
    fmpq_div_2exp(x, x, 1);
    fmpq_sub(eighth, b->hi, b->lo);
    fmpq_div_2exp(eighth, eighth, 4);
    fmpq_sub(l, x, eighth);
    fmpq_add(r, x, eighth);
    fmpq_simplest_between(x, l, r);
}

static slong open_cells(const partition_t partition)
{
    slong count = 0;
    for (slong i = 0; i < partition->count; i++) count += partition->cell[i].label == CELL_OPEN;
    return count;
}

/* Halves every open cell and decides the halves. */
static wane_status_t halve_open_cells(partition_t partition, const decider_t *decider, slong *budget,
                                      wane_message_t message)
{
    wane_status_t status = WANE_OK;
    SCOPED(partition, finer);
    SCOPED(fmpq, middle);
    for (slong i = 0; i < partition->count; i++) {
        const cell_t *cell = partition->cell + i;
        if (cell->label != CELL_OPEN || *budget <= 0 || status != WANE_OK) {
            append(finer, cell->b->lo, cell->b->hi)->label = cell->label;
            continue;
        }
        split_point(middle, cell->b);
        append(finer, cell->b->lo, middle);
        append(finer, middle, cell->b->hi);
        for (slong j = finer->count - 2; j < finer->count && status == WANE_OK; j++, (*budget)--)
            status = decider->decide(&finer->cell[j].label, decider->context, finer->cell[j].b, message);
    }
    partition_struct swap = *partition;
    *partition = *finer;
    *finer = swap;
    return status;
}

/* Beside a threshold, decided and open cells alternate at the smallest widths: one open cell is meant. */
static void drop_slivers(partition_t partition, const wane_interval_t range)
{
    SCOPED(fmpq, width, least);
    fmpq_sub(least, range->hi, range->lo);
    fmpq_div_2exp(least, least, SLIVER);
    for (slong i = 1; i + 1 < partition->count; i++) {
        cell_t *cell = partition->cell + i;
        fmpq_sub(width, cell->b->hi, cell->b->lo);
        if (cell[-1].label == CELL_OPEN && cell[1].label == CELL_OPEN && fmpq_cmp(width, least) < 0)
            cell->label = CELL_OPEN;
    }
}

static void join_equal_neighbours(partition_t partition)
{
    slong kept = 0;
    for (slong i = 0; i < partition->count; i++) {
        cell_t *cell = partition->cell + i;
        if (kept > 0 && partition->cell[kept - 1].label == cell->label) {
            fmpq_set(partition->cell[kept - 1].b->hi, cell->b->hi);
            wane_interval_clear(cell->b);
        } else {
            partition->cell[kept++] = *cell;
        }
    }
    partition->count = kept;
}

wane_status_t partition_cut(partition_t partition, const decider_t *decider, const wane_interval_t range,
                            wane_message_t message)
{
    slong budget = decider->budget;
    cell_t *whole = append(partition, range->lo, range->hi);
    wane_status_t status = decider->decide(&whole->label, decider->context, range, message);
    for (slong i = 0; i < decider->halvings && status == WANE_OK && budget > 0; i++) {
        slong open = open_cells(partition);
        if (open == 0 || open > MOST_OPEN) break;
        status = halve_open_cells(partition, decider, &budget, message);
    }
    join_equal_neighbours(partition);
    drop_slivers(partition, range);
    join_equal_neighbours(partition);
    return status;
}
