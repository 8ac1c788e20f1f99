// One CommonJS file for the extension host, and the schema beside it.
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

mkdirSync("schema", { recursive: true });
copyFileSync("../schema/report.schema.json", "schema/report.schema.json");
copyFileSync("../LICENSE", "LICENSE");

// The README's pictures lie with the user guide; the package carries its own copies.
mkdirSync("pictures", { recursive: true });
mkdirSync("out", { recursive: true });
const readme = readFileSync("README.md", "utf8").replace(/\.\.\/docs\/images\/([\w-]+\.png)/g, (_, name) => {
  if (existsSync(`../docs/images/${name}`)) copyFileSync(`../docs/images/${name}`, `pictures/${name}`);
  return `pictures/${name}`;
});
writeFileSync("out/README.md", readme);

const common = { bundle: true, platform: "node", format: "cjs", target: "node20", external: ["vscode"], logLevel: "warning" };
await build({ ...common, entryPoints: ["src/extension.ts"], outfile: "out/extension.js", minify: true });
await build({ ...common, entryPoints: ["test/host.ts"], outfile: "out/test/host.js" });
await build({ ...common, entryPoints: ["test/yaml.ts"], outfile: "out/test/yaml/main.js" });
