"""What the canary's third world holds of complaints that people wrote themselves or told to a clerk."""

from __future__ import annotations

from tests.builders import House, party
from tests.own_papers import LENDING
from tongban.documents.vocabulary import TextRead
from tongban.filing.actions.own_paper import choose_form, start_from_paper


def own_papers_and_oral_complaints(house: House) -> None:
    """The text of a paper lies with a draft whose form is chosen, and with one whose form is not; a clerk took a
    complaint down.
    """
    holder = house.zhou.uid
    for chosen in (True, False):
        read = TextRead("起诉状.docx", (LENDING,), 1)
        draft = start_from_paper(read, by=party(holder), answers={"plaintiff.name": "周志强"}, at=house.at)
        if chosen:
            choose_form(house.viewer(holder), draft.uid, "private_lending")
    house.hand_in(house.read_aloud(house.draft(), oral__way="marked"), helper=house.wuhou_clerk)
