(* The signs that pair.v asks for, computed from enclosures of finitely many coefficients and bounds of what is left. *)
Require Import Reals Lra Lia List ZArith QArith Bool.
From Coquelicot Require Import Coquelicot.
From Wane Require Import limits flow series enclose pair.
Import ListNotations.
Open Scope R_scope.

Local Notation next := Datatypes.S.

(* Enclosures of a k for k < length box, and bounds of the sums of k^w (a k)^2 over the others. *)
Record held (a : nat -> R) (box : list interval) (tail : list Z) : Prop := {
  held_first : Forall2 inside box (first a (length box));
  held_tail : forall w m, (w < length tail)%nat ->
    sum_n (fun i => INR (length box + i) ^ w * a (length box + i)%nat ^ 2) m * unit <= IZR (nth w tail 0%Z)
}.

(* ---- products of sequences ---- *)

(* sum |u v| by Cauchy and Schwarz. *)
Lemma cauchy_schwarz (u v : nat -> R) m :
  0 <= sum_n (fun i => Rabs (u i * v i)) m /\
  sum_n (fun i => Rabs (u i * v i)) m ^ 2 <= sum_n (fun i => u i ^ 2) m * sum_n (fun i => v i ^ 2) m.
Proof.
  assert (step : forall X Y Z x y, 0 <= X -> 0 <= Y -> 0 <= Z -> Z ^ 2 <= X * Y ->
            (Z + Rabs (x * y)) ^ 2 <= (X + x ^ 2) * (Y + y ^ 2)).
  { intros X Y Z x y HX HY HZ H.
    assert (2 * Z * Rabs (x * y) <= X * y ^ 2 + Y * x ^ 2) as K.
    { apply Rsqr_incr_0_var.
      - unfold Rsqr.
        replace (2 * Z * Rabs (x * y) * (2 * Z * Rabs (x * y))) with (4 * Z ^ 2 * (Rabs (x * y) ^ 2)) by ring.
        rewrite pow2_abs.
        assert (4 * Z ^ 2 * (x * y) ^ 2 <= 4 * (X * Y) * (x * y) ^ 2).
        { apply Rmult_le_compat_r; [apply pow2_ge_0 | lra]. }
        pose proof (pow2_ge_0 (X * y ^ 2 - Y * x ^ 2)).
        replace ((X * y ^ 2 + Y * x ^ 2) * (X * y ^ 2 + Y * x ^ 2))
          with (4 * (X * Y) * (x * y) ^ 2 + (X * y ^ 2 - Y * x ^ 2) ^ 2) by ring; lra.
      - pose proof (pow2_ge_0 x); pose proof (pow2_ge_0 y).
        apply Rplus_le_le_0_compat; apply Rmult_le_pos; lra. }
    replace ((Z + Rabs (x * y)) ^ 2) with (Z ^ 2 + 2 * Z * Rabs (x * y) + Rabs (x * y) ^ 2) by ring.
    rewrite pow2_abs; lra. }
  assert (nonneg : forall e : nat -> R, (forall i, 0 <= e i) -> 0 <= sum_n e m).
  { intros e pos; apply Rle_trans with (sum_n (fun _ => 0) m); [rewrite sum_n_const; lra | apply sum_n_m_le; auto]. }
  split; [apply nonneg; intros; apply Rabs_pos |].
  clear nonneg; induction m as [| m IH].
  - rewrite !sum_O, pow2_abs; right; ring.
  - rewrite !sum_Sn; unfold plus; simpl plus.
    assert (nonneg : forall e : nat -> R, (forall i, 0 <= e i) -> 0 <= sum_n e m).
    { intros e pos; apply Rle_trans with (sum_n (fun _ => 0) m); [rewrite sum_n_const; lra | apply sum_n_m_le; auto]. }
    apply step; auto; apply nonneg; intros; try apply pow2_ge_0; apply Rabs_pos.
Qed.

Definition root (x y : Z) : Z := Z.sqrt_up (x * y).

Lemma root_above x y u v w : 0 <= u -> 0 <= v -> 0 <= w -> w ^ 2 <= u * v ->
  u * unit <= IZR x -> v * unit <= IZR y -> w * unit <= IZR (root x y).
