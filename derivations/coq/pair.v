(* The flow of a student and a teacher with the Hermite coefficients c_k and d_k, weight decay lambda: derivations/01 (10),
   23 (1).  R(t) is written r t. *)
Require Import Reals Lra Lia List.
From Coquelicot Require Import Coquelicot.
From Wane Require Import limits flow series.
Import ListNotations.
Open Scope R_scope.

Definition P (c d : nat -> R) (x : R) := Series (fun k => c k * d k * x ^ k).
Definition S (c : nat -> R) (x : R) := Series (fun k => c k ^ 2 * x ^ (2 * k)).

Record solves (c d : nat -> R) (lambda eps : R) (r a : R -> R) : Prop := {
  r_derivative : forall t, 0 <= t ->
    is_derive r t ((1 - r t ^ 2) * (a t * Derive (P c d) (r t) - a t ^ 2 * Derive (S c) (r t) / 2));
  a_derivative : forall t, 0 <= t -> is_derive a t (eps * (P c d (r t) - a t * (S c (r t) + lambda)));
  r_range : forall t, 0 <= t -> -1 < r t < 1;
  r_start : r 0 = 0;
  a_start : 0 < a 0
}.

(* What becomes of R and a. *)
Definition unlearning (r a : R -> R) := tends r 0 /\ grows a.
Definition learning (r a : R -> R) := (forall s t, 0 <= s < t -> r s < r t) /\ tends r 1.

(* Bounds of what is summed from k = n on. *)
Definition tail_at_most (c : nat -> R) (n w : nat) (bound : R) :=
  forall m, sum_n (fun i => INR (n + i) ^ w * c (n + i)%nat ^ 2) m <= bound.

Section Pair.

Variables c d : nat -> R.
Variable lambda : R.
Hypothesis lambda_nonnegative : 0 <= lambda.
Variables n : nat.
Variables c_slope d_norm : R.
Hypothesis c_tail : tail_at_most c n 1 c_slope.
Hypothesis d_tail : tail_at_most d n 0 d_norm.

Definition p (k : nat) := c k * d k.
Definition s (k : nat) := match k with O => c O ^ 2 + lambda | _ => c k ^ 2 end.

Lemma s_nonnegative k : 0 <= s k.
Proof. pose proof (pow2_ge_0 (c k)); destruct k; unfold s; lra. Qed.

(* Terms up to n are finitely many. *)
Lemma sum_from_tail (e : nat -> R) t :
  (forall k, 0 <= e k) -> (forall m, sum_n (fun i => e (n + i)%nat) m <= t) ->
  exists u, forall m, sum_n e m <= u.
