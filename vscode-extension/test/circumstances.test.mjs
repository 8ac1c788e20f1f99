// Where things are not as they should be: no Python, an old one, a folder that is not trusted, another extension that speaks of the same.
import assert from "node:assert/strict";
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Editor, EXTENSION, temporaryFolder, TOOLS, workspace } from "./editor.mjs";
import { command, CORRECTED, FOUND, inPage, picture, PUBLISHED, PYTHON, status, VSIX } from "./person.mjs";

/** Starts VS Code, opens a report, does the steps, and leaves nothing behind. */
async function inside({ prepare = () => ({}), file = PUBLISHED, ...options }, name, steps) {
  const folder = workspace();
  const more = prepare(folder);
  const editor = await Editor.start({ vsix: VSIX, language: "zh-cn", ...options, ...more });
  try {
    await inPage(await editor.open(folder, { file: more.file ?? file }), name, (page) => steps(page, folder));
  } finally {
    await editor.stop();
  }
}

/** A PATH on which nothing is but the programs that are named, each a script. */
function pathOf(scripts) {
  const folder = temporaryFolder("path");
  symlinkSync("/bin/sh", path.join(folder, "sh"));
  for (const [name, text] of Object.entries(scripts)) {
    writeFileSync(path.join(folder, name), text);
    chmodSync(path.join(folder, name), 0o755);
  }
  return folder;
}

test("without Python the message says so and shows ways out", { timeout: 900_000 }, async () => {
  await inside({ environment: { PATH: pathOf({}) } }, "no-python", async (page) => {
    const message = page.locator(".notification-list-item", { hasText: "本机没有找到 Python" }).first();
    await message.waitFor();
    await status(page, /未核对/);
    await picture(page, "no-python");
    await message.locator(".monaco-button", { hasText: "怎样安装 Python" }).click();
    await page.locator(".getting-started-step", { hasText: "准备好 Python" }).first().waitFor();
    await picture(page, "no-python-walkthrough");
  });
});

test("a Python that is too old is named, and a newer one beside it is used", { timeout: 900_000 }, async () => {
  const old = '#!/bin/sh\nprintf "3.9.18\\ncpython\\nx86_64\\nFalse\\n/usr/bin/python3.9\\n"\n';
  await inside({ environment: { PATH: pathOf({ python3: old }) } }, "old-python", async (page) => {
    await page.locator(".notification-list-item", { hasText: "Python 3.9.18：版本太旧" }).first().waitFor();
    await picture(page, "old-python");
  });
  const real = `#!/bin/sh\nexec ${PYTHON} "$@"\n`;
  await inside({ environment: { PATH: pathOf({ python3: old, "python3.13": real }) } }, "newer-python", (page) => status(page, FOUND));
});

test("a Python found once is started at once the next time, and another where it is gone", { timeout: 900_000 }, async () => {
  const real = (name) => {
    const place = path.join(temporaryFolder("python"), name);
    writeFileSync(place, `#!/bin/sh\nexec ${PYTHON} "$@"\n`);
    chmodSync(place, 0o755);
    return place;
  };
  /** Answers the extension's question with the place of another program. */
  const leadsTo = (place) => `#!/bin/sh\nprintf "3.12.1\\ncpython\\nx86_64\\nFalse\\n${place}\\n"\n`;
  const first = real("first");
  const found = pathOf({ python3: leadsTo(first) });
  const folder = workspace();
  const editor = await Editor.start({ vsix: VSIX, language: "zh-cn", environment: { PATH: found } });
  try {
    const context = await editor.context();
    const look = (name) => editor.open(folder, { file: PUBLISHED, context }).then((page) => inPage(page, name, () => status(page, FOUND)));
    await look("found");
    rmSync(path.join(found, "python3"));
    await look("remembered");
    rmSync(first);
    writeFileSync(path.join(found, "python"), leadsTo(real("second")));
    chmodSync(path.join(found, "python"), 0o755);
    await look("found-again");
  } finally {
    await editor.stop();
  }
});

