// SPDX-License-Identifier: Apache-2.0
// The smaller suites of KubeArmor's end-to-end tests, as in KubeArmor's other suites.
//
// No rows, as nothing is decided there but what is shown or how often: throttling, visibility (full, network, none), configmap
// visibility (both), configmap dropResourceFromProcessLogs. No rows, as no policy is there: privileged 3 to 6; and the denials of
// mount and umount by default in the suite syscalls, which KubeArmor itself skips: system calls have no posture.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import type { Act } from "../../src/policy/act.ts";
import { DEFAULT_POSTURES, posturesOf } from "../../src/policy/posture.ts";
import { DEFAULT_SETTINGS, type PostureSettings } from "../../src/policy/resolve.ts";
import { hostWorkload } from "../../src/workload/workload.ts";
import {
  ALL_BLOCK,
  append,
  cat,
  container,
  makes,
  type Row,
  reads,
  resolves,
  rows,
  run,
  unlinks,
  usesNetRaw,
} from "./kubearmor-rows.ts";
import { does, pass } from "./notation.ts";

// ---- 8.3 smoke

const WORDPRESS = container("wordpress-mysql", { app: "wordpress" });
const MYSQL = container("wordpress-mysql", { app: "mysql" });
const TOKEN = "/run/secrets/kubernetes.io/serviceaccount/token";

function smoke(file: string, table: readonly Row[], name = file): void {
  rows({ file: `smoke/res/${file}.yaml`, name }, table);
}

smoke("ksp-wordpress-block-process", [
  ["smoke: package tools", WORDPRESS, run("/usr/bin/apt"), "deny 3"],
  ["smoke: package tools, apt-get", WORDPRESS, run("/usr/bin/apt-get"), "deny 3"],
  ["smoke: package tools, the other pod", MYSQL, run("/usr/bin/apt"), "allow"],
]);
smoke("ksp-wordpress-block-config", [
  // "cat wp-config.php" is the same: rules see what a path leads to.
  [
    "smoke: file, absolute and relative",
    WORDPRESS,
    cat("/var/www/html/wp-config.php"),
    "deny 10",
    "blocked access to wordpress configuration file",
  ],
  ["smoke: file, another source", WORDPRESS, reads("/usr/sbin/apache2", "/var/www/html/wp-config.php"), "allow"],
]);
smoke("ksp-wordpress-block-sa", [["smoke: SA token", WORDPRESS, cat(TOKEN), "deny 7"]]);
smoke("ksp-wordpress-lenient-allow-sa", [
  ["smoke: token to cat only, head", WORDPRESS, reads("/usr/bin/head", TOKEN), "deny 7"],
  ["smoke: token to cat only, cat", WORDPRESS, cat(TOKEN), "allow"],
  ["smoke: token to cat only, cat /etc/passwd", WORDPRESS, cat("/etc/passwd"), "allow"],
  ["smoke: token to cat only, head /etc/passwd", WORDPRESS, reads("/usr/bin/head", "/etc/passwd"), "allow"],
  ["smoke: token to cat only, programs", WORDPRESS, run("/usr/bin/head"), "allow"],
]);
smoke("ksp-mysql-audit-dir", [
  ["smoke: audit dir, touch", MYSQL, append("/var/lib/mysql/test"), "audit 5"],
  ["smoke: audit dir, rm", MYSQL, append("/var/lib/mysql/test", { program: "/bin/rm" }), "audit 5"],
]);
smoke(
  "ksp-wordpress-two-policies",
  [["smoke: two policies, passwd", WORDPRESS, cat("/etc/passwd"), "deny 5"]],
  "ksp-wordpress-block-config-pol01",
);
smoke(
  "ksp-wordpress-two-policies",
  [["smoke: two policies, shadow", WORDPRESS, cat("/etc/shadow"), "deny 5"]],
  "ksp-wordpress-block-config-pol02",
);
smoke("ksp-wordpress-block-mount-file", [["smoke: mounted files", WORDPRESS, append("/dev/shm/new"), "deny 5"]]);

// ---- 8.4 networktests

const U1 = container("multiubuntu", { container: "ubuntu-1", group: "group-1" });
const CURL = "/usr/bin/curl";
/** arping has a socket of packets. */
const arping = makes("/usr/sbin/arping", "raw", { family: "other" });

function network(
  file: string,
  table: readonly Row[],
  more: { readonly name?: string; readonly settings?: PostureSettings } = {},
): void {
  rows({ file: `networktests/res/${file}.yaml`, name: file, ...more }, table);
}

