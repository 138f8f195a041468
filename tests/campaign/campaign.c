/* The soundness campaign: questions to the library, drawn at random, and a second opinion on every answer
   that is called proved.

     campaign [--seed S] [--from I] [--count N] [--kind KIND] [--verify SHARE] [--seconds T] [--limit T]
              [--jobs J] [--prec BITS] [--explain] [--list]

   Question i of seed S is the same whatever else is asked: half of all are degenerate (small integers, zeros,
   starts at special places, p_1 = 0, kinks, mirrored and scaled teachers).  The kinds are those of
   question.h. The second opinion (feature, pair_kernel, path, journey) computes Hermite coefficients, kernels
   and solutions in long double by means that share nothing with src/hermite and src/manifold; the comparisons
   (compare*) tell agreement, contradiction, and "not compared" where integration does not tell, which is
   never counted as agreement.  --verify runs the certificates of that share of all proved verdicts through
   the checker.

   Each question runs in a process of its own, for at most --limit seconds of processor time, so that a crash
   is a finding.  Every contradiction is printed with the command that asks the same.  Exit status: 0 without
   contradictions, 1 with any, 2 for bad usage.  More: docs/soundness.md. */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "compare_rest.h"
#include "report.h"

#define MOST_JOBS 64
#define MEMBERS 2           /* of a range */
#define OWN_SECONDS 20      /* for integration */
#define CERTIFICATE_TIMES 5 /* the limit, for a certificate */

typedef struct {
    uint64_t seed, from, count;
    int kind, jobs, list, explain;
    double share, seconds;
    long limit, prec;
} options_t;

static double processor_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double wall_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int is_range(const question_t *q)
{
    return q->kind == KIND_LIMIT_RANGE || q->kind == KIND_FLOW_RANGE;
}

static void compare_verdict(comparison_t *comparison, const answer_t *answer, question_t *q)
{
    compare_with_itself(comparison, answer, q);
    for (int i = 0; i < (is_range(q) ? MEMBERS : 1); i++) {
        question_t member;
        comparison_t one = {COMPARED_AGREES, ""};
        char text[1500];
        question_member(&member, q);
        if (question_is_flow(q)) compare_flow(&one, answer, &member);
        else compare_limit(&one, answer, &member);
        question_command(text, sizeof text, &member, "");
        if (is_range(q) && one.result > COMPARED_NOT)
            comparison_say(comparison, one.result, "%s; member: %.420s", one.text, text);
        else comparison_add(comparison, &one);
    }
}

/* This much processor time from now on. */
static void allow(double seconds)
{
    struct rlimit limit;
    getrlimit(RLIMIT_CPU, &limit);
    limit.rlim_cur = (rlim_t)(processor_time() + seconds) + 1;
    setrlimit(RLIMIT_CPU, &limit);
}

static void ask(finding_t *f, question_t *q, const options_t *options)
{
    static const result_t result[] = {RESULT_AGREES, RESULT_NOT_COMPARED, RESULT_CONTRADICTS,
                                      RESULT_ONE_ORDER};
    answer_t answer = {.status = WANE_OK};
    comparison_t comparison = {COMPARED_AGREES, ""};
    double start = processor_time();
    if (q->kind == KIND_THRESHOLDS) compare_thresholds(&comparison, &answer, q, options->prec);
    else if (q->kind == KIND_ORBIT) compare_orbit(&comparison, &answer, q, options->prec);
    else ask_verdict(&answer, q, options->prec);
    f->seconds = processor_time() - start;
    f->proved = answer.status == WANE_OK;
    allow(OWN_SECONDS);
    if (f->proved && q->kind < KIND_THRESHOLDS) compare_verdict(&comparison, &answer, q);
    f->result = result[comparison.result];
    snprintf(f->text, sizeof f->text, "%s", comparison.text);
    if (!f->proved && comparison.result != COMPARED_CONTRADICTS) {
        f->result = answer.status == WANE_UNDECIDED ? RESULT_UNDECIDED : RESULT_REFUSED;
        snprintf(f->text, sizeof f->text, "%s", answer.message);
    }
}

static int is_certified(const finding_t *f, const question_t *q, const options_t *options)
{
    draw_t share = {q->draw.seed, q->draw.question, (uint64_t)1 << 40};
    return f->proved && q->kind < KIND_THRESHOLDS &&
           (double)draw_below(&share, 1000000) < 1e6 * options->share;
}

static int tell(int pipe, const finding_t *f)
{
    return write(pipe, f, sizeof *f) == (ssize_t)sizeof *f;
}

/* In a process of its own: the finding without its certificate, then with it. */
static int work(int pipe, finding_t *f, question_t *q, const options_t *options)
{
    ask(f, q, options);
    int certified = is_certified(f, q, options);
    if (certified) f->certificate = CERTIFICATE_STOPPED;
    int good = tell(pipe, f);
    if (!certified) return good;
    allow(CERTIFICATE_TIMES * (double)options->limit);
    f->certificate = certificate_check(f->certificate_text, sizeof f->certificate_text, q, options->prec);
    return good && tell(pipe, f);
}

typedef struct {
    pid_t process;
    int pipe;
    finding_t finding; /* what is known before it runs */
} job_t;

