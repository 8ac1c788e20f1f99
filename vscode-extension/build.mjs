// One CommonJS file for the extension host, and the schema beside it.
import { build } from "esbuild";
import { copyFileSync, mkdirSync } from "node:fs";

mkdirSync("schema", { recursive: true });
copyFileSync("../schema/report.schema.json", "schema/report.schema.json");
copyFileSync("../LICENSE", "LICENSE");
await build({
  entryPoints: ["src/extension.ts"],
  outfile: "out/extension.js",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  minify: true,
  sourcemap: false,
  logLevel: "warning",
});
