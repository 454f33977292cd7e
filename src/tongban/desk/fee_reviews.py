"""Reviews of decisions about fees, which the president of the court decides."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from tongban.desk.forms.fee_reviews import ReviewForm
from tongban.desk.frame import DeskRequest, roles_at, staff_page, tried
from tongban.face.refusals import attach_refusals
from tongban.fees.actions.reviews import decide_fee_review
from tongban.fees.queries import charge_seen_by, review_seen_by
from tongban.fees.wording import REVIEW_ABOUT, REVIEW_GROUNDS
from tongban.people.vocabulary import Role


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.PRESIDENT)
def fee_review(request: DeskRequest, feereview: UUID) -> HttpResponse:
    """One review: what the party says, and the decision on a ground of the list, in own words."""
    found = review_seen_by(request.viewer, feereview)
    if found is None or Role.PRESIDENT not in roles_at(request, found.court):
        raise Http404
    form = ReviewForm(request.POST if request.method == "POST" else None, about=found.about)
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
        "money": reverse("desk:fees_case", args=[found.case]),
        "form": form,
    }
    return render(request, "desk/fee_review.html", context, status=422 if form.is_bound else 200)


urls = [path("fee-reviews/<uuid:feereview>", fee_review, name="fee_review")]
