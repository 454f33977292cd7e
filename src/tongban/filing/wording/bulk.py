"""Texts of filing in bulk."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.filing.vocabulary.bulk import BatchStage, RowState
from tongban.frame.words import Words

BATCH_STAGES = {
    BatchStage.CHECKING: _("being looked over"),
    BatchStage.CHECKED: _("looked over; nothing is filed yet"),
    BatchStage.FILING: _("being filed"),
    BatchStage.FILED: pgettext_lazy("table of complaints", "filed"),
}
ROW_STATES = {
    RowState.GOOD: pgettext_lazy("row of a table", "good"),
    RowState.WARNED: pgettext_lazy("row of a table", "good, with something to know before"),
    RowState.TWIN: pgettext_lazy("row of a table", "good, but perhaps there twice"),
    RowState.FAULTY: pgettext_lazy("row of a table", "faulty"),
    RowState.FILED: pgettext_lazy("row of a table", "filed"),
    RowState.KNOWN: pgettext_lazy("row of a table", "filed before"),
}
_TEMPLATE = _("Load the empty table and fill in its columns; their names stay as they are.")
_ARCHIVE = _("Make the archive anew: one table, and the files beside it.")
BULK = {
    "filing.no_such_batch": Words(
        _("There is no such table of complaints, or it is not yours to see."), _("Open it from your list of tables.")
    ),
    "filing.bulk_key_wrong": Words(
        _("The key of your own is missing or has signs that it may not have."),
        _("Use up to 64 letters, digits, points and dashes, for example 2026-11-a."),
    ),
    "filing.bulk_key_used": Words(
        _("You have sent another table under the key “%(key)s”."),
        _("Give the new table a key of its own; to see the earlier one, open it from your list."),
    ),
    "filing.bulk_not_checked": Words(
        _("The table is still being looked over."), _("Wait until every row is looked over, then hand it in.")
    ),
    "filing.bulk_nothing_good": Words(
        _("No row of the table can be filed as it is."), _("Mend the rows by what was found, and send the table again.")
    ),
    "filing.bulk_court_elsewhere": Words(
        _("The competent court works on another platform."),
        _("File this claim by itself on the portal; the court of your district passes it on."),
    ),
    "filing.bulk_table_too_large": Words(
        _("The table is larger than %(limit)s MB."), _("Send it in several tables, each under its own key.")
    ),
    "filing.bulk_table_unreadable": Words(
        _("The table cannot be read as CSV."), _("Save it from the spreadsheet as CSV (UTF-8), with commas.")
    ),
    "filing.bulk_table_empty": Words(_("The table has no row to file."), _TEMPLATE),
    "filing.bulk_column_missing": Words(_("The column “%(name)s” is missing."), _TEMPLATE),
    "filing.bulk_column_twice": Words(_("The column “%(name)s” is there twice."), _TEMPLATE),
    "filing.bulk_column_unknown": Words(_("No question of this form is called “%(name)s”."), _TEMPLATE),
    "filing.bulk_too_many_rows": Words(
        _("The table has more than %(limit)s rows."), _("Send it in several tables, each under its own key.")
    ),
    "filing.bulk_row_uneven": Words(
        _("Line %(line)s has not the %(cells)s cells that the first line names."),
        _("Put texts with commas or line breaks into quotation marks, as a spreadsheet does."),
    ),
    "filing.bulk_ref_missing": Words(
        _("Line %(line)s has no reference of your own, or one longer than %(limit)s signs."),
        _("Give each row a short reference, for instance the number of the contract."),
    ),
    "filing.bulk_ref_twice": Words(
        _("The reference “%(ref)s” of line %(line)s stands in line %(before)s already."),
        _("Take out the second row, or give it a reference of its own."),
    ),
    "filing.bulk_twin_row": Words(
        _("Line %(line)s (%(ref)s) is between the same people about the same sum."),
        _("If it is one claim, send the table again without one of the two. If they are two, hand in: both are filed."),
    ),
    "filing.bulk_twin_filed": Words(
        _("You have filed a claim between the same people about the same sum on %(day)s."),
        _("If it is the same claim, send the table again without this row. If it is another one, hand in."),
    ),
    "filing.bulk_cell_not_asked": Words(
        _("“%(name)s” is filled in, but nothing else in this row asks for it: the complaint will not say it."),
        _("Look at the answer on which it depends. If that is right, hand in: the row is filed without this cell."),
    ),
    "filing.bulk_other_court": Words(
        _("The court that you chose (%(chosen)s) is not competent: the row goes to %(court)s."),
        _("If that is right, hand in. If not, mend the places from which the court follows, and send the table again."),
    ),
    "filing.bulk_no_such_file": Words(
        _("The archive holds no file “%(name)s”."), _("Write the name as it is in the archive, its folder included.")
    ),
    "filing.bulk_archive_unreadable": Words(_("The archive is damaged, or of another kind than ZIP."), _ARCHIVE),
    "filing.bulk_archive_locked": Words(
        _("“%(name)s” is locked by a password, or is no file."), _("Pack the files themselves, without a password.")
    ),
    "filing.bulk_archive_path": Words(_("The name “%(name)s” leads out of the archive."), _ARCHIVE),
    "filing.bulk_archive_too_many": Words(
        _("The archive holds more than %(limit)s files."), _("Send it in several archives, each under its own key.")
    ),
    "filing.bulk_archive_too_large": Words(
        _("Unpacked, the archive would be larger than %(limit)s MB, or a file in it is packed beyond measure."),
        _("Send it in several archives, each under its own key."),
    ),
    "filing.bulk_archive_twice": Words(_("“%(name)s” is in the archive twice."), _ARCHIVE),
    "filing.bulk_archive_table": Words(
        _("The archive must hold one table (CSV) outside any folder; it holds %(count)s."), _ARCHIVE
    ),
}
