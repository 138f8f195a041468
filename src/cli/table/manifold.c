#include "cli/table/formats.h"
#include "cli/table/latex.h"
#include "cli/table/table.h"

static void print_point(FILE *out, const json_t *point, slong digits)
{
    fputs("R = ", out);
    cli_real_at(out, point, "R", digits);
    fputs(", a = ", out);
    cli_real_at(out, point, "a", digits);
}

/* In place of a list: nothing is in it, or nothing is known of it. */
static const char *count_word(const json_t *list)
{
    return !json_is_array(list) ? "not determined" : json_array_size(list) == 0 ? "none" : "";
}

static void print_aligned(FILE *out, const json_t *answer, slong digits)
{
    const int side = (int)cli_integer_at(answer, "side"),
              attracts = cli_decided_at(answer, "aligned.stable_as_point");
    fprintf(out, "R = %d: a_c  = ", side);
    cli_real_at(out, answer, "aligned.a_c", digits);
    fprintf(out, "\n%s       a_eq = ", side < 0 ? " " : "");
    cli_real_at(out, answer, "aligned.a_eq", digits);
    fprintf(out, " (%s)\n",
            attracts > 0    ? "attracts"
            : attracts == 0 ? "does not attract"
                            : "not determined whether it attracts");
}

static void print_folds(FILE *out, const json_t *folds, slong digits)
{
    size_t i;
    json_t *fold;
    fprintf(out, "folds: %s\n", count_word(folds));
    json_array_foreach(folds, i, fold)
    {
        fputs("  ", out);
        print_point(out, fold, digits);
        fprintf(out, " (%s of a)\n", cli_string_at(fold, "kind"));
    }
}

static void print_equilibria(FILE *out, const json_t *answer, slong digits)
{
    size_t i;
    json_t *points = cli_at(answer, "equilibria"), *point;
    fprintf(out, "interior equilibria: %s\n",
            cli_is_true(answer, "neutral") ? "every point" : count_word(points));
    json_array_foreach(points, i, point)
    {
        fprintf(out, "  %s at ", cli_string_at(point, "kind"));
        print_point(out, point, digits);
        fputs(", loss ", out);
        cli_real_at(out, point, "loss", digits);
        fputc('\n', out);
    }
}

#define FLOW_DIGITS 10

/* An end of piece i, rounded outward; the pieces cover the
   side, so that the neighbour rounds it the other way. */
static void print_end(FILE *out, const json_t *flow, size_t i, int upper, int side)
{
    const json_t *neighbour = json_array_get(flow, upper == (side > 0) ? i + 1 : i - 1);
    json_t *own = json_array_get(cli_at(json_array_get(flow, i), "R"), (size_t)upper);
    json_t *other = neighbour == NULL ? own : json_array_get(cli_at(neighbour, "R"), (size_t)!upper);
    json_t *real = json_pack("{s:O,s:O}", "lo", upper ? other : own, "hi", upper ? own : other);
    cli_print_real(out, real, FLOW_DIGITS);
    json_decref(real);
}

static void print_flow(FILE *out, const json_t *answer, slong digits)
{
    size_t i;
    json_t *flow = cli_at(answer, "flow"), *piece;
    const int side = (int)cli_integer_at(answer, "side");
    fprintf(out, "slow flow on the branch a = A(R):%s\n", json_is_array(flow) ? "" : " not determined");
    json_array_foreach(flow, i, piece)
    {
        fputs("  R from ", out);
        print_end(out, flow, i, 0, side);
        fputs(" to ", out);
        print_end(out, flow, i, 1, side);
        fprintf(out, ": A %s 0, %s, R %s, a %s\n", cli_integer_at(piece, "a_sign") > 0 ? ">" : "<",
                cli_is_true(piece, "attracting") ? "attracting" : "repelling", cli_string_at(piece, "R_dir"),
                cli_string_at(piece, "a"));
    }
}

static void print_small_R(FILE *out, const json_t *small, slong digits)
{
    const int tends_to_zero = cli_decided_at(small, "tends_to_zero");
    if (tends_to_zero == 1 && json_is_integer(json_object_get(small, "n_least"))) {
        fprintf(out, "small R: N ~ nu R^%ld or R^%ld, the branch carries R to 0\n",
                (long)cli_integer_at(small, "n_least"), (long)cli_integer_at(small, "n"));
        cli_print_law(out, "", small, digits);
    } else if (tends_to_zero == 1) {
        fputs("small R: N ~ ", out);
        cli_real_at(out, small, "nu", digits);
        fprintf(out, " R^%ld, the branch carries R to 0\n", (long)cli_integer_at(small, "n"));
        cli_print_law(out, "", small, digits);
    } else if (tends_to_zero == 0) {
        fputs("small R: the branch does not carry R to 0\n", out);
    } else {
        fputs("small R: not determined whether the branch carries R to 0\n", out);
    }
}

