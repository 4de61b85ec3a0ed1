"""The entry line, sentence by sentence: what each line means, what is refused, and what a correction leaves behind."""

from pathlib import Path

import pytest
from contract_room import Room, Table, codes, one

from facilitator.entry.complete import completions
from facilitator.entry.vocabulary import COMMANDS


def step(id_: str, kind: str, more: str = "") -> str:
    return f'[[step]]\nid = "{id_}"\nkind = "{kind}"\ntitle = "Step {id_}"\n{more}\n'


COLLECT = step("c", "collect")
TALK = step("t", "talk")
ACT = step("a", "act")
MERGE = step("m", "merge", 'from = "c"')
ABCD = 'items = ["A", "B", "C", "D"]\n'
VOTE = step("v", "vote", ABCD)
SLIPS = step("v", "vote", ABCD + 'by = "person"\ndots = 3')
RANK = step("r", "rank", 'items = ["A", "B", "C", "D", "E"]')
RATE = step("g", "rate", 'items = ["A", "B", "C"]\nscale = [1, 5]')
PARTS = 'for_each = ["Start", "Stop"]'


def answers(table: Table, step_id: str = "c") -> list[tuple[str, int, int, str]]:
    """Every answer that counts: whose, in which part, its number and its text."""
    found = table.desk.state.step(step_id).standing
    return [(answer.voter, answer.part, answer.item, answer.text) for answer in found]


def given(table: Table, step_id: str) -> list[tuple[int, str]]:
    return sorted(table.desk.state.step(step_id).given)


def notes(table: Table, step_id: str) -> list[tuple[str, str | None, str]]:
    found = table.desk.state.step(step_id).notes.values()
    return [(note.form, note.voter, note.text) for note in found if not note.withdrawn]


class TestTheAddress:
    @pytest.mark.parametrize(
        ("line", "voter"),
        [
            ("3: a", "group:3"),
            ("3 : a", "group:3"),
            ("Norra: a", "group:2"),
            ("norra: a", "group:2"),
            ("Table 1: a", "group:1"),
            ("*: a", "room"),
            ("a", "group:1"),
            ("Obs: a", "group:1"),
            ("10:30 a", "group:1"),
            ("3:30 a", "group:1"),
            ("http://example.org", "group:1"),
        ],
    )
    def test_who_an_answer_is_for(self, tmp_path: Path, line: str, voter: str) -> None:
        table = Table(tmp_path, COLLECT)
        table.take("/group 2 = Norra")
        table.desk.record(table.read("c", line).events)
        assert [answer[0] for answer in answers(table)] == [voter]

    @pytest.mark.parametrize("line", ["10:30 sagostund", "3:30 sagostund", "https://example.org: bra", "kl 9:15"])
    def test_a_colon_without_a_space_belongs_to_the_answer(self, tmp_path: Path, line: str) -> None:
        table = Table(tmp_path, COLLECT, groups=12)
        table.take(f"2: {line}")
        assert answers(table) == [("group:2", 0, 1, line)]

    @pytest.mark.parametrize("steps", [COLLECT, TALK, ACT])
    @pytest.mark.parametrize("line", ["3:gratis", "*:gratis", "+:gratis"])
    def test_what_could_be_either_is_refused_with_both_ways_out(self, tmp_path: Path, steps: str, line: str) -> None:
        table = Table(tmp_path, steps)
        problem = table.refuse(line)
        assert f"«{line[:2]} gratis»" in problem
        assert "quotation marks" in problem

    @pytest.mark.parametrize("steps", [COLLECT, TALK, ACT, VOTE, RANK, RATE])
    @pytest.mark.parametrize("line", ["9: 1", "0: 1", "99999999999999999999: 1"])
    def test_a_number_that_is_no_group_is_refused(self, tmp_path: Path, steps: str, line: str) -> None:
        assert "There is no table" in Table(tmp_path, steps).refuse(line)

    def test_nor_is_it_text_when_the_space_is_missing(self, tmp_path: Path) -> None:
        assert "There is no table 9; the last is 4." in Table(tmp_path, COLLECT).refuse("9:gratis")

    def test_without_tables_a_number_says_how_to_get_them(self, tmp_path: Path) -> None:
        assert "/groups 9" in Table(tmp_path, COLLECT, groups=0).refuse("3: a")

    @pytest.mark.parametrize("line", ["Okänd: 1", "3x: 1", "+x: 1", "+0: 1", "+1234567: 1", "**: 1"])
    def test_a_name_that_is_no_group_is_refused_where_text_is_none(self, tmp_path: Path, line: str) -> None:
        assert "There is no table called" in Table(tmp_path, SLIPS).refuse(line)

    def test_parts(self, tmp_path: Path) -> None:
        table = Table(tmp_path, step("c", "collect", PARTS))
        table.take("4>2: a", "b", "3: c", "3>start: d", "1 > Stop : e")
        assert answers(table) == [
            ("group:4", 2, 1, "a"),
            ("group:4", 2, 2, "b"),
            ("group:3", 2, 3, "c"),
            ("group:3", 1, 4, "d"),
            ("group:1", 2, 5, "e"),
        ]

    def test_a_part_alone_is_for_the_group_in_the_chip(self, tmp_path: Path) -> None:
        table = Table(tmp_path, step("v", "vote", ABCD + PARTS))
        table.desk.record(table.read("v", ">2: 1", chip="group:3").events)
        assert given(table, "v") == [(2, "group:3")]

    @pytest.mark.parametrize("line", ["3>3: a", "3>0: a", "3>Slut: a", "3>: a"])
    def test_a_part_there_is_not_is_refused_and_they_are_named(self, tmp_path: Path, line: str) -> None:
        assert "1 Start, 2 Stop" in Table(tmp_path, step("c", "collect", PARTS)).refuse(line)

    def test_no_part_where_there_are_none(self, tmp_path: Path) -> None:
        assert "no parts" in Table(tmp_path, VOTE).refuse("3>1: 1")

    def test_tab_completes_names(self, tmp_path: Path) -> None:
        table = Table(tmp_path, step("c", "collect", PARTS))
        table.take("/group 2 = Norra")
        where = table.desk.agenda.step("c")
        assert completions(table.desk.book, where, "nor") == ["Norra: "]
        assert completions(table.desk.book, where, "2>st") == ["2>Start: ", "2>Stop: "]
        assert completions(table.desk.book, where, "/und") == ["/undo "]


