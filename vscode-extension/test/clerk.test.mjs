// A clerk's whole way without a command line, on a machine that has a Python and nothing else: a new report, nine tables pasted from
// Excel, filled, three errors mended by actions, one explained, published. Clicks and keys are counted.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { bareProgram, Editor, EXTENSION, ROOT, workspace } from "./editor.mjs";
import { again, inPage, line, picture, PYTHON, rowsOf, status, VSIX, WAIT } from "./person.mjs";

/** Slips made in Excel: the sheet, what it should say, what it says. */
const SLIPS = [
  ["支出决算表", "673.88", "637.88"],
  ["一般公共预算财政拨款支出决算表", "209.96", "290.96"],
  ["一般公共预算财政拨款基本支出决算表", "116.26", "161.26"],
];
const NAME = "上海市澄湾区城市管理局-2024";

let editor;
before(async () => {
  editor = await Editor.start({ vsix: VSIX, language: "zh-cn", environment: { PATH: bareProgram(PYTHON) }, settings: { "jslint.author": "财务科" } });
});
after(() => editor?.stop());

/** The nine tables as Excel puts them on the clipboard. */
function copied() {
  const { stdout, stderr } = spawnSync(PYTHON, [path.join(EXTENSION, "test/sheets.py"), path.join(ROOT, "tests/documents/nine-sheets.xlsx")], {
    encoding: "utf8",
    env: { ...process.env, PYTHONUTF8: "1", PYTHONPATH: path.join(editor.installed(), "bundled/libs/common") },
  });
  assert.ok(stdout, stderr);
  return JSON.parse(stdout).map((sheet) => {
    const [, right, wrong] = SLIPS.find(([title]) => sheet.startsWith(`${title}\t`)) ?? [];
    if (!right) return sheet;
    assert.ok(sheet.includes(right), right);
    return sheet.replace(right, wrong);
  });
}

/** A hand that counts: keys pressed, clicks, and words written. */
class Hand {
  keys = 0;
  clicks = 0;
  words = 0;
  seen = [];

  constructor(page) {
    this.page = page;
  }

  async press(key) {
    this.keys += 1;
    await this.page.keyboard.press(key);
  }

  async click(place) {
    this.clicks += 1;
    await place.click();
  }

  /** Words of the clerk's own, as an input method puts them in. */
  async write(text) {
    this.words += 1;
    await this.page.keyboard.insertText(text);
  }

  /** Part of a command's title or of a choice, typed until it stands first, and chosen. */
  async choose(typed, whole) {
    this.words += 1;
    await this.page.locator(".quick-input-widget input").first().waitFor();
    await this.page.keyboard.insertText(typed);
    await this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: whole }).first().waitFor();
    await this.press("Enter");
  }

  async command(typed, whole) {
    await this.press("F1");
    await this.choose(typed, whole);
  }

  /** The menu of what can be done at the cursor, whose first entry says so; opened again where new findings have closed it. */
  async menu(first) {
    this.keys += 1;
    const entry = this.page.locator(".action-widget .monaco-list-row.focused", { hasText: first }).first();
    await again(() => this.page.keyboard.press("Control+."), () => entry.waitFor({ timeout: WAIT / 12 }));
  }

  async answer(title, text) {
    await this.page.locator(".quick-input-title", { hasText: title }).waitFor();
    if (text) await this.write(text);
    await this.press("Enter");
  }

  /** The counts since the last call. */
  count(step) {
    const [keys, clicks, words] = [this.keys, this.clicks, this.words];
    this.seen.push({ step, keys, clicks, words });
    Object.assign(this, { keys: 0, clicks: 0, words: 0 });
    console.log(`COUNTED ${step}: ${keys} keys, ${clicks} clicks, ${words} texts`);
  }
}

const notification = (page, text) => page.locator(".notification-list-item", { hasText: text }).first();

/** What is said of a pasted table, whose title the layout may print a little otherwise. */
const wherePasted = (title) =>
  new RegExp(`《${title.replaceAll(/[“”]/g, ".?").replace("收入支出", "(收入)?支出").replace("决算表", "决算(明细)?表")}》：粘贴了`);

/** What a clerk puts into a place in 【】: the budget as spent, last year's as this year's, the counts of what is not told "若干". */
function words(asked, line, behind) {
  if (asked === "数量" && line.includes("公务接待费支出")) return "若干";
  if (asked === "数量") return line.includes("共有车辆 【") ? "8" : "1";
  if (asked === "年初预算") return /支出决算为 ([\d.]+)/.exec(behind)[1];
  const known = { 完成率: "100.00", 金额: "0.00", 增加或减少: "增加", 增长或下降: "增长", 百分比: "0.00", 得分: "90", 原因: "按实际需要支付" };
  return known[asked] ?? "已按规定办理";
}

/** The places in 【】 one after another: where each ends once those before it are written, how long it is, and what is written there. */
function* places(text) {
  for (const [number, whole] of text.split("\n").entries()) {
    let line = whole;
    for (let found; (found = /【([^】]*)】/.exec(line)); ) {
      const { 0: { length }, 1: asked, index } = found;
      const written = words(asked, line, line.slice(index));
      yield { line: number + 1, column: index + length + 1, length, written };
      line = line.slice(0, index) + written + line.slice(index + length);
    }
  }
}

