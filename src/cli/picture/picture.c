#include "cli/picture/picture.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <flint/flint.h>

#include "answer/picture/picture.h"
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

/* The child: standard input from the script, its outputs to `drawn` and `said`. */
static _Noreturn void become_gnuplot(FILE *script, FILE *drawn, FILE *said)
{
    dup2(fileno(script), STDIN_FILENO);
    dup2(fileno(drawn), STDOUT_FILENO);
    dup2(fileno(said), STDERR_FILENO);
    execlp("gnuplot", "gnuplot", "-", (char *)NULL);
    _exit(errno == ENOENT ? 127 : 126);
}

/* Its exit status; 127 if there is no gnuplot. */
static int run_gnuplot(FILE *script, FILE *drawn, FILE *said)
{
    int status;
    const pid_t child = fork();
    if (child == 0) become_gnuplot(script, drawn, said);
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

#define NOT_INSTALLED "gnuplot is not installed (on Debian: apt install gnuplot-nox)"

static wane_status_t without_gnuplot(const char *script, const char *path, wane_message_t message)
{
    const size_t stem = strlen(path) - strlen(kinds[kind_of(path)].ending);
    char *beside = base_text("%.*s.gp", (int)stem, path);
    answer_quote_t quoted;
    wane_status_t status = cli_output_write(beside, script, message);
    if (status == WANE_OK)
        status =
            wane_message_set(message, WANE_FAILURE, 0, NOT_INSTALLED "; the script and its data are in %s",
                             answer_quote(quoted, beside));
    flint_free(beside);
    return status;
}

static wane_status_t failed(FILE *said, wane_message_t message)
{
    char text[300];
    read_said(text, sizeof text, said);
    return wane_message_set(message, WANE_FAILURE, 0, "gnuplot failed: %s",
                            text[0] != 0 ? text : "no picture");
}

/* The temporary becomes the picture if gnuplot made one. */
static wane_status_t accept(int outcome, FILE *said, const char *temporary, const char *path,
                            wane_message_t message)
{
    struct stat about;
    if (outcome != 0 || stat(temporary, &about) != 0 || about.st_size == 0) return failed(said, message);
    if (rename(temporary, path) != 0)
        return wane_message_set(message, WANE_FAILURE, 0, "cannot write the picture: %s", strerror(errno));
    return WANE_OK;
}

static wane_status_t no_temporary(wane_message_t message)
{
    return wane_message_set(message, WANE_FAILURE, 0, "cannot write a temporary file: %s", strerror(errno));
}

/* What gnuplot makes of the script in a terminal: in the file of that name, or for NULL in `drawn`. */
static int draw(FILE *script_file, FILE *drawn, FILE *said, const char *terminal, const char *name,
                const char *script)
{
    fprintf(script_file, "%s\n", terminal);
    if (name != NULL) {
        fputs("set output '", script_file);
        picture_quote(script_file, name);
        fputs("'\n", script_file);
    }
    fprintf(script_file, "%s\nunset output\n", script);
    fflush(script_file);
    rewind(script_file);
    lseek(fileno(script_file), 0, SEEK_SET);
    return run_gnuplot(script_file, drawn, said);
}

static const char *terminal_of(const json_t *terminals, size_t kind)
{
    const char *own = json_string_value(json_object_get(terminals, kinds[kind].ending));
    return own != NULL ? own : kinds[kind].terminal;
}

wane_status_t cli_picture_deliver(const char *script, const json_t *terminals, const char *path,
                                  wane_message_t message)
{
    const char *terminal = terminal_of(terminals, kind_of(path));
    if (terminal == NULL) return cli_output_write(path, script, message);
    char *temporary = base_text("%s.%ld.partial", path, (long)getpid());
    FILE *input = tmpfile(), *said = tmpfile();
    wane_status_t status;
    if (input != NULL && said != NULL) {
        const int outcome = draw(input, said, said, terminal, temporary, script);
        status = outcome == 127 ? without_gnuplot(script, path, message)
                                : accept(outcome, said, temporary, path, message);
    } else {
        status = no_temporary(message);
    }
    unlink(temporary);
    if (input != NULL) fclose(input);
    if (said != NULL) fclose(said);
    flint_free(temporary);
    return status;
}

wane_status_t cli_picture_svg(char **svg, const char *script, const json_t *terminals, wane_message_t message)
{
    size_t size = 0;
    FILE *input = tmpfile(), *drawn = tmpfile(), *said = tmpfile();
    wane_status_t status = WANE_OK;
    *svg = NULL;
    if (input != NULL && drawn != NULL && said != NULL) {
        const int outcome =
            draw(input, drawn, said, terminal_of(terminals, kind_of("picture.svg")), NULL, script);
        rewind(drawn);
        if (outcome == 127) status = wane_message_set(message, WANE_FAILURE, 0, NOT_INSTALLED);
        else if (outcome != 0 || getdelim(svg, &size, 0, drawn) <= 0) status = failed(said, message);
    } else {
        status = no_temporary(message);
    }
    if (status != WANE_OK) {
        free(*svg);
        *svg = NULL;
    }
    if (input != NULL) fclose(input);
    if (drawn != NULL) fclose(drawn);
    if (said != NULL) fclose(said);
    return status;
}
