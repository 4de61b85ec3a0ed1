"""Every theme can be read, no colour says anything alone, and whoever wants no colour gets none."""

from pathlib import Path

import pytest
import screen_samples as samples
from screen_samples import EN, NARROW
from textual.color import Color

from facilitator.app import FacilitatorApp
from facilitator.report.writers.terminal import BLACK, DARK, LIGHT, PLAIN, WHITE, Palette
from facilitator.screens.runner import RunnerScreen
from facilitator.storage.folder import Folder
from facilitator.theme import MONO_NAME, THEMES, named, palette_of

_ON_GROUND = ("text", "soft", "quiet", "accent", "pending", "second", "warn", "alarm")


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [part / 255 for part in Color.parse(colour).rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [DARK, LIGHT, BLACK, WHITE], ids=["dark", "light", "black", "white"])
@pytest.mark.parametrize("surface", ["ground", "panel", "raised"])
def test_every_text_stands_out_from_every_surface(palette: Palette, surface: str) -> None:
    ground = getattr(palette, surface)
    # WCAG 2.2: 4.5 for text (AA), 7 in high contrast (AAA).
    least = 7.0 if palette in (BLACK, WHITE) else 4.5
    for role in _ON_GROUND:
        if role == "second" and surface != "ground":
            continue
        assert contrast(ground, getattr(palette, role)) >= least, role
    assert contrast(palette.accent, palette.on_accent) >= least


def test_a_short_name_means_a_theme_and_any_other_the_dark_one() -> None:
    assert {named(name) for name in ("dark", "light", "black", "white")} == {
        theme.name for theme in THEMES if theme.name != MONO_NAME
    }
    assert named("") == named("no such") == named("DARK")


def test_without_colour_no_colour_is_sent_and_the_chip_is_reversed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    path = samples.session(tmp_path, "Café", *samples.IDEAS)
    app = FacilitatorApp(Folder(tmp_path, EN), EN, session=path)

    async def run() -> None:
        async with app.run_test(size=NARROW) as pilot:
            await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))
            await samples.read(pilot, "2 of 2 tables")
            assert palette_of(app.theme) == PLAIN
            strips = [strip.apply_filter(app._filters[0], Color(0, 0, 0))
                      for strip in app.screen._compositor.render_strips()]  # fmt: skip
            styles = [segment.style for strip in strips for segment in strip if segment.style]
            assert all(style.color is None or style.color.is_default for style in styles)
            assert all(style.bgcolor is None or style.bgcolor.is_default for style in styles)
            assert any(style.reverse for style in styles)

    samples.run(run())
