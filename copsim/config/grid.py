"""Arms from settings with several values: every combination is an arm with a name."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from copsim.config.scenario import Scenario
from copsim.config.unknowns import Unknowns

Settings = dict[str, Any]
NAMING = ("policy", "form")  # keys whose values name an arm by themselves


class Arms(NamedTuple):
    """What a command compares: a scenario per arm, the seeds of all arms, what each arm varies, and what is drawn."""

    scenarios: dict[str, Scenario]
    seeds: list[int]
    sweep: dict[str, Settings]
    unknowns: Unknowns | None = None


def combinations(values: Mapping[str, Sequence[Any]]) -> list[Settings]:
    """Every combination of one value per key; the last key changes fastest."""
    return [dict(zip(values, chosen, strict=True)) for chosen in itertools.product(*values.values())]


def swept_keys(values: Mapping[str, Sequence[Any]]) -> list[str]:
    """Keys with more than one value: the policy first, then the form, the others in their order."""
    swept = [key for key, options in values.items() if len(options) > 1]
    return sorted(swept, key=lambda key: NAMING.index(key) if key in NAMING else len(NAMING))


def arm_name(settings: Settings, swept: Sequence[str]) -> str:
    """'mandated', 'assigned_hours=22' or 'mandated, assigned_hours=22': what varies, and nothing else."""
    parts = [settings[key] if key in NAMING else f"{short(key, swept)}={shown(settings[key])}" for key in swept]
    return ", ".join(parts)


def short(key: str, among: Sequence[str]) -> str:
    """Last part of a dotted key, or all of it where another key ends alike."""
    leaf = key.rpartition(".")[2]
    return leaf if sum(other.rpartition(".")[2] == leaf for other in among) == 1 else key


def shown(value: Any) -> str:
    """A value as it is written in the name of an arm."""
    return f"{value:.10g}" if isinstance(value, float) else str(value)
