/* Solutions that rise to a sink without passing it: derivations/18 (10). */
#include "base/scoped.h"
#include "manifold/flow/rise.h"

#define PREC 96
#define DEPTH 24

typedef struct {
    const oriented_kernels_struct *kernels;
    arb_t height;  /* B at the sink */
    arf_t at_sink; /* an upper bound of the sink's R */
} nullcline_question_t;

/* P^(j) - height S^(j) over the cell: 1 positive, -1 negative, 0 not known. */
static int sign_over_cell(const nullcline_question_t *question, const rise_cell_t cell, int j)
{
    SCOPED(arb, D);
    nullcline_form(D, cell->P + j, cell->S + j, question->height, PREC);
    return decided_sign(D);
}

/* D = P - height S is 0 at the sink and not negative at R = 0 when c_0 = 0. */
static int positive_on_cell(const nullcline_question_t *question, const rise_cell_t cell)
{
    if (sign_over_cell(question, cell, 0) > 0) return 1;
    if (arf_equal(cell->right->R, question->at_sink)) return sign_over_cell(question, cell, 1) < 0;
    if (arf_is_zero(cell->left->R) && arb_is_zero(cell->left->S))
        return arb_is_nonnegative(cell->left->P) && sign_over_cell(question, cell, 1) > 0;
    return 0;
}

static int positive_between(const nullcline_question_t *question, const kernel_jet_t left,
                            const kernel_jet_t right, int depth)
{
    SCOPED(rise_cell, cell);
    rise_cell_set(cell, left, right, PREC);
    int positive = positive_on_cell(question, cell);
    if (positive || depth == 0) return positive;
    SCOPED(kernel_jet, middle);
    SCOPED(arf, R);
    arf_add(R, left->R, right->R, PREC, ARF_RND_NEAR);
    arf_mul_2exp_si(R, R, -1);
    orbit_jet_evaluate(middle, question->kernels, R, PREC);
    positive = positive_between(question, left, middle, depth - 1) &&
               positive_between(question, middle, right, depth - 1);
    return positive;
}

int nullcline_stays_above_sink(const landscape_t landscape, slong sink, const arf_t R, const arf_t lower)
{
    nullcline_question_t question = {.kernels = landscape->branch->kernels};
    int above = 0;
    arb_init(question.height);
    arf_init(question.at_sink);
    SCOPED(arf, least);
    SCOPED(kernel_jet, left, right);
    level_height(question.height, landscape, sink);
    arb_get_ubound_arf(least, question.height, PREC);
    arb_get_ubound_arf(question.at_sink, landscape->level[sink].R, PREC);
    if (lower == NULL || arf_cmp(lower, least) >= 0) {
        orbit_jet_evaluate(left, question.kernels, R, PREC);
        orbit_jet_evaluate(right, question.kernels, question.at_sink, PREC);
        above = positive_between(&question, left, right, DEPTH);
    }
    arb_clear(question.height);
    arf_clear(question.at_sink);
    return above;
}

/* A lower bound alone may go on where the solution has turned. */
static int is_reached(const rise_record_t *record, const arf_t R)
{
    SCOPED(arb, x);
    arb_set_arf(x, R);
    return arb_ge(record->peak_lo, x);
}

void rise_settle(rise_record_t *record, const landscape_t landscape, const arf_t R, const arf_t lower)
{
    if (!is_reached(record, R)) return;
    slong i = level_before(landscape, R);
    if (i < 0 || landscape->level[i].N_sign >= 0 || landscape->level[i + 1].kind != LEVEL_SINK) return;
    if (!nullcline_stays_above_sink(landscape, i + 1, R, lower)) return;
    record->settles = (int)(i + 1);
    record->peak_is_limit = 1;
    arb_set_arf(record->settles_from, R);
    arb_set(record->peak_lo, landscape->level[i + 1].R);
    arb_set(record->peak_hi, landscape->level[i + 1].R);
}
