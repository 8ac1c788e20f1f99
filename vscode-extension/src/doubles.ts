// What the YAML extension says of a report, where a person has files opened as YAML, is not said a second time by us.
import * as vscode from "vscode";
import { isReportFile } from "./report";

/** Broken YAML, keys that are there twice, and what the schema forbids: that extension knows the first two, and the last by our schema. */
const BROKEN = "JS001";
const SPOKEN_BY_OTHERS = new Set([BROKEN, "JS002", "JS010"]);
const OTHERS = /^(?:YAML$|yaml-schema)/;

/** A collection that leaves out what another extension really says, and says it again once the other falls silent. */
export class WithoutDoubles implements vscode.DiagnosticCollection {
  private readonly all = new Map<string, readonly vscode.Diagnostic[]>();
  private readonly shown: vscode.DiagnosticCollection;
  private readonly subscription: vscode.Disposable;

  constructor(readonly name: string) {
    this.shown = vscode.languages.createDiagnosticCollection(name);
    this.subscription = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) this.look(uri);
    });
  }

  set(uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[] | undefined): void;
  set(entries: readonly [vscode.Uri, readonly vscode.Diagnostic[] | undefined][]): void;
  set(first: vscode.Uri | readonly [vscode.Uri, readonly vscode.Diagnostic[] | undefined][], diagnostics?: readonly vscode.Diagnostic[]): void {
    for (const [uri, found] of first instanceof vscode.Uri ? [[first, diagnostics] as const] : first) {
      this.all.set(uri.toString(), found ?? []);
      this.shown.set(uri, remaining(uri, found ?? []));
    }
  }

  delete(uri: vscode.Uri): void {
    this.all.delete(uri.toString());
    this.shown.delete(uri);
  }

  clear(): void {
    this.all.clear();
    this.shown.clear();
  }

  forEach(callback: (uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[], collection: vscode.DiagnosticCollection) => unknown): void {
    this.shown.forEach((uri, diagnostics) => callback(uri, diagnostics, this));
  }

  get(uri: vscode.Uri): readonly vscode.Diagnostic[] | undefined {
    return this.shown.get(uri);
  }

  has(uri: vscode.Uri): boolean {
    return this.shown.has(uri);
  }

  [Symbol.iterator](): Iterator<[vscode.Uri, readonly vscode.Diagnostic[]]> {
    return this.shown[Symbol.iterator]();
  }

  dispose(): void {
    this.subscription.dispose();
    this.shown.dispose();
  }

  /** Sets anew where what others say has changed what is left for us to say. */
  private look(uri: vscode.Uri): void {
    const all = this.all.get(uri.toString());
    if (!all) return;
    const left = remaining(uri, all);
    if (left.length !== (this.shown.get(uri)?.length ?? 0)) this.shown.set(uri, left);
  }
}

function remaining(uri: vscode.Uri, ours: readonly vscode.Diagnostic[]): vscode.Diagnostic[] {
  if (!isReportFile(uri)) return [...ours];
  const others = vscode.languages.getDiagnostics(uri).filter(({ source }) => OTHERS.test(source ?? ""));
  return ours.filter((each) => !SPOKEN_BY_OTHERS.has(codeOf(each)) || !others.some((other) => isSaid(each, other)));
}

/** Whether the other says what we say: at the same line; of broken YAML, that it is broken there or, as parsers notice it, further down. */
function isSaid(ours: vscode.Diagnostic, other: vscode.Diagnostic): boolean {
  const isBelow = codeOf(ours) === BROKEN && other.source === "YAML";
  return ours.range.start.line <= other.range.end.line && (isBelow || other.range.start.line <= ours.range.end.line);
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : (code ?? ""));
}
