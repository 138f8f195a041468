/* Checks the algebra of derivations/22-exact-signs.md, and some of its numbers with balls. */
#include <stdio.h>

#include <flint/arb.h>

#include "algebra.h"

enum { BITS = 128, TERMS = 80 };

/* (1) for relu: c_k sqrt(k!) = phi(0) He_{k-2}(0) by 13 (3), and E sigma'' He_k = phi(0) He_k(0). */
static void check_coefficients(ledger_t ledger)
{
    slong hermite[10] = {1, 0}; /* He_k(0) = -(k - 1) He_{k-2}(0) */
    for (slong k = 2; k < 10; k++) hermite[k] = -(k - 1) * hermite[k - 2];
    int holds = 1, perturbed = 1;
    for (slong k = 2; k < 10; k++) {
        holds &= (1 - k) * hermite[k - 2] == hermite[k];
        perturbed &= (2 - k) * hermite[k - 2] == hermite[k];
    }
    identity_check(ledger, "(1)", "(1 - k) c_k = phi(0) h_k(0) for relu, k < 10", holds, "(2 - k) c_k",
                   perturbed);
    /* Stein's identity for F = sigma' h, with s1, s2 for sigma', sigma'': E (x F - F') = 0 */
    algebra_t K;
    algebra_init(K, "x s s1 s2 h h1 d");
    algebra_derivation(K, "D", "x:1 s:s1 s1:s2 h:h1");
    algebra_check(ledger, K, "(1)", "x*s1*h-D(s1*h)", "x*s1*h-s2*h-s1*h1", "x*s1*h+s2*h-s1*h1");
    algebra_clear(K);
}

/* (39): N and P''S' - P'S'' of a mean of two kernels P, Q. */
static void check_corners(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "w P P1 P2 Q Q1 Q2 S S1 S2");
    algebra_define(K, "M", "w*P+(1-w)*Q");
    algebra_define(K, "M1", "w*P1+(1-w)*Q1");
    algebra_define(K, "M2", "w*P2+(1-w)*Q2");
    algebra_check(ledger, K, "(39)", "M*S1-2*M1*S", "w*(P*S1-2*P1*S)+(1-w)*(Q*S1-2*Q1*S)",
                  "w*(P*S1-2*P1*S)+(1+w)*(Q*S1-2*Q1*S)");
    algebra_check(ledger, K, "(39)", "M2*S1-M1*S2", "w*(P2*S1-P1*S2)+(1-w)*(Q2*S1-Q1*S2)",
                  "w*(P2*S1-P1*S2)+(1-w)*(Q2*S1+Q1*S2)");
    algebra_clear(K);
    algebra_init(K, "w P Q l u"); /* one factor between its ends */
    algebra_check(ledger, K, "(40)", "P+(w*l+(1-w)*u)*Q", "w*(P+l*Q)+(1-w)*(P+u*Q)",
                  "w*(P+l*Q)+(1+w)*(P+u*Q)");
    algebra_clear(K);
}

