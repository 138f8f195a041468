/* The step of stochastic gradient descent in the precision REAL.  Parameters: REAL, NAMED(x) = x_float or
   x_double, BLAS(x) = cblas_sx or cblas_dx, EVALUATE and EVALUATE_PAIR. */

typedef struct {
    REAL *input, *field, *activity, *slope, *projection, *label, *output, *label_noise;
} NAMED(workspace_t);

static NAMED(workspace_t) NAMED(workspace)(const layout_t *layout, REAL *start)
{
    size_t vector = layout->rows, fields = layout->rows * layout->width;
    NAMED(workspace_t) w;
    w.input = start;
    w.field = w.input + layout->rows * layout->stride;
    w.activity = w.field + fields;
    w.slope = w.activity + fields;
    w.projection = w.slope + fields;
    w.label = w.projection + vector;
    w.output = w.label + vector;
    w.label_noise = w.output + vector;
    return w;
}

/* label = y for the rows of a block, from their first coordinates <w*,x>. */
static void NAMED(labels)(const direct_run_t *run, NAMED(workspace_t) w, size_t first, size_t rows)
{
    for (size_t b = 0; b < rows; b++) w.projection[b] = w.input[b * run->layout.stride];
    const pointwise_t *teacher = &run->setting->network->teacher;
    const double noise = run->setting->simulation->noise;
    teacher->EVALUATE(w.label, w.projection, rows, teacher->data);
    if (noise == 0) return;
    stream_t stream = {run->chain.seed, run->chain.step, STREAM_LABEL_NOISE, run->chain.run};
    NAMED(normals)(w.label_noise, first, rows, stream);
    for (size_t b = 0; b < rows; b++) w.label[b] += (REAL)noise * w.label_noise[b];
}

/* field = <w_i, x_b>; of triangular weights, some neurons at a time, without most of the zeros. */
static void NAMED(fields)(const direct_run_t *run, NAMED(workspace_t) w, size_t rows)
{
    const size_t width = run->layout.width, group = run->triangular ? TRIANGLE_GROUP : width;
    const int n = (int)width, stride = (int)run->layout.stride;
    if (run->panels != NULL) {
        products_fields((void *)w.field, (void *)w.input, run->layout.stride, rows, run->panels, width,
                        run->layout.dim, run->triangular);
        return;
    }
    for (size_t i = 0; i < width; i += group) {
        size_t end = i + group < width ? i + group : width;
        BLAS(gemm)
        (CblasRowMajor, CblasNoTrans, CblasTrans, (int)rows, (int)(end - i),
         run->triangular ? (int)end + 1 : (int)run->layout.dim, 1, w.input, stride,
         (REAL *)run->weight + i * run->layout.stride, stride, 0, w.field + i, n);
    }
}

/* Adds the block that starts at row `first` of the batch to the sums of its slice; the inputs are drawn here,
   used in both matrix products and forgotten. */
static void NAMED(block)(const direct_run_t *run, int worker, size_t slice, size_t first, size_t rows,
                         REAL keep)
{
    const int n = (int)run->layout.width, d = (int)run->layout.dim, stride = (int)run->layout.stride;
    const size_t width = run->layout.width, fields = rows * width;
    const network_t *network = run->setting->network;
    NAMED(workspace_t) w = NAMED(workspace)(&run->layout, run->workspace[worker]);
    REAL *gradient = (REAL *)run->gradient + slice * width * run->layout.stride;
    REAL *second_gradient = (REAL *)run->second_gradient + slice * width;
    stream_t stream = {run->chain.seed, run->chain.step, STREAM_INPUT, run->chain.run};

    NAMED(normals)(w.input, (uint64_t)first * run->layout.stride, rows * run->layout.stride, stream);
    NAMED(fields)(run, w, rows);
    if (network->both.f != NULL) EVALUATE_PAIR(w.activity, w.slope, w.field, fields, &network->both);
    else {
        network->student.EVALUATE(w.activity, w.field, fields, network->student.data);
        network->student_derivative.EVALUATE(w.slope, w.field, fields, network->student_derivative.data);
    }
    NAMED(labels)(run, w, first, rows);
    BLAS(gemv)
    (CblasRowMajor, CblasNoTrans, (int)rows, n, 1, w.activity, n, run->second_over_width, 1, 0, w.output, 1);

    REAL *residual = w.output;
    double loss = 0;
    for (size_t b = 0; b < rows; b++) {
        REAL r = residual[b] = w.label[b] - w.output[b];
        loss += 0.5 * (double)r * (double)r;
        for (size_t i = 0; i < width; i++) w.slope[b * width + i] *= r;
    }
    run->loss[slice] = (double)keep * run->loss[slice] + loss;
    BLAS(gemv)
    (CblasRowMajor, CblasTrans, (int)rows, n, 1, w.activity, n, residual, 1, keep, second_gradient, 1);
    if (run->panels != NULL)
        products_gradient((void *)gradient, (void *)w.slope, (void *)w.input, width, run->layout.stride, rows,
                          keep != 0);
    else BLAS(gemm)
    (CblasRowMajor, CblasTrans, CblasNoTrans, n, d, (int)rows, 1, w.slope, n, w.input, stride, keep, gradient,
     stride);
    if (run->block != NULL) run->block(run->block_context, w.slope, rows, slice, keep == 0, worker);
}

