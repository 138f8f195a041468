"""examples/check_certificate.py accepts the certificates of the examples and rejects what is false in a copy of them.

WANE names the command that writes them; it has to reject every false copy, too, or the copy would not be false."""
import copy
import importlib.util
import json
import os
import pathlib
import subprocess
from fractions import Fraction

import pytest

pytest.importorskip("mpmath")
WANE = os.environ.get("WANE")
if not WANE:
    pytest.skip("WANE does not name the command", allow_module_level=True)
EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
specification = importlib.util.spec_from_file_location("check_certificate", EXAMPLES / "check_certificate.py")
checker = importlib.util.module_from_spec(specification)
specification.loader.exec_module(checker)


def kept(make):
    """What was worked out once for the same arguments."""
    known = {}

    def get(*arguments):
        key = repr(arguments)
        if key not in known:
            known[key] = make(*arguments)
        return known[key]
    return get


checker.Pair, checker.is_bound = kept(checker.Pair), kept(checker.is_bound)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("certificates")


@pytest.fixture(scope="module")
def certificate(folder):
    """That of an example, in the limit, at its own eps or for all eps; or of a pair of functions."""
    made = {}

    def write(name):
        if name not in made:
            path = folder / f"{len(made)}.json"
            example, _, kind = name.partition(" ")
            if "|" in example:
                student, teacher = example.split("|")
                options = ["--student", student, "--teacher", teacher, "--a0", "1/2"]
            else:
                problem = json.loads((EXAMPLES / f"{example}.json").read_text())
                options = [text for key in ("student", "teacher", "a0", "R0", "decay") if key in problem
                           for text in (f"--{key}", problem[key])]
                kind = f"--eps {problem['eps']}" if kind == "own" else kind
            command = [WANE, "verdict", *options, *kind.split(), "--certificate", str(path)]
            subprocess.run(command, check=True, capture_output=True)
            made[name] = path
        return made[name]

    return write


ACCEPTED = ["unlearning", "partial", "learning", "decay", "unlearning own", "partial own", "learning own", "decay own",
            "unlearning --eps all", "learning --eps all", "h1+h2|h1-h2/5", "h1+h2|h1-h2/5 --eps 1/5", "h1+h3/2|h1+h3",
            "tanh+x/2|2*tanh+x", "h1+h2+h3|h1-h2/3+h3/2", "tanh|h1-0.1*h3 --a0 3/10 --decay 0.01"]


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted(certificate, name):
    assert checker.main(certificate(name)) == 0


UNKNOWN = ["erf|h1+0.3*h3", "h1+h3|h1-h3", "relu|h1", "tanh|-h1", "h1+h2+h4|h1+h2-h4/2", "1+h2|h2 --eps 1/10",
           "tanh|h1+b*h3 --set b=[1/5,1/4]", "tanh|h1 --a0 all --eps all"]


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_beyond_it_is_not_accepted(certificate, name):
    assert checker.main(certificate(name)) in (2, 4)


@pytest.mark.parametrize("P, N", [((1, []), (-1, [(1, 2), (3, 4)])), ((1, []), (1, [(1, 2)])), ((1, [(1, 2)]), (1, [])),
                                  ((-1, []), (1, []))])
def test_signs_that_leave_the_limit_open(P, N):
    with pytest.raises(checker.Stop):
        checker.flow({"landscape": {"levels": []}}, None, None, {"P": (*P, 1, 1, False), "N": (*N, 1, 1, False)})


def value(text):
    mantissa, _, power = text.partition("*2^")
    return int(mantissa) * Fraction(2) ** int(power or 0)


def text(x):
    power = 0
    while x and x.numerator % 2 == 0:
        x, power = x / 2, power + 1
    while x.denominator > 1:
        x, power = x * 2, power - 1
    return f"{x.numerator}*2^{power}" if power else f"{x.numerator}"


def moved(claim, factor=2):
    """Twice its width to the right, which leaves out whatever it held; a point by 2^-60."""
    lo, hi = map(value, claim)
    step = factor * (hi - lo) or Fraction(1, 2 ** 60)
    return [text(lo + step), text(hi + step)]


