/* Files that go with an answer: each by itself, or several
   in a folder of their own, all of them or nothing. */
#ifndef CLI_PRINT_DOCUMENTS_H
#define CLI_PRINT_DOCUMENTS_H

#include "wane/status.h"

typedef struct {
    const char *folder; /* NULL: each document names its file */
    char *target, *temporary;
    char **file; /* written into the temporary folder */
    long count;
    int made;
} cli_documents_t;

/* Says early whether the folder can be made: it must be
   absent or empty, and its parent writable.  NULL: none. */
wane_status_t cli_documents_init(cli_documents_t *documents, const char *folder, wane_message_t message);
void cli_documents_clear(cli_documents_t *documents);
wane_status_t cli_documents_add(cli_documents_t *documents, const char *name, const char *text,
                                wane_message_t message);
/* Puts the folder in its place. */
wane_status_t cli_documents_finish(cli_documents_t *documents, wane_message_t message);

#endif
