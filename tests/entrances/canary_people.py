"""Everybody who looks at a canary's world: parties, those at their sides, staff of courts, mediators, strangers."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.test import Client

from tests.builders import (
    WUHOU,
    YUZHONG,
    House,
    make_demo_authority,
    party,
    person,
    staff,
    step,
)
from tests.entrances.canary import Flock, planted, uids_by_table
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import account_of
from tongban.access.vocabulary import Viewer
from tongban.api.tokens import issue_token
from tongban.cases.actions.opening import open_file
from tongban.cases.models import Case, Representation, Witness
from tongban.cases.queries import viewer_for
from tongban.cooperation.queries import in_internet_zone
from tongban.frame.acts import Recording
from tongban.helpline.actions import open_feed
from tongban.helpline.vocabulary import FeedKind
from tongban.kernel.actor import IdentityLevel
from tongban.mediation.models import Enlistment
from tongban.people.actions.companions import name_helper, note_representative
from tongban.people.actions.register import prove_identity, register_person
from tongban.people.models import Account, Person
from tongban.people.rules.identity_papers import check_paper
from tongban.people.vocabulary import PersonView, ProofMethod, Role

_SIGNED_IN = "account_authentication_methods"
"""Where the sign-in library's session keeps how and when the person showed who one is."""
_DAY = 86400


@dataclass
class World:
    """A furnished platform with canaries, the browsers of everybody in it, and all that addresses can name.

    `beside`: who sits in the browser of those who act at somebody's side, and whether that is staff of a court;
    `feeds`: the secret calendar addresses with their owners, by whose dates they give; `given`: further values of a
    parameter, by the address up to it.
    """

    house: House
    flock: Flock
    browsers: dict[str, Client]
    persons: dict[str, UUID | None]
    known: dict[str, list[UUID]]
    beside: dict[str, tuple[UUID, bool]] = field(default_factory=dict)
    feeds: dict[FeedKind, dict[str, UUID]] = field(default_factory=dict)
    given: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def viewer(self, who: str, path: str = "/") -> Viewer:
        """As whom the platform answers this reader at this address."""
        uid = self.persons[who]
        owner = self._owner(path)
        if owner is not None:
            return owner
        if uid is None:
            return Viewer(now=self.house.at)
        if who not in self.beside:
            return self.house.viewer(uid)
        own, of_staff = self.beside[who]
        if path.startswith("/desk/"):
            return self.house.viewer(own)
        viewer = viewer_for(uid, at=self.house.at, staff=False)
        return replace(viewer, testifying=frozenset(), beside_staff=of_staff)

    def _owner(self, path: str) -> Viewer | None:
        """Whose dates a calendar address gives to whoever has it."""
        secret = path.partition("?")[0].rpartition("/")[2].removesuffix(".ics")
        for kind, secrets in self.feeds.items():
            if secret in secrets:
                return viewer_for(secrets[secret], at=self.house.at, staff=kind is FeedKind.DESK)
        return None


def peopled(house: House, flock: Flock) -> World:
    """The world with everybody's browser; canaries are planted last, into what they are called, too."""
    persons = _everybody(house)
    browsers = {who: signed_in(house, uid) if uid else Client() for who, uid in persons.items()}
    for who, uid in persons.items():
        if uid:
            browsers[who].defaults["HTTP_AUTHORIZATION"] = f"Bearer {issue_token(Account.objects.get(person__uid=uid))}"
    beside = {}
    for who, (own, whom, of_staff) in _at_their_sides(house).items():
        if of_staff and in_internet_zone():
            continue  # courts are at work in the other zone
        browsers[who], persons[who], beside[who] = signed_in(house, own), whom, (own, of_staff)
        way = f"/desk/counter/{whom}/help" if of_staff else f"/account/beside/{whom}/go/"
        assert browsers[who].post(way).status_code == 302, who
    for who, browser in browsers.items():
        browser.raise_request_exception = False  # what breaks is told with all else that is wrong
        if persons[who]:
            _seen_just_now(browser)
    feeds = _feeds(house)
    planted(flock)
    for mediator in Person.objects.filter(uid__in=Enlistment.objects.filter(struck_at=None).values("holder")):
        flock.publish(mediator.name)
    make_demo_authority()
    return World(house, flock, browsers, persons, uids_by_table(house), beside, feeds)


