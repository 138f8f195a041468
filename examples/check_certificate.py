#!/usr/bin/env python3
"""A small checker of certificates of `wane verdict --certificate FILE`, which shares nothing with wane.

    check_certificate.py FILE

It proves every claim of docs/certificates.md anew and says "accepted" (exit status 0), or "rejected" (4) with the first
that it cannot prove, or what it does not know (2).  It knows pairs of r tanh(x) plus multiples of 1, x, h<n>(x), weight
decay; R0 = 0, a0 > 0, p_1 > 0; in the limit branches without folds, at given eps limits that follow from the signs of P
and N.  (nn n) are formulas of derivations/nn.  Comparisons of intervals that are open are None: not proved."""
import json, re, sys
from fractions import Fraction
from functools import lru_cache
from math import factorial, perm
from mpmath import iv

iv.prec = 160
TERMS, NODES, STEP = 44, 480, Fraction(1, 20)  # powers of R added up beside R = 0; the rule of tanh, up to 24
LOOSE = 1 + iv.mpf([-1, 1]) / 2 ** 140  # room for the last bits of mpmath's exp and log
exp, log = (lambda x: iv.exp(x) * LOOSE), (lambda x: iv.log(x) * LOOSE)
rho = lambda l, r: log(I((1 + r) * (1 - l) / ((1 - r) * (1 + l)))) / 2  # artanh r − artanh l
sign_of = lambda x: 1 if x > 0 else -1 if x < 0 else 0
same = lambda x, y: json.dumps(x) == json.dumps(y)  # 1, 1.0 and true differ
rational = lambda x: Fraction(x) if str(Fraction(x)) == x else prove(False, f"{x} in lowest terms")
unique = lambda pairs: dict(pairs) if len(dict(pairs)) == len(pairs) else prove(False, "keys that stand once")

class Stop(Exception):
    """Status 4: what is not proved; 2: what is not known."""
def prove(holds, claim, status=4):
    if not holds:
        raise Stop(status, claim)
def dyadic(text):
    prove(re.fullmatch(r"0|-?(?=[1-9])\d{0,1300}[13579](\*2\^-?[1-9]\d{0,4})?", text, re.ASCII), f"{text}, a dyadic")
    m, _, e = text.partition("*2^")
    return int(m) * Fraction(2) ** int(e or 0)
def ends(claim, reader=dyadic):
    lo, hi = map(reader, claim)
    prove(type(claim) is list and lo <= hi, "[lo, hi]")
    return lo, hi
def I(x, y=None):
    """The interval of a number, or between two."""
    return iv.mpf(x.numerator) / x.denominator if y is None else iv.mpf([I(x).a, I(y).b])
def confirm(claim, x, name):
    """x lies in the interval that is claimed, or is infinite (None) as claimed."""
    lo, hi = (0, 0) if x is None else ends(claim)
    prove(claim == "infinity" if x is None else I(lo) <= x and x <= I(hi), f"{name} in {claim}")
def fields(record, names):
    prove(type(record) is dict and set(record) == set(names.split()), f"the keys {names}")
    return [record[name] for name in names.split()]

