// SPDX-License-Identifier: Apache-2.0
// The machine's things that rules protect, each with a free twin, and the sets of policies under which they are protected.
import { join } from "node:path";
import { projectDir } from "../vm/machine.ts";

export const ESCAPE = join(projectDir, "build/test/escape");
export const MARK = "/w/mark";

const LETTERS = "d".repeat(200);
const NAME_LENGTHS = [127, 128, 129, 199, 200, 201, 253, 254];
const DEPTHS = [19, 20, 21, 63, 64, 65];
const PATH_LENGTHS = [255, 256, 257, 511, 512, 513, 3000, 4094];

/** Paths at whose length or depth a bound could lie; a path that rules can name is up to 4,095 bytes long. */
export const BOUNDARIES: readonly string[] = [
  ...NAME_LENGTHS.map((length) => `/w/bounds/${"n".repeat(length)}`),
  ...DEPTHS.map((depth) => `/w/bounds${"/c".repeat(depth - 3)}/leaf`),
  ...PATH_LENGTHS.map((length) => {
    const head = `/w/bounds/p${length}`;
    const levels = Math.floor((length - head.length - 2) / 201);
    const deep = `${head}${`/${LETTERS}`.repeat(levels)}/`;
    return deep + "f".repeat(length - deep.length);
  }),
];

/** Names that are bytes: words of bash. */
export const ODD_NAMES: readonly string[] = [
  String.raw`$'\xff\xfe'`,
  String.raw`$'new\nline'`,
  String.raw`$'\e[31m'`,
  String.raw`$'"\'%s'`,
  "$'key (deleted)'",
  `${"n".repeat(255)}`,
];

/** What stands for what in the words of a try: what is protected, and its free twin. */
export const THINGS: Readonly<Record<string, readonly [string, string]>> = {
  key: ["/w/secret/key", "/w/free/key"],
  prog: ["/w/bin/prog", "/w/free/prog"],
  dynamic: ["/w/bin/dynamic", "/w/free/dynamic"],
  library: ["/w/bin/lib.so", "/w/free/lib.so"],
  movedKey: ["/w/secret/key", "/w/free/moved/key"],
  movedProg: ["/w/bin/prog", "/w/free/moved/prog"],
  script: ["/w/bin/script", "/w/free/script"],
  text: ["/w/secret/script", "/w/free/script"],
  linked: ["/w/links/key", "/w/free/key"],
  linkedProg: ["/w/links/prog", "/w/free/prog"],
  overlaid: ["/w/merged/key", "/w/freemerged/key"],
  lower: ["/w/lower/key", "/w/free/key"],
  fresh: ["/w/secret/fresh", "/w/free/fresh"],
  replaced: ["/w/secret/replaced", "/w/free/replaced"],
  gone: ["/w/bin/gone-SET-UID", "/w/free/gone-SET-UID"],
  deep: ["/w/secret/deep", "/w/free/deep"],
  secretDir: ["/w/secret", "/w/free"],
  emptyDir: ["/w/secret/empty", "/w/free/empty"],
  mounted: ["/w/merged", "/w/freemerged"],
  applet: ["/w/box/cat", "/w/box/id"],
  tun: ["/dev/net/tun", "/dev/null"],
  port: ["7001", "7002"],
  stream: ["/w/sock/secret-stream", "/w/sock/free-stream"],
  packet: ["/w/sock/secret-packet", "/w/sock/free-packet"],
  datagram: ["/w/sock/secret-datagram", "/w/sock/free-datagram"],
  abstractStream: ["@bypass-secret-stream", "@bypass-free-stream"],
  abstractPacket: ["@bypass-secret-packet", "@bypass-free-packet"],
  abstractDatagram: ["@bypass-secret-datagram", "@bypass-free-datagram"],
  domain: ["www.secret.example", "www.free.example"],
};

type Spec = Readonly<Record<string, unknown>>;

const API = { apiVersion: "security.kubearmor.com/v1" };

function forCell(set: string, name: string, spec: Spec): string {
  const selector = { matchLabels: { set } };
  const metadata = { name: `${name}-${set.toLowerCase()}`, namespace: "default" };
  return JSON.stringify({ ...API, kind: "KubeArmorPolicy", metadata, spec: { selector, ...spec } });
}

function forHost(name: string, spec: Spec): string {
  const nodeSelector = { matchLabels: { "kubearmor.io/hostname": "*" } };
  return JSON.stringify({ ...API, kind: "KubeArmorHostPolicy", metadata: { name }, spec: { nodeSelector, ...spec } });
}

const MARKING: Spec = { action: "Audit", file: { matchPaths: [{ path: MARK }] } };

/** Programs that go when they are executed: one for each set and user. */
const EPHEMERAL = ["path", "directory", "pattern", "source", "list", "host", "none"].flatMap((set) =>
  [0, 1000].map((user) => `${set}-${user}`),
);
const FILES = ["key", "linked", "script", "fresh", "replaced"]
  .map((name) => `/w/secret/${name}`)
  .concat("/w/merged/key");
