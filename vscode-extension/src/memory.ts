// How the checker was started last time, so that the next start need not look for a Python.
import { statSync } from "node:fs";
import * as vscode from "vscode";
import { lookedIn, type Launch } from "./interpreter";

const KEY = "launch";

interface Kept {
  readonly launch: Launch;
  /** What the search went by, and the interpreter's file: as long as neither has changed, neither has the answer. */
  readonly found: string;
}

export class Memory {
  constructor(private readonly context: vscode.ExtensionContext) {}

  recall(): Launch | undefined {
    const kept = this.place.get<Kept>(KEY);
    return kept && kept.found === this.stamp(kept.launch) ? kept.launch : undefined;
  }

  keep(launch: Launch): void {
    const kept: Kept = { launch, found: this.stamp(launch) };
    void this.place.update(KEY, kept);
  }

  /** The Python extension may have another environment in each folder. */
  private get place(): vscode.Memento {
    return vscode.extensions.getExtension("ms-python.python") ? this.context.workspaceState : this.context.globalState;
  }

  private stamp(launch: Launch): string {
    const file = statSync(launch.command, { throwIfNoEntry: false });
    return JSON.stringify([this.context.extensionPath, lookedIn(), launch.command, file?.size, file?.mtimeMs]);
  }
}
