/* A folder of a test's own. */
#ifndef TEMPORARY_H
#define TEMPORARY_H

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#define TEMPORARY_LENGTH 32

/* Makes a new, empty folder and writes its path. */
static inline void temporary_folder(char path[TEMPORARY_LENGTH])
{
    static const char stem[] = "/tmp/wane-test-";
    memset(path, 0, TEMPORARY_LENGTH);
    strcpy(path, stem);
    memset(path + sizeof stem - 1, 'X', 6); /* what mkdtemp replaces */
    cr_assert_not_null(mkdtemp(path));
}

#endif
