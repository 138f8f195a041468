/* Which functions may be students. */
#ifndef HERMITE_COEFFICIENTS_STUDENT_H
#define HERMITE_COEFFICIENTS_STUDENT_H

#include "wane/function.h"

/* WANE_BAD_INPUT, with the reason, if the function is proved to be constant or to have a derivative that is not
   square-integrable: derivations/01 asks for both, 06 (21) is the proof.  f must have passed wane_function_check. */
wane_status_t hermite_check_student(const wane_function_t f, wane_message_t message);

/* 1 if beside *place f is proved to move away from its one-sided limit there at least as fast as the root of the
   distance: derivations/06 (21), (23). */
int hermite_moves_like_root(fmpq_t place, const wane_function_t f);

#endif
