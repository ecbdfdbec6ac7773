"""Tables of a comparison: the numbers, and their three ways of being written."""

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from copsim.analysis.paired import decompose_mandate
from copsim.errors import InputError
from copsim.reporting.rendering import Block, Heading, console, html, markdown
from copsim.reporting.tables import flat, headline_blocks, headline_table, mandate_block

BASELINES = ["none", "slack", "self_selected"]


@pytest.fixture(scope="module")
def headline(results):
    return headline_table(results.summary, results.effects, results.metrics, BASELINES)


def test_the_headline_has_a_row_per_arm_with_means_and_effects(results, headline):
    assert headline.index.tolist() == results.arms
    means = results.summary.groupby("arm")["flow"].mean()
    assert headline["flow", "", "mean"].to_dict() == pytest.approx(means.to_dict())
    row = results.effects.set_index(["metric", "arm", "baseline"]).loc[("stock", "mandated", "slack")]
    assert headline.loc["mandated", ("stock", "slack", "low")] == row["low"]
    assert np.isnan(headline.loc["none", ("flow", "none", "effect")])


def test_the_flat_headline_has_plain_column_names(headline):
    table = flat(headline)
    assert table.columns[:5].tolist() == ["arm", "flow", "flow_vs_none", "flow_vs_none_low", "flow_vs_none_high"]
    assert len(table.columns) == 1 + 15 * (1 + 3 * 3)


def test_the_console_shows_every_block_in_120_columns(results, headline):
    parts = decompose_mandate(results.summary, results.metrics)
    text = console([*headline_blocks(headline, results.dictionary), mandate_block(parts, results.dictionary)])
    assert max(map(len, text.splitlines())) <= 120
    titles = [
        line for line, below in zip(text.splitlines(), text.splitlines()[1:], strict=False) if below.startswith("==")
    ]
    assert (
        len(titles) == 5
        and [baseline in title for baseline, title in zip(BASELINES, titles[1:4], strict=True)] == [True] * 3
    )
    assert not any(line != line.rstrip() for line in text.splitlines())


def test_a_cell_says_effect_and_interval(results):
    effects = results.effects.assign(effect=-0.0124, low=-0.0150, high=-0.0098)
    table = headline_table(results.summary, effects, ["flow"], ["none"])
    half, ends = (headline_blocks(table, results.dictionary, way)[1].rows[0] for way in ("half", "ends"))
    assert half == ("slack", ["-0.0124 ±0.0026"])
    assert ends == ("slack", ["-0.0124 [-0.0150, -0.0098]"])


def test_an_effect_without_an_interval_stands_alone(results):
    single = results.effects.assign(low=np.nan, high=np.nan)
    table = headline_table(results.summary, single, ["stock"], ["none"])
    cell = headline_blocks(table, results.dictionary)[1].rows[0][1][0]
    assert cell.startswith("+0.") and "±" not in cell


def test_an_arm_is_not_compared_with_itself(results, headline):
    blocks = headline_blocks(headline, results.dictionary)
    assert [len(block.rows) for block in blocks] == [9, 8, 8, 8]
    assert "self_selected" not in [name for name, _ in blocks[3].rows]


def test_the_mandates_parts_stand_side_by_side(results):
    block = mandate_block(decompose_mandate(results.summary, ["turnover", "flow"]), results.dictionary)
    assert [heading.name for heading in block.headings] == ["compulsion", "composition", "total"]
    assert [name for name, _ in block.rows] == [
        "Turnover (quits/employee/year)",
        "Knowledge flow (expertise/employee/year)",
    ]


def test_markdown_and_html_hold_all_cells_and_escape_what_would_break_them():
    block = Block(
        "A < B", "arm", [Heading("Flow", "a|b"), Heading("Share", "")], [("x|y & z", ["1", "2"]), ("w", ["3", "4"])]
    )
    text = markdown([block])
    assert "| x\\|y & z | 1 | 2 |" in text
    assert text.count("\n| ") == 4
    table = ElementTree.fromstring(html([block]).replace("<br>", "<br/>"))
    assert [cell.text for cell in table.iter("td")] == ["1", "2", "3", "4"]
    assert table.find("caption").text == "A < B"


def test_wide_columns_go_into_further_strips():
    headings = [Heading(f"metric {number}", "expertise/employee/year") for number in range(9)]
    text = console([Block("T", "arm", headings, [("none", ["+0.1234 ±0.0123"] * 9)])], width=60)
    assert text.count("none") == 3 and max(map(len, text.splitlines())) <= 60


@pytest.mark.parametrize(
    ("metrics", "baselines", "sentence"),
    [(["flwo"], ["none"], "did you mean 'flow'"), (["flow"], ["mandated"], "no effects against 'mandated'")],
)
def test_a_mistake_is_told_in_a_sentence(results, metrics, baselines, sentence):
    with pytest.raises(InputError, match=sentence):
        headline_table(results.summary, results.effects, metrics, baselines)
