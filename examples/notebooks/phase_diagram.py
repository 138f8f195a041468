# %% [markdown]
# # Where does it happen?
# The verdict over the strength b of the teacher's cubic part and the initial scale a0, first at points, then as a map
# of which every point is proved.

# %%
import numpy as np
import wane

b = np.linspace(-0.95, 0.95, 20)
many = wane.verdicts("tanh", "h1+b*h3", a0=0.5, set={"b": b})
for value, verdict in zip(b, many.verdict):
    print(f"b = {value:+.2f}: {verdict}")

# %% [markdown]
# Where does the verdict change? At zeros of p_1, p_3, …: certified.

# %%
changes = wane.bifurcations("tanh", "h1+b*h3", "b=-1:1", a0=0.5)
changes

# %%
cells = wane.map("tanh", "h1+b*h3", "b=-1:1", "a0=0.1:3", depth=5)
print(len(cells.cells), "cells; exact areas:", dict(cells.area))
assert cells.complete

# %% [markdown]
# The shape behind it: the interior branch A(R) and the zeros of N.

# %%
R = np.linspace(0.02, 0.98, 49)
kernels = wane.kernels("tanh", "h1+0.3*h3", R)
assert np.all(kernels.N.mid > 0), "N > 0: a rises along the branch, and R falls"
print(f"A falls from {kernels.A.mid[0]:.3f} to {kernels.A.mid[-1]:.3f}")
