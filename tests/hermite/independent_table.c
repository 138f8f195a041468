#include "function/evaluate/evaluate.h"
#include "independent_table.h"

#include <flint/acb_calc.h>
#include <flint/arb_calc.h>
#include <stdint.h>
#include <string.h>

#define MOST_EVALUATIONS 30000 /* for one degree */
#define SLOTS (1 << 18)
#define MOST_POINTS (SLOTS / 2)

/* What is known at one ball z: f(z) h_k(z) exp(-z^2/2), k
   < length, or NULL if f may not be holomorphic there. */
typedef struct {
    acb_t z;
    slong prec;
    acb_ptr value;
} point_t;

typedef struct {
    const wane_function_struct *f;
    slong length, k; /* k: the degree being integrated */
    arb_ptr norm;    /* 1/sqrt(k!) */
    point_t **slot;
    slong points;
} table_t;

static uint64_t hash_of(const acb_t z)
{
    double parts[4] = {arf_get_d(arb_midref(acb_realref(z)), ARF_RND_DOWN),
                       arf_get_d(arb_midref(acb_imagref(z)), ARF_RND_DOWN),
                       mag_get_d(arb_radref(acb_realref(z))), mag_get_d(arb_radref(acb_imagref(z)))};
    uint64_t words[4], h = 0;
    memcpy(words, parts, sizeof words);
    for (int i = 0; i < 4; i++) {
        h = (h ^ words[i]) * UINT64_C(0x9e3779b97f4a7c15);
        h ^= h >> 29;
    }
    return h;
}

static void values_at(acb_ptr value, const table_t *table, const acb_t z, const acb_t f, slong prec)
{
    acb_t weight;
    acb_init(weight);
    acb_sqr(weight, z, prec);
    acb_mul_2exp_si(weight, weight, -1);
    acb_neg(weight, weight);
    acb_exp(weight, weight, prec);
    acb_mul(weight, weight, f, prec);
    for (slong k = 0; k < table->length; k++) { /* He_{k+1} = z He_k - k He_{k-1} */
        if (k == 0) {
            acb_one(value);
        } else {
            acb_mul(value + k, z, value + k - 1, prec);
            if (k > 1) acb_submul_ui(value + k, value + k - 2, (ulong)k - 1, prec);
        }
    }
    for (slong k = 0; k < table->length; k++) {
        acb_mul_arb(value + k, value + k, table->norm + k, prec);
        acb_mul(value + k, value + k, weight, prec);
    }
    acb_clear(weight);
}

static point_t *new_point(table_t *table, const acb_t z, slong prec)
{
    point_t *point = flint_malloc(sizeof *point);
    acb_t f;
    acb_init(f);
    acb_init(point->z);
    acb_set(point->z, z);
    point->prec = prec;
    point->value = NULL;
    function_evaluate_holomorphic(f, table->f, z, prec);
    if (acb_is_finite(f)) {
        point->value = _acb_vec_init(table->length);
        values_at(point->value, table, z, f, prec);
    }
    acb_clear(f);
    return point;
}

static void release(point_t *point, slong length)
{
    if (point->value != NULL) _acb_vec_clear(point->value, length);
    acb_clear(point->z);
    flint_free(point);
}

/* The point of this ball, found or made; NULL when the store is full. */
static point_t *look_up(table_t *table, const acb_t z, slong prec)
{
    uint64_t at = hash_of(z) % SLOTS;
    for (; table->slot[at] != NULL; at = (at + 1) % SLOTS)
        if (table->slot[at]->prec == prec && acb_equal(table->slot[at]->z, z)) return table->slot[at];
    if (table->points >= MOST_POINTS) return NULL;
    table->points++;
    return table->slot[at] = new_point(table, z, prec);
}

static int integrand(acb_ptr value, const acb_t z, void *data, slong order, slong prec)
{
    table_t *table = data;
    point_t *kept = look_up(table, z, prec), *point = kept != NULL ? kept : new_point(table, z, prec);
    if (point->value != NULL) acb_set(value, point->value + table->k);
    else acb_indeterminate(value);
    if (kept == NULL) release(point, table->length);
    (void)order; /* where f may not be holomorphic there is no value anyway */
    return 0;
}

