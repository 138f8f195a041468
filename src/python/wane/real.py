"""Certified real numbers: two bounds between which the value lies."""
import math
from fractions import Fraction


class Real:
    """A real number known to lie in [lo, hi], ends included; lo and hi are exact fractions.

    `exact` is the number itself as text, such as "3/10" or "1/6*sqrt(6)", where it is known, else None."""

    __slots__ = ("lo", "hi", "exact", "_digits")

    def __init__(self, lo, hi=None, exact=None):
        self._digits = (str(lo), str(lo if hi is None else hi))
        self.lo = Fraction(lo)
        self.hi = self.lo if hi is None else Fraction(hi)
        self.exact = exact
        if self.lo > self.hi:
            raise ValueError(f"expected lo <= hi, not {lo} and {hi}")

    @property
    def mid(self):
        """The float nearest to the middle."""
        return _nearest((self.lo + self.hi) / 2)

    @property
    def rad(self):
        """A float so large that [mid - rad, mid + rad] contains the value."""
        mid = self.mid
        if math.isinf(mid):
            return math.inf
        return _above(max(self.hi - Fraction(mid), Fraction(mid) - self.lo))

    @property
    def iv(self):
        """The interval of mpmath.iv, at its present precision."""
        from mpmath import iv
        lo, hi = (iv.mpf(x.numerator) / iv.mpf(x.denominator) for x in (self.lo, self.hi))
        return iv.mpf([lo.a, hi.b])

    def __float__(self):
        return self.mid

    def __contains__(self, x):
        """Whether x is one of the numbers that the value may be."""
        if isinstance(x, Real):
            return self.lo <= x.lo and x.hi <= self.hi
        return self.lo <= Fraction(x) <= self.hi

    def __eq__(self, other):
        """Whether both are known to be the same: the same bounds."""
        if isinstance(other, Real):
            return (self.lo, self.hi) == (other.lo, other.hi)
        if isinstance(other, (int, float, Fraction)):
            return self.lo == self.hi == other
        return NotImplemented

    def __hash__(self):
        return hash((self.lo, self.hi)) if self.lo != self.hi else hash(self.lo)

    # What the bounds do not tell is an error, not False.
    def __lt__(self, other):
        lo, hi = _bounds(other)
        return _told(self.hi < lo, self.lo >= hi, self, "<", other)

    def __gt__(self, other):
        lo, hi = _bounds(other)
        return _told(self.lo > hi, self.hi <= lo, self, ">", other)

    def __le__(self, other):
        lo, hi = _bounds(other)
        return _told(self.hi <= lo, self.lo > hi, self, "<=", other)

    def __ge__(self, other):
        lo, hi = _bounds(other)
        return _told(self.lo >= hi, self.hi < lo, self, ">=", other)

    def __neg__(self):
        return Real(-self.hi, -self.lo)

    def __str__(self):
        if self.exact is not None:
            return self.exact
        lo, hi = self._digits
        if self.lo == self.hi:
            return lo
        common = _common_digits(lo, hi)
        return common + "…" if common is not None else f"[{lo}, {hi}]"

    def __repr__(self):
        return f"Real({self})"

    def __format__(self, form):
        return format(self.mid, form) if form else str(self)


def _bounds(x):
    if isinstance(x, Real):
        return x.lo, x.hi
    if isinstance(x, float) and math.isinf(x):
        return x, x
    return Fraction(x), Fraction(x)


def _told(yes, no, left, relation, right):
    if yes or no:
        return yes
    raise ArithmeticError(f"{left} {relation} {right} is not decided by these bounds")


def _nearest(x):
    try:
        return float(x)
    except OverflowError:
        return math.inf if x > 0 else -math.inf


def _above(x):
    """A float that is not below the fraction x >= 0."""
    near = _nearest(x)
    return near if math.isinf(near) or Fraction(near) >= x else math.nextafter(near, math.inf)


def _common_digits(lo, hi):
    """What two decimals of one sign have in common, at least two digits, with the exponent; else None."""
    (left, left_power), (right, right_power) = (_split(text) for text in (lo, hi))
    if left_power != right_power or (left[0] == "-") != (right[0] == "-") or "." not in left or "." not in right:
        return None
    if left.index(".") != right.index("."):
        return None
    length = 0
    while length < min(len(left), len(right)) and left[length] == right[length]:
        length += 1
    common = left[:length]
    digits = common.replace("-", "").replace(".", "").lstrip("0")
    if len(digits) < 2 or length <= left.index(".") + 1 or left_power:
        return None
    return common


def _split(text):
    mantissa, _, power = text.partition("e")
    return mantissa, power


class Reals(list):
    """A list of Real, with the arrays of numpy: `mid` and `rad`, infinite or nan where a value is infinite or not
    determined."""

    @property
    def mid(self):
        return _array(_middle(x) for x in self)

    @property
    def rad(self):
        return _array(_radius(x) for x in self)


def _array(values):
    import numpy
    return numpy.array(list(values), dtype=float)


def _middle(x):
    return math.nan if x is None else float(x)


def _radius(x):
    return math.inf if x is None else x.rad if isinstance(x, Real) else 0.0