class TestQuotesAndSigns:
    @pytest.mark.parametrize(
        ("line", "texts"),
        [
            ('3: "a; b | c"', ["a; b | c"]),
            ('3: "3:gratis"', ["3:gratis"]),
            ('"3:gratis"', ["3:gratis"]),
            ('3: "Hon sa ""ja"""', ['Hon sa "ja"']),
            ('3: "-"', ["-"]),
            ('3: "=1"; "/undo"', ["=1", "/undo"]),
            ('3: a "b; c" d', ['a "b', 'c" d']),
            ('3: "a', ['"a']),
            ('3: a "b"', ['a "b"']),
            ("3: a;b; c;", ["a;b", "c"]),
            ("3: a|b", []),
            ('3: "a|b"', ["a|b"]),
            ("3: a = b + c / d", ["a = b + c / d"]),
        ],
    )
    def test_what_stands_in_quotation_marks_is_taken_as_it_stands(
        self, tmp_path: Path, line: str, texts: list[str]
    ) -> None:
        table = Table(tmp_path, COLLECT)
        table.desk.record(table.read("c", line).events)
        assert [answer[3] for answer in answers(table)] == texts

    def test_names_in_quotation_marks(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT + MERGE)
        table.take("@c", "1: a; b", '/group 3 = "Norra ""Gänget"""', '/keep 1 = "x = y"', "@m", '1 2 = "=4; bra"')
        assert table.items("m", "item") == [("=4; bra",)]
        assert table.show()["groups"][2]["name"] == 'Norra "Gänget"'
        assert table.desk.state.step("c").kept == {1: "x = y"}

    def test_a_tab_goes_to_the_next_field(self, tmp_path: Path) -> None:
        table = Table(tmp_path, step("c", "collect", 'fields = ["name", "situation"]'))
        table.take("2: Anna 34\tpendlar; Bo\tjobbar natt")
        fields = [answer.fields for answer in table.desk.state.step("c").standing]
        assert fields == [{"name": "Anna 34", "situation": "pendlar"}, {"name": "Bo", "situation": "jobbar natt"}]

    def test_too_many_fields_are_refused_and_they_are_named(self, tmp_path: Path) -> None:
        table = Table(tmp_path, step("c", "collect", 'fields = ["name", "situation"]'))
        assert "name, situation" in table.refuse("2: a | b | c")

    @pytest.mark.parametrize("line", ["3: a; -", "3: -; -", "- | a", "3:", "3: ;", "/fix 1 = -"])
    def test_nothing_is_never_an_answer(self, tmp_path: Path, line: str) -> None:
        table = Table(tmp_path, step("c", "collect", 'fields = ["name", "situation"]'))
        table.take("3: x")
        table.refuse(line)
        assert [answer[3] for answer in answers(table)] == ["x"]


class TestTalk:
    def test_notes(self, tmp_path: Path) -> None:
        table = Table(tmp_path, TALK)
        table.take("bra fråga om filialerna", "3: hej; du")
        assert notes(table, "t") == [
            ("note", None, "bra fråga om filialerna"),
            ("note", "group:3", "hej"),
            ("note", "group:3", "du"),
        ]

    def test_notes_are_corrected_moved_and_withdrawn(self, tmp_path: Path) -> None:
        table = Table(tmp_path, TALK)
        table.take("a", "b", "3: c", "/fix 1 = A", "/withdraw n2", "/move 3 = 4")
        assert notes(table, "t") == [("note", None, "A"), ("note", "group:4", "c")]
        for line in ("+: a", "/quote +12: a", "/withdraw 2", "/withdraw 1x", "/fix 9 = a", "/fix 1 =", "/move n٣ = 1"):
            table.refuse(line)


