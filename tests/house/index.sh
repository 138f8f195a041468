#!/bin/sh
# The index of the derivations is up to date, and its check sees each kind of fault.
# $1: source folder.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 "$1/derivations/index.py" --check

mkdir "$scratch/derivations"
cp -r "$1/src" "$1/include" "$scratch"
cp "$1"/derivations/*.md "$1"/derivations/*.c "$1"/derivations/index.py "$scratch/derivations"
note=derivations/03
plant() { printf '%s\n' "$2" >>"$scratch/$1"; }
plant src/base/decimal.c "/* $note (99), 77 (1), and $note (22) to (26) */"
plant src/manifold/proof/rule.c '    [PROOF_ODD] = ODD()'
plant derivations/02-critical-manifold.md '    (13)  N = N.'
plant derivations/04-small-correlation.md 'As in 03 (98).'
if complaints=$(python3 "$scratch/derivations/index.py" --check 2>&1); then echo 'faults were accepted'; exit 1; fi
for complaint in 'src/base/decimal.c cites 03 (99)' 'cites 77 (1)' 'cites 03 (26)' 'rule.c: rows' \
    'derivations/02-critical-manifold.md: the numbers' 'derivations/04-small-correlation.md cites 03 (98)' \
    'INDEX.md is not up to date'; do
    echo "$complaints" | grep -qF "$complaint" || { echo "not seen: $complaint"; echo "$complaints"; exit 1; }
done