@lru_cache(None)
def tanh_data(count):
    """c_k of tanh, k < count, and by Parseval (07 1) T_0, …, T_4 from there on, by the trapezoidal rule.  Its error for
    ∫ f h_k φ, |f| <= size on |Im z| <= d = π/4, where |tanh| <= 1, is by (06 1) as X → ∞ with (06 4), ρ = (15/16)²,
    integrated, size (16/15)^k times 7e-42, and for the nodes beyond 24, by (06 7), less than 1e-66 times that."""
    error = lambda k, size: size * I(Fraction(16, 15) ** k) * iv.mpf([-1, 1]) / 10 ** 41
    xs, n, c = [I(j * STEP) for j in range(NODES + 1)], STEP.denominator, [iv.mpf(0)] * count
    weights = [I(STEP) * exp(-x * x / 2) / iv.sqrt(2 * iv.pi) * (2 if x > 0 else 1) for x in xs]  # of x and −x
    tanh, older, old = [1 - 2 / (exp(2 * x) + 1) for x in xs], [0] * len(xs), [1] * len(xs)
    for k in range(1, count):  # He_k(jh) h^-k are integers: nothing is lost in their recurrence
        older, old = old, [j * y - n * n * (k - 1) * x for j, (x, y) in enumerate(zip(older, old))]
        if k % 2:
            rule = sum(w * t * y for w, t, y in zip(weights, tanh, old))
            c[k] = rule / (n ** k * iv.sqrt(factorial(k))) + error(k, 1)
    p, tails = [0, 1], []  # tanh^(j) = p(tanh)
    for j in range(5):
        rule = sum(w * sum(x * t ** i for i, x in enumerate(p)) ** 2 for w, t in zip(weights, tanh))
        tails.append(rule + error(0, sum(map(abs, p)) ** 2) - sum(perm(k, j) * x * x for k, x in enumerate(c)))
        p = [(i + 1) * x - (i - 1) * y for i, (x, y) in enumerate(zip(p[1:] + [0, 0], [0] + p))]
    return c, tails

def function(text):
    """{k: multiple of h_k, "tanh": multiple of that}, without zeros."""
    f, words = {}, re.split(r" ([+-]) ", text.removeprefix("-"))
    for sign, word in zip(["-" if text.startswith("-") else "+"] + words[1::2], words[::2]):
        found = re.fullmatch(r"(?:([\d/]+)\*)?(?:(x)|h(\d{1,3})\(x\)|(tanh)\(x\))|([\d/]+)", word, re.ASCII)
        prove(found, f"the function {text}", 2)
        r, x, degree, tanh, constant = found.groups()
        key = tanh or (0 if constant else 1 if x else int(degree))
        f[key] = f.get(key, 0) + rational(constant or r or "1") * (-1 if sign == "-" else 1)
    return {key: r for key, r in f.items() if r}

