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
/* All of it is one formula, without the dollars that would begin and end it. */
void explain_typeset_formula(FILE *out, const char *formula, size_t length);

/* What the two have written for LaTeX, as HTML. */
void explain_put_html(FILE *out, const char *latex, int is_formula);

/* Whether a word alone, "a" above all, is part of a formula; `next` is the word that follows, NULL at the end. */
int explain_is_formula(const char *word, size_t length, const char *next);

#endif
