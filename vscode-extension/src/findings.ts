// The side panel 提示: what is underlined in the report, by table and section.
import * as vscode from "vscode";
import { type Examined, type Finding, type Group, leadsTo, toRange, withoutTitle } from "./examined";

type Node = { readonly group: Group; readonly finding?: Finding };

const ICONS: Readonly<Record<string, readonly [string, string]>> = {
  error: ["error", "list.errorForeground"],
  warning: ["warning", "list.warningForeground"],
  information: ["info", "notificationsInfoIcon.foreground"],
  hint: ["lightbulb", "descriptionForeground"],
};
const ORDER = Object.keys(ICONS);

export class Findings implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<Node>;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly examined: Examined) {
    this.view = vscode.window.createTreeView<Node>("jslint.findings", { treeDataProvider: this, showCollapseAll: true, canSelectMany: true });
    this.subscriptions = [
      this.changed,
      this.view,
      examined.onDidChange(() => this.show()),
      vscode.commands.registerCommand("jslint.copyFindings", (node?: Node) => this.copy(node)),
      vscode.commands.registerCommand("jslint.explainFinding", (node: Node) => vscode.commands.executeCommand("jslint.showRule", node.finding?.code)),
      vscode.commands.registerCommand("jslint.repairFinding", (node: Node) => this.repair(node)),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  getTreeItem({ group, finding }: Node): vscode.TreeItem {
    const uri = this.uri;
    if (!finding) {
      const item = new vscode.TreeItem(group.title || group.piece || vscode.l10n.t("The whole report"), vscode.TreeItemCollapsibleState.Expanded);
      item.id = `${uri.toString()}#${group.piece}`;
      item.description = String(group.findings.length);
      item.tooltip = `${group.title}：${vscode.l10n.t("{0} findings", group.findings.length)}`;
      item.iconPath = icon(worst(group));
      item.contextValue = "group";
      return item;
    }
    const item = new vscode.TreeItem(/^《[^》]*》$/.test(finding.place) || !finding.place ? finding.title : withoutTitle(finding.place));
    item.description = `${finding.code} ${finding.title}`;
    item.tooltip = `${finding.place}\n${finding.code} ${finding.title}\n\n${finding.message}`;
    item.iconPath = icon(finding.severity);
    item.contextValue = "finding";
    item.command = leadsTo(uri, finding.range);
    return item;
  }

  getChildren(node?: Node): Node[] {
    if (node?.finding) return [];
    if (node) return node.group.findings.map((finding) => ({ group: node.group, finding }));
    return (this.examined.answer?.groups ?? []).filter((group) => group.findings.length > 0).map((group) => ({ group }));
  }

  private get uri(): vscode.Uri {
    return vscode.Uri.parse(this.examined.answer?.uri ?? "");
  }

  private show(): void {
    const found = this.examined.answer?.groups.flatMap((group) => group.findings) ?? [];
    this.view.badge = found.length > 0 ? { value: found.length, tooltip: vscode.l10n.t("{0} findings", found.length) } : undefined;
    this.view.message = this.examined.answer && found.length === 0 ? vscode.l10n.t("Nothing to report.") : "";
    this.changed.fire(undefined);
  }

  /** The rows that are marked, or the one that is pointed at, as lines of text that a spreadsheet takes. */
  private async copy(node?: Node): Promise<void> {
    const marked = node && !this.view.selection.includes(node) ? [node] : this.view.selection;
    const found = marked.flatMap(({ group, finding }) => (finding ? [finding] : group.findings));
    await vscode.env.clipboard.writeText(found.map((each) => [each.place, each.code, each.message].join("\t")).join("\n"));
  }

  /** To the place, with the menu of what can be done there. */
  private async repair({ finding }: Node): Promise<void> {
    if (!finding) return;
    await vscode.window.showTextDocument(this.uri, { selection: toRange(finding.range) });
    await vscode.commands.executeCommand("editor.action.quickFix");
  }
}

function worst({ findings }: Group): string {
  return ORDER.find((severity) => findings.some((each) => each.severity === severity)) ?? "hint";
}

function icon(severity: string): vscode.ThemeIcon {
  const [name, colour] = ICONS[severity] ?? ["info", "foreground"];
  return new vscode.ThemeIcon(name, new vscode.ThemeColor(colour));
}
