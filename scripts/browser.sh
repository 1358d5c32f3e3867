#!/usr/bin/env bash
# Puts a headless Chromium into .browser, in which a test runs the compiler. It needs no rights and no other packages:
# the npm package carries the program for Linux x64 and the libraries that bare machines lack.
set -euo pipefail
cd "$(dirname "$0")/.."
version=153.0.0
[ "$(cat .browser/complete 2>/dev/null)" = "$version" ] && exit 0
if [ "$(uname -sm)" != 'Linux x86_64' ]; then
  echo 'The Chromium that tests run is built for Linux x64.' >&2
  exit 1
fi

rm -rf .browser
mkdir .browser
npm pack --silent --pack-destination .browser "@sparticuz/chromium@$version" >/dev/null
tar -C .browser -xzf .browser/*.tgz package/bin
unpack() {
  node -e 'process.stdin.pipe(require("node:zlib").createBrotliDecompress()).pipe(process.stdout)' <".browser/package/bin/$1"
}
unpack chromium.br >.browser/chromium
chmod +x .browser/chromium
for archive in al2023 fonts swiftshader; do unpack "$archive.tar.br" | tar -C .browser -xf -; done
rm -rf .browser/*.tgz .browser/package
LD_LIBRARY_PATH=.browser/lib .browser/chromium --version
echo "$version" >.browser/complete
