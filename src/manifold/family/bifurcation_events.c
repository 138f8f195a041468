#include "manifold/family/bifurcation_events.h"
#include "manifold/shape/portrait.h"
#include "manifold/shape/shape_function.h"

static const struct {
    const char *name, *description;
} texts[WANE_EVENT_COUNT] = {
    [WANE_EVENT_EQUILIBRIA_COLLIDE] =
        {"equilibria-collide", "two equilibria on the interior branch meet (N and N' vanish together)"},
    [WANE_EVENT_EQUILIBRIUM_AT_ONE] =
        {"equilibrium-at-1", "N vanishes at |R| = 1, where a_eq = a_c: an equilibrium of the branch "
                             "reaches |R| = 1"},
    [WANE_EVENT_EQUILIBRIUM_AT_ZERO] = {"equilibrium-at-0",
                                        "the leading coefficient of N at R = 0 vanishes: the slow flow near "
                                        "R = 0 changes its power or direction"},
    [WANE_EVENT_FOLDS_COLLIDE] = {"folds-collide", "two folds meet (A' and A'' vanish together)"},
    [WANE_EVENT_FOLD_AT_ONE] = {"fold-at-1",
                                "A' at |R| = 1 passes 0, or infinity beside kinks: a fold reaches |R| = 1"},
    [WANE_EVENT_FOLD_AT_ZERO] = {"fold-at-0",
                                 "the leading coefficient of A' at R = 0 vanishes: a fold reaches R = 0"},
    [WANE_EVENT_CROSSINGS_COLLIDE] = {"crossings-collide",
                                      "two points where the branch crosses a = 0 meet (P' and P'' vanish)"},
    [WANE_EVENT_CROSSING_AT_ONE] = {"crossing-at-1",
                                    "P' vanishes at |R| = 1, where a_c = 0: the branch crosses a = 0 there"},
    [WANE_EVENT_CROSSING_AT_ZERO] = {"crossing-at-0",
                                     "the leading coefficient of P' at R = 0 vanishes: the branch near R = 0 "
                                     "changes its power or sign"},
    [WANE_EVENT_ZEROS_OF_P_COLLIDE] = {"zeros-of-P-collide",
                                       "two equilibria with a = 0 meet (P and P' vanish together)"},
    [WANE_EVENT_ZERO_OF_P_AT_ONE] = {"zero-of-P-at-1",
                                     "P vanishes at |R| = 1: a_eq changes sign, an equilibrium with a = 0 "
                                     "reaches |R| = 1"},
    [WANE_EVENT_ZERO_OF_P_AT_ZERO] = {"zero-of-P-at-0",
                                      "the leading coefficient of P at R = 0 vanishes: an equilibrium with "
                                      "a = 0 reaches R = 0"},
    [WANE_EVENT_FOLD_MEETS_EQUILIBRIUM] = {"fold-meets-equilibrium",
                                           "a fold passes through an equilibrium (N and A' vanish together)"},
    [WANE_EVENT_FOLD_MEETS_ZERO_OF_P] = {"fold-meets-zero-of-P",
                                         "a fold and an equilibrium with a = 0 stand at the same R"},
    [WANE_EVENT_STUDENT_LEADS_ELSEWHERE] = {"student-leading-coefficient",
                                            "the student's first coefficient c_s, s >= 1, vanishes"},
    [WANE_EVENT_MEAN_VANISHES] = {"student-mean-vanishes", "the student's mean c_0 vanishes"},
    [WANE_EVENT_NEUTRAL] = {"neutral", "N vanishes identically: every point of the branch is an equilibrium"},
    [WANE_EVENT_FOLDS_DEGENERATE] = {"branch-is-flat", "A' vanishes identically: A is constant"},
    [WANE_EVENT_UNCORRELATED] = {"uncorrelated", "P' vanishes identically: the branch is a = 0"},
    [WANE_EVENT_PICTURE_CHANGES] = {"picture-changes",
                                    "the picture changes; it is not proved by which event"},
    [WANE_EVENT_VERDICT_CHANGES] = {"verdict-changes",
                                    "the verdict from the given start changes while the picture stays"},
};

#define N_BIT (1u << SHAPE_N)
#define F_BIT (1u << SHAPE_F)
#define P_PRIME_BIT (1u << SHAPE_P_PRIME)
#define P_BIT (1u << SHAPE_P)

