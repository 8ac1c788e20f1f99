// The side panel 勾稽关系: every trial of the report one looks at, by table, section and form; under each its figures.
import * as vscode from "vscode";
import { type Examined, type Figure, type Group, leadsTo, type Trial, withoutTitle } from "./examined";

interface Node {
  readonly group: Group;
  /** The trials of a group that need no eye, together. */
  readonly quiet?: string;
  readonly trial?: Trial;
  readonly figure?: Figure;
}

const ICONS: Readonly<Record<string, readonly [string, string]>> = {
  broken: ["error", "list.errorForeground"],
  rounding: ["symbol-numeric", "descriptionForeground"],
  unchecked: ["question", "list.warningForeground"],
  waived: ["comment", "charts.blue"],
  holds: ["check", "charts.green"],
  not_applicable: ["dash", "disabledForeground"],
};
const ORDER = ["broken", "unchecked", "waived", "rounding", "holds", "not_applicable"];
const QUIET = ["holds", "not_applicable"];

export class Ledger implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<Node>;
  private readonly subscriptions: vscode.Disposable[];
  private shown = new Set(ORDER.filter((outcome) => outcome !== "not_applicable"));
  private sought = "";
  /** The group that a tally has led to: it stands open. */
  private opened: string | undefined;

  constructor(private readonly examined: Examined) {
    this.view = vscode.window.createTreeView<Node>("jslint.ledger", { treeDataProvider: this, showCollapseAll: true, canSelectMany: true });
    this.subscriptions = [
      this.changed,
      this.view,
      examined.onDidChange(() => this.show()),
      vscode.commands.registerCommand("jslint.filterLedger", () => this.filter()),
      vscode.commands.registerCommand("jslint.searchLedger", () => this.search()),
      vscode.commands.registerCommand("jslint.clearLedgerSearch", () => this.seek("")),
      vscode.commands.registerCommand("jslint.copyTrials", (node?: Node) => this.copy(node)),
      vscode.commands.registerCommand("jslint.explainTrial", (node: Node) => vscode.commands.executeCommand("jslint.showRule", node.trial?.code)),
      // What a tally above a table leads to.
      vscode.commands.registerCommand("jslint.showLedger", (_uri?: string, piece?: string) => this.reveal(piece)),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const uri = vscode.Uri.parse(this.examined.answer?.uri ?? "");
    const key = `${uri.toString()}#${node.group.piece}#${this.sought}`;
    if (node.figure) return figureItem(uri, node.figure);
    if (node.trial) return trialItem(uri, node.trial);
    if (node.quiet) return quietItem(`${key}#${node.quiet}`, node.quiet, this.children(node).length);
    const isOpened = node.group.piece === this.opened;
    return groupItem(isOpened ? `${key}#opened` : key, node.group, isOpened || this.sought !== "");
  }

  getChildren(node?: Node): Node[] {
    if (node?.figure) return [];
    if (node?.trial) return node.trial.figures.map((figure) => ({ ...node, figure }));
    if (node) return this.children(node);
    return (this.examined.answer?.groups ?? []).filter((group) => this.listed(group).length > 0).map((group) => ({ group }));
  }

  getParent({ group, quiet, trial, figure }: Node): Node | undefined {
    if (figure && trial) return { group, trial };
    return trial || quiet ? { group } : undefined;
  }

  /** What needs an eye, one by one; what holds or does not apply together, unless there is nothing else or it was searched for. */
  private children({ group, quiet }: Node): Node[] {
    const listed = this.listed(group);
    const loud = listed.filter((trial) => !QUIET.includes(trial.outcome));
    if (quiet) return listed.filter((trial) => trial.outcome === quiet).map((trial) => ({ group, trial }));
    if (this.sought || loud.length === 0) return listed.map((trial) => ({ group, trial }));
    const rest = QUIET.filter((outcome) => listed.some((trial) => trial.outcome === outcome));
    return [...loud.map((trial) => ({ group, trial })), ...rest.map((outcome) => ({ group, quiet: outcome }))];
  }

  private listed(group: Group): Trial[] {
    return group.checks
      .filter((trial) => this.shown.has(trial.outcome) && speaksOf(group, trial, this.sought))
      .sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  }

  private show(): void {
    const { answer, view } = this;
    if (!answer) return;
    const words = outcomeWords();
    const counts = ORDER.filter((outcome) => (answer.counts[outcome] ?? 0) > 0).map((outcome) => `${words[outcome]} ${answer.counts[outcome]}`);
    const sought = this.sought ? [vscode.l10n.t("Search: {0}", this.sought)] : [];
    view.message = [...sought, ...counts].join(" · ");
    this.changed.fire(undefined);
  }

  private get answer(): Examined["answer"] {
    return this.examined.answer;
  }

  /** Lets the person choose which outcomes are listed. */
  private async filter(): Promise<void> {
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
    this.show();
  }

  /** Lists what speaks of the words that are typed, while they are typed. */
  private search(): void {
    const input = vscode.window.createInputBox();
    input.title = vscode.l10n.t("Search the relations");
    input.placeholder = vscode.l10n.t("Name, code, amount or rule");
    input.value = this.sought;
    input.onDidChangeValue((text) => this.seek(text));
    input.onDidAccept(() => input.hide());
    input.onDidHide(() => input.dispose());
    input.show();
  }

  private seek(text: string): void {
    this.sought = text.trim();
    void vscode.commands.executeCommand("setContext", "jslint.ledgerIsSearched", this.sought !== "");
    this.show();
  }

  /** Opens the trials of one table or section, and shows the panel in any case. */
  private async reveal(piece?: string): Promise<void> {
    await vscode.commands.executeCommand("jslint.ledger.focus");
    await this.examined.now();
    const group = this.answer?.groups.find((each) => each.piece === piece);
    if (!group) return;
    this.opened = piece;
    if (this.listed(group).length === 0) {
      this.shown = new Set(ORDER);
      this.sought = "";
    }
    this.show();
    await this.view.reveal({ group }, { select: true, focus: true, expand: true });
  }

  /** The rows that are marked, or the one that is pointed at, as lines of text that a spreadsheet takes. */
  private async copy(node?: Node): Promise<void> {
    const marked = node && !this.view.selection.includes(node) ? [node] : this.view.selection;
    const lines = marked.flatMap(({ group, quiet, trial, figure }) => {
      if (figure) return [`${figure.place}\t${figure.printed}`];
      const meant = trial ? [trial] : this.listed(group).filter((each) => !quiet || each.outcome === quiet);
      return meant.map(({ code, title, outcomeWords: outcome, words, figures: [first] }) =>
        [first?.place ?? "", first?.printed ?? "", outcome, `${code} ${title}`, words].join("\t"),
      );
    });
    await vscode.env.clipboard.writeText(lines.join("\n"));
  }
}