void NAMED(direct_slice)(void *context, size_t slice, int worker)
{
    direct_run_t *run = context;
    const layout_t *layout = &run->layout;
    size_t begin = layout_first_block(layout, slice), end = layout_first_block(layout, slice + 1);
    run->loss[slice] = 0;
    for (size_t block = begin; block < end; block++) {
        size_t first = block * layout->rows, left = layout->batch - first;
        NAMED(block)(run, worker, slice, first, left < layout->rows ? left : layout->rows, block > begin);
    }
}

/* w <- normalise(w + lr a (g - <g,w> w) / B),  a <- a + lr eps ((…) / B - decay a), slices summed in
   order. */
void NAMED(direct_update)(void *context, size_t i, int worker)
{
    direct_run_t *run = context;
    const wane_simulation_t *s = run->setting->simulation;
    const size_t width = run->layout.width, stride = run->layout.stride, dim = run->layout.dim;
    REAL *w = (REAL *)run->weight + i * stride, *g = (REAL *)run->gradient + i * stride;
    double second = (double)((REAL *)run->second_gradient)[i];
    for (size_t slice = 1; slice < run->layout.slices; slice++) {
        const REAL *more = g + slice * width * stride;
        for (size_t j = 0; j < dim; j++) g[j] += more[j];
        second += (double)((REAL *)run->second_gradient)[slice * width + i];
    }
    const double lr = simulation_step_length(s, run->chain.step);
    REAL rate = (REAL)(lr * run->second[i] / (double)s->batch);
    REAL keep = 1 - rate * BLAS(dot)((int)dim, g, 1, w, 1);
    for (size_t j = 0; j < dim; j++) w[j] = keep * w[j] + rate * g[j];
    BLAS(scal)((int)dim, 1 / BLAS(nrm2)((int)dim, w, 1), w, 1);
    run->second[i] += lr * s->eps * second / (double)s->batch - lr * s->eps * s->decay * run->second[i];
    ((REAL *)run->second_over_width)[i] = (REAL)(run->second[i] / (double)width);
}

void NAMED(direct_scale)(direct_run_t *run)
{
    for (size_t i = 0; i < run->layout.width; i++)
        ((REAL *)run->second_over_width)[i] = (REAL)(run->second[i] / (double)run->layout.width);
}

void NAMED(direct_round)(direct_run_t *run, const double *weight)
{
    const size_t stride = run->layout.stride, dim = run->layout.dim;
    REAL *w = run->weight;
    for (size_t i = 0; i < run->layout.width; i++)
        for (size_t j = 0; j < stride; j++) w[i * stride + j] = j < dim ? (REAL)weight[i * stride + j] : 0;
}

void NAMED(direct_sum)(double *gradient, double *second_gradient, const direct_run_t *run, size_t i)
{
    const layout_t *l = &run->layout;
    const REAL *g = run->gradient, *h = run->second_gradient;
    for (size_t j = 0; j < l->dim; j++) gradient[j] = 0;
    *second_gradient = 0;
    for (size_t slice = 0; slice < l->slices; slice++) {
        const REAL *row = g + (slice * l->width + i) * l->stride;
        for (size_t j = 0; j < l->dim; j++) gradient[j] += (double)row[j];
        *second_gradient += (double)h[slice * l->width + i];
    }
}

int NAMED(direct_start)(direct_run_t *run)
{
    const wane_simulation_t *simulation = run->setting->simulation;
    double *start = start_weights(simulation, run->chain.seed, run->chain.run, run->layout.stride);
    if (start == NULL) return 0;
    NAMED(direct_round)(run, start);
    free(start);
    start_second_layer(run->second, simulation, run->chain.seed, run->chain.run);
    NAMED(direct_scale)(run);
    return 1;
}

/* sum_{i != j} <w_i, w_j> = |sum_i w_i|^2 - sum_i |w_i|^2 */
void NAMED(direct_view)(view_t *view, const void *weight, const double *second, const layout_t *layout)
{
    const size_t width = layout->width, stride = layout->stride;
    const REAL *w = weight;
    double sum_norm2 = 0, norms = 0;
    for (size_t i = 0; i < width; i++) {
        view->R[i] = (double)w[i * stride];
        view->a[i] = second[i];
    }
    for (size_t j = 0; j < layout->dim; j++) {
        double column = 0;
        for (size_t i = 0; i < width; i++) {
            double entry = (double)w[i * stride + j];
            column += entry;
            norms += entry * entry;
        }
        sum_norm2 += column * column;
    }
    view->Q_mean = width > 1 ? (sum_norm2 - norms) / ((double)width * (double)(width - 1)) : NAN;
}
