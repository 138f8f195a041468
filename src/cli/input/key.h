/* The inputs a user can give, one row each: as a flag `--name value` and as a key of a problem file. */
#ifndef CLI_INPUT_KEY_H
#define CLI_INPUT_KEY_H

typedef enum {
    CLI_FUNCTION,
    CLI_STUDENT,
    CLI_TEACHER,
    CLI_SET,
    CLI_A0,
    CLI_R0,
    CLI_EPS,
    CLI_DROP,
    CLI_COUNT,
    CLI_BASIS,
    CLI_SIDE,
    CLI_OVER,
    CLI_PARAM,
    CLI_CERTIFICATE,
    CLI_CERTIFICATES,
    CLI_QUICK,
    CLI_POINTS,
    CLI_SPACING,
    CLI_WIDTH,
    CLI_DIM,
    CLI_BATCH,
    CLI_LR,
    CLI_TIME,
    CLI_SEEDS,
    CLI_NOISE,
    CLI_INIT,
    CLI_A_INIT,
    CLI_SEED,
    CLI_METHOD,
    CLI_ARITHMETIC,
    CLI_PER_DECADE,
    CLI_RESUME,
    CLI_SAVE_EVERY,
    CLI_HISTOGRAM,
    CLI_BINS,
    CLI_SIMULATED_TEACHER,
    CLI_SCALING,
    CLI_FORMAT,
    CLI_OUTPUT,
    CLI_DIGITS,
    CLI_PREC,
    CLI_THREADS,
    CLI_QUIET,
    CLI_HELP,
    CLI_VERSION,
    CLI_KEYS /* how many there are; also ends a command's list */
} cli_key_t;

typedef enum {
    CLI_SECTION_PROBLEM,    /* a key at the top of a problem file */
    CLI_SECTION_SIMULATION, /* a key of its "simulation" object */
    CLI_SECTION_GLOBAL      /* every command takes it; no part of the problem */
} cli_section_t;

typedef struct {
    const char *name;
    char letter; /* short form of the flag, 0 for none */
    cli_section_t section;
    const char *argument; /* what the value is called in help; NULL for a switch */
    const char *fallback; /* the value when none is given; NULL for none */
    const char *help;
} cli_key_row_t;

extern const cli_key_row_t cli_key_rows[CLI_KEYS];

/* The key of that name in that part of a problem file, or CLI_KEYS.  The top level takes global keys too. */
cli_key_t cli_key_find(const char *name, cli_section_t section);

#endif
