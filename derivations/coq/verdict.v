(* What `wane formalize` states and proves: the verdicts for coefficients that are known exactly, known up to an error, or
   affine in a parameter. *)
Require Import Reals Lra Lia List ZArith QArith Qreals Bool.
From Coquelicot Require Import Coquelicot.
From Wane Require Import limits flow series enclose pair check.
Import ListNotations.
Open Scope R_scope.

(* ---- coefficients ---- *)

(* All numbers in units of 10^-20: the coefficients in the box, and bounds of the sums of k^w (a k)^2, w = 0, 1, …, over
   all k that are not in the box. *)
Record known (a : nat -> R) (box : list (Z * Z)) (tail : list Z) : Prop := {
  known_first : forall k lo hi, nth_error box k = Some (lo, hi) -> IZR lo <= a k * 10 ^ 20 <= IZR hi;
  known_tail : forall w bound, nth_error tail w = Some bound ->
    forall m, sum_n (fun i => INR (length box + i) ^ w * a (length box + i)%nat ^ 2) m * 10 ^ 20 <= IZR bound
}.

(* A polynomial: finitely many, rational. *)
Definition rational (l : list Q) (k : nat) : R := Q2R (nth k l 0%Q).

(* Affine in b. *)
Definition affine (l m : list Q) (b : R) (k : nat) : R := rational l k + b * rational m k.

(* ---- in units of 2^-96 ---- *)

Definition ratio_box (lo hi den : Z) : interval := (lo * 2 ^ bits / den, hi * 2 ^ bits / den + 1)%Z.

Definition unit_box (q : Q) : interval :=
  if Qeq_bool q 0 then (0, 0)%Z else ratio_box (Qnum q) (Qnum q) (Zpos (Qden q)).
Definition decimal_box (i : Z * Z) : interval :=
  match i with (0, 0)%Z => (0, 0)%Z | (lo, hi) => ratio_box lo hi (10 ^ 20) end.
Definition decimal_bound (t : Z) : Z := match t with 0%Z => 0%Z | _ => snd (ratio_box t t (10 ^ 20)) end.

Lemma ratio_inside lo hi den x : (0 < den)%Z -> IZR lo <= x * IZR den <= IZR hi -> inside (ratio_box lo hi den) x.
Proof.
  intros Hd [L U]; unfold inside, ratio_box; cbn [fst snd].
  pose proof (Z.mul_div_le (lo * 2 ^ bits) den Hd) as B.
  pose proof (Z.mul_succ_div_gt (hi * 2 ^ bits) den Hd) as A.
  set (u := (lo * 2 ^ bits / den)%Z) in *; set (v := (hi * 2 ^ bits / den)%Z) in *.
  apply IZR_le in B; apply IZR_lt in A; rewrite !mult_IZR in A, B; rewrite succ_IZR in A.
  apply IZR_lt in Hd; fold unit in A, B; pose proof unit_positive; rewrite plus_IZR.
  split; apply Rmult_le_reg_r with (IZR den); auto.
  - apply Rle_trans with (IZR lo * unit); [lra |].
    replace (x * unit * IZR den) with (x * IZR den * unit) by ring; apply Rmult_le_compat_r; lra.
  - apply Rle_trans with (IZR hi * unit); [| lra].
    replace (x * unit * IZR den) with (x * IZR den * unit) by ring; apply Rmult_le_compat_r; lra.
Qed.

Lemma unit_inside q : inside (unit_box q) (Q2R q).
Proof.
  unfold unit_box; destruct (Qeq_bool q 0) eqn:E.
  - apply Qeq_bool_eq, Qeq_eqR in E; rewrite E, RMicromega.Q2R_0; apply inside_0.
  - apply ratio_inside; [reflexivity |].
    assert (IZR (Zpos (Qden q)) <> 0) by (apply not_0_IZR; discriminate).
    unfold Q2R; replace (IZR (Qnum q) * / IZR (Zpos (Qden q)) * IZR (Zpos (Qden q))) with (IZR (Qnum q)) by (field; auto); lra.
Qed.

Lemma ten_20 : 10 ^ 20 = IZR (10 ^ 20).
Proof. rewrite (pow_IZR 10 20); reflexivity. Qed.

