/* Several certificates in a folder of their own: all of them or nothing. */
#ifndef CLI_INPUT_CERTIFICATE_FOLDER_H
#define CLI_INPUT_CERTIFICATE_FOLDER_H

#include "wane/claims.h"

/* Says early whether the folder can be made: it must be absent or empty, and its parent writable.  NULL: no
   folder is asked for. */
wane_status_t cli_certificate_folder_possible(const char *path, wane_message_t message);
/* Writes the certificates of what is proved into a new folder beside it and renames that. */
wane_status_t cli_certificate_folder_write(const char *path, const wane_claims_t claims,
                                           wane_message_t message);

#endif
