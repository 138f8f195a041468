/* Certificates on their way to and from files. */
#ifndef CLI_INPUT_CERTIFICATE_FILE_H
#define CLI_INPUT_CERTIFICATE_FILE_H

#include "cli/input/settings.h"

/* Says early whether --certificate could be written; WANE_OK if it is not given. */
wane_status_t cli_certificate_possible(const cli_settings_t settings, wane_message_t message);
/* Writes the text of a certificate, which it lets go, to the file named by --certificate, all of it or
 * nothing.
 */
wane_status_t cli_certificate_write(const cli_settings_t settings, char *text, wane_message_t message);

/* The whole file, "-" is standard input; free with free.  WANE_FAILURE if it cannot be read, WANE_BAD_INPUT
   if it is too large for a certificate. */
wane_status_t cli_certificate_read(char **text, size_t *length, const char *path, wane_message_t message);

#endif
