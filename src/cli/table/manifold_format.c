#include "cli/print/certified.h"
#include "cli/table/manifold_format.h"
#include "cli/table/scaling.h"

static json_t *decided(int value)
{
    return value < 0 ? json_null() : json_boolean(value);
}

static const char *direction_name(int direction)
{
    return direction > 0 ? "increases" : direction < 0 ? "decreases" : "constant";
}

static json_t *folds_json(const wane_manifold_t manifold, slong digits)
{
    if (manifold->fold_count < 0) return json_null();
    json_t *folds = json_array();
    for (slong i = 0; i < manifold->fold_count; i++) {
        const wane_fold_t *fold = &manifold->folds[i];
        json_array_append_new(folds,
                              json_pack("{s:o,s:o,s:s}", "R", cli_certified_json(fold->R, NULL, digits), "a",
                                        cli_certified_json(fold->a, NULL, digits), "kind",
                                        fold->a_is_minimum ? "minimum" : "maximum"));
    }
    return folds;
}

static json_t *equilibria_json(const wane_manifold_t manifold, slong digits)
{
    if (manifold->equilibrium_count < 0) return json_null();
    json_t *equilibria = json_array();
    for (slong i = 0; i < manifold->equilibrium_count; i++) {
        const wane_equilibrium_t *point = &manifold->equilibria[i];
        json_array_append_new(equilibria,
                              json_pack("{s:o,s:o,s:s,s:o}", "R", cli_certified_json(point->R, NULL, digits),
                                        "a", cli_certified_json(point->a, NULL, digits), "kind",
                                        wane_equilibrium_kind_name(point->kind), "loss",
                                        cli_certified_json(point->loss, NULL, digits)));
    }
    return equilibria;
}

static json_t *flow_json(const wane_manifold_t manifold, slong digits)
{
    if (manifold->flow_count < 0) return json_null();
    json_t *flow = json_array();
    for (slong i = 0; i < manifold->flow_count; i++) {
        const wane_flow_t *piece = &manifold->flow[i];
        json_array_append_new(flow, json_pack("{s:o,s:s,s:s,s:b,s:i}", "R",
                                              cli_certified_range_json(piece->R_lo, piece->R_hi, digits), "a",
                                              direction_name(piece->a_direction), "R_dir",
                                              direction_name(piece->R_direction), "attracting",
                                              piece->attracting, "a_sign", piece->a_sign));
    }
    return flow;
}

json_t *cli_manifold_json(json_t *answer, const wane_manifold_t manifold, slong digits)
{
    json_t *own = json_pack(
        "{s:i,s:o,s:{s:o,s:o,s:o},s:o,s:o,s:o,s:o}", "side", manifold->side, "neutral",
        decided(manifold->neutral), "aligned", "a_c", cli_certified_json(manifold->a_c, NULL, digits), "a_eq",
        cli_certified_json(manifold->a_eq, NULL, digits), "stable_as_point",
        decided(manifold->stable_as_point), "folds", folds_json(manifold, digits), "equilibria",
        equilibria_json(manifold, digits), "flow", flow_json(manifold, digits), "small_R",
        cli_scaling_json(manifold->small_R, digits));
    json_object_update(answer, own);
    json_decref(own);
    return answer;
}

static void print_point(FILE *out, const arb_t R, const arb_t a, slong digits)
{
    fputs("R = ", out);
    cli_certified_print(out, R, digits);
    fputs(", a = ", out);
    cli_certified_print(out, a, digits);
}

/* In place of a list: nothing is in it, or nothing is known of it. */
static const char *count_word(slong count)
{
    return count < 0 ? "not determined" : count == 0 ? "none" : "";
}

static void print_folds(FILE *out, const wane_manifold_t manifold, slong digits)
{
    fprintf(out, "folds: %s\n", count_word(manifold->fold_count));
    for (slong i = 0; i < manifold->fold_count; i++) {
        fputs("  ", out);
        print_point(out, manifold->folds[i].R, manifold->folds[i].a, digits);
        fprintf(out, " (%s of a)\n", manifold->folds[i].a_is_minimum ? "minimum" : "maximum");
    }
}

static void print_equilibria(FILE *out, const wane_manifold_t manifold, slong digits)
{
    fprintf(out, "interior equilibria: %s\n",
            manifold->neutral == 1 ? "every point" : count_word(manifold->equilibrium_count));
    for (slong i = 0; i < manifold->equilibrium_count; i++) {
        const wane_equilibrium_t *point = &manifold->equilibria[i];
        fprintf(out, "  %s at ", wane_equilibrium_kind_name(point->kind));
        print_point(out, point->R, point->a, digits);
        fputs(", loss ", out);
        cli_certified_print(out, point->loss, digits);
        fputc('\n', out);
    }
}

#define FLOW_DIGITS 10

static void print_flow(FILE *out, const wane_manifold_t manifold)
{
    fprintf(out, "slow flow on the branch a = A(R):%s\n", manifold->flow_count < 0 ? " not determined" : "");
    for (slong i = 0; i < manifold->flow_count; i++) {
        const wane_flow_t *piece = &manifold->flow[i];
        fputs("  R from ", out);
        cli_certified_print(out, piece->R_lo, FLOW_DIGITS);
        fputs(" to ", out);
        cli_certified_print(out, piece->R_hi, FLOW_DIGITS);
        fprintf(out, ": A %s 0, %s, R %s, a %s\n", piece->a_sign > 0 ? ">" : "<",
                piece->attracting ? "attracting" : "repelling", direction_name(piece->R_direction),
                direction_name(piece->a_direction));
    }
}

static void print_small_R(FILE *out, const wane_small_R_t small, slong digits)
{
    if (small->tends_to_zero == 1) {
        fputs("small R: N ~ ", out);
        cli_certified_print(out, small->nu, digits);
        fprintf(out, " R^%ld, the branch carries R to 0\n", (long)small->n);
        cli_scaling_print(out, "", small, digits);
    } else if (small->tends_to_zero == 0) {
        fputs("small R: the branch does not carry R to 0\n", out);
    } else {
        fputs("small R: not determined whether the branch carries R to 0\n", out);
    }
}

void cli_manifold_text(FILE *out, const wane_manifold_t manifold, slong digits)
{
    fprintf(out, "R = %d: a_c  = ", manifold->side);
    cli_certified_print(out, manifold->a_c, digits);
    fprintf(out, "\n%s       a_eq = ", manifold->side < 0 ? " " : "");
    cli_certified_print(out, manifold->a_eq, digits);
    fprintf(out, " (%s)\n",
            manifold->stable_as_point > 0    ? "attracts"
            : manifold->stable_as_point == 0 ? "does not attract"
                                             : "not determined whether it attracts");
    print_folds(out, manifold, digits);
    print_equilibria(out, manifold, digits);
    print_flow(out, manifold);
    print_small_R(out, manifold->small_R, digits);
}
