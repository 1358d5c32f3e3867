#!/usr/bin/env bash
# Packs the package, installs it into an empty folder, asks it to check a spec under every supported Node, and compiles
# a program in TypeScript that uses each of its entries.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

tarball=$(cd "$root" && npm pack --silent --ignore-scripts --pack-destination "$folder")
cd "$folder"
npm init --yes >/dev/null
npm install --silent --omit=dev "./$tarball"
cp "$root/examples/mnist/pure-angular.ang" spec.ang
for version in 20 22 24; do
  # The npm package `node` carries the binary of each version.
  npx --yes --package "node@$version" -- node -e 'console.log("node " + process.version)'
  npx --yes --package "node@$version" -- node node_modules/angnet/dist/runtime/cli/main.js check spec.ang
done
npx angnet check spec.ang

cat >consumer.mts <<'END'
import { check, compile, format, memoryHost, parse, stepsOf, type Diagnostic, type SourceFile } from 'angnet';
import { visit, type Node } from 'angnet/grammar';
import * as plugin from 'angnet/prettier';

const text = 'model Net() {\n  image: input([8])\n  fc(10)\n}\n';
const tree: SourceFile = parse(text).file;
visit(tree, (node: Node) => node.kind);
const { diagnostics, experiments } = check('net.ang', memoryHost(new Map([['net.ang', text]])));
const errors: readonly Diagnostic[] = diagnostics.filter(({ severity }) => severity === 'error');
for (const experiment of experiments.values()) compile(experiment, { steps: stepsOf(experiment, 100) });
if (errors.length > 0 || (await format(text)) !== text || plugin.languages.length !== 1) throw new Error('wrong');
console.log('a program in TypeScript uses the package');
END
npm install --silent --no-save typescript@5.9
npx tsc --strict --module nodenext --target es2022 --noEmit consumer.mts
npx tsc --strict --module nodenext --target es2022 consumer.mts
node consumer.mjs
