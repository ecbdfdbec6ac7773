"""Levels that several cases show: metrics over some weeks."""

from copsim.cases.case import Level
from copsim.metrics.catalogue import METRICS


def level(name: str, first: int = 0, last: int | None = None, when: str = "") -> Level:
    """A metric over the weeks from ``first`` up to, not including, ``last``; ``when`` says so in words."""
    metric = METRICS[name]
    label = f"{metric.label}, {when}" if when else metric.label
    return Level(
        f"{name}_{first}" if first else name, label, metric.unit, lambda lived: lived.metric(name, first, last)
    )
