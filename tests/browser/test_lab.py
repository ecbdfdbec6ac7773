"""The Policy Lab as people use it: levers, links, plans, guesses, dated measures, taking things along."""

import csv
import io
import json

import pytest

import copsim
from copsim.app.codec import packed, unpacked
from copsim.app.limits import Limits
from copsim.app.screen import read_screen

from .conftest import CURVES, SMALL, screen_of

pytestmark = pytest.mark.browser


def test_a_slider_a_choice_and_a_switch_each_move_the_charts(lab):
    lab.open(screen_of())
    for act in (
        lambda: lab.key("l-funding.released_hours").press("ArrowRight"),
        lambda: lab.key("l-membership.rule").select_option("mandated"),
        lambda: lab.key("u-organization.assigned_hours").press("ArrowRight"),
    ):
        before = lab.drawn()
        lab.after(act)
        assert lab.drawn() != before
    lab.page.locator('[data-key="g-more_levers"]').click()
    lab.page.locator('[data-key="g-more_levers-support"]').click()
    before = lab.page.evaluate("() => document.querySelector('#cards').textContent")
    lab.after(lambda: lab.key("l-support.library").check())
    assert lab.page.evaluate("() => document.querySelector('#cards').textContent") != before


def test_an_answer_appears_before_all_runs_are_there(lab):
    lab.page.goto(lab.address + "#" + packed(screen_of(pairs=24)))
    lab.until("() => Number(document.documentElement.dataset.pairs) >= 1")
    told = lab.page.locator("#status").inner_text()
    assert "of 24 runs" in told
    lab.done()
    assert "24 of 24 runs" in lab.page.locator("#status").inner_text()


def test_a_link_shows_the_same_screen_again(lab, browser, address):
    from .conftest import Lab

    lab.open(screen_of(charts=["turnover", "engagement"], budget=50_000, look={"language": "en", "difference": True}))
    lab.after(lambda: lab.key("l-funding.released_hours").press("ArrowRight"))
    lab.key("share").click()
    link = lab.page.locator("#link").input_value()
    lab.page.keyboard.press("Escape")
    other = Lab(browser.new_page(viewport={"width": 1440, "height": 900}), address)
    other.open(link=link)
    assert other.page.locator("main").inner_text() == lab.page.locator("main").inner_text()
    assert other.drawn() == lab.drawn()
    other.page.close()


def test_links_of_the_page_and_of_python_are_the_same_screens(lab):
    lab.open(screen_of())
    lab.page.evaluate("async () => { window.codec = await import(new URL('js/codec.js', location.href)); }")
    for screen in (screen_of(), {"a": "é 😀", "b": [1.5, 0, -3, None, True], "c": {"d": 1e-7}}):
        code = lab.page.evaluate("(screen) => window.codec.packed(screen)", screen)
        assert unpacked(code) == screen
        assert lab.page.evaluate("(code) => window.codec.unpacked(code)", packed(screen)) == screen
    refused = "(code) => window.codec.unpacked(code).then(() => '', (error) => error.message)"
    damaged = [lab.page.evaluate(refused, code) for code in ("2.abc", "1.abc", "abc", packed({"a": 1})[:-3], "1.")]
    assert damaged == ["version", "damaged", "damaged", "damaged", "damaged"]


def test_a_damaged_link_opens_the_first_screen_and_says_so(lab):
    lab.page.goto(lab.address + "#1.nonsense")
    lab.until("() => document.querySelector('#refusal')?.textContent.includes('damaged')")


def test_numbers_on_the_screen_are_those_of_compare(lab):
    body = screen_of()
    screen = read_screen({key: value for key, value in body.items() if key != "look"}, Limits())
    arms = {"without": screen.scenario(None), "with": screen.scenario(screen.plans[0])}
    effects = copsim.compare(arms, seeds=6, baseline="without").effects.set_index("metric")
    lab.open(body)
    shown = lab.page.locator('#cards [data-metric="weeks_to_solve"]').inner_text()
    for value in effects.loc["weeks_to_solve", ["effect", "low", "high"]]:
        size = abs(value)
        digits = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
        told = f"{value:+.{digits}f}".replace("-", "−")
        assert told.rstrip("0") in shown


def test_plans_stand_side_by_side(lab):
    lab.open(screen_of())
    lab.after(lambda: lab.key("plan-add").click())
    lab.after(lambda: lab.key("l-membership.rule").select_option("mandated"))
    lab.page.locator('[data-view="compare"]').click()
    lab.page.locator('.side tr[data-metric="useful_flow"] td').nth(1).wait_for()
    heads = lab.page.locator(".side thead th").all_inner_texts()
    assert heads[1:] == ["ours", "Plan 2"]
    cells = lab.page.locator('.side tr[data-metric="useful_flow"] td').all_inner_texts()
    assert len(cells) == 2
    assert cells[0] != cells[1]
    assert all("better than doing nothing in" in cell for cell in cells)


