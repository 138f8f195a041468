#include <dlfcn.h>
#include <stdlib.h>

#include "crew/post.h"

#ifndef CREW_MPI_MODULE
#define CREW_MPI_MODULE NULL
#endif

static int number_of(const char *name, int otherwise)
{
    const char *text = getenv(name);
    return text == NULL || *text == 0 ? otherwise : atoi(text);
}

int crew_post_started(int *rank)
{
    static const char *const names[][2] = {{"OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_RANK"},
                                           {"PMI_SIZE", "PMI_RANK"}};
    *rank = 0;
    for (int i = 0; i < 2; i++)
        if (getenv(names[i][0]) != NULL) {
            *rank = number_of(names[i][1], 0);
            return number_of(names[i][0], 1);
        }
    if (getenv("PMIX_RANK") == NULL) return 1;
    *rank = number_of("PMIX_RANK", 0); /* srun tells the size by a name of its own */
    return number_of("SLURM_STEP_NUM_TASKS", 1);
}

crew_post_t *crew_post_open(const char **why)
{
    crew_post_t *(*open)(const char **) = NULL;
    const char *name = CREW_MPI_MODULE;
    void *module = name == NULL ? NULL : dlopen(name, RTLD_NOW | RTLD_GLOBAL);
    *why = name == NULL ? "this wane was built without MPI (meson's option mpi)" : dlerror();
    if (module == NULL) return NULL;
    *(void **)&open = dlsym(module, "crew_post_mpi");
    return open == NULL ? NULL : open(why);
}
