/* What is typeset for LaTeX, of which only a few commands occur, as HTML: letters of formulas in italics, scripts below and
   above.  No script and no font is needed to read it. */
#include <ctype.h>
#include <string.h>

#include "answer/explain/typeset.h"

static const struct {
    const char *name, *set;
} commands[] = {
    {"varepsilon", "<i>ε</i>"},
    {"nu", "<i>ν</i>"},
    {"alpha", "<i>α</i>"},
    {"kappa", "<i>κ</i>"},
    {"varrho", "<i>ϱ</i>"},
    {"lambda", "<i>λ</i>"},
    {"theta", "<i>θ</i>"},
    {"sigma", "<i>σ</i>"},
    {"pi", "π"},
    {"infty", "∞"},
    {"Phi", "Φ"},
    {"sum", "∑"},
    {"to", "→"},
    {"neq", "≠"},
    {"ge", "≥"},
    {"le", "≤"},
    {"sim", "~"},
    {"ldots", "…"},
    {"cdot", "·"},
    {"backslash", "\\"},
    {"qquad", "\u2003"},
    {"hat", "^"},
};

static void put_character(FILE *out, char c)
{
    if (c == '<') fputs("&lt;", out);
    else if (c == '>') fputs("&gt;", out);
    else if (c == '&') fputs("&amp;", out);
    else fputc(c, out);
}

/* Where the group ends that begins with this brace. */
static const char *group_end(const char *brace)
{
    int depth = 0;
    for (const char *c = brace; *c != 0; c++) {
        if (*c == '\\' && c[1] != 0) c++;
        else if (*c == '{') depth++;
        else if (*c == '}' && --depth == 0) return c;
    }
    return brace + strlen(brace);
}

static void put_math(FILE *out, const char *from, const char *to);

/* The group that follows, between an opening and a closing; returns what comes after it. */
static const char *put_group(FILE *out, const char *open, const char *brace, const char *close,
                             int is_upright)
{
    if (*brace != '{') return brace;
    const char *end = group_end(brace);
    fputs(open, out);
    if (is_upright) fwrite(brace + 1, 1, (size_t)(end - brace - 1), out);
    else put_math(out, brace + 1, end);
    fputs(close, out);
    return end + (*end != 0);
}

/* What follows a backslash; returns what comes after it. */
static const char *put_command(FILE *out, const char *name)
{
    size_t length = 0;
    while (isalpha((unsigned char)name[length])) length++;
    const char *rest = name + length + (name[length] == ' ');
    if (length == 0) {
        put_character(out, *name == ',' ? ' ' : *name);
        return name + 1;
    }
    if (length == 5 && strncmp(name, "tfrac", 5) == 0)
        return put_group(out, "/", put_group(out, "", rest, "", 0), "", 0);
    if (length == 4 && strncmp(name, "sqrt", 4) == 0) return put_group(out, "√(", rest, ")", 0);
    if (length == 6 && strncmp(name, "mathrm", 6) == 0) return put_group(out, "", rest, "", 1);
    if (length == 12 && strncmp(name, "operatorname", 12) == 0) return put_group(out, "", rest, "", 1);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strlen(commands[i].name) == length && strncmp(commands[i].name, name, length) == 0) {
            fputs(commands[i].set, out);
            return rest;
        }
    fwrite(name, 1, length, out); /* tanh, sup, ln */
    return rest;
}

static void put_math(FILE *out, const char *from, const char *to)
{
    for (const char *c = from; c < to;) {
        if (*c == '\\') {
            c = put_command(out, c + 1);
        } else if (*c == '_' || *c == '^') {
            c = put_group(out, *c == '_' ? "<sub>" : "<sup>", c + 1, *c == '_' ? "</sub>" : "</sup>", 0);
        } else {
            if (isalpha((unsigned char)*c)) fprintf(out, "<i>%c</i>", *c);
            else if (*c == '-') fputs("−", out);
            else if (*c == '\'') fputs("′", out);
            else put_character(out, *c);
            c++;
        }
    }
}

void explain_put_html_formula(FILE *out, const char *latex)
{
    put_math(out, latex, latex + strlen(latex));
}

void explain_put_html_text(FILE *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) put_character(out, text[i]);
}
