"""Reading drafts and filings."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.queries.agents import party_of_viewer
from tongban.cases.queries.carried import case_numbered, parties_carried
from tongban.cases.vocabulary import CaseView, PartyData, PartyView, Side
from tongban.courts.law import cause_name, competent_courts
from tongban.courts.vocabulary import Dispute, Matter, PartyPlace, VenueAnswer
from tongban.documents.vocabulary import Material
from tongban.filing.models import Defence as DefenceRow
from tongban.filing.models import Draft, DraftFile, Filing
from tongban.filing.rules.answers import findings, question_findings, shown_by, warnings
from tongban.filing.rules.complaint_lines import Section, complaint_lines
from tongban.filing.rules.diagnosis import Outlook, diagnose
from tongban.filing.rules.dispute import dispute_of
from tongban.filing.rules.interview import forms, interviews, materials_named, parts
from tongban.filing.rules.papers import complaint
from tongban.filing.rules.party_list import with_listed
from tongban.filing.rules.pleading import pleading_of, value_of
from tongban.filing.rules.reading_opens import EARLIER
from tongban.filing.rules.schedule import schedule
from tongban.filing.rules.told import Told, as_asked
from tongban.filing.vocabulary import (
    Answers,
    Defence,
    DefenceView,
    DraftView,
    Early,
    FilingView,
    Interview,
    Package,
    Page,
    Pleading,
    ScheduleLine,
    Stage,
    Stand,
)
from tongban.filing.vocabulary.agent import PRIVATE_KINDS
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused


def filing_view(row: Filing) -> FilingView:
    """The filing as other floors read it."""
    return FilingView(
        uid=row.uid,
        stage=Stage(row.stage),
        court=row.court,
        through_court=row.through_court,
        matter=row.matter,
        applicant=row.applicant,
        interview=row.interview,
        version=row.version,
        answers=row.answers,
        venue=row.venue,
        claim_minor=row.claim_minor,
        currency=row.currency,
        cause=row.cause,
        handed_in_at=row.handed_in_at,
        decide_by=row.decide_by,
        decided_at=row.decided_at,
        case=row.of_case,
        findings=tuple(row.findings),
        correct_until=row.correct_until,
        pointed_to=row.pointed_to,
        doubts=tuple(row.doubts),
        early=Early(row.early),
        early_number=row.early_number,
        about=row.about,
        ruling=row.ruling,
        served_on=row.served_on,
        appeal_until=row.appeal_until,
        above=dict(row.above),
        holder=row.holder,
        again=row.again,
    )


def filing_seen_by(viewer: Viewer, uid: UUID) -> FilingView:
    """The filing, if this viewer may see it; else it does not exist for the viewer."""
    row = Filing.objects.filter(visible_q(viewer), uid=uid).first()
    if row is None:
        raise Refused(Refusal("filing.no_such_filing", "在线诉讼规则 38"))
    viewer.note("filing", row.court, row.of_case or row.uid)
    return filing_view(row)


def filings_of(viewer: Viewer, *, stage: Stage | None = None) -> list[FilingView]:
    """The viewer's own filings and those for or by an agent, all or at one stage; the first to be decided first."""
    rows = Filing.objects.filter(visible_q(viewer), holder__in=viewer.persons)
    rows = rows.filter(stage=stage) if stage else rows
    return [filing_view(row) for row in rows.order_by("decide_by", "id")]


def filing_of_matter(viewer: Viewer, matter: UUID) -> UUID | None:
    """The filing that came with an errand from another court, if this viewer may see it."""
    return Filing.objects.filter(visible_q(viewer), matter=matter).values_list("uid", flat=True).first()


def draft_view(row: Draft) -> DraftView:
    """The draft as pages read it."""
    assert row.holder is not None  # noqa: S101 - a draft always has its person
    return DraftView(
        uid=row.uid,
        holder=row.holder,
        interview=row.interview,
        version=row.version,
        answers=dict(row.answers),
        helper=row.helper,
        helper_court=row.helper_court,
        started_at=row.started_at,
        saved_at=row.saved_at,
        handed_in_at=row.handed_in_at,
        result=row.result,
        corrects=row.corrects,
    )


def drafts_of(viewer: Viewer) -> list[DraftView]:
    """The viewer's own open drafts, the one worked on last first."""
    rows = Draft.objects.filter(visible_q(viewer), handed_in_at__isnull=True).order_by("-saved_at")
    return [draft_view(row) for row in rows]


def draft_of(viewer: Viewer, uid: UUID) -> DraftView:
    """The viewer's own draft."""
    row = Draft.objects.filter(visible_q(viewer), uid=uid).first()
    if row is None:
        raise Refused(Refusal("filing.no_such_draft", "在线诉讼规则 38"))
    return draft_view(row)


def files_of(draft: UUID) -> list[tuple[UUID, Material]]:
    """The files of a draft in the order of upload, each with its uid; the caller has read the draft by its viewer."""
    rows = DraftFile.objects.filter(draft__uid=draft).order_by("id")
    return [(f.uid, Material(f.question, f.name, f.sha256, f.sm3, f.size, f.media_type, f.pages)) for f in rows]


