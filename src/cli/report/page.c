#include "cli/report/page.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <flint/flint.h>

#include "answer/explain/typeset.h"
#include "answer/problem/form.h"
#include "answer/problem/text.h"
#include "base/text.h"
#include "cli/picture/picture.h"
#include "cli/print/output.h"
#include "cli/report/svg.h"
#include "cli/table/table.h"
#include "wane/version.h"

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--soft:#5a5a5a;--line:#d5d5d5;--mark:#f3f5f8}\n"
    "@media "
    "(prefers-color-scheme:dark){:root{--ink:#e6e6e6;--paper:#16181c;--soft:#a5a9b0;--line:#3a3f47;--mark:#"
    "20242b}\n"
    " figure svg{filter:invert(.9) hue-rotate(180deg)}}\n"
    "body{margin:0 auto;max-width:46rem;padding:1.5rem 1rem 3rem;font:17px/1.55 Georgia,'Times New "
    "Roman',serif;"
    "color:var(--ink);background:var(--paper);overflow-wrap:break-word}\n"
    "h1{font-size:1.6rem;line-height:1.25;margin:0 0 .3rem}h2{font-size:1.2rem;margin:2.2rem 0 .6rem}\n"
    ".given,footer,figcaption,.lacks{color:var(--soft);font-size:.9rem}\n"
    ".verdict{border-left:.35rem solid var(--soft);background:var(--mark);padding:.7rem 1rem;margin:1.2rem "
    "0}\n"
    ".verdict "
    "b{font-size:1.15rem}.unlearning{border-color:#b5442c}.partial-unlearning{border-color:#c98a1b}\n"
    ".learning{border-color:#1f6fb2}\n"
    "table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}\n"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid "
    "var(--line)}"
    "th{font-weight:normal;color:var(--soft)}td{overflow-wrap:anywhere}td.word{white-space:nowrap;overflow-"
    "wrap:normal}\n"
    ".wide{overflow-x:auto}figure{margin:1.4rem 0}figure "
    "svg{display:block;width:100%;max-width:34rem;height:auto;margin:0 auto}\n"
    "figcaption{max-width:34rem;margin:.4rem auto 0}.formula{text-align:center}li{margin:.35rem 0}\n"
    "pre{background:var(--mark);padding:.7rem 1rem;overflow-x:auto;font-size:.8rem;white-space:pre-wrap}\n"
    "@media print{body{max-width:none;font-size:11pt;padding:0}figure,table,pre,.verdict{break-inside:avoid}"
    "figure svg{max-width:11cm;filter:none}}\n";

static void put(FILE *out, const char *text)
{
    if (text != NULL) explain_put_html_text(out, text, strlen(text));
}

/* ---- head ---- */

static void put_given(FILE *out, const answer_problem_t problem)
{
    static const answer_key_t shown[] = {ANSWER_A0, ANSWER_R0, ANSWER_EPS, ANSWER_DECAY};
    const char *between = "";
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        if (!answer_given(problem, shown[i])) continue;
        fprintf(out, "%s%s = ", between, answer_key_rows[shown[i]].name);
        put(out, answer_text(problem, shown[i]));
        between = ", ";
    }
    for (long i = 0; i < problem->parameter_count; i++, between = ", ") {
        fprintf(out, "%s%s = ", between, problem->parameter[i].name);
        put(out, problem->parameter[i].value.text);
    }
}

static void put_verdict(FILE *out, const json_t *answer)
{
    const char *word = cli_string_at(answer, "verdict.verdict"),
               *theorem = cli_string_at(answer, "verdict.theorem"), *lacks = cli_string_at(answer, "lacks");
    const int is_limit = strcmp(cli_string_at(answer, "verdict.regime"), "singular-limit") == 0;
    fprintf(out, "<p class=\"verdict %s\"><b>%c%s</b>, %s %s.<br>\n", word, toupper((unsigned char)*word),
            word + 1, cli_is_true(answer, "verdict.proved") ? "proved" : "not proved",
            is_limit ? "in the limit of a slow second layer"
                     : "for the flow at given ratios eps of the rates");
    put(out, theorem);
    if (lacks != NULL) {
        fputs(theorem != NULL ? "<br>\n" : "", out);
        put(out, lacks);
    }
    fputs("</p>\n", out);
}

/* ---- numbers ---- */

