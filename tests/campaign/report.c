#include "report.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REASONS 400
#define REASON_LENGTH 100
#define SHOWN 12
#define SLOWEST 10

typedef struct {
    char text[REASON_LENGTH];
    long count;
} reason_t;

typedef struct {
    reason_t list[REASONS];
    int used;
} reasons_t;

struct report {
    uint64_t seed;
    int explain;
    long count[KIND_COUNT][2][RESULT_COUNT], certificate[KIND_COUNT][CERTIFICATE_COUNT];
    reasons_t undecided, not_compared, uncertified;
    finding_t slowest[SLOWEST];
    double seconds;
};

static const char *const result_name[RESULT_COUNT] = {"agree",     "not cmp", "1 order", "CONTRA",
                                                      "undecided", "refused", "stopped", "CRASHED"};

report_t *report_new(uint64_t seed, int explain)
{
    report_t *report = calloc(1, sizeof *report);
    report->seed = seed;
    report->explain = explain;
    return report;
}

void report_free(report_t *report)
{
    free(report);
}

/* Messages that differ in numbers alone count as one reason. */
static void count_reason(reasons_t *reasons, const char *text)
{
    char plain[REASON_LENGTH];
    size_t length = 0;
    for (; *text && length + 1 < sizeof plain; text++) {
        int digit = isdigit((unsigned char)*text) || (*text == '.' && isdigit((unsigned char)text[1]));
        if (!digit) plain[length++] = *text;
        else if (length == 0 || plain[length - 1] != '#') plain[length++] = '#';
    }
    plain[length] = 0;
    int i = 0;
    while (i < reasons->used && strcmp(reasons->list[i].text, plain) != 0) i++;
    if (i == REASONS) return;
    if (i == reasons->used) strcpy(reasons->list[reasons->used++].text, plain);
    reasons->list[i].count++;
}

static void command_of(char *text, size_t size, const report_t *report, const finding_t *finding)
{
    question_t question;
    question_draw(&question, report->seed, finding->index, (int)finding->kind);
    question_command(text, size, &question, "");
}

static void keep_if_slow(report_t *report, const finding_t *finding)
{
    int i = SLOWEST;
    while (i > 0 && finding->seconds > report->slowest[i - 1].seconds) i--;
    if (i == SLOWEST) return;
    memmove(report->slowest + i + 1, report->slowest + i, (size_t)(SLOWEST - 1 - i) * sizeof *finding);
    report->slowest[i] = *finding;
}

static int is_wrong(result_t result)
{
    return result == RESULT_CONTRADICTS || result == RESULT_CRASHED;
}

void report_add(report_t *report, const finding_t *f)
{
    char command[1500];
    report->count[f->kind][f->degenerate][f->result]++;
    report->certificate[f->kind][f->certificate]++;
    report->seconds += f->seconds;
    keep_if_slow(report, f);
    if (f->result == RESULT_UNDECIDED) count_reason(&report->undecided, f->text);
    if (f->result == RESULT_NOT_COMPARED) count_reason(&report->not_compared, f->text);
    if (f->certificate == CERTIFICATE_NONE || f->certificate == CERTIFICATE_REJECTED)
        count_reason(&report->uncertified, f->certificate_text);
    int certificate_wrong = f->certificate == CERTIFICATE_REJECTED || f->certificate == CERTIFICATE_OTHER;
    command_of(command, sizeof command, report, f);
    if (is_wrong(f->result) || f->result == RESULT_ONE_ORDER || f->result == RESULT_REFUSED ||
        (report->explain && f->result != RESULT_AGREES && f->result != RESULT_UNDECIDED))
        printf("%s, question %llu (%s): %s\n    %s\n", result_name[f->result], (unsigned long long)f->index,
               kind_name[f->kind], f->text, command);
    if (certificate_wrong || (report->explain && f->certificate == CERTIFICATE_NONE))
        printf("certificate %s, question %llu (%s): %s\n    %s\n", certificate_name[f->certificate],
               (unsigned long long)f->index, kind_name[f->kind], f->certificate_text, command);
    fflush(stdout);
}

static int by_count(const void *a, const void *b)
{
    return (int)(((const reason_t *)b)->count - ((const reason_t *)a)->count);
}

static void print_reasons(const char *title, const reasons_t *reasons)
{
    reasons_t sorted = *reasons;
    qsort(sorted.list, (size_t)sorted.used, sizeof sorted.list[0], by_count);
    if (sorted.used > 0) printf("%s:\n", title);
    for (int i = 0; i < sorted.used && i < SHOWN; i++)
        printf("%7ld  %s\n", sorted.list[i].count, sorted.list[i].text);
}

static void print_row(const char *name, const long *count)
{
    long all = 0;
    for (int r = 0; r < RESULT_COUNT; r++) all += count[r];
    printf("%-24s %7ld", name, all);
    for (int r = 0; r < RESULT_COUNT; r++) printf(" %9ld", count[r]);
    putchar('\n');
}

long report_print(const report_t *report, double seconds)
{
    long total[RESULT_COUNT] = {0}, certificates[CERTIFICATE_COUNT] = {0}, questions = 0;
    printf("%-24s %7s", "kind", "all");
    for (int r = 0; r < RESULT_COUNT; r++) printf(" %9s", result_name[r]);
    putchar('\n');
    for (int kind = 0; kind < KIND_COUNT; kind++)
        for (int degenerate = 0; degenerate < 2; degenerate++) {
            char name[60];
            snprintf(name, sizeof name, "%s%s", kind_name[kind], degenerate ? ", degenerate" : "");
            print_row(name, report->count[kind][degenerate]);
            for (int r = 0; r < RESULT_COUNT; r++) {
                total[r] += report->count[kind][degenerate][r];
                questions += report->count[kind][degenerate][r];
            }
        }
    print_row("all", total);
    printf("certificates:");
    for (int c = CERTIFICATE_NONE; c < CERTIFICATE_COUNT; c++) {
        for (int kind = 0; kind < KIND_COUNT; kind++) certificates[c] += report->certificate[kind][c];
        printf("%s %ld %s", c > CERTIFICATE_NONE ? "," : "", certificates[c], certificate_name[c]);
    }
    putchar('\n');
    print_reasons("undecided because", &report->undecided);
    print_reasons("not compared because", &report->not_compared);
    print_reasons("not certified because", &report->uncertified);
    printf("slowest, processor seconds in the library:\n");
    for (int i = 0; i < SLOWEST && report->slowest[i].seconds > 0; i++) {
        char command[1500];
        command_of(command, sizeof command, report, &report->slowest[i]);
        printf("%8.2f  question %llu: %s\n", report->slowest[i].seconds,
               (unsigned long long)report->slowest[i].index, command);
    }
    long wrong = total[RESULT_CONTRADICTS] + total[RESULT_CRASHED] + certificates[CERTIFICATE_OTHER];
    printf("%ld questions of seed %llu in %.0f s (%.1f a second; %.0f s in the library): %ld contradictions, "
           "%ld "
           "compared, %ld not compared, %.1f %% undecided\n",
           questions, (unsigned long long)report->seed, seconds, (double)questions / seconds, report->seconds,
           wrong, total[RESULT_AGREES] + total[RESULT_ONE_ORDER] + total[RESULT_CONTRADICTS],
           total[RESULT_NOT_COMPARED],
           100.0 * (double)(total[RESULT_UNDECIDED] + total[RESULT_STOPPED]) /
               (double)(questions > 0 ? questions : 1));
    return wrong;
}
