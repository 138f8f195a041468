#include "manifold/proof/rule.h"

#define SOURCE(NAME, NOTE, FORMULAS) .name = NAME, .note = NOTE, .formulas = FORMULAS
#define STATES(NAME, NOTE, FORMULAS, SENTENCE)                                                               \
    {                                                                                                        \
        SOURCE(NAME, NOTE, FORMULAS), .kind = PROOF_STATES, .sentence = SENTENCE                             \
    }
#define ENDS_IN(NAME, NOTE, FORMULAS, SENTENCE, REGION, ENTRANCE)                                            \
    {                                                                                                        \
        SOURCE(NAME, NOTE, FORMULAS), .kind = PROOF_STATES, .sentence = SENTENCE, .region = REGION,          \
                                      .entrance = ENTRANCE                                                   \
    }
#define ENTERS(NAME, NOTE, FORMULAS, ENTRANCE)                                                               \
    {                                                                                                        \
        SOURCE(NAME, NOTE, FORMULAS), .kind = PROOF_STATES, .entrance = ENTRANCE                             \
    }
#define FAST(NAME, END, NOTE, FORMULAS, SENTENCE)                                                            \
    {                                                                                                        \
        SOURCE(NAME, NOTE, FORMULAS), .kind = PROOF_MOVES, .phase = WANE_PHASE_FAST,                         \
                                      .branch = WANE_BRANCH_FIBRE, .end = END, .sentence = SENTENCE          \
    }
#define SLOW(NAME, BRANCH, END, NOTE, FORMULAS, SENTENCE)                                                    \
    {                                                                                                        \
        SOURCE(NAME, NOTE, FORMULAS), .kind = PROOF_MOVES, .phase = WANE_PHASE_SLOW, .branch = BRANCH,       \
                                      .end = END, .sentence = SENTENCE                                       \
    }
#define CONCLUDES(NAME, OUTCOME, NOTE, FORMULAS)                                                             \
    {                                                                                                        \
        SOURCE(NAME, NOTE, FORMULAS), .kind = PROOF_CONCLUDES, .outcome = OUTCOME                            \
    }

#define ARRIVES "at t = {time}, with {|R|} near {|R_to|} and {|a|} near {|a_to|}: from there on {|R|} "

