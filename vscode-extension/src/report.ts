// What counts as a report in the editor.
import * as vscode from "vscode";

export const SUFFIX = ".report.yaml";

export const SELECTOR = [
  { scheme: "file", pattern: `**/*${SUFFIX}` },
  { scheme: "untitled", pattern: `**/*${SUFFIX}` },
];

export function isReport(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  return document !== undefined && isReportFile(document.uri);
}

export function isReportFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith(SUFFIX);
}

/** The report that a person is at: the active editor's. */
export function activeReport(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return isReport(document) ? document : undefined;
}

/** The report that a person looks at: the active editor's, or one beside what is no text or only a log. */
export function shownReport(): vscode.TextDocument | undefined {
  const active = vscode.window.activeTextEditor?.document;
  if (active && active.uri.scheme !== "output") return activeReport();
  return vscode.window.visibleTextEditors.map((editor) => editor.document).find(isReport);
}
