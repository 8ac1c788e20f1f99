// One CommonJS file for the extension host, and the schema beside it.
import { build } from "esbuild";
import { copyFileSync, mkdirSync } from "node:fs";

mkdirSync("schema", { recursive: true });
copyFileSync("../schema/report.schema.json", "schema/report.schema.json");
copyFileSync("../LICENSE", "LICENSE");
const common = { bundle: true, platform: "node", format: "cjs", target: "node20", external: ["vscode"], logLevel: "warning" };
await build({ ...common, entryPoints: ["src/extension.ts"], outfile: "out/extension.js", minify: true });
await build({ ...common, entryPoints: ["test/host.ts"], outfile: "out/test/host.js" });