def test_a_guess_is_made_before_the_curve_is_shown(lab):
    lab.open(screen_of())
    lab.key("guess").click()
    lab.until(
        f"() => [...new Set(({CURVES})())].join() === '' && ({CURVES})().length"
    )  # the line with the plan is hidden
    lab.key("guess-0").press("ArrowRight")
    lab.key("guess-show").click()
    assert "you expected" in lab.page.locator(".verdict").inner_text()
    lab.until(f"() => ({CURVES})().length && !({CURVES})().includes('')")


def test_a_dated_measure_and_an_event_change_the_charts(lab):
    lab.open(screen_of())
    before = lab.drawn()
    lab.after(lambda: lab.key("add-measures").select_option("ends"))
    ended = lab.drawn()
    assert ended != before
    lab.after(lambda: lab.key("add-events").select_option("layoffs"))
    assert lab.drawn() != ended
    assert lab.page.locator(".timeline li").count() == 2


def test_dates_can_be_edited_by_hand(lab):
    lab.open(screen_of(firm={**SMALL, "weeks": 130}, pairs=2))
    before = lab.drawn()
    lab.after(lambda: lab.key("add-measures").select_option("ends"))
    ended = lab.drawn()
    assert ended != before
    lab.key("measures-0-week").fill("26")
    lab.after(lambda: lab.key("measures-0-week").press("Tab"))
    assert lab.drawn() != ended
    lab.after(lambda: lab.key("measures-0-drop").click())
    assert lab.drawn() == before


def test_what_cannot_be_is_said_in_one_sentence(lab):
    lab.open(screen_of())
    lab.key("l-support.facilitator_hours").press("ArrowRight")
    lab.done()
    lab.key("l-membership.rule").select_option("none")
    lab.until("() => document.querySelector('#refusal').textContent.includes('needs communities')")
    lab.after(lambda: lab.key("l-membership.rule").select_option("open"))
    assert lab.page.locator("#refusal").inner_text() == ""
    lab.errors.clear()  # the browser notes the refusal of the request


def test_eight_questions_make_the_firm_ones_own(lab):
    lab.open(screen_of())
    lab.key("eight").click()
    lab.page.locator("#q-people").fill("40")
    lab.page.locator("#q-load").fill("33")
    lab.page.locator("#q-culture").select_option("formal")
    lab.page.locator("#q-growth").fill("10")
    lab.after(lambda: lab.page.locator("dialog .primary").click())
    told = lab.page.locator("dialog .told").inner_text()
    assert "What stays open" in told
    lab.page.locator("dialog .primary").click()
    assert lab.key("u-organization.headcount-exact").input_value() == "40"
    lab.until("() => document.querySelector('#legend [data-line=\"default_with\"]').hidden === false")


def test_units_from_a_file_fill_in_the_answers(lab):
    lab.open(screen_of())
    lab.key("eight").click()
    content = b"unit,people,site\nA,12,x\nB,20,y\n"
    lab.page.locator("#q-csv").set_input_files({"name": "units.csv", "mimeType": "text/csv", "buffer": content})
    lab.until("() => document.querySelector('#q-people').value === '32'")
    assert lab.page.locator("#q-sites").input_value() == "2"
    assert "Units differ in size" in lab.page.locator("dialog .told").inner_text()


def test_the_map_follows_the_week(lab):
    lab.open(screen_of())
    lab.page.locator('[data-view="map"]').click()
    lab.until("() => document.querySelectorAll('.map circle.person').length > 20")
    told = lab.page.locator("#map-say").inner_text()
    lab.key("map-week").press("Home")
    lab.until(f"() => document.querySelector('#map-say').textContent !== {json.dumps(told)}")
    assert lab.page.locator("#map-say").inner_text().startswith("Week 0")


def test_tables_pictures_and_scenarios_can_be_taken_along(lab, tmp_path):
    lab.open(screen_of())
    lab.key("share").click()
    taken = {}
    for kind in ("csv", "svg", "png", "json"):
        with lab.page.expect_download() as download:
            lab.page.locator(f'[data-export="{kind}"]').click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        taken[kind] = path
    rows = list(csv.DictReader(io.StringIO(taken["csv"].read_text())))
    assert {row["line"] for row in rows} >= {"with", "without", "difference"}
    assert float(rows[0]["middle"]) == float(rows[0]["middle"])
    assert taken["svg"].read_text().count("<svg") >= 7
    assert taken["png"].read_bytes().startswith(b"\x89PNG")
    screen = read_screen({key: value for key, value in screen_of().items() if key != "look"}, Limits())
    assert copsim.compose([], taken["json"]) == screen.scenario(screen.plans[0])
    command = lab.page.locator("#command").input_value()
    assert command.startswith("copsim compare seeds=6 --link 1.")
    assert unpacked(command.split()[-1])["firm"] == SMALL


def test_the_other_language_says_everything(lab):
    lab.open(screen_of())
    lab.key("language").select_option("de")
    lab.until("() => document.documentElement.lang === 'de'")
    text = lab.page.locator("body").inner_text()
    assert "Was wir tun" in text
    assert "What we do" not in text


def test_luck_alone_and_unknowns_can_be_switched(lab):
    lab.open(screen_of(pairs=4))
    before = lab.drawn()
    lab.after(lambda: lab.key("luck").uncheck())
    assert lab.drawn() != before
    assert "luck and unknowns" in lab.page.locator("#legend").inner_text()
