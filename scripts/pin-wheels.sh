#!/usr/bin/env bash
# Prints the pins in runtime/engines/native/install/pins.ts: for every wheel of TensorFlow and CUDA that the native
# engine can be made of, its requirement, SHA-256 and size. Downloads some 5 GB into a temporary folder.
set -euo pipefail
version=2.21.0
python=312
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# download FOLDER PLATFORMS REQUIREMENT...
download() {
  local target=$1 platforms=$2; shift 2
  local options=()
  for platform in $platforms; do options+=(--platform "$platform"); done
  python3 -m pip download --quiet --no-deps --only-binary=:all: --implementation cp --python-version "$python" \
    "${options[@]}" --dest "$folder/$target" "$@"
}

download linux-x64 manylinux_2_27_x86_64 "tensorflow-cpu==$version"
download linux-arm64 manylinux_2_27_aarch64 "tensorflow==$version"
download darwin-arm64 macosx_12_0_arm64 "tensorflow==$version"
download linux-x64-cuda manylinux_2_27_x86_64 "tensorflow==$version"

# What the wheel's `and-cuda` extra asks for, at its newest.
mapfile -t cuda < <(unzip -p "$folder"/linux-x64-cuda/tensorflow-*.whl '*/METADATA' |
  sed -n 's/^Requires-Dist: \(nvidia-[^;]*\); extra == "and-cuda".*/\1/p' | tr -d '() ')
download linux-x64-cuda "manylinux_2_27_x86_64 manylinux_2_17_x86_64 manylinux2014_x86_64" "${cuda[@]}"

for target in linux-x64 linux-arm64 darwin-arm64 linux-x64-cuda; do
  echo "// $target"
  for wheel in "$folder/$target"/*.whl; do
    file=$(basename "$wheel")
    name=$(cut -d- -f1 <<<"$file" | tr _ -)
    printf "pin('%s==%s', '%s', %s),\n" "$name" "$(cut -d- -f2 <<<"$file")" \
      "$(sha256sum "$wheel" | cut -d' ' -f1)" "$(stat -c %s "$wheel")"
  done
done
