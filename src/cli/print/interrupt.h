/* Ctrl-C and its like: they end the command at once, except where work can be saved first. */
#ifndef CLI_PRINT_INTERRUPT_H
#define CLI_PRINT_INTERRUPT_H

#include <stddef.h>

/* Installs the handlers. */
void cli_interrupt_install(void);

/* From now on the first signal only makes cli_interrupt_pending true, and the second ends the command. */
void cli_interrupt_defer(void);
int cli_interrupt_pending(void);
/* Ends the command after so many seconds, or does what the first signal does and ends it when that has taken too long. */
void cli_interrupt_after(double seconds);
/* Whether that was why. */
int cli_interrupt_is_timeout(void);

/* Back to ending at once. */
void cli_interrupt_undefer(void);

/* Of several processes of one run, of which the first speaks: at the first signal, since whoever started them leaves
   little time then. */
void cli_interrupt_of_many(int is_first);
int cli_interrupt_is_told(void);
/* All is said: the end of another process may send signals to this one. */
void cli_interrupt_ignore(void);

/* Ends the process, with status 1, after the text, with no file half-written. */
_Noreturn void cli_interrupt_end(const char *text, size_t length);

#endif
