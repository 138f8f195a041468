#include "manifold/shape/landscape.h"

#include "base/scoped.h"
#include "manifold/shape/precision_loop.h"

static void add_level(landscape_t landscape, level_kind_t kind, const arb_t R, int N_sign)
{
    slong i = landscape->count++;
    landscape->level = flint_realloc(landscape->level, (size_t)landscape->count * sizeof(level_t));
    landscape->level[i].kind = kind;
    landscape->level[i].N_sign = N_sign;
    arb_init(landscape->level[i].R);
    arb_set(landscape->level[i].R, R);
}

/* The zeros of f by increasing R in a fresh vector, and the sign near 0. */
static int all_zeros(arb_ptr *zero, slong *count, int *sign, landscape_t landscape, shape_function_t f)
{
    interior_branch_struct *branch = landscape->branch;
    *zero = NULL;
    *count = 0;
    *sign = interior_branch_structural_sign(branch, f);
    if (*sign != 0) return 1;
    if (branch->small[f]->status == LEADING_ZERO) {
        *sign = 0;
        return 1;
    }
    SCOPED(bracket_list, list);
    int done = interior_branch_zeros(list, sign, branch, f);
    if (done) {
        *count = list->count;
        *zero = _arb_vec_init(list->count);
        for (slong i = 0; i < list->count; i++)
            interior_branch_refine(*zero + i, branch, f, list->bracket + i);
    }
    return done;
}

/* The first interval on which P > 0, from the zeros of P and its sign near 0; with a place, the one around
   it. 0 if there is none. */
static int positive_interval(arb_t left, arb_t right, int *right_is_one, int P_sign, arb_srcptr zero,
                             slong count, const arb_struct *place)
{
    for (slong first = P_sign > 0 ? 0 : 1; first <= count; first += 2) {
        if (first == 0) arb_zero(left);
        else arb_set(left, zero + first - 1);
        *right_is_one = count <= first;
        if (*right_is_one) arb_one(right);
        else arb_set(right, zero + first);
        if (place == NULL || (arb_lt(left, place) && arb_lt(place, right))) return 1;
    }
    return 0;
}

/* The zeros of N in (left, right); the sign of N on its left part follows from the zeros passed. */
static int add_zeros_of_N(landscape_t landscape, const arb_t left, const arb_t right, int sign,
                          arb_srcptr zero, slong count)
{
    slong i = 0;
    int at_zero = arb_is_zero(left);
    for (; i < count && arb_lt(zero + i, left); i++) sign = -sign;
    add_level(landscape, LEVEL_START, left, sign);
    for (; i < count && arb_lt(zero + i, right); i++) {
        if (!at_zero && !arb_gt(zero + i, left)) return 0;
        sign = -sign;
        add_level(landscape, sign > 0 ? LEVEL_SINK : LEVEL_SADDLE, zero + i, sign);
    }
    return i == count || arb_gt(zero + i, right);
}

static int set_levels(landscape_t landscape, int N_sign, const arb_struct *place)
{
    int right_is_one, done = 1;
    SCOPED(arb, left, right);
    if (positive_interval(left, right, &right_is_one, landscape->P_sign_near_zero, landscape->P_zero,
                          landscape->P_count, place)) {
        done = add_zeros_of_N(landscape, left, right, N_sign, landscape->N_zero, landscape->N_count);
        if (done) add_level(landscape, right_is_one ? LEVEL_ONE : LEVEL_ZERO, right, 0);
    }
    return done;
}

static landscape_struct *fresh(const kernels_t source, int a_sign, int R_sign)
{
    landscape_struct *landscape = flint_calloc(1, sizeof(landscape_struct));
    interior_branch_init_unmarked(landscape->branch, source, a_sign, R_sign);
    landscape->neutral = landscape->branch->neutral;
    return landscape;
}

