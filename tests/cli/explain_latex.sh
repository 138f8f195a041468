#!/bin/sh
# The lemmas compile, by themselves and within a paper, with amsmath and amsthm alone.
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99
command -v pdflatex >/dev/null && kpsewhich amsthm.sty >/dev/null || { echo "pdflatex or amsthm is missing"; exit 77; }

compile() {
    pdflatex -interaction=nonstopmode -halt-on-error "$1.tex" >log 2>&1 || fail "$1: $(grep -m 3 -A 2 '^!' log)"
    [ -s "$1.pdf" ] || fail "$1: no document"
}
printf '%s\n' '\documentclass{article}' '\usepackage{amsmath,amsthm}' '\newtheorem{lemma}{Lemma}' '\begin{document}' >paper.tex
number=0
explain() {
    number=$((number + 1))
    run explain "$@" --format latex -o "lemma$number.tex"
    [ "$code" = 0 ] || [ "$code" = 3 ] || fail "$shown: exit $code: $(cat err)"
    grep -q '\\begin{lemma}' "lemma$number.tex" && compile "lemma$number"
    printf '%s\n' "\\input{lemma$number}" >>paper.tex
}
explain --student tanh --teacher h1+0.3*h3 --a0 0.5
explain --student tanh --teacher 'h1+b*h3' --set 'b=[0.05,0.17]' --eps all --a0 all
explain --student 'gelu(b_1*x) - E0*x' --teacher 'h1+[0.1,0.2]*h2' --set b_1=1.1 --set E0=1e-3 --a0 '[0.4,0.5]' --R0 0.1
explain --student 'sqrt(1+x^2)*tanh(x)' --teacher 'He1+He3/10' --eps 0.1 --a0=-0.5
explain --student 1+h1+2*h2 --teacher 2+h2 --a0 5 --R0 0+
explain --student tanh --teacher 'h1+0.3*h3' --decay 0.1 --eps all --a0 all
explain --student tanh --teacher tanh --decay all --eps all --a0 all
run verdict --student tanh --teacher 'h1-0.1*h3' --eps 0.1 --a0 0.5 --certificate c.json
explain c.json
run verdict --student 'h1+h3/2' --teacher 'h1-h3/5' --a0 1 --decay 0.01 --certificate d.json
explain d.json
printf '%s\n' '\end{document}' >>paper.tex
compile paper
finish
