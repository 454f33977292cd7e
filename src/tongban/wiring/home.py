"""`tongban init`: the home folder of a new platform, up to the point where Django can start."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from pathlib import Path

from tongban.federation.adapters.keys import make_key


def make_home(options: argparse.Namespace) -> None:
    """Write `platform.toml` and the signing key, unless they are there; exits with a sentence on wrong words."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,30}", options.slug):
        sys.exit("tongban init: --slug takes small letters, digits and hyphens, at most 31, a letter first")
    home = Path(os.environ.get("TONGBAN_HOME", "var/platform")).resolve()
    os.environ["TONGBAN_HOME"] = str(home)
    home.mkdir(parents=True, exist_ok=True)
    path = home / "platform.toml"
    if not path.exists():
        lines = {
            "slug": options.slug,
            "name": options.name,
            "name_en": options.name_en or options.name,
            "tree": options.tree,
            "public_url": options.url,
        }
        for pair in options.set:
            key, _, value = pair.partition("=")
            lines[key] = value
        text = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in lines.items())
        path.write_text(
            "# One platform of Tongban (通办). Every setting: docs/guide/operating.md.\n" + text, encoding="utf-8"
        )
    make_key(home / "keys")
