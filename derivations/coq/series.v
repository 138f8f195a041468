(* Kernels from coefficients: P(R) = sum p_k R^k and S(R) = sum s_k R^(2k), their derivatives, their sums cut short. *)
Require Import Reals Lra Lia List.
From Coquelicot Require Import Coquelicot.
From Wane Require Import limits flow.
Import ListNotations.
Open Scope R_scope.

(* ---- power series that converge inside (-1, 1) ---- *)

Definition converges (a : nat -> R) := Rbar_le 1 (CV_radius a).
Definition weighted (a : nat -> R) (k : nat) := INR k * a k.

Lemma converges_bounded a m : (forall k, Rabs (a k) <= m) -> converges a.
Proof.
  intros H; apply CV_radius_bounded; exists m; intros k.
  rewrite pow1, Rmult_1_r; apply H.
Qed.

Lemma weighted_shift a k : weighted a k = PS_incr_1 (PS_derive a) k.
Proof.
  unfold weighted, PS_incr_1, PS_derive; destruct k; [simpl; unfold zero; simpl; ring | reflexivity].
Qed.

Lemma converges_weighted a : converges a -> converges (weighted a).
Proof.
  intros H; unfold converges; rewrite (CV_radius_ext _ _ (weighted_shift a)), CV_radius_incr_1, CV_radius_derive.
  exact H.
Qed.

Lemma converges_next a : converges a -> converges (fun k => a (S k)).
Proof.
  intros H; unfold converges; replace (CV_radius (fun k => a (S k))) with (CV_radius (PS_decr_1 a)) by reflexivity.
  rewrite CV_radius_decr_1; exact H.
Qed.

Lemma inside_radius a x : converges a -> Rabs x < 1 -> Rbar_lt (Rabs x) (CV_radius a).
Proof. intros H Hx; apply Rbar_lt_le_trans with 1; [exact Hx | exact H]. Qed.

Lemma series_derive a x : converges a -> Rabs x < 1 -> is_derive (PSeries a) x (PSeries (PS_derive a) x).
Proof. intros H Hx; now apply is_derive_PSeries, inside_radius. Qed.

Lemma converges_derive a : converges a -> converges (PS_derive a).
Proof. intros H; unfold converges; rewrite CV_radius_derive; exact H. Qed.

Lemma weighted_value a x : PSeries (weighted a) x = x * PSeries (PS_derive a) x.
Proof. rewrite (PSeries_ext _ _ x (weighted_shift a)); apply PSeries_incr_1. Qed.

(* ---- sums cut short ---- *)

Definition horner (l : list R) (x : R) := fold_right (fun a rest => a + x * rest) 0 l.
Definition first (a : nat -> R) (n : nat) := map a (seq 0 n).

Lemma first_next a n : first a (S n) = a O :: first (fun k => a (S k)) n.
Proof. unfold first; simpl; f_equal; rewrite <- seq_shift, map_map; reflexivity. Qed.

Lemma cut n : forall a x, converges a -> Rabs x < 1 ->
  PSeries a x = horner (first a n) x + x ^ n * PSeries (fun k => a (n + k)%nat) x.
Proof.
  induction n as [| n IH]; intros a x H Hx.
  { simpl; rewrite Rmult_1_l, Rplus_0_l; now apply PSeries_ext. }
  rewrite PSeries_decr_1 by now apply CV_radius_inside, inside_radius.
  rewrite first_next; simpl.
  change (PS_decr_1 a) with (fun k => a (S k)).
  rewrite (IH (fun k => a (S k))) by (auto using converges_next); ring.
Qed.

Lemma sum_bounded (e : nat -> R) t :
  (forall k, 0 <= e k) -> (forall n, sum_n e n <= t) -> ex_series e /\ 0 <= Series e <= t.
Proof.
  intros pos bound.
  assert (ex_finite_lim_seq (sum_n e)) as [l Hl].
  { apply ex_finite_lim_seq_incr with t; [| exact bound].
    intros n; rewrite sum_Sn; unfold plus; simpl; specialize (pos (S n)); lra. }
  assert (is_series e l) as Hs by exact Hl.
  rewrite (is_series_unique _ _ Hs); split; [now exists l |]; split.
  - assert (Rbar_le 0 l) as Q; [| exact Q].
    apply is_lim_seq_le with (fun _ => 0) (sum_n e); [| apply is_lim_seq_const | exact Hl].
    intros n; apply Rle_trans with (sum_n (fun _ => 0) n).
    + rewrite sum_n_const; lra.
    + apply sum_n_m_le; intros; apply pos.
  - assert (Rbar_le l t) as Q; [| exact Q].
    apply is_lim_seq_le with (sum_n e) (fun _ => t); [exact bound | exact Hl | apply is_lim_seq_const].