network("ksp-ubuntu-1-audit-net-icmp", [["network: audit icmp", U1, makes("/bin/ping", "icmp"), "audit 8"]]);
network("ksp-ubuntu-1-block-net-raw-cap", [["network: block net_raw", U1, usesNetRaw("/usr/sbin/arping"), "deny 1"]]);
const ALLOW_TCP: readonly Row[] = [
  ["allow tcp from curl: before, elsewhere", MYSQL, makes(CURL, "tcp"), "allow"],
  ["allow tcp from curl", U1, makes(CURL, "tcp"), "allow"],
  ["allow tcp from curl: it connects", U1, does("connect 93.184.216.34 80", { program: CURL }), "allow"],
  ["allow tcp from curl: it cannot ask for a name", U1, makes(CURL, "udp"), "deny DP"],
  ["allow tcp from curl: another source", U1, makes("/usr/bin/wget", "tcp"), "deny DP"],
];
network(
  "ksp-ubuntu-1-allow-net-tcp-from-source",
  ALLOW_TCP.map(([title, ...row]) => [`network: ${title}`, ...row] as const),
);
network("ksp-ubuntu-1-audit-net-raw", [["network: audit raw", U1, arping, "audit 8"]]);
network("ksp-ubuntu-1-block-net-raw", [["network: block raw", U1, arping, "deny 8"]]);
network("ksp-ubuntu-1-block-net-all", [["network: block all", U1, makes("/bin/ping", "icmp"), "deny 8"]]);
network(
  "ksp-ubuntu-1-block-dns",
  [
    ["network: DNS block", U1, resolves(CURL, "google.com"), "deny 10"],
    ["network: DNS block, another name", U1, resolves(CURL, "duckduckgo.com"), "allow"],
    ["network: DNS subdomain", U1, resolves(CURL, "www.google.com"), "deny 10"],
    [
      "network: DNS, as the resolver of the pod completes it",
      U1,
      resolves(CURL, "google.com.multiubuntu.svc.cluster.local"),
      "deny 10",
    ],
  ],
  { name: "block-dns-query-to-google" },
);
network(
  "ksp-ubuntu-1-allow-net-tcp-from-source",
  ALLOW_TCP.map(([title, ...row]) => [`network: namespace posture, ${title}`, ...row] as const),
  {
    settings: annotated("multiubuntu", { "kubearmor-network-posture": "block" }),
  },
);

function annotated(
  namespace: string,
  annotations: Readonly<Record<string, string>>,
  containers = DEFAULT_POSTURES,
): PostureSettings {
  const postures = posturesOf(new Map(Object.entries(annotations)));
  return { ...DEFAULT_SETTINGS, containers, namespaces: new Map([[namespace, postures]]) };
}

// ---- 8.5 csp

const NGINX1 = container("nginx1", { app: "nginx" });
const DEBIAN1 = container("nginx1", { app: "debian" });
const NGINX2 = container("nginx2", { app: "nginx" });
const APT = run("/usr/bin/apt");
const HOST_CONF = reads("/usr/bin/cat", "/etc/host.conf");

function csp(name: string, table: readonly Row[]): void {
  rows({ file: `csp/res/${name}.yaml`, name }, table);
}

csp("csp-in-operator-block-process", [
  ["csp: In, process", NGINX1, APT, "deny 8"],
  ["csp: In, process, a namespace made later", container("nginx-later", { app: "nginx" }), APT, "deny 8"],
  ["csp: In, process, out of scope", NGINX2, APT, "allow"],
]);
csp("csp-in-operator-block-file-access", [
  ["csp: In, file", NGINX2, HOST_CONF, "deny 8"],
  ["csp: In, file, out of scope", NGINX1, HOST_CONF, "allow"],
]);
csp("csp-not-in-operator-block-process", [
  ["csp: NotIn, process", NGINX2, APT, "deny 8"],
  ["csp: NotIn, process, out of scope", NGINX1, APT, "allow"],
]);
csp("csp-not-in-operator-block-file-access", [
  ["csp: NotIn, file", NGINX1, HOST_CONF, "deny 8"],
  ["csp: NotIn, file, out of scope", NGINX2, HOST_CONF, "allow"],
]);
csp("csp-matchlabels-in-block-process", [
  ["csp: labels In", NGINX1, APT, "deny 8"],
  ["csp: labels In, out of scope: namespace", NGINX2, APT, "allow"],
  ["csp: labels In, out of scope: label", DEBIAN1, APT, "allow"],
]);
csp("csp-matchlabels-not-in-block-process", [
  ["csp: labels NotIn", DEBIAN1, APT, "deny 8"],
  ["csp: labels NotIn, out of scope: label", NGINX1, APT, "allow"],
  ["csp: labels NotIn, out of scope: namespace", NGINX2, APT, "allow"],
]);

