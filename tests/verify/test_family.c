/* Certificates of families: accepted as written, rejected
   when a piece is missing, moved or of another problem. */
#include "certify.h"
#include "mutate.h"
#include "verify/data/function_data.h"
#include "wane/verify.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

static json_t *family_of(const char *student, const char *teacher, const char *a0)
{
    wane_function_t f, g;
    wane_interval_t scale;
    wane_start_t start;
    wane_effort_t effort;
    wane_message_t message;
    char *text;
    wane_function_init(f);
    wane_function_init(g);
    wane_interval_init(scale);
    wane_start_init(start);
    wane_effort_default(&effort);
    effort.max_prec = 400;
    cr_assert_eq(wane_function_parse(f, student, NULL, 0, message), WANE_OK);
    cr_assert_eq(wane_function_parse(g, teacher, NULL, 0, message), WANE_OK);
    cr_assert_eq(fmpq_set_str(scale->lo, a0, 10), 0);
    fmpq_set(scale->hi, scale->lo);
    cr_assert_eq(certificate_compute(&text, f, g, scale, start, &effort, message), WANE_OK, "%s",
                 message->text);
    json_t *json = json_loads(text, 0, NULL);
    flint_free(text);
    wane_function_clear(f);
    wane_function_clear(g);
    wane_interval_clear(scale);
    wane_start_clear(start);
    return json;
}

static wane_status_t verify(const json_t *json, wane_verifier_t verifier)
{
    wane_message_t message;
    char *text = json_dumps(json, 0);
    wane_status_t status = wane_verify(text, strlen(text), verifier, NULL, NULL, message);
    free(text);
    return status;
}

/* Rejects json, which it lets go. */
static void expect_rejected(json_t *json, wane_verifier_t verifier, const char *what)
{
    cr_assert_eq(verify(json, verifier), WANE_REJECTED, "accepted: %s", what);
    json_decref(json);
}

static json_t *members_of(json_t *family)
{
    return json_object_get(family, "members");
}

static void set_text(json_t *json, const char *key, const char *text)
{
    json_object_set_new(json, key, json_string(text));
}

