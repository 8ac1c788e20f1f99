// The command that turns published documents into a report: which, over what, and what to do where it fails.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import type { Launch } from "./interpreter";
import { SUFFIX } from "./report";
import type { Server } from "./server";

const run = promisify(execFile);

/** Turns published documents into a report file beside the first, with `jslint import`. */
export async function importReport(context: vscode.ExtensionContext, server: Server, log: vscode.LogOutputChannel): Promise<void> {
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
      void tellImported(said.split("\n", 1)[0] ?? "", log);
    } catch (error) {
      const said = (error as { stderr?: string }).stderr?.trim() || String(error);
      log.error(said);
      void tellImportFailed(said, installing(command, context), log);
    }
  });
}

/** What the command prints; rejects where it ends with anything but success. */
async function jslint({ command, args }: Launch, more: readonly string[]): Promise<string> {
  // pip may have put what reads Office files among the person's own packages, which -I leaves out.
  const python = args.map((arg) => (arg === "-I" ? "-P" : arg));
  const { stdout, stderr } = await run(command, [...python, ...more], { maxBuffer: 64_000_000, windowsHide: true, env: { ...process.env, PYTHONUTF8: "1" } });
  return `${stdout}${stderr}`;
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

/** The command that installs what reads Office files and PDF, into the Python that runs jslint. */
function installing({ command, origin }: Launch, context: vscode.ExtensionContext): string {
  const pip = origin === "jslint.path" ? "pip" : `"${command}" -m pip`;
  const names = readFileSync(path.join(context.extensionPath, "bundled", "import.txt"), "utf8");
  return `${pip} install ${names.trim().replaceAll("\n", " ")}`;
}

async function tellImportFailed(said: string, install: string, log: vscode.LogOutputChannel): Promise<void> {
  const copy = vscode.l10n.t("Copy the command");
  const show = vscode.l10n.t("Show the log");
  const isMissing = said.includes("[import]");
  const text = isMissing
    ? vscode.l10n.t("Importing needs parts that are not installed. Have this command run in a terminal, then import again: {0}", install)
    : vscode.l10n.t("Import failed: {0}", said.split("\n").at(-1) ?? said);
  const answer = await vscode.window.showErrorMessage(text, ...(isMissing ? [copy, show] : [show]));
  if (answer === copy) await vscode.env.clipboard.writeText(install);
  else if (answer === show) log.show();
}