def kept_files_of(draft: UUID) -> frozenset[UUID]:
    """Files of a draft that the court has already: a correction adds to them and takes none away."""
    return frozenset(DraftFile.objects.filter(draft__uid=draft, handed_in=True).values_list("uid", flat=True))


def interviews_offered() -> list[Interview]:
    """Every guided pleading that a person can choose."""
    return list(interviews().values())


def interviews_known() -> list[Interview]:
    """Every form under which something may have been filed, those of other procedures included."""
    return list(forms().values())


def interviews_by_group() -> list[tuple[dict[str, str], list[Interview]]]:
    """The same under the names of their groups, in the order of the data."""
    groups: dict[str, dict[str, str]] = parts()["groups"]
    return [(name, [one for one in interviews_offered() if one.guide.group == key]) for key, name in groups.items()]


def suggested(story: str, *, on: date, amount: Money | None = None) -> tuple[Outlook, ...]:
    """The guided pleadings that fit a person's own words, best first, with the reason and what to expect of each."""
    return diagnose(story, on=on, amount=amount)


def interview_of(interview_id: str) -> Interview:
    """The guided pleading with this id; refused when there is none."""
    found = forms().get(interview_id)
    if found is None:
        raise Refused(Refusal("filing.no_such_interview", "house rule: the list of interviews"))
    return found


def interview_for(draft: DraftView, on: date) -> Interview:
    """The guided pleading of a draft as its answers make it: only what is due, repeated pages once for each row."""
    return as_asked(interview_of(draft.interview), draft.answers, on)


def answered(interview: str, answers: Answers, on: date) -> Interview:
    """The same for what was handed in on that day."""
    return as_asked(interview_of(interview), answers, on)


def rows_of_lists(draft: DraftView, sent: Answers, on: date) -> Answers:
    """What was sent for a draft, with rows made of the lists of people in it."""
    before = draft.answers | sent
    made = with_listed(interview_of(draft.interview), before, on)
    return sent | {key: value for key, value in made.items() if before.get(key) != value}


def page_findings(page: Page, answers: Answers, *, files: Collection[str], today: date) -> list[Refusal]:
    """All that stands in the way on one page."""
    return [found for q in page.questions for found in question_findings(q, answers, files=files, today=today)]


def stops_on(page: Page, interview: Interview, answers: Answers, *, today: date) -> list[Refusal]:
    """What stops the whole matter and is to be mended on this page; `interview` whole, with all its pages."""
    asked = {question.id for question in page.questions}
    return [one for one in shown_by(interview, answers, today=today, stops=True) if asked.intersection(one.fields[:1])]


def all_findings(interview: Interview, answers: Answers, *, files: Collection[str], today: date) -> list[Refusal]:
    """All that stands in the way of handing in, contradictions between pages included."""
    return list(findings(interview, answers, files=files, today=today))


def all_warnings(interview: Interview, answers: Answers, *, today: date) -> list[Refusal]:
    """What a person should know before handing in, though it stands in the way of nothing."""
    return list(warnings(interview, answers, today=today))


def schedule_of(draft: DraftView, on: date) -> tuple[ScheduleLine, ...]:
    """How the amount in dispute comes about, line by line, were it filed on that day."""
    return schedule(interview_of(draft.interview), draft.answers, today=on)[0]


def cause_of(draft: DraftView, on: date) -> str:
    """The code of the cause of action that the answers lead to."""
    found = interview_of(draft.interview)
    return value_of(found.cause, Told(found, draft.answers, on))


def filing_by_uid(uid: UUID) -> FilingView:
    """For acts: the filing itself, whoever acts."""
    row = Filing.objects.filter(uid=uid).first()
    if row is None:
        raise Refused(Refusal("filing.no_such_filing", "在线诉讼规则 38"))
    return filing_view(row)


def _carried(viewer: Viewer, draft: DraftView) -> tuple[PartyData, ...]:
    """The parties of the viewer's own case from which the draft starts; none for any other draft, number or person."""
    opens = interview_of(draft.interview).opens
    case = case_numbered(draft.answers.get(EARLIER, "")) if opens and opens.earlier else None
    party = party_of_viewer(viewer, case)[0] if case else None
    return parties_carried(case.uid, party.uid) if case and party else ()


def complaint_told(viewer: Viewer, draft: DraftView, *, court: str) -> tuple[Section, ...]:
    """What the complaint will say, were it handed in now, section by section; nothing while it cannot be written."""
    day = timezone.localtime(viewer.now).date()
    found, carried = interview_of(draft.interview), _carried(viewer, draft)
    pleading = pleading_of(found, draft.answers, applicant=draft.holder, platform="", on=day, carried=carried)
    if isinstance(pleading, Refusal):
        return ()
    data = complaint(
        pleading,
        court_name=court,
        cause=cause_name(pleading.cause, day),
        materials=[material for _uid, material in files_of(draft.uid)],
        dated=day,
        signed_at=viewer.now,
    )
    return complaint_lines(data)


