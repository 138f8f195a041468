#include "mutate.h"

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>
#include <flint/arf.h>

/* Where a value stands. */
typedef struct {
    json_t *container;
    const char *key; /* NULL in an array */
    size_t index;
} site_t;

static json_t *site_value(const site_t *site)
{
    return site->key != NULL ? json_object_get(site->container, site->key)
                             : json_array_get(site->container, site->index);
}

static void site_set(const site_t *site, json_t *value)
{
    if (site->key != NULL) json_object_set_new(site->container, site->key, value);
    else json_array_set_new(site->container, site->index, value);
}

static void site_remove(const site_t *site)
{
    if (site->key != NULL) json_object_del(site->container, site->key);
    else json_array_remove(site->container, site->index);
}

/* Coefficients, and the cells of a rise, are many and alike: most of the later ones are left alone. */
static int is_skipped(const char *path, size_t index)
{
    const char *end = strrchr(path, '/');
    if (end != NULL && strcmp(end, "/cells") == 0) return index > 2 && index % 23 != 0;
    return strncmp(path, "/coefficients", 13) == 0 && index > 6 && index % 29 != 0;
}

/* Finds the number-th site in document order; returns how many were passed if there are fewer. */
static slong find_site(site_t *site, json_t *json, slong number, const char *path, char *where)
{
    slong passed = 0;
    const char *key = NULL;
    void *iterator = json_object_iter(json);
    size_t size = json_is_object(json)  ? json_object_size(json)
                  : json_is_array(json) ? json_array_size(json)
                                        : 0;
    for (size_t i = 0; i < size; i++) {
        char inner[400];
        json_t *value;
        if (json_is_object(json)) {
            key = json_object_iter_key(iterator);
            value = json_object_iter_value(iterator);
            iterator = json_object_iter_next(json, iterator);
            snprintf(inner, sizeof inner, "%s/%s", path, key);
        } else {
            value = json_array_get(json, i);
            if (is_skipped(path, i)) continue;
            snprintf(inner, sizeof inner, "%s/%zu", path, i);
        }
        if (passed == number) {
            *site = (site_t){json, key, i};
            strcpy(where, inner);
            return number;
        }
        passed++;
        passed += find_site(site, value, number - passed, inner, where);
        if (site->container != NULL) return number;
    }
    return passed;
}

static const char *const words[] = {
    "",
    "0",
    "1",
    "-1",
    "1/2",
    "1*2^-1",
    "3*2^-2",
    "2*2^3",
    "01",
    "+1",
    " 1",
    "nan",
    "inf",
    "infinity",
    "-infinity",
    "1e5",
    "0.5",
    "1*2^999999",
    "0*2^3",
    "learning",
    "unlearning",
    "neutral",
    "not-learned",
    "partial-unlearning",
    "undecided",
    "fast",
    "slow",
    "fibre",
    "interior",
    "aligned",
    "anti-aligned",
    "uncorrelated",
    "branch",
    "equilibrium",
    "corner",
    "fold",
    "exit",
    "small-R",
    "sign-change",
    "standstill",
    "tanh(x)",
    "x",
    "h3(x)",
    "wane certificate",
    "0+",
    "0-",
    "all",
    "start",
    "sink",
    "saddle",
    "zero",
    "one",
    "wane flow certificate",
};
#define WORDS (slong)(sizeof words / sizeof *words)
#define DYADIC_CHANGES 9
#define VALUE_CHANGES 18

static int read_dyadic(arf_t x, const char *text)
{
    fmpz_t m, e;
    char mantissa[1400];
    const char *power = strstr(text, "*2^");
    fmpz_init(m);
    fmpz_init(e);
    snprintf(mantissa, sizeof mantissa, "%.*s", power == NULL ? 1399 : (int)(power - text), text);
    int good = fmpz_set_str(m, mantissa, 10) == 0 && (power == NULL || fmpz_set_str(e, power + 3, 10) == 0);
    arf_set_fmpz_2exp(x, m, e);
    fmpz_clear(m);
    fmpz_clear(e);
    return good;
}

