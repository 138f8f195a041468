/* Checks the algebra of derivations/25-maps.md: heights of marks that move with a parameter. */
#include "algebra.h"

/* P_b = P + b Q, Q = P_1; S is free of b.  D is d/dR, B the derivative in b at fixed R. */
int main(void)
{
    ledger_t ledger;
    algebra_t K;
    ledger_init(ledger, "25");
    algebra_init(K, "b P P1 P2 P3 Q Q1 Q2 Q3 S S1 S2 S3");
    algebra_derivation(K, "D", "P:P1 P1:P2 P2:P3 Q:Q1 Q1:Q2 Q2:Q3 S:S1 S1:S2 S2:S3");
    algebra_derivation(K, "B", "b:1");
    algebra_define(K, "Pb", "P+b*Q");
    algebra_define(K, "A", "2*D(Pb)/S1");
    algebra_define(K, "N", "Pb*S1-2*D(Pb)*S");
    algebra_define(K, "F", "D(D(Pb))*S1-D(Pb)*S2");
    algebra_check(ledger, K, "(4)", "B(A)", "2*Q1/S1", "Q1/S1");
    algebra_check(ledger, K, "(4)", "D(A)", "2*F/S1^2", "F/S1^2");
    algebra_check(ledger, K, "(5)", "B(N)", "Q*S1-2*Q1*S", "Q*S1+2*Q1*S");
    algebra_check(ledger, K, "(5)", "D(N)", "Pb*S2-D(Pb)*S1-2*D(D(Pb))*S", "Pb*S2+D(Pb)*S1-2*D(D(Pb))*S");
    algebra_clear(K);
    /* l = P/A - S; at R_0, where P' = a S'/2, its slope in R is that of P/a - S.  L is a decay. */
    algebra_init(K, "b a L P P1 P2 P3 Q Q1 Q2 Q3 S S1 S2 S3");
    algebra_derivation(K, "D", "P:P1 P1:P2 P2:P3 Q:Q1 Q1:Q2 Q2:Q3 S:S1 S1:S2 S2:S3");
    algebra_derivation(K, "B", "b:1");
    algebra_define(K, "Pb", "P+b*Q");
    algebra_define(K, "H", "D(Pb)-a*S1/2");
    algebra_check(ledger, K, "(8)", "D(Pb/a-S)", "H/a-S1/2", "H/a+S1/2");
    algebra_check(ledger, K, "(8)", "D(H)", "D(D(Pb))-a*S2/2", "D(D(Pb))+a*S2/2");
    algebra_check(ledger, K, "(8)", "B(H)", "Q1", "Q");
    algebra_check(ledger, K, "(8)", "B(Pb*S1/(2*D(Pb))-S)", "S1/2*(Q*D(Pb)-Pb*Q1)/D(Pb)^2",
                  "S1/2*(Q*D(Pb)+Pb*Q1)/D(Pb)^2");
    algebra_check(ledger, K, "(9)", "P*S1/(2*P1)-S", "L+P*S1/(2*P1)-(S+L)", "P*S1/(2*P1)-(S+L)");
    algebra_check(ledger, K, "(9)", "P*S1-2*P1*(S+L)", "2*P1*(P*S1/(2*P1)-S-L)", "2*P1*(P*S1/(2*P1)-S+L)");
    algebra_clear(K);
    return ledger_close(ledger);
}