const PROGRAMS = ["prog", "dynamic", "lib.so", "script", "linked", ...EPHEMERAL.map((it) => `gone-${it}`)].map(
  (name) => `/w/bin/${name}`,
);
const SOURCE = [{ path: ESCAPE }];

const paths = (all: readonly string[], more: Spec = {}) => ({ matchPaths: all.map((path) => ({ path, ...more })) });
const directories = (all: readonly string[], more: Spec = {}) => ({
  matchDirectories: all.map((dir) => ({ dir, recursive: true, ...more })),
});
const block = (rules: Spec): Spec => ({ action: "Block", ...rules });
const exactly: Spec = block({ file: paths(FILES), process: paths(PROGRAMS) });

/** Places that an allow-list has to name for the techniques themselves; scratch space is among them, for files. */
const SYSTEM = ["/usr/", "/etc/", "/proc/", "/dev/", "/sys/", join(projectDir, "/"), "/w/free/"];
const SOCKETS = ["secret", "free"].map((name) => {
  const unix = ["stream", "packet", "datagram"].flatMap((type) => [
    `/w/sock/${name}-${type}`,
    `@bypass-${name}-${type}`,
  ]);
  return unix.map((address) => ({ unix: address }));
});
const addresses = (port: number, more: Spec = {}) =>
  ["127.0.0.1/32", "::1/128", "10.9.9.9/32"].map((cidr) => ({ cidr, port, ...more }));

/** Of the same node: what stands for another address is allowed only where both are. */
const OTHER_NAMES = ["64:ff9b::/96", "0.0.0.0/32", "::/128"].map((cidr) => ({ cidr, port: 7002 }));

export interface PolicySet {
  readonly rules: Spec | null;
  /** The techniques run in a service of their own, or as part of the host. */
  readonly at: "cell" | "host";
}

const inCell = (rules: Spec): PolicySet => ({ rules, at: "cell" });

/** Each set of policies that techniques are tried under. */
export const SETS = {
  path: inCell(exactly),
  directory: inCell(block({ file: directories(["/w/secret/", "/w/merged/"]), process: directories(["/w/bin/"]) })),
  pattern: inCell(
    block({
      file: { matchPatterns: [{ pattern: "/w/secret/**" }, { pattern: "/w/mer*/*" }] },
      process: { matchPatterns: [{ pattern: "/w/b?n/*" }] },
    }),
  ),
  source: inCell(
    block({ file: paths(FILES, { fromSource: SOURCE }), process: paths(PROGRAMS, { fromSource: SOURCE }) }),
  ),
  list: inCell({
    action: "Allow",
    file: {
      matchDirectories: [
        { dir: "/" },
        ...[...SYSTEM, "/w/tmp/", "/w/bin/", "/w/freemerged/"].map((dir) => ({ dir, recursive: true })),
      ],
    },
    process: directories(["/usr/", join(projectDir, "/"), "/w/free/"]),
  }),
  host: { rules: exactly, at: "host" },
  readOnlyPath: inCell(block({ file: paths(["/w/secret/key"], { readOnly: true }) })),
  readOnlyTree: inCell(block({ file: directories(["/w/secret/", "/w/merged/"], { readOnly: true }) })),
  readOnlyList: inCell({
    action: "Allow",
    file: {
      matchDirectories: [
        { dir: "/w/secret/", recursive: true, readOnly: true },
        { dir: "/w/merged/", recursive: true, readOnly: true },
        ...[...SYSTEM, "/w/tmp/", "/w/freemerged/"].map((dir) => ({ dir, recursive: true })),
      ],
    },
  }),
  bounds: inCell(block({ file: paths(BOUNDARIES) })),
  applets: inCell(block({ process: paths(["/w/box/cat"]) })),
  args: inCell(block({ process: { matchPaths: [{ path: "/w/args", allowedArgs: ["good"] }] } })),
  presets: inCell(
    block({
      presets: ["anonymousMapExec", "filelessExec", "protectEnv", "protectProc"].map((name) => ({
        name,
        action: "Block",
      })),
    }),
  ),
  settings: inCell(
    block({
      file: {
        ...directories(["/proc/sys/", "/sys/kernel/security/"]),
        matchPaths: [{ path: "/dev/net/tun" }],
        matchPatterns: [{ pattern: "/**/release_agent" }],
      },
    }),
  ),
  guarded: { rules: null, at: "cell" },
  addresses: inCell(block({ network: { matchAddresses: [...addresses(7001), ...(SOCKETS[0] ?? [])] } })),
  addressSource: inCell(
    block({
      network: {
        matchAddresses: [...addresses(7001), ...(SOCKETS[0] ?? [])].map((it) => ({ ...it, fromSource: SOURCE })),
      },
    }),
  ),
  addressList: inCell({
    action: "Allow",
    network: { matchAddresses: [...addresses(7002), ...OTHER_NAMES, ...(SOCKETS[1] ?? [])] },
  }),
  listening: inCell(
    block({ network: { matchAddresses: ["0.0.0.0/0", "::/0"].map((cidr) => ({ cidr, direction: ["listen"] })) } }),
  ),
  families: inCell(block({ network: { matchProtocols: [{ protocol: "all" }] } })),
  domains: inCell(block({ network: { matchDNSQueries: [{ domain: "secret.example" }] } })),
} as const satisfies Readonly<Record<string, PolicySet>>;