class TestCollect:
    def test_two_answers_and_what_answer_four_says(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT)
        table.take("1: a; b; c; Sommaröppet", "3: Gratis; Alla är välkomna; =4")
        assert answers(table)[4:] == [
            ("group:3", 0, 5, "Gratis"),
            ("group:3", 0, 6, "Alla är välkomna"),
            ("group:3", 0, 4, "Sommaröppet"),
        ]

    @pytest.mark.parametrize("line", ["3: =9", "3: =", "3: =x", "3: = 1 2", "3: =²"])
    def test_gets_an_answer_there_is_not(self, tmp_path: Path, line: str) -> None:
        table = Table(tmp_path, COLLECT)
        table.take("1: a")
        table.refuse(line)

    def test_an_equal_answer_carries_the_number_of_the_first(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT)
        said = table.take("1: Fler  tåg; b", "2: FLER TÅG; fler tåg")
        assert [answer[2] for answer in answers(table)] == [1, 2, 1, 1]
        assert said[1].count("«Fler  tåg» is there already (1 table)") == 1

    def test_nothing_to_add(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT)
        assert table.take("2: -") == ["Table 2 has nothing to add."]
        assert table.tally("c")["silent"] == ["Table 1", "Table 3", "Table 4"]
        table.take("2: a")
        assert one(table.tally("c"), "units", "silent") == (1, ["Table 1", "Table 3", "Table 4"])

    def test_more_answers_than_asked_for_are_taken_with_a_warning(self, tmp_path: Path) -> None:
        table = Table(tmp_path, step("c", "collect", "max_answers = 2"))
        assert "asked for at most 2" not in table.take("1: a; b")[0]
        assert "Table 1 has 3 answers; asked for at most 2." in table.take("1: c")[0]

    def test_slips_are_refused_but_somebody_in_the_room_answers(self, tmp_path: Path) -> None:
        table = Table(tmp_path, step("c", "collect", 'by = "person"'))
        assert "*: …" in table.refuse("+: a")
        table.take("*: a")
        assert answers(table) == [("room", 0, 1, "a")]

    def test_the_facilitator_needs_no_address(self, tmp_path: Path) -> None:
        table = Table(tmp_path, step("c", "collect", 'by = "facilitator"'))
        table.take("a", "3: b")
        assert [answer[0] for answer in answers(table)] == ["facilitator", "facilitator"]

    def test_parts_that_do_not_exist_yet_take_no_answers(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT + step("d", "collect", 'for_each = "c"'))
        table.take("@d")
        assert "no parts" in table.refuse("1: a")
        table.take("/in c 1: Park", "1: a")
        facet = table.tally("d")["facets"][0]
        assert (facet["facet"], [item["item"] for item in facet["items"]]) == ("Park", ["a"])


class TestMerge:
    LINES = ("@c", "1: lån; boklån; bio", "2: Boklån; fika", "3: lånekort", "@m")

    def test_words_find_and_record_nothing(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT + MERGE)
        table.take(*self.LINES)
        reading = table.read("m", "LÅN")
        assert (reading.events, reading.found) == ((), (2, 1, 5))
        assert table.read("m", "3 4").found == (3, 4)
        assert table.read("m", '"bio"').found == (3,)
        assert table.read("m", "²").found == ()
        assert "Nothing found" in table.take("saga")[0]

    def test_join_rename_split(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT + MERGE)
        table.take(*self.LINES, "5 2,1 = Lån av böcker")
        assert table.items("m", "number", "item", "groups") == [(1, "Lån av böcker", 3), (3, "bio", 1), (4, "fika", 1)]
        table.take("5 = Låna", "3 = Film")
        assert table.items("m", "number", "item") == [(1, "Låna"), (3, "Film"), (4, "fika")]
        table.take("/split 1")
        assert table.items("m", "number", "item", "groups") == [
            (2, "Låna", 3),
            (1, "lån", 1),
            (3, "Film", 1),
            (4, "fika", 1),
        ]
        table.take("/split 2")
        assert sorted(table.items("m", "number", "item")) == [
            (1, "lån"),
            (2, "boklån"),
            (3, "Film"),
            (4, "fika"),
            (5, "lånekort"),
        ]

    def test_no_name_is_the_commonest_wording(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT + MERGE)
        table.take(*self.LINES, "1 2 =")
        assert table.items("m", "item")[0] == ("lån",)
        table.take("/in c 3: boklån")
        assert table.items("m", "item")[0] == ("boklån",)

    def test_the_answers_stay_as_they_were_given(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT + MERGE)
        before = Table(tmp_path / "other", COLLECT + MERGE)
        table.take(*self.LINES, "1 2 3 = allt")
        before.take(*self.LINES)
        assert table.tally("c") == before.tally("c")
        table.take("/undo")
        assert table.tally("m") == before.tally("m")

    def test_a_joined_item_keeps_its_number_when_its_first_answer_is_withdrawn(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT + MERGE)
        table.take(*self.LINES, "1 5 = Låna", "/in c /withdraw 1")
        assert (1, "Låna", ["lånekort"]) in table.items("m", "number", "item", "texts")
        table.take("1 = Kort")
        assert (1, "Kort") in table.items("m", "number", "item")

    @pytest.mark.parametrize("line", ["1 9 = x", "1 =", "/split 3", "/split x", "1 2 3 4 5 6 7 ="])
    def test_what_cannot_be_joined(self, tmp_path: Path, line: str) -> None:
        table = Table(tmp_path, COLLECT + MERGE)
        table.take(*self.LINES)
        table.refuse(line)

    def test_signs_without_numbers_are_words_to_find(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT + MERGE)
        table.take(*self.LINES)
        assert [table.read("m", line).events for line in (", = x", "= x", "1 ² = x")] == [(), (), ()]

    def test_join_only_in_a_merge(self, tmp_path: Path) -> None:
        assert "merge" in Table(tmp_path, VOTE).refuse("/split 1")


