// Where rows that were copied from a spreadsheet belong, by where the cursor is.

/** Lines of a document; what vscode.TextDocument has, as far as it is needed here. */
export interface Lines {
  readonly lineCount: number;
  lineAt(line: number): { readonly text: string };
}

export interface Place {
  readonly line: number;
  /** From this character to the end of the line is replaced. */
  readonly from: number;
  readonly indent: string;
  /** Whether the rows take the line itself, or begin below it. */
  readonly onOwnLine: boolean;
}

const ROW = /^(\s*)-(?:\s|$)/;
const LIST = /^(\s*)[^\s#-][^#]*?:(?=\s*(?:\[\s*\])?\s*(?:#.*)?$)/;

/** After the row at the cursor, else at the list of the table that the cursor is in; undefined where there is none. */
export function placeForRows(lines: Lines, at: number): Place | undefined {
  const text = lines.lineAt(at).text;
  if (text.trim()) return onLine(lines, at) ?? below(lines, at);
  let above = at;
  while (above > 0 && !lines.lineAt(above).text.trim()) above -= 1;
  const found = onLine(lines, above);
  if (!found) return undefined;
  return found.from < lines.lineAt(above).text.length ? found : { line: at, from: 0, indent: found.indent, onOwnLine: true };
}

function onLine(lines: Lines, at: number): Place | undefined {
  const text = lines.lineAt(at).text;
  const row = ROW.exec(text);
  if (row) return { line: at, from: text.length, indent: row[1] ?? "", onOwnLine: false };
  const list = LIST.exec(text);
  if (!list) return undefined;
  const next = at + 1 < lines.lineCount ? lines.lineAt(at + 1).text : "";
  const child = ROW.exec(next);
  const isEmpty = /\[\s*\]/.test(text.slice(list[0].length));
  if (!child && !isEmpty) return undefined;
  const indent = child && !isEmpty ? (child[1] ?? "") : `${list[1] ?? ""}  `;
  return { line: at, from: isEmpty ? list[0].length : text.length, indent, onOwnLine: false };
}

/** The end of the first list further down in the same table. */
function below(lines: Lines, at: number): Place | undefined {
  const text = lines.lineAt(at).text;
  const own = indentOf(text);
  const least = LIST.test(text) ? own + 1 : own;
  if (least === 0) return undefined;
  for (let line = at + 1; line < lines.lineCount; line += 1) {
    const next = lines.lineAt(line).text;
    if (!next.trim()) continue;
    if (indentOf(next) < least) return undefined;
    const found = onLine(lines, line);
    if (found) return lastRow(lines, line, found);
  }
  return undefined;
}

function lastRow(lines: Lines, at: number, first: Place): Place {
  let last = first;
  for (let line = at + 1; line < lines.lineCount; line += 1) {
    const row = ROW.exec(lines.lineAt(line).text);
    if (!row || row[1] !== first.indent) break;
    last = { line, from: lines.lineAt(line).text.length, indent: first.indent, onOwnLine: false };
  }
  return last;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
