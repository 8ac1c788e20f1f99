// What needs no editor: every word is there in both languages, and rows are pasted where they belong.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { EXTENSION } from "./editor.mjs";

const read = (name) => readFileSync(path.join(EXTENSION, name), "utf8");
const { placeForRows } = createRequire(import.meta.url)("../out/test/rows.js");

test("every text of the extension is there in Chinese, and none that is no longer said", () => {
  const sources = readdirSync(path.join(EXTENSION, "src")).map((name) => read(`src/${name}`)).join("\n");
  const said = new Set([...sources.matchAll(/l10n\.t\(\s*"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1]));
  assert.deepEqual(Object.keys(JSON.parse(read("l10n/bundle.l10n.zh-cn.json"))).sort(), [...said].sort());
  const [english, chinese] = ["package.nls.json", "package.nls.zh-cn.json"].map((name) => JSON.parse(read(name)));
  const asked = new Set([...read("package.json").matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]));
  assert.deepEqual(Object.keys(english).sort(), [...asked].sort());
  assert.deepEqual(Object.keys(chinese).sort(), [...asked].sort());
  for (const text of Object.values(chinese)) assert.match(text, /[一-鿿]/);
});

const TABLE = ["决算表:", "  支出决算表:", "    合计: [1.00]", "    科目:", "      - [208, 甲, 1.00]", "      - [221, 乙, 1.00]", "", "  空表:", "    合计: [~]", "    科目: []", "说明: 无"];
const lines = { lineCount: TABLE.length, lineAt: (line) => ({ text: TABLE[line] }) };
const after = (line) => ({ line, from: TABLE[line].length, indent: "      ", onOwnLine: false });
for (const [where, line, expected] of [
  ["below the row at the cursor", 4, after(4)],
  ["above the first row, from the list's name", 3, after(3)],
  ["below the last row, from elsewhere in the table", 2, after(5)],
  ["below the last row, from the table's name", 1, after(5)],
  ["on a blank line, as a row like those above", 6, { line: 6, from: 0, indent: "      ", onOwnLine: true }],
  ["into an empty list", 9, { line: 9, from: "    科目:".length, indent: "      ", onOwnLine: false }],
  ["into the empty list of the table at the cursor", 8, { line: 9, from: "    科目:".length, indent: "      ", onOwnLine: false }],
  ["nowhere outside tables", 10, undefined],
]) {
  test(`rows are pasted ${where}`, () => assert.deepEqual(placeForRows(lines, line), expected));
}