Test(family, accepted_only_as_a_whole)
{
    wane_verifier_t verifier = wane_verifier_new();
    json_t *family = family_of("tanh", "h1+[1/10,1/5]*h3", "1/2"), *changed;
    cr_assert_str_eq(json_string_value(json_object_get(family, "format")), "wane certificate family");
    size_t count = json_array_size(members_of(family));
    cr_assert_geq(count, 2);
    cr_assert_eq(verify(family, verifier), WANE_OK);
    for (size_t i = 0; i < count; i++) {
        changed = json_deep_copy(family);
        json_array_remove(members_of(changed), i);
        expect_rejected(changed, verifier, "a member removed");
        changed = json_deep_copy(family);
        json_array_insert(members_of(changed), i, json_array_get(members_of(family), i));
        cr_assert_eq(verify(changed, verifier), WANE_OK, "a member twice");
        json_decref(changed);
        changed = json_deep_copy(family);
        set_text(json_array_get(members_of(changed), i), "verdict", "learning");
        expect_rejected(changed, verifier, "the verdict of a member");
        changed = json_deep_copy(family);
        set_text(json_array_get(members_of(changed), i), "student", "erf(x)");
        expect_rejected(changed, verifier, "the student of a member");
        changed = json_deep_copy(family);
        json_object_set_new(json_array_get(members_of(changed), i), "a0", json_pack("[s,s]", "1/3", "1/3"));
        expect_rejected(changed, verifier, "the scale of a member");
        changed = json_deep_copy(family);
        json_object_set_new(json_array_get(members_of(changed), i), "a_final", json_pack("[s,s]", "0", "1"));
        expect_rejected(changed, verifier, "a claim of a member");
        changed = json_deep_copy(family);
        json_array_set_new(members_of(changed), i, json_deep_copy(family));
        expect_rejected(changed, verifier, "a family in place of a member");
    }
    changed = json_deep_copy(family);
    json_t *first = json_incref(json_array_get(members_of(changed), 0));
    json_array_remove(members_of(changed), 0);
    json_array_append_new(members_of(changed), first);
    cr_assert_eq(verify(changed, verifier), WANE_OK, "members in another order");
    json_decref(changed);
    static const char *const ends[][2] = {{"1/11", "1/5"},  {"1/10", "1/4"}, {"1/10", "1/6"}, {"1/5", "1/10"},
                                          {"1/10", "1/10"}, {"2/20", "1/5"}, {"", "1/5"}};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        changed = json_deep_copy(family);
        json_object_set_new(changed, "parameters",
                            json_pack("{s:[s,s]}", "interval1", ends[i][0], ends[i][1]));
        int narrower = strcmp(ends[i][1], "1/6") == 0; /* members beyond it are of another family */
        expect_rejected(changed, verifier, narrower ? "a family narrower than its members" : ends[i][0]);
    }
    for (size_t i = 0; i < count; i++) {
        changed = json_deep_copy(family);
        json_t *range = json_object_get(json_object_get(json_array_get(members_of(changed), i), "parameters"),
                                        "interval1");
        json_array_set_new(range, 0, json_string("3/20"));
        json_array_set_new(range, 1, json_string("31/200"));
        expect_rejected(changed, verifier, "a member of another piece");
    }
    static const char *const teachers[] = {"x + interval2*h3(x)",           "2*x + interval1*h3(x)",
                                           "x + [1/10, 1/5]*h3(x)",         "x + 1/10*h3(x)",
                                           "interval1*x + interval1*h3(x)", ""};
    for (size_t i = 0; i < sizeof teachers / sizeof teachers[0]; i++) {
        changed = json_deep_copy(family);
        set_text(changed, "teacher", teachers[i]);
        expect_rejected(changed, verifier, teachers[i]);
    }
    static const char *const keys[] = {"student", "teacher", "a0", "R0", "verdict", "members", "parameters"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        changed = json_deep_copy(family);
        json_object_del(changed, keys[i]);
        expect_rejected(changed, verifier, keys[i]);
        changed = json_deep_copy(family);
        set_text(changed, keys[i], "[0, 1]");
        expect_rejected(changed, verifier, keys[i]);
    }
    changed = json_deep_copy(family);
    set_text(changed, "remark", "");
    expect_rejected(changed, verifier, "an unknown field");
    json_decref(family);
    wane_verifier_free(verifier);
}

/* Version 1 had the text of the interval in place of a
   name, and cannot say which intervals are one unknown. */
Test(family, of_version_1)
{
    wane_verifier_t verifier = wane_verifier_new();
    json_t *family = family_of("tanh", "h1+[1/10,1/5]*h3", "1/2");
    json_object_set_new(family, "version", json_integer(1));
    json_object_del(family, "parameters");
    json_object_del(family, "wane");
    expect_rejected(family, verifier, "version 1");
    wane_verifier_free(verifier);
}

/* The certificate that comes with a verdict for a whole family is of the boxes on which it was proved, or of parts of
   them, and the verdict is as without it. */
