(* A teacher gamma times the student, of at least two degrees: R increases to 1, whatever the coefficients are
   (derivations/03 (19), 18 (9)). *)
Require Import Reals Lra Lia List.
From Coquelicot Require Import Coquelicot.
From Wane Require Import limits flow series pair check verdict.
Open Scope R_scope.

Local Notation next := Datatypes.S.

Lemma sum_next (e : nat -> R) n : sum_n e (next n) = sum_n e n + e (next n).
Proof. exact (sum_Sn (G := R_AbelianGroup) e n). Qed.

Lemma sum_times (g : R) (e : nat -> R) m : sum_n (fun i => g * e i) m = g * sum_n e m.
Proof. induction m as [| m IH]; [rewrite !sum_O; reflexivity |].
  rewrite !sum_next, IH; match goal with |- @eq _ ?a ?b => change (@eq R a b) end; ring. Qed.


Section Sums.

Variable u : nat -> R.
Hypothesis u_nonnegative : forall k, 0 <= u k.
Variable x : R.
Hypothesis x_range : 0 < x < 1.

Let F m := sum_n (fun k => u k * x ^ k) m.
Let F1 m := sum_n (fun k => INR k * u k * x ^ k) m.
Let G m := sum_n (fun k => u k * (x ^ 2) ^ k) m.
Let G1 m := sum_n (fun k => INR k * u k * (x ^ 2) ^ k) m.
Definition partial_form m := F m * G1 m - F1 m * G m.

Definition drop (m k : nat) := (INR (next m) - INR k) * (u k * (x ^ k * (x ^ k - x ^ next m))).

Lemma drop_nonnegative m k : (k <= m)%nat -> 0 <= drop m k.
Proof.
  intros H; assert (INR k <= INR (next m)) by (apply le_INR; lia).
  assert (0 < x ^ k) by (apply pow_lt; lra).
  assert (x ^ next m <= x ^ k).
  { replace (next m) with (k + (next m - k))%nat by lia; rewrite pow_add.
    assert (0 <= x ^ (next m - k) <= 1) by (apply power_1; lra); nra. }
  unfold drop; apply Rmult_le_pos; [lra |]; apply Rmult_le_pos; [apply u_nonnegative |]; apply Rmult_le_pos; lra.
Qed.

Lemma drop_positive m k : (k <= m)%nat -> 0 < u k -> 0 < drop m k.
Proof.
  intros H Hu; assert (INR k < INR (next m)) by (apply lt_INR; lia).
  assert (0 < x ^ k) by (apply pow_lt; lra).
  assert (x ^ next m < x ^ k).
  { replace (next m) with (k + next (m - k))%nat by lia; rewrite pow_add; simpl.
    assert (0 <= x ^ (m - k) <= 1) by (apply power_1; lra).
    assert (x * x ^ (m - k) < 1) by nra.
    rewrite <- (Rmult_1_r (x ^ k)) at 2; now apply Rmult_lt_compat_l. }
  unfold drop; apply Rmult_lt_0_compat; [lra |]; apply Rmult_lt_0_compat; [exact Hu |]; apply Rmult_lt_0_compat; lra.
Qed.

Lemma drop_sum m n : sum_n (drop m) n =
  (INR (next m) * G n - G1 n) - x ^ next m * (INR (next m) * F n - F1 n).
Proof.
  induction n as [| n IH]; unfold F, F1, G, G1 in *.
  - rewrite !sum_O; unfold drop; simpl; ring.
  - rewrite !sum_next, IH; unfold drop; match goal with |- @eq _ ?a ?b => change (@eq R a b) end.
    replace ((x ^ 2) ^ next n) with (x ^ next n * x ^ next n) by (rewrite <- pow_mult, <- pow_add; f_equal; lia).
    ring.
Qed.

