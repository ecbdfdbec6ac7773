# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Reading uncertainty
#
# 30 minutes. One firm with a programme did well. Was it the programme? You meet luck, pairs, intervals, and the
# difference
# between *the mean is sure* and *your firm will gain*.

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy import stats

import copsim

FIRST = 0  # another class takes other worlds
SEEDS = 40
FIRM = ["organization=small_firm", "weeks=52", "warmup_weeks=104"]
scenarios = {name: copsim.compose([*FIRM, f"policy={name}"]) for name in ("none", "self_selected")}
runs = copsim.simulate(scenarios, seeds=range(FIRST, FIRST + SEEDS))
solved = runs.summary.pivot(index="seed", columns="arm", values="solved_share")
print(solved.head().round(3))

# %% [markdown]
# ## 1. One success story (8 minutes)
#
# **Predict**: take a firm with communities and *another* firm without. How often does the one with communities look
# worse,
# although it is the same kind of firm?

# %%
ours, theirs = solved["self_selected"].to_numpy(), solved["none"].to_numpy()
across = ours[:, None] < theirs[None, :]
worse = across[~np.eye(SEEDS, dtype=bool)].mean()
twins = (ours < theirs).mean()
print(f"looks worse than another firm: {worse:.0%}; worse than its own twin: {twins:.0%}")

# %% [markdown]
# **Exercise 1.** Which comparison misleads more often, with another firm or with the twin?

# %%
# *Solution*: another firm. It has other people and other problems; a twin has the same.
# Chance that this check fails although it is true: below 1 of 100 with 40 worlds (the README beside).
print("another firm" if worse > twins else "the twin")
assert worse > twins

# %% [markdown]
# ## 2. Pairs or no pairs (10 minutes)
#
# **Predict**: how many unpaired runs would it take to be as sure as with these pairs?

# %%
difference = ours - theirs
paired = stats.sem(difference)
unpaired = np.sqrt(ours.var(ddof=1) / SEEDS + theirs.var(ddof=1) / SEEDS)
saved = (unpaired / paired) ** 2
print(f"standard error of the mean: {paired:.4f} in pairs, {unpaired:.4f} without pairs: {saved:.1f} x the runs")

# %% [markdown]
# **Exercise 2.** Take only 5 pairs, many times. How often does a 95 % interval of 5 pairs miss the mean of all 40?

# %%
rng = np.random.default_rng(1)
missed, rounds = 0, 2000
for _ in range(rounds):
    five = rng.choice(difference, 5, replace=True)
    half = stats.t.ppf(0.975, 4) * stats.sem(five)
    missed += abs(five.mean() - difference.mean()) > half
print(f"missed in {missed / rounds:.1%}")

# %% [markdown]
# *Solution.* About 5 of 100, as promised: somewhat more if the differences are skewed, for t-intervals take them as
# normal.

# %%
assert 0.005 < missed / rounds < 0.15  # the miss rate of the interval; 2,000 rounds leave less than one point of luck

# %% [markdown]
# ## 3. The mean is sure, your firm is not (12 minutes)
#
# **Predict**: the interval of the mean becomes narrow with many runs. Does the range of single firms, too?

# %%
low, high = stats.t.interval(0.95, SEEDS - 1, difference.mean(), paired)
tenth, ninetieth = np.quantile(difference, [0.1, 0.9])
figure, axes = plt.subplots(figsize=(7, 2.8), layout="constrained")
axes.plot(difference, np.zeros(SEEDS), "o", alpha=0.4, color="#0072B2", label="a pair of firms")
axes.plot([tenth, ninetieth], [-0.5, -0.5], color="#0072B2", linewidth=5, label="eight in ten firms")
axes.plot([low, high], [-1, -1], color="#D55E00", linewidth=5, label="95 % interval of the mean")
axes.axvline(0, color="#4D4D4D", linestyle="--", label="no communities")
axes.set(xlabel="share of problems solved: with communities less without", yticks=[], ylim=(-1.6, 2.6))
axes.legend(frameon=False, ncols=2, loc="upper right")
plt.show()
print(f"mean: [{low:+.3f}, {high:+.3f}]; eight in ten firms: {tenth:+.3f} to {ninetieth:+.3f}")

# %% [markdown]
# **Exercise 3.** Which of the two ranges is wider? Which one belongs into a decision about *one* firm?

# %%
# *Solution*: the range of firms. More runs narrow the first one only. With 40 pairs the first is about a quarter as
# wide
# (2 x 2.02 / sqrt(40) = 0.64 against 2.56 standard deviations), so this check hardly depends on luck.
print("firms" if ninetieth - tenth > high - low else "mean")
assert ninetieth - tenth > high - low

# %% [markdown]
# **To talk about**: "It worked at our competitor." What would you ask now?
