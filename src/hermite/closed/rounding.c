#include "hermite/closed/rounding.h"

void hermite_amplitude(mag_t bound, slong length)
{
    mag_set_ui(bound, (ulong)length);
    mag_sqrt(bound, bound);
    mag_sqrt(bound, bound);
    mag_mul_ui(bound, bound, 11);
    mag_div_ui(bound, bound, 4);
}

void hermite_two_step_rounding(mag_t bound, slong length, const mag_t inverse)
{
    mag_set_ui(bound, (ulong)length);
    mag_sqrt(bound, bound);
    mag_mul_ui(bound, bound, (ulong)length);
    mag_mul_ui(bound, bound, (ulong)length);
    mag_mul_ui(bound, bound, 2002);
    mag_div_ui(bound, bound, 1000);
    mag_mul(bound, bound, inverse);
}

void hermite_to_fixed(fmpz_t start, mag_t error, arb_t value, slong bits)
{
    arb_mul_2exp_si(value, value, bits);
    arf_get_fmpz(start, arb_midref(value), ARF_RND_FLOOR);
    mag_set_ui(error, 1);
    mag_add(error, error, arb_radref(value));
}
