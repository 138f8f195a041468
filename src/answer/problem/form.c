#include "answer/problem/form.h"

#include <string.h>

#define RUN_KEYS                                                                                             \
    ANSWER_DECAY, ANSWER_WIDTH, ANSWER_DIM, ANSWER_BATCH, ANSWER_LR, ANSWER_EPS, ANSWER_A0, ANSWER_R0,       \
        ANSWER_TIME, ANSWER_SEEDS, ANSWER_NOISE, ANSWER_INIT, ANSWER_A_INIT, ANSWER_SEED, ANSWER_METHOD,     \
        ANSWER_ARITHMETIC, ANSWER_PER_DECADE
#define SIMULATION_KEYS RUN_KEYS, ANSWER_RESUME, ANSWER_SAVE_EVERY

static const answer_key_t coeffs[] = {ANSWER_FUNCTION, ANSWER_SET, ANSWER_COUNT, ANSWER_BASIS, ANSWER_KEYS};
static const answer_key_t manifold[] = {ANSWER_STUDENT, ANSWER_TEACHER, ANSWER_SET, ANSWER_DECAY,
                                        ANSWER_SIDE,    ANSWER_POINTS,  ANSWER_KEYS};
static const answer_key_t verdict[] = {ANSWER_STUDENT,     ANSWER_TEACHER, ANSWER_SET, ANSWER_DECAY,
                                       ANSWER_A0,          ANSWER_R0,      ANSWER_EPS, ANSWER_DROP,
                                       ANSWER_CERTIFICATE, ANSWER_KEYS};
static const answer_key_t verdicts[] = {ANSWER_STUDENT, ANSWER_TEACHER, ANSWER_SET,  ANSWER_DECAY, ANSWER_A0,
                                        ANSWER_R0,      ANSWER_EPS,     ANSWER_DROP, ANSWER_KEYS};
static const answer_key_t thresholds[] = {ANSWER_STUDENT, ANSWER_TEACHER, ANSWER_SET, ANSWER_DECAY,
                                          ANSWER_A0,      ANSWER_R0,      ANSWER_EPS, ANSWER_DROP,
                                          ANSWER_OVER,    ANSWER_RANGE,   ANSWER_KEYS};
static const answer_key_t bifurcations[] = {ANSWER_STUDENT, ANSWER_TEACHER, ANSWER_SET,
                                            ANSWER_DECAY,   ANSWER_PARAM,   ANSWER_SIDE,
                                            ANSWER_A0,      ANSWER_R0,      ANSWER_KEYS};
static const answer_key_t verify[] = {ANSWER_CERTIFICATE, ANSWER_KEYS};
static const answer_key_t formalize[] = {ANSWER_CERTIFICATE, ANSWER_KEYS};
static const answer_key_t orbit[] = {ANSWER_STUDENT, ANSWER_TEACHER, ANSWER_SET, ANSWER_DECAY,
                                     ANSWER_A0,      ANSWER_R0,      ANSWER_EPS, ANSWER_TIME,
                                     ANSWER_POINTS,  ANSWER_SPACING, ANSWER_KEYS};
static const answer_key_t simulate[] = {ANSWER_STUDENT,   ANSWER_TEACHER, ANSWER_SET, SIMULATION_KEYS,
                                        ANSWER_HISTOGRAM, ANSWER_BINS,    ANSWER_KEYS};
static const answer_key_t check[] = {ANSWER_STUDENT,           ANSWER_TEACHER, ANSWER_SET, SIMULATION_KEYS,
                                     ANSWER_SIMULATED_TEACHER, ANSWER_SCALING, ANSWER_KEYS};
static const answer_key_t sweep[] = {ANSWER_STUDENT, ANSWER_TEACHER,    ANSWER_SET, RUN_KEYS,
                                     ANSWER_STORE,   ANSWER_SAVE_EVERY, ANSWER_KEYS};
