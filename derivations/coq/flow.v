(* The flow R' = (1 - R^2)(a P'(R) - a^2 S'(R)/2), a' = eps (P(R) - a S(R)) from R = 0 and a > 0: where it
   ends, for every eps > 0 and every a(0) > 0, by the sign of N = P S' - 2 P' S (derivations/18 (5), (8), (9)). *)
Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From Wane Require Import limits.
Open Scope R_scope.

Lemma chain f g t df dg :
  is_derive f (g t) df -> is_derive g t dg -> is_derive (fun u => f (g u)) t (dg * df).
Proof. intros; now apply (is_derive_comp f g). Qed.

Lemma product f g t df dg :
  is_derive f t df -> is_derive g t dg ->
  is_derive (fun u => f u * g u) t (df * g t + f t * dg).
Proof. intros; apply (is_derive_mult f g); auto; intros; apply Rmult_comm. Qed.

Lemma difference f g t df dg :
  is_derive f t df -> is_derive g t dg -> is_derive (fun u => f u - g u) t (df - dg).
Proof. intros; now apply @is_derive_minus. Qed.

Lemma quotient f g t df dg :
  is_derive f t df -> is_derive g t dg -> g t <> 0 ->
  is_derive (fun u => f u / g u) t ((df * g t - f t * dg) / g t ^ 2).
Proof. intros; now apply is_derive_div. Qed.

(* A pair of kernels on (-1, 1), twice differentiable, as far as the flow from R = 0 asks for it. *)
Record kernels := {
  P_of : R -> R; dP_of : R -> R; ddP_of : R -> R;
  S_of : R -> R; dS_of : R -> R; ddS_of : R -> R;
  P_derive : forall r, -1 < r < 1 -> is_derive P_of r (dP_of r);
  dP_derive : forall r, -1 < r < 1 -> is_derive dP_of r (ddP_of r);
  S_derive : forall r, -1 < r < 1 -> is_derive S_of r (dS_of r);
  dS_derive : forall r, -1 < r < 1 -> is_derive dS_of r (ddS_of r);
  P_0 : 0 <= P_of 0;
  P_positive : forall r, 0 < r < 1 -> 0 < P_of r;
  dP_0 : 0 < dP_of 0;
  S_0 : 0 <= S_of 0;
  dS_0 : dS_of 0 = 0;
  dS_positive : forall r, 0 < r < 1 -> 0 < dS_of r;
  dS_bounded : exists m, forall r, 0 < r < 1 -> dS_of r <= m
}.

Definition N_of (k : kernels) (r : R) := P_of k r * dS_of k r - 2 * dP_of k r * S_of k r.

(* Solutions from R = 0, a > 0. *)
Record solution (k : kernels) (eps : R) := {
  align : R -> R;
  scale : R -> R;
  align_derive : forall t, 0 <= t ->
    is_derive align t ((1 - align t ^ 2) * (scale t * dP_of k (align t) - scale t ^ 2 * dS_of k (align t) / 2));
  scale_derive : forall t, 0 <= t ->
    is_derive scale t (eps * (P_of k (align t) - scale t * S_of k (align t)));
  align_range : forall t, 0 <= t -> -1 < align t < 1;
  align_0 : align 0 = 0;
  scale_0 : 0 < scale 0
}.

Section Flow.

Variable k : kernels.
Variable eps : R.
Hypothesis eps_positive : 0 < eps.
Variable x : solution k eps.

Let P := P_of k.
Let dP := dP_of k.
Let ddP := ddP_of k.
Let S := S_of k.
Let dS := dS_of k.
Let ddS := ddS_of k.
Let N := N_of k.
Let rho := align k eps x.
Let a := scale k eps x.

Let drho t := (1 - rho t ^ 2) * (a t * dP (rho t) - a t ^ 2 * dS (rho t) / 2).
Let da t := eps * (P (rho t) - a t * S (rho t)).

Lemma rho_derive t : 0 <= t -> is_derive rho t (drho t).
Proof. exact (align_derive k eps x t). Qed.

Lemma a_derive t : 0 <= t -> is_derive a t (da t).
Proof. exact (scale_derive k eps x t). Qed.

Lemma rho_domain t : 0 <= t -> -1 < rho t < 1.
Proof. exact (align_range k eps x t). Qed.

Lemma P_nonnegative r : 0 <= r < 1 -> 0 <= P r.
Proof.
  intros H; destruct (Req_dec r 0) as [-> | ne]; [apply P_0 |].
  apply Rlt_le, P_positive; lra.
Qed.

Lemma S_increasing r s : 0 <= r < s -> s < 1 -> S r < S s.
Proof.
  intros H Hs; apply increasing with dS; try lra.
  - intros u Hu; apply S_derive; lra.
  - intros u Hu; apply dS_positive; lra.
Qed.

Lemma S_positive r : 0 < r < 1 -> 0 < S r.
Proof. intros H; pose proof (S_increasing 0 r); pose proof (S_0 k); unfold S in *; lra. Qed.

Lemma P_continuous r : -1 < r < 1 -> continuity_pt P r.
Proof. intros H; apply derive_continuous with (dP r), P_derive; lra. Qed.

Lemma S_continuous r : -1 < r < 1 -> continuity_pt S r.
Proof. intros H; apply derive_continuous with (dS r), S_derive; lra. Qed.

Lemma dP_continuous r : -1 < r < 1 -> continuity_pt dP r.
Proof. intros H; apply derive_continuous with (ddP r), dP_derive; lra. Qed.

Lemma dS_continuous r : -1 < r < 1 -> continuity_pt dS r.
Proof. intros H; apply derive_continuous with (ddS r), dS_derive; lra. Qed.

Lemma S_along t : 0 <= t -> is_derive (fun u => S (rho u)) t (drho t * dS (rho t)).
Proof.
  intros Ht; pose proof (rho_domain t Ht).
  apply (chain S rho); [apply S_derive; lra | now apply rho_derive].
Qed.

Lemma P_along t : 0 <= t -> is_derive (fun u => P (rho u)) t (drho t * dP (rho t)).
Proof.
  intros Ht; pose proof (rho_domain t Ht).
  apply (chain P rho); [apply P_derive; lra | now apply rho_derive].
Qed.

(* ---- the start: derivations/18 (5) ---- *)

