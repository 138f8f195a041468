#include "verify/formal/formal_pair.h"

#include <flint/fmpz_vec.h>
#include <string.h>

#include "base/scoped.h"
#include "function/facts/facts.h"
#include "function/pieces/affine.h"
#include "function/tree/expression.h"
#include "function/tree/scoped_function.h"
#include "verify/claim/fields.h"
#include "verify/claim/number.h"
#include "verify/claim/parameters.h"
#include "verify/data/function_data.h"

#define PREC 128
#define DIGITS 20
#define PLACES 6 /* of the zero of N */

static wane_status_t refuse(wane_message_t message, const char *what)
{
    return wane_message_set(message, WANE_BAD_INPUT, 0, "no theorem: %s", what);
}

static void function_clear(formal_function_t *f)
{
    for (slong k = 0; k < f->length; k++) {
        if (f->constant != NULL) fmpq_clear(f->constant + k);
        if (f->slope != NULL) fmpq_clear(f->slope + k);
    }
    flint_free(f->constant);
    flint_free(f->slope);
    if (f->lo != NULL) _fmpz_vec_clear(f->lo, f->length);
    if (f->hi != NULL) _fmpz_vec_clear(f->hi, f->length);
    if (f->tail != NULL) _fmpz_vec_clear(f->tail, f->tails);
}

void formal_pair_init(formal_pair_t *pair)
{
    memset(pair, 0, sizeof *pair);
    fmpq *const rational[] = {&pair->b_lo, &pair->b_hi, &pair->decay, &pair->ratio};
    for (int i = 0; i < 4; i++) fmpq_init(rational[i]);
    fmpz *const integer[] = {&pair->left, &pair->right, &pair->low, &pair->high};
    for (int i = 0; i < 4; i++) fmpz_init(integer[i]);
}

void formal_pair_clear(formal_pair_t *pair)
{
    fmpq *const rational[] = {&pair->b_lo, &pair->b_hi, &pair->decay, &pair->ratio};
    for (int i = 0; i < 4; i++) fmpq_clear(rational[i]);
    fmpz *const integer[] = {&pair->left, &pair->right, &pair->low, &pair->high};
    for (int i = 0; i < 4; i++) fmpz_clear(integer[i]);
    function_clear(&pair->student);
    function_clear(&pair->teacher);
}

/* ---- the two functions ---- */

static fmpq *fresh(slong length)
{
    fmpq *list = flint_malloc((size_t)length * sizeof(fmpq));
    for (slong k = 0; k < length; k++) fmpq_init(list + k);
    return list;
}

/* The coefficients of a polynomial all of whose are rational, *length of them; NULL if f is none. */
static fmpq *rational_coefficients(slong *length, const wane_function_t f)
{
    wane_message_t unused;
    SCOPED(surd, c);
    function_data_struct *data = verify_function_data_new(f, 1, "", 1, PREC, unused);
    fmpq *list = NULL;
    if (data != NULL && data->is_polynomial) {
        *length = FLINT_MAX(data->polynomial->length, 1);
        list = fresh(*length);
        for (slong k = 0; k < *length; k++)
            if (!verify_function_data_exact(c, data, k) || !surd_is_rational(list + k, c)) {
                for (slong i = 0; i < *length; i++) fmpq_clear(list + i);
                flint_free(list);
                list = NULL;
                break;
            }
    }
    verify_function_data_free(data);
    return list;
}

/* x of the list, 0 beyond its end. */
static void entry(fmpq_t x, const fmpq *list, slong length, slong k)
{
    if (k < length) fmpq_set(x, list + k);
    else fmpq_zero(x);
}

