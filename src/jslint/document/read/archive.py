"""A zipped office document: bounded before anything is unpacked, its parts found by their relationships and parsed without entities."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from functools import cached_property, lru_cache
from typing import IO, Any

from jslint.document.read.reader import UnreadableError, library

MOST_BYTES = 256 * 1024 * 1024
"""Bytes of all members together, unpacked."""
MOST_MEMBERS = 5000
MOST_RATIO = 300
"""Real documents shrink to a tenth or so; sheets of blanks to a hundredth."""
MOST_TAGS = 2_000_000
"""Tags of a part that is held as a tree, opening and closing ones; a report of 200 pages has under 400,000."""
MOST_PART = 96 * 1024 * 1024
"""Bytes of one XML part: parsed, it takes several times as much memory. A report of 200 pages has under 20 MB."""
_SMALL = 4 * 1024 * 1024
_LOOKED_AT = 4096
_PIECE = 1 << 20
_FAMILIES = ("wordprocessingml", "spreadsheetml", "presentationml")
_OFFICE = "relationships/officeDocument"
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


class Archive:
    """The parts of an office document; raises UnreadableError for what is damaged, locked, oversized or holds a DTD."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
            self._check_sizes(infos)
            for info in infos:
                if info.filename.lower().endswith((".xml", ".rels")):
                    self._check_prolog(info)
        except BROKEN as error:
            raise UnreadableError(f"{name} 已损坏，无法打开（{error}）；请重新导出或另存后再试。") from error
        self._names = {info.filename.lstrip("/").lower(): info for info in infos}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    @cached_property
    def main(self) -> str:
        """The path of the main part (the text of a document, the list of sheets), or "" where there is none."""
        targets = self.related("").values()
        return next((target for kind, target in targets if kind.endswith(_OFFICE) and target in self), "")

    @cached_property
    def family(self) -> str:
        """What the main part is written in: `wordprocessingml`, `spreadsheetml`, `presentationml` or ""."""
        if not self.main:
            return ""
        with self._zip.open(self._names[self.main.lower()]) as stream:
            start = stream.read(_LOOKED_AT).replace(b"\x00", b"")
        return next((name for name in _FAMILIES if name.encode() in start), "")

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: identifier → kind and path inside the archive; what lies outside is left out."""
        folder, base = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if path not in self:
            return {}
        return {
            each.get("Id", ""): (each.get("Type", ""), _inside(folder, each.get("Target", "")))
            for each in self.parsed(path).iter("{*}Relationship")
            if each.get("TargetMode") != "External"
        }

    def first(self, part: str, kind: str) -> Any:
        """The parsed part of a kind (`styles`) that a part refers to, or None."""
        targets = (target for known, target in self.related(part).values() if known.endswith(f"relationships/{kind}"))
        found = next((target for target in targets if target in self), None)
        return None if found is None else self.parsed(found)

    def parsed(self, part: str) -> Any:
        """The root element of a part; raises UnreadableError where it is no XML, too deep or too large."""
        etree = library("lxml.etree", "lxml")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            with self.opened(part, MOST_TAGS) as stream:
                return etree.parse(stream, parser).getroot()
        except (etree.LxmlError, *BROKEN) as error:
            raise self.damaged(part, error) from error

    def opened(self, part: str, most: int) -> IO[bytes]:
        """A part's bytes, unpacked as they are read, after its tags were counted; raises UnreadableError where they are too many."""
        info = self._names.get(part.lower())
        if info is None:
            raise UnreadableError(f"{self.name} 已损坏，缺少 {part}；请重新另存后再试。")
        if info.file_size > MOST_PART:
            size, most = info.file_size // 1024 // 1024, MOST_PART // 1024 // 1024
            raise UnreadableError(f"{self.name} 的 {part} 有 {size} MB（最多 {most} MB），大得不正常，没有读取。")
        with self._zip.open(info) as stream:
            tags = sum(piece.count(b"<") for piece in iter(lambda: stream.read(_PIECE), b""))
        if tags > most:
            raise UnreadableError(f"{self.name} 的 {part} 有 {tags} 个标记（最多 {most} 个），大得不正常，没有读取。")
        return self._zip.open(info)

    def damaged(self, part: str, error: Exception) -> UnreadableError:
        """The words for a part that cannot be read."""
        kind = "嵌套得太深" if "depth" in str(error).lower() else "已损坏"
        return UnreadableError(
            f"{self.name} 的 {part} {kind}，读不出来（{type(error).__name__}）；请用 Office 或 WPS 打开，另存后再试。"
        )

    def _check_sizes(self, infos: list[zipfile.ZipInfo]) -> None:
        total = sum(info.file_size for info in infos)
        bomb = any(
            info.file_size > _SMALL and info.file_size > MOST_RATIO * max(1, info.compress_size) for info in infos
        )
        if len(infos) > MOST_MEMBERS or total > MOST_BYTES or bomb:
            raise UnreadableError(
                f"{self.name} 解压后大得不正常（{total // 1024 // 1024} MB，{len(infos)} 个成员），没有打开。"
            )
        if any(info.flag_bits & 1 for info in infos):
            raise UnreadableError(f"{self.name} 设有密码；请去掉密码后另存，再导入。")

    def _check_prolog(self, info: zipfile.ZipInfo) -> None:
        with self._zip.open(info) as stream:
            start = stream.read(_LOOKED_AT).replace(b"\x00", b"")
        if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
            raise UnreadableError(
                f"{self.name} 的 {info.filename} 里有外部实体声明（DTD），办公软件不会写这种内容，没有打开。"
            )


def _inside(folder: str, target: str) -> str:
    """The path inside the archive that a relationship names: relative to the part, or from the root."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


@lru_cache(maxsize=4096)
def local(tag: object) -> str:
    """An element's name without its namespace, so that strict and transitional files are one; "" for no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str, default: str = "") -> str:
    """An attribute by its local name, whatever its namespace."""
    for key, value in element.attrib.items():
        if local(key) == name:
            return str(value)
    return default


def is_on(element: Any) -> bool:
    """Whether an on-off property that is given is on."""
    return attribute(element, "val", "true").lower() not in {"0", "false", "off", "none"}


def whole(text: str, default: int = 0, *, most: int = 1 << 31) -> int:
    """A whole number of an attribute, held within what a document can mean."""
    stripped = text.strip()
    digits = stripped.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 12:
        return most if digits.isdigit() and len(digits) > 12 else default
    return max(-most, min(int(stripped), most))
