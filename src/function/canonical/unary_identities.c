/* Functions of functions that are another function (derivations/11 (22) to (24)). */
#include "base/scoped.h"
#include "function/canonical/sign.h"
#include "function/canonical/identity.h"

typedef const wane_node_t *node_t;

static int applies(node_t node, unary_t function)
{
    return node->kind == NODE_UNARY && node->function == function;
}

/* The argument of u = function(argument), in its place. */
static node_t inside(node_t u)
{
    node_t argument = node_keep(u->operand[0]);

    node_release(u);
    return argument;
}

/* 1 if node = c t with one term t. */
static int is_multiple(node_t node)
{
    return node->kind == NODE_SUM && node->count == 1 && fmpq_is_zero(node->value);
}

/* ---- logarithms and exponentials ---- */

/* log(c t) = log c + log t, c > 0, for those t whose logarithm is another function. */
static node_t log_of_multiple(node_t u)
{
    node_t t = u->operand[0], result;

    if (!applies(t, UNARY_COSH) && !applies(t, UNARY_EXP) && !applies(t, UNARY_SIGMOID)) return NULL;
    if (fmpq_sgn(u->coefficient) <= 0) return NULL;
    if (applies(t, UNARY_COSH) && fmpq_cmp_si(u->coefficient, 2) == 0)
        result = UNARY(LOG2COSH, node_keep(t->operand[0]));
    else result = node_add(UNARY(LOG, node_rational(u->coefficient)), UNARY(LOG, node_keep(t)));
    node_release(u);
    return result;
}

static node_t identity_of_log(node_t u)
{
    if (is_multiple(u)) return log_of_multiple(u);
    if (u->kind == NODE_SUM && u->count == 1 && fmpq_is_one(u->value) && fmpq_is_one(u->coefficient) &&
        applies(u->operand[0], UNARY_EXP) &&
        !node_is_logarithmic(u->operand[0]->operand[0])) { /* log(1 + e^w) */
        node_t w = node_keep(u->operand[0]->operand[0]);

        node_release(u);
        return UNARY(SOFTPLUS, w);
    }
    if (u->kind == NODE_PRODUCT && u->count == 1 && applies(u->operand[0], UNARY_COSH)) {
        const slong n = u->exponent[0];
        node_t base = node_keep(u->operand[0]);

        node_release(u);
        return node_scale_ratio(UNARY(LOG, base), n, 1);
    }
    if (applies(u, UNARY_EXP)) return inside(u);
    if (applies(u, UNARY_SIGMOID))
        return node_scale_ratio(UNARY(SOFTPLUS, node_scale_ratio(inside(u), -1, 1)), -1, 1);
    if (applies(u, UNARY_COSH)) return node_sub(UNARY(LOG2COSH, inside(u)), UNARY(LOG, node_ratio(2, 1)));
    return NULL;
}

/* e^softplus(w) = 1 + e^w, e^(-softplus(w)) = sigmoid(-w) */
static node_t identity_of_exp(node_t u)
{
    node_t w;

    if (applies(u, UNARY_SOFTPLUS)) return node_add(node_ratio(1, 1), UNARY(EXP, inside(u)));
    if (!is_multiple(u) || fmpq_cmp_si(u->coefficient, -1) != 0 || !applies(u->operand[0], UNARY_SOFTPLUS))
        return NULL;
    w = node_scale_ratio(node_keep(u->operand[0]->operand[0]), -1, 1);
    node_release(u);
    return UNARY(SIGMOID, w);
}

/* ---- quarter turns ---- */

/* u = v + k pi/2, for an integer k: v in the place of u and k, 0 if there is none or none to take. */
static slong take_quarters(node_t *u)
{
    node_t v;
    slong k = 0;

    SCOPED(fmpq, turns);
    if ((*u)->kind == NODE_PI) fmpq_set_si(turns, 2, 1);
    for (slong i = 0; (*u)->kind == NODE_SUM && i < (*u)->count; i++)
        if ((*u)->operand[i]->kind == NODE_PI) fmpq_mul_2exp(turns, (*u)->coefficient + i, 1);
    if (fmpq_is_zero(turns) || !fmpz_is_one(fmpq_denref(turns))) return 0;
    k = (slong)fmpz_fdiv_ui(fmpq_numref(turns), 4);
    fmpq_div_2exp(turns, turns, 1);
    v = node_scale(node_pi(), turns);
    *u = node_sub(*u, v);
    return k == 0 ? 4 : k;
}

/* sin(v + k pi/2), cos(v + k pi/2) = sin(v + (k + 1) pi/2) */
static node_t identity_of_wave(unary_t function, node_t u)
{
    slong k = take_quarters(&u);

    if (k == 0) return NULL;
    k += function == UNARY_COS;
    u = k % 2 == 0 ? UNARY(SIN, u) : UNARY(COS, u);
    return node_scale_ratio(u, k % 4 < 2 ? 1 : -1, 1);
}

/* ---- inverse functions ---- */

/* atan(e^w) = pi/4 + atan(tanh(w/2)), atan(sinh u) = 2 atan(tanh(u/2)) */
static node_t identity_of_atan(node_t u)
{
    const int is_exp = applies(u, UNARY_EXP);
    node_t angle;

    if (!is_exp && !applies(u, UNARY_SINH)) return NULL;
    angle = UNARY(ATAN, UNARY(TANH, node_scale_ratio(inside(u), 1, 2)));
    if (!is_exp) return node_scale_ratio(angle, 2, 1);
    return node_add(node_scale_ratio(node_pi(), 1, 4), angle);
}

