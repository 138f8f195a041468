#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wane/version.h"
#include "sgd/record/inputs.h"

static void put_text(inputs_t *inputs, const char *name, const char *value)
{
    inputs->input[inputs->length++] = (simulation_input_t){name, value};
}

static void put_integer(inputs_t *inputs, const char *name, unsigned long value)
{
    char *text = inputs->number[inputs->length];
    snprintf(text, sizeof *inputs->number, "%lu", value);
    put_text(inputs, name, text);
}

/* With as few digits as determine it. */
static void put_real(inputs_t *inputs, const char *name, double value)
{
    char *text = inputs->number[inputs->length];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof *inputs->number, "%.*g", digits, value);
        if (strtod(text, NULL) == value) break;
    }
    put_text(inputs, name, text);
}

int inputs_init(inputs_t *inputs, const wane_simulation_t *s, const simulation_input_t *first, size_t count)
{
    static const char *const starts[] = {"iid", "orthonormal"};
    static const char *const second_starts[] = {"constant", "signs", "gaussian"};
    *inputs = (inputs_t){.input = malloc((count + SIMULATION_INPUTS) * sizeof *inputs->input),
                         .number = malloc((count + SIMULATION_INPUTS) * sizeof *inputs->number)};
    if (inputs->input == NULL || inputs->number == NULL) {
        inputs_clear(inputs);
        return 0;
    }
    put_text(inputs, "version", WANE_VERSION);
    for (size_t i = 0; i < count; i++) put_text(inputs, first[i].name, first[i].value);
    put_text(inputs, "method", simulation_method_name(s->method));
    put_integer(inputs, "width", (unsigned long)s->width);
    put_integer(inputs, "dim", (unsigned long)s->dim);
    put_integer(inputs, "batch", (unsigned long)s->batch);
    put_real(inputs, "lr", s->lr);
    put_real(inputs, "eps", s->eps);
    put_real(inputs, "decay", s->decay);
    put_real(inputs, "a0", s->a0);
    put_real(inputs, "R0", s->R0);
    put_real(inputs, "noise", s->noise);
    put_text(inputs, "init", starts[s->init]);
    put_text(inputs, "a-init", second_starts[s->a_init]);
    put_integer(inputs, "seed", s->seed);
    put_text(inputs, "arithmetic", s->precision == WANE_DOUBLE ? "double" : "single");
    put_integer(inputs, "points-per-decade", (unsigned long)s->points_per_decade);
    put_integer(inputs, "bins", (unsigned long)s->histogram_bins);
    return 1;
}

void inputs_clear(inputs_t *inputs)
{
    free(inputs->input);
    free(inputs->number);
}
