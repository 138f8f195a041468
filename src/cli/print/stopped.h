/* What FLINT and GMP do when memory runs out, or a number outgrows them: they stop the program; here with one line. */
#ifndef CLI_PRINT_STOPPED_H
#define CLI_PRINT_STOPPED_H

/* From now on: one line on standard error, nothing half-written, exit status 1. */
void cli_stopped_install(void);

#endif
