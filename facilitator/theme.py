"""The themes, from the same palettes that tallies are set with: dark and light, each also in high contrast."""

from textual.theme import Theme

from facilitator.report.writers.terminal import BLACK, DARK, LIGHT, PLAIN, WHITE, Palette

DARK_NAME, LIGHT_NAME = "facilitator-dark", "facilitator-light"
BLACK_NAME, WHITE_NAME = "facilitator-black", "facilitator-white"
# Without colours: what the terminal has, and signs, weight and reversed cells to tell things apart.
MONO_NAME = "facilitator-mono"
_PALETTES = {DARK_NAME: DARK, LIGHT_NAME: LIGHT, BLACK_NAME: BLACK, WHITE_NAME: WHITE, MONO_NAME: PLAIN}


def _theme(name: str, shown: Palette, dark: bool) -> Theme:
    # Where there are no colours Textual must still reckon with some; none of them reaches the terminal.
    palette = BLACK if shown is PLAIN else shown
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
            # What stands behind a dialog steps back; where colours cannot say so, it is not seen.
            "veil": palette.ground if name == MONO_NAME else f"{palette.ground} 80%",
            "input-cursor-background": palette.text,
            "input-cursor-foreground": palette.ground,
            "input-cursor-text-style": "reverse" if name == MONO_NAME else "none",
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


THEMES = tuple(_theme(name, palette, name not in (LIGHT_NAME, WHITE_NAME)) for name, palette in _PALETTES.items())


def palette_of(theme_name: str) -> Palette:
    """Return the palette of a theme."""
    return _PALETTES.get(theme_name, DARK)


def named(name: str) -> str:
    """Return the theme that a short name means: dark, light, black or white (high contrast); dark for any other."""
    full = f"facilitator-{name.strip().casefold()}"
    return full if full in _PALETTES else DARK_NAME