/* cosh(asinh v) = sqrt(1 + v^2) */
static node_t identity_of_cosh(node_t u)
{
    if (!applies(u, UNARY_ASINH)) return NULL;
    return UNARY(SQRT, node_add(node_ratio(1, 1), node_power(inside(u), 2)));
}

/* The square root of a product of even powers: |prod b^(n/2)|, even powers again outside. */
static node_t root_of_even_powers(node_t u)
{
    node_t outside, odd;

    if (u->kind != NODE_PRODUCT || u->is_constant) return NULL;
    for (slong i = 0; i < u->count; i++)
        if (u->exponent[i] % 2 != 0 || u->exponent[i] < 0) return NULL;
    outside = node_ratio(1, 1);
    odd = node_ratio(1, 1);
    for (slong i = 0; i < u->count; i++) {
        const slong n = u->exponent[i] / 2;

        outside = node_mul(outside, node_power(node_keep(u->operand[i]), n - n % 2));
        if (n % 2 != 0) odd = node_mul(odd, node_keep(u->operand[i]));
    }
    return node_mul(outside, UNARY(ABS, odd));
}

/* sqrt(e^w) = e^(w/2), sqrt of even powers, times c > 0 */
static node_t identity_of_sqrt(node_t u)
{
    const int is_scaled = is_multiple(u) && fmpq_sgn(u->coefficient) > 0;
    node_t root;

    if (applies(u, UNARY_EXP)) return UNARY(EXP, node_scale_ratio(inside(u), 1, 2));
    root = root_of_even_powers(is_scaled ? u->operand[0] : u);
    if (root == NULL) return NULL;
    if (is_scaled) root = node_mul(UNARY(SQRT, node_rational(u->coefficient)), root);
    node_release(u);
    return root;
}

/* ---- kinks ---- */

/* |u| = u or -u where the sign is known */
static node_t identity_of_abs(node_t u)
{
    if (node_is_nonnegative(u)) return u;
    return node_is_nonpositive(u) ? node_scale_ratio(u, -1, 1) : NULL;
}

/* relu(c - k relu(v)) = relu(c - k v) - k relu(-v) and relu(k relu(v) - c) = relu(k v - c), c >= 0, k > 0. */
static node_t identity_of_relu(node_t u)
{
    node_t v, line;
    sum_t sum;
    int falls;

    if (node_is_nonnegative(u)) return u;
    if (node_is_nonpositive(u)) return node_scale_ratio(u, 0, 1);
    if (u->kind != NODE_SUM || u->count != 1 || !applies(u->operand[0], UNARY_RELU)) return NULL;
    falls = fmpq_sgn(u->coefficient) < 0;
    if (fmpq_is_zero(u->coefficient) || (falls ? fmpq_sgn(u->value) <= 0 : fmpq_sgn(u->value) > 0))
        return NULL;
    v = u->operand[0]->operand[0];
    sum_init(sum);
    fmpq_set(sum->constant, u->value);
    sum_add(sum, u->coefficient, v);
    line = UNARY(RELU, sum_finish(sum));
    if (falls) { /* the coefficient is -k */
        node_t beyond = UNARY(RELU, node_scale_ratio(node_keep(v), -1, 1));

        line = node_add(line, node_scale(beyond, u->coefficient));
    }
    node_release(u);
    return line;
}

/* ---- Phi and erfc ---- */

/* Phi(sqrt(2) v) = erfc(-v)/2: the one of the simpler argument. */
static node_t identity_of_phi(unary_t function, node_t u)
{
    const int is_phi = function == UNARY_PHI;
    node_t root, v;

    if (u->kind == NODE_X || u->is_constant) return NULL;
    root = UNARY(SQRT, node_ratio(2, 1));
    v = node_keep(u);
    v = is_phi ? node_div(v, root) : node_mul(v, root);
    if (v->size >= u->size) {
        node_release(v);
        return NULL;
    }
    node_release(u);
    v = node_scale_ratio(v, -1, 1);
    return is_phi ? node_scale_ratio(UNARY(ERFC, v), 1, 2) : node_scale_ratio(UNARY(PHI, v), 2, 1);
}

const wane_node_t *unary_identity(unary_t function, const wane_node_t *u)
{
    switch (function) {
    case UNARY_LOG:
        return identity_of_log(u);
    case UNARY_EXP:
        return identity_of_exp(u);
    case UNARY_SIN:
    case UNARY_COS:
        return identity_of_wave(function, u);
    case UNARY_ATAN:
        return identity_of_atan(u);
    case UNARY_ASINH:
        return applies(u, UNARY_SINH) ? inside(u) : NULL;
    case UNARY_SINH:
        return applies(u, UNARY_ASINH) ? inside(u) : NULL;
    case UNARY_COSH:
        return identity_of_cosh(u);
    case UNARY_TAN:
        return applies(u, UNARY_ATAN) ? inside(u) : NULL;
    case UNARY_SQRT:
        return identity_of_sqrt(u);
    case UNARY_ABS:
        return identity_of_abs(u);
    case UNARY_RELU:
        return identity_of_relu(u);
    case UNARY_PHI:
    case UNARY_ERFC:
        return identity_of_phi(function, u);
    default:
        return NULL;
    }
}
