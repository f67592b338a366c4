// SPDX-License-Identifier: Apache-2.0
// What bailiff explain says, as a person or a script sees it. From options to acts: act-options.test.ts.

import { join } from "node:path";
import t, { type Test } from "tap";
import { run } from "./run.ts";

// Those that run a process wait for it most of their time.
t.jobs = 4;

const HOST = `# SPDX-License-Identifier: Apache-2.0
apiVersion: security.kubearmor.com/v1
kind: KubeArmorHostPolicy
metadata: {name: keep}
spec:
  nodeSelector: {matchLabels: {kubernetes.io/hostname: "node-*,node-1"}}
  severity: 8
  tags: [SECRETS, NIST]
  message: somebody looks
  file:
    matchPaths:
    - path: /etc/shadow
    matchDirectories:
    - {dir: /etc/, recursive: true, action: Audit, message: "", severity: 2}
  process:
    matchPaths:
    - {path: /usr/bin/python3, allowedArgs: [-m, random], ownerOnly: true}
`;
const WEB = `apiVersion: security.kubearmor.com/v1
kind: KubeArmorPolicy
metadata: {name: web, namespace: prod}
spec:
  selector: {matchLabels: {app: web, kubearmor.io/container.name: "[nginx]"}}
  action: Allow
  file:
    matchPaths:
    - {path: /srv/index.html, readOnly: true}
    - {path: /srv/secret, fromSource: [{path: /bin/cat}]}
    - {path: /srv/told, action: Audit}
  capabilities: {matchCapabilities: [{capability: net_raw, action: Block}]}
  network: {matchAddresses: [{cidr: 10.0.0.0/8, port: 443, protocol: tcp, direction: [connect]}]}
`;
const BROKEN = `apiVersion: security.kubearmor.com/v1
kind: KubeArmorHostPolicy
metadata: {name: broken}
spec:
  nodeSelector: {matchLabels: {kubernetes.io/hostname: "*"}}
  file: {matchPaths: [{path: etc/shadow}]}
`;
const ON_NODE = ["--host", "node-1"];
const IN_WEB = ["--namespace", "prod", "--labels", "app=web", "--container", "nginx"];
const LOCKED = ["--posture", "file=block,network=block"];

const folder = t.testdir({
  "host.yaml": HOST,
  "web.yaml": WEB,
  "broken.yaml": BROKEN,
  both: { "a.yaml": HOST, "b.yaml": HOST },
  empty: {},
});

/** Places are told relative to the folder. */
async function explain(test: Test, policies: readonly string[], args: readonly string[]) {
  const named = policies.flatMap((name) => ["--policy", join(folder, name)]);
  const { code, stdout, stderr } = await run(test, ["explain", ...named, ...args]);
  const plain = (text: string) => text.replaceAll(`${folder}/`, "");
  return { code, stdout: plain(stdout), stderr: plain(stderr) };
}

const REFUSED = (name: string) =>
  `  note        this version of Bailiff would refuse ${name}: the answer is what the language means\n`;