export type SetName = keyof typeof SETS;
export const SET_NAMES = Object.keys(SETS) as SetName[];

const CELLS = SET_NAMES.filter((name) => SETS[name].at === "cell");

/** The cgroup of the service that a set binds. */
export function cellOf(set: SetName): string {
  return `/sys/fs/cgroup/cells/${set}`;
}

/** One service for each set, so that all sets are in force at once. */
export const CONFIG = `ringMiB: 1
workloads:
${CELLS.map((set) => `  - {name: ${set}, namespace: default, labels: {set: ${set}}, cgroup: /cells/${set}}\n`).join("")}\
postures:
  containers: {file: block, network: block}
`;

export function policiesOf(set: SetName): readonly string[] {
  const { at, rules }: PolicySet = SETS[set];
  const write = (name: string, spec: Spec) =>
    at === "host" ? forHost(`${name}-host`, spec) : forCell(set, name, spec);
  return [write("mark", MARKING), ...(rules === null ? [] : [write("protect", rules)])];
}

const BUILD = join(projectDir, "build/test");

/** Makes all that is there before any policy. Run by bash, as root. */
export const SETUP = `set -e
umask 0
echo 0 > /proc/sys/fs/protected_hardlinks; echo 0 > /proc/sys/fs/protected_regular
modprobe loop; modprobe tun
mkdir -p ${CELLS.map(cellOf).join(" ")} /w/{secret/{empty,deep},bin,free/{tmp,empty,deep},tmp,links,sock,box,lower,upper,work,merged,freelower,freeupper,freework,freemerged}
touch ${MARK} /w/free/cover
for dir in /w/secret /w/free /w/free/moved /w/lower /w/freelower; do
  mkdir -p $dir
  echo the secret > $dir/key
  printf '#!/bin/sh\\necho the secret\\n' > $dir/script; chmod 777 $dir/script
done
for dir in /w/bin /w/free /w/free/moved; do
  mkdir -p $dir
  cp ${BUILD}/prog $dir/prog; cp ${BUILD}/prog-dynamic $dir/dynamic; cp ${BUILD}/prog.so $dir/lib.so
  printf '#!/bin/sh\\necho the secret\\n' > $dir/script; chmod 777 $dir/*
done
echo the secret > /w/secret/linked; ln /w/secret/linked /w/links/key
cp ${BUILD}/prog /w/bin/linked; ln /w/bin/linked /w/links/prog
for box in cat id; do [ -e /w/box/busybox ] || cp /bin/busybox /w/box/busybox; ln /w/box/busybox /w/box/$box; done
${ESCAPE} make-deep /w/secret/deep 27 /w/free/key; ${ESCAPE} make-deep /w/free/deep 27 /w/free/key
for name in ${ODD_NAMES.join(" ")}; do echo the secret > /w/secret/"$name"; echo the secret > /w/free/"$name"; done
cp ${join(BUILD, "prog")} /w/args; chmod 777 /w/args
cp $(find /lib/modules/ -name dummy.ko) /w/dummy.ko
truncate -s 8M /w/loop.img; busybox mke2fs -F /w/loop.img > /dev/null
while read -r path; do mkdir -p "\${path%/*}"; cd "\${path%/*}"; echo the secret > "\${path##*/}"; echo the secret > "\${path##*/}y" || :; done 2> /dev/null << 'END'
${BOUNDARIES.join("\n")}
END
cd /
chown -R 1000:1000 /w/secret /w/bin /w/free /w/lower /w/freelower /w/links
for it in "" free; do
  mount -t overlay -o lowerdir=/w/\${it}lower,upperdir=/w/\${it}upper,workdir=/w/\${it}work overlay /w/\${it}merged
done
ip -6 addr add 64:ff9b::7f00:1/128 dev lo; ip addr add 10.9.9.9/32 dev lo
`;

/** Puts back what techniques have used up. */
export const RESET = `set -e
umask 0
rm -rf /w/secret/fresh /w/free/fresh /w/free/reused-* /w/secret/reuse-* /w/tmp/* /w/free/tmp/* /w/free/.spare
for it in ${EPHEMERAL.join(" ")}; do
  cp ${BUILD}/prog /w/bin/gone-$it; chown 1000:1000 /w/bin/gone-$it; chmod 777 /w/bin/gone-$it
  echo the secret > /w/secret/reuse-$it
done
for dir in /w/secret /w/free; do
  for name in key replaced; do echo the secret > $dir/$name; chmod 666 $dir/$name; chown 1000:1000 $dir/$name; done
done
mkdir -p /sys/fs/bpf/test/bailiff # where the daemon keeps what outlives it, the last directory has this name
[ -e /sys/fs/bpf/test/bailiff/map ] || bpftool map create /sys/fs/bpf/test/bailiff/map type array key 4 value 4 entries 1 name map
`;