Proof.
  intros Hu Hv Hw H Hx Hy; pose proof unit_positive.
  assert (0 <= x)%Z by (apply le_IZR; nra).
  assert (0 <= y)%Z by (apply le_IZR; nra).
  assert (x * y <= root x y * root x y)%Z as sq.
  { unfold root; destruct (Z.eq_dec (x * y) 0) as [-> | ne]; [simpl; lia |].
    pose proof (Z.sqrt_up_spec (x * y) ltac:(nia)); lia. }
  apply IZR_le in sq; rewrite !mult_IZR in sq.
  assert (0 <= IZR (root x y)) by (apply IZR_le; unfold root; apply Z.sqrt_up_nonneg).
  apply Rsqr_incr_0_var; [unfold Rsqr | exact H3].
  assert (u * unit * (v * unit) <= IZR x * IZR y) by (apply Rmult_le_compat; nra).
  assert (w ^ 2 * (unit * unit) <= u * v * (unit * unit)) by (apply Rmult_le_compat_r; nra).
  nra.
Qed.

Fixpoint zip (l m : list interval) : list interval :=
  match l, m with i :: l, j :: m => mul i j :: zip l m | _, _ => [] end.

Lemma zip_length l : forall m, length l = length m -> length (zip l m) = length l.
Proof. induction l; intros [| j m] E; simpl in *; try discriminate; auto. Qed.

Lemma zip_first l : forall m c d, length l = length m ->
  Forall2 inside l (first c (length l)) -> Forall2 inside m (first d (length m)) ->
  Forall2 inside (zip l m) (first (fun k => c k * d k) (length l)).
Proof.
  induction l as [| i l IH]; intros [| j m] c d E Hc Hd; simpl in E; try discriminate; [constructor |].
  simpl length in *; rewrite first_next in *; simpl.
  inversion Hc; inversion Hd; subst; constructor; [now apply inside_mul |].
  apply IH with (c := fun k => c (next k)) (d := fun k => d (next k)); auto.
Qed.

(* ---- a sum cut short, all its terms weighted with k^w ---- *)

Fixpoint partial (w : nat) (j : Z) (l : list R) (x rest : R) : R :=
  match l with
  | [] => rest
  | a :: l => IZR j ^ w * a + x * partial w (j + 1) l x rest
  end.

Lemma partial_cut w n a x : converges a -> Rabs x < 1 ->
  PSeries (fun k => INR k ^ w * a k) x =
  partial w 0 (first a n) x (PSeries (fun i => INR (n + i) ^ w * a (n + i)%nat) x).
Proof.
  intros H Hx.
  assert (forall n m b, (forall k, b k = INR (m + k) ^ w * a (m + k)%nat) -> converges b ->
    PSeries b x = partial w (Z.of_nat m) (first (fun k => a (m + k)%nat) n) x
      (PSeries (fun i => INR (m + (n + i)) ^ w * a (m + (n + i))%nat) x)) as K.
  { clear n; induction n as [| n IH]; intros m b Hb conv.
    - simpl; apply PSeries_ext; exact Hb.
    - rewrite PSeries_decr_1 by now apply CV_radius_inside, inside_radius.
      rewrite first_next; simpl partial.
      rewrite (IH (next m) (PS_decr_1 b)); [| | now apply converges_next].
      + rewrite Hb, Nat.add_0_r, INR_IZR_INZ.
        replace (Z.of_nat (next m)) with (Z.of_nat m + 1)%Z by lia.
        f_equal; f_equal; f_equal.
        * unfold first; apply map_ext; intros k; f_equal; lia.
        * apply PSeries_ext; intros k; replace (next m + (n + k))%nat with (m + (next n + k))%nat by lia; reflexivity.
      + intros k; unfold PS_decr_1; rewrite Hb; replace (next m + k)%nat with (m + next k)%nat by lia; reflexivity. }
  apply (K n O); [reflexivity | now apply converges_power].
Qed.

(* e0 + e1 k + e2 k^2 times the terms. *)
Fixpoint row (e0 e1 e2 j : Z) (l : list interval) (t0 t1 t2 : interval) : list interval :=
  match l with
  | [] => [add (times e0 t0) (add (times e1 t1) (times e2 t2))]
  | i :: l => times (e0 + e1 * j + e2 * j * j) i :: row e0 e1 e2 (j + 1) l t0 t1 t2
  end.

Lemma encloses_row e0 e1 e2 t0 t1 t2 x r0 r1 r2 l a :
  inside (times e0 t0) (IZR e0 * r0) -> inside (times e1 t1) (IZR e1 * r1) -> inside (times e2 t2) (IZR e2 * r2) ->
  Forall2 inside l a -> forall j,
  encloses (row e0 e1 e2 j l t0 t1 t2) x
    (IZR e0 * partial 0 j a x r0 + IZR e1 * partial 1 j a x r1 + IZR e2 * partial 2 j a x r2).
