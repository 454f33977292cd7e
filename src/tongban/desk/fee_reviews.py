"""Reviews of decisions about fees, which the president of the court decides."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from tongban.cases.queries import case_seen_by, is_open_to
from tongban.cases.vocabulary import CaseView
from tongban.desk.fees_anew import bearers
from tongban.desk.forms.fee_reviews import ReviewForm
from tongban.desk.frame import DeskRequest, roles_at, staff_page, tried
from tongban.face.refusals import attach_refusals
from tongban.fees.actions.reviews import decide_fee_review
from tongban.fees.queries import charge_seen_by, review_seen_by, total_fees
from tongban.fees.vocabulary import ReviewAbout, ReviewView
from tongban.fees.wording import REVIEW_ABOUT, REVIEW_GROUNDS
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refused
from tongban.people.vocabulary import Role


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.PRESIDENT)
def fee_review(request: DeskRequest, feereview: UUID) -> HttpResponse:
    """One review: what the party says, and the decision on a ground of the list, in own words."""
    found = review_seen_by(request.viewer, feereview)
    if found is None or Role.PRESIDENT not in roles_at(request, found.court):
        raise Http404
    case = _case(request, found)
    parties = [(party.uid, party.name) for party in case.parties] if case else []
    form = ReviewForm(request.POST if request.method == "POST" else None, about=found.about, parties=parties)
    if form.is_bound and form.is_valid():
        by = request.act_as("president", found.court)
        _done, refusals = tried(lambda: decide_fee_review(feereview, **form.decision(), by=by, at=request.at))
        if not refusals:
            return redirect("desk:fee_review", feereview=feereview)
        attach_refusals(form, refusals)
    context = {
        "one": found,
        "about": REVIEW_ABOUT[found.about],
        "ground": REVIEW_GROUNDS[found.ground] if found.ground else "",
        "charge": charge_seen_by(request.viewer, found.charge),
        "before": bearers(case) if case else [],
        "total": Money(total_fees(found.case)),
        "money": reverse("desk:fees_case", args=[found.case]) if is_open_to(request.viewer, found.case) else "",
        "form": form,
    }
    return render(request, "desk/fee_review.html", context, status=422 if form.is_bound else 200)


def _case(request: DeskRequest, review: ReviewView) -> CaseView | None:
    """The case whose parties bear the fees, where that is reviewed and the president has opened its file."""
    if review.about is not ReviewAbout.BURDEN:
        return None
    try:
        return case_seen_by(request.viewer, review.case)
    except Refused:
        return None


urls = [path("fee-reviews/<uuid:feereview>", fee_review, name="fee_review")]