/* Which functions take part, and whether inside (0, 1) or at an end. */
static const struct {
    unsigned functions;
    int inside, end;
} parts[WANE_EVENT_COUNT] = {
    [WANE_EVENT_EQUILIBRIA_COLLIDE] = {N_BIT, 1, 0},
    [WANE_EVENT_EQUILIBRIUM_AT_ONE] = {N_BIT, 0, 1},
    [WANE_EVENT_EQUILIBRIUM_AT_ZERO] = {N_BIT, 0, 1},
    [WANE_EVENT_FOLDS_COLLIDE] = {F_BIT, 1, 0},
    [WANE_EVENT_FOLD_AT_ONE] = {F_BIT, 0, 1},
    [WANE_EVENT_FOLD_AT_ZERO] = {F_BIT, 0, 1},
    [WANE_EVENT_CROSSINGS_COLLIDE] = {P_PRIME_BIT, 1, 0},
    [WANE_EVENT_CROSSING_AT_ONE] = {P_PRIME_BIT, 0, 1},
    [WANE_EVENT_CROSSING_AT_ZERO] = {P_PRIME_BIT, 0, 1},
    [WANE_EVENT_ZEROS_OF_P_COLLIDE] = {P_BIT, 1, 0},
    [WANE_EVENT_ZERO_OF_P_AT_ONE] = {P_BIT, 0, 1},
    [WANE_EVENT_ZERO_OF_P_AT_ZERO] = {P_BIT, 0, 1},
    [WANE_EVENT_FOLD_MEETS_EQUILIBRIUM] = {N_BIT | F_BIT, 1, 0},
    [WANE_EVENT_FOLD_MEETS_ZERO_OF_P] = {P_BIT | F_BIT, 1, 0},
};

unsigned functions_of_event(wane_event_t event)
{
    return parts[event].functions;
}

unsigned inside_events(unsigned events)
{
    unsigned inside = 0;
    for (int event = 0; event < WANE_EVENT_COUNT; event++)
        if (parts[event].inside) inside |= events & EVENT_BIT(event);
    return inside;
}

unsigned end_events_of(unsigned events, unsigned functions)
{
    unsigned ends = 0;
    for (int event = 0; event < WANE_EVENT_COUNT; event++)
        if (parts[event].end && parts[event].functions & functions) ends |= events & EVENT_BIT(event);
    return ends;
}

unsigned only_proved(unsigned events, unsigned proved_inside)
{
    unsigned kept = events & (~inside_events(events) | proved_inside);
    return kept != 0 || events == 0 ? kept : EVENT_BIT(WANE_EVENT_PICTURE_CHANGES);
}

const char *wane_event_name(wane_event_t event)
{
    return texts[event].name;
}

const char *event_description(wane_event_t event)
{
    return texts[event].description;
}

const char *portrait_point_kind_name(portrait_point_kind_t kind)
{
    static const char *const names[] = {"sink",         "saddle",       "degenerate",
                                        "fold-minimum", "fold-maximum", "crossing"};
    return names[kind];
}

typedef enum { GROUP_EQUILIBRIA, GROUP_ZEROS_OF_P, GROUP_FOLDS, GROUP_CROSSINGS } group_t;

static group_t group_of(const portrait_point_t *point)
{
    switch (point->kind) {
    case POINT_FOLD_MINIMUM:
    case POINT_FOLD_MAXIMUM:
        return GROUP_FOLDS;
    case POINT_CROSSING:
        return GROUP_CROSSINGS;
    default:
        return point->on_zero ? GROUP_ZEROS_OF_P : GROUP_EQUILIBRIA;
    }
}

static slong count_group(const portrait_t picture, group_t group)
{
    slong count = 0;
    for (slong i = 0; i < picture->point_count; i++) count += group_of(picture->points + i) == group;
    return count;
}

/* The events of one function: its signs at the ends, and a number of zeros that these do not explain.
   derivations/14 (7); whether the last is proved is asked elsewhere. */
static unsigned group_difference(const portrait_t left, const portrait_t right, group_t group,
                                 int zero_differs, wane_event_t at_zero, int one_differs, wane_event_t at_one,
                                 wane_event_t collide)
{
    slong change = FLINT_ABS(count_group(left, group) - count_group(right, group));
    unsigned events = 0;
    if (zero_differs) events |= EVENT_BIT(at_zero);
    if (one_differs) events |= EVENT_BIT(at_one);
    if (change > (zero_differs != 0) + (one_differs != 0)) events |= EVENT_BIT(collide);
    return events;
}

/* Whether the points of the two groups stand in the same order; they are equally many. */
static int same_order(const portrait_t left, const portrait_t right, group_t x, group_t y)
{
    slong j = 0;
    for (slong i = 0; i < left->point_count; i++) {
        group_t group = group_of(left->points + i);
        if (group != x && group != y) continue;
        while (group_of(right->points + j) != x && group_of(right->points + j) != y) j++;
        if (group_of(right->points + j) != group) return 0;
        j++;
    }
    return 1;
}

