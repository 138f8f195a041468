/* Simulations kept in a file: stopped at any moment, short of disk space or with a damaged file, nothing that
   was stored is lost and no other result ever comes out. */
#include <criterion/criterion.h>
#include <glob.h>
#include <math.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "example_network.h"
#include "sgd/record/histogram.h"
#include "sgd/random/philox.h"
#include "temporary.h"

static const example_teacher_t unlearning = {1, 0.3, 0};

typedef struct {
    char folder[TEMPORARY_LENGTH], path[64];
    wane_simulation_t simulation;
    flow_kernels_t kernels;
    network_t network;
    double interval;
    observations_t expected; /* of an undisturbed run */
} bench_t;

static void bench_init(bench_t *bench, wane_method_t method)
{
    wane_message_t message;
    temporary_folder(bench->folder);
    snprintf(bench->path, sizeof bench->path, "%s/run", bench->folder);
    wane_simulation_default(&bench->simulation);
    bench->interval = 1000;
    bench->simulation.method = method;
    bench->simulation.width = 12;
    bench->simulation.dim = 30;
    bench->simulation.batch = 70;
    bench->simulation.time = 6;
    bench->simulation.seeds = 3;
    bench->simulation.histogram_bins = 10;
    bench->simulation.a_init = WANE_SECOND_GAUSSIAN;
    bench->network = example_network(&unlearning);
    flow_kernels_init(bench->kernels);
    example_kernels(bench->kernels, &unlearning);
    bench->network.kernels = bench->kernels;
    observations_init(bench->expected);
    cr_assert_eq(simulate_network(bench->expected, &bench->simulation, &bench->network, NULL, NULL, message),
                 WANE_OK);
}

static void bench_clear(bench_t *bench)
{
    char pattern[80];
    glob_t found;
    unlink(bench->path);
    /* Of a child that was killed at its very start. */
    snprintf(pattern, sizeof pattern, "%s.*.partial*", bench->path);
    if (glob(pattern, 0, NULL, &found) == 0) {
        for (size_t i = 0; bench->interval == 0 && i < found.gl_pathc; i++) unlink(found.gl_pathv[i]);
        globfree(&found);
    }
    cr_assert_eq(rmdir(bench->folder), 0, "something else was left in the folder");
    flow_kernels_clear(bench->kernels);
    observations_clear(bench->expected);
}

/* Runs with the file; what comes out must be what is expected. */
static wane_status_t go(const bench_t *bench, wane_simulation_observer_t progress, void *context,
                        wane_message_t message)
{
    static const simulation_input_t input[] = {{"student", "tanh"}, {"teacher", "h1+0.3*h3"}};
    const simulation_store_t store = {bench->path, input, 2, NULL, bench->interval};
    observations_t table;
    observations_init(table);
    wane_status_t status =
        simulate_stored(table, &bench->simulation, &bench->network, &store, progress, context, message);
    if (status == WANE_OK) {
        cr_assert_eq(table->length, bench->expected->length);
        cr_assert_eq(table->bins, bench->expected->bins);
        cr_assert_eq(memcmp(table->row, bench->expected->row, table->length * sizeof *table->row), 0);
        for (size_t i = 0; i < table->bins; i++) {
            const histogram_bin_t *one = table->bin + i, *other = bench->expected->bin + i;
            cr_assert(one->t == other->t && one->quantity == other->quantity && one->lo == other->lo &&
                      one->hi == other->hi && one->count == other->count);
        }
    } else {
        cr_assert_eq(table->length, 0);
        cr_assert_eq(table->bins, 0);
    }
    observations_clear(table);
    return status;
}

static int stop_after(void *context, double done)
{
    return (*(int *)context)-- == 0;
}

/* Stopped again and again, each time after a few steps. */
Test(store, stopped_runs_end_the_same)
{
    wane_message_t message;
    for (int method = 0; method < METHODS; method++) {
        bench_t bench;
        bench_init(&bench, (wane_method_t)method);
        for (int step = 0, left = 0; step < 1000; step++, left = step % 7) {
            bench.simulation.threads = 1 + step % 3;
            wane_status_t status = go(&bench, stop_after, &left, message);
            if (status == WANE_OK) break;
            cr_assert_eq(status, WANE_FAILURE);
            cr_assert_not_null(strstr(message->text, "interrupted"), "%s", message->text);
            cr_assert_not_null(strstr(message->text, bench.path), "%s", message->text);
        }
        cr_assert_eq(go(&bench, NULL, NULL, message), WANE_OK, "a finished simulation is not read back");
        bench_clear(&bench);
    }
}

