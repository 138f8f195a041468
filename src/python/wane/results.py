"""What questions are answered with: the fields of the answer as attributes, shown as text and in notebooks."""
import html
from dataclasses import dataclass, field

from wane.real import Real, Reals


class Fields(dict):
    """An object of an answer: its fields are attributes, too."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def fields(value):
    """The same value with its objects as Fields, and lists of certified numbers as Reals."""
    if isinstance(value, dict):
        return Fields((key, fields(inner)) for key, inner in value.items())
    if isinstance(value, list):
        inner = [fields(x) for x in value]
        return Reals(inner) if inner and any(isinstance(x, Real) for x in inner) else inner
    return value


def _cell(value):
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, Real):
        return str(value) if len(str(value)) < 28 else f"{str(value)[:24]}…"
    if value is None:
        return "not determined"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_cell(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_cell(inner) for inner in value[:5]) + (f", … ({len(value)})" if len(value) > 5 else "")
    return str(value)


def table(head, rows):
    """A table of HTML."""
    line = "".join(f"<th>{html.escape(str(name))}</th>" for name in head)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(_cell(x))}</td>" for x in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{line}</tr></thead><tbody>{body}</tbody></table>"


class Result:
    """An answer.  Every field of the answer of `wane QUESTION --format json` is an attribute; `fields` holds them all,
    `problem` all inputs with their defaults, `message` what was said beside it (why it is undecided, a warning)."""

    _shown = ()  # fields that are shown, in this order
    _rows = None  # a field that is a table
    _hidden = ("wane", "command", "problem", "message", "status")

    def __init__(self, answer):
        self.fields = fields(answer)

    def __getattr__(self, name):
        try:
            return self.__dict__["fields"][name]
        except KeyError:
            raise AttributeError(f"{type(self).__name__} has no field {name!r}") from None

    def __dir__(self):
        return sorted(set(super().__dir__()) | set(self.fields))

    def _pairs(self):
        names = self._shown or [name for name in self.fields if name not in self._hidden]
        return [(name, self.fields.get(name)) for name in names if name in self.fields and name != self._rows]

    def _table(self):
        """The head and the rows of its table, if it has one."""
        rows = self.fields.get(self._rows) if self._rows else None
        if not rows:
            return (), []
        head = list(rows[0])
        return head, [[row.get(name) for name in head] for row in rows]

    def __repr__(self):
        said = ", ".join(f"{name}={_cell(value)}" for name, value in self._pairs())
        _, rows = self._table()
        return f"{type(self).__name__}({said}{f', {len(rows)} {self._rows}' if self._rows else ''})"

    def _repr_html_(self):
        head, rows = self._table()
        said = table(("", ""), self._pairs()) if self._pairs() else ""
        return said + (table(head, rows) if rows else "")


class Coefficients(Result):
    """c_0 … c_K of a function: `coefficients`, with `.mid` and `.rad` as arrays of numpy."""
    _shown = ("function", "basis", "parity", "information_exponent", "norm2", "dnorm2")
    _rows = "coefficients"

    def __init__(self, answer):
        super().__init__(answer)
        self.fields["coefficients"] = Reals(
            Real(row["lo"], row["hi"], row.get("exact")) if "lo" in row else None for row in answer["coefficients"])

    def _table(self):
        return ("k", f"c_k of {self.function}"), list(enumerate(self.coefficients))

    def __getitem__(self, k):
        return self.coefficients[k]

    def __len__(self):
        return len(self.coefficients)


class Kernels(Result):
    """Kernels at given correlations: `R`, and `P`, `S`, `K`, each with derivatives `P1`, `P2`, `P3`, …; the shapes
    made of them are `A`, the interior branch, `N`, whose zeros are the equilibria, and `Phi`, the landscape."""
    _rows = "at"

    def __init__(self, answer):
        super().__init__(answer)
        rows = self.fields["at"]
        self.fields["R"] = Reals(row["R"] for row in rows)
        for name in ("P", "S", "K"):
            for order in range(4):
                self.fields[f"{name}{order or ''}"] = Reals(row[name][order] for row in rows)
        for name in ("A", "N", "Phi"):
            if rows and name in rows[0]:
                self.fields[name] = Reals(row[name] for row in rows)


class Manifold(Result):
    """The critical manifold: `aligned`, `folds`, `equilibria`, `flow`, `small_R`."""


class Verdict(Result):
    """What happens to the feature: `verdict`, `proved`, `R_peak`, `R_final`, `itinerary`, `reasons`; `certificate` is
    the text of the certificate where one was asked for."""
    _shown = ("verdict", "proved", "regime", "theorem", "R_peak", "R_final", "a_final", "scaling", "message")

    def __init__(self, answer, certificate=None):
        super().__init__(answer)
        self.certificate = certificate


class Verdicts(Result):
    """Many verdicts: the lists `verdict`, `proved`, `R_peak`, `R_final`, `a_final`, an entry for each."""
    _shown = ("verdict", "message")
    _rows = "verdicts"

    def __init__(self, answer):
        super().__init__(answer)
        for name in ("verdict", "proved"):
            self.fields[name] = [row[name] for row in self.fields["verdicts"]]
        for name in ("R_peak", "R_final", "a_final"):
            self.fields[name] = Reals(row[name] for row in self.fields["verdicts"])

    def __len__(self):
        return len(self.fields["verdicts"])


class Thresholds(Result):
    """A partition into verdicts: `intervals`, and `points` that stand alone."""
    _rows = "intervals"


class Bifurcations(Result):
    """Values of a parameter at which the picture changes: `thresholds`, `verdicts`."""
    _rows = "thresholds"


class Orbit(Result):
    """Certified enclosures of R(t) and a(t): `rows`."""


class Simulation(Result):
    """Means and deviations over the seeds of a network that was trained: `rows`."""


class Check(Result):
    """Verdict, flows and simulation against each other: `levels`, `passed`."""
    _rows = "levels"


class Claims(Result):
    """The abstract's claims: `claims`."""
    _rows = "claims"


class Sweep(Result):
    """A grid of problems and seeds."""


class Map(Result):
    """A certified map: `cells`, `area`, `complete`."""
    _shown = ("area", "complete", "message")


class Explanation(Result):
    """A proof in words: `text`, `markdown`, `latex`; `lemma` and `proof` have their sentences."""
    _shown = ("verdict", "proved", "theorem", "message")

    def __str__(self):
        return self.text

    def _repr_html_(self):
        return None  # Markdown shows the formulas

    def _repr_markdown_(self):
        return self.markdown


class Verification(Result):
    """What became of a certificate: `accepted` tells."""
