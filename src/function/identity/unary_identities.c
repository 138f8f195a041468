/* Functions of functions that are another function (derivations/11 (22) to (24)). */
#include "base/scoped.h"
#include "function/identity/sign.h"
#include "function/tree/identity.h"

#define UNARY(name, u) wane_node_unary(WANE_UNARY_##name, u)

typedef const wane_node_t *node_t;

static int applies(node_t node, wane_unary_t function)
{
    return node->kind == WANE_NODE_UNARY && node->function == function;
}

/* The argument of u = function(argument), in its place. */
static node_t inside(node_t u)
{
    node_t argument = wane_node_keep(u->operand[0]);

    wane_node_release(u);
    return argument;
}

/* 1 if node = c t with one term t. */
static int is_multiple(node_t node)
{
    return node->kind == WANE_NODE_SUM && node->count == 1 && fmpq_is_zero(node->value);
}

/* ---- logarithms and exponentials ---- */

/* log(c t) = log c + log t, c > 0, for those t whose logarithm is another function. */
static node_t log_of_multiple(node_t u)
{
    node_t t = u->operand[0], c, result;

    if (!applies(t, WANE_UNARY_COSH) && !applies(t, WANE_UNARY_EXP) && !applies(t, WANE_UNARY_SIGMOID))
        return NULL;
    if (fmpq_sgn(u->coefficient) <= 0) return NULL;
    c = UNARY(LOG, wane_node_rational(u->coefficient));
    if (applies(t, WANE_UNARY_COSH) && fmpq_cmp_si(u->coefficient, 2) == 0) {
        wane_node_release(c);
        result = UNARY(LOG2COSH, wane_node_keep(t->operand[0]));
    } else {
        result = wane_node_add(c, UNARY(LOG, wane_node_keep(t)));
    }
    wane_node_release(u);
    return result;
}

static node_t identity_of_log(node_t u)
{
    if (is_multiple(u)) return log_of_multiple(u);
    if (u->kind == WANE_NODE_SUM && u->count == 1 && fmpq_is_one(u->value) && fmpq_is_one(u->coefficient) &&
        applies(u->operand[0], WANE_UNARY_EXP)) { /* log(1 + e^w) */
        node_t w = wane_node_keep(u->operand[0]->operand[0]);

        wane_node_release(u);
        return UNARY(SOFTPLUS, w);
    }
    if (u->kind == WANE_NODE_PRODUCT && u->count == 1 && applies(u->operand[0], WANE_UNARY_COSH)) {
        const slong n = u->exponent[0];
        node_t base = wane_node_keep(u->operand[0]);

        wane_node_release(u);
        return wane_node_scale_ratio(UNARY(LOG, base), n, 1);
    }
    if (applies(u, WANE_UNARY_EXP)) return inside(u);
    if (applies(u, WANE_UNARY_SIGMOID))
        return wane_node_scale_ratio(UNARY(SOFTPLUS, wane_node_scale_ratio(inside(u), -1, 1)), -1, 1);
    if (applies(u, WANE_UNARY_COSH))
        return wane_node_sub(UNARY(LOG2COSH, inside(u)), UNARY(LOG, wane_node_ratio(2, 1)));
    return NULL;
}

/* e^softplus(w) = 1 + e^w, e^(-softplus(w)) = sigmoid(-w) */
static node_t identity_of_exp(node_t u)
{
    node_t w;

    if (applies(u, WANE_UNARY_SOFTPLUS)) return wane_node_add(wane_node_ratio(1, 1), UNARY(EXP, inside(u)));
    if (!is_multiple(u) || fmpq_cmp_si(u->coefficient, -1) != 0 ||
        !applies(u->operand[0], WANE_UNARY_SOFTPLUS))
        return NULL;
    w = wane_node_scale_ratio(wane_node_keep(u->operand[0]->operand[0]), -1, 1);
    wane_node_release(u);
    return UNARY(SIGMOID, w);
}

/* ---- quarter turns ---- */

