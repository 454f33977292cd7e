"""`{{ form }}` in the house style, for forms that come from libraries."""

from django.forms.renderers import DjangoTemplates


class FaceRenderer(DjangoTemplates):
    """Every field by `{% field %}`; name it in `FORM_RENDERER`."""

    form_template_name = "face/parts/form.html"
    field_template_name = "face/parts/form_field.html"
