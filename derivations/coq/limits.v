(* Real functions of time: barriers, bounded monotone functions, derivatives that converge. *)
Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Lemma derive_continuous f df t : is_derive f t df -> continuity_pt f t.
Proof.
  intros H; apply continuity_pt_filterlim.
  apply (ex_derive_continuous f t); now exists df.
Qed.

(* Mean values, the place inside. *)
Lemma mean_value f df a b :
  a < b -> (forall x, a <= x <= b -> is_derive f x (df x)) ->
  exists c, a < c < b /\ f b - f a = df c * (b - a).
Proof.
  intros ab H.
  destruct (MVT_cor2 f df a b ab) as [c [Hc1 Hc2]].
  - intros c Hc; apply is_derive_Reals; auto.
  - now exists c.
Qed.

Lemma increasing f df a b :
  a < b -> (forall x, a <= x <= b -> is_derive f x (df x)) ->
  (forall x, a < x < b -> 0 < df x) -> f a < f b.
Proof.
  intros ab H pos.
  destruct (mean_value f df a b ab H) as [c [Hc E]].
  assert (0 < df c * (b - a)) by (apply Rmult_lt_0_compat; [auto | lra]); lra.
Qed.

Lemma nondecreasing f df a b :
  a <= b -> (forall x, a <= x <= b -> is_derive f x (df x)) ->
  (forall x, a < x < b -> 0 <= df x) -> f a <= f b.
Proof.
  intros ab H pos; destruct (Req_dec a b) as [<- | ne]; [lra |].
  destruct (mean_value f df a b ltac:(lra) H) as [c [Hc E]].
  assert (0 <= df c * (b - a)) by (apply Rmult_le_pos; [auto | lra]); lra.
Qed.

Lemma nonincreasing f df a b :
  a <= b -> (forall x, a <= x <= b -> is_derive f x (df x)) ->
  (forall x, a < x < b -> df x <= 0) -> f b <= f a.
Proof.
  intros ab H neg; destruct (Req_dec a b) as [<- | ne]; [lra |].
  destruct (mean_value f df a b ltac:(lra) H) as [c [Hc E]].
  assert (0 <= (- df c) * (b - a)) by
    (apply Rmult_le_pos; [specialize (neg c Hc); lra | lra]); lra.
Qed.

(* Near a point where a continuous function is below a number, it stays below. *)
Lemma below_near f x m :
  continuity_pt f x -> f x < m ->
  exists d, 0 < d /\ forall y, Rabs (y - x) < d -> f y < m.
Proof.
  intros C H.
  destruct (C (m - f x) ltac:(lra)) as [d [Hd K]].
  exists d; split; [exact Hd |]; intros y Hy.
  destruct (Req_dec y x) as [-> | ne]; [exact H |].
  specialize (K y); unfold dist, R_met, R_dist in K; simpl in K.
  assert (Rabs (f y - f x) < m - f x) as B.
  { apply K; split; [split; [exact I | auto] | exact Hy]. }
  apply Rabs_def2 in B; lra.
Qed.

Lemma above_near f x m :
  continuity_pt f x -> m < f x ->
  exists d, 0 < d /\ forall y, Rabs (y - x) < d -> m < f y.
Proof.
  intros C H.
  destruct (below_near (fun y => - f y) x (- m)) as [d [Hd K]].
  - now apply continuity_pt_opp with (f := f).
  - lra.
  - exists d; split; [exact Hd |]; intros y Hy; specialize (K y Hy); simpl in K; lra.
Qed.

(* The first zero of a continuous function that begins below 0 and does not stay there. *)
Lemma first_zero f t0 t1 :
  t0 <= t1 -> (forall t, t0 <= t <= t1 -> continuity_pt f t) ->
  f t0 < 0 -> 0 <= f t1 ->
  exists T, t0 < T <= t1 /\ f T = 0 /\ forall u, t0 <= u < T -> f u < 0.
