#!/bin/sh
# Pictures: what stands in the script and in the SVG, scripts that gnuplot draws again, and nothing where it fails.
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99
cat >problem.json <<'E'
{"student": "tanh", "teacher": "h1+0.3*h3", "a0": "0.5", "eps": "0.1",
 "simulation": {"width": "6", "dim": "40", "batch": "200", "lr": "0.2", "time": "20", "seeds": "2", "method": "overlap"}}
E
unlearning="--student tanh --teacher h1+0.3*h3"

# expect_titles FILE TITLE...: the script has each in its key.
expect_titles() {
    file=$1
    shift
    for title in "$@"; do grep -qF "title '$title'" "$file" || fail "$file has no title '$title'"; done
}

# shellcheck disable=SC2086
run plot phase $unlearning --a0 0.5 --eps 0.1 -o phase.gp; expect_code 0
expect_titles phase.gp "proved itinerary, ε → 0" "trajectory, ε = 0.1" "manifold, attracting" "manifold, repelling" saddle
grep -q "^1 1.42323" phase.gp || fail "the equilibrium of R = 1 is not where it is"
grep -q "^0.92194424 1.2456623" phase.gp || fail "the itinerary does not land on the branch"
run plot phase --student tanh --teacher "h1-0.1*h3" -o sink.gp; expect_code 0
expect_titles sink.gp sink saddle
if grep -q "itinerary\|trajectory" sink.gp; then fail "without a0 there is no itinerary"; fi
run plot phase --student tanh --teacher "h1-0.1*h3" --a0 -0.5 -o negative.gp; expect_code 0
grep -q "^set xrange \[-1.05:0.05\]" negative.gp || fail "a0 < 0 is not drawn where R < 0"
run plot phase --student relu --teacher "h1+0.5*h2" --a0 -0.5 --R0 0.5 -o both.gp; expect_code 0
grep -q "^set xrange \[-1.05:1.05\]" both.gp || fail "an itinerary on both sides is not drawn on both"
run plot phase --student tanh --teacher h3 --a0 0.5 --R0 0.5 -o line.gp; expect_code 0
grep -q "^0 0.67" line.gp || fail "the line R = 0 attracts where p_1 = 0"
expect_titles line.gp fold

# shellcheck disable=SC2086
run plot orbit $unlearning --a0 0.5 --eps 0.1 --time 1000 -o orbit.gp; expect_code 0
expect_titles orbit.gp "certified trajectory" "R \~ 1.467 (εt)^{-1/4}" "a \~ 1.125 (εt)^{1/4}"
# shellcheck disable=SC2086
run plot orbit $unlearning --a0 "[0.5,0.6]" --eps 0.1 --time 20 -o band.gp; expect_code 0
expect_titles band.gp "certified enclosure"
run plot potential --student tanh --teacher "h1-0.1*h3" -o potential.gp; expect_code 0
expect_titles potential.gp "manifold, attracting" "arrows: slow flow" sink saddle
run plot coefficients --student tanh --teacher gelu --count 9 -o coefficients.gp; expect_code 0
expect_titles coefficients.gp "student, positive" "student, negative" "teacher, positive" "teacher, negative"
grep -q "^1 0.6057055" coefficients.gp || fail "c_1 of tanh"
run plot check problem.json -o check.gp; checked=$code
[ "$checked" = 0 ] || [ "$checked" = 3 ] || fail "plot check: exit $checked: $(cat err)"
expect_titles check.gp "allowed deviation" "planar flow, N = ∞" "predicted at this N" "simulation, N = 6" "± s.d. over neurons"
run plot check problem.json --simulated-teacher h1-h3 -o failed.gp; expect_code 4
grep -q "^set title 'tanh | h1+0.3\*h3: check failed'" failed.gp || fail "a check that fails is not called so"
run plot phase problem.json -o simulated.gp; expect_code 0
expect_titles simulated.gp "± s.d. over neurons" "simulation, N = 6"

# Bad input.
run plot; expect_refusal "what to plot" map phase orbit potential coefficients check
run plot fase; expect_refusal "'fase'" "did you mean 'phase'?"
run plot xyzzy -o x.svg; expect_refusal "'xyzzy'" "expected one of map"
# shellcheck disable=SC2086
run plot phase $unlearning; expect_refusal "--output" ".svg"
# shellcheck disable=SC2086
run plot phase $unlearning -o p.bmp; expect_refusal "--output" ".svg" "p.bmp"
# shellcheck disable=SC2086
run plot potential $unlearning -o absent/p.svg; expect_code 1; expect_message "absent/p.svg"
# shellcheck disable=SC2086
run plot orbit $unlearning --a0 0.5 -o p.svg; expect_refusal "eps"
run plot coefficients --student tanh -o p.svg; expect_refusal "teacher" "none was given"
run plot phase --student tanh --teacher "h1+b*h3" --set "b=[0,1]" -o p.svg; expect_refusal "--set" "one problem" "[0,1]"
[ ! -e p.svg ] || fail "a refused picture was written"

# gnuplot that fails, and none.
mkdir bin
printf "#!/bin/sh\necho no such terminal\nexit 3\n" >bin/gnuplot
chmod +x bin/gnuplot
# shellcheck disable=SC2086
PATH="$work/bin" "$wane" plot potential $unlearning -o q.svg 2>err
[ "$?" = 1 ] && [ ! -e q.svg ] && grep -q "gnuplot failed: no such terminal" err || fail "gnuplot fails: $(cat err)"
rm bin/gnuplot
# shellcheck disable=SC2086
PATH="$work/bin" "$wane" plot potential $unlearning -o q.svg 2>err
[ "$?" = 1 ] && [ ! -e q.svg ] && [ -s q.gp ] && grep -q "gnuplot-nox" err || fail "without gnuplot: $(cat err)"

if command -v gnuplot >/dev/null; then
    for script in phase sink negative both line orbit band potential coefficients check simulated; do
        said=$( (echo "set terminal svg; set output '$script.again.svg'"; cat $script.gp) | gnuplot 2>&1)
        [ -z "$said" ] || fail "gnuplot says of $script.gp: $said"
        grep -q "</svg>" $script.again.svg || fail "$script.gp draws nothing"
    done
    # shellcheck disable=SC2086
    run plot phase $unlearning --a0 0.5 --eps 0.1 -o phase.svg; expect_code 0
    for word in "proved itinerary" "manifold, repelling" "h1+0.3\*h3" "stroke-dasharray" "<svg" "</svg>"; do
        grep -q "$word" phase.svg || fail "'$word' is not in phase.svg"
    done
    # shellcheck disable=SC2086
    run plot potential $unlearning -o phase.pdf; expect_code 0
    head -c 5 phase.pdf | grep -q "%PDF" || fail "no PDF"
    # shellcheck disable=SC2086
    run plot potential $unlearning -o phase.png; expect_code 0
    [ -s phase.png ] || fail "no PNG"
fi
finish