Test(family, of_the_boxes_of_the_verdict)
{
    static const struct {
        const char *student, *teacher, *a0[2];
    } question[] = {
        {"tanh", "h1+[1/10,1/5]*h3", {"1/2", "1/2"}},
        {"tanh", "h1+[1/10,11/100]*h3", {"1/2", "1/2"}},
        {"tanh", "[199/200,1]*h1+[1/10,101/1000]*h3", {"1/2", "1/2"}},
        {"h1+[9/20,1/2]*h3", "h1-1/5*h3", {"1/2", "1/2"}},
        {"tanh", "h1+3/10*h3", {"1/10", "1/2"}},
    };
    wane_verifier_t verifier = wane_verifier_new();
    for (size_t i = 0; i < sizeof question / sizeof question[0]; i++) {
        wane_function_t f, g;
        wane_interval_t scale;
        wane_start_t start;
        wane_effort_t effort;
        wane_message_t message;
        box_verdict_t plain, certified;
        char *text;
        wane_function_init(f);
        wane_function_init(g);
        wane_interval_init(scale);
        wane_start_init(start);
        box_verdict_init(plain);
        box_verdict_init(certified);
        wane_effort_default(&effort);
        cr_assert_eq(wane_function_parse(f, question[i].student, NULL, 0, message), WANE_OK);
        cr_assert_eq(wane_function_parse(g, question[i].teacher, NULL, 0, message), WANE_OK);
        cr_assert_eq(fmpq_set_str(scale->lo, question[i].a0[0], 10), 0);
        cr_assert_eq(fmpq_set_str(scale->hi, question[i].a0[1], 10), 0);
        cr_assert_eq(box_verdict_compute(plain, f, g, scale, start, &effort, message), WANE_OK);
        cr_assert_eq(box_verdict_certify(certified, &text, f, g, scale, start, &effort, message), WANE_OK,
                     "%s", message->text);
        cr_assert_eq(plain->boxes, certified->boxes);
        cr_assert_eq(plain->verdict->outcome, certified->verdict->outcome);
        cr_assert(arb_equal(plain->verdict->R_final, certified->verdict->R_final));
        cr_assert(arb_equal(plain->verdict->R_peak, certified->verdict->R_peak));
        json_t *json = json_loads(text, 0, NULL);
        const size_t members = json_array_size(members_of(json));
        cr_assert(members >= (size_t)certified->boxes || (members == 0 && certified->boxes == 1), "%s",
                  question[i].teacher);
        cr_assert_str_eq(json_string_value(json_object_get(json, "verdict")),
                         wane_outcome_name(certified->verdict->outcome));
        cr_assert_eq(wane_verify(text, strlen(text), verifier, NULL, NULL, message), WANE_OK, "%s: %s",
                     question[i].teacher, message->text);
        json_decref(json);
        flint_free(text);
        wane_function_clear(f);
        wane_function_clear(g);
        wane_interval_clear(scale);
        wane_start_clear(start);
        box_verdict_clear(plain);
        box_verdict_clear(certified);
    }
    wane_verifier_free(verifier);
}

/* Intervals of every kind, several at once, one in two places: each certificate is accepted, and what is proved is the
   verdict that is known. */
Test(family, in_every_interval)
{
    static const struct {
        const char *student, *teacher, *eps, *a0, *R0; /* eps NULL: the limit */
        const char *b, *c, *verdict;
    } question[] = {
        {"tanh", "h1+b*h3", "all", "1/10,2", "0", "[1/20, 3/10]", "0", "unlearning"},
        {"tanh", "h1+b*h3", "1/1000,1/2", "1/2", "0", "[1/20, 3/10]", "0", "unlearning"},
        {"tanh", "h1+b*h3+c*h5", "all", "1/10,2", "0", "[1/10, 3/10]", "[0, 1/10]", "unlearning"},
        {"tanh", "h1+b*h3+b*h5", "all", "all", "0", "[1/20, 3/10]", "0", "unlearning"},
        {"tanh", "h1-1/10*h3", "1/10,1", "1/10,2", "0", "0", "0", "partial-unlearning"},
        {"tanh", "h1-1/10*h3", "1/2", "1/2,1", "1/10,1/2", "0", "0", "partial-unlearning"},
        {"relu", "h1+b*h2", "1/10,1", "1/2,2", "0", "[1/10, 3/10]", "0", "learning"},
        {"tanh", "h1+3/10*h3", NULL, "1/2,2", "0", "0", "0", "unlearning"},
        {"tanh", "h1+3/10*h3", NULL, "1/10,1", "1/10,9/10", "0", "0", "unlearning"},
        {"tanh", "h1-1/10*h3", NULL, "1/10,13/5", "0", "0", "0", "partial-unlearning"},
        {"tanh", "h1+b*h3+b*h5", NULL, "1/5,9/10", "1/10,1/2", "[1/10, 3/10]", "0", "unlearning"},
        {"tanh", "h1+b*h3+c*h5", NULL, "1/2,2", "0", "[1/10, 3/10]", "[0, 1/10]", "unlearning"},
        {"relu", "h1+b*h2", NULL, "1/2,2", "0", "[1/10, 3/10]", "0", "learning"},
        {"tanh", "tanh+h1+b*h2", "1/3,1/2", "2,9/4", "0", "[-1/20, -1/50]", "0", "partial-unlearning"},
        {"h1+3/10*h3", "h1+b*h3+1/10*h5", "all", "2/5,3/5", "0", "[-1/4, -1/5]", "0", "unlearning"},
        {"tanh", "h1-3/10*h4+1/10*h5", NULL, "12/5,5/2", "3/5,7/10", "0", "0", "unlearning"},
        {"leaky_relu", "h1+b*h3", NULL, "1/2,1", "0", "[1/10, 1/5]", "0", "learning"},
    };
    wane_verifier_t verifier = wane_verifier_new();
    for (size_t i = 0; i < sizeof question / sizeof question[0]; i++) {
        wane_message_t message = {{.text = ""}};
        const wane_parameter_t parameters[] = {{"b", question[i].b}, {"c", question[i].c}};
        certify_with(parameters, 2);
        char *text =
            question[i].eps == NULL
                ? certify(question[i].student, question[i].teacher, question[i].a0, question[i].R0, message)
                : certify_flow(question[i].student, question[i].teacher, question[i].eps, question[i].a0,
                               question[i].R0, "1/100", message);
        cr_assert_not_null(text, "%s | %s: %s", question[i].student, question[i].teacher, message->text);
        json_t *json = json_loads(text, 0, NULL);
        cr_assert_str_eq(json_string_value(json_object_get(json, "verdict")), question[i].verdict, "%s | %s",
                         question[i].student, question[i].teacher);
        cr_assert_eq(wane_verify(text, strlen(text), verifier, NULL, NULL, message), WANE_OK,
                     "%s | %s, a0 %s: %s", question[i].student, question[i].teacher, question[i].a0,
                     message->text);
        json_decref(json);
        flint_free(text);
    }
    certify_with(NULL, 0);
    wane_verifier_free(verifier);
}