Lemma form_next m : partial_form (next m) = partial_form m - u (next m) * x ^ next m * sum_n (drop m) m.
Proof.
  rewrite drop_sum; unfold partial_form, F, F1, G, G1; rewrite !sum_next.
  replace ((x ^ 2) ^ next m) with (x ^ next m * x ^ next m) by (rewrite <- pow_mult, <- pow_add; f_equal; lia).
  ring.
Qed.

Lemma sum_at_least (e : nat -> R) j : forall n, (j <= n)%nat -> (forall k, (k <= n)%nat -> 0 <= e k) -> e j <= sum_n e n.
Proof.
  assert (nonneg : forall n, (forall k, (k <= n)%nat -> 0 <= e k) -> 0 <= sum_n e n).
  { induction n as [| n IH]; intros H; [rewrite sum_O; apply H; lia |].
    rewrite sum_next; specialize (IH ltac:(intros; apply H; lia)); specialize (H (next n) ltac:(lia)); lra. }
  induction n as [| n IH]; intros le H.
  - replace j with O by lia; rewrite sum_O; lra.
  - rewrite sum_next; destruct (Nat.eq_dec j (next n)) as [-> | ne].
    + specialize (nonneg n ltac:(intros; apply H; lia)); lra.
    + specialize (IH ltac:(lia) ltac:(intros; apply H; lia)); specialize (H (next n) ltac:(lia)); lra.
Qed.

Lemma form_falls m : partial_form (next m) <= partial_form m.
Proof.
  rewrite form_next; pose proof (sum_at_least (drop m) 0 m ltac:(lia) (drop_nonnegative m)).
  pose proof (drop_nonnegative m 0 ltac:(lia)); pose proof (u_nonnegative (next m)).
  assert (0 < x ^ next m) by (apply pow_lt; lra).
  assert (0 <= u (next m) * x ^ next m) by (apply Rmult_le_pos; lra).
  assert (0 <= u (next m) * x ^ next m * sum_n (drop m) m) by (apply Rmult_le_pos; lra); lra.
Qed.

Lemma form_below n m : (n <= m)%nat -> partial_form m <= partial_form n.
Proof. induction 1; [lra |]; pose proof (form_falls m); lra. Qed.

Lemma form_first : partial_form 0 <= 0.
Proof. unfold partial_form, F, F1, G, G1; rewrite !sum_O; simpl; lra. Qed.

Lemma form_negative i j : (i < j)%nat -> 0 < u i -> 0 < u j -> partial_form j < 0.
Proof.
  intros lt Hi Hj; destruct j as [| m]; [lia |]; rewrite form_next.
  pose proof (sum_at_least (drop m) i m ltac:(lia) (drop_nonnegative m)).
  pose proof (drop_positive m i ltac:(lia) Hi); pose proof (form_below 0 m ltac:(lia)); pose proof form_first.
  assert (0 < x ^ next m) by (apply pow_lt; lra).
  assert (0 < u (next m) * x ^ next m) by (apply Rmult_lt_0_compat; lra).
  assert (0 < u (next m) * x ^ next m * sum_n (drop m) m) by (apply Rmult_lt_0_compat; lra); lra.
Qed.

End Sums.

Section Realizable.

Variables c : nat -> R.
Variables gamma lambda : R.
Hypothesis gamma_positive : 0 < gamma.
Hypothesis lambda_nonnegative : 0 <= lambda.
Variable n : nat.
Variable slope_bound norm_bound : R.
Hypothesis c_slope : tail_at_most c n 1 slope_bound.
Hypothesis c_norm : tail_at_most c n 0 norm_bound.
Variable j : nat.
Hypothesis c_1 : c 1%nat <> 0.
Hypothesis c_j : c j <> 0.
Hypothesis j_other : j <> 1%nat.

Definition multiple (k : nat) := gamma * c k.
Let d := multiple.
Let u k := c k ^ 2.

