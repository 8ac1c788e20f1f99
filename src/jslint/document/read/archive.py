"""What a zipped office document says of itself, checked before any of it is unpacked."""

from __future__ import annotations

import io
import zipfile

from jslint.document.read.reader import UnreadableError

MOST_BYTES = 256 * 1024 * 1024
MOST_MEMBERS = 5000
MOST_RATIO = 300
"""Real documents shrink to a tenth or so; sheets of blanks to a hundredth."""
_SMALL = 4 * 1024 * 1024
_LOOKED_AT = 4096


def members(name: str, data: bytes) -> frozenset[str]:
    """The names in the archive; raises UnreadableError for what is damaged, locked, oversized or holds a DTD."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_sizes(name, infos)
            for info in infos:
                if info.filename.lower().endswith((".xml", ".rels")):
                    _check_prolog(name, archive, info)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableError(f"{name} 已损坏，无法打开（{error}）；请重新导出或另存后再试。") from error
    return frozenset(info.filename for info in infos)


def _check_sizes(name: str, infos: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in infos)
    bomb = any(info.file_size > _SMALL and info.file_size > MOST_RATIO * max(1, info.compress_size) for info in infos)
    if len(infos) > MOST_MEMBERS or total > MOST_BYTES or bomb:
        raise UnreadableError(f"{name} 解压后大得不正常（{total // 1024 // 1024} MB，{len(infos)} 个成员），没有打开。")
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableError(f"{name} 设有密码；请去掉密码后另存，再导入。")


def _check_prolog(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    with archive.open(info) as stream:
        start = stream.read(_LOOKED_AT).replace(b"\x00", b"")
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise UnreadableError(f"{name} 的 {info.filename} 里有外部实体声明（DTD），办公软件不会写这种内容，没有打开。")