static json_t *flow_family(const char *eps, const char *a0)
{
    wane_message_t message = {{.text = ""}};
    char *text = certify_flow("tanh", "h1+[1/5,1/2]^2*h3+[0,1/1000]*h5+[0,1/1000]*h7+[0,1/1000]*h9", eps, a0,
                              "0", "1/100", message); /* with too many parameters for corners */
    cr_assert_not_null(text, "%s", message->text);
    json_t *json = json_loads(text, 0, NULL);
    flint_free(text);
    return json;
}

/* Halves every member of a family in the range, whose bounds hold for parts of it, too. */
static json_t *halved(const json_t *family, const char *key)
{
    json_t *copy = json_deep_copy(family), *members = json_array();
    for (size_t i = 0; i < json_array_size(members_of(copy)); i++)
        for (int upper = 0; upper < 2; upper++) {
            json_t *half = json_deep_copy(json_array_get(members_of(copy), i));
            json_array_set_new(json_object_get(half, key), upper ? 0 : 1, json_string("1"));
            json_array_append_new(members, half);
        }
    json_object_set_new(copy, "members", members);
    return copy;
}

/* a0 from 1/10 to 2 in two parts. */
Test(family, of_flows_only_as_a_whole)
{
    wane_verifier_t verifier = wane_verifier_new();
    json_t *whole = flow_family("all", "1/10,2"), *changed;
    cr_assert_str_eq(json_string_value(json_object_get(whole, "format")), "wane certificate family");
    cr_assert_eq(verify(whole, verifier), WANE_OK);
    json_t *family = halved(whole, "a0");
    const size_t count = json_array_size(members_of(family));
    cr_assert_eq(verify(family, verifier), WANE_OK, "cut in a0");
    for (size_t i = 0; i < count; i++) {
        changed = json_deep_copy(family);
        json_array_remove(members_of(changed), i);
        expect_rejected(changed, verifier, "a member removed");
        const char *other = i % 2 == 0 ? "99/100" : "101/100";
        changed = json_deep_copy(family);
        json_array_set_new(json_object_get(json_array_get(members_of(changed), i), "a0"), i % 2 == 0 ? 1 : 0,
                           json_string(other));
        expect_rejected(changed, verifier, "a gap in a0");
        static const char *const keys[] = {"verdict", "student", "eps", "drop", "R0"};
        static const char *const values[] = {"learning", "erf(x)", "some", "1/50", "0+"};
        for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
            changed = json_deep_copy(family);
            set_text(json_array_get(members_of(changed), i), keys[k], values[k]);
            expect_rejected(changed, verifier, keys[k]);
        }
        changed = json_deep_copy(family);
        set_text(json_array_get(members_of(changed), i), "a0", "all");
        expect_rejected(changed, verifier, "every a0 in place of a range");
        changed = json_deep_copy(family);
        set_text(json_array_get(members_of(changed), i), "format", "wane certificate");
        expect_rejected(changed, verifier, "another kind of member");
    }
    static const char *const ranges[][2] = {
        {"1/11", "2"}, {"1/10", "3"}, {"1/10", "3/2"}, {"2", "1/10"}, {"1", "1"}};
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        changed = json_deep_copy(family);
        json_object_set_new(changed, "a0", json_pack("[s,s]", ranges[i][0], ranges[i][1]));
        expect_rejected(changed, verifier, "the family's a0");
    }
    static const char *const keys[] = {"eps", "a0", "R0", "drop", "verdict", "members", "parameters"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        changed = json_deep_copy(family);
        json_object_del(changed, keys[i]);
        expect_rejected(changed, verifier, keys[i]);
    }
    for (int version = 1; version < 3; version++) {
        changed = json_deep_copy(family);
        json_object_set_new(changed, "version", json_integer(version));
        expect_rejected(changed, verifier, "an older version");
    }
    json_decref(family);
    json_decref(whole);
    wane_verifier_free(verifier);
}

