"""Text that was begun in a step and not recorded: it waits there, and leaving it behind is asked about once."""

from facilitator.words import Words


class Begun:
    """What is on the line in steps that are not looked at."""

    def __init__(self) -> None:
        self._lines: dict[int, str] = {}

    def change(self, left: int, text: str, now: int) -> str:
        """Keep a step's text when another is looked at, and return what was begun in that one.

        Args:
            left: The number of the step that is left.
            text: What stands on the line.
            now: The number of the step that is looked at.
        """
        if text.strip():
            self._lines[left] = text
        return self._lines.pop(now, "")

    def told(self, number: int, text: str, words: Words) -> str:
        """Return a sentence on what leaving would drop; empty where nothing is begun.

        Args:
            number: The step looked at.
            text: What stands on its line.
            words: The language.
        """
        steps = sorted({*self._lines, *([number] if text.strip() else [])})
        if not steps:
            return ""
        numbers = words.listed([str(one) for one in steps])
        return words.n("Text on the line in step {numbers} is not saved.",
                       "Text on the line in steps {numbers} is not saved.", len(steps), numbers=numbers)  # fmt: skip
