// The language client over the server's process; loaded while that process is starting, not before it.
import type { ChildProcess } from "node:child_process";
import * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State } from "vscode-languageclient/node";
import { SELECTOR } from "./report";

const SPOKEN_BY_RED_HAT = new Set(["JS001", "JS002", "JS010"]);

export interface Hooks {
  /** The process to speak to: at the start and after each time it ended by itself. */
  process(): Promise<ChildProcess>;
  /** Whether a server that ended by itself is to be started again. */
  mayRestart(): boolean;
  /** Called whenever it has begun or ceased to run. */
  changed(): void;
}

export function createClient(log: vscode.LogOutputChannel, hooks: Hooks): LanguageClient {
  const settings = vscode.workspace.getConfiguration("jslint");
  const client = new LanguageClient("jslint", "jslint", () => hooks.process(), {
    documentSelector: SELECTOR,
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    diagnosticCollectionName: "jslint",
    initializationOptions: { jslint: { author: settings.get<string>("author"), showRounding: settings.get<boolean>("showRounding") } },
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/{jslint.toml,pyproject.toml,*.report.yaml,*.rule.yaml}") },
    middleware: {
      handleDiagnostics: (uri, diagnostics, next) => next(uri, withoutDoubles(diagnostics)),
      provideDiagnostics: async (document, previous, token, next) => {
        const report = await next(document, previous, token);
        if (report && "items" in report) report.items = withoutDoubles(report.items);
        return report;
      },
    },
    // Who starts it says what failed, in the person's language.
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: hooks.mayRestart() ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
    },
  });
  client.onDidChangeState((event) => {
    if (event.newState !== State.Starting) hooks.changed();
  });
  return client;
}

/** Where the YAML extension checks the file by the same schema, what it says is not said twice. */
function withoutDoubles(diagnostics: vscode.Diagnostic[]): vscode.Diagnostic[] {
  const other = vscode.extensions.getExtension("redhat.vscode-yaml");
  if (!other?.isActive || vscode.workspace.getConfiguration("yaml").get<boolean>("validate") === false) return diagnostics;
  return diagnostics.filter((diagnostic) => !SPOKEN_BY_RED_HAT.has(codeOf(diagnostic)));
}

function codeOf(diagnostic: vscode.Diagnostic): string {
  const code = diagnostic.code;
  return String(typeof code === "object" ? code.value : (code ?? ""));
}
