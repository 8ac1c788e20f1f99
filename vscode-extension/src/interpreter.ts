// Where the server comes from: jslint.path, jslint.interpreter, the Python extension's environment, the bundled one.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";

const run = promisify(execFile);
const OLDEST = 11;
const NEWEST = 14;
const MINORS = Array.from({ length: NEWEST - OLDEST + 1 }, (_, index) => NEWEST - index);

export interface Launch {
  readonly command: string;
  /** What stands before jslint's own arguments. */
  readonly args: readonly string[];
  /** In the words of the log and of messages. */
  readonly origin: string;
}

/** What was looked for and why nothing of it can run the checker, in words for the person. */
export interface NoPython {
  readonly rejected: readonly string[];
}

interface PythonApi {
  readonly environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(environment: { readonly path: string }): Promise<{ readonly executable?: { readonly uri?: vscode.Uri } } | undefined>;
  };
}

/** How to start jslint, or what is in the way. */
export async function findLaunch(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<Launch | NoPython> {
  const chosen = setting("path");
  if (chosen.length > 0 && chosen[0]) {
    return { command: chosen[0], args: chosen.slice(1), origin: "jslint.path" };
  }
  const rejected: string[] = [];
  for await (const candidate of candidates(log)) {
    const found = await inspect(candidate, context.extensionPath, log);
    if (!found) continue;
    const launch = launchOf(candidate, found, context.extensionPath);
    if (typeof launch !== "string") return launch;
    log.info(`${found.executable}: ${launch}`);
    rejected.push(`Python ${found.version}：${launch}`);
  }
  return { rejected: [...new Set(rejected)] };
}

/** The launch with this Python, or why there is none. */
function launchOf(candidate: Candidate, found: Python, extensionPath: string): Launch | string {
  if (found.minor < OLDEST) return vscode.l10n.t("too old");
  if (found.hasJslint && candidate.mayUseOwn) {
    // -P: no module is taken from the folder of the reports.
    return { command: found.executable, args: ["-X", "utf8", "-P", "-m", "jslint"], origin: candidate.origin };
  }
  const script = path.join(extensionPath, "bundled", "run.py");
  if (!existsSync(script)) return vscode.l10n.t("jslint is not installed in it");
  if (found.minor > NEWEST) return vscode.l10n.t("too new");
  if (found.build !== "cpython") return vscode.l10n.t("a build that is not supported ({0})", found.build);
  return { command: found.executable, args: ["-I", "-X", "utf8", script], origin: `${candidate.origin} + bundled` };
}

interface Candidate {
  readonly command: string;
  readonly args: readonly string[];
  readonly origin: string;
  /** Whether a jslint installed there may be used: chosen by the person, not merely found on the way. */
  readonly mayUseOwn: boolean;
}

/** In the order in which they are tried; what comes later is looked for only when it is needed. */
async function* candidates(log: vscode.LogOutputChannel): AsyncGenerator<Candidate> {
  const chosen = setting("interpreter");
  if (chosen.length > 0 && chosen[0]) {
    yield { command: chosen[0], args: chosen.slice(1), origin: "jslint.interpreter", mayUseOwn: true };
  }
  const active = vscode.workspace.isTrusted ? await pythonExtension(log) : undefined;
  if (active) yield { command: active, args: [], origin: "ms-python.python", mayUseOwn: true };
  for (const [command, ...args] of process.platform === "win32" ? onWindows() : elsewhere()) {
    if (command) yield { command, args, origin: "PATH", mayUseOwn: vscode.workspace.isTrusted };
  }
}

/** Without the launcher's folder, a Python installed while VS Code was open would be found only after it was closed. */
function onWindows(): readonly (readonly string[])[] {
  const local = process.env["LOCALAPPDATA"];
  const launchers = ["py", ...(local ? [path.join(local, "Programs", "Python", "Launcher", "py.exe")] : [])];
  const pythons = local ? MINORS.map((minor) => [path.join(local, "Programs", "Python", `Python3${minor}`, "python.exe")]) : [];
  const versions = launchers.flatMap((launcher) => MINORS.map((minor) => [launcher, `-3.${minor}`]));
  return [["py", "-3"], ["python"], ["python3"], ...versions, ...pythons];
}

function elsewhere(): readonly (readonly string[])[] {
  return [["python3"], ["python"], ...MINORS.map((minor) => [`python3.${minor}`])];
}

/** What the search goes by, beside the programs themselves. */
export function lookedIn(): readonly unknown[] {
  return [setting("path"), setting("interpreter"), vscode.workspace.isTrusted, process.env["PATH"], process.arch];
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

interface Python {
  readonly version: string;
  readonly minor: number;
  /** "cpython" where the bundled libraries fit it, otherwise what it is instead. */
  readonly build: string;
  readonly hasJslint: boolean;
  /** The interpreter itself, not the launcher or shim that was asked. */
  readonly executable: string;
}

// Only what a starting Python has loaded anyway: the person waits for the answer.
const QUESTION = `
import sys, os
from importlib.machinery import PathFinder
build = sys.implementation.name
if build == "cpython" and sys.maxsize < 2**32: build = "32-bit"
if build == "cpython" and "free-threading" in sys.version: build = "free-threaded"
machine = os.uname().machine if hasattr(os, "uname") else "arm64" if "ARM64" in sys.version else "x64"
print(".".join(map(str, sys.version_info[:3])), build, machine, PathFinder.find_spec("jslint") is not None, sys.executable, sep="\\n")
`;
const MACHINES: Readonly<Record<string, readonly string[]>> = { x64: ["x86_64", "x64"], arm64: ["arm64", "aarch64"] };

/** Asks a Python what it is; from the extension's folder, so that no module of the reports' folder gets in. */
async function inspect(candidate: Candidate, cwd: string, log: vscode.LogOutputChannel): Promise<Python | undefined> {
  const { command, args } = candidate;
  try {
    const env = { ...process.env, PYTHONIOENCODING: "utf-8", PYTHONDONTWRITEBYTECODE: "1" };
    const { stdout } = await run(command, [...args, "-c", QUESTION], { timeout: 20_000, windowsHide: true, cwd, env });
    const [version = "", build = "", machine = "", hasJslint, executable] = stdout.split(/\r?\n/);
    const [major, minor] = version.split(".").map(Number);
    if (!major || minor === undefined) throw new Error(`no answer: ${stdout}`);
    const fits = build !== "cpython" || (MACHINES[process.arch]?.includes(machine) ?? false);
    // A Python 2 is as old as can be.
    return { version, minor: major === 3 ? minor : 0, build: fits ? build : machine, hasJslint: hasJslint === "True", executable: executable || command };
  } catch (error) {
    log.debug(`${command} ${args.join(" ")}: ${String(error)}`);
    return undefined;
  }
}
