#include "measure.h"

#include <stdio.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

double measure(void (*work)(void *data), void *data, int runs)
{
    double best = 1e300;
    for (int i = 0; i < runs; i++) {
        double start = now();
        work(data);
        double seconds = now() - start;
        if (seconds < best) best = seconds;
    }
    return best;
}

void print_benchmark(const char *bench, double seconds, const char *peer, double peer_seconds)
{
    printf(
        "{\"bench\": \"%s\", \"seconds\": %.5f, \"peer\": \"%s\", \"peer_seconds\": %.5f, \"ratio\": %.2f}\n",
        bench, seconds, peer, peer_seconds, peer_seconds / seconds);
    fflush(stdout);
}
