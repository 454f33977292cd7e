"""The operator's command line: a line copied from `peer show` is one that `peer add` reads."""

from __future__ import annotations

import shlex

import pytest
from django.conf import settings

from tests.builders import FakePeer
from tongban.federation.adapters.keys import peer_key
from tongban.federation.models import Peer
from tongban.wiring import operator
from tongban.wiring.command import parser

DASHED = "-" + "A" * 42
"""A key that begins like an option."""