/* u = v + k pi/2, for an integer k: v in the place of u and k, 0 if there is none or none to take. */
static slong take_quarters(node_t *u)
{
    node_t v;
    slong k = 0;

    SCOPED(fmpq, turns);
    if ((*u)->kind == WANE_NODE_PI) fmpq_set_si(turns, 2, 1);
    for (slong i = 0; (*u)->kind == WANE_NODE_SUM && i < (*u)->count; i++)
        if ((*u)->operand[i]->kind == WANE_NODE_PI) fmpq_mul_2exp(turns, (*u)->coefficient + i, 1);
    if (fmpq_is_zero(turns) || !fmpz_is_one(fmpq_denref(turns))) return 0;
    k = (slong)fmpz_fdiv_ui(fmpq_numref(turns), 4);
    fmpq_div_2exp(turns, turns, 1);
    v = wane_node_scale(wane_node_pi(), turns);
    *u = wane_node_sub(*u, v);
    return k == 0 ? 4 : k;
}

/* sin(v + k pi/2), cos(v + k pi/2) = sin(v + (k + 1) pi/2) */
static node_t identity_of_wave(wane_unary_t function, node_t u)
{
    slong k = take_quarters(&u);

    if (k == 0) return NULL;
    k += function == WANE_UNARY_COS;
    u = k % 2 == 0 ? UNARY(SIN, u) : UNARY(COS, u);
    return wane_node_scale_ratio(u, k % 4 < 2 ? 1 : -1, 1);
}

/* ---- inverse functions ---- */

/* atan(e^w) = pi/4 + atan(tanh(w/2)), atan(sinh u) = 2 atan(tanh(u/2)) */
static node_t identity_of_atan(node_t u)
{
    const int is_exp = applies(u, WANE_UNARY_EXP);
    node_t angle;

    if (!is_exp && !applies(u, WANE_UNARY_SINH)) return NULL;
    angle = UNARY(ATAN, UNARY(TANH, wane_node_scale_ratio(inside(u), 1, 2)));
    if (!is_exp) return wane_node_scale_ratio(angle, 2, 1);
    return wane_node_add(wane_node_scale_ratio(wane_node_pi(), 1, 4), angle);
}

/* cosh(asinh v) = sqrt(1 + v^2) */
static node_t identity_of_cosh(node_t u)
{
    if (!applies(u, WANE_UNARY_ASINH)) return NULL;
    return UNARY(SQRT, wane_node_add(wane_node_ratio(1, 1), wane_node_power(inside(u), 2)));
}

/* The square root of a product of even powers: |prod b^(n/2)|, even powers again outside. */
static node_t root_of_even_powers(node_t u)
{
    node_t outside, odd;

    if (u->kind != WANE_NODE_PRODUCT || u->is_constant) return NULL;
    for (slong i = 0; i < u->count; i++)
        if (u->exponent[i] % 2 != 0 || u->exponent[i] < 0) return NULL;
    outside = wane_node_ratio(1, 1);
    odd = wane_node_ratio(1, 1);
    for (slong i = 0; i < u->count; i++) {
        const slong n = u->exponent[i] / 2;

        outside = wane_node_mul(outside, wane_node_power(wane_node_keep(u->operand[i]), n - n % 2));
        if (n % 2 != 0) odd = wane_node_mul(odd, wane_node_keep(u->operand[i]));
    }
    return wane_node_mul(outside, UNARY(ABS, odd));
}

/* sqrt(e^w) = e^(w/2), sqrt of even powers, times c > 0 */
static node_t identity_of_sqrt(node_t u)
{
    const int is_scaled = is_multiple(u) && fmpq_sgn(u->coefficient) > 0;
    node_t root;

    if (applies(u, WANE_UNARY_EXP)) return UNARY(EXP, wane_node_scale_ratio(inside(u), 1, 2));
    root = root_of_even_powers(is_scaled ? u->operand[0] : u);
    if (root == NULL) return NULL;
    if (is_scaled) root = wane_node_mul(UNARY(SQRT, wane_node_rational(u->coefficient)), root);
    wane_node_release(u);
    return root;
}

