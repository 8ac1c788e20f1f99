// The commands that a person finds in the palette.
import { execFile } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import type { Ledger } from "./ledger";
import { activeReport, SUFFIX } from "./report";
import type { Server } from "./server";

const run = promisify(execFile);

export function registerCommands(server: Server, log: vscode.LogOutputChannel, ledger: Ledger): vscode.Disposable[] {
  const commands: Readonly<Record<string, () => unknown>> = {
    "jslint.newReport": () => newReport(server),
    "jslint.importReport": () => importReport(server, log),
    "jslint.pasteRows": () => pasteRows(server),
    "jslint.filterLedger": () => ledger.filter(),
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
  const known = await server.ask<Layouts>("jslint/layouts", {});
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

/** Turns a published document into a report file beside it, with `jslint import`. */
async function importReport(server: Server, log: vscode.LogOutputChannel): Promise<void> {
  const command = server.commandLine;
  if (!command) {
    void vscode.window.showWarningMessage(vscode.l10n.t("The checker is not running."));
    return;
  }
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: true,
    title: vscode.l10n.t("Documents of one report"),
    filters: { [vscode.l10n.t("Documents")]: ["docx", "xlsx", "xls", "pdf", "html", "htm", "txt", "md"] },
  });
  const first = chosen?.[0];
  if (!chosen || !first) return;
  const target = path.join(path.dirname(first.fsPath), path.basename(first.fsPath, path.extname(first.fsPath)) + SUFFIX);
  const args = [...command.args, "import", ...chosen.map((uri) => uri.fsPath), "-o", target];
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t("Importing {0}", path.basename(first.fsPath)) },
    async () => {
      try {
        const { stdout, stderr } = await run(command.command, args, { maxBuffer: 64_000_000, windowsHide: true, env: { ...process.env, PYTHONUTF8: "1" } });
        log.info(`${stdout}${stderr}`);
        await vscode.window.showTextDocument(vscode.Uri.file(target));
        const last = `${stdout}${stderr}`.trim().split("\n").at(-1);
        if (last) void vscode.window.showInformationMessage(last);
      } catch (error) {
        const said = (error as { stderr?: string }).stderr?.trim() || String(error);
        log.error(said);
        void vscode.window.showErrorMessage(vscode.l10n.t("Import failed: {0}", said));
      }
    },
  );
}

/** Rows copied from a spreadsheet become rows of the table at the cursor. */
async function pasteRows(server: Server): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const document = activeReport();
  if (!editor || !document) return;
  const text = await vscode.env.clipboard.readText();
  const line = document.lineAt(editor.selection.active.line);
  const indent = /^\s*(?=- )/.exec(line.text)?.[0] ?? "      ";
  const rows = await server.ask<{ text: string }>("jslint/rows", { text, indent });
  if (!rows) {
    void vscode.window.showInformationMessage(vscode.l10n.t("The clipboard holds no rows copied from Excel."));
    return;
  }
  const blank = line.isEmptyOrWhitespace;
  const at = blank ? line.range.start : line.range.end;
  const body = rows.text.replace(/\n+$/, "");
  await editor.edit((edit) => (blank ? edit.replace(line.range, body) : edit.insert(at, `\n${body}`)));
}
