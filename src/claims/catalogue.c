#include "claims/catalogue.h"

static const claim_t wording[CLAIM_COUNT] = {
    {.id = "C1",
     .title = "Alignment is fast, the second layer slow",
     .statement =
         "On every slow phase, away from exits, folds, corners and a = 0, the fast flow contracts at a rate "
         "that exceeds the relative rate of the slow drift by a factor of order 1/eps, bounded below on the "
         "rest of the phase; at an exit from R = 1 or R = 0, where that rate passes 0, the contraction "
         "integrated over the phase takes its place.",
     .symbols = "|lambda| >= (c/eps) max(|a'/a|, |R'/R|), c > 0; at an exit W(a_out) = W(a_in)",
     .source = "derivations/02, 05, 07",
     .comparison =
         "The abstract speaks of fast alignment and a slow second layer; how the paper quantifies this was "
         "not at hand.  Proved for the problems listed, each by itself."},
    {.id = "C2",
     .title = "The direction of the flow on the critical manifold decides",
     .statement =
         "The sign of N = PS' - 2P'S, which is the direction of a on the critical manifold a = A(R) = "
         "2P'/S', "
         "decides whether the feature is unlearned: N > 0 on (0, 1): always; N < 0: never, R increases to 1; "
         "negative, then positive: R always tends to the one zero of N.  This holds for every eps > 0 and "
         "every a0 > 0 from R(0) = 0.  Where N changes its sign otherwise, the initial scale chooses.",
     .symbols = "on the branch a' = eps N/S';  N > 0: R -> 0, a -> infinity;  N < 0: R -> 1;  N(R*) = 0, N' "
                "> 0: R -> R*",
     .source = "derivations/03 (5), (6); 18 (9)",
     .comparison =
         "The abstract says that the direction of the flow on a critical manifold decides; the paper's form "
         "of the criterion and its assumptions were not at hand.  Proved for the pairs listed."},
    {.id = "C3",
     .title = "Scaling laws",
     .statement =
         "When the feature is unlearned, its alignment decays and the second layer grows by powers of time, "
         "with exponents and prefactors given by the first Hermite coefficients.",
     .symbols = "R ~ (Q kappa eps t)^(-1/Q), a ~ (c*_s/c_s) R^(-s), kappa = nu/(2 s^2 p_s), N ~ nu R^n, Q = "
                "n - s + 1",
     .source = "derivations/04 (5) to (12); 18, the scaling law at given eps",
     .comparison =
         "The abstract announces scaling laws; the paper's exponents and prefactors were not at hand, so it "
         "could not be checked that they are these."},
    {.id = "C4",
     .title = "(i) The primary nonlinear term of the data induces unlearning",
     .statement =
         "For tanh and the teacher h1 + b h3, from R(0) = 0: for b > 0 the feature is unlearned for every "
         "eps and a0, the faster the larger b; at b = 0 still, but more slowly; for b_c < b < 0 R tends to "
         "a sink R*(b): for every eps without overshoot if a0 >= a* = B(R*), and in the limit eps -> 0 "
         "after an overshoot, partial unlearning, if a0 < a*; for b <= b_c R increases to 1.",
     .symbols =
         "b > 0: Q = 4, kappa = 2 |c_3| c_1 b; b = 0: Q = 6; b_c = c_1 (E sigma'^2 - E sigma^2)/(c_3 (3 E "
         "sigma^2 - E sigma'^2))",
     .source = "derivations/21 (5) to (7); 14, 16, 18",
     .comparison =
         "The abstract states the effect in general terms; which family of data and which strength the paper "
         "takes was not at hand.  Here: one family, all b."},
    {.id = "C5",
     .title = "(ii) A larger initial scale of the second layer mitigates it",
     .statement =
         "From R(0) = 0 with p_1 > 0 and N > 0, for every eps > 0: the peak of R, hence the drop R_peak - "
         "R_final, strictly decreases as a0 grows; in the limit eps -> 0 the peak is 1 for every a0 <= "
         "a_c.  Above a_c R also takes longer to fall to half its peak; below a_c that is not so in general "
         "(see the evidence).  Where N is negative first, R_peak is non-increasing, and strictly decreasing "
         "as long as R turns before it settles.",
     .symbols = "a0 < a0' implies R_peak(a0) > R_peak(a0');  lim_(eps -> 0) R_peak = 1 for a0 <= a_c = A(1)",
     .source = "derivations/21 (1) to (4)",
     .comparison =
         "In which sense the paper means \"mitigates\" was not at hand.  What shrinks is the loss of "
         "alignment; complete unlearning in the end is not prevented by any a0 where N > 0."},
    {.id = "C6",
     .title = "Finite networks follow",
     .statement =
         "Networks of finite width, trained by stochastic gradient descent on fresh batches in finite "
         "dimension, follow the infinitely wide flow within the predicted effects of width, dimension, batch "
         "and step.",
     .symbols =
         "|mean R_i(t) - R(t)| <= |W| + |X| + |O| + z sd + second order (docs/comparison.md), the same for a",
     .source = "derivations/01; docs/comparison.md",
     .comparison =
         "The paper's experiments and its bounds for finite networks, if any, were not at hand.  Measured, "
         "not proved."},
    {.id = "C7",
     .title = "Drift into a lazy regime",
     .statement =
         "As R -> 0 in unlearning, the loss tends to what the primary term of the teacher leaves "
         "unexplained, while the weights of the first layer come to rest: the network goes on to represent "
         "that term with an ever larger second layer and an ever smaller alignment.",
     .symbols = "L -> (1/2) sum_(k != s) c*_k^2 + tau^2/2, |w'| -> 0, a c_s R^s -> c*_s",
     .source = "derivations/21 (8) to (11)",
     .comparison = "What the paper calls lazy, and in which norm, was not at hand."},
    {.id = "C8",
     .title = "Weight decay prevents complete unlearning",
     .statement =
         "With a ridge on the second layer, however small, the feature is not unlearned completely: from "
         "R(0) = 0, for every eps and a0, R tends to a limit that grows with the decay from 0 to 1, and from "
         "lambda_1 on R increases to 1, full alignment.",
     .symbols =
         "N_lambda = N - 2 lambda P' = 0 at R_lambda ~ (2 lambda s p_s/nu)^(1/Q), 0 < lambda < lambda_1 = "
         "P(1)S'(1)/(2P'(1)) - S(1)",
     .source = "derivations/23 (6) to (14)",
     .comparison = "The paper's abstract says nothing of weight decay.  Proved for the pairs listed."},
};

