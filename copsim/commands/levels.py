"""What one arm comes to: the mean of every metric over seeds."""

import numpy as np
import pandas as pd

from copsim.analysis.interval import half_width
from copsim.reporting.labels import Labels, decimals, number
from copsim.reporting.rendering import Block, Heading
from copsim.reporting.tables import HEADLINE


def levels_block(summary: pd.DataFrame, dictionary: pd.DataFrame) -> Block:
    """A row per headline metric: mean over seeds, 95 % t-interval of the mean, and standard deviation of seeds."""
    labels, rows = Labels(dictionary), []
    for metric in HEADLINE:
        values = summary[metric].dropna().to_numpy(dtype=float)
        mean = float(values.mean()) if len(values) else np.nan
        sd = float(values.std(ddof=1)) if len(values) > 1 else np.nan
        half = float(half_width(sd, len(values)))
        places = decimals([mean], 4)
        texts = [number(value, places, minus="-") for value in (mean, mean - half, mean + half, sd)]
        rows.append((labels.titled(metric), texts))
    seeds = summary["seed"].nunique()
    headings = [Heading("mean", ""), Heading("low", "95 %"), Heading("high", "95 %"), Heading("SD", "of seeds")]
    return Block(f"{summary['arm'].iloc[0]}: mean over seeds ({seeds}) and its 95 % interval", "metric", headings, rows)
