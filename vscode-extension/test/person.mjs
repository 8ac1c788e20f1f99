// What a person does in VS Code, for the tests: keys, commands by their titles, waiting for what is seen, pictures.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { EXTENSION } from "./editor.mjs";

export const PICTURES = path.join(EXTENSION, "..", ".artefacts", "vscode");
export const VSIX = path.join(EXTENSION, "jslint-linux-x64.vsix");
export const PYTHON = process.env.JSLINT_TEST_PYTHON ?? "/usr/bin/python3";
export const PUBLISHED = "examples/jiaozuo-2023-as-published.report.yaml";
export const CORRECTED = "examples/jiaozuo-2023-corrected.report.yaml";
export const SQUIGGLE = ".squiggly-error, .squiggly-warning, .squiggly-info";
export const FOUND = /决算\s*[1-9]/;
/** How long what a person waits for may take on a machine that has other work; it is waited for, not slept. */
export const WAIT = Number(process.env.JSLINT_WAIT ?? 120_000);
const STATUS = "[id*='jslint.status']";

/** Keeps a picture of what there is, with nothing half faded in. */
export async function picture(page, name) {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), animations: "disabled" });
}

/** Runs steps in a page and closes it; where a step fails, a picture shows what there was. */
export async function inPage(page, name, steps) {
  page.setDefaultTimeout(WAIT);
  try {
    await steps(page);
  } catch (error) {
    await picture(page, `failed-${name}`);
    throw error;
  } finally {
    await page.close();
  }
}

const input = (page) => page.locator(".quick-input-widget input").first();

/** Runs a command of the palette by its title. */
export async function command(page, title) {
  await page.keyboard.press("F1");
  await input(page).waitFor();
  await input(page).fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click();
  // Where it is now, the pointer would bring up a tooltip.
  await page.mouse.move(page.viewportSize().width / 4, 5);
}

/** Does a step anew as long as what it leads to does not come: on a busy machine VS Code closes a menu that it has just opened. */
export async function again(step, comes) {
  for (let left = 5; left > 0; left -= 1) {
    await step();
    if (await comes().then(() => true, () => false)) return;
  }
  await step();
  await comes();
}

export async function goTo(page, line) {
  await page.keyboard.press("Control+g");
  await input(page).waitFor();
  await input(page).fill(`:${line}`);
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").first().waitFor({ state: "hidden" });
}

/** Puts the cursor before the bracket that ends a row, and marks as many characters as are asked for. */
export async function atRowEnd(page, line, marked = 0) {
  await goTo(page, line);
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  for (let index = 0; index < marked; index += 1) await page.keyboard.press("Shift+ArrowLeft");
}

/** Waits for the text of our entry in the status bar. */
export const status = (page, pattern) => page.locator(STATUS, { hasText: pattern }).first().waitFor({ timeout: WAIT });
export const statusText = (page) => page.locator(STATUS).first().innerText();

/** Waits for a line of the editor, or the row of a list in the side bar or the panel below. */
export const line = (page, text) => page.locator(".view-line", { hasText: text }).first().waitFor({ timeout: WAIT });

/** A view of the side bar by its title, and its rows that hold some text. */
export const paneOf = (page, title) => page.locator(`.sidebar .pane:has(.pane-header[aria-label*='${title}'])`);
export const rowsOf = (page, title, text) => paneOf(page, title).locator(".monaco-list-row", { hasText: text });

/** The page inside the preview. */
export const inside = (page) => page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
