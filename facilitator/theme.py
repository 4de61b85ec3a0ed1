"""The two themes, from the same palettes that tallies are set with."""

from textual.theme import Theme

from facilitator.report.writers.terminal import DARK, LIGHT, Palette

DARK_NAME, LIGHT_NAME = "facilitator-dark", "facilitator-light"


def _theme(name: str, palette: Palette, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=palette.accent,
        secondary=palette.second,
        accent=palette.accent,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.panel,
        panel=palette.raised,
        warning=palette.warn,
        error=palette.alarm,
        success=palette.accent,
        dark=dark,
        variables={
            "raised": palette.raised,
            "soft": palette.soft,
            "quiet": palette.quiet,
            "rule": palette.rule,
            "on-accent": palette.on_accent,
            "input-cursor-background": palette.text,
            "input-cursor-foreground": palette.ground,
            "input-cursor-text-style": "none",
            "input-selection-background": f"{palette.accent} 40%",
            "scrollbar": palette.rule,
            "scrollbar-hover": palette.quiet,
            "scrollbar-active": palette.quiet,
            "scrollbar-background": palette.ground,
            "scrollbar-background-hover": palette.ground,
            "scrollbar-background-active": palette.ground,
            "scrollbar-corner-color": palette.ground,
        },
    )


THEMES = (_theme(DARK_NAME, DARK, True), _theme(LIGHT_NAME, LIGHT, False))


def palette_of(theme_name: str) -> Palette:
    """Return the palette of a theme."""
    return LIGHT if theme_name == LIGHT_NAME else DARK
