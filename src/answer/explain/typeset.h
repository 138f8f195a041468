/* Sentences as the library writes them, with formulas in plain text, in the markup of a document. */
#ifndef ANSWER_EXPLAIN_TYPESET_H
#define ANSWER_EXPLAIN_TYPESET_H

#include <stdio.h>

typedef enum {
    EXPLAIN_TEXT,
    EXPLAIN_MARKDOWN,
    EXPLAIN_LATEX, /* with amsmath */
    EXPLAIN_HTML,
    EXPLAIN_LATEX_TABLE, /* without: fractions stand on the line */
} explain_markup_t;
#define EXPLAIN_DOCUMENTS 4 /* the markups of documents, the first ones */

/* "R -> 0 where p_1 != 0" as it is, or with $R \to 0$ where $p_1 \neq 0$. */
void explain_typeset(FILE *out, const char *sentence, explain_markup_t markup);
/* All of it is one formula, without the dollars that would begin and end it; of documents for LaTeX, Markdown and HTML. */
void explain_typeset_formula(FILE *out, const char *formula, size_t length, explain_markup_t markup);

/* A formula that has been set for LaTeX, as HTML. */
void explain_put_html_formula(FILE *out, const char *latex);
/* Plain text within HTML. */
void explain_put_html_text(FILE *out, const char *text, size_t length);

/* Whether a word alone, "a" above all, is part of a formula; `next` is the word that follows, NULL at the end. */
int explain_is_formula(const char *word, size_t length, const char *next);

#endif
