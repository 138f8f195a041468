#include "wane/verdict.h"

const char *wane_equilibrium_kind_name(wane_equilibrium_kind_t kind)
{
    switch (kind) {
    case WANE_EQUILIBRIUM_SINK:
        return "sink";
    case WANE_EQUILIBRIUM_SADDLE:
        return "saddle";
    default:
        return "degenerate";
    }
}

const char *wane_outcome_name(wane_outcome_t outcome)
{
    switch (outcome) {
    case WANE_OUTCOME_LEARNING:
        return "learning";
    case WANE_OUTCOME_PARTIAL_UNLEARNING:
        return "partial-unlearning";
    case WANE_OUTCOME_UNLEARNING:
        return "unlearning";
    case WANE_OUTCOME_NOT_LEARNED:
        return "not-learned";
    case WANE_OUTCOME_NEUTRAL:
        return "neutral";
    default:
        return "undecided";
    }
}

const char *wane_phase_kind_name(wane_phase_kind_t kind)
{
    return kind == WANE_PHASE_FAST ? "fast" : "slow";
}

const char *wane_branch_name(wane_branch_t branch)
{
    switch (branch) {
    case WANE_BRANCH_FIBRE:
        return "fibre";
    case WANE_BRANCH_INTERIOR:
        return "interior";
    case WANE_BRANCH_ALIGNED:
        return "aligned";
    case WANE_BRANCH_ANTI_ALIGNED:
        return "anti-aligned";
    default:
        return "uncorrelated";
    }
}

const char *wane_phase_end_name(wane_phase_end_t end)
{
    switch (end) {
    case WANE_END_ALIGNED:
        return "aligned";
    case WANE_END_BRANCH:
        return "branch";
    case WANE_END_UNCORRELATED:
        return "uncorrelated";
    case WANE_END_EQUILIBRIUM:
        return "equilibrium";
    case WANE_END_CORNER:
        return "corner";
    case WANE_END_FOLD:
        return "fold";
    case WANE_END_EXIT:
        return "exit";
    case WANE_END_SMALL_R:
        return "small-R";
    case WANE_END_SIGN_CHANGE:
        return "sign-change";
    default:
        return "standstill";
    }
}
