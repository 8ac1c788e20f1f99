// The commands that a person finds in the palette.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import type { Ledger } from "./ledger";
import { activeReport, SUFFIX } from "./report";
import { placeForRows } from "./rows";
import type { Server } from "./server";

const run = promisify(execFile);

export function registerCommands(server: Server, log: vscode.LogOutputChannel, ledger: Ledger): vscode.Disposable[] {
  const commands: Readonly<Record<string, () => unknown>> = {
    "jslint.newReport": () => newReport(server),
    "jslint.importReport": () => importReport(server, log),
    "jslint.pasteRows": () => pasteRows(server),
    "jslint.filterLedger": () => ledger.filter(),
    "jslint.chooseInterpreter": () => chooseInterpreter(),
    "jslint.openProblems": () => vscode.commands.executeCommand("workbench.actions.view.problems"),
    "jslint.restart": () => server.restart(),
    "jslint.showLog": () => log.show(),
    // What a tally above a table leads to.
    "jslint.showLedger": () => vscode.commands.executeCommand("jslint.ledger.focus"),
  };
  return Object.entries(commands).map(([name, command]) => vscode.commands.registerCommand(name, command));
}

interface Layouts {
  readonly layouts: readonly { readonly id: string; readonly title: string }[];
}

/** Asks for layout, body and year, and opens the empty report unsaved. */
async function newReport(server: Server): Promise<void> {
  const known = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Starting the checker") }, async () => {
    await server.start("person");
    return server.ask<Layouts>("jslint/layouts", {});
  });
  if (!known) {
    void vscode.window.showWarningMessage(vscode.l10n.t("The checker is not running, so there is no layout to begin from."));
    return;
  }
  const picks = known.layouts.map((layout) => ({ label: layout.id, description: layout.title }));
  const layout = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t("Layout of the report (1/3)") });
  if (!layout) return;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("Name of the body (2/3)"),
    prompt: vscode.l10n.t("As printed on the cover"),
    validateInput: (text) => (text.trim() ? undefined : vscode.l10n.t("A name is needed")),
  });
  if (!name) return;
  const year = await vscode.window.showInputBox({
    title: vscode.l10n.t("Year of the accounts (3/3)"),
    value: String(new Date().getFullYear() - 1),
    validateInput: (text) => (/^20\d\d$/.test(text) ? undefined : vscode.l10n.t("Four digits, such as 2025")),
  });
  if (!year) return;
  const made = await server.ask<{ text: string }>("jslint/new", { layout: layout.label, name: name.trim(), year: Number(year) });
  if (!made) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = `${name.trim().replace(/[\\/:*?"<>|\s]+/g, "")}-${year}${SUFFIX}`;
  const uri = folder ? vscode.Uri.joinPath(folder, file).with({ scheme: "untitled" }) : vscode.Uri.from({ scheme: "untitled", path: file });
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document);
  if (document.getText() === "") await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), made.text));
}

/** Sets the Python to use to a file that the person points at; the setting's change restarts the checker. */
async function chooseInterpreter(): Promise<void> {
  const filters = process.platform === "win32" ? { filters: { Python: ["exe"] } } : {};
  const [chosen] = (await vscode.window.showOpenDialog({ title: vscode.l10n.t("The program of Python 3.11 or newer"), openLabel: vscode.l10n.t("Use it"), ...filters })) ?? [];
  if (chosen) await vscode.workspace.getConfiguration("jslint").update("interpreter", [chosen.fsPath], vscode.ConfigurationTarget.Global);
}

