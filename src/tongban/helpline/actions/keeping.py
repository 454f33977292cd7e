"""Questions and news go when they are to be kept no longer (个人信息保护法 19, 47(1)): steps of the office's sweep."""

from __future__ import annotations

from datetime import datetime

from tongban.access.vocabulary import Layer
from tongban.frame.acts import Recording
from tongban.helpline.models import Notice, Remark, Ticket
from tongban.helpline.vocabulary import Stage

ERASED_AT_ONCE = 500


def erase_questions_before(record: Recording, before: datetime) -> int:
    """Some questions answered before then go, with all that was said and the news of them; how many.

    What still waits stays, and so does what was said against the court: its keeping is for the archive to end.
    """
    del record  # proves that an act is open
    old = Ticket.objects.filter(layer=Layer.HELPLINE, stage=Stage.ANSWERED, answered_at__lt=before).order_by("pk")
    gone = dict(old.values_list("pk", "uid")[:ERASED_AT_ONCE])
    Notice.objects.filter(concerns__in=gone.values()).delete()
    Remark.objects.filter(of_ticket__in=gone).delete()
    Ticket.objects.filter(pk__in=gone).delete()
    return len(gone)


def erase_news_before(record: Recording, before: datetime) -> int:
    """Some news told before then goes, read or not: what it led to stands where it led; how many."""
    del record  # proves that an act is open
    gone = list(Notice.objects.filter(made_at__lt=before).order_by("pk").values_list("pk", flat=True)[:ERASED_AT_ONCE])
    Notice.objects.filter(pk__in=gone).delete()
    return len(gone)