(* As long as R >= 0, a' >= -eps S a, and S is bounded along the way. *)
Lemma a_positive_until t : 0 <= t -> (forall u, 0 <= u <= t -> 0 <= rho u) -> 0 < a t.
Proof.
  intros Ht nonnegative; apply Rnot_le_lt; intros bad.
  destruct (first_zero (fun u => - a u) 0 t Ht) as [T [HT [zero before]]].
  - intros u Hu; apply continuity_pt_opp, derive_continuous with (da u), a_derive; lra.
  - pose proof (scale_0 k eps x); unfold a; lra.
  - lra.
  - destruct (continuity_ab_maj (fun u => S (rho u)) 0 T) as [top [Htop _]]; [lra | |].
    { intros u Hu; apply derive_continuous with (drho u * dS (rho u)), S_along; lra. }
    set (m := eps * S (rho top)).
    assert (a 0 * exp (m * 0) <= a T * exp (m * T)).
    { apply (nondecreasing (fun u => a u * exp (m * u))
               (fun u => da u * exp (m * u) + a u * (m * exp (m * u)))); [lra | |].
      - intros u Hu; apply (product a (fun u => exp (m * u))); [apply a_derive; lra |].
        auto_derive; [exact I | ring].
      - intros u Hu.
        replace (da u * exp (m * u) + a u * (m * exp (m * u)))
          with (exp (m * u) * (eps * P (rho u) + a u * (m - eps * S (rho u)))) by (unfold da; ring).
        pose proof (exp_pos (m * u)); pose proof (before u ltac:(lra)).
        pose proof (rho_domain u ltac:(lra)); pose proof (nonnegative u ltac:(lra)).
        pose proof (P_nonnegative (rho u) ltac:(lra)).
        pose proof (Htop u ltac:(lra)); simpl in *.
        assert (0 <= eps * P (rho u)) by (apply Rmult_le_pos; lra).
        assert (eps * S (rho u) <= m) by (apply Rmult_le_compat_l; lra).
        assert (0 <= a u * (m - eps * S (rho u))) by (apply Rmult_le_pos; lra).
        apply Rmult_le_pos; lra. }
    replace (a T) with 0 in H by lra.
    rewrite Rmult_0_r, exp_0 in H; pose proof (scale_0 k eps x); unfold a in *; lra.
Qed.

Lemma rises_at_0 t : 0 < a t -> rho t = 0 -> 0 < drho t.
Proof.
  intros Ha zero; unfold drho, dS; rewrite zero, dS_0.
  assert (0 < a t * dP 0) by (apply Rmult_lt_0_compat; [exact Ha | apply dP_0]); lra.
Qed.

(* R leaves 0 upwards, and does not come back: until then a > 0, and R would rise there. *)
Lemma rho_positive t : 0 < t -> 0 < rho t.
Proof.
  intros Ht; pose proof (align_0 k eps x) as start; fold rho in start.
  destruct (above_after_zero rho (drho 0) 0) as [d [Hd soon]]; auto.
  { apply rho_derive; lra. }
  { apply rises_at_0; [exact (scale_0 k eps x) | exact start]. }
  apply Rnot_le_lt; intros bad.
  assert (0 < Rmin t (d / 2) <= t /\ Rmin t (d / 2) < d) as Hs by (apply Rmin_case_strong; lra).
  set (s := Rmin t (d / 2)) in Hs.
  assert (early : forall u, 0 < u <= s -> 0 < rho u).
  { intros u Hu; rewrite <- (Rplus_0_l u); apply soon; lra. }
  destruct (first_zero (fun u => - rho u) s t) as [T [HT [zero before]]]; try lra.
  { intros u Hu; apply continuity_pt_opp, derive_continuous with (drho u), rho_derive; lra. }
  { specialize (early s ltac:(lra)); lra. }
  assert (0 <= - drho T).
  { apply (slope_at_first_zero (fun u => - rho u) (- drho T) s T); try lra.
    - apply (is_derive_opp rho T (drho T)), rho_derive; lra.
    - intros u Hu; apply Rlt_le, before; lra. }
  assert (0 < drho T); [| lra].
  apply rises_at_0; [| lra].
  apply a_positive_until; [lra |]; intros u Hu.
  destruct (Req_dec u 0) as [-> | n0]; [lra |].
  destruct (Rle_or_lt u s); [apply Rlt_le, early; lra |].
  destruct (Req_dec u T) as [-> | nT]; [lra |].
  specialize (before u ltac:(lra)); lra.
Qed.

Lemma rho_range t : 0 <= t -> 0 <= rho t < 1.
Proof.
  intros Ht; split; [| now apply rho_domain].
  destruct (Req_dec t 0) as [-> | ne]; [right; symmetry; exact (align_0 k eps x) |].
  apply Rlt_le, rho_positive; lra.
Qed.

Lemma a_positive t : 0 <= t -> 0 < a t.
Proof. intros Ht; apply a_positive_until; [exact Ht |]; intros; apply rho_range; lra. Qed.

Lemma inside t : 0 < t -> 0 < rho t < 1.
Proof. intros Ht; split; [now apply rho_positive | apply rho_range; lra]. Qed.

(* ---- on which side of A = 2P'/S' the state is ---- *)

Let q t := a t * dS (rho t) - 2 * dP (rho t).
Let dq t := da t * dS (rho t) + a t * (drho t * ddS (rho t)) - 2 * (drho t * ddP (rho t)).

Lemma q_derive t : 0 <= t -> is_derive q t (dq t).
Proof.
  intros Ht; pose proof (rho_range t Ht).
  apply (difference (fun u => a u * dS (rho u)) (fun u => 2 * dP (rho u))).
  - apply (product a (fun u => dS (rho u))); [now apply a_derive |].
    apply (chain dS rho); [apply dS_derive; lra | now apply rho_derive].
  - evar_last; [apply @is_derive_scal, (chain dP rho) |].
    + apply dP_derive; lra.
    + now apply rho_derive.
    + reflexivity.
Qed.

Lemma drho_by_q t : drho t = (1 - rho t ^ 2) * a t / 2 * - q t.
Proof. unfold drho, q; field. Qed.

Lemma weight_positive t : 0 <= t -> 0 < (1 - rho t ^ 2) * a t / 2.
Proof.
  intros Ht; pose proof (rho_range t Ht); pose proof (a_positive t Ht).
  assert (0 < 1 - rho t ^ 2) by nra.
  assert (0 < (1 - rho t ^ 2) * a t) by now apply Rmult_lt_0_compat.
  lra.
Qed.

Lemma rises t : 0 <= t -> q t < 0 -> 0 < drho t.
Proof.
  intros Ht Hq; rewrite drho_by_q; pose proof (weight_positive t Ht).
  apply Rmult_lt_0_compat; lra.
Qed.

Lemma falls t : 0 <= t -> 0 < q t -> drho t < 0.
Proof.
  intros Ht Hq; rewrite drho_by_q; pose proof (weight_positive t Ht).
  assert (0 < (1 - rho t ^ 2) * a t / 2 * q t) by (apply Rmult_lt_0_compat; lra); lra.
Qed.

(* (2): at a = A, d(a S' - 2 P')/dt = eps N. *)
Lemma dq_on_A t : q t = 0 -> dq t = eps * N (rho t).
Proof.
  intros Hq; unfold dq; rewrite drho_by_q, Hq.
  unfold q in Hq; unfold da, N, N_of; fold P dP S dS.
  assert (a t * dS (rho t) = 2 * dP (rho t)) as E by lra.
  replace (eps * (P (rho t) - a t * S (rho t)) * dS (rho t))
    with (eps * (P (rho t) * dS (rho t) - a t * dS (rho t) * S (rho t))) by ring.
  rewrite E; field.
Qed.

Lemma q_0 : q 0 < 0.
Proof.
  unfold q; replace (rho 0) with 0 by (symmetry; exact (align_0 k eps x)).
  unfold dS; rewrite dS_0; pose proof (dP_0 k); fold dP in H; lra.
Qed.

(* ---- limits are equilibria ---- *)

Lemma eventually_above r t0 m : tends rho r -> m < r -> exists T, t0 <= T /\ forall t, T <= t -> m < rho t.
Proof.
  intros lim lt.
  destruct (tends_from rho r t0 lim (r - m) ltac:(lra)) as [T [HT near]].
  exists (T + 1); split; [lra |]; intros t Ht.
  specialize (near t ltac:(lra)); apply Rabs_def2 in near; lra.
Qed.

Lemma a_tends r : tends rho r -> 0 < r < 1 -> tends a (P r / S r).
Proof.
  intros lim Hr.
  destruct (eventually_above r 1 (r / 2) lim ltac:(lra)) as [T [HT above]].
  assert (Spos : forall t, T <= t -> S (r / 2) <= S (rho t)).
  { intros t Ht; specialize (above t Ht); apply Rlt_le, S_increasing; try lra; apply inside; lra. }
  pose proof (S_positive (r / 2) ltac:(lra)) as Shalf.
  apply (relaxes a (fun t => eps * S (rho t)) (fun t => P (rho t) / S (rho t)) T (eps * S (r / 2))).
  - now apply Rmult_lt_0_compat.
  - intros t Ht; evar_last; [apply a_derive; lra |].
    specialize (Spos t Ht); unfold da; field; lra.
  - intros t Ht; apply Rmult_le_compat_l; [lra | auto].
  - apply (tends_comp (fun u => P u / S u) rho r lim).
    apply continuity_pt_div; [apply P_continuous; lra | apply S_continuous; lra |].
    pose proof (S_positive r Hr); lra.
Qed.

Lemma limit_is_equilibrium r : tends rho r -> 0 < r < 1 -> N r = 0.
Proof.
  intros lim Hr.
  pose proof (S_positive r Hr) as Sr; pose proof (P_positive k r Hr) as Pr; fold P in Pr.
  pose proof (a_tends r lim Hr) as lim_a; set (l := P r / S r) in *.
  assert (0 < l) by now apply Rdiv_lt_0_compat.
  assert ((1 - r ^ 2) * (l * dP r - l ^ 2 * dS r / 2) = 0) as E.
  { apply (derivative_tends_to_0 rho drho 0 r).
    - intros; now apply rho_derive.
    - exact lim.
    - unfold drho; apply tends_mult; [| apply tends_minus].
      + apply (tends_comp (fun u => 1 - u ^ 2) rho r lim); reg.
      + apply tends_mult; [exact lim_a |].
        apply (tends_comp dP rho r lim), dP_continuous; lra.
      + unfold Rdiv; apply tends_mult; [| apply tends_const]; apply tends_mult.
        * apply (tends_comp (fun u => u ^ 2) a l lim_a); reg.
        * apply (tends_comp dS rho r lim), dS_continuous; lra. }
  apply Rmult_integral in E; destruct E as [E | E]; [nra |].
  assert (dP r = l * dS r / 2).
  { apply Rmult_eq_reg_l with l; lra. }
  unfold N, N_of; fold P dP S dS.
  rewrite H0; unfold l; field; lra.
Qed.

(* ---- where N > 0 beside 1, R does not rise to 1: the last step of derivations/18 (8) ---- *)

Lemma below_B t : 0 < t -> q t < 0 -> 0 < N (rho t) -> a t < P (rho t) / S (rho t).
Proof.
  intros Ht Hq HN; pose proof (inside t Ht) as H.
  pose proof (S_positive _ H) as HS; pose proof (dS_positive k _ H) as HdS; fold dS in HdS.
  unfold q in Hq; unfold N, N_of in HN; fold P dP S dS in HN.
  apply Rmult_lt_reg_r with (S (rho t)); [exact HS |].
  replace (P (rho t) / S (rho t) * S (rho t)) with (P (rho t)) by (field; lra).
  apply Rmult_lt_reg_r with (dS (rho t)); [exact HdS |].
  assert (0 < (2 * dP (rho t) - a t * dS (rho t)) * S (rho t)) by (apply Rmult_lt_0_compat; lra).
  lra.
Qed.

Lemma B_falls r : 0 < r < 1 -> 0 < N r -> dP r * S r - P r * dS r < 0.
Proof.
  intros Hr HN; unfold N, N_of in HN; fold P dP S dS in HN.
  pose proof (S_positive r Hr).
  assert (0 < P r * dS r) by (apply Rmult_lt_0_compat; [apply (P_positive k r Hr) | apply (dS_positive k r Hr)]).
  lra.
Qed.

Lemma no_rise_to_1 z t0 :
  0 <= z -> (forall r, z < r < 1 -> 0 < N r) -> 0 < t0 -> z < rho t0 ->
  (forall t, t0 <= t -> q t < 0) -> exists m, m < 1 /\ forall t, t0 <= t -> rho t <= m.
Proof.
  intros Hz HN Ht0 start up.
  assert (mono : forall s t, t0 <= s <= t -> rho s <= rho t).
  { intros s t Hst; apply nondecreasing with drho; [lra | |].
    - intros u Hu; apply rho_derive; lra.
    - intros u Hu; apply Rlt_le, rises; [lra | apply up; lra]. }
  assert (range : forall t, t0 <= t -> z < rho t < 1).
  { intros t Ht; pose proof (mono t0 t ltac:(lra)); pose proof (inside t ltac:(lra)); lra. }
  set (b := fun t => P (rho t) / S (rho t) - a t).
  set (dB := fun t => (dP (rho t) * S (rho t) - P (rho t) * dS (rho t)) / S (rho t) ^ 2).
  set (db := fun t => drho t * dB t - da t).
  assert (Spos : forall t, t0 <= t -> 0 < S (rho t)).
  { intros t Ht; apply S_positive; specialize (range t Ht); lra. }
  assert (dBneg : forall t, t0 <= t -> drho t * dB t <= 0).
  { intros t Ht; specialize (range t Ht); specialize (Spos t Ht).
    pose proof (B_falls (rho t) ltac:(lra) (HN _ range)) as low.
    pose proof (rises t ltac:(lra) (up t Ht)) as high.
    assert (dB t < 0).
    { unfold dB; apply Ropp_lt_cancel; rewrite Ropp_0.
      replace (- ((dP (rho t) * S (rho t) - P (rho t) * dS (rho t)) / S (rho t) ^ 2))
        with ((- (dP (rho t) * S (rho t) - P (rho t) * dS (rho t))) / S (rho t) ^ 2) by (field; lra).
      apply Rdiv_lt_0_compat; [lra | nra]. }
    assert (0 <= drho t * - dB t) by (apply Rmult_le_pos; lra); lra. }
  assert (B_derive : forall t, t0 <= t -> is_derive (fun u => P (rho u) / S (rho u)) t (drho t * dB t)).
  { intros t Ht; specialize (Spos t Ht); evar_last.
    - apply (quotient (fun u => P (rho u)) (fun u => S (rho u))); [apply P_along; lra | apply S_along; lra | lra].
    - unfold dB; field; lra. }
  assert (b_derive : forall t, t0 <= t -> is_derive b t (db t)).
  { intros t Ht; apply (difference (fun u => P (rho u) / S (rho u)) a); [now apply B_derive | apply a_derive; lra]. }
  assert (bpos : forall t, t0 <= t -> 0 < b t).
  { intros t Ht; specialize (range t Ht) as rg; unfold b.
    pose proof (below_B t ltac:(lra) (up t Ht) (HN _ rg)); lra. }
  set (c := eps * S (rho t0)).
  assert (cpos : 0 < c) by (apply Rmult_lt_0_compat; [lra | apply Spos; lra]).
  (* b decays *)
  assert (decay : forall t, t0 <= t -> b t <= b t0 * exp (c * (t0 - t))).
  { intros t Ht.
    assert (b t * exp (c * t) <= b t0 * exp (c * t0)) as K.
    { apply (nonincreasing (fun u => b u * exp (c * u))
               (fun u => db u * exp (c * u) + b u * (c * exp (c * u)))); [lra | |].
      - intros u Hu; apply (product b (fun u => exp (c * u))); [apply b_derive; lra |].
        auto_derive; [exact I | ring].
      - intros u Hu.
        replace (db u * exp (c * u) + b u * (c * exp (c * u)))
          with (exp (c * u) * (db u + c * b u)) by ring.
        pose proof (exp_pos (c * u)).
        pose proof (dBneg u ltac:(lra)); pose proof (bpos u ltac:(lra)); pose proof (Spos u ltac:(lra)).
        assert (da u = eps * S (rho u) * b u) by (unfold da, b; field; lra).
        assert (S (rho t0) <= S (rho u)).
        { pose proof (mono t0 u ltac:(lra)); destruct (Req_dec (rho t0) (rho u)) as [-> | ne]; [lra |].
          pose proof (range t0 ltac:(lra)); pose proof (range u ltac:(lra)).
          apply Rlt_le, S_increasing; lra. }
        assert (c * b u <= eps * S (rho u) * b u).
        { unfold c; apply Rmult_le_compat_r; [lra |]; apply Rmult_le_compat_l; lra. }
        assert (0 <= exp (c * u) * - (db u + c * b u)) by
          (apply Rmult_le_pos; unfold db; lra).
        lra. }
    replace (exp (c * (t0 - t))) with (exp (c * t0) / exp (c * t)).
    - pose proof (exp_pos (c * t)).
      apply Rmult_le_reg_r with (exp (c * t)); [lra |].
      replace (b t0 * (exp (c * t0) / exp (c * t)) * exp (c * t)) with (b t0 * exp (c * t0))
        by (field; lra).
      exact K.
    - unfold Rdiv; rewrite <- exp_Ropp, <- exp_plus; f_equal; ring. }
  destruct (dS_bounded k) as [m0 Hm0]; fold dS in Hm0.
  set (m := Rmax m0 0); assert (0 <= m) by apply Rmax_r.
  assert (Hm : forall r, 0 < r < 1 -> dS r <= m).
  { intros r Hr; specialize (Hm0 r Hr); pose proof (Rmax_l m0 0); unfold m; lra. }
  set (B0 := P (rho t0) / S (rho t0)).
  assert (a_bound : forall t, t0 <= t -> a t <= B0).
  { intros t Ht.
    assert (P (rho t) / S (rho t) <= B0).
    { apply (nonincreasing (fun u => P (rho u) / S (rho u)) (fun u => drho u * dB u)); [lra | |].
      - intros u Hu; apply B_derive; lra.
      - intros u Hu; apply dBneg; lra. }
    pose proof (bpos t Ht); unfold b in H1; lra. }
  assert (B0pos : 0 < B0).
  { pose proof (a_bound t0 ltac:(lra)); pose proof (a_positive t0 ltac:(lra)); lra. }
  set (K := B0 * m * b t0).
  assert (Kpos : 0 <= K).
  { unfold K; pose proof (bpos t0 ltac:(lra)); apply Rmult_le_pos; [apply Rmult_le_pos |]; lra. }
  (* so - log(1 - R), whose derivative is at most K e^(-c (t - t0)), is bounded *)
  set (w := fun t => - ln (1 - rho t)).
  assert (w_derive : forall t, t0 <= t -> is_derive w t (drho t / (1 - rho t))).
  { intros t Ht; specialize (range t Ht); unfold w.
    evar_last.
    - apply @is_derive_opp, (chain ln (fun u => 1 - rho u)); [apply is_derive_ln; lra |].
      apply (difference (fun _ => 1) rho); [apply @is_derive_const | apply rho_derive; lra].
    - unfold opp, zero; simpl; field; lra. }
  assert (w_slope : forall t, t0 <= t -> drho t / (1 - rho t) <= K * exp (c * (t0 - t))).
  { intros t Ht; specialize (range t Ht) as rg; specialize (decay t Ht); specialize (Spos t Ht).
    specialize (a_bound t Ht); specialize (bpos t Ht) as bt; specialize (Hm (rho t) ltac:(lra)).
    pose proof (a_positive t ltac:(lra)); pose proof (up t Ht) as qt.
    pose proof (dS_positive k (rho t) ltac:(lra)) as dSt; fold dS in dSt.
    replace (drho t / (1 - rho t)) with ((1 + rho t) / 2 * (a t * - q t)) by
      (rewrite drho_by_q; field; lra).
    assert (- q t <= b t * dS (rho t)).
    { pose proof (HN _ rg) as n; unfold N, N_of in n; fold P dP S dS in n.
      unfold q, b.
      assert (2 * dP (rho t) <= P (rho t) / S (rho t) * dS (rho t)); [| lra].
      apply Rmult_le_reg_r with (S (rho t)); [lra |].
      replace (P (rho t) / S (rho t) * dS (rho t) * S (rho t)) with (P (rho t) * dS (rho t))
        by (field; lra).
      lra. }
    assert (b t * dS (rho t) <= b t * m) by (apply Rmult_le_compat_l; lra).
    assert (a t * - q t <= B0 * (b t * m)) by (apply Rmult_le_compat; lra).
    assert (0 <= a t * - q t) by (apply Rmult_le_pos; lra).
    assert ((1 + rho t) / 2 * (a t * - q t) <= 1 * (a t * - q t)) by
      (apply Rmult_le_compat_r; lra).
    assert (B0 * m * b t <= B0 * m * (b t0 * exp (c * (t0 - t)))).
    { apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | exact decay]. }
    unfold K; lra. }
  set (top := w t0 + K / c).
  assert (w_bound : forall t, t0 <= t -> w t <= top).
  { intros t Ht.
    assert (w t + K / c * exp (c * (t0 - t)) <= w t0 + K / c * exp (c * (t0 - t0))) as L.
    { apply (nonincreasing (fun u => w u + K / c * exp (c * (t0 - u)))
               (fun u => drho u / (1 - rho u) + K / c * (- c * exp (c * (t0 - u))))); [lra | |].
      - intros u Hu; apply @is_derive_plus; [apply w_derive; lra |].
        apply @is_derive_scal.
        auto_derive; [exact I | unfold Rminus; ring].
      - intros u Hu; specialize (w_slope u ltac:(lra)).
        replace (K / c * (- c * exp (c * (t0 - u)))) with (- (K * exp (c * (t0 - u)))) by (field; lra).
        lra. }
    rewrite Rminus_eq_0, Rmult_0_r, exp_0, Rmult_1_r in L.
    assert (0 <= K / c * exp (c * (t0 - t))).
    { apply Rmult_le_pos; [apply Rdiv_le_0_compat; lra | apply Rlt_le, exp_pos]. }
    unfold top; lra. }
  exists (1 - exp (- top)); split; [pose proof (exp_pos (- top)); lra |].
  intros t Ht; specialize (w_bound t Ht); specialize (range t Ht).
  assert (exp (- top) <= 1 - rho t); [| lra].
  rewrite <- (exp_ln (1 - rho t)) by lra.
  destruct (Req_dec (- top) (ln (1 - rho t))) as [-> | ne]; [lra |].
  apply Rlt_le, exp_increasing; unfold w in w_bound; lra.
