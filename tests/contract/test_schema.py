"""`show --json`, word for word: every kind and every source, its shape and its figures."""

import json
from pathlib import Path

import jsonschema
import pytest
from contract_room import DOCS, SCHEMA, VALID, Json, Room, Table, codes, columns, one, run

LEAVE_OUT = ("id", "date")


def step(id_: str, kind: str, more: str = "") -> str:
    return f'[[step]]\nid = "{id_}"\nkind = "{kind}"\ntitle = "Step {id_}"\n{more}\n'


ABCD = 'items = ["A", "B", "C", "D"]\n'
PEOPLE = 'by = "person"\n'
MOMENTS = 'for_each = ["Today", "Tomorrow"]\n'


def test_the_schema_is_one_and_forbids_what_it_does_not_name() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    todo = [SCHEMA]
    while todo:
        part = todo.pop()
        if isinstance(part, dict):
            if "properties" in part and "type" in part:
                assert part["additionalProperties"] is False
                assert set(part["required"]) <= set(part["properties"])
            todo += part.values()
        elif isinstance(part, list):
            todo += part


def test_the_head_and_the_status_of_each_step(tmp_path: Path) -> None:
    room = Room(tmp_path, step("t", "talk") + step("c", "collect") + step("v", "vote", ABCD), groups=3)
    room.record("/group 2 = Norra", "/group 1 people 5", "/group 3 left", "@t", "@c", "1: a")
    document = room.show()
    assert one(document, "schema", "name", "title", "series", "language") == (1, "Test", "Test", None, "en")
    assert document["groups"] == [
        {"number": 1, "name": "Table 1", "people": 5, "active": True},
        {"number": 2, "name": "Norra", "people": None, "active": True},
        {"number": 3, "name": "Table 3", "people": None, "active": False},
    ]
    assert document["people"] is None
    assert columns(document["steps"], "number", "id", "kind", "title", "status") == [
        (1, "t", "talk", "Step t", "done"),
        (2, "c", "collect", "Step c", "running"),
        (3, "v", "vote", "Step v", "not started"),
    ]
    assert document["steps"][0]["tally"] is None
    room.record("/group 2 people 4")
    assert room.show()["people"] == 9
    room.record("/people 41")
    assert room.show()["people"] == 41


def test_a_step_left_out_is_told_from_one_that_is_still_to_come(tmp_path: Path) -> None:
    room = Room(tmp_path, step("t", "talk") + step("c", "collect") + step("v", "vote", ABCD), groups=3)
    room.record("@t", "/skip 2")
    assert [(found["id"], found["status"], found.get("left_out")) for found in room.show()["steps"]] == [
        ("t", "running", None), ("c", "not started", True), ("v", "not started", None),
    ]  # fmt: skip
    room.record("/include 2", "/skip 3", "/go 3", "/start")
    told = [found["status"] for found in room.show()["steps"] if "left_out" not in found]
    assert told == ["done", "not started", "running"]