class TestVote:
    def test_a_ballot_and_the_one_that_replaces_it(self, tmp_path: Path) -> None:
        table = Table(tmp_path, VOTE)
        reading = table.read("v", "3: 1 4")
        assert (reading.says, reading.details, reading.replaces) == ("Table 3.", ("2 votes · 1 A, 4 D",), False)
        table.take("3: 1 4")
        assert table.read("v", "3: 1 4").replaces is False
        reading = table.read("v", "3: 2 1")
        assert reading.replaces is True
        assert "New: B. Gone: D. Before: 2 votes." in reading.details
        table.take("3: 1=3 4=2")
        assert table.items("v", "number", "dots", "voters")[:2] == [(1, 3, 1), (4, 2, 1)]

    def test_slips_are_numbered_as_they_come_and_corrected(self, tmp_path: Path) -> None:
        table = Table(tmp_path, SLIPS)
        table.take("+: 1 4", "2", "x", "-", "1: 1", "+: 3", "+12: 1 4", "+: 4", "+2: 1")
        assert [voter for _, voter in given(table, "v") if voter.startswith("slip")] == [
            "slip:1", "slip:12", "slip:13", "slip:2", "slip:3", "slip:4", "slip:5",
        ]  # fmt: skip
        tally = table.tally("v")
        assert one(tally, "source", "units", "blank", "spoiled", "cast") == ("slips", 7, 1, 1, 7)
        assert table.read("v", "+2: 3").replaces is True

    def test_the_rooms_count(self, tmp_path: Path) -> None:
        table = Table(tmp_path, VOTE)
        table.take("*: 18 12 9 6")
        assert table.items("v", "dots") == [(18,), (12,), (9,), (6,)]
        table.take("*: 1=31 2=18")
        assert table.items("v", "dots") == [(31,), (18,), (0,), (0,)]
        assert one(table.tally("v"), "source", "units") == ("room", None)

    def test_parts_with_a_slash(self, tmp_path: Path) -> None:
        table = Table(tmp_path, step("v", "vote", 'items = ["A", "B"]\n' + PARTS))
        table.take("3: 2 / 1", "*: 18 12 / 25 5", "4>2: 1")
        assert given(table, "v") == [
            (1, "group:3"), (1, "room"), (2, "group:3"), (2, "group:4"), (2, "room"),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "line",
        [
            "3: 5",
            "3: 0",
            "3: a",
            "3: 1 x",
            "3: 1 /",
            "3: 1 / 2",
            "3:",
            "3: =2",
            "3: 1=",
            "3: 1=-1",
            "3: 1=999999 1=1",
            "3: 1=1000000",
            "3: ²",
            "*: 1 2 3",
            "*: 1 2 3 4 5",
            "*: 1 2=3",
            "*: x",
            "+: 1",
            '"3: 1"',
        ],
    )
    def test_what_cannot_be_a_ballot(self, tmp_path: Path, line: str) -> None:
        table = Table(tmp_path, VOTE)
        table.refuse(line)
        table.take("3: 1")

    def test_more_dots_than_allowed_are_taken_with_a_warning(self, tmp_path: Path) -> None:
        table = Table(tmp_path, step("v", "vote", ABCD + "dots = 2\nmax_per_item = 2"))
        reading = table.read("v", "3: 1=3")
        assert reading.warnings == ("3 dots, 2 were given out.", "A has 3; at most 2 each.")
        assert reading.events

    def test_an_empty_list_takes_no_ballot_not_even_a_blank_one(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT + step("v", "vote", 'from = "c"') + step("r", "rank", 'from = "c"'))
        for line in ("3: -", "3: x", "3: 1"):
            table.refuse(f"/in v {line}")
            table.refuse(f"/in r {line}")

    def test_votes_stay_on_originals_and_who_chose_both_counts_once(self, tmp_path: Path) -> None:
        steps = COLLECT + MERGE + step("v", "vote", 'from = "m"')
        table = Table(tmp_path, steps)
        table.take("@c", "1: a; b; c", "@m", "@v", "1: 1 2", "2: 2", "3: 3")
        table.take("/in m 1 2 = ab")
        assert sorted(table.items("v", "number", "dots")) == [(1, 1), (2, 2), (3, 1)]
        assert codes(table.tally("v")) == ["list"]
        assert table.read("v", "/start").replaces is True
        table.take("/start")
        assert table.items("v", "number", "item", "dots", "voters") == [(1, "ab", 2, 2), (3, "c", 1, 1)]
        assert codes(table.tally("v")) == ["joined"]
        table.take("/in m /split 1", "/start")
        assert sorted(table.items("v", "number", "dots")) == [(1, 1), (2, 2), (3, 1)]

    def test_the_list_is_frozen_when_the_step_starts(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT + step("v", "vote", 'from = "c"'))
        table.take("@c", "1: a; b", "@v", "2: 2", "/in c 1: new; =1", "/in c /fix 2 = B!")
        assert sorted(table.items("v", "number", "item", "dots")) == [(1, "a", 0), (2, "b", 1)]
        assert codes(table.tally("v")) == ["list"]
        table.refuse("2: 3")
        table.take("/start", "3: 3")
        assert sorted(table.items("v", "number", "item", "dots")) == [(1, "a", 0), (2, "B!", 1), (3, "new", 1)]


