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
printf '%s\n' '\end{document}' >>all.tex
pdflatex -interaction=nonstopmode -halt-on-error all.tex >log 2>&1 || fail "pdflatex: $(grep -m 3 '^!' log)"
[ -s all.pdf ] || fail "no document"

finish
