#!/bin/sh
# check.sh [WANE]: compiles the Coq files and the theorems beside them, and prints on which axioms they rest: none but
# those of Coq's real numbers, the law of the excluded middle and functional extensionality.  With the command, also theorems
# that it writes anew; one with a changed sign must fail.  Exit 77: there is no coqc, or no Coquelicot.
set -eu
command -v coqc >/dev/null || { echo 'coqc is not installed'; exit 77; }
here=$(cd "$(dirname "$0")" && pwd)
wane=${1:+$(realpath "$1")}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/*.v "$here"/Makefile "$here"/theorems/*.v "$work"
cd "$work"

coq() { coqc -w -ambiguous-paths -Q . Wane "$1" >log 2>&1; }
fail() { echo "failed: $*"; exit 1; }

echo 'From Coquelicot Require Import Coquelicot.' >probe.v
coq probe.v || { echo 'Coquelicot is not installed'; exit 77; }
rm probe.v
if grep -nE 'Admitted|admit\.|Axiom|Parameter|Abort' ./*.v; then exit 1; fi
make all >log 2>&1 || { cat log; exit 1; }

cat >expected <<'A'
ClassicalDedekindReals.sig_forall_dec
ClassicalDedekindReals.sig_not_dec
Classical_Prop.classic
FunctionalExtensionality.functional_extensionality_dep
A
# assumes FILE THEOREM...: FILE.v is accepted; the axioms that the theorems rest on, into found.
assumes() {
    file=$1; shift
    { cat "$file.v"; for theorem; do echo "Print Assumptions $theorem."; done; } >asked.v
    coq asked.v || { cat log; fail "$file"; }
    sed -nE "s/^([A-Za-z_.0-9']+) *:.*/\1/p; /^[A-Za-z_.0-9']+$/p" log | grep -v '^Axioms$' | LC_ALL=C sort -u >found
}
# axioms FILE THEOREM...: they are the expected ones.
axioms() {
    assumes "$@"
    cmp found expected || { cat found; fail "the axioms of $1"; }
}
axioms flow unlearns learns settles
axioms wane unlearning_of learning_of settling_of affine_unlearning affine_learning affine_settling realizable_pair
cat found

for file in "$here"/theorems/*.v; do
    name=$(basename "$file" .v)
    axioms "$name" verdict
    echo "accepted: $name"
done

# The integrals for tanh need CoqInterval, which computes with Coq's primitive integers.
echo 'From Interval Require Import Tactic.' >probe.v
if coq probe.v; then
    cp "$here"/tanh/tanh.v .
    assumes tanh tanh_unlearns
    grep -vE '^(PrimInt63|Uint63)\.' found >others
    cmp others expected || { cat found; fail 'the axioms of tanh'; }
    echo "accepted: tanh"
fi

[ -n "$wane" ] || exit 0
# writes OUTCOME FLAGS...: the theorem of a verdict is accepted.
writes() {
    outcome=$1; shift
    "$wane" verdict --a0 all --eps all "$@" --certificate c.json >/dev/null || fail "wane verdict $*"
    "$wane" formalize c.json -o theorem.v || fail "wane formalize: $*"
    grep -q "$outcome" theorem.v || fail "not $outcome: $*"
    coq theorem.v || { cat log; fail "the theorem of $*"; }
    echo "accepted: $*"
}
writes 'unlearning r a' --student 'h1-h3/2' --teacher 'h1+h3/5'
writes 'learning r a' --student 'h1+h3/2' --teacher 'h1+h3'
writes 'learning r a' --student 'h1+h3/2' --teacher '2*h1+h3'
writes 'tends r z' --student 'h1+h3/2' --teacher 'h1+h3/5' --drop 9/10
writes 'tends r z' --student 'h1+h3/2' --teacher 'h1+b*h3' --set 'b=[0.1999,0.2]' --drop 9/10
writes 'learning r a' --student tanh --teacher 'h1+b*h3' --set 'b=[-0.5,-0.4]'
writes 'learning r a' --student tanh --teacher tanh
writes 'tends r z' --student tanh --teacher 'h1+0.3*h3' --decay 0.1 --drop 9/10
writes 'learning r a' --student tanh --teacher 'h1+0.3*h3' --decay 0.2
writes 'learning r a' --student 'h1+h3/2' --teacher 'sin(x)+h3' --drop 9/10
writes 'unlearning r a' --student tanh --teacher 'h1+0.3*h3'
sed 's/0; 1; 0; (3 # 10)/0; 1; 0; (-3 # 10)/' theorem.v >changed.v
cmp -s theorem.v changed.v && fail 'no sign was changed'
if coq changed.v; then fail 'a theorem with a changed sign is accepted'; fi
sed 's/(-14843719078/(14843719078/; s/, -14843719078/, 14843719078/' theorem.v >changed.v
cmp -s theorem.v changed.v && fail 'no sign was changed'
if coq changed.v; then fail 'a theorem with a changed sign is accepted'; fi
