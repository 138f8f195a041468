/* The Coq file: what it says in words and as a statement, the numbers, the proof.  derivations/coq/wane.v has what it
   applies. */
#include <flint/fmpz_vec.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/scoped.h"
#include "verify/formal/formal_pair.h"

#define WIDTH 110

/* ---- numbers ---- */

static void print_fmpz(FILE *out, const fmpz_t x)
{
    char *text = fmpz_get_str(NULL, 10, x);
    fputs(text, out);
    flint_free(text);
}

/* As a real number, or as one of Coq's Q. */
static void print_rational(FILE *out, const fmpq_t x, const char *bar)
{
    const int is_bare = fmpz_is_one(fmpq_denref(x)) && fmpz_sgn(fmpq_numref(x)) >= 0;
    if (!is_bare) fputc('(', out);
    print_fmpz(out, fmpq_numref(x));
    if (!fmpz_is_one(fmpq_denref(x))) {
        fputs(bar, out);
        print_fmpz(out, fmpq_denref(x));
    }
    if (!is_bare) fputc(')', out);
}

/* A list whose items are broken into lines. */
typedef struct {
    FILE *out;
    size_t column;
    slong count;
} list_t;

static void list_begin(list_t *list, FILE *out, const char *name, const char *type)
{
    fprintf(out, "Definition %s : list %s := [\n  ", name, type);
    *list = (list_t){out, 2, 0};
}

static void list_add(list_t *list, const char *item)
{
    const size_t length = strlen(item) + 2;
    if (list->count++ > 0) fputc(';', list->out);
    if (list->count > 1) {
        const int is_full = list->column + length > WIDTH;
        fputs(is_full ? "\n  " : " ", list->out);
        if (is_full) list->column = 2;
    }
    fputs(item, list->out);
    list->column += length;
}

static void list_end(const list_t *list, const char *scope)
{
    fprintf(list->out, "]%%%s.\n", scope);
}

static void print_rationals(FILE *out, const char *name, const fmpq *values, slong length)
{
    list_t list;
    list_begin(&list, out, name, "Q");
    for (slong k = 0; k < length; k++) {
        char *text;
        size_t size;
        FILE *item = open_memstream(&text, &size);
        print_rational(item, values + k, " # ");
        fclose(item);
        list_add(&list, text);
        free(text);
    }
    list_end(&list, "Q");
}

static void print_box(FILE *out, const char *name, const formal_function_t *f)
{
    list_t list;
    list_begin(&list, out, name, "(Z * Z)");
    for (slong k = 0; k < f->length; k++) {
        char *text;
        size_t size;
        FILE *item = open_memstream(&text, &size);
        fputc('(', item);
        print_fmpz(item, f->lo + k);
        fputs(", ", item);
        print_fmpz(item, f->hi + k);
        fputc(')', item);
        fclose(item);
        list_add(&list, text);
        free(text);
    }
    list_end(&list, "Z");
    fprintf(out, "Definition %s_tail : list Z := [", name);
    for (slong w = 0; w < f->tails; w++) {
        if (w > 0) fputs("; ", out);
        print_fmpz(out, f->tail + w);
    }
    fputs("]%Z.\n", out);
}

static void print_function(FILE *out, const char *name, const formal_function_t *f)
{
    if (f->kind == FORMAL_MEASURED) print_box(out, name, f);
    else print_rationals(out, name, f->constant, f->length);
    if (f->kind == FORMAL_AFFINE) print_rationals(out, "teacher_b", f->slope, f->length);
}

/* ---- the statement ---- */

static int is_measured(const formal_function_t *f)
{
    return f->kind == FORMAL_MEASURED;
}

static void print_words(FILE *out, const formal_pair_t *pair)
{
    fprintf(out, "(* Student %s, teacher %s", pair->student.text, pair->teacher.text);
    if (pair->parameter != NULL) {
        fprintf(out, " (b is %s, any number from ", pair->parameter);
        print_rational(out, &pair->b_lo, "/");
        fputs(" to ", out);
        print_rational(out, &pair->b_hi, "/");
        fputc(')', out);
    }
    if (!fmpq_is_zero(&pair->decay)) {
        fputs(", weight decay lambda = ", out);
        print_rational(out, &pair->decay, "/");
    }
    fputs(":\n   for every eps > 0 and a(0) > 0, from R(0) = 0, ", out);
    switch (pair->outcome) {
    case FORMAL_UNLEARNING:
        fputs("the feature is unlearned: R -> 0 and a -> infinity.\n", out);
        break;
    case FORMAL_SETTLING:
        fputs("R and a settle at one and the same point (z, B(z)).\n", out);
        break;
    default:
        fputs("the feature is learned: R increases to 1.\n", out);
    }
    fputs("   R(t) is written r t: R' = (1 - R^2)(a P'(R) - a^2 S'(R)/2), a' = eps (P(R) - a (S(R) + "
          "lambda)),\n"
          "   P(R) = sum c_k d_k R^k, S(R) = sum c_k^2 R^(2k), c_k and d_k the Hermite coefficients of "
          "student and "
          "teacher.\n",
          out);
    if (is_measured(&pair->student) || is_measured(&pair->teacher))
        fputs("   Those of a function that is no rational polynomial are known up to errors, in units of "
              "10^-20.\n",
              out);
    fputs(
        "   Written by wane; it is a theorem if coqc -Q DIR Wane accepts it, DIR as in docs/formal.md. *)\n",
        out);
}

