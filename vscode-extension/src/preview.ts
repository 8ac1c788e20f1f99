// The report as it will be printed, beside its text: follows the cursor, and a click leads back.
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { activeReport, isReport } from "./report";
import type { Server } from "./server";
import { stepDone } from "./steps";

interface Answer {
  readonly html: string;
}

const PAUSE_MILLISECONDS = 200;

export class Preview implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private uri: vscode.Uri | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly server: Server,
  ) {
    this.subscriptions = [
      vscode.commands.registerCommand("jslint.preview", () => this.open()),
      server.onDidChange((uri) => {
        if (!uri || uri.toString() === this.uri?.toString()) this.refreshSoon();
      }),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document.uri.toString() === this.uri?.toString()) this.refreshSoon();
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (this.panel && isReport(editor?.document) && editor.document.uri.toString() !== this.uri?.toString()) {
          this.uri = editor.document.uri;
          this.refreshSoon();
        }
      }),
      vscode.window.onDidChangeTextEditorSelection((event) => this.follow(event)),
    ];
  }

  /** The report in the preview that one looks at; undefined where one looks at something else. */
  get shown(): vscode.Uri | undefined {
    return this.panel?.active ? this.uri : undefined;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.panel?.dispose();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private open(): void {
    const document = activeReport();
    if (!document) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Open a report (*.report.yaml) first."));
      return;
    }
    this.uri = document.uri;
    stepDone.fire("preview");
    if (this.panel) {
      this.panel.reveal(undefined, true);
      this.refreshSoon();
      return;
    }
    const media = vscode.Uri.joinPath(this.context.extensionUri, "media");
    this.panel = vscode.window.createWebviewPanel(
      "jslint.preview",
      vscode.l10n.t("Preview as printed"),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [media], retainContextWhenHidden: true },
    );
    this.panel.onDidDispose(() => (this.panel = undefined));
    this.panel.webview.onDidReceiveMessage((message: { type: string; line: number; character: number }) => {
      if (message.type === "ready") void this.refresh();
      else if (message.type === "reveal") void this.reveal(message.line, message.character);
    });
    this.panel.webview.html = this.page(this.panel.webview, media);
  }

  private page(webview: vscode.Webview, media: vscode.Uri): string {
    const nonce = randomBytes(16).toString("base64");
    const style = webview.asWebviewUri(vscode.Uri.joinPath(media, "preview.css")).toString();
    const script = webview.asWebviewUri(vscode.Uri.joinPath(media, "preview.js")).toString();
    const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}';`;
    return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${style}"></head>
<body><div id="page"><p class="empty">…</p></div><script nonce="${nonce}" src="${script}"></script></body></html>`;
  }

  private refreshSoon(): void {
    if (!this.panel) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), PAUSE_MILLISECONDS);
  }

  private async refresh(): Promise<void> {
    const uri = this.uri;
    if (!this.panel || !uri) return;
    const answer = await this.server.ask<Answer>("jslint/preview", { textDocument: { uri: uri.toString() } });
    if (!answer || !this.panel || this.uri !== uri) return;
    await this.panel.webview.postMessage({ type: "show", html: answer.html, uri: uri.toString() });
    const editor = vscode.window.visibleTextEditors.find((each) => each.document.uri.toString() === uri.toString());
    if (editor) this.send(editor.selection.active);
  }

  private follow(event: vscode.TextEditorSelectionChangeEvent): void {
    if (this.panel && event.textEditor.document.uri.toString() === this.uri?.toString()) {
      this.send(event.textEditor.selection.active);
    }
  }

  private send(at: vscode.Position): void {
    void this.panel?.webview.postMessage({ type: "follow", line: at.line, character: at.character });
  }

  private async reveal(line: number, character: number): Promise<void> {
    if (!this.uri) return;
    const open = vscode.window.visibleTextEditors.find((each) => each.document.uri.toString() === this.uri?.toString());
    const editor = await vscode.window.showTextDocument(this.uri, { viewColumn: open?.viewColumn ?? vscode.ViewColumn.One });
    const at = new vscode.Position(line, character);
    const word = editor.document.getWordRangeAtPosition(at, /[-0-9.,%％０-９]+/) ?? new vscode.Range(at, at);
    editor.selection = new vscode.Selection(word.start, word.end);
    editor.revealRange(word, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}
