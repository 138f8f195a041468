(* Intervals with ends in Z/2^96, polynomials with such coefficients, and signs on [0, 1]: computed, and proved. *)
Require Import Reals Lra Lia List ZArith Bool.
From Wane Require Import series.
Import ListNotations.
Open Scope R_scope.

Definition bits := 96%Z.
Definition unit : R := IZR (2 ^ bits).

Lemma unit_positive : 0 < unit.
Proof. unfold unit; apply IZR_lt; reflexivity. Qed.

Definition interval := (Z * Z)%type.
Definition inside (i : interval) (x : R) := IZR (fst i) <= x * unit <= IZR (snd i).

Lemma inside_0 : inside (0, 0)%Z 0.
Proof. unfold inside; simpl; lra. Qed.

Lemma inside_0_only x : inside (0, 0)%Z x -> x = 0.
Proof.
  unfold inside; simpl; intros H; pose proof unit_positive.
  apply Rmult_eq_reg_r with unit; lra.
Qed.

Definition add (i j : interval) : interval := (fst i + fst j, snd i + snd j)%Z.

Lemma inside_add i j x y : inside i x -> inside j y -> inside (add i j) (x + y).
Proof. unfold inside, add; simpl; intros; rewrite !plus_IZR, Rmult_plus_distr_r; lra. Qed.

(* By an integer. *)
Definition times (n : Z) (i : interval) : interval :=
  if (0 <=? n)%Z then (n * fst i, n * snd i)%Z else (n * snd i, n * fst i)%Z.

Lemma inside_times n i x : inside i x -> inside (times n i) (IZR n * x).
Proof.
  unfold inside, times; intros [L U].
  destruct (Z.leb_spec 0 n) as [H | H]; simpl; rewrite !mult_IZR, Rmult_assoc;
    [apply IZR_le in H | apply IZR_lt in H]; split; nra.
Qed.

(* Division by 2^n, rounded down and up. *)
Definition down (n x : Z) := Z.shiftr x n.
Definition up (n x : Z) := (- Z.shiftr (- x) n)%Z.

Lemma down_below n x : (0 <= n)%Z -> IZR (down n x) * IZR (2 ^ n) <= IZR x.
Proof.
  intros H; unfold down; rewrite Z.shiftr_div_pow2 by exact H; rewrite <- mult_IZR; apply IZR_le.
  pose proof (Z.mul_div_le x (2 ^ n) ltac:(lia)); lia.
Qed.

Lemma up_above n x : (0 <= n)%Z -> IZR x <= IZR (up n x) * IZR (2 ^ n).
Proof.
  intros H; pose proof (down_below n (- x) H); unfold up, down in *.
  rewrite opp_IZR in *; lra.
Qed.

Definition round (n : Z) (i : interval) : interval := (down n (fst i), up n (snd i)).

Lemma inside_round n i x : (0 <= n)%Z ->
  IZR (fst i) <= x * unit * IZR (2 ^ n) <= IZR (snd i) -> inside (round n i) x.
Proof.
  intros H [L U]; unfold inside, round; simpl.
  pose proof (down_below n (fst i) H); pose proof (up_above n (snd i) H).
  assert (0 < IZR (2 ^ n)) by (apply IZR_lt; lia).
  split; apply Rmult_le_reg_r with (IZR (2 ^ n)); lra.
Qed.

Definition hull4 (a b c d : Z) : interval := (Z.min (Z.min a b) (Z.min c d), Z.max (Z.max a b) (Z.max c d)).

Definition mul (i j : interval) : interval :=
  match i, j with
  | (0, 0)%Z, _ | _, (0, 0)%Z => (0, 0)%Z
  | (a, b), (c, d) => round bits (hull4 (a * c) (a * d) (b * c) (b * d))
  end.

(* x y between the products of the ends. *)
Lemma product_between a b c d x y :
  a <= x <= b -> c <= y <= d ->
  Rmin (Rmin (a * c) (a * d)) (Rmin (b * c) (b * d)) <= x * y <=
  Rmax (Rmax (a * c) (a * d)) (Rmax (b * c) (b * d)).
