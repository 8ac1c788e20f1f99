// What the extension is made of; each part registers itself and knows nothing of the others but the server.
import * as vscode from "vscode";
import { registerCommands } from "./commands";
import { Examined } from "./examined";
import { Findings } from "./findings";
import { Ledger } from "./ledger";
import { Pasting } from "./pasting";
import { Preview } from "./preview";
import { isReport, SUFFIX } from "./report";
import { RulePages } from "./rulePages";
import { Server } from "./server";
import { Source } from "./source";
import { Status } from "./status";
import { stepDone, Steps } from "./steps";

let server: Server | undefined;

export interface Api {
  /** Resolves once the server answers, for tests. */
  readonly ready: Promise<void>;
  /** The process of the server, for tests. */
  serverPid(): number | undefined;
  /** How long finding a Python and starting the server took, for tests. */
  took(): Server["took"];
}

export function activate(context: vscode.ExtensionContext): Api {
  const log = vscode.window.createOutputChannel("jslint", { log: true });
  const steps = new Steps(context);
  server = new Server(context, log);
  const ready = startWhereNeeded(server);
  const preview = new Preview(context, server);
  const examined = new Examined(server);
  const [findings, ledger] = [new Findings(examined), new Ledger(examined)];
  examined.isSeen = () => findings.view.visible || ledger.view.visible;
  context.subscriptions.push(
    log,
    steps,
    examined,
    findings,
    ledger,
    findings.view.onDidChangeVisibility(() => examined.soon()),
    ledger.view.onDidChangeVisibility(() => examined.soon()),
    preview,
    new RulePages(server),
    new Source(context, server),
    new Pasting(server),
    new Status(server),
    ...registerCommands(context, server, log, preview),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isReport(document)) void meet(server);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("jslint")) void server?.restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void server?.restart()),
  );
  void vscode.commands.executeCommand("setContext", "jslint.active", true);
  return { ready, serverPid: () => server?.pid, took: () => server?.took };
}

/** A report is there: it is checked, and the first steps know of it. */
async function meet(server: Server | undefined): Promise<void> {
  stepDone.fire("open");
  await server?.start("report");
}

/** Ahead of the first report where one is to be expected: in a folder that holds one, and in an empty window, where one is opened next. */
async function startWhereNeeded(server: Server): Promise<void> {
  if (vscode.workspace.textDocuments.some(isReport)) await meet(server);
  else if (!vscode.workspace.workspaceFolders || (await vscode.workspace.findFiles(`**/*${SUFFIX}`, undefined, 1)).length > 0) await server.start("nobody");
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
