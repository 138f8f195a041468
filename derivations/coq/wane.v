(* What a theorem written by `wane formalize` imports, and applies. *)
Require Export Reals QArith ZArith List Lra Lia.
Require Import Qreals Bool.
From Coquelicot Require Import Coquelicot.
From Wane Require Export limits flow series enclose pair check verdict realizable.
Export ListNotations.
Global Open Scope R_scope.

(* Coefficients known up to an error; a polynomial with as many as the other function has. *)
Definition measured (box : list (Z * Z)) (tail : list Z) := (map decimal_box box, map decimal_bound tail).
Definition exactly (l : list Q) (n : nat) := (rational_box l n, [0; 0; 0]%Z).

Definition pair_of (c d : list interval * list Z) (lambda : Q) : input :=
  {| c_box := fst c; c_tail := snd c; d_box := fst d; d_tail := snd d; decay := unit_box lambda |}.

Definition are_held (a : nat -> R) (source : list interval * list Z) := held a (fst source) (snd source).

Lemma measured_held a box tail : known a box tail -> are_held a (measured box tail).
Proof. apply held_known. Qed.

Lemma exactly_held l n : (length l <= n)%nat -> are_held (rational l) (exactly l n).
Proof. apply held_rational. Qed.

Lemma number_inside q x : x = Q2R q -> inside (unit_box q) x.
Proof. intros ->; apply unit_inside. Qed.

(* ---- one pair ---- *)

Section One.

Variables c_source d_source : list interval * list Z.
Variable ratio : Q.
Variables c d : nat -> R.
Variable lambda : R.
Hypothesis c_held : are_held c c_source.
Hypothesis d_held : are_held d d_source.
Hypothesis lambda_is : lambda = Q2R ratio.
Let q := pair_of c_source d_source ratio.

Lemma unlearning_of (eps : R) (r a : R -> R) : shows_unlearning q = true ->
  0 < eps -> solves c d lambda eps r a -> unlearning r a.
Proof. exact (unlearning_pair q c d lambda c_held d_held (number_inside ratio lambda lambda_is) eps r a). Qed.

Lemma learning_of (eps : R) (r a : R -> R) : shows_learning q = true ->
  0 < eps -> solves c d lambda eps r a -> learning r a.
Proof. exact (learning_pair q c d lambda c_held d_held (number_inside ratio lambda lambda_is) eps r a). Qed.

Lemma settling_of z low high : low = decimal (lo z) (ten z) -> high = decimal (hi z) (ten z) ->
  shows_settling z q = true -> settling c d lambda low high.
Proof.
  intros -> ->; exact (settling_pair q c d lambda c_held d_held (number_inside ratio lambda lambda_is) z).
Qed.

End One.

(* A pair whose teacher is affine in b. *)
Section Affine.

Variable c : nat -> R.
Variable source : list interval * list Z.
Hypothesis c_held : are_held c source.
Variables l m : list Q.
Variables lambda b0 b1 : Q.
Variables b x : R.
Hypothesis b_range : Q2R b0 <= b <= Q2R b1.
Hypothesis x_lambda : x = Q2R lambda.

Definition at_both_ends (shows : input -> bool) := both_ends (fst source) (snd source) lambda shows l m b0 b1.

Lemma affine_unlearning (eps : R) (r a : R -> R) : at_both_ends shows_unlearning = true ->
  0 < eps -> solves c (affine l m b) x eps r a -> unlearning r a.
Proof.
  rewrite x_lambda; intros both He flow.
  exact (unlearning_family c (fst source) (snd source) c_held lambda l m b0 b1 b b_range eps r a both He flow).
Qed.

Lemma affine_learning (eps : R) (r a : R -> R) : at_both_ends shows_learning = true ->
  0 < eps -> solves c (affine l m b) x eps r a -> learning r a.
Proof.
  rewrite x_lambda; intros both He flow.
  exact (learning_family c (fst source) (snd source) c_held lambda l m b0 b1 b b_range eps r a both He flow).
Qed.

Lemma affine_settling z low high : low = decimal (lo z) (ten z) -> high = decimal (hi z) (ten z) ->
  at_both_ends (shows_settling z) = true -> settling c (affine l m b) x low high.
Proof.
  rewrite x_lambda; intros -> -> both.
  exact (settling_family c (fst source) (snd source) c_held lambda l m b0 b1 b b_range z both).
Qed.

End Affine.

(* A teacher gamma times the student, which has the degrees 1 and j. *)
Definition not_zero (i : interval) := positive i || (snd i <? 0)%Z.

Definition has_two_degrees (source : list interval * list Z) (j : nat) : bool :=
  (1 <? length (fst source))%nat && (j <? length (fst source))%nat && negb (j =? 1)%nat &&
  (2 <=? length (snd source))%nat && not_zero (nth 1 (fst source) (0, 0)%Z) && not_zero (nth j (fst source) (0, 0)%Z).

Lemma not_zero_true i x : not_zero i = true -> inside i x -> x <> 0.
Proof.
  unfold not_zero; rewrite orb_true_iff; intros [H | H] Hx.
  - pose proof (positive_true i x H Hx); lra.
  - apply Z.ltb_lt, IZR_lt in H; destruct Hx; pose proof unit_positive; nra.
Qed.

Theorem realizable_pair source j gamma c (eps : R) (r a : R -> R) : are_held c source ->
  has_two_degrees source j = true -> 0 < gamma -> 0 < eps ->
  solves c (fun k => gamma * c k) 0 eps r a -> learning r a.
Proof.
  intros [first tail]; unfold has_two_degrees; rewrite !andb_true_iff, negb_true_iff.
  intros [[[[[H1 Hj] ne] H2] n1] nj] Hg He flow.
  apply Nat.ltb_lt in H1; apply Nat.ltb_lt in Hj; apply Nat.leb_le in H2; apply Nat.eqb_neq in ne.
  refine (realizable_learns c gamma 0 Hg (Rle_refl 0) (length (fst source))
    (IZR (nth 1 (snd source) 0%Z) / unit) (IZR (nth 0 (snd source) 0%Z) / unit) _ _ j _ _ ne eps r a He flow).
  - intros k; apply unscale; apply (tail 1%nat k); lia.
  - intros k; apply unscale; apply (tail 0%nat k); lia.
  - apply (not_zero_true _ _ n1), (inside_nth (length (fst source))); [exact first | lia].
  - apply (not_zero_true _ _ nj), (inside_nth (length (fst source))); [exact first | lia].
Qed.

(* Rational numbers in statements. *)
Ltac number := unfold Q2R, decimal; simpl; lra.
Ltac computed := vm_compute; reflexivity.
