/* A folder of a test's own. */
#ifndef TEMPORARY_H
#define TEMPORARY_H

#include <stdlib.h>

#include <criterion/criterion.h>

#include "temporary_path.h"

/* Makes a new, empty folder and writes its path. */
static inline void temporary_folder(char path[TEMPORARY_LENGTH])
{
    temporary_path(path);
    cr_assert_not_null(mkdtemp(path));
}

#endif
