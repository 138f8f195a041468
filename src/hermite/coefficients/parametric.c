#include "hermite/coefficients/parametric.h"

#include "function/facts/facts.h"
#include "function/tree/scoped_function.h"
#include "hermite/coefficients/coefficients.h"
#include "hermite/coefficients/parameter_box.h"

#define HULL_PREC 256
#define SPARE_BITS 40
#define WEIGHT_PREC 64 /* of what is multiplied by a half width */

typedef struct {
    arb_ptr middle; /* c_k at the midpoint */
    mag_ptr spread; /* |c_k - middle[k]| is at most this anywhere in the box */
    slong length, prec;
    const wane_effort_t *effort;
} form_t;

/* spread[k] += weight |c_k(g)| for g without parameters */
static int add_first_order(form_t *form, const wane_function_t g, const mag_t weight)
{
    SCOPED_VEC(arb, c, form->length);
    SCOPED(mag, size);
    if (hermite_coefficients(c, form->length, g, FLINT_MIN(form->prec, WEIGHT_PREC), form->effort, NULL) !=
        WANE_OK)
        return 0;
    for (slong k = 0; k < form->length; k++) {
        arb_get_mag(size, c + k);
        mag_addmul(form->spread + k, size, weight);
    }
    return 1;
}

/* spread[k] += weight sup |c_k(g)|, g with parameters: its moments over the box or, if plain, its coefficients. */
static int add_supremum(form_t *form, const wane_function_t g, const mag_t weight, int plain)
{
    SCOPED_VEC(mag, root, BOX_MOMENTS);
    SCOPED_VEC(arb, c, form->length);
    SCOPED(mag, bound, size);
    parameter_box_sizes(root, g, form->length == 1 ? 1 : 3 + form->length / 16);
    plain = plain && hermite_plain_coefficients(c, form->length, g, form->prec, 1, NULL) == WANE_OK;
    for (slong k = 0; k < form->length; k++) {
        parameter_box_coefficient(bound, root, k);
        if (plain && arb_is_finite(c + k)) {
            arb_get_mag(size, c + k);
            mag_min(bound, bound, size);
        }
        if (mag_is_inf(bound)) return 0;
        mag_addmul(form->spread + k, bound, weight);
    }
    return 1;
}

/* derivations/16 (14) */
static int second_order(form_t *form, const wane_function_t f, const parameter_box_t *box)
{
    SCOPED(wane_function, first, second, middle);
    SCOPED(mag, weight);
    for (slong i = 0; i < box->count; i++) {
        if (!function_parameter_derivative(first, f, box->name[i])) return 0;
        parameter_box_middle(middle, first, box);
        if (!add_first_order(form, middle, box->half_width[i])) return 0;
        for (slong l = i; l < box->count; l++) {
            mag_mul(weight, box->half_width[i], box->half_width[l]);
            if (i == l) mag_mul_2exp_si(weight, weight, -1);
            if (!function_parameter_derivative(second, first, box->name[l]) ||
                !add_supremum(form, second, weight, 0))
                return 0;
        }
    }
    return 1;
}

/* derivations/16 (18) */
static int first_order(form_t *form, const wane_function_t f, const parameter_box_t *box)
{
    SCOPED(wane_function, derivative);
    for (slong i = 0; i < box->count; i++)
        if (!function_parameter_derivative(derivative, f, box->name[i]) ||
            !add_supremum(form, derivative, box->half_width[i], 1))
            return 0;
    return 1;
}

/* The order of the form, 0 if there is none. */
static int find_form(form_t *form, const wane_function_t f, const parameter_box_t *box)
{
    int order = 2;
    for (slong i = 0; i < box->count; i++) {
        const int own = function_parameter_order(f, box->name[i]);
        order = FLINT_MIN(order, own);
    }
    if (order == 0 || !(order == 2 ? second_order(form, f, box) : first_order(form, f, box))) return 0;
    /* no more bits than the spread leaves to be seen */
    SCOPED(mag, least);
    mag_inf(least);
    for (slong k = 0; k < form->length; k++)
        if (!mag_is_zero(form->spread + k)) mag_min(least, least, form->spread + k);
    const slong prec = mag_is_inf(least) ? form->prec : FLINT_MIN(form->prec, SPARE_BITS - MAG_EXP(least));
    SCOPED(wane_function, middle);
    parameter_box_middle(middle, f, box);
    const int found = hermite_coefficients(form->middle, form->length, middle, FLINT_MAX(prec, SPARE_BITS),
                                           form->effort, NULL) == WANE_OK;
    return found ? order : 0;
}

