// jslint's own commands, for what is no request of an editor: run over files, with what they print.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as vscode from "vscode";
import type { Launch } from "./interpreter";

const run = promisify(execFile);

/** What the command prints; rejects where it ends with anything but success. */
export async function jslint({ command, args }: Launch, more: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run(command, [...args, ...more], { maxBuffer: 64_000_000, windowsHide: true, env: { ...process.env, PYTHONUTF8: "1" } });
  return `${stdout}${stderr}`;
}

/** Says in the command's own words why it did not succeed; the whole of it stands in the log. */
export async function tellFailed(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  const said = (error as { stderr?: string }).stderr?.trim() || String(error);
  log.error(said);
  const show = vscode.l10n.t("Show the log");
  const last = said.split("\n").at(-1) ?? said;
  if ((await vscode.window.showErrorMessage(vscode.l10n.t("It did not succeed: {0}", last), show)) === show) log.show();
}
