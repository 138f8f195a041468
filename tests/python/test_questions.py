"""Every question, its answers, and what it refuses."""
import json
import os
import shutil
import subprocess
from fractions import Fraction

import pytest
import wane

PAIR = dict(student="tanh", teacher="h1+0.3*h3")


def test_coefficients_contain_the_truth():
    mpmath = pytest.importorskip("mpmath")
    found = wane.coefficients("tanh", 5)
    mpmath.mp.dps = 40
    for k, exact in ((1, lambda x: x), (3, lambda x: (x**3 - 3 * x) / mpmath.sqrt(6))):
        truth = mpmath.quad(lambda x: mpmath.tanh(x) * exact(x) * mpmath.npdf(x), [-20, -5, 0, 5, 20])
        low, high = (mpmath.mpf(b.numerator) / b.denominator for b in (found[k].lo, found[k].hi))
        assert low - mpmath.mpf(10) ** -25 < truth < high + mpmath.mpf(10) ** -25
    assert found[0] == 0 and found.parity == "odd" and len(found) == 6


def test_several_functions():
    gelu, silu = wane.coefficients(["gelu", "silu"], 10, digits=50)
    assert gelu.function == "gelu" and len(silu.coefficients) == 11
    assert gelu[1].hi - gelu[1].lo < Fraction(1, 10**45)


def test_verdict_in_the_limit_and_at_eps():
    limit = wane.verdict(**PAIR, a0=0.5)
    assert limit.verdict == "unlearning" and limit.proved and limit.scaling.R_exponent == "-1/4"
    assert wane.verdict(**PAIR, a0="1/2", eps="0.1").verdict == "unlearning"
    everywhere = wane.verdict(**PAIR, a0="all", eps="all")
    assert everywhere.verdict == "unlearning" and "every" in everywhere.theorem


def test_family():
    family = wane.verdict("tanh", "h1+b*h3", a0=(0.1, 2), set={"b": (Fraction(1, 10), Fraction(1, 5))})
    assert family.verdict == "unlearning" and family.family


def test_undecided_is_an_answer():
    answer = wane.verdict("tanh", "h1+b*h3", a0=0.5, set={"b": (-1, 1)})
    assert answer.verdict == "undecided" and not answer.proved and answer.message


def test_certificate_round_trip(tmp_path):
    proved = wane.verdict(**PAIR, a0=0.5, certificate=True)
    assert wane.verify(proved).accepted
    path = tmp_path / "certificate.json"
    path.write_text(proved.certificate)
    assert wane.verify(path).accepted and wane.verify(str(path)).accepted
    false = proved.certificate.replace('"unlearning"', '"learning"')
    assert false != proved.certificate and not wane.verify(false).accepted
    with pytest.raises(wane.BadInput, match="certificate=True"):
        wane.verify(wane.verdict(**PAIR, a0=0.5))


def test_manifold_and_decay():
    assert wane.manifold(**PAIR).small_R.tends_to_zero
    assert wane.verdict(**PAIR, a0=0.5, decay=0.01).verdict == "partial-unlearning"


def test_thresholds_and_bifurcations():
    parts = wane.thresholds("tanh", "h1-0.1*h3").intervals
    assert len(parts) >= 1 and all(part.verdict for part in parts)
    changes = wane.bifurcations("tanh", "h1+b*h3", "b=-1:1").thresholds
    assert len(changes) >= 2


def test_orbit_and_simulation():
    orbit = wane.orbit(**PAIR, a0=0.5, eps=0.1, time=5, points=10)
    assert len(orbit.rows) == 11
    simulated = wane.simulate(**PAIR, a0=0.5, eps=0.1, width=20, dim=30, batch=50, lr=0.1, time=2, seeds=2)
    assert simulated.rows and len(simulated.columns) == len(simulated.rows[0])


def test_map():
    cells = wane.map("tanh", "h1+b*h3", "b=-1:1", "a0=0.1:3", depth=3)
    areas = sum(Fraction(area) for area in cells.area.values())
    assert areas == 1 or areas == Fraction(2) * Fraction(29, 10)


