/* The lemma and its proof as documents. */
#include <stdlib.h>
#include <string.h>

#include <flint/flint.h>

#include "answer/explain/explain.h"
#include "answer/explain/typeset.h"
#include "wane/version.h"

/* Sentences, one after the other. */
static void put_sentences(FILE *out, const json_t *sentences, explain_markup_t markup)
{
    size_t i;
    json_t *sentence;
    json_array_foreach(sentences, i, sentence)
    {
        if (i > 0) fputc(' ', out);
        explain_typeset(out, json_string_value(sentence), markup);
    }
}

/* "18 (5), (8)". */
static void put_numbers(FILE *out, const json_t *reference)
{
    size_t i;
    json_t *formula;
    fprintf(out, "%02d", (int)json_integer_value(json_object_get(reference, "note")));
    json_array_foreach(json_object_get(reference, "formulas"), i, formula)
        fprintf(out, "%s%s", i > 0 ? ", " : " ", explain_string(formula, "number"));
}

static void put_step_references(FILE *out, const json_t *step, explain_markup_t markup)
{
    size_t i;
    json_t *reference;
    json_array_foreach(json_object_get(step, "references"), i, reference)
    {
        fputs(markup == EXPLAIN_LATEX ? " \\hspace*{\\fill}\\mbox{[" : " [", out);
        put_numbers(out, reference);
        fputs(markup == EXPLAIN_LATEX ? "]}" : "]", out);
    }
}

static void put_steps(FILE *out, const json_t *steps, explain_markup_t markup)
{
    size_t i;
    json_t *step;
    json_array_foreach(steps, i, step)
    {
        if (markup <= EXPLAIN_MARKDOWN) fprintf(out, markup == EXPLAIN_TEXT ? "  %zu. " : "%zu. ", i + 1);
        else fputs(markup == EXPLAIN_LATEX ? "\\item " : "<li>", out);
        put_sentences(out, json_object_get(step, "says"), markup);
        put_step_references(out, step, markup);
        fputs(markup == EXPLAIN_HTML ? "</li>\n" : "\n", out);
    }
}

/* ---- what the formulas say, each once, in the order of notes ---- */

