// Runs inside the real extension host: what the extension gives through VS Code's own API.
import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import * as vscode from "vscode";

interface Expected {
  readonly code: string;
  readonly range: { readonly start: { line: number; character: number }; readonly end: { line: number; character: number } };
}
interface Api {
  readonly ready: Promise<void>;
  serverPid(): number | undefined;
  took(): { readonly finding: number; readonly starting: number } | undefined;
}

const PUBLISHED = "examples/jiaozuo-2023-as-published.report.yaml";
const WAIT_MILLISECONDS = 60_000;

function folder(): vscode.Uri {
  const found = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(found, "a folder is open");
  return found;
}

async function extension(): Promise<Api> {
  const found = vscode.extensions.getExtension<Api>("juesuan-lint.juesuan-lint");
  assert.ok(found, "the extension is there");
  const api = await found.activate();
  await api.ready;
  return api;
}

function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === "jslint");
}

function codeOf(diagnostic: vscode.Diagnostic): string {
  const code = diagnostic.code;
  return String(typeof code === "object" ? code.value : code);
}

function codes(uri: vscode.Uri): string[] {
  return ours(uri).map(codeOf);
}

/** Waits for the event that makes something true. */
async function until(what: string, event: vscode.Event<unknown>, isTrue: () => boolean): Promise<void> {
  if (isTrue()) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      subscription.dispose();
      reject(new Error(`never happened: ${what}`));
    }, WAIT_MILLISECONDS);
    const subscription = event(() => {
      if (!isTrue()) return;
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    });
  });
}

const found = (what: string, isTrue: () => boolean): Promise<void> => until(what, vscode.languages.onDidChangeDiagnostics, isTrue);

async function open(name: string): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), name));
  await vscode.window.showTextDocument(document);
  return document;
}

