#include "verify/exact.h"

/* The sum of all coefficients of f, exactly 0. */
static int polynomial_vanishes_at_one(const pair_t pair, shape_t f)
{
    if (!pair->p_finite || (f != SHAPE_HEIGHT && !pair->s_finite) || pair->length > 200) return 0;
    wane_surd_t sum, p, s, weight;
    fmpq_t w;
    int exact = 1;
    wane_surd_init(sum);
    wane_surd_init(p);
    wane_surd_init(s);
    wane_surd_init(weight);
    fmpq_init(w);
    for (slong j = 0; exact && j < pair->length; j++) {
        for (slong k = 0; exact && k < (f == SHAPE_HEIGHT ? 1 : pair->length); k++) {
            if (verify_shape_weight(f, j, k) == 0) continue;
            exact = verify_pair_exact_p(p, pair, j);
            if (exact && f != SHAPE_HEIGHT) {
                exact = verify_pair_exact_s(s, pair, k);
                if (exact) wane_surd_mul(p, p, s, pair->prec);
            }
            fmpq_set_si(w, verify_shape_weight(f, j, k), 1);
            wane_surd_set_fmpq(weight, w);
            wane_surd_mul(p, p, weight, pair->prec);
            wane_surd_add(sum, sum, p, pair->prec);
        }
    }
    exact = exact && wane_surd_is_zero(sum);
    wane_surd_clear(sum);
    wane_surd_clear(p);
    wane_surd_clear(s);
    wane_surd_clear(weight);
    fmpq_clear(w);
    return exact;
}

/* The teacher is a multiple of x on the degrees that the student has. */
static int teacher_is_linear_for(const pair_t pair)
{
    wane_surd_t d;
    int linear = pair->teacher->is_polynomial && verify_function_data_is_finite(pair->teacher);
    wane_surd_init(d);
    for (slong k = 0; linear && k < pair->length; k++) {
        if (k == 1 || arb_is_zero(pair->student->c + k)) continue;
        linear = verify_function_data_exact(d, pair->teacher, k) && wane_surd_is_zero(d);
    }
    wane_surd_clear(d);
    return linear;
}

static int homogeneous(const pair_t pair)
{
    if (!pair->student->starts_at_origin) return 0;
    return pair->teacher->starts_at_origin || teacher_is_linear_for(pair);
}

int verify_shape_vanishes_at_one(const pair_t pair, shape_t f)
{
    if (f == SHAPE_FLOW && (pair->realizable != 0 || homogeneous(pair))) return 1;
    return polynomial_vanishes_at_one(pair, f);
}