class TestRank:
    def test_together(self, tmp_path: Path) -> None:
        table = Table(tmp_path, RANK)
        assert table.read("r", "3: 4 1 2+5").details == ("1. D  2. A  3. B + E",)
        table.take("3: 4 1 2+5")
        assert sorted(table.items("r", "number", "points")) == [(1, 4.0), (2, 2.5), (3, 0.0), (4, 5.0), (5, 2.5)]
        assert table.read("r", "3: 1").replaces is True

    @pytest.mark.parametrize(
        "line", ["3: 1 1", "3: 1+1", "3: 1 + 2", "3: 1 9", "3: +1", "3: 1=2", "*: 1", "+: 1", "3:"]
    )
    def test_what_cannot_be_a_ranking(self, tmp_path: Path, line: str) -> None:
        Table(tmp_path, RANK).refuse(line)

    def test_by_person_the_next_line_is_the_next_slip(self, tmp_path: Path) -> None:
        table = Table(tmp_path, step("r", "rank", ABCD + 'by = "person"'))
        table.take("1 2", "2 1", "+1: 3", "x", "-")
        assert [voter for _, voter in given(table, "r")] == ["slip:1", "slip:2", "slip:3", "slip:4"]
        table.refuse("3: 1")


class TestRate:
    def test_items_in_list_order_one_grade_per_part(self, tmp_path: Path) -> None:
        four = step("g", "rate", 'items = ["A", "B", "C"]\nscale = [1, 5]\nfor_each = ["a", "b", "c", "d"]')
        table = Table(tmp_path, four)
        table.take("2: 4532 5443 3321")
        other = Table(tmp_path / "other", four)
        other.take("2: 4 5 3 2 5 4 4 3 3 3 2 1")
        assert table.tally("g") == other.tally("g")
        reading = table.read("g", "2: 3=45-1")
        assert reading.replaces is True
        table.take("2: 3=45-1", "2>4: 1=5")
        grades = table.desk.state.step("g").given[(0, "group:2")]
        assert dict(getattr(grades, "grades", [])) == {1: [4, 5, 3, 5], 2: [5, 4, 4, 3], 3: [4, 5, None, 1]}

    @pytest.mark.parametrize(
        "line",
        ["2: 45", "2: 4567", "2: 456", "2: 40 3", "2: 3=45", "2: 9=4", "2: 3=", "2:", "2: 1=4 5", "+: 123", "*: 1 2"],
    )
    def test_the_count_must_fit(self, tmp_path: Path, line: str) -> None:
        Table(tmp_path, RATE).refuse(line)

    def test_no_opinion(self, tmp_path: Path) -> None:
        table = Table(tmp_path, RATE)
        table.take("2: 4 - 3", "1: -", "3: x")
        assert sorted(table.items("g", "number", "n")) == [(1, 1), (2, 0), (3, 1)]
        assert table.tally("g")["units"] == 3

    def test_counts_item_by_item_and_part_by_part(self, tmp_path: Path) -> None:
        more = 'items = ["A", "B"]\nscale = [1, 3]\nby = "person"\nfor_each = ["a", "b"]'
        table = Table(tmp_path, step("g", "rate", more))
        table.take("*: 1 2 3 / 4 5 6 / 7 8 9 / 1 1 1")
        first, second = table.tally("g")["facets"]
        counts = [{item["number"]: [count["n"] for count in item["counts"]] for item in facet["items"]}
                  for facet in (first, second)]  # fmt: skip
        assert counts == [{1: [1, 2, 3], 2: [7, 8, 9]}, {1: [4, 5, 6], 2: [1, 1, 1]}]
        for line in ("*: 1 2 3 / 4 5 6", "*: 1 2 / 4 5 6 / 7 8 9 / 1 1 1", "3: 123", "*: x", "*: -"):
            table.refuse(line)

    def test_by_person_without_an_address_is_the_next_slip(self, tmp_path: Path) -> None:
        table = Table(tmp_path, step("g", "rate", 'items = ["A", "B"]\nscale = [1, 5]\nby = "person"'))
        table.take("45", "3-", "1: 0 0 0 0 2 / 0 0 0 0 1", "+: 11", "22")
        voters = [voter for _, voter in given(table, "g")]
        assert voters == ["group:1", "slip:1", "slip:2", "slip:3", "slip:4"]


class TestAct:
    def test_what_who_when(self, tmp_path: Path) -> None:
        table = Table(tmp_path, ACT)
        said = table.take("Boka lokal | Anna | v 40", "Ring; Skriv | Bo")
        assert said == [
            "1 action. 1 Boka lokal · Anna · v 40",
            "2 actions. 2 Ring · not yet: who, when 3 Skriv · Bo · not yet: when",
        ]
        table.take("/done 3", "/drop 2", "/fix 1 = Boka salen | - | v 41", "/withdraw 2")
        assert table.items("a", "number", "what", "who", "when", "status") == [
            (1, "Boka salen", "", "v 41", "open"),
            (3, "Skriv", "Bo", "", "done"),
        ]
        table.take("Nytt")
        assert table.items("a", "number")[-1] == (4,)

    @pytest.mark.parametrize("line", ["/done 9", "/done", "/drop x", "| Anna", "- | Anna", "a | b | c | d", "+: a"])
    def test_what_cannot_be_done(self, tmp_path: Path, line: str) -> None:
        table = Table(tmp_path, ACT)
        table.take("a")
        table.refuse(line)