/* ---- kinks ---- */

/* |u| = u or -u where the sign is known */
static node_t identity_of_abs(node_t u)
{
    if (wane_node_is_nonnegative(u)) return u;
    return wane_node_is_nonpositive(u) ? wane_node_scale_ratio(u, -1, 1) : NULL;
}

/* relu(c - k relu(v)) = relu(c - k v) - k relu(-v) and relu(k relu(v) - c) = relu(k v - c), c >= 0, k > 0. */
static node_t identity_of_relu(node_t u)
{
    node_t v, line;
    wane_sum_t sum;
    int falls;

    if (wane_node_is_nonnegative(u)) return u;
    if (wane_node_is_nonpositive(u)) return wane_node_scale_ratio(u, 0, 1);
    if (u->kind != WANE_NODE_SUM || u->count != 1 || !applies(u->operand[0], WANE_UNARY_RELU)) return NULL;
    falls = fmpq_sgn(u->coefficient) < 0;
    if (fmpq_is_zero(u->coefficient) || (falls ? fmpq_sgn(u->value) <= 0 : fmpq_sgn(u->value) > 0))
        return NULL;
    v = u->operand[0]->operand[0];
    wane_sum_init(sum);
    fmpq_set(sum->constant, u->value);
    wane_sum_add(sum, u->coefficient, v);
    line = UNARY(RELU, wane_sum_finish(sum));
    if (falls) { /* the coefficient is -k */
        node_t beyond = UNARY(RELU, wane_node_scale_ratio(wane_node_keep(v), -1, 1));

        line = wane_node_add(line, wane_node_scale(beyond, u->coefficient));
    }
    wane_node_release(u);
    return line;
}

/* ---- Phi and erfc ---- */

/* Phi(sqrt(2) v) = erfc(-v)/2: the one of the simpler argument. */
static node_t identity_of_phi(wane_unary_t function, node_t u)
{
    const int is_phi = function == WANE_UNARY_PHI;
    node_t root, v;

    if (u->kind == WANE_NODE_X || u->is_constant) return NULL;
    root = UNARY(SQRT, wane_node_ratio(2, 1));
    v = wane_node_keep(u);
    v = is_phi ? wane_node_div(v, root) : wane_node_mul(v, root);
    if (v->size >= u->size) {
        wane_node_release(v);
        return NULL;
    }
    wane_node_release(u);
    v = wane_node_scale_ratio(v, -1, 1);
    return is_phi ? wane_node_scale_ratio(UNARY(ERFC, v), 1, 2) : wane_node_scale_ratio(UNARY(PHI, v), 2, 1);
}

const wane_node_t *wane_unary_identity(wane_unary_t function, const wane_node_t *u)
{
    switch (function) {
    case WANE_UNARY_LOG:
        return identity_of_log(u);
    case WANE_UNARY_EXP:
        return identity_of_exp(u);
    case WANE_UNARY_SIN:
    case WANE_UNARY_COS:
        return identity_of_wave(function, u);
    case WANE_UNARY_ATAN:
        return identity_of_atan(u);
    case WANE_UNARY_ASINH:
        return applies(u, WANE_UNARY_SINH) ? inside(u) : NULL;
    case WANE_UNARY_SINH:
        return applies(u, WANE_UNARY_ASINH) ? inside(u) : NULL;
    case WANE_UNARY_COSH:
        return identity_of_cosh(u);
    case WANE_UNARY_TAN:
        return applies(u, WANE_UNARY_ATAN) ? inside(u) : NULL;
    case WANE_UNARY_SQRT:
        return identity_of_sqrt(u);
    case WANE_UNARY_ABS:
        return identity_of_abs(u);
    case WANE_UNARY_RELU:
        return identity_of_relu(u);
    case WANE_UNARY_PHI:
    case WANE_UNARY_ERFC:
        return identity_of_phi(function, u);
    default:
        return NULL;
    }
}
