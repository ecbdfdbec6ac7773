"""The server: answers while it refines, drops what is no longer wanted, and refuses in a sentence."""

import json
import random
import time

import httpx
import pytest

from benchmarks.lab_fuzz import is_clear, request_of
from copsim.app.limits import BODY_BYTES, STREAMS_OF_ONE


def frames(answer: httpx.Response) -> list[dict]:
    return [json.loads(line) for line in answer.iter_lines() if line]


def test_a_stream_refines_until_all_pairs_are_there(http, screen):
    with http.stream("POST", "api/stream", json=screen) as answer:
        told = frames(answer)
    pairs = [frame["pairs"] for frame in told]
    assert pairs == sorted(pairs)
    assert told[-1]["pairs"] == told[-1]["of"] == 3
    assert told[-1]["done"]
    assert set(told[-1]["lines"]) >= {"with", "without", "default_with", "default_without"}


def test_the_same_question_gives_the_same_answer(http, screen):
    one, other = (http.post("api/run", json=screen).json() for _ in range(2))
    assert one == other


def test_what_is_known_already_comes_in_one_frame(http, screen):
    http.post("api/run", json=screen)
    with http.stream("POST", "api/stream", json=screen) as answer:
        assert len(frames(answer)) == 1


def test_what_nobody_waits_for_is_dropped(http, app, screen):
    screen["pairs"], screen["firm"]["weeks"] = 300, 500
    with http.stream("POST", "api/stream", json=screen) as answer:
        lines = answer.iter_lines()
        assert any(app.state.lab.workshop.waiting() > 0 for _, _ in zip(range(20), lines, strict=False))
    for _ in range(100):
        if app.state.lab.workshop.waiting() == 0 and app.state.lab.streams.total() == 0:
            return
        time.sleep(0.05)
    pytest.fail("runs are still waited for after the page has gone")


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"pairs": NaN}', b'{"a":' * 5000, b"[" * 60_000]
)
def test_what_is_no_json_object_is_refused(http, text):
    answer = http.post("api/run", content=text)
    assert answer.status_code == 422
    assert "no JSON object" in answer.json()["error"]


def test_a_body_that_is_too_large_is_refused_unread(http):
    answer = http.post("api/run", content=b" " * (BODY_BYTES + 1))
    assert answer.status_code == 413
    assert "65,536 bytes" in answer.json()["error"]


def test_a_run_of_too_many_pairs_is_sent_to_the_stream(http, screen):
    answer = http.post("api/run", json={**screen, "pairs": 60})
    assert answer.status_code == 422
    assert "/api/stream" in answer.json()["error"]


def test_one_page_has_a_few_questions_open_at_most(http, app, screen):
    page = {"x-lab-page": "eager"}
    lab, name = app.state.lab, "127.0.0.1 eager"
    for _ in range(STREAMS_OF_ONE):
        lab.enter(name)
    try:
        answer = http.post("api/run", json=screen, headers=page)
        assert answer.status_code == 429
        assert "too many questions" in answer.json()["error"]
        assert http.post("api/run", json=screen, headers={"x-lab-page": "other"}).status_code == 200
    finally:
        for _ in range(STREAMS_OF_ONE):
            lab.leave(name)
    assert http.post("api/run", json=screen, headers=page).status_code == 200


def test_the_page_may_load_nothing_from_elsewhere(http):
    for path in ("", "js/main.js", "text/de.json", "api/about"):
        answer = http.get(path)
        assert answer.status_code == 200
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["docs", "openapi.json", "redoc", "..%2f..%2fpyproject.toml", "js/../../server.py"])
def test_nothing_else_is_served(http, path):
    assert http.get(path).status_code == 404


def test_hostile_requests_get_results_or_clear_refusals(http):
    chance = random.Random(20)
    for number in range(120):
        path, body = request_of(chance)
        answer = http.post(f"api/{path}", content=body, headers={"x-lab-page": f"fuzz {number % 3}"})
        assert is_clear(answer), (path, body[:2000], answer.status_code, answer.text[:300])


def test_a_run_that_fails_is_told_and_blocks_nobody(http, screen, monkeypatch):
    from copsim.app.worlds import World

    def fail(self):
        raise RuntimeError("a defect")

    with monkeypatch.context() as patch:
        patch.setattr(World, "step", fail)
        screen["firm"]["organization.wage"] = 61.0
        frame = http.post("api/run", json=screen).json()
        assert frame["failed"]
    screen["firm"]["organization.wage"] = 62.0
    assert http.post("api/run", json=screen).json()["pairs"] == 3


def test_the_map_shows_the_world_of_the_charts(http, screen):
    told = http.post("api/map", json={"screen": screen, "week": 26, "world": "with", "pair": 1}).json()
    people = len(told["people"]["x"])
    assert people == sum(told["counts"][role] for role in ("core", "active", "peripheral", "member", "none"))
    assert all(0 <= end < people for link in told["links"] for end in link[:2])
    assert told["counts"]["none"] < people
    nothing = http.post("api/map", json={"screen": screen, "week": 26, "world": "without", "pair": 1}).json()
    assert nothing["counts"]["none"] == len(nothing["people"]["x"])
    assert "week must be" in http.post("api/map", json={"screen": screen, "week": 900}).json()["error"]


def test_plans_are_set_to_one_budget(http, screen):
    screen["plans"].append({"name": "classes", "policy": {"rivals.classroom_hours": 10.0}, "measures": []})
    told = http.post("api/equal_cost", json={"screen": screen, "budget": 60_000}).json()
    screen["plans"], screen["pairs"] = told["plans"], 4
    frame = http.post("api/run", json=screen).json()
    for outcomes in (frame["outcomes"], frame["plans"]["plan1"]["outcomes"]):
        assert outcomes["metrics"]["programme_cost"]["with"] * 30 == pytest.approx(60_000, rel=0.05)


def test_a_plan_without_a_budget_lever_says_so(http, screen):
    screen["plans"] = [{"name": "bare", "policy": {"membership.rule": "open"}}]
    answer = http.post("api/equal_cost", json={"screen": screen, "budget": 60_000})
    assert answer.status_code == 422
    assert "bare has no budget to set" in answer.json()["error"]