void landscape_free(landscape_struct *landscape)
{
    if (landscape == NULL) return;
    for (slong i = 0; i < landscape->count; i++) arb_clear(landscape->level[i].R);
    flint_free(landscape->level);
    if (landscape->P_zero != NULL) _arb_vec_clear(landscape->P_zero, landscape->P_count);
    if (landscape->N_zero != NULL) _arb_vec_clear(landscape->N_zero, landscape->N_count);
    interior_branch_clear(landscape->branch);
    flint_free(landscape);
}

landscape_struct *landscape_new(const kernels_t source, int a_sign, int R_sign, const arb_struct *place,
                                wane_message_t message)
{
    landscape_struct *landscape = fresh(source, a_sign, R_sign);
    const char *open = NULL, *where = "on 0 < R < 1";
    int N_sign = 0;
    if (!all_zeros(&landscape->P_zero, &landscape->P_count, &landscape->P_sign_near_zero, landscape, SHAPE_P))
        open = "the sign of P";
    else if (!all_zeros(&landscape->N_zero, &landscape->N_count, &N_sign, landscape, SHAPE_N))
        open = "the sign of N = PS' - 2P'S";
    if (open != NULL) where = interior_branch_where(landscape->branch);
    else if (!set_levels(landscape, N_sign, place)) open = "the order of the zeros of N and P";
    if (open == NULL) return landscape;
    undecided_on_unit(message, source, open, where);
    landscape_free(landscape);
    return NULL;
}

/* R cannot leave through 0: p_1 = 0, or c_0 = 0 and with N > 0 then p_1 > 0 or p_1 = 0. */
static int start_holds(const landscape_t landscape)
{
    const oriented_kernels_struct *kernels = landscape->branch->kernels;
    return arb_is_zero(landscape->level[0].R) &&
           (arb_is_zero(kernels->s) || kernels->length < 2 || arb_is_zero(kernels->p + 1));
}

int level_attracts(const landscape_t landscape, slong i)
{
    const level_t *level = landscape->level + i;
    if (landscape->neutral) return 0;
    switch (level->kind) {
    case LEVEL_SINK:
        return 1;
    case LEVEL_START:
        return level->N_sign > 0 && start_holds(landscape);
    case LEVEL_ONE:
        return level[-1].N_sign < 0;
    default:
        return 0;
    }
}

void level_height(arb_t a, const landscape_t landscape, slong i)
{
    const level_t *level = landscape->level + i;
    const oriented_kernels_struct *kernels = landscape->branch->kernels;
    if (level->kind == LEVEL_ONE) arb_set(a, landscape->branch->a_eq);
    else if (!arb_is_zero(level->R)) nullcline_height(a, landscape->branch, level->R);
    else if (arb_is_zero(kernels->s)) arb_pos_inf(a);
    else arb_div(a, kernels->p, kernels->s, kernels->prec);
}

void level_value(arb_t Phi, const landscape_t landscape, slong i)
{
    const level_t *level = landscape->level + i;
    const interior_branch_struct *branch = landscape->branch;
    slong prec = branch->kernels->prec;
    if (level->kind == LEVEL_ZERO) {
        arb_zero(Phi);
    } else if (level->kind == LEVEL_ONE) {
        arb_mul(Phi, branch->a_eq, branch->kernels->P_at_one[0], prec);
    } else if (arb_is_zero(level->R)) {
        slong k = arb_is_zero(branch->kernels->s) ? branch->small_R->s : 0;
        if (k < 0 || k >= branch->kernels->length) {
            arb_indeterminate(Phi);
            return;
        }
        arb_mul(Phi, branch->kernels->p + k, branch->kernels->p + k, prec);
        arb_div(Phi, Phi, branch->kernels->s + k, prec);
    } else {
        SCOPED(kernel_values, at);
        oriented_kernels_evaluate(at, branch->kernels, level->R, prec);
        landscape_function_value(Phi, at->P, at->S, prec);
    }
}

int level_bars(const landscape_t landscape, slong i, const arb_t gain)
{
    SCOPED(arb, Phi);
    level_value(Phi, landscape, i);
    return arb_gt(gain, Phi);
}