/* f = phi(0); w = sqrt(1 - q^2), t = arccos q. */
static void check_degree_one(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "q w t pi J b f");
    algebra_derivation(K, "D", "q:1 w:-q/w t:-1/w");
    algebra_define(K, "k", "b*q+J^2*(w+(pi-t)*q)/(2*pi)");
    algebra_check(ledger, K, "(2)", "k-q*D(k)", "J^2*w/(2*pi)", "J^2*w/pi");
    algebra_clear(K);

    /* the teacher exp(cx - c^2/2) of relu: G = phi(cR) = phi(0) M(s), F = Phi(cR) */
    algebra_init(K, "R c G F");
    algebra_derivation(K, "D", "R:1 G:-c^2*R*G F:c*G");
    algebra_check(ledger, K, "(2)", "G+c*R*F-R*D(G+c*R*F)", "G", "2*G");
    algebra_clear(K);

    /* the two lines of (2) as P' and K'; g = sqrt(1 - q^2), q = R^2; S' = 2 R K' */
    algebra_init(K, "R P k M J f g");
    algebra_define(K, "P1", "(P-J*f*M)/R");
    algebra_define(K, "k1", "(k-J^2*f^2*g)/R^2");
    algebra_check(ledger, K, "(3)", "R*(P*2*R*k1-2*P1*k)", "2*J*f*(M*k-J*f*g*P)", "2*J*f*(M*k+J*f*g*P)");
    algebra_check(ledger, K, "(4)", "at(2*J*f*(M*k-J*f*g*P),g,0)", "2*k*J*f*M", "-2*k*J*f*M");
    algebra_check(ledger, K, "(5)", "at(2*J*f*(M*k-J*f*g*P),M,0)/R", "-2*J^2*f^2*g*P/R", "-J^2*f^2*g*P/R");
    algebra_clear(K);
    algebra_init(K, "R");
    algebra_check(ledger, K, "(3)", "1-R^4", "(1-R^2)*(1+R^2)", "(1-R^2)*(1-R)");
    algebra_clear(K);

    /* (6): M/s = j f, f^2 = 1/(2 pi), h = sqrt 2 */
    algebra_init(K, "J j k P f h pi");
    algebra_check(ledger, K, "(6)", "2*J*(j*k-J*h*P)/(2*pi)", "J/pi*(j*k-h*J*P)", "J/pi*(j*k-J*P)");
    algebra_clear(K);
    /* (7): the derivative of P - R P', and those of s^2/2 and s */
    algebra_init(K, "R s P P1 P2");
    algebra_derivation(K, "D", "R:1 s:-R/s P:P1 P1:P2");
    algebra_check(ledger, K, "(7)", "D(P-R*P1)", "-R*P2", "R*P2");
    algebra_check(ledger, K, "(7)", "-D(s^2/2)", "R", "2*R");
    algebra_check(ledger, K, "(7)", "-D(s)", "R/s", "R*s");
    algebra_clear(K);
}

static void check_degree(ledger_t ledger)
{
    algebra_t K;
    /* T = dP - R P', U = dK - q K' */
    algebra_init(K, "R P P1 k k1 d T U");
    algebra_check(ledger, K, "(8)", "at(at(R*(P*2*R*k1-2*P1*k),P1,(d*P-T)/R),k1,(d*k-U)/R^2)", "2*(T*k-U*P)",
                  "2*(T*k+U*P)");
    algebra_clear(K);
    /* X = E s t/x^2, Y = E s t'/x; E s t = (d - 1) X + Y */
    algebra_init(K, "d k X Y");
    algebra_define(K, "P", "(d-1)*X+Y");
    algebra_define(K, "N", "2*P*d^2*k/(2*d-1)-2*d*Y*k");
    algebra_check(ledger, K, "(9)", "N", "2*d*k/(2*d-1)*(d*P-(2*d-1)*Y)", "2*d*k/(2*d-1)*(d*P-2*d*Y)");
    algebra_check(ledger, K, "(9)", "N", "2*d*(d-1)/(2*d-1)*k*(d*X-Y)", "2*d*(d-1)/(2*d-1)*k*(X-Y)");
    algebra_clear(K);
    /* (10): P' = k1 P, P'' = k2 P, the same for K at R = 1 */
    algebra_init(K, "d P k");
    algebra_define(K, "k1", "d^2/(2*d-1)");
    algebra_define(K, "k2", "d^2*(d-1)^2/((2*d-1)*(2*d-3))");
    algebra_define(K, "N1", "P*(2*k1+4*k2)*k-k1*P*2*k1*k-2*k2*P*k");
    algebra_check(ledger, K, "(10)", "N1", "4*P*k*d^2*(d-1)^2/((2*d-1)^2*(2*d-3))",
                  "4*P*k*d^2*(d-1)^2/((2*d-1)^2*(2*d-1))");
    algebra_check(ledger, K, "(10)", "N1", "2*P*k*(k1+k2-k1^2)", "2*P*k*(k1-k2-k1^2)");
    /* relu^2: K = 3/2, K' = K'' = 2 at 1 */
    algebra_check(ledger, K, "(10)", "at(k1,d,2)", "2/(3/2)", "3/2");
    algebra_check(ledger, K, "(10)", "at(k2,d,2)", "2/(3/2)", "3/2");
    algebra_clear(K);
}