class TestCorrections:
    def test_fix_withdraw_move(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT)
        table.take("1: a; b; c; d", "/fix 2 = B!", "/withdraw 3", "/move 1-2 4 = 4")
        assert answers(table) == [("group:4", 0, 1, "a"), ("group:4", 0, 2, "B!"), ("group:4", 0, 4, "d")]

    def test_where_several_said_it_the_group_is_named_first(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT)
        table.take("1: a", "3: A")
        for line in ("/fix 1 = b", "/withdraw 1", "/move 1 = 4"):
            problem = table.refuse(line)
            assert "Table 1 and Table 3" in problem
            assert "1: 1" in problem
        table.take("/fix 3: 1 = b", "/move 1: 1 = 4")
        assert answers(table) == [("group:4", 0, 1, "a"), ("group:3", 0, 2, "b")]
        table.take("/withdraw 4: 1")
        assert answers(table) == [("group:3", 0, 2, "b")]

    def test_a_number_follows_a_correction_and_the_old_wording_is_another_item(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT)
        table.take("1: a", "/fix 1 = b", "2: a", "3: b")
        assert answers(table) == [("group:1", 0, 1, "b"), ("group:2", 0, 2, "a"), ("group:3", 0, 1, "b")]

    def test_an_undone_correction_leaves_its_wording_to_another_item(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT)
        table.take("1: a", "/fix 1 = b", "/undo", "2: b")
        assert answers(table) == [("group:1", 0, 1, "a"), ("group:2", 0, 2, "b")]

    def test_a_correction_to_what_is_there_becomes_that_item(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT)
        table.take("1: a; b", "/fix 2 = A")
        assert [answer[2] for answer in answers(table)] == [1, 1]

    def test_numbers_are_never_given_again(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT)
        table.take("1: a; b", "/withdraw 2", "1: c", "/undo", "1: d", "2: b")
        assert answers(table) == [("group:1", 0, 1, "a"), ("group:1", 0, 4, "d"), ("group:2", 0, 2, "b")]

    def test_a_whole_ballot(self, tmp_path: Path) -> None:
        table = Table(tmp_path, VOTE)
        table.take("3: 1 2")
        reading = table.read("v", "/fix 3: 4")
        assert (reading.replaces, len(reading.events)) == (False, 1)
        table.take("/fix 3: 4", "/move 3: = 2")
        assert one(table.tally("v"), "units", "cast") == (1, 1)
        assert table.desk.book.tally(table.desk.agenda.step("v")).facets[0].came == ["group:2"]
        assert table.read("v", "/withdraw 2:").replaces is True
        table.take("/withdraw 2:")
        assert table.tally("v")["source"] is None
        for line in ("/withdraw 2:", "/withdraw", "/fix 1 2", "/move = 3", "/move 3: = 9"):
            table.refuse(line)

    def test_a_ballot_moved_onto_another_says_so(self, tmp_path: Path) -> None:
        table = Table(tmp_path, VOTE)
        table.take("3: 1 2", "4: 3")
        assert table.read("v", "/move 3: = 4").replaces is True

    @pytest.mark.parametrize(
        ("steps", "record", "move"),
        [
            (VOTE, "3: 1", "/move 3: = *"),
            (VOTE, "*: 1=3", "/move *: = 3"),
            (SLIPS, "+: 1", "/move +1: = 3"),
            (RANK, "3: 1", "/move 3: = *"),
            (RATE, "3: 123", "/move 3: = *"),
        ],
    )
    def test_a_ballot_never_becomes_a_count(self, tmp_path: Path, steps: str, record: str, move: str) -> None:
        table = Table(tmp_path, steps)
        table.take(record)
        table.refuse(move)

    def test_a_tables_count_can_be_another_tables_or_the_rooms(self, tmp_path: Path) -> None:
        table = Table(tmp_path, SLIPS)
        table.take("3: 1=4", "/move 3: = 2", "/move 2: = *")
        assert one(table.tally("v"), "source", "cast") == ("room", 4)

    def test_what_the_facilitator_gave_needs_no_address(self, tmp_path: Path) -> None:
        table = Table(tmp_path, step("v", "vote", ABCD + 'by = "facilitator"'))
        table.take("1 2", "/fix 3", "/withdraw")
        assert table.tally("v")["source"] is None

    def test_a_part_keeps_its_answers_when_the_source_changes(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT + step("d", "collect", 'for_each = "c"'))
        table.take("@c", "1: x; y; z", "@d", "1>2: on y", "1>3: on z", "/in c /withdraw 1", "/in c 1: new", "/start")
        facets = table.tally("d")["facets"]
        said = {facet["facet"]: [item["item"] for item in facet["items"]] for facet in facets}
        assert said == {"new": [], "y": ["on y"], "z": ["on z"]}


