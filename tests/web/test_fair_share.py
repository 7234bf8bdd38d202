"""Turns: one municipality's rush is not everyone's wait."""

import threading

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.models import User
from config import fair_share
from config.fair_share import FairShareMiddleware, TooManyWaiting, Turns
from tests.factories import UserFactory


def lined_up(turns, crowds):
    """Let one of each crowd line up, in this order; return whose turn has begun, as text."""
    begun = [turns.line_up(crowd) for crowd in crowds]
    return lambda: "".join(
        crowd if turn.is_set() else "." for crowd, turn in zip(crowds, begun, strict=True)
    )


def test_whoever_comes_first_begins_at_once():
    assert lined_up(Turns(at_once=4, places=8), "ABC")() == "ABC"


def test_a_crowd_alone_holds_half_of_the_turns():
    assert lined_up(Turns(at_once=4, places=8), "AAAA")() == "AA.."


def test_another_crowd_begins_beside_it_at_once():
    assert lined_up(Turns(at_once=4, places=8), "AAAAB")() == "AA..B"


def test_no_more_turns_are_held_than_there_are():
    assert lined_up(Turns(at_once=4, places=8), "AABCD")() == "AABC."


def test_while_others_work_a_crowd_begins_no_second_turn():
    turns = Turns(at_once=4, places=8)
    begun = lined_up(turns, "AABA")
    turns.end("A")

    assert begun() == "AAB."


def test_it_does_when_the_others_are_done():
    turns = Turns(at_once=4, places=8)
    begun = lined_up(turns, "AABA")
    turns.end("A")
    turns.end("B")

    assert begun() == "AABA"


def test_a_crowd_with_more_than_one_waiting_holds_one_turn_even_alone():
    turns = Turns(at_once=4, places=8)
    begun = lined_up(turns, "AAAAA")
    turns.end("A")

    assert begun() == "AA..."

    turns.end("A")

    assert begun() == "AAA.."


def test_it_begins_none_beside_others():
    turns = Turns(at_once=4, places=8)
    begun = lined_up(turns, "AABAA")
    turns.end("A")
    turns.end("A")

    assert begun() == "AAB.."

    turns.end("B")

    assert begun() == "AABAA"


def test_it_lets_others_pass_only_so_often(monkeypatch):
    monkeypatch.setattr(fair_share, "PATIENCE", 3)
    turns = Turns(at_once=4, places=8)
    begun = lined_up(turns, "ABAA")
    turns.end("A")
    order = []
    for other in "CDE":
        order.append(begun())
        turns.line_up(other)
        turns.end(other)

    assert [*order, begun()] == ["AB..", "AB..", "AB..", "ABA."]


def test_turns_go_round_by_crowd_however_many_wait_of_one():
    turns = Turns(at_once=1, places=9)
    begun = lined_up(turns, "AAAABBC")
    order = [begun()]
    for ended in "AABC":
        turns.end(ended)
        order.append(begun())

    assert order == ["A......", "AA.....", "AA..B..", "AA..B.C", "AAA.B.C"]


def test_a_crowd_with_as_many_waiting_as_there_are_places_left_is_refused():
    turns = Turns(at_once=1, places=4)
    lined_up(turns, "AAA")

    with pytest.raises(TooManyWaiting):
        turns.line_up("A")


def test_its_refusal_leaves_places_to_others():
    turns = Turns(at_once=1, places=4)
    lined_up(turns, "AAA")
    for _ in range(9):
        with pytest.raises(TooManyWaiting):
            turns.line_up("A")
    begun = lined_up(turns, "B")
    turns.end("A")
    turns.end("A")

    assert begun() == "B"


def test_nothing_is_kept_of_those_who_came_and_went():
    turns = Turns(at_once=2, places=4)
    for crowd in "ABCABC":
        with turns.turn(crowd):
            pass

    assert (turns.free, turns.places) == (2, 4)
    assert (turns.working, turns.waiting, turns.passed) == ({}, {}, {})


def test_a_page_that_fails_gives_its_turn_back():
    turns = Turns(at_once=1, places=4)
    with pytest.raises(ZeroDivisionError), turns.turn("A"):
        raise ZeroDivisionError

    assert turns.free == 1