def venue_of(interview: str, answers: Answers, on: date) -> VenueAnswer | Refusal:
    """Which courts are competent on these answers, and why."""
    return competent_courts(dispute_of(interview_of(interview), answers, on), on=on)


def court_of_own_district(answers: Answers, on: date) -> str:
    """The basic court where the plaintiff lives, "" when unknown: the nearest counter."""
    home = (PartyPlace(domicile=answers.get("plaintiff.division", "")),)
    answer = competent_courts(Dispute(matter=Matter.CONTRACT, plaintiffs=home, defendants=home), on=on)
    return answer.courts[0].code if isinstance(answer, VenueAnswer) and answer.courts else ""


def package_of(draft: DraftView, *, platform: str, on: date) -> Package:
    """What is handed in with a draft; refused when no court can be found, with every ground that fell away."""
    materials = tuple(material for _uid, material in files_of(draft.uid))
    told = (draft.interview, draft.version, draft.answers)
    return packed(*told, materials, applicant=draft.holder, platform=platform, on=on)


def packed(
    interview: str,
    version: str,
    answers: Answers,
    materials: tuple[Material, ...],
    *,
    applicant: UUID,
    platform: str,
    on: date,
) -> Package:
    """The same for answers and files that lie in no draft."""
    venue = venue_of(interview, answers, on)
    if isinstance(venue, Refusal):
        raise Refused(venue)
    if not venue.courts:
        raise Refused([lost.why for lost in venue.lost])
    chosen = answers.get("court.chosen", "")
    return Package(
        interview=interview,
        version=version,
        answers=answers,
        applicant=applicant,
        court=next((c.code for c in venue.courts if c.code == chosen), venue.courts[0].code),
        venue=_venue_facts(venue),
        materials=materials,
        platform=platform,
    )


def _venue_facts(venue: VenueAnswer) -> dict[str, object]:
    """The venue answer as plain JSON, kept with the filing and shown to the court."""
    return {
        "courts": [
            {"code": c.code, "name": c.name, "ground": c.ground, "article": c.article, "exclusive": c.exclusive}
            for c in venue.courts
        ],
        "lost": [{"ground": item.ground, "place": item.place, "why": item.why.reason} for item in venue.lost],
    }


def pleading_of_case(case: UUID) -> Pleading:
    """For acts: the complaint with which a case began. Refused when it began without one."""
    row = Filing.objects.filter(of_case=case).first()
    if row is None:
        raise Refused(Refusal("filing.no_such_filing", "在线诉讼规则 38"))
    return pleading_of_filing(row)


def pleading_of_filing(row: Filing) -> Pleading:
    """For acts: the complaint in a filing, its interest worked out up to the day on which it was handed in."""
    day = timezone.localtime(row.handed_in_at).date()
    interview = forms()[row.interview]
    carried = parties_carried(row.about, row.brought_by) if row.about and row.brought_by else ()
    pleading = pleading_of(
        interview, row.answers, applicant=row.applicant, platform=row.platform, on=day, carried=carried
    )
    if isinstance(pleading, Refusal):
        raise Refused(pleading)
    return pleading


def claims_of(case: UUID) -> tuple[str, ...]:
    """For acts: the claims of the complaint with which a case began; none where the court began it itself."""
    row = Filing.objects.filter(of_case=case).order_by("id").first()
    return pleading_of_filing(row).claims if row else ()


def proof_of(kind: str) -> str | None:
    """What filed material of this kind is to prove; None when it is no evidence (identity papers, the complaint)."""
    return None if kind in PRIVATE_KINDS else materials_named().get(kind, ("", None))[1]


def defences_of(viewer: Viewer, case: UUID) -> list[DefenceView]:
    """The defences in a case, as far as this viewer may see them, oldest first."""
    rows = DefenceRow.objects.filter(visible_q(viewer), case=case).order_by("id")
    return [
        DefenceView(
            party=row.party,
            content=Defence(
                tuple((Stand(item["stand"]), item["why"]) for item in row.stands), Stand(row.facts), row.facts_text
            ),
            at=row.at,
        )
        for row in rows
    ]


def sheet_section(viewer: Viewer, case: CaseView, mine: PartyView | None) -> dict[str, Any]:
    """The claims and facts of the complaint, the defences to them, and whether the viewer's party may still answer."""
    row = Filing.objects.filter(of_case=case.uid).first()
    if row is None:
        return {}
    pleading, given = pleading_of_filing(row), defences_of(viewer, case.uid)
    names = {p.uid: p.name for p in case.everybody}
    answered = {defence.party for defence in given}
    return {
        "claims": list(pleading.claims),
        "facts": pleading.facts,
        "to_answer": bool(
            mine and case.track.first_instance and mine.side is Side.DEFENDANT and mine.uid not in answered
        ),
        "defences": [
            {
                "name": names[d.party],
                "mine": mine is not None and d.party == mine.uid,
                "at": d.at.isoformat(),
                "stands": [
                    {"claim": claim, "stand": stand.value, "why": why}
                    for claim, (stand, why) in zip(pleading.claims, d.content.stands, strict=True)
                ],
                "facts": d.content.facts.value,
                "facts_text": d.content.facts_text,
            }
            for d in given
        ],
    }