static int integrate_all(arb_ptr c, table_t *table, const arb_t left, const arb_t right, slong prec)
{
    acb_t from, to, sum;
    arb_t root;
    mag_t tolerance;
    acb_calc_integrate_opt_t options;
    int sharp = 1;
    acb_init(from);
    acb_init(to);
    acb_init(sum);
    arb_init(root);
    mag_init(tolerance);
    acb_set_arb(from, left);
    acb_set_arb(to, right);
    arb_const_pi(root, prec + 32);
    arb_mul_2exp_si(root, root, 1);
    arb_rsqrt(root, root, prec + 32);
    mag_set_ui_2exp_si(tolerance, 1, -prec);
    acb_calc_integrate_opt_init(options);
    options->depth_limit = 4 * prec;
    options->eval_limit = MOST_EVALUATIONS;
    for (table->k = 0; sharp && table->k < table->length; table->k++) {
        sharp = acb_calc_integrate(sum, integrand, table, from, to, prec, tolerance, options, prec + 32) ==
                ARB_CALC_SUCCESS;
        arb_mul(c + table->k, acb_realref(sum), root, prec + 32);
    }
    acb_clear(from);
    acb_clear(to);
    acb_clear(sum);
    arb_clear(root);
    mag_clear(tolerance);
    return sharp;
}

int independent_table(arb_ptr c, slong length, const wane_function_t f, const arb_t left, const arb_t right,
                      slong prec)
{
    table_t table = {.f = f, .length = length};
    table.norm = _arb_vec_init(length);
    table.slot = flint_calloc(SLOTS, sizeof(point_t *));
    for (slong k = 0; k < length; k++) {
        arb_fac_ui(table.norm + k, (ulong)k, prec + 32);
        arb_rsqrt(table.norm + k, table.norm + k, prec + 32);
    }
    int sharp = integrate_all(c, &table, left, right, prec);
    for (slong i = 0; i < SLOTS; i++)
        if (table.slot[i] != NULL) release(table.slot[i], length);
    flint_free(table.slot);
    _arb_vec_clear(table.norm, length);
    return sharp;
}

/* 1, or the largest absolute value */
static void scale_of(mag_t scale, arb_srcptr c, slong length)
{
    mag_t t;
    mag_init(t);
    mag_one(scale);
    for (slong k = 0; k < length; k++) {
        arb_get_mag(t, c + k);
        mag_max(scale, scale, t);
    }
    mag_clear(t);
}

static const char *disagreement_of_balls(const arb_t c, const arb_t truth, const mag_t unit)
{
    const char *wrong = NULL;
    mag_t t;
    mag_init(t);
    mag_mul_2exp_si(t, unit, -12);
    if (!arb_is_finite(truth) || mag_cmp(arb_radref(truth), t) > 0)
        wrong = "has no sharp independent enclosure";
    else if (!arb_overlaps(c, truth)) wrong = "is outside the independent enclosure";
    mag_mul_2exp_si(t, arb_radref(truth), 4); /* balls of about one size may overlap in part */
    if (wrong == NULL && mag_cmp(arb_radref(c), t) > 0 && !arb_contains(c, truth))
        wrong = "does not contain the independent enclosure";
    mag_mul_ui(t, unit, 100);
    if (wrong == NULL && mag_cmp(arb_radref(c), t) > 0) wrong = "is wider than 100 times what was asked";
    mag_clear(t);
    return wrong;
}

const char *disagreement(slong *k, arb_srcptr c, arb_srcptr truth, slong length, slong prec)
{
    const char *wrong = NULL;
    mag_t unit;
    mag_init(unit);
    scale_of(unit, c, length);
    mag_mul_2exp_si(unit, unit, -prec);
    for (*k = 0; *k < length; ++*k) {
        wrong = disagreement_of_balls(c + *k, truth + *k, unit);
        if (wrong != NULL) break;
    }
    mag_clear(unit);
    return wrong;
}
