// The YAML extension as far as a report meets it: its own language server, for the documents and with the schemas that it would take.
import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

interface Association {
  readonly fileMatch: string | readonly string[];
  readonly url: string;
}

/** `contributes.yamlValidation` of all extensions, as that extension tells its server. */
function associations(): object[] {
  return vscode.extensions.all.flatMap((extension) => {
    const contributed = ((extension.packageJSON as { contributes?: { yamlValidation?: Association[] } }).contributes?.yamlValidation ?? []);
    return contributed.map(({ fileMatch, url }) => ({
      fileMatch: [fileMatch].flat().map((each) => (/^(\w+:\/\/|\/|!)/.test(each) ? each : `/${each}`)),
      uri: url.startsWith("./") ? vscode.Uri.joinPath(extension.extensionUri, url).toString() : url,
    }));
  });
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = (context.extension.packageJSON as { server: string }).server;
  const client = new LanguageClient("yaml", "YAML Support", { module, transport: TransportKind.ipc }, {
    documentSelector: [{ language: "yaml" }, { language: "dockercompose" }, { language: "github-actions-workflow" }, { pattern: "*.y(a)ml" }],
  });
  context.subscriptions.push(client);
  await client.start();
  client.onRequest("vscode/content", async (uri: string) => new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri))));
  client.onRequest("fs/readFile", async (file: string) => new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.file(file))));
  client.onRequest("custom/schema/request", () => undefined);
  await client.sendNotification("json/schemaAssociations", associations());
  await client.sendNotification("yaml/registerContentRequest");
  await client.sendNotification("yaml/registerCustomSchemaRequest");
}
