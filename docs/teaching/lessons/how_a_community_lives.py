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
# # How a community lives
#
# 30 minutes. You follow one firm for two years and look at who comes, who carries a community and what it is like
# without one. Nothing is fitted to your firm: this is a model, and you find out what *it* says.
#
# Open it with `jupytext --to notebook how_a_community_lives.py`, or run it as it is with Python.

# %%
import matplotlib.pyplot as plt
import numpy as np
from scipy import stats

import copsim

FIRST = 0  # another class takes other worlds
SEEDS = 12  # worlds; every answer below is checked on all of them
FIRM = ["organization=small_firm", "weeks=104"]
scenarios = {name: copsim.compose([*FIRM, f"policy={name}"]) for name in ("none", "self_selected")}
runs = copsim.simulate(scenarios, seeds=range(FIRST, FIRST + SEEDS))
weekly = runs.weekly[runs.weekly["arm"] == "self_selected"]


# %% [markdown]
# ## 1. After the launch (8 minutes)
#
# **Predict first**: a community is announced to everybody. Draw the share of employees who belong to one, over two
# years.

# %%
quarter = weekly.assign(quarter=weekly["week"] // 13).pivot_table("member_share", "seed", "quarter")
low, middle, high = quarter.quantile([0.1, 0.5, 0.9]).to_numpy()
figure, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
months = 3 * (np.arange(quarter.shape[1]) + 1)
axes.fill_between(months, low, high, alpha=0.2, color="#0072B2", label=f"8 in 10 of {SEEDS} worlds")
axes.plot(months, middle, color="#0072B2", marker="o", label="the middle world")
axes.axhline(0, color="#4D4D4D", linestyle="--", label="no communities")
axes.set(xlabel="months since the launch", ylabel="members (share of employees)", ylim=(-0.02, 1))
axes.legend(frameon=False)
plt.show()

# %% [markdown]
# **Exercise 1.** In how many worlds is the share of members smaller in the last quarter than in the first?

# %%
fallen = int((quarter[7] < quarter[0]).sum())

# %% [markdown]
# *Solution.* In nearly all. Many come to see; those for whom it is worth their time stay. A launch is no measure of
# life.

# %%
print(f"{fallen} of {SEEDS} worlds have fewer members at the end than at the start")
# If a world were as likely to grow as to shrink, a count this high would turn up in fewer than 5 of 100 classes.
assert stats.binomtest(fallen, SEEDS, alternative="greater").pvalue < 0.05

# %% [markdown]
# ## 2. Who carries it? (12 minutes)
#
# **Predict**: what share of all visible contributions (answers, stories, items) comes from the busiest fifth of
# members?

# %%
shares = []
for seed in range(FIRST, FIRST + SEEDS):
    people = copsim.networks(scenarios["self_selected"], seed, weeks=[104], window=52)["run", 104].memberships
    given = np.sort(people.groupby("person")["contributions"].sum().to_numpy(dtype=float))[::-1]
    top = given[: max(1, round(len(given) / 5))].sum()
    shares.append(top / given.sum())
print(
    f"busiest fifth of members: {np.mean(shares):.0%} of contributions (worlds: {min(shares):.0%} to {max(shares):.0%})"
)

# %% [markdown]
# **Exercise 2.** If everybody contributed alike, the busiest fifth would give 20 %. Does it give more than twice
# that?
# Say how sure you are, with a confidence interval over worlds.

# %%
mean, error = np.mean(shares), stats.sem(shares)
low, high = stats.t.interval(0.95, SEEDS - 1, mean, error)

# %% [markdown]
# *Solution.* A core forms by itself: nobody appointed it. (In public software projects the core is smaller still than
# in
# this model; see the limits in the Lab.)

# %%
print(f"{mean:.2f} [{low:.2f}, {high:.2f}]")
# A 95 % interval misses the truth in 5 of 100 classes, half of them below.
assert low > 0.4

# %% [markdown]
# ## 3. What would be missing without it? (10 minutes)
#
# **Predict**: which changes more when communities are there, the knowledge that flows, or the share of problems
# solved?
# Each seed is a pair: the same people and problems, with and without communities.

# %%
table = runs.summary.pivot(index="seed", columns="arm", values=["flow", "solved_share"])
difference = table.xs("self_selected", axis=1, level=1) - table.xs("none", axis=1, level=1)
print(difference.describe().loc[["mean", "std"]].round(4))

# %% [markdown]
# **Exercise 3.** In how many pairs are more problems solved by their deadline with communities?

# %%
more = int((difference["solved_share"] > 0).sum())

# %% [markdown]
# *Solution.*

# %%
print(f"{more} of {SEEDS} pairs")
assert stats.binomtest(more, SEEDS, alternative="greater").pvalue < 0.05

# %% [markdown]
# **To talk about**: members fell, and problems still got solved. Who in your organization would have stopped the
# programme
# in the second year, and on which number?
