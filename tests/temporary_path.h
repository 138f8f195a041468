/* Where a test may leave a file or a folder of its own. */
#ifndef TEMPORARY_PATH_H
#define TEMPORARY_PATH_H

#include <string.h>

#define TEMPORARY_LENGTH 32

/* Writes what mkdtemp and mkstemp complete. */
static inline void temporary_path(char path[TEMPORARY_LENGTH])
{
    static const char stem[] = "/tmp/wane-test-";
    memset(path, 0, TEMPORARY_LENGTH);
    strcpy(path, stem);
    memset(path + sizeof stem - 1, 'X', 6);
}

#endif
