// What the side panels show: the trials and findings of the report one looks at, asked for anew whenever they may have changed.
import * as vscode from "vscode";
import { shownReport } from "./report";
import type { Server } from "./server";

export interface WireRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}
export interface Figure {
  readonly place: string;
  readonly printed: string;
  readonly range: WireRange;
}
export interface Trial {
  readonly code: string;
  readonly title: string;
  readonly outcome: string;
  readonly outcomeWords: string;
  readonly words: string;
  readonly reason: string;
  readonly range: WireRange;
  readonly figures: readonly Figure[];
  /** Whether the figure that is judged, the first, stands in another table or section. */
  readonly isElsewhere: boolean;
}
export interface Finding {
  readonly code: string;
  readonly title: string;
  readonly severity: string;
  readonly place: string;
  readonly message: string;
  readonly range: WireRange;
}
/** A table, a section or a form of the report. */
export interface Group {
  readonly piece: string;
  readonly title: string;
  readonly words: string;
  readonly range: WireRange;
  readonly counts: Readonly<Record<string, number>>;
  readonly checks: readonly Trial[];
  readonly findings: readonly Finding[];
}
export interface Answer {
  readonly uri: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly groups: readonly Group[];
}

const PAUSE_MILLISECONDS = 250;

export class Examined implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;
  /** The newest answer; undefined before the first. */
  answer: Answer | undefined;

  constructor(private readonly server: Server) {
    this.subscriptions = [this.changed, server.onDidChange(() => this.soon()), vscode.window.onDidChangeActiveTextEditor(() => this.soon())];
  }

  /** Whether anything of it is seen; nothing is asked for while nothing is. */
  isSeen: () => boolean = () => false;

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.isSeen()) void this.now();
    }, PAUSE_MILLISECONDS);
  }

  async now(): Promise<void> {
    const document = shownReport();
    if (!document) return;
    const answer = await this.server.ask<Answer>("jslint/ledger", { textDocument: { uri: document.uri.toString() } });
    if (!answer) return;
    this.answer = answer;
    this.changed.fire(undefined);
  }
}

/** A command for a row of a panel: shows a place of the report; the panel keeps the keys, so that rows can be gone through and copied. */
export function leadsTo(uri: vscode.Uri, range: WireRange): vscode.Command {
  return { command: "vscode.open", title: "", arguments: [uri, { selection: toRange(range), preserveFocus: true }] };
}

export function toRange({ start, end }: WireRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** A place without the table or section, which the row stands under. */
export function withoutTitle(place: string): string {
  return place.replace(/^《[^》]*》(?=.)/, "");
}
