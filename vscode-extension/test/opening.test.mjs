// How long a person waits: the .vsix installed from file into an empty VS Code, no network, a report opened in a window that is up.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Editor, EXTENSION, workspace } from "./editor.mjs";

const PICTURES = path.join(EXTENSION, "..", ".artefacts", "vscode");
const VSIX = path.join(EXTENSION, "jslint-linux-x64.vsix");
const PUBLISHED = "examples/jiaozuo-2023-as-published.report.yaml";
const WAIT = 60_000;

let editor;
let folder;

before(async () => {
  mkdirSync(PICTURES, { recursive: true });
  folder = workspace();
  editor = await Editor.start({ vsix: VSIX });
});
after(async () => {
  await editor?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Opens the report by 文件 > 打开 in a window; gives the milliseconds to its text and to the first findings drawn. */
async function open(page) {
  await page.keyboard.press("Control+o");
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor({ state: "visible", timeout: WAIT });
  await input.fill(path.join(folder, PUBLISHED));
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "as-published" }).first().waitFor({ timeout: WAIT });
  const from = Date.now();
  await page.keyboard.press("Enter");
  const text = page.waitForSelector(".monaco-editor .view-line", { timeout: WAIT }).then(() => Date.now() - from);
  const counted = page.locator("[id*='jslint.status']", { hasText: /[1-9]/ }).first().waitFor({ timeout: WAIT });
  await page.waitForSelector(".squiggly-error, .squiggly-warning", { timeout: WAIT, state: "attached" });
  const drawn = Date.now() - from;
  await counted;
  return { text: await text, drawn };
}

for (const which of ["first ever", "second", "third"]) {
  test(`a report opened in an empty window, ${which} start`, { timeout: 300_000 }, async () => {
    const page = await editor.open(undefined);
    await page.locator(".monaco-workbench .statusbar [id='status.host']").first().waitFor({ timeout: WAIT });
    const already = editor.log().length;
    const { text, drawn } = await open(page);
    const said = editor.log().slice(already).match(/Python found in .*/)?.[0] ?? "";
    console.log(`MEASURED ${which} start: text after ${text} ms, first findings drawn after ${drawn} ms (${said})`);
    await page.screenshot({ path: path.join(PICTURES, `opened-${which.replaceAll(" ", "-")}.png`) });
    await page.context().close();
  });
}
