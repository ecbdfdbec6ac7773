"""Rows of settings: full grids, lists, tables, and samples of ranges.

Samples are drawn in the unit cube by scipy (Latin hypercube, Sobol sequence) and SALib (Morris, Saltelli) and stretched
to the ranges; a whole-number parameter takes each of its values with equal weight.
"""

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import qmc

from copsim.config.declare import Declared, declared, value_at
from copsim.config.refusal import unknown_key
from copsim.config.scenario import Scenario
from copsim.config.settings import check_values
from copsim.errors import InputError
from copsim.study.description import EXPLORED, Part

Row = dict[str, Any]
NAME = "name"  # of an arm, in lists and tables


class Span(NamedTuple):
    """A parameter that is sampled, from low to high in its unit; ``whole`` for counts."""

    key: str
    low: float
    high: float
    whole: bool
    unit: str


def rows_of(part: Part | None) -> list[Row]:
    """The rows of a part, in order; one empty row if there is no part. Raises InputError, one sentence."""
    if part is None:
        return [{}]
    if part.sample is not None:
        return _stretched(cube_of(part), spans_of(part))
    if part.grid is not None:
        for key, options in part.grid.items():
            check_values(key, options)
        return [dict(zip(part.grid, chosen, strict=True)) for chosen in itertools.product(*part.grid.values())]
    rows = [dict(row) for row in part.list] if part.list is not None else _table(Path(str(part.csv)))
    _check_rows(rows)
    return rows


def spans_of(part: Part) -> list[Span]:
    """What a sample varies. Raises InputError for an unknown parameter, one without a range, or beyond its bounds."""
    parameters = {parameter.path: parameter for parameter in declared(Scenario)}
    spans: dict[str, Span] = {}
    for key, asked in part.ranges.items():
        inside = [path for path in parameters if path.startswith(f"{key}.") and parameters[path].explore is not None]
        if key not in parameters and not (inside and asked == EXPLORED):
            raise InputError(unknown_key(key, parameters))
        for path in [key] if key in parameters else inside:
            spans[path] = _span(parameters[path], asked)
    return list(spans.values())


def _span(parameter: Declared, asked: Any) -> Span:
    path = parameter.path
    if isinstance(parameter.default, (str, bool)):
        raise InputError(f"{path} is a choice, not a number to sample; put it into a grid")
    if asked == EXPLORED:
        if parameter.explore is None:
            raise InputError(f"{path} has no explored range; give one such as [low, high]")
        asked = parameter.explore
    low, high = (float(end) for end in asked)
    least, most = parameter.bounds
    if (least is not None and low < least) or (most is not None and high > most):
        bounds = "..".join("" if end is None else f"{end:g}" for end in (least, most))
        raise InputError(f"the range {low:g}..{high:g} of {path} leaves its bounds {bounds}; narrow it")
    return Span(path, low, high, isinstance(parameter.default, int), parameter.unit)


def cube_of(part: Part) -> NDArray[np.float64]:
    """A sample in the unit cube, shape (points, parameters); the number of points follows from its kind.

    Raises InputError for a part that samples what it cannot, or takes a number of points that its kind does not.
    """
    dimensions = len(spans_of(part))
    if part.sample == "latin_hypercube":
        return qmc.LatinHypercube(dimensions, rng=part.seed).random(part.points)
    if part.points & (part.points - 1) and part.sample in ("sobol", "saltelli"):
        below = 1 << (part.points.bit_length() - 1)
        raise InputError(
            f"points={part.points} is refused: a {part.sample} sample is balanced at powers of two only; "
            f"choose {below} or {2 * below}"
        )
    if part.sample == "sobol":
        return qmc.Sobol(dimensions, rng=part.seed).random(part.points)
    problem = unit_problem(dimensions)
    if part.sample == "morris":
        if part.levels % 2:
            raise InputError(f"levels={part.levels} is refused: a Morris sample takes an even number of levels")
        from SALib.sample import morris

        return np.asarray(morris.sample(problem, part.points, num_levels=part.levels, seed=part.seed))
    from SALib.sample import sobol

    return np.asarray(sobol.sample(problem, part.points, calc_second_order=part.second_order, seed=part.seed))


def unit_problem(dimensions: int) -> dict[str, Any]:
    """The unit cube as SALib describes it."""
    names = [f"x{place}" for place in range(dimensions)]
    return {"num_vars": dimensions, "names": names, "bounds": [[0.0, 1.0]] * dimensions}


def _stretched(cube: NDArray[np.float64], spans: Sequence[Span]) -> list[Row]:
    return [
        {at.key: value_at(share, at.low, at.high, at.whole) for share, at in zip(row, spans, strict=True)}
        for row in cube.tolist()
    ]


def _table(path: Path) -> list[Row]:
    """Rows of a CSV file whose columns are settings."""
    try:
        table = pd.read_csv(path)
    except OSError as error:
        raise InputError(f"cannot read the design {path}: {error.strerror}; check the path") from None
    except (ValueError, pd.errors.ParserError):
        raise InputError(f"the design {path} is no CSV table; write a heading of settings and a row per case") from None
    if table.empty:
        raise InputError(f"the design {path} holds no row; write at least one")
    if table.isna().any(axis=None):
        column = str(table.columns[table.isna().any()][0])
        raise InputError(f"the design {path} has an empty cell in column {column!r}; fill it")
    return [dict(zip(table.columns, row, strict=True)) for row in table.astype(object).to_numpy().tolist()]


def _check_rows(rows: Sequence[Row]) -> None:
    keys = list(rows[0])
    for row in rows:
        if list(row) != keys:
            raise InputError(f"the rows of a design must have the same settings, got {list(row)} beside {keys}")
    for key in keys:
        if key != NAME:
            for value in dict.fromkeys(row[key] for row in rows):
                check_values(key, [value])