Proof.
  intros H0 H1 H2; induction 1 as [| i y l a Hy Ha IH]; intros j; simpl.
  - apply encloses_one; rewrite Rplus_assoc.
    now repeat apply inside_add.
  - replace (IZR e0 * (1 * y + x * partial 0 (j + 1) a x r0) +
       IZR e1 * (IZR j * 1 * y + x * partial 1 (j + 1) a x r1) +
       IZR e2 * (IZR j * (IZR j * 1) * y + x * partial 2 (j + 1) a x r2))
      with (IZR (e0 + e1 * j + e2 * j * j) * y + x * (IZR e0 * partial 0 (j + 1) a x r0 +
        IZR e1 * partial 1 (j + 1) a x r1 + IZR e2 * partial 2 (j + 1) a x r2)).
    + apply encloses_cons; [now apply inside_times | apply IH].
    + rewrite !plus_IZR, !mult_IZR; ring.
Qed.

(* sum over i of p_i x^i (row i)(x^2), and what is left, x^n (last)(x^2). *)
Fixpoint form (rows : Z -> list interval) (last : list interval) (i : Z) (l : list interval) : list interval :=
  match l with
  | [] => spread last
  | b :: l => add_lists (if is_zero b then [] else spread (scale_list b (rows i)))
                        ((0, 0)%Z :: form rows last (i + 1) l)
  end.

Lemma encloses_form rows last x X0 X1 X2 r0 r1 r2 l a :
  (forall i, encloses (rows i) (x ^ 2) (X0 + IZR i * X1 + IZR i * IZR i * X2)) ->
  encloses last (x ^ 2) (r0 * X0 + r1 * X1 + r2 * X2) -> Forall2 inside l a -> forall i,
  encloses (form rows last i l) x
    (partial 0 i a x r0 * X0 + partial 1 i a x r1 * X1 + partial 2 i a x r2 * X2).
Proof.
  intros Hr Hl; induction 1 as [| b y l a Hy Ha IH]; intros i; simpl; [now apply encloses_spread |].
  replace ((1 * y + x * partial 0 (i + 1) a x r0) * X0 + (IZR i * 1 * y + x * partial 1 (i + 1) a x r1) * X1 +
     (IZR i * (IZR i * 1) * y + x * partial 2 (i + 1) a x r2) * X2)
    with (y * (X0 + IZR i * X1 + IZR i * IZR i * X2) +
      x * (partial 0 (i + 1) a x r0 * X0 + partial 1 (i + 1) a x r1 * X1 + partial 2 (i + 1) a x r2 * X2)) by ring.
  apply encloses_add; [| apply encloses_shift, IH].
  destruct (is_zero b) eqn:E.
  - destruct b as [[] []]; try discriminate; rewrite (inside_0_only _ Hy), Rmult_0_l; apply encloses_nil.
  - apply encloses_spread, encloses_scale; auto.
Qed.

Lemma inside_nth n : forall l a k other, Forall2 inside l (first a n) -> (k < n)%nat -> inside (nth k l other) (a k).
Proof.
  induction n as [| n IH]; intros l a k other H Hk; [lia |].
  rewrite first_next in H; inversion H; subst; destruct k as [| k]; [assumption |].
  refine (IH _ (fun k => a (next k)) k other _ _); [assumption | lia].
Qed.

Lemma is_zero_true i x : is_zero i = true -> inside i x -> x = 0.
Proof. destruct i as [[] []]; try discriminate; intros _; apply inside_0_only. Qed.

(* ---- a pair ---- *)

Record input := { c_box : list interval; c_tail : list Z; d_box : list interval; d_tail : list Z; decay : interval }.

Section Input.

Variable q : input.

Definition squares := zip (c_box q) (c_box q).
Definition s_box := match squares with [] => [] | i :: l => add i (decay q) :: l end.
Definition p_box := zip (c_box q) (d_box q).
Definition s_rest (w : nat) : interval := (0%Z, nth w (c_tail q) 0%Z).
Definition p_rest (w : nat) : interval :=
  let u := root (nth w (c_tail q) 0%Z) (nth w (d_tail q) 0%Z) in (- u, u)%Z.

Definition s_row (e0 e1 e2 : Z) := row e0 e1 e2 0 s_box (s_rest 0) (s_rest 1) (s_rest 2).

Definition P_list := p_box ++ [p_rest 0].
Definition M_list :=
  form (fun i => s_row (- i) 1 0)
    (add_lists (scale_list (p_rest 0) (s_row 0 1 0)) (scale_list (p_rest 1) (s_row (-1) 0 0))) 0 p_box.
Definition slope_list :=
  form (fun i => s_row (- (i * i)) (- i) 2)
    (add_lists (scale_list (p_rest 0) (s_row 0 0 2))
      (add_lists (scale_list (p_rest 1) (s_row 0 (-1) 0)) (scale_list (p_rest 2) (s_row (-1) 0 0)))) 0 p_box.