def _everybody(house: House) -> dict[str, UUID | None]:
    with_task = staff(YUZHONG, Role.CLERK, "韩梅")
    for number in Case.objects.filter(court=YUZHONG).values_list("number", flat=True):
        open_file(number, "代为送达。", by=with_task, at=house.at)
    return {
        "nobody": None,
        "plaintiff": house.lin.uid,
        "defendant": house.zhou.uid,
        "clerk": house.clerk.person,
        "judge": house.judge.person,
        "clerk elsewhere": house.wuhou_clerk.person,
        "judge elsewhere": house.wuhou_judge.person,
        **{f"agent {row.name}": row.agent for row in Representation.objects.exclude(agent=None)},
        **{f"witness {row.name}": row.person for row in Witness.objects.exclude(person=None)},
        "clerk with a task": with_task.person,
        "stranger": person("何欢", 9, at=house.at).uid,
        "clerk of the other division": staff(YUZHONG, Role.CLERK, "赵云").person,
        "another judge": staff(YUZHONG, Role.JUDGE, "钱伟").person,
        "president": staff(YUZHONG, Role.PRESIDENT, "郑强").person,
        "liaison": staff(YUZHONG, Role.LIAISON, "冯敏").person,
        "president elsewhere": staff(WUHOU, Role.PRESIDENT, "卫国").person,
        "liaison elsewhere": staff(WUHOU, Role.LIAISON, "蒋欣").person,
        **{f"mediator {n}": one.holder for n, one in enumerate(Enlistment.objects.order_by("id"))},
    }


def _at_their_sides(house: House) -> dict[str, tuple[UUID, UUID, bool]]:
    """Who acts at whose side, and whether it is staff of a court: a relative, a guardian, the head and a member of a
    company, and clerks at a counter.
    """
    names = (("周小妹", 71), ("林大山", 72), ("贾总", 73), ("贾小二", 74))
    helper, guardian, head, member = (person(name, serial, at=house.at).uid for name, serial in names)
    logins = {uid: _login(house, uid) for uid in (helper, guardian, head, member)}
    name_helper(logins[helper], 30, by=party(house.zhou.uid), at=house.at)
    child, company = _child(house), _company(house)
    for whom, by_law in ((child, guardian), (company, head)):
        house.draft(whom)
        note_representative(whom.uid, logins[by_law], by=house.wuhou_clerk, at=house.at)
    name_helper(logins[member], 30, by=replace(party(company.uid), helper=head), at=house.at)
    clerk, elsewhere = house.clerk.person, house.wuhou_clerk.person
    assert clerk
    assert elsewhere
    return {
        "helper of the defendant": (helper, house.zhou.uid, False),
        "guardian": (guardian, child.uid, False),
        "head of a company": (head, company.uid, False),
        "member of a company": (member, company.uid, False),
        "clerk beside the plaintiff": (clerk, house.lin.uid, True),
        "clerk elsewhere beside the defendant": (elsewhere, house.zhou.uid, True),
    }


def _login(house: House, uid: UUID) -> str:
    account: Any = account_of(house, uid)
    return str(account.login)


def _child(house: House) -> PersonView:
    """Born on 2012-05-01."""
    stem = "99010120120501001"
    numbers = (stem + sign for sign in "0123456789X")
    number = next(n for n in numbers if check_paper("natural", "resident", n, today=house.at.date()) is None)
    told = {"name": "林小宝", "kind": "natural", "id_kind": "resident", "id_number": number}
    return _registered(house, **told)


def _company(house: House) -> PersonView:
    return _registered(house, name="示例建材公司", kind="legal", id_kind="credit_code")


def _registered(house: House, **told: str) -> PersonView:
    """Somebody whose papers the clerk of a counter has seen."""

    def make(record: Recording) -> PersonView:
        made = register_person(record, platform="test", **told)  # type: ignore[arg-type]
        prove_identity(record, person=made.uid, method=ProofMethod.COUNTER, level=IdentityLevel.COUNTER)
        return made

    return step(house.wuhou_clerk, house.at, make)


def _seen_just_now(browser: Client) -> None:
    """The person has shown the password once more, and goes on having done so as long as the walk takes."""
    session = browser.session
    session[_SIGNED_IN] = [{"method": "password", "at": time.time() + _DAY, "reauthenticated": True}]
    session.save()


def _feeds(house: House) -> dict[FeedKind, dict[str, UUID]]:
    """Calendar addresses of parties and of those who conduct cases, with the numbers of the cases in the titles."""
    own = (party(house.lin.uid), party(house.zhou.uid))
    desk = (house.clerk, house.judge, house.wuhou_judge)
    return {
        kind: {
            open_feed(kind, named=True, language="zh-hans", by=by, at=house.at): by.person for by in those if by.person
        }
        for kind, those in ((FeedKind.OWN, own), (FeedKind.DESK, desk))
    }