/* A child that is killed when so much is done, or never. */
static int kill_at(void *context, double done)
{
    if (done >= *(double *)context) raise(SIGKILL);
    return 0;
}

static pid_t start_child(const bench_t *bench, double killed_at)
{
    wane_message_t message;
    pid_t child = fork();
    cr_assert_geq(child, 0);
    if (child == 0) _exit(go(bench, kill_at, &killed_at, message));
    return child;
}

static int note_first(void *context, double done)
{
    double *first = context;
    if (*first < 0) *first = done;
    return 0;
}

/* With a save at every step nothing but the present step is lost. */
Test(store, killed_runs_lose_nothing_saved)
{
    bench_t bench;
    wane_message_t message;
    int how;
    bench_init(&bench, WANE_METHOD_DIRECT);
    bench.interval = 0;
    for (double at = 0.1; at < 1; at += 0.17) {
        double first = -1;
        cr_assert_eq(waitpid(start_child(&bench, at), &how, 0) > 0 && WIFSIGNALED(how), 1);
        if (at < 0.8) continue;
        cr_assert_eq(go(&bench, note_first, &first, message), WANE_OK);
        cr_assert_geq(first, at - 1 / 60.0);
    }
    bench_clear(&bench);
}

/* Killed at random moments, most of them within a commit. */
Test(store, killed_runs_end_the_same)
{
    wane_message_t message;
    for (int method = 0; method < METHODS; method++) {
        bench_t bench;
        int kills = 0, how = 0;
        bench_init(&bench, (wane_method_t)method);
        bench.interval = 0;
        for (uint64_t round = 0; round < 300; round++) {
            uint32_t word[4];
            philox_fill(word, round, 1, (stream_t){8, 0, STREAM_START, 0});
            pid_t child = start_child(&bench, 2);
            usleep(word[0] % 30000);
            kill(child, SIGKILL);
            cr_assert_gt(waitpid(child, &how, 0), 0);
            kills += WIFSIGNALED(how);
            if (WIFEXITED(how)) break;
        }
        cr_assert(!WIFEXITED(how) || WEXITSTATUS(how) == WANE_OK);
        cr_assert_gt(kills, 0);
        cr_assert_eq(go(&bench, NULL, NULL, message), WANE_OK, "%s", message->text);
        bench_clear(&bench);
    }
}

static unsigned char *read_file(size_t *size, const char *path)
{
    struct stat about;
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file);
    cr_assert_eq(fstat(fileno(file), &about), 0);
    *size = (size_t)about.st_size;
    unsigned char *bytes = malloc(*size + 1);
    cr_assert_eq(fread(bytes, 1, *size, file), *size);
    fclose(file);
    return bytes;
}

static void write_file(const char *path, const unsigned char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    cr_assert_eq(fwrite(bytes, 1, size, file), size);
    cr_assert_eq(fclose(file), 0);
}

/* A damaged file either does no harm, or is refused and left as it is. */
static int refused(const bench_t *bench, const unsigned char *damaged, size_t size)
{
    wane_message_t message;
    size_t left;
    write_file(bench->path, damaged, size);
    if (go(bench, NULL, NULL, message) == WANE_OK) return 0;
    unsigned char *after = read_file(&left, bench->path);
    cr_assert_eq(left, size, "%s", message->text);
    cr_assert_eq(memcmp(after, damaged, size), 0, "%s", message->text);
    free(after);
    return 1;
}

Test(store, damaged_files_are_refused_and_kept)
{
    bench_t bench;
    wane_message_t message;
    size_t size;
    int left = 40, refusals = 0, flips = 0;
    bench_init(&bench, WANE_METHOD_DIRECT);
    cr_assert_eq(go(&bench, stop_after, &left, message), WANE_FAILURE);
    unsigned char *bytes = read_file(&size, bench.path);
    for (uint64_t round = 0; round < 60 * (uint64_t)test_multiplier(); round++) {
        uint32_t word[4];
        philox_fill(word, round, 1, (stream_t){7, 0, STREAM_START, 0});
        /* Half of the flips among the first bytes, the header. */
        size_t at = round % 2 ? word[0] % size : word[0] % 100;
        bytes[at] ^= (unsigned char)(1 << word[1] % 8);
        refusals += refused(&bench, bytes, size);
        bytes[at] ^= (unsigned char)(1 << word[1] % 8);
        flips++;
    }
    cr_assert_gt(refusals, flips / 4);
    for (size_t cut = 0; cut < size; cut = 2 * cut + 1)
        cr_assert(refused(&bench, bytes, cut), "cut to %zu", cut);
    cr_assert(refused(&bench, (const unsigned char *)"no database at all, but a text of some length", 45));
    cr_assert_not(refused(&bench, bytes, size));
    free(bytes);
    bench_clear(&bench);
}