Lemma multiple_norm : tail_at_most d n 0 (gamma ^ 2 * norm_bound).
Proof.
  intros m; apply Rle_trans with (gamma ^ 2 * sum_n (fun i => INR (n + i) ^ 0 * c (n + i)%nat ^ 2) m).
  - right; rewrite <- sum_times; apply sum_n_ext; intros i; unfold d, multiple.
    rewrite Rpow_mult_distr, <- !Rmult_assoc; f_equal; apply Rmult_comm.
  - apply Rmult_le_compat_l; [apply pow2_ge_0 | apply c_norm].
Qed.

Lemma u_positive k : c k <> 0 -> 0 < u k.
Proof. intros; unfold u; pose proof (pow2_gt_0 (c k)); auto. Qed.

Lemma u_pos k : 0 <= u k.
Proof. apply pow2_ge_0. Qed.

Lemma converges_u : converges u.
Proof.
  destruct (s_bounded c lambda lambda_nonnegative n slope_bound c_slope) as [m Hm].
  apply converges_bounded with m; intros k; apply Rle_trans with (2 := Hm k).
  pose proof (u_pos k); pose proof (s_nonnegative c lambda lambda_nonnegative k).
  rewrite !Rabs_pos_eq by auto; unfold u, s; destruct k; lra.
Qed.

Lemma limit a y : converges a -> Rabs y < 1 -> is_lim_seq (sum_n (fun k => a k * y ^ k)) (PSeries a y).
Proof.
  intros H Hy; apply Series_correct.
  pose proof (CV_radius_inside a y (inside_radius a y H Hy)) as ex.
  apply ex_pseries_R; exact ex.
Qed.

Lemma u_form x : 0 < x < 1 ->
  PSeries u x * PSeries (fun k => INR k * u k) (x ^ 2) - PSeries (fun k => INR k * u k) x * PSeries u (x ^ 2) < 0.
Proof.
  intros Hx; assert (Rabs x < 1) as Ha by (apply Rabs_def1; lra).
  pose proof (square_inside x Ha) as Hb.
  assert (converges (fun k => INR k * u k)) as conv by exact (converges_weighted u converges_u).
  assert (is_lim_seq (partial_form u x) (PSeries u x * PSeries (fun k => INR k * u k) (x ^ 2) -
            PSeries (fun k => INR k * u k) x * PSeries u (x ^ 2))) as lim.
  { unfold partial_form; apply is_lim_seq_minus'; apply is_lim_seq_mult'; apply limit; auto using converges_u. }
  assert (exists m, partial_form u x m < 0) as [m Hm].
  { destruct (Compare_dec.le_lt_dec j 1) as [le | lt].
    - exists 1%nat; apply (form_negative u u_pos x Hx j 1); [lia | |]; now apply u_positive.
    - exists j; apply (form_negative u u_pos x Hx 1 j); [lia | |]; now apply u_positive. }
  assert (Rbar_le (PSeries u x * PSeries (fun k => INR k * u k) (x ^ 2) -
            PSeries (fun k => INR k * u k) x * PSeries u (x ^ 2)) (partial_form u x m)) as K.
  { apply is_lim_seq_le_loc with (partial_form u x) (fun _ => partial_form u x m); [| exact lim | apply is_lim_seq_const].
    exists m; intros i Hi; exact (form_below u u_pos x Hx m i Hi). }
  cbn [Rbar_le] in K; lra.
Qed.

Lemma A_u w x : A c d w x = gamma * PSeries (fun k => INR k ^ w * u k) x.
Proof. unfold A; rewrite <- PSeries_scal; apply PSeries_ext; intros k; unfold p, d, multiple, u, PS_scal, scal; simpl; unfold mult; simpl; ring. Qed.