void cli_manifold_text(FILE *out, const json_t *answer)
{
    static const cli_field_t fields[] = {{NULL, "", print_aligned},
                                         {NULL, "folds", print_folds},
                                         {NULL, "", print_equilibria},
                                         {NULL, "", print_flow},
                                         {NULL, "small_R", print_small_R},
                                         {NULL, "decay", cli_print_decay},
                                         {0}};
    cli_table_print(out, fields, 0, answer);
}

static void print_row(FILE *out, const char *what, const json_t *R, const json_t *a, const json_t *loss,
                      slong digits)
{
    fprintf(out, "%s,", what);
    cli_print_bounds(out, R);
    fputc(',', out);
    cli_print_bounds(out, a);
    fputc(',', out);
    cli_print_bounds(out, loss);
    fputc('\n', out);
}

typedef void put_mark_t(FILE *out, const char *what, const json_t *R, const json_t *a, const json_t *loss,
                        slong digits);

/* What stands out: heights on the aligned line, folds, equilibria. */
static void print_marks(FILE *out, const json_t *answer, put_mark_t *print_mark)
{
    const slong digits = cli_digits(answer);
    size_t i;
    json_t *mark, *end = json_pack("{s:s,s:s}", "lo", cli_integer_at(answer, "side") < 0 ? "-1" : "1", "hi",
                                   cli_integer_at(answer, "side") < 0 ? "-1" : "1");
    print_mark(out, "a_c", end, cli_at(answer, "aligned.a_c"), NULL, digits);
    print_mark(out, "a_eq", end, cli_at(answer, "aligned.a_eq"), NULL, digits);
    json_array_foreach(cli_at(answer, "folds"), i, mark)
        print_mark(out, "fold", cli_at(mark, "R"), cli_at(mark, "a"), NULL, digits);
    json_array_foreach(cli_at(answer, "equilibria"), i, mark) print_mark(
        out, cli_string_at(mark, "kind"), cli_at(mark, "R"), cli_at(mark, "a"), cli_at(mark, "loss"), digits);
    json_decref(end);
}

static const char *const columns[] = {"R", "A", "P", "S", "N", "Phi"};

void cli_manifold_csv(FILE *out, const json_t *answer)
{
    size_t i;
    json_t *point;
    if (cli_at(answer, "points") == NULL) {
        fputs("what,R_lo,R_hi,a_lo,a_hi,loss_lo,loss_hi\n", out);
        print_marks(out, answer, print_row);
        return;
    }
    for (int j = 0; j < 6; j++) fprintf(out, "%s%s_lo,%s_hi", j > 0 ? "," : "", columns[j], columns[j]);
    fputc('\n', out);
    json_array_foreach(cli_at(answer, "points"), i, point) for (int j = 0; j < 6; j++)
    {
        cli_print_bounds(out, cli_at(point, columns[j]));
        fputc(j < 5 ? ',' : '\n', out);
    }
}

static void print_latex_row(FILE *out, const char *what, const json_t *R, const json_t *a, const json_t *loss,
                            slong digits)
{
    cli_latex_cell(out, 1, what);
    cli_latex_real(out, 0, R, digits);
    cli_latex_real(out, 0, a, digits);
    cli_latex_real(out, 0, loss, digits);
    cli_latex_row_end(out);
}

void cli_manifold_latex(FILE *out, const json_t *answer)
{
    static const char *const heads[] = {"", "R", "a", "loss"};
    size_t i;
    json_t *point;
    if (cli_at(answer, "points") == NULL) {
        cli_latex_begin(out, "llll", heads);
        print_marks(out, answer, print_latex_row);
    } else {
        cli_latex_begin(out, "llllll", columns);
        json_array_foreach(cli_at(answer, "points"), i, point)
        {
            for (int j = 0; j < 6; j++)
                cli_latex_real(out, j == 0, cli_at(point, columns[j]), cli_digits(answer));
            cli_latex_row_end(out);
        }
    }
    cli_latex_end(out);
}
