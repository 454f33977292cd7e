"""Style sheets and templates keep what the design promises: contrast, one place for colours, no inline code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

FACE = Path(__file__).resolve().parents[2] / "src" / "tongban" / "face"
EVERY_SHEET = sorted(FACE.parent.glob("*/static/*/*.css"))
SHEETS = sorted((FACE / "static" / "face").glob("*.css"))
TOKENS = (FACE / "static" / "face" / "tokens.css").read_text(encoding="utf-8")
TEMPLATES = sorted((FACE / "templates").rglob("*.html"))
SCRIPTS = sorted((FACE / "static" / "face" / "js").glob("*.js"))
AA, AAA, SHAPE = 4.5, 7.0, 3.0

TEXT_ON = [
    *(("ink", ground) for ground in ("ground", "surface", "sunken", "action-soft", "seal-soft")),
    *(("ink-soft", ground) for ground in ("ground", "surface", "sunken", "action-soft", "seal-soft")),
    *(("action", ground) for ground in ("ground", "surface", "sunken", "action-soft", "seal-soft")),
    *(("seal", ground) for ground in ("ground", "surface")),
    ("action-strong", "action-soft"),
    ("seal-strong", "seal-soft"),
    ("seal-strong", "surface"),
    ("on-action", "action"),
    ("on-action", "action-strong"),
    ("on-seal", "seal"),
    ("on-seal", "seal-strong"),
]


def declarations(selector: str) -> list[dict[str, str]]:
    """Each block with exactly this selector (also within a media query) as its declarations."""
    blocks = re.findall(rf"{re.escape(selector)} \{{([^}}]*)\}}", TOKENS)
    return [dict(re.findall(r"(--[\w-]+|color-scheme): ([^;]+);", block)) for block in blocks]


def theme(name: str) -> dict[str, str]:
    found = declarations(f':root[data-theme="{name}"]')[0]
    return {key.removeprefix("--"): value for key, value in found.items()}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("name", "least"), [("light", AA), ("dark", AA), ("contrast", AAA)])
def test_text_can_be_read_in_every_theme(name: str, least: float) -> None:
    colours = theme(name)
    found = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in TEXT_ON}
    assert {pair: ratio for pair, ratio in found.items() if ratio < least} == {}


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_borders_of_fields_and_the_focus_ring_can_be_seen(name: str) -> None:
    colours = theme(name)
    for shape in ("line-strong", "focus", "seal"):
        for ground in ("ground", "surface"):
            assert contrast(colours[shape], colours[ground]) >= SHAPE, (shape, ground)


def test_a_theme_asked_for_by_the_device_is_the_one_a_person_can_choose() -> None:
    dark, contrast_theme = declarations(':root[data-theme="auto"]')
    assert dark == declarations(':root[data-theme="dark"]')[0]
    assert contrast_theme == declarations(':root[data-theme="contrast"]')[0]


def test_every_theme_gives_every_colour() -> None:
    assert set(theme("light")) == set(theme("dark")) == set(theme("contrast"))


def test_colours_are_named_in_the_tokens_only() -> None:
    allowed = {"tokens.css": ".*", "print.css": "#000|#fff"}
    found = [
        f"{sheet.name}: {colour}"
        for sheet in SHEETS
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text(encoding="utf-8"))
        if not re.fullmatch(allowed.get(sheet.name, "none"), colour)
    ]
    assert found == []


def test_every_token_that_is_used_is_defined() -> None:
    defined = set(re.findall(r"(--[\w-]+):", TOKENS))
    used = {name for sheet in SHEETS for name in re.findall(r"var\((--[\w-]+)", sheet.read_text(encoding="utf-8"))}
    assert used - defined == set()


@pytest.mark.parametrize("sheet", EVERY_SHEET, ids=lambda path: path.stem)
def test_style_sheets_know_no_left_and_right(sheet: Path) -> None:
    physical = re.compile(
        r"(margin|padding|border)-(left|right|top|bottom)|(^|[\s;])(left|right|top|bottom|width|height):"
    )
    found = [
        line.strip()
        for line in sheet.read_text(encoding="utf-8").splitlines()
        if physical.search(line) or re.search(r"(text-align|float): (left|right)|gradient\(|url\(", line)
    ]
    assert found == []


@pytest.mark.parametrize("sheet", EVERY_SHEET, ids=lambda path: path.stem)
def test_what_old_browsers_do_not_know_takes_no_other_rule_with_it(sheet: Path) -> None:
    """A browser drops a whole list of selectors when it does not know one of them."""
    lists = re.findall(r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL))
    found = [one.strip() for one in lists if ":has(" in one and "," in re.sub(r"\([^)]*\)", "", one)]
    assert found == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_holds_no_inline_script_style_or_address_of_another_site(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son\w+=|<style|hx-on|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"(src|href)=[\"']?(https?:)?//", text)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_is_small_and_evaluates_nothing(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert text.count("\n") <= 150
    assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|\.style\b|document\.write", text)
