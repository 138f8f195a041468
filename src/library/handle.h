/* Types of the public library that hold one thing of the inside: wane_NAME_t holds a NAME_t. */
#ifndef LIBRARY_HANDLE_H
#define LIBRARY_HANDLE_H

#include <flint/flint.h>

/* wane_NAME_init and wane_NAME_clear. */
#define LIBRARY_HANDLE(name)                                                                                 \
    void wane_##name##_init(wane_##name##_t handle)                                                          \
    {                                                                                                        \
        handle->data = flint_malloc(sizeof *handle->data);                                                   \
        name##_init(handle->data);                                                                           \
    }                                                                                                        \
    void wane_##name##_clear(wane_##name##_t handle)                                                         \
    {                                                                                                        \
        name##_clear(handle->data);                                                                          \
        flint_free(handle->data);                                                                            \
    }

#endif
