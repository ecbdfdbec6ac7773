"""``copsim report``: a page in a file, or one sentence and nothing."""

from pathlib import Path

import pytest

from copsim.app.codec import packed, unpacked
from copsim.cli import main
from copsim.commands.report import _link_of, _screen_of_words
from copsim.commands.request import read

FIRM = "organization.headcount=20 organization.units=2 organization.sites=1 weeks=52 warmup_weeks=2"

REFUSED = {
    "report": "a report needs a plan beside doing nothing",
    "report policy=none": "a report needs a plan beside doing nothing",
    "report policy=mandatd": "did you mean 'mandated'",
    "report policy=open organization.headcount=50,60": "a report compares plans in one firm",
    "report policy=open,mandated,self_selected,slack,seeded": "a report takes up to 4 plans, got 5",
    "report policy=open seeds=0": "seeds=0 is refused",
    "report policy=open seeds=401": "a report takes a count of pairs from 2 to 400",
    "report policy=open seeds=[1,2]": "a report takes a count of pairs from 2 to 400",
    "report policy=open --out page.pdf": "must end in .html",
    "report policy=open --paper a3": "invalid choice: 'a3'",
    "report policy=open --language fr": "invalid choice: 'fr'",
    "report --link nonsense": "this is no link of the Lab",
    "report --link 1.eJyrVkqqLChWsiopKk2t policy=open": "--link holds all settings already",
    "viz policy=mandatd": "did you mean 'mandated'",
    "viz seed=x": "seed must be one whole number",
    "viz --port 0": "is no port",
}


@pytest.mark.parametrize(("words", "reason"), REFUSED.items(), ids=list(REFUSED))
def test_words_that_make_no_page(
    words: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words.split()) == 2
    told = capsys.readouterr()
    assert reason in told.err
    assert told.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_report_is_written_whole_and_not_over_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "report.html"
    words = f"report policy=mandated {FIRM} seeds=4 --out {out}".split()
    assert main(words) == 0
    told = capsys.readouterr().out
    assert "Mandated: worth it?" in told and "4 pairs of runs" in told
    page = out.read_text(encoding="utf-8")
    assert "copsim report policy=mandated" in page
    assert [path.name for path in out.parent.iterdir()] == ["report.html"]
    assert main(words) == 2
    assert "exists; choose another" in capsys.readouterr().err
    assert main([*words, "--overwrite", "--quiet"]) == 0
    assert out.read_text(encoding="utf-8") == page
    assert capsys.readouterr().out == ""


def test_the_link_of_a_report_shows_the_same_plans_and_pairs() -> None:
    words = ["report", "policy=none,mandated,slack", *FIRM.split(), "behaviour.joining.entry=2.5", "seeds=30"]
    request = read(words)
    assert request is not None
    _, link = _screen_of_words(request)
    shown = unpacked(link)
    assert [plan["name"] for plan in shown["plans"]] == ["mandated", "slack"]
    assert shown["firm"]["behaviour.joining.entry"] == 2.5
    assert shown["pairs"] == 30
    again = read(["report", "--link", f"http://127.0.0.1:8765/#{packed(shown)}", "seeds=7"])
    assert again is not None and again.link


def test_a_firm_that_the_lab_refuses_has_a_report_without_link(tmp_path: Path) -> None:
    request = read(["report", "policy=mandated", "organization.headcount=100000"])
    assert request is not None
    screen, link = _screen_of_words(request)
    assert link == "" == _link_of(screen)
