"""What is kept of the diagnosis while a person types is what would be found anew."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from conftest import ROOT
from jslint import Memo, examine
from jslint.diagnosis import TRIALS, Proposals
from jslint.diagnosis.kept import Anew, Given, Kept
from jslint.diagnosis.trials import Trials
from jslint.figure import Anchor
from jslint.ledger import Cause, Check, Listing, Opposite, Repair
from jslint.relation import Same, Sum, Term
from jslint.source import Span
from misprints import misprint
from searches import PIECE, check, figure

GOOD = (ROOT / "examples/jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
PUBLISHED = (ROOT / "examples/jiaozuo-2023-as-published.report.yaml").read_text("utf-8")


def with_a_wrong_digit(seed: int) -> str:
    """The good report with one misprint in a table."""
    examination = examine(GOOD)
    figures = [each for table in examination.report.tables() for each in table.figures() if each.number]
    wrong = random.Random(seed).choice(figures)
    span = examination.locate(wrong.anchor)
    return GOOD[: span.start] + misprint(wrong.printed) + GOOD[span.end :]


def typed(text: str, seed: int, count: int) -> Iterator[str]:
    """The text as it is after each of so many key presses: in sentences, in figures of both, taken back now and then."""
    dice = random.Random(seed)
    now = text
    for _ in range(count):
        kind = dice.choice(["word", "digit", "back"])
        if kind == "back":
            now = text
        elif kind == "word":
            at = dice.choice([each.start() for each in re.finditer("[，。]", now)])
            now = now[:at] + "共" + now[at:]
        else:
            at = dice.choice([each.start() for each in re.finditer(r"\d", now)])
            now = now[:at] + dice.choice("0123456789") + now[at + 1 :]
        yield now


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["published", "wrong digit"])
def test_typing_finds_what_is_found_anew(name: str, seed: int) -> None:
    text = PUBLISHED if name == "published" else with_a_wrong_digit(seed)
    memo = Memo()
    examine(text, memo=memo).told()
    for each in typed(text, seed, 8):
        kept, anew = examine(each, memo=memo), examine(each)
        assert kept.diagnostics == anew.diagnostics
        assert kept.counts() == anew.counts()


def test_what_is_proposed_beside_another_sentence_follows_it() -> None:
    memo = Memo()
    before = examine(PUBLISHED, memo=memo).diagnostics
    at = PUBLISHED.index("，其中：基本支出 52.58 万元，占")
    typed_in = PUBLISHED[:at] + "共" + PUBLISHED[at:]
    after = examine(typed_in, memo=memo).diagnostics
    assert after == examine(typed_in).diagnostics
    assert [each.fixes for each in after] != [each.fixes for each in before]


def test_a_word_in_a_sentence_leaves_the_diagnosis_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = with_a_wrong_digit(1)
    memo = Memo()
    renewals: list[Kept | None] = []
    renewed = Kept.renewed

    def seen(kept: Kept, given: Given) -> Kept | None:
        renewals.append(renewed(kept, given))
        return renewals[-1]

    monkeypatch.setattr(Kept, "renewed", seen)
    before = examine(text, memo=memo).diagnostics
    at = text.index("。", text.index("情况说明:"))
    after = examine(text[:at] + "的" + text[at:], memo=memo).diagnostics
    assert [each.message for each in after] == [each.message for each in before]
    assert len(renewals) == 1
    assert renewals[0] is not None


def given(*checks) -> Given:  # type: ignore[no-untyped-def]
    return Given(tuple(checks), {}, (), {})


def test_a_trial_over_a_figure_that_mattered_is_asked_again() -> None:
    wrong, other, far = figure("5.00", 1), figure("6.00", 2), figure("7.00", 3)
    broken, good = check(Same(wrong, other)), check(Same(far, figure("7.00", 4)))
    kept = Kept(given(broken, good), None, frozenset({wrong, other}), {0: broken}, frozenset(), frozenset())
    again = check(Same(far, figure("7.00", 5)))
    assert kept.renewed(given(broken, again)) is not None
    assert kept.renewed(given(broken, check(Same(other, figure("6.00", 5))))) is None
    assert kept.renewed(given(broken, check(Same(far, figure("7.10", 5))))) is None
    assert kept.renewed(given(check(Same(wrong, other)), good)) is None
    assert kept.renewed(given(broken)) is None


def test_what_was_read_anew_and_says_the_same_is_no_change_unless_a_finding_is_about_it() -> None:
    wrong, other = figure("5.00", 1), figure("6.00", 2)
    broken, old, new = check(Same(wrong, other)), figure("6.00", 3), figure("6.00", 4)
    before, after = given(broken, check(Same(other, old))), given(broken, check(Same(other, new)))
    asked = frozenset({wrong, other, old})
    kept = Kept(before, None, asked, {0: broken}, frozenset(), frozenset({wrong})).renewed(after)
    assert kept is not None
    assert kept.asked == {wrong, other, new}
    assert Kept(before, None, asked, {0: broken}, frozenset(), frozenset({old})).renewed(after) is None


def test_a_trial_that_names_no_figures_is_asked_by_those_of_its_relation() -> None:
    wrong, other = figure("5.00", 1), figure("6.00", 2)
    broken, limit = check(Same(wrong, other)), check(Same(other, figure("6.00", 3))).with_changes(figures=())
    kept = Kept(given(broken, limit), None, frozenset({wrong, other}), {0: broken}, frozenset(), frozenset())
    whole = Sum((Term(other),), (Term(figure("6.00", 3)),))
    assert kept.renewed(given(broken, check(whole).with_changes(figures=()))) is None


def test_where_every_trial_was_asked_for_no_figures_are_far() -> None:
    wrong, other, far = figure("5.00", 1), figure("6.00", 2), figure("7.00", 3)
    broken, good = check(Same(wrong, other)), check(Same(far, figure("7.00", 4)))
    after = given(broken, check(Same(far, figure("7.10", 4))).with_changes(outcome="holds"))
    trials = Trials([broken, good])
    kept = Kept(given(broken, good), trials, frozenset({wrong, other}), {0: broken}, frozenset(), frozenset())
    assert kept.renewed(after) is not None
    trials.every()
    assert kept.renewed(after) is None


def test_a_text_that_names_rows_only_now_is_asked_whatever_its_figures() -> None:
    wrong, other = figure("5.00", 1), figure("6.00", 2)
    broken, silent = check(Same(wrong, other)), check(Same(figure("7.00", 3), figure("7.00", 4)))
    kept = Kept(given(broken, silent), None, frozenset({wrong, other}), {0: broken}, frozenset(), frozenset())
    row = figure("8.00", 5)
    naming = silent.with_changes(figures=(row,), relation=None, listing=Listing(((row,),), ()))
    opposed = silent.with_changes(opposite=Opposite(other, row, Repair("改为减少", ()), Repair("改为下降", ())))
    assert kept.renewed(given(broken, silent.with_changes(reason="别的"))) is not None
    assert kept.renewed(given(broken, naming)) is None
    assert kept.renewed(given(broken, opposed)) is None
    assert kept.renewed(given(broken, silent.with_changes(code="JS199"))) is None


def test_a_word_that_moved_is_no_change_unless_a_finding_turns_it() -> None:
    wrong, other = figure("5.00", 1), figure("6.00", 2)
    broken = check(Same(wrong, other))

    def words(at: int, turned: str = "减少") -> Check:
        repair = Repair(f"把增加改为{turned}", ((Anchor(PIECE, Span(at, at + 2)), turned),))
        change, rate = figure("7.00", at), figure("8.00", at + 10)
        return check(Same(change, change)).with_changes(
            figures=(change, rate), relation=None, opposite=Opposite(change, rate, repair, repair)
        )

    old, new = words(30), words(31)
    cause = Cause("direction", (), repair=old.opposite.repair if old.opposite else None)
    kept = Kept(given(broken, old), None, frozenset(old.figures), {0: broken}, frozenset(), frozenset())
    assert kept.renewed(given(broken, new)) is not None
    assert kept.renewed(given(broken, words(31, "下降"))) is None
    turning = broken.with_changes(cause=cause)
    assert (
        Kept(given(broken, old), None, kept.asked, {0: turning}, frozenset(), frozenset()).renewed(given(broken, new))
        is None
    )


def test_proposals_depend_on_which_trials_another_finding_speaks_for() -> None:
    wrong, shared, far = figure("5.00", 1), figure("6.00", 2), figure("7.00", 3)
    cause = Cause("figure", ((wrong, shared.value),))
    speaking, follower = check(Same(wrong, shared)).with_changes(cause=cause), check(Same(shared, far))
    mine = check(Same(shared, figure("9.00", 4)))

    before = Proposals((speaking, follower, mine), {})
    told = before.remembered(mine)
    spoken_for = Proposals((speaking.with_changes(consequences=(follower,)), mine), {})
    assert Proposals((speaking, follower, mine), {}).renewed(mine, told) is not None
    assert spoken_for.renewed(mine, told) is None


def test_proposals_of_the_same_examination_stay() -> None:
    mine = check(Same(figure("6.00", 1), figure("7.00", 2)))
    proposals = Proposals((mine,), {})
    told = proposals.remembered(mine)
    again = proposals.renewed(mine, told)
    assert again is not None
    assert again.proposals == told.proposals


def test_proposals_depend_on_sums_that_were_not_weighed() -> None:
    total, part, other = figure("0.00", 1), figure("6.00", 2), figure("7.00", 3)
    broken = check(Same(part, other))
    unweighed = check(Sum((Term(total),), (Term(part), Term(other)))).with_changes(outcome="unchecked")
    again = unweighed.with_changes(relation=Sum((Term(total),), (Term(part),)))
    told = Proposals((broken, unweighed), {}).remembered(broken)
    assert Proposals((broken, unweighed), {}).renewed(broken, told) is not None
    assert Proposals((broken, again), {}).renewed(broken, told) is None
    assert Proposals((broken,), {}).renewed(broken, told) is None


def test_proposals_stay_where_a_relation_was_made_anew_over_the_very_same_figures() -> None:
    one, other, far = figure("6.00", 1), figure("7.00", 2), figure("8.00", 3)
    told = Proposals((check(Same(one, other)), check(Same(other, far))), {}).remembered(
        broken := check(Same(one, other))
    )
    assert Proposals((broken, check(Same(other, far))), {}).renewed(broken, told) is not None
    assert Proposals((broken, check(Same(other, figure("8.00", 3)))), {}).renewed(broken, told) is None
    assert Proposals((broken, check(Same(other, far)).with_changes(outcome="holds")), {}).renewed(broken, told) is None


def test_where_nothing_is_broken_no_trials_of_before_are_kept() -> None:
    memo = Memo()
    examine(with_a_wrong_digit(1), memo=memo)
    assert memo.recall(TRIALS) is not None
    examine(GOOD, memo=memo)
    assert memo.recall(TRIALS) is None


def test_relations_are_alike_but_for_where_their_figures_stand() -> None:
    table, old, new = figure("6.00", 3), figure("4.00", 4), figure("4.00", 5)
    whole = Sum((Term(table),), (Term(old), Term(old)))
    assert Anew().is_alike(whole, Sum((Term(table),), (Term(new), Term(new))))
    assert not Anew().is_alike(whole, Sum((Term(table),), (Term(new), Term(figure("4.00", 6)))))
    assert not Anew().is_alike(whole, Sum((Term(table),), (Term(new),)))
    assert not Anew().is_alike(whole, Sum((Term(table),), (Term(figure("4.0", 5)), Term(new))))
    assert not Anew().is_alike(Same(table, old), Sum((Term(table),), (Term(new),)))


def test_trials_are_renewed_as_they_would_be_made() -> None:
    shared, old, new = figure("6.00", 1), figure("6.00", 2), figure("6.00", 3)
    broken = check(Same(shared, figure("9.00", 4)))
    checks = [check(Same(shared, old)), broken, check(Same(old, figure("6.00", 5)))]
    after = [check(Same(shared, new)), broken, check(Same(new, figure("6.00", 6)))]
    renewed, made = Trials(checks).renewed(after, [0, 2]), Trials(after)
    for each in (shared, old, new):
        assert renewed.over(each) == made.over(each)
        assert renewed.broken_over(each) == made.broken_over(each)
    assert renewed.broken == made.broken
    first, again = renewed.linear(0), made.linear(0)
    assert first is not None
    assert again is not None
    assert first.weights == again.weights
