// The extension through VS Code's own API, inside the real extension host.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { Editor, EXTENSION, workspace } from "./editor.mjs";

test("the extension in the extension host", { timeout: 900_000 }, async () => {
  const folder = workspace();
  const editor = await Editor.start({ driver: true, environment: { JSLINT_TEST: process.env.JSLINT_TEST ?? "" } });
  try {
    const remote = (place) => `vscode-remote://127.0.0.1:${editor.port}${place}`;
    const context = await editor.browser.newContext();
    const page = await context.newPage();
    const said = [];
    const ended = new Promise((resolve) => {
      void page.exposeFunction("codeAutomationLog", (_type, parts) => {
        const line = parts.map(String).join(" ");
        if (/^(PASS|FAIL|DONE|MEASURED)/.test(line.trim())) {
          said.push(line.trim());
          console.log(line.trim());
        }
      });
      void page.exposeFunction("codeAutomationExit", (code) => resolve(code));
    });
    const payload = [
      ["extensionDevelopmentPath", remote(path.join(EXTENSION, "out/packages/linux-x64"))],
      ["extensionTestsPath", remote(path.join(EXTENSION, "out/test/host"))],
    ];
    await page.goto(`http://127.0.0.1:${editor.port}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
    const code = await ended;
    assert.equal(code, 0, said.join("\n"));
    assert.ok(said.some((line) => line.startsWith("DONE")));
    assert.ok(!said.some((line) => line.startsWith("FAIL")), said.join("\n"));
  } finally {
    await editor.stop();
  }
});
