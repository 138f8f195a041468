#!/bin/sh
# wane report: a page that stands alone.
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99

"$wane" report --student tanh --teacher 'h1+0.3*h3' --a0 0.5 -o page.html >out 2>err; code=$?; shown="wane report"
expect_code 0
cp page.html out
expect_output '<!DOCTYPE html>' 'class="verdict unlearning"' 'R at its peak' '1.24566233525' '−1/4' 'Lemma (Unlearning)' \
    "wane verdict --student tanh --teacher 'h1+0.3*h3' --a0 0.5" 'wane plot phase'
# Nothing is fetched: every reference stays within the page.
if grep -E '(src|href)=["'"'"'][^#]' page.html; then fail "the page refers to something else"; fi
if grep -E '<script|@import|url\([^#]' page.html; then fail "the page needs more than itself"; fi
if command -v gnuplot >/dev/null; then
    [ "$(grep -c '<svg' page.html)" = 3 ] || fail "not three pictures"
    # Identifiers are unique.
    grep -oE " id=['\"][^'\"]*" page.html | sort | uniq -d >twice
    [ ! -s twice ] || fail "identifiers stand twice: $(head -n 3 twice)"
    command -v xmllint >/dev/null && for i in 1 2 3; do
        awk -v want=$i '/<svg/ { n++ } n == want { print } /<\/svg>/ && n == want { exit }' page.html | xmllint --noout - ||
            fail "picture $i is no XML"
    done
fi

# A problem with a simulation shows it; one that is not decided says what is in the way.
set -- --student 'h1+h3/2' --teacher 'h1+h3' --a0 0.5 --eps 0.5 --width 4 --dim 40 --batch 40 --lr 0.05 --time 2 --seeds 2
"$wane" check "$@" >out 2>err; checked=$?
"$wane" report "$@" -o check.html >out 2>err; code=$?; shown="wane report of a simulation"
expect_code $checked
cp check.html out
expect_output 'Networks of finite width' 'id="check"' 'id="orbit"'
if grep 'plot phase' check.html | grep -q -e --width; then fail "the command of a picture without simulation simulates"; fi
"$wane" report --student tanh --teacher 'h1+b*h3' --set 'b=[-0.3,0.3]' --a0 0.5 -o open.html >out 2>err; code=$?
shown="wane report of what is undecided"
expect_code 3; cp open.html out
expect_output 'not proved' 'No lemma'

# Without gnuplot the rest is there.
mkdir nothing
PATH=$work/nothing "$wane" report --student tanh --teacher 'h1+0.3*h3' --a0 0.5 -o bare.html >out 2>err; code=$?
shown="wane report without gnuplot"
expect_code 0; expect_message gnuplot-nox
cp bare.html out; expect_output 'Lemma (Unlearning)' 'gnuplot is not installed'

"$wane" report --student tanh --teacher h1 -o page.txt >out 2>err; code=$?; shown="wane report -o page.txt"
expect_code 2; expect_message "FILE.html"
"$wane" report --student tanh --teacher h1 >out 2>err; code=$?; shown="wane report without -o"
expect_code 2; expect_message "FILE.html"
"$wane" report --student tanh --teacher h1 -o nowhere/page.html >out 2>err; code=$?; shown="wane report -o nowhere/"
expect_code 1; expect_message nowhere
finish
