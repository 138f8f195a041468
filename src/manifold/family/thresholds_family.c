/* The partition of a family: members one by one, boxes of parameters cut. */
#include "base/decimal.h"
#include "base/scoped.h"
#include "base/text.h"
#include "function/facts/facts.h"
#include "function/pieces/affine.h"
#include "function/tree/expression.h"
#include "function/tree/scoped_function.h"
#include "manifold/family/thresholds_private.h"

#define FAMILY_DIGITS 12
#define MOST_PIECES 256
#define MOST_DEPTH 12
#define UNION_PREC 128
#define RANGE_DIGITS 12

typedef struct {
    thresholds_struct *all; /* count 0: nothing taken in yet */
    const wane_start_struct *start;
    wane_effort_t effort;
    slong pieces;
    char *first; /* the members taken in first, in words */
    wane_message_struct *message;
} threshold_pieces_t;

static int same_outcomes(const thresholds_t x, const thresholds_t y)
{
    int same = x->count == y->count;
    for (slong i = 0; same && i < x->count; i++) same = x->interval[i].outcome == y->interval[i].outcome;
    return same;
}

/* A tie of some members counts as one of all: it is an exception to what is claimed. */
static void merge_tie(thresholds_t all, const arb_t tie)
{
    for (slong i = 0; i < all->tie_count; i++) {
        if (!arb_overlaps(all->tie + i, tie)) continue;
        arb_union(all->tie + i, all->tie + i, tie, UNION_PREC);
        return;
    }
    thresholds_add_tie(all, tie);
}

static char *appended(char *text, const char *more)
{
    char *both = base_text("%s%s", text, more);
    flint_free(text);
    return both;
}

/* "b in [0, 1/2]" of all parameters, those of both functions once. */
static char *members_text(const wane_function_t student, const wane_function_t teacher)
{
    char *text = base_text("%s", "");
    SCOPED(fmpq, lo, hi);
    for (int side = 0; side < 2; side++) {
        const wane_function_struct *f = side == 0 ? student : teacher;
        for (slong i = 0; i < function_unknown_count(f); i++) {
            const char *name = function_unknown(lo, hi, f, i);
            char *lower = base_decimal_rational(lo, RANGE_DIGITS, 1),
                 *upper = base_decimal_rational(hi, RANGE_DIGITS, -1);
            char *range = base_text("%s%s in [%s, %s]", text[0] == '\0' ? "" : ", ", name, lower, upper);
            if (side == 0 || function_parameter_degree(student, name) == 0) text = appended(text, range);
            flint_free(range);
            flint_free(lower);
            flint_free(upper);
        }
    }
    return text;
}

/* "partial-unlearning, then learning" */
static char *outcomes_text(const thresholds_t thresholds)
{
    char *text = base_text("%s", "");
    for (slong i = 0; i < thresholds->count; i++) {
        if (i > 0) text = appended(text, ", then ");
        text = appended(text, wane_outcome_name(thresholds->interval[i].outcome));
    }
    return text;
}

static char *partition_text(const thresholds_t thresholds, const wane_function_t student,
                            const wane_function_t teacher)
{
    char *outcomes = outcomes_text(thresholds), *members = members_text(student, teacher),
         *text = base_text("%s for %s", outcomes, members);
    flint_free(outcomes);
    flint_free(members);
    return text;
}

/* derivations/16 (20) */
static wane_status_t take_in(threshold_pieces_t *pieces, thresholds_t part, const wane_function_t student,
                             const wane_function_t teacher)
{
    thresholds_struct *all = pieces->all;
    char *here = partition_text(part, student, teacher);
    if (all->count == 0) {
        pieces->first = here;
        thresholds_struct swap = *all;
        *all = *part;
        *part = swap;
        return WANE_OK;
    }
    const int same = same_outcomes(all, part);
    if (!same)
        wane_message_set(pieces->message, WANE_UNDECIDED, 0,
                         "the family has no common partition: as a0 grows, %s; %s", pieces->first, here);
    flint_free(here);
    if (!same) return WANE_UNDECIDED;
    for (slong i = 0; i + 1 < all->count; i++) {
        arb_union(all->interval[i].to, all->interval[i].to, part->interval[i].to, UNION_PREC);
        arb_set(all->interval[i + 1].from, all->interval[i].to);
    }
    for (slong i = 0; i < part->tie_count; i++) merge_tie(all, part->tie + i);
    return WANE_OK;
}

/* The depth-th parameter in turn, those of the teacher after those of the student. */
static const char *parameter_at(fmpq_t lo, fmpq_t hi, const wane_function_t student,
                                const wane_function_t teacher, slong depth)
{
    const slong own = function_unknown_count(student), all = own + function_unknown_count(teacher);
    if (all == 0) return NULL;
    depth %= all;
    return depth < own ? function_unknown(lo, hi, student, depth)
                       : function_unknown(lo, hi, teacher, depth - own);
}

