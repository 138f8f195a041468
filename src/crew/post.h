/* Letters between the processes of one run, whatever carries them: MPI (post_mpi.c), or queues in memory (tests). */
#ifndef CREW_POST_H
#define CREW_POST_H

#include <stddef.h>

typedef struct crew_post crew_post_t;
struct crew_post {
    int rank, size; /* of the processes 0 … size-1 this one's number; 0 leads */
    int ended;      /* process 0 has said that the run is over, */
    int status;     /* and how */
    /* Takes over the bytes (of malloc), returns at once.  Letters to one process arrive in their order. */
    void (*send)(crew_post_t *post, int to, unsigned char *bytes, size_t size);
    /* 1 and a letter (of malloc) that has arrived, or 0. */
    int (*receive)(crew_post_t *post, int *from, unsigned char **bytes, size_t *size);
    size_t (*on_the_way)(crew_post_t *post); /* bytes that were sent and have not left */
    void (*close)(crew_post_t *post);        /* waits for the other processes to do the same */
    /* Ends this process though its threads are at work: the run is over.  NULL: its threads are waited for. */
    void (*abandon)(crew_post_t *post, int status);
};

/* The number of processes that were started with this one as one run, as their starter (mpirun, srun) left it in the
   environment; *rank: this one's number.  1: alone. */
int crew_post_started(int *rank);

/* That of the MPI that started this process, loaded now, since nobody else needs it; NULL: there is none, or another one. */
crew_post_t *crew_post_open(const char **why);

#endif
