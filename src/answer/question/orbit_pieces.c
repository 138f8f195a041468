#include "base/hull.h"
#include "base/interval.h"
#include "answer/question/orbit_pieces.h"

#include "base/scoped.h"

#include <math.h>

#define MOST_STEPS 300000
#define MOST_EFFORT 5e9   /* multiplications: some minutes */
#define CUT_EFFORT 2e9    /* after which pieces are not cut any more */
#define REFINE_EFFORT 5e7 /* for pieces that only make the hull narrower */
#define COARSE 0.0625     /* the radius of a set from which it is cut */
#define MOST_PIECES 4096
#define WORTH_WHILE 0.95 /* pieces cut in two must make the rows that much narrower */

typedef struct {
    answer_orbit_box_t box;
    answer_orbit_table_t table;
    int followed; /* to the last row */
} piece_t;

typedef struct {
    piece_t *piece;
    slong count, alloc;
    double effort;
    answer_progress_t *progress;
    const kernels_struct *kernels;
    slong digits;
} pieces_t;

void answer_orbit_box_init(answer_orbit_box_t box)
{
    for (int i = 0; i < ANSWER_ORBIT_RANGES; i++) wane_interval_init(box[i]);
}

void answer_orbit_box_clear(answer_orbit_box_t box)
{
    for (int i = 0; i < ANSWER_ORBIT_RANGES; i++) wane_interval_clear(box[i]);
}

int answer_orbit_box_is_point(answer_orbit_box_t box)
{
    for (int i = 0; i < ANSWER_ORBIT_RANGES; i++)
        if (!fmpq_equal(box[i]->lo, box[i]->hi)) return 0;
    return 1;
}

/* ---- one piece ---- */

typedef struct {
    answer_orbit_table_struct *table;
    answer_progress_t *progress;
    double last, before, reached, step;
    int may_cut, coarse, exhausted;
} watch_t;

/* The radius of R as rho or of a against its size. */
static int is_coarse(arb_srcptr state)
{
    const double a = fabs(arf_get_d(arb_midref(state + 1), ARF_RND_NEAR));
    return !(mag_get_d(arb_radref(state)) < COARSE && mag_get_d(arb_radref(state + 1)) < COARSE * fmax(1, a));
}

static int watch(void *context, const orbit_t orbit)
{
    watch_t *w = context;
    answer_orbit_table_fill(w->table, orbit);
    w->reached = arf_get_d(orbit->last->t, ARF_RND_DOWN);
    w->step = arf_get_d(orbit->last->h, ARF_RND_DOWN);
    w->exhausted = w->before + orbit->effort > MOST_EFFORT;
    w->coarse = w->may_cut && is_coarse(orbit->last->end);
    return w->exhausted || w->coarse || answer_progress_advance(w->progress, w->reached / w->last);
}

/* WANE_UNDECIDED also where the piece has grown coarse and may be cut. */
static wane_status_t follow_piece(piece_t *piece, pieces_t *pieces, int may_cut, wane_message_t message)
{
    orbit_t orbit;
    SCOPED(arb, eps, R, a, time);
    const slong prec = 4 * pieces->digits + 128;
    const fmpq *last = piece->table->time + piece->table->length - 1;
    wane_interval_get_arb(eps, piece->box[ANSWER_ORBIT_EPS], prec);
    wane_interval_get_arb(R, piece->box[ANSWER_ORBIT_R], prec);
    wane_interval_get_arb(a, piece->box[ANSWER_ORBIT_A], prec);
    arb_set_fmpq(time, last, prec);
    orbit_init(orbit, pieces->kernels, eps, pieces->digits);
    wane_status_t status = orbit_start(orbit, R, a, message);
    if (status == WANE_OK) {
        watch_t w = {.table = piece->table,
                     .progress = pieces->progress,
                     .last = fmpq_get_d(last),
                     .before = pieces->effort,
                     .may_cut = may_cut};
        piece->table->filled = 0;
        answer_orbit_table_fill(piece->table, orbit);
        status = orbit_run(orbit, time, MOST_STEPS, watch, &w, message);
        if (status == WANE_OK && w.exhausted && piece->table->filled < piece->table->length)
            status = wane_message_set(message, WANE_UNDECIDED, 0,
                                      "the work allowed reaches only t = %.6g, where a step covers %.2g: "
                                      "shorten `time`, narrow the intervals given, or lower `digits`",
                                      w.reached, w.step);
        pieces->effort += orbit->effort;
    }
    piece->followed = status == WANE_OK && piece->table->filled == piece->table->length;
    orbit_clear(orbit);
    return status;
}

/* ---- cutting ---- */

/* How much there is to cut: of eps the logarithm counts. */
static double extent(answer_orbit_box_t box, int range)
{
    const double lo = fmpq_get_d(box[range]->lo), hi = fmpq_get_d(box[range]->hi);
    if (range == ANSWER_ORBIT_EPS) return 0.5 * log(hi / lo);
    return (hi - lo) / (range == ANSWER_ORBIT_A ? fmax(1, 0.5 * fabs(lo + hi)) : 1);
}

static int widest(answer_orbit_box_t box)
{
    int best = 0;
    for (int i = 1; i < ANSWER_ORBIT_RANGES; i++)
        if (extent(box, i) > extent(box, best)) best = i;
    return best;
}

/* The middle, or for eps over several octaves that of the octaves. */
static void cut_point(fmpq_t middle, answer_orbit_box_t box, int range)
{
    const double octaves = range == ANSWER_ORBIT_EPS ? extent(box, range) / log(2) : 0;
    if (octaves >= 1) {
        fmpq_mul_2exp(middle, box[range]->lo, (flint_bitcnt_t)octaves);
    } else {
        fmpq_add(middle, box[range]->lo, box[range]->hi);
        fmpq_div_2exp(middle, middle, 1);
    }
}

