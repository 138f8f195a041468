(* Student x - 1/2*h3(x), teacher x + 1/5*h3(x):
   for every eps > 0 and a(0) > 0, from R(0) = 0, the feature is unlearned: R -> 0 and a -> infinity.
   R(t) is written r t: R' = (1 - R^2)(a P'(R) - a^2 S'(R)/2), a' = eps (P(R) - a (S(R) + lambda)),
   P(R) = sum c_k d_k R^k, S(R) = sum c_k^2 R^(2k), c_k and d_k the Hermite coefficients of student and teacher.
   Written by wane; it is a theorem if coqc -Q DIR Wane accepts it, DIR as in docs/formal.md. *)
From Wane Require Import wane.

Definition statement (student : list Q) (teacher : list Q) :=
  forall (eps : R) (r a : R -> R), 0 < eps -> solves (rational student) (rational teacher) 0 eps r a ->
    unlearning r a.

Definition student : list Q := [
  0; 1; 0; (-1 # 2)]%Q.
Definition teacher : list Q := [
  0; 1; 0; (1 # 5)]%Q.

Theorem verdict : statement student teacher.
Proof.
  intros eps r a eps_positive flow.
  refine (unlearning_of (exactly student 4) (exactly teacher 4) 0 _ _ _ _ _ _ eps r a _ eps_positive flow).
  - apply exactly_held; simpl; lia.
  - apply exactly_held; simpl; lia.
  - number.
  - computed.
Qed.
