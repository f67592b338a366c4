#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Writes proto.js and proto.d.ts, the static code for the messages of this directory.
#
#   proto/generate.sh          into src/gen
#   proto/generate.sh DIR      into DIR
#   proto/generate.sh --check  writes nothing, and fails when src/gen is not what would be written
#
# Services are left out: grpc-js needs a table of methods, which src/server/ and src/cli/ hold by hand.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
PATH=$root/node_modules/.bin:$PATH
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
case ${1:-} in
  --check) out=$scratch/checked ;;
  *) out=${1:-$root/src/gen} ;;
esac
mkdir -p "$out"

pbjs --target static-module --wrap esm --dependency protobufjs/minimal.js --dts --force-number \
  --no-verify --no-convert --no-delimited --no-typeurl --no-service \
  --out "$scratch/proto.js" "$here/kubearmor.proto" "$here/policy.proto" "$here/bailiff.proto" "$here/health.proto" "$here/cri.proto"

# --force-number only changes the types. Without Long protobufjs reads 64-bit numbers as numbers, exact up to 2^53.
sed -i '/^import \$protobuf /a $protobuf.util.Long = null;\n$protobuf.configure();' "$scratch/proto.js"
grep -q 'util.Long = null' "$scratch/proto.js"

for file in proto.js proto.d.ts; do
  {
    echo "// Generated from proto/*.proto by proto/generate.sh; do not edit."
    echo "// SPDX-License-Identifier: Apache-2.0"
    cat "$scratch/$file"
  } >"$out/$file"
done

if [ "${1:-}" = --check ]; then
  for file in proto.js proto.d.ts; do
    cmp -s "$out/$file" "$root/src/gen/$file" || { echo "src/gen/$file is stale: run proto/generate.sh" >&2; exit 1; }
  done
fi
