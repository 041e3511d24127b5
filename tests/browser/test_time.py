"""Playback and visits in a real browser: what moves, what is sent, what is remembered."""

from __future__ import annotations

from typing import Any

from tests.browser.windows import Tour, window

MARK = ".span.play"
WATCH = """() => {
  window.__seen = new Set();
  const look = () => {
    const mark = document.querySelector('.span.play');
    if (mark) window.__seen.add(mark.getAttribute('style'));
    requestAnimationFrame(look);
  };
  look();
}"""


def events_asked_for(tour: Tour) -> list[str]:
    return [url for url in tour.requests if "/events/" in url]


def test_playing_moves_the_mark_and_fetches_nothing(tour: Tour) -> None:
    tour.open("?play=day,2025-09-02,1")
    tour.page.wait_for_selector(MARK, state="attached")
    asked = len(events_asked_for(tour))
    link = tour.page.url
    tour.page.evaluate(WATCH)
    tour.page.get_by_role("button", name="Play").click()
    tour.page.wait_for_function("window.__seen.size > 3")
    assert len(events_asked_for(tour)) == asked
    assert tour.page.url == link  # the history is not filled with moments
    tour.page.get_by_role("button", name="Pause").click()
    tour.page.wait_for_url(lambda url: url != link)
    assert tour.strangers == []
    assert tour.errors == []


def test_a_player_link_does_not_start_by_itself(tour: Tour) -> None:
    tour.open("?play=day,2025-09-02,365")
    before = tour.page.locator(MARK).get_attribute("style")
    tour.page.wait_for_timeout(1500)
    assert tour.page.locator(MARK).get_attribute("style") == before


def test_the_browser_remembers_the_last_visit(browser: Any, address: str) -> None:
    with window(browser, address) as tour:
        tour.page.add_init_script(
            "localStorage.setItem('dateline-visit', JSON.stringify({seen: '2020-01-01T00:00:00Z'}))"
        )
        tour.open()
        new = tour.page.get_by_role("button", name="new since 1 Jan 2020")
        new.click()
        tour.page.wait_for_url("**since=2020-01-01T00%3A00%3A00Z**")
        assert tour.strangers == []
        assert tour.errors == []
