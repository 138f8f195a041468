#!/bin/sh
# Maps: refusals, the same bytes by any number of threads and after any interruption, points against single verdicts.
. "$(dirname "$0")/common.sh"
cd "$work" || exit 99
command -v python3 >/dev/null || exit 77

map() { run map --student tanh --teacher h1+b*h3 "$@"; }

map --x b=0:1 --y c=0.1:3 --a0 1;                  expect_refusal "--y" "'c=0.1:3'" "a0, R0, eps or decay"
map --x tanh=0:1 --y b=0.1:3 --a0 1;               expect_refusal "--x" "'tanh=0:1'" "a0, R0, eps or decay"
map --x b=0:1 --y "b=1:2";                         expect_refusal "--y" "another quantity"
map --x b=1:1 --y a0=0.1:3;                        expect_refusal "--x" "empty"
map --x b=1:0 --y a0=0.1:3;                        expect_refusal "--x" "reversed"
map --x b=0:1;                                     expect_refusal "--y" "none was given"
map --x b --y a0=0.1:3;                            expect_refusal "--x" "NAME=LO:HI"
map --x b=0:1 --y a0=0:3 --log y;                  expect_refusal "--log" "above 0"
map --x b=-1:1 --y a0=1:3 --log xy;                expect_refusal "--log" "x above 0"
map --x b=0:1 --y a0=0.1:3 --log z;                expect_refusal "--log" "x, y or xy"
map --x b=0:1 --y a0=0.1:3 --depth 21;             expect_refusal "--depth" "0 to 20"
map --x b=0:1 --y R0=-1:1 --a0 1;                  expect_refusal "--y" "inside (-1,1)"
map --x b=0:1 --y eps=0:1 --a0 1;                  expect_refusal "--y" "above 0"
map --x b=0:1 --y decay=-1:1 --a0 1;               expect_refusal "--y" "from 0 on"
map --x b=0:1 --y R0=0:0.5;                        expect_refusal "--a0"
map --x b=0:1 --y a0=1:2 --quantity speed;         expect_refusal "--quantity" "R_final"
map --x b=0:1 --y a0=1:2 --resume;                 expect_refusal "--resume" "--store"

set -- --x b=-1:1 --y a0=0.1:3 --depth 7 --format json
map "$@" --threads 1; expect_code 0; cp out serial.json
map "$@" --threads 3; cmp -s out serial.json || fail "threads change the answer"

# A file that holds the map: whole, interrupted at any moment, and others.
map "$@" --store whole.map; cmp -s out serial.json || fail "a store changes the answer"
map "$@" --store whole.map; expect_refusal "--store" "--resume"
map "$@" --store whole.map --resume; cmp -s out serial.json || fail "what the store holds changes the answer"
map "$@" --store whole.map --resume --x b=-1:0.5; expect_refusal "--store" "another map"
killed=0
for moment in 0.05 0.15 0.3 0.5; do
    rm -f part.map part.map-*
    "$wane" map --student tanh --teacher h1+b*h3 "$@" --depth 9 --store part.map >/dev/null 2>&1 &
    process=$!
    sleep "$moment"
    kill -9 "$process" 2>/dev/null
    wait "$process" 2>/dev/null
    [ "$?" = 137 ] && killed=$((killed + 1))
    map "$@" --store part.map --resume; expect_code 0
    cmp -s out serial.json || fail "the answer differs after kill -9 at $moment s"
done
[ "$killed" -gt 0 ] || fail "no run was killed"
echo "nothing of ours" >foreign.map
map "$@" --store foreign.map --resume; [ "$code" = 2 ] || [ "$code" = 1 ] || fail "a foreign file is taken"
grep -qF "nothing of ours" foreign.map || fail "a foreign file is written to"
python3 - whole.map <<'EOF' || fail "cannot change a row"
import sqlite3, sys
file = sqlite3.connect(sys.argv[1])
file.execute("UPDATE cell SET verdict = 'learning' WHERE verdict = 'unlearning'")
file.commit()
EOF
map "$@" --store whole.map --resume; expect_refusal "--store" "damaged"

