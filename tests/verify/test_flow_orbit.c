/* Certificates of verdicts that needed integration: accepted as they are; rejected with another right-hand
   side, another question, or boxes moved or shrunk. */
#include "certify.h"
#include "mutate.h"

#include "verify/shape/verifier.h"

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>
#include <criterion/parameterized.h>

typedef struct {
    char student[40], teacher[80], eps[16], a0[20], R0[12], verdict[20], arrival[12];
    slong degree[3]; /* p_k that matter; 0 ends */
} problem_t;

static problem_t problems[] = {
    {"1+h1", "1-h1", "1/10", "1/2", "1/2", "learning", "confined", {1}},
    {"tanh", "-3/10*h1+3/10*h3", "1/10", "1/10", "3/10", "learning", "rising", {1, 3}},
    {"erf", "h1+0.2*h3+1.5*h5", "1/10", "50", "3/5", "unlearning", "falling", {1, 3, 5}},
    {"erf", "9/5-4/5*h1-17/10*h2-3/2*h3", "1/10", "1/10", "3/10", "unlearning", "rising", {1, 3}},
    {"silu", "-14/10-7/10*h1", "1/10", "2", "-3/10", "learning", "confined", {1}},
    {"center(gelu)", "-9/10-15/10*h1", "1/50", "2", "7/10", "unlearning", "rising", {1}},
    {"h2+h4", "h4", "1/10", "5", "1/10", "unlearning", "line", {0}},
    {"tanh", "3/2*h2-1/10*h3", "1/10", "2,201/100", "3/10,31/100", "unlearning", "line", {0}},
    {"h3+h7", "-8/5+2*h2+h7", "1", "4", "-2/25", "unlearning", "line", {0}},
    /* the start exceeds the limit to which R rises in the end */
    {"1-3*h1-h2", "1/2+h1", "1", "4", "-9/10", "partial-unlearning", "rising", {1}},
    {"h1+1/2*h3+3/2*h5",
     "h1-1/2*h3+9/10*h5",
     "381/100",
     "357/100",
     "451/500",
     "partial-unlearning",
     "rising",
     {1, 3, 5}},
    /* kinks near R = -1 and R = 1 */
    {"center(abs)", "1+1/2*h2+h3", "1/10", "0", "-9/10", "unlearning", "rising", {2}},
    {"1/2*hardtanh", "-1-1/5*h3", "5", "5", "99/100", "unlearning", "line", {0}},
    {"relu", "-h1-3*h2+h3", "1/100", "1", "-9/10", "partial-unlearning", "rising", {1, 2}},
};

ParameterizedTestParameters(flow_orbit, every_problem)
{
    return cr_make_param_array(problem_t, problems,
                               certify_slice(problems, sizeof *problems, sizeof problems / sizeof *problems));
}

static json_t *load(const problem_t *p)
{
    wane_message_t message = {{.text = ""}};
    char *text = certify_flow(p->student, p->teacher, p->eps, p->a0, p->R0, "1/100", message);
    cr_assert_not_null(text, "%s | %s: %s", p->student, p->teacher, message->text);
    json_t *json = json_loads(text, 0, NULL);
    flint_free(text);
    return json;
}

static wane_status_t ask(const json_t *json, wane_verifier_t verifier, wane_message_t message)
{
    char *text = json_dumps(json, JSON_COMPACT);
    wane_status_t status = wane_verify(text, strlen(text), verifier, NULL, NULL, message);
    free(text);
    return status;
}

static void expect_rejected(json_t *json, wane_verifier_t verifier, const problem_t *p, const char *what)
{
    wane_message_t message;
    cr_expect_eq(ask(json, verifier, message), WANE_REJECTED, "%s | %s: accepted with %s", p->student,
                 p->teacher, what);
    json_decref(json);
}

static json_t *nodes_of(json_t *json)
{
    return json_object_get(json_object_get(json, "orbit"), "nodes");
}

/* The verifier keeps its kernels from the first run on; those without turned signs serve the orbit. */
static void turn_sign(wane_verifier_t verifier, slong k)
{
    for (slong i = 0; i < verifier->pair_count; i++) {
        pair_struct *pair = verifier->pair[i]->pair;
        if (pair->a_sign < 0 || pair->R_sign < 0) continue;
        arb_neg(pair->p + k, pair->p + k);
        for (int j = 0; j < DERIVATIVES; j++) arb_neg(pair->p_row[j] + k, pair->p_row[j] + k);
    }
}

ParameterizedTest(problem_t *p, flow_orbit, every_problem)
{
    wane_message_t message = {{.text = ""}};
    json_t *json = load(p), *orbit = json_object_get(json, "orbit");
    wane_verifier_t verifier = wane_verifier_new();
    cr_assert(json_is_object(orbit), "%s | %s: not integrated", p->student, p->teacher);
    cr_expect_str_eq(json_string_value(json_object_get(json, "verdict")), p->verdict);
    cr_expect_str_eq(json_string_value(json_object_get(json_object_get(orbit, "arrival"), "kind")),
                     p->arrival);
    cr_assert_eq(ask(json, verifier, message), WANE_OK, "%s | %s: %s", p->student, p->teacher, message->text);
    for (int i = 0; i < 3 && p->degree[i] > 0; i++) {
        turn_sign(verifier, p->degree[i]);
        cr_expect_eq(ask(json, verifier, message), WANE_REJECTED, "%s | %s: accepted with p_%ld turned",
                     p->student, p->teacher, (long)p->degree[i]);
        cr_expect_not_null(strstr(message->text, "orbit: step"), "%s", message->text);
        turn_sign(verifier, p->degree[i]);
    }
    cr_expect_eq(ask(json, verifier, message), WANE_OK);
    wane_verifier_free(verifier);
    json_decref(json);
}