/* The sign of P near R = 0, from that at 1 and the number of zeros. */
static int P_start(const portrait_t picture)
{
    return count_group(picture, GROUP_ZEROS_OF_P) % 2 ? -picture->a_eq_sign : picture->a_eq_sign;
}

unsigned picture_difference(const portrait_t left, const portrait_t right)
{
    unsigned events = 0;
    if (portrait_equal(left, right)) return 0;
    events |= group_difference(left, right, GROUP_EQUILIBRIA,
                               left->N_start != right->N_start || left->n != right->n,
                               WANE_EVENT_EQUILIBRIUM_AT_ZERO, left->N_end != right->N_end,
                               WANE_EVENT_EQUILIBRIUM_AT_ONE, WANE_EVENT_EQUILIBRIA_COLLIDE);
    events |= group_difference(left, right, GROUP_FOLDS, left->fold_start != right->fold_start,
                               WANE_EVENT_FOLD_AT_ZERO, left->fold_end != right->fold_end,
                               WANE_EVENT_FOLD_AT_ONE, WANE_EVENT_FOLDS_COLLIDE);
    events |=
        group_difference(left, right, GROUP_CROSSINGS, left->A_start != right->A_start || left->p != right->p,
                         WANE_EVENT_CROSSING_AT_ZERO, left->A_end != right->A_end, WANE_EVENT_CROSSING_AT_ONE,
                         WANE_EVENT_CROSSINGS_COLLIDE);
    events |= group_difference(left, right, GROUP_ZEROS_OF_P, P_start(left) != P_start(right),
                               WANE_EVENT_ZERO_OF_P_AT_ZERO, left->a_eq_sign != right->a_eq_sign,
                               WANE_EVENT_ZERO_OF_P_AT_ONE, WANE_EVENT_ZEROS_OF_P_COLLIDE);
    if (left->s != right->s) events |= EVENT_BIT(WANE_EVENT_STUDENT_LEADS_ELSEWHERE);
    if (left->neutral != right->neutral) events |= EVENT_BIT(WANE_EVENT_NEUTRAL);
    if (events == 0 && !same_order(left, right, GROUP_EQUILIBRIA, GROUP_FOLDS))
        events |= EVENT_BIT(WANE_EVENT_FOLD_MEETS_EQUILIBRIUM);
    if (events == 0 && !same_order(left, right, GROUP_ZEROS_OF_P, GROUP_FOLDS))
        events |= EVENT_BIT(WANE_EVENT_FOLD_MEETS_ZERO_OF_P);
    return events != 0 ? events : EVENT_BIT(WANE_EVENT_PICTURE_CHANGES);
}

unsigned without_consequences(unsigned events)
{
    static const struct {
        wane_event_t cause;
        unsigned consequences;
    } rules[] = {
        {WANE_EVENT_NEUTRAL, EVENT_BIT(WANE_EVENT_EQUILIBRIUM_AT_ZERO) |
                                 EVENT_BIT(WANE_EVENT_EQUILIBRIUM_AT_ONE) |
                                 EVENT_BIT(WANE_EVENT_EQUILIBRIA_COLLIDE)},
        {WANE_EVENT_FOLDS_DEGENERATE, EVENT_BIT(WANE_EVENT_FOLD_AT_ZERO) | EVENT_BIT(WANE_EVENT_FOLD_AT_ONE) |
                                          EVENT_BIT(WANE_EVENT_FOLDS_COLLIDE)},
        {WANE_EVENT_UNCORRELATED,
         EVENT_BIT(WANE_EVENT_FOLD_AT_ZERO) | EVENT_BIT(WANE_EVENT_FOLD_AT_ONE) |
             EVENT_BIT(WANE_EVENT_FOLDS_COLLIDE) | EVENT_BIT(WANE_EVENT_CROSSING_AT_ZERO) |
             EVENT_BIT(WANE_EVENT_CROSSING_AT_ONE) | EVENT_BIT(WANE_EVENT_CROSSINGS_COLLIDE) |
             EVENT_BIT(WANE_EVENT_ZERO_OF_P_AT_ZERO) | EVENT_BIT(WANE_EVENT_ZERO_OF_P_AT_ONE) |
             EVENT_BIT(WANE_EVENT_ZEROS_OF_P_COLLIDE)},
    };
    for (int i = 0; i < 3; i++)
        if (events & EVENT_BIT(rules[i].cause)) events &= ~rules[i].consequences;
    return events;
}
