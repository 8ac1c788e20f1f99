"""Lays jslint and what it requires out for each platform, from published wheels, for every supported Python.

What fits all versions goes to `libs/common`, what is built for one goes to `libs/cp311` and so on.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from check_bundle import WHOLE, missing, problems

HERE = Path(__file__).parents[1]
ROOT = HERE.parent
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = {
    "linux-x64": ("manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64"),
    "win32-x64": ("win_amd64",),
    "darwin-arm64": tuple(f"macosx_{version}_0_arm64" for version in (11, 12, 13, 14)),
}
_SELDOM = r"[/\\](?:pygments|markdown_it|mdurl|rich(?![/\\](?:__init__|_extension|cells|_unicode_data)))[/\\]"
_WITHOUT = re.compile(r"(?:^|/)(?:__pycache__|bin|tests?)(?:/|$)|\.pyi$")


def pip(*arguments: str) -> None:
    """Run pip quietly; raises CalledProcessError where it fails."""
    subprocess.run([sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", *arguments], check=True)


def install(into: Path, platforms: tuple[str, ...], version: str, *what: str, alone: bool = False) -> None:
    """The wheels of a platform and a Python version, unpacked."""
    tags = [part for platform in platforms for part in ("--platform", platform)]
    selection = ["--only-binary=:all:", "--python-version", version, "--implementation", "cp", *tags]
    pip("install", "--target", str(into), "--no-compile", *selection, *(["--no-deps"] if alone else []), *what)


def distributions(folder: Path) -> dict[str, tuple[str, list[str]]]:
    """Name to version and files of what is installed in a folder."""
    found = {}
    for info in folder.glob("*.dist-info"):
        name, _, version = info.name.removesuffix(".dist-info").rpartition("-")
        record = (info / "RECORD").read_text("utf-8").splitlines()
        found[name] = (version, [line.split(",")[0] for line in record])
    return found


def move(files: list[str], source: Path, target: Path) -> None:
    """Move the files that are needed at run time."""
    for file in files:
        path = source / file
        if path.is_file() and not file.startswith("..") and not _WITHOUT.search(file):
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, target / file)


def bundle(platform: str, target: Path, wheel: Path) -> None:
    """Make `target` hold `run.py` and the libraries for one platform."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    shutil.copy(HERE / "tool" / "run.py", target / "run.py")
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        first, *others = VERSIONS
        install(scratch / first, PLATFORMS[platform], first, f"{WHOLE} @ {wheel.as_uri()}")
        complete(scratch / first, platform)
        built = []
        for name, (version, files) in distributions(scratch / first).items():
            wheel_file = next(scratch / first / file for file in files if file.endswith(".dist-info/WHEEL"))
            if is_for_one(wheel_file.read_text("utf-8")):
                built.append(f"{name.replace('_', '-')}=={version}")
                folder = f"cp{first.replace('.', '')}"
            else:
                folder = "common"
            move(files, scratch / first, target / "libs" / folder)
        for version in others:
            install(scratch / version, PLATFORMS[platform], version, *built, alone=True)
            for _, files in distributions(scratch / version).values():
                move(files, scratch / version, target / "libs" / f"cp{version.replace('.', '')}")


def complete(folder: Path, platform: str) -> None:
    """Add what is required on that platform only: pip judges by the machine that it runs on."""
    while absent := set[str]().union(*(missing([folder], platform, version) for version in VERSIONS)):
        install(folder, PLATFORMS[platform], VERSIONS[0], *sorted(absent), alone=True)


def is_for_one(wheel: str) -> bool:
    """Whether a wheel fits one version of Python only, by its tags: neither of the stable ABI nor without any."""
    return not re.search(r"^Tag: (?:py3-none|cp3\d+-abi3|py2\.py3-none|py3\d+-none)-", wheel, re.MULTILINE)


def compile_all(libraries: Path) -> None:
    """Add bytecode for every Python that is at hand: without it, the first start of all takes a second longer.

    It is never compared with its source, so that unpacking may set what times it likes; a Python that is not at hand here writes
    its own at its first start.
    """
    for version in VERSIONS:
        own = f"cp{version.replace('.', '')}"
        folders = [str(libraries / name) for name in ("common", own) if (libraries / name).is_dir()]
        python = at_hand(version)
        if python is None:
            print(f"no Python {version} at hand: its bytecode is left out")
            continue
        how = ["--invalidation-mode", "unchecked-hash", "-s", str(libraries), "-x", _SELDOM]
        subprocess.run([python, "-I", "-m", "compileall", "-q", *how, *folders], check=True)


def at_hand(version: str) -> str | None:
    """A Python of that version: on the PATH, or kept by pyenv."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    for python in (f"python{version}", *(str(path) for path in kept.glob(f"{version}.*/bin/python"))):
        with suppress(OSError):
            asked = [python, "-I", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
            if subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() == version:
                return python
    return None


def build(platform: str, into: Path, wheel: Path) -> list[str]:
    """Bundle for a platform, and what is wrong with the bundle; compiled where nothing is."""
    bundle(platform, into, wheel)
    found = problems(into, platform, VERSIONS)
    if not found:
        compile_all(into / "libs")
    return found


def main() -> None:
    """`bundle.py PLATFORM …`: into `out/packages/PLATFORM/bundled`, side by side, for they mostly wait for the network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("platforms", choices=sorted(PLATFORMS), nargs="+")
    parser.add_argument("--into", type=Path, default=HERE / "out" / "packages")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor() as pool:
        pip("wheel", "--no-deps", "--wheel-dir", temporary, str(ROOT))
        (wheel,) = Path(temporary).glob("juesuan_lint-*.whl")
        found = list(
            pool.map(lambda platform: build(platform, options.into / platform / "bundled", wheel), options.platforms)
        )
    if any(found):
        sys.exit("\n".join(line for lines in found for line in lines))


if __name__ == "__main__":
    main()
