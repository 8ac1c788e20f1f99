// How long a person waits: the .vsix installed from file into an empty VS Code, no network, a report opened in a window that is up.
import path from "node:path";
import { after, before, test } from "node:test";
import { Editor, workspace } from "./editor.mjs";
import { inPage, picture, PUBLISHED, SQUIGGLE, VSIX, WAIT } from "./person.mjs";

let editor;
let folder;

before(async () => {
  folder = workspace();
  editor = await Editor.start({ vsix: VSIX });
});
after(() => editor?.stop());

/** Opens the report by 文件 > 打开 in a window; gives the milliseconds to its text and to the first findings drawn. */
async function open(page) {
  await page.keyboard.press("Control+o");
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor({ state: "visible", timeout: WAIT });
  await page.locator(".quick-input-list .monaco-list-row").first().waitFor({ timeout: WAIT });
  await page.keyboard.press("Control+a");
  await page.keyboard.type(path.join(folder, PUBLISHED));
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "as-published" }).first().waitFor({ timeout: WAIT });
  const from = Date.now();
  await page.keyboard.press("Enter");
  const text = page.waitForSelector(".monaco-editor .view-line", { timeout: WAIT }).then(() => Date.now() - from);
  const counted = page.locator("[id*='jslint.status']", { hasText: /[1-9]/ }).first().waitFor({ timeout: WAIT });
  await page.waitForSelector(SQUIGGLE, { timeout: WAIT, state: "attached" });
  const drawn = Date.now() - from;
  await counted;
  return { text: await text, drawn };
}

for (const which of ["first", "second", "third"]) {
  test(`a report opened in an empty window, ${which} start`, { timeout: 900_000 }, async () => {
    const page = await editor.open(undefined);
    await inPage(page, `opening-${which}`, async () => {
      await page.locator(".monaco-workbench .statusbar [id='status.host']").first().waitFor();
      const { text, drawn } = await open(page);
      await picture(page, `opened-${which}`);
      console.log(`MEASURED ${which} start: text after ${text} ms, first findings drawn after ${drawn} ms`);
    });
  });
}
