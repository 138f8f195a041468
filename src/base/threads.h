/* The same work in several threads, each given its number. */
#ifndef BASE_THREADS_H
#define BASE_THREADS_H

/* Calls work(data, i, threads) for i = 0, …, threads-1, each in a thread of its own, and waits for all. */
void base_parallel(void (*work)(void *data, int thread, int threads), void *data, int threads);

#endif
