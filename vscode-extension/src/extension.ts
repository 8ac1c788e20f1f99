// What the extension is made of; each part registers itself and knows nothing of the others but the server.
import * as vscode from "vscode";
import { registerCommands } from "./commands";
import { Ledger } from "./ledger";
import { Preview } from "./preview";
import { isReport, SUFFIX } from "./report";
import { Server } from "./server";
import { Status } from "./status";

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
  server = new Server(context, log);
  const ready = startWhereNeeded(server);
  const ledger = new Ledger(server);
  context.subscriptions.push(
    log,
    ledger,
    new Preview(context, server),
    new Status(server),
    ...registerCommands(context, server, log, ledger),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isReport(document)) void server?.start("report");
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("jslint")) void server?.restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void server?.restart()),
  );
  void vscode.commands.executeCommand("setContext", "jslint.active", true);
  return { ready, serverPid: () => server?.pid, took: () => server?.took };
}

/** Ahead of the first report where one is to be expected: in a folder that holds one, and in an empty window, where one is opened next. */
async function startWhereNeeded(server: Server): Promise<void> {
  if (vscode.workspace.textDocuments.some(isReport)) await server.start("report");
  else if (!vscode.workspace.workspaceFolders || (await vscode.workspace.findFiles(`**/*${SUFFIX}`, undefined, 1)).length > 0) await server.start("nobody");
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
