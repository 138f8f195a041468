"""wane: does a learned feature wax or wane?  Proofs about two-layer networks trained by SGD.

Every question of the command `wane` is a function here, answered inside the same library.  Functions are expressions in
x, as text ("tanh", "h1+b*h3"); numbers are exact: text ("0.3", "1/3"), int, Fraction, a float as the decimal that Python
prints for it; (lo, hi) is an interval, and "all" every value where a question takes it.  Certified numbers come back
as Real: two bounds, rounded outward.

    >>> import wane
    >>> wane.verdict(student="tanh", teacher="h1+0.3*h3", a0=0.5).verdict
    'unlearning'
"""
import contextlib
import os
import tempfile

from wane import ask as _ask
from wane import results
from wane.ask import BadInput, Failure, Undecided, WaneError
from wane.pictures import KINDS as _KINDS, Picture
from wane.real import Real, Reals
from wane.results import (Bifurcations, Check, Claims, Coefficients, Explanation, Kernels, Manifold, Map, Orbit, Result,
                          Simulation, Sweep, Thresholds, Verdict, Verdicts, Verification)

__all__ = ["coefficients", "kernels", "manifold", "verdict", "verdicts", "thresholds", "bifurcations", "orbit", "map",
           "simulate", "sweep", "check", "claims", "verify", "explain", "plot", "show_progress", "version",
           "Real", "Reals", "Result", "Coefficients", "Kernels", "Manifold", "Verdict", "Verdicts", "Thresholds", "Bifurcations",
           "Orbit", "Map", "Simulation", "Sweep", "Check", "Claims", "Explanation", "Verification", "Picture",
           "WaneError", "BadInput", "Undecided", "Failure"]


def show_progress(wanted):
    """True: show progress of what takes over a second; False: never; None: on a terminal (the default)."""
    _ask.progress = wanted


def version():
    """That of the library."""
    return _ask.version()


def coefficients(function, count=None, *, basis=None, set=None, digits=None, prec=None, threads=None):
    """Hermite coefficients c_0 … c_count of a function, or a list of them for a list of functions.

    basis: "orthonormal" (the default), "monic", "physicist" or "derivative"."""
    if isinstance(function, (list, tuple)):
        return [coefficients(f, count, basis=basis, set=set, digits=digits, prec=prec, threads=threads)
                for f in function]
    asked = _ask.problem(function=function, count=count, basis=basis, set=set, digits=digits, prec=prec,
                         threads=threads)
    return Coefficients(_ask.ask("coeffs", asked))


def kernels(student, teacher, R, *, set=None, digits=None, prec=None, threads=None):
    """The kernels P, S, K and what is made of them at the correlations R: a number, a pair (lo, hi) or an iterable of
    numbers, such as an array of numpy.  `.P.mid` and `.P.rad` are arrays."""
    values = R if hasattr(R, "__iter__") and not isinstance(R, (str, tuple)) else [R]
    at = ",".join(_ask.text(x, "R") for x in values)
    asked = _ask.problem(student=student, teacher=teacher, at=at, set=set, digits=digits, prec=prec, threads=threads)
    return Kernels(_ask.ask("kernel", asked))


def manifold(student, teacher, *, set=None, decay=None, side=None, points=None, digits=None, prec=None,
             threads=None):
    """The critical manifold over 0 < R < 1; over -1 < R < 0 with side=-1.  points=n: kernels and shapes at R = i/n, too,
    in `points`."""
    asked = _ask.problem(student=student, teacher=teacher, set=set, decay=decay, side=side, points=points,
                         digits=digits, prec=prec, threads=threads)
    return Manifold(_ask.ask("manifold", asked))


