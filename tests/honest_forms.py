"""Honest self-evaluation forms: true amounts, values and scores, printed as one house style or another prints them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

REASON = "年初预计偏保守，已调整下年计划。"
SHORT = "部分任务推迟到下年，资金随之结转。"


@dataclass(frozen=True)
class Style:
    """How a place fills in its forms."""

    decimals: int
    drops_zeros: bool
    rate_decimals: int
    rate_sign: str
    score_decimals: int
    deviation: str
    """henan (what exceeds 130 %), signed (actual over target less 100 %) or none (no such column)."""
    management: bool
    division: tuple[str, ...]
    total_row: str


DIVISIONS = (
    ("政府性预算资金", "财政专户管理资金", "单位资金"),
    ("其中：当年财政拨款", "上年结转资金", "其他资金"),
    ("中央补助资金", "省级财政资金", "市级财政资金", "其他资金"),
)


def style(rng: random.Random) -> Style:
    return Style(
        decimals=rng.choice([2, 2, 2, 4, 6]),
        drops_zeros=rng.random() < 0.5,
        rate_decimals=rng.choice([2, 2, 2, 1, 0]),
        rate_sign=rng.choice(["", "%"]),
        score_decimals=2,
        deviation=rng.choice(["henan", "signed", "none"]),
        management=rng.random() < 0.4,
        division=rng.choice(DIVISIONS),
        total_row=rng.choice(["年度资金总额", "年度资金总额（万元）：", "资金总额", "合计"]),
    )


def rounded(value: Fraction, decimals: int, *, drop: bool = False) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    text = str(exact.quantize(Decimal((0, (1,), -decimals)), ROUND_HALF_UP))
    return text.rstrip("0").rstrip(".") if drop and "." in text else text


@dataclass(frozen=True)
class Row:
    """An indicator as printed, with its score."""

    target: str
    actual: str
    weight: int
    score: Fraction
    deviation: Fraction
    reason: str


def indicator(rng: random.Random, kind: str, weight: int, house: Style) -> Row:
    full = Fraction(weight)
    if kind == "words":
        share = rng.choice([Fraction(1), Fraction(1), Fraction(95, 100), Fraction(80, 100)])
        reason = REASON if share < 1 else "~"
        return Row(
            rng.choice(["明显", "有效提升", "合规"]), f"{int(share * 100)}%", weight, full * share, Fraction(0), reason
        )
    if kind == "upper":
        bound, actual = rng.randint(3, 20), rng.randint(0, 20)
        unit = rng.choice(["%", "次", "天", "万元"])
        met = actual <= bound
        sign = rng.choice(["≤", "不超过"])
        score = full if met else full * Fraction(bound, actual)
        return Row(f"{sign}{bound}{unit}", f"{actual}{unit}", weight, score, Fraction(0), "~" if met else REASON)
    if kind == "cost":
        bound = rng.randint(20, 90)
        return Row(f"{bound}万元", f"{rng.randint(5, bound)}万元", weight, full, Fraction(0), "~")
    if kind == "text":
        return Row("2023年12月底前", "2023年11月完成", weight, full, Fraction(0), "~")
    return lower(rng, kind, weight, house)


def lower(rng: random.Random, kind: str, weight: int, house: Style) -> Row:
    unit = "%" if kind == "percent" else rng.choice(["次", "人", "公里", ""])
    bound = rng.randint(60, 95) if kind == "percent" else rng.randint(2, 40)
    actual = rng.randint(bound - 3, min(100, bound * 2)) if kind == "percent" else rng.randint(bound - 1, bound * 2 + 1)
    if kind == "exact":
        actual = rng.choice([bound, bound, bound + 1])
    sign = "" if kind == "exact" else rng.choice(["≥", ">=", "不少于", "≥ "])
    ratio = Fraction(actual, bound)
    score, deviation = Fraction(weight), Fraction(0)
    if ratio < 1:
        score, deviation = score * ratio, (ratio - 1) * 100 if house.deviation == "signed" else Fraction(0)
    elif house.deviation == "signed":
        deviation = (ratio - 1) * 100
    elif house.deviation == "henan" and kind != "exact" and ratio > Fraction(13, 10):
        deviation = (ratio - Fraction(13, 10)) * 100
        score *= 1 - Fraction(4, 10) * min(deviation, Fraction(70)) / 70
    reason = REASON if deviation or ratio < 1 else "~"
    return Row(f"{sign}{bound}{unit}", f"{actual}{unit}", weight, score, deviation, reason)


KINDS = ("count", "percent", "upper", "words", "exact", "cost", "text", "percent", "words")
LEVELS = ("产出指标, 数量指标", "产出指标, 质量指标", "效益指标, 社会效益指标", "满意度指标, 服务对象满意度指标")


def weights(rng: random.Random, total: int, count: int) -> list[int]:
    cuts = sorted(rng.sample(range(1, total), count - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]


def form(rng: random.Random, house: Style, name: str) -> str:
    lines = [f"    - 项目名称: {name}", "      主管部门: 某市某局"]
    funds, executed_score = _funds(rng, house)
    lines += funds
    total = Fraction(Decimal(executed_score))
    if house.management:
        lines += ["      资金管理情况:", "        栏目: [情况说明, 分值, 得分, 存在问题和改进措施]"]
        for label in ("安排科学性", "拨付合规性", "使用规范性", "预算绩效管理情况"):
            score = rng.choice([5, 5, 4.5])
            total += Fraction(str(score))
            lines.append(f"        {label}: [按规定办理, 5, {score}, {'~' if score == 5 else SHORT}]")
    count = rng.randint(4, 12)
    deviates = house.deviation != "none"
    tail = "偏差度, 偏差原因及改进措施" if deviates else "偏差原因分析及改进措施"
    lines += [
        "      绩效指标:",
        f"        栏目: [一级指标, 二级指标, 三级指标, 年度指标值, 实际完成值, 分值, 得分, {tail}]",
        "        指标:",
    ]
    for number, weight in enumerate(weights(rng, 70 if house.management else 90, count)):
        row = indicator(rng, rng.choice(KINDS), weight, house)
        score = rounded(row.score, 2, drop=house.drops_zeros)
        total += Fraction(Decimal(score))
        deviation = f"{rounded(row.deviation, 2)}%, " if deviates else ""
        lines.append(
            f"          - [{LEVELS[number % 4]}, 第{number}项成效, '{row.target}', '{row.actual}', {row.weight}, {score},"
            f" {deviation}{row.reason}]"
        )
    lines.append(f"      总分: [100, {rounded(total, rng.choice([2, 2, 1]), drop=house.drops_zeros)}]")
    return "\n".join(lines)


def _funds(rng: random.Random, house: Style) -> tuple[list[str], str]:
    """True money in fen; the printed total rounds the true total, not the sum of the printed parts."""
    columns = []
    for _ in house.division:
        full = rng.choice([0, 0, rng.randint(1, 10**9)])
        opening = full if rng.random() < 0.6 else rng.randint(0, 10**9)
        columns.append((opening, full, rng.choice([full, full, rng.randint(0, full)])))
    if not any(full for _, full, _ in columns):
        columns[0] = (10**7, 10**7, 10**7 - 12345)
    totals = tuple(sum(part) for part in zip(*columns, strict=True))
    lines = ["      项目资金:", "        栏目: [年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分]"]
    score = rounded(10 * Fraction(totals[2], totals[1]), 2, drop=house.drops_zeros)
    for label, amounts, weight, scored in (
        (house.total_row, totals, "10", score),
        *((label, amounts, "~", "~") for label, amounts in zip(house.division, columns, strict=True)),
    ):
        money = ", ".join(rounded(Fraction(fen, 10**6), house.decimals, drop=house.drops_zeros) for fen in amounts)
        rate = Fraction(100 * amounts[2], amounts[1]) if amounts[1] else Fraction(0)
        shown = rounded(rate, house.rate_decimals) + house.rate_sign
        lines.append(f"        {label}: [{money}, {weight}, {shown}, {scored}]")
    if Fraction(totals[2], totals[1]) < Fraction(8, 10):
        lines.append(f"      其他说明: {SHORT.replace('部分', '原因是部分')}")
    return lines, score


def forms(seed: int, count: int) -> str:
    """The annexes of one department that fills in all its forms in one style."""
    rng = random.Random(seed)
    house = style(rng)
    return "附件:\n  项目单位自评表:\n" + "\n".join(form(rng, house, f"第{n}号项目") for n in range(count)) + "\n"
