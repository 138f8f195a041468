#!/bin/sh
# The LaTeX tables compile, with booktabs and nothing else.
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99
command -v pdflatex >/dev/null && kpsewhich booktabs.sty >/dev/null || exit 77

printf '%s\n' '\documentclass{article}' '\usepackage{booktabs}' '\begin{document}' >all.tex
for basis in orthonormal monic physicist derivative; do
    for function in "h1+0.3*h3+h2/3" "tanh" "exp(x/9)" "tanh(x+[0,1/9])" "sqrt(abs(x))"; do
        "$wane" coeffs "$function" --count 12 --digits 8 --basis $basis --format latex 2>err >>all.tex
        code=$?
        [ $code = 0 ] || [ $code = 3 ] || fail "$function: exit $code: $(cat err)"
        echo >>all.tex
    done
done
table() { "$wane" "$@" --digits 8 --format latex 2>err >>all.tex || fail "$*: $(cat err)"; echo >>all.tex; }
table thresholds --over a0 --student tanh --teacher h1-0.1*h3
grep -qF '$a_{0}$ & verdict' all.tex || fail "thresholds: no head"
grep -qF '$0 < a_{0} < 2.6571348' all.tex || fail "thresholds: no row"
table thresholds --over decay --student tanh --teacher h1+0.3*h3 --a0 0.5
grep -qF 'decay $= 0$ & unlearning' all.tex || fail "thresholds: no point"
table bifurcations --student h1+h3/2 --teacher 'h1+b*h3' --param b
grep -qF '& fold-at-1 & $15\,b+38$' all.tex || fail "bifurcations: no row"
table bifurcations --student h1+h3/2 --teacher 'h1+b*h3' --param b=-1:1 --a0 0.5
grep -qF 'partial-unlearning at $b = 1/3$' all.tex || fail "bifurcations: no verdict"
grep -qF 'all $b$ from $-0.66' all.tex || fail "bifurcations: no closed range"
table manifold --student tanh --teacher h1-0.1*h3
grep -qF 'sink & $0.62149310\ldots $ & $2.6571348\ldots $ &' all.tex || fail "manifold: no sink"
table manifold --student tanh --teacher h1-0.1*h3 --points 3
"$wane" bifurcations --student h1+h3/2 --teacher 'h1+b*h3' --param b --format csv >out || fail "bifurcations: no CSV"
grep -qF 'threshold,0.5,0.5,equilibrium-at-1,2*b-1' out || fail "bifurcations: $(cat out)"
[ "$(cut -d , -f 1 out | sort | uniq -c | tr -s ' \n' ' ')" = " 7 interval 6 threshold 1 what " ] || fail "bifurcations: $(cat out)"
printf '%s\n' '\end{document}' >>all.tex
pdflatex -interaction=nonstopmode -halt-on-error all.tex >log 2>&1 || fail "pdflatex: $(grep -m 3 '^!' log)"
[ -s all.pdf ] || fail "no document"

finish