def test_many_threads_never_hold_more_than_there_are():
    turns, held, most = Turns(at_once=4, places=10_000), set(), []
    together = threading.Barrier(16)

    def visit(number):
        together.wait()
        for _ in range(50):
            with turns.turn(number % 5):
                held.add(number)
                most.append(len(held))
                held.discard(number)

    threads = [threading.Thread(target=visit, args=[number]) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(most) == 16 * 50
    assert max(most) <= 4
    assert (turns.free, turns.places, turns.passed) == (4, 10_000, {})


def middleware(settings, *, places):
    settings.PAGES_AT_ONCE, settings.PAGES_WAITING = 2, places
    return FairShareMiddleware(lambda request: HttpResponse("en side"))


def asks(settings, session, path="/"):
    request = RequestFactory().get(path)
    request.COOKIES[settings.SESSION_COOKIE_NAME] = session
    return request


def met(share, settings, session, **user):
    request = asks(settings, session)
    request.user = User(**user) if user else AnonymousUser()
    share.process_view(request, None, (), {})


def test_all_who_are_not_known_share_a_few_crowds(settings):
    share = middleware(settings, places=0)
    crowds = {share.crowd_of(asks(settings, f"made up {number}")) for number in range(300)}

    assert crowds == set(fair_share.STRANGERS)


def test_a_stranger_is_told_to_come_again_without_being_called_a_colleague(settings):
    share = middleware(settings, places=0)
    share.turns.line_up(share.crowd_of(asks(settings, "a")))

    response = share(asks(settings, "a"))

    assert response.status_code == 503
    assert "Mange vil ind i Fremdrift på samme tid" in response.content.decode()


def test_the_colleagues_of_a_municipality_are_one_crowd(settings):
    share = middleware(settings, places=0)
    for session in "ab":
        met(share, settings, session, municipality_id=3)
    share.turns.line_up(share.crowd_of(asks(settings, "a")))

    assert share(asks(settings, "b")).status_code == 503


def test_another_municipality_and_a_partner_of_the_same_number_are_not(settings):
    share = middleware(settings, places=0)
    met(share, settings, "a", municipality_id=3)
    met(share, settings, "b", municipality_id=4)
    met(share, settings, "c", partner_id=3)
    share.turns.line_up(share.crowd_of(asks(settings, "a")))

    assert [share(asks(settings, session)).status_code for session in "bc"] == [200, 200]


def test_the_refusal_says_what_to_do_and_when(settings):
    share = middleware(settings, places=0)
    met(share, settings, "a", municipality_id=3)
    share.turns.line_up(share.crowd_of(asks(settings, "a")))

    response = share(asks(settings, "a"))

    assert response.headers["Retry-After"] == "5"
    assert "Mange hos jer bruger Fremdrift på samme tid" in response.content.decode()
    assert "Prøv igen" in response.content.decode()


def test_the_health_check_waits_in_nobodys_queue(settings):
    share = middleware(settings, places=0)
    share.turns.line_up(share.crowd_of(asks(settings, "")))

    assert share(asks(settings, "", path="/sundhed/")).status_code == 200


def test_one_who_is_not_signed_in_is_not_remembered(settings):
    share = middleware(settings, places=0)
    met(share, settings, "a")

    assert share.known == {}


def test_only_so_many_are_remembered_and_the_longest_absent_forgotten(settings, monkeypatch):
    monkeypatch.setattr(fair_share, "MOST_KNOWN", 2)
    share = middleware(settings, places=0)
    for session in "abac":
        met(share, settings, session, municipality_id=3)

    known = [
        share.crowd_of(asks(settings, session)) not in fair_share.STRANGERS for session in "abc"
    ]
    assert known == [True, False, True]


@pytest.mark.django_db
def test_a_person_is_met_by_asking_for_any_page(client):
    member = UserFactory()
    client.force_login(member)
    client.get("/")

    share = client.handler._middleware_chain
    while not isinstance(share, FairShareMiddleware):
        share = share.__wrapped__ if hasattr(share, "__wrapped__") else share.get_response
    assert [*share.known.values()] == [(member.municipality_id, None)]