/* A polynomial affine in its only parameter: constant + b slope, from its two ends. */
static int read_affine(formal_function_t *f, const formal_pair_t *pair, const wane_function_t g)
{
    SCOPED(wane_function, hull, end);
    slong length[2];
    fmpq *at[2] = {NULL, NULL};
    if (function_affine_hull(hull, g) != AFFINE_ITSELF || function_corner_count(hull) != 2) return 0;
    for (int i = 0; i < 2; i++) {
        function_at_corner(end, hull, i);
        at[i] = rational_coefficients(length + i, end);
    }
    const int good = at[0] != NULL && at[1] != NULL;
    if (good) {
        SCOPED(fmpq, x, y, width);
        f->kind = FORMAL_AFFINE;
        f->length = FLINT_MAX(length[0], length[1]);
        f->constant = fresh(f->length);
        f->slope = fresh(f->length);
        fmpq_sub(width, &pair->b_hi, &pair->b_lo);
        for (slong k = 0; k < f->length; k++) {
            entry(x, at[0], length[0], k);
            entry(y, at[1], length[1], k);
            fmpq_sub(y, y, x);
            fmpq_div(f->slope + k, y, width);
            fmpq_mul(y, f->slope + k, &pair->b_lo);
            fmpq_sub(f->constant + k, x, y);
        }
    }
    for (int i = 0; i < 2; i++) {
        for (slong k = 0; at[i] != NULL && k < length[i]; k++) fmpq_clear(at[i] + k);
        flint_free(at[i]);
    }
    return good;
}

/* floor, or ceiling, of x 10^digits. */
static void scaled(fmpz_t value, const arf_t x, slong digits, int is_above)
{
    SCOPED(fmpq, q);
    SCOPED(fmpz, power);
    arf_get_fmpq(q, x);
    fmpz_ui_pow_ui(power, 10, (ulong)digits);
    fmpq_mul_fmpz(q, q, power);
    if (is_above) fmpz_cdiv_q(value, fmpq_numref(q), fmpq_denref(q));
    else fmpz_fdiv_q(value, fmpq_numref(q), fmpq_denref(q));
}

/* c_0, which decay has changed in the certificate. */
static int read_mean(formal_function_t *f, const wane_function_t g)
{
    wane_message_t unused;
    SCOPED(verify_claim, claim);
    function_data_struct *data = verify_function_data_new(g, 0, "", 1, PREC, unused);
    const int good = data != NULL;
    if (good) {
        arb_get_interval_arf(claim->lo, claim->hi, verify_function_data_coefficient(data, 0), PREC);
        scaled(f->lo, claim->lo, DIGITS, 0);
        scaled(f->hi, claim->hi, DIGITS, 1);
    }
    verify_function_data_free(data);
    return good;
}

/* Enclosures as they are claimed; T_0, T_1 and T_2 give the sums of c_k^2, k c_k^2 and k^2 c_k^2: derivations/07 (5). */
static wane_status_t read_measured(formal_function_t *f, const json_t *claims, const json_t *tails,
                                   wane_message_t message)
{
    SCOPED(verify_claim, claim);
    SCOPED(arf, bound);
    f->kind = FORMAL_MEASURED;
    f->length = (slong)json_array_size(claims);
    f->lo = _fmpz_vec_init(f->length);
    f->hi = _fmpz_vec_init(f->length);
    for (slong k = 0; k < f->length; k++) {
        const json_t *json = json_array_get(claims, (size_t)k);
        if (json_is_string(json)) continue;
        if (!verify_claim_read(claim, json, 0)) return refuse(message, "a coefficient is no claim");
        scaled(f->lo + k, claim->lo, DIGITS, 0);
        scaled(f->hi + k, claim->hi, DIGITS, 1);
    }
    f->tail = _fmpz_vec_init(3);
    for (f->tails = 0; f->tails < 3; f->tails++) {
        const json_t *json = json_array_get(tails, (size_t)f->tails);
        if (json_is_null(json)) break;
        if (!verify_read_dyadic(bound, json)) return refuse(message, "a tail is no dyadic number");
        scaled(f->tail + f->tails, bound, DIGITS, 1);
    }
    if (f->tails == 3) fmpz_add(f->tail + 2, f->tail + 2, f->tail + 1);
    return f->tails >= 2 ? WANE_OK : refuse(message, "a function whose slope is not known to be in L2");
}

