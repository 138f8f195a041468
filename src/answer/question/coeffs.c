/* The Hermite coefficients of a function. */
#include "base/scoped.h"
#include "base/text.h"
#include "function/exact/surd.h"
#include "answer/problem/pair.h"
#include "answer/question/certified.h"
#include "answer/question/question.h"

enum { BASIS_ORTHONORMAL, BASIS_MONIC, BASIS_PHYSICIST, BASIS_DERIVATIVE };
static const char *const bases[] = {"orthonormal", "monic", "physicist", "derivative", NULL};
static const char *const parity_names[] = {[WANE_PARITY_NONE] = "none",
                                           [WANE_PARITY_EVEN] = "even",
                                           [WANE_PARITY_ODD] = "odd",
                                           [WANE_PARITY_ZERO] = "even"};

typedef struct {
    wane_function_t f;
    wane_effort_t effort;
    slong last;
    int basis;
} request_t;

/* The factor that turns c_k into the coefficient in the basis,
     monic       f = sum b_k He_k(x),          b_k = c_k / sqrt(k!)
     physicist   f = sum b_k H_k(x/sqrt 2),    b_k = c_k / sqrt(2^k k!)
     derivative  b_k = E f^(k),                b_k = c_k sqrt(k!)
   is sqrt(radicand) or its inverse. */
static void factor_of_basis(fmpz_t radicand, int *inverse, int basis, const fmpz_t factorial, slong k)
{
    *inverse = basis == BASIS_MONIC || basis == BASIS_PHYSICIST;
    if (basis == BASIS_ORTHONORMAL) fmpz_one(radicand);
    else fmpz_set(radicand, factorial);
    if (basis == BASIS_PHYSICIST) fmpz_mul_2exp(radicand, radicand, (ulong)k);
}

static void scale_ball(arb_t value, const fmpz_t radicand, int inverse, slong prec)
{
    if (fmpz_is_one(radicand) || arb_is_zero(value)) return;
    SCOPED(arb, root);
    arb_sqrt_fmpz(root, radicand, prec);
    if (inverse) arb_div(value, value, root, prec);
    else arb_mul(value, value, root, prec);
}

/* The exact coefficient in the basis as text, and value from it; or NULL. */
static char *exact_entry(arb_t value, const surd_t coefficient, const fmpz_t radicand, int inverse,
                         slong prec)
{
    if (!coefficient->exact) return NULL;
    SCOPED(surd, factor);
    SCOPED(fmpq, rational);
    /* sqrt(n), or 1/sqrt(n) = sqrt(n)/n. */
    fmpq_one(rational);
    if (inverse) fmpz_set(fmpq_denref(rational), radicand);
    surd_set_fmpq_sqrt(factor, rational, radicand);
    surd_mul(factor, factor, coefficient, prec);
    char *text = surd_get_str(factor);
    surd_get_arb(value, factor, prec);
    return text;
}

/* {"k", "lo", "hi", "exact"}: coefficient k in the basis. */
static json_t *row_json(const coefficients_t known, const request_t *request, const fmpz_t factorial, slong k)
{
    const slong digits = request->effort.digits, prec = (slong)(3.33 * (double)digits) + 128;
    char *exact = NULL;
    int inverse;
    SCOPED(arb, value);
    SCOPED(fmpz, radicand);
    factor_of_basis(radicand, &inverse, request->basis, factorial, k);
    arb_set(value, known->c + k);
    scale_ball(value, radicand, inverse, prec);
    if (known->is_polynomial && k < known->polynomial->length)
        exact = exact_entry(value, &known->polynomial->coefficient[k], radicand, inverse, prec);
    json_t *row = json_pack("{s:I}", "k", (json_int_t)k),
           *real = answer_certified_json(value, exact, digits + ANSWER_GUARD_DIGITS);
    if (json_is_object(real)) json_object_update(row, real);
    json_decref(real);
    flint_free(exact);
    return row;
}

static json_t *rows_json(const coefficients_t known, const request_t *request)
{
    json_t *rows = json_array();
    fmpz_t factorial;
    fmpz_init_set_ui(factorial, 1);
    for (slong k = 0; k <= request->last; k++) {
        if (k > 0 && request->basis != BASIS_ORTHONORMAL) fmpz_mul_ui(factorial, factorial, (ulong)k);
        json_array_append_new(rows, row_json(known, request, factorial, k));
    }
    fmpz_clear(factorial);
    return rows;
}

static wane_status_t get_request(request_t *request, const answer_problem_t problem, wane_message_t message)
{
    wane_status_t status = answer_get_effort(&request->effort, problem, message);
    if (status == WANE_OK)
        status = answer_get_integer(&request->last, problem, ANSWER_COUNT, 0, 100000, message);
    if (status == WANE_OK) status = answer_get_choice(&request->basis, problem, ANSWER_BASIS, bases, message);
    if (status == WANE_OK) status = answer_get_function(request->f, problem, ANSWER_FUNCTION, message);
    return status;
}

/* Of one function. */
static wane_status_t tabulate(json_t *answer, const answer_problem_t problem, wane_message_t message)
{
    request_t request;
    coefficients_t known;
    wane_function_init(request.f);
    coefficients_init(known);
    wane_status_t status = get_request(&request, problem, message);
    if (status == WANE_OK)
        status = coefficients_compute(known, request.f, request.last + 1, &request.effort, message);
    if (answer_is_known(status)) {
        const slong digits = request.effort.digits + ANSWER_GUARD_DIGITS;
        answer_add(answer, json_pack("{s:s,s:s,s:s,s:o,s:o,s:o,s:o}", "function",
                                     answer_text(problem, ANSWER_FUNCTION), "basis", bases[request.basis],
                                     "parity", parity_names[known->parity], "information_exponent",
                                     answer_index_json(known->information_exponent), "norm2",
                                     answer_certified_json(known->norm2, NULL, digits), "dnorm2",
                                     answer_certified_json(known->dnorm2, NULL, digits), "coefficients",
                                     rows_json(known, &request)));
    }
    wane_function_clear(request.f);
    coefficients_clear(known);
    return status;
}

/* Of several, side by side: "functions", an answer for each. */
static wane_status_t tabulate_all(json_t *answer, const answer_problem_t problem, const json_t *functions,
                                  wane_message_t message)
{
    size_t i;
    json_t *function, *tables = json_array();
    wane_status_t status = WANE_OK;
    json_array_foreach(functions, i, function)
    {
        answer_problem_t one;
        wane_message_t said;
        json_t *table = json_object();
        char *where = base_text("%s %zu", answer_where(problem, ANSWER_FUNCTION), i + 1);
        answer_problem_init(one);
        answer_problem_put_all(one, problem);
        answer_problem_put(one, ANSWER_FUNCTION, json_string_value(function), where);
        const wane_status_t found = tabulate(table, one, said);
        json_array_append_new(tables, table);
        answer_problem_clear(one);
        flint_free(where);
        if (found == WANE_OK) continue;
        if (status == WANE_OK || !answer_is_known(found)) message[0] = said[0];
        status = found;
        if (!answer_is_known(found)) break;
    }
    json_object_set_new(answer, "functions", tables);
    return status;
}

wane_status_t answer_coeffs(json_t *answer, const answer_problem_t problem, const wane_answer_host_t *host,
                            wane_message_t message)
{
    json_t *functions = answer_list(answer_text(problem, ANSWER_FUNCTION));
    const wane_status_t status = functions == NULL ? tabulate(answer, problem, message)
                                                   : tabulate_all(answer, problem, functions, message);
    json_decref(functions);
    return status;
}
