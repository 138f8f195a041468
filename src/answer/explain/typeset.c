#include "answer/explain/typeset.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <flint/flint.h>

/* ---- what is a formula ---- */

/* Names of several letters that stand in formulas, and how they are set. */
static const struct {
    const char *name, *set;
} names[] = {
    {"eps", "\\varepsilon "}, {"nu", "\\nu "},        {"alpha", "\\alpha "},
    {"kappa", "\\kappa "},    {"rho", "\\varrho "},   {"drho", "d\\varrho "},
    {"lambda", "\\lambda "},  {"theta", "\\theta "},  {"Phi", "\\Phi "},
    {"sigma", "\\sigma "},    {"pi", "\\pi "},        {"infinity", "\\infty "},
    {"sup", "\\sup "},        {"inf", "\\inf "},      {"lim", "\\lim "},
    {"lo", "\\mathrm{lo}"},   {"hi", "\\mathrm{hi}"}, {"max", "\\max "},
    {"min", "\\min "},        {"ln", "\\ln "},        {"log", "\\log "},
    {"exp", "\\exp "},        {"tanh", "\\tanh "},    {"sinh", "\\sinh "},
    {"cosh", "\\cosh "},      {"sin", "\\sin "},      {"cos", "\\cos "},
    {"tan", "\\tan "},        {"sum", "\\sum "},      {"artanh", "\\operatorname{artanh} "},
};

/* What follows the height a where it is no article. */
static const char *const after_height[] = {
    "falls", "rises",  "tends",  "moves", "comes",  "takes", "stands",  "changes", "is",   "and",     "goes",
    "does",  "passes", "keeps",  "stays", "drifts", "on",    "to",      "or",      "in",   "at",      "up",
    "may",   "with",   "beside", "near",  "loses",  "lies",  "has",     "where",   "over", "between", "along",
    "from",  "for",    "turns",  "until", "as",     "alone", "gathers", "tend",    "by",
};

static int is_one_of(const char *word, size_t length, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(list[i]) == length && strncmp(list[i], word, length) == 0) return 1;
    return 0;
}

static const char *setting_of(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i].name) == length && strncmp(names[i].name, name, length) == 0) return names[i].set;
    return NULL;
}

static size_t word_length(const char *word)
{
    return strcspn(word, " \n");
}

static size_t letters(const char *text)
{
    size_t length = 0;
    while (isalpha((unsigned char)text[length])) length++;
    return length;
}

/* Of letters alone: names, single letters, and products such as aS or PS. */
static int is_product(const char *word, size_t length)
{
    if (length == 1) return 1;
    if (length > 3) return 0;
    size_t capitals = 0;
    for (size_t i = 0; i < length; i++) capitals += isupper((unsigned char)word[i]) != 0;
    return islower((unsigned char)word[0]) ? capitals > 0 : capitals == length && length == 2;
}

/* sub-, anti-aligned, fold-at-1, student's. */
static int is_compound(const char *word, size_t length)
{
    size_t at = letters(word);
    if (at < 2 || at >= length || setting_of(word, at) != NULL || is_product(word, at)) return 0;
    if (length - at == 2 && strncmp(word + at, "'s", 2) == 0) return 1;
    while (at < length && word[at] == '-')
        for (at++; at < length && isalnum((unsigned char)word[at]); at++)
            ;
    return at == length;
}

static size_t without_stop(const char *word, size_t length)
{
    while (length > 1 && strchr(",.;:?", word[length - 1]) != NULL) length--;
    return length;
}

int explain_is_formula(const char *word, size_t length, const char *next)
{
    const size_t stripped = without_stop(word, length);
    if (stripped == 1 && *word == 'a' && next != NULL && stripped == length) {
        const size_t following = word_length(next), bare = without_stop(next, following);
        return explain_is_formula(next, following, NULL) ||
               is_one_of(next, bare, after_height, sizeof after_height / sizeof *after_height);
    }
    const char *start = word + (*word == '(' && stripped > 1);
    size_t rest = stripped - (size_t)(start - word);
    if (rest > 1 && start[rest - 1] == ')' && memchr(start, '(', rest) == NULL) rest--;
    if (letters(start) >= rest) return setting_of(start, rest) != NULL || is_product(start, rest);
    return !is_compound(start, rest);
}

/* ---- how it is set ---- */

/* Fractions stay on the line in scripts and tables. */
static void set(FILE *out, const char *formula, size_t length, int on_line);

