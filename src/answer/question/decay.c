#include "answer/question/decay.h"

#include <string.h>

#include "answer/question/certified.h"
#include "base/text.h"
#include "hermite/coefficients/norms.h"
#include "hermite/coefficients/shifted_pair.h"
#include "manifold/certificate/certify.h"

static slong precision(const answer_pair_t pair)
{
    return 4 * pair->effort.digits + 64;
}

/* By how much the loss is more than the shifted pair's; not finite where that is not known. */
static void loss_beyond(arb_t more, const answer_pair_t pair)
{
    if (!answer_has_decay(pair)) arb_zero(more);
    else if (shifted_pair_loss(more, pair->typed[0], pair->typed[1], pair->decay, precision(pair), NULL) !=
             WANE_OK)
        arb_indeterminate(more);
}

void answer_decay_correct_manifold(manifold_t manifold, const answer_pair_t pair)
{
    SCOPED(arb, more);
    loss_beyond(more, pair);
    for (slong i = 0; i < manifold->equilibrium_count; i++) {
        arb_struct *loss = manifold->equilibria[i].loss;
        arb_add(loss, loss, more, precision(pair));
    }
}

void answer_decay_correct_verdict(verdict_t verdict, const answer_pair_t pair)
{
    SCOPED(arb, more);
    loss_beyond(more, pair);
    for (slong i = 0; i < verdict->phase_count; i++) {
        wane_phase_t *phase = verdict->phases + i;
        arb_add(phase->loss_from, phase->loss_from, more, precision(pair));
        arb_add(phase->loss_to, phase->loss_to, more, precision(pair));
    }
}

/* ---- the decay that restores learning: derivations/23 (11) ---- */

static int product(arb_t value, const wane_function_t f, const wane_function_t g, slong order, slong prec)
{
    return hermite_derivative_product(value, f, g, order, prec, NULL) == WANE_OK && arb_is_finite(value);
}

/* lambda_1 = P(1) S'(1)/(2 P'(1)) - S(1), S'(1) = 2 E sigma'^2. */
static void restoring_decay(arb_t lambda, const answer_pair_t pair)
{
    const slong prec = precision(pair);
    const wane_function_struct *f = pair->typed[0], *g = pair->typed[1];
    SCOPED(arb, P, slope, S, S_slope);
    arb_indeterminate(lambda);
    if (!product(P, f, g, 0, prec) || !product(slope, f, g, 1, prec) || !product(S, f, f, 0, prec) ||
        !product(S_slope, f, f, 1, prec) || !arb_is_positive(slope))
        return;
    arb_mul(lambda, P, S_slope, prec);
    arb_div(lambda, lambda, slope, prec);
    arb_sub(lambda, lambda, S, prec);
    if (!arb_is_positive(lambda)) arb_indeterminate(lambda);
}

/* ---- as the decay tends to 0: derivations/23 (9) ---- */

/* {"Q", "R_prefactor"}: |R_lambda| ~ R_prefactor lambda^(1/Q), (2 s p_s/nu)^(1/Q) = (1/(s kappa))^(1/Q); null where it
   is not known that the feature is unlearned without decay, or by which power. */
static json_t *law_json(const answer_pair_t pair, slong digits)
{
    json_t *law = NULL;
    manifold_t plain;
    wane_message_t unused;
    SCOPED(arb, prefactor);
    manifold_init(plain);
    const wane_status_t status =
        manifold_compute(plain, pair->typed[0], pair->typed[1], 1, &pair->effort, unused);
    const wane_small_R_struct *small = plain->small_R;
    if (answer_is_known(status) && small->tends_to_zero == 1 && small->Q == small->Q_least) {
        arb_mul_si(prefactor, small->kappa, small->s, precision(pair));
        arb_inv(prefactor, prefactor, precision(pair));
        arb_root_ui(prefactor, prefactor, (ulong)small->Q, precision(pair));
        law = json_pack("{s:I,s:o}", "Q", (json_int_t)small->Q, "R_prefactor",
                        answer_certified_json(prefactor, NULL, digits));
    }
    manifold_clear(plain);
    return law != NULL ? law : json_null();
}

/* ---- what it costs ---- */

