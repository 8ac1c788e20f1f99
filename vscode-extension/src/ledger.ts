// The side panel 勾稽关系: every trial of the report one looks at, by table, section and form.
import * as vscode from "vscode";
import { shownReport } from "./report";
import type { Server } from "./server";

interface WireRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}
interface Trial {
  readonly code: string;
  readonly title: string;
  readonly outcome: string;
  readonly outcomeWords: string;
  readonly words: string;
  readonly reason: string;
  readonly range: WireRange;
  readonly figures: readonly { readonly place: string; readonly printed: string }[];
}
interface Group {
  readonly piece: string;
  readonly title: string;
  readonly words: string;
  readonly range: WireRange;
  readonly counts: Readonly<Record<string, number>>;
  readonly checks: readonly Trial[];
}
interface Answer {
  readonly uri: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly groups: readonly Group[];
}
type Node = { readonly kind: "group"; readonly uri: vscode.Uri; readonly group: Group } | { readonly kind: "trial"; readonly uri: vscode.Uri; readonly trial: Trial };

const ICONS: Readonly<Record<string, readonly [string, string]>> = {
  broken: ["error", "list.errorForeground"],
  rounding: ["symbol-numeric", "descriptionForeground"],
  unchecked: ["question", "list.warningForeground"],
  waived: ["comment", "charts.blue"],
  holds: ["check", "charts.green"],
  not_applicable: ["dash", "disabledForeground"],
};
const ORDER = ["broken", "unchecked", "waived", "rounding", "holds", "not_applicable"];
const PAUSE_MILLISECONDS = 250;

export class Ledger implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private readonly subscriptions: vscode.Disposable[];
  private shown = new Set(["broken", "unchecked", "waived", "rounding"]);
  private answer: Answer | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly server: Server) {
    this.view = vscode.window.createTreeView<Node>("jslint.ledger", { treeDataProvider: this, showCollapseAll: true });
    this.subscriptions = [
      this.changed,
      this.view,
      server.onDidChange(() => this.refreshSoon()),
      vscode.window.onDidChangeActiveTextEditor(() => this.refreshSoon()),
      this.view.onDidChangeVisibility(() => this.refreshSoon()),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** Lets the person choose which outcomes are listed. */
  async filter(): Promise<void> {
    const words = outcomeWords();
    const picks = ORDER.map((outcome) => ({
      label: words[outcome] ?? outcome,
      description: String(this.answer?.counts[outcome] ?? 0),
      outcome,
      picked: this.shown.has(outcome),
    }));
    const chosen = await vscode.window.showQuickPick(picks, { canPickMany: true, title: vscode.l10n.t("Outcomes to list") });
    if (!chosen) return;
    this.shown = new Set(chosen.map((pick) => pick.outcome));
    this.changed.fire(undefined);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.kind === "group" ? groupItem(node.uri, node.group) : trialItem(node.uri, node.trial);
  }

  getChildren(node?: Node): Node[] {
    const answer = this.answer;
    if (!answer) return [];
    const uri = vscode.Uri.parse(answer.uri);
    if (node?.kind === "group") {
      return this.listed(node.group).map((trial) => ({ kind: "trial", uri, trial }));
    }
    if (node) return [];
    return answer.groups.filter((group) => this.listed(group).length > 0).map((group) => ({ kind: "group", uri, group }));
  }

  getParent(): undefined {
    return undefined;
  }

  private listed(group: Group): Trial[] {
    return group.checks
      .filter((trial) => this.shown.has(trial.outcome))
      .sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), PAUSE_MILLISECONDS);
  }

  private async refresh(): Promise<void> {
    const document = shownReport();
    if (!this.view.visible || !document) return;
    const answer = await this.server.ask<Answer>("jslint/ledger", { textDocument: { uri: document.uri.toString() } });
    if (!answer) return;
    this.answer = answer;
    const broken = answer.counts["broken"] ?? 0;
    this.view.badge = broken > 0 ? { value: broken, tooltip: vscode.l10n.t("{0} relations do not hold", broken) } : undefined;
    const words = outcomeWords();
    this.view.message = ORDER.filter((outcome) => (answer.counts[outcome] ?? 0) > 0)
      .map((outcome) => `${words[outcome]} ${answer.counts[outcome]}`)
      .join(" · ");
    this.changed.fire(undefined);
  }
}

function outcomeWords(): Readonly<Record<string, string>> {
  return {
    broken: vscode.l10n.t("broken"),
    unchecked: vscode.l10n.t("unchecked"),
    waived: vscode.l10n.t("explained"),
    rounding: vscode.l10n.t("rounding"),
    holds: vscode.l10n.t("holds"),
    not_applicable: vscode.l10n.t("not applicable"),
  };
}

function icon(outcome: string): vscode.ThemeIcon {
  const [name, colour] = ICONS[outcome] ?? ["dash", "disabledForeground"];
  return new vscode.ThemeIcon(name, new vscode.ThemeColor(colour));
}

function groupItem(uri: vscode.Uri, group: Group): vscode.TreeItem {
  const broken = (group.counts["broken"] ?? 0) > 0;
  const state = broken ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(group.title, state);
  item.id = `${uri.toString()}#${group.piece}`;
  item.description = group.words;
  item.iconPath = icon(broken ? "broken" : (group.counts["unchecked"] ?? 0) > 0 ? "unchecked" : "holds");
  return item;
}

function trialItem(uri: vscode.Uri, trial: Trial): vscode.TreeItem {
  const item = new vscode.TreeItem(labelOf(trial));
  item.description = `${trial.code} ${trial.title}`;
  item.tooltip = new vscode.MarkdownString(
    [`**${trial.code} ${trial.title}**`, `${trial.outcomeWords}${trial.reason ? `：${trial.reason}` : ""}`, trial.words].join("\n\n"),
  );
  item.iconPath = icon(trial.outcome);
  item.command = { command: "vscode.open", title: "", arguments: [uri, { selection: toRange(trial.range) }] };
  return item;
}

/** The amount first: a narrow panel cuts the end off. */
function labelOf({ title, figures: [judged] }: Trial): vscode.TreeItemLabel {
  if (!judged) return { label: title };
  return { label: `${judged.printed}\u2002${judged.place.replace(/^《[^》]*》/, "")}`, highlights: [[0, judged.printed.length]] };
}

function toRange(range: WireRange): vscode.Range {
  return new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
}
