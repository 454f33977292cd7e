"""What is wrong with the file of an interview, for whoever writes it (docs/guide/interviews.md), and with the names
under which a program answers one.
"""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

FLAWS = {
    "filing.question_unknown": Words(
        _("No question of this form is called “%(name)s”."),
        _("Read its questions from the API; files are sent as materials, not as answers."),
    ),
    "filing.interview_unreadable": Words(
        _("The file %(file)s cannot be read as an interview: %(what)s."), _("Write it as TOML in UTF-8.")
    ),
    "filing.interview_key_missing": Words(
        _("%(file)s: %(key)s is missing or empty."), _("Add it; the guide “Add an interview” says what stands there.")
    ),
    "filing.interview_key_unknown": Words(
        _("%(file)s: nothing is called %(key)s."), _("Take it out, or use one of these: %(allowed)s.")
    ),
    "filing.interview_value_wrong": Words(
        _("%(file)s: “%(typed)s” may not stand at %(key)s."), _("Use one of these: %(allowed)s.")
    ),
    "filing.interview_language_missing": Words(
        _("%(file)s: %(key)s has no text in “%(language)s”."), _("Add the text; English and Chinese are always there.")
    ),
    "filing.interview_expression_wrong": Words(
        _("%(file)s: the expression at %(key)s cannot be read: %(what)s."),
        _("Write it with the words and functions that the guide “Add an interview” lists."),
    ),
    "filing.interview_name_unknown": Words(
        _("%(file)s: %(key)s names “%(name)s”, which is no answer, sum or choice of this interview."),
        _("Correct the name, or add the question."),
    ),
    "filing.interview_name_too_early": Words(
        _("%(file)s: %(key)s leans on “%(name)s”, which comes later or is itself."),
        _("Put “%(name)s” before it; questions, sums and computed values lean only on what comes before them."),
    ),
    "filing.interview_named_twice": Words(
        _("%(file)s: “%(name)s” is there twice."), _("Give each question, line and finding a name of its own.")
    ),
    "filing.interview_article_unknown": Words(
        _("%(file)s: %(key)s cites “%(article)s”, which stands in no list."),
        _("Cite an instrument of data/instruments.csv with its article, or add the instrument there."),
    ),
}
