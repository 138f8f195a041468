#include "hermite/kernel/kernels.h"

#include "library/handle.h"

LIBRARY_HANDLE(coefficients)
LIBRARY_HANDLE(kernels)

/* ---- coefficients ---- */

wane_status_t wane_coefficients_compute(wane_coefficients_t table, const wane_function_t f, slong length,
                                        const wane_effort_t *effort, wane_message_t message)
{
    return coefficients_compute(table->data, f, length, effort, message);
}

void wane_coefficients_get(arb_t c, const wane_coefficients_t table, slong k)
{
    if (k >= 0 && k < table->data->length) arb_set(c, table->data->c + k);
    else arb_indeterminate(c);
}

void wane_coefficients_norm2(arb_t norm2, const wane_coefficients_t table)
{
    arb_set(norm2, table->data->norm2);
}

void wane_coefficients_dnorm2(arb_t dnorm2, const wane_coefficients_t table)
{
    arb_set(dnorm2, table->data->dnorm2);
}

wane_parity_t wane_coefficients_parity(const wane_coefficients_t table)
{
    return table->data->parity;
}

slong wane_coefficients_information_exponent(const wane_coefficients_t table)
{
    return table->data->information_exponent;
}

/* ---- kernels ---- */

wane_status_t wane_kernels_compute(wane_kernels_t kernels, const wane_function_t student,
                                   const wane_function_t teacher, const wane_effort_t *effort,
                                   wane_message_t message)
{
    return kernels_compute(kernels->data, student, teacher, effort, message);
}

int wane_kernels_replace_teacher(wane_kernels_t kernels, const wane_function_t student,
                                 const wane_function_t teacher)
{
    return kernels_replace_teacher(kernels->data, student, teacher);
}

void wane_kernels_evaluate(arb_ptr P, arb_ptr S, const wane_kernels_t kernels, const arb_t R, slong prec)
{
    kernels_evaluate(P, S, kernels->data, R, prec);
}

void wane_kernels_series(arb_srcptr *p, arb_srcptr *s, slong *length, const wane_kernels_t kernels)
{
    *p = kernels->data->p;
    *s = kernels->data->s;
    *length = kernels->data->length;
}

/* All but the expansion of a polynomial, which nothing outside asks for. */
static void copy_known(wane_coefficients_t table, const coefficients_t other)
{
    wane_coefficients_clear(table);
    wane_coefficients_init(table);
    struct wane_coefficients_data *data = table->data;
    data->length = other->length;
    data->c = _arb_vec_init(other->length);
    _arb_vec_set(data->c, other->c, other->length);
    data->parity = other->parity;
    data->information_exponent = other->information_exponent;
    arb_set(data->norm2, other->norm2);
    arb_set(data->dnorm2, other->dnorm2);
}

void wane_kernels_student(wane_coefficients_t table, const wane_kernels_t kernels)
{
    copy_known(table, kernels->data->student);
}

void wane_kernels_teacher(wane_coefficients_t table, const wane_kernels_t kernels)
{
    copy_known(table, kernels->data->teacher);
}