/* N(1/2) of relu with x^2 from the coefficients: s_0 = 1/(2 pi), s_1 = 1/4,
   s_(k+2)/s_k = (k - 1)^2/((k + 1)(k + 2)) for even k, p_0 = p_2 = phi(0).  As s_k <= 1/2, the terms of 03 (4)
   from k = TERMS on sum to less than 8 TERMS 4^-TERMS. */
static void series_value(arb_t N)
{
    arb_t s, term;
    arb_init(s);
    arb_init(term);
    arb_set_d(N, 0.25 * (1 - 0.25)); /* k = 1: s_1 (2 R - 2 R^3) */
    arb_const_pi(s, BITS);
    arb_mul_2exp_si(s, s, 1);
    arb_inv(s, s, BITS);
    for (slong k = 0; k < TERMS; k += 2) { /* s_k (2k R^(2k-1) + (2k - 4) R^(2k+1)) */
        arb_mul_si(term, s, 4 * 2 * k + 2 * k - 4, BITS);
        arb_mul_2exp_si(term, term, -(2 * k + 1));
        arb_add(N, N, term, BITS);
        arb_mul_si(s, s, (k - 1) * (k - 1), BITS);
        arb_div_si(s, s, (k + 1) * (k + 2), BITS);
    }
    mag_set_ui_2exp_si(arb_radref(term), 8 * TERMS, -2 * TERMS);
    arf_zero(arb_midref(term));
    arb_add(N, N, term, BITS);
    arb_const_pi(term, BITS);
    arb_mul_2exp_si(term, term, 1);
    arb_rsqrt(term, term, BITS);
    arb_mul(N, N, term, BITS);
    arb_clear(s);
    arb_clear(term);
}

/* (12), (13) */
static void check_square(ledger_t ledger)
{
    algebra_t K;
    /* sin = 2t/(1 + t^2), cos = q = (1 - t^2)/(1 + t^2), t = tan(h/2); f^2 = 1/(2 pi) */
    algebra_init(K, "t h pi J b f");
    algebra_define(K, "q", "(1-t^2)/(1+t^2)");
    algebra_define(K, "w", "2*t/(1+t^2)");
    algebra_define(K, "k", "b*q+J^2*(w+(pi-h)*q)/(2*pi)");
    algebra_define(K, "bracket", "(1-q)*k-J^2/(2*pi)*w*(1+q)");
    algebra_check(ledger, K, "(12)", "bracket", "J^2/(2*pi)*q*((1-q)*(pi-h+2*pi*b/J^2)-2*w)",
                  "J^2/(2*pi)*q*((1-q)*(pi-h+2*pi*b/J^2)-w)");
    algebra_check(ledger, K, "(12)", "(1-q)*(pi-h+b)-2*w", "w*(t*(pi-h+b)-2)", "w*(t*(pi-h+b)-1)");
    algebra_derivation(K, "D", "h:1 t:(1+t^2)/2");
    algebra_check(ledger, K, "(13)", "D(t*(pi-h+b))", "(1+t^2)/2*(pi-h+b-w)", "(1+t^2)/2*(pi-h+b+w)");
    algebra_clear(K);

    arb_t N, closed, angle, pi, wrong;
    arb_init(N);
    arb_init(closed);
    arb_init(angle);
    arb_init(pi);
    arb_init(wrong);
    series_value(N);
    /* (12) at R = 1/2: (phi(0)/pi) R (3/4 (pi - arccos 1/4) - sqrt(15)/2) */
    arb_const_pi(pi, BITS);
    arb_set_d(angle, 0.25);
    arb_acos(angle, angle, BITS);
    arb_sub(wrong, pi, angle, BITS);
    arb_mul_si(wrong, wrong, 3, BITS);
    arb_mul_2exp_si(wrong, wrong, -2);
    arb_sqrt_ui(closed, 15, BITS);
    arb_mul_2exp_si(closed, closed, -1);
    arb_sub(closed, wrong, closed, BITS);
    arb_div(closed, closed, pi, BITS);
    arb_mul_2exp_si(closed, closed, -1);
    arb_mul_2exp_si(pi, pi, 1);
    arb_rsqrt(pi, pi, BITS);
    arb_mul(closed, closed, pi, BITS);
    arb_neg(wrong, closed);
    identity_check(ledger, "(12)", "N(1/2) of relu with x^2 from its coefficients",
                   arb_overlaps(N, closed) && arb_is_negative(N), "its opposite", arb_overlaps(N, wrong));
    arb_clear(N);
    arb_clear(closed);
    arb_clear(angle);
    arb_clear(pi);
    arb_clear(wrong);
}

