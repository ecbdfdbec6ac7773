"""``copsim app`` and ``copsim compare --link``: what can go wrong is one sentence."""

import json
import socket

import pytest

import copsim
from copsim.app.codec import packed
from copsim.cli import main
from copsim.commands.compare import _arms_of_link
from copsim.commands.request import Request

SCREEN = {
    "firm": {"organization.headcount": 30, "organization.units": 2, "weeks": 26, "warmup_weeks": 2},
    "plans": [
        {"name": "ours", "policy": {"membership.rule": "self_selected"}},
        {"policy": {"rivals.classroom_hours": 8}},
    ],
    "unknowns": False,
    "look": {"view": "map"},
}


def test_a_port_that_is_taken_is_told(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["app", "--port", str(port), "--no-browser"]) == 2
    told = capsys.readouterr().err
    assert f"port {port}" in told
    assert "--port" in told


@pytest.mark.parametrize("port", ["0", "70000", "many"])
def test_what_is_no_port_is_refused(port, capsys):
    assert main(["app", "--port", port]) == 2
    assert "no port from 1 to 65535" in capsys.readouterr().err


@pytest.mark.slow
def test_the_plans_of_a_link_are_compared_with_no_plan(tmp_path, capsys):
    out = tmp_path / "out"
    words = ["compare", "--link", packed(SCREEN), "seeds=3", "--out", str(out), "--quiet"]
    assert main(words) == 0, capsys.readouterr().err
    manifest = json.loads((out / "manifest.json").read_text())
    assert "--link" in json.dumps(manifest)
    effects = (out / "effects.csv").read_text()
    assert "ours" in effects
    assert "without a plan" in effects


def test_an_address_is_as_good_as_its_code():
    request = Request("compare", ("seeds=2",), link=f"http://127.0.0.1:8765/#{packed(SCREEN)}")
    arms = _arms_of_link(request)
    assert list(arms.scenarios) == ["without a plan", "ours", "plan 2"]
    assert arms.seeds == [0, 1]


def test_a_link_draws_what_its_screen_draws():
    screen = {**SCREEN, "unknowns": True}
    arms = _arms_of_link(Request("compare", ("seeds=2",), link=packed(screen)))
    assert arms.unknowns == copsim.Unknowns(frozenset(SCREEN["firm"]))
    assert _arms_of_link(Request("compare", ("seeds=2",), link=packed(SCREEN))).unknowns is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--link", "1.xxxx"], "damaged"),
        (["--link", "9.xxxx"], "format 9"),
        (["--link", packed({"firm": {"weeks": 0}})], "weeks=0"),
        (["--link", packed(SCREEN), "weeks=20"], "leave one of them out"),
    ],
)
def test_a_link_that_cannot_be_used_is_one_sentence(words, told, capsys):
    assert main(["compare", *words]) == 2
    assert told in capsys.readouterr().err