Qed.

(* If R rises for ever, it tends to a zero of N, or to 1 where N is not positive beside it. *)
Lemma rises_for_ever :
  (forall t, 0 <= t -> q t < 0) ->
  exists r, 0 < r <= 1 /\ tends rho r /\ (forall t, 1 <= t -> rho t <= r).
Proof.
  intros up.
  destruct (monotone_limit rho 1 1) as [r [Hr [lim all]]].
  - intros s t Hst; apply nondecreasing with drho; [lra | |].
    + intros u Hu; apply rho_derive; lra.
    + intros u Hu; apply Rlt_le, rises; [lra | apply up; lra].
  - intros t Ht; pose proof (rho_range t ltac:(lra)); lra.
  - exists r; split; [| auto].
    specialize (all 1 ltac:(lra)); pose proof (rho_positive 1 ltac:(lra)); lra.
Qed.

Lemma not_to_1 z :
  0 <= z < 1 -> (forall r, z < r < 1 -> 0 < N r) -> (forall t, 0 <= t -> q t < 0) -> ~ tends rho 1.
Proof.
  intros Hz HN up lim.
  destruct (eventually_above 1 1 z lim ltac:(lra)) as [T [HT above]].
  destruct (no_rise_to_1 z T) as [m [Hm bound]]; auto; try lra.
  - apply above; lra.
  - intros t Ht; apply up; lra.
  - destruct (eventually_above 1 T m lim Hm) as [U [HU higher]].
    specialize (higher U ltac:(lra)); specialize (bound U HU); lra.
