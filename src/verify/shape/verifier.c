#include "verify/shape/verifier.h"

#include <string.h>

#include "verify/claim/parameters.h"

wane_verifier_t wane_verifier_new(void)
{
    return flint_calloc(1, sizeof(wane_verifier_struct));
}

static void forget(wane_verifier_struct *verifier)
{
    for (slong i = 0; i < verifier->confirmed_count; i++) {
        flint_free(verifier->confirmed[i].key);
        verify_orientation_free(verifier->confirmed[i].orientation);
    }
    for (slong i = 0; i < verifier->pair_count; i++) {
        verify_pair_clear(verifier->pair[i]->pair);
        flint_free(verifier->pair[i]);
    }
    for (slong i = 0; i < verifier->function_count; i++) verify_function_data_free(verifier->function[i]);
    flint_free(verifier->confirmed);
    flint_free(verifier->pair);
    flint_free(verifier->function);
    memset(verifier, 0, sizeof *verifier);
}

void wane_verifier_free(wane_verifier_t verifier)
{
    if (verifier == NULL) return;
    forget(verifier);
    flint_free(verifier);
}

function_data_struct *verifier_function(wane_verifier_struct *verifier, int is_believed,
                                        const wane_function_t f, const char *text, slong length, slong prec,
                                        wane_message_t message)
{
    char *key = verify_function_key(f);
    function_data_struct *found = NULL;
    for (slong i = 0; found == NULL && i < verifier->function_count; i++) {
        function_data_struct *known = verifier->function[i];
        if (known->length == length && known->prec == prec && strcmp(known->key, key) == 0) found = known;
    }
    flint_free(key);
    if (found != NULL) return found;
    found = verify_function_data_new(f, is_believed, text, length, prec, message);
    if (found == NULL) return NULL;
    slong count = ++verifier->function_count;
    verifier->function = flint_realloc(verifier->function, (size_t)count * sizeof(*verifier->function));
    verifier->function[count - 1] = found;
    return found;
}

const pair_struct *verifier_pair(wane_verifier_struct *verifier, function_data_struct *student,
                                 function_data_struct *teacher, int a_sign, int R_sign)
{
    for (slong i = 0; i < verifier->pair_count; i++) {
        known_pair_t *known = verifier->pair[i];
        if (known->student == student && known->teacher == teacher && known->a_sign == a_sign &&
            known->R_sign == R_sign)
            return known->pair;
    }
    slong count = ++verifier->pair_count;
    verifier->pair = flint_realloc(verifier->pair, (size_t)count * sizeof(*verifier->pair));
    known_pair_t *known = verifier->pair[count - 1] = flint_malloc(sizeof(known_pair_t));
    known->student = student;
    known->teacher = teacher;
    known->a_sign = a_sign;
    known->R_sign = R_sign;
    verify_pair_init_set(known->pair, student, teacher, a_sign, R_sign);
    return known->pair;
}

orientation_struct *verifier_find(const wane_verifier_struct *verifier, const char *key)
{
    for (slong i = 0; i < verifier->confirmed_count; i++)
        if (strcmp(verifier->confirmed[i].key, key) == 0) return verifier->confirmed[i].orientation;
    return NULL;
}

void verifier_keep(wane_verifier_struct *verifier, char *key, orientation_struct *orientation)
{
    slong count = ++verifier->confirmed_count;
    verifier->confirmed = flint_realloc(verifier->confirmed, (size_t)count * sizeof(confirmed_t));
    verifier->confirmed[count - 1] = (confirmed_t){key, orientation};
}
