/* The body of snapshot_float and snapshot_double: REAL is the type of the weights, NAMED(x) the function's
 * name. */

void NAMED(snapshot)(snapshot_t *snapshot, const REAL *w, const double *a, size_t width, size_t dim,
                     size_t stride)
{
    const double n = (double)width;
    double R = 0, second = 0, R_squares = 0, second_squares = 0, sum_norm2 = 0, norms = 0;
    for (size_t i = 0; i < width; i++) {
        R += (double)w[i * stride] / n;
        second += a[i] / n;
    }
    for (size_t i = 0; i < width; i++) {
        double R_off = (double)w[i * stride] - R, second_off = a[i] - second;
        R_squares += R_off * R_off / n;
        second_squares += second_off * second_off / n;
    }
    /* sum_{i != j} <w_i, w_j> = |sum_i w_i|^2 - sum_i |w_i|^2 */
    for (size_t j = 0; j < dim; j++) {
        double column = 0;
        for (size_t i = 0; i < width; i++) {
            double entry = (double)w[i * stride + j];
            column += entry;
            norms += entry * entry;
        }
        sum_norm2 += column * column;
    }
    snapshot->R_mean = R;
    snapshot->R_sd = sqrt(R_squares);
    snapshot->a_mean = second;
    snapshot->a_sd = sqrt(second_squares);
    snapshot->Q_mean = width > 1 ? (sum_norm2 - norms) / (n * (n - 1)) : NAN;
}