/** Turns published documents into a report file beside the first, with `jslint import`. */
async function importReport(server: Server, log: vscode.LogOutputChannel): Promise<void> {
  const command = await server.commandLine();
  if (!command) {
    void vscode.window.showWarningMessage(vscode.l10n.t("The checker is not running."));
    return;
  }
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: true,
    title: vscode.l10n.t("Documents of one report"),
    openLabel: vscode.l10n.t("Import"),
    filters: { [vscode.l10n.t("Documents")]: ["docx", "xlsx", "xls", "pdf", "html", "htm", "txt", "md"] },
  });
  const first = chosen?.[0];
  if (!chosen || !first) return;
  const name = path.basename(first.fsPath);
  const target = path.join(path.dirname(first.fsPath), path.basename(name, path.extname(name)) + SUFFIX);
  const force = existsSync(target) ? await mayOverwrite(target) : [];
  if (!force) return;
  const args = [...command.args, "import", ...chosen.map((uri) => uri.fsPath), "-o", target, ...force];
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t("Importing {0}", name) },
    async () => {
      try {
        const { stdout, stderr } = await run(command.command, args, { maxBuffer: 64_000_000, windowsHide: true, env: { ...process.env, PYTHONUTF8: "1" } });
        log.info(`${stdout}${stderr}`);
        await vscode.window.showTextDocument(vscode.Uri.file(target));
        void tellImported(stdout.split("\n", 1)[0] ?? "", log);
      } catch (error) {
        const said = (error as { stderr?: string }).stderr?.trim() || String(error);
        log.error(said);
        void tellImportFailed(said, command.command, log);
      }
    },
  );
}

/** What `jslint import` needs to write over a report; undefined where the person would rather not. */
async function mayOverwrite(target: string): Promise<string[] | undefined> {
  const over = vscode.l10n.t("Replace it");
  const open = vscode.l10n.t("Open it");
  const text = vscode.l10n.t("{0} is there already.", path.basename(target));
  const answer = await vscode.window.showWarningMessage(text, { modal: true, detail: vscode.l10n.t("What was changed in it will be lost.") }, over, open);
  if (answer === open) await vscode.window.showTextDocument(vscode.Uri.file(target));
  return answer === over ? ["--force"] : undefined;
}

async function tellImported(line: string, log: vscode.LogOutputChannel): Promise<void> {
  const details = vscode.l10n.t("What to check");
  if ((await vscode.window.showInformationMessage(line || vscode.l10n.t("Imported."), details)) === details) log.show();
}

async function tellImportFailed(said: string, python: string, log: vscode.LogOutputChannel): Promise<void> {
  const copy = vscode.l10n.t("Copy the command");
  const show = vscode.l10n.t("Show the log");
  const isMissing = said.includes("[import]");
  const install = `"${python}" -m pip install "juesuan-lint[import]"`;
  const text = isMissing
    ? vscode.l10n.t("Importing needs parts that are not installed. Have this command run in a terminal, then restart the checker: {0}", install)
    : vscode.l10n.t("Import failed: {0}", said.split("\n").at(-1) ?? said);
  const answer = await vscode.window.showErrorMessage(text, ...(isMissing ? [copy, show] : [show]));
  if (answer === copy) await vscode.env.clipboard.writeText(install);
  else if (answer === show) log.show();
}

/** Rows copied from a spreadsheet become rows of the table at the cursor. */
async function pasteRows(server: Server): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const document = activeReport();
  if (!editor || !document) return;
  const place = placeForRows(document, editor.selection.active.line);
  if (!place) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Put the cursor on a row of the table first: the rows are pasted below it."));
    return;
  }
  const text = await vscode.env.clipboard.readText();
  const rows = await server.ask<{ text: string }>("jslint/rows", { text, indent: place.indent });
  if (!rows) {
    void vscode.window.showInformationMessage(vscode.l10n.t("The clipboard holds no rows copied from Excel."));
    return;
  }
  const body = rows.text.replace(/\n+$/, "");
  const replaced = document.lineAt(place.line).range.with({ start: new vscode.Position(place.line, place.from) });
  await editor.edit((edit) => edit.replace(replaced, place.onOwnLine ? body : `\n${body}`));
  const last = new vscode.Position(place.line + body.split("\n").length - (place.onOwnLine ? 1 : 0), 0);
  const end = document.lineAt(last.line).range.end;
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(new vscode.Range(replaced.start, end));
}
