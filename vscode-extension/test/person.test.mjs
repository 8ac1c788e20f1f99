// The extension as a person meets it: the .vsix installed into an empty VS Code that speaks Chinese, mouse and keyboard, pictures kept.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Editor, ROOT, workspace } from "./editor.mjs";
import {
  again, atRowEnd, command, CORRECTED, FOUND, goTo, inPage, inside, line, paneOf, picture, PUBLISHED, rowsOf, SQUIGGLE, status, statusText, VSIX, WAIT,
} from "./person.mjs";

let editor;
before(async () => {
  editor = await Editor.start({ vsix: VSIX, language: "zh-cn" });
});
after(() => editor?.stop());

/** A test in a window of its own folder, that shows a report whose findings are there. */
function shows(name, file, steps, options = {}) {
  test(name, { timeout: 900_000 }, async () => {
    const page = await editor.open(workspace(), { file, ...options });
    await inPage(page, name.replaceAll(/\W+/g, "-"), async () => {
      await status(page, file === PUBLISHED ? FOUND : /没有发现问题/);
      await page.keyboard.press("Control+1");
      await steps(page);
    });
  });
}

/** The class whose amount its items contradict, with what they add up to behind it. */
const COMPUTED = /债务利息及费用支出,\s+6\.31\s*≠\s2\.77/;

/** Puts the cursor into that amount, and waits for all that stands at it. */
async function atWrongClass(page) {
  await atRowEnd(page, 228);
  await page.keyboard.press("ArrowLeft");
  await line(page, COMPUTED);
  await page.waitForSelector(SQUIGGLE);
}

shows("findings stand under their digits, a hover explains, the right digits clear them unsaved", PUBLISHED, async (page) => {
  await atWrongClass(page);
  await picture(page, "findings");
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+i");
  await page.locator(".monaco-hover:visible", { hasText: "JS140" }).first().waitFor();
  await picture(page, "vscode-hover");
  await page.keyboard.press("Escape");
  const before = await statusText(page);
  for (const row of [228, 229]) {
    await atRowEnd(page, row, 4);
    await page.keyboard.type("0.00");
  }
  await page.waitForFunction((old) => document.querySelector("[id*='jslint.status']")?.innerText !== old, before);
  assert.ok(await page.locator(".tab.dirty").first().isVisible(), "nothing was saved");
  await picture(page, "cleared");
});

/** Where things stand in an example: the line of a text, behind another where that is given; the column after a text of a line. */
function placesIn(file) {
  const lines = readFileSync(path.join(ROOT, file), "utf8").split("\n");
  return {
    lineOf: (text, after = "") => lines.findIndex((each, at) => at >= lines.findIndex((other) => other.startsWith(after)) && each.includes(text)) + 1,
    // 转到行/列 counts a Chinese character as two.
    columnAfter: (number, text) => lines[number - 1].slice(0, lines[number - 1].indexOf(text) + text.length).replaceAll(/[^\x00-\xff]/g, "xx").length + 1,
  };
}

/** Opens the menu of what can be done at the cursor, with an entry. */
async function menu(page, text) {
  const entry = page.locator(".action-widget .monaco-list-row", { hasText: text }).first();
  await again(() => page.keyboard.press("Control+."), () => entry.waitFor({ timeout: WAIT / 6 }));
  return entry;
}

shows("a menu names the cells, a repair is whole, a rule's page is set", PUBLISHED, async (page) => {
  await atWrongClass(page);
  const repair = await menu(page, "307 债务利息及费用支出 · 决算数：6.31 → 0.00，共 2 处");
  const titles = await page.locator(".action-widget .monaco-list-row .title").allInnerTexts();
  assert.equal(new Set(titles).size, titles.length, `nothing twice: ${titles.join()}`);
  await picture(page, "vscode-menu");
  await repair.click();
  await line(page, /债务利息及费用支出,\s+0\.00/);
  await line(page, /国内债务付息,\s+0\.00/);
  await goTo(page, "216:18");
  const tab = page.locator(".tab", { hasText: "JS" }).first();
  await again(async () => (await menu(page, "说明规则")).click(), () => tab.waitFor({ timeout: WAIT / 6 }));
  await page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame").locator("h1", { hasText: "JS" }).waitFor();
  await picture(page, "rule-page");
});

