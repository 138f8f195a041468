/* Growth bounds as such, what is known of the nodes on the way to one, and why a function is refused. */
#include <string.h>

#include "function/facts/facts.h"
#include "function/facts/growth.h"

void growth_init(growth_t growth)
{
    mag_init(growth->factor);
    mag_init(growth->linear);
    mag_init(growth->quadratic);
    growth->degree = 0;
}

void growth_clear(growth_t growth)
{
    mag_clear(growth->factor);
    mag_clear(growth->linear);
    mag_clear(growth->quadratic);
}

void growth_set(growth_t growth, const growth_t other)
{
    mag_set(growth->factor, other->factor);
    mag_set(growth->linear, other->linear);
    mag_set(growth->quadratic, other->quadratic);
    growth->degree = other->degree;
}

void growth_context_init(growth_context_t context)
{
    node_map_init(context->growths);
    node_map_init(context->checked);
    mag_init(context->steepest_quadratic);
    context->column = 0;
    context->unresolved = 0;
    context->steepest = NULL;
    context->failure.text[0] = '\0';
    context->failure.column = 0;
}

void growth_context_clear(growth_context_t context)
{
    for (slong i = 0; i < context->growths->size; i++)
        if (context->growths->key[i] != NULL && context->growths->value[i] != NULL) {
            growth_clear((growth_struct *)context->growths->value[i]);
            flint_free((void *)context->growths->value[i]);
        }
    node_map_clear(context->growths);
    node_map_clear(context->checked);
    mag_clear(context->steepest_quadratic);
}

int growth_refuse(growth_context_t context, const wane_node_t *node, const char *lead, const char *reason)
{
    wane_function_t f = {{node}};
    char *text;

    if (context->failure.text[0] != '\0') return 0;
    text = wane_function_print(f);
    if (strlen(text) > 60) strcpy(text + 57, "...");
    wane_message_set(&context->failure, WANE_BAD_INPUT, node->column > 0 ? node->column : context->column,
                     "%s%s: %s", lead, text, reason);
    flint_free(text);
    return 0;
}
