/* A map as JSON: the leaves, one a line, and what is said of all of them. */
#include "answer/map/map.h"

#include <flint/fmpq_vec.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/decimal.h"
#include "base/scoped.h"

#define VALUE_DIGITS 17

/* The nodes of an axis in words, each made once. */
typedef struct {
    const map_axis_t *axis;
    slong depth;
    char **text; /* 2^depth + 1, NULL until asked for */
} nodes_t;

static void nodes_init(nodes_t *nodes, const map_axis_t *axis, slong depth)
{
    nodes->axis = axis;
    nodes->depth = depth;
    nodes->text = flint_calloc((UWORD(1) << depth) + 1, sizeof(char *));
}

static void nodes_clear(nodes_t *nodes)
{
    for (ulong i = 0; i <= UWORD(1) << nodes->depth; i++) flint_free(nodes->text[i]);
    flint_free(nodes->text);
}

static const char *node_text(nodes_t *nodes, ulong index, slong depth)
{
    char **text = nodes->text + (index << (nodes->depth - depth));
    if (*text == NULL) {
        SCOPED(fmpq, node);
        map_axis_node(node, nodes->axis, index, depth);
        *text = fmpq_get_str(NULL, 10, node);
    }
    return *text;
}

static void print_value(FILE *out, const map_cell_t *cell)
{
    SCOPED(arf, bound);
    if (!cell->has_value) {
        fputs(", \"value\": null", out);
        return;
    }
    arf_set_d(bound, cell->lo);
    char *lo = base_decimal(bound, VALUE_DIGITS, -1);
    arf_set_d(bound, cell->hi);
    char *hi = base_decimal(bound, VALUE_DIGITS, 1);
    fprintf(out, ", \"value\": {\"lo\": \"%s\", \"hi\": \"%s\"}", lo, hi);
    flint_free(lo);
    flint_free(hi);
}

char *answer_map_lines(const answer_map_request_t *request, const map_cells_t cells)
{
    const map_problem_struct *problem = request->problem;
    nodes_t nodes[2];
    char *text;
    size_t size;
    int first = 1;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) flint_abort();
    for (int i = 0; i < 2; i++) nodes_init(&nodes[i], &problem->axis[i], problem->depth);
    for (slong i = 0; i < cells->count; i++) {
        const map_cell_t *cell = cells->cell + i;
        if (!map_cell_is_leaf(cell, problem->depth)) continue;
        fputs(first ? "    {" : ",\n    {", out);
        for (int j = 0; j < 2; j++) {
            fprintf(out, "\"%c\": [\"%s\", ", j == 0 ? 'x' : 'y',
                    node_text(&nodes[j], cell->at[j], cell->depth));
            fprintf(out, "\"%s\"], ", node_text(&nodes[j], cell->at[j] + UWORD(1), cell->depth));
        }
        fprintf(out, "\"verdict\": \"%s\"", wane_outcome_name(cell->outcome));
        if (problem->quantity != MAP_VERDICT) print_value(out, cell);
        fputc('}', out);
        first = 0;
    }
    for (int i = 0; i < 2; i++) nodes_clear(&nodes[i]);
    if (fclose(out) != 0) flint_abort();
    return text;
}

static json_t *axis_json(const answer_axis_t *axis)
{
    char *lo = fmpq_get_str(NULL, 10, axis->lo), *hi = fmpq_get_str(NULL, 10, axis->hi);
    json_t *object = json_pack("{s:s,s:[s,s],s:b}", "name", axis->name, "range", lo, hi, "log", axis->is_log);
    flint_free(lo);
    flint_free(hi);
    return object;
}

static json_t *area_json(const map_cells_t cells, slong depth)
{
    json_t *area = json_object();
    fmpq *share = _fmpq_vec_init(WANE_OUTCOME_UNDECIDED + 1);
    map_area(share, cells, depth);
    for (int i = 0; i <= WANE_OUTCOME_UNDECIDED; i++) {
        char *text = fmpq_get_str(NULL, 10, share + i);
        json_object_set_new(area, wane_outcome_name(i), json_string(text));
        flint_free(text);
    }
    _fmpq_vec_clear(share, WANE_OUTCOME_UNDECIDED + 1);
    return area;
}

json_t *answer_map_json(const answer_map_request_t *request, const map_cells_t cells, int is_complete)
{
    const map_problem_struct *problem = request->problem;
    json_int_t decided = 0, undecided = 0;
    for (slong i = 0; i < cells->count; i++) {
        if (!map_cell_is_leaf(cells->cell + i, problem->depth)) continue;
        if (map_cell_is_decided(cells->cell + i)) decided++;
        else undecided++;
    }
    return json_pack("{s:s,s:o,s:o,s:s,s:b,s:o,s:{s:I,s:I}}", "regime",
                     problem->space->is_limit ? "singular-limit" : "finite-eps", "x",
                     axis_json(&request->axis[0]), "y", axis_json(&request->axis[1]), "quantity",
                     answer_map_quantities[problem->quantity], "complete", is_complete, "area",
                     area_json(cells, problem->depth), "count", "decided", decided, "undecided", undecided);
}