def at(path, change):
    """Changes what is at a path such as `orientations 0 N pieces`."""
    *way, last = [int(key) if key.lstrip("-").isdigit() else key for key in path.split()]

    def mutate(record):
        for key in way:
            record = record[key]
        record[last] = change(record[last]) if callable(change) else change
    return mutate


def without(path):
    *way, last = [int(key) if key.lstrip("-").isdigit() else key for key in path.split()]

    def mutate(record):
        for key in way:
            record = record[key]
        del record[last]
    return mutate


def both(*mutations):
    def mutate(record):
        for mutation in mutations:
            mutation(record)
    return mutate


def first_cell_with(side, change):
    """Of the bounds of one side (0 upper, 1 lower) one in the middle."""
    def mutate(record):
        cells = [cell for cell in record["rises"][0]["cells"] if cell[1 + side] is not None]
        change(cells[len(cells) // 2][1 + side])
    return mutate


def add(i, step):
    def change(bound):
        bound[i] = text(value(bound[i]) + step)
    return change


def index_of_zero(record):
    return next(i for i, piece in enumerate(record["orientations"][0]["N"]["pieces"]) if "zero" in piece)


def zero_piece(change):
    def mutate(record):
        pieces = record["orientations"][0]["N"]["pieces"]
        change(pieces, index_of_zero(record))
    return mutate


def extend_before(pieces, i):
    middle = sum(map(value, (pieces[i]["zero"][1], pieces[i]["to"]))) / 2
    pieces[i - 1]["to"] = text(middle)


def shift_zero(pieces, i):
    pieces[i]["zero"] = moved(pieces[i]["zero"])


def lose_zero(pieces, i):
    pieces[i] = {"to": pieces[i]["to"], "sign": 1}


def widened(lo, hi):
    return both(at("a0", [lo, hi]))


TINY = "1*2^-60"
ORIENTATION = {f"{key}(1) moved": at(f"orientations 0 at_one {key}", moved) for key in ("P", "P'", "S", "S'")}
SHAPES = {f"{name}: {what}": at(f"orientations 0 {name} {path}", change)
          for name in ("N", "A'", "P'") for what, path, change in (
              ("power raised", "leading power", lambda n: n + 1), ("coefficient moved", "leading coefficient", moved),
              ("until beyond 1/2", "leading until", "3*2^-2"), ("until 0", "leading until", "0"),
              ("a sign flipped", "pieces -1 sign", lambda sign: -sign), ("short of 1", "pieces -1 to", "1023*2^-10"),
              ("zero at 1", "vanishes_at_one", True), ("realizable", "", None)) if path}
NUMBERS = {f"{key} moved": at(f"scaling {key}", moved) for key in ("alpha", "kappa", "R_prefactor", "a_prefactor")}
MUTANTS = {
    "unlearning": {
        **ORIENTATION, **SHAPES, **NUMBERS,
        "c_1 moved": at("coefficients student 1", moved), "c_127 moved": at("coefficients student -1", moved),
        "c_3 of the teacher moved": at("coefficients teacher 3", moved),
        "c_2 no zero": at("coefficients student 2", [TINY, TINY]), "c_3 zero": at("coefficients student 3", "0"),
        "one coefficient less": without("coefficients student -1"), "a tail less": without("tails student -1"),
        **{f"T_{j} lowered": at(f"tails student {j}", TINY) for j in range(5)},
        "a negative tail": at("tails teacher 0", "-" + TINY),
        "another student": at("student", "x"), "a larger student": at("student", "2*tanh(x)"),
        "another teacher": at("teacher", "x - 3/10*h3(x)"), "another degree": at("teacher", "x + 3/10*h5(x)"),
        "a0 widened": widened("1/2", "1"), "a0 beyond a_c": widened("2", "2"), "a0 turned": widened("1", "1/2"),
        "R0 off 0": at("R0", ["1/2", "1/2"]), "N realizable": at("orientations 0 N", {"realizable": True}),
        "N = 0": at("orientations 0 N", {"vanishes": True}), "N definite": at("orientations 0 N", {"definite": True}),
        "A' realizable": at("orientations 0 A'", {"realizable": True}),
        "a turned": at("orientations 0 a", -1), "R turned": at("orientations 0 R", -1),
        "no orientation": at("orientations", []),
        **{f"phase {i} removed": without(f"itinerary {i}") for i in range(4)},
        "a phase twice": at("itinerary", lambda phases: phases[:2] + phases[1:]),
        "phases exchanged": at("itinerary", lambda phases: [phases[0], phases[2], phases[1], phases[3]]),
        "no delay": both(at("itinerary 1 a 1", lambda a: moved(a, -2)),
                         at("itinerary 2 a", lambda a: [moved(a[0], -2)] * 2),
                         at("itinerary 3 a 0", lambda a: moved(a, -2)), at("exit a_delayed", lambda a: moved(a, -2))),
        "another landing": both(at("itinerary 2 R 1", moved), at("itinerary 3 R 0", moved)),
        "a phase is slow": at("itinerary 0 phase", "slow"), "an exit is an end": at("itinerary 1 end", "equilibrium"),
        "it ends at a finite height": at("itinerary 3 a 1", ["1", "1"]),
        "it ends earlier": at("itinerary 3 end", "equilibrium"),
        "it ends off 0": at("itinerary 3 R 1", ["1*2^-20", "1*2^-20"]),
        "verdict learning": at("verdict", "learning"), "verdict partial": at("verdict", "partial-unlearning"),
        "verdict not learned": at("verdict", "not-learned"), "R_peak lowered": at("R_peak", ["1*2^-1", "3*2^-2"]),
        "R_final raised": at("R_final", ["1*2^-10", "1"]), "a_final finite": at("a_final", ["1", "2"]),
        "a_final negative": at("a_final", "-infinity"), "no exit": at("exit", None),
        "a_static moved": at("exit a_static", moved), "a_delayed moved": at("exit a_delayed", moved),
        "no law": at("scaling", None), "n": at("scaling n", 5), "Q": at("scaling Q", 5), "s": at("scaling s", 2),
        "version": at("version", 3), "a version to come": at("version", 6), "version true": at("version", True), "format": at("format", "certificate"),
        "wane is long": at("wane", "1" * 101), "a key more": lambda record: record.update(note=""),
        "a key less": without("tails"), "a parameter": at("parameters", {"b": ["0", "1"]}),
        "a number spelled otherwise": at("itinerary 0 a", [["2*2^-2", "1*2^-1"]] * 2),
        "a claim upside down": at("orientations 0 at_one P", lambda claim: claim[::-1])},
    "partial": {
        "the zero moved": zero_piece(shift_zero), "the piece before it extended": zero_piece(extend_before),
        "no zero": zero_piece(lose_zero), "a sign before it": at("orientations 0 N pieces 0 sign", 1),
        "it ends elsewhere": both(at("itinerary 3 R 1", moved), at("R_final", moved)),
        "R_final moved": at("R_final", moved),
        "a_final moved": at("a_final", moved),
        "a at the end moved": both(at("itinerary 3 a 1", moved), at("a_final", moved)),
        "verdict": at("verdict", "unlearning"), "a law": at("scaling", {"n": 4, "Q": 4, "s": 1})},
    "learning": {
        "c_1 of the teacher": at("coefficients teacher 1", moved), "twice the teacher": at("teacher", "2*tanh(x)"),
        "it stays below": both(at("itinerary 1 a 1", moved), at("a_final", moved)),
        "R_peak": at("R_peak", ["0", "1*2^-1"]),
        "it is an equilibrium": at("itinerary 1 end", "equilibrium"),
        "P' realizable": at("orientations 0 P'", {"realizable": True})},
    "decay": {
        "lambda": at("decay lambda", "1/50"), "no lambda": at("decay lambda", "0"),
        "lambda negative": at("decay lambda", "-1/100"),
        "the student without": at("decay student", "2*tanh(x)"), "a mean": at("decay student", "tanh(x) + 1/10"),
        "the teacher without": at("decay teacher", "x"),
        "it left out": both(without("decay"), at("version", 2), at("student", "tanh(x)")),
        "version": at("version", lambda version: version - 1),
        "the shift turned": at("student", "tanh(x) - 1/10"), "c_0": at("coefficients student 0", moved)},
    "partial own": {
        "eps widened": both(at("eps 1", "1/5"), at("rises 0 eps 1", "1/5")), "eps elsewhere": at("eps", ["1/5", "1/5"]),
        "every eps": both(at("eps", "all"), at("rises 0 eps", "all")),
        "the drop": at("drop", "1/2"), "no drop": at("drop", "0"),
        "an upper bound lowered": first_cell_with(0, add(1, -Fraction(1, 4))),
        "an upper bound begins lower": first_cell_with(0, add(0, -Fraction(1, 2 ** 20))),
        "a lower bound raised": first_cell_with(1, add(1, Fraction(1, 4))),
        "a lower bound begins higher": first_cell_with(1, add(0, Fraction(1, 2 ** 20))),
        "a cell removed": without("rises 0 cells 100"), "the first cell removed": without("rises 0 cells 0"),
        "an upper bound comes back": at("rises 0 cells -1 1", ["2", "1", "0"]),
        "the end lowered": at("rises 0 end", lambda end: text(1 - (1 - value(end)) * 2)),
        "it settles": at("rises 0 settles", True), "no rise": at("rises", []),
        "R_peak lowered": at("R_peak", lambda claim: [text(value(claim[0]) - Fraction(1, 2 ** 20)), claim[0]]),
        "R_peak narrowed": at("R_peak 1", lambda hi: text((value(hi) * 3 + 1) / 4 - Fraction(1, 2 ** 18))),
        "Phi of a level": at("landscape levels 1 Phi", moved), "a of a level": at("landscape levels 1 a", moved),
        "R of a level": at("landscape levels 1 R", moved), "kind of a level": at("landscape levels 1 kind", "saddle"),
        "a level less": without("landscape levels 1"), "a of the start": at("landscape levels 0 a", ["0", "1"]),
        "an orbit": at("orbit", {}), "P < 0": at("landscape P pieces 0 sign", -1), "R_final": at("R_final", moved),
        "a_final": at("a_final", moved), "verdict": at("verdict", "learning"), "a0 widened": widened("1/2", "51/100")},
    "unlearning own": {"R_final": at("R_final", ["1*2^-9", "1"]), "law": at("scaling n", 6),
                       "kappa": at("scaling kappa", moved),
                       "partial": at("verdict", "partial-unlearning"), "a_final": at("a_final", ["0", "1"])},
    "learning --eps all": {"it falls": at("verdict", "unlearning"), "R_peak": at("R_peak", ["0", "1*2^-1"]),
                           "a_final": at("a_final", moved), "an end": at("rises 0 end", "1*2^-1"),
                           "A teacher": at("teacher", "tanh(x) + x")}}


@pytest.mark.parametrize("name, mutant", [(name, mutant) for name in MUTANTS for mutant in MUTANTS[name]])
def test_rejected(certificate, folder, name, mutant):
    true = json.loads(certificate(name).read_text())
    false = copy.deepcopy(true)
    MUTANTS[name][mutant](false)
    assert false != true or mutant == "version true"
    path = folder / "false.json"
    path.write_text(json.dumps(false))
    assert subprocess.run([WANE, "verify", str(path)], capture_output=True).returncode != 0, "the copy is not false"
    assert checker.main(path) in (2, 4)


def test_key_twice(certificate, folder):
    path = folder / "false.json"
    path.write_text(certificate("unlearning").read_text().replace('"verdict"', '"verdict": "learning", "verdict"', 1))
    assert checker.main(path) == 4


def test_error_of_the_rule():
    """The constant of tanh_data: 06 (1), (4), (7) at d = π/4, h = 1/20, ρ = (15/16)², X = 24."""
    iv = checker.iv
    d, rho, X = iv.pi / 4, iv.mpf(225) / 256, iv.mpf(24)
    edges = 2 * iv.sqrt(2 * iv.pi * (1 + rho)) * iv.exp(d * d / (2 - 2 * rho)) / (iv.exp(2 * iv.pi * d * 20) - 1)
    beyond = 2 * (1 + rho) / X * iv.exp(-X * X / (2 + 2 * rho))
    front = 1 / iv.sqrt(2 * iv.pi * iv.sqrt(1 - rho * rho))
    assert front * edges < iv.mpf(7) / 10 ** 42 and beyond < iv.mpf(1) / 10 ** 66
    assert front * (edges + beyond) < iv.mpf(1) / 10 ** 41


def test_it_is_small():
    assert len((EXAMPLES / "check_certificate.py").read_text().splitlines()) < 300
