"""The desk over HTTP: sessions that end, errors in words, nothing without signing in."""

import pytest
from flask.testing import FlaskClient

from api.services.resources import DeskResources
from tests.support import Clock, check_page, sign_in


@pytest.fixture
def signed_in(desk_client: FlaskClient, desk_resources: DeskResources) -> FlaskClient:
    """Return a client that has signed in as Lin."""
    return sign_in(desk_client, desk_resources)


def test_every_page_needs_a_session(desk_client: FlaskClient) -> None:
    """Queue, case, classes and roster lead to the sign-in form."""
    for path in ("/", "/cases/2026-000001", "/courses", "/courses/smartphone-video"):
        answer = desk_client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")


def test_a_cookie_kept_from_before_signing_out_opens_nothing(signed_in: FlaskClient) -> None:
    """Signing out ends the session itself: the old cookie, sent again, leads to the sign-in form."""
    cookie = signed_in.get_cookie("harbour_desk")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site) == (True, "Strict")
    assert signed_in.get("/").status_code == 200
    signed_in.post("/sign-out")
    signed_in.set_cookie("harbour_desk", cookie.value)
    assert signed_in.get("/").status_code == 303


def test_half_an_hour_without_a_press_ends_a_session(signed_in: FlaskClient, clock: Clock) -> None:
    """After 29 minutes the officer goes on, after 31 more minutes of silence they sign in again; eight hours are the most."""
    clock.move(minutes=29)
    assert signed_in.get("/").status_code == 200
    clock.move(minutes=31)
    assert signed_in.get("/").status_code == 303


def test_an_error_at_the_desk_is_a_page_with_a_sentence(signed_in: FlaskClient) -> None:
    """An unknown page and an unknown case are designed pages in the language of the desk."""
    for path in ("/nope", "/cases/2026-999999", "/courses/no-such-class"):
        answer = signed_in.get(path)
        assert answer.status_code == 404
        check_page(answer.text, path)


def test_another_site_cannot_press_at_the_desk(signed_in: FlaskClient) -> None:
    """An answer posted from another site is refused, session or not."""
    answer = signed_in.post("/cases/2026-000001", data={"text": "x"}, headers={"Sec-Fetch-Site": "same-site"})
    assert answer.status_code == 403
