#include "verify/claim/parameters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/scoped.h"
#include "function/tree/expression.h"
#include "function/facts/facts.h"
#include "verify/claim/number.h"

#define LONGEST_NAME 64

int verify_parameter_get(fmpq_t lo, fmpq_t hi, const json_t *json, const char *name)
{
    const json_t *range = json_object_get(json, name);
    return json_is_array(range) && json_array_size(range) == 2 &&
           verify_read_rational(lo, json_array_get(range, 0)) &&
           verify_read_rational(hi, json_array_get(range, 1)) && fmpq_cmp(lo, hi) < 0;
}

int verify_parameters_are_well_formed(const json_t *json)
{
    const char *name;
    json_t *value;
    int good = json_is_object(json) && json_object_size(json) <= MOST_PARAMETERS;
    SCOPED(fmpq, lo, hi);
    json_object_foreach((json_t *)json, name, value) good =
        good && strlen(name) <= LONGEST_NAME && verify_parameter_get(lo, hi, json, name);
    return good;
}

/* Names and values as the language has them; the values are to be freed. */
static slong list_parameters(wane_parameter_t *list, const json_t *json)
{
    slong count = 0;
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)json, name, value)
    {
        const char *lo = json_string_value(json_array_get(value, 0)),
                   *hi = json_string_value(json_array_get(value, 1));
        size_t room = strlen(lo) + strlen(hi) + 5;
        char *written = flint_malloc(room);
        snprintf(written, room, "[%s, %s]", lo, hi);
        list[count++] = (wane_parameter_t){name, written};
    }
    return count;
}

wane_status_t verify_parse(wane_function_t f, int *text_is_canonical, const char *text, const char *role,
                           const json_t *json, wane_message_t message)
{
    wane_parameter_t list[MOST_PARAMETERS];
    slong count = list_parameters(list, json);
    wane_status_t status = wane_function_parse(f, text, list, count, message);
    if (status == WANE_OK) {
        char *canonical = function_print_named(f);
        *text_is_canonical = strcmp(canonical, text) == 0;
        flint_free(canonical);
        function_name_unknowns(f, f, role);
    }
    for (slong i = 0; i < count; i++) flint_free((char *)list[i].value);
    return status;
}

char *verify_function_key(const wane_function_t f)
{
    char *text = function_print_named(f), *buffer, *key;
    size_t size;
    FILE *stream = open_memstream(&buffer, &size);
    SCOPED(fmpq, lo, hi);
    fputs(text, stream);
    for (slong i = 0; i < function_unknown_count(f); i++) {
        fprintf(stream, "\n%s ", function_unknown(lo, hi, f, i));
        fmpq_fprint(stream, lo);
        fputc(' ', stream);
        fmpq_fprint(stream, hi);
    }
    fclose(stream);
    flint_free(text);
    key = flint_malloc(size + 1);
    memcpy(key, buffer, size + 1);
    free(buffer);
    return key;
}

static int has_unknown(const wane_function_t f, const char *name)
{
    int found = 0;
    SCOPED(fmpq, lo, hi);
    for (slong i = 0; i < function_unknown_count(f); i++)
        found = found || strcmp(function_unknown(lo, hi, f, i), name) == 0;
    return found;
}

int verify_parameters_are_used(const json_t *json, const wane_function_t student,
                               const wane_function_t teacher)
{
    const char *name;
    json_t *value;
    int used = 1;
    json_object_foreach((json_t *)json, name, value) used =
        used && (has_unknown(student, name) || has_unknown(teacher, name));
    return used;
}