Lemma series_positive x w : 0 < x < 1 -> 0 < PSeries (fun k => INR k ^ w * u k) x.
Proof.
  intros Hx; assert (Rabs x < 1) as Ha by (apply Rabs_def1; lra).
  pose proof (limit _ x (converges_power u w converges_u) Ha) as lim.
  assert (Rbar_le (INR 1 ^ w * u 1%nat * x ^ 1) (PSeries (fun k => INR k ^ w * u k) x)) as K.
  { apply is_lim_seq_le_loc with (fun _ => INR 1 ^ w * u 1%nat * x ^ 1) (sum_n (fun k => INR k ^ w * u k * x ^ k));
      [| apply is_lim_seq_const | exact lim].
    exists 1%nat; intros i Hi; apply (sum_at_least (fun k => INR k ^ w * u k * x ^ k) 1 i Hi).
    intros k _; apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow_le, pos_INR | apply u_pos] | apply pow_le; lra]. }
  cbn [Rbar_le] in K; pose proof (u_positive 1 c_1); change (INR 1) with 1 in K; rewrite pow1, pow_1 in K.
  assert (0 < u 1%nat * x) by (apply Rmult_lt_0_compat; lra); lra.
Qed.

Theorem realizable_signs : summable c d lambda /\ learning_signs c d lambda.
Proof.
  split.
  - split; [assumption |]; exists n; do 2 eexists; split; [exact c_slope | exact multiple_norm].
  - split; [split |].
    + unfold p, d, multiple; pose proof (pow2_ge_0 (c O)).
      replace (c O * (gamma * c O)) with (gamma * c O ^ 2) by ring; apply Rmult_le_pos; lra.
    + unfold p, d, multiple; pose proof (u_positive 1 c_1) as H; unfold u in H.
      replace (c 1%nat * (gamma * c 1%nat)) with (gamma * c 1%nat ^ 2) by ring; now apply Rmult_lt_0_compat.
    + intros x Hx; rewrite A_u; apply Rmult_lt_0_compat; [assumption | now apply series_positive].
    + intros x Hx; assert (Rabs x < 1) as Ha by (apply Rabs_def1; lra).
      pose proof (u_form x Hx) as form; pose proof (series_positive x 1 Hx) as up.
      assert (B c lambda 0 x = PSeries u (x ^ 2) + lambda) as E0.
      { rewrite B_0, <- (S_is c lambda lambda_nonnegative n slope_bound c_slope x Ha); f_equal.
        unfold S, PSeries; apply Series_ext; intros k; now rewrite pow_mult. }
      assert (B c lambda 1 x = PSeries (fun k => INR k * u k) (x ^ 2)) as E1.
      { unfold B; apply PSeries_ext; intros k; unfold s, u; destruct k; simpl; ring. }
      assert (forall y, PSeries (fun k => INR k ^ 1 * u k) y = PSeries (fun k => INR k * u k) y) as E2.
      { intros y; apply PSeries_ext; intros k; simpl; ring. }
      assert (PSeries (fun k => INR k ^ 0 * u k) x = PSeries u x) as E3.
      { apply PSeries_ext; intros k; simpl; ring. }
      unfold M; rewrite !A_u, E0, E1, E2, E3; rewrite E2 in up.
      set (U := PSeries u x) in *; set (U1 := PSeries (fun k => INR k * u k) x) in *.
      set (V := PSeries u (x ^ 2)) in *; set (V1 := PSeries (fun k => INR k * u k) (x ^ 2)) in *.
      replace (gamma * U * V1 - gamma * U1 * (V + lambda)) with (gamma * (U * V1 - U1 * V) - gamma * U1 * lambda) by ring.
      assert (0 <= gamma * U1 * lambda) by (apply Rmult_le_pos; [apply Rmult_le_pos |]; lra).
      assert (0 < gamma * - (U * V1 - U1 * V)) by (apply Rmult_lt_0_compat; lra); lra.
Qed.

Theorem realizable_learns (eps : R) (r a : R -> R) : 0 < eps -> solves c d lambda eps r a -> learning r a.
Proof.
  intros He flow; destruct realizable_signs; now apply (learns_by_signs c d lambda eps).
Qed.

End Realizable.