FORMS = {  # f; f'; the coefficient of R^e in f: (15 14), (03 4), (02 9)
    "N": (lambda P, S: P[0] * S[1] - 2 * P[1] * S[0], lambda P, S: P[0] * S[2] - P[1] * S[1] - 2 * P[2] * S[0],
          lambda p, s, e: sum((6 * k - 2 * e - 2) * p[e + 1 - 2 * k] * s[k] for k in range((e + 1) // 2 + 1))),
    "A'": (lambda P, S: P[2] * S[1] - P[1] * S[2], lambda P, S: P[3] * S[1] - P[1] * S[3], lambda p, s, e: sum(
        2 * k * (e + 3 - 2 * k) * (e + 3 - 4 * k) * p[e + 3 - 2 * k] * s[k] for k in range(1, e // 2 + 2))),
    "P'": (lambda P, S: P[1], lambda P, S: P[2], lambda p, s, e: (e + 1) * p[e + 1]),
    "P": (lambda P, S: P[0], lambda P, S: P[1], lambda p, s, e: p[e])}

class Pair:  # the kernels of student f, teacher g, and the signs of what is made of them
    def __init__(self, f, g, claimed, tails):
        K, L = (K := len(fields(claimed, "student teacher")[0])), max(K, TERMS + 4)
        prove(all(K == L if key == "tanh" else key < K for key in {**f, **g}), "degrees beyond the coefficients", 2)
        (tanh, T), r, q = tanh_data(L), I(f.get("tanh", 0)), I(g.get("tanh", 0))
        c, d = ([x * factor + I(h.get(k, 0)) for k, x in enumerate(tanh)] for h, factor in ((f, r), (g, q)))
        for name, x, factor in ("student", c, r), ("teacher", d, q):
            for k, claim in zip(range(K), claimed[name], strict=True):
                confirm(["0", "0"] if claim == "0" else claim, x[k], f"c_{k} of the {name}")
            prove(all(factor ** 2 * t <= I(dyadic(tail)) for t, tail in zip(T, tails[name], strict=True)), "tails")
        self.p, self.s = [x * y for x, y in zip(c, d)], [x * x for x in c]
        t, u = [r * r * x for x in T], [r * q * x for x in T]
        v = [t[0], 2 * t[1], 4 * t[2] + 2 * t[1], 8 * t[3] + 12 * t[2]]  # with u the tails of S and P: (07 2), (07 3)
        self.terms = [[[(n * k - j, perm(n * k, j) * x) for k, x in enumerate(row) if n * k >= j and not x == 0]
                       + [(n * L - j, rest[j] * iv.mpf([0, 1]))] for j in range(4)]
                      for n, row, rest in ((1, self.p, u), (2, self.s, v))]
        self.P1 = [sum(perm(k, j) * x for k, x in enumerate(self.p)) + u[j] for j in (0, 1)]
        self.S1 = [(j + 1) * (sum(perm(k, j) * x for k, x in enumerate(self.s)) + t[j]) for j in (0, 1)]
        self.bound = iv.sqrt(self.S1[0] * (sum(x * x for x in d) + q * q * T[0])) * (1 + self.S1[0])  # (15 9)
        self.realizable = f.keys() == g.keys() and len({g[key] / f[key] for key in f}) == 1 < sum(map(sign_of, self.s))
        prove(self.p[1] > 0, "p_1 <= 0", 2)
    @lru_cache(None)
    def at(self, l, r):
        """P, S, each with three derivatives, on [l, r]."""
        R, power = I(l, r), [iv.mpf(1)]
        for _ in range(self.terms[1][0][-1][0]):
            power.append(power[-1] * R)
        return [[sum(x * power[e] for e, x in terms) for terms in kernel] for kernel in self.terms]
    def H(self, a, R):
        return 2 * self.at(R, R)[0][1] - a * self.at(R, R)[1][1]
    def sign(self, name, l, r, order=0, depth=10):
        """Of f, or f' (order 1), on [l, r]: there, by the mean value theorem, or on both halves; 0 if not seen."""
        m, (f, slope, _) = (l + r) / 2, FORMS[name]
        sign = sign_of((slope if order else f)(*self.at(l, r)))
        sign = sign or (0 if order else sign_of(f(*self.at(m, m)) + slope(*self.at(l, r)) * (I(l, r) - I(m))))
        if sign == 0 and depth and l < r:
            sign = self.sign(name, l, m, order, depth - 1)
            sign = sign if sign and self.sign(name, m, r, order, depth - 1) == sign else 0
        return sign
    def profile(self, name, record):
        """A covering of (0, 1): the sign beside R = 0, zeros, leading power and coefficient, whether f(1) = 0."""
        if same(record, {"realizable": True}):
            prove(self.realizable and name in "NP", f"{name} of a realizable teacher")
            return (1 if name == "P" else -1), [], None, None, name == "N"  # (03 19)
        leading, pieces, at_one = fields(record, "leading pieces vanishes_at_one")
        power, value, until = fields(leading, "power coefficient until")
        prove(at_one is False, f"coverings up to {name} = 0 at R = 1", 2)
        l, zeros, series = dyadic(until), [], [FORMS[name][2](self.p, self.s, e) for e in range(TERMS)]
        prove(type(power) is int and 0 <= power < TERMS // 2 and all(x == 0 for x in series[:power])
              and 0 < l <= Fraction(1, 2), f"{name}: its leading power")
        confirm(value, series[power], f"{name}: its leading coefficient")
        rest = iv.mpf([-3, 3]) * (TERMS + 3) ** 4 * self.bound * I(l) ** (TERMS - power)  # (15 15); each <= 5/9 the last
        sign = first = sign_of(rest + sum(x * I(0, l) ** e for e, x in enumerate(series[power:])))
        for piece in pieces:
            r = dyadic(piece["to"])
            prove(sign and l < r <= 1, f"{name}: its sign beside R = 0, or the order of pieces")
            if "zero" in piece:
                lo, hi = ends(fields(piece, "to zero")[1])
                prove(l <= lo < hi <= r and self.sign(name, lo, lo) == sign and self.sign(name, hi, hi) == -sign
                      and self.sign(name, l, r, 1) == -sign, f"{name}: its one zero in {piece['zero']}")
                zeros, sign = zeros + [(lo, hi)], -sign
            else:
                prove(same(fields(piece, "to sign")[1], sign) and self.sign(name, l, r) == sign,
                      f"{name}: its sign between {float(l)!r} and {float(r)!r}")
            l = r
        prove(l == 1, f"{name}: pieces up to R = 1")
        return first, zeros, power, series[power], False

def limit(record, pair, a0, shape):
    """The itinerary, without folds: A falls from infinity to a_c, so a fibre comes to R = 1 if a < a_c, and to the one
    R with A(R) = a if a > a_c.  Returns verdict, peak, R and a (None: infinite) in the end."""
    (N_sign, zeros, _, _, is_corner), state, peak, falls = shape["N"], ("fast", "fibre"), None, False
    prove([shape[name][:2] for name in ("A'", "P'")] == [(-1, []), (1, [])], "folds and zeros of P'", 2)
    a_eq, a_c, exits = pair.P1[0] / pair.S1[0], 2 * pair.P1[1] / pair.S1[1], record["exit"]
    before = [["0", "0"], record["itinerary"][0]["a"][0]]
    confirm(before[1], I(*a0), "a at the start")
    for phase in record["itinerary"]:
        kind, branch, R, b, end = fields(phase, "phase branch R a end")
        prove((kind, branch) == state and same([R[0], b[0]], before), f"that {branch} follows")
        before, (lo, hi), (x, y), out = [R[1], b[1]], ends(R[1]), ends(b[0]), b[1] != "infinity" and ends(b[1])
        if branch == "fibre":  # (15 18)
            at_lo, at_hi = pair.H(I(x, y), lo), pair.H(I(x, y), hi)
            prove(same(*b) and (end == "aligned" and lo == hi == 1 and I(y) < a_c and peak is None or end == "branch"
                                and 0 < lo and hi < 1 and I(x) > a_c and at_lo > 0 and at_hi < 0), "the end of a fibre")
            state, peak = ("slow", "aligned" if hi == 1 else "interior"), peak or (lo, hi)
        elif branch == "aligned" and (is_corner or a_eq < a_c):  # cases (v), (i) of note 05
            prove(same(*R) and end == ("corner" if is_corner else "equilibrium") and a_eq > 0
                  and N_sign * (-1) ** len(zeros) < 0, "the end at R = 1")
            state = confirm(b[1], a_eq, "a_eq")
        elif branch == "aligned":  # (ii), (05 4), (05 8): W decreases from 0 to a_c and increases from there to a_eq
            W = lambda x: -I(x) ** 2 / 2 - (a_eq - a_c) * I(x) - a_eq * (a_eq - a_c) * log(a_eq - I(x))
            prove(same(*R) and end == "exit" and 0 < x and I(y) < a_c and a_c < I(out[0]) and I(out[1]) < a_eq
                  and W(out[0]) < W(y) and W(x) < W(out[1]), "the delayed exit")
            state, falls, (static, delayed), exits = ("fast", "fibre"), True, fields(exits, "a_static a_delayed"), None
            confirm(static, a_c, "a_static"), confirm(delayed, I(*out), "a_delayed")
        else:  # (15 19)
            (l, r), below = ends(R[0]), [zero for zero in zeros if zero[1] < ends(R[0])[0]]
            rises = N_sign * (-1) ** len(below) < 0
            prove(all(zero in below or zero[0] > r for zero in zeros), "between which zeros of N a slow phase begins")
            prove(not rises or below != zeros, "R = 1 from the branch", 2)
            to = zeros[len(below)] if rises else below[-1] if below else (0, 0)
            prove(lo <= to[0] and to[1] <= hi and end == "equilibrium" if below or rises else
                  lo == hi == 0 and end == "small-R" and pair.s[0] == 0, "the end on the branch")
            P, S = pair.at(*to)
            state, falls = confirm(b[1], 2 * P[1] / S[1] if hi else None, "a in the end"), falls or not rises
    prove(state is None and exits is None and (not falls or hi < peak[0]), "that the phases end, and below the peak")
    verdict = "learning" if not falls else "partial-unlearning" if hi else "unlearning"
    return verdict, peak if falls else (lo, hi), (lo, hi), I(*out) if out else None

def is_bound(pair, l, r, bound, s, eps):
    """Of the orbit on the cell [l, r], from above (s = 1) or below (−1): (08 3) to (08 5)."""
    def g(R0, R1):
        (P, S), w, x = pair.at(R0, R1), 1 - I(R0, R1) ** 2, iv.mpf([rho(l, R0).a, rho(l, R1).b])
        a, y = v + k * x + m * x * x / 2, k + m * x
        G, G_R, D, D_R = a * (P[1] - a * S[1] / 2), a * (P[2] - a * S[2] / 2), P[0] - a * S[0], P[1] - a * S[1]
        slope = m * G + y * (w * G_R + D_R * y) - eps * (w * D_R - S[0] * y)
        return s * (y * G - eps * D), s * slope, a > 0 and (s < 0 or G > 0)
    def carry(R0, R1, least, depth=6):  # a lower bound of g at R1, from one at R0, if g >= 0 in between; or None
        value, slope, admitted = g(R0, R1)
        after, m = (least + slope * rho(R0, R1)).a, (R0 + R1) / 2
        if admitted and (value >= 0 or least >= 0 and after >= 0):
            return value.a if value.a > after else after
        least = carry(R0, m, least, depth - 1) if depth else None
        return None if least is None else carry(m, R1, least, depth - 1)
    v, k, m = map(I, bound)
    return carry(l, r, g(l, l)[0].a) is not None

def climb(pair, cells, end, a0, eps):
    """Bounds of sup R: (08 8), (18 14)."""
    due, reach, R = [I(a0[1]), I(a0[0])], Fraction(0), Fraction(0)  # with what the next upper and lower bound begin
    for (l, *bounds), after in zip(cells, cells[1:] + [[end]]):
        prove(dyadic(l) == R < dyadic(after[0]) < 1 and len(bounds) == 2, "the order of cells")
        l, R = R, dyadic(after[0])
        for i, bound in enumerate(bounds):
            if bound is not None:
                v, k, m = map(dyadic, bound)
                prove(due[i] is not None and (I(v) >= due[i] if i == 0 else I(v) <= due[i])
                      and is_bound(pair, l, R, (v, k, m), 1 - 2 * i, eps), f"a bound from R = {float(l)!r} on")
            due[i] = None if bound is None else I(v) + I(k) * rho(l, R) + I(m) * rho(l, R) ** 2 / 2
        reach = reach if due[0] is None else R
    return reach, R if due[1] is not None and pair.H(due[1], R) <= 0 else Fraction(1)

def flow(record, pair, a0, shape):
    """Levels and rise: (08 2), (18 9), (18 15).  What limit returns."""
    (P_sign, P_zeros, *_), (N_sign, zeros, *_), levels = shape["P"], shape["N"], record["landscape"]["levels"]
    prove((P_sign, P_zeros) == (1, []) and (N_sign, len(zeros)) in ((1, 0), (-1, 0), (-1, 1)), "other signs of P, N", 2)
    i, B = 1 if pair.s[0] == 0 else 0, lambda P, S, *_: (P[0] / S[0], P[0] ** 2 / S[0])
    found = [("start", (0, 0), *B(pair.p[i:], pair.s[i:])), *(("sink", zero, *B(*pair.at(*zero))) for zero in zeros),
             ("one", (1, 1), *B(pair.P1, pair.S1))]
    for level, (kind, R, a, Phi) in zip(levels, found, strict=True):
        prove(fields(level, "kind R a Phi")[0] == kind and ends(level["R"]) == R, f"the level {kind}")
        confirm(level["a"], None if kind == "start" and i else a, "a of a level"), confirm(level["Phi"], Phi, "Phi")
    (kind, (lo, hi), a, _), drop = found[0 if N_sign > 0 else 1], rational(record["drop"])
    (eps, cells, end, settles), = (fields(rise, "eps cells end settles") for rise in record["rises"])
    prove(settles is False and 0 < drop < 1 and same(eps, record["eps"]) and (cells or end is None)
          and (eps == "all" and not cells or ends(eps, rational)[0] > 0), "a rise, its eps and end")
    low, high = climb(pair, cells, end, a0, I(*ends(eps, rational))) if cells else (Fraction(0), Fraction(1))
    low, high = (hi, hi) if kind == "one" else (max(low, lo), high)
    prove(kind != "sink" or high - lo <= drop or low - hi > drop, "that sup R exceeds its limit by the drop, or not")
    verdict = "unlearning" if kind == "start" else "partial-unlearning" if low - hi > drop else "learning"
    return verdict, (low, high), (lo, hi), None if kind == "start" else a

def check(record):
    """Raises Stop unless every claim is proved."""
    is_flow, has_decay = record["format"] == "wane flow certificate", "decay" in record
    prove(record["format"] == "wane certificate" or is_flow and record["orbit"] is None and "levels" in
          (record["landscape"] or ()), "certificates like this", 2)
    fields(record, "format version wane student teacher parameters a0 R0 coefficients tails verdict R_peak R_final "
           "a_final scaling " + ("eps drop orbit landscape rises" if is_flow else "orientations itinerary exit")
           + " decay" * has_decay)
    prove(any(same(record["version"], version + has_decay) for version in (2, 4)) and len(record["wane"].encode()) <= 100, "the version")
    f, g = function(record["student"]), function(record["teacher"])
    a0 = record["a0"] != "all" and ends(record["a0"], rational)
    prove(record["parameters"] == {} and record["R0"] == "0" and a0 and a0[0] > 0, "parameters, or such starts", 2)
    if has_decay:  # (23 2)
        decay, f0, g0 = fields(record["decay"], "lambda student teacher")
        decay, f0, g0, x = rational(decay), function(f0), function(g0), f.get(0, 0)
        prove(0 < decay == x * x - f0.get(0, 0) ** 2 and x > 0 and x * g.get(0, 0) == f0.get(0, 0) * g0.get(0, 0)
              and all({**h, 0: 0} == {**h0, 0: 0} for h, h0 in ((f, f0), (g, g0))), "the shifted pair of the decay")
    pair = Pair(f, g, record["coefficients"], record["tails"])
    part, names = (record["landscape"], ("P", "N")) if is_flow else (record["orientations"][0], ("N", "A'", "P'"))
    fields(part, "a R at_one " + " ".join(names) + " levels" * is_flow)
    prove((is_flow or len(record["orientations"]) == 1) and same([part["a"], part["R"]], [1, 1]), "reflections", 2)
    for name, claim, x in zip("P P' S S'".split(), fields(part["at_one"], "P P' S S'"), pair.P1 + pair.S1):
        confirm(claim, x, f"{name}(1)")
    shape = {name: pair.profile(name, part[name]) for name in names}
    verdict, peak, R, a = (flow if is_flow else limit)(record, pair, a0, shape)
    prove(record["verdict"] == verdict, f"the verdict: {verdict} follows")
    for name, x in ("R_peak", I(*peak)), ("R_final", I(*R)), ("a_final", a):
        confirm(record[name], x, name)
    prove(a is None or record["scaling"] is None, "a law where R does not tend to 0")
    if a is None:  # 04, s = 1
        n, kappa, alpha = shape["N"][2], shape["N"][3] / (2 * pair.p[1]), pair.p[1] / pair.s[1]
        numbers, root = fields(record["scaling"], "n Q s alpha kappa R_prefactor a_prefactor"), exp(log(n * kappa) / n)
        prove(same(numbers[:3], [n, n, 1]), "the exponents of the law")
        for claim, value in zip(numbers[3:], (alpha, kappa, 1 / root, alpha * root)):
            confirm(claim, value, "the law")

def main(path):
    try:
        status, claim = 0, check(json.load(open(path, encoding="utf-8"), object_pairs_hook=unique)) or ""
    except Stop as stop:
        status, claim = stop.args
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        status, claim = 4, f"the form of the file, {error!r}"
    print({0: "accepted", 2: "this small checker does not know ", 4: "rejected: not proved: "}[status] + claim)
    return status

if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
