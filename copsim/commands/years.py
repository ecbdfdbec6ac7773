"""What a comparison says of time: when effects first show, and costs and benefits year by year."""

import textwrap
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from copsim.analysis.delays import QUARTER, delays
from copsim.analysis.interval import half_width
from copsim.commands.contrast import Slice, renamed
from copsim.commands.execution import Results
from copsim.commands.words import listed
from copsim.config.grid import Arms
from copsim.metrics.accounts import LINES
from copsim.reporting.folder import write_table

SHOWN_IN = {"community_hours": "participation", "unit_performance": "units' results", "turnover": "retention"}
HEAD = "First of two quarters in a row with an effect, against the first baseline:"
NEVER = 10**9
LEAST_WEEKS = 2 * QUARTER
MEMBERS = {
    "member_money": "Members: recognition, pay and bonus (money)",
    "member_hours": "Members: hours given freely (h)",
    "member_expertise": "Members: expertise gained from others",
}
LABELS = {line.name: line.label for line in LINES} | MEMBERS


def by_year(results: Results, arms: Arms, parts: Sequence[Slice], folder: Path) -> list[str]:
    """Write delays.csv and accounts.csv, and add both to table.md; sentences on delays for the console."""
    weeks = max(scenario.weeks for scenario in arms.scenarios.values())
    tables, books = [], []
    for part in parts:
        if weeks >= LEAST_WEEKS:
            tables.append(named(delays(partial(windowed, results, part), weeks, part.baselines, list(SHOWN_IN)), part))
        books.append(named(differences(renamed(results.accounts, part), part.baselines), part))
    accounts = pd.concat(books, ignore_index=True)
    write_table(accounts, folder / "accounts", parquet=False)
    text = ["\n## Costs and benefits by year, per employee, against the baseline\n", as_markdown(accounts)]
    told: list[str] = []
    if tables:
        shown = pd.concat(tables, ignore_index=True)
        write_table(shown, folder / "delays", parquet=False)
        first = [part.arms[part.baselines[0]] for part in parts]
        told = sentences(shown[shown["baseline"].isin(first)])
        text = ["\n## When effects first show\n", *(f"- {line}" for line in told), *text]
        told = [f"{HEAD}\n" + "\n".join(textwrap.fill(f"- {line}", 118, subsequent_indent="  ") for line in told)] * (
            len(parts) == 1
        )
    with (folder / "table.md").open("a", encoding="utf-8") as page:
        page.write("\n".join(text) + "\n")
    return told


def named(table: pd.DataFrame, part: Slice) -> pd.DataFrame:
    """The same table with arms under their names in the other tables."""
    return table.assign(arm=table["arm"].map(part.arms), baseline=table["baseline"].map(part.arms))


def windowed(results: Results, part: Slice, first: int, last: int) -> pd.DataFrame:
    """Metrics of a slice's arms over some weeks."""
    return renamed(results.window(first, last), part)


def differences(accounts: pd.DataFrame, baselines: Sequence[str]) -> pd.DataFrame:
    """Mean over seeds of arm less baseline by line and year, with its 95 % paired t-interval."""
    keys, rows = ["seed", "year", "line"], []
    for baseline in baselines:
        here = accounts[accounts["arm"] == baseline].set_index(keys)["money"]
        for arm, table in accounts[accounts["arm"] != baseline].groupby("arm", sort=False):
            gap = (table.set_index(keys)["money"] - here).rename("money").reset_index()
            for (year, line), values in gap.groupby(["year", "line"], sort=False):
                money = values["money"].to_numpy(dtype=float)
                n = int(np.isfinite(money).sum())
                half = float(half_width(float(np.nanstd(money, ddof=1)), n, 0.95)) if n > 1 else np.nan
                mean = float(np.nanmean(money)) if n else np.nan
                rows.append((arm, baseline, year, line, LABELS[str(line)], mean, mean - half, mean + half, n))
    columns = ["arm", "baseline", "year", "line", "label", "difference", "low", "high", "n"]
    return pd.DataFrame(rows, columns=columns)


def as_markdown(accounts: pd.DataFrame) -> str:
    """A table per arm and baseline: lines down, years across; lines that never differ are left out."""
    pages = []
    for (arm, baseline), table in accounts.groupby(["arm", "baseline"], sort=False):
        wide = table.pivot(index="label", columns="year", values="difference")
        wide = wide.reindex([label for label in LABELS.values() if label in wide.index])
        wide = wide[(wide.abs() > 1e-9).any(axis=1)]
        head = "| line | " + " | ".join(f"year {int(year) + 1}" for year in wide.columns) + " |"
        rows = [
            "| " + label + " | " + " | ".join(shown(v) for v in row) + " |"
            for label, row in zip(wide.index, wide.to_numpy(), strict=True)
        ]
        pages.append("\n".join([f"\n{arm} less {baseline}:\n", head, "|---|" + "---:|" * len(wide.columns), *rows]))
    return "\n".join(pages)


def shown(value: float) -> str:
    """A difference in money, hours or expertise, with as many digits as it needs."""
    if not np.isfinite(value):
        return ""
    return f"{value:+,.0f}" if abs(value) >= 100 else f"{value:+.3g}"


def sentences(table: pd.DataFrame) -> list[str]:
    """When effects on each metric first show, arm by arm, in words."""
    told = []
    for metric, rows in table.groupby("metric", sort=False):
        weeks = rows.groupby(rows["first_week"].fillna(NEVER).astype(int), sort=True)["arm"].agg(list)
        parts = [f"{'not within the horizon' if w == NEVER else f'week {w}'}: {listed(a)}" for w, a in weeks.items()]
        told.append(f"{SHOWN_IN[str(metric)]}: {'; '.join(parts)} ({int(rows['n'].max())} pairs).")
    return told