function rangeOf(document: vscode.TextDocument, text: string, within = text): vscode.Range {
  const outer = document.getText().indexOf(within);
  assert.ok(outer >= 0, `not there: ${within}`);
  const start = document.getText().indexOf(text, outer);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

async function replace(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

function line(place: { line: number; character: number }): string {
  return `${place.line}:${place.character}`;
}

const tests: Record<string, () => Promise<void>> = {
  async "how long a start and the first findings take"() {
    const api = await extension();
    const took = api.took();
    const from = Date.now();
    const document = await open(PUBLISHED);
    await found("findings", () => ours(document.uri).length > 0);
    const shown = Date.now() - from;
    await open("examples/jiaozuo-2023-corrected.report.yaml");
    const again = Date.now();
    await open(PUBLISHED);
    await found("findings", () => ours(document.uri).length > 0);
    console.log(`MEASURED Python found ${took?.finding} ms, server started ${took?.starting} ms, first findings ${shown} ms, opened again ${Date.now() - again} ms`);
  },

  async "every finding stands where the command says"() {
    const document = await open(PUBLISHED);
    await found("findings", () => ours(document.uri).length > 0);
    const script = path.join(vscode.extensions.getExtension("juesuan-lint.juesuan-lint")?.extensionPath ?? "", "bundled/run.py");
    const printed = spawnSync("python3", ["-I", script, "check", "--format", "json", document.uri.fsPath], {
      encoding: "utf8",
      maxBuffer: 64_000_000,
      env: { ...process.env, PYTHONUTF8: "1" },
    }).stdout;
    const expected = (JSON.parse(printed) as { files: { diagnostics: Expected[] }[] }).files[0]?.diagnostics ?? [];
    const wanted = expected.map((each) => `${each.code} ${line(each.range.start)}-${line(each.range.end)}`).sort();
    const given = ours(document.uri)
      .map((each) => `${codeOf(each)} ${line(each.range.start)}-${line(each.range.end)}`)
      .sort();
    assert.ok(wanted.length > 5);
    assert.deepEqual(given, wanted);
  },

  async "the right digits clear a finding without saving"() {
    const document = await open(PUBLISHED);
    await found("JS140", () => codes(document.uri).includes("JS140"));
    await replace(document, rangeOf(document, "6.31", "[307,"), "0.00");
    await replace(document, rangeOf(document, "2.77", "[30701,"), "0.00");
    await found("JS140 gone", () => !codes(document.uri).includes("JS140"));
    assert.ok(document.isDirty);
    await vscode.commands.executeCommand("undo");
    await vscode.commands.executeCommand("undo");
    await found("JS140 back", () => codes(document.uri).includes("JS140"));
  },

  async "a wrong digit shows at once, under the digit"() {
    const document = await open("examples/jiaozuo-2023-corrected.report.yaml");
    await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
    const cell = rangeOf(document, "3.25", "支出决算表:");
    await replace(document, cell, "3.52");
    await found("a finding", () => ours(document.uri).length > 0);
    assert.ok(
      ours(document.uri).some((each) => each.range.intersection(new vscode.Range(cell.start, cell.end))?.isEmpty === false),
      "it stands under the digits, or names them",
    );
    await vscode.commands.executeCommand("undo");
    await found("clean", () => ours(document.uri).length === 0);
  },

  async "a half-typed table spoils no other"() {
    const document = await open(PUBLISHED);
    await found("JS140", () => codes(document.uri).includes("JS140"));
    const bracket = rangeOf(document, "[本年收入合计");
    await replace(document, new vscode.Range(bracket.start, bracket.start.translate(0, 1)), "[[");
    await found("JS001", () => codes(document.uri).includes("JS001"));
    assert.ok(codes(document.uri).includes("JS140"), "the other tables are still checked");
    await vscode.commands.executeCommand("undo");
    await found("JS001 gone", () => !codes(document.uri).includes("JS001"));
  },

  async "hover says what a figure is"() {
    const document = await open(PUBLISHED);
    await found("findings", () => ours(document.uri).length > 0);
    const at = rangeOf(document, "6.31", "[307,").start;
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, at);
    const text = hovers.flatMap((hover) => hover.contents.map((each) => (typeof each === "string" ? each : each.value))).join("\n");
    assert.match(text, /债务利息及费用支出/);
    assert.match(text, /JS140/);
  },

  async "definition leads from a figure in prose to its cell"() {
    const document = await open(PUBLISHED);
    await found("findings", () => ours(document.uri).length > 0);
    const at = rangeOf(document, "109.30", "收、支总计均为").start;
    const places = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      "vscode.executeDefinitionProvider", document.uri, at,
    );
    const lines = places.map((place) => ("targetRange" in place ? place.targetRange : place.range).start.line);
    assert.ok(lines.length > 0, "there is a cell");
    assert.ok(lines.some((each) => document.lineAt(each).text.includes("总计")), lines.join());
  },

  async "a quick fix repairs what has one right answer"() {
    const document = await open(PUBLISHED);
    await found("JS904", () => codes(document.uri).includes("JS904"));
    const doubled = rangeOf(document, "。。");
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider", document.uri, doubled, vscode.CodeActionKind.QuickFix.value, 20,
    );
    const fix = actions.find((action) => action.edit !== undefined && action.title.includes("“。”"));
    assert.ok(fix?.edit, `a fix: ${actions.map((action) => action.title).join()}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.ok(!document.getText().includes("。。"));
    await vscode.commands.executeCommand("undo");
  },

  async "the tally above a table leads to the ledger"() {
    const document = await open(PUBLISHED);
    await found("findings", () => ours(document.uri).length > 0);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 5);
    const lens = lenses.find((each) => each.command?.command === "jslint.showLedger");
    assert.ok(lens?.command, "a tally stands above a table");
    const known = await vscode.commands.getCommands(true);
    assert.ok(known.includes(lens.command.command));
    await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
  },

  async "the server comes back when it was killed"() {
    const api = await extension();
    const document = await open(PUBLISHED);
    await found("findings", () => ours(document.uri).length > 0);
    const before = api.serverPid();
    assert.ok(before, "the server's process is known");
    process.kill(before, "SIGKILL");
    await found("findings go with the server", () => ours(document.uri).length === 0);
    await found("findings come back", () => ours(document.uri).length > 0);
    assert.notEqual(api.serverPid(), before);
  },

  async "restarts are queued"() {
    const document = await open(PUBLISHED);
    await Promise.all([1, 2, 3].map(() => vscode.commands.executeCommand("jslint.restart")));
    await found("findings", () => ours(document.uri).length > 0);
  },

  async "a closed report has no findings"() {
    const document = await open(PUBLISHED);
    await found("findings", () => ours(document.uri).length > 0);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await found("none", () => ours(document.uri).length === 0);
  },
};

/** Called by VS Code; what is printed here is brought to the test run by the window. */
export async function run(): Promise<void> {
  await extension();
  let failed = 0;
  const only = process.env["JSLINT_TEST"];
  for (const [name, test] of Object.entries(tests)) {
    if (only && !name.includes(only)) continue;
    const from = Date.now();
    try {
      await test();
      console.log(`PASS ${name} (${Date.now() - from} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  console.log(`DONE ${Object.keys(tests).length - failed} passed, ${failed} failed`);
  if (failed > 0) throw new Error(`${failed} tests failed`);
}