# The leaves are a partition, the shares are those of the leaves, and no point contradicts its cell.
cat >check.py <<'EOF'
import json, random, subprocess, sys
from fractions import Fraction
wane, answer, seed, count = sys.argv[1], json.load(open(sys.argv[2])), int(sys.argv[3]), int(sys.argv[4])
extra, compared = sys.argv[5:], 0
area, whole = {}, None
ends = {k: [Fraction(v) for v in answer[k]["range"]] for k in "xy"}
for cell in answer["cells"]:
    x, y = ([Fraction(v) for v in cell[k]] for k in "xy")
    assert ends["x"][0] <= x[0] < x[1] <= ends["x"][1] and ends["y"][0] <= y[0] < y[1] <= ends["y"][1], cell
    size = (x[1] - x[0]) * (y[1] - y[0])
    area[cell["verdict"]] = area.get(cell["verdict"], 0) + size
whole = (ends["x"][1] - ends["x"][0]) * (ends["y"][1] - ends["y"][0])
assert sum(area.values()) == whole
if not (answer["x"]["log"] or answer["y"]["log"]):
    for verdict, share in answer["area"].items():
        assert Fraction(share) == area.get(verdict, 0) / whole, verdict
random.seed(seed)
for cell in random.sample([c for c in answer["cells"] if c["verdict"] != "undecided"], count):
    point = {}
    for k in "xy":
        lo, hi = (Fraction(v) for v in cell[k])
        point[answer[k]["name"]] = str(lo + (hi - lo) * Fraction(random.choice([0, 1, 2, 3, 4]), 4))
    flags = []
    for name, value in point.items():
        flags += ["--" + name, value] if name in ("a0", "R0", "eps", "decay") else ["--set", f"{name}={value}"]
    said = subprocess.run([wane, "verdict", "--format", "json", *extra, *flags], capture_output=True, text=True)
    if said.returncode == 3:
        continue
    verdict = json.loads(said.stdout)["verdict"]
    assert verdict == cell["verdict"], (point, verdict, cell)
    compared += 1
assert compared > 0
EOF
python3 check.py "$wane" serial.json 1 30 --student tanh --teacher h1+b*h3 || fail "a point contradicts its cell"
run map --student erf --teacher "h1+b*h3+1.5*h5" --x b=-1:1 --y a0=0.5:8 --log y --depth 5 --format json; expect_code 0
cp out two.json
python3 check.py "$wane" two.json 2 20 --student erf --teacher "h1+b*h3+1.5*h5" || fail "a point contradicts its cell"
run map --student tanh --teacher "h1+0.3*h3" --x R0=-0.5:0.5 --y a0=0.5:2 --depth 5 --format json; expect_code 0
cp out three.json
python3 check.py "$wane" three.json 3 15 --student tanh --teacher "h1+0.3*h3" || fail "a point contradicts its cell"
run map --student tanh --teacher "h1+b*h3" --x b=0.5:1 --y eps=0.1:10 --log y --a0 0.5 --depth 2 --format json; expect_code 0
cp out four.json
python3 check.py "$wane" four.json 4 1 --student tanh --teacher "h1+b*h3" --a0 0.5 || fail "a point contradicts its cell"
run map --student tanh --teacher "h1+b*h3" --x decay=0:0.3 --y b=-1:1 --a0 0.5 --depth 8 --format json; expect_code 0
cp out five.json
python3 check.py "$wane" five.json 5 40 --student tanh --teacher "h1+b*h3" --a0 0.5 || fail "a point contradicts its cell"
run map --student "tanh(x)+0.1" --teacher "0.3+h1+b*h3" --x decay=0:0.1 --y b=0:1 --a0 0.5 --depth 6 --format json; expect_code 0
cp out six.json
python3 check.py "$wane" six.json 6 20 --student "tanh(x)+0.1" --teacher "0.3+h1+b*h3" --a0 0.5 || fail "a point contradicts its cell"
run map --student tanh --teacher "h1+0.3*h3" --x decay=0:0.3 --y a0=0.1:3 --depth 5 --format json; expect_code 0
cp out seven.json
python3 check.py "$wane" seven.json 7 20 --student tanh --teacher "h1+0.3*h3" || fail "a point contradicts its cell"

