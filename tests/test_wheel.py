"""The built wheel works in an empty environment, with its schema, layouts and rules inside."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from conftest import ROOT


@pytest.fixture(scope="module")
def empty_environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment that holds the wheel and what it requires, nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", folder, ROOT], check=True, timeout=600
    )
    (wheel,) = folder.glob("juesuan_lint-*.whl")
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", wheel], check=True, timeout=600)
    return python


@pytest.mark.long
def test_wheel_checks_the_examples(empty_environment: Path, tmp_path: Path) -> None:
    command = [empty_environment.parent / "jslint", "check", "--format", "json", ROOT / "examples"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1, done.stderr
    files = {Path(file["path"]).name: file for file in json.loads(done.stdout)["files"]}
    assert any(each["code"] == "JS140" for each in files["jiaozuo-2023-as-published.report.yaml"]["diagnostics"])
    assert files["jiaozuo-2023-corrected.report.yaml"]["diagnostics"] == []


@pytest.mark.long
def test_wheel_has_every_rule_of_the_checkout(empty_environment: Path, tmp_path: Path) -> None:
    from jslint.rules import shipped_rules

    command = [
        empty_environment,
        "-c",
        "from jslint.rules import shipped_rules as s; print(*(r.about.code for r in s()))",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.split() == [rule.about.code for rule in shipped_rules()]


COMPILED = """
from msgspec import json
from jslint.kinds.declared import Statement
from jslint.reading.package_data import PACKAGE, compiled_name
from jslint.reading.plain import load
from jslint.rules import COMPILED, declared_statements

assert json.decode((PACKAGE / COMPILED).read_bytes(), type=list[Statement]) == declared_statements()
data = [file for file in PACKAGE.rglob("*.yaml") if "rules" not in file.parts]
for file in data:
    assert json.decode((PACKAGE / compiled_name(str(file))).read_bytes()) == load(file.read_text("utf-8")), file
print(len(data))
"""


PATTERNS = """
import re
import jslint.pattern_codes as codes
from jslint.reading.package_data import PACKAGE
from msgspec import msgpack

(kept,) = PACKAGE.glob("patterns-*.msgpack")
assert kept.name == codes.file_name()
for key, (flags, groups, names, words) in msgpack.decode(kept.read_bytes()).items():
    given, _, source = key.partition(":")
    made, ready = re.compile(source, int(given)), codes.compiled(source, int(given))
    assert made == ready and made.groupindex == ready.groupindex and made.groups == ready.groups, source
    assert (made.flags, made.pattern) == (ready.flags, ready.pattern) == (flags, source)
print(len(codes.kept()))
"""


@pytest.mark.long
def test_the_patterns_of_the_wheel_are_what_re_makes_of_them(empty_environment: Path, tmp_path: Path) -> None:
    command = [empty_environment, "-c", PATTERNS]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 150


@pytest.mark.long
def test_what_the_wheel_has_compiled_is_what_its_yaml_says(empty_environment: Path, tmp_path: Path) -> None:
    command = [empty_environment, "-c", COMPILED]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 5
