#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The part of the benchmark that runs in the machine: one line "NAME INSTRUCTIONS" a row. Called by open.ts.
#   inside.sh DAEMON CLI OPENS
set -euo pipefail
daemon=$1 cli=$2 opens=$3
file=/usr/lib/x86_64-linux-gnu/benchmark.so # 38 bytes, five components
policies=/etc/bailiff/policies.d
mkdir -p $policies
echo x > $file

# Instructions of one open and close in a quiet machine: guest time passes at once while everything sleeps.
measure() {
  sleep 5
  echo "$1 $("$opens" $file "${2:-20000}")"
}

policy() { # NAME, rules on standard input
  {
    printf 'apiVersion: security.kubearmor.com/v1\nkind: KubeArmorHostPolicy\nmetadata: {name: %s}\n' "$1"
    printf 'spec:\n  nodeSelector: {matchLabels: {kubearmor.io/hostname: "*"}}\n'
    cat
  } > $policies/.new
  mv $policies/.new $policies/policy.yaml
  sleep 3
  node "$cli" probe --wait 60s > /dev/null
}

directories() { # COUNT, none of them around the file
  printf '  file:\n    action: Block\n    matchDirectories:\n'
  for ((i = 0; i < $1; i++)); do printf '      - {dir: /srv/tenant-%d/private/, recursive: true}\n' $i; done
}

measure detached
node "$daemon" --log-level error &
pid=$!
node "$cli" probe --wait 120s > /dev/null
measure attached-no-rules
printf '  process:\n    matchPaths: [{path: /opt/never}]\n' | policy process
measure process-rules-only
directories 10 | policy ten
measure file-rules-10
directories 1000 | policy thousand
measure file-rules-1000
directories 10000 | policy tenthousand
measure file-rules-10000
printf '  file:\n    action: Audit\n    matchPaths: [{path: %s}]\n' $file | policy audit
measure audited-and-told 2000
kill $pid
wait $pid
measure detached-again