static const struct {
    const char *label, *path;
} numbers[] = {
    {"R at its peak", "verdict.R_peak"},
    {"R in the end", "verdict.R_final"},
    {"a in the end", "verdict.a_final"},
    {"a where stability is lost", "verdict.exit.a_static"},
    {"a at the delayed exit", "verdict.exit.a_delayed"},
    {"R after the jump", "verdict.exit.R_after"},
    {"exponent of R ~ C (eps t)^q", "verdict.scaling.R_exponent"},
    {"its factor C", "verdict.scaling.R_prefactor"},
    {"exponent of a", "verdict.scaling.a_exponent"},
    {"its factor", "verdict.scaling.a_prefactor"},
    {"a_c, above which R = 1 repels", "manifold.aligned.a_c"},
    {"a_eq, the second layer at rest on R = 1", "manifold.aligned.a_eq"},
};

static int is_number(const json_t *value)
{
    return json_is_string(value) || (json_is_object(value) && json_object_get(value, "lo") != NULL);
}

static void put_number(FILE *out, const json_t *value, slong digits)
{
    if (json_is_string(value)) { /* infinity, or a fraction */
        put(out, json_string_value(value));
        return;
    }
    char *text = cli_real_text(value, digits);
    put(out, text);
    free(text);
}

static void put_numbers(FILE *out, const json_t *answer)
{
    size_t i;
    json_t *state;
    const slong digits = cli_digits(answer);
    fputs("<h2>Certified numbers</h2>\n<table>\n", out);
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        const json_t *value = cli_at(answer, numbers[k].path);
        if (!is_number(value)) continue;
        fprintf(out, "<tr><th>%s</th><td>", numbers[k].label);
        put_number(out, value, digits);
        fputs("</td></tr>\n", out);
    }
    json_array_foreach(cli_at(answer, "manifold.equilibria"), i, state)
    {
        fprintf(out, "<tr><th>equilibrium, a %s</th><td>R = ", cli_string_at(state, "kind"));
        put_number(out, cli_at(state, "R"), digits);
        fputs(", a = ", out);
        put_number(out, cli_at(state, "a"), digits);
        fputs("</td></tr>\n", out);
    }
    fputs(
        "</table>\n<p class=\"given\">Digits before … are right; [lo, hi] are bounds, rounded outward.</p>\n",
        out);
}

/* ---- pictures ---- */

static void put_lack(FILE *out, const char *lacks)
{
    fputs("<p class=\"lacks\">", out);
    put(out, lacks);
    fputs("</p>\n", out);
}

static void put_pictures(FILE *out, const json_t *answer, wane_message_t message)
{
    size_t i;
    json_t *picture;
    fputs("<h2>Pictures</h2>\n", out);
    json_array_foreach(cli_at(answer, "pictures"), i, picture)
    {
        wane_message_t said = {{.text = ""}};
        const char *caption = cli_string_at(picture, "caption"), *lacks = cli_string_at(picture, "lacks");
        const char *script = cli_string_at(picture, "script");
        char *svg = NULL;
        if (script != NULL) cli_picture_svg(&svg, script, cli_at(picture, "terminals"), said);
        fprintf(out, "<figure id=\"%s\">\n", cli_string_at(picture, "name"));
        if (svg != NULL) cli_svg_put(out, svg, caption, (int)i);
        fputs("<figcaption>", out);
        put(out, caption);
        fputs("</figcaption>\n", out);
        if (lacks != NULL) put_lack(out, lacks);
        if (said->text[0] != 0) {
            put_lack(out, said->text);
            wane_message_set(message, WANE_OK, 0, "warning: a picture is missing: %s", said->text);
        }
        fputs("</figure>\n", out);
        free(svg);
    }
}

/* ---- check ---- */

static void put_check(FILE *out, const json_t *check)
{
    size_t i;
    json_t *level;
    if (!json_is_object(check)) return;
    fputs("<h2>Networks of finite width</h2>\n<div class=\"wide\"><table>\n<tr><th>compared</th><th>largest "
          "deviation of "
          "R, allowed</th><th>of a, allowed</th><th></th></tr>\n",
          out);
    json_array_foreach(cli_at(check, "levels"), i, level)
    {
        const int passed = cli_decided_at(level, "passed");
        fputs("<tr><td>", out);
        put(out, cli_string_at(level, "name"));
        fprintf(out, "</td><td>%.3g, %.3g</td><td>%.3g, %.3g</td><td class=\"word\">%s</td></tr>\n",
                cli_number_at(level, "max_dev_R"), cli_number_at(level, "allowed_R"),
                cli_number_at(level, "max_dev_a"), cli_number_at(level, "allowed_a"),
                passed > 0    ? "passed"
                : passed == 0 ? "failed"
                              : "cannot tell");
    }
    fputs("</table></div>\n", out);
}

