"""``copsim compare form=...`` ends in a table and figures of forms."""

from pathlib import Path

import pandas as pd
import pytest

from copsim.cases.forms import MEASURES
from copsim.cli import main
from copsim.commands.forms import METRICS, two_by_two
from copsim.config.compose import compose

WORDS = ["organization=small_firm", "policy.domain.breadth=8", "weeks=40", "warmup_weeks=20"]


@pytest.mark.slow
def test_a_comparison_of_forms_leaves_their_table_and_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "forms"
    forms = "form=community,work_group,project_team,informal_network"
    assert main(["compare", forms, *WORDS, "seeds=2", "--out", str(out)]) == 0
    told = capsys.readouterr().out
    for words in ("Purpose:", "Membership:", "Glue:", "Lifetime:", "Teams and communities"):
        assert words in told
    assert len(pd.read_csv(out / "forms.csv")) == 4 * 2 * len(MEASURES)
    for name in ("forms", "teams_by_communities"):
        assert (out / "figures" / f"{name}.png").is_file()
    page = (out / "table.md").read_text(encoding="utf-8")
    assert "## Forms" in page
    assert "## Teams and communities" in page


def test_what_teams_and_communities_do_together_is_less_their_sum_the_interaction() -> None:
    block, summary, _ = two_by_two(compose(["form=community", *WORDS]), [0, 1, 2])
    assert len(block.rows) == len(METRICS)
    assert set(summary["arm"]) == {
        f"{form}, {name}" for form in ("functions", "platforms") for name in ("none", "communities")
    }
    means = summary.groupby("arm")["functional_expertise"].mean()
    alone, teams, both = (means[arm] for arm in ("functions, none", "platforms, none", "platforms, communities"))
    cells = next(cells for name, cells in block.rows if name.startswith("Functional expertise"))
    effects = [float(cell.split(" ")[0]) for cell in cells]
    assert effects[1] == pytest.approx(teams - alone, rel=0.2, abs=1e-3)
    assert effects[3] == pytest.approx(both - alone, rel=0.2, abs=1e-3)
    assert effects[4] == pytest.approx(effects[3] - effects[1] - effects[2], abs=2e-3)