Proof.
  intros le C neg nonneg.
  set (E := fun t => t0 <= t <= t1 /\ forall u, t0 <= u <= t -> f u < 0).
  assert (Ht0 : E t0).
  { split; [lra |]; intros u Hu; replace u with t0 by lra; exact neg. }
  destruct (completeness E) as [T [upper least]].
  - exists t1; intros t [Ht _]; lra.
  - now exists t0.
  - assert (t0 <= T) by now apply upper.
    assert (T <= t1) by (apply least; intros t [Ht _]; lra).
    assert (before : forall u, t0 <= u < T -> f u < 0).
    { intros u Hu; apply Rnot_le_lt; intros bad.
      assert (T <= u); [| lra].
      apply least; intros t [Ht K].
      apply Rnot_lt_le; intros ut.
      specialize (K u ltac:(lra)); lra. }
    assert (zero : f T = 0).
    { destruct (Rtotal_order (f T) 0) as [lt | [eq | gt]]; [exfalso | exact eq | exfalso].
      - destruct (below_near f T 0 (C T ltac:(lra)) lt) as [d [Hd K]].
        assert (T < t1).
        { apply Rnot_le_lt; intros bad; replace t1 with T in nonneg by lra; lra. }
        set (v := Rmin t1 (T + d / 2)).
        assert (T < v <= t1 /\ v < T + d).
        { unfold v; apply Rmin_case_strong; lra. }
        assert (E v).
        { split; [lra |]; intros u Hu.
          destruct (Rlt_or_le u T); [apply before; lra |].
          apply K; rewrite Rabs_pos_eq; lra. }
        specialize (upper v H3); lra.
      - destruct (above_near f T 0 (C T ltac:(lra)) gt) as [d [Hd K]].
        destruct (Req_dec T t0) as [-> | ne]; [lra |].
        set (v := Rmax t0 (T - d / 2)).
        assert (t0 <= v < T /\ T - d < v).
        { unfold v; apply Rmax_case_strong; lra. }
        specialize (K v ltac:(rewrite Rabs_left; lra)).
        specialize (before v ltac:(lra)); lra. }
    exists T; repeat split; auto.
    destruct (Req_dec T t0) as [-> | ne]; lra.
Qed.

(* Coming up to 0 from below, a function does not fall. *)
Lemma slope_at_first_zero f df t0 T :
  t0 < T -> is_derive f T df -> f T = 0 -> (forall u, t0 <= u < T -> f u <= 0) -> 0 <= df.
Proof.
  intros lt D zero before; apply Rnot_lt_le; intros neg.
  apply is_derive_Reals in D; unfold derivable_pt_lim in D.
  destruct (D (- df / 2) ltac:(lra)) as [d K]; destruct d as [d Hd]; simpl in K.
  set (h := - Rmin (T - t0) (d / 2)).
  assert (h < 0 /\ Rabs h < d /\ t0 <= T + h).
  { unfold h; rewrite Rabs_Ropp, Rabs_pos_eq; apply Rmin_case_strong; intros; lra. }
  specialize (K h ltac:(lra) ltac:(lra)).
  specialize (before (T + h) ltac:(lra)).
  rewrite zero, Rminus_0_r in K.
  apply Rabs_def2 in K.
  assert (0 <= f (T + h) / h).
  { replace (f (T + h) / h) with ((- f (T + h)) / (- h)) by (field; lra).
    apply Rdiv_le_0_compat; lra. }
  lra.
Qed.

(* Where it is 0 and rises, a function is above 0 soon after. *)
Lemma above_after_zero f df t :
  is_derive f t df -> f t = 0 -> 0 < df -> exists d, 0 < d /\ forall h, 0 < h < d -> 0 < f (t + h).
Proof.
  intros D zero pos; apply is_derive_Reals in D.
  destruct (D df pos) as [d K]; exists d; split; [apply cond_pos |]; intros h Hh.
  specialize (K h ltac:(lra) ltac:(rewrite Rabs_pos_eq; lra)).
  rewrite zero, Rminus_0_r in K; apply Rabs_def2 in K.
  replace (f (t + h)) with (f (t + h) / h * h) by (field; lra).
  apply Rmult_lt_0_compat; lra.
Qed.

(* A barrier: what begins below 0 and falls wherever it is 0 stays below 0. *)
Lemma barrier_until f df t0 t1 :
  (forall t, t0 <= t <= t1 -> is_derive f t (df t)) -> f t0 < 0 ->
  (forall t, t0 < t <= t1 -> f t = 0 -> df t < 0) -> forall t, t0 <= t <= t1 -> f t < 0.
