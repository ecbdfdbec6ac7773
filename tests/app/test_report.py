"""The Lab's report: the page of a link, with its own policy of what may be loaded."""

import pytest

from copsim.app.codec import packed


def test_a_link_and_a_screen_give_the_same_page(http, screen) -> None:
    screen["pairs"], screen["unknowns"] = 4, True
    of_link = http.get("api/report", params={"screen": packed(screen)})
    of_screen = http.post("api/report", json=screen)
    assert of_link.status_code == of_screen.status_code == 200
    assert of_link.text == of_screen.text
    assert "Ours: worth it?" in of_link.text
    assert "default-src 'none'" in of_link.headers["content-security-policy"]


def test_the_page_links_back_to_the_screen(http, screen) -> None:
    screen["pairs"] = 2
    page = http.post("api/report", json=screen).text
    assert f"{http.base_url}#{packed(screen)}" in page


def test_the_page_comes_in_the_language_that_is_asked_for(http, screen) -> None:
    screen["pairs"] = 2
    page = http.get("api/report", params={"screen": packed(screen), "language": "de"}).text
    assert '<html lang="de">' in page
    assert "Ours: lohnt sich das?" in page


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "needs the code of a screen"),
        ("?screen=x", "no link of the Lab"),
        ("?screen=2.abc", "format 2"),
        (f"?language=fr&screen={packed({})}", "language='fr' is refused"),
    ],
)
def test_a_bad_link_is_refused_in_a_sentence(http, query: str, reason: str) -> None:
    answer = http.get(f"api/report{query}")
    assert answer.status_code == 422
    assert reason in answer.json()["error"]


def test_too_large_a_firm_is_refused(http, screen) -> None:
    screen["firm"]["organization.headcount"] = 50_000
    assert http.post("api/report", json=screen).status_code == 422