/* Each claim of each box narrowed or moved; each box exchanged for its neighbour; times moved. */
static void change_node(const json_t *original, size_t i, wane_verifier_t verifier, const problem_t *p)
{
    const size_t count = json_array_size(nodes_of((json_t *)original));
    for (size_t part = 1; part <= 2; part++) {
        for (size_t component = 0; component < 2; component++) {
            for (int how = 0; how < 4; how++) {
                if (part == 2 && i + 1 == count) continue;
                json_t *changed = json_deep_copy(original);
                json_t *box = json_array_get(json_array_get(nodes_of(changed), i), part);
                json_t *claim = mutate_claim(json_array_get(box, component), how);
                if (claim == NULL) {
                    json_decref(changed);
                    continue;
                }
                json_array_set_new(box, component, claim);
                expect_rejected(changed, verifier, p, part == 1 ? "a box changed" : "a hull changed");
            }
        }
    }
    if (i + 1 == count) return;
    json_t *changed = json_deep_copy(original), *node = json_array_get(nodes_of(changed), i);
    json_array_set(node, 1, json_array_get(json_array_get(nodes_of(changed), i + 1), 1));
    expect_rejected(changed, verifier, p, "a box too early");
    if (i == 0) return;
    changed = json_deep_copy(original);
    json_array_remove(nodes_of(changed), i);
    expect_rejected(changed, verifier, p, "a box left out");
}

static problem_t moved = {"1+h1", "1-h1", "1/10", "1/2", "1/2", "learning", "rising", {1}};

Test(flow_orbit, changed_boxes)
{
    wane_message_t message = {{.text = ""}};
    json_t *json = load(&moved);
    wane_verifier_t verifier = wane_verifier_new();
    cr_assert_eq(ask(json, verifier, message), WANE_OK, "%s", message->text);
    size_t count = json_array_size(nodes_of(json));
    cr_assert_gt(count, 3);
    change_node(json, 0, verifier, &moved);
    change_node(json, count / 2, verifier, &moved);
    change_node(json, count - 1, verifier, &moved);
    wane_verifier_free(verifier);
    json_decref(json);
}

static void set_range(json_t *json, const char *key, const char *lo, const char *hi)
{
    json_object_set_new(json, key, json_pack("[s,s]", lo, hi));
}

Test(flow_orbit, other_questions)
{
    wane_message_t message = {{.text = ""}};
    json_t *json = load(&moved), *changed;
    wane_verifier_t verifier = wane_verifier_new();
    cr_assert_eq(ask(json, verifier, message), WANE_OK, "%s", message->text);
    static const char *const keys[] = {"eps", "a0", "R0"}, *const own[] = {"1/10", "1/2", "1/2"},
                             *const others[] = {"99/1000", "499/1000", "499/1000"};
    for (int i = 0; i < 3; i++) {
        changed = json_deep_copy(json);
        set_range(changed, keys[i], others[i], others[i]);
        expect_rejected(changed, verifier, &moved, keys[i]);
        changed = json_deep_copy(json);
        set_range(changed, keys[i], others[i], own[i]);
        expect_rejected(changed, verifier, &moved, keys[i]);
    }
    changed = json_deep_copy(json);
    json_object_set_new(changed, "eps", json_string("all"));
    expect_rejected(changed, verifier, &moved, "every eps");
    changed = json_deep_copy(json);
    json_object_set_new(changed, "orbit", json_null());
    expect_rejected(changed, verifier, &moved, "no orbit");
    for (int sign = 0; sign < 2; sign++) {
        changed = json_deep_copy(json);
        json_t *orbit = json_object_get(changed, "orbit");
        const char *key = sign ? "a" : "R";
        json_object_set_new(orbit, key, json_integer(-json_integer_value(json_object_get(orbit, key))));
        expect_rejected(changed, verifier, &moved, "a sign turned");
    }
    wane_verifier_free(verifier);
    json_decref(json);
}

/* The last box says what follows: another kind of arrival, a limit or a bound that is not had. */
Test(flow_orbit, other_arrivals)
{
    wane_message_t message = {{.text = ""}};
    wane_verifier_t verifier = wane_verifier_new();
    static const int some[] = {0, 2, 6};
    for (int n = 0; n < 3; n++) {
        const int i = some[n];
        json_t *json = load(problems + i),
               *arrival = json_object_get(json_object_get(json, "orbit"), "arrival");
        json_t *others[] = {
            json_pack("{s:s}", "kind", "falling"),
            json_pack("{s:s,s:b}", "kind", "rising", "settles", 1),
            json_pack("{s:s,s:i,s:s}", "kind", "confined", "limit", 0, "bound", "1*2^-1"),
            json_pack("{s:s,s:i,s:s}", "kind", "confined", "limit", 1, "bound", "1*2^-1"),
            json_pack("{s:s,s:s}", "kind", "line", "floor", "1*2^-20"),
            json_pack("{s:s,s:s}", "kind", "line", "floor", "10"),
        };
        cr_assert_eq(ask(json, verifier, message), WANE_OK, "%s", message->text);
        const char *kind = json_string_value(json_object_get(arrival, "kind"));
        for (int j = 0; j < 6; j++) {
            int is_other = strcmp(kind, json_string_value(json_object_get(others[j], "kind"))) != 0;
            json_t *changed = json_deep_copy(json);
            json_object_set_new(json_object_get(changed, "orbit"), "arrival", others[j]);
            if (is_other || j == 5) expect_rejected(changed, verifier, problems + i, "another arrival");
            else json_decref(changed);
        }
        json_decref(json);
    }
    wane_verifier_free(verifier);
}
