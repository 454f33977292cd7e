"""The WSGI entry for the web processes."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.wiring.settings")
application = get_wsgi_application()