shows("a section is filled, an explanation is completed", PUBLISHED, async (page) => {
  const { lineOf } = placesIn(PUBLISHED);
  await goTo(page, `${lineOf("一般公共预算财政拨款基本支出决算情况: |") + 1}:12`);
  await line(page, /95\.09\s*≠\s87\.05/);
  const fill = await menu(page, "按表填写本节");
  await picture(page, "vscode-section");
  await fill.click();
  await line(page, /基本支出\s52\.58\s万元。其中/);
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("核实说明:\n  - 规则: ");
  const items = page.locator(".suggest-widget.visible .monaco-list-row");
  await again(() => page.keyboard.press("Control+Space"), () => items.filter({ hasText: /JS140[^]*经济分类/ }).first().waitFor({ timeout: WAIT / 12 }));
  await picture(page, "vscode-explanation");
  await page.keyboard.type("JS140");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.insertText("\n    指纹: ");
  await again(() => page.keyboard.press("Control+Space"), () => items.filter({ hasText: /^k\w{8}[^]*债务利息及费用支出/ }).first().waitFor({ timeout: WAIT / 12 }));
  assert.equal(await items.filter({ hasNotText: /^k\w{8}/ }).count(), 0, "nothing else is offered");
  await page.keyboard.press("Enter");
  // What is not ready is not published unasked.
  await command(page, "生成公开文件");
  const asked = page.locator(".monaco-dialog-box", { hasText: "报告还没有做好" });
  await asked.waitFor();
  await asked.locator(".monaco-button", { hasText: "到第一处" }).click();
  await asked.waitFor({ state: "detached" });
});

shows("a change of a cell goes everywhere it is said, at one choice", CORRECTED, async (page) => {
  const { lineOf, columnAfter } = placesIn(CORRECTED);
  const cell = lineOf("[2170199,", "  一般公共预算财政拨款支出决算表:");
  await goTo(page, `${cell}:${columnAfter(cell, "56.23")}`);
  for (let index = 0; index < 5; index += 1) await page.keyboard.press("Backspace");
  await page.keyboard.type("56.32");
  await status(page, FOUND);
  const carry = await menu(page, "改各处");
  await picture(page, "carry");
  await carry.click();
  await goTo(page, lineOf("金融部门其他行政支出（项）"));
  await line(page, /支出决算为\s56\.32\s万元/);
  await goTo(page, `${lineOf("部门职责: |") + 1}`);
  await page.keyboard.press("End");
  // Words of a narrative: no list comes up, and Enter is a new line.
  await page.keyboard.insertText("本");
  await page.keyboard.insertText("部门");
  await page.keyboard.press("Enter");
  await page.keyboard.insertText("支出");
  await line(page, /本部门$/);
  assert.equal(await page.locator(".suggest-widget.visible").count(), 0, "nothing is offered unasked");
  // At an empty cell and a space, what other tables say for it.
  const empty = lineOf("[2080505,", "  支出决算表:") + 1;
  await goTo(page, `${empty}:${columnAfter(empty - 1, "3.25")}`);
  for (let index = 0; index < 4; index += 1) await page.keyboard.press("Backspace");
  await page.keyboard.type(" ");
  await page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "3.25" }).first().waitFor();
  await picture(page, "amounts");
});

{
  const size = { width: 1200, height: 730 };
  shows("all of it in the dark, at 150 %", PUBLISHED, async (page) => {
    await page.waitForSelector(".monaco-workbench.vs-dark");
    await atWrongClass(page);
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Control+i");
    await page.locator(".monaco-hover:visible", { hasText: "JS140" }).first().waitFor();
    await picture(page, "vscode-hover-dark");
    await page.keyboard.press("Escape");
    await menu(page, "307 债务利息及费用支出 · 决算数：6.31 → 0.00，共 2 处");
    await picture(page, "vscode-menu-dark");
    await page.keyboard.press("Escape");
    await page.locator(".activitybar [aria-label^='决算核对']").first().click();
    await command(page, "查找勾稽关系");
    await page.locator(".quick-input-title", { hasText: "查找勾稽关系" }).waitFor();
    await page.keyboard.type("债务利息 JS140");
    await page.keyboard.press("Enter");
    await rowsOf(page, "勾稽关系", "JS140").first().waitFor();
    await picture(page, "vscode-ledger-dark");
  }, { scale: 1.5, size, colorScheme: "dark" });
}

