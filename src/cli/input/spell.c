#include "cli/input/spell.h"

#include <string.h>

#include "answer/problem/text.h"

static answer_key_t key_of(const char *text, size_t length)
{
    for (int key = 0; key < ANSWER_KEYS; key++)
        if (strlen(answer_key_rows[key].name) == length &&
            strncmp(answer_key_rows[key].name, text, length) == 0)
            return (answer_key_t)key;
    return ANSWER_KEYS;
}

/* The key between backquotes at the text, its length with both; ANSWER_KEYS and 1 if there is none. */
static answer_key_t take_key(size_t *length, const char *text)
{
    const char *end = *text == '`' ? strchr(text + 1, '`') : NULL;
    const answer_key_t key = end == NULL ? ANSWER_KEYS : key_of(text + 1, (size_t)(end - text) - 1);
    *length = key == ANSWER_KEYS ? 1 : (size_t)(end - text) + 1;
    return key;
}

void cli_spell(FILE *out, const char *text)
{
    for (size_t length; *text != 0; text += length) {
        const answer_key_t key = take_key(&length, text);
        if (key == ANSWER_KEYS) fputc(*text, out);
        else fprintf(out, "--%s", answer_key_rows[key].name);
    }
}

/* Where the value of the key was read, of a parameter the one that is named next. */
static const char *place_of(const answer_problem_t problem, answer_key_t key, const char *next)
{
    answer_quote_t quoted;
    if (key != ANSWER_SET) return answer_given(problem, key) ? answer_where(problem, key) : NULL;
    for (long i = 0; i < problem->parameter_count; i++) {
        answer_quote(quoted, problem->parameter[i].name);
        if (strncmp(next, quoted, strlen(quoted)) == 0) return problem->parameter[i].value.where;
    }
    return NULL;
}

void cli_spell_message(wane_message_t message, const answer_problem_t problem)
{
    wane_message_t said = {message[0]};
    size_t length = 0;
    const char *rest = said->text;
    FILE *out = fmemopen(message->text, sizeof message->text, "w");
    if (out == NULL) return;
    const answer_key_t key = take_key(&length, rest);
    const char *place = key != ANSWER_KEYS && strncmp(rest + length, ": ", 2) == 0
                            ? place_of(problem, key, rest + length + 2)
                            : NULL;
    if (place != NULL) {
        fputs(place, out);
        rest += length;
    }
    cli_spell(out, rest);
    fclose(out);
    message->text[sizeof message->text - 1] = 0;
}
