#include "hermite/broken_line.h"

#include "function/pieces.h"

void broken_line_init(broken_line_t line)
{
    arb_init(line->constant);
    arb_init(line->slope);
    line->count = 0;
    line->kink = NULL;
}

static void clear_kinks(broken_line_t line)
{
    for (slong i = 0; i < line->count; i++) {
        arb_clear(line->kink[i].at);
        arb_clear(line->kink[i].turn);
        arb_clear(line->kink[i].jump);
        fmpq_clear(&line->kink[i].exact);
    }
    flint_free(line->kink);
    line->kink = NULL;
    line->count = 0;
}

void broken_line_clear(broken_line_t line)
{
    clear_kinks(line);
    arb_clear(line->constant);
    arb_clear(line->slope);
}

static void coefficient(wane_surd_t c, const wane_surd_poly_t p, slong k)
{
    fmpq_t zero;
    fmpq_init(zero);
    if (k < p->length) wane_surd_set(c, p->coefficient + k);
    else wane_surd_set_fmpq(c, zero);
    fmpq_clear(zero);
}

static void coefficient_jump(wane_surd_t c, const wane_surd_poly_t left, const wane_surd_poly_t right,
                             slong k, slong prec)
{
    wane_surd_t t;
    wane_surd_init(t);
    coefficient(t, left, k);
    wane_surd_neg(t, t);
    coefficient(c, right, k);
    wane_surd_add(c, c, t, prec);
    wane_surd_clear(t);
}

/* The difference rise + turn x of the pieces beside a breakpoint; if it vanishes there, the breakpoint is its
 * zero. */
static void set_kink(kink_struct *kink, const arb_t at, const wane_surd_t rise, const wane_surd_t turn,
                     int is_continuous, slong prec)
{
    fmpq_t constant, slope;
    fmpq_init(constant);
    fmpq_init(slope);
    arb_set(kink->at, at);
    wane_surd_get_arb(kink->turn, turn, prec);
    wane_surd_get_arb(kink->jump, rise, prec);
    arb_addmul(kink->jump, kink->turn, at, prec);
    kink->has_exact = 0;
    if (is_continuous) {
        arb_zero(kink->jump);
        if (wane_surd_is_rational(constant, rise) && wane_surd_is_rational(slope, turn) &&
            !fmpq_is_zero(slope)) {
            fmpq_div(constant, constant, slope);
            fmpq_neg(constant, constant);
            arb_set_fmpq(kink->at, constant, prec);
            fmpq_swap(&kink->exact, constant);
            kink->has_exact = 1;
        }
    }
    fmpq_clear(constant);
    fmpq_clear(slope);
}

/* Appends the breakpoint unless the pieces agree there. */
static void add_kink(broken_line_t line, const arb_t at, const wane_surd_poly_t left,
                     const wane_surd_poly_t right, int is_continuous, slong prec)
{
    wane_surd_t rise, turn;
    wane_surd_init(rise);
    wane_surd_init(turn);
    coefficient_jump(rise, left, right, 0, prec);
    coefficient_jump(turn, left, right, 1, prec);
    if (!wane_surd_is_zero(turn) || (!is_continuous && !wane_surd_is_zero(rise))) {
        kink_struct *kink = line->kink + line->count++;
        arb_init(kink->at);
        arb_init(kink->turn);
        arb_init(kink->jump);
        fmpq_init(&kink->exact);
        set_kink(kink, at, rise, turn, is_continuous, prec);
    }
    wane_surd_clear(rise);
    wane_surd_clear(turn);
}

static void assemble(broken_line_t line, const wane_pieces_t pieces, const wane_surd_poly_struct *p,
                     int is_continuous, slong prec)
{
    wane_surd_t c;
    wane_surd_init(c);
    coefficient(c, p, 0);
    wane_surd_get_arb(line->constant, c, prec);
    coefficient(c, p, 1);
    wane_surd_get_arb(line->slope, c, prec);
    line->kink = flint_malloc((size_t)FLINT_MAX(pieces->count, 1) * sizeof(kink_struct));
    for (slong i = 0; i < pieces->count; i++)
        add_kink(line, pieces->breakpoint + i, p + i, p + i + 1, is_continuous, prec);
    wane_surd_clear(c);
}

int broken_line_set_function(broken_line_t line, const wane_function_t f, slong prec)
{
    wane_pieces_t pieces;
    int is_broken_line;
    clear_kinks(line);
    wane_pieces_init(pieces);
    is_broken_line = wane_function_pieces(pieces, f, prec, NULL) == WANE_OK;
    if (is_broken_line) {
        const slong count = pieces->count + 1;
        wane_surd_poly_struct *p = flint_malloc((size_t)count * sizeof(wane_surd_poly_struct));
        for (slong i = 0; i < count; i++) {
            wane_surd_poly_init(p + i);
            is_broken_line = is_broken_line &&
                             wane_function_hermite_polynomial(p + i, pieces->piece + i, prec) &&
                             p[i].length <= 2;
        }
        if (is_broken_line) assemble(line, pieces, p, wane_function_smoothness(f) >= 0, prec);
        for (slong i = 0; i < count; i++) wane_surd_poly_clear(p + i);
        flint_free(p);
    }
    wane_pieces_clear(pieces);
    return is_broken_line;
}
