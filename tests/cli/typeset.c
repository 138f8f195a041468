/* Sentences with formulas in plain text, typeset. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "answer/explain/typeset.h"
#include "manifold/proof/formula.h"
#include "manifold/proof/rule.h"

static char *typeset(const char *sentence, explain_markup_t markup)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    explain_typeset(out, sentence, markup);
    fclose(out);
    return text;
}

static void drop_blanks(char *text)
{
    size_t length = 0;
    for (const char *at = text; *at != 0; at++)
        if (*at != ' ') text[length++] = *at;
    text[length] = 0;
}

/* Blanks do not matter within formulas. */
Test(typeset, formulas)
{
    static const struct {
        const char *sentence, *latex;
    } cases[] = {
        {"", ""},
        {"a", "$a$"},
        {"nothing to set", "nothing to set"},
        {"p_1 != 0: R leaves 0 at once", "$p_{1} \\neq  0$: $R$ leaves $0$ at once"},
        {"fold-at-1 of aS-1", "fold-at-1 of $aS-1$"},
        {"a point, where a falls", "a point, where $a$ falls"},
        {"for a > 0, b", "for $a > 0$, $b$"},
        {"R -> 0 and |a| -> infinity.", "$R \\to  0$ and $|a| \\to  \\infty$."},
        {"A' = 2(P''S' - P'S'')/S'^2", "$A'= 2(P''S'- P'S'')/S'^{2}$"},
        {"every b in [1/20, 17/100], eps",
         "every $b$ in $[\\tfrac{1}{20},\\ \\tfrac{17}{100}]$, $\\varepsilon$"},
        {"c_0 c*_0 with sigma*(x) = b*h3(x)", "$c_{0} c^{*}_{0}$ with $\\sigma^{*}(x)= b\\,h_{3}(x)$"},
        {"R(t) ~ 1.46\xe2\x80\xa6 (eps t)^(-1/4)", "$R(t) \\sim  1.46\\ldots  (\\varepsilon  t)^{-1/4}$"},
        {"at 1.5e-10, or 2\xe2\x80\xa6"
         "e+7",
         "at $1.5\\cdot 10^{-10}$, or $2\\ldots \\cdot 10^{7}$"},
        {"W(a_out) = W(a_in) (02 for one)", "$W(a_{\\mathrm{out}})= W(a_{\\mathrm{in}}) (02$ for one)"},
        {"R(0) = 0+ and sub- and supersolutions of da/drho",
         "$R(0)= 0^{+}$ and sub- and supersolutions of $da/d\\varrho$"},
        {"gelu(x) + sqrt(b/3)*He2(x)", "$\\operatorname{gelu}(x) + \\sqrt{b/3}\\,\\mathrm{He}_{2}(x)$"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *latex = typeset(cases[i].sentence, EXPLAIN_LATEX),
             *text = typeset(cases[i].sentence, EXPLAIN_TEXT), *expected = strdup(cases[i].latex);
        cr_expect_str_eq(text, cases[i].sentence);
        drop_blanks(latex);
        drop_blanks(expected);
        cr_expect_str_eq(latex, expected, "%s: %s", cases[i].sentence, latex);
        free(latex);
        free(text);
        free(expected);
    }
}

/* Of no sentence of a proof, or about a formula, it is open whether "a" is a height or an article. */
static void expect_clear(const char *sentence)
{
    static const char *const nouns[] = {
        "bound", "box",      "branch", "cell",    "condition", "constant", "critical", "decay",
        "fast",  "fibre",    "finite", "fold",    "graph",     "large",    "late",     "line",
        "lower", "pair",     "point",  "range",   "repelling", "saddle",   "sign",     "sink",
        "slow",  "solution", "start",  "teacher", "zero",      "linear",   "state"};
    for (const char *at = sentence; at != NULL && (at = strstr(at, "a ")) != NULL; at++) {
        if (at > sentence && at[-1] != ' ') continue;
        const char *next = at + 2;
        const size_t length = strcspn(next, " ,;:.");
        if (*next == '{' || explain_is_formula(at, 1, next)) continue;
        int is_noun = 0;
        for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
            is_noun = is_noun || (strlen(nouns[i]) == length && strncmp(nouns[i], next, length) == 0);
        cr_expect(is_noun, "a %.*s, in: %s", (int)length, next, sentence);
    }
}

Test(typeset, heights_and_articles)
{
    for (int rule = 0; rule < PROOF_RULES; rule++) {
        const proof_rule_row_t *row = proof_rule_row((proof_rule_t)rule);
        expect_clear(row->sentence);
        expect_clear(row->region);
        expect_clear(row->entrance);
    }
    for (int note = 1; note < 30; note++)
        for (int number = 1; number < 60; number++) {
            char formula[8];
            snprintf(formula, sizeof formula, "(%d)", number);
            expect_clear(proof_formula_says(note, formula, (int)strlen(formula)));
        }
}

/* Dollars and braces come in pairs whatever is set. */
Test(typeset, anything)
{
    static const char letters[] = "aR0(1)^_*/'+-=<>{}$%&#~\\ .,:;[]|e5";
    unsigned long state = 7;
    for (int i = 0; i < 20000; i++) {
        char sentence[24];
        size_t length = (size_t)(i % 23);
        for (size_t j = 0; j < length; j++) {
            state = state * 6364136223846793005UL + 1442695040888963407UL;
            sentence[j] = letters[(state >> 33) % (sizeof letters - 1)];
        }
        sentence[length] = 0;
        for (int markup = 0; markup < EXPLAIN_DOCUMENTS; markup++) {
            char *text = typeset(sentence, (explain_markup_t)markup);
            int dollars = 0, depth = 0;
            for (const char *at = text; *at != 0; at++) {
                const int escaped = at > text && at[-1] == '\\' && (at - 1 == text || at[-2] != '\\');
                dollars += *at == '$' && !escaped;
                if (markup == EXPLAIN_LATEX) depth += escaped ? 0 : (*at == '{') - (*at == '}');
                cr_assert(depth >= 0 || markup != EXPLAIN_LATEX, "%s: %s", sentence, text);
            }
            if (markup == EXPLAIN_LATEX) cr_assert(dollars % 2 == 0 && depth == 0, "%s: %s", sentence, text);
            free(text);
        }
    }
}
