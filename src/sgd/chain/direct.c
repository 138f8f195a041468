#include <stdlib.h>
#include <string.h>

#include "sgd/random/aligned.h"
#include "sgd/chain/direct.h"
#include "sgd/product/products.h"

static int twice(const direct_run_t *run)
{
    return run->setting->simulation->precision == WANE_DOUBLE;
}

void direct_clear(direct_run_t *run)
{
    free(run->weight);
    free(run->second);
    free(run->second_over_width);
    free(run->gradient);
    free(run->second_gradient);
    free(run->loss);
    free(run->panels);
    for (int i = 0; run->workspace != NULL && i < workers_count(run->setting->workers); i++)
        free(run->workspace[i]);
    free(run->workspace);
}

int direct_init(direct_run_t *run, const chain_setting_t *setting)
{
    const layout_t layout = layout_choose(setting->simulation);
    const size_t entry = layout.entry_size, weights = layout.width * layout.stride;
    const int workers = workers_count(setting->workers);
    *run = (direct_run_t){.setting = setting, .layout = layout};
    run->weight = aligned(weights * entry);
    run->second = aligned(layout.width * sizeof(double));
    run->second_over_width = aligned(layout.width * entry);
    run->gradient = aligned(layout.slices * weights * entry);
    run->second_gradient = aligned(layout.slices * layout.width * entry);
    run->loss = aligned(layout.slices * sizeof(double));
    run->workspace = calloc((size_t)workers, sizeof *run->workspace);
    int complete = run->weight != NULL && run->second != NULL && run->second_over_width != NULL &&
                   run->gradient != NULL && run->second_gradient != NULL && run->loss != NULL &&
                   run->workspace != NULL;
    if (entry == sizeof(float) && products_apply(layout.dim)) {
        run->panels = aligned(products_length(layout.width, layout.dim) * sizeof(float));
        complete = complete && run->panels != NULL;
    }
    for (int i = 0; complete && i < workers; i++)
        complete = (run->workspace[i] = aligned(direct_workspace_length(&layout) * entry)) != NULL;
    return complete;
}

void direct_free(direct_run_t *run)
{
    if (run != NULL) direct_clear(run);
    free(run);
}

direct_run_t *direct_new(const chain_setting_t *setting)
{
    direct_run_t *run = malloc(sizeof *run);
    if (run == NULL || direct_init(run, setting)) return run;
    direct_free(run);
    return NULL;
}

static chain_t *create(const chain_setting_t *setting)
{
    direct_run_t *run = direct_new(setting);
    return run == NULL ? NULL : &run->chain;
}

static void destroy(chain_t *chain)
{
    direct_free((direct_run_t *)chain);
}

static wane_status_t start(chain_t *chain, wane_message_t message)
{
    direct_run_t *run = (direct_run_t *)chain;
    run->gradient_known = 0;
    if ((twice(run) ? direct_start_double : direct_start_float)(run)) return WANE_OK;
    return wane_message_set(message, WANE_FAILURE, 0, "not enough memory for the initial weights");
}

void direct_find_gradient(direct_run_t *run)
{
    if (run->gradient_known) return;
    if (run->panels != NULL)
        products_pack(run->panels, run->weight, run->layout.width, run->layout.stride, run->layout.dim,
                      run->triangular);
    workers_run(run->setting->workers, twice(run) ? direct_slice_double : direct_slice_float, run,
                run->layout.slices);
    run->gradient_known = 1;
}

double direct_batch_loss(const direct_run_t *run)
{
    double loss = 0;
    for (size_t slice = 0; slice < run->layout.slices; slice++) loss += run->loss[slice];
    return loss / (double)run->layout.batch;
}

static wane_status_t advance(chain_t *chain, uint64_t target, wane_message_t message)
{
    direct_run_t *run = (direct_run_t *)chain;
    direct_find_gradient(run);
    workers_run(run->setting->workers, twice(run) ? direct_update_double : direct_update_float, run,
                run->layout.width);
    run->gradient_known = 0;
    chain->step++;
    return WANE_OK;
}

static wane_status_t observe(view_t *view, chain_t *chain, wane_message_t message)
{
    direct_run_t *run = (direct_run_t *)chain;
    direct_find_gradient(run);
    (twice(run) ? direct_view_double : direct_view_float)(view, run->weight, run->second, &run->layout);
    view->loss = direct_batch_loss(run);
    return WANE_OK;
}

/* Saved: the weights, then the second layer. */
static size_t weight_bytes(const direct_run_t *run)
{
    return run->layout.width * run->layout.stride * run->layout.entry_size;
}

static size_t state_size(const chain_t *chain)
{
    const direct_run_t *run = (const direct_run_t *)chain;
    return weight_bytes(run) + run->layout.width * sizeof(double);
}

static void save(unsigned char *bytes, const chain_t *chain)
{
    const direct_run_t *run = (const direct_run_t *)chain;
    memcpy(bytes, run->weight, weight_bytes(run));
    memcpy(bytes + weight_bytes(run), run->second, run->layout.width * sizeof(double));
}

static void load(chain_t *chain, const unsigned char *bytes)
{
    direct_run_t *run = (direct_run_t *)chain;
    memcpy(run->weight, bytes, weight_bytes(run));
    memcpy(run->second, bytes + weight_bytes(run), run->layout.width * sizeof(double));
    (twice(run) ? direct_scale_double : direct_scale_float)(run);
    run->gradient_known = 0;
}

const chain_class_t chain_direct = {
    .create = create,
    .destroy = destroy,
    .start = start,
    .advance = advance,
    .observe = observe,
    .state_size = state_size,
    .save = save,
    .load = load,
};
