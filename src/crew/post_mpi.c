/* Letters by MPI: a module of its own, so that what links MPI is loaded by those that mpirun started, and by nobody else.
   One thread of a process calls all of it. */
#include <mpi.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "crew/post.h"

crew_post_t *crew_post_mpi(const char **why) __attribute__((visibility("default")));

/* A letter is a number of words (crew/letters.h), lest it be limited to 2 GiB. */
typedef struct sent {
    struct sent *next;
    MPI_Request request;
    unsigned char *bytes;
    size_t size;
} sent_t;

typedef struct {
    crew_post_t post;
    sent_t *sent; /* and not gone yet */
    size_t on_the_way;
} mpi_post_t;

static void forget_what_is_gone(mpi_post_t *own)
{
    for (sent_t **place = &own->sent; *place != NULL;) {
        sent_t *sent = *place;
        int is_gone = 0;
        MPI_Test(&sent->request, &is_gone, MPI_STATUS_IGNORE);
        if (!is_gone) {
            place = &sent->next;
            continue;
        }
        own->on_the_way -= sent->size;
        *place = sent->next;
        free(sent->bytes);
        free(sent);
    }
}

static void send(crew_post_t *post, int to, unsigned char *bytes, size_t size)
{
    mpi_post_t *own = (mpi_post_t *)post;
    sent_t *sent = calloc(1, sizeof *sent);
    if (sent == NULL || size % sizeof(uint64_t) != 0) abort();
    sent->bytes = bytes;
    sent->size = size;
    sent->next = own->sent;
    own->sent = sent;
    own->on_the_way += size;
    MPI_Isend(bytes, (int)(size / sizeof(uint64_t)), MPI_UINT64_T, to, 0, MPI_COMM_WORLD, &sent->request);
}

static int receive(crew_post_t *post, int *from, unsigned char **bytes, size_t *size)
{
    int is_there = 0, words = 0;
    MPI_Message letter;
    MPI_Status about;
    forget_what_is_gone((mpi_post_t *)post);
    MPI_Improbe(MPI_ANY_SOURCE, 0, MPI_COMM_WORLD, &is_there, &letter, &about);
    if (!is_there) return 0;
    MPI_Get_count(&about, MPI_UINT64_T, &words);
    *from = about.MPI_SOURCE;
    *size = (size_t)words * sizeof(uint64_t);
    *bytes = malloc(*size);
    if (*bytes == NULL) abort();
    MPI_Mrecv(*bytes, words, MPI_UINT64_T, &letter, MPI_STATUS_IGNORE);
    return 1;
}

static size_t on_the_way(crew_post_t *post)
{
    return ((mpi_post_t *)post)->on_the_way;
}

static void close_post(crew_post_t *post)
{
    mpi_post_t *own = (mpi_post_t *)post;
    while (own->sent != NULL) {
        forget_what_is_gone(own);
        usleep(100);
    }
    MPI_Finalize();
    free(own);
}

static void abandon(crew_post_t *post, int status)
{
    (void)post;
    MPI_Finalize();
    _exit(status);
}

crew_post_t *crew_post_mpi(const char **why)
{
    int provided;
    mpi_post_t *own = calloc(1, sizeof *own);
    if (own == NULL || MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided) != MPI_SUCCESS) {
        *why = "MPI cannot be started";
        free(own);
        return NULL;
    }
    own->post = (crew_post_t){
        .send = send, .receive = receive, .on_the_way = on_the_way, .close = close_post, .abandon = abandon};
    MPI_Comm_rank(MPI_COMM_WORLD, &own->post.rank);
    MPI_Comm_size(MPI_COMM_WORLD, &own->post.size);
    return &own->post;
}