/* A further piece, its box empty; pointers to pieces are no longer valid. */
static piece_t *add_piece(pieces_t *pieces, const answer_orbit_table_t like)
{
    if (pieces->count == pieces->alloc) {
        pieces->alloc = 2 * pieces->alloc + 1;
        pieces->piece = flint_realloc(pieces->piece, (size_t)pieces->alloc * sizeof(piece_t));
    }
    piece_t *piece = pieces->piece + pieces->count++;
    answer_orbit_box_init(piece->box);
    answer_orbit_table_init_like(piece->table, like);
    piece->followed = 0;
    return piece;
}

static void piece_clear(piece_t *piece)
{
    answer_orbit_box_clear(piece->box);
    answer_orbit_table_clear(piece->table);
}

/* Both halves of piece i take its place and the last one. */
static void cut(pieces_t *pieces, slong i, const answer_orbit_table_t like)
{
    const int range = widest(pieces->piece[i].box);
    SCOPED(fmpq, middle);
    cut_point(middle, pieces->piece[i].box, range);
    piece_t *other = add_piece(pieces, like), *piece = pieces->piece + i;
    for (int j = 0; j < ANSWER_ORBIT_RANGES; j++) interval_set(other->box[j], piece->box[j]);
    fmpq_set(piece->box[range]->hi, middle);
    fmpq_set(other->box[range]->lo, middle);
    piece->followed = 0;
}

/* ---- all pieces ---- */

static void hull(answer_orbit_table_t table, const pieces_t *pieces)
{
    const slong prec = 4 * pieces->digits + 128;
    table->filled = table->length;
    table->steps = 0;
    table->pieces = pieces->count;
    for (slong i = 0; i < pieces->count; i++) {
        const answer_orbit_table_struct *part = pieces->piece[i].table;
        table->filled = FLINT_MIN(table->filled, part->filled);
        table->steps += part->steps;
        for (slong j = 0; j < table->filled; j++) {
            base_hull_add(table->R + j, part->R + j, i == 0, prec);
            base_hull_add(table->a + j, part->a + j, i == 0, prec);
            base_hull_add(table->gap + j, part->gap + j, i == 0, prec);
        }
    }
}

/* The radius of row j, that of a against its size. */
static double radius(const answer_orbit_table_t table, slong j)
{
    const double a = fabs(arf_get_d(arb_midref(table->a + j), ARF_RND_NEAR));
    return mag_get_d(arb_radref(table->R + j)) + mag_get_d(arb_radref(table->a + j)) / fmax(1, a);
}

static double spread(const answer_orbit_table_t table)
{
    double sum = 0;
    for (slong j = 0; j < table->filled; j++) sum += radius(table, j);
    return sum;
}

/* Follows what is not followed, cutting what cannot be. */
static wane_status_t follow_all(pieces_t *pieces, const answer_orbit_table_t like, wane_message_t message)
{
    wane_message_t own;
    for (slong i = 0; i < pieces->count; i++) {
        while (!pieces->piece[i].followed) {
            const int is_point = answer_orbit_box_is_point(pieces->piece[i].box);
            const int may_cut = !is_point && pieces->effort < CUT_EFFORT && pieces->count < MOST_PIECES;
            const wane_status_t status = follow_piece(pieces->piece + i, pieces, may_cut, own);
            if (pieces->piece[i].followed) break;
            if (!may_cut) return wane_message_set(message, status, 0, "%s", own->text);
            cut(pieces, i, like);
        }
    }
    return WANE_OK;
}

/* Cuts all pieces in two as long as that makes the hull narrower. */
static void refine(answer_orbit_table_t table, pieces_t *pieces)
{
    double before = INFINITY;
    const double least = pieces->effort;
    wane_message_t message;
    while (pieces->effort - least < REFINE_EFFORT && 2 * pieces->count <= MOST_PIECES &&
           spread(table) < WORTH_WHILE * before) {
        const slong count = pieces->count;
        before = spread(table);
        for (slong i = 0; i < count; i++) cut(pieces, i, table);
        if (follow_all(pieces, table, message) != WANE_OK) return;
        answer_orbit_table_t finer;
        answer_orbit_table_init_like(finer, table);
        hull(finer, pieces);
        if (spread(finer) < before) answer_orbit_table_swap(table, finer);
        answer_orbit_table_clear(finer);
    }
}

wane_status_t answer_orbit_follow(answer_orbit_table_t table, answer_orbit_box_t box, const kernels_t kernels,
                                  slong digits, answer_progress_t *progress, wane_message_t message)
{
    pieces_t pieces = {.progress = progress, .kernels = kernels, .digits = digits};
    wane_message_t own;
    piece_t *whole = add_piece(&pieces, table);
    for (int i = 0; i < ANSWER_ORBIT_RANGES; i++) interval_set(whole->box[i], box[i]);
    wane_status_t status = follow_piece(whole, &pieces, 0, own);
    hull(table, &pieces); /* as far as it goes, should the pieces not get further */
    if (status != WANE_BAD_INPUT && !answer_orbit_box_is_point(box)) {
        whole->followed = 0;
        const wane_status_t in_pieces = follow_all(&pieces, table, own);
        if (in_pieces == WANE_OK) {
            status = WANE_OK;
            hull(table, &pieces);
            refine(table, &pieces);
        }
    }
    if (status != WANE_OK) wane_message_set(message, status, 0, "%s", own->text);
    for (slong i = 0; i < pieces.count; i++) piece_clear(pieces.piece + i);
    flint_free(pieces.piece);
    return status;
}
