"""What people read about documents."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.documents.vocabulary import FileKind, ReadState, RemovalStage, Stage
from tongban.frame.words import Words

KINDS = {
    FileKind.PDF: _("PDF document"),
    FileKind.PNG: _("PNG picture"),
    FileKind.JPEG: _("JPEG photograph"),
    FileKind.HEIC: _("HEIC photograph"),
    FileKind.TIFF: _("TIFF picture"),
    FileKind.GIF: _("GIF picture"),
    FileKind.WEBP: _("WebP picture"),
    FileKind.ARCHIVE: _("Word, Excel or compressed file"),
    FileKind.OFFICE: _("older Word or Excel file"),
    FileKind.MP4: _("video (MP4)"),
    FileKind.MAIL: _("e-mail"),
    FileKind.VIDEO: _("video"),
    FileKind.AUDIO: _("sound recording"),
    FileKind.PROGRAM: _("program"),
    FileKind.MARKUP: _("web page"),
    FileKind.UNKNOWN: _("file of an unknown kind"),
}

STAGES = {
    Stage.KEPT: pgettext_lazy("paper", "Received"),
    Stage.ORDERED: _("Being prepared"),
    Stage.RENDERED: _("Prepared"),
    Stage.SIGNED: _("Signed"),
}

REMOVAL_STAGES = {
    RemovalStage.ASKED: _("taken out, waits for a second person"),
    RemovalStage.DONE: _("erased"),
    RemovalStage.REFUSED: _("put back"),
}
READ_STATES = {
    ReadState.READ: _("read"),
    ReadState.NO_PROGRAM: _("not read: no program for it is installed"),
    ReadState.FAILED: _("not read: the program failed"),
}
REFUSALS = {
    "documents.state_secret": Words(
        _("State secrets may not be sent over this network, nor kept on it."),
        _(
            "Send nothing more here. Bring the material on paper to the filing window of the court, and say there that "
            "it is a state secret: the court's confidentiality officer takes it in."
        ),
    ),
    "documents.no_such_document": Words(
        _("There is no such document, or it is not your court's to see."), _("Open it from the file of the case.")
    ),
    "documents.no_such_removal": Words(
        _("There is no such removal at this court."), _("Open it from the list of removals.")
    ),
    "documents.removal_reason": Words(
        _("It is not said why the document has to go, or it is said in too many words."),
        _("Write which mark it bears or who said so, in no more signs than %(most)s, and nothing of its content."),
    ),
    "documents.removed_before": Words(
        _("This very file was taken out as a state secret: it is not taken in again."),
        _("Bring it on paper to the filing window of the court; do not send it once more."),
    ),
    "removal.not_your_act": Words(
        _("State secrets are removed by clerks, judges and the president of the court."),
        _("Tell one of them which document it is, and nothing of its content."),
    ),
    "removal.not_at_this_stage": Words(
        _("This removal was decided already."), _("Reload the page to see the decision.")
    ),
    "removal.other_person": Words(
        _("You found it yourself: a second person decides."), _("Ask somebody in another function to look at it.")
    ),
    "removal.other_function": Words(
        _("Whoever decides must hold another function than who found it."),
        _("Ask somebody in another function to decide."),
    ),
    "documents.state_secret_not_said": Words(
        _("It is not said whether a state secret is in it."), _("Answer the question with yes or no.")
    ),
    "documents.empty": Words(
        _("%(name)s is empty."),
        _("Choose the file again. If it opens on your device, send it once more; if not, photograph the paper."),
    ),
    "documents.too_large": Words(
        _("%(name)s has %(size)s; one file may have at most %(limit)s."),
        _("Split it into parts, or scan at 200 dpi. The service hall takes larger material on a storage device."),
    ),
    "documents.kind_not_accepted": Words(
        _("%(name)s is of a kind (%(kind)s) that cannot be put on the file as it is."),
        _("Save or print it as PDF, or take a photograph or screenshot. Accepted: %(accepted)s."),
    ),
    "documents.name_and_content_differ": Words(
        _("%(name)s is named as “%(named)s”, but its content is %(kind)s."),
        _("Rename the file with the right ending, or save it again from the program that made it."),
    ),
    "documents.malicious": Words(
        _("In %(name)s the scanner found a malicious program (%(found)s). The file was not kept."),
        _(
            "Make a photograph or a new PDF of what the court should read. If the program itself is your evidence,"
            " bring it to the service hall on a storage device and say so."
        ),
    ),
    "documents.not_looked_through": Words(
        _("%(name)s could not be looked through for malicious programs just now, so it was not taken."),
        _(
            "Try again in a few minutes. If your period ends today, bring the file to the service hall, or hand in"
            " without it and send it afterwards."
        ),
    ),
    "documents.locked": Words(
        _("%(name)s is protected by a password, so the court and the other side could not read it."),
        _("Open it with the password and print it as a new PDF, then send that one."),
    ),
    "documents.damaged": Words(
        _("%(name)s cannot be opened: it is damaged or incomplete."),
        _("Download or scan it again. If you have only this copy, bring it to the service hall; staff will help."),
    ),
    "documents.too_many_pages": Words(
        _("%(name)s has %(pages)s pages; one file may have at most %(limit)s."),
        _("Split it and send the parts one by one; the e-file numbers the pages through."),
    ),
    "documents.too_many_pixels": Words(
        _("%(name)s is a picture of %(pixels)s pixels; at most %(limit)s can be shown."),
        _("Reduce the resolution of the scan, or save it as PDF."),
    ),
    "documents.active_content": Words(
        _("%(name)s holds parts that start by themselves on opening (%(parts)s)."),
        _("Print it as a new PDF: the text stays, the program parts go."),
    ),
    "documents.older_word": Words(
        _("%(name)s is an older Word document, or one with a password."),
        _("Save it without a password as PDF or as .docx, then send that one."),
    ),
    "documents.no_text_inside": Words(
        _("%(name)s holds blank pages only: there is nothing to read."),
        _("Open it and look whether it is the right file, or answer the questions yourself."),
    ),
    "documents.text_not_read": Words(
        _("%(name)s opens, but its text could not be read in time."),
        _("Print it as a new PDF and send that one, or answer the questions yourself."),
    ),
    "documents.digest_differs": Words(
        _("The content that arrived is not the one announced (%(expected)s)."),
        _("It is sent again by itself. If this goes on, the other platform's operator has to look into it."),
    ),
    "documents.code_malformed": Words(
        _("“%(typed)s” is not a verification code."),
        _("A code has twelve letters and digits, such as TB-7K3M-9QXA-2D5C, and stands at the foot of each page."),
    ),
    "documents.code_mistyped": Words(
        _("“%(typed)s” holds a typing error: the last symbol does not fit the others."),
        _("Compare it with the paper symbol by symbol, or scan the square code."),
    ),
    "documents.no_such_paper": Words(
        _("No paper with the code %(code)s was issued here."),
        _("Check the code and the court. If it stands on a paper you received, call the court: it may be forged."),
    ),
    "paper.not_at_this_stage": Words(
        _("This paper cannot be changed at this stage (%(stage)s)."),
        _("A signed paper stays as it is. An error in it is corrected by a new paper; ask the judge in charge."),
    ),
    "paper.not_the_newest": Words(
        _("Another signature was put on this paper in the meantime."),
        _("Look at the newest version, then sign again."),
    ),
    "paper.not_your_act": Words(
        _("This step on a paper is done by: %(by)s."),
        _("Ask one of them to do it."),
    ),
}