/* The file may not grow beyond any of many sizes: reported, and later carried on. */
Test(store, full_disk)
{
    bench_t bench;
    wane_message_t message;
    struct rlimit old;
    bench_init(&bench, WANE_METHOD_DIRECT);
    bench.interval = 0;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old);
    int failures = 0;
    for (rlim_t most = 0; most < 200000; most += 6000) {
        struct rlimit limit = {most, old.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
        wane_status_t status = go(&bench, NULL, NULL, message);
        setrlimit(RLIMIT_FSIZE, &old);
        if (status == WANE_OK) break;
        failures++;
        cr_assert_eq(status, WANE_FAILURE);
        cr_assert(strstr(message->text, bench.path) != NULL, "%s", message->text);
    }
    cr_assert_gt(failures, 3);
    cr_assert_eq(go(&bench, NULL, NULL, message), WANE_OK);
    bench.interval = 1000; /* nothing half-made may be left */
    bench_clear(&bench);
}

Test(store, other_problems_are_refused_by_name)
{
    bench_t bench;
    wane_message_t message;
    int left = 3;
    bench_init(&bench, WANE_METHOD_DIRECT);
    cr_assert_eq(go(&bench, stop_after, &left, message), WANE_FAILURE);
    const wane_simulation_t right = bench.simulation;
#define REFUSED(field, value, name)                                                                          \
    bench.simulation = right;                                                                                \
    bench.simulation.field = value;                                                                          \
    cr_assert_eq(go(&bench, NULL, NULL, message), WANE_BAD_INPUT);                                           \
    cr_assert_not_null(strstr(message->text, "`" name "` is "), "%s", message->text)
    REFUSED(width, 13, "width");
    REFUSED(dim, 31, "dim");
    REFUSED(batch, 71, "batch");
    REFUSED(lr, 0.2 * (1 + 2e-16), "lr");
    REFUSED(eps, 0.2, "eps");
    REFUSED(decay, 0.1, "decay");
    REFUSED(a0, 0.4, "a0");
    REFUSED(R0, 0.1, "R0");
    REFUSED(time, 5, "time");
    REFUSED(seeds, 2, "seeds");
    REFUSED(noise, 0.1, "noise");
    REFUSED(init, WANE_INIT_ORTHONORMAL, "init");
    REFUSED(a_init, WANE_SECOND_SIGNS, "a-init");
    REFUSED(seed, 2, "seed");
    REFUSED(precision, WANE_DOUBLE, "arithmetic");
    REFUSED(points_per_decade, 21, "points-per-decade");
    REFUSED(histogram_bins, 0, "bins");
    bench.simulation = right;
    bench.simulation.threads = 2;
    cr_assert_eq(go(&bench, NULL, NULL, message), WANE_OK);
    bench_clear(&bench);
}

/* Longer times and more seeds go on from what there is, and end as if asked for at once: from whole steps and
   shorter ones, from a finished simulation and from one that was stopped. */
static void extend(bench_t *bench, double time, slong seeds, int left)
{
    wane_message_t message;
    bench->simulation.time = time;
    bench->simulation.seeds = seeds;
    cr_assert_eq(simulate_network(bench->expected, &bench->simulation, &bench->network, NULL, NULL, message),
                 WANE_OK);
    if (left >= 0) cr_assert_eq(go(bench, stop_after, &left, message), WANE_FAILURE, "%s", message->text);
    cr_assert_eq(go(bench, NULL, NULL, message), WANE_OK, "%s", message->text);
}

Test(store, extended_runs_end_the_same)
{
    static const struct {
        double time;
        slong seeds;
        int left; /* steps before it is stopped; -1: never */
    } stage[] = {{0.1, 1, -1}, {1.2, 1, -1}, {1.25, 2, -1}, {1.3, 2, 0},
                 {2, 2, -1},   {2, 3, 4},    {3.1, 3, 5},   {6, 4, 7}};
    for (int method = 0; method < METHODS; method++) {
        bench_t bench;
        bench_init(&bench, (wane_method_t)method);
        for (size_t i = 0; i < sizeof stage / sizeof *stage; i++)
            extend(&bench, stage[i].time, stage[i].seeds,
                   method == WANE_METHOD_POPULATION ? -1 : stage[i].left);
        bench_clear(&bench);
    }
}

