"""Code actions: the repairs of a finding, each whole, figures taken from or carried to their other places, pasted rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from jslint.diagnostic import Diagnostic, Edit, Fix
from jslint.document.pasting import rows_from
from jslint.editing.official import official_fixes
from jslint.editing.repairs import repairs_at
from jslint.explain import page
from jslint.lsp.asking import Asked, asked
from jslint.lsp.diagnostics import item_of, touching
from jslint.lsp.edits import previews, workspace_edit
from jslint.lsp.filling import fill_in, offered, resolves
from jslint.lsp.titles import titles_of
from jslint.lsp.waiving import waiving
from jslint.source import Span

if TYPE_CHECKING:
    from jslint.lsp.server import Server

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.jslint"
EXPLAIN = "jslint.explainRule"
ALL = "应用全部可靠的修改"
OWN = "command:"
"""What the link to a page begins with where the editor shows the pages itself."""

MOST_OFFERED = 5
"""Repairs of one finding that a menu shows: of many that are equally likely the first tell enough."""

KINDS: list[types.CodeActionKind | str] = [
    types.CodeActionKind.QuickFix,
    types.CodeActionKind.RefactorRewrite,
    FIX_ALL,
]


def register(server: Server) -> None:
    """Answer codeAction, and the command that explains a rule."""

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=KINDS, resolve_provider=True)
    )
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        about = await asked(server, params.text_document.uri)
        if about is None:
            return None
        span = about.coordinates.span(params.range)
        found = [*_actions(server, about, span), *offered(about, span)]
        wanted = params.context.only
        chosen = [
            action
            for action in found
            if wanted is None or _is_wanted(str(getattr(action.kind, "value", action.kind)), wanted)
        ]
        for action in chosen if not resolves(server) else ():
            if action.data is not None:
                await fill_in(server, about, action)
        return chosen

    @server.command(EXPLAIN)
    def explain(code: str) -> str | None:
        rule = server.about_of(code)
        link = server.pages.link(rule) if rule else None
        if link is not None and not link.startswith(OWN) and _shows(server):
            server.window_show_document(types.ShowDocumentParams(link, external=not link.startswith("file:")))
        return page(rule) if rule else None


def _shows(server: Server) -> bool:
    window = server.client_capabilities.window
    return bool(window and window.show_document and window.show_document.support)


def _is_wanted(kind: str, wanted: Iterable[types.CodeActionKind | str]) -> bool:
    names = [str(getattr(each, "value", each)) for each in wanted]
    return any(kind == name or kind.startswith(f"{name}.") for name in names)


def _actions(server: Server, about: Asked, span: Span) -> Iterator[types.CodeAction]:
    told = about.atlas.examination.diagnostics
    offered: set[tuple[Edit, ...]] = set()
    touched = touching(told, span)
    here = about.atlas.piece_at(span.start)
    piece = here.id if here is not None else ""
    for diagnostic in touched:
        yield from _for_finding(server, about, diagnostic, offered, piece)
    yield from waiving(server, about, touched)
    for code in dict.fromkeys(diagnostic.code for diagnostic in touched):
        yield _explained(code, [item_of(server, about.document, each) for each in touched if each.code == code])
    for fix in (*repairs_at(about.atlas, span), *official_fixes(about.atlas, span)):
        if fix.edits not in offered:
            offered.add(fix.edits)
            preview = fix.title if len(fix.edits) > 1 and previews(server) else ""
            title = f"{fix.title}（{fix.reason}）" if fix.reason and not preview else fix.title
            yield _action(about, fix, types.CodeActionKind.RefactorRewrite, title, preview)
    yield from _pasted(about, span)
    safe = [fix for diagnostic in told for fix in diagnostic.fixes if fix.safe]
    if safe:
        yield _action(about, Fix(ALL, _apart(safe), safe=True), FIX_ALL, ALL)


def _for_finding(
    server: Server, about: Asked, diagnostic: Diagnostic, offered: set[tuple[Edit, ...]], piece: str
) -> Iterator[types.CodeAction]:
    item = item_of(server, about.document, diagnostic)
    fixes = diagnostic.fixes[:MOST_OFFERED]
    for fix, title in zip(fixes, titles_of(about, fixes, piece), strict=True):
        if fix.edits not in offered:
            offered.add(fix.edits)
            action = _action(about, fix, types.CodeActionKind.QuickFix, title)
            action.diagnostics = [item]
            action.is_preferred = fix.safe or None
            yield action


def _explained(code: str, items: list[types.Diagnostic]) -> types.CodeAction:
    title = f"说明规则 {code}"
    command = types.Command(title, EXPLAIN, arguments=[code])
    return types.CodeAction(title, types.CodeActionKind.QuickFix, items, command=command)


def _action(
    about: Asked, fix: Fix, kind: types.CodeActionKind | str, title: str, preview: str = ""
) -> types.CodeAction:
    """The action of a fix; with a `preview` its edits are shown first, and what rests on them with them."""
    return types.CodeAction(title, kind, edit=workspace_edit(about, fix.edits, preview, fix.reason))


def _apart(fixes: Iterable[Fix]) -> tuple[Edit, ...]:
    """The edits of all fixes that touch none before them: edits of one request must not overlap."""
    taken: list[Edit] = []
    for fix in fixes:
        if all(_are_apart(edit, other) for edit in fix.edits for other in taken):
            taken.extend(fix.edits)
    return tuple(sorted(taken, key=lambda edit: edit.span))


def _are_apart(one: Edit, other: Edit) -> bool:
    return one.span.end <= other.span.start or other.span.end <= one.span.start


def _pasted(about: Asked, span: Span) -> Iterator[types.CodeAction]:
    """Lines of tab-divided cells around the span, as they come from a spreadsheet."""
    source = about.document.source
    first, last = source.line_of(span.start), source.line_of(span.end)
    if not any("\t" in source.line_text(line) for line in range(first, last + 1)):
        return
    while first > 0 and "\t" in source.line_text(first - 1):
        first -= 1
    while last + 1 < source.line_count() and "\t" in source.line_text(last + 1):
        last += 1
    start, end = source.line_span(first).start, source.line_span(last).end
    lines = source.text[start:end]
    rows = rows_from(lines, _indent_before(about, first))
    if rows is not None:
        edit = Edit(Span(start, end), rows if lines.endswith(("\n", "\r")) else rows.rstrip("\n"))
        title = f"把粘贴的 {rows.count(chr(10))} 行改成表格行"
        yield _action(about, Fix(title, (edit,)), types.CodeActionKind.RefactorRewrite, title)


def _indent_before(about: Asked, line: int) -> str:
    """The indentation of the rows above, or that of a new list under the key above."""
    source = about.document.source
    for above in range(line - 1, -1, -1):
        text = source.line_text(above)
        if text.strip():
            indent = text[: len(text) - len(text.lstrip(" "))]
            return indent if text.lstrip().startswith("- ") else f"{indent}  "
    return "      "
