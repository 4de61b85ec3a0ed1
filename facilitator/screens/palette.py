"""The palette: everything a screen can do, by its name, in the interface's language."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from textual.app import SystemCommand
from textual.command import DiscoveryHit, Hit, Hits, Provider

from facilitator.words import Words

if TYPE_CHECKING:
    from facilitator.app import FacilitatorApp


class Commands(Provider):
    """What the app offers for the screen below the palette; found by name, by key and by what it does."""

    async def discover(self) -> Hits:
        """Give everything, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(command.title, command.callback, help=command.help)

    async def search(self, query: str) -> Hits:
        """Give what fits, the best first; where nothing does, say so and offer the help."""
        matcher = self.matcher(query)
        found = False
        for command in self._commands():
            score = max(matcher.match(command.title), matcher.match(command.help) * 0.9)
            if score > 0:
                found = True
                yield Hit(score, matcher.highlight(command.title), command.callback, help=command.help)
        if not found:
            yield Hit(1.0, self._words("Nothing is called that"), self._help,
                      help=self._words("Enter shows what can be typed and pressed here"))  # fmt: skip

    @property
    def _words(self) -> Words:
        return cast("FacilitatorApp", self.app).words

    def _commands(self) -> Iterator[SystemCommand]:
        yield from self.app.get_system_commands(self.screen)

    async def _help(self) -> None:
        await self.screen.run_action("help")