/* ---- how to make it again ---- */

static void put_argument(FILE *out, const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:+,=-";
    if (*text != 0 && strspn(text, plain) == strlen(text)) {
        put(out, text);
        return;
    }
    fputc('\'', out);
    for (const char *c = text; *c != 0; c++) {
        const char one[] = {*c, 0};
        put(out, *c == '\'' ? "'\\''" : one);
    }
    fputc('\'', out);
}

/* simulates: as the page has it, where only one picture does. */
static void put_command(FILE *out, const char *command, const answer_problem_t problem, const char *output,
                        int simulates)
{
    const answer_form_t *form = answer_form_find(command);
    fprintf(out, "wane %s", command);
    for (const answer_key_t *key = form->keys; *key != ANSWER_KEYS; key++) {
        for (long i = 0; *key == ANSWER_SET && i < problem->parameter_count; i++) {
            char *set = base_text("%s=%s", problem->parameter[i].name, problem->parameter[i].value.text);
            fputs(" --set ", out);
            put_argument(out, set);
            flint_free(set);
        }
        if (*key == ANSWER_SET || *key == ANSWER_CERTIFICATE || !answer_given(problem, *key)) continue;
        if (!simulates &&
            (*key == ANSWER_RESUME ||
             (answer_key_rows[*key].section == ANSWER_SECTION_SIMULATION && *key != ANSWER_TIME)))
            continue;
        fprintf(out, " --%s", answer_key_rows[*key].name);
        if (answer_key_rows[*key].is_switch) continue;
        fputc(' ', out);
        put_argument(out, answer_text(problem, *key));
    }
    for (answer_key_t key = ANSWER_DIGITS; key <= ANSWER_PREC; key++)
        if (answer_given(problem, key))
            fprintf(out, " --%s %s", answer_key_rows[key].name, answer_text(problem, key));
    fprintf(out, "%s%s\n", output == NULL ? "" : " -o ", output == NULL ? "" : output);
}

static void put_commands(FILE *out, const json_t *answer, const answer_problem_t problem)
{
    size_t i;
    json_t *picture;
    fputs("<h2>To make it again</h2>\n<pre>", out);
    put_command(out, "verdict", problem, NULL, 0);
    put_command(out, "explain", problem, NULL, 0);
    put_command(out, "manifold", problem, NULL, 0);
    json_array_foreach(cli_at(answer, "pictures"), i, picture)
    {
        const char *name = cli_string_at(picture, "name");
        char *command = base_text("plot %s", name), *file = base_text("%s.svg", name);
        put_command(out, command, problem, file, strcmp(name, "check") == 0);
        if (strcmp(name, "check") == 0) put_command(out, name, problem, NULL, 1);
        flint_free(command);
        flint_free(file);
    }
    fputs("</pre>\n", out);
}

wane_status_t cli_page_possible(const char *path, wane_message_t message)
{
    answer_quote_t quoted;
    const size_t length = path == NULL ? 0 : strlen(path);
    if (path == NULL || (strcmp(path, "-") != 0 && (length < 6 || strcmp(path + length - 5, ".html") != 0)))
        return wane_message_set(message, WANE_BAD_INPUT, 0, "--output: expected FILE.html%s%s",
                                path == NULL ? "" : ", found ",
                                path == NULL ? "" : answer_quote(quoted, path));
    return cli_output_possible(path, message);
}

void cli_page_print(FILE *out, const json_t *answer, const answer_problem_t problem, wane_message_t message)
{
    size_t i;
    json_t *picture;
    const char *student = answer_text(problem, ANSWER_STUDENT),
               *teacher = answer_text(problem, ANSWER_TEACHER);
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>",
          out);
    put(out, student);
    fputs(" | ", out);
    put(out, teacher);
    fprintf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<h1>Student ", style);
    put(out, student);
    fputs(", teacher ", out);
    put(out, teacher);
    fputs("</h1>\n<p class=\"given\">", out);
    put_given(out, problem);
    fputs("</p>\n", out);
    put_verdict(out, answer);
    put_numbers(out, answer);
    put_pictures(out, answer, message);
    json_array_foreach(cli_at(answer, "pictures"), i, picture) put_check(out, cli_at(picture, "check"));
    fputs("<h2>Proof</h2>\n", out);
    if (cli_string_at(answer, "proof.html") != NULL) fputs(cli_string_at(answer, "proof.html"), out);
    put_commands(out, answer, problem);
    fprintf(out, "<footer>Made by wane %s.</footer>\n</body>\n</html>\n", WANE_VERSION);
}
