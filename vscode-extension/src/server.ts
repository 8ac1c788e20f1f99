// The language server's process: started, restarted one at a time, asked.
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  type Executable,
  type LanguageClientOptions,
} from "vscode-languageclient/node";
import { findLaunch, type Launch, type NoPython } from "./interpreter";
import { SELECTOR } from "./report";

const MOST_RESTARTS = 5;
const WITHIN_MILLISECONDS = 180_000;
const SPOKEN_BY_RED_HAT = new Set(["JS001", "JS002", "JS010"]);

export class Server {
  private client: LanguageClient | undefined;
  private launch: Launch | undefined;
  private isStarting = false;
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
    context.subscriptions.push(
      this.changed,
      vscode.languages.onDidChangeDiagnostics((event) => {
        for (const uri of event.uris) if (uri.path.endsWith(".report.yaml")) this.changed.fire(uri);
      }),
    );
  }

  get running(): boolean {
    return this.client?.state === State.Running;
  }

  /** Whether a start is under way. */
  get starting(): boolean {
    return this.isStarting;
  }

  get pid(): number | undefined {
    const process = (this.client as unknown as { _serverProcess?: { pid?: number } } | undefined)?._serverProcess;
    return process?.pid;
  }

  start(): Promise<void> {
    return this.queued(() => this.startNow());
  }

  /** One after another: a restart that is asked for while one is under way waits for it. */
  restart(): Promise<void> {
    return this.queued(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  stop(): Promise<void> {
    return this.queued(() => this.stopNow());
  }

  /** How the command itself is started, for what is no request: `jslint` with these before its own arguments. */
  async commandLine(): Promise<Launch | undefined> {
    await this.queue;
    return this.launch;
  }

  /** The answer to a request of ours, once a start that is under way has ended; undefined while the server is away. */
  async ask<T>(method: string, params: object): Promise<T | undefined> {
    await this.queue;
    if (!this.client || this.client.state !== State.Running) return undefined;
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

  private async startNow(): Promise<void> {
    this.isStarting = true;
    this.changed.fire(undefined);
    try {
      await this.startAny();
    } finally {
      this.isStarting = false;
      this.changed.fire(undefined);
      void vscode.commands.executeCommand("setContext", "jslint.running", this.running);
    }
  }

  private async startAny(): Promise<void> {
    const from = Date.now();
    const launch = await findLaunch(this.context, this.log);
    this.launch = "command" in launch ? launch : undefined;
    if (!("command" in launch)) {
      void this.tellNoPython(launch);
      return;
    }
    const found = Date.now();
    const args = [...launch.args, "lsp"];
    this.log.info(`${launch.origin}: ${launch.command} ${args.join(" ")}`);
    const executable: Executable = {
      command: launch.command,
      args,
      transport: TransportKind.stdio,
      options: { env: { ...process.env, PYTHONUTF8: "1" } },
    };
    const client = new LanguageClient("jslint", "jslint", executable, this.clientOptions());
    client.onDidChangeState((event) => {
      if (event.newState !== State.Starting) this.changed.fire(undefined);
    });
    this.client = client;
    try {
      await client.start();
      this.took = { finding: found - from, starting: Date.now() - found };
      this.log.info(`Python found in ${this.took.finding} ms, checker started in ${this.took.starting} ms`);
    } catch (error) {
      this.log.error(String(error));
      void this.tellFailed();
    }
  }

  private clientOptions(): LanguageClientOptions {
    return {
      documentSelector: SELECTOR,
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticCollectionName: "jslint",
      initializationOptions: { jslint: { showRounding: vscode.workspace.getConfiguration("jslint").get<boolean>("showRounding") } },
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/{jslint.toml,pyproject.toml,*.report.yaml,*.rule.yaml}") },
      middleware: {
        handleDiagnostics: (uri, diagnostics, next) => next(uri, withoutDoubles(diagnostics)),
        provideDiagnostics: async (document, previous, token, next) => {
          const report = await next(document, previous, token);
          if (report && "items" in report) report.items = withoutDoubles(report.items);
          return report;
        },
      },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.closed(),
      },
    };
  }

  private closed(): { action: CloseAction; handled: boolean } {
    const now = Date.now();
    this.crashes.push(now);
    const recent = this.crashes.filter((at) => now - at < WITHIN_MILLISECONDS);
    if (recent.length <= MOST_RESTARTS) return { action: CloseAction.Restart, handled: true };
    void this.tellFailed();
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (!client || !client.needsStop()) return;
    try {
      await client.stop(3000);
    } catch (error) {
      this.log.warn(String(error));
    }
    await client.dispose().catch(() => undefined);
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

/** Where the YAML extension checks the file by the same schema, what it says is not said twice. */
function withoutDoubles(diagnostics: vscode.Diagnostic[]): vscode.Diagnostic[] {
  const other = vscode.extensions.getExtension("redhat.vscode-yaml");
  if (!other?.isActive || vscode.workspace.getConfiguration("yaml").get<boolean>("validate") === false) return diagnostics;
  return diagnostics.filter((diagnostic) => !SPOKEN_BY_RED_HAT.has(codeOf(diagnostic)));
}

export function codeOf(diagnostic: vscode.Diagnostic): string {
  const code = diagnostic.code;
  return String(typeof code === "object" ? code.value : (code ?? ""));
}
