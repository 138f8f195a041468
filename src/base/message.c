/* Messages to the user: one line each, whatever goes into them. */
#include <stdarg.h>
#include <stdio.h>

#include "wane/status.h"

wane_status_t wane_message_set(wane_message_t message, wane_status_t status, long column, const char *format,
                               ...)
{
    va_list arguments;

    if (message == NULL) return status;
    va_start(arguments, format);
    vsnprintf(message->text, sizeof(message->text), format, arguments);
    va_end(arguments);
    message->column = column;
    for (char *c = message->text; *c != '\0'; c++)
        if (*c == '\n' || *c == '\r') *c = ' ';
    return status;
}
