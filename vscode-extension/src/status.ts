// The counts of the report one looks at, in the status bar; a click shows the problems.
import * as vscode from "vscode";
import { shownReport } from "./report";
import type { Server } from "./server";

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("jslint.status", vscode.StatusBarAlignment.Left, 20);
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly server: Server) {
    this.item.name = "jslint";
    this.item.command = "jslint.openProblems";
    this.subscriptions = [
      this.item,
      server.onDidChange(() => this.show()),
      vscode.window.onDidChangeActiveTextEditor(() => this.show()),
    ];
    this.show();
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private show(): void {
    const document = shownReport();
    if (!document) {
      this.item.hide();
      return;
    }
    const counts = new Map<vscode.DiagnosticSeverity, number>();
    for (const diagnostic of vscode.languages.getDiagnostics(document.uri)) {
      if (diagnostic.source === "jslint") counts.set(diagnostic.severity, (counts.get(diagnostic.severity) ?? 0) + 1);
    }
    const errors = counts.get(vscode.DiagnosticSeverity.Error) ?? 0;
    const warnings = counts.get(vscode.DiagnosticSeverity.Warning) ?? 0;
    const informations = counts.get(vscode.DiagnosticSeverity.Information) ?? 0;
    const clean = errors + warnings + informations === 0;
    this.item.backgroundColor = errors > 0 ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    if (this.server.starting) {
      this.item.text = `$(sync~spin) ${vscode.l10n.t("Final accounts: starting")}`;
    } else if (!this.server.running) {
      this.item.text = `$(circle-slash) ${vscode.l10n.t("Final accounts: not checked")}`;
    } else if (clean) {
      this.item.text = `$(check) ${vscode.l10n.t("Final accounts: consistent")}`;
    } else {
      this.item.text = `${vscode.l10n.t("Final accounts")} $(error) ${errors} $(warning) ${warnings} $(info) ${informations}`;
    }
    this.item.tooltip = vscode.l10n.t("{0} errors, {1} warnings, {2} notes in this report. Click to see them.", errors, warnings, informations);
    this.item.show();
  }
}