static const answer_key_t kernel[] = {ANSWER_STUDENT, ANSWER_TEACHER, ANSWER_SET, ANSWER_AT, ANSWER_KEYS};
static const answer_key_t map[] = {
    ANSWER_STUDENT,  ANSWER_TEACHER, ANSWER_SET,   ANSWER_DECAY,       ANSWER_A0,  ANSWER_R0,
    ANSWER_EPS,      ANSWER_DROP,    ANSWER_X,     ANSWER_Y,           ANSWER_LOG, ANSWER_DEPTH,
    ANSWER_QUANTITY, ANSWER_STORE,   ANSWER_GO_ON, ANSWER_CERTIFICATE, ANSWER_KEYS};
static const answer_key_t claims[] = {ANSWER_QUICK, ANSWER_CERTIFICATES, ANSWER_KEYS};

static const answer_key_t plot_potential[] = {ANSWER_STUDENT, ANSWER_TEACHER, ANSWER_SET,
                                              ANSWER_DECAY,   ANSWER_SIDE,    ANSWER_KEYS};
static const answer_key_t plot_coefficients[] = {ANSWER_STUDENT, ANSWER_TEACHER, ANSWER_SET,
                                                 ANSWER_COUNT,   ANSWER_BASIS,   ANSWER_KEYS};
static const answer_key_t plot_check[] = {ANSWER_STUDENT,  ANSWER_TEACHER,           ANSWER_SET,
                                          SIMULATION_KEYS, ANSWER_SIMULATED_TEACHER, ANSWER_KEYS};
static const answer_key_t plot_run[] = {ANSWER_STUDENT, ANSWER_TEACHER, ANSWER_SET, SIMULATION_KEYS,
                                        ANSWER_KEYS};

static const answer_key_t report[] = {ANSWER_STUDENT, ANSWER_TEACHER,           ANSWER_SET, SIMULATION_KEYS,
                                      ANSWER_DROP,    ANSWER_SIMULATED_TEACHER, ANSWER_KEYS};

const answer_form_t answer_forms[] = {
    {"coeffs", coeffs, 1, NULL, {{0}}},
    {"manifold", manifold, 0, NULL, {{0}}},
    {"verdict", verdict, 0, NULL, {{0}}},
    {"thresholds", thresholds, 0, NULL, {{0}}},
    {"bifurcations", bifurcations, 0, NULL, {{0}}},
    {"verify", verify, 1, NULL, {{0}}},
    {"orbit", orbit, 0, NULL, {{ANSWER_DIGITS, "12"}, {ANSWER_POINTS, "100"}}},
    {"simulate", simulate, 0, NULL, {{0}}},
    {"check", check, 0, NULL, {{0}}},
    {"claims", claims, 0, NULL, {{ANSWER_DIGITS, "20"}}},
    {"kernel", kernel, 0, NULL, {{0}}},
    {"sweep", sweep, 1, NULL, {{0}}},
    {"map", map, 0, "cells", {{0}}},
    {"formalize", formalize, 0, NULL, {{0}}},
    {"verdicts", verdicts, 1, NULL, {{0}}},
    {"plot phase", plot_run, 0, NULL, {{0}}},
    {"plot orbit", plot_run, 0, NULL, {{0}}},
    {"plot potential", plot_potential, 0, NULL, {{0}}},
    {"plot coefficients", plot_coefficients, 0, NULL, {{0}}},
    {"plot check", plot_check, 0, NULL, {{0}}},
    {"explain", verdict, 0, NULL, {{ANSWER_DIGITS, "12"}}},
    {"report", report, 0, NULL, {{ANSWER_DIGITS, "12"}}},
    {NULL, NULL, 0, NULL, {{0}}},
};

int answer_form_takes(const answer_form_t *form, answer_key_t key)
{
    const answer_key_t *own = form->keys;
    while (*own != ANSWER_KEYS && *own != key) own++;
    return *own == key;
}

const answer_form_t *answer_form_find(const char *question)
{
    for (const answer_form_t *form = answer_forms; form->question != NULL; form++)
        if (strcmp(form->question, question) == 0) return form;
    return NULL;
}

const char *answer_form_fallback(const answer_form_t *form, answer_key_t key)
{
    for (int i = 0; i < ANSWER_MOST_USUAL && form->usual[i].value != NULL; i++)
        if (form->usual[i].key == key) return form->usual[i].value;
    return answer_key_rows[key].fallback;
}
