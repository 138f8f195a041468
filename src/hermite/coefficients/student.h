/* Which functions may be students. */
#ifndef HERMITE_COEFFICIENTS_STUDENT_H
#define HERMITE_COEFFICIENTS_STUDENT_H

#include "wane/function.h"

/* WANE_BAD_INPUT, with the reason, if the function is proved to be constant or to have a derivative that is not
   square-integrable: derivations/01 asks for both, 06 (21) is the proof.  f must have passed wane_function_check. */
wane_status_t hermite_check_student(const wane_function_t f, wane_message_t message);

#endif