Definition well_formed (moments : nat) : bool :=
  (1 <? length (c_box q))%nat && (length (c_box q) =? length (d_box q))%nat &&
  (moments <=? length (c_tail q))%nat && (moments <=? length (d_tail q))%nat && (0 <=? fst (decay q))%Z.

Definition not_negative (i : interval) := (0 <=? fst i)%Z.

Definition checks_start (depth : nat) : bool :=
  well_formed 2 && not_negative (nth 0 p_box (-1, 0)%Z) && positive (nth 1 p_box (0, 0)%Z) &&
  positive_on depth 0 1 0 P_list.

Variables c d : nat -> R.
Variable lambda : R.
Hypothesis c_held : held c (c_box q) (c_tail q).
Hypothesis d_held : held d (d_box q) (d_tail q).
Hypothesis lambda_held : inside (decay q) lambda.

Lemma well_formed_parts m : well_formed m = true ->
  (1 < length (c_box q))%nat /\ length (c_box q) = length (d_box q) /\
  (m <= length (c_tail q))%nat /\ (m <= length (d_tail q))%nat /\ 0 <= lambda.
Proof.
  unfold well_formed; rewrite !andb_true_iff; intros [[[[H1 H2] H3] H4] H5].
  apply Nat.ltb_lt in H1; apply Nat.eqb_eq in H2; apply Nat.leb_le in H3; apply Nat.leb_le in H4.
  apply Z.leb_le, IZR_le in H5; destruct lambda_held; pose proof unit_positive.
  repeat split; auto; apply Rmult_le_reg_r with unit; lra.
Qed.

Section Formed.

Variable moments : nat.
Hypothesis formed : well_formed moments = true.

Let n := length (c_box q).

Lemma same_length : length (d_box q) = n.
Proof. symmetry; apply (well_formed_parts _ formed). Qed.

Lemma p_first : Forall2 inside p_box (first (p c d) n).
Proof.
  apply zip_first; [symmetry; apply same_length | apply c_held | apply d_held].
Qed.

Lemma s_first : Forall2 inside s_box (first (s c lambda) n).
Proof.
  pose proof (zip_first (c_box q) (c_box q) c c eq_refl (held_first _ _ _ c_held) (held_first _ _ _ c_held)) as H.
  pose proof (well_formed_parts _ formed) as [long _].
  unfold s_box, squares; fold n in H, long |- *; destruct n as [| m]; [lia |].
  rewrite first_next in *; inversion H; subst; constructor.
  - unfold s; replace (c O ^ 2) with (c O * c O) by ring; now apply inside_add.
  - replace (first (fun k => s c lambda (next k)) m) with (first (fun k => c (next k) * c (next k)) m); [assumption |].
    unfold first; apply map_ext; intros; unfold s; ring.
Qed.

Lemma c_sums w m : (w < moments)%nat ->
  sum_n (fun i => INR (n + i) ^ w * c (n + i)%nat ^ 2) m * unit <= IZR (nth w (c_tail q) 0%Z).
Proof. intros; apply c_held; pose proof (well_formed_parts _ formed); lia. Qed.

Lemma d_sums w m : (w < moments)%nat ->
  sum_n (fun i => INR (n + i) ^ w * d (n + i)%nat ^ 2) m * unit <= IZR (nth w (d_tail q) 0%Z).
Proof. intros; rewrite <- same_length; apply d_held; pose proof (well_formed_parts _ formed); lia. Qed.

Lemma power_nonnegative k w : 0 <= INR k ^ w.
Proof. apply pow_le, pos_INR. Qed.