static const proof_rule_row_t rows[PROOF_RULES] = {
    [PROOF_START_LEAVES_ZERO] =
        STATES("leaves zero", 2, "(3)", "p_1 != 0: the state leaves R = 0 at once towards R = {side}"),
    [PROOF_START_STAYS_ON_ZERO] =
        STATES("stays on zero", 18, "(6)", "p_1 = 0: the line R = 0 is invariant and the state stays on it"),
    [PROOF_START_LINE_REPELS] =
        STATES("line repels", 2, "(7)", "the line R = 0 repels at a0: the state leaves it at once"),
    [PROOF_START_NEAR_BRANCH] =
        FAST("near the branch", WANE_END_BRANCH, 2, "(3), (4)",
             "the start lies on an attracting piece of the interior branch, or next to it"),
    [PROOF_START_ON_REPELLING_PIECE] = STATES(
        "on a repelling piece", 16, "(9)",
        "the start lies on a repelling piece of the interior branch exactly, which it leaves against the "
        "slow flow of a"),
    [PROOF_START_EQUILIBRIUM] = SLOW("start at an equilibrium", WANE_BRANCH_UNCORRELATED, WANE_END_STANDSTILL,
                                     3, "(10)", "a0 = 0 and P(R0) = 0: the start is an equilibrium"),
    [PROOF_START_LINE_OF_EQUILIBRIA] =
        SLOW("start on a line of equilibria", WANE_BRANCH_UNCORRELATED, WANE_END_STANDSTILL, 5, "(19)",
             "a0 = 0 and P = 0: every point of a = 0 is an equilibrium"),
    [PROOF_START_AT_REST] = SLOW("start at rest", WANE_BRANCH_INTERIOR, WANE_END_STANDSTILL, 22, "(20)",
                                 "a0 = 0 and P = 0 identically: every point of a = 0 is an equilibrium, and "
                                 "the state stays where it is"),
    [PROOF_START_BESIDE_ORIGIN] =
        STATES("beside the origin", 5, "(19)",
               "a0 = 0 and P(0) = 0: beside the origin P has a sign, a takes it, and |R| grows along a = 0 "
               "towards R = {side}, however fast R0 -> 0"),
    [PROOF_START_RANGE_FROM_ZERO] =
        STATES("range from zero", 15, "(50)",
               "a0 = 0 is one of the values: a takes the sign of P(R0), which is that of the others, and "
               "the state moves along a = 0 as along their fibres"),
    [PROOF_NOTHING_IN_COMMON] = STATES("nothing in common, in the limit", 22, "(20)",
                                       "P = 0 identically: student and teacher have no degree in common, |R| "
                                       "never grows, and nothing holds it "
                                       "but a = 0"),
    [PROOF_ORDER_LOGARITHM] =
        STATES("order of limits, logarithm", 5, "(12), (21)",
               "R(0) = {0+-} is read as eps ln(1/|R(0)|) -> 0: closer to R = 0 a moves along it first"),
    [PROOF_ORDER_POWER] =
        STATES("order of limits, power", 5, "(12), (21)",
               "R(0) = {0+-} is read as eps/|R(0)|^{count} -> 0: closer to R = 0 a moves along it first"),
    [PROOF_ORDER_FIRST] =
        STATES("order of limits", 5, "(12), (21)",
               "R(0) = {0+-} is read as eps -> 0 first: if R(0) -> 0 first, a moves along R = 0 first"),

    [PROOF_FIBRE_LANDS] = FAST(
        "fibre lands", WANE_END_BRANCH, 2, "(3), (4)",
        "the first fast equilibrium on the fibre is the attracting point R = {R_to} of the interior branch"),
    [PROOF_FIBRE_ALIGNED] =
        FAST("fibre to |R| = 1", WANE_END_ALIGNED, 2, "(3), (5)",
             "no fast equilibrium stops the fibre before R = {side}, which attracts there"),
    [PROOF_FIBRE_UNCORRELATED] = FAST("fibre to R = 0", WANE_END_UNCORRELATED, 2, "(3), (7)",
                                      "no fast equilibrium stops the fibre before the invariant line R = 0 "
                                      "(p_1 = 0), which attracts there"),
    [PROOF_FIBRE_CROSSES] = STATES("fibre crosses R = 0", 2, "(3)", NULL),
    [PROOF_FIBRE_CORNER_ALIGNED] = FAST(
        "fibre to the corner, then |R| = 1", WANE_END_ALIGNED, 16, "(10)",
        "a0 is a_c, or on both sides of it: the fibre comes to R = {side} or to the interior branch beside "
        "it, which carries R there"),
    [PROOF_FIBRE_CORNER_LANDS] = FAST(
        "fibre to the corner, then the branch", WANE_END_BRANCH, 16, "(10)",
        "a0 is a_c, or on both sides of it: the fibre comes to the interior branch near R = {side}, or to "
        "R = {side}, which it leaves for that branch"),
    [PROOF_FIBRE_EQUILIBRIUM] = FAST(
        "fibre to an equilibrium", WANE_END_EQUILIBRIUM, 22, "(36)",
        "a0 is the height of the equilibrium R = {R_to} exactly, an attracting one on an attracting piece"),

    [PROOF_BRANCH_EQUILIBRIUM] =
        SLOW("branch to an equilibrium", WANE_BRANCH_INTERIOR, WANE_END_EQUILIBRIUM, 3, "(6)",
             "the slow flow tends to the equilibrium R = {R_to}, a zero of N"),
    [PROOF_BRANCH_FOLD] = SLOW("branch to a fold", WANE_BRANCH_INTERIOR, WANE_END_FOLD, 2, "(8), (10)",
                               "the slow flow reaches the fold R = {R_to} and leaves the branch there"),
    [PROOF_BRANCH_SIGN_CHANGE] =
        SLOW("branch through a = 0", WANE_BRANCH_INTERIOR, WANE_END_SIGN_CHANGE, 3, "(6), (10)",
             "a {falls} through 0 at R = {R_to}, a zero of P', beyond which the branch repels"),
    [PROOF_BRANCH_SIGN_CHANGE_AT_ONE] =
        SLOW("branch to a = 0 at |R| = 1", WANE_BRANCH_INTERIOR, WANE_END_SIGN_CHANGE, 22, "(38)",
             "the slow flow carries a to 0 at R = {side}, where P = P' = 0; there a changes its sign, after "
             "a slow "
             "time that has no bound as eps -> 0, and R goes back along a = 0"),
    [PROOF_BRANCH_CORNER] =
        SLOW("branch to the corner", WANE_BRANCH_INTERIOR, WANE_END_CORNER, 3, "(6), (16)",
             "N {N<0} {outwards} to R = {side}, where N = 0 exactly: the corner R = {side}, a = a_c = a_eq "
             "attracts"),
    [PROOF_BRANCH_ALIGNED] =
        SLOW("branch to |R| = 1", WANE_BRANCH_INTERIOR, WANE_END_ALIGNED, 3, "(6)",
             "N {N<0} {outwards} to R = {side}: the slow flow joins the aligned line at a = a_c"),
    [PROOF_BRANCH_SMALL_R] = SLOW("branch to small R", WANE_BRANCH_INTERIOR, WANE_END_SMALL_R, 4, "(2), (17)",
                                  "N {N>0} {inwards} to R = 0, where c_0 = 0, p = s = {s} and N ~ nu R^{n} "
                                  "with nu {nu}: R -> 0 and |a| -> infinity"),
    [PROOF_BRANCH_UNCORRELATED] =
        SLOW("branch to R = 0", WANE_BRANCH_INTERIOR, WANE_END_UNCORRELATED, 3, "(6)",
             "N {N>0} {inwards} to R = 0, which the branch reaches at a finite height"),
    [PROOF_BRANCH_STANDSTILL] =
        SLOW("branch stands still", WANE_BRANCH_INTERIOR, WANE_END_STANDSTILL, 3, "(5), (17)",
             "N = 0 identically: every point of the interior branch is an equilibrium"),

    [PROOF_ALIGNED_NEUTRAL_CORNER] = SLOW(
        "|R| = 1 to the end of a line of equilibria", WANE_BRANCH_ALIGNED, WANE_END_CORNER, 3, "(14), (17)",
        "on R = {side} the state tends to a = a_eq = a_c, the end of a line of equilibria"),
    [PROOF_ALIGNED_CORNER] =
        SLOW("|R| = 1 to the corner", WANE_BRANCH_ALIGNED, WANE_END_CORNER, 3, "(14), (16)",
             "N({side}) = 0 exactly and N {N<0} beside it: the corner R = {side}, a = a_c = a_eq attracts"),
    [PROOF_ALIGNED_EXIT] =
        SLOW("delayed exit from |R| = 1", WANE_BRANCH_ALIGNED, WANE_END_EXIT, 5, "(4), (8), (10)",
             "on R = {side} stability is lost at a = {turn}, and the state leaves at a = {a_to} where "
             "W(a_out) = W(a_in)"),
    [PROOF_ALIGNED_SINK] =
        SLOW("|R| = 1 to its sink", WANE_BRANCH_ALIGNED, WANE_END_EQUILIBRIUM, 3, "(14), (16)",
             "{a_eq inside}: on R = {side} the state tends to the sink a = a_eq = {a_to}"),
    [PROOF_ALIGNED_SINK_OR_CORNER] =
        SLOW("|R| = 1 to its sink or corner", WANE_BRANCH_ALIGNED, WANE_END_EQUILIBRIUM, 22, "(39)",
             "N {N<0} up to R = {side}, where it may be 0: on R = {side} the state tends to a = a_eq = "
             "{a_to}, a sink "
             "or the corner that attracts"),

    [PROOF_ZERO_STANDSTILL] =
        SLOW("R = 0 stands still", WANE_BRANCH_UNCORRELATED, WANE_END_STANDSTILL, 18, "(6), (26)",
             "on R = 0 (p_1 = 0, c_0 = 0) every point is an equilibrium: the state stays"),
    [PROOF_ZERO_SINK] =
        SLOW("R = 0 to b_0", WANE_BRANCH_UNCORRELATED, WANE_END_EQUILIBRIUM, 5, "(12)",
             "on R = 0 the state tends to a = b_0 = {a_to} and does not leave the line before"),
    [PROOF_ZERO_TIE] =
        SLOW("R = 0 to its own height", WANE_BRANCH_UNCORRELATED, WANE_END_EQUILIBRIUM, 22, "(35)",
             "on R = 0 a tends to b_0 = {a_to}, which is alpha exactly: N > 0 beside it, and the "
             "point attracts"),
    [PROOF_ZERO_EXIT] =
        SLOW("delayed exit from R = 0", WANE_BRANCH_UNCORRELATED, WANE_END_EXIT, 5, "(13), (14), (15)",
             "on R = 0 stability is lost at a = {turn}, and the state leaves at a = {a_to} where the "
             "accumulated growth is nil"),

    [PROOF_FLOW_START_EQUILIBRIUM] = STATES("flow starts at an equilibrium", 18, "(6)",
                                            "a0 = 0, R0 = 0 and p_0 = 0: the start is an equilibrium"),
    [PROOF_FLOW_LEAVES_ZERO] =
        STATES("flow leaves zero", 18, "(5)", "p_1 != 0: R leaves 0 at once towards {side}"),
    [PROOF_FLOW_RISES_FIRST] = STATES("flow rises first", 18, "(7)", "a0 {<} A(R0): |R| rises first"),
    [PROOF_FLOW_FALLS_FIRST] = STATES("flow falls first", 18, "(19)", "a0 {>=} A(R0): |R| falls first"),

    [PROOF_FLOW_PASSES_ZERO] = STATES(
        "flow passes a = 0 and R = 0", 18, "(21), (22)",
        "while P < 0, a falls through 0 at |R| between {|R_from|} and {|R_to|}, then R falls back through 0, "
        "where |a| is between {|a_from|} and {|a_to|}; the rest is as from R = 0 with both signs turned"),
    [PROOF_FLOW_INTEGRATED] =
        STATES("flow integrated", 18, "(23), (25)",
               "{count} verified steps of integration enclose every solution up to t = {time}"),
    [PROOF_FLOW_BOUNDED] = STATES("rise bounded", 18, "(11), (20)",
                                  "sub- and supersolutions of da/drho = eps (P - aS)/G on {count} cells: sup "
                                  "{|R|} is between {|R_from|} and {|R_to|}"),
    [PROOF_FLOW_BY_SIGNS] = STATES("rise by signs", 18, "(8), (10)",
                                   "this holds by the signs of N and P alone, whatever eps > 0 is"),

    [PROOF_FLOW_LINE_STANDS] =
        ENDS_IN("line R = 0 stands still", 18, "(6)", "on the line R = 0, c_0 = 0: a stands still",
                "the line R = 0", "at the start"),
    [PROOF_FLOW_LINE_DRIFTS] = ENDS_IN("line R = 0 drifts", 18, "(6)",
                                       "on the line R = 0, a' = eps (p_0 - a s_0): a tends to p_0/s_0",
                                       "the line R = 0", "at the start"),
    [PROOF_FLOW_NEUTRAL] = ENDS_IN("line of equilibria", 18, "(8)",
                                   "N = 0 identically: every point of a = A(R) is an equilibrium",
                                   "0 < {|a|} <= {A} = {B}, where {|R|} and {|a|} rise", "at the start"),
    [PROOF_FLOW_CHANNEL_TO_ZERO] =
        ENDS_IN("channel to R = 0", 18, "(8)",
                "N {N>0} and P {P>0} for {|R_from|} < {|R|} < {|R_to|}: there {B of} > {A of} and B' {N<0}, "
                "so the region is forward invariant, and it holds no equilibrium but the limit R = 0",
                "{|R_from|} < {|R|} < {|R_to|}, max({A}, 0) <= {|a|} <= {B}, where N {N>0}, {|R|} falls and "
                "{|a|} rises",
                NULL),
    [PROOF_FLOW_CHANNEL_TO_SINK] =
        ENDS_IN("channel to a sink", 18, "(8)",
                "N {N>0} and P {P>0} for {|R_from|} < {|R|} < {|R_to|}: there {B of} > {A of} and B' {N<0}, "
                "so the region is forward invariant, and it holds no equilibrium but its left end, the sink",
                "{|R_from|} <= {|R|} < {|R_to|}, max({A}, 0) <= {|a|} <= {B}, where N {N>0}, {|R|} falls and "
                "{|a|} rises",
                NULL),
    [PROOF_FLOW_RISE_TO_SINK] =
        ENDS_IN("rise to a sink", 18, "(8), (10)",
                "{N<0<P} for {|R_from|} < {|R|} < {|R_to|}: {B of} < {A of} there, so {|R|} cannot turn back "
                "below {|a|} = {A}, and {B of} stays above its value at the sink",
                "{|R_from|} < {|R|} < {|R_to|}, {|a_to|} <= {|a|} <= {A}, where {|R|} rises", NULL),
    [PROOF_FLOW_RISE_TO_ONE] =
        ENDS_IN("rise to |R| = 1", 18, "(8)",
                "{N<0<P} for {|R_from|} < {|R|} < {|R_to|}: {B of} < {A of} there, so {|R|} cannot turn back "
                "below {|a|} = {A}, and no equilibrium lies inside",
                "{|R_from|} < {|R|} < {|R_to|}, 0 < {|a|} <= {A}, where N {N<0} and {|R|} rises", NULL),
    [PROOF_FLOW_FALL_TO_LINE] =
        ENDS_IN("fall to the line R = 0", 18, "(26), (27)",
                "c_0 = 0 = p_1: for {|R|} <= {|R_to|} the student's own term outweighs the teacher's as long "
                "as {|a|} > {|a_to|}, and {|a|} loses too little on the way to R = 0 to come there",
                "0 < {|R|} <= {|R_to|}, {|a|} > {|a_to|}, where {|R|} falls and {|a|} falls", NULL),

    [PROOF_FLOW_FROM_EVERYWHERE] = ENDS_IN(
        "rise from everywhere", 22, "(17)",
        "P {P>0} on -1 < R < 1, where it {rises}, and N {N<0} for 0 < {|R|} < 1: every solution, whatever R0 "
        "and a0, tends to R = {side}, a = {a_to}",
        "-1 < R < 1", "at the start"),

    [PROOF_FLOW_ONLY_MEANS] = ENDS_IN(
        "only the means correlate", 22, "(19)",
        "P' = 0 identically, P = p_0 != 0: student and teacher have only their means in common, |R| falls "
        "whatever a is, and a tends to p_0/s_0",
        "-1 < R < 1", "at the start"),
    [PROOF_FLOW_NOTHING_IN_COMMON] = ENDS_IN("nothing in common", 22, "(20)",
                                             "P = 0 identically: student and teacher have no degree in "
                                             "common; |R| and |a| fall while a^2 - eps H(R), "
                                             "H' = 4S/((1 - R^2)S'), stays, and a comes to 0 before |R| does",
                                             "the line a = 0", "in the limit"),
    [PROOF_FLOW_STUDENT_FORGETS] = ENDS_IN("nothing in common, to R = 0", 22, "(20)",
                                           "P = 0 identically: student and teacher have no degree in common; "
                                           "|R| and |a| fall while a^2 - eps H(R), "
                                           "H' = 4S/((1 - R^2)S'), stays, and |R| comes to 0 before a does",
                                           "the line R = 0", "in the limit"),
    [PROOF_FLOW_TO_EQUILIBRIA] = ENDS_IN("to a line of equilibria", 22, "(21), (22)",
                                         "N = 0 identically: a^2 - eps H(R), H' = 4S/((1 - R^2)S'), stays, "
                                         "and the state tends to the one point of "
                                         "the line of equilibria a = A(R) that has its value",
                                         "the line a = A(R)", "in the limit"),

    [PROOF_FLOW_OPPOSED] = ENDS_IN("opposed, to R = 0", 22, "(21)",
                                   "N = 0 identically: a^2 - eps H(R), H' = 4S/((1 - R^2)S'), stays; a P < "
                                   "0, and |R| comes to 0 before a does",
                                   "the line R = 0", "in the limit"),

    [PROOF_FLOW_ENTERS_AT_ONCE] = ENTERS("enters at once", 18, "(5), (7)", "at once"),
    [PROOF_FLOW_ENTERS_RISING] = ENTERS("enters rising", 18, "(8), (10)",
                                        "when {|R|} passes {|R_from|} on its rise, with {|a|} < {A}"),
    [PROOF_FLOW_TURNS_TO_ZERO] = ENTERS("turns to R = 0", 18, "(8)",
                                        "when R' first vanishes, at {|R|} between {|R_from|} and {|R_to|}"),
    [PROOF_FLOW_TURNS_OR_SETTLES] = ENTERS("turns or settles", 18, "(8)",
                                           "when R' first vanishes, at {|R|} between {|R_from|} and "
                                           "{|R_to|}, or else {|R|} tends to the limit from below"),
    [PROOF_FLOW_CAUGHT] =
        ENTERS("caught or turned", 18, "(19)",
               "when {|R|}, falling from above {|a|} = {A}, is caught below {|a|} = {B} or turns"),
    [PROOF_FLOW_ARRIVES_RISING] = ENTERS("arrives rising", 18, "(23)", ARRIVES "rises below {|a|} = {A}"),
    [PROOF_FLOW_ARRIVES_FALLING] =
        ENTERS("arrives falling", 18, "(23)",
               ARRIVES "falls above {|a|} = {A}, where it is caught below {|a|} = {B} or turns"),
    [PROOF_FLOW_ARRIVES_CONFINED] =
        ENTERS("arrives confined", 18, "(23), (24)",
               ARRIVES "is confined to the basin of its limit, since V = 2aP - a^2 S never falls"),
    [PROOF_FLOW_ARRIVES_ON_LINE] = ENTERS("arrives beside the line R = 0", 18, "(26)", ARRIVES "falls to 0"),

    [PROOF_OUTCOME_NEUTRAL] = CONCLUDES("neutral", WANE_OUTCOME_NEUTRAL, 3, "(17)"),
    [PROOF_OUTCOME_NOT_LEARNED] = CONCLUDES("not learned", WANE_OUTCOME_NOT_LEARNED, 18, "(29)"),
    [PROOF_OUTCOME_UNLEARNING] = CONCLUDES("unlearning", WANE_OUTCOME_UNLEARNING, 18, "(29)"),
    [PROOF_OUTCOME_LEARNING] = CONCLUDES("learning", WANE_OUTCOME_LEARNING, 18, "(29)"),
    [PROOF_OUTCOME_PARTIAL_UNLEARNING] =
        CONCLUDES("partial unlearning", WANE_OUTCOME_PARTIAL_UNLEARNING, 18, "(29)"),
};

const proof_rule_row_t *proof_rule_row(proof_rule_t rule)
{
    return rows + rule;
}