/* k = K(q), k1 = K'(q) of relu. */
static void relu_kernel(arb_t k, arb_t k1, const arb_t q)
{
    arb_t angle, pi;
    arb_init(angle);
    arb_init(pi);
    arb_const_pi(pi, 4 * BITS);
    arb_acos(angle, q, 4 * BITS);
    arb_sub(k1, pi, angle, 4 * BITS);
    arb_sin(k, angle, 4 * BITS);
    arb_addmul(k, k1, q, 4 * BITS);
    arb_mul_2exp_si(pi, pi, 1);
    arb_div(k, k, pi, 4 * BITS);
    arb_div(k1, k1, pi, 4 * BITS);
    arb_clear(angle);
    arb_clear(pi);
}

/* (6): N/sqrt(1 - R) at 1 - R = 2^-60 for relu with relu (P = K) and |x| (P = 2 K - R/2), against C, with
   P(1) = 1/2 for both and J* = 1, 2. */
static void check_limits(ledger_t ledger)
{
    for (slong jump = 1; jump <= 2; jump++) {
        arb_t R, q, P, P1, k, k1, N, C, wrong;
        arb_init(R);
        arb_init(q);
        arb_init(P);
        arb_init(P1);
        arb_init(k);
        arb_init(k1);
        arb_init(N);
        arb_init(C);
        arb_init(wrong);
        arb_one(R);
        arb_mul_2exp_si(R, R, -60);
        arb_sub_si(R, R, 1, 4 * BITS);
        arb_neg(R, R);
        arb_mul(q, R, R, 4 * BITS);
        relu_kernel(P, P1, R);
        if (jump == 2) {
            arb_mul_2exp_si(P, P, 2);
            arb_sub(P, P, R, 4 * BITS);
            arb_mul_2exp_si(P, P, -1);
            arb_mul_2exp_si(P1, P1, 2);
            arb_sub_si(P1, P1, 1, 4 * BITS);
            arb_mul_2exp_si(P1, P1, -1);
        }
        relu_kernel(k, k1, q);
        arb_mul(N, P, k1, 4 * BITS);
        arb_mul(N, N, R, 4 * BITS);
        arb_submul(N, P1, k, 4 * BITS);
        arb_mul_2exp_si(N, N, 1 + 30);
        /* sqrt(2)/pi (J* / 2 - sqrt(2)/2) = (J* sqrt(2) - 2)/(2 pi) */
        arb_sqrt_ui(C, 2, 4 * BITS);
        arb_mul_si(C, C, jump, 4 * BITS);
        arb_sub_si(C, C, 2, 4 * BITS);
        arb_const_pi(k, 4 * BITS);
        arb_div(C, C, k, 4 * BITS);
        arb_mul_2exp_si(C, C, -1);
        arb_mul_2exp_si(wrong, C, 1);
        mag_t tolerance;
        mag_init(tolerance);
        mag_set_ui_2exp_si(tolerance, 1, -25);
        arb_add_error_mag(N, tolerance);
        mag_clear(tolerance);
        identity_check(ledger, "(6)", jump == 1 ? "C of relu with relu" : "C of relu with |x|",
                       arb_contains(N, C), "2 C", arb_overlaps(N, wrong));
        arb_clear(R);
        arb_clear(q);
        arb_clear(P);
        arb_clear(P1);
        arb_clear(k);
        arb_clear(k1);
        arb_clear(N);
        arb_clear(C);
        arb_clear(wrong);
    }
}

