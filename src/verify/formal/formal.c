#include "verify/formal/formal.h"

#include "verify/formal/formal_pair.h"

wane_status_t verify_formalize(char **theorem, const char *text, size_t length, wane_message_t message)
{
    json_error_t error;
    formal_pair_t pair;
    *theorem = NULL;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        return wane_message_set(message, WANE_BAD_INPUT, 0,
                                "line %d, column %d: %s; expected a certificate in JSON", error.line,
                                error.column, error.text);
    formal_pair_init(&pair);
    wane_status_t status = formal_pair_read(&pair, root, message);
    if (status == WANE_OK) *theorem = formal_pair_print(&pair);
    formal_pair_clear(&pair);
    json_decref(root);
    return status;
}