static int formula_order(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* {"02": {"title", "formulas": {"(003)": {…}}}}, sorted when it is written. */
static json_t *sources(const json_t *steps)
{
    size_t i, j, k;
    json_t *step, *reference, *formula, *all = json_object();
    json_array_foreach(steps, i, step) json_array_foreach(json_object_get(step, "references"), j, reference)
    {
        char key[16], number[24];
        snprintf(key, sizeof key, "%02d", (int)json_integer_value(json_object_get(reference, "note")));
        json_t *note = json_object_get(all, key);
        if (note == NULL) {
            note = json_pack("{s:O,s:{}}", "title", json_object_get(reference, "title"), "formulas");
            json_object_set_new(all, key, note);
        }
        json_array_foreach(json_object_get(reference, "formulas"), k, formula)
        {
            snprintf(number, sizeof number, "%04d", atoi(explain_string(formula, "number") + 1));
            json_object_set(json_object_get(note, "formulas"), number, formula);
        }
    }
    return all;
}

static const char **sorted_keys(size_t *count, json_t *object)
{
    const char *key;
    json_t *value;
    *count = 0;
    const char **keys = flint_malloc((json_object_size(object) + 1) * sizeof *keys);
    json_object_foreach(object, key, value) keys[(*count)++] = key;
    qsort(keys, *count, sizeof *keys, formula_order);
    return keys;
}

typedef struct {
    const char *begin, *item, *between, *end_item, *end;
} list_marks_t;

static void put_sources(FILE *out, const json_t *steps, explain_markup_t markup)
{
    static const list_marks_t marks[] = {{"", "  ", " ", "\n", ""},
                                         {"", "- ", " ", "\n", ""},
                                         {"\\begin{itemize}\n", "\\item ", " ", "\n", "\\end{itemize}\n"},
                                         {"<ul>\n", "<li>", " ", "</li>\n", "</ul>\n"}};
    const list_marks_t *mark = marks + markup;
    size_t notes, numbers;
    json_t *all = sources(steps);
    const char **keys = sorted_keys(&notes, all);
    fputs(mark->begin, out);
    for (size_t i = 0; i < notes; i++) {
        json_t *note = json_object_get(all, keys[i]), *formulas = json_object_get(note, "formulas");
        const char **own = sorted_keys(&numbers, formulas);
        for (size_t j = 0; j < numbers; j++) {
            const json_t *formula = json_object_get(formulas, own[j]);
            const char *says = explain_string(formula, "says");
            fprintf(out, "%s%s %s%s", mark->item, keys[i], explain_string(formula, "number"),
                    says != NULL ? ":" : "");
            if (says != NULL) {
                fputs(mark->between, out);
                explain_typeset(out, says, markup);
            }
            fprintf(out, ".%s", mark->end_item);
        }
        flint_free(own);
    }
    fputs(mark->end, out);
    flint_free(keys);
    json_decref(all);
}

/* "02 (the critical manifold and its stability), 05 (…)". */
static void put_titles(FILE *out, const json_t *steps)
{
    size_t notes;
    json_t *all = sources(steps);
    const char **keys = sorted_keys(&notes, all);
    for (size_t i = 0; i < notes; i++) {
        fprintf(out, "%s%s (", i > 0 ? ", " : "", keys[i]);
        explain_typeset(out, explain_string(json_object_get(all, keys[i]), "title"), EXPLAIN_LATEX);
        fputc(')', out);
    }
    flint_free(keys);
    json_decref(all);
}

/* ---- the documents ---- */

static const char numbers_mean[] =
    "In numbers, … stands behind digits all of which are right, and [lo, hi] are bounds rounded outward.";

static void put_flow(FILE *out, const json_t *lemma, explain_markup_t markup)
{
    if (markup == EXPLAIN_TEXT) {
        fprintf(out, "\n    %s\n", explain_string(lemma, "flow"));
        return;
    }
    if (markup == EXPLAIN_HTML) {
        fputs("</p>\n<p class=\"formula\">", out);
        explain_typeset_formula(out, explain_string(lemma, "flow"), strlen(explain_string(lemma, "flow")),
                                markup);
        fputs("</p>\n<p>", out);
        return;
    }
    fputs(markup == EXPLAIN_LATEX ? "\n\\[\n" : "\n\n$$", out);
    for (const char *part = explain_string(lemma, "flow"), *end; *part != 0; part = end) {
        end = strstr(part, ", ");
        end = end == NULL ? part + strlen(part) : end + 2;
        explain_typeset_formula(out, part, (size_t)(end - part) - (*end != 0), markup);
        if (*end != 0) fputs("\\qquad ", out);
    }
    fputs(markup == EXPLAIN_LATEX ? "\n\\]\n" : "$$\n\n", out);
}

static void put_text_document(FILE *out, const json_t *answer, explain_markup_t markup)
{
    const json_t *lemma = json_object_get(answer, "lemma"), *steps = json_object_get(answer, "proof");
    const int is_markdown = markup == EXPLAIN_MARKDOWN;
    fprintf(out, is_markdown ? "**Lemma (%s).** " : "Lemma (%s).\n", explain_string(lemma, "title"));
    put_sentences(out, json_object_get(lemma, "setting"), markup);
    put_flow(out, lemma, markup);
    put_sentences(out, json_object_get(lemma, "statement"), markup);
    if (json_array_size(json_object_get(lemma, "numbers")) > 0) fputc(is_markdown ? ' ' : '\n', out);
    put_sentences(out, json_object_get(lemma, "numbers"), markup);
    fputs(is_markdown ? "\n\n*Notation.* " : "\n\nNotation.\n", out);
    put_sentences(out, json_object_get(lemma, "notation"), markup);
    fputs(is_markdown ? "\n\n**Proof.**\n\n" : "\n\nProof.\n", out);
    put_steps(out, steps, markup);
    fprintf(
        out,
        is_markdown
            ? "\nThe lemma follows. ∎\n\n*What the formulas say*, by note and number of `derivations/`:\n\n"
            : "The lemma follows.\n\nWhat the formulas say, by note and number of derivations/:\n");
    put_sources(out, steps, markup);
    fprintf(out, "\n%s Proved by wane %s with interval arithmetic.\n", numbers_mean, WANE_VERSION);
}

static void put_latex(FILE *out, const json_t *answer)
{
    const json_t *lemma = json_object_get(answer, "lemma"), *steps = json_object_get(answer, "proof");
    fputs("% Compiles by itself; in a paper, \\usepackage{amsmath,amsthm} and \\newtheorem{lemma}{Lemma}, "
          "then \\input this file.\n"
          "\\ifdefined\\lemma\\let\\waneends\\relax\\else\n"
          "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\usepackage{amsmath,amsthm}\n\\newtheorem{"
          "lemma}{Lemma}\n"
          "\\def\\waneends{\\end{document}}\n\\begin{document}\n\\fi\n\n\\begingroup\\emergencystretch=3em\n",
          out);
    fprintf(out, "\\begin{lemma}[%s]\n", explain_string(lemma, "title"));
    put_sentences(out, json_object_get(lemma, "setting"), EXPLAIN_LATEX);
    put_flow(out, lemma, EXPLAIN_LATEX);
    put_sentences(out, json_object_get(lemma, "statement"), EXPLAIN_LATEX);
    fputc('\n', out);
    put_sentences(out, json_object_get(lemma, "numbers"), EXPLAIN_LATEX);
    fputs("\n\\end{lemma}\n\n\\begin{proof}\n", out);
    put_sentences(out, json_object_get(lemma, "notation"), EXPLAIN_LATEX);
    fputs("\n\\begin{enumerate}\n", out);
    put_steps(out, steps, EXPLAIN_LATEX);
    fputs(
        "\\end{enumerate}\nThe lemma follows.\n\\end{proof}\n\n"
        "\\noindent\\emph{What the formulas say}, by note and number of the derivations of \\texttt{wane}:\n",
        out);
    put_sources(out, steps, EXPLAIN_LATEX);
    fputs("The notes are ", out);
    put_titles(out, steps);
    fputs(". ", out);
    explain_typeset(out, numbers_mean, EXPLAIN_LATEX);
    fprintf(out, " Proved by \\texttt{wane} %s with interval arithmetic.\n\\par\\endgroup\n\n\\waneends\n",
            WANE_VERSION);
}

/* A part of a page. */
static void put_html(FILE *out, const json_t *answer)
{
    const json_t *lemma = json_object_get(answer, "lemma"), *steps = json_object_get(answer, "proof");
    fprintf(out, "<p><b>Lemma (%s).</b> ", explain_string(lemma, "title"));
    put_sentences(out, json_object_get(lemma, "setting"), EXPLAIN_HTML);
    put_flow(out, lemma, EXPLAIN_HTML);
    put_sentences(out, json_object_get(lemma, "statement"), EXPLAIN_HTML);
    fputc('\n', out);
    put_sentences(out, json_object_get(lemma, "numbers"), EXPLAIN_HTML);
    fputs("</p>\n<p><em>Notation.</em> ", out);
    put_sentences(out, json_object_get(lemma, "notation"), EXPLAIN_HTML);
    fputs("</p>\n<p><b>Proof.</b></p>\n<ol>\n", out);
    put_steps(out, steps, EXPLAIN_HTML);
    fputs("</ol>\n<p>The lemma follows. ∎</p>\n<p><em>What the formulas say</em>, by note and number of "
          "<code>derivations/</code>:</p>\n",
          out);
    put_sources(out, steps, EXPLAIN_HTML);
    fprintf(out, "<p>%s Proved by wane %s with interval arithmetic.</p>\n", numbers_mean, WANE_VERSION);
}

/* No lemma: what is in the way, and what is known. */
static void put_lack(FILE *out, const json_t *answer, explain_markup_t markup)
{
    const char *theorem = explain_string(answer, "theorem"), *way = explain_string(answer, "in_the_way");
    fputs(markup == EXPLAIN_HTML ? "<p>" : "", out);
    fputs("No lemma: this is not proved. In the way: ", out);
    explain_typeset(out, way != NULL ? way : "", markup);
    fputs(".\n", out);
    if (theorem != NULL) {
        fputs(markup == EXPLAIN_TEXT ? "Proved nonetheless: " : "\nProved nonetheless: ", out);
        explain_typeset(out, theorem, markup);
        fputc('\n', out);
    }
    fputs(markup == EXPLAIN_HTML ? "</p>\n" : "", out);
}

void explain_add_documents(json_t *answer)
{
    static const char *const names[EXPLAIN_DOCUMENTS] = {"text", "markdown", "latex", "html"};
    const int has_lemma = json_is_object(json_object_get(answer, "lemma"));
    for (int markup = 0; markup < EXPLAIN_DOCUMENTS; markup++) {
        char *text;
        size_t size;
        FILE *out = open_memstream(&text, &size);
        if (out == NULL) flint_abort();
        if (!has_lemma) put_lack(out, answer, (explain_markup_t)markup);
        else if (markup == EXPLAIN_LATEX) put_latex(out, answer);
        else if (markup == EXPLAIN_HTML) put_html(out, answer);
        else put_text_document(out, answer, (explain_markup_t)markup);
        fclose(out);
        json_object_set_new(answer, names[markup], json_string(text));
        free(text);
    }
}
