"""Tables of the helpline."""

from tongban.helpline.models.feed import CalendarFeed
from tongban.helpline.models.notice import Notice, NoticeChoice
from tongban.helpline.models.ticket import Remark, Ticket
from tongban.helpline.models.window import CourtWindow

__all__ = ["CalendarFeed", "CourtWindow", "Notice", "NoticeChoice", "Remark", "Ticket"]
