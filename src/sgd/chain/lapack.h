/* The routines of LAPACK that are used, in OpenBLAS beside its BLAS.  Matrices are stored by columns. */
#ifndef SGD_CHAIN_LAPACK_H
#define SGD_CHAIN_LAPACK_H

#include <stddef.h>
#include <cblas.h>

/* A = Q R of an m x n matrix: R on and above the diagonal. */
void dgeqrf_(const blasint *m, const blasint *n, double *A, const blasint *lda, double *tau, double *work,
             const blasint *lwork, blasint *info);
/* [A B] = [L 0] Q with A m x m lower triangular, overwritten by L, and B m x n whose last l columns are lower
   triangular; mb rows at a time, T mb x m, work mb x m. */
void dtplqt_(const blasint *m, const blasint *n, const blasint *l, const blasint *mb, double *A,
             const blasint *lda, double *B, const blasint *ldb, double *T, const blasint *ldt, double *work,
             blasint *info);
/* Pivoted Cholesky factor of a positive semidefinite matrix, up to its rank: A(piv, piv) = L L^T for uplo L;
   tol < 0 stops at pivots below n times the rounding unit times the largest. */
void dpstrf_(const char *uplo, const blasint *n, double *A, const blasint *lda, blasint *piv, blasint *rank,
             const double *tol, double *work, blasint *info, size_t uplo_length);

#endif