for (const [name, policies, args, want] of [
  [
    "Block",
    ["host.yaml", "web.yaml"],
    ["--open", "/etc//shadow", "--source", "/bin/cat", ...ON_NODE],
    `deny  /bin/cat reads /etc/shadow, on the host node-1
  rule        host.yaml:12:7 Block file /etc/shadow
  policy      keep (KubeArmorHostPolicy)
  alert       severity 8, tags SECRETS, NIST, "somebody looks"
  because     the rule blocks it
  errno       EACCES (Permission denied)
  without it  audit by host.yaml:14:7 Audit file /etc/ and all below (keep)
  also        host.yaml:14:7 Audit file /etc/ and all below (keep)
  not bound   web.yaml:1:1 web: binds containers named nginx of namespace prod with app=web
${REFUSED("keep")}`,
  ],
  [
    "Audit",
    ["host.yaml"],
    ["--open", "/etc/passwd", "--write", ...ON_NODE],
    `audit  /usr/bin/unknown writes /etc/passwd, on the host node-1
  rule        host.yaml:14:7 Audit file /etc/ and all below
  policy      keep (KubeArmorHostPolicy)
  alert       severity 2, tags SECRETS, NIST, "somebody looks"
  because     the rule lets it through and tells of it
  without it  allow: no rule speaks of it, and no Allow rule makes the class file an allow-list
${REFUSED("keep")}`,
  ],
  [
    "nothing speaks of it",
    ["host.yaml"],
    ["--open", "/home/x", ...ON_NODE],
    `allow  /usr/bin/unknown reads /home/x, on the host node-1
  because     no rule speaks of it, and no Allow rule makes the class file an allow-list
${REFUSED("keep")}`,
  ],
  [
    "another host",
    ["host.yaml"],
    ["--open", "/etc/shadow", "--host", "db-1"],
    `allow  /usr/bin/unknown reads /etc/shadow, on the host db-1
  because     no rule speaks of it, and no Allow rule makes the class file an allow-list
  not bound   host.yaml:2:1 keep: binds nodes with kubernetes.io/hostname=node-*,node-1
`,
  ],
  [
    "within limits",
    ["host.yaml"],
    ["--exec", "/usr/bin/python3", "--arg=-m", "--arg", "random", ...ON_NODE],
    `allow  /usr/bin/unknown starts /usr/bin/python3 -m random, on the host node-1
  rule        host.yaml:17:7 Block process /usr/bin/python3, except by its owner, except with the arguments -m random
  policy      keep (KubeArmorHostPolicy)
  alert       severity 8, tags SECRETS, NIST, "somebody looks"
  because     the rule leaves it free: it stays within ownerOnly, allowedArgs
  without it  allow: no rule speaks of it, and no Allow rule makes the class process an allow-list
${REFUSED("keep")}`,
  ],
  [
    "beyond limits",
    ["host.yaml"],
    ["--exec", "/usr/bin/python3", "--arg=-m", "--arg", "pydoc", "--uid", "1000", ...ON_NODE],
    /because {5}the rule blocks it: the user does not own the file \(ownerOnly\) and "pydoc" is none of allowedArgs\n/,
  ],
  [
    "allowed",
    ["web.yaml"],
    ["--open", "/srv/index.html", ...IN_WEB, ...LOCKED],
    `allow  /usr/bin/unknown reads /srv/index.html, in the container nginx of the namespace prod
  rule        web.yaml:9:7 Allow file /srv/index.html, only to read
  policy      web (KubeArmorPolicy)
  because     the rule allows it
  without it  deny: the Allow rules of the class file are an allow-list that does not have it; the posture of file is block
${REFUSED("web")}`,
  ],
  [
    "beyond what is allowed",
    ["web.yaml"],
    ["--open", "/srv/index.html", "--write", ...IN_WEB, ...LOCKED],
    /^deny {2}.*because {5}the rule allows it, but it writes \(readOnly\); the posture of file is block\n {2}errno {7}EACCES/s,
  ],
  [
    "not on the list, posture audit",
    ["web.yaml"],
    ["--open", "/etc/passwd", ...IN_WEB],
    `audit  /usr/bin/unknown reads /etc/passwd, in the container nginx of the namespace prod
  because     the Allow rules of the class file are an allow-list that does not have it; the posture of file is audit
${REFUSED("web")}`,
  ],
  [
    "allowed to others",
    ["web.yaml"],
    ["--open", "/srv/secret", ...IN_WEB],
    /\n {2}not now {5}web\.yaml:10:7 Allow file \/srv\/secret, from \/bin\/cat \(web\)\n/,
  ],
  [
    "told, which is no permission",
    ["web.yaml"],
    ["--open", "/srv/told", ...IN_WEB, ...LOCKED],
    /^deny {2}.*does not have it, and being told of is no permission; the posture of file is block\n.*\n {2}also {8}web\.yaml:11:7 Audit file \/srv\/told \(web\)\n/s,
  ],
  [
    "a capability",
    ["web.yaml"],
    ["--cap", "net_raw", ...IN_WEB],
    /^deny {2}\/usr\/bin\/unknown uses the capability net_raw,.*Block capabilities net_raw\n.*errno {7}EPERM \(Operation not permitted\)\n/s,
  ],
  [
    "an address",
    ["web.yaml"],
    ["--connect", "10.0.0.1:443", ...IN_WEB, ...LOCKED],
    /^allow {2}.*Allow network 10\.0\.0\.0\/8 port 443 tcp connect\n/s,
  ],
  [
    "another address",
    ["web.yaml"],
    ["--connect", "1.1.1.1:443", ...IN_WEB, ...LOCKED],
    /^deny {2}.*the posture of network is block\n/s,
  ],
  [
    "audited",
    ["host.yaml"],
    ["--open", "/etc/shadow", "--audited", ...ON_NODE],
    /^audit {2}.*the rule blocks it; the workload is audited, so it is told of instead of denied\n(?!.*errno)/s,
  ],
  [
    "a label of another pod",
    ["web.yaml"],
    ["--open", "/etc/shadow", "--namespace", "prod", "--labels", "app=db", "--container", "nginx"],
    /^allow {2}.*not bound {3}web\.yaml:1:1 web: binds containers named nginx of namespace prod with app=web\n/s,
  ],
  [
    "a namespace that is not tracked",
    ["web.yaml"],
    ["--open", "/etc/shadow", "--namespace", "kube-system"],
    /^allow {2}.*not bound {3}web\.yaml:1:1 web: no policy binds containers of kube-system\n/s,
  ],
  [
    "one policy in two files",
    ["both"],
    ["--open", "/etc/shadow", ...ON_NODE],
    /not bound {3}both\/b\.yaml:2:1 keep: both\/a\.yaml:2:1 has its name: only one can be in force\n/,
  ],
  ["colors", ["host.yaml"], ["--open", "/etc/shadow", "--color", "always", ...ON_NODE], /^.\[31mdeny.\[39m {2}\/usr/],
] as const) {
  t.test(name, { buffered: true }, async (t) => {
    const { code, stdout, stderr } = await explain(t, policies, args);
    t.same([code, stderr], [0, ""]);
    if (typeof want === "string") t.equal(stdout, want);
    else t.match(stdout, want);
  });
}

t.test("a policy with problems is told, and left out", { buffered: true }, async (t) => {
  const { code, stdout, stderr } = await explain(
    t,
    ["broken.yaml", "host.yaml"],
    ["--open", "/etc/shadow", ...ON_NODE],
  );
  t.equal(code, 1);
  t.equal(stderr, 'broken.yaml:6:30: spec.file.matchPaths[0].path: must be absolute, got "etc/shadow"\n');
  t.match(stdout, /^deny {2}.*\n {2}left out {4}what has problems\n/s);
});

for (const [name, policy, message] of [
  ["a file that is not there", "nowhere.yaml", /^nowhere\.yaml:1:1: cannot be read: /],
  ["a directory without any", "empty", /empty:1:1: holds no policy\n$/],
] as const) {
  t.test(name, { buffered: true }, async (t) => {
    const { code, stdout, stderr } = await explain(t, [policy], ["--open", "/a"]);
    t.equal(code, 1);
    t.match(stderr, message);
    t.match(stdout, /^allow {2}/);
  });
}

t.test("--json: one document with everything", { buffered: true }, async (t) => {
  const { code, stdout, stderr } = await explain(
    t,
    ["host.yaml", "web.yaml", "broken.yaml"],
    ["--open", "/etc/shadow", "--json", ...ON_NODE],
  );
  t.same([code, stderr], [1, ""]);
  const keep = { policy: "keep", kind: "KubeArmorHostPolicy", namespace: null };
  const wide = {
    file: "host.yaml",
    line: 14,
    column: 7,
    ...keep,
    class: "file",
    action: "Audit",
    severity: 2,
    tags: ["SECRETS", "NIST"],
    message: "somebody looks",
    text: "Audit file /etc/ and all below",
  };
  t.strictSame(JSON.parse(stdout), {
    verdict: "deny",
    act: "/usr/bin/unknown reads /etc/shadow",
    workload: "on the host node-1",
    why: "beyond",
    because: "the rule blocks it",
    errno: "EACCES",
    rule: { ...wide, line: 12, action: "Block", severity: 8, text: "Block file /etc/shadow" },
    without: { verdict: "audit", why: "beyond", because: "the rule lets it through and tells of it", rule: wide },
    also: [wide],
    notNow: [],
    notBound: [
      {
        policy: "web",
        kind: "KubeArmorPolicy",
        namespace: "prod",
        file: "web.yaml",
        line: 1,
        column: 1,
        reason: "binds containers named nginx of namespace prod with app=web",
      },
    ],
    notEnforced: [{ ...keep, file: "host.yaml", line: 2, column: 1 }],
    problems: [
      {
        file: "broken.yaml",
        line: 6,
        column: 30,
        path: "spec.file.matchPaths[0].path",
        message: 'must be absolute, got "etc/shadow"',
      },
    ],
  });
});

for (const [name, args, message] of [
  ["no policy", ["--open", "/a"], "bailiff: required option '--policy <file>' not specified\n"],
  ["no act", ["--policy", "x"], /^bailiff: name the act: one of --exec, /],
  [
    "two acts",
    ["--policy", "x", "--open", "/a", "--cap", "kill"],
    "bailiff: --open and --cap are two acts: name one\n",
  ],
  [
    "a detail of another act",
    ["--policy", "x", "--cap", "kill", "--write"],
    "bailiff: --write belongs to --open, not to --cap\n",
  ],
  [
    "two workloads",
    ["--policy", "x", "--open", "/a", "--host", "h", "--container", "c"],
    "bailiff: --host and --container are two workloads: name one\n",
  ],
  [
    "an argument nobody asked for",
    ["/etc/shadow", "--policy", "x", "--open", "/a"],
    /^bailiff: too many arguments for 'explain'/,
  ],
  [
    "a posture of nothing",
    ["--policy", "x", "--open", "/a", "--posture", "fiel=block"],
    /There is no posture of "fiel", did you mean "file"\?\n$/,
  ],
  [
    "a posture that is none",
    ["--policy", "x", "--open", "/a", "--posture", "file=allow"],
    /A posture is audit or block, like file=block\.\n$/,
  ],
  [
    "labels without values",
    ["--policy", "x", "--open", "/a", "--labels", "app"],
    /Write labels like app=web,tier=front\.\n$/,
  ],
  [
    "a word that is none",
    ["--policy", "x", "--cap", "net_rwa"],
    /There is no such capability, did you mean "net_raw"\?\n$/,
  ],
] as const) {
  t.test(`called wrongly: ${name}`, { buffered: true }, async (t) => {
    const { code, stdout, stderr } = await run(t, ["explain", ...args]);
    t.same([code, stdout], [2, ""]);
    if (typeof message === "string") t.equal(stderr, message);
    else t.match(stderr, message);
  });
}