# Stopped early: what was not reached is undecided, the leaves make up the rectangle, and the store goes on.
run map --student tanh --teacher "h1+b*h3" --x b=-1:1 --y a0=0.1:3 --depth 20 --store early.db --timeout 0.2 --format json
expect_code 3; expect_output '"complete": false'; expect_message "early.db" "--resume"
python3 - <<'EOF' || fail "the leaves of a map that was stopped do not make up the rectangle"
import json
from fractions import Fraction
answer = json.load(open("out"))
area = sum((Fraction(c["x"][1]) - Fraction(c["x"][0])) * (Fraction(c["y"][1]) - Fraction(c["y"][0])) for c in answer["cells"])
assert area == 2 * Fraction(29, 10), area
assert sum(Fraction(share) for share in answer["area"].values()) == 1
EOF
run map --student tanh --teacher "h1+b*h3" --x b=-1:1 --y a0=0.1:3 --depth 5 --store early.db --resume --format json; expect_code 0
cp out resumed
run map --student tanh --teacher "h1+b*h3" --x b=-1:1 --y a0=0.1:3 --depth 5 --format json
cmp -s out resumed || fail "a map that was stopped goes on to another answer"

# Values lie in the bounds of their cells.
run map --student tanh --teacher "h1+b*h3" --x b=-0.3:-0.2 --y a0=0.5:1 --quantity R_final --depth 4 --format json
expect_code 0
expect_output '"value": {"lo": "0.'
run map --student tanh --teacher "h1+b*h3" --x b=-0.5:0.5 --y a0=0.5:1 --quantity floor --depth 5 --format json
expect_code 0
cp out floor.json
cat >floor.py <<'EOF'
import json, math
from fractions import Fraction
def mean(f):  # the trapezoidal rule, far more exact than asked for
    h = 1 / 16
    return sum(f(k * h) * math.exp(-(k * h) ** 2 / 2) for k in range(-160, 161)) * h / math.sqrt(2 * math.pi)
c1 = mean(lambda x: math.tanh(x) * x)
c3 = mean(lambda x: math.tanh(x) * (x ** 3 - 3 * x)) / math.sqrt(6)
norm = mean(lambda x: math.tanh(x) ** 2)
known = 0
for cell in json.load(open("floor.json"))["cells"]:
    if cell["verdict"] != "unlearning":
        assert cell["value"] is None
        continue
    known += cell["value"] is not None
    for b in (float(Fraction(t)) for t in cell["x"] if Fraction(t) != 0):
        if cell["value"] is None: continue
        truth = (2 * c1 * (norm - c1 ** 2) / (-4 * b * c3 * c1 ** 2)) ** 0.25
        assert float(cell["value"]["lo"]) <= truth * (1 + 1e-9) and truth <= float(cell["value"]["hi"]) * (1 + 1e-9), cell
assert known > 16, known
EOF
python3 floor.py || fail "a floor is not in its cell"

# Certificates: accepted as they are, and nothing that was changed.
run map --student tanh --teacher "h1+b*h3" --x b=0.5:1 --y a0=1.5:3 --depth 2 --certificate proof --format json; expect_code 0
expect_output '"written": ' '"missing": 0' '"resisting": []'
run verify proof; expect_code 0; expect_output "accepted"
run map --student tanh --teacher "h1+b*h3" --x b=0.5:1 --y a0=1.5:3 --depth 2 --certificate proof; expect_code 1
cat >mutants.py <<'EOF'
import copy, json, os, shutil, subprocess, sys
from fractions import Fraction
wane, folder = sys.argv[1], sys.argv[2]
manifest = json.load(open(folder + "/manifest.json"))
def verify(change, name, expected=4):
    shutil.rmtree("mutant", ignore_errors=True)
    shutil.copytree(folder, "mutant")
    changed = copy.deepcopy(manifest)
    change(changed)
    json.dump(changed, open("mutant/manifest.json", "w"))
    code = subprocess.run([wane, "verify", "mutant"], capture_output=True).returncode
    assert code == expected, (name, code)
def half(entry, key):
    lo, hi = (Fraction(v) for v in entry[key])
    return str((lo + hi) / 2)
group = lambda m: m["groups"][-1]
def edit(m, change):
    path = "mutant/" + group(m)["file"]
    certificate = json.load(open(path))
    change(certificate)
    json.dump(certificate, open(path, "w"))