Lemma decimal_inside lo hi x : IZR lo <= x * 10 ^ 20 <= IZR hi -> inside (decimal_box (lo, hi)) x.
Proof.
  rewrite ten_20; intros H.
  assert (inside (ratio_box lo hi (10 ^ 20)) x) as general by (now apply ratio_inside).
  destruct lo, hi; try exact general.
  replace x with 0; [apply inside_0 |].
  assert (0 < IZR (10 ^ 20)) by (apply IZR_lt; reflexivity).
  apply Rmult_eq_reg_r with (IZR (10 ^ 20)); lra.
Qed.

Lemma decimal_bound_above t x : x * 10 ^ 20 <= IZR t -> x * unit <= IZR (decimal_bound t).
Proof.
  rewrite ten_20; intros H; pose proof unit_positive.
  assert (0 < IZR (10 ^ 20)) as T by (apply IZR_lt; reflexivity).
  assert (x * unit <= IZR (snd (ratio_box t t (10 ^ 20)))) as general.
  { apply Rle_trans with (IZR t / IZR (10 ^ 20) * unit).
    - apply Rmult_le_compat_r; [lra |]; apply Rmult_le_reg_r with (IZR (10 ^ 20)); [exact T |].
      replace (IZR t / IZR (10 ^ 20) * IZR (10 ^ 20)) with (IZR t) by (field; lra); exact H.
    - apply (ratio_inside t t (10 ^ 20) (IZR t / IZR (10 ^ 20))); [reflexivity |].
      replace (IZR t / IZR (10 ^ 20) * IZR (10 ^ 20)) with (IZR t) by (field; lra); lra. }
  destruct t; try exact general.
  simpl; assert (x <= 0); [| nra].
  apply Rmult_le_reg_r with (IZR (10 ^ 20)); [exact T | lra].
Qed.

Lemma held_known a box tail : known a box tail -> held a (map decimal_box box) (map decimal_bound tail).
Proof.
  intros [first tails]; split.
  - rewrite map_length; clear tails; revert a first; induction box as [| [lo hi] box IH]; intros a first; [constructor |].
    simpl length; rewrite first_next; constructor.
    + apply decimal_inside; now apply (first O).
    + apply IH; intros k l h H; now apply (first (Datatypes.S k)).
  - rewrite !map_length; intros w m Hw.
    destruct (nth_error tail w) as [t |] eqn:E; [| apply nth_error_None in E; lia].
    replace (nth w (map decimal_bound tail) 0%Z) with (decimal_bound t).
    + apply decimal_bound_above; now apply tails.
    + symmetry; apply nth_error_nth; now apply map_nth_error.
Qed.

Lemma rational_first l : forall n, (length l <= n)%nat -> Forall2 inside (map unit_box l ++ repeat (0, 0)%Z (n - length l))
  (first (rational l) n).
Proof.
  induction l as [| q l IH]; intros n Hn.
  - simpl; rewrite Nat.sub_0_r; clear Hn.
    assert (forall a : nat -> R, (forall k, a k = 0) -> Forall2 inside (repeat (0, 0)%Z n) (first a n)) as K.
    { induction n as [| n IH]; intros a zero; [constructor |].
      rewrite first_next; simpl; constructor; [rewrite zero; apply inside_0 |]; apply IH; intros; apply zero. }
    apply K; intros k; unfold rational; destruct k; apply RMicromega.Q2R_0.
  - destruct n as [| n]; [simpl in Hn; lia |]; rewrite first_next; simpl.
    constructor; [apply unit_inside |].
    change (fun k => rational (q :: l) (Datatypes.S k)) with (rational l); apply IH; simpl in Hn; lia.
Qed.