static wane_status_t read_function(formal_function_t *f, const formal_pair_t *pair, const json_t *root,
                                   const char *role, wane_message_t message)
{
    int is_canonical;
    SCOPED(wane_function, g);
    const json_t *decay = json_object_get(root, "decay"),
                 *claims = json_object_get(json_object_get(root, "coefficients"), role),
                 *tails = json_object_get(json_object_get(root, "tails"), role);
    f->text = json_string_value(json_object_get(decay == NULL ? root : decay, role));
    if (f->text == NULL) return refuse(message, "the functions are not given");
    wane_status_t status =
        verify_parse(g, &is_canonical, f->text, role, json_object_get(root, "parameters"), message);
    if (status != WANE_OK) return status;
    if (function_unknown_count(g) == 0) {
        f->constant = rational_coefficients(&f->length, g);
        if (f->constant != NULL) return WANE_OK;
        f->length = 0;
    } else if (strcmp(role, "teacher") != 0 || !read_affine(f, pair, g)) {
        return refuse(message,
                      "a parameter may stand only in a teacher that is a polynomial with rational Hermite "
                      "coefficients, affine in it");
    }
    if (f->kind == FORMAL_AFFINE) return WANE_OK;
    status = read_measured(f, claims, tails, message);
    if (status == WANE_OK && decay != NULL && !read_mean(f, g))
        return refuse(message, "the mean of a function is not enclosed");
    return status;
}

/* ---- what is asked ---- */

static int is_text(const json_t *json, const char *text)
{
    const char *value = json_string_value(json);
    return value != NULL && strcmp(value, text) == 0;
}

static wane_status_t read_question(formal_pair_t *pair, const json_t *root, wane_message_t message)
{
    const json_t *parameters = json_object_get(root, "parameters"), *decay = json_object_get(root, "decay");
    const char *lambda = json_string_value(json_object_get(decay, "lambda"));
    if (is_text(json_object_get(root, "format"), "wane certificate family"))
        return refuse(message, "a family that is cut into parts; ask for a smaller range of the parameter");
    if (is_text(json_object_get(root, "format"), "wane certificate"))
        return refuse(message,
                      "the certificate is one of the limit eps -> 0; expected one written with `eps` all");
    if (verify_version(root, "wane flow certificate", decay != NULL ? 3 : 2) == 0)
        return wane_message_set(message, WANE_BAD_INPUT, 0, "expected a certificate at every eps");
    if (!is_text(json_object_get(root, "eps"), "all") || !is_text(json_object_get(root, "a0"), "all"))
        return refuse(message,
                      "the certificate is one of given eps or a0; expected one written with `eps` all and "
                      "`a0` all");
    if (!is_text(json_object_get(root, "R0"), "0")) return refuse(message, "expected a start at R0 = 0");
    if (json_object_size(parameters) > 1) return refuse(message, "expected at most one parameter");
    if (decay != NULL && (lambda == NULL || fmpq_set_str(&pair->decay, lambda, 10) != 0))
        return refuse(message, "expected weight decay that is a number");
    const char *name;
    json_t *range;
    json_object_foreach((json_t *)parameters, name, range)
    {
        pair->parameter = name;
        if (!verify_read_ends(&pair->b_lo, &pair->b_hi, range))
            return refuse(message, "a parameter has no range");
    }
    return WANE_OK;
}

/* ---- what becomes of it ---- */

/* The claim to PLACES digits, in an interval that it does not nearly touch, and one that is wider by a part of its
   distance from 0 and 1. */