static void start_job(job_t *job, uint64_t index, const options_t *options)
{
    int ends[2];
    question_t question;
    question_draw(&question, options->seed, index, options->kind);
    memset(job, 0, sizeof *job);
    job->finding.index = index;
    job->finding.kind = question.kind;
    job->finding.degenerate = question.degenerate;
    if (pipe(ends) != 0 || (job->process = fork()) < 0) {
        perror("campaign");
        exit(2);
    }
    if (job->process == 0) {
        struct rlimit limit = {(rlim_t)options->limit, RLIM_INFINITY};
        setrlimit(RLIMIT_CPU, &limit);
        _exit(!work(ends[1], &job->finding, &question, options));
    }
    close(ends[1]);
    job->pipe = ends[0];
}

static void end_job(job_t *job, int status, const options_t *options, report_t *report)
{
    finding_t finding, read_again;
    int known = read(job->pipe, &finding, sizeof finding) == (ssize_t)sizeof finding;
    while (known && read(job->pipe, &read_again, sizeof read_again) == (ssize_t)sizeof read_again)
        finding = read_again;
    int stopped = WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU;
    if (!known || (status != 0 && !stopped)) {
        finding = job->finding;
        finding.result = stopped ? RESULT_STOPPED : RESULT_CRASHED;
        finding.seconds = (double)options->limit;
        snprintf(finding.text, sizeof finding.text, "status %d", status);
    }
    close(job->pipe);
    job->process = 0;
    report_add(report, &finding);
}

static void run(const options_t *options, report_t *report)
{
    static job_t job[MOST_JOBS];
    uint64_t next = options->from, last = options->from + options->count;
    double start = wall_time();
    int running = 0;
    while (1) {
        int open = next < last && (options->seconds <= 0 || wall_time() - start < options->seconds);
        for (int i = 0; i < options->jobs && open && next < last; i++)
            if (job[i].process == 0) {
                start_job(&job[i], next++, options);
                running++;
            }
        if (running == 0) return;
        int status;
        pid_t process = wait(&status);
        for (int i = 0; i < options->jobs; i++)
            if (job[i].process == process) {
                end_job(&job[i], status, options, report);
                running--;
            }
    }
}

static void list(const options_t *options)
{
    for (uint64_t i = options->from; i < options->from + options->count; i++) {
        question_t question;
        char command[1500];
        question_draw(&question, options->seed, i, options->kind);
        question_command(command, sizeof command, &question, "");
        printf("%llu %s%s: %s\n", (unsigned long long)i, kind_name[question.kind],
               question.degenerate ? ", degenerate" : "", command);
    }
}

static int kind_of_name(const char *name)
{
    for (int i = 0; i < KIND_COUNT; i++)
        if (strcmp(name, kind_name[i]) == 0) return i;
    fprintf(stderr, "campaign: --kind: expected limit, flow, limit-range, flow-range, thresholds or orbit\n");
    exit(2);
}

static void read_options(options_t *options, int argc, char **argv)
{
    static const struct option flags[] = {
        {"seed", 1, NULL, 's'},  {"from", 1, NULL, 'f'},    {"count", 1, NULL, 'n'},
        {"kind", 1, NULL, 'k'},  {"verify", 1, NULL, 'v'},  {"seconds", 1, NULL, 't'},
        {"limit", 1, NULL, 'l'}, {"jobs", 1, NULL, 'j'},    {"prec", 1, NULL, 'p'},
        {"list", 0, NULL, 'L'},  {"explain", 0, NULL, 'e'}, {NULL, 0, NULL, 0}};
    int flag;
    while ((flag = getopt_long(argc, argv, "", flags, NULL)) != -1) switch (flag) {
        case 's':
            options->seed = strtoull(optarg, NULL, 10);
            break;
        case 'f':
            options->from = strtoull(optarg, NULL, 10);
            break;
        case 'n':
            options->count = strtoull(optarg, NULL, 10);
            break;
        case 'k':
            options->kind = kind_of_name(optarg);
            break;
        case 'v':
            options->share = atof(optarg);
            break;
        case 't':
            options->seconds = atof(optarg);
            break;
        case 'l':
            options->limit = atol(optarg);
            break;
        case 'j':
            options->jobs = atoi(optarg);
            break;
        case 'p':
            options->prec = atol(optarg);
            break;
        case 'e':
            options->explain = 1;
            break;
        case 'L':
            options->list = 1;
            break;
        default:
            exit(2);
        }
    if (optind < argc || options->jobs < 1 || options->jobs > MOST_JOBS || options->limit < 1 ||
        options->prec < 64) {
        fprintf(stderr, "campaign: usage is told at the top of tests/campaign/campaign.c\n");
        exit(2);
    }
}

int main(int argc, char **argv)
{
    options_t options = {1, 0, 1000, -1, 1, 0, 0, 0.1, 0, 2, 512};
    read_options(&options, argc, argv);
    if (options.list) {
        list(&options);
        return 0;
    }
    report_t *report = report_new(options.seed, options.explain);
    double start = wall_time();
    run(&options, report);
    long wrong = report_print(report, wall_time() - start);
    report_free(report);
    return wrong > 0;
}
