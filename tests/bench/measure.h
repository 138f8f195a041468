/* Timing for the benchmarks: best of several runs, and the line each benchmark prints. */
#ifndef WANE_TESTS_MEASURE_H
#define WANE_TESTS_MEASURE_H

/* Best wall-clock seconds of `runs` calls of work(data). */
double measure(void (*work)(void *data), void *data, int runs);

/* {"bench", "seconds", "peer", "peer_seconds", "ratio"},
   ratio = peer_seconds / seconds: how many times faster. */
void print_benchmark(const char *bench, double seconds, const char *peer, double peer_seconds);

#endif