static int count_steps(void *context, double done)
{
    ++*(int *)context;
    return 0;
}

/* Nothing is done twice: as many steps as a longer time and more seeds add. */
Test(store, extended_runs_repeat_nothing)
{
    bench_t bench;
    wane_message_t message;
    int steps = 0;
    bench_init(&bench, WANE_METHOD_OVERLAP);
    cr_assert_eq(go(&bench, NULL, NULL, message), WANE_OK);
    bench.simulation.time = 8;
    bench.simulation.seeds = 4;
    simulate_network(bench.expected, &bench.simulation, &bench.network, NULL, NULL, message);
    cr_assert_eq(go(&bench, count_steps, &steps, message), WANE_OK, "%s", message->text);
    cr_assert_eq(steps, 3 * 10 + 40);
    bench_clear(&bench);
}

static long long ask_file(const char *path, const char *question)
{
    sqlite3 *file;
    sqlite3_stmt *row;
    long long answer = -1;
    cr_assert_eq(sqlite3_open_v2(path, &file, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    cr_assert_eq(sqlite3_prepare_v2(file, question, -1, &row, NULL), SQLITE_OK, "%s", sqlite3_errmsg(file));
    if (sqlite3_step(row) == SQLITE_ROW) answer = sqlite3_column_int64(row, 0);
    cr_assert_eq(sqlite3_finalize(row), SQLITE_OK);
    sqlite3_close(file);
    return answer;
}

static int read_meanwhile(void *context, double done)
{
    const bench_t *bench = context;
    const long long entries =
        ask_file(bench->path, "SELECT count(*) FROM entry WHERE R_mean BETWEEN -1 AND 1");
    cr_assert(done == 0 || entries > 0);
    return 0;
}

Test(store, readers_while_it_runs)
{
    bench_t bench;
    wane_message_t message;
    bench_init(&bench, WANE_METHOD_OVERLAP);
    bench.interval = 0;
    cr_assert_eq(go(&bench, read_meanwhile, &bench, message), WANE_OK);
    bench_clear(&bench);
}

Test(store, earlier_format_is_refused_by_name)
{
    bench_t bench;
    wane_message_t message;
    bench_init(&bench, WANE_METHOD_DIRECT);
    cr_assert_eq(go(&bench, NULL, NULL, message), WANE_OK);
    ask_file(bench.path, "PRAGMA user_version=1");
    cr_assert_eq(go(&bench, NULL, NULL, message), WANE_BAD_INPUT);
    cr_assert_not_null(strstr(message->text, "format 1"), "%s", message->text);
    bench_clear(&bench);
}

/* A second process is kept out while the first is at work. */
static int try_the_same_file(void *context, double done)
{
    const bench_t *bench = context;
    wane_message_t message;
    cr_assert_eq(go(bench, NULL, NULL, message), WANE_FAILURE);
    cr_assert_not_null(strstr(message->text, "another process"), "%s", message->text);
    return 0;
}

Test(store, one_process_at_a_time)
{
    bench_t bench;
    wane_message_t message;
    bench_init(&bench, WANE_METHOD_DIRECT);
    cr_assert_eq(go(&bench, try_the_same_file, &bench, message), WANE_OK);
    bench_clear(&bench);
}

/* Counts against a count one by one; sums of histograms are histograms of all. */
Test(store, histograms)
{
    enum { COUNT = 500 };
    const bins_t bins = {-1, 0.25, 0, 7};
    double x[COUNT];
    histogram_t all, part, sum;
    histogram_init(&all);
    histogram_init(&part);
    histogram_init(&sum);
    for (int i = 0; i < COUNT; i++) x[i] = 1.2 * cos(i * i);
    cr_assert(histogram_count(&all, &bins, x, COUNT));
    for (int from = 0; from < COUNT; from += 100) {
        cr_assert(histogram_count(&part, &bins, x + from, 100));
        cr_assert(histogram_add(&sum, part.cell, part.length));
    }
    cr_assert_eq(all.length, 8);
    cr_assert_eq(sum.length, 8);
    for (int k = 0; k < 8; k++) {
        uint64_t count = 0;
        for (int i = 0; i < COUNT; i++) {
            int above = k == 0 || x[i] >= -1 + 0.25 * k, below = k == 7 || x[i] < -1 + 0.25 * (k + 1);
            count += above && below;
        }
        cr_assert_eq(all.cell[k].bin, k);
        cr_assert_eq(all.cell[k].count, count);
        cr_assert_eq(sum.cell[k].count, count);
    }
    histogram_clear(&all);
    histogram_clear(&part);
    histogram_clear(&sum);
}
