#!/bin/sh
# Compiles the Coq files and prints on which axioms their theorems rest: none but those of Coq's real numbers, the law of
# the excluded middle and functional extensionality.  Exit 77: there is no coqc, or no Coquelicot.
set -eu
command -v coqc >/dev/null || { echo 'coqc is not installed'; exit 77; }
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/*.v "$work"
cd "$work"
echo 'From Coquelicot Require Import Coquelicot.' >probe.v
coqc probe.v >/dev/null 2>&1 || { echo 'Coquelicot is not installed'; exit 77; }
rm probe.v
if grep -nE 'Admitted|admit\.|Axiom|Parameter' limits.v flow.v; then exit 1; fi
for file in limits flow; do coqc -Q . Wane $file.v >$file.log 2>&1 || { cat $file.log; exit 1; }; done
cat >axioms.v <<'V'
From Wane Require Import limits flow.
Print Assumptions unlearns.
Print Assumptions learns.
Print Assumptions settles.
V
coqc -Q . Wane axioms.v 2>/dev/null | sed -n 's/^\([A-Za-z_.][A-Za-z_.]*\) *:.*/\1/p; /^[A-Za-z_.][A-Za-z_.]*$/p' | grep -v '^Axioms$' | LC_ALL=C sort -u >found
cat found
cat >expected <<'A'
ClassicalDedekindReals.sig_forall_dec
ClassicalDedekindReals.sig_not_dec
Classical_Prop.classic
FunctionalExtensionality.functional_extensionality_dep
A
cmp found expected
