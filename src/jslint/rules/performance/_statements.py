"""What the narrative says of the self-evaluation: how many projects, which grades, how much money."""

from __future__ import annotations

from jslint.figure import Figure
from jslint.pattern import Pattern
from jslint.prose.claims import Amount, Count, Grade, Score, Stated
from jslint.report.model import Report

TOPIC = "预算绩效情况"
EVALUATED, WHOLE = "绩效评价", "整体自评"
PROJECTS = frozenset({"项目", EVALUATED})
CLAUSE = Pattern("[，。；;,：:]")
SENTENCE = Pattern("[。；;]")
_LAST_CLAUSE = Pattern("[，、,：:]")
_OF_ONE = Pattern("项目|专项|综述|课题")
_OF_PART = Pattern(
    "提高|提升|增加|增长|降低|减少|上升|下降|高于|低于|指标|其中|扣|平均|权重|分值|满分|投入|过程|产出|效益|效果"
)
"""Before a score: that it is a change, what can be reached, or of a part of the evaluation."""
_OTHERS = Pattern("[0-9]+个|其余|其他|其它|剩余|剩下|余下|另")
"""Behind the last grade: that more projects are spoken of."""
_IS_SCORE = Pattern(
    r"(?:.*整体(?:支出)?)?(?:[0-9]{4}年度?|本|我|全|年度|部门|单位|支出|预算|项目|自我|自评|评价|绩效|最终|最后|综合|总体?|加权|考核|评定|评审|经|结果|情况|工作"
    r"|得分|评分|总分|分数|成绩|打分|计分|自评分|（[^（）]{1,12}）|\([^()]{1,12}\)|被|均|为|是|达到?|共|计|[:：“”\s])*"
)
"""The words of a clause that says the score of what the sentence is about, and of nothing else."""
GRADES = ("优", "良", "中", "差")
"""The narrative's grades, best first (projects that have none are counted with them); 合格 and 不合格 are read as 中 and 差."""


def grade_lists(report: Report) -> tuple[tuple[Figure | None, dict[str, Figure]], ...]:
    """Each sentence's counts of projects by grade, with the number of projects that it or a sentence before it states.

    A sentence that names one grade twice speaks of several things and is left out. 12 个项目中，8 个为优 states its own number,
    where it counts nothing else.
    """
    own = _only_counts(report)
    found: dict[tuple[str, int], list[Grade]] = {}
    totals: dict[tuple[str, int], Figure | None] = {}
    latest: Figure | None = None
    for claim in report.claims(TOPIC):
        if isinstance(claim, Count) and claim.subject == EVALUATED:
            latest = claim.figure
        elif isinstance(claim, Grade):
            key = (claim.anchor.piece, claim.sentence)
            totals.setdefault(key, latest)
            found.setdefault(key, []).append(claim)
    lists = []
    for key, claims in found.items():
        counts = {claim.subject: claim.figure for claim in claims}
        if len(counts) == len(claims):
            lists.append((own.get(key) or totals[key], counts))
    return tuple(lists)


def _only_counts(report: Report) -> dict[tuple[str, int], Figure]:
    """The number of projects of each sentence that counts once beside the grades, and before them."""
    counted: dict[tuple[str, int], list[Count | Grade]] = {}
    for claim in report.claims(TOPIC):
        if isinstance(claim, Count | Grade):
            counted.setdefault((claim.anchor.piece, claim.sentence), []).append(claim)
    return {
        key: first.figure
        for key, (first, *others) in counted.items()
        if isinstance(first, Count) and first.subject in PROJECTS and all(isinstance(each, Grade) for each in others)
    }


def stated_projects(report: Report) -> Figure | None:
    """How many projects were evaluated: what the grades are counted of, else the last number said."""
    for total, _ in grade_lists(report):
        if total is not None:
            return total
    counts = [each.figure for each in report.claims(TOPIC) if isinstance(each, Count) and each.subject == EVALUATED]
    return counts[-1] if counts else None


def whole_claims(report: Report) -> tuple[tuple[Stated, Stated | None], ...]:
    """What is said of the money of the whole department's self-evaluation, each part (政府预算资金 …) with its total.

    Only where the paragraph names the whole before the figure: what a summary of one project says is not about it, nor is the
    score of a part of the evaluation or a change of score.
    """
    found: list[tuple[Stated, Stated | None]] = []
    above: Stated | None = None
    for claim in report.claims(TOPIC):
        if not isinstance(claim, Stated):
            continue
        if claim.subject == WHOLE and not _is_of_whole(words_before(report, claim), claim):
            above = None
        elif claim.subject == WHOLE:
            above = None if isinstance(claim, Score) else claim
            found.append((claim, None))
        elif (
            above is not None
            and isinstance(claim, Amount)
            and claim.role == "part"
            and claim.sentence == above.sentence
        ):
            found.append((claim, above))
        else:
            above = None
    return tuple(found)


def _is_of_whole(before: str, claim: Stated) -> bool:
    *earlier, sentence = SENTENCE.split(before)
    if "整体" not in sentence and ("整体" not in "".join(earlier) or _OF_ONE.search(sentence)):
        return False
    if not isinstance(claim, Score):
        return True
    clause = _LAST_CLAUSE.split(sentence.rstrip(":： "))[-1]
    return not _OF_PART.search(clause) and _IS_SCORE.fullmatch(clause) is not None


def words_before(report: Report, claim: Stated) -> str:
    """The words of the paragraph that lead to a claim's figure; empty where its place is not found."""
    text, at = _place_of(report, claim.figure)
    return text[text.rfind("\n", 0, at) + 1 : at]


def leaves_some_out(report: Report, last: Figure) -> bool:
    """Whether the sentence goes on, behind the last of its grades, with some that may have none: 其余未评, 另有 1 个已终止."""
    text, at = _place_of(report, last)
    rest = SENTENCE.split(text[at + len(last.printed) :].partition("\n")[0], maxsplit=1)[0]
    return _OTHERS.search(rest) is not None


def _place_of(report: Report, figure: Figure) -> tuple[str, int]:
    """The passage in which a figure is printed, and where; empty where that is not found."""
    for section in report.narrative(TOPIC):
        for passage in section.passages if section.piece == figure.anchor.piece else ():
            at = passage.text.find(figure.printed)
            while at >= 0:
                if passage.anchor(at, at + len(figure.printed)) == figure.anchor:
                    return passage.text, at
                at = passage.text.find(figure.printed, at + 1)
    return "", 0
