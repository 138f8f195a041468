# %% [markdown]
# # Does the feature wax or wane?
# A student tanh, a teacher with a cubic part, and the first three questions: what happens, by which law, and would
# weight decay have prevented it?

# %%
import wane

verdict = wane.verdict(student="tanh", teacher="h1+0.3*h3", a0=0.5)
verdict

# %% [markdown]
# It is a proof, and a certificate of it can be checked by another program that shares no code with the prover.

# %%
proved = wane.verdict(student="tanh", teacher="h1+0.3*h3", a0=0.5, certificate=True)
assert wane.verify(proved).accepted
print(len(proved.certificate), "bytes of certificate, accepted")

# %% [markdown]
# The law: R falls as a power of slow time, the second layer grows as another.

# %%
law = verdict.scaling
print(f"R ~ {law.R_prefactor} (eps t)^({law.R_exponent}),  a ~ {law.a_prefactor} (eps t)^({law.a_exponent})")

# %% [markdown]
# Any weight decay prevents complete unlearning; from lambda_1 on the feature is kept whole.

# %%
cured = wane.verdict(student="tanh", teacher="h1+0.3*h3", a0=0.5, decay=0.2)
print("without decay:", verdict.verdict, " with 0.2:", cured.verdict, " lambda_1 =", cured.decay.lambda_1)
assert verdict.verdict == "unlearning" and cured.verdict == "learning"
