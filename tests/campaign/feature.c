#include "feature.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define PANELS 112 /* of width 1/4, on [-14, 14] */
#define HALF_WIDTH 0.125L
#define RANGE 14
#define NODES 16
#define NOTHING 1e-16L

void feature_init(feature_t *f)
{
    memset(f, 0, sizeof *f);
    for (int k = 0; k <= FEATURE_DEGREE; k++) f->polynomial[k] = fraction(0, 1);
    f->factor = f->stretch = fraction(1, 1);
    f->parameter = -1;
}

static void append_term(char *text, size_t size, const char *factor, const char *name)
{
    size_t used = strlen(text);
    const char *plus = used > 0 && factor[0] != '-' ? "+" : "";
    int plain = strcmp(factor, "1") == 0, minus = strcmp(factor, "-1") == 0;
    if (name[0] == 0) snprintf(text + used, size - used, "%s%s", plus, factor);
    else if (plain || minus) snprintf(text + used, size - used, "%s%s%s", plus, minus ? "-" : "", name);
    else snprintf(text + used, size - used, "%s%s*%s", plus, factor, name);
}

static void print_argument(char *text, size_t size, fraction_t stretch)
{
    char factor[40];
    fraction_print(factor, sizeof factor, stretch);
    if (strcmp(factor, "1") == 0) snprintf(text, size, "x");
    else if (strcmp(factor, "-1") == 0) snprintf(text, size, "(-x)");
    else snprintf(text, size, "(%s*x)", factor);
}

void feature_print(char *text, size_t size, const feature_t *f)
{
    char body[400] = "", name[200], factor[40], argument[60];
    if (f->shape != NULL) {
        print_argument(argument, sizeof argument, f->stretch);
        shape_print(name, sizeof name, f->shape, argument);
        fraction_print(factor, sizeof factor, f->factor);
        append_term(body, sizeof body, factor, name);
    }
    for (int k = 0; k <= FEATURE_DEGREE; k++) {
        if (k != f->parameter && fraction_is_zero(f->polynomial[k])) continue;
        snprintf(name, sizeof name, k == 0 ? "%.0d" : "h%d", k);
        if (k == f->parameter) snprintf(factor, sizeof factor, "b");
        else fraction_print(factor, sizeof factor, f->polynomial[k]);
        append_term(body, sizeof body, factor, name);
    }
    if (body[0] == 0) snprintf(body, sizeof body, "0");
    snprintf(text, size, f->centered ? "center(%s)" : "%s", body);
}

/* Gauss and Legendre's nodes and weights by Newton's method. */
static void legendre_rule(long double *node, long double *weight)
{
    for (int i = 0; i < NODES; i++) {
        long double x = cosl(M_PIl * (i + 0.75L) / (NODES + 0.5L)), slope = 1;
        for (int round = 0; round < 8; round++) {
            long double last = 1, value = x;
            for (int n = 2; n <= NODES; n++) {
                long double next = ((2 * n - 1) * x * value - (n - 1) * last) / n;
                last = value;
                value = next;
            }
            slope = NODES * (x * value - last) / (x * x - 1);
            x -= value / slope;
        }
        node[i] = x;
        weight[i] = 2 / ((1 - x * x) * slope * slope);
    }
}

/* c += factor E shape(stretch Z) h_k(Z), by composite Gauss-Legendre quadrature: kinks and jumps lie at the
   ends of panels. */
static void add_by_quadrature(long double *c, const feature_t *f)
{
    long double node[NODES], weight[NODES], factor = fraction_value(f->factor),
                                            stretch = fraction_value(f->stretch), root[FEATURE_TERMS];
    legendre_rule(node, weight);
    for (int k = 0; k < FEATURE_TERMS; k++) root[k] = sqrtl(k);
    for (int i = 0; i < PANELS * NODES; i++) {
        long double x = -RANGE + HALF_WIDTH * (2 * (i / NODES) + 1 + node[i % NODES]);
        long double mass = HALF_WIDTH * weight[i % NODES] * expl(-x * x / 2) / sqrtl(2 * M_PIl);
        long double h = factor * mass * f->shape->value(stretch * x), below = 0;
        for (int k = 0; k < FEATURE_TERMS - 1; k++) {
            c[k] += h;
            long double above = (x * h - root[k] * below) / root[k + 1];
            below = h;
            h = above;
        }
        c[FEATURE_TERMS - 1] += h;
    }
}

/* The coefficients of jump/2 |x - place|: those of order
   k >= 2 are jump He_(k-2)(place) phi(place)/sqrt(k!). */
static void add_kink(long double *c, long double jump, long double place)
{
    long double density = expl(-place * place / 2) / sqrtl(2 * M_PIl), inner = erfl(place * M_SQRT1_2l);
    c[0] += jump * (density + place * inner / 2);
    c[1] -= jump * inner / 2;
    long double h = density / M_SQRT2l, below = 0; /* He_j phi/sqrt((j+2)!) at j = 0, -1 */
    for (int k = 2; k < FEATURE_TERMS; k++) {
        c[k] += jump * h;
        int j = k - 2;
        long double above =
            (place * h / sqrtl(j + 3)) - (j > 0 ? j * below / sqrtl((long double)(j + 3) * (j + 2)) : 0);
        below = h;
        h = above;
    }
}

static void add_piecewise_linear(spectrum_t *s, const feature_t *f)
{
    const shape_t *shape = f->shape;
    long double factor = fraction_value(f->factor), side = fraction_value(f->stretch);
    s->c[0] += factor * shape->intercept;
    s->c[1] += factor * side * shape->slope;
    s->kink_count = shape->kink_count;
    for (int i = 0; i < shape->kink_count; i++) {
        s->jump[i] = factor * shape->jump[i];
        s->place[i] = side * shape->place[i];
        add_kink(s->kink, s->jump[i], s->place[i]);
    }
    for (int k = 0; k < FEATURE_TERMS; k++) s->c[k] += s->kink[k];
}

void feature_spectrum(spectrum_t *s, const feature_t *f)
{
    long double largest = 0;
    memset(s, 0, sizeof *s);
    if (f->shape != NULL && f->shape->class == SHAPE_LINEAR) add_piecewise_linear(s, f);
    else if (f->shape != NULL) add_by_quadrature(s->c, f);
    for (int k = 0; k < FEATURE_TERMS; k++) largest = fmaxl(largest, fabsl(s->c[k]));
    for (int k = 0; k < FEATURE_TERMS; k++)
        if (fabsl(s->c[k]) < NOTHING * largest) s->c[k] = 0;
    for (int k = 0; k <= FEATURE_DEGREE; k++) s->c[k] += fraction_value(f->polynomial[k]);
    if (f->centered) s->c[0] = s->kink[0] = 0;
}