// ---- 8.6 syscalls

const UBUNTU = container("syscalls", { container: "ubuntu-1" });
const UNLINK = "/usr/bin/unlink";

function syscalls(
  file: string,
  name: string,
  table: readonly (readonly [title: string, act: Act, want: string, message?: string])[],
): void {
  const full = table.map(
    ([title, act, want, ...message]): Row => [`syscalls: ${title}`, UBUNTU, act, want, ...message],
  );
  rows({ file: `syscalls/manifests/${file}.yaml`, name }, full);
}

syscalls("matchsyscalls/unlink", "audit-all-unlink", [["matchSyscalls", unlinks(UNLINK, "/dummy"), "audit 3"]]);
syscalls("matchsyscalls/unlink-fromsource", "audit-unlink-fromsource", [
  ["from dir", unlinks("/bin/unlink", "/dummy"), "audit 4"],
  ["from another dir", unlinks(UNLINK, "/dummy"), "allow"],
]);
syscalls("matchsyscalls/unlink-fromsource-dir-recursive", "audit-unlink-fromsource-dir-recursive", [
  ["from dir R", unlinks("/foo/bar/unlink", "/dummy"), "audit 0"],
]);
syscalls("matchsyscalls/unlink-fromsource-path", "audit-unlink-fromsource-path", [
  ["from path", unlinks("/unlink", "/dummy"), "audit 0"],
]);
syscalls("matchpaths/unlink", "audit-unlink", [
  ["matchPaths dir R", unlinks(UNLINK, "/home/dummy"), "audit 0"],
  ["matchPaths dir R, elsewhere", unlinks(UNLINK, "/dummy"), "allow"],
]);
syscalls("matchpaths/unlink-file-path", "audit-unlink-file-path", [
  ["matchPaths file", unlinks(UNLINK, "/dummy"), "audit 0"],
]);
syscalls("matchpaths/unlink-dir-recursive-fromsource-path", "audit-unlink-dir-recursive-fromsource-path", [
  ["dir R, from path", unlinks("/bin/unlink", "/home/dummy"), "audit 0"],
]);
syscalls(
  "matchpaths/unlink-dir-recursive-fromsource-recursive-dir",
  "audit-unlink-dir-recursive-fromsource-recursive-dir",
  [["dir R, from dir R", unlinks(UNLINK, "/home/dummy"), "audit 0"]],
);
syscalls("matchpaths/unlink-dir-recursive-fromsource-dir", "audit-unlink-dir-recursive-fromsource-dir", [
  ["dir R, from dir", unlinks("/bin/unlink", "/home/dummy"), "audit 0"],
]);
for (const folder of ["matchsyscalls", "matchpaths"]) {
  for (const [what, want, message] of [
    ["global-information", "audit 8", "Global message"],
    ["local-information", "audit 8", "Local message"],
    ["local-trumps-global-information", "audit 7", "Local message"],
    ["global-fill-missing-local-information", "audit 7", "Local message"],
  ] as const) {
    syscalls(`${folder}/${folder}-${what}`, `audit-unlink-${what}`, [
      [`${what}, ${folder}`, unlinks(UNLINK, "/home/dummy"), want, message],
    ]);
  }
}

// ---- 8.7 the others

rows(
  {
    file: "blockposture/res/ksp-nginx-allow-file.yaml",
    name: "ksp-nginx-allow-index",
    settings: annotated("nginx-posture", { "kubearmor-file-posture": "block", "kubearmor-network-posture": "block" }),
  },
  [
    [
      "blockposture: another file",
      container("nginx-posture", { app: "nginx-posture" }),
      cat("/docker-entrypoint.sh"),
      "deny DP",
    ],
    [
      "blockposture: the page",
      container("nginx-posture", { app: "nginx-posture" }),
      cat("/usr/share/nginx/html/index.html"),
      "allow",
    ],
  ],
);

const FILELESS = container("presets", { app: "fileless" });
const MEMFD: Act = { class: "presets", preset: "filelessExec", program: "/usr/bin/python3.6", onTerminal: true };
for (const [action, want] of [
  ["audit", "audit 8"],
  ["block", "deny 8"],
] as const) {
  const name = `ksp-preset-${action}-fileless`;
  rows({ file: `presets/res/${name}.yaml`, name }, [[`presets: ${action}`, FILELESS, MEMFD, want]]);
}