/* Members meet in eps; a gap between them is seen. */
Test(family, of_flows_in_eps)
{
    wane_verifier_t verifier = wane_verifier_new();
    wane_message_t message = {{.text = ""}};
    char *part[2] = {certify_flow("tanh", "h1+3/10*h3", "1/10,1/5", "1/2", "0", "1/100", message),
                     certify_flow("tanh", "h1+3/10*h3", "1/5,1/2", "1/2", "0", "1/100", message)};
    json_t *lower = json_loads(part[0], 0, NULL), *upper = json_loads(part[1], 0, NULL);
    json_t *family =
        json_pack("{s:s,s:i,s:s,s:O,s:O,s:{},s:[s,s],s:O,s:O,s:O,s:O,s:[O,O]}", "format",
                  "wane certificate family", "version", 3, "wane", "test", "student",
                  json_object_get(lower, "student"), "teacher", json_object_get(lower, "teacher"),
                  "parameters", "eps", "1/10", "1/2", "a0", json_object_get(lower, "a0"), "R0",
                  json_object_get(lower, "R0"), "drop", json_object_get(lower, "drop"), "verdict",
                  json_object_get(lower, "verdict"), "members", lower, upper);
    cr_assert_not_null(family);
    cr_assert_eq(verify(family, verifier), WANE_OK);
    for (int i = 0; i < 2; i++) {
        json_t *changed = json_deep_copy(family);
        json_array_remove(members_of(changed), i);
        expect_rejected(changed, verifier, "half of the range of eps");
    }
    flint_free(part[0]);
    part[0] = certify_flow("tanh", "h1+3/10*h3", "1/10,19/100", "1/2", "0", "1/100", message);
    json_t *changed = json_deep_copy(family);
    json_array_set_new(members_of(changed), 0, json_loads(part[0], 0, NULL));
    expect_rejected(changed, verifier, "a gap in eps");
    static const char *const ranges[][2] = {{"1/11", "1/2"}, {"1/10", "2/3"}, {"0", "1/2"}, {"1/10", "2/5"}};
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        changed = json_deep_copy(family);
        json_object_set_new(changed, "eps", json_pack("[s,s]", ranges[i][0], ranges[i][1]));
        expect_rejected(changed, verifier, "the family's eps");
    }
    changed = json_deep_copy(family);
    set_text(changed, "eps", "all");
    expect_rejected(changed, verifier, "every eps");
    for (int i = 0; i < 2; i++) flint_free(part[i]);
    json_decref(lower);
    json_decref(upper);
    json_decref(family);
    wane_verifier_free(verifier);
}

/* Boxes of functions whose solutions are integrated, from P < 0 at R0: they grow, and a reader follows with room; with the
   signs of the last box or ranges changed it does not. */
