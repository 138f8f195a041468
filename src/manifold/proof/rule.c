#include "manifold/proof/rule.h"

#define STATES(NOTE, FORMULAS) .kind = PROOF_STATES, .note = NOTE, .formulas = FORMULAS
#define FAST(END, NOTE, FORMULAS)                                                                            \
    .kind = PROOF_MOVES, .phase = WANE_PHASE_FAST, .branch = WANE_BRANCH_FIBRE, .end = END, .note = NOTE,    \
    .formulas = FORMULAS
#define SLOW(BRANCH, END, NOTE, FORMULAS)                                                                    \
    .kind = PROOF_MOVES, .phase = WANE_PHASE_SLOW, .branch = BRANCH, .end = END, .note = NOTE,               \
    .formulas = FORMULAS
#define CONCLUDES(OUTCOME, NOTE, FORMULAS)                                                                   \
    .kind = PROOF_CONCLUDES, .outcome = OUTCOME, .note = NOTE, .formulas = FORMULAS

#define ARRIVES "at t = {time}, with {|R|} near {|R_to|} and {|a|} near {|a_to|}: from there on {|R|} "

static const proof_rule_row_t rows[PROOF_RULES] = {
    [PROOF_START_LEAVES_ZERO] = {"leaves zero", STATES(2, "(3)"),
                                 .sentence = "p_1 != 0: the state leaves R = 0 at once towards R = {side}"},
    [PROOF_START_STAYS_ON_ZERO] = {"stays on zero", STATES(18, "(6)"),
                                   .sentence =
                                       "p_1 = 0: the line R = 0 is invariant and the state stays on it"},
    [PROOF_START_LINE_REPELS] = {"line repels", STATES(2, "(7)"),
                                 .sentence = "the line R = 0 repels at a0: the state leaves it at once"},
    [PROOF_START_NEAR_BRANCH] =
        {"near the branch", FAST(WANE_END_BRANCH, 2, "(3), (4)"),
         .sentence = "the start lies on an attracting piece of the interior branch, or next to "
                     "it"},
    [PROOF_START_EQUILIBRIUM] = {"start at an equilibrium",
                                 SLOW(WANE_BRANCH_UNCORRELATED, WANE_END_STANDSTILL, 3, "(10)"),
                                 .sentence = "a0 = 0 and P(R0) = 0: the start is an equilibrium"},
    [PROOF_START_LINE_OF_EQUILIBRIA] = {"start on a line of equilibria",
                                        SLOW(WANE_BRANCH_UNCORRELATED, WANE_END_STANDSTILL, 5, "(19)"),
                                        .sentence =
                                            "a0 = 0 and P = 0: every point of a = 0 is an equilibrium"},
    [PROOF_START_BESIDE_ORIGIN] = {"beside the origin", STATES(5, "(19)"),
                                   .sentence =
                                       "a0 = 0 and P(0) = 0: beside the origin P has a sign, a takes it, and "
                                       "|R| grows along a = 0 towards R = {side}, however fast R0 -> 0"},
    [PROOF_ORDER_LOGARITHM] = {"order of limits, logarithm", STATES(5, "(12), (21)"),
                               .sentence =
                                   "R(0) = {0+-} is read as eps ln(1/|R(0)|) -> 0: closer to R = 0 a moves "
                                   "along it first"},
    [PROOF_ORDER_POWER] =
        {"order of limits, power", STATES(5, "(12), (21)"),
         .sentence = "R(0) = {0+-} is read as eps/|R(0)|^{count} -> 0: closer to R = 0 a moves along "
                     "it first"},
    [PROOF_ORDER_FIRST] =
        {"order of limits", STATES(5, "(12), (21)"),
         .sentence = "R(0) = {0+-} is read as eps -> 0 first: if R(0) -> 0 first, a moves along R = "
                     "0 first"},

    [PROOF_FIBRE_LANDS] =
        {"fibre lands", FAST(WANE_END_BRANCH, 2, "(3), (4)"),
         .sentence = "the first fast equilibrium on the fibre is the attracting point R = {R_to} of "
                     "the interior branch"},
    [PROOF_FIBRE_ALIGNED] =
        {"fibre to |R| = 1", FAST(WANE_END_ALIGNED, 2, "(3), (5)"),
         .sentence = "no fast equilibrium stops the fibre before R = {side}, which attracts there"},
    [PROOF_FIBRE_UNCORRELATED] = {"fibre to R = 0", FAST(WANE_END_UNCORRELATED, 2, "(3), (7)"),
                                  .sentence =
                                      "no fast equilibrium stops the fibre before the invariant line R = 0 "
                                      "(p_1 = 0), which attracts there"},
    [PROOF_FIBRE_CROSSES] = {"fibre crosses R = 0", STATES(2, "(3)")},

    [PROOF_BRANCH_EQUILIBRIUM] = {"branch to an equilibrium",
                                  SLOW(WANE_BRANCH_INTERIOR, WANE_END_EQUILIBRIUM, 3, "(6)"),
                                  .sentence =
                                      "the slow flow tends to the equilibrium R = {R_to}, a zero of N"},
    [PROOF_BRANCH_FOLD] = {"branch to a fold", SLOW(WANE_BRANCH_INTERIOR, WANE_END_FOLD, 2, "(8), (10)"),
                           .sentence =
                               "the slow flow reaches the fold R = {R_to} and leaves the branch there"},
    [PROOF_BRANCH_SIGN_CHANGE] = {"branch through a = 0",
                                  SLOW(WANE_BRANCH_INTERIOR, WANE_END_SIGN_CHANGE, 3, "(6), (10)"),
                                  .sentence =
                                      "a {falls} through 0 at R = {R_to}, a zero of P', beyond which the "
                                      "branch repels"},
    [PROOF_BRANCH_CORNER] = {"branch to the corner",
                             SLOW(WANE_BRANCH_INTERIOR, WANE_END_CORNER, 3, "(6), (16)"),
                             .sentence =
                                 "N {N<0} {outwards} to R = {side}, where N = 0 exactly: the corner R = "
                                 "{side}, a = a_c = a_eq attracts"},
    [PROOF_BRANCH_ALIGNED] =
        {"branch to |R| = 1", SLOW(WANE_BRANCH_INTERIOR, WANE_END_ALIGNED, 3, "(6)"),
         .sentence = "N {N<0} {outwards} to R = {side}: the slow flow joins the aligned line at a "
                     "= a_c"},
    [PROOF_BRANCH_SMALL_R] = {"branch to small R",
                              SLOW(WANE_BRANCH_INTERIOR, WANE_END_SMALL_R, 4, "(2), (17)"),
                              .sentence =
                                  "N {N>0} {inwards} to R = 0, where c_0 = 0, p = s = {s} and N ~ nu R^{n} "
                                  "with nu {nu}: R -> 0 and |a| -> infinity"},
    [PROOF_BRANCH_UNCORRELATED] = {"branch to R = 0",
                                   SLOW(WANE_BRANCH_INTERIOR, WANE_END_UNCORRELATED, 3, "(6)"),
                                   .sentence =
                                       "N {N>0} {inwards} to R = 0, which the branch reaches at a finite "
                                       "height"},
    [PROOF_BRANCH_STANDSTILL] =
        {"branch stands still", SLOW(WANE_BRANCH_INTERIOR, WANE_END_STANDSTILL, 3, "(5), (17)"),
         .sentence = "N = 0 identically: every point of the interior branch is an equilibrium"},

    [PROOF_ALIGNED_NEUTRAL_CORNER] =
        {"|R| = 1 to the end of a line of equilibria",
         SLOW(WANE_BRANCH_ALIGNED, WANE_END_CORNER, 3, "(14), (17)"),
         .sentence = "on R = {side} the state tends to a = a_eq = a_c, the end of a line "
                     "of equilibria"},
    [PROOF_ALIGNED_CORNER] =
        {"|R| = 1 to the corner", SLOW(WANE_BRANCH_ALIGNED, WANE_END_CORNER, 3, "(14), (16)"),
         .sentence = "N({side}) = 0 exactly and N {N<0} beside it: the corner R = {side}, a = a_c "
                     "= a_eq attracts"},
    [PROOF_ALIGNED_EXIT] = {"delayed exit from |R| = 1",
                            SLOW(WANE_BRANCH_ALIGNED, WANE_END_EXIT, 5, "(4), (8), (10)"),
                            .sentence =
                                "on R = {side} stability is lost at a = {turn}, and the state leaves at a = "
                                "{a_to} where W(a_out) = W(a_in)"},
    [PROOF_ALIGNED_SINK] = {"|R| = 1 to its sink",
                            SLOW(WANE_BRANCH_ALIGNED, WANE_END_EQUILIBRIUM, 3, "(14), (16)"),
                            .sentence =
                                "{a_eq inside}: on R = {side} the state tends to the sink a = a_eq = {a_to}"},

    [PROOF_ZERO_STANDSTILL] = {"R = 0 stands still",
                               SLOW(WANE_BRANCH_UNCORRELATED, WANE_END_STANDSTILL, 18, "(6), (26)"),
                               .sentence =
                                   "on R = 0 (p_1 = 0, c_0 = 0) every point is an equilibrium: the state "
                                   "stays"},
    [PROOF_ZERO_SINK] =
        {"R = 0 to b_0", SLOW(WANE_BRANCH_UNCORRELATED, WANE_END_EQUILIBRIUM, 5, "(12)"),
         .sentence = "on R = 0 the state tends to a = b_0 = {a_to} and does not leave the line before"},
    [PROOF_ZERO_EXIT] = {"delayed exit from R = 0",
                         SLOW(WANE_BRANCH_UNCORRELATED, WANE_END_EXIT, 5, "(13), (14), (15)"),
                         .sentence =
                             "on R = 0 stability is lost at a = {turn}, and the state leaves at a = {a_to} "
                             "where the accumulated growth is nil"},

    [PROOF_FLOW_START_EQUILIBRIUM] = {"flow starts at an equilibrium", STATES(18, "(6)"),
                                      .sentence = "a0 = 0, R0 = 0 and p_0 = 0: the start is an equilibrium"},
    [PROOF_FLOW_LEAVES_ZERO] = {"flow leaves zero", STATES(18, "(5)"),
                                .sentence = "p_1 != 0: R leaves 0 at once towards {side}"},
    [PROOF_FLOW_RISES_FIRST] = {"flow rises first", STATES(18, "(7)"),
                                .sentence = "a0 {<} A(R0): |R| rises first"},
    [PROOF_FLOW_FALLS_FIRST] = {"flow falls first", STATES(18, "(19)"),
                                .sentence = "a0 {>=} A(R0): |R| falls first"},

    [PROOF_FLOW_PASSES_ZERO] = {"flow passes a = 0 and R = 0", STATES(18, "(21), (22)"),
                                .sentence =
                                    "while P < 0, a falls through 0 at |R| between {|R_from|} and {|R_to|}, "
                                    "then R falls back through 0, where |a| is between {|a_from|} and "
                                    "{|a_to|}; the rest is as from R = 0 with both signs turned"},
    [PROOF_FLOW_INTEGRATED] = {"flow integrated", STATES(18, "(23), (25)"),
                               .sentence =
                                   "{count} verified steps of integration enclose every solution up to t = "
                                   "{time}"},
    [PROOF_FLOW_BOUNDED] = {"rise bounded", STATES(18, "(11), (20)"),
                            .sentence =
                                "sub- and supersolutions of da/drho = eps (P - aS)/G on {count} cells: sup "
                                "{|R|} is between {|R_from|} and {|R_to|}"},
    [PROOF_FLOW_BY_SIGNS] = {"rise by signs", STATES(18, "(8), (10)"),
                             .sentence = "this holds by the signs of N and P alone, whatever eps > 0 is"},

    [PROOF_FLOW_LINE_STANDS] = {"line R = 0 stands still", STATES(18, "(6)"),
                                .sentence = "on the line R = 0, c_0 = 0: a stands still",
                                .region = "the line R = 0", .entrance = "at the start"},
    [PROOF_FLOW_LINE_DRIFTS] = {"line R = 0 drifts", STATES(18, "(6)"),
                                .sentence = "on the line R = 0, a' = eps (p_0 - a s_0): a tends to p_0/s_0",
                                .region = "the line R = 0", .entrance = "at the start"},
    [PROOF_FLOW_NEUTRAL] = {"line of equilibria", STATES(18, "(8)"),
                            .sentence = "N = 0 identically: every point of a = A(R) is an equilibrium",
                            .region = "0 < {|a|} <= {A} = {B}, where {|R|} and {|a|} rise",
                            .entrance = "at the start"},
    [PROOF_FLOW_CHANNEL_TO_ZERO] = {"channel to R = 0", STATES(18, "(8)"),
                                    .sentence =
                                        "N {N>0} and P {P>0} for {|R_from|} < {|R|} < {|R_to|}: there {B of} "
                                        "> {A of} and B' {N<0}, so the region is forward invariant, and it "
                                        "holds no equilibrium but the limit R = 0",
                                    .region =
                                        "{|R_from|} < {|R|} < {|R_to|}, max({A}, 0) <= {|a|} <= {B}, where N "
                                        "{N>0}, {|R|} falls and {|a|} rises"},
    [PROOF_FLOW_CHANNEL_TO_SINK] =
        {"channel to a sink", STATES(18, "(8)"),
         .sentence = "N {N>0} and P {P>0} for {|R_from|} < {|R|} < {|R_to|}: there {B of} "
                     "> {A of} and B' {N<0}, so the region is forward invariant, and it "
                     "holds no equilibrium but its left end, the sink",
         .region = "{|R_from|} <= {|R|} < {|R_to|}, max({A}, 0) <= {|a|} <= {B}, where N "
                   "{N>0}, {|R|} falls and {|a|} rises"},
    [PROOF_FLOW_RISE_TO_SINK] = {"rise to a sink", STATES(18, "(8), (10)"),
                                 .sentence =
                                     "{N<0<P} for {|R_from|} < {|R|} < {|R_to|}: {B of} < {A of} there, so "
                                     "{|R|} cannot turn back below {|a|} = {A}, and {B of} stays above its "
                                     "value at the sink",
                                 .region =
                                     "{|R_from|} < {|R|} < {|R_to|}, {|a_to|} <= {|a|} <= {A}, where {|R|} "
                                     "rises"},
    [PROOF_FLOW_RISE_TO_ONE] =
        {"rise to |R| = 1", STATES(18, "(8)"),
         .sentence = "{N<0<P} for {|R_from|} < {|R|} < {|R_to|}: {B of} < {A of} there, so "
                     "{|R|} cannot turn back below {|a|} = {A}, and no equilibrium lies inside",
         .region = "{|R_from|} < {|R|} < {|R_to|}, 0 < {|a|} <= {A}, where N {N<0} and {|R|} "
                   "rises"},
    [PROOF_FLOW_FALL_TO_LINE] = {"fall to the line R = 0", STATES(18, "(26), (27)"),
                                 .sentence =
                                     "c_0 = 0 = p_1: for {|R|} <= {|R_to|} the student's own term outweighs "
                                     "the teacher's as long as {|a|} > {|a_to|}, and {|a|} loses too little "
                                     "on the way to R = 0 to come there",
                                 .region =
                                     "0 < {|R|} <= {|R_to|}, {|a|} > {|a_to|}, where {|R|} falls and {|a|} "
                                     "falls"},

    [PROOF_FLOW_ENTERS_AT_ONCE] = {"enters at once", STATES(18, "(5), (7)"), .entrance = "at once"},
    [PROOF_FLOW_ENTERS_RISING] = {"enters rising", STATES(18, "(8), (10)"),
                                  .entrance = "when {|R|} passes {|R_from|} on its rise, with {|a|} < {A}"},
    [PROOF_FLOW_TURNS_TO_ZERO] = {"turns to R = 0", STATES(18, "(8)"),
                                  .entrance =
                                      "when R' first vanishes, at {|R|} between {|R_from|} and {|R_to|}"},
    [PROOF_FLOW_TURNS_OR_SETTLES] =
        {"turns or settles", STATES(18, "(8)"),
         .entrance = "when R' first vanishes, at {|R|} between {|R_from|} and {|R_to|}, or "
                     "else {|R|} tends to the limit from below"},
    [PROOF_FLOW_CAUGHT] = {"caught or turned", STATES(18, "(19)"),
                           .entrance =
                               "when {|R|}, falling from above {|a|} = {A}, is caught below {|a|} = {B} or "
                               "turns"},
    [PROOF_FLOW_ARRIVES_RISING] = {"arrives rising", STATES(18, "(23)"),
                                   .entrance = ARRIVES "rises below {|a|} = {A}"},
    [PROOF_FLOW_ARRIVES_FALLING] = {"arrives falling", STATES(18, "(23)"),
                                    .entrance =
                                        ARRIVES "falls above {|a|} = {A}, where it is caught below {|a|} = "
                                                "{B} or turns"},
    [PROOF_FLOW_ARRIVES_CONFINED] = {"arrives confined", STATES(18, "(23), (24)"),
                                     .entrance =
                                         ARRIVES "is confined to the basin of its limit, since V = 2aP - a^2 "
                                                 "S never falls"},
    [PROOF_FLOW_ARRIVES_ON_LINE] = {"arrives beside the line R = 0", STATES(18, "(26)"),
                                    .entrance = ARRIVES "falls to 0"},

    [PROOF_OUTCOME_NEUTRAL] = {"neutral", CONCLUDES(WANE_OUTCOME_NEUTRAL, 3, "(17)")},
    [PROOF_OUTCOME_NOT_LEARNED] = {"not learned", CONCLUDES(WANE_OUTCOME_NOT_LEARNED, 18, "(29)")},
    [PROOF_OUTCOME_UNLEARNING] = {"unlearning", CONCLUDES(WANE_OUTCOME_UNLEARNING, 18, "(29)")},
    [PROOF_OUTCOME_LEARNING] = {"learning", CONCLUDES(WANE_OUTCOME_LEARNING, 18, "(29)")},
    [PROOF_OUTCOME_PARTIAL_UNLEARNING] = {"partial unlearning",
                                          CONCLUDES(WANE_OUTCOME_PARTIAL_UNLEARNING, 18, "(29)")},
};

const proof_rule_row_t *proof_rule_row(proof_rule_t rule)
{
    return rows + rule;
}
