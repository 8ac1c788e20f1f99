// The document that a report was imported from, beside it: the page that a figure was read from, and the figure on it.
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { activeReport, isReport } from "./report";
import type { Server } from "./server";

interface Origin {
  readonly file: string;
  readonly words: string;
  readonly key: string;
  readonly box?: readonly [number, number, number, number];
  readonly scale?: number;
  readonly image?: string;
}

const PAUSE_MILLISECONDS = 200;

export class Source implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private shown = "";
  private timer: NodeJS.Timeout | undefined;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly server: Server,
  ) {
    this.subscriptions = [
      vscode.commands.registerCommand("jslint.showSource", () => this.open()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (!this.panel || !isReport(textEditor.document)) return;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.follow(textEditor), PAUSE_MILLISECONDS);
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.panel?.dispose();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private open(): void {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !activeReport()) return;
    if (this.panel) {
      this.panel.reveal(undefined, true);
      void this.follow(editor);
      return;
    }
    const media = vscode.Uri.joinPath(this.context.extensionUri, "media");
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.panel = vscode.window.createWebviewPanel("jslint.source", vscode.l10n.t("Source document"), column, {
      enableScripts: true,
      localResourceRoots: [media],
      retainContextWhenHidden: true,
    });
    this.shown = "";
    this.panel.onDidDispose(() => (this.panel = undefined));
    this.panel.webview.onDidReceiveMessage(() => void this.follow(editor));
    this.panel.webview.html = this.page(this.panel.webview, media);
  }

  private page(webview: vscode.Webview, media: vscode.Uri): string {
    const nonce = randomBytes(16).toString("base64");
    const of = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
    const policy = `default-src 'none'; img-src data:; style-src ${webview.cspSource}; script-src 'nonce-${nonce}';`;
    return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}"><link rel="stylesheet" href="${of("source.css")}"></head>
<body><p id="words"></p><div id="page"><img id="image" alt=""><div id="box"></div></div><script nonce="${nonce}" src="${of("source.js")}"></script></body></html>`;
  }

  /** Shows where the figure at the cursor was read. */
  private async follow(editor: vscode.TextEditor): Promise<void> {
    const { line, character } = editor.selection.active;
    const asked = { textDocument: { uri: editor.document.uri.toString() }, position: { line, character }, shown: this.shown };
    const origin = await this.server.ask<Origin>("jslint/origin", asked);
    if (!this.panel) return;
    const words = origin ? `${origin.file}　${origin.words}` : vscode.l10n.t("Nothing is known of where this was read.");
    if (origin?.image) this.shown = origin.key;
    const isOnPage = origin !== undefined && origin.key === this.shown;
    await this.panel.webview.postMessage({ words, image: origin?.image, scale: origin?.scale, box: isOnPage ? origin.box : undefined });
  }
}
