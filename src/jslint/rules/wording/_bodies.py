"""Whether the name of a body is certainly that of another one."""

from __future__ import annotations

from jslint.pattern import Pattern

_ASIDE = Pattern(r"（[^（）]*）|部门$|本级$|机关$")
_LEFT_OUT = "和与及省市区县"
"""What people leave out of a name: a connective, the word behind a region's name."""
_OWN_LEVEL = Pattern(r"^[省市区县州旗](?=[\u4e00-\u9fff]{3})")
"""A name that begins with the level alone: 市金融局, 区政府办公室."""
_SPEAKERS = ("本", "我")
"""How a name begins that the body itself says: 本街道, 我院."""
_ORDINAL_OF = Pattern(r"第([一二三四五六七八九十])")
_REGION = Pattern(r"[\u4e00-\u9fff]{1,8}?(?:省|自治区|自治州|市|地区|盟|区|县|旗)(?![办场属]|[\u4e00-\u9fff][办属])")


def is_another(name: str, body: str) -> bool:
    """Whether a name is certainly not the body's: of another region or office, or with a character lost or changed.

    What leaves out the front of the body's name is a short form, as is one that keeps some characters of its office (文旅局);
    a longer name that begins or ends with the body's is one of its units, or its full form.
    """
    first, second = (_ASIDE.sub("", each.strip()) for each in (name, body))
    if first.startswith(second) or first.endswith(second) or second.endswith(first) or second.startswith(first):
        return False
    if first.startswith(_SPEAKERS) and _within(first[1:], second):
        return False
    if _is_slip(first, second):
        return True
    (near, office), (far, own) = _parted(_OWN_LEVEL.sub("", first)), _parted(second)
    if not near and _within(first, second):
        return False  # 市中院, 青石中院 for 青石市中级人民法院
    if not (_within(office, own) or _within(own, office)):
        return True
    if (ordinal := _ORDINAL_OF.match(own)) is not None and ordinal[1] not in office:
        return True  # 某市人民医院 for 某市第一人民医院
    return bool(near) and far[-len(near) :] != near and near[-len(far) :] != far


def _is_slip(name: str, body: str) -> bool:
    """Whether one character within a name is lost, added or changed; a connective may be left out."""
    head = next((at for at, (one, other) in enumerate(zip(name, body, strict=False)) if one != other), 0)
    gap = len(body) - len(name)
    if not head or abs(gap) > 1:
        return False
    rest, own = name[head + (gap <= 0) :], body[head + (gap >= 0) :]
    return rest == own and (gap == 0 or (body[head] if gap > 0 else name[head]) not in _LEFT_OUT)


def _parted(name: str) -> tuple[tuple[str, ...], str]:
    """The regions that a name begins with, and the office."""
    regions: list[str] = []
    at = 0
    while (match := _REGION.match(name, at)) and match.end() < len(name):
        regions.append(match.group())
        at = match.end()
    return tuple(regions), name[at:]


def _within(short: str, long: str) -> bool:
    characters = iter(long)
    return all(character in characters for character in short)
