"""One sentence per ground of jurisdiction, by its id in `data/venue_grounds.csv`."""

from django.utils.translation import gettext_lazy as _

STEPS = {
    "venue.lost_bill": _("The lost bill or cheque is to be paid in %(place)s."),
    "venue.online_buyer": _("What was bought came over the internet; the buyer lives in %(place)s."),
    "venue.foreign_company": _(
        "The dispute is about founding, dissolving or winding up a company of this country, or about what it "
        "resolved: it has its seat in %(place)s, and no foreign court may decide."
    ),
    "venue.foreign_ip_validity": _(
        "The dispute is about whether a right granted in this country is valid; it was granted in %(place)s, and "
        "no foreign court may decide."
    ),
    "venue.joint_venture": _("The joint venture is carried out in %(place)s, and no foreign court may decide."),
    "venue.insured_thing": _("The insured thing is in %(place)s."),
    "venue.insured_vehicle": _("The insured vehicle is registered in %(place)s."),
    "venue.insured_destination": _("The insured goods were bound for %(place)s."),
    "venue.insured_accident": _("The insured event happened in %(place)s."),
    "venue.insured_person": _("The insured person lives in %(place)s."),
    "venue.bill_payment": _("The bill or cheque is to be paid in %(place)s."),
    "venue.company_seat": _("The company has its seat in %(place)s."),
    "venue.labour_performance": _("The work is done in %(place)s."),
    "venue.labour_employer": _("The employer has its seat in %(place)s."),
    "venue.departure": _("The transport began in %(place)s."),
    "venue.destination": _("The transport was bound for %(place)s."),
    "venue.online_device": _("The device from which the harmful act was done over the network is in %(place)s."),
    "venue.online_victim": _("The person harmed over the network lives in %(place)s."),
    "venue.online_act": _("The harmful act was done in %(place)s."),
    "venue.online_result": _("The harm occurred in %(place)s."),
    "venue.manufacture": _("The faulty product was made in %(place)s."),
    "venue.sale": _("The faulty product was sold in %(place)s."),
    "venue.service": _("The faulty service was given in %(place)s."),
    "venue.product_act": _("The harmful act was done in %(place)s."),
    "venue.product_result": _("The harm occurred in %(place)s."),
    "venue.accident": _("The accident happened in %(place)s."),
    "venue.accident_arrival": _("The vehicle, ship or aircraft first arrived in %(place)s after the accident."),
    "venue.collision": _("The ships collided at %(place)s."),
    "venue.collision_arrival": _("The ship first arrived at %(place)s after the collision."),
    "venue.collision_detention": _("The ship at fault was detained at %(place)s."),
    "venue.salvage": _("The ship or its cargo was saved at %(place)s."),
    "venue.salvage_arrival": _("The saved ship first arrived at %(place)s."),
    "venue.average_arrival": _("The ship first arrived at %(place)s."),
    "venue.average_adjustment": _("The general average is adjusted in %(place)s."),
    "venue.average_end": _("The voyage ended at %(place)s."),
    "venue.patent_act": _("The infringing act was done in %(place)s."),
    "venue.patent_result": _("The infringement took effect in %(place)s."),
    "venue.maintenance_plaintiff": _(
        "Those who owe maintenance live in different areas, so it may also be claimed where you live, %(place)s."
    ),
    "venue.guardianship_ward": _("The person under guardianship lives in %(place)s."),
    "venue.plaintiff_of_absent": _(
        "The dispute is about personal status and the defendant does not live in this country: you sue where you "
        "live, %(place)s."
    ),
    "venue.plaintiff_of_missing": _(
        "The dispute is about personal status and the defendant cannot be found: you sue where you live, %(place)s."
    ),
    "venue.plaintiff_of_confined": _(
        "The defendant is in prison or in compulsory education: you sue where you live, %(place)s."
    ),
    "venue.both_confined": _(
        "Both sides are in prison or in compulsory education: the place where the defendant lived before counts, "
        "%(place)s."
    ),
    "venue.both_confined_a_year": _(
        "Both sides are in prison or in compulsory education, the defendant for a year or more: that place "
        "counts, %(place)s."
    ),
    "venue.plaintiff_of_deregistered": _(
        "The defendant's household registration was cancelled: you sue where you live, %(place)s."
    ),
    "venue.both_deregistered": _(
        "The household registrations of both sides were cancelled: the place where the defendant lives counts, "
        "%(place)s."
    ),
    "venue.divorce_plaintiff": _(
        "Your spouse left home more than a year ago, so you may also sue where you live, %(place)s."
    ),
    "venue.divorce_both_away": _(
        "Both of you left home more than a year ago: the place where the defendant lives counts, %(place)s."
    ),
    "venue.divorce_marriage": _(
        "You married in this country and settled abroad, where the court does not take the case: the place of the "
        "wedding counts, %(place)s."
    ),
    "venue.divorce_last_residence": _("One of you last lived in this country in %(place)s."),
    "venue.divorce_origin": _(
        "You married and settled abroad, where the court does not take the case: one of you came from %(place)s."
    ),
    "venue.divorce_last_residence_14": _("One of you last lived in this country in %(place)s."),
    "venue.divorce_home": _("One of you lives abroad, the other in this country, in %(place)s."),
    "venue.divorce_not_settled": _(
        "Both of you are abroad but have not settled there: one of you came from %(place)s."
    ),
    "venue.divorced_abroad_property": _(
        "You are divorced and settled abroad; the main property to be divided is in %(place)s."
    ),
    "venue.foreign_signing": _("The defendant has no home in this country; the contract was signed in %(place)s."),
    "venue.foreign_performance": _(
        "The defendant has no home in this country; the contract was to be performed in %(place)s."
    ),
    "venue.foreign_subject": _("The defendant has no home in this country; the thing in dispute is in %(place)s."),
    "venue.foreign_seizable": _(
        "The defendant has no home in this country; property that can be seized is in %(place)s."
    ),
    "venue.foreign_act": _("The defendant has no home in this country; the harmful act was done in %(place)s."),
    "venue.foreign_result": _("The defendant has no home in this country; the harm occurred in %(place)s."),
    "venue.foreign_office": _("The defendant has no home in this country but an office in %(place)s."),
    "venue.foreign_connection": _(
        "The defendant has no home in this country; the dispute touches %(place)s in another fitting way."
    ),
    "venue.moved_out": _(
        "The defendant gave up the old registration and has no new one; the place that counts is %(place)s."
    ),
    "venue.unseated": _("The partnership has no office; it is registered, or the partner lives, in %(place)s."),
    "venue.defendant_seat": _("The defendant organisation has its main office in %(place)s."),
    "venue.divorce_defendant": _("The defendant lives in %(place)s and may be sued there."),
    "venue.codefendants": _(
        "There are several defendants, and one of them is in %(place)s: each of these courts may take the whole case."
    ),
    "venue.preserving": _("The court that secured the property before the suit answers for the damage: %(court)s."),
    "venue.preserving_seised": _("The suit was brought in time at %(court)s, which may also decide about the damage."),
    "venue.public_interest_act": _("The harmful act was done in %(place)s."),
    "venue.public_interest_result": _("The harm occurred in %(place)s."),
    "venue.public_interest_defendant": _("The defendant is in %(place)s."),
    "venue.marine_pollution": _("The sea was polluted at %(place)s."),
    "venue.marine_damage": _("The damage occurred at %(place)s."),
    "venue.marine_prevention": _("Measures against the pollution were taken at %(place)s."),
    "venue.revocation": _("Whoever was left out sues at the court whose decision is to be changed: %(court)s."),
    "venue.where_pending": _(
        "Who claims for itself what two others dispute does so at the court that hears them: %(court)s."
    ),
    "venue.executing": _("The suit against an enforcement is heard by the court that enforces: %(court)s."),
    "venue.appeal_through_first": _(
        "An appeal is handed in at the court that decided, which sends it to the court above: %(court)s."
    ),
    "venue.retrial_above": _("A new trial is asked of the court above the one that decided: %(court)s."),
    "venue.retrial_same": _(
        "Both sides are individuals, so a new trial may also be asked of the court that decided: %(court)s."
    ),
    "venue.retrial_many": _(
        "One side has many parties, so a new trial may also be asked of the court that decided: %(court)s."
    ),
    "venue.administrative_basic": _("The authority that did the act is in %(place)s."),
    "venue.administrative_intermediate": _(
        "A county government, a higher one or a State Council department in %(place)s did the act."
    ),
    "venue.voter_list": _("The constituency lies in %(place)s."),
    "venue.declare_missing": _("The missing person lived in %(place)s."),
    "venue.declare_dead": _("The person who is to be declared dead lived in %(place)s."),
    "venue.administrator_domicile": _("The deceased last lived in %(place)s."),
    "venue.administrator_main": _("The main part of the estate lies in %(place)s."),
    "venue.incapacity": _("The person concerned lives in %(place)s."),
    "venue.ownerless": _("The ownerless property is in %(place)s."),
    "venue.confirmation_inviting": _("A court invited the mediation, so that court confirms the agreement: %(court)s."),
    "venue.confirmation_parties": _("One of those who reached the agreement lives in %(place)s."),
    "venue.confirmation_subject": _("The thing that the agreement is about is in %(place)s."),
    "venue.confirmation_body": _("The organisation that mediated is in %(place)s."),
    "venue.security_place": _("The thing given as security is in %(place)s."),
    "venue.security_registration": _("The security is registered in %(place)s."),
    "venue.security_holder": _("The holder of the document of title lives in %(place)s."),
    "venue.debtor": _(
        "The debtor is in %(place)s; a payment order is asked of the basic court there, whatever the amount."
    ),
    "venue.preserved_property": _("The property to be secured is in %(place)s."),
    "venue.preserved_respondent": _("The one against whom the measure is asked is in %(place)s."),
    "venue.preserved_competent": _("This court may take the case itself and so may secure the property: %(court)s."),
    "venue.evidence_place": _("The evidence is in %(place)s."),
    "venue.evidence_respondent": _("The one against whom the measure is asked is in %(place)s."),
    "venue.evidence_competent": _("This court may take the case itself and so may secure the evidence: %(court)s."),
    "venue.mediation_competent": _(
        "Only mediators invited by a court that may take the dispute can be chosen: %(court)s."
    ),
    "venue.enforce_first": _("The court of first instance enforces: %(court)s."),
    "venue.enforce_property": _("Property of the debtor is in %(place)s."),
    "venue.order_issuing": _("The court that made the order enforces it: %(court)s."),
    "venue.order_property": _("Property of the debtor is in %(place)s."),
    "venue.award_debtor": _("The debtor is in %(place)s."),
    "venue.award_property": _("Property of the debtor is in %(place)s."),
    "venue.notarised_debtor": _("The debtor is in %(place)s."),
    "venue.notarised_property": _("Property of the debtor is in %(place)s."),
    "venue.recognition_debtor": _("The one against whom the foreign judgment is to be enforced is in %(place)s."),
    "venue.recognition_applicant": _(
        "The one against whom the foreign judgment is to be recognised has neither home nor property here; whoever "
        "asks for recognition lives in %(place)s."
    ),
    "venue.recognition_property": _("Property against which the foreign judgment is to be enforced is in %(place)s."),
    "venue.foreign_award_debtor": _("The one against whom the foreign award is to be enforced is in %(place)s."),
    "venue.foreign_award_property": _("Property against which the foreign award is to be enforced is in %(place)s."),
    "venue.foreign_award_applicant": _(
        "Neither the debtor nor property is in this country; the applicant lives in %(place)s."
    ),
    "venue.foreign_award_connection": _(
        "Neither the debtor nor property is in this country; the dispute fittingly touches %(place)s."
    ),
    "venue.agreement_foreign": _(
        "You agreed in writing on a court (%(clause)s) for a dispute that reaches abroad: %(place)s."
    ),
}
