"""Budgets of arms set to the cost of a named one, slice by slice, and what is said of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from copsim.commands.contrast import Slice, described
from copsim.commands.progress import say
from copsim.commands.request import Request
from copsim.config.grid import Arms

if TYPE_CHECKING:
    import pandas as pd

    from copsim.equal_cost import Match

WORDS = (
    ("lever", "", "Lever", "equal_cost.csv: the arm's own budget, which was set", ""),
    ("before", "of the lever", "Setting before", "equal_cost.csv: what the arm asked for", ""),
    ("after", "of the lever", "Setting after", "equal_cost.csv: what makes it cost as much as the named arm", ""),
    ("cost", "money/employee/year", "Cost", "equal_cost.csv: programme_cost at that setting, in the pilot runs", ""),
    ("target", "money/employee/year", "Cost to reach", "equal_cost.csv: programme_cost of the named arm there", ""),
)


@dataclass(frozen=True)
class Matched:
    """What was set in every slice, as rows and as texts; empty if nothing was asked for."""

    matches: "list[Match]" = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def pages(self) -> list[str]:
        """Sections of table.md."""
        return [f"## At equal cost\n\n{text}\n" for text in self.texts]


def equalized(request: Request, arms: Arms, parts: Sequence[Slice]) -> tuple[Arms, Matched]:
    """The arms at the cost of the one that the request names, like with like; as they are if it names none.

    Raises InputError as copsim.equal_cost.at_equal_cost does.
    """
    named, found = request.equal_cost, Matched()
    if not named:
        return arms, found
    from copsim.equal_cost import at_equal_cost, budgets_to_set, in_words, pilot

    groups = [(described(part.settings), part.arms) for part in parts]
    if not any(named in names for _, names in groups):
        groups = [("", {arm: arm for arm in arms.scenarios})]
    for _, names in groups:
        budgets_to_set({name: arms.scenarios[arm] for name, arm in names.items()}, named)
    say("setting budgets by pilot runs", request.quiet)
    scenarios = dict(arms.scenarios)
    for title, names in groups:
        short = {name: arms.scenarios[arm] for name, arm in names.items()}
        matched, matches = at_equal_cost(short, named, pilot(arms.seeds, unknowns=arms.unknowns))
        scenarios.update({names[name]: scenario for name, scenario in matched.items()})
        lines = in_words(matches, named, len(arms.seeds))
        found.texts.append("\n".join([*([f"{title}:"] if title else []), lines[0], *(f"- {x}" for x in lines[1:])]))
        found.matches.extend(match._replace(arm=names[match.arm]) for match in matches)
    return arms._replace(scenarios=scenarios), found


def write_matches(matched: Matched, folder: Path) -> None:
    """equal_cost.csv, if budgets were set."""
    if not matched.matches:
        return
    import pandas as pd

    from copsim.reporting.folder import write_table

    write_table(pd.DataFrame(matched.matches), folder / "equal_cost", parquet=False)


def words_of_matches() -> "pd.DataFrame":
    """What the columns of equal_cost.csv mean."""
    import pandas as pd

    return pd.DataFrame(WORDS, columns=["column", "unit", "label", "meaning", "better"])
