/* Certificates of families: accepted as written, rejected
   when a piece is missing, moved or of another problem. */
#include "manifold/certificate/certify.h"
#include "verify/data/function_data.h"
#include "mutate.h"
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
        int is_by_boxes; /* or else a0 was cut, and the certificate is of boxes of its own */
    } question[] = {
        {"tanh", "h1+[1/10,1/5]*h3", {"1/2", "1/2"}, 1},
        {"tanh", "h1+[1/10,11/100]*h3", {"1/2", "1/2"}, 1},
        {"tanh", "[199/200,1]*h1+[1/10,101/1000]*h3", {"1/2", "1/2"}, 1},
        {"h1+[9/20,1/2]*h3", "h1-1/5*h3", {"1/2", "1/2"}, 1},
        {"tanh", "h1+3/10*h3", {"1/10", "1/2"}, 0},
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
        if (question[i].is_by_boxes)
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
