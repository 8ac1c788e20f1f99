// Cells copied from a spreadsheet become rows of a table: by Ctrl+V as by the command.
import * as vscode from "vscode";
import { toRange, type WireRange } from "./examined";
import { activeReport, SELECTOR } from "./report";
import type { Server } from "./server";
import { stepDone } from "./steps";

interface Pasted {
  readonly problem?: string;
  readonly title: string;
  readonly count: number;
  readonly doubts: readonly string[];
  readonly edits: readonly { readonly range: WireRange; readonly newText: string }[];
}

const KIND = vscode.DocumentDropOrPasteEditKind.Text.append("jslint", "rows");

class Paste extends vscode.DocumentPasteEdit {
  constructor(
    readonly document: vscode.TextDocument,
    readonly made: Pasted,
  ) {
    super("", vscode.l10n.t("Rows of {0}", made.title), KIND);
    this.additionalEdit = editOf(document, made);
  }
}

/** Takes cells that are pasted at a cursor; at marked text, and where they are no rows of a table, the editor pastes as always. */
export class Pasting implements vscode.DocumentPasteEditProvider<Paste>, vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private pasted: vscode.Disposable | undefined;

  constructor(private readonly server: Server) {
    this.subscriptions = [
      vscode.languages.registerDocumentPasteEditProvider(SELECTOR, this, { providedPasteEditKinds: [KIND], pasteMimeTypes: ["text/plain"] }),
      vscode.commands.registerCommand("jslint.pasteRows", () => this.command()),
    ];
  }

  dispose(): void {
    this.pasted?.dispose();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  async provideDocumentPasteEdits(document: vscode.TextDocument, ranges: readonly vscode.Range[], transfer: vscode.DataTransfer): Promise<Paste[]> {
    const text = (await transfer.get("text/plain")?.asString()) ?? "";
    const [at, ...others] = ranges;
    if (!text.includes("\t") || !at?.isEmpty || others.length > 0) return [];
    const made = await this.ask(document, at.start, text);
    if (!made) return [];
    if (!made.problem) return [new Paste(document, made)];
    void vscode.window.showWarningMessage(vscode.l10n.t("Pasted as it is. {0}", made.problem));
    return [];
  }

  /** The edit has been chosen: what it did is told once it is made. */
  resolveDocumentPasteEdit(edit: Paste): Paste {
    this.pasted?.dispose();
    this.pasted = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // A character typed instead is no paste.
      if (document !== edit.document || (contentChanges.length === 1 && contentChanges[0]!.text.length < 2)) return;
      this.pasted?.dispose();
      tell(document, edit.made);
    });
    return edit;
  }

  /** What was copied, whatever it looks like, into the table at the cursor. */
  private async command(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const document = activeReport();
    if (!editor || !document) return;
    const made = await this.ask(document, editor.selection.active, await vscode.env.clipboard.readText());
    if (!made || made.problem) {
      void vscode.window.showWarningMessage(made?.problem ?? vscode.l10n.t("The checker is not running."));
    } else if (await vscode.workspace.applyEdit(editOf(document, made))) {
      tell(document, made);
    }
  }

  private ask(document: vscode.TextDocument, { line, character }: vscode.Position, text: string): Promise<Pasted | undefined> {
    return this.server.ask<Pasted>("jslint/paste", { textDocument: { uri: document.uri.toString() }, position: { line, character }, text });
  }
}

function editOf(document: vscode.TextDocument, { edits }: Pasted): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const each of edits) edit.replace(document.uri, toRange(each.range), each.newText);
  return edit;
}

/** Says where how much was put, shows it, and names what a person should look at. */
function tell(document: vscode.TextDocument, { title, count, doubts, edits: [first] }: Pasted): void {
  stepDone.fire("paste");
  const said = vscode.l10n.t("{0}: {1} rows pasted.", title, count);
  const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
  if (editor && first) editor.revealRange(toRange(first.range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  if (doubts.length > 0) void vscode.window.showWarningMessage([said, ...doubts].join(" "));
  else void vscode.window.setStatusBarMessage(said, 10_000);
}
