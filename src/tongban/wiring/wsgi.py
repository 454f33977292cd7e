"""The pages as a WSGI application; the web processes serve it behind the front room (`asgi.py`)."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.wiring.settings")
application = get_wsgi_application()
# All pages are loaded before the first request, and the collector need not look through code again: it took 0.1 s
# out of the middle of a request, now and then.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
