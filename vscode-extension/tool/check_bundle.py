"""Whether a bundle can run on its platform with every supported Python: nothing is missing, nothing is for another machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.utils import canonicalize_name

WHOLE = "juesuan-lint[import,publish,annotate]"
"""What a bundle holds: jslint with all that reads, writes and annotates documents, for a machine that has nothing but Python."""
_SYSTEMS = {
    "linux-x64": {
        "sys_platform": "linux",
        "platform_system": "Linux",
        "os_name": "posix",
        "platform_machine": "x86_64",
    },
    "win32-x64": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    "darwin-arm64": {
        "sys_platform": "darwin",
        "platform_system": "Darwin",
        "os_name": "posix",
        "platform_machine": "arm64",
    },
}
_MODULES = {
    "linux-x64": (r"\.cpython-{tag}-x86_64-linux-gnu\.so$", r"\.abi3\.so$"),
    "win32-x64": (r"\.cp{tag}-win_amd64\.pyd$", r"^[^.]+\.pyd$"),
    "darwin-arm64": (r"\.cpython-{tag}-darwin\.so$", r"\.abi3\.so$"),
}
_BUILT = re.compile(r"\.(?:so|pyd|dylib)$")
_STABLE = re.compile(r"^Tag: (?:cp3(\d+)-abi3|py3-none)-", re.MULTILINE)
"""The oldest Python 3 of a wheel of the stable ABI; none for one that only carries a library that is loaded as data."""
_ELF_X64, _PE_X64, _MACHO_ARM64, _FAT = 62, 0x8664, 0x0100000C, b"\xca\xfe\xba\xbe"


def environment(platform: str, version: str) -> dict[str, str]:
    """What a requirement's marker is judged by, but for the extra: that machine, not this one."""
    python = {"python_version": version, "python_full_version": f"{version}.0"}
    names = {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    return {**_SYSTEMS[platform], **python, **names}


def missing(folders: list[Path], platform: str, version: str) -> set[str]:
    """Requirements of jslint, and of what it requires, that do not lie in the folders."""
    present = {canonicalize_name(each.name): each for each in distributions(path=[str(folder) for folder in folders])}
    wanted, seen, absent = [Requirement(WHOLE)], set[tuple[str, str]](), set[str]()
    judged_by = environment(platform, version)
    while wanted:
        requirement = wanted.pop()
        name = canonicalize_name(requirement.name)
        found = present.get(name)
        if found is None or not requirement.specifier.contains(found.version, prereleases=True):
            absent.add(f"{requirement.name}{requirement.specifier}")
            continue
        for extra in {"", *requirement.extras} - {extra for each, extra in seen if each == name}:
            seen.add((name, extra))
            needs = (Requirement(line) for line in found.requires or ())
            wanted += [
                each for each in needs if each.marker is None or each.marker.evaluate({**judged_by, "extra": extra})
            ]
    return absent


def problems(bundle: Path, platform: str, versions: tuple[str, ...]) -> list[str]:
    """What is wrong with a bundle, in words; empty where nothing is."""
    found = []
    for version in versions:
        tag = version.replace(".", "")
        folders = [folder for folder in (bundle / "libs/common", bundle / f"libs/cp{tag}") if folder.is_dir()]
        found += [f"Python {version}: {each} is missing" for each in sorted(missing(folders, platform, version))]
        for distribution in distributions(path=[str(folder) for folder in folders]):
            found += [f"Python {version}: {each}" for each in _unfit(distribution, platform, tag)]
    return found


def _unfit(distribution: Distribution, platform: str, tag: str) -> Iterator[str]:
    """Built modules that this Python cannot load there."""
    tags = distribution.read_text("WHEEL") or ""
    stable = [int(minor or 0) for minor in _STABLE.findall(tags)]
    own, shared = (re.compile(pattern.format(tag=tag)) for pattern in _MODULES[platform])
    for file in distribution.files or ():
        if not _BUILT.search(file.name):
            continue
        path = Path(str(distribution.locate_file(file)))
        if not path.is_file():
            yield f"{distribution.name}: {file} is missing"
        elif not own.search(file.name) and not (
            (shared.search(file.name) or 0 in stable) and stable and min(stable) <= int(tag[1:])
        ):
            yield f"{distribution.name}: {file} is built for another Python"
        elif not _is_for(path.read_bytes()[:4096], platform):
            yield f"{distribution.name}: {file} is built for another machine"


def _is_for(head: bytes, platform: str) -> bool:
    if platform == "linux-x64":
        return head[:4] == b"\x7fELF" and int.from_bytes(head[18:20], "little") == _ELF_X64
    if platform == "win32-x64":
        at = int.from_bytes(head[60:64], "little")
        return head[:2] == b"MZ" and int.from_bytes(head[at + 4 : at + 6], "little") == _PE_X64
    return head[:4] == _FAT or int.from_bytes(head[4:8], "little") == _MACHO_ARM64