static json_t *dyadic(const arf_t x)
{
    fmpz_t m, e;
    fmpz_init(m);
    fmpz_init(e);
    arf_get_fmpz_2exp(m, e, x);
    char *a = fmpz_get_str(NULL, 10, m), *b = fmpz_get_str(NULL, 10, e);
    json_t *json = fmpz_is_zero(e) || fmpz_is_zero(m) ? json_string(a) : json_sprintf("%s*2^%s", a, b);
    flint_free(a);
    flint_free(b);
    fmpz_clear(m);
    fmpz_clear(e);
    return json;
}

/* The number with its mantissa or exponent changed. */
static json_t *changed_dyadic(const char *text, slong how)
{
    fmpz_t m, e;
    arf_t x;
    json_t *changed = NULL;
    fmpz_init(m);
    fmpz_init(e);
    arf_init(x);
    if (read_dyadic(x, text)) {
        arf_get_fmpz_2exp(m, e, x);
        if (how == 0) fmpz_add_ui(m, m, 1);
        else if (how == 1) fmpz_sub_ui(m, m, 1);
        else if (how == 2) fmpz_neg(m, m);
        else if (how == 3) fmpz_add_ui(e, e, 1);
        else if (how == 4) fmpz_sub_ui(e, e, 1);
        else {
            slong bits = how < 7 ? 10 : 80;
            fmpz_mul_2exp(m, m, (flint_bitcnt_t)bits);
            if (how < 7) fmpz_mul_ui(m, m, how == 5 ? 1025 : 1023);
            else fmpz_add_si(m, m, how == 7 ? 1 : -1);
            fmpz_sub_si(e, e, how < 7 ? 2 * bits : bits);
        }
        arf_set_fmpz_2exp(x, m, e);
        changed = dyadic(x);
    }
    fmpz_clear(m);
    fmpz_clear(e);
    arf_clear(x);
    return changed;
}

