#include "verify/cover.h"

#include <flint/fmpq_vec.h>

int cover_contains(const fmpq *outer, const fmpq *inner, slong dimension)
{
    for (slong i = 0; i < dimension; i++)
        if (fmpq_cmp(inner + 2 * i, outer + 2 * i) < 0 || fmpq_cmp(inner + 2 * i + 1, outer + 2 * i + 1) > 0)
            return 0;
    return 1;
}

static int interiors_meet(const fmpq *x, const fmpq *y, slong dimension)
{
    for (slong i = 0; i < dimension; i++)
        if (fmpq_cmp(x + 2 * i, y + 2 * i + 1) >= 0 || fmpq_cmp(y + 2 * i, x + 2 * i + 1) >= 0) return 0;
    return 1;
}

/* A side of the member that cuts the box, whose interior it meets without containing it. */
static const fmpq *cutting_side(slong *direction, const fmpq *member, const fmpq *box, slong dimension)
{
    for (slong i = 0; i < 2 * dimension; i++) {
        *direction = i / 2;
        if (fmpq_cmp(member + i, box + 2 * (i / 2)) > 0 && fmpq_cmp(member + i, box + 2 * (i / 2) + 1) < 0)
            return member + i;
    }
    return NULL;
}

typedef struct {
    slong dimension, cuts; /* still allowed */
} search_t;

/* By one of them, or else both parts of it that a side of one cuts. */
static int covers(search_t *search, fmpq *const *list, slong count, const fmpq *box)
{
    const slong dimension = search->dimension;
    fmpq **near = flint_malloc((size_t)FLINT_MAX(count, 1) * sizeof(fmpq *));
    slong met = 0, direction;
    int covered = 0;
    for (slong i = 0; i < count; i++) {
        if (!interiors_meet(list[i], box, dimension)) continue;
        near[met++] = list[i];
        covered = covered || cover_contains(list[i], box, dimension);
    }
    if (!covered && met > 0 && search->cuts-- > 0) {
        const fmpq *side = cutting_side(&direction, near[met / 2], box, dimension);
        fmpq *part = _fmpq_vec_init(2 * dimension);
        covered = side != NULL;
        for (int upper = 0; upper < 2 && covered; upper++) {
            for (slong i = 0; i < 2 * dimension; i++) fmpq_set(part + i, box + i);
            fmpq_set(part + 2 * direction + (upper ? 0 : 1), side);
            covered = covers(search, near, met, part);
        }
        _fmpq_vec_clear(part, 2 * dimension);
    }
    flint_free(near);
    return covered;
}

int cover_is_whole(fmpq *const *list, slong count, const fmpq *box, slong dimension, slong cuts)
{
    search_t search = {dimension, cuts};
    return covers(&search, list, count, box);
}