/* "c" or "(rational student)"; the teacher's. */
static void print_student(FILE *out, const formal_pair_t *pair)
{
    fputs(is_measured(&pair->student) ? "c" : "(rational student)", out);
}

static void print_teacher(FILE *out, const formal_pair_t *pair)
{
    if (pair->outcome == FORMAL_REALIZABLE) {
        fputs("(fun k => ", out);
        print_rational(out, &pair->ratio, "/");
        fputs(" * ", out);
        print_student(out, pair);
        fputs(" k)", out);
    } else if (pair->teacher.kind == FORMAL_AFFINE) {
        fputs("(affine teacher teacher_b b)", out);
    } else {
        fputs(is_measured(&pair->teacher) ? "d" : "(rational teacher)", out);
    }
}

static int has_teacher(const formal_pair_t *pair)
{
    return pair->outcome != FORMAL_REALIZABLE;
}

static void print_place(FILE *out, const fmpz_t x)
{
    fprintf(out, "0.%06ld", (long)fmpz_get_si(x));
}

static void print_solves(FILE *out, const formal_pair_t *pair)
{
    fputs("forall (eps : R) (r a : R -> R), 0 < eps -> solves ", out);
    print_student(out, pair);
    fputc(' ', out);
    print_teacher(out, pair);
    fputc(' ', out);
    print_rational(out, &pair->decay, "/");
    fputs(" eps r a ->\n    ", out);
}

static void print_statement(FILE *out, const formal_pair_t *pair)
{
    fputs("Definition statement", out);
    fputs(is_measured(&pair->student) ? " (student : list (Z * Z)) (student_tail : list Z)"
                                      : " (student : list Q)",
          out);
    if (has_teacher(pair)) {
        fputs(is_measured(&pair->teacher)           ? " (teacher : list (Z * Z)) (teacher_tail : list Z)"
              : pair->teacher.kind == FORMAL_AFFINE ? " (teacher teacher_b : list Q)"
                                                    : " (teacher : list Q)",
              out);
    }
    fputs(" :=\n", out);
    if (is_measured(&pair->student)) fputs("  forall c, known c student student_tail ->\n", out);
    if (has_teacher(pair) && is_measured(&pair->teacher))
        fputs("  forall d, known d teacher teacher_tail ->\n", out);
    if (pair->teacher.kind == FORMAL_AFFINE) {
        fputs("  forall b, ", out);
        print_rational(out, &pair->b_lo, "/");
        fputs(" <= b <= ", out);
        print_rational(out, &pair->b_hi, "/");
        fputs(" ->\n", out);
    }
    fputs("  ", out);
    if (pair->outcome == FORMAL_SETTLING) {
        fputs("exists z, ", out);
        print_place(out, &pair->low);
        fputs(" < z < ", out);
        print_place(out, &pair->high);
        fputs(" /\\\n  ", out);
    }
    print_solves(out, pair);
    if (pair->outcome == FORMAL_SETTLING) {
        fputs("tends r z /\\ tends a (P ", out);
        print_student(out, pair);
        fputc(' ', out);
        print_teacher(out, pair);
        fputs(" z / (S ", out);
        print_student(out, pair);
        fputs(" z + ", out);
        print_rational(out, &pair->decay, "/");
        fputs(")).\n", out);
    } else {
        fputs(pair->outcome == FORMAL_UNLEARNING ? "unlearning r a.\n" : "learning r a.\n", out);
    }
}

/* ---- the proof ---- */

static slong length_of(const formal_pair_t *pair)
{
    if (is_measured(&pair->student)) return pair->student.length;
    if (has_teacher(pair) && is_measured(&pair->teacher)) return pair->teacher.length;
    return FLINT_MAX(FLINT_MAX(pair->student.length, pair->teacher.length), 2);
}

static void print_source(FILE *out, const char *name, const formal_function_t *f, slong length)
{
    if (is_measured(f)) fprintf(out, "(measured %s %s_tail)", name, name);
    else fprintf(out, "(exactly %s %ld)", name, (long)length);
}

