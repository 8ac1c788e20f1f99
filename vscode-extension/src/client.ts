// The language client over the server's process; loaded while that process is starting, not before it.
import type { ChildProcess } from "node:child_process";
import * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State } from "vscode-languageclient/node";
import { WithoutDoubles } from "./doubles";
import { SELECTOR } from "./report";
import { RULE_PAGE } from "./rulePages";
import { stepDone } from "./steps";

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
    initializationOptions: { jslint: { author: settings.get<string>("author"), showRounding: settings.get<boolean>("showRounding"), rulePage: RULE_PAGE } },
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/{jslint.toml,pyproject.toml,*.report.yaml,*.rule.yaml}") },
    diagnosticCollectionProvider: {
      create: (name) => new WithoutDoubles(name ?? "jslint"),
      dispose: (collection) => collection.dispose(),
    },
    middleware: {
      // The page of a rule is ours to show; the server only writes it.
      executeCommand: (command, args, next) => {
        if (command === "jslint.showExplanation") stepDone.fire("waive");
        return command === "jslint.explainRule" ? vscode.commands.executeCommand("jslint.showRule", ...args) : next(command, args);
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