json_t *mutate_claim(const json_t *claim, int how)
{
    static const int quarters[4][2] = {{0, 1}, {3, 4}, {-4, 0}, {4, 8}};
    const char *text[2] = {json_string_value(json_array_get(claim, 0)),
                           json_string_value(json_array_get(claim, 1))};
    if (json_array_size(claim) != 2 || text[0] == NULL || text[1] == NULL) return NULL;
    json_t *changed = NULL;
    arf_t end[2], step, x;
    for (int i = 0; i < 2; i++) arf_init(end[i]);
    arf_init(step);
    arf_init(x);
    if (read_dyadic(end[0], text[0]) && read_dyadic(end[1], text[1])) {
        arf_sub(step, end[1], end[0], ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_mul_2exp_si(step, step, -2);
        changed = json_array();
        for (int i = 0; i < 2; i++) {
            arf_mul_si(x, step, quarters[how][i], ARF_PREC_EXACT, ARF_RND_DOWN);
            arf_add(x, x, end[0], ARF_PREC_EXACT, ARF_RND_DOWN);
            json_array_append_new(changed, dyadic(x));
        }
    }
    for (int i = 0; i < 2; i++) arf_clear(end[i]);
    arf_clear(step);
    arf_clear(x);
    return changed;
}

/* Applies the how-th change; 0 when there are no more. */
static int change(json_t *root, const site_t *site, slong how)
{
    json_t *value = site_value(site);
    if (how < VALUE_CHANGES) {
        json_t *object;
        if (how >= 14) {
            object = mutate_claim(value, (int)how - 14);
            if (object != NULL) site_set(site, object);
            return 1;
        }
        switch (how) {
        case 0:
            site_remove(site);
            return 1;
        case 1: /* twice, or under a name of its own */
            if (site->key == NULL) json_array_insert(site->container, site->index, value);
            else json_object_set(site->container, "more", value);
            return 1;
        case 2: /* exchanged with the next */
            if (site->key == NULL && site->index + 1 < json_array_size(site->container)) {
                json_incref(value);
                json_array_remove(site->container, site->index);
                json_array_insert_new(site->container, site->index + 1, value);
            }
            return 1;
        case 3:
            site_set(site, json_null());
            return 1;
        case 4:
            site_set(site, json_object());
            return 1;
        case 5:
            site_set(site, json_array());
            return 1;
        case 6:
            site_set(site, json_integer(7));
            return 1;
        case 7:
            site_set(site, json_real(1.5));
            return 1;
        case 8:
            site_set(site, json_boolean(!json_is_true(value)));
            return 1;
        case 9:
            site_set(site, json_pack("[s,s]", "0", "0"));
            return 1;
        case 10:
            site_set(site, json_pack("[s,s]", "-1*2^100", "1*2^100"));
            return 1;
        case 11: /* wrapped */
            site_set(site, json_pack("[O]", value));
            return 1;
        case 12:
            object = json_object();
            json_object_set(object, "vanishes", json_true());
            site_set(site, object);
            return 1;
        default:
            if (json_is_integer(value)) site_set(site, json_integer(-json_integer_value(value)));
            else if (json_is_array(value) && json_array_size(value) > 0)
                json_array_remove(value, json_array_size(value) - 1);
            return 1;
        }
    }
    how -= VALUE_CHANGES;
    (void)root;
    if (json_is_integer(value)) {
        if (how > 1) return 0;
        site_set(site, json_integer(json_integer_value(value) + (how ? 1 : -1)));
        return 1;
    }
    if (!json_is_string(value)) return 0;
    if (how < DYADIC_CHANGES) {
        json_t *number = changed_dyadic(json_string_value(value), how);
        if (number != NULL) site_set(site, number);
        return 1;
    }
    how -= DYADIC_CHANGES;
    if (how >= WORDS) return 0;
    site_set(site, json_string(words[how]));
    return 1;
}

void trial_change(trial_t *trial, const json_t *changed, const char *where, slong how)
{
    wane_message_t message = {{.text = ""}};
    if (json_equal(trial->original, changed)) return;
    char *text = json_dumps(changed, JSON_COMPACT);
    cr_assert_not_null(text);
    wane_status_t status = wane_verify(text, strlen(text), trial->verifier, NULL, NULL, message);
    trial->changes++;
    if (status == WANE_OK) {
        trial->accepted++;
        cr_assert(trial->is_true(trial->original, changed), "accepted though changed at %s (%ld): %s", where,
                  (long)how, text);
    } else {
        cr_assert(status == WANE_REJECTED || status == WANE_BAD_INPUT, "%s (%ld): status %d", where,
                  (long)how, status);
        cr_assert_neq(message->text[0], 0);
    }
    free(text);
}

static slong changes_of(const json_t *value)
{
    return VALUE_CHANGES + (json_is_integer(value) ? 2 : json_is_string(value) ? DYADIC_CHANGES + WORDS : 0);
}

/* A fixed third of the changes of values and an eighth of the
   words, times the trial's share and WANE_TEST_MULTIPLIER. */
static int is_chosen(const trial_t *trial, slong number, slong how)
{
    const char *text = getenv("WANE_TEST_MULTIPLIER");
    double factor = text == NULL ? 1 : atof(text);
    double share = (how < VALUE_CHANGES + DYADIC_CHANGES ? 1 / 3.0 : 1 / 8.0) * factor;
    if (how >= 14 && how < VALUE_CHANGES) share = 1; /* the sharpest */
    share *= trial->share;
    ulong mixed = ((ulong)number * 2654435761u + (ulong)how * 40503u) % 65536;
    return (double)mixed < 65536 * share;
}

void trial_all(trial_t *trial)
{
    char where[400];
    for (slong number = 0;; number++) {
        site_t site = {NULL, NULL, 0};
        find_site(&site, (json_t *)trial->original, number, "", where);
        if (site.container == NULL) return;
        slong count = changes_of(site_value(&site));
        for (slong how = 0; how < count; how++) {
            if (!is_chosen(trial, number, how)) continue;
            json_t *changed = json_deep_copy(trial->original);
            site = (site_t){NULL, NULL, 0};
            find_site(&site, changed, number, "", where);
            if (change(changed, &site, how)) trial_change(trial, changed, where, how);
            json_decref(changed);
        }
    }
}

void mutate_everywhere(json_t *json, const json_t *old, json_t *new)
{
    const char *key;
    json_t *value;
    void *next;
    size_t i;
    json_object_foreach_safe(json, next, key, value)
    {
        if (json_equal(value, old)) json_object_set(json, key, new);
        else mutate_everywhere(value, old, new);
    }
    json_array_foreach(json, i, value)
    {
        if (json_equal(value, old)) json_array_set(json, i, new);
        else mutate_everywhere(value, old, new);
    }
}
