"""The style sheet: small, readable in both themes, and nothing in it that old browsers choke on."""

import gzip
import re

import pytest

from core.web import style_sheet
from tests.tree import ROOT

CSS = ROOT / "static" / "css"
TEXT_COLOURS = ("fg", "muted", "link", "visited", "brand", "for", "against", "error")
# Each would be dropped, or would drop what is inside it, in Chrome 70 or iOS 12.
TOO_NEW = ("@layer", "@container", ":has(", ":is(", ":where(", "clamp(", "dvh", "inset:", "&")


def named(folder: str) -> list[str]:
    return (ROOT / "static" / folder / "order.txt").read_text().split()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def themes() -> dict[str, dict[str, str]]:
    light, dark = (CSS / "tokens.css").read_text().split("prefers-color-scheme: dark")
    pairs = {
        name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", text))
        for name, text in (("light", light), ("dark", dark))
    }
    return {"light": pairs["light"], "dark": {**pairs["light"], **pairs["dark"]}}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["page", "panel", "mark", "added", "removed"])
def test_words_can_be_read_on_every_ground(theme, ground):
    colours = themes()[theme]
    # Words in the text colour stand on every ground; coloured words on the page and panels.
    names = TEXT_COLOURS if ground in {"page", "panel"} else ("fg",)

    assert {
        name: contrast(colours[name], colours[ground]) >= 4.5 for name in names
    } == dict.fromkeys(names, True)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_borders_of_controls_can_be_seen(theme):
    colours = themes()[theme]

    assert contrast(colours["edge"], colours["page"]) >= 3
    assert contrast(colours["edge"], colours["panel"]) >= 3


def test_what_has_focus_is_yellow_under_dark_words():
    colours = themes()["light"]

    assert contrast(colours["focus"], colours["ink"]) > 12


def test_old_browsers_understand_the_style_sheet():
    rules = style_sheet(CSS).decode()

    assert [word for word in TOO_NEW if word in rules] == []
    assert "!important" not in rules
    assert re.findall(r"(?m)^#[\w-]+[^;{]*\{", rules) == []


@pytest.mark.parametrize(("folder", "ending"), [("css", "css"), ("js", "js")])
def test_every_file_is_delivered_once(folder, ending):
    there = sorted(path.name for path in (ROOT / "static" / folder).glob(f"*.{ending}"))

    assert sorted(named(folder)) == there


def test_style_and_script_are_small():
    script = "\n".join((ROOT / "static" / "js" / name).read_text() for name in named("js"))

    assert len(gzip.compress(style_sheet(CSS), 6)) <= 6 * 1024
    assert len(gzip.compress(script.encode(), 6)) <= 4 * 1024
