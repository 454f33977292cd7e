"""Words for what no domain owns: the codes of the kernel, the kinds of papers, the standing rules of the house."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

REFUSALS = {
    "amount.not_digits": Words(
        _("“%(typed)s” is not an amount in digits."),
        _("Write digits only, for example 186500 or 186,500.00."),
    ),
    "amount.too_fine": Words(
        _("“%(typed)s” has more decimals than the currency."),
        _("Write yuan and at most two decimals for jiao and fen."),
    ),
    "amount.not_positive": Words(_("The amount must be above zero."), _("Write the sum that is claimed or paid.")),
    "amount.too_large": Words(
        _("This amount is larger than any that a court takes online."), _("Check the number of digits.")
    ),
}
PAPERS = {
    "complaint": _("Statement of claim"),
    "receipt": _("Receipt for what was handed in"),
    "acceptance_notice": _("Notice of registration"),
    "payment_notice": _("Notice of the court fee"),
    "defence_notice": _("Notice to answer"),
    "evidence_notice": _("Notice on evidence"),
    "join_letter": _("Letter to the other side"),
    "defence": _("Statement of defence"),
    "capture_manifest": _("What is shown about the time before the chain"),
    "chain_report": _("Report on a chained record"),
    "exhibit_list": _("List of exhibits"),
    "summons": _("Summons"),
    "record": _("Record of the hearing"),
    "certificate": _("Certificate of service"),
    "judgment": _("Civil judgment"),
    "public_judgment": _("Public version of the judgment"),
}
"""What the court's papers are called beside their Chinese titles, by kind."""
RULES = {
    "house rule": _("house rule"),
    "cooperation": _("rule on cooperation"),
    "how to round": _("how to round"),
    "files of claims": _("files of claims"),
    "federation": _("rule on messages between courts"),
    "ledger": _("rule on the court ledger"),
    "agreement between the courts": _("agreement between the courts"),
    "join codes die after ten wrong tries": _("a join code dies after ten wrong tries"),
    "the court's seal": _("the court's seal"),
    "the judge's act orders the judge's signature": _("the judge's act orders the judge's signature"),
    "the appeal period runs from the party's own service": _("the appeal period runs from the party's own service"),
    "arrival at the party's platform": _("arrival at the party's platform"),
    "mediation is offered first": _("mediation is offered first"),
    "the plaintiff is told of the registration": _("the plaintiff is told of the registration"),
    "the defendant is served": _("the defendant is served"),
    "the judgment is delivered": _("the judgment is delivered"),
    "takes effect unappealed": _("takes effect when nobody has appealed"),
    "the judgment has reached every party": _("the judgment has reached every party"),
    "the last appeal period ends": _("the last appeal period ends"),
    "what was filed is numbered as evidence": _("what was filed is numbered as evidence"),
    "periods run from service": _("periods run from service"),
    "notices are served": _("notices are served"),
    "papers are served": _("papers are served"),
    "the file grows with the case": _("the file grows with the case"),
    "an outside proof is checked": _("a proof from another platform is checked"),
    "answer acts": _("answer acts of parties"),
    "answer errands": _("answer errands"),
    "follow errands": _("follow errands"),
    "keep answers": _("keep answers"),
    "keep one log": _("keep one log of an errand"),
    "keep sheets": _("keep what the other court shows"),
    "send back what cannot be taken in": _("send back what cannot be taken in"),
    "show parties their case": _("show parties their case"),
    "take answers": _("take answers"),
    "take errands in": _("take errands in"),
    "keep receipts": _("keep receipts"),
    "take envelopes in": _("take messages in"),
    "exchange of messages": _("exchange of messages"),
    "note what is sealed": _("note what is sealed"),
    "fees are assessed when a case is registered": _("fees are assessed when a case is registered"),
    "a paid case goes on": _("a paid case goes on"),
    "the time to pay runs from the notice": _("the time to pay runs from the notice"),
    "electronic service": _("electronic service"),
    "electronic service from the consent on": _("electronic service from the consent on"),
    "an effective judgment is made ready for the public": _("an effective judgment is made ready for the public"),
    "远程打印": _("printing at the other court"),
    "amounts are taken up to 10 trillion": _("amounts are taken up to ten trillion"),
    "bank statements are imported as they arrive": _("bank statements are imported as they arrive"),
    "days are taken up to the year 2100": _("days are taken up to the year 2100"),
    "starts are taken up to the year 2100": _("days are taken up to the year 2100"),
    "federation, form of envelopes": _("form of messages between courts"),
    "half up to the fen": _("rounded to the nearest fen"),
    "hearings within a year": _("hearings within a year"),
    "lengths of answers": _("lengths of answers"),
    "limits of uploads": _("limits of uploads"),
    "passwords": _("passwords"),
    "payment codes": _("payment codes"),
    "staff accounts belong to the operator": _("staff accounts belong to the operator"),
    "the court's register of functions": _("the court's register of functions"),
    "the list of interviews": _("the list of interviews"),
    "the procedure's table": _("the procedure's table"),
    "uploads by the API": _("uploads by the API"),
    "verification of papers": _("verification of papers"),
    "no more personal data than needed": _("no more personal data than needed"),
    "what falls on a rest day is done on the working day before": _(
        "what falls on a rest day is done on the working day before"
    ),
    "send back corrections": _("send back corrections that cannot be taken in"),
    "the calendar of the year is announced": _("the calendar of the year is announced"),
    "what a facts file may hold": _("what a facts file may hold"),
    "shares by the largest remainder": _("shares are rounded by the largest remainder"),
    "rounding": _("rounding"),
    "a court chooses among the readings of docs/law/periods.md": _(
        "a court chooses among the readings that the page on periods tells"
    ),
    "the court's own figure for small claims": _("the court's own figure for small claims"),
    "the dearer of two standards": _("the dearer of two standards"),
    "a last day on which the platform was out of order moves on": _(
        "a last day on which the platform was out of order moves on"
    ),
    "the table of procedures": _("the table of procedures"),
}
"""The words of standing rules as the register keeps them ("CPL 87: papers are served"), for the reader's language."""