Qed.

Lemma power_1 x k : 0 <= x <= 1 -> 0 <= x ^ k <= 1.
Proof. intros H; split; [now apply pow_le |]; rewrite <- (pow1 k); apply pow_incr; lra. Qed.

Lemma tail_bounded (a e : nat -> R) x t :
  0 <= x <= 1 -> (forall k, Rabs (a k) <= e k) -> (forall n, sum_n e n <= t) -> Rabs (PSeries a x) <= t.
Proof.
  intros Hx bound sums.
  destruct (sum_bounded (fun k => Rabs (a k * x ^ k)) t) as [conv [_ le]].
  - intros; apply Rabs_pos.
  - intros n; apply Rle_trans with (sum_n e n); [| apply sums].
    apply sum_n_m_le; intros k; rewrite Rabs_mult.
    pose proof (power_1 x k Hx); rewrite (Rabs_pos_eq (x ^ k)) by lra.
    pose proof (Rabs_pos (a k)); specialize (bound k); nra.
  - apply Rle_trans with (2 := le); unfold PSeries; now apply Series_Rabs.
Qed.

Lemma tail_nonnegative (a : nat -> R) x t :
  0 <= x <= 1 -> (forall k, 0 <= a k) -> (forall n, sum_n a n <= t) -> 0 <= PSeries a x <= t.
Proof.
  intros Hx pos sums.
  destruct (sum_bounded (fun k => a k * x ^ k) t) as [_ H]; [| | exact H].
  - intros k; pose proof (power_1 x k Hx); specialize (pos k); nra.
  - intros n; apply Rle_trans with (sum_n a n); [| apply sums].
    apply sum_n_m_le; intros k; pose proof (power_1 x k Hx); specialize (pos k); nra.
Qed.

Lemma square_inside x : Rabs x < 1 -> Rabs (x ^ 2) < 1.
Proof. intros H; rewrite <- RPow_abs; pose proof (Rabs_pos x); simpl; nra. Qed.

(* ---- the kernels ---- *)

Section Kernels.

Variables p s : nat -> R.
Hypothesis p_converges : converges p.
Hypothesis s_converges : converges s.
Hypothesis s_nonnegative : forall k, 0 <= s k.
Variable bound : R.
Hypothesis s_slope : forall n, sum_n (weighted s) n <= bound.

Definition series_P x := PSeries p x.
Definition series_dP x := PSeries (PS_derive p) x.
Definition series_ddP x := PSeries (PS_derive (PS_derive p)) x.
Definition series_S x := PSeries s (x ^ 2).
Definition series_dS x := 2 * x * PSeries (PS_derive s) (x ^ 2).
Definition series_ddS x :=
  2 * PSeries (PS_derive s) (x ^ 2) + 2 * x * (2 * x * PSeries (PS_derive (PS_derive s)) (x ^ 2)).

Lemma square_derive x : is_derive (fun u => u ^ 2) x (2 * x).
Proof. auto_derive; [exact I | ring]. Qed.

Lemma inside_abs r : -1 < r < 1 -> Rabs r < 1.
Proof. intros; now apply Rabs_def1. Qed.

Lemma P_derivative r : Rabs r < 1 -> is_derive series_P r (series_dP r).
Proof. intros; now apply series_derive. Qed.

Lemma dP_derivative r : Rabs r < 1 -> is_derive series_dP r (series_ddP r).
Proof. intros; apply series_derive; auto using converges_derive. Qed.

Lemma S_derivative r : Rabs r < 1 -> is_derive series_S r (series_dS r).
Proof.
  intros H; apply (chain (PSeries s) (fun u => u ^ 2)); [| apply square_derive].
  apply series_derive; [assumption | now apply square_inside].
Qed.

Lemma dS_derivative r : Rabs r < 1 -> is_derive series_dS r (series_ddS r).
Proof.
  intros H; unfold series_dS, series_ddS.
  apply (product (fun u => 2 * u) (fun u => PSeries (PS_derive s) (u ^ 2))).
  - auto_derive; [exact I | ring].
  - apply (chain (PSeries (PS_derive s)) (fun u => u ^ 2)); [| apply square_derive].
    apply series_derive; [auto using converges_derive | now apply square_inside].
Qed.

