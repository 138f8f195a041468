/* What the verifier itself knows of one function: Hermite coefficients, moments, structure. */
#ifndef VERIFY_DATA_FUNCTION_DATA_H
#define VERIFY_DATA_FUNCTION_DATA_H

#include <jansson.h>

#include "function/exact/surd.h"
#include "verify/data/expectation.h"

#define MOMENTS 5 /* E f^2, E f'^2, …, E f''''^2 */

typedef struct function_data {
    char *text; /* as the certificate has it */
    char *key;  /* that of one function alone */
    wane_function_t f;
    wane_function_t derivative[MOMENTS]; /* almost everywhere */
    wane_function_t part[2];             /* f = part[0] + part[1], even and odd, if has_parts */
    int has_parts;
    surd_poly_t part_polynomial[2];
    int part_is_polynomial[2];
    surd_poly_t polynomial;
    int is_polynomial;
    int centered;
    slong smoothness; /* f^(j) is in L2 for j <= smoothness + 1 */
    slong length;     /* room for coefficients */
    slong known;      /* c[0], …, c[known - 1] are there */
    arb_ptr c;        /* an exact zero is one by structure */
    int is_believed;  /* c and the tails are as claimed, and no integral is taken */
    mag_ptr claimed_tail;
    int has_moments;
    arb_t moment[MOMENTS]; /* E (f^(j))^2; infinite where f^(j) is not known to be in L2 */
    /* f is cut at kink[i], where its slope jumps by slope[i] and itself by jump[i], not at all unless it has_jumps,
       and is_bent if it is not linear in between; kinks = -1 if this is not known. */
    slong kinks;
    arb_ptr kink, slope, jump;
    int is_bent, has_jumps;
    int has_curvature;
    struct curvature *curvature; /* NULL where nothing is known */
    /* Affine in each of its parameters: itself at the corners of their box; 0 if not so. */
    slong corners;
    struct function_data **corner;
    struct function_around
        *around; /* smooth in its parameters: itself around their midpoint; NULL if not so */
    /* f less a constant in which all its parameters stand; NULL if not so: derivations/15 (42). */
    struct function_data *varying;
    arb_t constant;
    wane_function_t mean; /* then E f as an expression, in which what cancels has cancelled */
    allowance_t allowance;
    slong prec;
} function_data_struct;
typedef function_data_struct function_data_t[1];

/* NULL, with a message, if f is not admissible. */
function_data_struct *verify_function_data_new(const wane_function_t f, int is_believed, const char *text,
                                               slong length, slong prec, wane_message_t message);
/* The coefficients and tails as they are claimed; 0 if they are not well formed. */
int verify_function_data_believe(function_data_struct *data, const json_t *coefficients, const json_t *tails);
void verify_function_data_free(function_data_struct *data);

/* c[k], k < length, by its own integral, or exactly where the structure gives it. */
const arb_struct *verify_function_data_coefficient(function_data_struct *data, slong k);
/* c_0(f) c_0(g): as one expression, in which an unknown of both may cancel, where that is narrower. */
void verify_function_data_means(arb_t value, function_data_struct *f, function_data_struct *g);
void verify_function_data_need_moments(function_data_struct *data);
/* Corners of the box of its parameters, in each of which f is affine; 0: it is not, or has none. */
slong verify_function_corner_count(const wane_function_t f);
/* f with each parameter at its lower or upper end, as the bits of the index say. */
void verify_function_at_corner(wane_function_t g, const wane_function_t f, slong index);
void verify_function_data_need_curvature(function_data_struct *data);

/* T[j] >= sum_{k >= length} k(k-1)…(k-j+1) c_k^2; all coefficients must be known. */
void verify_function_data_tails(mag_ptr T, const function_data_struct *data);
/* Whether every c_k, k >= length, is exactly 0; the same for even (0) or odd (1) k only. */
int verify_function_data_is_finite(const function_data_struct *data);
int verify_function_data_part_is_finite(const function_data_struct *data, int parity);
/* The coefficient as an exact number; 0 if it is not known to be one. */
int verify_function_data_exact(surd_t c, const function_data_struct *data, slong k);

#endif
