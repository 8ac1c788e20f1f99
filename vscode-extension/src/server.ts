// The language server's process: started, restarted one at a time, asked.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { findLaunch, type Launch, type NoPython } from "./interpreter";
import { Memory } from "./memory";
import { stepDone } from "./steps";

const MOST_RESTARTS = 5;
const WITHIN_MILLISECONDS = 180_000;
const LOOK_AGAIN_MILLISECONDS = 10_000;
const LEAVE_MILLISECONDS = 2_000;

/** For whom it is started, and so who hears what is in the way: nobody, the person at a report (once), or the one who asked. */
type For = "nobody" | "report" | "person";

export class Server {
  private client: LanguageClient | undefined;
  private process: ChildProcess | undefined;
  private launch: Launch | undefined;
  private readonly memory: Memory;
  private isStarting = false;
  private hasTold = false;
  private later: NodeJS.Timeout | undefined;
  /** How long the last start took, in milliseconds. */
  took: { readonly finding: number; readonly starting: number } | undefined;
  private queue: Promise<void> = Promise.resolve();
  private readonly crashes: number[] = [];
  private readonly changed = new vscode.EventEmitter<vscode.Uri | undefined>();
  /** Fires when a document's findings have changed, or with undefined when the server has started or stopped. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.memory = new Memory(context);
    context.subscriptions.push(
      this.changed,
      vscode.languages.onDidChangeDiagnostics((event) => {
        for (const uri of event.uris) if (uri.path.endsWith(".report.yaml")) this.changed.fire(uri);
      }),
    );
  }

  get running(): boolean {
    return this.client?.isRunning() ?? false;
  }

  /** Whether a start is under way. */
  get starting(): boolean {
    return this.isStarting;
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  /** Starts it unless it runs. */
  start(whom: For): Promise<void> {
    return this.queued(async () => {
      if (this.client && !this.client.needsStart()) return;
      await this.stopNow();
      await this.startNow(whom, this.memory.recall());
    });
  }

  /** One after another: a restart that is asked for while one is under way waits for it. Python is looked for anew. */
  restart(): Promise<void> {
    return this.queued(async () => {
      await this.stopNow();
      await this.startNow("person", undefined);
    });
  }

  stop(): Promise<void> {
    return this.queued(() => this.stopNow());
  }

  /** How the command itself is started, for what is no request: `jslint` with these before its own arguments. */
  async commandLine(): Promise<Launch | undefined> {
    await this.start("person");
    return this.launch;
  }

  /** The answer to a request of ours, once a start that is under way has ended; undefined while the server is away. */
  async ask<T>(method: string, params: object): Promise<T | undefined> {
    await this.queue;
    if (!this.client?.isRunning()) return undefined;
    try {
      return (await this.client.sendRequest<T | null>(method, params)) ?? undefined;
    } catch (error) {
      this.log.warn(`${method}: ${String(error)}`);
      return undefined;
    }
  }

  private queued(work: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(work, work);
    return this.queue;
  }

  private async startNow(whom: For, remembered: Launch | undefined): Promise<void> {
    this.isStarting = true;
    this.changed.fire(undefined);
    try {
      if (remembered && (await this.run(remembered, Date.now()))) this.lookAgainLater(remembered);
      else await this.startFound(whom);
    } finally {
      this.isStarting = false;
      this.changed.fire(undefined);
      if (this.running) stepDone.fire("python");
    }
  }

  private async startFound(whom: For): Promise<void> {
    const from = Date.now();
    const launch = await findLaunch(this.context, this.log);
    this.launch = "command" in launch ? launch : undefined;
    if (this.launch && (await this.run(this.launch, from))) {
      this.memory.keep(this.launch);
    } else if (whom === "person" || (whom === "report" && !this.hasTold)) {
      this.hasTold = true;
      void ("command" in launch ? this.tellFailed() : this.tellNoPython(launch));
    }
  }

  /** Whether the checker runs with this launch, which has been looked for since then. */
  private async run(launch: Launch, lookedSince: number): Promise<boolean> {
    const found = Date.now();
    this.launch = launch;
    this.log.info(`${launch.origin}: ${launch.command} ${launch.args.join(" ")} lsp`);
    // Python starts while the client is loaded.
    let first: ChildProcess | undefined = this.spawn(launch);
    let hasRun = false;
    const { createClient } = await import("./client.js");
    const client = createClient(this.log, {
      process: () => {
        const process = first ?? this.spawn(launch);
        first = undefined;
        return Promise.resolve(process);
      },
      mayRestart: () => hasRun && this.mayRestart(),
      changed: () => this.changed.fire(undefined),
    });
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.log.error(String(error));
      await this.stopNow();
      return false;
    }
    hasRun = true;
    this.took = { finding: found - lookedSince, starting: Date.now() - found };
    this.log.info(`Python found in ${this.took.finding} ms, checker started in ${this.took.starting} ms`);
    return true;
  }