function speaksOf({ title }: Group, trial: Trial, sought: string): boolean {
  if (!sought) return true;
  const said = [title, trial.code, trial.title, ...trial.figures.flatMap((figure) => [figure.place, figure.printed])].join("\n");
  return sought.split(/\s+/).every((word) => said.includes(word));
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

function groupItem(key: string, group: Group, isOpen: boolean): vscode.TreeItem {
  const broken = (group.counts["broken"] ?? 0) > 0;
  const state = broken || isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(group.title, state);
  item.id = key;
  item.description = group.words;
  item.tooltip = `${group.title}\n${group.words}`;
  item.iconPath = icon(broken ? "broken" : (group.counts["unchecked"] ?? 0) > 0 ? "unchecked" : "holds");
  item.contextValue = "group";
  return item;
}

function quietItem(key: string, outcome: string, count: number): vscode.TreeItem {
  const item = new vscode.TreeItem(outcomeWords()[outcome] ?? outcome, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = key;
  item.description = String(count);
  item.iconPath = icon(outcome);
  item.contextValue = "group";
  return item;
}

/** The name first, with its table where that is another, then the amount; both again, whole, in the tooltip. */
function trialItem(uri: vscode.Uri, trial: Trial): vscode.TreeItem {
  const [judged] = trial.figures;
  const name = judged && (trial.isElsewhere ? judged.place : withoutTitle(judged.place));
  const item = new vscode.TreeItem(name ?? trial.title, vscode.TreeItemCollapsibleState.Collapsed);
  item.description = [judged?.printed, `${trial.code} ${trial.title}`].filter(Boolean).join("\u2002");
  const lines = [`**${judged?.place ?? ""}　${judged?.printed ?? ""}**`, `${trial.code} ${trial.title}`, `${trial.outcomeWords}${trial.reason ? `：${trial.reason}` : ""}`, trial.words];
  item.tooltip = new vscode.MarkdownString(lines.join("\n\n"));
  item.iconPath = icon(trial.outcome);
  item.contextValue = "trial";
  item.command = leadsTo(uri, trial.range);
  return item;
}

function figureItem(uri: vscode.Uri, figure: Figure): vscode.TreeItem {
  const item = new vscode.TreeItem(figure.place);
  item.description = figure.printed;
  item.tooltip = `${figure.place}　${figure.printed}`;
  item.contextValue = "figure";
  item.command = leadsTo(uri, figure.range);
  return item;
}