Qed.

(* Once a >= A, at R > z with N > 0 beyond z, R falls as long as it is above z. *)
Lemma channel z t1 t2 :
  (forall r, z < r < 1 -> 0 < N r) -> 0 <= z -> 0 < t1 -> q t1 = 0 ->
  (forall t, t1 <= t <= t2 -> z < rho t) -> forall t, t1 < t <= t2 -> 0 < q t.
Proof.
  intros HN Hz Ht1 zero range t Ht.
  destruct (Rlt_or_le 0 (q t)) as [pos | low]; [exact pos | exfalso].
  (* just after t1, q > 0: its slope is positive there *)
  assert (0 < dq t1) as slope.
  { rewrite dq_on_A by exact zero; apply Rmult_lt_0_compat; [lra |].
    apply HN; split; [apply range; lra | apply rho_range; lra]. }
  pose proof (q_derive t1 ltac:(lra)) as D; apply is_derive_Reals in D.
  destruct (D (dq t1 / 2) ltac:(lra)) as [d K]; destruct d as [d Hd]; simpl in K.
  set (h := Rmin (t - t1) (d / 2)).
  assert (0 < h /\ Rabs h < d /\ h <= t - t1) as [Hh1 [Hh2 Hh3]].
  { unfold h; rewrite Rabs_pos_eq; apply Rmin_case_strong; intros; lra. }
  specialize (K h ltac:(lra) Hh2); rewrite zero, Rminus_0_r in K; apply Rabs_def2 in K.
  assert (0 < q (t1 + h)).
  { assert (0 < q (t1 + h) / h) as Q by lra.
    replace (q (t1 + h)) with (q (t1 + h) / h * h) by (field; lra).
    now apply Rmult_lt_0_compat. }
  assert (0 < q t); [| lra].
  apply (barrier_above_until q dq (t1 + h) t); try lra.
  - intros u Hu; apply q_derive; lra.
  - intros u Hu Hq; rewrite dq_on_A by exact Hq; apply Rmult_lt_0_compat; [lra |].
    apply HN; split; [apply range; lra | apply rho_range; lra].
