// A clerk's way from an empty window to the published file: no command line; what is pressed and clicked on it is counted.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Editor, ROOT, temporaryFolder } from "./editor.mjs";
import { inPage, picture, PYTHON, status, VSIX, WAIT } from "./person.mjs";

const TABLES = [
  "收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表", "一般公共预算财政拨款基本支出决算明细表",
  "财政拨款三公经费支出决算表", "政府性基金预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表",
];
/** Slips of the pen, each of one digit: in which sheet, what stands there, what is copied instead. */
const SLIPS = [[0, "102.69", "102.62"], [0, "32703.32", "32703.35"], [1, "29.54", "29.57"], [1, "942.89", "942.82"]];
const SHEETS = `
import json, sys, openpyxl
sheets = openpyxl.load_workbook(sys.argv[1], data_only=True).worksheets
print(json.dumps(["\\r\\n".join("\\t".join("" if cell is None else str(cell) for cell in row) for row in sheet.iter_rows(values_only=True)) for sheet in sheets]))
`;

let editor;
before(async () => {
  editor = await Editor.start({ vsix: VSIX, language: "zh-cn", settings: { "jslint.author": "王某" } });
});
after(() => editor?.stop());

/** What each sheet holds, as a spreadsheet copies it, with the slips. */
function copied() {
  const libraries = path.join(editor.installed(), "bundled/libs/common");
  const read = spawnSync(PYTHON, ["-c", SHEETS, path.join(ROOT, "tests/documents/nine-sheets.xlsx")], { encoding: "utf8", env: { ...process.env, PYTHONPATH: libraries } });
  const sheets = JSON.parse(read.stdout);
  for (const [sheet, right, wrong] of SLIPS) {
    assert.ok(sheets[sheet].includes(right));
    sheets[sheet] = sheets[sheet].replace(right, wrong);
  }
  return sheets;
}

/** In the page: what was said of rows that were pasted. */
function said() {
  const all = [...document.querySelectorAll(".statusbar-item, .notification-list-item")].map((item) => item.innerText);
  return all.filter((text) => text.includes("粘贴了")).join();
}

/** Keys and clicks, counted. */
class Hand {
  keys = 0;
  clicks = 0;

  constructor(page) {
    this.page = page;
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
    this.keys += keys.length;
  }

  async type(text) {
    await this.page.keyboard.type(text);
    this.keys += text.length;
  }

  async click(locator, options) {
    await locator.click(options);
    this.clicks += 1;
  }

  /** A command of the palette, by as much of its title as names it. */
  async command(text, title = text) {
    await this.press("F1");
    await this.page.locator(".quick-input-widget input").first().waitFor();
    await this.type(text);
    await this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: title }).first().waitFor();
    await this.press("Enter");
  }

  /** Answers the question that is asked. */
  async answer(title, text) {
    await this.page.locator(".quick-input-title", { hasText: title }).waitFor();
    if (text) await this.type(text);
    await this.press("Enter");
  }
}

test("new, nine tables pasted, filled, three errors mended, one explained, published", { timeout: 1_800_000 }, async () => {
  const sheets = copied();
  const folder = temporaryFolder("walk");
  await inPage(await editor.open(folder), "walk", async (page) => {
    const hand = new Hand(page);
    const symbols = page.locator(".quick-input-list .monaco-list-row.focused");
    const finding = (code) => page.locator(".sidebar .monaco-list-row", { hasText: code }).first();
    const counted = (what) => console.log(`COUNTED ${what}: ${hand.keys} keys, ${hand.clicks} clicks so far`);
    await page.locator(".monaco-workbench .statusbar").first().waitFor();

    await hand.command("新建决算报告");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "上海-2024" }).first().waitFor();
    await hand.type("上海");
    await hand.answer("报告的版式（1/3）");
    await hand.answer("单位名称（2/3）", "上海市澄湾区城市管理局");
    await hand.answer("决算年度（3/3）", "2024");
    await status(page, /决算\s*\S/);
    counted("a new report");

    for (const [at, name] of TABLES.entries()) {
      await hand.press("Control+Shift+o");
      await page.locator(".quick-input-widget input").first().waitFor();
      await hand.type(name);
      await symbols.filter({ hasText: name }).first().waitFor();
      await hand.press("Enter");
      await page.locator(".quick-input-widget").first().waitFor({ state: "hidden" });
      await page.evaluate((text) => navigator.clipboard.writeText(text), sheets[at]);
      const before = await page.evaluate(said);
      await hand.command("粘贴 Excel 行");
      await page.waitForFunction(`(${said})() !== ${JSON.stringify(before)}`, undefined, { timeout: WAIT });
      await page.locator(".quick-input-widget").first().waitFor({ state: "hidden" });
    }
    await picture(page, "walk-pasted");
    counted("nine tables");

    await hand.command("按表填写情况说明");
    await page.locator(".notification-list-item", { hasText: "按表填写了" }).first().waitFor({ timeout: WAIT });
    await hand.press("Control+1", "Control+h");
    await page.locator(".find-widget.visible .replace-part textarea, .find-widget.visible .replace-part input").first().waitFor();
    await hand.type("【数量】");
    await hand.press("Tab");
    await hand.type("3");
    await hand.press("Control+Alt+Enter", "Escape");
    counted("filled");

    await hand.click(page.locator(".activitybar [aria-label^='决算核对']").first());
    for (const [code, change] of [["JS201", "102.62 → 102.69"], ["JS202", "32703.35 → 32703.32"], ["JS111", "29.57 → 29.54"]]) {
      await finding(code).waitFor();
      await finding(code).hover();
      await hand.click(finding(code).locator("[aria-label^='怎么办']").first());
      await hand.click(page.locator(".action-widget .monaco-list-row", { hasText: change }).first());
      await finding(code).waitFor({ state: "detached", timeout: WAIT });
    }
    await picture(page, "walk-mended");
    counted("three errors mended");

    await finding("JS110").hover();
    await hand.click(finding("JS110").locator("[aria-label^='怎么办']").first());
    await hand.click(page.locator(".action-widget .monaco-list-row", { hasText: "数字无误，写核实说明" }).first());
    await page.locator(".view-line", { hasText: "核实说明:" }).first().waitFor();
    await page.locator(".action-widget").waitFor({ state: "detached" });
    await page.locator(".view-line", { hasText: "说明: \"\"" }).first().waitFor();
    await hand.type("已与财务系统核对");
    assert.equal(await page.locator(".suggest-widget.visible").count(), 0, "no list gets in the way");
    await finding("JS110").waitFor({ state: "detached", timeout: WAIT });
    await picture(page, "walk-explained");
    counted("one explained");

    await hand.command("按表填写情况说明");
    await hand.command("生成公开文件");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "Word" }).first().waitFor();
    await hand.press("Enter");
    await page.locator(".quick-input-widget .quick-input-action .monaco-button", { hasText: "生成" }).first().waitFor();
    await hand.press("Enter");
    await page.locator(".notification-list-item", { hasText: "已生成：" }).first().waitFor({ timeout: WAIT });
    assert.ok(existsSync(path.join(folder, "上海市澄湾区城市管理局-2024.docx")));
    await picture(page, "walk-published");
    counted("published");
  });
});
