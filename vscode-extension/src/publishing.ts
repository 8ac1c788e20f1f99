// What becomes of a report that is done: its sections filled from its tables, and the file that is published or printed.
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";
import { jslint, tellFailed } from "./commandLine";
import { toRange, type WireRange } from "./examined";
import { activeReport, isReport, SUFFIX } from "./report";
import type { Server } from "./server";
import { stepDone } from "./steps";

const KINDS = [
  ["docx", "Word (.docx)"],
  ["pdf", "PDF (.pdf)"],
  ["html", "HTML (.html)"],
] as const;

interface Filled {
  readonly edits: readonly { readonly range: WireRange; readonly newText: string }[];
  /** Errors of the tables, and places in 【】 that are left to a person. */
  readonly errors?: number;
  readonly unwritten?: number;
}

/** Writes the sentences of the narrative that the tables give, where they are missing or follow the tables no more. */
export async function fillReport(server: Server): Promise<void> {
  const document = activeReport();
  if (!document) return;
  const made = await server.ask<Filled>("jslint/fill", { textDocument: { uri: document.uri.toString() } });
  if (!made) {
    void vscode.window.showWarningMessage(vscode.l10n.t("The checker is not running."));
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const each of made.edits) edit.replace(document.uri, toRange(each.range), each.newText);
  await vscode.workspace.applyEdit(edit);
  stepDone.fire("fill");
  const said = [made.edits.length > 0 ? vscode.l10n.t("{0} places filled from the tables.", made.edits.length) : vscode.l10n.t("Nothing to fill: the text follows the tables.")];
  if (made.errors) said.push(vscode.l10n.t("The tables have {0} errors; what follows wrong cells is wrong too: mend them and fill again.", made.errors));
  if (made.unwritten) said.push(vscode.l10n.t("{0} places in 【】 are left to you.", made.unwritten));
  const next = made.unwritten ? [vscode.l10n.t("Go to the first (Ctrl+F8)")] : [];
  if (await vscode.window.showInformationMessage(said.join(""), ...next)) await nextUnwritten(vscode.window.activeTextEditor, true);
}

/** Marks the next place in 【】, so that what is typed takes its place; after the last the first. */
export async function nextUnwritten(editor = vscode.window.activeTextEditor, isFirst = false): Promise<void> {
  if (!editor || !isReport(editor.document)) return;
  const { document } = editor;
  const from = isFirst ? 0 : document.offsetAt(editor.selection.end);
  const places = [...document.getText().matchAll(/【[^】\n]*】/g)];
  const place = places.find(({ index }) => index >= from) ?? places[0];
  if (!place) {
    void vscode.window.setStatusBarMessage(vscode.l10n.t("No place in 【】 is left."), 10_000);
    return;
  }
  const range = new vscode.Range(document.positionAt(place.index), document.positionAt(place.index + place[0].length));
  await vscode.window.showTextDocument(document, { viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active, selection: range });
}

/** Makes the file of a kind that the person chooses, beside the report, and shows where it is. */
export async function publishReport(server: Server, log: vscode.LogOutputChannel, shown?: vscode.Uri): Promise<void> {
  const document = await saved(shown);
  const how = document && (await ready(server, document));
  if (!document || !how) return;
  const picks = KINDS.map(([ending, label]) => ({ label, ending }));
  const kind = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t("Publish as") });
  if (!kind) return;
  const base = path.basename(document.uri.fsPath, SUFFIX);
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(path.join(path.dirname(document.uri.fsPath), `${base}.${kind.ending}`)),
    filters: { [kind.label]: [kind.ending] },
    saveLabel: vscode.l10n.t("Publish"),
  });
  if (target && (await written(server, log, document, target, how))) {
    stepDone.fire("publish");
    const open = vscode.l10n.t("Open it");
    const text = vscode.l10n.t("Published: {0}", path.basename(target.fsPath));
    if ((await vscode.window.showInformationMessage(text, open)) === open) await vscode.env.openExternal(target);
  }
}

/** How it is published, asked of the person where errors stand or places are left to write; undefined where it is not. */
async function ready(server: Server, { uri }: vscode.TextDocument): Promise<readonly string[] | undefined> {
  const left = await server.ask<{ errors: number; unwritten: number; range: WireRange | null }>("jslint/unready", { textDocument: { uri: uri.toString() } });
  if (!left?.range) return [];
  const said = [
    left.errors > 0 ? vscode.l10n.t("{0} errors are neither mended nor explained.", left.errors) : "",
    left.unwritten > 0 ? vscode.l10n.t("{0} places in 【】 are not written.", left.unwritten) : "",
  ].join("");
  const look = vscode.l10n.t("Go to the first");
  const anyway = vscode.l10n.t("Publish a draft");
  const answer = await vscode.window.showWarningMessage(vscode.l10n.t("The report is not ready."), { modal: true, detail: said }, look, anyway);
  if (answer === look) await vscode.window.showTextDocument(uri, { selection: toRange(left.range) });
  return answer === anyway ? ["--force"] : undefined;
}

/** The report as a page in the browser, which prints it. */
export async function printReport(server: Server, context: vscode.ExtensionContext, log: vscode.LogOutputChannel, shown?: vscode.Uri): Promise<void> {
  const document = await saved(shown);
  if (!document) return;
  await vscode.workspace.fs.createDirectory(context.globalStorageUri);
  const target = vscode.Uri.joinPath(context.globalStorageUri, `${path.basename(document.uri.fsPath, SUFFIX)}.html`);
  if (await written(server, log, document, target, ["--force"])) {
    // Opened by a browser, it asks which printer.
    const page = Buffer.from(await vscode.workspace.fs.readFile(target)).toString("utf8");
    writeFileSync(target.fsPath, page.replace("</body>", "<script>addEventListener('load', () => print())</script></body>"));
    await vscode.env.openExternal(target);
  }
}

/** The report that is shown, as it is on disk now: what is not saved is not published. */
async function saved(shown?: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const document = shown ? await vscode.workspace.openTextDocument(shown) : activeReport();
  if (!isReport(document)) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open a report (*.report.yaml) first."));
    return undefined;
  }
  return (document.isDirty || document.isUntitled) && !(await document.save()) ? undefined : document;
}

async function written(server: Server, log: vscode.LogOutputChannel, document: vscode.TextDocument, target: vscode.Uri, how: readonly string[] = []): Promise<boolean> {
  const command = await server.commandLine();
  if (!command) {
    void vscode.window.showWarningMessage(vscode.l10n.t("The checker is not running."));
    return false;
  }
  const title = vscode.l10n.t("Publishing {0}", path.basename(target.fsPath));
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, async () => {
    try {
      log.info(await jslint(command, ["publish", document.uri.fsPath, "-o", target.fsPath, ...how]));
      return true;
    } catch (error) {
      void tellFailed(error, log);
      return false;
    }
  });
}
