import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import migrations

from tongban.frame.personal import MARK
from tongban.people.actions.second_factors import reseal


def under_the_ring(apps, schema_editor):
    """Secrets lay under a key made from the platform's secret key."""
    key = hashlib.sha256(b"tongban/second-factor/v1\0" + settings.SECRET_KEY.encode()).digest()
    box = Fernet(base64.urlsafe_b64encode(key))
    reseal(
        apps.get_model("mfa", "Authenticator"),
        lambda kept: box.decrypt(kept.encode()).decode(),
        lambda kept: kept.startswith(f"{MARK}."),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_corrections"),
        ("frame", "0001_personal_keys"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(under_the_ring, migrations.RunPython.noop)]
