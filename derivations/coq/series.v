(* Kernels from coefficients: S(R) = sum s_k R^(2k) with s_k >= 0 and sum k s_k < oo, P a polynomial. *)
Require Import Reals Lra Lia List.
From Coquelicot Require Import Coquelicot.
From Wane Require Import limits flow.
Open Scope R_scope.

Section Series.

Variable s : nat -> R.
Hypothesis s_nonnegative : forall k, 0 <= s k.
Hypothesis s_summable : ex_series (fun k => INR k * s k).

Lemma s_itself_summable : ex_series s.
Proof.
  apply ex_series_incr_1.
  apply (@ex_series_le R_AbsRing R_CompleteNormedModule) with (fun k => INR (S k) * s (S k)).
  - intros k; unfold norm; simpl; unfold abs; simpl; rewrite Rabs_pos_eq by apply s_nonnegative.
    rewrite <- (Rmult_1_l (s (S k))) at 1; apply Rmult_le_compat_r; [apply s_nonnegative |].
    rewrite S_INR; pose proof (pos_INR k); lra.
  - now apply (ex_series_incr_1 (fun k => INR k * s k)).
Qed.

Lemma s_below_1 : exists m, forall k, s k <= m.
Proof.
  destruct s_itself_summable as [l Hl].
  assert (is_lim_seq s 0) as lim by now apply ex_series_lim_0; exists l.
  destruct (filterlim_bounded (K := R_AbsRing) (V := R_NormedModule) s) as [m Hm].
  - exists 0; exact lim.
  - exists m; intros k; specialize (Hm k); unfold norm in Hm; simpl in Hm; unfold abs in Hm; simpl in Hm.
    apply Rle_trans with (Rabs (s k)); [apply Rle_abs | exact Hm].
Qed.

Lemma radius x : Rabs x < 1 -> Rbar_lt (Rabs x) (CV_radius s).
Proof.
  intros Hx; apply Rbar_lt_le_trans with 1; [exact Hx |].
  apply CV_radius_bounded.
  destruct s_below_1 as [m Hm]; exists m; intros k.
  rewrite pow1, Rmult_1_r, Rabs_pos_eq by apply s_nonnegative; apply Hm.
Qed.

Definition K x := PSeries s x.
Definition dK x := PSeries (PS_derive s) x.
Definition ddK x := PSeries (PS_derive (PS_derive s)) x.

Lemma K_derive x : Rabs x < 1 -> is_derive K x (dK x).
Proof. intros; now apply is_derive_PSeries, radius. Qed.

Lemma dK_derive x : Rabs x < 1 -> is_derive dK x (ddK x).
Proof. intros; apply is_derive_PSeries; rewrite CV_radius_derive; now apply radius. Qed.

(* Cut after the power n: the rest is x^(n+1) times a number between 0 and its sum at 1. *)
Lemma cut (a : nat -> R) n x :
  (forall k, 0 <= a k) -> ex_series a -> 0 <= x <= 1 ->
  exists rest, 0 <= rest <= Series (fun k => a (n + k)%nat) /\
    PSeries a x = sum_n (fun k => a k * x ^ k) n - a n * x ^ n + x ^ n * rest.
Proof.
  intros pos conv Hx.
  assert (ex_series (fun k => a (n + k)%nat)) as conv_n by now apply (ex_series_incr_n a n).
  assert (forall k, 0 <= a (n + k)%nat * x ^ k <= a (n + k)%nat) as between.
  { intros k; assert (0 <= x ^ k <= 1) as P1.
    { split; [now apply pow_le |]; rewrite <- (pow1 k); apply pow_incr; lra. }
    specialize (pos (n + k)%nat); split; [apply Rmult_le_pos; lra |].
    rewrite <- (Rmult_1_r (a (n + k)%nat)) at 2; apply Rmult_le_compat_l; lra. }
  assert (forall m, ex_series (fun k => a (m + k)%nat) -> ex_pseries (fun k => a (m + k)%nat) x) as conv_x.
  { intros m Hm; unfold ex_pseries.
    apply (@ex_series_le R_AbsRing R_CompleteNormedModule) with (fun k => a (m + k)%nat); [| exact Hm].
    intros k; unfold norm; simpl; unfold abs; simpl; unfold scal; simpl; unfold mult; simpl.
    rewrite pow_n_pow; assert (0 <= x ^ k <= 1).
    { split; [apply pow_le; lra |]; rewrite <- (pow1 k); apply pow_incr; lra. }
    rewrite Rabs_pos_eq by (apply Rmult_le_pos; [lra | apply pos]).
    rewrite <- (Rmult_1_l (a (m + k)%nat)) at 2; apply Rmult_le_compat_r; [apply pos | lra]. }
  exists (PSeries (fun k => a (n + k)%nat) x); split.
  - unfold PSeries; split.
    + rewrite <- (Series_const_0 (fun k => 0)) by reflexivity || idtac.
      apply Rle_trans with (Series (fun _ => 0)).
      * rewrite Series_0; lra || (intros; reflexivity).
      * apply Series_le; [intros k; split; [lra | apply between] |].
        apply (@ex_series_le R_AbsRing R_CompleteNormedModule) with (fun k => a (n + k)%nat); [| exact conv_n].
        intros k; unfold norm; simpl; unfold abs; simpl; rewrite Rabs_pos_eq; apply between.
    + apply Series_le; [intros k; apply between | exact conv_n].
  - destruct n as [| n].
    + rewrite sum_O; simpl; rewrite !Rmult_1_r, Rmult_1_l.
      replace (PSeries a x) with (PSeries (fun k => a (0 + k)%nat) x) by reflexivity; simpl; ring.
    + rewrite sum_Sn; unfold plus; simpl plus.
      rewrite (PSeries_decr_n a n x) by (apply (conv_x 0%nat); exact conv).
      unfold PS_decr_n; rewrite sum_n_Reals; unfold plus; simpl; ring.
Qed.

End Series.
