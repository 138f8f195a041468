/* Writing certificates.  The writer proposes; nobody needs to believe it.  So that a verifier with a plain
   series of `terms` terms and its tail can follow, the writer evaluates with that tail added. */
#ifndef MANIFOLD_CERTIFICATE_CERTIFICATE_H
#define MANIFOLD_CERTIFICATE_CERTIFICATE_H

#include "manifold/certificate/certificate_number.h"
#include "manifold/flow/flow_problem.h"
#include "manifold/limit/itinerary.h"
#include "hermite/oriented/kernel_blur.h"
#include "manifold/certificate/reader_series.h"

/* What a reader has beside R = 1 other than series. */
typedef struct {
    int student_is_linear, teacher_is_linear; /* between kinks and jumps */
    int S_is_kinked, P_is_kinked;             /* integrals over angles */
    int value_is_open;                        /* but none for P itself: the teacher jumps */
} reader_means_t;
reader_means_t certificate_reader_means(const wane_function_t student, const wane_function_t teacher);

typedef struct {
    const wane_function_struct *student, *teacher; /* every interval named */
    reader_means_t means;
    const wane_interval_struct *a0;
    const wane_start_struct *start;
    char *text; /* NULL until a proof has been written down */
} certificate_question_t;

typedef struct kept_values kept_values_t;

typedef struct {
    const interior_branch_struct *branch;
    kept_values_t *kept;
    slong terms; /* of the reader */
    kernel_blur_t blur;
    reader_series_t series;
    int reads_series; /* unless the means say otherwise; at points all that these leave open is added, too */
    reader_means_t means;
    slong zero_count[SHAPE_COUNT];
    bounds_claim_struct *zero[SHAPE_COUNT]; /* of N, F and P', increasing */
} writer_struct;
typedef writer_struct writer_t[1];

void writer_init_set(writer_t writer, const interior_branch_t branch, slong terms);
void writer_clear(writer_t writer);
/* The reader of a verdict in the limit has but these means, which do at points only for functions that are linear
   between their kinks, and for the slope alone where the teacher jumps. */
void writer_expect_series(writer_t writer, reader_means_t means);

/* In the branch's orientation on a ball R in (0, 1], blurred. */
void writer_evaluate(kernel_values_t at, const writer_t writer, const arb_t R);
/* The sign of f or f' on the ball of [l, r], by the form and the mean value theorem, or that of the quotient or
   its slope; 0 if not seen. */
int writer_sign(const writer_t writer, shape_function_t f, int derivative, const arf_t l, const arf_t r);
/* The same of what is left of two exact polynomials' f when all that vanishes at R = 0 and 1 is divided out. */
int writer_quotient_sign(const writer_t writer, shape_function_t f, int derivative, const arf_t l,
                         const arf_t r);
/* The sign of H_a on a ball. */
int writer_fibre_sign(const writer_t writer, const arb_t R, const arb_t a);
/* How far from R, beside a zero of f, or of H_a, its sign should be seen; 0: not known. */
void writer_reach(mag_t reach, const writer_t writer, shape_function_t f, const arb_t R);
void writer_fibre_reach(mag_t reach, const writer_t writer, const arb_t R, const arb_t a);
/* A on the interval, with room; 0 if it is not known. */
int writer_height(bounds_claim_t a, const writer_t writer, const bounds_claim_t R);

/* Intervals around the zeros R[0], R[1], … of f in (0, 1), given in order, over which plain evaluation sees
   the change of sign; into writer->zero.  0 if one is not found. */
int writer_isolate(writer_t writer, shape_function_t f, arb_srcptr R, slong count);
/* The covering of (0, 1) by signs of f, whose zeros are isolated; NULL if it is not found. */
json_t *writer_profile(writer_t writer, shape_function_t f);
/* Whether N(1) = 0 exactly for the teachers at all corners of the box of its parameters. */
int writer_N_vanishes_at_corners(const writer_t writer);
/* P, P', S, S' at R = 1. */
json_t *writer_values_at_one(const writer_t writer);
/* All marks of the branch into writer->zero; 0 if one is not found. */
int writer_isolate_marks(writer_t writer);
/* The orientation's entry, its marks isolated, or NULL if some covering is not found. */
json_t *writer_orientation(writer_t writer);
/* The claimed interval of that mark. */
const bounds_claim_struct *writer_mark(const writer_t writer, slong mark);

/* "itinerary" and what follows from it, added to the certificate; 0 if some claim is not found. */
int certificate_add_itinerary(json_t *certificate, const proof_record_t record, const verdict_t verdict,
                              writer_struct *writers[2][2], const wane_interval_t a0,
                              const wane_start_t start);

/* What certificates have in common: the number of coefficients that they list, these and the tails beyond. */
slong certificate_terms(const kernels_t kernels);
void certificate_add_tables(json_t *certificate, const kernels_t kernels, slong terms);
/* Raises the version, so that older checkers refuse by it, where a series serves beyond 1/4, as of a member. */
void certificate_set_version(json_t *certificate);
/* "format", "version", "wane", the functions and their parameters. */
json_t *certificate_head_json(const char *format, const wane_function_t student,
                              const wane_function_t teacher);
json_t *certificate_range_json(const wane_interval_t range);
json_t *certificate_start_json(const wane_start_t start);
json_t *certificate_scaling_json(const wane_small_R_t law);
/* The text of the certificate, which is let go, in that layout; free with flint_free. */
char *certificate_text(json_t *certificate, size_t layout);

/* The certificate that says what the proof does; NULL if plain evaluation does not confirm every sign. */
json_t *certificate_of_proof(const certificate_question_t *question, const itinerary_t proof);
/* One certificate for every member of the intervals, which all have names. */
wane_status_t certificate_of_box(char **text, const wane_function_t student, const wane_function_t teacher,
                                 const wane_interval_t a0, const wane_start_t start,
                                 const wane_effort_t *effort, wane_message_t message);

/* At given eps: the same of a proof with bounds for a reader of `terms` coefficients, and of whatever way these kernels
   lead to one; NULL if there is none.  The subject's functions have names for every interval. */
json_t *flow_certificate_of_proof(const flow_subject_t *subject, const flow_problem_t proof, slong terms);
json_t *flow_certificate_from_kernels(const flow_subject_t *subject, const kernels_t kernels, slong digits);
json_t *certificate_quantifier_json(const quantifier_t range);

#endif
