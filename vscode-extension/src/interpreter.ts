// Where the server comes from: jslint.path, jslint.interpreter, the Python extension's environment, the bundled one.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";

const run = promisify(execFile);
const OLDEST: readonly [number, number] = [3, 11];

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** In the words of the log and of messages. */
  readonly origin: string;
}

interface PythonApi {
  readonly environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(environment: { readonly path: string }): Promise<{ readonly executable?: { readonly uri?: vscode.Uri } } | undefined>;
  };
}

/** How to start the server, or undefined where no Python of a sufficient version is to be found. */
export async function findLaunch(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<Launch | undefined> {
  const chosen = setting("path");
  if (chosen.length > 0 && chosen[0]) {
    return { command: chosen[0], args: [...chosen.slice(1), "lsp"], origin: "jslint.path" };
  }
  const bundled = bundledScript(context);
  for (const candidate of await interpreters(log)) {
    const found = await inspect(candidate.command, candidate.args, log);
    if (!found) continue;
    if (found.hasJslint && candidate.mayUseOwn) {
      return { command: candidate.command, args: [...candidate.args, "-m", "jslint", "lsp"], origin: candidate.origin };
    }
    if (bundled) {
      return { command: candidate.command, args: [...candidate.args, "-I", bundled, "lsp"], origin: `${candidate.origin} + bundled` };
    }
  }
  return undefined;
}

interface Candidate {
  readonly command: string;
  readonly args: readonly string[];
  readonly origin: string;
  /** Whether a jslint installed there may be used: chosen by the person, not merely found on the way. */
  readonly mayUseOwn: boolean;
}

async function interpreters(log: vscode.LogOutputChannel): Promise<Candidate[]> {
  const found: Candidate[] = [];
  const chosen = setting("interpreter");
  if (chosen.length > 0 && chosen[0]) {
    found.push({ command: chosen[0], args: chosen.slice(1), origin: "jslint.interpreter", mayUseOwn: true });
  }
  const active = vscode.workspace.isTrusted ? await pythonExtension(log) : undefined;
  if (active) found.push({ command: active, args: [], origin: "ms-python.python", mayUseOwn: true });
  const names: readonly (readonly string[])[] =
    process.platform === "win32" ? [["py", "-3"], ["python"], ["python3"]] : [["python3"], ["python"]];
  for (const [command, ...args] of names) {
    if (command) found.push({ command, args, origin: "PATH", mayUseOwn: vscode.workspace.isTrusted });
  }
  return found;
}

/** A setting; what an untrusted workspace says of it is left aside. */
function setting(name: "path" | "interpreter"): readonly string[] {
  const inspected = vscode.workspace.getConfiguration("jslint").inspect<string[]>(name);
  const trusted = vscode.workspace.isTrusted ? (inspected?.workspaceFolderValue ?? inspected?.workspaceValue) : undefined;
  return trusted ?? inspected?.globalValue ?? [];
}

async function pythonExtension(log: vscode.LogOutputChannel): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonApi>("ms-python.python");
  if (!extension) return undefined;
  try {
    const api = await extension.activate();
    const environment = api.environments?.getActiveEnvironmentPath();
    const resolved = environment && (await api.environments?.resolveEnvironment(environment));
    return resolved?.executable?.uri?.fsPath;
  } catch (error) {
    log.warn(`ms-python.python: ${String(error)}`);
    return undefined;
  }
}

async function inspect(command: string, args: readonly string[], log: vscode.LogOutputChannel): Promise<{ hasJslint: boolean } | undefined> {
  const question = "import sys, importlib.util as u; print(*sys.version_info[:2], u.find_spec('jslint') is not None)";
  try {
    const { stdout } = await run(command, [...args, "-I", "-c", question], { timeout: 20_000, windowsHide: true });
    const [major, minor, hasJslint] = stdout.trim().split(" ");
    if (Number(major) !== OLDEST[0] || Number(minor) < OLDEST[1]) {
      log.info(`${command}: Python ${major}.${minor} < ${OLDEST.join(".")}`);
      return undefined;
    }
    return { hasJslint: hasJslint === "True" };
  } catch (error) {
    log.debug(`${command}: ${String(error)}`);
    return undefined;
  }
}

function bundledScript(context: vscode.ExtensionContext): string | undefined {
  const script = path.join(context.extensionPath, "bundled", "run.py");
  return existsSync(script) ? script : undefined;
}