void claims_word(claim_t *claim, int index)
{
    const claim_t *words = wording + index;
    claim->id = words->id;
    claim->title = words->title;
    claim->statement = words->statement;
    claim->symbols = words->symbols;
    claim->source = words->source;
    claim->comparison = words->comparison;
}

const char *claims_scope(void)
{
    return "S. Imai, S. Nishiyama, M. Imaizumi, arXiv:2602.07378: only the abstract was at hand.  Each "
           "claim was worded as a statement about the model of derivations/01 and derived afresh; no "
           "formula here is attributed to the paper, and its theorems, assumptions and experiments could "
           "not be compared.  Proved means: by ball or exact arithmetic and the theorems of the "
           "derivations, for the problems named; measured means: nothing is certified.";
}

/* ---- what is asked ---- */

static const claims_problem_t journeys[] = {
    {"tanh", "h1+3/10*h3", "1/2", "0"}, {"tanh", "h1-1/10*h3", "1/2", "0"},
    {"tanh", "h1-1/10*h3", "3", "0"},   {"tanh", "sin(2*x)", "3", "0"},
    {"gelu", "h1+1/5*h2", "1/2", "0"},  {"1+h1+2*h2", "2+h2", "5", "0+"},
    {"erf", "h1+3/10*h3", "1/2", "0"},  {"center(relu)", "h1+3/10*h3", "1/2", "0"},
};
static const claims_problem_t signs[] = {
    {"tanh", "h1+3/10*h3", NULL, "0"},
    {"tanh", "h1-9/20*h3", NULL, "0"},
    {"tanh", "h1-1/10*h3", NULL, "0"},
    {"tanh", "tanh", NULL, "0"},
    {"gelu", "h1+1/5*h2", NULL, "0"},
    {"erf", "h1+1/5*h3+3/2*h5", NULL, "0"},
    {"tanh", "h1", NULL, "0"},
    {"tanh", "h1-3/10*h7", NULL, "0"},
    {"tanh", "sin(2*x)", NULL, "0"},
    {"erf", "h1+3/10*h3", NULL, "0"},
    {"center(gelu)", "h1+3/10*h3", NULL, "0"},
    {"center(relu)", "h1+3/10*h3", NULL, "0"},
    {"relu", "relu", NULL, "0"},
    {"h1+1/2*h2+3/10*h3", "h1+1/5*h3", NULL, "0"},
};
static const claims_problem_t laws[] = {
    {"tanh", "h1+3/10*h3", "1/2", "0"}, {"tanh", "h1", "1/2", "0"},
    {"tanh", "h1+1/5*h5", "1/2", "0"},  {"tanh", "h1-3/10*h7", "1/2", "0"},
    {"erf", "h1+3/10*h3", "1/2", "0"},  {"h1+1/2*h2+3/10*h3", "h1+1/5*h3", "1/2", "0"},
};
static const claims_problem_t networks[] = {
    {"tanh", "h1+3/10*h3", "1/2", "0"},
    {"tanh", "h1-1/10*h3", "1/2", "0"},
    {"tanh", "tanh", "1/2", "0"},
};
static const claims_problem_t lazy[] = {
    {"tanh", "h1+3/10*h3", "1/2", "0"},
    {"tanh", "h1", "1/2", "0"},
    {"center(gelu)", "1/2+h1+3/10*h3", "1/2", "0"},
};

static const claims_decay_problem_t decays[] = {
    {"tanh", "3/10"}, {"erf", "3/10"}, {"tanh", "1/10"}, {"tanh", "0"}};

#define LENGTH(list) ((slong)(sizeof(list) / sizeof((list)[0])))

/* The whole list, or its beginning when there is little time. */
static slong length(slong all, slong quick, const claims_setting_t *setting)
{
    return setting->quick && quick < all ? quick : all;
}

void claims_gather(claim_t *claim, int index, const claims_setting_t *setting)
{
    switch (index) {
    case 0:
        claims_separation(claim, journeys, length(LENGTH(journeys), 6, setting), setting);
        break;
    case 1:
        claims_sign_of_N(claim, signs, length(LENGTH(signs), 6, setting), setting);
        break;
    case 2:
        claims_scaling(claim, laws, length(LENGTH(laws), 3, setting), setting);
        break;
    case 3:
        claims_nonlinear_term(claim, "tanh", setting);
        break;
    case 4:
        claims_initial_scale(claim, journeys, setting);
        break;
    case 5:
        claims_widths(claim, networks, setting);
        claims_finite_networks(claim, networks, length(LENGTH(networks), 2, setting), NULL, setting);
        break;
    case 7:
        claims_decay(claim, decays, length(LENGTH(decays), 2, setting), setting);
        break;
    default:
        claims_lazy(claim, lazy, length(LENGTH(lazy), 2, setting), setting);
        break;
    }
    claim_settle(claim);
}
