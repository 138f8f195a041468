#include "manifold/family/line/line.h"

#include <string.h>

#include "base/text.h"

void line_init(line_t line)
{
    memset(line, 0, sizeof(line_struct));
}

void line_clear(line_t line)
{
    for (slong i = 0; i < line->count; i++) {
        fmpq_clear(line->piece[i].lo);
        fmpq_clear(line->piece[i].hi);
        flint_free(line->piece[i].reason);
    }
    flint_free(line->piece);
}

static void set_end(line_piece_t *piece, const fmpq *hi)
{
    piece->is_unbounded = hi == NULL;
    if (hi != NULL) fmpq_set(piece->hi, hi);
}

void line_add(line_t line, const fmpq *lo, const fmpq *hi, wane_outcome_t outcome, const char *reason)
{
    line_piece_t *last = line->count > 0 ? line->piece + line->count - 1 : NULL;
    if (last != NULL && last->outcome == outcome) {
        set_end(last, hi);
        return;
    }
    if (line->count == line->alloc) {
        line->alloc = 2 * line->alloc + 16;
        line->piece = flint_realloc(line->piece, (size_t)line->alloc * sizeof(line_piece_t));
    }
    line_piece_t *piece = line->piece + line->count++;
    fmpq_init(piece->lo);
    fmpq_init(piece->hi);
    fmpq_set(piece->lo, lo);
    set_end(piece, hi);
    piece->outcome = outcome;
    piece->is_boundary = 0;
    piece->reason = reason != NULL ? base_text("%s", reason) : NULL;
}

void line_mark_boundary(line_t line)
{
    line->piece[line->count - 1].is_boundary = 1;
}

int line_is_decided(const line_t line, const fmpq_t width)
{
    fmpq_t size;
    int is = 1;
    fmpq_init(size);
    for (slong i = 0; i < line->count; i++) {
        const line_piece_t *piece = line->piece + i;
        if (piece->outcome != WANE_OUTCOME_UNDECIDED) continue;
        fmpq_sub(size, piece->hi, piece->lo);
        is = is && !piece->is_unbounded && fmpq_cmp(size, width) < 0;
    }
    fmpq_clear(size);
    return is;
}
