// The extension as a person meets it: the .vsix installed into an empty VS Code, mouse and keyboard, pictures kept.
import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Editor, EXTENSION, workspace } from "./editor.mjs";

const PICTURES = path.join(EXTENSION, "..", ".artefacts", "vscode");
const VSIX = path.join(EXTENSION, "jslint-linux-x64.vsix");
const PUBLISHED = "examples/jiaozuo-2023-as-published.report.yaml";
const CORRECTED = "examples/jiaozuo-2023-corrected.report.yaml";
const SQUIGGLE = ".squiggly-error, .squiggly-warning, .squiggly-info";
const WAIT = 60_000;

let editor;
let folder;
const picture = (page, name) => page.screenshot({ path: path.join(PICTURES, `${name}.png`) });

before(async () => {
  mkdirSync(PICTURES, { recursive: true });
  folder = workspace();
  editor = await Editor.start({ vsix: VSIX });
});
after(async () => {
  await editor?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Runs a command of the palette by its title. */
async function command(page, title) {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor({ state: "visible", timeout: WAIT });
  await input.fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor({ timeout: WAIT });
  await page.keyboard.press("Enter");
}

/** Puts the cursor before the bracket that ends a row, and marks as many characters as are asked for. */
async function atRowEnd(page, line, marked = 0) {
  await goTo(page, line);
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  for (let index = 0; index < marked; index += 1) await page.keyboard.press("Shift+ArrowLeft");
}

async function goTo(page, line) {
  await page.keyboard.press("Control+g");
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor({ state: "visible", timeout: WAIT });
  await input.fill(`:${line}`);
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").first().waitFor({ state: "hidden", timeout: WAIT });
}

async function opened(file, options) {
  const page = await editor.open(folder, { file, ...options });
  await page.waitForSelector(".monaco-editor .view-line", { timeout: WAIT });
  await page.locator("#jslint\\.status, [id*='jslint.status']").first().waitFor({ timeout: WAIT });
  return page;
}

/** Waits for the text of our entry in the status bar. */
const status = (page, pattern) =>
  page.locator("[id*='jslint.status']", { hasText: pattern }).first().waitFor({ timeout: WAIT });

test("findings stand under their digits, a hover explains, the right digits clear them unsaved", { timeout: 300_000 }, async () => {
  const from = Date.now();
  const page = await opened(PUBLISHED);
  await status(page, /[1-9]\d*.*Final accounts/);
  console.log(`an empty window to the first findings: ${Date.now() - from} ms`);
  await page.locator(".monaco-editor").first().click();
  const text = page.locator(".view-line", { hasText: "债务利息及费用支出" }).first();
  await atRowEnd(page, 228, 1);
  await text.waitFor({ timeout: WAIT });
  await page.waitForSelector(SQUIGGLE, { timeout: WAIT });
  await picture(page, "findings");
  await command(page, "Show or Focus Hover");
  await page.locator(".monaco-hover:visible", { hasText: "JS140" }).first().waitFor({ timeout: WAIT });
  await picture(page, "hover");
  await page.keyboard.press("Escape");
  const before = await page.locator("[id*='jslint.status']").first().innerText();
  for (const row of [228, 229]) {
    await atRowEnd(page, row, 4);
    await page.keyboard.type("0.00");
  }
  await page.waitForFunction(
    (old) => document.querySelector("[id*='jslint.status']")?.innerText !== old,
    before,
    { timeout: WAIT },
  );
  assert.ok(await page.locator(".tab.dirty").first().isVisible(), "nothing was saved");
  await picture(page, "cleared");
  await page.context().close();
});

test("the problems list, the ledger panel and F12 lead to the places", { timeout: 300_000 }, async () => {
  const page = await opened(PUBLISHED);
  await status(page, /[1-9]\d*.*Final accounts/);
  await page.locator("[id*='jslint.status']").first().click();
  await page.locator(".markers-panel .monaco-list-row", { hasText: "JS140" }).first().waitFor({ timeout: WAIT });
  await picture(page, "problems");
  await page.locator(".activitybar [aria-label^='Reconciliation']").first().click();
  const group = page.locator(".sidebar .monaco-list-row", { hasText: "基本支出决算明细表" }).first();
  await group.waitFor({ timeout: WAIT });
  const trial = page.locator(".sidebar .monaco-list-row", { hasText: "JS140" }).first();
  await trial.waitFor({ timeout: WAIT });
  await trial.click();
  await page.locator(".view-line", { hasText: "债务利息及费用支出" }).first().waitFor({ timeout: WAIT });
  await picture(page, "ledger");
  await page.context().close();
});

for (const [name, theme, scale] of [["preview-light", "Default Light Modern", 1], ["preview-dark", "Default Dark Modern", 1.5]]) {
  test(`${name}: the report as printed follows the cursor and leads back`, { timeout: 300_000 }, async () => {
    const page = await opened(PUBLISHED, { scale, size: { width: Math.round(1800 / scale), height: Math.round(1100 / scale) } });
    await status(page, /[1-9]\d*.*Final accounts/);
    await page.locator(".monaco-editor").first().click();
    if (theme.includes("Dark")) {
      await command(page, "Preferences: Toggle between Light/Dark Themes");
      await page.waitForSelector(".monaco-workbench.vs-dark", { timeout: WAIT });
    }
    await command(page, "Preview as printed");
    const inner = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
    await inner.locator("mark.error").first().waitFor({ timeout: WAIT });
    await page.locator(".monaco-editor").first().click();
    await atRowEnd(page, 228, 2);
    await inner.locator(".here", { hasText: "6.31" }).waitFor({ timeout: WAIT });
    await picture(page, name);
    await inner.locator("td.number", { hasText: "18.25" }).first().click();
    await page.locator(".view-line", { hasText: "基本工资" }).first().waitFor({ timeout: WAIT });
    await page.waitForFunction(() => /\(5 selected\)/.test(document.querySelector(".statusbar")?.innerText ?? ""), undefined, { timeout: WAIT });
    await picture(page, `${name}-clicked`);
    await page.context().close();
  });
}

test("a new report is made from three answers and has no error", { timeout: 300_000 }, async () => {
  const page = await opened(CORRECTED);
  await status(page, /consistent/);
  await page.locator(".monaco-editor").first().click();
  await command(page, "New final-accounts report");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "国家-2022" }).first().click({ timeout: WAIT });
  const input = page.locator(".quick-input-widget input").first();
  await page.locator(".quick-input-title", { hasText: "2/3" }).waitFor({ timeout: WAIT });
  await input.fill("某市某局");
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-title", { hasText: "3/3" }).waitFor({ timeout: WAIT });
  await input.fill("2025");
  await page.keyboard.press("Enter");
  await page.locator(".tab", { hasText: "某市某局-2025.report.yaml" }).first().waitFor({ timeout: WAIT });
  await page.locator(".view-line", { hasText: "单位名称" }).first().waitFor({ timeout: WAIT });
  await picture(page, "new");
  await page.context().close();
});

test("rows copied from Excel become rows of the table", { timeout: 300_000 }, async () => {
  const page = await opened(CORRECTED);
  await status(page, /consistent/);
  await page.locator(".monaco-editor").first().click();
  await goTo(page, 96);
  await page.evaluate(() => navigator.clipboard.writeText("2080506\t机关事业单位职业年金缴费支出\t1.00\t1.00\t0.00\t0.00\t0.00\t0.00"));
  await command(page, "Paste rows from Excel");
  await page.locator(".view-line", { hasText: "机关事业单位职业年金缴费支出" }).first().waitFor({ timeout: WAIT });
  await picture(page, "pasted");
  await page.context().close();
});