Proof.
  intros Hx Hy.
  assert (forall u v w, v <= w -> Rmin (u * v) (u * w) <= u * y \/ ~ (v <= y <= w)) as low.
  { intros u v w _; destruct (Rlt_or_le y v); [right; lra |]; destruct (Rlt_or_le w y); [right; lra |]; left.
    destruct (Rle_or_lt 0 u).
    - apply Rle_trans with (u * v); [apply Rmin_l | nra].
    - apply Rle_trans with (u * w); [apply Rmin_r | nra]. }
  assert (forall u, u * y <= Rmax (u * c) (u * d)) as high.
  { intros u; destruct (Rle_or_lt 0 u).
    - apply Rle_trans with (u * d); [nra | apply Rmax_r].
    - apply Rle_trans with (u * c); [nra | apply Rmax_l]. }
  assert (forall u, Rmin (u * c) (u * d) <= u * y) as low'.
  { intros u; destruct (low u c d ltac:(lra)); [assumption | lra]. }
  split.
  - destruct (Rle_or_lt 0 y).
    + apply Rle_trans with (a * y); [| nra].
      apply Rle_trans with (2 := low' a); apply Rmin_l.
    + apply Rle_trans with (b * y); [| nra].
      apply Rle_trans with (2 := low' b); apply Rmin_r.
  - destruct (Rle_or_lt 0 y).
    + apply Rle_trans with (b * y); [nra |].
      apply Rle_trans with (1 := high b); apply Rmax_r.
    + apply Rle_trans with (a * y); [nra |].
      apply Rle_trans with (1 := high a); apply Rmax_l.
Qed.

Lemma IZR_min a b : IZR (Z.min a b) = Rmin (IZR a) (IZR b).
Proof.
  destruct (Z.min_spec a b) as [[H ->] | [H ->]].
  - apply IZR_lt in H; rewrite Rmin_left; lra.
  - apply IZR_le in H; rewrite Rmin_right; lra.
Qed.

Lemma IZR_max a b : IZR (Z.max a b) = Rmax (IZR a) (IZR b).
Proof.
  destruct (Z.max_spec a b) as [[H ->] | [H ->]].
  - apply IZR_lt in H; rewrite Rmax_right; lra.
  - apply IZR_le in H; rewrite Rmax_left; lra.
Qed.

Lemma inside_mul i j x y : inside i x -> inside j y -> inside (mul i j) (x * y).
Proof.
  intros Hx Hy.
  assert (inside (round bits (hull4 (fst i * fst j) (fst i * snd j) (snd i * fst j) (snd i * snd j))) (x * y)) as general.
  { apply inside_round; [discriminate |].
    unfold hull4; simpl fst at 1; simpl snd at 5; rewrite !IZR_min, !IZR_max, !mult_IZR.
    replace (x * y * unit * IZR (2 ^ bits)) with ((x * unit) * (y * unit)) by (unfold unit; ring).
    now apply product_between. }
  destruct i as [a b], j as [c d]; unfold mul.
  assert (inside (0, 0)%Z x -> inside (0, 0)%Z (x * y)) as zero_x.
  { intros H; rewrite (inside_0_only x H), Rmult_0_l; apply inside_0. }
  assert (inside (0, 0)%Z y -> inside (0, 0)%Z (x * y)) as zero_y.
  { intros H; rewrite (inside_0_only y H), Rmult_0_r; apply inside_0. }
  destruct a, b; auto; destruct c, d; auto.
Qed.

(* By a number between m/2^g and n/2^g, 0 <= m <= n. *)
Definition stretch (m n g : Z) (i : interval) : interval :=
  round g ((if (0 <=? fst i)%Z then fst i * m else fst i * n)%Z,
           (if (0 <=? snd i)%Z then snd i * n else snd i * m)%Z).

Lemma inside_stretch m n g i x y : (0 <= g)%Z -> (0 <= m)%Z ->
  IZR m <= x * IZR (2 ^ g) <= IZR n -> inside i y -> inside (stretch m n g i) (x * y).
Proof.
  intros Hg Hm [L U] [Ly Uy]; apply inside_round; [exact Hg |]; simpl.
  assert (0 <= IZR m) by (now apply IZR_le).
  replace (x * y * unit * IZR (2 ^ g)) with ((y * unit) * (x * IZR (2 ^ g))) by ring.
  set (X := x * IZR (2 ^ g)) in *; set (Y := y * unit) in *.
  split.
  - destruct (Z.leb_spec 0 (fst i)) as [K | K]; rewrite mult_IZR; [apply IZR_le in K | apply IZR_lt in K]; nra.
  - destruct (Z.leb_spec 0 (snd i)) as [K | K]; rewrite mult_IZR; [apply IZR_le in K | apply IZR_lt in K]; nra.
Qed.

(* ---- polynomials ---- *)

Definition encloses (l : list interval) (x v : R) := exists a, Forall2 inside l a /\ v = horner a x.

Lemma encloses_nil x : encloses [] x 0.
Proof. exists []; split; [constructor | reflexivity]. Qed.

Lemma encloses_cons i l x v w : inside i v -> encloses l x w -> encloses (i :: l) x (v + x * w).
Proof. intros H [a [Ha ->]]; exists (v :: a); split; [now constructor | reflexivity]. Qed.

Lemma encloses_one i x v : inside i v -> encloses [i] x v.
Proof. intros H; replace v with (v + x * 0) by ring; apply encloses_cons; auto using encloses_nil. Qed.

Lemma encloses_shift l x v : encloses l x v -> encloses ((0, 0)%Z :: l) x (x * v).
Proof. intros H; replace (x * v) with (0 + x * v) by ring; apply encloses_cons; auto using inside_0. Qed.

Fixpoint add_lists (l m : list interval) : list interval :=
  match l, m with
  | [], _ => m
  | _, [] => l
  | i :: l, j :: m => add i j :: add_lists l m
  end.

Lemma encloses_add l : forall m x v w,
  encloses l x v -> encloses m x w -> encloses (add_lists l m) x (v + w).
Proof.
  induction l as [| i l IH]; intros m x v w [a [Ha ->]] [b [Hb ->]].
  - inversion Ha; subst; simpl; rewrite Rplus_0_l; now exists b.
  - inversion Ha; subst; inversion Hb; subst; simpl.
    + rewrite Rplus_0_r; now exists (y :: l').
    + replace (y + x * horner l' x + (y0 + x * horner l'0 x))
        with (y + y0 + x * (horner l' x + horner l'0 x)) by ring.
      apply encloses_cons; [now apply inside_add |].
      apply IH; eexists; split; eauto.
Qed.

Definition scale_list (i : interval) (l : list interval) := map (mul i) l.

Lemma encloses_scale i l x u v : inside i u -> encloses l x v -> encloses (scale_list i l) x (u * v).
Proof.
  intros Hu [a [Ha ->]]; exists (map (Rmult u) a); split.
  - induction Ha; simpl; constructor; auto using inside_mul.
  - clear Ha; induction a as [| b a IH]; simpl; [ring |].
    rewrite <- IH; ring.
Qed.

(* In the square of the variable. *)
Definition spread (l : list interval) := flat_map (fun i => [i; (0, 0)%Z]) l.

Lemma encloses_spread l x v : encloses l (x ^ 2) v -> encloses (spread l) x v.
Proof.
  intros [a [Ha ->]]; induction Ha as [| i b l a Hb Ha IH]; [exists []; split; [constructor | reflexivity] |].
  change (spread (i :: l)) with (i :: (0, 0)%Z :: spread l).
  replace (horner (b :: a) (x ^ 2)) with (b + x * (x * horner a (x ^ 2))) by (simpl; ring).
  apply encloses_cons; [assumption |]; apply encloses_shift, IH.
Qed.

(* ---- signs ---- *)

(* All values for x between m/2^g and n/2^g. *)
Definition range (m n g : Z) (l : list interval) : interval :=
  fold_right (fun i rest => add i (stretch m n g rest)) (0, 0)%Z l.

Lemma inside_range m n g l x v : (0 <= g)%Z -> (0 <= m)%Z ->
  IZR m <= x * IZR (2 ^ g) <= IZR n -> encloses l x v -> inside (range m n g l) v.
Proof.
  intros Hg Hm Hx [a [Ha ->]]; induction Ha as [| i b l a Hb Ha IH]; [apply inside_0 |].
  simpl; apply inside_add; [exact Hb | now apply inside_stretch].
Qed.

Definition positive (i : interval) := (0 <? fst i)%Z.

Lemma positive_true i x : positive i = true -> inside i x -> 0 < x.
Proof.
  unfold positive, inside; intros H [L _]; apply Z.ltb_lt, IZR_lt in H; pose proof unit_positive.
  apply Rmult_lt_reg_r with unit; lra.
Qed.

Fixpoint positive_between (depth : nat) (m n g : Z) (l : list interval) : bool :=
  if positive (range m n g l) then true
  else match depth with
       | O => false
       | S depth => if positive_between depth (2 * m) (m + n) (g + 1) l (* the first failure ends it *)
                    then positive_between depth (m + n) (2 * n) (g + 1) l else false
       end.

Lemma positive_between_true depth l x v : encloses l x v -> forall m n g,
  positive_between depth m n g l = true -> (0 <= g)%Z -> (0 <= m)%Z ->
  IZR m <= x * IZR (2 ^ g) <= IZR n -> 0 < v.
Proof.
  intros H; induction depth as [| depth IH]; intros m n g check Hg Hm Hx; cbn [positive_between] in check.
  - destruct (positive (range m n g l)) eqn:E; [| discriminate].
    apply (positive_true _ _ E), (inside_range m n g l x v); auto.
  - destruct (positive (range m n g l)) eqn:E.
    + apply (positive_true _ _ E), (inside_range m n g l x v); auto.
    + destruct (positive_between depth (2 * m) (m + n) (g + 1) l) eqn:left; [rename check into right | discriminate].
      assert (IZR (2 ^ (g + 1)) = 2 * IZR (2 ^ g)) as pow.
      { rewrite Z.pow_add_r, mult_IZR by lia; change (2 ^ 1)%Z with 2%Z; ring. }
      assert (0 <= n)%Z by (apply le_IZR; apply IZR_le in Hm; lra).
      destruct (Rle_or_lt (x * IZR (2 ^ (g + 1))) (IZR (m + n))) as [K | K];
        rewrite pow, plus_IZR in K.
      * apply (IH _ _ _ left); try lia; rewrite pow, mult_IZR, ?plus_IZR; lra.
      * apply (IH _ _ _ right); try lia; rewrite pow, ?mult_IZR, plus_IZR; lra.
Qed.

Definition is_zero (i : interval) := match i with (0, 0)%Z => true | _ => false end.

(* Without the powers of x that stand before all of it. *)
Fixpoint reduced (l : list interval) : list interval :=
  match l with
  | i :: rest => if is_zero i then reduced rest else l
  | [] => []
  end.

Lemma encloses_reduced l x v : 0 < x -> encloses l x v ->
  exists w c, 0 < c /\ v = c * w /\ encloses (reduced l) x w.
Proof.
  intros Hx; revert v; induction l as [| i l IH]; intros v H.
  - exists v, 1; split; [lra | split; [ring | exact H]].
  - simpl; destruct (is_zero i) eqn:E.
    + destruct H as [a [Ha ->]]; inversion Ha; subst.
      assert (y = 0) as ->.
      { apply inside_0_only; destruct i as [[] []]; try discriminate; assumption. }
      destruct (IH (horner l' x)) as [w [c [Hc [Ew Hw]]]]; [now exists l' |].
      exists w, (x * c); split; [now apply Rmult_lt_0_compat |]; split; [| exact Hw].
      simpl; rewrite Ew; ring.
    + exists v, 1; split; [lra | split; [ring | exact H]].
Qed.

(* On 0 < x, m/2^g <= x <= n/2^g. *)
Definition positive_on (depth : nat) (m n g : Z) (l : list interval) : bool :=
  ((0 <=? g) && (0 <=? m))%Z && positive_between depth m n g (reduced l).

Lemma positive_on_true depth m n g l x v :
  positive_on depth m n g l = true -> 0 < x -> IZR m <= x * IZR (2 ^ g) <= IZR n -> encloses l x v -> 0 < v.
Proof.
  unfold positive_on; intros check Hx between H.
  apply andb_prop in check; destruct check as [check1 check2].
  apply andb_prop in check1; destruct check1 as [Hg Hm]; apply Z.leb_le in Hg; apply Z.leb_le in Hm.
  destruct (encloses_reduced l x v Hx H) as [w [c [Hc [-> Hw]]]].
  apply Rmult_lt_0_compat; [exact Hc |].
  now apply (positive_between_true depth _ _ _ Hw m n g).
Qed.

Definition negate (l : list interval) := map (times (-1)) l.

Lemma encloses_negate l x v : encloses l x v -> encloses (negate l) x (- v).
Proof.
  intros [a [Ha ->]]; exists (map Ropp a); split.
  - induction Ha; simpl; constructor; auto.
    replace (- y) with (IZR (-1) * y) by ring; now apply inside_times.
  - clear Ha; induction a as [| b a IH]; simpl; [ring |].
    rewrite <- IH; ring.
Qed.
