"""Texts of the helpline."""

from collections import Counter
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.frame.words import Words
from tongban.helpline.rules.tickets import STARS
from tongban.helpline.vocabulary import Act, Category, Channel, Manner, News, Span, Stage

CATEGORIES = {
    Category.QUESTION: _("A question about going to court"),
    Category.PROGRESS: _("How my case goes on"),
    Category.JUDGE: _("I want to reach the judge of my case"),
    Category.PLATFORM: _("Something on these pages does not work"),
    Category.DELAY: _("My case takes too long"),
    Category.CONDUCT: _("How somebody of the court behaved"),
}
CHANNELS = {
    Channel.WEB: pgettext_lazy("how a question came", "on the web"),
    Channel.PHONE: pgettext_lazy("how a question came", "by telephone"),
    Channel.COUNTER: pgettext_lazy("how a question came", "at the counter"),
}
STAGES = {
    Stage.WAITING: _("waits for the court's answer"),
    Stage.WITH_JUDGE: _("is with the judge of the case"),
    Stage.ANSWERED: pgettext_lazy("a question", "answered"),
}
ACTS = {
    Act.ASSIGN: _("Name who answers"),
    Act.HAND_ON: _("Hand it to the judge of the case"),
    Act.HAND_BACK: _("Give it back to the hotline"),
    Act.ANSWER: pgettext_lazy("a question", "Answer"),
    Act.REOPEN: _("Ask again"),
    Act.RATE: _("Say how content you are"),
}
RATINGS = {
    5: _("very content"),
    4: _("content"),
    3: _("so-so"),
    2: _("not content"),
    1: _("not content at all"),
}
assert set(RATINGS) == set(STARS)  # noqa: S101 - a rating without words would be a blank button
NEWS = {
    News.ANSWER: _("The court answered a question of yours"),
    News.HEARING: _("The day of a hearing is set"),
    News.PERIOD_MOVED: _("A period of yours now ends on another day"),
    News.ORIGINAL: _("The court asks for an original"),
    News.REGISTERED: _("What you handed in is registered"),
    News.CORRECTION: _("The court asks you to correct what you handed in"),
    News.REFUSED: _("The court did not take in what you handed in"),
    News.OTHER_COURT: _("The court tells you that another court is competent"),
    News.MEDIATION: _("The court proposes mediation before registration"),
    News.TAKEN_BACK: _("What was handed in is taken back before registration"),
    News.FEE: _("A court fee is to be paid"),
    News.REFUND: _("There is news of money that the court pays back to you"),
}
MANNERS = {
    Manner.AT_ONCE: pgettext_lazy("news by e-mail", "at once"),
    Manner.DAILY: pgettext_lazy("news by e-mail", "gathered, every morning"),
    Manner.NEVER: pgettext_lazy("news by e-mail", "never"),
}
MAIL_SUBJECT = _("News in your matters at court")
MAIL_BODY = _(
    "%(news)s\n\nRead it on the court's pages: %(url)s\n\nThis message serves nothing and starts no period. The court"
    " never asks for passwords, codes or money by e-mail. Whom to ask: 12368."
)
HOURS = _("On working days: %(hours)s")
COURT = _("%(court)s: litigation service")
LABELS = {"by": {"clerk": _("a clerk"), "president": _("the president of the court"), "judge": _("the judge")}}
REFUSALS = {
    "helpline.no_such_ticket": Words(
        _("There is no such question, or it is not yours to see."), _("Open it from your list of questions.")
    ),
    "helpline.not_at_this_stage": Words(
        _("The question has moved on in the meantime: this cannot be done now."),
        _("Reload the page to see where it stands."),
    ),
    "helpline.not_your_act": Words(_("This is done by: %(by)s."), _("Hand it to a colleague with that function.")),
    "helpline.not_in_this_procedure": Words(
        _("Nothing of this kind is done with a question."), _("Choose one of the buttons on its page.")
    ),
    "helpline.case_has_judge": Words(
        _("No case is named, or the case has no judge yet."),
        _("Answer it yourself, or have the case assigned first."),
    ),
    "helpline.no_complaint": Words(
        _("A complaint about the court's work is not handed to the one whom it may concern."),
        _("The president answers it, and asks the judge if need be."),
    ),
    "helpline.not_rated": Words(
        _("You have said already how content you are with this answer."), _("If something is still open, ask again.")
    ),
    "helpline.category_missing": Words(
        _("It is not said what the question is about."), _("Choose what fits best; the court corrects it if need be.")
    ),
    "helpline.case_missing": Words(
        _("The court cannot answer this without knowing the case."),
        _("Choose the case. If you have none yet, ask a question about going to court."),
    ),
    "helpline.case_unknown": Words(
        _("The case is not found, or it is not yours."), _("Compare the number with the paper, sign by sign.")
    ),
    "helpline.court_missing": Words(
        _("It is not said which court you ask."), _("Choose a court; for a case it is the court that has it.")
    ),
    "helpline.words_missing": Words(_("Nothing is written."), _("Write it down in a few sentences.")),
    "helpline.too_long": Words(
        _("That is too long: so many signs are taken: %(most)s."), _("Shorten it to what matters most.")
    ),
    "helpline.caller_missing": Words(_("It is not said who asks."), _("Write down the name that the caller gives.")),
    "helpline.phone_missing": Words(
        _("There is no telephone number to call back."), _("Ask for a number and read it out once more.")
    ),
    "helpline.too_many_waiting": Words(
        _("So many of your questions wait for an answer already: %(most)s."),
        _("Add to one of them when it is answered, or call 12368."),
    ),
    "helpline.stars_missing": Words(_("No answer was chosen."), _("Choose how content you are with the answer.")),
    "helpline.manner_missing": Words(
        _("It is not said how you want to be told of this."), _("Choose one of the answers for each kind of news.")
    ),
    "helpline.news_needed": Words(
        _("This cannot be switched off: whoever misses it could lose a right."),
        _("Choose “gathered, every morning” if single messages are too many."),
    ),
    "helpline.no_feed": Words(
        _("There is no open calendar address."), _("Nothing more is to be done; you can ask for a new one.")
    ),
    "helpline.not_of_this_court": Words(
        _("This person has no function here in which the question could be answered."),
        _("Choose somebody from the list."),
    ),
    "helpline.hours_unclear": Words(
        _("These hours cannot be read: %(typed)s"),
        _("Write them as 9:00-12:00, 14:00-17:30, in order, three spans at most."),
    ),
    "helpline.phone_unclear": Words(
        _("This is no telephone number: %(typed)s"), _("Write digits, with the area code; 12368 is one, too.")
    ),
    "helpline.place_unclear": Words(
        _("Nobody would find the counter by this."),
        _("Write the address in one line, in no more than so many signs: %(most)s."),
    ),
}


def mail_words(kinds: Iterable[News]) -> tuple[str, str]:
    """Subject and body of an e-mail about these news: how often what, and where to read it; no case, no name."""
    often = Counter(kinds)
    lines = [f"{NEWS[kind]}{f' × {times}' if times > 1 else ''}" for kind, times in often.items()]
    return str(MAIL_SUBJECT), str(MAIL_BODY) % {"news": "\n".join(lines), "url": settings.TONGBAN.public_url}


def hours(spans: Iterable[Span]) -> str:
    """When the counter is open, in words; "" when the court has not said so."""
    told = ", ".join(f"{start:%H:%M}–{end:%H:%M}" for start, end in spans)
    return str(HOURS) % {"hours": told} if told else ""