shows("findings and relations by table, searched, copied, explained, and F12", PUBLISHED, async (page) => {
  await page.locator("[id*='jslint.status']").first().click();
  await page.locator(".markers-panel .monaco-list-row", { hasText: "JS140" }).first().waitFor();
  await picture(page, "problems");
  await page.keyboard.press("Control+j");
  await page.locator(".activitybar [aria-label^='决算核对']").first().click();
  const finding = rowsOf(page, "提示", "JS140").first();
  await finding.waitFor();
  assert.match(await finding.locator(".label-name").innerText(), /^307 债务利息及费用支出/, "the name stands first");
  await command(page, "查找勾稽关系");
  await page.locator(".quick-input-title", { hasText: "查找勾稽关系" }).waitFor();
  await page.keyboard.type("债务利息 JS140");
  await page.keyboard.press("Enter");
  const trial = rowsOf(page, "勾稽关系", "JS140").first();
  await trial.waitFor();
  assert.match(await trial.innerText(), /^307 债务利息及费用支出[^]*6\.31/, "the name, then the amount");
  await again(() => trial.click(), () => page.locator(".view-line", { hasText: COMPUTED }).first().waitFor({ timeout: WAIT / 12 }));
  await picture(page, "vscode-ledger");
  await trial.click();
  await page.keyboard.press("Control+c");
  await page.waitForFunction(async () => /307 债务利息及费用支出[^]*6\.31[^]*不符[^]*JS140/.test(await navigator.clipboard.readText()));
  await page.keyboard.press("Control+1");
  await page.keyboard.press("Control+f");
  await page.locator(".find-widget textarea, .find-widget input").first().waitFor();
  await page.keyboard.type("总计均为 109.30");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("F12");
  await line(page, "总计:");
});

shows("a clean report shows its relations, and a tally leads to those of its table", CORRECTED, async (page) => {
  await goTo(page, 90);
  const tally = page.locator(".codelens-decoration a", { hasText: "勾稽" }).locator("visible=true");
  await tally.first().waitFor();
  await goTo(page, 69);
  await tally.first().click();
  const opened = paneOf(page, "勾稽关系").locator(".monaco-list-row.selected, .monaco-list-row.focused").first();
  await opened.waitFor();
  await rowsOf(page, "勾稽关系", "JS").first().waitFor();
  await paneOf(page, "提示").locator(".message", { hasText: "没有发现问题" }).waitFor();
  await picture(page, "ledger-clean");
});

for (const [name, theme, scale] of [["vscode-preview", "light", 1], ["vscode-preview-dark", "dark", 1.5]]) {
  const size = { width: Math.round(1800 / scale), height: Math.round(1100 / scale) };
  shows(`${name}: the report as printed follows the cursor and leads back`, PUBLISHED, async (page) => {
    await page.waitForSelector(theme === "dark" ? ".monaco-workbench.vs-dark" : ".monaco-workbench.vs");
    await command(page, "按印出来的样子预览");
    const inner = inside(page);
    await inner.locator("mark.error").first().waitFor({ timeout: WAIT });
    await page.keyboard.press("Control+b");
    await picture(page, `${name}-top`);
    await page.keyboard.press("Control+1");
    await atWrongClass(page);
    await inner.locator(".here", { hasText: "6.31" }).waitFor({ timeout: WAIT });
    await picture(page, name);
    await inner.locator("td.number", { hasText: "18.25" }).first().click();
    await line(page, "基本工资");
    await page.waitForFunction(() => /已?选[择中定]\s*5|5 selected/.test(document.querySelector(".statusbar")?.innerText ?? ""));
    await goTo(page, 76);
    await inner.locator(".here", { hasText: /^210$/ }).waitFor({ timeout: WAIT });
    await goTo(page, 228);
    await page.keyboard.press("End");
    await inner.locator(".here", { hasText: "6.31" }).waitFor({ timeout: WAIT });
    await goTo(page, 75);
    await page.keyboard.press("End");
    await inner.locator(".here", { hasText: "0.00" }).waitFor({ timeout: WAIT });
    await picture(page, `${name}-wide`);
  }, { scale, size, colorScheme: theme });
}

shows("rows copied from Excel become rows of the table", CORRECTED, async (page) => {
  await goTo(page, 96);
  const rows = "2080506\t机关事业单位职业年金缴费支出\t1,234.00\t1,234.00\t0.00\t0.00\t0.00\t0.00\r\n2080599\t其他养老支出\t\t—\t0.00\t0.00\t0.00\t0.00\r\n";
  await page.evaluate((text) => navigator.clipboard.writeText(text), rows);
  await command(page, "粘贴 Excel 行");
  await line(page, "[2080506, 机关事业单位职业年金缴费支出, 1234.00, 1234.00,");
  await line(page, "[2080599, 其他养老支出, ~,");
  await status(page, FOUND);
  await picture(page, "pasted");
});

shows("the walkthrough shows the first steps", CORRECTED, async (page) => {
  await page.keyboard.press("F1");
  await page.keyboard.type("Open Walkthrough");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "演练" }).first().click();
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "核对一份部门决算" }).first().click();
  await page.locator(".getting-started-step", { hasText: "准备好 Python" }).first().waitFor();
  // A Python runs and a report is open, both before the page was.
  await page.locator(".getting-started-step .complete").nth(1).waitFor();
  await picture(page, "walkthrough");
});