Proof.
  intros pos tail; exists (sum_n e n + t); intros m.
  destruct (Compare_dec.le_lt_dec m n) as [le | lt].
  - apply Rle_trans with (sum_n e n).
    + destruct (Nat.eq_dec m n) as [-> | ne]; [lra |].
      unfold sum_n; rewrite (sum_n_m_Chasles e 0 m n) by lia; unfold plus; simpl.
      assert (0 <= sum_n_m e (Datatypes.S m) n); [| lra].
      apply Rle_trans with (sum_n_m (fun _ => 0) (Datatypes.S m) n).
      * rewrite sum_n_m_const; lra.
      * apply sum_n_m_le; auto.
    + assert (0 <= t); [| lra].
      specialize (tail O); rewrite sum_O in tail; specialize (pos (n + 0)%nat); lra.
  - unfold sum_n; rewrite (sum_n_m_Chasles e 0 n m) by lia; unfold plus; simpl.
    assert (sum_n_m e (Datatypes.S n) m <= t); [| unfold sum_n in *; lra].
    apply Rle_trans with (2 := tail (m - n)%nat).
    unfold sum_n; rewrite (sum_Sn_m (fun i => e (n + i)%nat)) by lia; unfold plus; simpl.
    specialize (pos (n + 0)%nat).
    replace (sum_n_m e (Datatypes.S n) m) with (sum_n_m (fun i => e (n + i)%nat) 1 (m - n)); [lra |].
    clear - lt; replace m with (n + (m - n))%nat at 2 by lia.
    replace (Datatypes.S n) with (n + 1)%nat by lia.
    generalize (m - n)%nat 1%nat; intros j i; clear.
    revert e; induction n as [| n' IH]; intros e; [now apply sum_n_m_ext |].
    simpl; rewrite <- sum_n_m_S; rewrite <- IH; reflexivity.
Qed.

Lemma terms_bounded (e : nat -> R) u : (forall k, 0 <= e k) -> (forall m, sum_n e m <= u) -> forall k, e k <= u.
Proof.
  intros pos bound k; apply Rle_trans with (2 := bound k).
  destruct k; [rewrite sum_O; lra |]; rewrite sum_Sn; unfold plus; simpl.
  assert (0 <= sum_n e k); [| lra].
  apply Rle_trans with (sum_n (fun _ => 0) k); [rewrite sum_n_const; lra | apply sum_n_m_le; auto].
Qed.

Lemma slope_summable : exists u, forall m, sum_n (weighted s) m <= u.
Proof.
  destruct (sum_from_tail (weighted s) (c_slope + lambda)) as [u Hu]; [| | now exists u].
  - intros k; apply Rmult_le_pos; [apply pos_INR | apply s_nonnegative].
  - intros m; apply Rle_trans with (2 := Rplus_le_compat_r lambda _ _ (c_tail m)).
    apply Rle_trans with (sum_n (fun i => INR (n + i) ^ 1 * c (n + i)%nat ^ 2) m); [| lra].
    apply sum_n_m_le; intros k; unfold weighted, s; destruct (n + k)%nat; simpl; lra.
Qed.

Lemma s_bounded : exists u, forall k, Rabs (s k) <= u.
Proof.
  destruct slope_summable as [u Hu]; exists (Rmax (s O) u); intros k.
  rewrite Rabs_pos_eq by apply s_nonnegative.
  destruct k; [apply Rmax_l |].
  apply Rle_trans with u; [| apply Rmax_r].
  apply Rle_trans with (weighted s (Datatypes.S k)).
  - unfold weighted; rewrite S_INR; pose proof (pos_INR k); pose proof (s_nonnegative (Datatypes.S k)); nra.
  - apply terms_bounded; [| exact Hu].
    intros j; apply Rmult_le_pos; [apply pos_INR | apply s_nonnegative].
Qed.

Lemma d_bounded : exists u, forall k, d k ^ 2 <= u.
Proof.
  destruct (sum_from_tail (fun k => d k ^ 2) d_norm) as [u Hu].
  - intros; apply pow2_ge_0.
  - intros m; apply Rle_trans with (2 := d_tail m); right.
    apply sum_n_m_ext; intros k; simpl; ring.
  - exists u; intros k; apply (terms_bounded (fun k => d k ^ 2)); auto; intros; apply pow2_ge_0.
Qed.

Lemma converges_s : converges s.
Proof. destruct s_bounded as [u Hu]; now apply converges_bounded with u. Qed.

Lemma converges_p : converges p.
Proof.
  destruct s_bounded as [u Hu], d_bounded as [v Hv].
  apply converges_bounded with ((u + v) / 2); intros k.
  specialize (Hu k); specialize (Hv k); rewrite Rabs_pos_eq in Hu by apply s_nonnegative.
  assert (c k ^ 2 <= s k) by (unfold s; destruct k; lra).
  unfold p; apply Rabs_le.
  pose proof (pow2_ge_0 (c k - d k)); pose proof (pow2_ge_0 (c k + d k)); split; nra.
Qed.

Lemma P_is x : P c d x = series_P p x.
Proof. reflexivity. Qed.

Lemma S_is x : Rabs x < 1 -> S c x + lambda = series_S s x.
Proof.
  intros Hx; unfold S, series_S.
  replace (Series (fun k => c k ^ 2 * x ^ (2 * k))) with (PSeries (fun k => c k ^ 2) (x ^ 2)).
  2: { apply Series_ext; intros k; now rewrite pow_mult. }
  pose proof (square_inside x Hx) as Hy.
  assert (converges (fun k => c k ^ 2)) as conv.
  { destruct s_bounded as [u Hu]; apply converges_bounded with u; intros k.
    apply Rle_trans with (2 := Hu k); rewrite !Rabs_pos_eq;
      [unfold s; destruct k; lra | apply s_nonnegative | apply pow2_ge_0]. }
  rewrite (cut 1 _ _ conv Hy), (cut 1 _ _ converges_s Hy).
  change (PSeries (fun k => s (1 + k)%nat) (x ^ 2)) with (PSeries (fun k => c (1 + k)%nat ^ 2) (x ^ 2)).
  unfold first; cbn [map seq horner fold_right]; unfold s; ring.
Qed.

Lemma dP_is x : Rabs x < 1 -> Derive (P c d) x = series_dP p x.
Proof. intros; apply is_derive_unique, P_derivative; [apply converges_p | assumption]. Qed.

Lemma dS_is x : Rabs x < 1 -> Derive (S c) x = series_dS s x.
Proof.
  intros Hx; apply is_derive_unique.
  apply (is_derive_ext_loc (fun u => series_S s u - lambda)).
  - assert (0 < 1 - Rabs x) as pos by lra.
    assert (near : forall y : R, Rabs (y - x) < 1 - Rabs x -> series_S s y - lambda = S c y).
    { intros y Hy; rewrite <- S_is; [lra |].
      pose proof (Rabs_triang x (y - x)); replace (x + (y - x)) with y in H by ring; lra. }
    exists (mkposreal _ pos); exact near.
  - replace (series_dS s x) with (series_dS s x - 0) by ring.
    apply (difference (series_S s) (fun _ => lambda)); [| apply @is_derive_const].
    apply S_derivative; [apply converges_s | exact Hx].
Qed.

(* R N / 2 and R times its derivative, N = P S' - 2 P' S, with lambda in S. *)
Definition A (w : nat) (x : R) := PSeries (fun k => INR k ^ w * p k) x.
Definition B (w : nat) (x : R) := PSeries (fun k => INR k ^ w * s k) (x ^ 2).
Definition M (x : R) := A 0 x * B 1 x - A 1 x * B 0 x.
Definition slope (x : R) := 2 * A 0 x * B 2 x - A 1 x * B 1 x - A 2 x * B 0 x.

Lemma A_0 x : A 0 x = series_P p x.
Proof. apply PSeries_ext; intros; simpl; ring. Qed.

Lemma B_0 x : B 0 x = series_S s x.
Proof. apply PSeries_ext; intros; simpl; ring. Qed.

Lemma A_1 x : A 1 x = x * series_dP p x.
Proof. rewrite dP_weighted; apply PSeries_ext; intros; unfold weighted; simpl; ring. Qed.

Lemma B_1 x : 2 * B 1 x = x * series_dS s x.
Proof. rewrite dS_weighted; f_equal; apply PSeries_ext; intros; unfold weighted; simpl; ring. Qed.

Lemma weighted_next (a : nat -> R) w k : INR k ^ Datatypes.S w * a k = weighted (fun k => INR k ^ w * a k) k.
Proof. unfold weighted; simpl; ring. Qed.

Lemma converges_power a w : converges a -> converges (fun k => INR k ^ w * a k).
Proof.
  intros H; induction w as [| w IH].
  - unfold converges; rewrite (CV_radius_ext _ a); [exact H |]; intros; simpl; ring.
  - unfold converges; rewrite (CV_radius_ext _ _ (weighted_next a w)); now apply converges_weighted.
Qed.

Lemma power_derive a w x : converges a -> Rabs x < 1 -> x <> 0 ->
  is_derive (PSeries (fun k => INR k ^ w * a k)) x (PSeries (fun k => INR k ^ Datatypes.S w * a k) x / x).
Proof.
  intros H Hx ne; rewrite (PSeries_ext _ _ x (weighted_next a w)), weighted_value.
  evar_last; [apply series_derive; [now apply converges_power | exact Hx] | field; exact ne].
Qed.

Lemma A_derive w x : 0 < x < 1 -> is_derive (A w) x (A (Datatypes.S w) x / x).
Proof. intros H; apply power_derive; [apply converges_p | apply Rabs_def1; lra | lra]. Qed.

Lemma B_derive w x : 0 < x < 1 -> is_derive (B w) x (2 * B (Datatypes.S w) x / x).
Proof.
  intros H; evar_last.
  - apply (chain (PSeries (fun k => INR k ^ w * s k)) (fun u => u ^ 2)); [| apply square_derive].
    apply power_derive; [apply converges_s | apply square_inside, Rabs_def1; lra | nra].
  - unfold B; field; lra.
Qed.

Lemma M_derive x : 0 < x < 1 -> is_derive M x (slope x / x).
Proof.
  intros H; evar_last.
  - apply (difference (fun u => A 0 u * B 1 u) (fun u => A 1 u * B 0 u));
      apply (product (A _) (B _)); auto using A_derive, B_derive.
  - unfold slope; field; lra.
Qed.

(* ---- the theorems ---- *)

Hypothesis p_0 : 0 <= p 0.
Hypothesis p_1 : 0 < p 1.
Hypothesis P_positive : forall x, 0 < x < 1 -> 0 < A 0 x.

Lemma s_1 : 0 < s 1.
Proof.
  pose proof p_1 as H; unfold p in H; unfold s.
  assert (c 1%nat <> 0) by (intros E; rewrite E in H; lra).
  pose proof (pow2_gt_0 (c 1%nat) H0); lra.
Qed.

Lemma kernels_exist : exists k : kernels,
  (forall x, Rabs x < 1 -> P_of k x = P c d x /\ S_of k x = S c x + lambda) /\
  (forall x, Rabs x < 1 -> dP_of k x = Derive (P c d) x /\ dS_of k x = Derive (S c) x) /\
  (forall x, 0 < x < 1 -> x * N_of k x = 2 * M x).
Proof.
  destruct slope_summable as [u Hu].
  assert (P_above : forall r, 0 < r < 1 -> 0 < series_P p r) by (intros; rewrite <- A_0; auto).
  exists (series_kernels p s converges_p converges_s s_nonnegative u Hu s_1 p_0 p_1 P_above); simpl.
  repeat split.
  - symmetry; now apply S_is.
  - symmetry; now apply dP_is.
  - symmetry; now apply dS_is.
  - intros x Hx; unfold N_of, M; simpl; rewrite A_0, A_1, B_0.
    replace (2 * (series_P p x * B 1 x - x * series_dP p x * series_S s x))
      with (series_P p x * (2 * B 1 x) - 2 * (x * series_dP p x) * series_S s x) by ring.
    rewrite B_1; ring.
Qed.

Variable eps : R.
Hypothesis eps_positive : 0 < eps.
Variables r a : R -> R.
Hypothesis flow : solves c d lambda eps r a.

Lemma solution_exists (k : kernels) :
  (forall x, Rabs x < 1 -> P_of k x = P c d x /\ S_of k x = S c x + lambda) ->
  (forall x, Rabs x < 1 -> dP_of k x = Derive (P c d) x /\ dS_of k x = Derive (S c) x) ->
  exists x : solution k eps, align k eps x = r /\ scale k eps x = a.
Proof.
  intros value derivative; destruct flow as [Hr Ha range start_r start_a].
  assert (forall t, 0 <= t -> Rabs (r t) < 1) as abs.
  { intros t Ht; apply Rabs_def1; specialize (range t Ht); lra. }
  unshelve eexists (Build_solution k eps r a _ _ range start_r start_a).
  - intros t Ht; destruct (derivative (r t) (abs t Ht)) as [-> ->]; auto.
  - intros t Ht; destruct (value (r t) (abs t Ht)) as [-> ->]; auto.
  - simpl; auto.
Qed.

Theorem pair_unlearns : c O = 0 -> lambda = 0 -> (forall x, 0 < x < 1 -> 0 < M x) -> unlearning r a.
Proof.
  intros c0 l0 HM; destruct kernels_exist as [k [value [derivative HN]]].
  destruct (solution_exists k value derivative) as [x [<- <-]].
  destruct (value 0) as [P0 S0]; [rewrite Rabs_R0; lra |].
  apply unlearns; auto.
  - rewrite P0, P_is, P_0_value; unfold p; rewrite c0; ring.
  - rewrite S0, S_is, S_0_value by (rewrite Rabs_R0; lra); unfold s; rewrite c0, l0; ring.
  - intros y Hy; specialize (HM y Hy); specialize (HN y Hy).
    apply Rmult_lt_reg_l with y; lra.
Qed.

Theorem pair_learns : (forall x, 0 < x < 1 -> M x < 0) -> learning r a.
Proof.
  intros HM; destruct kernels_exist as [k [value [derivative HN]]].
  destruct (solution_exists k value derivative) as [x [<- <-]].
  apply learns; auto.
  intros y Hy; specialize (HM y Hy); specialize (HN y Hy).
  apply Rmult_lt_reg_l with y; lra.
Qed.

Theorem pair_settles z : 0 < z < 1 ->
  (forall x, 0 < x < z -> M x < 0) -> M z = 0 -> (forall x, z < x < 1 -> 0 < M x) ->
  tends r z /\ tends a (P c d z / (S c z + lambda)).
Proof.
  intros Hz neg zero pos; destruct kernels_exist as [k [value [derivative HN]]].
  destruct (solution_exists k value derivative) as [x [<- <-]].
  destruct (value z) as [<- <-]; [apply Rabs_def1; lra |].
  apply settles; auto.
  - intros y Hy; specialize (neg y Hy); specialize (HN y ltac:(lra)); apply Rmult_lt_reg_l with y; lra.
  - specialize (HN z Hz); rewrite zero in HN; apply Rmult_eq_reg_l with z; lra.
  - intros y Hy; specialize (pos y Hy); specialize (HN y ltac:(lra)); apply Rmult_lt_reg_l with y; lra.
Qed.

End Pair.

(* Where R N / 2 turns once from - to +. *)
Lemma one_zero c d lambda n c_slope d_norm left right :
  0 <= lambda -> tail_at_most c n 1 c_slope -> tail_at_most d n 0 d_norm ->
  0 < left < right -> right < 1 ->
  (forall x, 0 < x <= left -> M c d lambda x < 0) -> (forall x, right <= x < 1 -> 0 < M c d lambda x) ->
  (forall x, left <= x <= right -> 0 < slope c d lambda x) ->
  exists z, left < z < right /\ M c d lambda z = 0 /\
    (forall x, 0 < x < z -> M c d lambda x < 0) /\ (forall x, z < x < 1 -> 0 < M c d lambda x).
Proof.
  intros Hl Hc Hd Hlr Hr1 neg pos up.
  assert (derive : forall x, 0 < x < 1 -> is_derive (M c d lambda) x (slope c d lambda x / x)).
  { intros; now apply M_derive with n c_slope d_norm. }
  assert (rise : forall x y, left <= x -> x < y -> y <= right -> M c d lambda x < M c d lambda y).
  { intros x y Hx Hxy Hy; apply increasing with (fun x => slope c d lambda x / x); [exact Hxy | |].
    - intros u Hu; apply derive; lra.
    - intros u Hu; apply Rdiv_lt_0_compat; [apply up |]; lra. }
  destruct (first_zero (M c d lambda) left right) as [z [Hz [zero _]]]; try lra.
  - intros u Hu; apply derive_continuous with (slope c d lambda u / u), derive; lra.
  - apply neg; lra.
  - apply Rlt_le, pos; lra.
  - exists z; assert (z < right) as zr.
    { destruct (Req_dec z right) as [E | ne]; [| lra].
      specialize (pos z ltac:(lra)); lra. }
    repeat split; try lra; intros x Hx.
    + destruct (Rle_or_lt x left); [apply neg; lra |].
      specialize (rise x z ltac:(lra) ltac:(lra) ltac:(lra)); lra.
    + destruct (Rle_or_lt right x); [apply pos; lra |].
      specialize (rise z x ltac:(lra) ltac:(lra) ltac:(lra)); lra.
Qed.