static void print_held(FILE *out, const char *variable, const formal_function_t *f)
{
    if (is_measured(f)) fprintf(out, "  - exact (measured_held _ _ _ %s_known).\n", variable);
    else fputs("  - apply exactly_held; simpl; lia.\n", out);
}

static void print_proof(FILE *out, const formal_pair_t *pair)
{
    static const char *const name[] = {"unlearning", "learning", "settling", "learning"};
    const int settles = pair->outcome == FORMAL_SETTLING, is_affine = pair->teacher.kind == FORMAL_AFFINE;
    fputs("Theorem verdict : statement student", out);
    if (is_measured(&pair->student)) fputs(" student_tail", out);
    if (has_teacher(pair)) {
        fputs(" teacher", out);
        if (is_measured(&pair->teacher)) fputs(" teacher_tail", out);
        if (is_affine) fputs(" teacher_b", out);
    }
    fputs(".\nProof.\n", out);
    const int has_variables = is_measured(&pair->student) ||
                              (has_teacher(pair) && is_measured(&pair->teacher)) || is_affine || !settles;
    if (has_variables) {
        fputs("  intros", out);
        if (is_measured(&pair->student)) fputs(" c c_known", out);
        if (has_teacher(pair) && is_measured(&pair->teacher)) fputs(" d d_known", out);
        if (is_affine) fputs(" b b_range", out);
        if (!settles) fputs(" eps r a eps_positive flow", out);
        fputs(".\n", out);
    }
    if (settles) {
        fputs("  change (settling ", out);
        print_student(out, pair);
        fputc(' ', out);
        print_teacher(out, pair);
        fputc(' ', out);
        print_rational(out, &pair->decay, "/");
        fputc(' ', out);
        print_place(out, &pair->low);
        fputc(' ', out);
        print_place(out, &pair->high);
        fputs(").\n", out);
    }
    const slong length = length_of(pair);
    if (pair->outcome == FORMAL_REALIZABLE) {
        fputs("  refine (realizable_pair ", out);
        print_source(out, "student", &pair->student, length);
        fprintf(out, " %ld ", (long)pair->other_degree);
        print_rational(out, &pair->ratio, "/");
        fputs(" _ eps r a _ _ _ eps_positive flow).\n", out);
        print_held(out, "c", &pair->student);
        fputs("  - computed.\n  - lra.\nQed.\n", out);
        return;
    }
    fprintf(out, "  refine (%s%s%s ", is_affine ? "affine_" : "", name[pair->outcome],
            is_affine ? "" : "_of");
    if (!is_affine) {
        print_source(out, "student", &pair->student, length);
        fputc(' ', out);
        print_source(out, "teacher", &pair->teacher, length);
        fputc(' ', out);
        print_rational(out, &pair->decay, " # ");
        fputs(" _ _ _ _ _ _ ", out);
    } else {
        fputs("_ ", out);
        print_source(out, "student", &pair->student, length);
        fputs(" _ teacher teacher_b ", out);
        print_rational(out, &pair->decay, " # ");
        fputc(' ', out);
        print_rational(out, &pair->b_lo, " # ");
        fputc(' ', out);
        print_rational(out, &pair->b_hi, " # ");
        fputs(" b _ _ _ ", out);
    }
    if (settles) {
        fputs("{| left := ", out);
        print_fmpz(out, &pair->left);
        fputs("; right := ", out);
        print_fmpz(out, &pair->right);
        fputs("; lo := ", out);
        print_fmpz(out, &pair->low);
        fputs("; hi := ", out);
        print_fmpz(out, &pair->high);
        fputs("; ten := 6 |} _ _ _ _ _).\n", out);
    } else {
        fputs("eps r a _ eps_positive flow).\n", out);
    }
    print_held(out, "c", &pair->student);
    if (is_affine)
        fputs("  - split; [apply Rle_trans with (2 := proj1 b_range) | apply Rle_trans with (1 := proj2 "
              "b_range)]; number.\n",
              out);
    else print_held(out, "d", &pair->teacher);
    fputs("  - number.\n", out);
    if (settles) fputs("  - number.\n  - number.\n", out);
    fputs("  - computed.\nQed.\n", out);
}

char *formal_pair_print(const formal_pair_t *pair)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) flint_abort();
    print_words(out, pair);
    fputs("From Wane Require Import wane.\n\n", out);
    print_statement(out, pair);
    fputc('\n', out);
    print_function(out, "student", &pair->student);
    if (has_teacher(pair)) print_function(out, "teacher", &pair->teacher);
    fputc('\n', out);
    print_proof(out, pair);
    fclose(out);
    char *fresh = flint_malloc(size + 1);
    memcpy(fresh, text, size + 1);
    free(text);
    return fresh;
}