static wane_status_t read_zero(formal_pair_t *pair, const json_t *claim, wane_message_t message)
{
    SCOPED(verify_claim, R);
    SCOPED(arf, room);
    SCOPED(fmpz, one, width);
    if (!verify_claim_read(R, claim, 0)) return refuse(message, "the limit of R is no claim");
    arf_set_d(room, 1e-8);
    arf_sub(R->lo, R->lo, room, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_add(R->hi, R->hi, room, ARF_PREC_EXACT, ARF_RND_DOWN);
    scaled(&pair->low, R->lo, PLACES, 0);
    scaled(&pair->high, R->hi, PLACES, 1);
    fmpz_ui_pow_ui(one, 10, PLACES);
    fmpz_sub(width, one, &pair->high);
    if (fmpz_cmp(&pair->low, width) < 0) fmpz_set(width, &pair->low);
    fmpz_fdiv_q_ui(width, width, 16);
    fmpz_sub(&pair->left, &pair->low, width);
    fmpz_add(&pair->right, &pair->high, width);
    return fmpz_sgn(width) > 0 ? WANE_OK : refuse(message, "R settles too close to 0 or 1");
}

/* The least degree of the student, apart from 1, whose coefficient is not 0. */
static slong find_other_degree(const formal_function_t *f)
{
    for (slong k = 0; k < f->length; k++) {
        const int is_there = f->kind == FORMAL_EXACT ? !fmpq_is_zero(f->constant + k)
                                                     : fmpz_sgn(f->lo + k) * fmpz_sgn(f->hi + k) > 0;
        if (k != 1 && is_there) return k;
    }
    return -1;
}

/* Both exact, and teacher = ratio * student in every degree. */
static int is_exact_multiple(fmpq_t ratio, const formal_function_t *student, const formal_function_t *teacher)
{
    SCOPED(fmpq, product);
    int good = student->kind == FORMAL_EXACT && teacher->kind == FORMAL_EXACT && student->length > 1 &&
               teacher->length == student->length && !fmpq_is_zero(student->constant + 1);
    if (good) fmpq_div(ratio, teacher->constant + 1, student->constant + 1);
    for (slong k = 0; good && k < student->length; k++) {
        fmpq_mul(product, ratio, student->constant + k);
        good = fmpq_equal(product, teacher->constant + k);
    }
    return good;
}

static wane_status_t read_ratio(formal_pair_t *pair, wane_message_t message)
{
    SCOPED(fmpq, ratio);
    if (!is_exact_multiple(ratio, &pair->student, &pair->teacher)) {
        fmpq_one(ratio);
        if (strcmp(pair->student.text, pair->teacher.text) != 0)
            return refuse(
                message, "the teacher is a multiple of the student, but neither the same text nor a rational "
                         "polynomial");
    }
    fmpq_set(&pair->ratio, ratio);
    pair->other_degree = find_other_degree(&pair->student);
    return pair->other_degree >= 0 ? WANE_OK : refuse(message, "the student has one degree only");
}

static wane_status_t read_outcome(formal_pair_t *pair, const json_t *root, wane_message_t message)
{
    const json_t *landscape = json_object_get(root, "landscape"),
                 *levels = json_object_get(landscape, "levels"), *N = json_object_get(landscape, "N");
    const size_t count = json_array_size(levels);
    const json_t *last = json_array_get(levels, count - 1), *limit = json_object_get(root, "R_final");
    if (!json_is_null(json_object_get(root, "orbit")))
        return refuse(message, "the proof rests on steps of integration");
    if (json_object_get(landscape, "structure") != NULL || count < 2)
        return refuse(message, "the proof rests on the structure of the functions, not on the signs of N");
    if (json_integer_value(json_object_get(landscape, "a")) != 1 ||
        json_integer_value(json_object_get(landscape, "R")) != 1)
        return refuse(message, "R falls from 0; turn the sign of the teacher");
    if (!is_text(json_object_get(last, "kind"), "one"))
        return refuse(message, "P changes its sign between R = 0 and 1");
    if (count == 3 && is_text(json_object_get(json_array_get(levels, 1), "kind"), "sink")) {
        pair->outcome = FORMAL_SETTLING;
        return read_zero(pair, json_object_get(json_array_get(levels, 1), "R"), message);
    }
    if (count > 2) return refuse(message, "N has more zeros between R = 0 and 1 than one sink");
    if (is_text(json_object_get(root, "verdict"), "unlearning")) {
        pair->outcome = FORMAL_UNLEARNING;
        return WANE_OK;
    }
    if (!is_text(json_array_get(limit, 0), "1"))
        return refuse(message, "expected the limit of R to be 0, 1 or a sink");
    pair->outcome = FORMAL_LEARNING;
    if (json_object_get(N, "realizable") == NULL) return WANE_OK;
    pair->outcome = FORMAL_REALIZABLE;
    return read_ratio(pair, message);
}

wane_status_t formal_pair_read(formal_pair_t *pair, const json_t *root, wane_message_t message)
{
    wane_status_t status = read_question(pair, root, message);
    if (status == WANE_OK) status = read_function(&pair->student, pair, root, "student", message);
    if (status == WANE_OK) status = read_function(&pair->teacher, pair, root, "teacher", message);
    if (status == WANE_OK) status = read_outcome(pair, root, message);
    return status;
}