Qed.

(* ---- learning: N < 0 on (0, 1) ---- *)

Theorem learns :
  (forall r, 0 < r < 1 -> N r < 0) ->
  (forall s t, 0 <= s < t -> rho s < rho t) /\ tends rho 1.
Proof.
  intros HN.
  assert (up : forall t, 0 <= t -> q t < 0).
  { apply (barrier q dq 0); [exact q_derive | exact q_0 |].
    intros t Ht zero; rewrite dq_on_A by exact zero.
    pose proof (HN (rho t) (inside t Ht)).
    assert (0 < eps * - N (rho t)) by (apply Rmult_lt_0_compat; lra); lra. }
  split.
  - intros s t Hst; apply increasing with drho; try lra.
    + intros u Hu; apply rho_derive; lra.
    + intros u Hu; apply rises; [lra | apply up; lra].
  - destruct (rises_for_ever up) as [r [Hr [lim _]]].
    destruct (Req_dec r 1) as [-> | ne]; [exact lim | exfalso].
    pose proof (limit_is_equilibrium r lim ltac:(lra)); specialize (HN r ltac:(lra)); lra.
Qed.

(* ---- unlearning: c_0 = 0 and N > 0 on (0, 1) ---- *)

Theorem unlearns :
  P 0 = 0 -> S 0 = 0 -> (forall r, 0 < r < 1 -> 0 < N r) -> tends rho 0 /\ grows a.
