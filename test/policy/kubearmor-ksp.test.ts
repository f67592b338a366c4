// SPDX-License-Identifier: Apache-2.0
// The main suite of KubeArmor's end-to-end tests, tests/k8s_env/ksp, numbered as in KubeArmor's tests/k8s_env/ksp: what it runs in the pods of its
// namespace, and what it wants to see. Those that its BPF enforcer cannot pass are here, too.
//
// No row: 1 (an annotation is put on a pod that was there before; nothing is decided).

import { readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { parsePolicies } from "../../src/policy/parse.ts";
import { formatProblem } from "../../src/problem.ts";
import {
  append,
  cat,
  container,
  NO_TTY,
  type Row,
  reads,
  rows,
  run,
  USER1,
  usesNetRaw,
  writes,
} from "./kubearmor-rows.ts";

const pod = (n: number, group: number) =>
  container("multiubuntu", { container: `ubuntu-${n}`, group: `group-${group}` });
const U1 = pod(1, 1);
const U3 = pod(3, 1);
const U4 = pod(4, 2);

/** The name of the policy is that of its file. */
function ksp(name: string, table: readonly Row[]): void {
  rows({ file: `ksp/multiubuntu/${name}.yaml`, name }, table);
}

ksp("ksp-ubuntu-1-block-net-raw-cap", [["2: block net_raw", U1, usesNetRaw("/usr/sbin/arping"), "deny 1"]]);
ksp("ksp-ubuntu-1-block-net-raw-cap-from-source", [
  ["3: block net_raw from source", U1, usesNetRaw("/usr/sbin/arping"), "deny 1"],
  ["3: from another source", U1, usesNetRaw("/bin/ping"), "allow"],
]);
ksp("ksp-group-1-block-proc-path", [
  ["4: block process path, ubuntu-1", U1, run("/bin/sleep"), "deny 5", "block /bin/sleep"],
  ["4: block process path, ubuntu-3", U3, run("/bin/sleep"), "deny 5"],
  ["4: block process path, the other group", U4, run("/bin/sleep"), "allow"],
]);
ksp("ksp-group-2-audit-proc-path", [
  ["5: audit process path, group", U4, run("/bin/sleep"), "audit 4"],
  ["5: audit process path, the other group", U1, run("/bin/sleep"), "allow"],
]);
ksp("ksp-ubuntu-1-block-proc-dir", [["6: block dir, direct children", U1, run("/sbin/route"), "deny 6"]]);
ksp("ksp-ubuntu-1-block-proc-dir-recursive", [["7: block dir recursively", U1, run("/usr/bin/whoami"), "deny 2"]]);
ksp("ksp-group-1-block-proc-path-from-source", [
  ["8: block exec from source", U1, run("/bin/ls", { program: "/bin/dash" }), "deny 5"],
  ["8b: pwd is built in, only dash is started", U1, run("/bin/dash"), "allow"],
  ["8b: ls from another source", U1, run("/bin/ls"), "allow"],
]);
ksp("ksp-ubuntu-3-allow-proc-dir", [
  ["9: allow dir only: cat is started", U3, run("/bin/cat"), "allow"],
  ["9: allow dir only: another file", U3, cat("/etc/hostname"), "deny DP"],
  ["9b: allow dir only", U3, cat("/credentials/password"), "allow"],
]);
ksp("ksp-ubuntu-3-allow-proc-path-owner", [
  ["10: allow process by owner: root", U3, run("/home/user1/hello"), "deny DP"],
  ["10b: allow process by owner: su", U3, run("/bin/su"), "allow"],
  ["10b: allow process by owner", U3, run("/home/user1/hello", USER1), "allow"],
]);
ksp("ksp-ubuntu-3-block-proc-path-owner", [
  ["11: block process except owner: root", U3, run("/home/user1/hello"), "deny 7"],
  ["11b: block process except owner", U3, run("/home/user1/hello", USER1), "allow"],
]);
ksp("ksp-ubuntu-1-block-proc-execname", [["12: execname", U1, run("/usr/bin/apt"), "deny 5"]]);
ksp("ksp-match-expression-in-notin-block-process", [
  ["13: matchExpressions In + NotIn", U1, run("/usr/bin/apt"), "deny 5"],
  ["13b: matchExpressions In + NotIn", U3, run("/usr/bin/apt"), "allow"],
]);
ksp("ksp-match-expression-notin-block-process", [
  ["14: matchExpressions NotIn", U1, run("/usr/bin/apt"), "allow"],
  ["14b: matchExpressions NotIn", U3, run("/usr/bin/apt"), "deny 5"],
]);
ksp("ksp-ubuntu-1-allow-proc-args", [
  ["15: allowedArgs", U1, run("/usr/bin/python3.6", { args: ["-m", "pydoc"] }), "deny 5"],
  ["15: allowedArgs, within", U1, run("/usr/bin/python3.6", { args: ["-m", "random"] }), "allow"],
]);
ksp("ksp-group-1-block-proc-pts", [
  ["16: process pts", U1, run("/bin/sleep"), "deny 5"],
  ["16b: process pts, no terminal", U1, run("/bin/sleep", NO_TTY), "allow"],
]);
ksp("ksp-group-1-block-file-pts", [
  ["17: file pts", U1, cat("/etc/hostname"), "deny 5"],
  ["17b: file pts, no terminal", U1, cat("/etc/hostname", NO_TTY), "allow"],
]);
ksp("ksp-group-2-allow-file-path-from-source-path", [
  ["18: allow file from source: another file", U4, cat("/etc/hostname"), "deny DP"],
  ["18b: allow file from source", U4, cat("/secret.txt"), "allow"],
  ["18: allow file from source: another source", U4, reads("/bin/head", "/secret.txt"), "deny DP"],
]);
ksp("ksp-ubuntu-4-block-file-dir-recursive", [
  ["19: block dir recursively", U4, cat("/credentials/password"), "deny 9"],
]);
ksp("ksp-group-2-audit-file-path-from-source-path", [
  ["20: audit from source", U4, cat("/secret.txt"), "audit 5"],
  ["20: audit from another source", U4, reads("/bin/head", "/secret.txt"), "allow"],
]);
ksp("ksp-ubuntu-1-audit-file-dir", [
  ["21: audit dir recursively", U1, cat("/credentials/password"), "audit 5"],
  ["21: audit dir recursively, deeper", U1, cat("/credentials/keys/priv.key"), "audit 5"],
]);
ksp("ksp-group-2-block-file-path-from-source-path", [["22: block from source", U4, cat("/secret.txt"), "deny 5"]]);

const SECRET = "/home/user1/secret_data1.txt";
const READWRITE = "/readwrite";
const OWN_READWRITE = "/home/user1/readwrite";

ksp("ksp-group-2-allow-file-path-owner-from-source-path", [
  ["23: allow own from source: root", U4, cat(SECRET), "deny DP"],
  ["23b: allow own from source", U4, cat(SECRET, USER1), "allow"],
]);
ksp("ksp-group-2-audit-file-path-owner-from-source-path", [
  ["24: audit own from source: root", U4, cat(SECRET), "audit 7"],
]);
ksp("ksp-ubuntu-1-audit-file-access-owner-readonly", [
  ["25: audit dir own+ro: root makes a file", U1, append("/home/user1/new1"), "audit 5"],
  ["25b: audit dir own+ro", U1, cat(SECRET, USER1), "allow"],
]);
ksp("ksp-group-2-block-file-path-owner-from-source-path", [
  ["26: block own from source: root", U4, cat(SECRET), "deny 7"],
  ["26b: block own from source", U4, cat(SECRET, USER1), "allow"],
]);
ksp("ksp-ubuntu-1-block-file-pattern-owner-readonly", [
  ["27: pattern own ro: root", U1, cat(SECRET), "deny 5"],
  ["27b: pattern own ro", U1, cat(SECRET, USER1), "allow"],
  ["27c: pattern own ro: root writes", U1, append(SECRET), "deny 5"],
  ["27d: pattern own ro: the owner writes", U1, append(SECRET, USER1), "deny 5"],
]);
ksp("ksp-ubuntu-3-block-file-dir-recursive-owner-readonly", [
  ["28: dir R own ro: root", U3, cat("/home/user1/dir1/key1.txt"), "deny 7"],
  ["28b: dir R own ro", U3, cat(SECRET, USER1), "allow"],
  ["28c: dir R own ro, deeper", U3, cat("/home/user1/dir1/key1.txt", USER1), "allow"],
  ["28d: dir R own ro: root writes", U3, append(SECRET), "deny 7"],
  ["28e: dir R own ro: the owner writes", U3, append(SECRET, USER1), "deny 7"],
  ["28f: dir R own ro: the owner writes, deeper", U3, append("/home/user1/dir1/key1.txt", USER1), "deny 7"],
]);
ksp("ksp-ubuntu-3-block-file-dir-owner-readonly", [
  ["29: dir own ro: root", U3, cat(SECRET), "deny 7"],
  ["29b: dir own ro", U3, cat(SECRET, USER1), "allow"],
  ["29c: dir own ro: root writes", U3, append(SECRET), "deny 7"],
  ["29d: dir own ro: the owner writes", U3, append(SECRET, USER1), "deny 7"],
]);
ksp("ksp-ubuntu-4-allow-file-path-owner-readonly-from-source-path", [
  ["30: allow path own ro from source: it is started", U4, run(OWN_READWRITE), "allow"],
  ["30: allow path own ro from source: root", U4, reads(OWN_READWRITE, SECRET), "deny DP"],
  ["30: allow path own ro from source: root writes", U4, writes(OWN_READWRITE, SECRET), "deny DP"],
  ["30b: allow path own ro from source", U4, reads(OWN_READWRITE, SECRET, USER1), "allow"],
]);
ksp("ksp-ubuntu-4-block-file-path-owner-readonly", [
  ["31: block path own ro: the owner writes", U4, writes(READWRITE, SECRET, USER1), "deny 10"],
  ["31b: block path own ro: root writes", U4, writes(READWRITE, SECRET), "deny 10"],
  ["31c: block path own ro: root", U4, cat(SECRET), "deny 10"],
  ["31d: block path own ro", U4, cat(SECRET, USER1), "allow"],
]);
ksp("ksp-ubuntu-4-block-file-path-owner-readonly-from-source-path", [
  ["32: block path own ro from source: the owner writes", U4, writes(READWRITE, SECRET, USER1), "deny 10"],
  ["32b: block path own ro from source: root writes", U4, writes(READWRITE, SECRET), "deny 10"],
  ["32c: block path own ro from source: root", U4, reads(READWRITE, SECRET), "deny 10"],
  ["32d: block path own ro from source: another source", U4, cat(SECRET, USER1), "allow"],
]);
ksp("ksp-ubuntu-4-allow-file-path-owner-readonly", [
  ["33: allow path own ro: root", U4, cat(SECRET), "deny DP"],
  ["33b: allow path own ro", U4, cat(SECRET, USER1), "allow"],
  ["33c: allow path own ro: another file", U4, cat("/home/user1/otherfile.txt", USER1), "deny DP"],
]);
ksp("ksp-ubuntu-3-allow-file-path-owner", [
  ["34: allow path own: root", U3, cat(SECRET), "deny DP"],
  ["34b: allow path own", U3, cat(SECRET, USER1), "allow"],
  ["34c: allow path own: the owner writes", U3, append(SECRET, USER1), "allow"],
]);
ksp("ksp-ubuntu-4-block-file-path-readonly-from-source-path", [
  ["35: block ro from source", U4, reads(READWRITE, "/credentials/password"), "allow"],
  [
    "35b: block ro from source: it writes",
    U4,
    writes(READWRITE, "/credentials/password"),
    "deny 10",
    "a critical file was accessed",
  ],
  ["35c: block ro from source: another file", U4, reads(READWRITE, "/secret.txt"), "allow"],
]);
ksp("ksp-ubuntu-4-allow-file-path-readonly-from-source-path", [
  ["36: allow ro from source", U4, reads(READWRITE, "/credentials/password"), "allow"],
  ["36b: allow ro from source: it writes", U4, writes(READWRITE, "/credentials/password"), "deny DP"],
  ["36c: allow ro from source: another file", U4, reads(READWRITE, "/secret.txt"), "deny DP"],
]);
ksp("ksp-ubuntu-4-block-file-path-readonly", [
  ["37: block ro: writing", U4, append("/credentials/password"), "deny 10"],
  ["37b: block ro", U4, cat("/credentials/password"), "allow"],
]);
ksp("ksp-ubuntu-4-audit-file-path-readonly", [
  ["38: audit dir ro: making a file", U4, append("/dev/shm/new"), "audit 10"],
  ["38b: audit dir ro", U4, cat("/dev/shm/new"), "allow"],
]);
ksp("ksp-ubuntu-1-block-file-pattern", [
  ["39: block pattern, shadow", U1, cat("/etc/shadow"), "deny 5"],
  ["39b: block pattern, gshadow", U1, cat("/etc/gshadow"), "deny 5"],
]);
ksp("ksp-ubuntu-1-block-file-dir-recursive", [
  ["40: block dir R", U1, cat("/run/secrets/kubernetes.io/serviceaccount/token"), "deny 8"],
]);
ksp("ksp-ubuntu-4-allow-file-path-readonly", [
  ["42: allow ro: writing", U4, append("/credentials/password"), "deny DP"],
  ["42b: allow ro", U4, cat("/credentials/password"), "allow"],
]);

t.test("41: native AppArmor is refused and not left out", async (t) => {
  const file = "nsp-group-1-block-file-dir-recursive.yaml";
  const text = readFileSync(join(import.meta.dirname, "kubearmor/ksp/multiubuntu", file), "utf8");
  const [document] = parsePolicies(text, file);
  t.equal(document?.policy, null);
  t.match(document?.problems.map(formatProblem).join(), /:\d+:\d+: spec\.apparmor: raw AppArmor text/);
});