/* (15): s, c are sin, cos of h = psi. */
static void check_minus_one(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "h s c pi");
    algebra_derivation(K, "D", "h:1 s:c c:-s");
    algebra_check(ledger, K, "(15)", "D((s-h*c)/(2*pi))", "s*h/(2*pi)", "c*h/(2*pi)");
    /* cos 2h = c^2 - s^2, sin 2h = 2 s c; s^2 + c^2 = 1 is used */
    algebra_define(K, "square", "(4*h+2*h*(c^2-s^2)-6*s*c)/(4*pi)");
    algebra_check(ledger, K, "(15)", "D(square)-(1-s^2-c^2)/pi", "4*s*(s-h*c)/(2*pi)", "2*s*(s-h*c)/(2*pi)");
    algebra_clear(K);

    algebra_init(K, "x y b q");
    algebra_define(K, "z", "(x^2+y^2-2*q*x*y)/(2*(1-q^2))");
    algebra_check(ledger, K, "(16)", "((b+x)^2+(b+y)^2-2*q*(b+x)*(b+y))/(2*(1-q^2))",
                  "b^2/(1+q)+b*(x+y)/(1+q)+z", "b^2/(1+q)+b*(x+y)/(1-q)+z");
    /* E x^2 = 6 n^2/b^2, E x y = 4 n^2/b^2, n = 1 + q */
    algebra_check(ledger, K, "(16)", "(6+6-2*q*4)*(1+q)^2/b^2/(2*(1-q^2))", "(6-4*q)*(1+q)/((1-q)*b^2)",
                  "(6+4*q)*(1+q)/((1-q)*b^2)");
    algebra_clear(K);
}

/* h stands for H, C for the constant of a neutral pair. */
static void check_first_integral(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R a e h P P1 S S1 C");
    algebra_derivation(K, "Dt",
                       "R:(1-R^2)*(a*P1-a^2*S1/2) h:4*S/((1-R^2)*S1)*(1-R^2)*(a*P1-a^2*S1/2) a:e*(P-a*S)");
    algebra_check(ledger, K, "(18)", "Dt(a^2-e*h)", "2*e*a*(P*S1-2*P1*S)/S1", "-2*e*a*(P*S1-2*P1*S)/S1");
    algebra_define(K, "P1n", "C*S1/(2*P)"); /* P^2 = C S */
    algebra_check(ledger, K, "(21)", "at(P*S1-2*P1*S,P1,P1n)", "S1*(P^2-C*S)/P", "S1*(P^2+C*S)/P");
    algebra_check(ledger, K, "(22)", "at(2*P1/S1,P1,P1n)", "C/P", "P/C");
    algebra_clear(K);
    algebra_init(K, "r m z s R"); /* c_0^2 = z; p_0 = c_0 (r c_0 + m) at c_0 = 0 */
    algebra_check(ledger, K, "(42)", "at(z*(r*z+m)+r*s*R,z,0)", "r*s*R", "r*s*R+m");
    algebra_clear(K);
    /* S = z R^(2s): H = -ln(1 - R^2)/s */
    for (int s = 1; s <= 3; s++) {
        char power[40], rate[60], wrong[60];
        algebra_init(K, "R z");
        algebra_derivation(K, "D", "R:1");
        snprintf(power, sizeof power, "z*R^%d", 2 * s);
        algebra_define(K, "S", power);
        snprintf(rate, sizeof rate, "2*R/(%d*(1-R^2))", s);
        snprintf(wrong, sizeof wrong, "R/(%d*(1-R^2))", s);
        algebra_check(ledger, K, "(41)", "4*S/((1-R^2)*D(S))", rate, wrong);
        algebra_clear(K);
    }
}