(* R P' and R S'/2 have the coefficients k p_k and k s_k. *)
Lemma dP_weighted x : x * series_dP x = PSeries (weighted p) x.
Proof. symmetry; apply weighted_value. Qed.

Lemma dS_weighted x : x * series_dS x = 2 * PSeries (weighted s) (x ^ 2).
Proof. rewrite weighted_value; unfold series_dS; ring. Qed.

Lemma PS_derive_s_nonnegative k : 0 <= PS_derive s k.
Proof. unfold PS_derive; apply Rmult_le_pos; [apply pos_INR | apply s_nonnegative]. Qed.

Lemma PS_derive_s_sums n : sum_n (PS_derive s) n <= bound.
Proof.
  apply Rle_trans with (2 := s_slope (S n)); right.
  unfold sum_n; rewrite (sum_Sn_m (weighted s)) by lia.
  rewrite <- sum_n_m_S; unfold plus, weighted at 1; simpl.
  rewrite Rmult_0_l, Rplus_0_l; apply sum_n_m_ext; intros k; reflexivity.
Qed.

Lemma square_01 x : 0 <= x <= 1 -> 0 <= x ^ 2 <= 1.
Proof. intros; now apply power_1. Qed.

Lemma dS_above r : 0 < s 1%nat -> 0 < r < 1 -> 0 < series_dS r.
Proof.
  intros s1 H; unfold series_dS; apply Rmult_lt_0_compat; [lra |].
  pose proof (square_01 r ltac:(lra)).
  assert (Rabs (r ^ 2) < 1) by (apply square_inside, inside_abs; lra).
  rewrite (cut 1) by (auto using converges_derive); simpl.
  assert (0 <= PSeries (fun k => PS_derive s (S k)) (r ^ 2) <= bound - s 1%nat + s 1%nat).
  { apply tail_nonnegative; [lra | intros; apply PS_derive_s_nonnegative |].
    intros n; apply Rle_trans with (sum_n (PS_derive s) (S n)).
    - unfold sum_n; rewrite (sum_Sn_m (PS_derive s)) by lia; rewrite <- sum_n_m_S.
      unfold plus; simpl; pose proof (PS_derive_s_nonnegative 0); lra.
    - pose proof (PS_derive_s_sums (S n)); lra. }
  assert (PS_derive s 0 = s 1%nat) as -> by (unfold PS_derive; simpl; ring).
  simpl in H1; assert (0 <= r * (r * 1)) by nra.
  assert (0 <= r * (r * 1) * 1 * PSeries (fun k => PS_derive s (S k)) (r * (r * 1))).
  { apply Rmult_le_pos; [lra | apply H2]. }
  lra.
Qed.

Lemma dS_below r : 0 < r < 1 -> series_dS r <= 2 * bound.
Proof.
  intros H; unfold series_dS; pose proof (square_01 r ltac:(lra)).
  destruct (tail_nonnegative (PS_derive s) (r ^ 2) bound) as [L U]; auto using PS_derive_s_nonnegative, PS_derive_s_sums.
  nra.
Qed.

Lemma S_0_value : series_S 0 = s O.
Proof. unfold series_S; replace (0 ^ 2) with 0 by ring; now rewrite PSeries_0. Qed.

Lemma P_0_value : series_P 0 = p O.
Proof. apply PSeries_0. Qed.

Lemma dP_0_value : series_dP 0 = p 1%nat.
Proof. unfold series_dP; rewrite PSeries_0; unfold PS_derive; simpl; ring. Qed.

Hypothesis s_1 : 0 < s 1%nat.
Hypothesis p_0 : 0 <= p O.
Hypothesis p_1 : 0 < p 1%nat.
Hypothesis P_above : forall r, 0 < r < 1 -> 0 < series_P r.

Definition series_kernels : kernels.
Proof.
  refine {| P_of := series_P; dP_of := series_dP; ddP_of := series_ddP; S_of := series_S; dS_of := series_dS; ddS_of := series_ddS |}.
  - intros; now apply P_derivative, inside_abs.
  - intros; now apply dP_derivative, inside_abs.
  - intros; now apply S_derivative, inside_abs.
  - intros; now apply dS_derivative, inside_abs.
  - rewrite P_0_value; exact p_0.
  - exact P_above.
  - rewrite dP_0_value; exact p_1.
  - rewrite S_0_value; apply s_nonnegative.
  - unfold series_dS; ring.
  - intros; now apply dS_above.
  - exists (2 * bound); intros; now apply dS_below.
Defined.

End Kernels.
