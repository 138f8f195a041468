/* Parts of a line that no cutting reaches: half lines, and what lies beside a value that stands alone. */
#ifndef MANIFOLD_FAMILY_LINE_LINE_THEOREMS_H
#define MANIFOLD_FAMILY_LINE_LINE_THEOREMS_H

#include "manifold/family/line/line.h"

/* Whether R increases to 1 for every decay from that of the pair on, every eps > 0 and all of a0, from R0 = 0: N < 0 < P'
   on (0, 1), p_1 > 0, p_0 >= 0 and a0 > 0.  derivations/23 (11) (ii), (21) */
int line_decay_learns(const wane_function_t student, const wane_function_t teacher,
                      const quantifier_struct *a0, const wane_start_struct *start,
                      const wane_effort_t *effort);

/* In what follows the flow is that without decay. */

/* Whether it is learning for every decay from `from` on, which is chosen, not less than `least` and little more than it
   has to be; within the drop at given eps.  derivations/23 (21), (22) */
int line_decay_beyond(fmpq_t from, const fmpq_t least, const flow_subject_t *subject,
                      const wane_effort_t *effort);

/* Whether it is partial unlearning for every decay in (0, to], `to` being chosen, not more than `most`.  R_peak is the
   peak without decay, for all that is given as a range.  derivations/23 (19), (20) */
int line_decay_from_zero(fmpq_t to, const fmpq_t most, const flow_subject_t *subject, const arb_t R_peak,
                         const wane_effort_t *effort);

/* In the limit, from a single a0, or from all below a_c: the decay up to which, from 0 on, it is partial unlearning, and
   beyond which it is learning, to so many digits; 0 if that is not the picture.  derivations/23 (23) */
int line_decay_boundary(arb_t boundary, const flow_subject_t *subject, const wane_effort_t *effort);

/* The scales in (0, most), NULL: infinity, at given eps from R0 = 0 where R has one limit for all of them: then there is
   one boundary at most, which single scales enclose.  *is_done: 0 if that is not so, and nothing was added.
   derivations/18 (34) */
wane_status_t line_scales(int *is_done, line_t line, const line_problem_t *problem, const fmpq *most,
                          wane_message_t message);

#endif