static wane_status_t over_pieces(threshold_pieces_t *pieces, const wane_function_t student,
                                 const wane_function_t teacher, slong depth)
{
    SCOPED(fmpq, lo, hi, middle);
    thresholds_t part;
    thresholds_init(part);
    wane_status_t status =
        thresholds_compute_whole(part, student, teacher, pieces->start, &pieces->effort, pieces->message);
    if (status == WANE_OK) status = take_in(pieces, part, student, teacher);
    else if (status == WANE_UNDECIDED && depth < MOST_DEPTH && pieces->pieces < MOST_PIECES) {
        const char *name = parameter_at(lo, hi, student, teacher, depth);
        SCOPED(wane_function, f, g);
        fmpq_add(middle, lo, hi);
        fmpq_div_2exp(middle, middle, 1);
        pieces->pieces++;
        for (int upper = 0; upper < 2 && name != NULL && (upper == 0 || status == WANE_OK); upper++) {
            function_narrow(f, student, name, upper ? middle : lo, upper ? hi : middle);
            function_narrow(g, teacher, name, upper ? middle : lo, upper ? hi : middle);
            status = over_pieces(pieces, f, g, depth + 1);
        }
    } else if (status == WANE_UNDECIDED) {
        char *members = members_text(student, teacher);
        const wane_message_struct why = *pieces->message;
        wane_message_set(pieces->message, WANE_UNDECIDED, 0, "not decided for %s: %.300s", members, why.text);
        flint_free(members);
    }
    thresholds_clear(part);
    return status;
}

/* What was said before all members were looked at is replaced. */
static void set_reasons(thresholds_t thresholds, const char *reason)
{
    for (slong i = 0; i < thresholds->count; i++) {
        wane_scale_interval_t *interval = thresholds->interval + i;
        if (interval->outcome != WANE_OUTCOME_UNDECIDED) continue;
        flint_free(interval->reason);
        interval->reason = base_text("%s", reason);
    }
}

/* Whether the members at two corners settle that there is no common partition; then the message says so. */
static int corners_differ(const threshold_pieces_t *pieces, const wane_function_t student,
                          const wane_function_t teacher)
{
    thresholds_t end[2];
    char *text[2];
    int known = 1;
    for (int upper = 0; upper < 2; upper++) {
        wane_message_t unused;
        SCOPED(wane_function, f, g);
        function_at_corner(f, student, upper ? -1 : 0); /* every parameter at that end */
        function_at_corner(g, teacher, upper ? -1 : 0);
        thresholds_init(end[upper]);
        known = known &&
                thresholds_compute_whole(end[upper], f, g, pieces->start, &pieces->effort, unused) == WANE_OK;
        text[upper] = outcomes_text(end[upper]);
    }
    const int differ = known && !same_outcomes(end[0], end[1]);
    if (differ)
        wane_message_set(
            pieces->message, WANE_UNDECIDED, 0,
            "the family has no common partition: as a0 grows, %s with all parameters at their lower "
            "ends, %s at their upper ends",
            text[0], text[1]);
    for (int i = 0; i < 2; i++) {
        thresholds_clear(end[i]);
        flint_free(text[i]);
    }
    return differ;
}

wane_status_t thresholds_compute(thresholds_t thresholds, const wane_function_t student,
                                 const wane_function_t teacher, const wane_start_t start,
                                 const wane_effort_t *effort, wane_message_t message)
{
    wane_message_t own;
    wane_message_struct *text = message != NULL ? message : own;
    wane_status_t status = thresholds_compute_whole(thresholds, student, teacher, start, effort, text);
    SCOPED(wane_function, f, g);
    function_name_unknowns(f, student, "student");
    function_name_unknowns(g, teacher, "teacher");
    if (status != WANE_UNDECIDED || function_unknown_count(f) + function_unknown_count(g) == 0) return status;
    thresholds_t all;
    thresholds_init(all);
    threshold_pieces_t pieces = {.all = all, .start = start, .effort = *effort, .message = text};
    pieces.effort.digits = FLINT_MIN(effort->digits, FAMILY_DIGITS);
    if (!corners_differ(&pieces, f, g)) status = over_pieces(&pieces, f, g, 0);
    if (status == WANE_OK && !thresholds_are_partition(all))
        status = wane_message_set(
            text, WANE_UNDECIDED, 0,
            "the boundaries of different members overlap: narrow the intervals in the functions");
    if (status == WANE_OK) {
        thresholds_struct swap = *thresholds;
        *thresholds = *all;
        *all = swap;
        text->text[0] = '\0';
    }
    if (status == WANE_UNDECIDED) set_reasons(thresholds, text->text);
    thresholds_clear(all);
    flint_free(pieces.first);
    return status;
}
