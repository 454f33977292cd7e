"""The entry of the web processes: the pages behind the front room."""

from tongban.wiring.front import Front
from tongban.wiring.wsgi import application as pages

THREADS = 4
application = Front(pages, threads=THREADS)
