"""Configuration and a bureau's rules in the editor: found per folder, read again when they change, their errors shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from editor_client import ROOT, Editor, editor

pytestmark = [pytest.mark.asyncio, pytest.mark.timeout(60)]

PUBLISHED = (ROOT / "examples/jiaozuo-2023-as-published.report.yaml").read_text("utf-8")


def changed(one: Editor, path: Path) -> None:
    event = types.FileEvent(path.as_uri(), types.FileChangeType.Changed)
    one.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))


async def codes(one: Editor, uri: str, *, fresh: str) -> set[object]:
    """The codes told for the text once a comment has made it new."""
    one.splice(0, 0, f"# {fresh}\n", uri)
    return {each.code for each in await one.told(uri)}


async def test_each_folder_has_its_own_and_changes_are_seen(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    settings = first / "jslint.toml"
    settings.write_text('ignore = ["JS140"]\n', "utf-8")
    async with editor(folder=tmp_path) as one:
        uris = [(folder / "a.report.yaml").as_uri() for folder in (first, second)]
        for uri in uris:
            one.open(PUBLISHED, uri)
        assert "JS140" not in {each.code for each in await one.told(uris[0])}
        assert "JS140" in {each.code for each in await one.told(uris[1])}
        settings.write_text("", "utf-8")
        changed(one, settings)
        assert "JS140" in await codes(one, uris[0], fresh="一")


async def test_an_error_of_the_configuration_is_shown_in_it_and_cleared(tmp_path: Path) -> None:
    settings = tmp_path / "jslint.toml"
    settings.write_text('\nignored = ["JS140"]\n', "utf-8")
    async with editor(folder=tmp_path) as one:
        uri = (tmp_path / "a.report.yaml").as_uri()
        one.open(PUBLISHED, uri)
        assert "JS140" in {each.code for each in await one.told(uri)}
        (problem,) = one.client.diagnostics[settings.as_uri()]
        assert problem.range.start.line == 1
        assert "ignored" in problem.message
        settings.write_text('ignore = ["JS140"]\n', "utf-8")
        changed(one, settings)
        assert "JS140" not in await codes(one, uri, fresh="一")
        assert list(one.client.diagnostics[settings.as_uri()]) == []


async def test_an_untitled_report_has_the_settings_of_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "jslint.toml").write_text('ignore = ["JS140"]\n', "utf-8")
    async with editor(folder=tmp_path) as one:
        one.open(PUBLISHED, "untitled:Untitled-1")
        assert "JS140" not in {each.code for each in await one.told("untitled:Untitled-1")}
