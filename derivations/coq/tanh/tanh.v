(* tanh with h_1 + b h_3: the numbers on which its verdict rests are enclosed here, by CoqInterval's integrals.  What is left to
   believe of the Hermite coefficients c_k of tanh: c_0 = c_2 = 0 (tanh is odd), c_1 and c_3 are these integrals, and
   Bessel's inequality for tanh and for its derivative. *)
Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
From Wane Require Import wane.
Open Scope R_scope.

Definition sigma (x : R) := 1 - 2 / (exp (2 * x) + 1).
Definition gauss (x : R) := exp (- x ^ 2 / 2) / sqrt (2 * PI).

Lemma sigma_is_tanh x : sigma x = tanh x.
Proof.
  unfold sigma, tanh, sinh, cosh; replace (2 * x) with (x + x) by ring; rewrite exp_plus, exp_Ropp.
  pose proof (exp_pos x); field; nra.
Qed.

(* E f(g), f even: twice the integral over the half line. *)
Definition is_mean (f : R -> R) (v : R) := is_lim (fun X => 2 * RInt (fun x => f x * gauss x) 0 X) p_infty v.

Definition h1 (x : R) := x.
Definition h3 (x : R) := (x ^ 3 - 3 * x) / sqrt 6.

Definition integrand_1 (x : R) := h1 x * sigma x * gauss x.

(* ---- beyond 8 nothing is left ---- *)

Definition tail_primitive (x : R) := - (x ^ 2 + 2) * exp (- x ^ 2 / 2).

Lemma tail_derive (x : R) : is_derive tail_primitive x (x ^ 3 * exp (- x ^ 2 / 2)).
Proof.
  unfold tail_primitive; auto_derive; [exact I |].
  match goal with |- @eq _ ?a ?b => change (@eq R a b) end; unfold Rdiv; simpl; field.
Qed.

Lemma continuous_bound (x : R) : continuous (fun x => x ^ 3 * exp (- x ^ 2 / 2)) x.
Proof. apply (ex_derive_continuous (V := R_NormedModule)); auto_derive; exact I. Qed.

Lemma tail_integral X : 8 <= X -> is_RInt (fun x => x ^ 3 * exp (- x ^ 2 / 2)) 8 X (tail_primitive X - tail_primitive 8).
Proof.
  intros H; apply (is_RInt_derive (V := R_CompleteNormedModule)).
  - intros x _; apply tail_derive.
  - intros x _; apply continuous_bound.
Qed.

Lemma tail_value X : tail_primitive X - tail_primitive 8 <= 1e-12.
Proof.
  assert (tail_primitive X <= 0).
  { unfold tail_primitive; pose proof (exp_pos (- X ^ 2 / 2)); pose proof (pow2_ge_0 X); nra. }
  assert (- tail_primitive 8 <= 1e-12) by (unfold tail_primitive; interval with (i_prec 60)).
  lra.
Qed.

Lemma mean_enclosed f lo hi v :
  (forall x, continuous (fun x => f x * gauss x) x) -> (forall x, 8 <= x -> Rabs (f x * gauss x) <= x ^ 3 * exp (- x ^ 2 / 2)) ->
  lo <= RInt (fun x => f x * gauss x) 0 8 <= hi -> is_mean f v -> 2 * (lo - 1e-12) <= v <= 2 * (hi + 1e-12).
Proof.
  intros cont bound main lim.
  assert (int : forall a b, ex_RInt (fun x => f x * gauss x) a b).
  { intros; apply (ex_RInt_continuous (V := R_CompleteNormedModule)); intros; apply cont. }
  assert (late : forall X, 8 <= X -> 2 * (lo - 1e-12) <= 2 * RInt (fun x => f x * gauss x) 0 X <= 2 * (hi + 1e-12)).
  { intros X HX; rewrite <- (RInt_Chasles (V := R_CompleteNormedModule) _ 0 8 X) by apply int.
    assert (Rabs (RInt (fun x => f x * gauss x) 8 X) <= 1e-12) as small.
    { apply Rle_trans with (2 := tail_value X).
      rewrite <- (is_RInt_unique _ _ _ _ (tail_integral X HX)).
      apply Rle_trans with (RInt (fun x => Rabs (f x * gauss x)) 8 X).
      - apply abs_RInt_le; [exact HX | apply int].
      - apply RInt_le; [exact HX | | |].
        + apply (ex_RInt_continuous (V := R_CompleteNormedModule)); intros.
          apply continuous_comp; [apply cont | apply continuous_Rabs].
        + eexists; now apply tail_integral.
        + intros x Hx; apply bound; lra. }
    unfold plus; simpl; apply Rabs_le_between in small; lra. }
  split.
  - assert (Rbar_le (2 * (lo - 1e-12)) v) as K; [| exact K].
    apply is_lim_le_loc with (fun _ => 2 * (lo - 1e-12)) (fun X => 2 * RInt (fun x => f x * gauss x) 0 X) p_infty;
      [| apply is_lim_const | exact lim].
    exists 8; intros X HX; apply late; lra.
  - assert (Rbar_le v (2 * (hi + 1e-12))) as K; [| exact K].
    apply is_lim_le_loc with (fun X => 2 * RInt (fun x => f x * gauss x) 0 X) (fun _ => 2 * (hi + 1e-12)) p_infty;
      [| exact lim | apply is_lim_const].
    exists 8; intros X HX; apply late; lra.
Qed.

(* ---- the four integrals ---- *)

Lemma sigma_range x : 8 <= x -> 0 <= sigma x <= 1.
Proof.
  intros H; unfold sigma; pose proof (exp_pos (2 * x)).
  assert (1 <= exp (2 * x)) by (rewrite <- exp_0; left; apply exp_increasing; lra).
  assert (0 < 2 / (exp (2 * x) + 1)) by (apply Rdiv_lt_0_compat; lra).
  assert (2 / (exp (2 * x) + 1) <= 1); [| lra].
  apply Rmult_le_reg_r with (exp (2 * x) + 1); [lra |].
  replace (2 / (exp (2 * x) + 1) * (exp (2 * x) + 1)) with 2 by (field; lra); lra.
Qed.

Lemma gauss_range x : 0 <= gauss x <= exp (- x ^ 2 / 2).
Proof.
  unfold gauss; pose proof (exp_pos (- x ^ 2 / 2)); assert (1 <= sqrt (2 * PI)) by interval with (i_prec 60); split.
  - apply Rdiv_le_0_compat; lra.
  - apply Rmult_le_reg_r with (sqrt (2 * PI)); [lra |].
    replace (exp (- x ^ 2 / 2) / sqrt (2 * PI) * sqrt (2 * PI)) with (exp (- x ^ 2 / 2) * 1) by (field; lra).
    apply Rmult_le_compat_l; lra.
Qed.

Lemma cube x : 8 <= x -> x <= x ^ 3 /\ 1 <= x ^ 3 /\ 0 <= x ^ 3 - 3 * x <= x ^ 3.
Proof.
  intros H; assert (64 <= x * x) by nra; replace (x ^ 3) with (x * (x * x)) by ring.
  assert (64 * x <= x * (x * x)) by (rewrite (Rmult_comm 64); apply Rmult_le_compat_l; lra); lra.
Qed.

Lemma square_unit y : 0 <= y <= 1 -> 0 <= y ^ 2 <= 1.
Proof. intros H; simpl; nra. Qed.

(* A factor of at most x^3. *)
Lemma factor_bound f x : 8 <= x -> Rabs (f x) <= x ^ 3 -> Rabs (f x * gauss x) <= x ^ 3 * exp (- x ^ 2 / 2).
Proof.
  intros Hx H; rewrite Rabs_mult; pose proof (gauss_range x); rewrite (Rabs_pos_eq (gauss x)) by lra.
  apply Rmult_le_compat; try lra; apply Rabs_pos.
Qed.

Ltac smooth := intros x; apply (ex_derive_continuous (V := R_NormedModule)); unfold sigma, gauss, h1, h3; auto_derive;
  repeat split; try (pose proof (exp_pos (2 * x)); lra); apply Rgt_not_eq; interval with (i_prec 60).

Definition mean_1 (x : R) := h1 x * sigma x.
Definition mean_3 (x : R) := h3 x * sigma x.
Definition square (x : R) := sigma x ^ 2.
Definition square_slope (x : R) := (1 - sigma x ^ 2) ^ 2.

Lemma c_1_enclosed v : is_mean mean_1 v -> 0.605703 <= v <= 0.605707.
Proof.
  intros H; apply (mean_enclosed _ 0.302852 0.302853) in H; [lra | | |].
  - unfold mean_1; smooth.
  - intros x Hx; apply factor_bound; [exact Hx |]; unfold mean_1, h1; pose proof (sigma_range x Hx).
    pose proof (cube x Hx) as [C _]; rewrite Rabs_pos_eq by (apply Rmult_le_pos; lra).
    apply Rle_trans with (x * 1); [apply Rmult_le_compat_l |]; lra.
  - unfold mean_1, h1, sigma, gauss; integral with (i_prec 60, i_fuel 1000, i_width (-30)).
Qed.

Lemma c_3_enclosed v : is_mean mean_3 v -> -0.148438 <= v <= -0.148436.
Proof.
  intros H; apply (mean_enclosed _ (-0.0742186) (-0.0742185)) in H; [lra | | |].
  - unfold mean_3; smooth.
  - intros x Hx; apply factor_bound; [exact Hx |]; unfold mean_3, h3; pose proof (sigma_range x Hx).
    assert (1 <= sqrt 6) as root by interval with (i_prec 60).
    assert (0 <= (x ^ 3 - 3 * x) / sqrt 6 <= x ^ 3).
    { pose proof (cube x Hx) as [_ [_ C]]; split; [apply Rdiv_le_0_compat; lra |].
      apply Rmult_le_reg_r with (sqrt 6); [lra |].
      replace ((x ^ 3 - 3 * x) / sqrt 6 * sqrt 6) with (x ^ 3 - 3 * x) by (field; lra).
      apply Rle_trans with (x ^ 3 * 1); [lra | apply Rmult_le_compat_l; lra]. }
    rewrite Rabs_pos_eq by (apply Rmult_le_pos; lra).
    rewrite <- (Rmult_1_r (x ^ 3)) at 2; apply Rmult_le_compat; lra.
  - unfold mean_3, h3, sigma, gauss; integral with (i_prec 60, i_fuel 1000, i_width (-30)).
Qed.

Lemma square_enclosed v : is_mean square v -> 0.394294 <= v <= 0.394295.
Proof.
  intros H; apply (mean_enclosed _ 0.1971472 0.1971473) in H; [lra | | |].
  - unfold square; smooth.
  - intros x Hx; apply factor_bound; [exact Hx |]; unfold square; pose proof (sigma_range x Hx).
    pose proof (cube x Hx) as [_ [C _]]; pose proof (square_unit (sigma x)).
    rewrite Rabs_pos_eq by apply pow2_ge_0; lra.
  - unfold square, sigma, gauss; integral with (i_prec 60, i_fuel 1000, i_width (-30)).
Qed.

Lemma square_slope_enclosed v : is_mean square_slope v -> 0.464402 <= v <= 0.464404.
Proof.
  intros H; apply (mean_enclosed _ 0.2322014 0.2322015) in H; [lra | | |].
  - unfold square_slope; smooth.
  - intros x Hx; apply factor_bound; [exact Hx |]; unfold square_slope; pose proof (sigma_range x Hx).
    pose proof (cube x Hx) as [_ [C _]]; pose proof (square_unit (sigma x)); pose proof (square_unit (1 - sigma x ^ 2)).
    rewrite Rabs_pos_eq by apply pow2_ge_0; lra.
  - unfold square_slope, sigma, gauss; integral with (i_prec 60, i_fuel 1000, i_width (-30)).
Qed.

(* ---- the theorem ---- *)

(* A few more digits than are proved above are not needed: four numbers decide. *)
Definition box : list (Z * Z) := [(0, 0); (60570300000000000000, 60570700000000000000); (0, 0);
  (-14843800000000000000, -14843600000000000000)]%Z.
Definition tail : list Z := [600000000000000000; 3200000000000000000]%Z.

(* The Hermite coefficients of tanh, as far as they are needed here. *)
Record is_tanh (c : nat -> R) : Prop := {
  even_0 : c 0%nat = 0;
  even_2 : c 2%nat = 0;
  first_is : is_mean mean_1 (c 1%nat);
  third_is : is_mean mean_3 (c 3%nat);
  bessel : exists v, is_mean square v /\ forall n, sum_n (fun k => c k ^ 2) n <= v;
  bessel_slope : exists v, is_mean square_slope v /\ forall n, sum_n (fun k => INR k * c k ^ 2) n <= v
}.

Lemma sum_from_4 (e : nat -> R) m : sum_n e (4 + m) = e 0%nat + e 1%nat + e 2%nat + e 3%nat + sum_n (fun i => e (4 + i)%nat) m.
Proof.
  induction m as [| m IH].
  - change (4 + 0)%nat with 4%nat; rewrite !sum_next, !sum_O; reflexivity.
  - change (4 + Datatypes.S m)%nat with (Datatypes.S (4 + m)); rewrite !sum_next, IH.
    change (4 + Datatypes.S m)%nat with (Datatypes.S (4 + m)); match goal with |- @eq _ ?a ?b => change (@eq R a b) end; ring.
Qed.

Lemma tanh_known c : is_tanh c -> known c box tail.
Proof.
  intros [e0 e2 f1 f3 [v [Hv bv]] [w [Hw bw]]].
  pose proof (c_1_enclosed _ f1); pose proof (c_3_enclosed _ f3).
  pose proof (square_enclosed _ Hv); pose proof (square_slope_enclosed _ Hw).
  assert (0.366876 <= c 1%nat ^ 2) by (simpl; nra).
  assert (0.022033 <= c 3%nat ^ 2) by (simpl; nra).
  split.
  - intros k lo hi; destruct k as [| [| [| [| k]]]]; simpl; intros E; try (injection E as <- <-); try lra.
    destruct k; discriminate.
  - intros k bound; destruct k as [| [| k]]; simpl nth_error; intros E m; try (injection E as <-).
    + specialize (bv (4 + m)%nat); rewrite sum_from_4, e0, e2 in bv.
      assert (sum_n (fun i => INR (4 + i) ^ 0 * c (4 + i)%nat ^ 2) m <= 0.006); [| simpl length; lra].
      apply Rle_trans with (sum_n (fun i => c (4 + i)%nat ^ 2) m); [right; apply sum_n_ext; intros; simpl; ring | simpl in *; lra].
    + specialize (bw (4 + m)%nat); rewrite sum_from_4, e0, e2 in bw.
      assert (sum_n (fun i => INR (4 + i) ^ 1 * c (4 + i)%nat ^ 2) m <= 0.032); [| simpl length; lra].
      apply Rle_trans with (sum_n (fun i => INR (4 + i) * c (4 + i)%nat ^ 2) m).
      * right; apply sum_n_ext; intros; f_equal; apply pow_1.
      * replace (INR 1) with 1 in bw by reflexivity; replace (INR 3) with 3 in bw by (simpl; ring); lra.
    + destruct k; discriminate.
Qed.

Theorem tanh_unlearns c b (eps : R) (r a : R -> R) : is_tanh c -> 1 / 20 <= b <= 1 / 2 ->
  0 < eps -> solves c (affine [0; 1]%Q [0; 0; 0; 1]%Q b) 0 eps r a -> unlearning r a.
Proof.
  intros H b_range eps_positive flow.
  refine (affine_unlearning _ (measured box tail) _ [0; 1]%Q [0; 0; 0; 1]%Q 0 (1 # 20) (1 # 2) b _ _ _ eps r a _ eps_positive flow).
  - exact (measured_held _ _ _ (tanh_known c H)).
  - split; [apply Rle_trans with (2 := proj1 b_range) | apply Rle_trans with (1 := proj2 b_range)]; number.
  - number.
  - computed.
Qed.