class TestMarks:
    def test_keep(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT + step("v", "vote", 'from = "c:2"'))
        table.take("@c", "1: a; b; c; d", "2: a; b", "3: a", "/keep 4 3 = they fit", "@v")
        assert table.items("v", "number", "item") == [(3, "c"), (4, "d")]
        assert [item["kept"] for item in table.tally("c")["items"]] == [False, False, True, True]
        table.take("@c", "/keep -", "@v", "/start")
        assert table.items("v", "number", "item") == [(1, "a"), (2, "b")]
        for line in ("/keep 9", "/keep", "/keep x"):
            table.refuse(line)

    def test_the_first_k_keep_ties(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT + step("v", "vote", 'from = "c:2"'))
        table.take("@c", "1: a; b; c; d", "2: a; b", "3: a; c", "@v")
        assert table.items("v", "item") == [("a",), ("b",), ("c",)]

    def test_a_kept_item_that_is_joined_is_kept(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT + MERGE)
        table.take("@c", "1: a; b", "@m", "/keep 2", "1 2 = ab")
        assert table.items("m", "number", "kept") == [(1, True)]


class TestTheRoom:
    def test_groups_people_names(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT, groups=0)
        table.take("/groups 3", "/group 3 = Norra", "/group 1 people 5", "/group 2 personer 4", "/group 3 people 6")
        assert table.show()["people"] == 15
        table.take("/people 41", "Norra: a", "/group 3 left")
        assert table.show()["people"] == 41
        assert table.tally("c")["silent"] == ["Table 1", "Table 2"]
        assert answers(table) == [("group:3", 0, 1, "a")]
        table.take("/groups 4")
        assert [group["name"] for group in table.show()["groups"]] == ["Table 1", "Table 2", "Norra", "Table 4"]
        assert all(group["active"] for group in table.show()["groups"])
        reading = table.read("c", "/groups 2")
        assert reading.replaces is True

    @pytest.mark.parametrize(
        "line",
        [
            "/groups x", "/groups 201", "/groups -1", "/groups ²", "/people", "/people 1000000", "/group",
            "/group 3", "/group 0 = a", "/group 3 = 4", "/group 3 = a: b", "/group 3 = a > b", "/group 3 = Table 1",
            "/group 3 people x", "/group 9 left", "/group 999 people 4",
        ],
    )  # fmt: skip
    def test_what_is_refused(self, tmp_path: Path, line: str) -> None:
        Table(tmp_path, COLLECT).refuse(line)

    def test_time(self, tmp_path: Path) -> None:
        table = Table(tmp_path, TALK + COLLECT)
        table.take("@t", "/time +5", "@c", "/time -2", "/tid 10")
        assert [table.desk.state.step(one_).added_minutes for one_ in ("t", "c")] == [5, 8]
        for line in ("/time", "/time x", "/time 601"):
            table.refuse(line)

    def test_notes_of_every_form_in_every_step(self, tmp_path: Path) -> None:
        table = Table(tmp_path, VOTE)
        table.take("/park senare: vem?", "/quote 3: vi vågar", "/decide *: ja", "/note 10:30 paus", '/quote "3: a; b"')
        assert notes(table, "v") == [
            ("park", None, "senare: vem?"),
            ("quote", "group:3", "vi vågar"),
            ("decide", "room", "ja"),
            ("note", None, "10:30 paus"),
            ("quote", None, "3: a; b"),
        ]
        table.take("/fix n1 = sen", "/withdraw n2-n3", "/move n4 = 2")
        assert notes(table, "v") == [
            ("park", None, "sen"),
            ("note", "group:2", "10:30 paus"),
            ("quote", None, "3: a; b"),
        ]
        table.refuse("/quote")


class TestAnotherStep:
    def test_in_records_there_and_stays_here(self, tmp_path: Path) -> None:
        table = Table(tmp_path, TALK + COLLECT + VOTE)
        table.take("@t", "/in 2 4: sent svar", "/in v 3: 1", "en notis")
        assert answers(table) == [("group:4", 0, 1, "sent svar")]
        assert given(table, "v") == [(0, "group:3")]
        assert notes(table, "t") == [("note", None, "en notis")]
        assert table.show()["steps"][1]["status"] == "not started"

    def test_a_chip_without_a_table_is_nobody_there(self, tmp_path: Path) -> None:
        table = Table(tmp_path, SLIPS + COLLECT)
        assert "/in 2 3: …" in table.refuse("/in 2 a")
        table.take("+: 1")
        assert "/in 2 3: …" in table.refuse("/in 2 a")
        table.take("4: 1=2", "/in 2 b")
        assert answers(table) == [("group:4", 0, 1, "b")]

    @pytest.mark.parametrize("line", ["/in 9 3: a", "/in", "/in 1 /in 1 3: a", "/in 1 " * 2000 + "3: a"])
    def test_what_is_nowhere(self, tmp_path: Path, line: str) -> None:
        Table(tmp_path, COLLECT).refuse(line)

    def test_go_next_back_start(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT + VOTE + ACT)
        table.take("/start", "/next", "/start", "3: 1", "/back", "1: a", "/go 3", "Boka", "/go c", "b")
        assert [found["status"] for found in table.show()["steps"]] == ["done", "running", "not started"]
        assert [answer[0] for answer in answers(table)] == ["group:1", "group:1"]
        table.take("/go a", "/start", "/next")
        assert [found["status"] for found in table.show()["steps"]] == ["done", "done", "done"]
        assert table.desk.state.finished
        for line in ("/go 9", "/go", "/export pdf", "/nosuch"):
            table.refuse(line)

    def test_undo_and_redo(self, tmp_path: Path) -> None:
        table = Table(tmp_path, COLLECT)
        table.take("1: a; b", "2: c", "/undo", "/undo", "/redo")
        assert [answer[3] for answer in answers(table)] == ["a", "b"]
        table.take("/redo")
        assert [answer[3] for answer in answers(table)] == ["a", "b", "c"]
        table.refuse("/redo")
        table.take("/undo", "3: d")
        table.refuse("/redo")
        assert [answer[3] for answer in answers(table)] == ["a", "b", "d"]


