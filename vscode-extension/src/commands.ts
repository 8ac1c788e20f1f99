// The commands that a person finds in the palette.
import * as vscode from "vscode";
import { importReport } from "./importing";
import type { Preview } from "./preview";
import { fillReport, nextUnwritten, printReport, publishReport } from "./publishing";
import { SUFFIX } from "./report";
import type { Server } from "./server";
import { stepDone } from "./steps";

export function registerCommands(context: vscode.ExtensionContext, server: Server, log: vscode.LogOutputChannel, preview: Preview): vscode.Disposable[] {
  const commands: Readonly<Record<string, () => unknown>> = {
    "jslint.newReport": () => newReport(server),
    "jslint.importReport": () => importReport(server, log),
    "jslint.fillReport": () => fillReport(server),
    "jslint.nextUnwritten": () => nextUnwritten(),
    "jslint.publishReport": () => publishReport(server, log, preview.shown),
    "jslint.printReport": () => printReport(server, context, log, preview.shown),
    "jslint.chooseInterpreter": () => chooseInterpreter(),
    "jslint.openProblems": () => {
      stepDone.fire("finding");
      return vscode.commands.executeCommand("workbench.actions.view.problems");
    },
    "jslint.restart": () => server.restart(),
    "jslint.showLog": () => log.show(),
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
  if (document.getText() !== "") return;
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), made.text));
  // At the first table, where the person goes on.
  const line = made.text.split("\n").indexOf("决算表:") + 1;
  editor.selection = new vscode.Selection(line, 2, line, 2);
}

/** Sets the Python to use to a file that the person points at; the setting's change restarts the checker. */
async function chooseInterpreter(): Promise<void> {
  const filters = process.platform === "win32" ? { filters: { Python: ["exe"] } } : {};
  const [chosen] = (await vscode.window.showOpenDialog({ title: vscode.l10n.t("The program of Python 3.11 or newer"), openLabel: vscode.l10n.t("Use it"), ...filters })) ?? [];
  if (chosen) await vscode.workspace.getConfiguration("jslint").update("interpreter", [chosen.fsPath], vscode.ConfigurationTarget.Global);
}