test("an untrusted folder is checked, by the bundled checker only", { timeout: 900_000 }, async () => {
  const prepare = (folder) => {
    const trap = path.join(folder, "trap.sh");
    writeFileSync(trap, `#!/bin/sh\ntouch "${folder}/sprung"\n`);
    chmodSync(trap, 0o755);
    mkdirSync(path.join(folder, ".vscode"));
    writeFileSync(path.join(folder, ".vscode/settings.json"), JSON.stringify({ "jslint.path": [trap], "jslint.interpreter": [trap] }));
    for (const module of ["jslint.py", "json.py", "platform.py"]) writeFileSync(path.join(folder, module), `open(${JSON.stringify(`${folder}/sprung`)}, "w")\n`);
    return {};
  };
  const settings = { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" };
  await inside({ prepare, trust: true, settings }, "untrusted", async (page, folder) => {
    await status(page, FOUND);
    await picture(page, "untrusted");
    assert.equal(await page.locator(".monaco-editor", { hasText: "ASCII" }).count(), 0, "Chinese characters are nothing to warn of");
    assert.ok(!existsSync(path.join(folder, "sprung")), "nothing of the folder was run");
  });
});

/** The YAML extension's own server, for what that extension takes it for. */
function yamlExtension() {
  const folder = temporaryFolder("yaml");
  cpSync(path.join(EXTENSION, "out/test/yaml/main.js"), path.join(folder, "main.js"));
  const validate = { type: "boolean", default: true };
  const about = { name: "vscode-yaml", publisher: "redhat", version: "1.23.0", engines: { vscode: "^1.91.0" }, main: "main.js", activationEvents: ["onLanguage:yaml"] };
  const server = path.join(TOOLS, "node_modules/yaml-language-server/out/server/src/server.js");
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ ...about, server, contributes: { configuration: { properties: { "yaml.validate": validate } } } }));
  return folder;
}

const AS_YAML = { "files.associations": { "*.report.yaml": "yaml" } };
const HEAD = "格式: 1\n报告:\n  单位名称: 某局\n  年度: 2023\n";
const HALF = `${HEAD}决算表:\n  支出决算表:\n    合计: [[1.00, 2.00]\n`;
test("beside the YAML extension nothing is said twice, and nothing is left unsaid", { timeout: 900_000 }, async () => {
  const editor = await Editor.start({ vsix: VSIX, language: "zh-cn", others: [yamlExtension()] });
  try {
    for (const [name, settings, text, heard, unheard] of [
      ["a report is none of its business", {}, HALF, "JS001", /YAML/],
      ["what the schema forbids, opened as YAML", AS_YAML, `${HEAD}  级别: 很高\n`, "yaml-schema", "JS010"],
    ]) {
      const folder = workspace();
      mkdirSync(path.join(folder, ".vscode"));
      writeFileSync(path.join(folder, ".vscode/settings.json"), JSON.stringify(settings));
      writeFileSync(path.join(folder, "甲.report.yaml"), text);
      writeFileSync(path.join(folder, "旁边.yaml"), "甲: [1\n");
      await inPage(await editor.open(folder, { file: "甲.report.yaml" }), "yaml", async (page) => {
        const rows = (found) => page.locator(".markers-panel .monaco-list-row", { hasText: found });
        await status(page, /决算\s*\S/);
        await command(page, "决算核对: 查看全部问题");
        // A file of plain YAML tells that the other extension is awake; the report stays open.
        await page.keyboard.press("Control+1");
        await page.keyboard.press("Control+k");
        await page.keyboard.press("Enter");
        await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "旁边.yaml" }).first().click();
        await rows("旁边.yaml").first().waitFor();
        // The plain file's own error, in its second line, is not meant.
        await rows(heard).filter({ hasNotText: "[行 2，列 1]" }).first().waitFor();
        await rows(unheard).filter({ hasNotText: "[行 2，列 1]" }).first().waitFor({ state: "detached" });
        await picture(page, `yaml-${name}`);
        console.log(`SEEN ${name}`);
      });
    }
  } finally {
    await editor.stop();
  }
});

test("in English, too", { timeout: 900_000 }, async () => {
  await inside({ language: "en", file: CORRECTED }, "english", async (page) => {
    await status(page, /consistent/);
    await command(page, "New final-accounts report");
    await page.locator(".quick-input-title", { hasText: "Layout of the report (1/3)" }).waitFor();
    await picture(page, "english");
  });
});