Proof.
  intros D neg falls t Ht; apply Rnot_le_lt; intros bad.
  destruct (first_zero f t0 t ltac:(lra)) as [T [HT [zero before]]]; auto.
  - intros u Hu; apply derive_continuous with (df u); apply D; lra.
  - assert (0 <= df T).
    { apply (slope_at_first_zero f (df T) t0 T); auto; try lra; [apply D; lra |].
      intros u Hu; apply Rlt_le, before; lra. }
    specialize (falls T ltac:(lra) zero); lra.
Qed.

Lemma barrier f df t0 :
  (forall t, t0 <= t -> is_derive f t (df t)) -> f t0 < 0 ->
  (forall t, t0 < t -> f t = 0 -> df t < 0) -> forall t, t0 <= t -> f t < 0.
Proof.
  intros D neg falls t Ht; apply (barrier_until f df t0 t); try lra.
  - intros u Hu; apply D; lra.
  - intros u Hu; apply falls; lra.
Qed.

Lemma barrier_above_until f df t0 t1 :
  (forall t, t0 <= t <= t1 -> is_derive f t (df t)) -> 0 < f t0 ->
  (forall t, t0 < t <= t1 -> f t = 0 -> 0 < df t) -> forall t, t0 <= t <= t1 -> 0 < f t.
Proof.
  intros D pos rises t Ht.
  assert (- f t < 0); [| lra].
  apply (barrier_until (fun t => - f t) (fun t => - df t) t0 t1); auto; try lra.
  - intros u Hu; apply (is_derive_opp f u (df u)); auto.
  - intros u Hu zero; specialize (rises u Hu); lra.
Qed.

(* ---- limits as time goes on ---- *)

Definition tends (f : R -> R) (l : R) := is_lim f p_infty l.
Definition grows (f : R -> R) := is_lim f p_infty p_infty.

Lemma tends_def f l :
  tends f l <-> forall e, 0 < e -> exists T, forall t, T < t -> Rabs (f t - l) < e.
Proof.
  unfold tends; rewrite <- is_lim_spec; simpl; split.
  - intros H e He; exact (H (mkposreal e He)).
  - intros H [e He]; exact (H e He).
Qed.

Lemma grows_def f : grows f <-> forall m, exists T, forall t, T < t -> m < f t.
Proof. unfold grows; rewrite <- is_lim_spec; simpl; split; auto. Qed.

Lemma tends_const c : tends (fun _ => c) c.
Proof. apply is_lim_const. Qed.

