#include "claims/nonlinear.h"

wane_status_t nonlinear_pair(claims_pair_t pair, const char *student, const char *b, wane_message_t message)
{
    claims_problem_t problem = {student, "h1+b*h3", NULL, "0"};
    return claims_pair_read(pair, &problem, b, message);
}
