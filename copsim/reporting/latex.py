"""Tables for a paper: LaTeX (booktabs)."""

import pandas as pd

from copsim.reporting.labels import Labels, arm_label, decimals, number

SPECIAL = {
    "\\": r"\textbackslash{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\^{}",
}


def escaped(text: str) -> str:
    """Text as LaTeX prints it."""
    return "".join(SPECIAL.get(sign, sign) for sign in text)


def effects_latex(effects: pd.DataFrame, dictionary: pd.DataFrame, caption: str) -> str:
    """Effects (``copsim.analysis.across.overall``) as a LaTeX table: effect, interval, pairs, q, verdict.

    Needs the package booktabs. Numbers have their unit beside the metric.
    """
    labels = Labels(dictionary)
    lines = [
        r"\begin{table}", r"\centering", r"\begin{tabular}{llrrrl}", r"\toprule",
        r"Metric & Arm & Effect [95\,\% interval] & Pairs & $q$ & Verdict \\", r"\midrule",
    ]  # fmt: skip
    for _, row in effects.iterrows():
        places = decimals([row["effect"]])
        cells = [number(row[name], places, signed=True, minus="-") for name in ("effect", "boot_low", "boot_high")]
        q = number(row["q"], 3) if row["q"] >= 0.001 else "<0.001"
        words = [escaped(labels.titled(row["metric"])), escaped(arm_label(row["arm"]))]
        said = f"${cells[0]}$ $[{cells[1]}, {cells[2]}]$"
        lines.append(" & ".join([*words, said, str(row["n"]), f"${q}$", escaped(row["verdict"])]) + r" \\")
    lines += [r"\bottomrule", r"\end{tabular}", rf"\caption{{{escaped(caption)}}}", r"\end{table}"]
    return "\n".join(lines) + "\n"
