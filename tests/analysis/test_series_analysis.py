"""The same measures of a series: a forum where a table was, and only what could be chosen as base."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import jsonschema
from analysis_samples import SAMPLES, Recorded

from facilitator.analysis.measures import measures
from facilitator.analysis.profile import Profile, combined, common, renumbered
from facilitator.analysis.scores import scores
from facilitator.analysis.tensions import tensions
from facilitator.cli import main
from facilitator.series.gather import gather
from facilitator.series.profiles import profiles
from facilitator.series.whole import Series
from facilitator.words import Words

WORDS = Words("en")
SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/analysis.schema.json").read_text(encoding="utf-8"))
VOTE = '[[step]]\nid = "v"\nkind = "vote"\ntitle = "Vote"\ndots = 2\ncut = 1\n'


def forum(folder: Path, items: str, *lines: str) -> Profile:
    return Recorded(folder, f"{VOTE}items = {list(items)!r}\n", "@v", *lines, groups=4).profile("v")


def series() -> Series:
    return Series(gather(sorted(SAMPLES.glob("*.json")), Words("sv")), Words("sv"))


def test_the_profiles_of_a_series_count_as_the_series_does() -> None:
    whole = series()
    found = {(one.step, one.facet): one for one in profiles(whole)}
    for step in ("produktlista", "produktrang", "centrum", "prio", "loftesval"):
        for facet in whole.whole(step).tally.facets:
            profile = found[step, facet.facet]
            assert (profile.level, len(profile.bodies)) == ("forum", 9)
            told = {item.number: _figure(item) for item in facet.items}
            assert told == {number: value for number, value in scores(profile).items() if number in told}


def _figure(item: Any) -> float:
    return float(next(getattr(item, name) for name in ("dots", "points", "groups") if hasattr(item, name)))


def test_an_item_has_those_as_base_who_could_choose_it(tmp_path: Path) -> None:
    north = forum(tmp_path / "n", "AB", "1: 1", "2: 1", "3: 1 2")
    south = renumbered(forum(tmp_path / "s", "BC", "1: 1", "2: 2"), {1: 2, 2: 3}, {})
    both = combined({"n": north, "s": south}, {"n": "North", "s": "South"})
    assert dict(both.items) == {1: "A", 2: "B", 3: "C"}
    assert measures(both, WORDS)[0].text == "Most: «A» (3 of 3 tables)."
    assert dict(common(both).items) == {2: "B"}


def test_what_only_some_forums_offered_decides_no_line(tmp_path: Path) -> None:
    parts = {
        name: renumbered(forum(tmp_path / name, "AB", *(f"{n}: 1" for n in range(1, voters + 1)), "4: 2"),
                         {1: at, 2: at + 1}, {})
        for at, (name, voters) in zip((1, 3, 5), (("a", 3), ("b", 2), ("c", 1)), strict=True)
    }  # fmt: skip
    found = measures(combined(parts, {name: name for name in parts}), WORDS)
    assert not {"margin", "without"} & {one.code for one in found}


def test_popular_items_are_not_everything(tmp_path: Path) -> None:
    lists = {"n": "ABCD", "s": "ABEF"}
    into = {"n": {1: 1, 2: 2, 3: 3, 4: 4}, "s": {1: 1, 2: 2, 3: 5, 4: 6}}
    parts = {
        name: renumbered(forum(tmp_path / name, items, "1: 1 2", "2: 1 2", "3: 1 2"), into[name], {})
        for name, items in lists.items()
    }
    assert tensions([combined(parts, {"n": "N", "s": "S"})], WORDS) == []


def test_items_that_get_one_number_count_a_voter_once(tmp_path: Path) -> None:
    joined = renumbered(forum(tmp_path, "ABC", "1: 1 2", "2: 3"), {1: 7, 2: 7, 3: 9}, {7: "AB"})
    assert dict(joined.items) == {7: "AB", 9: "C"}
    assert scores(joined) == {7: 1.0, 9: 1.0}
    assert set(joined.wordings[7]) == {"A", "B"}


def test_the_command_takes_a_series_and_names_its_forums() -> None:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(["--sessions", str(SAMPLES.parent), "analyse", SAMPLES.name, "--json", "--appendix"])
    assert (status, err.getvalue()) == (0, "")
    found = json.loads(out.getvalue())
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert found["forums"] == [f"Forum {number}" for number in range(1, 10)]
    prio = next(step for step in found["steps"] if step["id"] == "prio")
    assert prio["parts"][0]["answered"] == 41
    assert "forum" in next(one["text"] for one in prio["parts"][0]["measures"] if one["code"] == "without")