Test(family, of_integrated_flows)
{
    wane_verifier_t verifier = wane_verifier_new();
    wane_message_t message = {{.text = ""}};
    const wane_parameter_t b = {"b", "[5/2, 15/4]"};
    certify_with(&b, 1);
    char *text = certify_flow("gelu+1/10", "b-6/5*h1", "261/1000", "-13/50", "139/500", "1/100", message);
    certify_with(NULL, 0);
    cr_assert_not_null(text, "%s", message->text);
    json_t *family = json_loads(text, 0, NULL), *changed;
    cr_assert_eq(verify(family, verifier), WANE_OK);
    for (size_t i = 0; i < json_array_size(members_of(family)); i++) {
        json_t *member = json_array_get(members_of(family), i);
        cr_assert(json_is_object(json_object_get(member, "orbit")));
        changed = json_deep_copy(family);
        member = json_array_get(members_of(changed), i);
        json_t *nodes = json_object_get(json_object_get(member, "orbit"), "nodes"),
               *node = json_array_get(nodes, json_array_size(nodes) / 2);
        json_array_set(
            json_array_get(node, 1), 0,
            json_array_get(json_array_get(json_array_get(nodes, 0), 1), 0)); /* R as at the start */
        expect_rejected(changed, verifier, "a box moved");
        changed = json_deep_copy(family);
        json_object_del(json_object_get(json_array_get(members_of(changed), i), "parameters"), "b");
        expect_rejected(changed, verifier, "no range of b");
    }
    changed = json_deep_copy(family);
    json_object_set_new(json_object_get(changed, "parameters"), "b", json_pack("[s,s]", "5/2", "4"));
    expect_rejected(changed, verifier, "a wider range of b");
    flint_free(text);
    json_decref(family);
    wane_verifier_free(verifier);
}

/* Whether the series of a member serve beyond 1/4. */
static int some_is_newer(const json_t *family)
{
    const json_t *members = json_object_get(family, "members");
    int newer = 0;
    for (size_t i = 0; i < json_array_size(members); i++)
        newer |= json_integer_value(json_object_get(json_array_get(members, i), "version")) == 4;
    return newer;
}

/* a0 and R0 of members in the limit. */
Test(family, in_a0_and_R0)
{
    wane_verifier_t verifier = wane_verifier_new();
    wane_message_t message = {{.text = ""}};
    const wane_parameter_t b = {"b", "[1/10, 3/10]"};
    certify_with(&b, 1);
    char *text = certify("tanh", "h1+b*h3+b*h5", "1/5,9/10", "1/10,1/2", message);
    cr_assert_not_null(text, "%s", message->text);
    json_t *family = json_loads(text, 0, NULL), *changed;
    const json_int_t of_members = 3 + 2 * some_is_newer(family);
    cr_assert_eq(json_integer_value(json_object_get(family, "version")), of_members);
    cr_assert_eq(verify(family, verifier), WANE_OK);
    for (size_t i = 0; i < json_array_size(members_of(family)); i++) {
        changed = json_deep_copy(family);
        json_array_remove(members_of(changed), i);
        expect_rejected(changed, verifier, "a member removed");
    }
    static const char *const keys[] = {"a0", "R0"};
    static const char *const wider[][2] = {{"1/6", "9/10"}, {"1/10", "3/5"}};
    for (int i = 0; i < 2; i++) {
        changed = json_deep_copy(family);
        json_object_set_new(changed, keys[i], json_pack("[s,s]", wider[i][0], wider[i][1]));
        expect_rejected(changed, verifier, keys[i]);
    }
    changed = json_deep_copy(family);
    json_object_set_new(changed, "version", json_integer(2));
    wane_status_t status = verify(changed, verifier);
    size_t alike = 0; /* version 2 knows only members with the family's a0 and R0 */
    for (size_t i = 0; i < json_array_size(members_of(family)); i++)
        for (int k = 0; k < 2; k++)
            alike += (size_t)json_equal(json_object_get(json_array_get(members_of(family), i), keys[k]),
                                        json_object_get(family, keys[k]));
    cr_assert_eq(status == WANE_OK, alike == 2 * json_array_size(members_of(family)));
    json_decref(changed);
    json_decref(family);
    flint_free(text);
    certify_with(NULL, 0);
    wane_verifier_free(verifier);
}