def verdict(student, teacher, a0, *, R0=None, eps=None, decay=None, drop=None, set=None, certificate=False,
            digits=None, prec=None, threads=None):
    """What becomes of the feature: in the limit of a slow second layer, or at the ratio eps of the learning rates.

    a0, R0, eps, decay and the parameters of set may be intervals (lo, hi), a0 and eps also "all": the verdict is then
    a theorem about all of them.  certificate=True: the text of the proof, for verify, is its attribute `certificate`."""
    documents = {} if certificate else None
    asked = _ask.problem(student=student, teacher=teacher, a0=a0, R0=R0, eps=eps, decay=decay, drop=drop, set=set,
                         certificate="certificate" if certificate else None, digits=digits, prec=prec,
                         threads=threads)
    answer = _ask.ask("verdict", asked, documents)
    return Verdict(answer, (documents or {}).get("certificate"))


def verdicts(student, teacher, a0, *, R0=None, eps=None, decay=None, drop=None, set=None, digits=None, prec=None,
             threads=None):
    """Verdicts of many problems: a0, R0, eps, decay and the parameters of set may be arrays or lists of one length, which
    are taken together.  In the limit, coefficients of a student that stays are computed once."""
    asked = _ask.problem(student=student, teacher=teacher, R0=_many(R0, "R0"), eps=_many(eps, "eps"), drop=drop,
                         a0=_many(a0, "a0"), decay=_many(decay, "decay"), digits=digits, prec=prec, threads=threads,
                         set=set and {name: _many(value, name) for name, value in set.items()})
    return Verdicts(_ask.ask("verdicts", asked))


def explain(student=None, teacher=None, a0=None, *, R0=None, eps=None, decay=None, drop=None, set=None, certificate=None,
            digits=None, prec=None, threads=None):
    """The proof of a verdict in words, as a lemma with its steps: `text`, `markdown`, `latex`.  Of a certificate, the name
    of its file, or its text, or a Verdict that has one, it is what that claims, once it is re-proved."""
    asked = _ask.problem(student=student, teacher=teacher, a0=a0, R0=R0, eps=eps, decay=decay, drop=drop, set=set,
                         digits=digits, prec=prec, threads=threads)
    if certificate is None:
        return Explanation(_ask.ask("explain", asked))
    with _file_of(certificate) as name:
        return Explanation(_ask.ask("explain", {**asked, "certificate": name}))


def _many(value, key):
    """An array or a list as the texts of its entries; a pair in parentheses is an interval."""
    if hasattr(value, "tolist") and getattr(value, "ndim", 0) == 1:
        value = value.tolist()
    return [_ask.text(x, key) for x in value] if isinstance(value, list) else value


def thresholds(student, teacher, *, over=None, range=None, a0=None, R0=None, eps=None, decay=None, drop=None,
               set=None, digits=None, prec=None, threads=None):
    """The partition of a quantity, a0 unless `over` names another, into verdicts, with certified boundaries."""
    asked = _ask.problem(student=student, teacher=teacher, over=over, range=range, a0=a0, R0=R0, eps=eps, decay=decay,
                         drop=drop, set=set, digits=digits, prec=prec, threads=threads)
    return Thresholds(_ask.ask("thresholds", asked))


def bifurcations(student, teacher, param, *, a0=None, R0=None, decay=None, side=None, set=None, digits=None,
                 prec=None, threads=None):
    """Values of a parameter, "b" or "b=-1:1", at which the picture of the manifold changes; with a0, the verdicts
    between them."""
    asked = _ask.problem(student=student, teacher=teacher, param=param, a0=a0, R0=R0, decay=decay, side=side, set=set,
                         digits=digits, prec=prec, threads=threads)
    return Bifurcations(_ask.ask("bifurcations", asked))


def orbit(student, teacher, a0, eps, time, *, R0=None, decay=None, points=None, spacing=None, set=None, digits=None,
          prec=None, threads=None):
    """Certified enclosures of R(t) and a(t) up to the time."""
    asked = _ask.problem(student=student, teacher=teacher, a0=a0, eps=eps, simulation=None, R0=R0, decay=decay,
                         points=points, spacing=spacing, set=set, digits=digits, prec=prec, threads=threads)
    asked["simulation"] = {"time": _ask.text(time, "time")}
    return Orbit(_ask.ask("orbit", asked))