const toDns = pass("egress", "1.1.1.1", { port: 53, protocol: "udp" });
rows({ file: "nsp/res/nsp-egress-block-dns.yaml", name: "nsp-egress-block-dns" }, [
  ["nsp: egress", hostWorkload("node-1"), toDns, "deny 5"],
  ["nsp: egress, TCP", hostWorkload("node-1"), { ...toDns, protocol: "tcp" }, "allow"],
  [
    "nsp: egress, another address",
    hostWorkload("node-1"),
    pass("egress", "8.8.8.8", { port: 53, protocol: "udp" }),
    "allow",
  ],
]);

const multi = (name: string) => container("multicontainer", { container: "multicontainer" }, name);
for (const [title, file, name, first, second] of [
  ["multicontainer 1", "container-1-ls-block", "container-1-block-ls", "deny 2", "allow"],
  ["multicontainer 2", "empty-array-ls-block", "empty-array-ls-block", "deny 4", "deny 4"],
  ["multicontainer 3", "empty-label-ls-block", "empty-array-ls-block", "deny 4", "deny 4"],
  ["multicontainer 4", "malformated-array-ls-block", "malformated-array-ls-block", "deny 4", "allow"],
] as const) {
  rows({ file: `multicontainer/manifests/${file}.yaml`, name }, [
    [`${title}: container-1`, multi("container-1"), run("/bin/ls"), first],
    [`${title}: container-2`, multi("container-2"), run("/bin/ls"), second],
  ]);
}

rows({ file: "privileged/manifests/caps-container-block-ls.yaml", name: "caps-container-block-ls" }, [
  ["privileged 1", container("privileged", { deployment: "caps" }, "caps-container"), run("/bin/ls"), "deny 2"],
]);
rows({ file: "privileged/manifests/priv-container-block-ls.yaml", name: "privileged-container-block-ls" }, [
  ["privileged 2", container("privileged", { deployment: "privileged" }, "priv-container"), run("/bin/ls"), "deny 2"],
]);

const PRIVATE_KEY = cat("/credentials/keys/priv.key");
const AUDITED_FILES = { "kubearmor-file-posture": "audit" };
const AUDITED_ALL = {
  ...AUDITED_FILES,
  "kubearmor-network-posture": "audit",
  "kubearmor-capabilities-posture": "audit",
};
for (const [title, word, annotations, act, postures, want] of [
  ["unannotated ns, audit", "unannotated", {}, PRIVATE_KEY, DEFAULT_POSTURES, "audit DP"],
  ["unannotated ns, block", "unannotated", {}, PRIVATE_KEY, ALL_BLOCK.containers, "deny DP"],
  ["partly annotated ns, audit", "partialyAnnotated", AUDITED_FILES, PRIVATE_KEY, DEFAULT_POSTURES, "audit DP"],
  ["partly annotated ns, block", "partialyAnnotated", AUDITED_FILES, PRIVATE_KEY, ALL_BLOCK.containers, "audit DP"],
  ["fully annotated ns, audit", "fullyAnnotated", AUDITED_ALL, makes(CURL, "udp"), DEFAULT_POSTURES, "audit DP"],
  ["fully annotated ns, block", "fullyAnnotated", AUDITED_ALL, makes(CURL, "udp"), ALL_BLOCK.containers, "audit DP"],
] as const) {
  const namespace = word.toLowerCase();
  const settings = annotated(namespace, annotations, postures);
  rows({ file: `configmap/manifests/ksp-${word}-allow.yaml`, name: `ksp-${namespace}-allow`, settings }, [
    [`configmap posture: ${title}`, container(namespace, { container: namespace }), act, want],
  ]);
}

// ---- the policies themselves

const COPIES = join(import.meta.dirname, "kubearmor");
const ORIGINALS = join(import.meta.dirname, "../../../shared/corpus/kubearmor-tests/k8s_env");

t.test(
  "the policies are KubeArmor's own",
  { skip: existsSync(ORIGINALS) ? false : "no corpus beside the repository" },
  async (t) => {
    const files = readdirSync(COPIES, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
    t.ok(files.length > 80);
    for (const file of files) {
      const copy = readFileSync(join(COPIES, file), "utf8").replace("# SPDX-License-Identifier: Apache-2.0\n", "");
      t.equal(copy, readFileSync(join(ORIGINALS, file), "utf8"), file);
    }
  },
);