Lemma tends_plus f g l m : tends f l -> tends g m -> tends (fun t => f t + g t) (l + m).
Proof. intros; now apply (is_lim_plus' f g p_infty l m). Qed.

Lemma tends_minus f g l m : tends f l -> tends g m -> tends (fun t => f t - g t) (l - m).
Proof. intros; now apply (is_lim_minus' f g p_infty l m). Qed.

Lemma tends_opp f l : tends f l -> tends (fun t => - f t) (- l).
Proof. intros; now apply (is_lim_opp f p_infty l). Qed.

Lemma tends_mult f g l m : tends f l -> tends g m -> tends (fun t => f t * g t) (l * m).
Proof. intros Hf Hg; unfold tends; now apply (is_lim_mult f g p_infty l m). Qed.

Lemma tends_comp g f l : tends f l -> continuity_pt g l -> tends (fun t => g (f t)) (g l).
Proof.
  intros H C; apply tends_def; intros e He.
  destruct (C e He) as [d [Hd K]].
  destruct (proj1 (tends_def f l) H d Hd) as [T HT].
  exists T; intros t Ht; specialize (HT t Ht).
  destruct (Req_dec (f t) l) as [-> | ne].
  - rewrite Rminus_eq_0, Rabs_R0; exact He.
  - apply (K (f t)); split; [split; [exact I | auto] | exact HT].
Qed.

Lemma tends_from f l t0 : tends f l -> forall e, 0 < e -> exists T, t0 <= T /\ forall t, T < t -> Rabs (f t - l) < e.
Proof.
  intros H e He; destruct (proj1 (tends_def f l) H e He) as [T HT].
  exists (Rmax t0 T); split; [apply Rmax_l |].
  intros t Ht; apply HT; pose proof (Rmax_r t0 T); lra.
Qed.

(* Nondecreasing and bounded: it has a limit, above all its values. *)
Lemma monotone_limit f t0 m :
  (forall s t, t0 <= s <= t -> f s <= f t) -> (forall t, t0 <= t -> f t <= m) ->
  exists l, l <= m /\ tends f l /\ forall t, t0 <= t -> f t <= l.
Proof.
  intros mono bound.
  destruct (completeness (fun y => exists t, t0 <= t /\ y = f t)) as [l [upper least]].
  - exists m; intros y [t [Ht ->]]; auto.
  - exists (f t0), t0; split; [lra | reflexivity].
  - exists l; split; [| split].
    + apply least; intros y [t [Ht ->]]; auto.
    + apply tends_def; intros e He.
      assert (exists t, t0 <= t /\ l - e < f t) as [T [HT near]].
      { apply Classical_Prop.NNPP; intros none.
        assert (l <= l - e); [| lra].
        apply least; intros y [t [Ht ->]].
        apply Rnot_lt_le; intros bad; apply none; exists t; auto. }
      exists T; intros t Ht.
      assert (f T <= f t) by (apply mono; lra).
      assert (f t <= l) by (apply upper; exists t; split; [lra | reflexivity]).
      apply Rabs_def1; lra.
    + intros t Ht; apply upper; exists t; auto.
Qed.

Lemma monotone_limit_below f t0 m :
  (forall s t, t0 <= s <= t -> f t <= f s) -> (forall t, t0 <= t -> m <= f t) ->
  exists l, m <= l /\ tends f l /\ forall t, t0 <= t -> l <= f t.
Proof.
  intros mono bound.
  destruct (monotone_limit (fun t => - f t) t0 (- m)) as [l [Hl [lim all]]].
  - intros s t Hst; specialize (mono s t Hst); lra.
  - intros t Ht; specialize (bound t Ht); lra.
  - exists (- l); split; [lra | split].
    + apply tends_opp in lim; apply (is_lim_ext (fun t => - - f t)); [intros; lra | exact lim].
    + intros t Ht; specialize (all t Ht); lra.
Qed.

(* If a function and its derivative converge, the derivative tends to 0. *)
Lemma derivative_not_positive f df t0 l m :
  (forall t, t0 <= t -> is_derive f t (df t)) -> tends f l -> tends df m -> m <= 0.
Proof.
  intros D Hf Hdf; apply Rnot_lt_le; intros pos.
  destruct (tends_from df m t0 Hdf (m / 2) ltac:(lra)) as [T [HT K]].
  destruct (tends_from f l T Hf 1 ltac:(lra)) as [U [HU L]].
  set (s := U + 1); set (t := s + 4 / m + 1).
  assert (0 < 4 / m) by (apply Rdiv_lt_0_compat; lra).
  destruct (mean_value f df s t) as [c [Hc E]]; [unfold t; lra | |].
  - intros x Hx; apply D; unfold s in *; lra.
  - specialize (K c ltac:(unfold s in *; lra)); apply Rabs_def2 in K.
    pose proof (L s ltac:(unfold s; lra)) as L1.
    pose proof (L t ltac:(unfold t, s; lra)) as L2.
    apply Rabs_def2 in L1; apply Rabs_def2 in L2.
    assert (m / 2 * (t - s) <= df c * (t - s)) by
      (apply Rmult_le_compat_r; unfold t; lra).
    assert (m / 2 * (t - s) = 2 + m / 2) by (unfold t; field; lra).
    lra.
Qed.

Lemma derivative_tends_to_0 f df t0 l m :
  (forall t, t0 <= t -> is_derive f t (df t)) -> tends f l -> tends df m -> m = 0.
Proof.
  intros D Hf Hdf.
  assert (m <= 0) by (apply derivative_not_positive with f df t0 l; auto).
  assert (- m <= 0); [| lra].
  apply derivative_not_positive with (fun t => - f t) (fun t => - df t) t0 (- l).
  - intros t Ht; apply (is_derive_opp f t (df t)); auto.
  - now apply tends_opp.
  - now apply tends_opp.
Qed.

(* f' = c (g - f), c >= k > 0 and g -> l: then f -> l. *)
Lemma relaxes_below f c g t0 k l :
  0 < k -> (forall t, t0 <= t -> is_derive f t (c t * (g t - f t))) ->
  (forall t, t0 <= t -> k <= c t) -> tends g l ->
  forall e, 0 < e -> exists T, t0 <= T /\ forall t, T <= t -> f t < l + e.
Proof.
  intros Hk D Hc Hg e He.
  destruct (tends_from g l t0 Hg (e / 2) ltac:(lra)) as [U [HU near]].
  assert (exists T, U < T /\ f T < l + e) as [T [HT low]].
  { apply Classical_Prop.NNPP; intros none.
    assert (high : forall t, U < t -> l + e <= f t).
    { intros t Ht; apply Rnot_lt_le; intros bad; apply none; now exists t. }
    set (s := U + 1).
    set (d := Rmax 0 (f s - (l + e))).
    assert (0 <= d) by apply Rmax_l.
    assert (f s <= l + e + d) by (unfold d; pose proof (Rmax_r 0 (f s - (l + e))); lra).
    set (t := s + (d + 1) / (k * (e / 2))).
    assert (0 < k * (e / 2)) by (apply Rmult_lt_0_compat; lra).
    assert (0 < (d + 1) / (k * (e / 2))) by (apply Rdiv_lt_0_compat; lra).
    destruct (mean_value f (fun t => c t * (g t - f t)) s t) as [x [Hx E]].
    - unfold t; lra.
    - intros y Hy; apply D; unfold s in *; lra.
    - assert (U < x) by (unfold s in *; lra).
      specialize (near x H3); apply Rabs_def2 in near.
      specialize (high x H3) as hx; specialize (high t ltac:(unfold t, s; lra)) as ht.
      specialize (Hc x ltac:(lra)).
      assert (k * (e / 2) <= c x * (f x - g x)) by (apply Rmult_le_compat; lra).
      assert (k * (e / 2) * (t - s) <= c x * (f x - g x) * (t - s)) by
        (apply Rmult_le_compat_r; unfold t; lra).
      assert (k * (e / 2) * (t - s) = d + 1) by (unfold t; field; lra).
      lra. }
  exists T; split; [lra |]; intros t Ht.
  assert (f t - (l + e) < 0); [| lra].
  apply (barrier (fun t => f t - (l + e)) (fun t => c t * (g t - f t)) T); try lra.
  - intros u Hu.
    evar_last; [apply @is_derive_minus; [apply D; lra | apply @is_derive_const] |].
    unfold minus, plus, opp, zero; simpl; ring.
  - intros u Hu zero.
    specialize (near u ltac:(lra)); apply Rabs_def2 in near.
    specialize (Hc u ltac:(lra)).
    assert (0 < c u * (f u - g u)) by (apply Rmult_lt_0_compat; lra); lra.
Qed.

Lemma relaxes f c g t0 k l :
  0 < k -> (forall t, t0 <= t -> is_derive f t (c t * (g t - f t))) ->
  (forall t, t0 <= t -> k <= c t) -> tends g l -> tends f l.
Proof.
  intros Hk D Hc Hg; apply tends_def; intros e He.
  destruct (relaxes_below f c g t0 k l Hk D Hc Hg e He) as [T1 [HT1 above]].
  destruct (relaxes_below (fun t => - f t) c (fun t => - g t) t0 k (- l) Hk) with (e := e)
    as [T2 [HT2 below]]; auto.
  - intros t Ht; evar_last; [apply @is_derive_opp, D; exact Ht |].
    unfold opp; simpl; ring.
  - now apply tends_opp.
  - exists (Rmax T1 T2); intros t Ht.
    pose proof (Rmax_l T1 T2); pose proof (Rmax_r T1 T2).
    specialize (above t ltac:(lra)); specialize (below t ltac:(lra)).
    apply Rabs_def1; lra.
Qed.
