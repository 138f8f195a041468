#!/bin/bash
# Runs the commands in the blocks ```sh of a page, as they are printed, in a folder of its own.
# $1: the page, $2: the command wane, $3: the source folder, $4: the build folder.
set -u
page=$1 wane=$2 source=$3 build=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$wane" "$work/bin/wane"
ln -s "$source/examples" "$work/examples"
ln -s "$build" "$work/build"
PATH=$work/bin:$PATH
export PYTHONDONTWRITEBYTECODE=1
cd "$work" || exit 99
failures=0 commands=0
while IFS= read -r line; do
    case $line in
    ./setup.sh*) continue ;;                                     # the tests run in what it built
    cc\ *) pkg-config --exists wane 2>/dev/null || continue ;;   # of an installed library
    ./coefficients*) [ -x coefficients ] || continue ;;
    *python3*) [ -e build/python/wane/__init__.py ] || continue ;;
    wane\ plot*) command -v gnuplot >/dev/null || continue ;;
    esac
    commands=$((commands + 1))
    bash -c "$line" >out 2>err
    code=$?
    expected=0
    [ "$code" = 3 ] && grep -qF "(exit status 3)" "$page" && expected=3
    [ "$code" = "$expected" ] || { failures=$((failures + 1)); echo "FAILED, exit $code: $line"; tail -n 3 err; }
done < <(awk '/^```sh$/ { inside = 1; next } /^```/ { inside = 0 } inside' "$page")
echo "$commands commands, $failures failed"
[ "$failures" = 0 ] && [ "$commands" -ge 8 ]
