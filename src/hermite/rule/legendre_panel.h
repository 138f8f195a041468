/* Gauss-Legendre rules on panels that lie inside the domain of analyticity of a function. */
#ifndef HERMITE_RULE_LEGENDRE_PANEL_H
#define HERMITE_RULE_LEGENDRE_PANEL_H

#include "wane/function.h"

/* [left, right].  On a box of the hull of the ellipse with foci at the ends and
   sum of semi-axes `ellipse` * half, |f| <= supremum. */
typedef struct {
    double near;   /* least |Re z| on the box */
    double height; /* largest |Im z| */
    mag_struct supremum;
} legendre_box_t;

#define LEGENDRE_BOXES 8
typedef struct {
    const wane_function_struct *f;
    arb_struct left, right;
    arb_struct base;     /* centre and what is near are counted from here */
    double centre, half; /* rounded */
    int is_exact;        /* its ends are at exactly these distances from the base */
    double ellipse, closer;
    slong order;                          /* nodes */
    legendre_box_t box[LEGENDRE_BOXES];   /* of the hull of the ellipse, for the error of the rule */
    legendre_box_t close[LEGENDRE_BOXES]; /* of the hull of the closer one, for the slope */
} legendre_panel_t;

typedef struct {
    slong length, alloc;
    legendre_panel_t *panel;
    slong nodes, most_nodes; /* of all panels; no more are tried */
    double where;            /* the panel at which a covering was given up begins here */
} legendre_panels_struct;
typedef legendre_panels_struct legendre_panels_t[1];
void legendre_panels_init(legendre_panels_t panels);
void legendre_panels_clear(legendre_panels_t panels);

/* Appends panels that cover [left, right], on which f is analytic, each with an order that makes the error of
   E[f h_k 1_panel], k <= degree, about exp(-nats).  0 when no covering was found. */
int legendre_panels_cover(legendre_panels_t panels, const wane_function_t f, const arb_t left,
                          const arb_t right, slong degree, double nats);

/* 1 if f is seen to be analytic at x. */
int legendre_is_analytic_at(const wane_function_t f, const arb_t x);

/* Appends panels [b + s 2^-j, b + s 2^(1-j)], s = side = 1 or -1, from 2^(1-j) = 2^first on, that come so close to an
   end b of a piece at which f need not be analytic that omitted >= integral of |f| between b and the last of them is
   about exp(-nats).  0 if no covering was found or f has no bound there. */
int legendre_panels_grade(legendre_panels_t panels, mag_t omitted, const wane_function_t f, const arb_t b,
                          int side, slong first, slong degree, double nats);

/* bound >= (error of the rule on the panel for f h_k phi) rho^(k/2)
   (1 - rho^2)^(1/4) (2 pi)^(1/2): derivations/06 (18). */
void legendre_panel_error(mag_t bound, const legendre_panel_t *panel, double rho);

/* A bound of the same kind for |(f h_k phi)'| on the panel: derivations/06 (19). */
void legendre_panel_slope(mag_t bound, const legendre_panel_t *panel, double rho);

#endif
