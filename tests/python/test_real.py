"""Certified numbers: bounds hold, comparisons say what is known and nothing else."""
import math
import random
from fractions import Fraction

import pytest
from wane import Real, Reals


def random_real(source):
    middle = Fraction(source.randrange(-10**30, 10**30), 10 ** source.randrange(0, 60))
    width = Fraction(source.randrange(0, 10**6), 10 ** source.randrange(0, 60))
    return Real(middle - width, middle + width)


def test_midpoint_and_radius_cover_the_bounds():
    source = random.Random(1)
    for _ in range(3000):
        x = random_real(source)
        assert Fraction(x.mid) - Fraction(x.rad) <= x.lo and x.hi <= Fraction(x.mid) + Fraction(x.rad)


def test_radius_is_tight():
    x = Real(Fraction(1, 3))
    assert 0 < x.rad < 1e-16
    assert Real("0.5").rad == 0.0
    assert Real("1e-400").mid == 0.0 and Real("1e-400").rad > 0
    assert Real("1e400").mid == math.inf and Real("1e400").rad == math.inf


def test_order_is_told_or_refused():
    x, y, z = Real("0.1", "0.2"), Real("0.3", "0.4"), Real("0.15", "0.35")
    assert x < y and y > x and x <= y and not x > y and not y < x
    assert x < 0.25 and x > 0 and x < math.inf and x > -math.inf
    for undecided in (lambda: x < z, lambda: z > y, lambda: x < 0.15, lambda: x >= Fraction(3, 20)):
        with pytest.raises(ArithmeticError):
            undecided()
    assert Real("0.2") <= 0.2 or Real("0.2").hi > Fraction(0.2)


def test_equality_is_of_bounds():
    assert Real("0.25") == 0.25 and hash(Real("0.25")) == hash(Fraction(1, 4))
    assert Real("0.1", "0.2") == Real("1/10", "1/5") and Real("0.1", "0.2") != Real("0.1")
    assert Real(1) != "1"


def test_text_shows_what_is_right():
    assert str(Real("0.60570550", "0.60570551")) == "0.6057055…"
    assert str(Real("0.25", "0.25")) == "0.25" and str(Real("0.5", "0.5", "1/2")) == "1/2"
    assert str(Real("-0.1", "0.2")) == "[-0.1, 0.2]"
    assert str(Real("99.5", "100.5")) == "[99.5, 100.5]"
    assert str(Real("1.5e-7", "1.6e-7")) == "[1.5e-7, 1.6e-7]"
    assert "Real(1/2)" == repr(Real("0.5", "0.5", "1/2"))


def test_bounds_in_order():
    with pytest.raises(ValueError):
        Real("0.2", "0.1")


def test_membership():
    assert Fraction(1, 3) in Real("0.3", "0.4") and 0.5 not in Real("0.3", "0.4")
    assert Real("0.31", "0.32") in Real("0.3", "0.4")


def exactly(number):
    sign, mantissa, power, _ = number
    return Fraction(-int(mantissa) if sign else int(mantissa)) * Fraction(2) ** power


def test_mpmath_interval_contains_it():
    mpmath = pytest.importorskip("mpmath")
    source = random.Random(2)
    for _ in range(300):
        x = random_real(source)
        interval = x.iv
        lo, hi = (exactly(end) for end in interval._mpi_)
        assert lo <= x.lo and x.hi <= hi and hi - lo <= (x.hi - x.lo) + abs(x.hi) / 10**10


def test_arrays():
    numpy = pytest.importorskip("numpy")
    values = Reals([Real("0.1", "0.2"), None, math.inf])
    assert numpy.isnan(values.mid[1]) and values.mid[2] == math.inf and values.rad[1] == math.inf
    assert values.mid.shape == (3,)