/* relu with step: f = phi(0), f^2 = 1/(2 pi), g = sqrt(1 - R^4), t = arccos R^2. */
static void check_jumps(ledger_t ledger)
{
    algebra_t K;
    algebra_init(K, "R f g t pi");
    algebra_derivation(K, "D", "R:1 g:-2*R^3/g t:-2*R/g");
    algebra_define(K, "k", "(g+(pi-t)*R^2)/(2*pi)");
    algebra_check(ledger, K, "(26)", "2*f*(k/2-g*(1+R)/2/(2*pi))/R", "f/(2*pi)*((pi-t)*R-g)",
                  "f/(2*pi)*((pi-t)*R+g)");
    algebra_check(ledger, K, "(26)", "D((pi-t)*R-g)", "pi-t+2*R^2/g+2*R^3/g", "pi-t-2*R^2/g+2*R^3/g");
    algebra_check(ledger, K, "(26)", "(1-R^4)/(1-R^2)", "1+R^2", "1-R^2");
    algebra_clear(K);

    /* x^3 with sign: x^3 = 3 h_1 + sqrt(6) h_3, sign = 2 f (h_1 - h_3/sqrt(6) + …); E 3 (sZ)^2 = 3 s^2 */
    algebra_init(K, "R f");
    algebra_derivation(K, "D", "R:1");
    algebra_define(K, "P", "2*f*(3*R-R^3)");
    algebra_define(K, "S", "9*R^2+6*R^6");
    algebra_check(ledger, K, "(43)", "D(P)", "2*f*3*(1-R^2)", "f*3*(1-R^2)");
    algebra_check(ledger, K, "(43)", "D(D(P))*D(S)-D(P)*D(D(S))", "-108*f*(1+R^2+10*R^4-6*R^6)",
                  "-108*f*(1-R^2+10*R^4-6*R^6)");
    algebra_clear(K);

    /* the zero of the bracket between 0.5213 and 0.5214 */
    int sign[2];
    for (int i = 0; i < 2; i++) {
        arb_t x, y, z;
        arb_init(x);
        arb_init(y);
        arb_init(z);
        arb_set_si(x, 5213 + i);
        arb_div_si(x, x, 10000, BITS);
        arb_mul(y, x, x, BITS);
        arb_acos(z, y, BITS);
        arb_mul(y, y, y, BITS);
        arb_sub_si(y, y, 1, BITS);
        arb_neg(y, y);
        arb_sqrt(y, y, BITS); /* sqrt(1 - R^4) */
        arb_neg(z, z);
        arb_mul(z, z, x, BITS);
        arb_sub(z, z, y, BITS);
        arb_const_pi(y, BITS);
        arb_addmul(z, x, y, BITS);
        sign[i] = arb_is_positive(z) - arb_is_negative(z);
        arb_clear(x);
        arb_clear(y);
        arb_clear(z);
    }
    identity_check(ledger, "(26)", "N of relu with step changes from - to + in [0.5213, 0.5214]",
                   sign[0] < 0 && sign[1] > 0, "from + to -", sign[0] > 0 && sign[1] < 0);
}

static void check_families(ledger_t ledger)
{
    algebra_t K;
    /* an odd student with h_1 + b h_3: what is left beside the term of R^4 */
    algebra_init(K, "R p1 p3 s1 s3 s5");
    algebra_derivation(K, "D", "R:1");
    algebra_define(K, "P", "p1*R+p3*R^3");
    algebra_define(K, "S", "s1*R^2+s3*R^6+s5*R^10");
    algebra_define(K, "N", "P*D(S)-2*D(P)*S");
    algebra_check_leading_term(ledger, K, "(27)", "N", "R", 4, "-4*p3*s1", 4, "4*p3*s1");
    algebra_check_leading_term(ledger, K, "(27)", "N+4*p3*s1*R^4", "R", 6, "4*p1*s3", 6, "2*p1*s3");
    algebra_clear(K);
    algebra_init(K, "R k");
    algebra_derivation(K, "Dt", "R:-k*R^5");
    algebra_check(ledger, K, "(28)", "Dt(1/R^4)", "4*k", "5*k");
    algebra_clear(K);
    /* b - b_0 = v; the zero x = 1 - R of the two leading forms */
    algebra_init(K, "R P P1 U U1 S S1 v c x n m");
    algebra_check(ledger, K, "(29)", "(c*P+v*U)*S1-2*(c*P1+v*U1)*S", "c*(P*S1-2*P1*S)+v*(U*S1-2*U1*S)",
                  "c*(P*S1-2*P1*S)-v*(U*S1-2*U1*S)");
    algebra_check(ledger, K, "(30)", "at(v*n-x*m,x,v*n/m)", "0", "1");
    algebra_check(ledger, K, "(30)", "at(v*n+c*x,x,-v*n/c)", "0", "1"); /* x = sqrt(1 - R) */
    algebra_clear(K);
    algebra_init(K, "R b");
    algebra_derivation(K, "D", "R:1");
    algebra_check(ledger, K, "(30)", "R*D(R^2+b^2*R^6)-2*D(R)*(R^2+b^2*R^6)", "4*b^2*R^6", "2*b^2*R^6");
    algebra_clear(K);
}

