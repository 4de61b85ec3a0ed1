"""The parser is made of the one command that is asked for; whatever is asked, it must be as if all were made."""

import argparse

import pytest

from facilitator.cli import COMMANDS, _parser
from facilitator.words import Words

EN = Words("en")


def names(parser: argparse.ArgumentParser) -> set[str]:
    return {name for action in parser._actions if isinstance(action.choices, dict) for name in action.choices}


def test_every_command_is_known_by_its_name() -> None:
    assert names(_parser(EN)) == COMMANDS


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_parser_of_one_command_says_what_that_of_all_says(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for asked in ("", name):
        with pytest.raises(SystemExit):
            _parser(EN, asked).parse_args([name, "--help"])
        told.append(capsys.readouterr().out)
    assert told[0] == told[1] != ""
