(* Student x + 1/2*h3(x), teacher x + 1/5*h3(x):
   for every eps > 0 and a(0) > 0, from R(0) = 0, R and a settle at one and the same point (z, B(z)).
   R(t) is written r t: R' = (1 - R^2)(a P'(R) - a^2 S'(R)/2), a' = eps (P(R) - a (S(R) + lambda)),
   P(R) = sum c_k d_k R^k, S(R) = sum c_k^2 R^(2k), c_k and d_k the Hermite coefficients of student and teacher.
   Written by wane; it is a theorem if coqc -Q DIR Wane accepts it, DIR as in docs/formal.md. *)
From Wane Require Import wane.

Definition statement (student : list Q) (teacher : list Q) :=
  exists z, 0.632455 < z < 0.632456 /\
  forall (eps : R) (r a : R -> R), 0 < eps -> solves (rational student) (rational teacher) 0 eps r a ->
    tends r z /\ tends a (P (rational student) (rational teacher) z / (S (rational student) z + 0)).

Definition student : list Q := [
  0; 1; 0; (1 # 2)]%Q.
Definition teacher : list Q := [
  0; 1; 0; (1 # 5)]%Q.

Theorem verdict : statement student teacher.
Proof.
  change (settling (rational student) (rational teacher) 0 0.632455 0.632456).
  refine (settling_of (exactly student 4) (exactly teacher 4) 0 _ _ _ _ _ _ {| left := 609484; right := 655427; lo := 632455; hi := 632456; ten := 6 |} _ _ _ _ _).
  - apply exactly_held; simpl; lia.
  - apply exactly_held; simpl; lia.
  - number.
  - number.
  - number.
  - computed.
Qed.