  private spawn(launch: Launch): ChildProcess {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    const cwd = folder && existsSync(folder) ? folder : undefined;
    const child = spawn(launch.command, [...launch.args, "lsp"], { cwd, windowsHide: true, env: { ...process.env, PYTHONUTF8: "1" } });
    // Where it cannot be started at all, its pipes close, and that is answered like any other end.
    child.on("error", (error) => this.log.error(String(error)));
    child.on("exit", (code, signal) => this.log.info(`The checker ended: ${signal ?? code}`));
    this.process = child;
    return child;
  }

  /** What was remembered started at once; whether it is still what would be found is seen when nobody waits. */
  private lookAgainLater(remembered: Launch): void {
    this.later = setTimeout(() => void this.lookAgain(remembered), LOOK_AGAIN_MILLISECONDS);
  }

  private async lookAgain(remembered: Launch): Promise<void> {
    const launch = await findLaunch(this.context, this.log);
    if (this.launch !== remembered || !("command" in launch)) return;
    this.memory.keep(launch);
    if (JSON.stringify(launch) !== JSON.stringify(remembered)) await this.restart();
  }

  private mayRestart(): boolean {
    const now = Date.now();
    this.crashes.push(now);
    const recent = this.crashes.filter((at) => now - at < WITHIN_MILLISECONDS);
    if (recent.length <= MOST_RESTARTS) return true;
    void this.tellFailed();
    return false;
  }

  private async stopNow(): Promise<void> {
    clearTimeout(this.later);
    const { client, process: child } = this;
    this.client = this.process = undefined;
    if (client?.needsStop()) await client.stop(3000).catch((error: unknown) => this.log.warn(String(error)));
    await client?.dispose().catch(() => undefined);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const timer = setTimeout(() => child.kill("SIGKILL"), LEAVE_MILLISECONDS);
    child.once("exit", () => clearTimeout(timer));
  }

  private async tellNoPython({ rejected }: NoPython): Promise<void> {
    const get = vscode.l10n.t("How to get Python");
    const choose = vscode.l10n.t("Choose an interpreter");
    const again = vscode.l10n.t("Try again");
    const needed = vscode.l10n.t("Reports are not being checked: that needs Python 3.11 to 3.14 (64 bit).");
    const found = rejected.length > 0 ? vscode.l10n.t("Found on this machine: {0}.", rejected.join("；")) : vscode.l10n.t("None was found on this machine.");
    const answer = await vscode.window.showErrorMessage(`${needed}${found}`, get, choose, again);
    if (answer === get) void vscode.commands.executeCommand("workbench.action.openWalkthrough", `${this.context.extension.id}#first`, false);
    else if (answer === choose) void vscode.commands.executeCommand("jslint.chooseInterpreter");
    else if (answer === again) void this.restart();
  }

  private async tellFailed(): Promise<void> {
    const again = vscode.l10n.t("Restart");
    const log = vscode.l10n.t("Show the log");
    const text = vscode.l10n.t("The checker does not run, so reports are not being checked.");
    const answer = await vscode.window.showErrorMessage(text, again, log);
    if (answer === again) {
      this.crashes.length = 0;
      void this.restart();
    } else if (answer === log) this.log.show();
  }
}