def test_a_session_of_a_series_names_it(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text('title = { sv = "Hej", en = "Hello" }\nlanguage = "sv"\n' + step("t", "talk"), encoding="utf-8")
    _, out, _ = run("--sessions", str(tmp_path), "new", str(file), "--series", "Våren 2010", "--name", "Ett")
    _, shown, _ = run("show", out.strip(), "--json")
    document = json.loads(shown)
    VALID.validate(document)
    assert one(document, "name", "title", "series", "language") == ("Ett", "Hello", "varen-2010", "en")


class TestCollect:
    def test_equal_answers_are_one_item_and_a_silent_table_is_named(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("c", "collect", "cut = 1"), groups=4)
        room.record("1: Fler  tåg; Ny park", "2: fler tåg", "*: FLER TÅG", "3: -")
        tally = room.tally("c")
        assert one(tally, "unit", "present", "units", "silent") == ("group", 4, 3, ["Table 4"])
        assert columns(tally["items"], "number", "item", "aliases", "place", "groups", "answers", "texts") == [
            (1, "Fler  tåg", ["fler tåg", "FLER TÅG"], None, 2, 3, ["Fler  tåg", "fler tåg", "FLER TÅG"]),
            (2, "Ny park", [], None, 1, 1, ["Ny park"]),
        ]

    def test_the_commonest_wording_names_the_item(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("c", "collect"), groups=3)
        room.record("1: LÅN", "2: Lån", "3: Lån")
        assert room.items("c", "number", "item", "aliases") == [(1, "Lån", ["LÅN"])]

    def test_order_is_by_number_whatever_many_say(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("c", "collect"), groups=3)
        room.record("1: a", "2: b", "3: b")
        assert room.items("c", "number", "groups") == [(1, 1), (2, 2)]

    def test_fields(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("c", "collect", 'fields = ["name", "situation", "cost"]'), groups=2)
        room.record("2: Anna 34 | pendlar; Bo | - | 5 kr")
        assert room.items("c", "item", "texts", "fields") == [
            ("Anna 34", ["Anna 34"], [{"name": "Anna 34", "situation": "pendlar"}]),
            ("Bo", ["Bo"], [{"name": "Bo", "cost": "5 kr"}]),
        ]

    def test_part_by_part(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("c", "collect", 'for_each = ["Start", "Stop"]'), groups=2)
        room.record("1: a", "1>2: b; a", "2>Stop: -")
        tally = room.tally("c")
        assert set(tally) == {"unit", "present", "facets"}
        start, stop = tally["facets"]
        assert one(start, "facet", "units", "silent") == ("Start", 1, ["Table 2"])
        assert one(stop, "facet", "units", "silent") == ("Stop", 2, [])
        assert columns(start["items"], "number", "item") == [(1, "a")]
        assert columns(stop["items"], "number", "item") == [(1, "a"), (2, "b")]

    def test_by_person_units_cannot_be_known(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("c", "collect", PEOPLE), groups=2, people=9)
        room.record("*: a", "*: b", "1: a")
        tally = room.tally("c")
        assert one(tally, "unit", "present", "units") == ("person", 9, None)
        assert columns(tally["items"], "item", "groups", "answers") == [("a", 1, 2), ("b", 0, 1)]

    def test_by_the_facilitator_no_table_is_silent(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("c", "collect", 'by = "facilitator"'), groups=2)
        assert one(room.tally("c"), "present", "units", "silent") == (1, 0, [])
        room.record("what I heard")
        assert one(room.tally("c"), "present", "units", "silent") == (1, 1, [])

    def test_a_table_that_left_is_neither_silent_nor_gone(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("c", "collect"), groups=3)
        room.record("2: a", "/group 2 left", "/group 3 left")
        assert one(room.tally("c"), "present", "units", "silent") == (2, 1, ["Table 1"])


class TestMerge:
    def test_order_is_by_groups_answers_number(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("c", "collect") + step("m", "merge", 'from = "c"'), groups=4)
        room.record("@c", "1: a; b; c", "2: c; d", "3: d", "*: b", "@m")
        tally = room.tally("m")
        assert one(tally, "unit", "present", "units", "silent") == ("group", 4, 3, ["Table 4"])
        assert columns(tally["items"], "number", "item", "place", "groups", "answers") == [
            (3, "c", None, 2, 2),
            (4, "d", None, 2, 2),
            (2, "b", None, 1, 2),
            (1, "a", None, 1, 1),
        ]

    def test_a_join_keeps_the_lowest_number_and_counts_a_table_once(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("c", "collect") + step("m", "merge", 'from = "c"'), groups=3)
        room.record("@c", "1: lån av böcker; boklån", "2: boklån; bio", "@m", "2 1 = Låna böcker")
        assert room.items("m", "number", "item", "groups", "answers", "texts") == [
            (1, "Låna böcker", 2, 3, ["lån av böcker", "boklån", "boklån"]),
            (3, "bio", 1, 1, ["bio"]),
        ]
        assert set(room.tally("m")["items"][0]["aliases"]) == {"lån av böcker", "boklån"}

    def test_several_sources_are_one_list_and_equal_answers_one_item(self, tmp_path: Path) -> None:
        steps = step("p", "collect") + step("q", "collect") + step("m", "merge", 'from = ["p", "q"]')
        room = Room(tmp_path, steps, groups=3)
        room.record("@p", "1: a; b", "@q", "2: c; A", "@m")
        expected = [(1, "a", 2, 2), (2, "b", 1, 1), (3, "c", 1, 1)]
        assert room.items("m", "number", "item", "groups", "answers") == expected
        room.record("/in p 3: d", "/in q 3: e")
        assert room.items("m", "number", "item", "groups", "answers") == [*expected, (5, "d", 1, 1), (6, "e", 1, 1)]

    @pytest.mark.parametrize("kind", ["act", "vote"])
    def test_items_of_other_kinds_keep_numbers_of_their_own(self, tmp_path: Path, kind: str) -> None:
        one_, two = ("", "") if kind == "act" else ('items = ["x", "y"]', 'items = ["z"]')
        steps = step("p", kind, one_) + step("q", kind, two) + step("c", "collect")
        room = Room(tmp_path, steps + step("m", "merge", 'from = ["p", "q", "c"]'), groups=2)
        if kind == "act":
            room.record("@p", "x", "y", "@q", "z")
        room.record("@c", "1: w", "@m")
        before = [(1, "x"), (2, "y"), (3, "z"), (4, "w")]
        assert sorted(room.items("m", "number", "item")) == before
        room.record("/in c 2: late")
        assert sorted(room.items("m", "number", "item")) == [*before, (5, "late")]


class TestVote:
    def test_ballots(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("v", "vote", ABCD + "dots = 2\ncut = 2"), groups=6)
        room.record("1: 1 2", "2: 1 3", "3: 1", "4: -", "5: x")
        tally = room.tally("v")
        assert one(tally, "unit", "present", "units", "source") == ("group", 6, 5, "ballots")
        assert one(tally, "cast", "capacity", "unused", "blank", "spoiled") == (5, 12, 7, 1, 1)
        assert columns(tally["items"], "number", "place", "dots", "voters", "share") == [
            (1, 1, 3, 3, 0.6),
            (2, 2, 1, 1, 0.2),
            (3, 2, 1, 1, 0.2),
            (4, None, 0, 0, 0.0),
        ]

    def test_shares_are_not_rounded(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("v", "vote", ABCD), groups=3)
        room.record("1: 1", "2: 2", "3: 3")
        assert [item["share"] for item in room.tally("v")["items"]] == [1 / 3, 1 / 3, 1 / 3, 0]

    def test_places_leave_out_as_many_as_share_one(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("v", "vote", ABCD), groups=3)
        room.record("1: 1=3 2=2 3=2 4=1")
        assert room.items("v", "number", "place") == [(1, 1), (2, 2), (3, 2), (4, 4)]

    def test_before_anybody_came(self, tmp_path: Path) -> None:
        tally = Room(tmp_path, step("v", "vote", ABCD)).tally("v")
        assert one(tally, "present", "units", "source", "cast", "capacity", "unused") == (None, 0, None, 0, None, None)
        assert columns(tally["items"], "number", "place", "dots", "share")[0] == (1, None, 0, None)

    def test_more_dots_than_there_were(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("v", "vote", ABCD + "dots = 1"), groups=2)
        said = room.record("1: 1 2", "2: 3 3")
        assert "2 votes, 1 were given out." in said[0]
        tally = room.tally("v")
        assert one(tally, "cast", "capacity", "unused") == (4, 2, -2)
        assert codes(tally) == ["over", "ballots"]

    def test_slips(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("v", "vote", ABCD + PEOPLE + "dots = 2"), groups=2, people=5)
        room.record("+: 1 2", "1", "x", "-", "+1: 4")
        tally = room.tally("v")
        assert one(tally, "unit", "present", "units", "source") == ("person", 5, 4, "slips")
        assert one(tally, "cast", "capacity", "unused", "blank", "spoiled") == (2, 10, 8, 1, 1)
        assert columns(tally["items"], "number", "place", "dots", "voters") == [
            (1, 1, 1, 1),
            (4, 1, 1, 1),
            (2, None, 0, 0),
            (3, None, 0, 0),
        ]

    def test_tables_counts(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("v", "vote", ABCD + PEOPLE + "dots = 2"), groups=3)
        room.record("/group 1 people 4", "1: 1=5 2=3", "2: 1=2")
        tally = room.tally("v")
        assert one(tally, "present", "units", "source", "cast", "capacity") == (None, None, "tables", 10, None)
        assert columns(tally["items"], "dots", "voters")[0] == (7, None)
        room.record("/group 2 people 3", "/group 3 people 2")
        assert one(room.tally("v"), "present", "units", "capacity", "unused") == (9, 7, 18, 8)

    @pytest.mark.parametrize("by", ["group", "person"])
    def test_the_rooms_count(self, tmp_path: Path, by: str) -> None:
        room = Room(tmp_path, step("v", "vote", f'{ABCD}by = "{by}"\ndots = 5'), groups=3, people=20)
        room.record("*: 18 12 9 0")
        tally = room.tally("v")
        present = 3 if by == "group" else 20
        assert one(tally, "present", "units", "source", "cast") == (present, None, "room", 39)
        assert one(tally, "capacity", "unused") == (5 * present, 5 * present - 39)
        assert columns(tally["items"], "number", "place", "dots", "voters") == [
            (1, 1, 18, None),
            (2, 2, 12, None),
            (3, 3, 9, None),
            (4, None, 0, None),
        ]
        room.record("*: 2=4")
        assert room.items("v", "number", "dots") == [(2, 4), (1, 0), (3, 0), (4, 0)]

    def test_by_the_facilitator(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("v", "vote", ABCD + 'by = "facilitator"\ndots = 3'), groups=3)
        room.record("2 3")
        tally = room.tally("v")
        assert one(tally, "unit", "present", "units", "capacity", "unused") == ("facilitator", 1, 1, 3, 1)

    def test_one_source_counts_and_the_difference_is_named(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("v", "vote", ABCD + PEOPLE), groups=2, people=4)
        room.record("1: 1=2", "2: 2=1")
        assert one(room.tally("v"), "source", "cast") == ("tables", 3)
        room.record("+: 1", "1")
        tally = room.tally("v")
        assert one(tally, "source", "cast") == ("slips", 2)
        assert codes(tally) == ["differs"]
        room.record("*: 1=2")
        tally = room.tally("v")
        assert one(tally, "source", "cast") == ("room", 2)
        assert [warning["text"] for warning in tally["warnings"]] == [
            "The room's count counts (2 dots). "
            "The sum of the tables says 3: another count of the same votes, so it is not added."
        ]

    def test_part_by_part_with_the_shift(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("v", "vote", 'items = ["A", "B", "C"]\n' + MOMENTS + "dots = 3"), groups=2)
        room.record("1: 1 1 2 / 2 2 3", "2: 1", "2>2: 3 3")
        tally = room.tally("v")
        assert set(tally) == {"unit", "present", "facets", "shift"}
        today, tomorrow = tally["facets"]
        assert one(today, "facet", "units", "cast", "capacity", "unused") == ("Today", 2, 4, 6, 2)
        assert one(tomorrow, "facet", "units", "cast", "capacity", "unused") == ("Tomorrow", 2, 5, 6, 1)
        assert tally["shift"] == [
            {"number": 1, "item": "A", "points": -75.0},
            {"number": 2, "item": "B", "points": 15.0},
            {"number": 3, "item": "C", "points": 60.0},
        ]

    def test_no_shift_while_one_moment_is_empty(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("v", "vote", ABCD + MOMENTS), groups=1)
        room.record("1: 1 2")
        assert {row["points"] for row in room.tally("v")["shift"]} == {None}

    def test_capacity_is_present_times_dots_in_every_part(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("v", "vote", ABCD + MOMENTS + "dots = 2"), groups=3)
        room.record("3: 1", "/group 3 left")
        tally = room.tally("v")
        assert tally["present"] == 3
        assert [facet["capacity"] for facet in tally["facets"]] == [6, 6]

    def test_the_rooms_count_part_by_part(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("v", "vote", ABCD + PEOPLE + MOMENTS), people=50)
        room.record("*: 18 12 9 6 / 25 5 5 10")
        assert [facet["cast"] for facet in room.tally("v")["facets"]] == [45, 45]

    def test_funds_by_both_rules(self, tmp_path: Path) -> None:
        items = ", ".join(
            f'{{ name = "{name}", cost = {cost} }}' for name, cost in zip("ABCD", (50, 60, 40, 5), strict=True)
        )
        room = Room(tmp_path, step("v", "vote", f"items = [{items}]\nfunds = 100\nmax_per_item = 4"), groups=4)
        room.record("1: 1=4 2=3 3=2")
        tally = room.tally("v")
        assert tally["funded"] == {"stop": [1], "skip": [1, 3]}
        assert codes(tally) == []
        room.record("1: 1=3 2=3")
        tally = room.tally("v")
        assert tally["funded"] == {"stop": [1], "skip": [1]}
        assert codes(tally) == ["tie"]

    def test_costs_from_an_earlier_step(self, tmp_path: Path) -> None:
        fields = 'fields = ["idea", "cost"]'
        steps = step("c", "collect", fields) + step("v", "vote", 'from = "c"\ncosts = "c"\nfunds = 20000')
        room = Room(tmp_path, steps, groups=3)
        room.record("@c", "1: Park | 18 000 kr; Bänk | 1 500", "2: Scen", "@v", "1: 1 2 3", "2: 1 2", "3: 1")
        tally = room.tally("v")
        assert tally["funded"] == {"stop": [1, 2], "skip": [1, 2]}
        assert codes(tally) == ["cost"]

    @pytest.mark.parametrize("again", ["group", "person"])
    def test_asked_again_the_change_is_told(self, tmp_path: Path, again: str) -> None:
        steps = step("v", "vote", f'{ABCD}by = "{again}"')
        room = Room(tmp_path, steps + step("w", "vote", f'items = ["D", "A", "New"]\nby = "{again}"\nagain = "v"'),
                    groups=2, people=9)  # fmt: skip
        room.record("@v", "*: 5 1 0 2", "@w", "*: 3 4 1")
        assert "change" not in room.tally("v")["items"][0]
        assert room.items("w", "number", "item", "dots", "change") == [
            (2, "A", 4, -1),
            (1, "D", 3, 1),
            (3, "New", 1, None),
        ]

    def test_hidden_until_it_is_revealed(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("v", "vote", ABCD + "dots = 2\nhidden = true"), groups=3)
        said = room.record("1: 1 2", "2: 3")
        assert not any("A" in line or "B" in line for line in said)
        veiled = {"unit": "group", "present": 3, "hidden": True, "units": 2, "items": [], "warnings": []}
        assert room.tally("v") == veiled
        assert room.tally("v", "--reveal")["cast"] == 3
        room.record("/reveal")
        assert room.tally("v")["cast"] == 3
        room.record("/hide")
        assert room.tally("v") == veiled

    def test_hidden_part_by_part(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("v", "vote", ABCD + MOMENTS + "hidden = true"), groups=3)
        room.record("1: 1 / 2", "2: 1")
        assert room.tally("v") == {
            "unit": "group",
            "present": 3,
            "hidden": True,
            "facets": [
                {"facet": "Today", "units": 2, "items": [], "warnings": []},
                {"facet": "Tomorrow", "units": 1, "items": [], "warnings": []},
            ],
        }
        assert "shift" in room.tally("v", "--reveal")


class TestRank:
    def test_points_from_tables(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("r", "rank", ABCD + "choose = 3"), groups=4)
        room.record("1: 1 2 3", "2: 2 1+3", "3: 2")
        tally = room.tally("r")
        assert set(tally) == {"unit", "present", "units", "items", "warnings"}
        assert one(tally, "unit", "present", "units") == ("group", 4, 3)
        assert columns(tally["items"], "number", "place", "points", "voters", "firsts") == [
            (2, 1, 8.0, 3, 2),
            (1, 2, 4.5, 2, 1),
            (3, 3, 2.5, 2, 0),
            (4, None, 0.0, 0, 0),
        ]

    def test_everything_is_ranked_where_the_agenda_says_no_less(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("r", "rank", ABCD), groups=2)
        room.record("1: 4 3 2 1")
        assert room.items("r", "number", "points") == [(4, 4.0), (3, 3.0), (2, 2.0), (1, 1.0)]

    def test_slips_need_no_address(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("r", "rank", ABCD + PEOPLE + "choose = 2"), groups=2, people=10)
        room.record("1 2", "+: 1+2", "x", "-", "3", "+2: 4")
        tally = room.tally("r")
        assert one(tally, "unit", "present", "units") == ("person", 10, 5)
        assert columns(tally["items"], "number", "points", "firsts") == [
            (1, 2.0, 1),
            (3, 2.0, 1),
            (4, 2.0, 1),
            (2, 1.0, 0),
        ]

    def test_asked_again_and_hidden(self, tmp_path: Path) -> None:
        steps = step("r", "rank", ABCD) + step("s", "rank", ABCD + 'again = "r"\nhidden = true')
        room = Room(tmp_path, steps, groups=2)
        room.record("@r", "1: 1 2 3 4", "@s", "1: 2 1 3 4")
        assert room.tally("s")["hidden"] is True
        changes = columns(room.tally("s", "--reveal")["items"], "number", "change")
        assert changes == [(2, 1.0), (1, -1.0), (3, 0.0), (4, 0.0)]


class TestRate:
    SCALE = "scale = [1, 5]\n"

    def test_ballots(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("r", "rate", ABCD + self.SCALE), groups=3)
        room.record("1: 4 5 3 -", "2: 45--")
        tally = room.tally("r")
        assert one(tally, "unit", "present", "units") == ("group", 3, 2)
        assert columns(tally["items"], "number", "place", "n", "mean", "median", "min") == [
            (2, 1, 2, 5.0, 5.0, 5),
            (1, 2, 2, 4.0, 4.0, 4),
            (3, 3, 1, 3.0, 3.0, 3),
            (4, None, 0, None, None, None),
        ]
        assert [item["agreement"] for item in tally["items"]] == [1.0, 1.0, 1.0, None]
        assert tally["items"][0]["counts"] == [{"grade": grade, "n": 2 * (grade == 5)} for grade in range(1, 6)]

    def test_half_at_each_end_is_the_least_agreement(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("r", "rate", 'items = ["A"]\n' + self.SCALE + PEOPLE), people=20)
        room.record("*: 10 0 0 0 10")
        assert room.items("r", "n", "mean", "median", "agreement", "min") == [(20, 3.0, 3.0, -1.0, 1)]

    def test_no_agreement_on_two_grades(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("r", "rate", 'items = ["A"]\nscale = [0, 1]'), groups=2)
        room.record("1: 0", "2: 1")
        assert room.items("r", "place", "n", "mean", "median", "agreement", "min") == [(1, 2, 0.5, 0.5, None, 0)]

    def test_slips_then_the_rooms_hands(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("r", "rate", 'items = ["A", "B"]\n' + self.SCALE + PEOPLE), groups=2, people=47)
        room.record("4 5", "35", "+2: 2=1")
        assert room.tally("r")["units"] == 2
        assert sorted(room.items("r", "number", "mean")) == [(1, 3.5), (2, 3.0)]
        room.record("*: 0 1 6 20 18 / 0 2 9 20 14")
        tally = room.tally("r")
        assert one(tally, "present", "units") == (47, None)
        assert codes(tally) == ["differs"]
        assert columns(tally["items"], "number", "n", "mean") == [
            (1, 45, (2 + 18 + 80 + 90) / 45),
            (2, 45, (4 + 27 + 80 + 70) / 45),
        ]

    def test_tables_counts(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("r", "rate", 'items = ["A"]\n' + self.SCALE + PEOPLE), groups=2)
        room.record("/group 1 people 5", "/group 2 people 4", "1: 0 0 0 3 2", "2: 1 0 0 0 0")
        tally = room.tally("r")
        assert one(tally, "present", "units") == (9, 9)
        assert columns(tally["items"], "n", "mean") == [(6, 23 / 6)]

    def test_named_grades_count_from_one(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("r", "rate", 'items = ["A"]\nscale = ["bad", "so-so", "good"]'), groups=2)
        said = room.record("1: 3", "2: 2")
        assert "A good" in said[0]
        assert room.items("r", "mean", "min") == [(2.5, 2)]

    @pytest.mark.parametrize(
        ("how", "totals"),
        [
            ("weights = [3, 1]", [(1, 1, 3.5), (2, 2, 2.0)]),
            ('combine = "mean"', [(1, 1, 3.0), (2, 1, 3.0)]),
            ('combine = "sum"', [(1, 1, 6.0), (2, 1, 6.0)]),
            ('combine = "product"', [(1, 1, 8.0), (2, 2, 5.0)]),
            ('weights = [1, 2]\ncombine = "sum"', [(2, 1, 11.0), (1, 2, 8.0)]),
        ],
    )
    def test_the_total_is_one_more_facet(self, tmp_path: Path, how: str, totals: list[tuple[int, int, float]]) -> None:
        more = f'items = ["A", "B"]\n{self.SCALE}for_each = ["Use", "Cost"]\n{how}'
        room = Room(tmp_path, step("r", "rate", more), groups=2)
        room.record("1: 42 15")
        facets = room.tally("r")["facets"]
        assert [facet["facet"] for facet in facets] == ["Use", "Cost", "total"]
        assert columns(facets[-1]["items"], "number", "place", "mean") == totals
        assert (
            columns(facets[-1]["items"], "n", "median", "counts", "agreement", "min") == [(1, None, [], None, None)] * 2
        )

    def test_part_by_part_without_a_total(self, tmp_path: Path) -> None:
        more = f'items = ["A", "B", "C"]\n{self.SCALE}for_each = ["a", "b", "c", "d"]'
        room = Room(tmp_path, step("r", "rate", more), groups=2)
        room.record("2: 4532 5443 3321", "2: 3=4-5-", "2>1: 3=1")
        facets = room.tally("r")["facets"]
        assert [facet["facet"] for facet in facets] == ["a", "b", "c", "d"]
        means = [{item["number"]: item["mean"] for item in facet["items"]} for facet in facets]
        assert means == [{2: 5, 1: 4, 3: 1}, {1: 5, 2: 4, 3: None}, {3: 5, 2: 4, 1: 3}, {2: 3, 1: 2, 3: None}]

    def test_asked_again_and_hidden(self, tmp_path: Path) -> None:
        steps = step("r", "rate", ABCD + self.SCALE)
        steps += step("s", "rate", ABCD + self.SCALE + 'again = "r"\nhidden = true\nfor_each = ["Only"]')
        room = Room(tmp_path, steps, groups=2)
        room.record("@r", "1: 123-", "@s", "1: 2345")
        assert room.tally("s")["hidden"] is True
        items = room.tally("s", "--reveal")["facets"][0]["items"]
        assert sorted(columns(items, "number", "change"), key=lambda row: row[0]) == [(1, 1), (2, 1), (3, 1), (4, None)]


class TestAct:
    def test_what_who_when_and_status(self, tmp_path: Path) -> None:
        room = Room(tmp_path, step("a", "act", 'fields = ["what", "who", "when", "need"]'), groups=2)
        room.record("2: Boka lokal | Anna | v 40; Ring | - | - | mod", "Skriv", "/done 2", "/drop 3")
        tally = room.tally("a")
        assert one(tally, "unit", "present", "units") == ("group", 2, 1)
        assert columns(tally["items"], "number", "item", "place", "what", "who", "when", "status") == [
            (1, "Boka lokal", None, "Boka lokal", "Anna", "v 40", "open"),
            (2, "Ring", None, "Ring", "", "", "done"),
            (3, "Skriv", None, "Skriv", "", "", "dropped"),
        ]
        assert tally["items"][1]["fields"] == {"what": "Ring", "need": "mod"}

    @pytest.mark.parametrize(
        ("when", "overdue"),
        [
            ("2010-06-06", True),
            ("2010-06-07", False),
            ("2010-06-08", False),
            ("7/6", False),
            ("8 juni", False),
            ("v 22", True),
            ("v 23", False),
            ("snart", False),
            ("", False),
        ],
    )
    def test_overdue_at_the_last_event_and_never_today(self, tmp_path: Path, when: str, overdue: bool) -> None:
        table = Table(tmp_path, step("a", "act"))
        table.take(f"Boka | Anna | {when}")
        assert table.items("a", "when", "overdue") == [(when, overdue)]
        table.take("/done 1")
        assert table.items("a", "overdue") == [(False,)]

    @pytest.mark.parametrize(("by", "units"), [("person", None), ("facilitator", 1)])
    def test_by_others(self, tmp_path: Path, by: str, units: int | None) -> None:
        room = Room(tmp_path, step("a", "act", f'by = "{by}"'), groups=2, people=7)
        room.record("Boka")
        assert one(room.tally("a"), "unit", "units") == (by, units)


def test_what_was_marked_is_kept_in_every_kind(tmp_path: Path) -> None:
    steps = step("c", "collect") + step("m", "merge", 'from = "c"') + step("v", "vote", ABCD) + step("r", "rank", ABCD)
    steps += step("g", "rate", ABCD + "scale = [1, 3]") + step("a", "act")
    room = Room(tmp_path, steps, groups=2)
    room.record("@c", "1: x; y", "/keep 2", "@m", "/keep 2", "@v", "/keep 2", "@r", "/keep 2 = because")
    room.record("@g", "/keep 2", "@a", "1", "2", "/keep 2")
    for shown in room.show()["steps"]:
        kept = [item["number"] for item in shown["tally"]["items"] if item["kept"]]
        assert (shown["id"], kept) == (shown["id"], [2])


def test_the_example_of_the_documentation_is_what_the_tool_prints(tmp_path: Path) -> None:
    text = (DOCS / "json.md").read_text(encoding="utf-8")
    plan, lines, printed = (text.split(f"```{mark}\n")[1].split("```")[0] for mark in ("toml", "text", "json"))
    file = tmp_path / "agenda.toml"
    file.write_text(plan, encoding="utf-8")
    recorded = tmp_path / "lines.txt"
    recorded.write_text(lines, encoding="utf-8")
    _, out, _ = run("--sessions", str(tmp_path), "new", str(file), "--groups", "3")
    assert run("record", out.strip(), str(recorded))[0] == 0
    shown = json.loads(run("show", out.strip(), "--json")[1])
    example: Json = json.loads(printed)
    VALID.validate(example)
    for document in (shown, example):
        for name in LEAVE_OUT:
            del document[name]
    assert shown == example
