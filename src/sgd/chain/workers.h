/* A fixed crew of threads that share numbered pieces of work. */
#ifndef SGD_CHAIN_WORKERS_H
#define SGD_CHAIN_WORKERS_H

#include <stddef.h>

typedef struct workers workers_t;

/* Does piece number `index`; `worker` < workers_count numbers the thread, for its workspace. */
typedef void (*work_t)(void *context, size_t index, int worker);

/* At least one worker (the caller itself), at most `threads`: fewer if the system grants fewer, which changes
   no result.  NULL when memory runs out. */
workers_t *workers_new(int threads);
void workers_free(workers_t *workers);
int workers_count(const workers_t *workers);

/* Does pieces 0, …, count-1, each once, in any order and on any thread, and returns when all are done. */
void workers_run(workers_t *workers, work_t work, void *context, size_t count);

#endif