def narrow(m): group(m)["x"][1] = half(group(m), "x")
def widen(m): m["a0"][1] = "4"
def wider_group(m): group(m)["y"] = [group(m)["y"][0], "4"]; m["a0"][1] = "4"
def twice(m): m["groups"].append(copy.deepcopy(group(m)))
def overlap(m): m["open"].append({"x": [group(m)["x"][0], half(group(m), "x")], "y": group(m)["y"]})
def other_verdict(m): group(m)["verdict"] = "learning"
def no_group(m): m["groups"].pop()
def other_student(m): m["student"] = "erf(x)"
def other_start(m): m["R0"] = "0+"
def more_parameters(m): m["parameters"]["c"] = ["0", "1"]
def field(m): m["more"] = 1
def away(m): group(m)["file"] = "../mutant/" + group(m)["file"]
def absent(m): os.remove("mutant/" + group(m)["file"])
def damaged(m): edit(m, lambda c: c["coefficients"]["student"].__setitem__(1, ["1", "1"]))
def said_everywhere(m): group(m)["verdict"] = "learning"; edit(m, lambda c: c.update(verdict="learning"))
def wider_certificate(m):
    group(m)["y"][1] = m["a0"][1] = "40"
    m["open"] = [o if o["y"][1] != "3" else {"x": o["x"], "y": [o["y"][0], "40"]} for o in m["open"]]
    edit(m, lambda c: c["a0"].__setitem__(1, "40"))
verify(lambda m: None, "as it is", 0)
verify(lambda m: m["groups"].reverse(), "another order", 0)
for change in (narrow, widen, wider_group, twice, overlap, other_verdict, no_group, other_student, other_start,
               more_parameters, field, away, absent, damaged, said_everywhere, wider_certificate):
    verify(change, change.__name__)
def unclaimed(m): m["open"].append({k: group(m)[k] for k in "xy"}); m["groups"].pop()
verify(unclaimed, "a group that becomes open", 0)
def later_version(m): m["version"] = 3
verify(later_version, "a version of other certificates", 2)
EOF
python3 mutants.py "$wane" proof || fail "a mutant of a map's certificates"
# Every decided cell has one, also where a column of its width has none; only beside decay 0 none is found.
run map --student tanh --teacher "h1+b*h3" --x b=-1:1 --y a0=0.1:3 --depth 3 --certificate whole --format json; expect_code 0
expect_output '"missing": 0'
run verify whole; expect_code 0; expect_output "accepted"
run map --student tanh --teacher "h1+b*h3" --x b=-1:-0.5 --y decay=0:0.1 --a0 0.5 --depth 1 --certificate cured --format json; expect_code 0
expect_output '"missing": 1,' '"why": "the sign of N'
run verify cured; expect_code 0; expect_output "accepted" "1 boxes of which nothing is said"
first=$(find proof -name "0*.json" | sort | head -1)
run verify "$first" "$first"; expect_code 0
echo "{}" >none.json
run verify "$first" none.json; expect_code 2

# Pictures.
run plot map --student tanh --teacher "h1+b*h3" --x b=-1:1 --y a0=0.1:3 --depth 3; expect_refusal "--output" ".svg"
run plot; expect_refusal "map"
run plot map --student tanh --teacher "h1+b*h3" --x b=-1:1 --y a0=0.1:3 --depth 3 -o p.gp; expect_code 0
grep -q "title 'unlearning'" p.gp || fail "the script has no legend"
mkdir bin
printf "#!/bin/sh\nexit 3\n" >bin/gnuplot
chmod +x bin/gnuplot
PATH="$work/bin" "$wane" plot map --student tanh --teacher "h1+b*h3" --x b=-1:1 --y a0=0.1:3 --depth 3 -o q.svg 2>err
[ "$?" = 1 ] && [ ! -e q.svg ] && grep -q "gnuplot failed" err || fail "gnuplot fails: $(cat err)"
rm bin/gnuplot
PATH="$work/bin" "$wane" plot map --student tanh --teacher "h1+b*h3" --x b=-1:1 --y a0=0.1:3 --depth 3 -o q.svg 2>err
[ "$?" = 1 ] && [ ! -e q.svg ] && [ -s q.gp ] && grep -q "gnuplot-nox" err || fail "without gnuplot: $(cat err)"
if command -v gnuplot >/dev/null; then
    run plot map --student tanh --teacher "h1+b*h3" --x b=-1:1 --y a0=0.1:3 --depth 3 -o q.svg; expect_code 0
    grep -q "</svg>" q.svg || fail "no picture"
fi
finish
