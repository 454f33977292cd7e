"""What staff reads about the paper side of a file."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.dossier.vocabulary import BatchStage, ItemAct, Outcome, PartStage, Way
from tongban.dossier.wording.originals import ORIGINALS
from tongban.frame.words import Words

ITEM_ACTS = {
    ItemAct.MOVE: _("Put it elsewhere"),
    ItemAct.LEND: _("Lend it"),
    ItemAct.TAKE_BACK: _("Take it back"),
    ItemAct.RETURN: _("Return it"),
}
RECEIVED = _("Received")
OUTCOMES = {
    Outcome.IDENTICAL: _("identical with the original"),
    Outcome.DIFFERS: _("differs from the original"),
}
WAYS = {
    Way.IN_PERSON: _("on the spot"),
    Way.ONLINE: _("online"),
}
BATCH_STAGES = {
    BatchStage.RECEIVED: _("being taken apart"),
    BatchStage.SPLIT: _("taken apart"),
    BatchStage.FAILED: _("could not be taken apart"),
}
PART_STAGES = {
    PartStage.WAITING: _("waits for a clerk"),
    PartStage.FILED: pgettext_lazy("scan", "filed"),
    PartStage.DISCARDED: pgettext_lazy("scan", "put aside"),
}
_OF_THE_LIST = _("Open it from the list of papers.")
_OF_THE_CASE = _("Choose it on the page of the case's papers.")
REFUSALS = {
    **ORIGINALS,
    "dossier.nothing_handed_over": Words(_("Nothing is named."), _("Name each thing that the person hands over.")),
    "dossier.too_many_items": Words(_("One receipt names at most %(most)s things."), _("Make a second receipt.")),
    "dossier.title_missing": Words(_("Item %(line)s has no name."), _("Write what stands at its head.")),
    "dossier.form_missing": Words(
        _("It is not said what item %(line)s is."), _("Choose original, copy or object: the receipt has to say so.")
    ),
    "dossier.count_wrong": Words(
        _("The pages or copies of item %(line)s are not counted."), _("Give whole numbers from 1 to %(most)s.")
    ),
    "dossier.place_missing": Words(_("It is not said where it lies."), _("Name shelf, box or room.")),
    "dossier.taker_missing": Words(
        _("It is not said who takes it."), _("Write the name, and the office or the relation to the party.")
    ),
    "dossier.signature_missing": Words(
        _("It is not said how the person signed for it."),
        _("Have the slip signed and write how: signature, seal, fingerprint, or who witnessed the delivery."),
    ),
    "dossier.for_the_registry": Words(
        _("This is done by a clerk or a judge of the court."), _("Go to the counter, or ask the clerk of the case.")
    ),
    "dossier.no_such_receipt": Words(_("There is no such receipt at this court."), _OF_THE_LIST),
    "dossier.no_such_item": Words(_("There is no such thing at this court."), _OF_THE_LIST),
    "dossier.number_unknown": Words(
        _("This court has no case with the number %(number)s."), _("Compare it with a paper of the court.")
    ),
    "dossier.of_a_case_already": Words(
        _("These papers belong to a case already."), _("Make a new receipt for another case.")
    ),
    "dossier.no_such_document": Words(_("There is no such document in this case."), _OF_THE_CASE),
    "dossier.ground_missing": Words(
        _("No ground is named; the law knows four."), _("Choose the ground on which the original is required.")
    ),
    "dossier.reasons_missing": Words(
        _("There are no reasons."), _("Tell the party what is unclear, or what the court has to see.")
    ),
    "dossier.address_missing": Words(
        _("It is not said where the original is to be brought."), _("Write street, building and window.")
    ),
    "dossier.period_wrong": Words(
        _("The period is missing, over, or longer than %(most)s days."), _("Choose a day that lies ahead.")
    ),
    "dossier.asked_before": Words(
        _("This original has been asked for, and the request is open."), _("Wait for the answer, or settle it first.")
    ),
    "dossier.cure_missing": Words(_("No ground is named; the law knows five."), _("Choose one.")),
    "dossier.not_compared": Words(
        _("“Compared” does not fit: it was not compared, or a difference was found."),
        _("Compare it with the original first, or choose another ground."),
    ),
    "dossier.way_missing": Words(_("It is not said how the comparison was made."), _("Choose one of the two ways.")),
    "dossier.outcome_missing": Words(
        _("It is not said what the comparison showed."), _("Choose identical or different.")
    ),
    "dossier.difference_missing": Words(
        _("It is not said where they differ."), _("Name the page and what stands there on each.")
    ),
    "dossier.difference_but_identical": Words(
        _("Both are called identical, and a difference is described."), _("Change one of the two answers.")
    ),
    "dossier.no_scans": Words(
        _("No scan was sent, or more than %(most)s files."),
        _("Choose the files of one stack; send the rest as another."),
    ),
    "dossier.no_such_part": Words(_("There is no such part at this court."), _("Open it from the scan inbox.")),
    "dossier.item_not_chosen": Words(_("No item is chosen."), _("Choose the item whose picture this is.")),
    "dossier.part_without_pages": Words(
        _("This part has no pages: a separator sheet lay alone."), _("Scan the paper again, or put the part aside.")
    ),
    "dossier.scanned_already": Words(
        _("This item has its picture already."), _("Choose another item, or put the part aside.")
    ),
    "dossier.not_scanned": Words(_("There is no picture of this item."), _("Scan it first.")),
    "dossier.on_file_already": Words(_("Its picture lies on the file already."), _("Reload the page.")),
    "dossier.kept_secret": Words(
        _("The judge of the case keeps secret what this picture shows."),
        _("Leave it beside the file; once the secrecy is lifted the parties see it as an exhibit."),
    ),
    "dossier.discard_reason": Words(
        _("It is not said why the part is put aside."), _("Write it in a few words: scanned twice, belongs elsewhere.")
    ),
    "part.not_at_this_stage": Words(
        _("This part was filed or put aside already."), _("Reload the page to see what became of it.")
    ),
    "part.not_your_act": Words(_("Scans are filed by clerks."), _("Ask the registry to do it.")),
    "item.not_at_this_stage": Words(
        _("This cannot be done with the item where it is now."), _("Reload the page to see where it is.")
    ),
    "item.not_in_this_procedure": Words(
        _("Items are moved, lent, taken back and returned; nothing else."), _("Choose one of these.")
    ),
    "item.not_your_act": Words(_("Clerks and judges keep what was handed over."), _("Ask the registry to do it.")),
}
