// The page of a rule, set as Markdown is set, in a tab beside the report.
import * as vscode from "vscode";
import type { Server } from "./server";

const SCHEME = "jslint-rule";
/** What the server links a finding's code to. */
export const RULE_PAGE = "command:jslint.showRule?%5B%22{code}%22%5D";

export class RulePages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly pages = new Map<string, string>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.commands.registerCommand("jslint.showRule", (code: string) => this.show(code)),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.pages.get(uri.path) ?? "";
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private async show(code: string): Promise<void> {
    const page = await this.server.ask<string>("workspace/executeCommand", { command: "jslint.explainRule", arguments: [code] });
    if (!page) return;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${code}.md` });
    this.pages.set(uri.path, page);
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  }
}
