#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The part of the benchmark that runs in the machine: one line "ACT RULES INSTRUCTIONS" a row. Called by kernel.ts.
#   inside.sh DAEMON CLI ACTS TRUE
set -euo pipefail
daemon=$1 cli=$2 acts=$3 true=$4
file=/usr/lib/x86_64-linux-gnu/benchmark.so # 38 bytes, five components
policies=/etc/bailiff/policies.d
cgroup=/sys/fs/cgroup/bench
mkdir -p $policies $cgroup /run/bench
echo x > $file
cp "$true" /run/bench/true

cat > /etc/bailiff/config.yaml <<END
logLevel: error
alertsPerSecond: 0
runtimes: [] # the daemon looks for containers every two seconds, which is no part of an act
workloads:
  - {name: bench, cgroup: /bench}
END

# Somebody watches a directory on every node. From the first one on, the kernel has to ask at each open and each read whether
# it is told of (fsnotify): some 80 instructions that are not ours.
node -e 'require("node:fs").watch("/etc")' &

# Every node has some hundred cgroups, whose counters take per-CPU memory, of which each exec needs some: with less of it left
# the kernel looks longer for it.
mkdir /sys/fs/cgroup/others
for i in {1..200}; do mkdir "/sys/fs/cgroup/others/$i"; done

# Instructions of one act in a quiet machine, the least of three times: guest time passes at once while everything sleeps, but
# the kernel and the daemon have work of their own at times.
measure() { # RULES, CGROUP
  local act argument
  sleep 5
  while read -r act argument count; do
    echo "$act $1 $(for _ in 1 2 3; do
      (echo "$BASHPID" > "$2/cgroup.procs" && exec "$acts" "$act" "$argument" "$count" 2>&1)
    done | sort -g | head -n 1)"
  done <<END
open $file 3000
fresh $file 1000
rename - 1000
exec /run/bench/true 100
connect 9 2000
read $file 2000
END
}

policy() { # NAME, rules on standard input
  {
    printf 'apiVersion: security.kubearmor.com/v1\nkind: KubeArmorPolicy\nmetadata: {name: %s}\n' "$1"
    printf 'spec:\n  selector: {matchLabels: {kubearmor.io/container.name: bench}}\n'
    cat
  } > $policies/.new
  mv $policies/.new $policies/policy.yaml
  sleep 3
  node "$cli" probe --wait 60s > /dev/null
}

# Paths, directories and patterns (one in a hundred, at most 100), of three classes; none of them of what is measured.
rules() { # COUNT
  local i
  printf '  action: Block\n  file:\n    matchPaths:\n'
  for ((i = 0; i < $1; i += 2)); do printf '      - {path: /srv/tenant-%d/etc/secret.key}\n' $i; done
  printf '    matchDirectories:\n'
  for ((i = 1; i < $1; i += 2)); do printf '      - {dir: /srv/tenant-%d/private/, recursive: true}\n' $i; done
  printf '    matchPatterns:\n'
  for ((i = 0; i < $1 && i < 10000; i += 100)); do printf '      - {pattern: "/srv/tenant-%d/*.pem"}\n' $i; done
  printf '  process:\n    matchPaths:\n'
  for ((i = 0; i < $1; i += 2)); do printf '      - {path: /opt/tenant-%d/bin/tool}\n' $i; done
  printf '  network:\n    matchProtocols: [{protocol: raw}]\n    matchAddresses:\n'
  for ((i = 0; i < $1 && i < 200; i++)); do printf '      - {cidr: 10.%d.0.0/16}\n' $i; done
}

host=/sys/fs/cgroup
# The kernel's own accounts grow with the depth of the cgroup: who is guarded is compared with itself.
measure detached $host
measure detached-service $cgroup
node "$daemon" &
node "$cli" probe --wait 120s > /dev/null
measure no-rules $host
printf '  file:\n    matchPaths: [{path: /opt/never}]\n  process:\n    matchPaths: [{path: /opt/never}]\n  network:\n    matchProtocols: [{protocol: raw}]\n' | policy one
measure unguarded $host
for count in 10 1000 10000; do
  rules $count | policy rules
  measure guarded-$count $cgroup
done
printf '  action: Audit\n  file:\n    matchPaths: [{path: %s}]\n' $file | policy audit
measure audited $cgroup
kill %2
wait %2 || :
node "$cli" disarm > /dev/null
measure disarmed $host
