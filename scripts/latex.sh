#!/usr/bin/env bash
# Brings pdflatex with the packages that tables of ablations use (booktabs, graphicx), to typeset them in a test.
set -euo pipefail
if command -v pdflatex >/dev/null && kpsewhich booktabs.sty graphicx.sty >/dev/null; then exit 0; fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo 'pdflatex with booktabs and graphicx is missing: install TeX Live (on Debian, the package texlive-latex-recommended).' >&2
  exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends texlive-latex-recommended >/dev/null
pdflatex --version | head -1
