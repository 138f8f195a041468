#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sgd/random/aligned.h"
#include "sgd/chain/lapack.h"
#include "sgd/chain/overlap.h"
#include "sgd/chain/simulation.h"
#include "sgd/random/start.h"
#include "sgd/random/wishart.h"

#define FACTOR_PANEL 32 /* columns of a block reflector, for the size of its workspace */

static int twice(const overlap_run_t *run)
{
    return run->span_simulation.precision == WANE_DOUBLE;
}

static void add_to_scale(void *context, const void *slope, size_t rows, size_t slice, int fresh, int worker)
{
    overlap_run_t *run = context;
    scale_matrix_add(&run->scale, slope, rows, slice, fresh, worker);
}

void overlap_free(overlap_run_t *run)
{
    if (run == NULL) return;
    direct_clear(&run->span);
    scale_matrix_clear(&run->scale);
    free(run->weight);
    free(run->scale_factor);
    free(run->wishart);
    free(run->moved);
    free(run->work);
    free(run);
}

overlap_run_t *overlap_new(const chain_setting_t *setting)
{
    overlap_run_t *run = calloc(1, sizeof *run);
    if (run == NULL) return NULL;
    const size_t width = (size_t)setting->simulation->width, dim = (size_t)setting->simulation->dim,
                 span = dim < width + 1 ? dim : width + 1;
    run->complement = dim - span;
    run->span_simulation = *setting->simulation;
    run->span_simulation.dim = (slong)span;
    run->span_setting = *setting;
    run->span_setting.simulation = &run->span_simulation;
    int complete = direct_init(&run->span, &run->span_setting);
    run->weight = aligned(width * run->span.layout.stride * sizeof(double));
    run->moved_length = span + (run->complement > 0 ? width : 0);
    run->moved = aligned(width * run->moved_length * sizeof(double));
    complete &= run->weight != NULL && run->moved != NULL;
    if (run->complement > 0) {
        run->span.triangular = 1;
        run->span.block = add_to_scale;
        run->span.block_context = run;
        run->work_length = FACTOR_PANEL * (int)width;
        run->scale_factor = aligned(width * width * sizeof(double));
        run->wishart = aligned(width * width * sizeof(double));
        run->work = aligned((width + (size_t)run->work_length) * sizeof(double));
        complete &= scale_matrix_init(&run->scale, &run->span.layout, workers_count(setting->workers)) &&
                    run->scale_factor != NULL && run->wishart != NULL && run->work != NULL;
    }
    if (complete) return run;
    overlap_free(run);
    return NULL;
}

static chain_t *create(const chain_setting_t *setting)
{
    overlap_run_t *run = overlap_new(setting);
    return run == NULL ? NULL : &run->span.chain;
}

static void destroy(chain_t *chain)
{
    overlap_free((overlap_run_t *)chain);
}

/* What is derived from weights and second layer. */
static void refresh(overlap_run_t *run)
{
    (twice(run) ? direct_round_double : direct_round_float)(&run->span, run->weight);
    (twice(run) ? direct_scale_double : direct_scale_float)(&run->span);
    run->span.gradient_known = 0;
}

static wane_status_t start(chain_t *chain, wane_message_t message)
{
    overlap_run_t *run = (overlap_run_t *)chain;
    wane_simulation_t simulation = run->span_simulation;
    simulation.dim += (slong)run->complement;
    overlap_start(run->weight, run->span.layout.stride, &simulation, chain->seed, chain->run);
    start_second_layer(run->span.second, &simulation, chain->seed, chain->run);
    refresh(run);
    return WANE_OK;
}

/* The part of sum_b r_b sigma'(h_bi) x_b off the span, in
   `off_span` coordinates of its own: derivations/19 (6). */
static void draw_off_span(overlap_run_t *run)
{
    const size_t width = run->span.layout.width, span = run->span.layout.dim;
    const size_t rank = scale_matrix_factor(run->scale_factor, &run->scale);
    const stream_t stream = {run->span.chain.seed, run->span.chain.step, STREAM_OFF_SPAN,
                             run->span.chain.run};
    run->off_span = run->mean_complement ? rank : wishart_columns(rank, run->complement);
    wishart_factor(run->wishart, width, rank, run->complement, stream);
    for (size_t i = 0; run->mean_complement && i < rank; i++)
        for (size_t j = 0; j < rank; j++)
            run->wishart[i * width + j] = i == j ? sqrt((double)run->complement) : 0;
    if (run->off_span == 0) return;
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)width, (int)run->off_span, (int)rank, 1,
                run->scale_factor, (int)width, run->wishart, (int)width, 0, run->moved + span,
                (int)run->moved_length);
}