(* As long a box as the other function's. *)
Definition rational_box (l : list Q) (n : nat) := map unit_box l ++ repeat (0, 0)%Z (n - length l).

Lemma rational_beyond l k : (length l <= k)%nat -> rational l k = 0.
Proof. intros H; unfold rational; rewrite nth_overflow by exact H; apply RMicromega.Q2R_0. Qed.

Lemma sum_zero (e : nat -> R) m : (forall i, e i = 0) -> sum_n e m = 0.
Proof. intros H; rewrite (sum_n_ext _ (fun _ => 0)) by exact H; rewrite sum_n_const; apply Rmult_0_r. Qed.

Lemma held_rational l n : (length l <= n)%nat -> held (rational l) (rational_box l n) [0; 0; 0]%Z.
Proof.
  intros Hn.
  assert (length (rational_box l n) = n) as E.
  { unfold rational_box; rewrite app_length, map_length, repeat_length; lia. }
  split; rewrite E; [now apply rational_first |].
  intros w m Hw; rewrite sum_zero.
  - rewrite Rmult_0_l; destruct w as [| [| [| w]]]; simpl in *; try lra; lia.
  - intros i; rewrite rational_beyond by lia; simpl; ring.
Qed.

(* ---- the verdicts from the signs ---- *)

Definition summable (c d : nat -> R) (lambda : R) :=
  0 <= lambda /\ exists n u v, tail_at_most c n 1 u /\ tail_at_most d n 0 v.

Definition unlearning_signs (c d : nat -> R) (lambda : R) :=
  starts c d /\ c O = 0 /\ lambda = 0 /\ forall x, 0 < x < 1 -> 0 < M c d lambda x.

Definition learning_signs (c d : nat -> R) (lambda : R) := starts c d /\ forall x, 0 < x < 1 -> M c d lambda x < 0.

Definition settling_signs (c d : nat -> R) (lambda left right lo hi : R) :=
  starts c d /\
  (forall x, 0 < x <= left -> M c d lambda x < 0) /\ (forall x, right <= x < 1 -> 0 < M c d lambda x) /\
  (forall x, left <= x <= right -> 0 < slope c d lambda x) /\ M c d lambda lo < 0 /\ 0 < M c d lambda hi.

(* R and a tend to a point with R between lo and hi, one and the same for all solutions. *)
Definition settling (c d : nat -> R) (lambda lo hi : R) :=
  exists z, lo < z < hi /\ forall (eps : R) (r a : R -> R), 0 < eps -> solves c d lambda eps r a ->
    tends r z /\ tends a (P c d z / (S c z + lambda)).

Theorem unlearns_by_signs c d lambda eps r a : summable c d lambda -> unlearning_signs c d lambda ->
  0 < eps -> solves c d lambda eps r a -> unlearning r a.
Proof.
  intros [l [n [u [v [Hc Hd]]]]] [[p0 p1 pos] [c0 [l0 HM]]] He flow.
  exact (pair_unlearns c d lambda l n u v Hc Hd p0 p1 pos eps He r a flow c0 l0 HM).
Qed.

Theorem learns_by_signs c d lambda eps r a : summable c d lambda -> learning_signs c d lambda ->
  0 < eps -> solves c d lambda eps r a -> learning r a.
Proof.
  intros [l [n [u [v [Hc Hd]]]]] [[p0 p1 pos] HM] He flow.
  exact (pair_learns c d lambda l n u v Hc Hd p0 p1 pos eps He r a flow HM).
Qed.

Theorem settles_by_signs c d lambda left right lo hi : 0 < left < lo -> lo < hi < right -> right < 1 ->
  summable c d lambda -> settling_signs c d lambda left right lo hi -> settling c d lambda lo hi.
Proof.
  intros Hl Hh Hr [l [n [u [v [Hc Hd]]]]] [[p0 p1 pos] [neg [above [up [at_lo at_hi]]]]].
  destruct (one_zero c d lambda n u v left right) as [z [Hz [zero [below beyond]]]]; auto; try lra.
  exists z; split; [split |].
  - destruct (Rtotal_order lo z) as [lt | [eq | gt]]; [exact lt | subst; lra |].
    specialize (beyond lo ltac:(lra)); lra.
  - destruct (Rtotal_order z hi) as [lt | [eq | gt]]; [exact lt | subst; lra |].
    specialize (below hi ltac:(lra)); lra.
  - intros eps r a He flow.
    exact (pair_settles c d lambda l n u v Hc Hd p0 p1 pos eps He r a flow z ltac:(lra) below zero beyond).
Qed.

(* ---- the signs from what is computed ---- *)

Definition depth := 24%nat.

Definition shows_unlearning (q : input) := checks_start q depth && checks_unlearning q depth.
Definition shows_learning (q : input) := checks_start q depth && checks_learning q depth.
Definition shows_settling (z : zero_claim) (q : input) :=
  well_formed q 3 && checks_start q depth && checks_settling q depth z.

Section Shown.

Variable q : input.
Variables c d : nat -> R.
Variable lambda : R.
Hypothesis c_held : held c (c_box q) (c_tail q).
Hypothesis d_held : held d (d_box q) (d_tail q).
Hypothesis lambda_held : inside (decay q) lambda.

Lemma formed_summable : well_formed q 2 = true -> summable c d lambda.
Proof.
  intros formed; split; [now apply (decay_nonnegative q lambda lambda_held 2) |].
  exists (length (c_box q)); do 2 eexists; split.
  - now apply (slope_tail q c lambda c_held lambda_held 2).
  - now apply (norm_tail q d lambda d_held lambda_held 2).
Qed.

Lemma start_formed : checks_start q depth = true -> well_formed q 2 = true.
Proof. unfold checks_start; rewrite !andb_true_iff; tauto. Qed.

Lemma shown_unlearning : shows_unlearning q = true -> summable c d lambda /\ unlearning_signs c d lambda.
Proof.
  unfold shows_unlearning; rewrite andb_true_iff; intros [start signs].
  pose proof (start_formed start); split; [now apply formed_summable | split].
  - now apply (start_true q c d lambda c_held d_held lambda_held depth).
  - now apply (unlearning_true q c d lambda c_held d_held lambda_held depth).
Qed.

Lemma shown_learning : shows_learning q = true -> summable c d lambda /\ learning_signs c d lambda.
Proof.
  unfold shows_learning; rewrite andb_true_iff; intros [start signs].
  pose proof (start_formed start); split; [now apply formed_summable | split].
  - now apply (start_true q c d lambda c_held d_held lambda_held depth).
  - now apply (learning_true q c d lambda c_held d_held lambda_held depth).
Qed.

Lemma shown_settling z : shows_settling z q = true ->
  (0 < decimal (left z) (ten z) < decimal (lo z) (ten z) /\
   decimal (lo z) (ten z) < decimal (hi z) (ten z) < decimal (right z) (ten z) /\ decimal (right z) (ten z) < 1) /\
  summable c d lambda /\
  settling_signs c d lambda (decimal (left z) (ten z)) (decimal (right z) (ten z))
    (decimal (lo z) (ten z)) (decimal (hi z) (ten z)).
Proof.
  unfold shows_settling; rewrite !andb_true_iff; intros [[formed start] signs].
  pose proof (start_formed start).
  destruct (settling_true q c d lambda c_held d_held lambda_held depth z formed signs) as [H1 [H2 [H3 H4]]].
  split; [auto |]; split; [now apply formed_summable | split; [| exact H4]].
  now apply (start_true q c d lambda c_held d_held lambda_held depth).
Qed.

End Shown.

(* ---- teachers affine in b: all that matters is affine ---- *)

Section Family.

Variables c d d0 d1 : nat -> R.
Variables lambda t : R.
Hypothesis t_range : 0 <= t <= 1.
Hypothesis between : forall k, d k = (1 - t) * d0 k + t * d1 k.
Hypothesis summable_0 : summable c d0 lambda.
Hypothesis summable_1 : summable c d1 lambda.

Lemma summable_converges e : summable c e lambda -> converges (p c e).
Proof. intros [l [n [u [v [Hc Hd]]]]]; exact (converges_p c e lambda l n u v Hc Hd). Qed.

Lemma A_affine w x : 0 < x < 1 -> A c d w x = (1 - t) * A c d0 w x + t * A c d1 w x.
Proof.
  intros Hx; assert (Rabs x < 1) as abs by (apply Rabs_def1; lra); unfold A.
  assert (forall e, summable c e lambda -> ex_pseries (fun k => INR k ^ w * p c e k) x) as conv.
  { intros e He; apply CV_radius_inside, inside_radius; [| exact abs].
    apply converges_power, summable_converges, He. }
  rewrite (PSeries_ext _ (PS_plus (PS_scal (1 - t) (fun k => INR k ^ w * p c d0 k)) (PS_scal t (fun k => INR k ^ w * p c d1 k)))).
  - rewrite PSeries_plus, !PSeries_scal; [reflexivity | |]; apply ex_pseries_scal; auto; apply Rmult_comm.
  - intros k; unfold PS_plus, PS_scal, p, plus, scal; simpl; unfold mult; simpl; rewrite between; ring.
Qed.

Lemma M_affine x : 0 < x < 1 -> M c d lambda x = (1 - t) * M c d0 lambda x + t * M c d1 lambda x.
Proof. intros Hx; unfold M; rewrite !A_affine by exact Hx; ring. Qed.

Lemma slope_affine x : 0 < x < 1 -> slope c d lambda x = (1 - t) * slope c d0 lambda x + t * slope c d1 lambda x.
Proof. intros Hx; unfold slope; rewrite !A_affine by exact Hx; ring. Qed.

Lemma positive_between_ends u v : 0 < u -> 0 < v -> 0 < (1 - t) * u + t * v.
Proof.
  intros Hu Hv; destruct (Req_dec t 0) as [-> | ne]; [lra |].
  assert (0 <= (1 - t) * u) by (apply Rmult_le_pos; lra).
  assert (0 < t * v) by (apply Rmult_lt_0_compat; lra); lra.
Qed.

Lemma negative_between_ends u v : u < 0 -> v < 0 -> (1 - t) * u + t * v < 0.
Proof. intros Hu Hv; pose proof (positive_between_ends (- u) (- v)); lra. Qed.

Lemma starts_affine : starts c d0 -> starts c d1 -> starts c d.
Proof.
  intros [p0 p1 pos] [p0' p1' pos']; unfold p in *; split.
  - unfold p; rewrite between.
    replace (c O * ((1 - t) * d0 O + t * d1 O)) with ((1 - t) * (c O * d0 O) + t * (c O * d1 O)) by ring.
    assert (0 <= (1 - t) * (c O * d0 O)) by (apply Rmult_le_pos; lra).
    assert (0 <= t * (c O * d1 O)) by (apply Rmult_le_pos; lra); lra.
  - unfold p; rewrite between.
    replace (c 1%nat * ((1 - t) * d0 1%nat + t * d1 1%nat))
      with ((1 - t) * (c 1%nat * d0 1%nat) + t * (c 1%nat * d1 1%nat)) by ring.
    now apply positive_between_ends.
  - intros x Hx; rewrite A_affine by exact Hx; apply positive_between_ends; auto.
Qed.

Lemma unlearning_affine : unlearning_signs c d0 lambda -> unlearning_signs c d1 lambda -> unlearning_signs c d lambda.
Proof.
  intros [s0 [c0 [l0 H0]]] [s1 [_ [_ H1]]]; split; [now apply starts_affine | split; [exact c0 | split; [exact l0 |]]].
  intros x Hx; rewrite M_affine by exact Hx; apply positive_between_ends; auto.
Qed.

Lemma learning_affine : learning_signs c d0 lambda -> learning_signs c d1 lambda -> learning_signs c d lambda.
Proof.
  intros [s0 H0] [s1 H1]; split; [now apply starts_affine |].
  intros x Hx; rewrite M_affine by exact Hx; apply negative_between_ends; auto.
Qed.

Lemma settling_affine left right lo hi : 0 < left < lo -> lo < hi < right -> right < 1 ->
  settling_signs c d0 lambda left right lo hi -> settling_signs c d1 lambda left right lo hi ->
  settling_signs c d lambda left right lo hi.
Proof.
  intros Hl Hh Hr [s0 [n0 [p0 [u0 [a0 b0]]]]] [s1 [n1 [p1 [u1 [a1 b1]]]]]; split; [now apply starts_affine |].
  split; [| split; [| split; [| split]]].
  - intros x Hx; rewrite M_affine by lra; apply negative_between_ends; auto.
  - intros x Hx; rewrite M_affine by lra; apply positive_between_ends; auto.
  - intros x Hx; rewrite slope_affine by lra; apply positive_between_ends; auto.
  - rewrite M_affine by lra; now apply negative_between_ends.
  - rewrite M_affine by lra; now apply positive_between_ends.
Qed.

End Family.

(* ---- what the files apply ---- *)

Fixpoint affine_at (l m : list Q) (b : Q) : list Q :=
  match l, m with
  | x :: l, y :: m => Qred (x + b * y) :: affine_at l m b
  | [], y :: m => Qred (b * y) :: affine_at [] m b
  | l, [] => l
  end.

Lemma affine_at_value l : forall m b k, rational (affine_at l m b) k = affine l m (Q2R b) k.
Proof.
  unfold affine, rational; induction l as [| x l IH]; intros m b k.
  - revert k; induction m as [| y m IH]; intros k; destruct k; cbn [affine_at nth]; rewrite ?RMicromega.Q2R_0; try ring.
    + rewrite (Qeq_eqR _ _ (Qred_correct _)), Q2R_mult; ring.
    + rewrite IH; destruct k; cbn [nth]; rewrite ?RMicromega.Q2R_0; reflexivity.
  - destruct m as [| y m]; destruct k; cbn [affine_at nth]; rewrite ?RMicromega.Q2R_0; try ring.
    + rewrite (Qeq_eqR _ _ (Qred_correct _)), Q2R_plus, Q2R_mult; reflexivity.
    + apply IH.
Qed.

Lemma affine_length l : forall n m b, (length l <= n)%nat -> (length m <= n)%nat -> (length (affine_at l m b) <= n)%nat.
Proof.
  induction l as [| x l IH]; intros n m b Hl Hm.
  - assert (length (affine_at [] m b) = length m) as ->; [| exact Hm].
    clear; induction m; simpl; auto.
  - destruct m as [| y m]; [exact Hl |]; simpl in *; destruct n; [lia |].
    specialize (IH n m b ltac:(lia) ltac:(lia)); lia.
Qed.

Section Files.

Variable c : nat -> R.
Variables c_box : list interval.
Variable c_tail : list Z.
Hypothesis c_held : held c c_box c_tail.
Variable lambda : Q.
Let n := length c_box.

Definition exact_input (l : list Q) : input :=
  {| check.c_box := c_box; check.c_tail := c_tail; check.d_box := rational_box l n; check.d_tail := [0; 0; 0]%Z;
     check.decay := unit_box lambda |}.

Definition held_input (d_box : list interval) (d_tail : list Z) : input :=
  {| check.c_box := c_box; check.c_tail := c_tail; check.d_box := d_box; check.d_tail := d_tail;
     check.decay := unit_box lambda |}.

(* A sign that holds at both ends of the range of b. *)
Definition short (l : list Q) := (length l <=? n)%nat.
Definition both_ends (shows : input -> bool) (l m : list Q) (b0 b1 : Q) :=
  Qle_bool b0 b1 && negb (Qeq_bool b0 b1) && short l && short m &&
  shows (exact_input (affine_at l m b0)) && shows (exact_input (affine_at l m b1)).

Lemma ends_split shows l m b0 b1 : both_ends shows l m b0 b1 = true ->
  Q2R b0 < Q2R b1 /\ (length l <= n)%nat /\ (length m <= n)%nat /\
  shows (exact_input (affine_at l m b0)) = true /\ shows (exact_input (affine_at l m b1)) = true.
Proof.
  unfold both_ends, short; rewrite !andb_true_iff, negb_true_iff, !Nat.leb_le.
  intros [[[[[le ne] Hl] Hm] H0] H1]; repeat split; auto.
  apply Qlt_Rlt; apply Qle_bool_iff in le; apply Qeq_bool_neq in ne.
  destruct (Qlt_le_dec b0 b1) as [lt | ge]; [exact lt | exfalso; apply ne; now apply Qle_antisym].
Qed.

Variables l m : list Q.
Variables b0 b1 : Q.
Variable b : R.
Hypothesis b_range : Q2R b0 <= b <= Q2R b1.

Lemma held_ext a a' box tail : (forall k, a k = a' k) -> held a box tail -> held a' box tail.
Proof.
  intros E [first tails]; split.
  - replace (series.first a' (length box)) with (series.first a (length box)); [exact first |].
    unfold series.first; now apply map_ext.
  - intros w j Hw; rewrite (sum_n_ext _ (fun i => INR (length box + i) ^ w * a (length box + i)%nat ^ 2)).
    + now apply tails.
    + intros i; now rewrite E.
Qed.

Lemma held_end e : (length l <= n)%nat -> (length m <= n)%nat ->
  held (affine l m (Q2R e)) (rational_box (affine_at l m e) n) [0; 0; 0]%Z.
Proof.
  intros Hl Hm; apply held_ext with (rational (affine_at l m e)); [apply affine_at_value |].
  now apply held_rational, affine_length.
Qed.

Definition way := (b - Q2R b0) / (Q2R b1 - Q2R b0).

Lemma way_between k : Q2R b0 < Q2R b1 ->
  affine l m b k = (1 - way) * affine l m (Q2R b0) k + way * affine l m (Q2R b1) k.
Proof. intros H; unfold affine, way; field; lra. Qed.

Lemma way_range : Q2R b0 < Q2R b1 -> 0 <= way <= 1.
Proof.
  intros H; unfold way; split.
  - apply Rdiv_le_0_compat; lra.
  - apply Rmult_le_reg_r with (Q2R b1 - Q2R b0); [lra |].
    replace ((b - Q2R b0) / (Q2R b1 - Q2R b0) * (Q2R b1 - Q2R b0)) with (b - Q2R b0) by (field; lra); lra.
Qed.

Lemma affine_summable : well_formed (exact_input l) 2 = true -> (length l <= n)%nat -> (length m <= n)%nat ->
  summable c (affine l m b) (Q2R lambda).
Proof.
  intros formed Hl Hm.
  pose proof (decay_nonnegative (exact_input l) (Q2R lambda) (unit_inside lambda) 2 formed).
  split; [assumption |].
  exists n; do 2 eexists; split.
  - apply (slope_tail (exact_input l) c (Q2R lambda) c_held (unit_inside lambda) 2 formed); lia.
  - intros j; rewrite sum_zero with (e := fun i => INR (n + i) ^ 0 * affine l m b (n + i)%nat ^ 2).
    + apply Rle_refl.
    + intros i; unfold affine; rewrite !rational_beyond by lia; simpl; ring.
Qed.

Lemma formed_exact k : well_formed (exact_input k) 2 = true -> (length k <= n)%nat -> (length l <= n)%nat ->
  well_formed (exact_input l) 2 = true.
Proof.
  unfold well_formed; cbn [check.c_box check.c_tail check.d_box check.d_tail check.decay exact_input]; intros H Hk Hl.
  unfold rational_box in *; rewrite app_length, map_length, repeat_length in *.
  replace (length l + (n - length l))%nat with (length k + (n - length k))%nat by lia; exact H.
Qed.

Lemma unlearning_family (eps : R) (r a : R -> R) : both_ends shows_unlearning l m b0 b1 = true ->
  0 < eps -> solves c (affine l m b) (Q2R lambda) eps r a -> unlearning r a.
Proof.
  intros both He flow; destruct (ends_split _ _ _ _ _ both) as [lt [Hl [Hm [at_0 at_1]]]].
  destruct (shown_unlearning (exact_input (affine_at l m b0)) c (affine l m (Q2R b0)) (Q2R lambda) c_held (held_end b0 Hl Hm) (unit_inside lambda) at_0) as [sum_0 signs_0].
  destruct (shown_unlearning (exact_input (affine_at l m b1)) c (affine l m (Q2R b1)) (Q2R lambda) c_held (held_end b1 Hl Hm) (unit_inside lambda) at_1) as [sum_1 signs_1].
  apply (unlearns_by_signs c (affine l m b) (Q2R lambda) eps r a); auto.
  - apply affine_summable; auto.
    apply (formed_exact (affine_at l m b0)); auto using affine_length.
    unfold shows_unlearning in at_0; rewrite andb_true_iff in at_0; now apply start_formed.
  - apply (unlearning_affine c _ (affine l m (Q2R b0)) (affine l m (Q2R b1)) _ way); auto using way_range, way_between.
Qed.

Lemma learning_family (eps : R) (r a : R -> R) : both_ends shows_learning l m b0 b1 = true ->
  0 < eps -> solves c (affine l m b) (Q2R lambda) eps r a -> learning r a.
Proof.
  intros both He flow; destruct (ends_split _ _ _ _ _ both) as [lt [Hl [Hm [at_0 at_1]]]].
  destruct (shown_learning (exact_input (affine_at l m b0)) c (affine l m (Q2R b0)) (Q2R lambda) c_held (held_end b0 Hl Hm) (unit_inside lambda) at_0) as [sum_0 signs_0].
  destruct (shown_learning (exact_input (affine_at l m b1)) c (affine l m (Q2R b1)) (Q2R lambda) c_held (held_end b1 Hl Hm) (unit_inside lambda) at_1) as [sum_1 signs_1].
  apply (learns_by_signs c (affine l m b) (Q2R lambda) eps r a); auto.
  - apply affine_summable; auto.
    apply (formed_exact (affine_at l m b0)); auto using affine_length.
    unfold shows_learning in at_0; rewrite andb_true_iff in at_0; now apply start_formed.
  - apply (learning_affine c _ (affine l m (Q2R b0)) (affine l m (Q2R b1)) _ way); auto using way_range, way_between.
Qed.

Lemma settling_family z : both_ends (shows_settling z) l m b0 b1 = true ->
  settling c (affine l m b) (Q2R lambda) (decimal (lo z) (ten z)) (decimal (hi z) (ten z)).
Proof.
  intros both; destruct (ends_split _ _ _ _ _ both) as [lt [Hl [Hm [at_0 at_1]]]].
  destruct (shown_settling (exact_input (affine_at l m b0)) c (affine l m (Q2R b0)) (Q2R lambda) c_held (held_end b0 Hl Hm) (unit_inside lambda) z at_0)
    as [[H1 [H2 H3]] [sum_0 signs_0]].
  destruct (shown_settling (exact_input (affine_at l m b1)) c (affine l m (Q2R b1)) (Q2R lambda) c_held (held_end b1 Hl Hm) (unit_inside lambda) z at_1)
    as [_ [sum_1 signs_1]].
  apply (settles_by_signs c (affine l m b) (Q2R lambda) (decimal (left z) (ten z)) (decimal (right z) (ten z))); auto.
  - apply affine_summable; auto.
    apply (formed_exact (affine_at l m b0)); auto using affine_length.
    unfold shows_settling in at_0; rewrite !andb_true_iff in at_0; now apply start_formed.
  - apply (settling_affine c _ (affine l m (Q2R b0)) (affine l m (Q2R b1)) _ way); auto using way_range, way_between.
Qed.

End Files.

(* ---- one pair ---- *)

Section One.

Variable q : input.
Variables c d : nat -> R.
Variable lambda : R.
Hypothesis c_held : held c (c_box q) (c_tail q).
Hypothesis d_held : held d (d_box q) (d_tail q).
Hypothesis lambda_held : inside (decay q) lambda.

Theorem unlearning_pair (eps : R) (r a : R -> R) : shows_unlearning q = true ->
  0 < eps -> solves c d lambda eps r a -> unlearning r a.
Proof.
  intros shown; destruct (shown_unlearning q c d lambda c_held d_held lambda_held shown).
  now apply unlearns_by_signs.
Qed.

Theorem learning_pair (eps : R) (r a : R -> R) : shows_learning q = true ->
  0 < eps -> solves c d lambda eps r a -> learning r a.
Proof.
  intros shown; destruct (shown_learning q c d lambda c_held d_held lambda_held shown).
  now apply learns_by_signs.
Qed.

Theorem settling_pair (z : zero_claim) : shows_settling z q = true ->
  settling c d lambda (decimal (lo z) (ten z)) (decimal (hi z) (ten z)).
Proof.
  intros shown; destruct (shown_settling q c d lambda c_held d_held lambda_held z shown) as [[H1 [H2 H3]] [sums signs]].
  now apply (settles_by_signs c d lambda (decimal (left z) (ten z)) (decimal (right z) (ten z))).
Qed.

End One.
