# %% [markdown]
# # A table of coefficients for a paper
# Five activations side by side, every digit shown proved right.

# %%
import wane

names = ["relu", "gelu", "silu", "tanh", "softplus"]
tables = wane.coefficients(names, 6, digits=12)

# %%
print(" & ".join(["k", *names]) + r" \\")
for k in range(7):
    print(" & ".join([str(k), *(str(table[k]) for table in tables)]) + r" \\")

# %% [markdown]
# Parity is known by structure, so that odd coefficients of an even function are exactly 0, not small.

# %%
tanh = tables[names.index("tanh")]
assert tanh.parity == "odd" and all(tanh[k] == 0 for k in (0, 2, 4, 6))
relu = tables[0]
assert relu[3] == 0, "relu has no cubic part: exactly"

# %% [markdown]
# Comparisons are proofs, too, or an error where the bounds do not tell.

# %%
assert tables[1][2] > tables[2][2], "gelu bends more than silu"
