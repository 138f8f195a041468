#include "cli/table/latex.h"

#include <stdlib.h>
#include <string.h>

#include "answer/explain/typeset.h"
#include "cli/table/table.h"

void cli_latex_begin(FILE *out, const char *columns, const char *const *heads)
{
    fprintf(out, "%% needs \\usepackage{booktabs}\n\\begin{tabular}{%s}\n  \\toprule\n", columns);
    for (size_t i = 0; i < strlen(columns); i++) cli_latex_cell(out, i == 0, heads[i]);
    cli_latex_row_end(out);
    cli_latex_rule(out);
}

void cli_latex_rule(FILE *out)
{
    fputs("  \\midrule\n", out);
}

void cli_latex_end(FILE *out)
{
    fputs("  \\bottomrule\n\\end{tabular}\n", out);
}

void cli_latex_cell(FILE *out, int is_first, const char *sentence)
{
    fputs(is_first ? "  " : " & ", out);
    explain_typeset(out, sentence, EXPLAIN_LATEX_TABLE);
}

void cli_latex_real(FILE *out, int is_first, const json_t *real, slong digits)
{
    char *text = real == NULL ? NULL : cli_real_text(real, digits);
    cli_latex_cell(out, is_first, text != NULL ? text : "");
    free(text);
}

void cli_latex_row_end(FILE *out)
{
    fputs(" \\\\\n", out);
}