static void check_ties(ledger_t ledger)
{
    algebra_t K;
    /* (32): l, m are ln|e - x|, ln|e - y| */
    algebra_init(K, "e c x y l m");
    algebra_check(ledger, K, "(32)", "(-x^2/2-(e-c)*x-e*(e-c)*l)-(-y^2/2-(e-c)*y-e*(e-c)*m)",
                  "-(x-y)*((x+y)/2+e-c)-e*(e-c)*(l-m)", "-(x-y)*((x+y)/2+e+c)-e*(e-c)*(l-m)");
    algebra_clear(K);
    algebra_init(K, "R");
    algebra_derivation(K, "D", "R:1");
    algebra_define(K, "P", "R+R^3");
    algebra_define(K, "S", "R^2+9/4*R^4+R^6");
    algebra_check(ledger, K, "(33)", "P*D(S)-2*D(P)*S", "R^4*(1-R^2)/2", "R^4*(1+R^2)/2");
    algebra_check(ledger, K, "(33)", "at(2*D(P)/D(S),R,1)", "8/17", "17/8");
    algebra_check(ledger, K, "(33)", "at(P/S,R,1)", "8/17", "17/8");
    algebra_clear(K);
    /* (34): u is minus a, V is minus P */
    algebra_init(K, "R u e V P1 S S1");
    algebra_define(K, "motion", "(1-R^2)*(-u*P1-u^2*S1/2)");
    algebra_check(ledger, K, "(34)", "-2*u*e*(V-u*S)/motion", "2*e*(V-u*S)/((1-R^2)*(P1+u*S1/2))",
                  "2*e*(V-u*S)/((1-R^2)*(P1-u*S1/2))");
    algebra_clear(K);
    /* (35): p = 2s; b_0 = P/S and alpha = 2 p/v at R = 0; then the tie p_0 = 2 p z/v */
    for (int s = 1; s <= 3; s++) {
        char text[120], wrong[120];
        algebra_init(K, "R p0 p z v");
        algebra_derivation(K, "D", "R:1");
        snprintf(text, sizeof text, "p0+p*R^%d", 2 * s);
        algebra_define(K, "P", text);
        snprintf(text, sizeof text, "z+v*R^%d", 2 * s);
        algebra_define(K, "S", text);
        algebra_define(K, "N", "P*D(S)-2*D(P)*S");
        snprintf(text, sizeof text, "%d*z*v*(p0/z-2*p/v)", 2 * s);
        snprintf(wrong, sizeof wrong, "%d*z*v*(p0/z-p/v)", 2 * s);
        algebra_check_leading_term(ledger, K, "(35)", "N", "R", 2 * s - 1, text, 2 * s - 1, wrong);
        snprintf(text, sizeof text, "-%d*p/z", 2 * s);
        snprintf(wrong, sizeof wrong, "%d*p/z", 2 * s);
        algebra_check_leading_term(ledger, K, "(35)", "at(D(P/S),p0,2*p*z/v)", "R", 2 * s - 1, text,
                                   2 * s - 1, wrong);
        algebra_clear(K);
    }
}

int main(void)
{
    ledger_t ledger;
    ledger_init(ledger, "22");
    check_coefficients(ledger);
    check_corners(ledger);
    check_degree_one(ledger);
    check_degree(ledger);
    check_square(ledger);
    check_limits(ledger);
    check_minus_one(ledger);
    check_first_integral(ledger);
    check_jumps(ledger);
    check_families(ledger);
    check_ties(ledger);
    return ledger_close(ledger);
}