test("from nothing to a published report", { timeout: 900_000 }, async () => {
  const folder = workspace({ empty: true });
  const file = path.join(folder, `${NAME}.report.yaml`);
  await inPage(await editor.open(folder), "clerk", async (page) => {
    const hand = new Hand(page);
    // A window that has just opened does not know its extensions' commands yet.
    await page.locator(".monaco-workbench .statusbar [id='status.host']").first().waitFor();
    const known = page.locator(".quick-input-list .monaco-list-row", { hasText: "新建决算报告" }).first();
    await again(
      () => page.keyboard.press("Escape").then(() => page.keyboard.press("F1")).then(() => page.keyboard.insertText("新建决算")),
      () => known.waitFor({ timeout: WAIT / 12 }),
    );
    await page.keyboard.press("Escape");
    const garbage = async (when) => assert.equal(await page.locator(".suggest-widget.visible").count(), 0, `a list nobody asked for: ${when}`);

    await hand.command("新建决算", "新建决算报告");
    await hand.choose("上海", "上海-2024");
    await hand.answer("单位名称（2/3）", "上海市澄湾区城市管理局");
    await hand.answer("决算年度（3/3）", "2024");
    await line(page, "单位名称");
    await status(page, /决算\s*9/);
    hand.count("new");

    for (const sheet of copied()) {
      const [title] = sheet.split("\t");
      await page.evaluate((text) => navigator.clipboard.writeText(text), sheet);
      await hand.press("Control+v");
      await page.locator(".statusbar, .notification-list-item").filter({ hasText: wherePasted(title) }).first().waitFor();
      await garbage(title);
    }
    await status(page, /决算\s*3/);
    await picture(page, "clerk-pasted");
    hand.count("nine tables pasted");

    await hand.command("按表填写", "按表填写情况说明");
    await notification(page, "处【】要由您来写").waitFor();
    await garbage("filled");
    await picture(page, "clerk-filled");
    hand.count("filled");

    await status(page, /决算\s*7/);
    await hand.press("Control+Home");
    let left = 7;
    for (const mended of ["2120102 一般行政管理事务 · 本年支出合计：637.88 → 673.88", "2080501 行政单位离退休 · 小计：290.96 → 209.96，共 2 处", "30201 办公费 · 决算数：161.26 → 116.26"]) {
      await hand.press("F8");
      await page.locator(".marker-widget", { hasText: mended.startsWith("30201") ? "302 商品和服务支出" : mended.slice(0, 7) }).first().waitFor();
      await hand.menu(mended);
      await picture(page, `clerk-mend-${mended.slice(0, 5)}`);
      await hand.press("Enter");
      left -= 1;
      await status(page, new RegExp(`决算\\s*${left}`));
    }
    await picture(page, "clerk-mended");
    hand.count("three errors mended");

    await hand.press("Control+s");
    await page.locator(".tab.dirty").waitFor({ state: "detached" });
    for (const place of places(readFileSync(file, "utf8"))) {
      await hand.press("Control+F8");
      await page.waitForFunction(({ line, column, length }) => {
        const [, ...found] = /行 (\d+)，列 (\d+)\D+(\d+)/.exec(document.querySelector("[id='status.editor.selection']")?.innerText ?? "") ?? [];
        return found.map(Number).join() === [line, column, length].join();
      }, place);
      await hand.write(place.written);
    }
    await garbage("written");
    await status(page, /决算\s*1/);
    await garbage("written");
    await picture(page, "clerk-written");
    hand.count("places in 【】 written");

    await hand.press("Control+Home");
    await hand.press("F8");
    await page.locator(".marker-widget", { hasText: "公务接待费" }).first().waitFor();
    await hand.menu("");
    const waive = page.locator(".action-widget .monaco-list-row", { hasText: "数字无误，写核实说明" }).first();
    await waive.waitFor();
    await picture(page, "clerk-waive-menu");
    await hand.click(waive);
    await line(page, "核实人: 财务科");
    await garbage("waiving");
    await hand.write("外宾接待按规定不公开批次和人次，见保密审查意见。");
    await line(page, "说明: \"外宾接待按规定不公开批次和人次，见保密审查意见。\"");
    await status(page, /没有发现问题/);
    await picture(page, "clerk-waived");
    hand.count("one explained");

    for (const ending of ["docx", "pdf"]) {
      await hand.command("生成公开", "生成公开文件");
      await hand.choose(ending, `(.${ending})`);
      await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
      await hand.press("Enter");
      await notification(page, `${NAME}.${ending}`).waitFor();
      await notification(page, "已生成").waitFor();
      await picture(page, `clerk-published-${ending}`);
      const published = readFileSync(path.join(folder, `${NAME}.${ending}`));
      assert.ok(published.subarray(0, 4).equals(Buffer.from(ending === "pdf" ? "%PDF" : "PK\x03\x04")), ending);
      await page.keyboard.press("Escape");
      hand.count(`published as ${ending}`);
    }
  });
});
