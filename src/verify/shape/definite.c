#include "verify/shape/definite.h"

#include "function/facts/facts.h"
#include "function/pieces/convexity.h"
#include "function/tree/scoped_function.h"

/* Of f^(order), a function or a measure, that is not 0: its expectation is not. */
static int sign_of_derivative(function_data_struct *data, int order)
{
    const int sign = verify_ball_sign(verify_function_data_coefficient(data, order));
    SCOPED(wane_function, turned);
    SCOPED(fmpq, factor);
    fmpq_set_si(factor, sign, 1);
    function_scalar_mul(turned, data->f, factor);
    return sign != 0 && function_derivative_is_nonnegative(turned, order) ? sign : 0;
}

int verify_kernel_definite_sign(const pair_t pair, int order)
{
    const int side = pair->a_sign * (order == 1 ? pair->R_sign : 1);
    if (order >= pair->length) return 0;
    const int sign = sign_of_derivative(pair->student, order);
    return sign == 0 ? 0 : side * sign * sign_of_derivative(pair->teacher, order);
}

/* The sign of P' on (0, 1), where P'' does not have it, beside a teacher that is a step; 0: not shown. */
static int sign_beside_step(const pair_t pair)
{
    const int step = function_step_sign(pair->teacher->f),
              sign = step == 0 ? 0 : verify_ball_sign(verify_function_data_coefficient(pair->student, 1));
    SCOPED(wane_function, turned);
    SCOPED(fmpq, factor);
    if (sign == 0) return 0;
    fmpq_set_si(factor, sign, 1);
    function_scalar_mul(turned, pair->student->f, factor);
    return function_odd_part_is_convex(turned) ? step * sign * pair->a_sign * pair->R_sign : 0;
}

/* S, S', S'' > 0. */
int verify_shape_definite_sign(const pair_t pair, shape_t f)
{
    if (f == SHAPE_VALUE) return verify_kernel_definite_sign(pair, 0);
    int slope = verify_kernel_definite_sign(pair, 1);
    if (slope == 0 && f != SHAPE_FLOW) {
        slope = sign_beside_step(pair);
        return f == SHAPE_HEIGHT ? slope : -slope;
    }
    if (f == SHAPE_HEIGHT || slope == 0) return slope;
    const int sign = verify_kernel_definite_sign(pair, f == SHAPE_FLOW ? 0 : 2);
    return sign == -slope ? sign : 0;
}
