#include "cli/picture/picture.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <flint/flint.h>

#include "answer/problem/text.h"
#include "base/text.h"
#include "cli/print/output.h"

static const struct {
    const char *ending, *terminal; /* NULL: the script itself */
} kinds[] = {
    {".svg", "set terminal svg size 800,600 font 'sans,14' background 'white'"},
    {".pdf", "set terminal pdfcairo size 16cm,12cm font 'sans,12'"},
    {".png", "set terminal pngcairo size 1600,1200 font 'sans,28'"},
    {".gp", NULL},
};
#define KINDS (sizeof kinds / sizeof *kinds)

static size_t kind_of(const char *path)
{
    const size_t length = strlen(path);
    size_t kind = 0;
    for (; kind < KINDS; kind++) {
        const size_t end = strlen(kinds[kind].ending);
        if (length > end && strcmp(path + length - end, kinds[kind].ending) == 0) break;
    }
    return kind;
}

wane_status_t cli_picture_possible(const char *path, wane_message_t message)
{
    answer_quote_t quoted;
    if (path == NULL || kind_of(path) == KINDS)
        return wane_message_set(
            message, WANE_BAD_INPUT, 0, "--output: expected FILE.svg, FILE.pdf, FILE.png or FILE.gp%s%s",
            path == NULL ? "" : ", found ", path == NULL ? "" : answer_quote(quoted, path));
    return cli_output_possible(path, message);
}

void cli_picture_quote(FILE *out, const char *text)
{
    for (; text != NULL && *text != 0; text++)
        fprintf(out, *text == '\'' ? "''" : *text == '\n' ? " " : "%c", *text);
}

/* The child: standard input from the script, both outputs to `said`. */
static _Noreturn void become_gnuplot(FILE *script, FILE *said)
{
    dup2(fileno(script), STDIN_FILENO);
    dup2(fileno(said), STDOUT_FILENO);
    dup2(fileno(said), STDERR_FILENO);
    execlp("gnuplot", "gnuplot", "-", (char *)NULL);
    _exit(errno == ENOENT ? 127 : 126);
}

/* Its exit status; 127 if there is no gnuplot. */
static int run_gnuplot(FILE *script, FILE *said)
{
    int status;
    const pid_t child = fork();
    if (child == 0) become_gnuplot(script, said);
    if (child < 0) return 126;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return 126;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}

/* The first lines of what was said, blanks and ends of lines becoming one blank each. */
static void read_said(char *text, size_t size, FILE *said)
{
    size_t length = 0;
    rewind(said);
    for (int c; length + 1 < size && (c = fgetc(said)) != EOF;) {
        const int blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!blank || (length > 0 && text[length - 1] != ' ')) text[length++] = blank ? ' ' : (char)c;
    }
    text[length] = 0;
}

static wane_status_t without_gnuplot(const char *script, const char *path, wane_message_t message)
{
    const size_t stem = strlen(path) - strlen(kinds[kind_of(path)].ending);
    char *beside = base_text("%.*s.gp", (int)stem, path);
    answer_quote_t quoted;
    wane_status_t status = cli_output_write(beside, script, message);
    if (status == WANE_OK)
        status = wane_message_set(
            message, WANE_FAILURE, 0,
            "gnuplot is not installed (on Debian: apt install gnuplot-nox); the script and its "
            "data are in %s",
            answer_quote(quoted, beside));
    flint_free(beside);
    return status;
}

/* The temporary becomes the picture if gnuplot made one. */
static wane_status_t accept(int outcome, FILE *said, const char *temporary, const char *path,
                            wane_message_t message)
{
    struct stat about;
    char text[300];
    read_said(text, sizeof text, said);
    if (outcome != 0 || stat(temporary, &about) != 0 || about.st_size == 0)
        return wane_message_set(message, WANE_FAILURE, 0, "gnuplot failed: %s",
                                text[0] != 0 ? text : "no picture");
    if (rename(temporary, path) != 0)
        return wane_message_set(message, WANE_FAILURE, 0, "cannot write the picture: %s", strerror(errno));
    return WANE_OK;
}

wane_status_t cli_picture_deliver(const char *script, const json_t *terminals, const char *path,
                                  wane_message_t message)
{
    const size_t kind = kind_of(path);
    const char *own = json_string_value(json_object_get(terminals, kinds[kind].ending)),
               *terminal = own != NULL ? own : kinds[kind].terminal;
    if (terminal == NULL) return cli_output_write(path, script, message);
    char *temporary = base_text("%s.%ld.partial", path, (long)getpid());
    FILE *input = tmpfile(), *said = tmpfile();
    int outcome = 126;
    wane_status_t status = WANE_OK;
    if (input != NULL && said != NULL) {
        fprintf(input, "%s\nset output '", terminal);
        cli_picture_quote(input, temporary);
        fprintf(input, "'\n%s\nunset output\n", script);
        fflush(input);
        rewind(input);
        lseek(fileno(input), 0, SEEK_SET);
        outcome = run_gnuplot(input, said);
        status = outcome == 127 ? without_gnuplot(script, path, message)
                                : accept(outcome, said, temporary, path, message);
    } else {
        status =
            wane_message_set(message, WANE_FAILURE, 0, "cannot write a temporary file: %s", strerror(errno));
    }
    unlink(temporary);
    if (input != NULL) fclose(input);
    if (said != NULL) fclose(said);
    flint_free(temporary);
    return status;
}
