"""Acts of the helpline: questions and their answers, the court's counter, secret calendar addresses."""

from tongban.helpline.actions.asking import ask, rate, reopen, take_call
from tongban.helpline.actions.feeds import close_feed, open_feed
from tongban.helpline.actions.handling import answer, assign, hand_back, hand_on
from tongban.helpline.actions.notices import choose_notices, read_news
from tongban.helpline.actions.windows import state_window

__all__ = [
    "answer",
    "ask",
    "assign",
    "choose_notices",
    "close_feed",
    "hand_back",
    "hand_on",
    "open_feed",
    "rate",
    "read_news",
    "reopen",
    "state_window",
    "take_call",
]
