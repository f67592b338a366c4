// SPDX-License-Identifier: Apache-2.0
// What bailiff explain says, as a person or a script sees it. From options to acts: act-options.test.ts.

import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import t, { type Test } from "tap";
import { linksOf } from "../../src/cli/links.ts";
import type { Act } from "../../src/policy/act.ts";
import { run } from "./run.ts";

// Those that run a process wait for it most of their time.
t.jobs = 4;

const HOST = `# SPDX-License-Identifier: Apache-2.0
apiVersion: security.kubearmor.com/v1
kind: KubeArmorHostPolicy
metadata: {name: keep}
spec:
  nodeSelector: {matchLabels: {kubernetes.io/hostname: "db-9,node-1"}}
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
const CHART = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
---
apiVersion: v1
kind: Service
metadata: {name: web}
---
`;
const TOLD = `apiVersion: security.kubearmor.com/v1
kind: KubeArmorHostPolicy
metadata: {name: told}
spec:
  nodeSelector: {matchLabels: {kubernetes.io/hostname: "*"}}
  file:
    matchDirectories:
    - {dir: /etc/, recursive: true, action: Allow}
    - {dir: /run/, recursive: true, action: Block}
    matchPaths:
    - {path: /etc/passwd, action: Audit}
    - {path: /run/x, action: Audit}
`;
const FIREWALL = `apiVersion: security.kubearmor.com/v1
kind: KubeArmorNetworkPolicy
metadata: {name: wall}
spec:
  nodeSelector: {matchLabels: {kubernetes.io/hostname: "*"}}
  ingress:
  - {from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: ssh}], iface: [eth0], action: Block}
  egress:
  - {to: [{ipBlock: {cidr: 10.0.0.0/8}}], limit: 1G, duration: 1h, action: Audit}
`;
const USB = `apiVersion: security.kubearmor.com/v1
kind: KubeArmorHostPolicy
metadata: {name: usb}
spec:
  nodeSelector: {matchLabels: {kubernetes.io/hostname: "*"}}
  device: {matchDevice: [{class: MASS-STORAGE, subClass: 6, level: 2, action: Block}]}
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
  "chart.yaml": `${CHART}${HOST}`,
  "only-chart.yaml": CHART,
  "told.yaml": TOLD,
  "firewall.yaml": FIREWALL,
  "usb.yaml": USB,
  "many.yaml": Array.from({ length: 8 }, (_, i) => WEB.replace("name: web", `name: web-${i}`)).join("---\n"),
  "sources.yaml": Array.from({ length: 7 }, (_, i) =>
    HOST.replace("name: keep", `name: keep-${i}`).replace(
      "- path: /etc/shadow",
      "- {path: /x, fromSource: [{path: /bin/a}]}",
    ),
  ).join("---\n"),
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
`,
  ],
  [
    "Audit",
    ["host.yaml"],
    ["--open", "/etc/passwd", "--write", ...ON_NODE],
    `audit  /usr/bin/unknown writes /etc/passwd, on the host node-1
  rule        host.yaml:14:7 Audit file /etc/ and all below
  policy      keep (KubeArmorHostPolicy)
  alert       severity 2, tags SECRETS, NIST, "somebody looks"
  because     nothing blocks it, and the rule tells of it
  without it  allow: no rule speaks of it, and no Allow rule makes the class file an allow-list
`,
  ],
  [
    "nothing speaks of it",
    ["host.yaml"],
    ["--open", "/home/x", ...ON_NODE],
    `allow  /usr/bin/unknown reads /home/x, on the host node-1
  because     no rule speaks of it, and no Allow rule makes the class file an allow-list
`,
  ],
  [
    "another host",
    ["host.yaml"],
    ["--open", "/etc/shadow", "--host", "db-1"],
    `allow  /usr/bin/unknown reads /etc/shadow, on the host db-1
  because     no rule speaks of it, and no Allow rule makes the class file an allow-list
  not bound   host.yaml:2:1 keep: binds nodes with kubernetes.io/hostname=db-9,node-1
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
`,
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
`,
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
`,
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
    "told, and allowed by a wider rule: both are shown",
    ["told.yaml"],
    ["--open", "/etc/passwd", ...ON_NODE, ...LOCKED],
    /^audit {2}.*Audit file \/etc\/passwd\n.*because {5}nothing blocks it, and the rule tells of it\n {2}without it {2}allow by .*\n {2}also {8}told\.yaml:.* Allow file \/etc\/ /s,
  ],
  [
    "told, and blocked by a wider rule: that denies it",
    ["told.yaml"],
    ["--open", "/run/x", ...ON_NODE],
    /^deny {2}.*Block file \/run\/ and all below\n.*\n {2}also {8}told\.yaml:.* Audit file \/run\/x /s,
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
    /not bound {3}name taken: both\/b\.yaml:2:1 keep, which is at both\/a\.yaml:2:1, too: only one can be in force\n/,
  ],
  [
    "objects that are no policies",
    ["chart.yaml"],
    ["--open", "/etc/shadow", ...ON_NODE],
    /^deny {2}.*\n {2}left out {4}2 objects that are no policies\n/s,
  ],
  [
    "what comes in: no program is denied it",
    ["firewall.yaml"],
    ["--ingress", "10.0.0.1:22", "--iface", "eth0", ...ON_NODE],
    `deny  a connection from 10.0.0.1 to port 22/tcp comes in on eth0, on the host node-1
  rule        firewall.yaml:7:5 Block firewall ingress 10.0.0.0/8 port 22/tcp eth0
  policy      wall (KubeArmorNetworkPolicy)
  because     the rule blocks it
  without it  allow: no rule speaks of it, and no Allow rule makes the class firewall an allow-list
${REFUSED("wall")}`,
  ],
  [
    "what goes out, over the quota",
    ["firewall.yaml"],
    ["--egress", "10.0.0.1:443/udp", "--over-quota", ...ON_NODE],
    /^audit {2}a connection to 10\.0\.0\.1:443\/udp goes out, over the quota, on the host node-1\n/,
  ],
  ["what goes out, within the quota", ["firewall.yaml"], ["--egress", "10.0.0.1:443/udp", ...ON_NODE], /^allow {2}/],
  [
    "a device",
    ["usb.yaml"],
    ["--device", "mass-storage:6:80", "--level", "2", ...ON_NODE],
    /^deny {2}a device of class 8\/6\/80 is plugged in at level 2, on the host node-1\n.*Block device 8\/6\/\* level 2\n(?!.*errno)/s,
  ],
  ["the same device elsewhere", ["usb.yaml"], ["--device", "8:6", ...ON_NODE], /^allow {2}/],
  [
    "many policies that do not bind it",
    ["many.yaml"],
    ["--open", "/a", ...ON_NODE],
    /^allow .*\n.*\n( {2}not bound {3}many\.yaml:\d+:1 web-[0-4]: binds .*\n){5} {2}not bound {3}3 more; --json has them all\n$/,
  ],
  [
    "many rules that do not name it now",
    ["sources.yaml"],
    ["--open", "/x", ...ON_NODE],
    /\n( {2}not now {5}sources\.yaml:.*\n){5} {2}not now {5}2 more; --json has them all\n/,
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
  ["a chart without any", "only-chart.yaml", /^only-chart\.yaml:1:1: holds no policy\n$/],
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
    without: { verdict: "audit", why: "beyond", because: "nothing blocks it, and the rule tells of it", rule: wide },
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
    links: [],
    passedOver: 0,
    notEnforced: [],
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

t.test("links", { buffered: true }, async (t) => {
  const place = realpathSync(t.testdir({}));
  mkdirSync(join(place, "usr"));
  writeFileSync(join(place, "usr/ls"), "");
  symlinkSync("usr", join(place, "bin"));
  const [ls, usrLs] = [join(place, "bin/ls"), join(place, "usr/ls")];
  const line = (path: string, target: string) =>
    `  link        ${path} is ${target} here: rules and kernel speak of the latter\n`;
  for (const [name, args, want] of [
    ["another host", ["--open", ls, "--host", "elsewhere"], ""],
    ["a container", ["--open", ls, "--namespace", "prod"], ""],
    ["this host by its name", ["--open", ls, "--host", hostname()], line(ls, usrLs)],
    [
      "the program, too",
      ["--open", join(place, "bin"), "--source", ls],
      line(join(place, "bin"), join(place, "usr")) + line(ls, usrLs),
    ],
  ] as const) {
    const { code, stdout } = await run(t, ["explain", "--policy", join(folder, "host.yaml"), ...args]);
    t.equal(code, 0, name);
    t.equal(Array.from(stdout.matchAll(/^ {2}link .*\n/gm), ([line]) => line).join(""), want, name);
  }
  const who = { program: "/usr/bin/unknown", onTerminal: false, isOwner: true };
  const open = (path: string): Act => ({ class: "file", path, access: "read", ...who });
  const connect = (unix: string): Act => ({
    class: "network",
    operation: "connect",
    family: "unix",
    type: 1,
    protocol: 0,
    address: { unix },
    ...who,
  });
  for (const [name, act, want] of [
    ["no link", open(usrLs), []],
    ["nothing there", open(join(place, "no/where")), []],
    ["what /proc says of ourselves", open("/proc/self/environ"), []],
    ["an abstract name", connect("@x"), []],
    ["a link on the way", open(ls), [[ls, usrLs]]],
    ["both paths, told once", { ...open(ls), program: ls }, [[ls, usrLs]]],
    ["a unix socket", connect(ls), [[ls, usrLs]]],
    ["a file that is to come", open(join(place, "bin/new")), [[join(place, "bin/new"), join(place, "usr/new")]]],
  ] as const) {
    t.strictSame(
      linksOf(act).map(({ path, target }) => [path, target]),
      want,
      name,
    );
  }
  const { stdout } = await run(t, ["explain", "--policy", join(folder, "host.yaml"), "--open", ls, "--json"]);
  t.match(JSON.parse(stdout), { links: [{ path: ls, target: usrLs }] });
});

t.test("help says how paths are spelled", { buffered: true }, async (t) => {
  t.match(
    (await run(t, ["explain", "--help"])).stdout,
    /\nPaths are as the kernel spells them, after symbolic links: /,
  );
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
    "with a terminal and without",
    ["--policy", "x", "--open", "/a", "--tty", "--no-tty"],
    "bailiff: --tty and --no-tty: name one\n",
  ],
  ["one act twice", ["--policy", "x", "--open", "/a", "--open", "/b"], /The option stands there twice: name one\.\n$/],
  [
    "one namespace twice",
    ["--policy", "x", "--open", "/a", "--namespace", "a", "--namespace", "b"],
    /The option stands there twice: name one\.\n$/,
  ],
  ["no namespace", ["--policy", "x", "--open", "/a", "--namespace", ""], /Write the name of a namespace, /],
  ["a namespace of none", ["--policy", "x", "--open", "/a", "--namespace", "Prod"], /Write the name of a namespace, /],
  ["a container of no name", ["--policy", "x", "--open", "/a", "--container", ""], /Write the name of a container, /],
  ["a host of no name", ["--policy", "x", "--open", "/a", "--host", ""], /Write the name of a host, /],
  [
    "a posture and a half",
    ["--policy", "x", "--open", "/a", "--posture", "file=block=x"],
    /A posture is audit or block, like file=block\.\n$/,
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
