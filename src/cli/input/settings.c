#include <stdlib.h>
#include <string.h>

#include "cli/print/memory.h"
#include "cli/input/settings.h"

void cli_settings_init(cli_settings_t settings)
{
    memset(settings, 0, sizeof(cli_settings_struct));
}

static void value_clear(cli_value_t *value)
{
    free(value->text);
    free(value->where);
}

static void value_set(cli_value_t *value, const char *text, const char *where)
{
    value_clear(value);
    value->text = cli_strdup(text);
    value->where = cli_strdup(where);
}

void cli_settings_clear(cli_settings_t settings)
{
    for (int key = 0; key < CLI_KEYS; key++) value_clear(&settings->value[key]);
    for (long i = 0; i < settings->parameter_count; i++) {
        free(settings->parameter[i].name);
        value_clear(&settings->parameter[i].value);
    }
    free(settings->parameter);
}

void cli_settings_put(cli_settings_t settings, cli_key_t key, const char *text, const char *where)
{
    value_set(&settings->value[key], text, where);
}

static cli_parameter_t *find_parameter(const cli_settings_t settings, const char *name)
{
    for (long i = 0; i < settings->parameter_count; i++)
        if (strcmp(settings->parameter[i].name, name) == 0) return &settings->parameter[i];
    return NULL;
}

int cli_settings_has_parameter(const cli_settings_t settings, const char *name)
{
    return find_parameter(settings, name) != NULL;
}

void cli_settings_put_parameter(cli_settings_t settings, const char *name, const char *text,
                                const char *where)
{
    cli_parameter_t *parameter = find_parameter(settings, name);
    if (parameter == NULL) {
        settings->parameter = cli_realloc(settings->parameter,
                                          (size_t)(settings->parameter_count + 1) * sizeof(cli_parameter_t));
        parameter = &settings->parameter[settings->parameter_count++];
        *parameter = (cli_parameter_t){.name = cli_strdup(name)};
    }
    value_set(&parameter->value, text, where);
}

int cli_given(const cli_settings_t settings, cli_key_t key)
{
    return settings->value[key].text != NULL;
}

const char *cli_text(const cli_settings_t settings, cli_key_t key)
{
    return cli_given(settings, key) ? settings->value[key].text : cli_key_rows[key].fallback;
}

const char *cli_where(const cli_settings_t settings, cli_key_t key)
{
    return cli_given(settings, key) ? settings->value[key].where : "default";
}

static json_t *parameters_json(const cli_settings_t settings)
{
    json_t *object = json_object();
    for (long i = 0; i < settings->parameter_count; i++)
        json_object_set_new(object, settings->parameter[i].name,
                            json_string(settings->parameter[i].value.text));
    return object;
}

json_t *cli_settings_problem(const cli_settings_t settings, const cli_key_t *keys)
{
    json_t *problem = json_object(), *simulation = json_object();
    for (; *keys != CLI_KEYS; keys++) {
        const char *text = cli_text(settings, *keys);
        int nested = cli_key_rows[*keys].section == CLI_SECTION_SIMULATION;
        if (*keys == CLI_SET && settings->parameter_count > 0)
            json_object_set_new(problem, "set", parameters_json(settings));
        else if (text != NULL)
            json_object_set_new(nested ? simulation : problem, cli_key_rows[*keys].name, json_string(text));
    }
    json_object_set_new(problem, "digits", json_string(cli_text(settings, CLI_DIGITS)));
    json_object_set_new(problem, "prec", json_string(cli_text(settings, CLI_PREC)));
    if (json_object_size(simulation) > 0) json_object_set(problem, "simulation", simulation);
    json_decref(simulation);
    return problem;
}