/* Piece of work: moves neuron i as the direct step does, off the span too. */
static void update(void *context, size_t i, int worker)
{
    overlap_run_t *run = context;
    const wane_simulation_t *s = &run->span_simulation;
    const int span = (int)run->span.layout.dim, columns = span + (int)run->off_span;
    const double *w = run->weight + i * run->span.layout.stride;
    double *row = run->moved + i * run->moved_length, *a = run->span.second + i, second;
    (twice(run) ? direct_sum_double : direct_sum_float)(row, &second, &run->span, i);
    const double lr = simulation_step_length(s, run->span.chain.step);
    const double rate = lr * *a / (double)s->batch, along = cblas_ddot(span, row, 1, w, 1);
    cblas_dscal(columns, rate, row, 1);
    cblas_daxpy(span, 1 - rate * along, w, 1, row, 1);
    cblas_dscal(columns, 1 / cblas_dnrm2(columns, row, 1), row, 1);
    *a += lr * s->eps * second / (double)s->batch - lr * s->eps * s->decay * *a;
}

/* New coordinates of as many dimensions as the old, with w* still the first of them: by reflections of the
   others, derivations/19 (8). */
static void return_to_span(overlap_run_t *run)
{
    const size_t width = run->span.layout.width, span = run->span.layout.dim,
                 stride = run->span.layout.stride;
    if (run->complement > 0) {
        const blasint rows = (blasint)(span - 1 + run->off_span), columns = (blasint)width,
                      length = (blasint)run->moved_length, work_length = (blasint)run->work_length;
        blasint info;
        dgeqrf_(&rows, &columns, run->moved + 1, &length, run->work, run->work + width, &work_length, &info);
    }
    for (size_t i = 0; i < width; i++)
        for (size_t j = 0; j < span; j++)
            run->weight[i * stride + j] =
                run->complement > 0 && j > i + 1 ? 0 : run->moved[i * run->moved_length + j];
}

static wane_status_t advance(chain_t *chain, uint64_t target, wane_message_t message)
{
    overlap_run_t *run = (overlap_run_t *)chain;
    direct_find_gradient(&run->span);
    if (run->complement > 0) draw_off_span(run);
    workers_run(run->span_setting.workers, update, run, run->span.layout.width);
    return_to_span(run);
    refresh(run);
    chain->step++;
    return WANE_OK;
}

static wane_status_t observe(view_t *view, chain_t *chain, wane_message_t message)
{
    overlap_run_t *run = (overlap_run_t *)chain;
    direct_find_gradient(&run->span);
    direct_view_double(view, run->weight, run->span.second, &run->span.layout);
    view->loss = direct_batch_loss(&run->span);
    return WANE_OK;
}

/* Saved: the weights, then the second layer. */
static size_t weight_bytes(const overlap_run_t *run)
{
    return run->span.layout.width * run->span.layout.stride * sizeof(double);
}

static size_t state_size(const chain_t *chain)
{
    const overlap_run_t *run = (const overlap_run_t *)chain;
    return weight_bytes(run) + run->span.layout.width * sizeof(double);
}

static void save(unsigned char *bytes, const chain_t *chain)
{
    const overlap_run_t *run = (const overlap_run_t *)chain;
    memcpy(bytes, run->weight, weight_bytes(run));
    memcpy(bytes + weight_bytes(run), run->span.second, run->span.layout.width * sizeof(double));
}

static void load(chain_t *chain, const unsigned char *bytes)
{
    overlap_run_t *run = (overlap_run_t *)chain;
    memcpy(run->weight, bytes, weight_bytes(run));
    memcpy(run->span.second, bytes + weight_bytes(run), run->span.layout.width * sizeof(double));
    refresh(run);
}

const chain_class_t chain_overlap = {
    .create = create,
    .destroy = destroy,
    .start = start,
    .advance = advance,
    .observe = observe,
    .state_size = state_size,
    .save = save,
    .load = load,
};
