// Importing a document in the editor, on a machine that has a Python and nothing else: which file, and over an existing report or not.
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { bareProgram, Editor, ROOT, workspace } from "./editor.mjs";
import { again, command, CORRECTED, inPage, line, picture, PYTHON, status, VSIX, WAIT } from "./person.mjs";

const DOCUMENT = `2023 年度某某局部门决算

第二部分 2023 年度部门决算表

支出决算表

公开03表 单位：万元

| 项 目 | | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 | 对附属单位补助支出 |
|---|---|---|---|---|---|---|---|
| 功能分类科目编码 | 科目名称 | | | | | | |
| 栏次 | | 1 | 2 | 3 | 4 | 5 | 6 |
| 合计 | | 3.25 | 3.25 | 0.00 | 0.00 | 0.00 | 0.00 |
| 208 | 社会保障和就业支出 | 3.25 | 3.25 | 0.00 | 0.00 | 0.00 | 0.00 |
`;
const KEPT = "# 已有的报告\n";

let editor;
before(async () => {
  editor = await Editor.start({ vsix: VSIX, language: "zh-cn", environment: { PATH: bareProgram(PYTHON) } });
});
after(() => editor?.stop());

/** A window in which the document is being imported; `files` lie in its folder. */
function imports(name, files, document, steps) {
  test(name, { timeout: 900_000 }, async () => {
    const folder = workspace();
    for (const [file, content] of Object.entries(files)) {
      if (typeof content === "string") writeFileSync(path.join(folder, file), content);
      else content(path.join(folder, file));
    }
    await inPage(await editor.open(folder, { file: CORRECTED }), document, async (page) => {
      await status(page, /没有发现问题/);
      await command(page, "导入报告");
      await page.locator(".quick-input-list .monaco-list-row", { hasText: "bureau-rules" }).first().waitFor();
      await typePath(page, path.join(folder, document));
      await page.keyboard.press("Enter");
      await steps(page, (file) => readFileSync(path.join(folder, file), "utf8"));
    });
  });
}

/** A dialog that has just opened may still put its own folder over what is typed; then it is typed again. */
async function typePath(page, file) {
  const row = page.locator(".quick-input-list .monaco-list-row", { hasText: path.basename(file) }).first();
  const typed = async () => {
    await page.keyboard.press("Control+a");
    await page.keyboard.type(file);
  };
  await again(typed, () => row.waitFor({ timeout: WAIT / 6 }));
}

const button = (page, text) => page.locator(".monaco-dialog-box .monaco-button", { hasText: text }).first();
const tab = (page, text) => page.locator(".tab", { hasText: text }).first().waitFor();
const done = (page) => notification(page, "正在导入").waitFor({ state: "detached" });
const notification = (page, text) => page.locator(".notification-list-item", { hasText: text }).first();

imports("a document becomes a report beside it", { "新.md": DOCUMENT }, "新.md", async (page, read) => {
  await tab(page, "新.report.yaml");
  await line(page, "社会保障和就业支出");
  await notification(page, "已写入").waitFor();
  await done(page);
  await picture(page, "imported");
  assert.match(read("新.report.yaml"), /合计: \[3\.25, 3\.25,/);
});

imports("over a report that is there only when told so", { "旧.md": DOCUMENT, "旧.report.yaml": KEPT }, "旧.md", async (page, read) => {
  await page.locator(".monaco-dialog-box", { hasText: "已经有 旧.report.yaml。" }).waitFor();
  await picture(page, "import-over");
  await button(page, "覆盖").click();
  await line(page, "社会保障和就业支出");
  assert.match(read("旧.report.yaml"), /合计: \[3\.25, 3\.25,/);
});

imports("the report that is there is opened instead, unchanged", { "看.md": DOCUMENT, "看.report.yaml": KEPT }, "看.md", async (page, read) => {
  await button(page, "打开已有的").click();
  await line(page, "已有的报告");
  assert.equal(read("看.report.yaml"), KEPT);
});

imports("cancelling leaves everything as it was", { "消.md": DOCUMENT, "消.report.yaml": KEPT }, "消.md", async (page, read) => {
  await page.locator(".monaco-dialog-box", { hasText: "已经有" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".monaco-dialog-box").waitFor({ state: "detached" });
  assert.equal(await page.locator(".tab").count(), 1);
  assert.equal(read("消.report.yaml"), KEPT);
});

for (const [kind, document] of [["Word document", "whole.docx"], ["PDF", "whole.pdf"], ["workbook", "nine-sheets.xlsx"]]) {
  const copied = { [document]: (target) => cpSync(path.join(ROOT, "tests/documents", document), target) };
  imports(`a ${kind} is read by what the package carries`, copied, document, async (page, read) => {
    const name = document.replace(/\.\w+$/, ".report.yaml");
    await tab(page, name);
    await notification(page, "已写入").waitFor();
    assert.match(read(name), /支出决算表:/);
    await picture(page, `imported-${document.split(".").at(-1)}`);
  });
}