class TestHidden:
    @pytest.mark.parametrize(
        ("steps", "lines"),
        [
            (step("v", "vote", ABCD + "hidden = true"), ("3: 1 4", "3: 2")),
            (step("v", "rank", ABCD + "hidden = true"), ("3: 1 4", "3: 2")),
            (step("v", "rate", ABCD + "scale = [1, 5]\nhidden = true"), ("3: 1234", "3: 4321")),
        ],
    )
    def test_nothing_is_read_aloud(self, tmp_path: Path, steps: str, lines: tuple[str, str]) -> None:
        from facilitator.entry.history import latest

        table = Table(tmp_path, steps)
        reading = table.read("v", lines[0])
        assert (reading.details, reading.warnings, reading.quiet) == ((), (), True)
        said = table.take(*lines)
        assert said == ["Recorded.", "Replaces what was given before."]
        assert latest(table.desk.book, table.desk.agenda.step("v"), 9) == []
        assert table.tally("v")["items"] == []
        table.take("/reveal")
        assert table.tally("v")["units"] == 1
        assert latest(table.desk.book, table.desk.agenda.step("v"), 9)


def test_both_languages_are_always_read(tmp_path: Path) -> None:
    english = Table(tmp_path / "en", COLLECT + ACT)
    swedish = Table(tmp_path / "sv", COLLECT + ACT, language="sv")
    english.take("1: a; b", "/fix 1 = A", "/move 2 = 3", "/withdraw 2", "/rätta 1 = x", "/note n", "/undo", "/ÅNGRA")
    swedish.take("1: a; b", "/rätta 1 = A", "/flytta 2 = 3", "/återta 2", "/fix 1 = x", "/notera n", "/ångra", "/undo")
    assert answers(english) == answers(swedish) == [("group:1", 0, 1, "A")]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.verb)
def test_every_command_is_known_by_both_its_words(tmp_path: Path, command: object) -> None:
    table = Table(tmp_path, COLLECT)
    for word in (getattr(command, "sv", ""), getattr(command, "en", "")):
        reading = table.read("c", f"/{word}")
        assert "There is no command" not in reading.problem


class TestFilesAndPipes:
    def test_steps_comments_and_the_last_address(self, tmp_path: Path) -> None:
        room = Room(tmp_path, COLLECT + VOTE + SLIPS.replace('id = "v"', 'id = "s"'), groups=4)
        said = room.record("# paper of the evening", "#", "", "@c", "3: a", "#tagg", "b; c", "@v", "2: 1", "@c", "d",
                           "@s", "+: 1", "2", "3: 1=2", "1=1")  # fmt: skip
        assert said[0] == "Starts step 1: Step c"
        assert room.tally("c")["units"] == 1
        assert room.items("c", "item") == [("a",), ("#tagg",), ("b",), ("c",), ("d",)]
        assert room.tally("v")["units"] == 1
        assert one(room.tally("s"), "source", "units") == ("slips", 2)

    def test_a_line_for_nobody_is_refused_and_numbered(self, tmp_path: Path) -> None:
        room = Room(tmp_path, COLLECT + VOTE, groups=4)
        assert room.refuse("a", "@nowhere")[0] == "line 1: Nobody is named; begin with a table's number, as 1: a."
        room.record("@c", "1: a", "@v")
        assert "Nobody is named" in room.refuse("1 2")[0]

    @pytest.mark.parametrize(
        ("steps", "line"),
        [
            (TALK, "a"),
            (ACT, "a"),
            (step("v", "vote", ABCD + 'by = "facilitator"'), "1"),
            (step("r", "rank", ABCD + 'by = "person"'), "1"),
        ],
    )
    def test_some_steps_need_none(self, tmp_path: Path, steps: str, line: str) -> None:
        Room(tmp_path, steps, groups=4).record(line)

    def test_going_back_starts_nothing(self, tmp_path: Path) -> None:
        room = Room(tmp_path, COLLECT + TALK + VOTE, groups=2)
        room.record("@v", "@c", "1: late")
        assert [found["status"] for found in room.show()["steps"]] == ["not started", "not started", "running"]
        assert room.items("c", "item") == [("late",)]

    def test_a_session_goes_on_where_it_stopped(self, tmp_path: Path) -> None:
        room = Room(tmp_path, COLLECT + VOTE, groups=2)
        room.record("@c", "1: a", "@v")
        room.record("1: 1")
        assert room.tally("v")["units"] == 1