static void loss_in_the_end(arb_t loss, const verdict_struct *verdict)
{
    arb_indeterminate(loss);
    if (verdict->proved && verdict->phase_count > 0)
        arb_set(loss, verdict->phases[verdict->phase_count - 1].loss_to);
}

/* Of the same start without decay, if that is proved. */
static json_t *loss_without_decay(const answer_pair_t pair, slong digits)
{
    box_verdict_t plain;
    wane_message_t unused;
    SCOPED(arb, loss);
    arb_indeterminate(loss);
    box_verdict_init(plain);
    if (box_verdict_decide(plain, NULL, pair->typed[0], pair->typed[1], pair->a0, pair->start, &pair->effort,
                           unused) == WANE_OK)
        loss_in_the_end(loss, plain->verdict);
    box_verdict_clear(plain);
    return answer_certified_json(loss, NULL, digits);
}

/* The ridge is decay a^2/2. */
static json_t *losses_json(const answer_pair_t pair, const verdict_struct *verdict, slong digits)
{
    SCOPED(arb, loss, ridge, decay);
    loss_in_the_end(loss, verdict);
    wane_interval_get_arb(decay, pair->decay, precision(pair));
    arb_sqr(ridge, verdict->a_final, precision(pair));
    arb_mul(ridge, ridge, decay, precision(pair));
    arb_mul_2exp_si(ridge, ridge, -1);
    json_t *with_ridge = answer_certified_json(loss, NULL, digits);
    arb_sub(loss, loss, ridge, precision(pair));
    if (!arb_is_finite(loss)) arb_indeterminate(loss);
    return json_pack("{s:o,s:o,s:o}", "with_ridge", with_ridge, "without_ridge",
                     answer_certified_json(loss, NULL, digits), "without_decay",
                     loss_without_decay(pair, digits));
}

void answer_decay_add(json_t *answer, const answer_pair_t pair, const verdict_struct *verdict)
{
    const slong digits = pair->effort.digits + ANSWER_GUARD_DIGITS;
    if (!answer_has_decay(pair)) return;
    SCOPED(arb, lambda);
    restoring_decay(lambda, pair);
    json_t *decay = json_pack("{s:o,s:o}", "lambda_1", answer_certified_json(lambda, NULL, digits), "law",
                              law_json(pair, digits));
    if (verdict != NULL) json_object_set_new(decay, "loss", losses_json(pair, verdict, digits));
    json_object_set_new(answer, "decay", decay);
}

/* ---- in words ---- */

static char *decay_text(const answer_pair_t pair)
{
    char *lo = fmpq_get_str(NULL, 10, pair->decay->lo), *hi = fmpq_get_str(NULL, 10, pair->decay->hi);
    char *text = fmpq_equal(pair->decay->lo, pair->decay->hi) ? base_text("%s", lo)
                                                              : base_text("every value in [%s, %s]", lo, hi);
    flint_free(lo);
    flint_free(hi);
    return text;
}

char *answer_decay_theorem(const char *decay, const char *theorem)
{
    return strncmp(theorem, "For ", 4) == 0
               ? base_text("With weight decay %s of the second layer, for %s", decay, theorem + 4)
               : base_text("With weight decay %s of the second layer the following holds. %s", decay,
                           theorem);
}

/* A theorem for every decay of an interval names it by itself. */
static void add_to_theorem(json_t *answer, const char *decay)
{
    const char *theorem = json_string_value(json_object_get(answer, "theorem"));
    if (theorem == NULL || strstr(theorem, SHIFTED_PAIR_UNKNOWN " in [") != NULL) return;
    char *text = answer_decay_theorem(decay, theorem);
    json_object_set_new(answer, "theorem", json_string(text));
    flint_free(text);
}

void answer_decay_add_words(json_t *answer, const answer_pair_t pair)
{
    json_t *reasons = json_object_get(answer, "reasons");
    if (!answer_has_decay(pair)) return;
    char *decay = decay_text(pair);
    char *text =
        base_text("with decay %s the flow is that of the pair with c_0^2 + decay in place of c_0^2 and "
                  "the same c_0 c*_0: c_0, c*_0, S, N, B below are that pair's",
                  decay);
    if (json_is_array(reasons) && json_array_size(reasons) > 0)
        json_array_insert_new(reasons, 0, json_string(text));
    add_to_theorem(answer, decay);
    flint_free(text);
    flint_free(decay);
}