def test_same_as_the_command():
    command = os.environ.get("WANE")
    if not command:
        pytest.skip("WANE does not name the command")
    text = subprocess.run([command, "verdict", "--student", "tanh", "--teacher", "h1+0.3*h3", "--a0", "0.5", "--format",
                           "json"], check=True, capture_output=True, text=True).stdout
    told, found = json.loads(text), wane.verdict(**PAIR, a0=0.5)
    assert Fraction(told["R_peak"]["lo"]) == found.R_peak.lo and told["reasons"] == found.reasons


@pytest.mark.parametrize("asked, said", [
    (dict(student="tahn", teacher="h1", a0=1), "tanh"),
    (dict(student="tanh", teacher="exp(x^2)", a0=1), "exp"),
    (dict(student="tanh", teacher="h1", a0="x"), "a0"),
    (dict(student=lambda x: x, teacher="h1", a0=1), "only|expression"),
    (dict(student="tanh", teacher="h1", a0=float("nan")), "finite"),
    (dict(student="tanh", teacher="h1", a0=object()), "object"),
    (dict(student="tanh", teacher="h1+b*h3", a0=1), "b"),
])
def test_refusals_name_the_place(asked, said):
    with pytest.raises(wane.BadInput, match=said):
        wane.verdict(**asked)


def test_refusals_have_the_column():
    with pytest.raises(wane.BadInput) as refused:
        wane.coefficients("tanh(x)+tahn(x)", 3)
    assert refused.value.column == 9


def test_shown_in_notebooks():
    for result in (wane.verdict(**PAIR, a0=0.5), wane.coefficients("gelu", 3), wane.manifold(**PAIR)):
        page = result._repr_html_()
        assert page.count("<table>") == page.count("</table>") >= 1 and "<script" not in page
    assert "&lt;" in wane.results.table(("a",), [["<b>"]])
    assert "unlearning" in repr(wane.verdict(**PAIR, a0=0.5))


def test_explanations():
    told = wane.explain(**PAIR, a0=0.5)
    assert told.proved and told.lemma.title == "Unlearning" and "Lemma (Unlearning)." in str(told)
    assert told._repr_html_() is None and "$R(t) \\to" in told._repr_markdown_() and "\\begin{lemma}" in told.latex
    assert [step.references[0].note for step in told.proof][:1] == [2]
    proved = wane.verdict(**PAIR, a0=0.5, certificate=True)
    again = wane.explain(certificate=proved)
    assert again.theorem == told.theorem and again.proof != told.proof
    assert wane.explain(certificate=proved.certificate.replace('"unlearning"', '"learning"')).lemma is None
    with pytest.raises(wane.BadInput):
        wane.explain(**PAIR, a0=0.5, certificate=proved)


def test_pictures(tmp_path):
    picture = wane.plot("phase", **PAIR, a0=0.5, eps="0.1")
    assert "proved itinerary" in picture.script and ".pdf" in picture.terminals and "script" not in repr(picture)
    picture.save(tmp_path / "phase.gp")
    assert (tmp_path / "phase.gp").read_text() == picture.script
    with pytest.raises(wane.BadInput, match="expected one of phase, orbit"):
        wane.plot("fase", **PAIR)
    with pytest.raises(wane.BadInput, match="phase.bmp"):
        picture.save(tmp_path / "phase.bmp")
    with pytest.raises(wane.BadInput, match="eps"):
        wane.plot("orbit", **PAIR, a0=0.5)
    if shutil.which("gnuplot"):
        assert "</svg>" in picture._repr_svg_()
        picture.save(tmp_path / "phase.pdf")
        assert (tmp_path / "phase.pdf").read_bytes().startswith(b"%PDF")
        wane.plot("potential", **PAIR).save(tmp_path / "potential.svg")


def test_pictures_where_gnuplot_fails(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    picture = wane.plot("coefficients", "tanh", "gelu", count=5)
    with pytest.raises(wane.Failure, match="gnuplot-nox"):
        picture.save(tmp_path / "c.svg")
    (tmp_path / "gnuplot").write_text("#!/bin/sh\necho no such terminal\nexit 3\n")
    (tmp_path / "gnuplot").chmod(0o755)
    with pytest.raises(wane.Failure, match="gnuplot failed: no such terminal"):
        picture.save(tmp_path / "c.svg")
    assert not (tmp_path / "c.svg").exists()
