"""Many correlations, many problems at once."""
import pytest
import wane

numpy = pytest.importorskip("numpy")


def test_kernels_on_an_array():
    R = numpy.linspace(-1, 1, 21)
    found = wane.kernels("tanh", "h1+0.3*h3", R)
    assert found.P.mid.shape == (21,) and numpy.all(found.P.rad < 1e-15)
    c = wane.coefficients("tanh", 3).coefficients.mid
    assert numpy.allclose(found.P.mid, c[1] * R + 0.3 * c[3] * R**3, atol=1e-14)
    inside = slice(11, 20)
    assert numpy.allclose(found.A.mid[inside], 2 * found.P1.mid[inside] / found.S1.mid[inside], rtol=1e-12)
    assert numpy.allclose(found.N.mid, found.P.mid * found.S1.mid - 2 * found.P1.mid * found.S.mid, atol=1e-14)
    assert numpy.allclose(found.Phi.mid[inside], found.P.mid[inside]**2 / found.S.mid[inside], rtol=1e-12)


def test_points_of_the_manifold():
    found = wane.manifold("tanh", "h1+0.3*h3")
    assert "points" not in found.fields and "points" not in found.problem
    rows = wane.manifold("tanh", "h1+0.3*h3", points=4).points
    kernels = wane.kernels("tanh", "h1+0.3*h3", [0.25, 0.5, 0.75, 1])
    assert [row.R.mid for row in rows] == [0.25, 0.5, 0.75, 1]
    for i, row in enumerate(rows):
        assert row.N.lo <= kernels.N[i].hi and kernels.N[i].lo <= row.N.hi
        assert row.P.lo <= kernels.P[i].hi and kernels.P[i].lo <= row.P.hi


def test_verdicts_agree_with_single_ones():
    b = numpy.linspace(-0.5, 0.5, 23)
    a0 = numpy.linspace(0.2, 3, 23)
    many = wane.verdicts("tanh", "h1+b*h3", a0=a0, set={"b": b})
    assert len(many) == 23
    for i in (0, 5, 11, 17, 22):
        one = wane.verdict("tanh", "h1+b*h3", a0=float(a0[i]), set={"b": float(b[i])})
        assert many.verdict[i] == one.verdict
        if one.verdict != "undecided":
            assert many.R_final[i].lo <= one.R_final.hi and one.R_final.lo <= many.R_final[i].hi


def test_verdicts_broadcast():
    many = wane.verdicts("tanh", "h1+b*h3", a0=0.5, set={"b": [0.1, 0.2, 0.3]})
    assert many.verdict == ["unlearning"] * 3
    with pytest.raises(wane.BadInput, match="length|shape|list"):
        wane.verdicts("tanh", "h1+b*h3", a0=[0.1, 0.2], set={"b": [0.1, 0.2, 0.3]})
    with pytest.raises(wane.BadInput):
        wane.verdicts("tanh", "h1", a0=0.5)


def test_verdicts_at_eps_and_for_other_students():
    many = wane.verdicts("tanh(b*x)", "h1+0.3*h3", a0=0.5, set={"b": [0.9, 1, 1.1]})
    assert many.verdict == ["unlearning"] * 3
    assert wane.verdicts("tanh", "h1+0.3*h3", a0=[0.5, 1], eps=0.1).verdict == ["unlearning"] * 2