def map(student, teacher, x, y, *, log=None, depth=None, quantity=None, a0=None, R0=None, eps=None, decay=None,
        drop=None, set=None, store=None, resume=None, digits=None, prec=None, threads=None):
    """A certified map over two quantities, "b=-1:1" and "a0=0.1:3": every point of a cell has its verdict."""
    asked = _ask.problem(student=student, teacher=teacher, x=x, y=y, log=log, depth=depth, quantity=quantity, a0=a0,
                         R0=R0, eps=eps, decay=decay, drop=drop, set=set, store=store, resume=resume, digits=digits,
                         prec=prec, threads=threads)
    return Map(_ask.ask("map", asked))


def simulate(student, teacher, *, a0, eps, R0=None, decay=None, set=None, threads=None, **simulation):
    """A network of finite width, trained by stochastic gradient descent: width, dim, batch, lr, time, seeds, seed,
    noise, init, a_init, method, arithmetic, points_per_decade, resume, save_every."""
    asked = _ask.problem(student=student, teacher=teacher, a0=a0, eps=eps, R0=R0, decay=decay, set=set,
                         threads=threads)
    asked["simulation"] = _ask.problem(**simulation)
    return Simulation(_ask.ask("simulate", asked))


def sweep(problem, *, store=None, threads=None):
    """A grid of problems and seeds, as a dict with the keys of a problem file, lists where the grid has axes."""
    return Sweep(_ask.ask("sweep", {**problem, **_ask.problem(store=store, threads=threads)}))


def check(problem=None, *, digits=None, prec=None, threads=None, **keys):
    """Verdict, planar flow, finite-width flow and simulation of one problem, a dict with the keys of a problem file,
    against each other."""
    simulation = keys.pop("simulation", None)
    asked = {**(problem or {}), **_ask.problem(**keys, digits=digits, prec=prec, threads=threads)}
    if simulation is not None:
        asked["simulation"] = _ask.problem(**simulation)
    return Check(_ask.ask("check", asked))


def claims(*, quick=True, threads=None):
    """The abstract's claims: proved, measured or refuted."""
    return Claims(_ask.ask("claims", _ask.problem(quick=quick, threads=threads)))


def plot(what, student, teacher, *, a0=None, R0=None, eps=None, decay=None, time=None, side=None, count=None, basis=None,
         simulation=None, set=None, digits=None, prec=None, threads=None):
    """A picture, which shows itself in a notebook: "phase", "orbit", "potential", "coefficients" or "check".  simulation:
    a dict as for simulate, for a network beside the theory.  .save("figure.pdf") writes it; gnuplot draws."""
    if what not in _KINDS:
        raise BadInput(f"`what`: expected one of {', '.join(_KINDS)}, found {what!r}")
    asked = _ask.problem(student=student, teacher=teacher, a0=a0, R0=R0, eps=eps, decay=decay, side=side, count=count,
                         basis=basis, set=set, digits=digits, prec=prec, threads=threads)
    run = {**(simulation or {}), **({} if time is None else {"time": time})}
    if run:
        asked["simulation"] = _ask.problem(**run)
    return Picture(_ask.ask("plot " + what, asked))


@contextlib.contextmanager
def _file_of(certificate):
    """The name of the file of a certificate: it, its text, or a Verdict that has one."""
    content = certificate.certificate if isinstance(certificate, Verdict) else certificate
    if content is None:
        raise BadInput("`certificate`: this verdict was not asked for one: verdict(…, certificate=True)")
    content = os.fspath(content)
    if not content.lstrip().startswith("{"):
        yield content
        return
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(content)
        file.flush()
        yield file.name


def verify(certificate, *, threads=None):
    """Re-proves every claim of a certificate: the name of its file, or its text, or a Verdict that has one."""
    with _file_of(certificate) as name:
        return Verification(_ask.ask("verify", _ask.problem(certificate=name, threads=threads)))
