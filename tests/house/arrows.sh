#!/bin/sh
# The check of the rooms passes on the tree and fails on each kind of planted include.
# $1: source folder.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -r "$1/src" "$1/include" "$scratch"

check() { python3 "$scratch/src/arrows.py" "$scratch/src/rooms" "$scratch" "$scratch/stamp" "$scratch/depfile" 2>&1; }

# plant FILE INCLUDE: the check must name both
plant() {
    cp "$scratch/src/$1" "$scratch/kept"
    printf '#include "%s"\n' "$2" >>"$scratch/src/$1"
    if answer=$(check); then echo "accepted: $1 includes $2"; exit 1; fi
    echo "$answer" | grep -q "$1 includes $2" || { echo "$answer"; exit 1; }
    cp "$scratch/kept" "$scratch/src/$1"
}

check
plant hermite/rule/strip.c manifold/shape/landscape.h    # up between modules
plant manifold/shape/landscape.c manifold/limit/itinerary.h # up between rooms
plant base/decimal.c wane/hermite.h                        # up to a public header
plant verify/verify.c hermite/oriented/kernel_jet.h          # down, but not for the checker
mkdir "$scratch/src/attic"
echo 'int attic;' >"$scratch/src/attic/attic.c"
check && { echo "a folder that is no room was accepted"; exit 1; }
exit 0