Proof.
  intros P0 S0 HN.
  assert (exists t1, 0 < t1 /\ q t1 = 0) as [t1 [Ht1 zero]].
  { destruct (Classical_Prop.classic (exists t, 0 <= t /\ 0 <= q t)) as [[t [Ht Hq]] | none].
    - destruct (first_zero q 0 t Ht) as [T [HT [zero _]]]; [| exact q_0 | exact Hq |].
      + intros u Hu; apply derive_continuous with (dq u), q_derive; lra.
      + exists T; split; [lra | exact zero].
    - assert (up : forall t, 0 <= t -> q t < 0).
      { intros t Ht; apply Rnot_le_lt; intros bad; apply none; now exists t. }
      destruct (rises_for_ever up) as [r [Hr [lim _]]]; exfalso.
      destruct (Req_dec r 1) as [-> | ne].
      + now apply (not_to_1 0 ltac:(lra) HN up).
      + pose proof (limit_is_equilibrium r lim ltac:(lra)); specialize (HN r ltac:(lra)); lra. }
  assert (down : forall t, t1 < t -> 0 < q t).
  { intros t Ht; apply (channel 0 t1 t); auto; try lra.
    intros u Hu; apply rho_positive; lra. }
  destruct (monotone_limit_below rho (t1 + 1) 0) as [r [Hr [lim all]]].
  - intros s t Hst; apply nonincreasing with drho; [lra | |].
    + intros u Hu; apply rho_derive; lra.
    + intros u Hu; apply Rlt_le, falls; [lra | apply down; lra].
  - intros t Ht; apply rho_range; lra.
  - assert (tends rho 0) as lim0.
    { destruct (Req_dec r 0) as [<- | ne]; [exact lim | exfalso].
      specialize (all (t1 + 1) ltac:(lra)); pose proof (rho_range (t1 + 1) ltac:(lra)).
      pose proof (limit_is_equilibrium r lim ltac:(lra)); specialize (HN r ltac:(lra)); lra. }
    split; [exact lim0 |].
    (* a > 2P'/S', and S' -> 0 *)
    apply grows_def; intros m.
    assert (tends (fun t => 2 * dP (rho t)) (2 * dP 0)) as lim_dP.
    { apply tends_mult; [apply tends_const |].
      apply (tends_comp dP rho 0 lim0), dP_continuous; lra. }
    assert (tends (fun t => dS (rho t)) 0) as lim_dS.
    { rewrite <- (dS_0 k).
      apply (tends_comp dS rho 0 lim0), dS_continuous; lra. }
    pose proof (dP_0 k) as p1; fold dP in p1.
    set (n := Rmax m 1); assert (1 <= n) by apply Rmax_r; assert (m <= n) by apply Rmax_l.
    destruct (tends_from _ _ (t1 + 1) lim_dP (dP 0) p1) as [T [HT K]].
    destruct (tends_from _ _ T lim_dS (dP 0 / n)) as [U [HU L]].
    { apply Rdiv_lt_0_compat; lra. }
    exists U; intros t Ht.
    specialize (K t ltac:(lra)); specialize (L t Ht); specialize (down t ltac:(lra)).
    apply Rabs_def2 in K; apply Rabs_def2 in L; unfold q in down.
    pose proof (dS_positive k (rho t) (inside t ltac:(lra))) as dSt; fold dS in dSt.
    apply Rle_lt_trans with n; [lra |].
    apply Rmult_lt_reg_r with (dS (rho t)); [exact dSt |].
    assert (n * dS (rho t) < n * (dP 0 / n)) by (apply Rmult_lt_compat_l; lra).
    replace (n * (dP 0 / n)) with (dP 0) in H1 by (field; lra).
    lra.
Qed.

(* ---- settling: N < 0 on (0, z), N > 0 on (z, 1) ---- *)

Let V t := 2 * (a t * P (rho t)) - a t * a t * S (rho t).
Let Phi r := P r * P r / S r.

Lemma V_nondecreasing s t : 0 <= s <= t -> V s <= V t.
Proof.
  intros Hst.
  apply (nondecreasing V (fun u => 2 * eps * (P (rho u) - a u * S (rho u)) ^ 2 +
    2 * (1 - rho u ^ 2) * (a u * dP (rho u) - a u ^ 2 * dS (rho u) / 2) ^ 2)); [lra | |].
  - intros u Hu; unfold V; evar_last.
    + apply (difference (fun u => 2 * (a u * P (rho u))) (fun u => a u * a u * S (rho u))).
      * apply @is_derive_scal, (product a (fun u => P (rho u))); [apply a_derive | apply P_along]; lra.
      * apply (product (fun u => a u * a u) (fun u => S (rho u))); [apply (product a a); apply a_derive | apply S_along]; lra.
    + unfold scal; simpl; unfold mult; simpl; unfold da, drho; field.
  - intros u Hu; pose proof (rho_range u ltac:(lra)).
    assert (0 <= 1 - rho u ^ 2) by nra.
    apply Rplus_le_le_0_compat; apply Rmult_le_pos; try apply pow2_ge_0; lra.
Qed.

Lemma V_below_Phi t : 0 < t -> V t <= Phi (rho t).
Proof.
  intros Ht; pose proof (S_positive _ (inside t Ht)) as HS; unfold V, Phi.
  apply Rmult_le_reg_r with (S (rho t)); [exact HS |].
  replace (P (rho t) * P (rho t) / S (rho t) * S (rho t)) with (P (rho t) * P (rho t)) by (field; lra).
  pose proof (Rle_0_sqr (P (rho t) - a t * S (rho t))); unfold Rsqr in H; lra.
Qed.

Lemma Phi_derive r : 0 < r < 1 -> is_derive Phi r (- P r * N r / S r ^ 2).
Proof.
  intros Hr; pose proof (S_positive r Hr); unfold Phi; evar_last.
  - apply (quotient (fun u => P u * P u) S); [apply (product P P); apply P_derive; lra | apply S_derive; lra | lra].
  - fold P dP S dS; unfold N, N_of; fold P dP S dS; field; lra.
Qed.

Lemma stays_at_maximum z T :
  0 < z < 1 -> (forall r, 0 < r < z -> N r < 0) -> (forall r, z < r < 1 -> 0 < N r) ->
  0 < T -> rho T = z -> a T = P z / S z -> forall t, T <= t -> rho t = z.
Proof.
  intros Hz neg pos HT at_z at_B t Ht.
  assert (V T = Phi z) as top.
  { unfold V, Phi; rewrite at_z, at_B; pose proof (S_positive z Hz); field; lra. }
  pose proof (V_nondecreasing T t ltac:(lra)); pose proof (V_below_Phi t ltac:(lra)).
  pose proof (inside t ltac:(lra)) as Hr.
  destruct (Rtotal_order (rho t) z) as [lt | [eq | gt]]; [exfalso | exact eq | exfalso].
  - assert (Phi (rho t) < Phi z); [| lra].
    apply increasing with (fun r => - P r * N r / S r ^ 2); [exact lt | |].
    + intros r Hr'; apply Phi_derive; lra.
    + intros r Hr'; pose proof (S_positive r ltac:(lra)); pose proof (P_positive k r ltac:(lra)).
      fold P in H2; specialize (neg r ltac:(lra)); apply Rdiv_lt_0_compat; [| nra].
      replace (- P r * N r) with (P r * - N r) by ring; apply Rmult_lt_0_compat; lra.
  - assert (- Phi z < - Phi (rho t)); [| lra].
    apply increasing with (f := fun r => - Phi r) (df := fun r => - (- P r * N r / S r ^ 2)); [exact gt | |].
    + intros r Hr'; apply (is_derive_opp Phi), Phi_derive; lra.
    + intros r Hr'; pose proof (S_positive r ltac:(lra)); pose proof (P_positive k r ltac:(lra)).
      fold P in H2; specialize (pos r ltac:(lra)).
      replace (- (- P r * N r / S r ^ 2)) with (P r * N r / S r ^ 2) by (field; lra).
      apply Rdiv_lt_0_compat; [now apply Rmult_lt_0_compat | nra].
Qed.

Let h t := P (rho t) - a t * S (rho t).
Let dh t := drho t * dP (rho t) - (da t * S (rho t) + a t * (drho t * dS (rho t))).

Lemma h_derive t : 0 <= t -> is_derive h t (dh t).
Proof.
  intros Ht; apply (difference (fun u => P (rho u)) (fun u => a u * S (rho u))); [now apply P_along |].
  apply (product a (fun u => S (rho u))); [now apply a_derive | now apply S_along].
Qed.

(* (2): on a = B, d(B - a)/dt = B' R' > 0 where N > 0. *)
Lemma dh_on_B t : 0 < t -> h t = 0 -> 0 < N (rho t) -> 0 < dh t.
Proof.
  intros Ht zero HN; pose proof (inside t Ht) as Hr.
  pose proof (S_positive _ Hr) as HS; pose proof (B_falls _ Hr HN) as fall.
  pose proof (weight_positive t ltac:(lra)) as w.
  unfold h in zero.
  assert (a t = P (rho t) / S (rho t)) as E.
  { apply Rmult_eq_reg_r with (S (rho t)); [field_simplify |]; lra. }
  assert (0 < q t).
  { unfold q; rewrite E; unfold N, N_of in HN; fold P dP S dS in HN.
    replace (P (rho t) / S (rho t) * dS (rho t) - 2 * dP (rho t))
      with ((P (rho t) * dS (rho t) - 2 * dP (rho t) * S (rho t)) / S (rho t)) by (field; lra).
    now apply Rdiv_lt_0_compat. }
  pose proof (falls t ltac:(lra) H) as down.
  unfold dh, da; rewrite zero.
  replace (drho t * dP (rho t) - (eps * 0 * S (rho t) + a t * (drho t * dS (rho t))))
    with (- drho t * ((P (rho t) * dS (rho t) - dP (rho t) * S (rho t)) / S (rho t))) by
    (rewrite E; field; lra).
  apply Rmult_lt_0_compat; [lra | apply Rdiv_lt_0_compat; lra].
Qed.

Theorem settles z :
  0 < z < 1 -> (forall r, 0 < r < z -> N r < 0) -> N z = 0 -> (forall r, z < r < 1 -> 0 < N r) ->
  tends rho z /\ tends a (P z / S z).
Proof.
  intros Hz neg zero_z pos.
  assert (tends rho z) as lim; [| split; [exact lim | now apply a_tends]].
  assert (only_z : forall r, 0 < r < 1 -> N r = 0 -> r = z).
  { intros r Hr E; destruct (Rtotal_order r z) as [lt | [eq | gt]]; [exfalso | exact eq | exfalso].
    - specialize (neg r ltac:(lra)); lra.
    - specialize (pos r ltac:(lra)); lra. }
  assert (eventually_z : forall T, (forall t, T <= t -> rho t = z) -> tends rho z).
  { intros T all; apply tends_def; intros e He; exists T; intros t Ht.
    rewrite all by lra; rewrite Rminus_eq_0, Rabs_R0; exact He. }
  destruct (Classical_Prop.classic (exists t, 0 <= t /\ 0 <= q t)) as [[late [Hlate Hq]] | none].
  2: {
    assert (up : forall t, 0 <= t -> q t < 0).
    { intros t Ht; apply Rnot_le_lt; intros bad; apply none; now exists t. }
    destruct (rises_for_ever up) as [r [Hr [lim _]]].
    destruct (Req_dec r 1) as [-> | ne].
    - exfalso; now apply (not_to_1 z ltac:(lra) pos up).
    - rewrite <- (only_z r) by (try lra; apply limit_is_equilibrium; auto; lra); exact lim. }
  destruct (first_zero q 0 late Hlate) as [t1 [Ht1 [zero before]]]; [| exact q_0 | exact Hq |].
  { intros u Hu; apply derive_continuous with (dq u), q_derive; lra. }
  (* at the turn N >= 0 *)
  assert (0 <= N (rho t1)) as turn.
  { assert (0 <= dq t1) as slope.
    { apply (slope_at_first_zero q (dq t1) 0 t1); try lra; [apply q_derive; lra |].
      intros u Hu; apply Rlt_le, before; lra. }
    rewrite dq_on_A in slope by exact zero.
    apply Rmult_le_reg_l with eps; lra. }
  pose proof (inside t1 ltac:(lra)) as Hr1.
  assert (at_equilibrium : forall T, 0 < T -> rho T = z -> a T = P z / S z -> tends rho z).
  { intros T HT at_z at_B; apply eventually_z with T.
    intros t Ht; now apply (stays_at_maximum z T). }
  pose proof (S_positive z Hz) as Sz; pose proof (dS_positive k z Hz) as dSz; fold dS in dSz.
  assert (meet : 2 * dP z / dS z = P z / S z).
  { unfold N, N_of in zero_z; fold P dP S dS in zero_z.
    apply Rmult_eq_reg_r with (dS z * S z); [field_simplify | apply Rgt_not_eq, Rmult_lt_0_compat]; lra. }
  destruct (Req_dec (rho t1) z) as [at_z | ne].
  { apply (at_equilibrium t1); [lra | exact at_z |].
    rewrite <- meet; apply Rmult_eq_reg_r with (dS z); [| lra].
    unfold q in zero; rewrite at_z in zero; field_simplify; lra. }
  assert (z < rho t1) as beyond.
  { apply Rnot_le_lt; intros bad; specialize (neg (rho t1) ltac:(lra)); lra. }
  (* beyond z the state is in the channel A < a < B *)
  assert (0 < h t1) as below_1.
  { specialize (pos (rho t1) ltac:(lra)) as n; unfold N, N_of in n; fold P dP S dS in n.
    pose proof (dS_positive k _ Hr1) as d1; fold dS in d1.
    unfold q in zero; unfold h.
    apply Rmult_lt_reg_r with (dS (rho t1)); [exact d1 |].
    replace ((P (rho t1) - a t1 * S (rho t1)) * dS (rho t1))
      with (P (rho t1) * dS (rho t1) - a t1 * dS (rho t1) * S (rho t1)) by ring.
    replace (a t1 * dS (rho t1)) with (2 * dP (rho t1)) by lra; lra. }
  assert (stay : forall t2, (forall t, t1 <= t <= t2 -> z < rho t) ->
                 forall t, t1 <= t <= t2 -> 0 < h t /\ (t1 < t -> 0 < q t)).
  { intros t2 range t Ht; split.
    - apply (barrier_above_until h dh t1 t2); auto.
      + intros u Hu; apply h_derive; lra.
      + intros u Hu E; apply dh_on_B; [lra | exact E |].
        apply pos; split; [apply range; lra | apply rho_range; lra].
    - intros lt; apply (channel z t1 t2); auto; try lra. }
  destruct (Classical_Prop.classic (exists t, t1 <= t /\ rho t <= z)) as [[t [Ht low]] | none].
  - (* it comes to z, and there a = B(z) *)
    destruct (first_zero (fun u => z - rho u) t1 t Ht) as [t2 [Ht2 [at_z first]]]; try lra.
    { intros u Hu; apply derive_continuous with (0 - drho u).
      apply (difference (fun _ => z) rho); [apply @is_derive_const | apply rho_derive; lra]. }
    assert (in_between : forall u, t1 < u < t2 -> 0 < h u /\ 0 < q u).
    { intros u Hu.
      assert (forall v, t1 <= v <= u -> z < rho v) as range.
      { intros v Hv; specialize (first v ltac:(lra)); simpl in first; lra. }
      destruct (stay u range u ltac:(lra)) as [H1 H2].
      split; [exact H1 | apply H2; lra]. }
    assert (closed : forall f df, (forall u, 0 <= u -> is_derive f u (df u)) ->
                     (forall u, t1 < u < t2 -> 0 < f u) -> 0 <= f t2).
    { intros f df D all; apply Rnot_lt_le; intros bad.
      destruct (below_near f t2 0) as [d [Hd K]]; auto.
      - apply derive_continuous with (df t2), D; lra.
      - set (u := Rmax ((t1 + t2) / 2) (t2 - d / 2)).
        assert (t1 < u < t2 /\ t2 - d < u) as [Hu1 Hu2].
        { unfold u; apply Rmax_case_strong; lra. }
        specialize (K u ltac:(rewrite Rabs_left; lra)); specialize (all u Hu1); lra. }
    assert (0 <= h t2) as h2 by (apply (closed h dh h_derive); intros; now apply in_between).
    assert (0 <= q t2) as q2 by (apply (closed q dq q_derive); intros; now apply in_between).
    assert (rho t2 = z) as E by lra.
    apply (at_equilibrium t2); [lra | exact E |].
    unfold h in h2; unfold q in q2; rewrite E in h2, q2.
    apply Rle_antisym.
    + apply Rmult_le_reg_r with (S z); [lra |].
      replace (P z / S z * S z) with (P z) by (field; lra); lra.
    + rewrite <- meet; apply Rmult_le_reg_r with (dS z); [lra |].
      replace (2 * dP z / dS z * dS z) with (2 * dP z) by (field; lra); lra.
  - (* it stays beyond z and falls *)
    assert (range : forall t, t1 <= t -> z < rho t).
    { intros t Ht; apply Rnot_le_lt; intros bad; apply none; now exists t. }
    destruct (monotone_limit_below rho (t1 + 1) z) as [r [Hr [lim all]]].
    + intros s t Hst; apply nonincreasing with drho; [lra | |].
      * intros u Hu; apply rho_derive; lra.
      * intros u Hu; apply Rlt_le, falls; [lra |].
        assert (forall v, t1 <= v <= u -> z < rho v) as until by (intros v Hv; apply range; lra).
        destruct (stay u until u ltac:(lra)) as [_ H2]; apply H2; lra.
    + intros t Ht; apply Rlt_le, range; lra.
    + specialize (all (t1 + 1) ltac:(lra)); pose proof (rho_range (t1 + 1) ltac:(lra)).
      rewrite <- (only_z r); [exact lim | lra |].
      apply limit_is_equilibrium; [exact lim | lra].
Qed.

End Flow.
