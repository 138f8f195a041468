/* What a problem can hold, one row each: a key of the JSON object, and a flag of the command. */
#ifndef ANSWER_PROBLEM_KEY_H
#define ANSWER_PROBLEM_KEY_H

typedef enum {
    ANSWER_FUNCTION,
    ANSWER_STUDENT,
    ANSWER_TEACHER,
    ANSWER_SET,
    ANSWER_DECAY,
    ANSWER_A0,
    ANSWER_R0,
    ANSWER_EPS,
    ANSWER_DROP,
    ANSWER_COUNT,
    ANSWER_BASIS,
    ANSWER_SIDE,
    ANSWER_OVER,
    ANSWER_RANGE,
    ANSWER_PARAM,
    ANSWER_CERTIFICATE,
    ANSWER_CERTIFICATES,
    ANSWER_QUICK,
    ANSWER_POINTS,
    ANSWER_SPACING,
    ANSWER_AT,
    ANSWER_X,
    ANSWER_Y,
    ANSWER_LOG,
    ANSWER_DEPTH,
    ANSWER_QUANTITY,
    ANSWER_STORE,
    ANSWER_GO_ON, /* of a map; its name is that of ANSWER_RESUME, which is a file */
    ANSWER_WIDTH,
    ANSWER_DIM,
    ANSWER_BATCH,
    ANSWER_LR,
    ANSWER_TIME,
    ANSWER_SEEDS,
    ANSWER_NOISE,
    ANSWER_INIT,
    ANSWER_A_INIT,
    ANSWER_SEED,
    ANSWER_METHOD,
    ANSWER_ARITHMETIC,
    ANSWER_PER_DECADE,
    ANSWER_RESUME,
    ANSWER_SAVE_EVERY,
    ANSWER_HISTOGRAM,
    ANSWER_BINS,
    ANSWER_SIMULATED_TEACHER,
    ANSWER_SCALING,
    ANSWER_FORMAT,
    ANSWER_OUTPUT,
    ANSWER_DIGITS,
    ANSWER_PREC,
    ANSWER_THREADS,
    ANSWER_TIMEOUT,
    ANSWER_QUIET,
    ANSWER_KEYS /* how many there are; also ends lists of keys */
} answer_key_t;

typedef enum {
    ANSWER_SECTION_PROBLEM,    /* a key at the top */
    ANSWER_SECTION_SIMULATION, /* a key of the object "simulation" */
    ANSWER_SECTION_EFFORT,     /* at the top; every question takes it */
    ANSWER_SECTION_COMMAND     /* at the top, for the command alone: no question looks at it */
} answer_section_t;

typedef struct {
    const char *name;
    answer_section_t section;
    int is_switch;        /* true or false */
    const char *fallback; /* the value when none is given; NULL for none */
} answer_key_row_t;

extern const answer_key_row_t answer_key_rows[ANSWER_KEYS];

/* The key of that name at the top, or inside "simulation"; ANSWER_KEYS if there is none. */
answer_key_t answer_key_find(const char *name, int in_simulation);

#endif