Lemma unscale x y : x * unit <= IZR y -> x <= IZR y / unit.
Proof.
  intros H; pose proof unit_positive; apply Rmult_le_reg_r with unit; [assumption |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.

Lemma scale x y : x <= IZR y / unit -> x * unit <= IZR y.
Proof.
  intros H; pose proof unit_positive; replace (IZR y) with (IZR y / unit * unit) by (field; lra).
  apply Rmult_le_compat_r; lra.
Qed.

Lemma s_rest_inside w x : (w < moments)%nat -> 0 <= x <= 1 ->
  inside (s_rest w) (PSeries (fun i => INR (n + i) ^ w * s c lambda (n + i)%nat) x).
Proof.
  intros Hw Hx; pose proof (well_formed_parts _ formed) as [long _]; fold n in long.
  assert (forall i, s c lambda (n + i) = c (n + i)%nat ^ 2) as E.
  { intros i; destruct n; [lia | reflexivity]. }
  destruct (tail_nonnegative (fun i => INR (n + i) ^ w * s c lambda (n + i)%nat) x (IZR (nth w (c_tail q) 0%Z) / unit) Hx)
    as [L U].
  - intros k; rewrite E; apply Rmult_le_pos; [apply power_nonnegative | apply pow2_ge_0].
  - intros m; apply Rle_trans with (2 := unscale _ _ (c_sums w m Hw)); right.
    apply sum_n_m_ext; intros k; now rewrite E.
  - pose proof unit_positive; unfold inside, s_rest; cbn [fst snd]; split.
    + apply Rmult_le_pos; lra.
    + now apply scale.
Qed.

Lemma p_rest_inside w x : (w < moments)%nat -> 0 <= x <= 1 ->
  inside (p_rest w) (PSeries (fun i => INR (n + i) ^ w * p c d (n + i)%nat) x).
Proof.
  intros Hw Hx; set (u := root (nth w (c_tail q) 0%Z) (nth w (d_tail q) 0%Z)).
  assert (Rabs (PSeries (fun i => INR (n + i) ^ w * p c d (n + i)%nat) x) <= IZR u / unit) as H.
  { apply tail_bounded with (fun i => INR (n + i) ^ w * Rabs (p c d (n + i)%nat)); [exact Hx | |].
    - intros k; rewrite Rabs_mult, (Rabs_pos_eq (INR (n + k) ^ w)) by apply power_nonnegative; lra.
    - intros m; apply unscale.
      set (a := fun i => sqrt (INR (n + i) ^ w) * c (n + i)%nat).
      set (b := fun i => sqrt (INR (n + i) ^ w) * d (n + i)%nat).
      assert (forall (e : nat -> R) i, (sqrt (INR (n + i) ^ w) * e (n + i)%nat) ^ 2 = INR (n + i) ^ w * e (n + i)%nat ^ 2) as sq.
      { intros e i; rewrite Rpow_mult_distr, pow2_sqrt by apply power_nonnegative; reflexivity. }
      destruct (cauchy_schwarz a b m) as [pos cs].
      replace (sum_n (fun i => INR (n + i) ^ w * Rabs (p c d (n + i)%nat)) m)
        with (sum_n (fun i => Rabs (a i * b i)) m).
      + apply root_above with (sum_n (fun i => a i ^ 2) m) (sum_n (fun i => b i ^ 2) m); auto.
        * apply Rle_trans with (sum_n (fun _ => 0) m); [rewrite sum_n_const; lra |].
          apply sum_n_m_le; intros; apply pow2_ge_0.
        * apply Rle_trans with (sum_n (fun _ => 0) m); [rewrite sum_n_const; lra |].
          apply sum_n_m_le; intros; apply pow2_ge_0.
        * apply Rle_trans with (2 := c_sums w m Hw); right; f_equal.
          apply sum_n_m_ext; intros i; unfold a; apply sq.
        * apply Rle_trans with (2 := d_sums w m Hw); right; f_equal.
          apply sum_n_m_ext; intros i; unfold b; apply sq.
      + apply sum_n_m_ext; intros i; unfold a, b, p.
        replace (sqrt (INR (n + i) ^ w) * c (n + i)%nat * (sqrt (INR (n + i) ^ w) * d (n + i)%nat))
          with (sqrt (INR (n + i) ^ w) * sqrt (INR (n + i) ^ w) * (c (n + i)%nat * d (n + i)%nat)) by ring.
        rewrite sqrt_sqrt, Rabs_mult, (Rabs_pos_eq (INR (n + i) ^ w)) by apply power_nonnegative; reflexivity. }
  pose proof unit_positive; apply Rabs_le_between in H.
  unfold inside, p_rest; fold u; cbn [fst snd]; rewrite opp_IZR; split; [| now apply scale].
  replace (- IZR u) with (- (IZR u / unit) * unit) by (field; lra); apply Rmult_le_compat_r; lra.
Qed.

Hypothesis two : (2 <= moments)%nat.

Lemma slope_tail : tail_at_most c n 1 (IZR (nth 1 (c_tail q) 0%Z) / unit).
Proof. intros m; apply unscale, c_sums; lia. Qed.

Lemma norm_tail : tail_at_most d n 0 (IZR (nth 0 (d_tail q) 0%Z) / unit).
Proof. intros m; apply unscale, d_sums; lia. Qed.

Lemma decay_nonnegative : 0 <= lambda.
Proof. apply (well_formed_parts _ formed). Qed.

Lemma s_converges : converges (s c lambda).
Proof. exact (converges_s c lambda decay_nonnegative n _ slope_tail). Qed.

Lemma p_converges : converges (p c d).
Proof. exact (converges_p c d lambda decay_nonnegative n _ _ slope_tail norm_tail). Qed.

Section Point.

Variable x : R.
Hypothesis Hx : 0 < x < 1.

Let y := x ^ 2.
Let Hy : 0 <= y <= 1.
Proof. apply square_01; lra. Qed.
Let abs_x : Rabs x < 1.
Proof. apply Rabs_def1; lra. Qed.
Let abs_y : Rabs y < 1.
Proof. now apply square_inside. Qed.

Let s_left w := PSeries (fun i => INR (n + i) ^ w * s c lambda (n + i)%nat) y.
Let p_left w := PSeries (fun i => INR (n + i) ^ w * p c d (n + i)%nat) x.

Lemma B_cut w : B c lambda w x = partial w 0 (first (s c lambda) n) y (s_left w).
Proof. unfold B; now apply partial_cut; [apply s_converges |]. Qed.

Lemma A_cut w : A c d w x = partial w 0 (first (p c d) n) x (p_left w).
Proof. unfold A; now apply partial_cut; [apply p_converges |]. Qed.

Lemma encloses_P : encloses P_list x (A c d 0 x).
Proof.
  rewrite A_cut; unfold P_list.
  pose proof p_first as H; generalize dependent (first (p c d) n); intros a H.
  generalize 0%Z; induction H as [| i v l a Hv Ha IH]; intros j.
  - apply encloses_one, p_rest_inside; [lia | lra].
  - simpl; replace (1 * v) with v by ring; apply encloses_cons; auto.
Qed.

Lemma times_rest e w : (w < moments)%nat -> inside (times e (s_rest w)) (IZR e * s_left w).
Proof. intros; apply inside_times, s_rest_inside; [assumption | exact Hy]. Qed.

Lemma times_0 i v : inside (times 0 i) (IZR 0 * v).
Proof. rewrite Rmult_0_l; apply inside_0. Qed.

Lemma encloses_s_row e0 e1 : encloses (s_row e0 e1 0) y (IZR e0 * B c lambda 0 x + IZR e1 * B c lambda 1 x).
Proof.
  rewrite !B_cut; eapply eq_ind; [eapply encloses_row |].
  - apply times_rest; lia.
  - apply times_rest; lia.
  - apply times_0 with (v := 0).
  - apply s_first.
  - ring.
Qed.

Lemma encloses_s_row_2 e0 e1 e2 : (3 <= moments)%nat ->
  encloses (s_row e0 e1 e2) y (IZR e0 * B c lambda 0 x + IZR e1 * B c lambda 1 x + IZR e2 * B c lambda 2 x).
Proof.
  intros; rewrite !B_cut; apply encloses_row; try (apply times_rest; lia); apply s_first.
Qed.

Lemma encloses_M : encloses M_list x (M c d lambda x).
Proof.
  unfold M; rewrite !A_cut; eapply eq_ind; [eapply (encloses_form _ _ x (B c lambda 1 x) (- B c lambda 0 x) 0 (p_left 0) (p_left 1) 0) |].
  - intros i; eapply eq_ind; [apply encloses_s_row |]; rewrite opp_IZR; ring.
  - eapply eq_ind; [apply encloses_add; apply encloses_scale;
      [apply (p_rest_inside 0 x); [lia | lra] | apply encloses_s_row |
       apply (p_rest_inside 1 x); [lia | lra] | apply encloses_s_row] |].
    unfold p_left; ring.
  - apply p_first.
  - unfold p_left; ring.
Qed.

Lemma encloses_slope : (3 <= moments)%nat -> encloses slope_list x (slope c d lambda x).
Proof.
  intros three; unfold slope; rewrite !A_cut; eapply eq_ind;
    [eapply (encloses_form _ _ x (2 * B c lambda 2 x) (- B c lambda 1 x) (- B c lambda 0 x) (p_left 0) (p_left 1) (p_left 2)) |].
  - intros i; eapply eq_ind; [now apply encloses_s_row_2 |]; rewrite !opp_IZR, mult_IZR; ring.
  - eapply eq_ind; [apply encloses_add; [| apply encloses_add]; apply encloses_scale;
      [apply (p_rest_inside 0 x); [lia | lra] | now apply encloses_s_row_2 |
       apply (p_rest_inside 1 x); [lia | lra] | now apply encloses_s_row_2 |
       apply (p_rest_inside 2 x); [lia | lra] | now apply encloses_s_row_2] |].
    unfold p_left; ring.
  - apply p_first.
  - unfold p_left; ring.
Qed.

End Point.

End Formed.

(* ---- signs of a pair on (0, 1) ---- *)

Record starts : Prop := {
  start_p_0 : 0 <= p c d 0;
  start_p_1 : 0 < p c d 1;
  start_P : forall x, 0 < x < 1 -> 0 < A c d 0 x
}.

Lemma start_true depth : checks_start depth = true -> starts.
Proof.
  unfold checks_start; rewrite !andb_true_iff; intros [[[formed p0] p1] pos].
  pose proof (p_first 2 formed) as H; pose proof (well_formed_parts _ formed) as [long _].
  pose proof (fun k => inside_nth _ _ _ k (-1, 0)%Z H) as at_0; pose proof (fun k => inside_nth _ _ _ k (0, 0)%Z H) as at_1.
  split.
  - apply Z.leb_le, IZR_le in p0; destruct (at_0 O ltac:(lia)); pose proof unit_positive.
    apply Rmult_le_reg_r with unit; lra.
  - apply (positive_true _ _ p1), at_1; lia.
  - intros x Hx; apply (positive_on_true _ _ _ _ _ x _ pos); [lra | simpl; lra |].
    now apply (encloses_P 2).
Qed.

Definition checks_unlearning (depth : nat) : bool :=
  is_zero (nth 0 (c_box q) (1, 1)%Z) && is_zero (decay q) && positive_on depth 0 1 0 M_list.

Lemma unlearning_true depth : well_formed 2 = true -> checks_unlearning depth = true ->
  c O = 0 /\ lambda = 0 /\ forall x, 0 < x < 1 -> 0 < M c d lambda x.
Proof.
  intros formed; unfold checks_unlearning; rewrite !andb_true_iff; intros [[c0 l0] pos].
  pose proof (held_first _ _ _ c_held) as H; pose proof (well_formed_parts _ formed) as [long _].
  repeat split.
  - apply (is_zero_true _ _ c0), (inside_nth _ _ _ 0 _ H); lia.
  - now apply (is_zero_true _ _ l0).
  - intros x Hx; apply (positive_on_true _ _ _ _ _ x _ pos); [lra | simpl; lra |].
    now apply (encloses_M 2).
Qed.

Definition checks_learning (depth : nat) : bool := positive_on depth 0 1 0 (negate M_list).

Lemma learning_true depth : well_formed 2 = true -> checks_learning depth = true ->
  forall x, 0 < x < 1 -> M c d lambda x < 0.
Proof.
  intros formed pos x Hx; apply Ropp_lt_cancel; rewrite Ropp_0.
  apply (positive_on_true _ _ _ _ _ x _ pos); [lra | simpl; lra |].
  now apply encloses_negate, (encloses_M 2).
Qed.

(* The zero lies between lo and hi, and R N / 2 rises between left and right; all in units of 10^-e. *)
Record zero_claim := { left : Z; right : Z; lo : Z; hi : Z; ten : Z }.

Definition scaled_down (x e : Z) : Z := (x * 2 ^ 40 / 10 ^ e)%Z.
Definition scaled_up (x e : Z) : Z := (scaled_down x e + 1)%Z.

Definition checks_settling (depth : nat) (z : zero_claim) : bool :=
  let e := ten z in
  ((0 <? e) && (0 <? left z) && (left z <? lo z) && (lo z <? hi z) && (hi z <? right z) && (right z <? 10 ^ e))%Z &&
  positive_on depth 0 (scaled_up (left z) e) 40 (negate M_list) &&
  positive_on depth (scaled_down (right z) e) (2 ^ 40) 40 M_list &&
  positive_on depth (scaled_down (left z) e) (scaled_up (right z) e) 40 slope_list &&
  positive_on 0 (scaled_down (lo z) e) (scaled_up (lo z) e) 40 (negate M_list) &&
  positive_on 0 (scaled_down (hi z) e) (scaled_up (hi z) e) 40 M_list.

Definition decimal (x e : Z) : R := IZR x / IZR (10 ^ e).

Lemma scaled_between x e : (0 < e)%Z ->
  IZR (scaled_down x e) <= decimal x e * IZR (2 ^ 40) <= IZR (scaled_up x e).
Proof.
  intros He; assert (0 < 10 ^ e)%Z as pos by (apply Z.pow_pos_nonneg; lia).
  pose proof (Z.mul_div_le (x * 2 ^ 40) (10 ^ e) pos) as L.
  pose proof (Z.mul_succ_div_gt (x * 2 ^ 40) (10 ^ e) pos) as U.
  unfold decimal, scaled_up, scaled_down; set (f := (x * 2 ^ 40 / 10 ^ e)%Z) in *.
  apply IZR_le in L; apply IZR_lt in U; rewrite !mult_IZR in L, U; rewrite succ_IZR in U; rewrite plus_IZR.
  apply IZR_lt in pos; set (T := IZR (10 ^ e)) in *; set (D := IZR (2 ^ 40)) in *.
  replace (IZR x / T * D) with (IZR x * D / T) by (field; lra).
  split; apply Rmult_le_reg_r with T; auto; replace (IZR x * D / T * T) with (IZR x * D) by (field; lra); lra.
Qed.

Lemma settling_true depth z : well_formed 3 = true -> checks_settling depth z = true ->
  0 < decimal (left z) (ten z) < decimal (lo z) (ten z) /\
  decimal (lo z) (ten z) < decimal (hi z) (ten z) < decimal (right z) (ten z) /\ decimal (right z) (ten z) < 1 /\
  (forall x, 0 < x <= decimal (left z) (ten z) -> M c d lambda x < 0) /\
  (forall x, decimal (right z) (ten z) <= x < 1 -> 0 < M c d lambda x) /\
  (forall x, decimal (left z) (ten z) <= x <= decimal (right z) (ten z) -> 0 < slope c d lambda x) /\
  M c d lambda (decimal (lo z) (ten z)) < 0 /\ 0 < M c d lambda (decimal (hi z) (ten z)).
Proof.
  intros formed; unfold checks_settling; rewrite !andb_true_iff, !Z.ltb_lt.
  intros [[[[[[[[[[He H0] H1] H2] H3] H4] neg] pos] up] at_lo] at_hi].
  assert (0 < IZR (10 ^ ten z)) as T by (apply IZR_lt, Z.pow_pos_nonneg; lia).
  pose proof (scaled_between (left z) _ He); pose proof (scaled_between (right z) _ He).
  pose proof (scaled_between (lo z) _ He); pose proof (scaled_between (hi z) _ He).
  assert (order : forall a b, (a < b)%Z -> decimal a (ten z) < decimal b (ten z)).
  { intros a b lt; apply IZR_lt in lt; unfold decimal, Rdiv; apply Rmult_lt_compat_r; [now apply Rinv_0_lt_compat | exact lt]. }
  assert (decimal 0 (ten z) = 0) as D0 by (unfold decimal; field; lra).
  assert (decimal (10 ^ ten z) (ten z) = 1) as D1 by (unfold decimal; field; lra).
  pose proof (order _ _ H0); pose proof (order _ _ H1); pose proof (order _ _ H2).
  pose proof (order _ _ H3); pose proof (order _ _ H4); rewrite D0, D1 in *.
  assert (0 < IZR (2 ^ 40)) as pow by (apply IZR_lt; reflexivity).
  assert (negative : forall depth m n x, positive_on depth m n 40 (negate M_list) = true -> 0 < x < 1 ->
            IZR m <= x * IZR (2 ^ 40) <= IZR n -> M c d lambda x < 0).
  { intros k m n x check Hx between; apply Ropp_lt_cancel; rewrite Ropp_0.
    apply (positive_on_true _ _ _ _ _ x _ check); [lra | exact between |].
    now apply encloses_negate, (encloses_M 3); [| lia |]. }
  assert (above : forall depth m n x, positive_on depth m n 40 M_list = true -> 0 < x < 1 ->
            IZR m <= x * IZR (2 ^ 40) <= IZR n -> 0 < M c d lambda x).
  { intros k m n x check Hx between; apply (positive_on_true _ _ _ _ _ x _ check); [lra | exact between |].
    now apply (encloses_M 3); [| lia |]. }
  assert (monotone : forall u v, u <= v -> u * IZR (2 ^ 40) <= v * IZR (2 ^ 40)).
  { intros; apply Rmult_le_compat_r; lra. }
  repeat split; try lra.
  - intros x Hx; apply (negative _ _ _ x neg); [lra |].
    pose proof (monotone x (decimal (left z) (ten z)) ltac:(lra)).
    split; [apply Rmult_le_pos; lra | lra].
  - intros x Hx; apply (above _ _ _ x pos); [lra |].
    pose proof (monotone (decimal (right z) (ten z)) x ltac:(lra)).
    pose proof (monotone x 1 ltac:(lra)); lra.
  - intros x Hx; apply (positive_on_true _ _ _ _ _ x _ up); [lra | |].
    + pose proof (monotone (decimal (left z) (ten z)) x ltac:(lra)).
      pose proof (monotone x (decimal (right z) (ten z)) ltac:(lra)); lra.
    + apply (encloses_slope 3); [assumption | lia | lra | lia].
  - apply (negative _ _ _ _ at_lo); lra.
  - apply (above _ _ _ _ at_hi); lra.
Qed.

End Input.
