// What needs no editor: every word is there in both languages.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { EXTENSION } from "./editor.mjs";

const read = (name) => readFileSync(path.join(EXTENSION, name), "utf8");

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
