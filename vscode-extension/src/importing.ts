// The command that turns published documents into a report: which, and over what.
import { existsSync } from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";
import { jslint, tellFailed } from "./commandLine";
import { SUFFIX } from "./report";
import type { Server } from "./server";
import { stepDone } from "./steps";

/** Turns published documents into a report file beside the first, with `jslint import`. */
export async function importReport(server: Server, log: vscode.LogOutputChannel): Promise<void> {
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
  const title = vscode.l10n.t("Importing {0}", name);
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, async () => {
    try {
      const said = await jslint(command, ["import", ...chosen.map((uri) => uri.fsPath), "-o", target, ...force]);
      log.info(said);
      await vscode.window.showTextDocument(vscode.Uri.file(target));
      stepDone.fire("import");
      void tellImported(said.split("\n", 1)[0] ?? "", log);
    } catch (error) {
      void tellFailed(error, log);
    }
  });
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