int hermite_parametric_coefficients(arb_ptr c, slong length, const wane_function_t f, slong prec,
                                    const wane_effort_t *effort)
{
    if (length <= 0 || !function_has_intervals(f) || function_is_polynomial(f)) return 0;
    SCOPED(wane_function, named);
    function_name_unknowns(named, f, "");
    parameter_box_t box;
    form_t form = {
        .middle = c, .spread = _mag_vec_init(length), .length = length, .prec = prec, .effort = effort};
    const int order = parameter_box_init_set(&box, named) ? find_form(&form, named, &box) : 0;
    for (slong k = 0; k < length && order > 0; k++) arb_add_error_mag(c + k, form.spread + k);
    if (order > 0) parameter_box_structure(c, length, f, prec);
    parameter_box_clear(&box);
    _mag_vec_clear(form.spread, length);
    return order;
}

/* ---- wide boxes ---- */

#define MOST_HALVINGS 6
#define WORTHWHILE 0.9 /* what the radii together have to shrink to by two halvings */

typedef struct {
    const parametric_question_t *question;
    slong length;
    wane_message_struct *message;
} hull_t;

/* The hull over the 2^halvings pieces of f's box, its parameters halved in turn. */
static wane_status_t over_pieces(arb_ptr value, const hull_t *hull, const wane_function_t f, slong halvings)
{
    const slong count = function_unknown_count(f);
    if (halvings == 0 || count == 0)
        return hull->question->answer(value, hull->length, f, hull->question->context, hull->message);
    SCOPED_VEC(arb, other, hull->length);
    SCOPED(wane_function, half);
    SCOPED(fmpq, lower, upper, middle);
    const char *name = function_unknown(lower, upper, f, halvings % count);
    fmpq_add(middle, lower, upper);
    fmpq_div_2exp(middle, middle, 1);
    function_narrow(half, f, name, lower, middle);
    wane_status_t status = over_pieces(value, hull, half, halvings - 1);
    function_narrow(half, f, name, middle, upper);
    if (status == WANE_OK) status = over_pieces(other, hull, half, halvings - 1);
    for (slong k = 0; k < hull->length && status == WANE_OK; k++)
        if (!arb_is_zero(value + k) || !arb_is_zero(other + k))
            arb_union(value + k, value + k, other + k, HULL_PREC);
    return status;
}

static double total_radius(arb_srcptr value, slong length)
{
    SCOPED(mag, total);
    for (slong k = 0; k < length; k++) mag_add(total, total, arb_radref(value + k));
    return mag_get_d(total);
}

wane_status_t hermite_hull_over_parameters(arb_ptr value, slong length, const wane_function_t f,
                                           const parametric_question_t *question, wane_message_t message)
{
    SCOPED(wane_function, named);
    SCOPED_VEC(arb, finer, length);
    wane_message_t unused;
    function_name_unknowns(named, f, "");
    hull_t hull = {question, length, message};
    wane_status_t status = over_pieces(value, &hull, named, 0);
    double radius = total_radius(value, length);
    hull.message = unused;
    for (slong i = 2; i <= MOST_HALVINGS && function_unknown_count(named) > 0; i += 2) {
        if ((status != WANE_OK && status != WANE_UNDECIDED) || over_pieces(finer, &hull, named, i) != WANE_OK)
            break;
        const double before = radius;
        radius = total_radius(finer, length);
        if (status == WANE_OK && !(radius < before)) break;
        status = WANE_OK;
        _arb_vec_swap(value, finer, length);
        if (radius > WORTHWHILE * before) break;
    }
    return status;
}