/* The first coefficient claimed to lie in a quarter of its interval. */
static json_t *with_narrow_coefficient(const json_t *certificate)
{
    json_t *changed = json_deep_copy(certificate),
           *one = json_array_size(members_of(changed)) > 0 ? json_array_get(members_of(changed), 0) : changed;
    json_t *list = json_object_get(json_object_get(one, "coefficients"), "student");
    json_array_set_new(list, 1, mutate_claim(json_array_get(list, 1), 0));
    return changed;
}

Test(family, parameters_inside_the_student)
{
    static const char *const pairs[][2] = {
        {"tanh([999/1000,1001/1000]*x)", "h1+0.3*h3"}, {"gelu([99/100,101/100]*x)", "h1+0.3*h2"},
        {"tanh([99/100,101/100]*x)", "sin(x)"},        {"tanh", "tanh([1.99,2.01]*x)"},
        {"leaky_relu(x,[0.1,0.11])", "h1+0.1*h2"},     {"relu(x-[0.4,0.401])", "h1+0.1*h3"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        wane_verifier_t verifier = wane_verifier_new();
        json_t *family = family_of(pairs[i][0], pairs[i][1], "1/2");
        cr_assert_eq(verify(family, verifier), WANE_OK, "%s | %s", pairs[i][0], pairs[i][1]);
        if (i != 3) expect_rejected(with_narrow_coefficient(family), verifier, pairs[i][0]);
        json_decref(family);
        wane_verifier_free(verifier);
    }
}

/* b in [lo, hi], in units of 2^-30. */
static function_data_struct *data_of(const char *text, slong lo, slong hi)
{
    char range[100];
    snprintf(range, sizeof range, "[%ld/1073741824,%ld/1073741824]", (long)lo, (long)hi);
    const wane_parameter_t parameter = {"b", range};
    wane_function_t f;
    wane_message_t message;
    wane_function_init(f);
    cr_assert_eq(wane_function_parse(f, text, &parameter, 1, message), WANE_OK, "%s", message->text);
    function_data_struct *data = verify_function_data_new(f, 0, text, 8, 64, message);
    cr_assert_not_null(data, "%s: %s", text, message->text);
    wane_function_clear(f);
    return data;
}

/* Coefficients and moments over a box hold those of its members; its tails are not below theirs. */
Test(family, members_are_inside)
{
    static const char *const texts[] = {"tanh(b*x)",       "erf(b*x)+b^2",  "gelu(b*x)", "exp(-b*x^2)*sin(x)",
                                        "tanh(b*relu(x))", "elu(x,b)",      "relu(x-b)", "hardtanh(b*x)",
                                        "b*tanh(x)",       "abs(x-b)-b*x^2"};
    flint_rand_t state;
    flint_rand_init(state);
    for (size_t i = 0; i < 2 * sizeof texts / sizeof texts[0]; i++) {
        const char *text = texts[i / 2];
        const slong lo = (WORD(1) << 29) + (slong)n_randint(state, UWORD(1) << 29),
                    width = (slong)n_randint(state, UWORD(1) << (i % 2 ? 28 : 20)),
                    at = lo + (slong)n_randint(state, (ulong)width + 1);
        function_data_struct *box = data_of(text, lo, lo + width), *member = data_of(text, at, at);
        mag_ptr T = _mag_vec_init(2 * MOMENTS);
        verify_function_data_need_moments(box);
        verify_function_data_need_moments(member);
        for (slong k = 0; k < 8; k++)
            cr_assert(arb_overlaps(verify_function_data_coefficient(box, k),
                                   verify_function_data_coefficient(member, k)),
                      "%s: c_%ld", text, (long)k);
        verify_function_data_tails(T, box);
        verify_function_data_tails(T + MOMENTS, member);
        for (int j = 0; j < MOMENTS; j++) {
            if (arb_is_finite(box->moment[j]))
                cr_assert(arb_overlaps(box->moment[j], member->moment[j]), "%s: moment %d", text, j);
            if (mag_is_inf(T + j)) continue;
            cr_assert_leq(mag_get_d(T + MOMENTS + j), mag_get_d(T + j) * 1.0001 + 1e-9, "%s: tail %d", text,
                          j);
        }
        _mag_vec_clear(T, 2 * MOMENTS);
        verify_function_data_free(box);
        verify_function_data_free(member);
    }
    flint_rand_clear(state);
}
