"""The grounds for relief from a fee in plain words (交纳办法 45-47), by their names in data/bearing.toml."""

from django.utils.translation import gettext_lazy as _

GROUNDS = {
    "disabled_without_income": _("I have a disability and no regular income"),
    "maintenance": _("I claim maintenance, support or a pension for the bereaved or disabled"),
    "minimum_living": _("I live on minimum living support, relief for the rural poor, or unemployment insurance"),
    "brave_deed": _("I was harmed when I helped others or protected the public, and ask for compensation"),
    "waiver_other": _("Another reason for which I should not pay at all"),
    "disaster": _("After a disaster I live on social relief, or my family's business can hardly go on"),
    "preferential_treatment": _("I receive the state's special care, for instance as family of a soldier"),
    "welfare_institution": _("We are a welfare institution or a rescue station"),
    "reduction_other": _("Another reason for which I should pay less"),
    "social_insurance": _("I claim social insurance payments or severance pay"),
    "injured": _("I was injured in an accident, at work or by a product, and ask for compensation"),
    "legal_aid": _("I receive legal aid"),
    "deferral_other": _("Another reason for which I should pay later"),
}