static size_t number_length(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && isdigit((unsigned char)text[at])) at++;
    if (at + 1 < length && text[at] == '.' && isdigit((unsigned char)text[at + 1]))
        for (at++; at < length && isdigit((unsigned char)text[at]); at++)
            ;
    return at;
}

static size_t integer_length(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && isdigit((unsigned char)text[at])) at++;
    return at;
}

#define ELLIPSIS "\xe2\x80\xa6"

/* A number, a fraction of integers, what has an exponent; returns what was taken. */
static size_t set_number(FILE *out, const char *text, size_t length, int on_line)
{
    size_t at = number_length(text, length), below;
    if (!on_line && at == integer_length(text, length) && at < length && text[at] == '/' &&
        (below = integer_length(text + at + 1, length - at - 1)) > 0) {
        fprintf(out, "\\tfrac{%.*s}{%.*s}", (int)at, text, (int)below, text + at + 1);
        return at + 1 + below;
    }
    fprintf(out, "%.*s", (int)at, text);
    if (length - at >= 3 && strncmp(text + at, ELLIPSIS, 3) == 0) {
        fputs("\\ldots ", out);
        at += 3;
    }
    if (at + 1 < length && text[at] == 'e' &&
        (strchr("+-", text[at + 1]) != NULL || isdigit((unsigned char)text[at + 1]))) {
        const size_t sign = strchr("+-", text[at + 1]) != NULL,
                     power = integer_length(text + at + 1 + sign, length - at - 1 - sign);
        fprintf(out, "\\cdot 10^{%s%.*s}", text[at + 1] == '-' ? "-" : "", (int)power, text + at + 1 + sign);
        at += 1 + sign + power;
    }
    return at;
}

/* Where the parenthesis is closed with which the text begins; the length: nowhere. */
static size_t matching(const char *text, size_t length)
{
    int depth = 0;
    for (size_t at = 0; at < length; at++) {
        depth += (text[at] == '(') - (text[at] == ')');
        if (depth == 0) return at;
    }
    return length;
}

/* Below or above: letters or digits, or what stands in parentheses. */
static size_t set_script(FILE *out, char which, const char *text, size_t length)
{
    size_t taken = letters(text);
    if (length > 0 && *text == '(' && matching(text, length) < length) {
        taken = matching(text, length);
        fprintf(out, "%c{", which);
        set(out, text + 1, taken - 1, 1);
        fputc('}', out);
        return taken + 1;
    }
    if (taken == 0) {
        if (length > 0 && *text == '-') taken++;
        taken += integer_length(text + taken, length - taken);
    }
    const int is_word = letters(text) > 1;
    fprintf(out, is_word ? "%c{\\mathrm{%.*s}}" : "%c{%.*s}", which, (int)taken, text);
    return taken;
}

static size_t set_letters(FILE *out, const char *text, size_t length)
{
    const size_t taken = letters(text) < length ? letters(text) : length;
    const char *setting = setting_of(text, taken);
    const int is_called = taken < length && text[taken] == '(',
              digits = (int)integer_length(text + taken, length - taken);
    if (taken == 4 && strncmp(text, "sqrt", 4) == 0 && is_called &&
        matching(text + 4, length - 4) < length - 4) {
        const size_t inner = matching(text + 4, length - 4);
        fputs("\\sqrt{", out);
        set(out, text + 5, inner - 1, 0);
        fputc('}', out);
        return 5 + inner;
    }
    if (setting != NULL) fputs(setting, out);
    else if (taken == 2 && strncmp(text, "He", 2) == 0) fputs("\\mathrm{He}", out);
    else if (taken == 1 && *text == 'E') fputs("\\mathrm{E}\\,", out);
    else if (taken > 1 && (is_called || (digits > 0 && text[taken + (size_t)digits] == '(')) &&
             !is_product(text, taken))
        fprintf(out, "\\operatorname{%.*s}", (int)taken, text);
    else fprintf(out, "%.*s", (int)taken, text);
    if (digits > 0) fprintf(out, "_{%.*s}", digits, text + taken);
    return taken + (size_t)digits;
}

static const struct {
    const char *plain, *set;
} signs[] = {
    {"->", "\\to "}, {"!=", "\\neq "}, {">=", "\\ge "},        {"<=", "\\le "},        {"~", "\\sim "},
    {"{", "\\{"},    {"}", "\\}"},     {ELLIPSIS, "\\ldots "}, {"%", "\\%"},           {"&", "\\&"},
    {"#", "\\#"},    {"$", "\\$"},     {"_", "\\_"},           {"\\", "\\backslash "}, {"^", "\\hat{}"},
};

