#include "manifold/proof/formula.h"

#include <stddef.h>
#include <string.h>

static const struct {
    int note;
    const char *number, *says;
} formulas[] = {
    {2, "(3)",
     "R' has the sign of A(R) - a where a > 0 and 0 < R < 1, so that a fast solution runs monotonically to "
     "the next "
     "root of A = a, or to R = 0 or R = 1 where there is none"},
    {2, "(4)", "a point of the branch a = A(R) attracts along its fibre if and only if A A' < 0"},
    {2, "(5)", "the line R = 1 attracts if and only if a (a - a_c) < 0, where a_c = 2P'(1)/S'(1)"},
    {2, "(7)", "where p_1 = 0 the leading power of R' beside R = 0 says whether that line attracts"},
    {2, "(8)", "A' = 2(P''S' - P'S'')/S'^2, so that the folds of the branch are the zeros of P''S' - P'S''"},
    {2, "(10)", "where A' = 0, A'' = 2(P'''S' - P'S''')/S'^2, which says to which side the branch turns"},
    {3, "(5)", "on the branch a' = eps N/S' and R' = eps N/(S' A')"},
    {3, "(6)",
     "on an attracting piece of the branch with a > 0, a moves with the sign of N and R against it"},
    {3, "(10)", "a point of a = 0 with P = 0 is an equilibrium, a saddle where P' != 0"},
    {3, "(14)", "on R = 1, a' = eps S(1) (a_eq - a), where a_eq = P(1)/S(1)"},
    {3, "(16)",
     "the eigenvalue of (1, a_eq) across the line R = 1 is P(1) N(1)/S(1)^2, and where N(1) = 0 the signs of "
     "N and P "
     "beside R = 1 decide"},
    {3, "(17)", "N = 0 identically if and only if P^2 = C S for a constant C > 0"},
    {4, "(2)",
     "on a branch that goes to infinity at R = 0, the slow flow runs there if and only if c_0 = 0, p = s and "
     "nu > 0, "
     "where N ~ nu R^n"},
    {4, "(17)", "how nu and alpha turn with the signs of a and R"},
    {5, "(4)",
     "decay and growth gathered along R = 1 are told by W(a) = -a^2/2 - (a_eq - a_c) a - a_eq (a_eq - a_c) "
     "ln|a_eq - a|"},
    {5, "(8)",
     "if a_eq > a_c > 0, W falls on (0, a_c) and rises on (a_c, a_eq) to infinity: exactly one a_out has "
     "W(a_out) = W(a_in)"},
    {5, "(10)",
     "if a_eq < 0, W rises on (0, a_c) and falls on (a_eq, 0), with limit infinity at a_eq: exactly one "
     "a_out "
     "has W(a_out) = W(a_in)"},
    {5, "(12)",
     "on R = 0, a tends to b_0 = p_0/s_0 and R' = R^q (lambda_0(a) + O(R)), the sign of lambda_0 saying "
     "whether the line attracts"},
    {5, "(13)", "the growth gathered along R = 0 in closed form, for p < 2s"},
    {5, "(14)", "the growth gathered along R = 0 in closed form, for p = 2s"},
    {5, "(15)", "where that growth rises and falls, so that it returns to nil exactly once"},
    {5, "(19)",
     "from a(0) = 0 beside the origin R rises for every small eps, however small R(0) is, with "
     "0 < a <= C eps^(1/2) R"},
    {5, "(21)", "what happens if R(0) -> 0 comes before eps -> 0"},
    {8, "(2)",
     "the zeros of N between two zeros of P are simple, N changes sign at each, and counting tells sinks "
     "from "
     "saddles"},
    {8, "(4)", "y(x) with y'G >= eps (P - yS) is an upper bound of a along the rise, with <= a lower one"},
    {8, "(5)", "how that inequality is carried over the parts of a cell"},
    {8, "(9)", "how far R rises at least: the end of the last cell with an upper bound"},
    {8, "(10)", "how far R rises at most: where a lower bound meets a = A(R)"},
    {8, "(11)", "when R settles at a sink from below"},
    {8, "(12)", "the limit of R is the one level that these bounds leave"},
    {8, "(13)", "bounds of sup R, and the outcome that follows"},
    {15, "(1)", "coefficients and moments are integrals, each taken anew with balls"},
    {15, "(2)", "a bound of what such an integral has beyond a large L"},
    {15, "(7)", "a bound of all terms of the kernels beyond the coefficients that are listed"},
    {15, "(14)",
     "signs of N, A' and P' on pieces of (0, 1) by plain evaluation, and exactly one zero where the "
     "derivative has one sign"},
    {15, "(15)", "the sign near R = 0 from the leading power and a bound of all later ones"},
    {15, "(17)", "between two marks of the branch a fibre meets it at most once"},
    {15, "(18)", "where a fast phase ends, from signs of 2P' - aS' at the marks"},
    {15, "(19)", "where a slow phase on the branch ends: R moves against the sign of N to the next mark"},
    {15, "(20)", "where a slow phase on |R| = 1 ends, and the equation W(a_out) = W(a_in) of a late exit"},
    {15, "(21)", "where a slow phase on R = 0 ends"},
    {15, "(22)", "each phase starts where the one before it ended"},
    {15, "(23)", "the verdict follows from the ends of the phases"},
    {15, "(25)", "boxes that are proved one by one and cover the ranges prove the verdict on all of them"},
    {15, "(50)", "a range of a0 that begins at 0 is proved as one ball, with P > 0 at every start"},
    {16, "(9)",
     "a start on the branch goes the way of its neighbours: it follows an attracting piece, and leaves a "
     "repelling one in the direction of -N"},
    {16, "(10)",
     "a solution that comes to the corner R = 1, a = a_c lies between its neighbours and has their common "
     "verdict"},
    {16, "(11)",
     "an interval of a0 around a critical height has the verdict and the limits of both its ends"},
    {18, "(5)",
     "from R(0) = 0 with p_1 > 0 and a(0) > 0 the solution is at once in W = {0 < a < A(R)}, where R rises"},
    {18, "(6)", "if p_1 = 0 and R(0) = 0, R stays 0 and a' = eps (p_0 - a s_0)"},
    {18, "(7)",
     "from R(0) where P > 0 and a(0) > 0, a stays positive, and a(0) < A(R(0)) says that R rises first"},
    {18, "(8)",
     "a solution whose R rises below a = A(R) either turns where N > 0, and then falls to the next zero of N "
     "below, or it rises for ever, to a zero of N or to R = 1"},
    {18, "(10)", "where N < 0 up to a sink z and a >= B(z) below a = A(R), R increases to z"},
    {18, "(11)",
     "while R rises the orbit is a graph, da/drho = eps (P - aS)/G with rho = artanh R and "
     "G = aP' - a^2 S'/2, between sub- and supersolutions"},
    {18, "(19)", "from a(0) >= A(R(0)) R falls first, until it is caught where N > 0, or turns where N < 0"},
    {18, "(20)", "a rises like the root of rho from a(0) = 0 = R(0), between two such roots"},
    {18, "(21)", "where P < 0 at first, a bound of a by which a falls through 0"},
    {18, "(22)", "after that R falls back through 0, and a is bounded on the way"},
    {18, "(23)",
     "a box of states that all rise, all fall, or are confined by V = 2aP - a^2 S decides their limit"},
    {18, "(24)", "how far R can still rise when V confines it"},
    {18, "(25)", "bounds of sup R from boxes that enclose the solutions at all times"},
    {18, "(26)", "a condition under which R decreases to 0 while a stays positive, where c_0 = 0 = p_1"},
    {18, "(27)", "how much a loses on that way: d(a^2)/dR <= 2 eps R/(s (1 - theta)(1 - R^2))"},
    {18, "(29)",
     "what the words mean: learning, lim |R| at most the drop below sup |R|; partial unlearning, more than "
     "the drop below; unlearning, R -> 0 after having been away from 0; not learned, R stays 0"},
    {22, "(17)",
     "if P, P' > 0 on (-1, 1), c_0 != 0 and N < 0 on (0, 1), every solution tends to R = 1, a = B(1), for "
     "every eps"},
    {22, "(19)", "if P is a constant p_0 != 0, R tends to 0 and a to p_0/s_0 from every start"},
    {22, "(20)", "if P = 0 identically, a keeps its sign, |a| and |R| do not grow, and a^2 - eps H(R) stays"},
    {22, "(21)",
     "if N = 0 identically, R and a tend monotonically to one point of the line of equilibria a = A(R)"},
    {22, "(22)", "which point that is: the one zero of a(0)^2 + eps (H(R) - H(R(0))) - (P/S)^2"},
    {22, "(35)", "if b_0 = alpha_0 and N > 0 beside R = 0, the point (0, b_0) attracts for every eps"},
    {22, "(36)",
     "from a critical height itself the solution has the limit of its neighbours where no zero of N lies "
     "between their peaks"},
    {22, "(38)", "where P = P' = 0 at R = 1, a comes to 0 near R = 1 and R falls back along a = 0"},
    {22, "(39)",
     "for a teacher affine in its parameters, a sign that N has at all corners of their box it has for all "
     "values"},
    {23, "(2)",
     "the flow with decay L is that of the pair shifted by constants such that c_0^2 + L takes the place of "
     "c_0^2 and c_0 c*_0 stays"},
    {23, "(11)",
     "if N < 0 on (0, 1) with some decay, then so it is with every larger one, and R increases to 1 for "
     "every "
     "eps and a(0) > 0"},
    {23, "(15)",
     "with decay L, N becomes N - 2 L P', so that its sign at the least decay of a range without end settles "
     "all of it"},
    {23, "(21)", "if N < 0 < P' on (0, 1) at a decay, R increases to 1 at every larger one, for every eps"},
};

static const struct {
    int note;
    const char *title;
} notes[] = {
    {2, "the critical manifold and its stability"},
    {3, "slow flow and equilibria"},
    {4, "small correlation and the law of unlearning"},
    {5, "delayed exit from an invariant line"},
    {8, "certificates at given eps"},
    {15, "certificates"},
    {16, "initial scale and families"},
    {18, "the flow at given eps"},
    {22, "exact signs"},
    {23, "weight decay"},
};

const char *proof_formula_says(int note, const char *number, int length)
{
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
        if (formulas[i].note == note && strlen(formulas[i].number) == (size_t)length &&
            strncmp(formulas[i].number, number, (size_t)length) == 0)
            return formulas[i].says;
    return NULL;
}

const char *proof_note_title(int note)
{
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (notes[i].note == note) return notes[i].title;
    return NULL;
}
