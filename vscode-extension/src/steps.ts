// The ticks of the first steps. VS Code forgets what was done before its page of them was there, so it is told once the page is.
import * as vscode from "vscode";

export type Step = "python" | "open" | "import" | "paste" | "fill" | "finding" | "waive" | "preview" | "publish";

const KEY = "steps";
/** Fired by whatever does what a step tells of. */
export const stepDone = new vscode.EventEmitter<Step>();
/** How long the page takes to know its steps. */
const PAGE_MILLISECONDS = 1_000;

export class Steps implements vscode.Disposable {
  private readonly done: Set<Step>;
  private isShown = false;
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly context: vscode.ExtensionContext) {
    this.done = new Set(context.globalState.get<Step[]>(KEY) ?? []);
    this.subscriptions = [stepDone.event((step) => this.did(step)), vscode.window.tabGroups.onDidChangeTabs(() => this.look())];
    this.look();
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private did(step: Step): void {
    if (!this.done.has(step)) void this.context.globalState.update(KEY, [...this.done.add(step)]);
    if (this.isShown) this.tick(step);
  }

  /** The page of first steps is a tab of no kind that the API knows. */
  private look(): void {
    if (this.isShown || this.timer || !vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => input === undefined))) return;
    this.timer = setTimeout(() => {
      this.isShown = true;
      for (const step of this.done) this.tick(step);
    }, PAGE_MILLISECONDS);
  }

  private tick(step: Step): void {
    void vscode.commands.executeCommand("setContext", `jslint.did.${step}`, true);
  }
}