static size_t set_sign(FILE *out, const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const size_t own = strlen(signs[i].plain);
        if (own <= length && strncmp(signs[i].plain, text, own) == 0) {
            fputs(signs[i].set, out);
            return own;
        }
    }
    fputc(*text, out);
    return 1;
}

static void set(FILE *out, const char *formula, size_t length, int on_line)
{
    for (size_t at = 0, taken; at < length; at += taken) {
        const char *here = formula + at;
        const size_t left = length - at;
        const char next = left > 1 ? here[1] : 0, before = at > 0 ? here[-1] : 0;
        if (isdigit((unsigned char)*here)) {
            taken = set_number(out, here, left, on_line);
            if (taken < left && strchr("+-", here[taken]) != NULL &&
                (taken + 1 == left || strchr(" ,;)", here[taken + 1]) != NULL) && taken == 1 &&
                *here == '0') {
                fprintf(out, "^{%c}", here[taken]); /* 0+ */
                taken++;
            }
        } else if (isalpha((unsigned char)*here)) taken = set_letters(out, here, left);
        else if ((*here == '_' || *here == '^') &&
                 (isalnum((unsigned char)next) || next == '(' || next == '-'))
            taken = 1 + set_script(out, *here, here + 1, left - 1);
        else if (*here == '*') {
            fputs(next == '_' || (before == 'a' && at >= 5 && strncmp(here - 5, "sigma", 5) == 0) ? "^{*}"
                                                                                                  : "\\,",
                  out);
            taken = 1;
        } else if (*here == ' ') {
            fputs(before == ',' ? "\\ " : " ", out);
            taken = 1;
        } else taken = set_sign(out, here, left);
    }
}

void explain_typeset_formula(FILE *out, const char *formula, size_t length, explain_markup_t markup)
{
    char *latex;
    size_t size;
    if (markup != EXPLAIN_HTML) {
        set(out, formula, length, markup == EXPLAIN_LATEX_TABLE);
        return;
    }
    FILE *typeset = open_memstream(&latex, &size);
    if (typeset == NULL) flint_abort();
    set(typeset, formula, length, 0);
    fclose(typeset);
    explain_put_html_formula(out, latex);
    free(latex);
}

/* ---- sentences ---- */

static void put_text(FILE *out, const char *text, size_t length, explain_markup_t markup)
{
    if (markup == EXPLAIN_HTML) {
        explain_put_html_text(out, text, length);
        return;
    }
    const char *special = markup >= EXPLAIN_LATEX ? "%&#_$" : "*_$<\\`";
    for (size_t i = 0; i < length; i++) {
        if (markup >= EXPLAIN_LATEX && strchr("~^\\{}", text[i]) != NULL) fprintf(out, "\\char%d{}", text[i]);
        else fprintf(out, strchr(special, text[i]) != NULL ? "\\%c" : "%c", text[i]);
    }
}

static int depth_after(int depth, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        depth += (strchr("([", text[i]) != NULL) - (strchr(")]", text[i]) != NULL);
    return depth;
}

/* The formula that begins here: words up to one that belongs to none, a stop between two of them only within brackets. */
static size_t formula_length(const char *sentence)
{
    int depth = 0;
    for (const char *word = sentence;;) {
        const size_t length = word_length(word), bare = without_stop(word, length);
        const char *next = word[length] == 0 ? NULL : word + length + 1;
        depth = depth_after(depth, word, length);
        const size_t end = (size_t)(word - sentence) + bare;
        if (next == NULL || (bare < length && depth <= 0)) return end;
        const char *after = next[word_length(next)] == 0 ? NULL : next + word_length(next) + 1;
        if (!explain_is_formula(next, word_length(next), after)) return end;
        word = next;
    }
}

void explain_typeset(FILE *out, const char *sentence, explain_markup_t markup)
{
    if (markup == EXPLAIN_TEXT) {
        fputs(sentence, out);
        return;
    }
    for (const char *word = sentence; *word != 0;) {
        const size_t length = word_length(word);
        const char *next = word[length] == 0 ? NULL : word + length + 1;
        if (length > 0 && explain_is_formula(word, length, next)) {
            const size_t formula = formula_length(word);
            const char *dollar = markup == EXPLAIN_HTML ? "" : "$";
            fputs(dollar, out);
            explain_typeset_formula(out, word, formula, markup);
            fputs(dollar, out);
            word += formula;
            const size_t stops = word_length(word);
            put_text(out, word, stops, markup);
            word += stops;
        } else {
            put_text(out, word, length, markup);
            word += length;
        }
        if (*word != 0) fputc(*word++, out);
    }
}
