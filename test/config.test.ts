// SPDX-License-Identifier: Apache-2.0
// The daemon's settings: what is refused and how it is told, then who beats whom.

import t from "tap";
import { CONFIG_FILE, RUNTIMES, readConfig } from "../src/config.ts";
import { BailiffError, explain } from "../src/errors.ts";

const AUDIT = { file: "audit", network: "audit", capabilities: "audit", device: "audit" };

const DEFAULTS = {
  policyDir: "/etc/bailiff/policies.d",
  grpc: "127.0.0.1:32767",
  stateDir: "/var/lib/bailiff",
  runDir: "/run/bailiff",
  logLevel: "info",
  host: "os-name",
  cluster: "default",
  ringMiB: 16,
  memoryMiB: 256,
  enforcer: "auto",
  observeOnly: false,
  applyOverTcp: false,
  persist: true,
  pinDir: "/sys/fs/bpf/bailiff",
  alertsPerSecond: 100,
  alertBurst: 200,
  workloadsMax: 1024,
  workloads: [],
  runtimes: RUNTIMES,
  startGateTimeout: 2,
  startGateFailure: "open",
  postures: { host: AUDIT, containers: AUDIT, namespaces: new Map() },
  kubernetes: null,
};

/** A file system with one file, whose text is null where it does not exist. */
function read(argv: readonly string[], text: string | null = null, path = CONFIG_FILE) {
  return readConfig(argv, (asked) => (asked === path ? text : null), "os-name", "1.2.3");
}

function refusal(action: () => unknown): string {
  try {
    action();
    return "accepted";
  } catch (error) {
    return error instanceof BailiffError ? `${error.code} ${explain(error)}` : `threw ${error}`;
  }
}

const NO_TLS = "this version has no TLS and does not offer alerts to the network";
const ADDRESS = "must be HOST:PORT, [ADDRESS]:PORT or unix:/PATH";

for (const [name, argv, want] of [
  ["an unknown flag", ["--polcy-dir", "x"], "unknown option '--polcy-dir', did you mean '--policy-dir'?"],
  ["a flag like no other", ["--quux"], "unknown option '--quux'"],
  ["a short flag", ["-x"], "unknown option '-x'"],
  ["a flag without its value", ["--grpc"], "option '--grpc <address>' argument missing"],
  ["an argument", ["start"], "too many arguments. Expected 0 arguments but got 1: start."],
  ["an empty directory", ["--state-dir", " "], "option '--state-dir': must not be empty"],
  ["a log level", ["--log-level", "inof"], `option '--log-level': unknown log level "inof", did you mean "info"?`],
  [
    "a log level like no other",
    ["--log-level", "9"],
    `option '--log-level': unknown log level "9": it is one of trace, debug, info, warn, error, fatal, silent`,
  ],
  ["an address without port", ["--grpc", "localhost"], `option '--grpc': ${ADDRESS}, got "localhost"`],
  ["a port that is none", ["--grpc", "localhost:65536"], `option '--grpc': ${ADDRESS}, got "localhost:65536"`],
  ["IPv6 without brackets", ["--grpc", "::1:32767"], `option '--grpc': ${ADDRESS}, got "::1:32767"`],
  [
    "all interfaces",
    ["--grpc", "0.0.0.0:1"],
    `option '--grpc': must be a loopback address or unix:/PATH, got "0.0.0.0:1": ${NO_TLS}`,
  ],
  [
    "all interfaces, in short",
    ["--grpc", ":1"],
    `option '--grpc': must be a loopback address or unix:/PATH, got ":1": ${NO_TLS}`,
  ],
  [
    "all interfaces, IPv6",
    ["--grpc", "[::]:1"],
    `option '--grpc': must be a loopback address or unix:/PATH, got "[::]:1": ${NO_TLS}`,
  ],
  [
    "a name that begins like loopback",
    ["--grpc", "127.0.0.1.evil.org:1"],
    `option '--grpc': must be a loopback address or unix:/PATH, got "127.0.0.1.evil.org:1": ${NO_TLS}`,
  ],
  ["a relative socket", ["--grpc", "unix:run/x.sock"], `option '--grpc': must be unix:/PATH, got "unix:run/x.sock"`],
  [
    "a socket that is too long",
    ["--grpc", `unix:/${"x".repeat(107)}`],
    "option '--grpc': has a path of 108 bytes, the limit for a socket is 107",
  ],
  ["an enforcer", ["--enforcer", "bpflsm"], `option '--enforcer': unknown enforcer "bpflsm", did you mean "BPFLSM"?`],
  ["a relative directory of pins", ["--pin-dir", "pins"], `option '--pin-dir': must be an absolute path, got "pins"`],
  [
    "two at once",
    ["--grpc", "x", "--log-level", ""],
    `option '--grpc': ${ADDRESS}, got "x"\noption '--log-level': unknown log level "": it is one of trace, debug, info, warn, error, fatal, silent`,
  ],
] as const) {
  t.test(`refused flag: ${name}`, async (t) =>
    t.equal(
      refusal(() => read(argv)),
      `USAGE ${want}`,
    ),
  );
}

for (const [name, text, want] of [
  ["broken YAML", "grpc: [", ["1:8: unexpected end of the stream within a flow collection"]],
  ["no mapping", "- a", ["1:1: expected a mapping, got a list"]],
  ["two documents", "host: a\n---\nhost: b\n", ["3:1: is a second document, one is all that is read"]],
  ["an unknown key", "# mine\n\npolcyDir: a\n", ['3:1: unknown key "polcyDir", did you mean "policyDir"?']],
  ["the name of a flag", "policy-dir: a\n", ['1:1: unknown key "policy-dir", did you mean "policyDir"?']],
  ["a duplicate key", "host: a\nhost: b\n", ['2:1: duplicate key "host"']],
  ["a number for a name", "host: 5", ["1:7: host: expected a string, got 5: write it in quotes"]],
  ["an empty name", "cluster: ''", ["1:10: cluster: must not be empty"]],
  [
    "an address of the network",
    "grpc: 10.0.0.1:1",
    [`1:7: grpc: must be a loopback address or unix:/PATH, got "10.0.0.1:1": ${NO_TLS}`],
  ],
  [
    "a log level",
    "logLevel: warning",
    ['1:11: logLevel: unknown log level "warning": it is one of trace, debug, info, warn, error, fatal, silent'],
  ],
  ["a ring in words", "ringMiB: big", ['1:10: ringMiB: expected a whole number, got "big"']],
  ["a ring of nothing", "ringMiB: 0", ["1:10: ringMiB: must be a whole number from 1 to 256, got 0"]],
  ["too large a ring", "ringMiB: 512", ["1:10: ringMiB: must be a whole number from 1 to 256, got 512"]],
  ["a ring that is no power of two", "ringMiB: 24", ["1:10: ringMiB: must be a power of two, got 24"]],
  ["more memory than that", "memoryMiB: 0", ["1:12: memoryMiB: must be a whole number from 1 to 65536, got 0"]],
  ["a burst of none", "alertBurst: 0", ["1:13: alertBurst: must be a whole number from 1 to 1000000, got 0"]],
  [
    "too many workloads",
    "workloadsMax: 65537",
    ["1:15: workloadsMax: must be a whole number from 2 to 65536, got 65537"],
  ],
  ["persist in words", "persist: no way", ['1:10: persist: expected true or false, got "no way"']],
  ["a workload without its cgroup", "workloads: [{name: a}]", ['1:13: workloads[0]: missing key "cgroup"']],
  [
    "a workload's misspelt key",
    "workloads: [{name: a, cgroup: /a, lables: {}}]",
    ['1:35: workloads[0]: unknown key "lables", did you mean "labels"?'],
  ],
  [
    "a relative cgroup",
    "workloads: [{name: a, cgroup: a.service}]",
    ['1:31: workloads[0].cgroup: must be an absolute path below the mount of cgroup v2, got "a.service"'],
  ],
  [
    "the cgroup of all",
    "workloads: [{name: a, cgroup: /}]",
    ['1:31: workloads[0].cgroup: must be an absolute path below the mount of cgroup v2, got "/"'],
  ],
  [
    "a runtime as an address",
    "runtimes: [/run/a.sock, unix:/run/b.sock]",
    ['1:25: runtimes[1]: must be an absolute path, got "unix:/run/b.sock"'],
  ],
  [
    "what the gate does not know",
    "startGateFailure: shut\nstartGateTimeout: 0",
    [
      '1:19: startGateFailure: must be open or closed, got "shut"',
      "2:19: startGateTimeout: must be a whole number from 1 to 300, got 0",
    ],
  ],
  [
    "a runtime's path that no socket has",
    `runtimes: [/${"a".repeat(107)}]`,
    ["1:12: runtimes[0]: must be a path of at most 107 bytes, as sockets have"],
  ],
  [
    "two workloads of one cgroup",
    "workloads:\n- {name: a, cgroup: /a}\n- {name: b, cgroup: /a/}",
    ['3:3: workloads[1]: has the cgroup of "a"'],
  ],
  ["a cluster without a mapping", "kubernetes: true", ["1:13: kubernetes: expected a mapping, got true"]],
  [
    "a kubeconfig",
    "kubernetes: {kubeconfig: config, node: a}",
    ['1:26: kubernetes.kubeconfig: must be an absolute path, got "config"', '1:34: kubernetes: unknown key "node"'],
  ],
  ["a posture", "postures: {host: {file: deny}}", ['1:25: postures.host.file: must be audit or block, got "deny"']],
  [
    "all that is wrong",
    "ringMiB: 3\nx: 1\ngrpc: a\n",
    ["1:10: ringMiB: must be a power of two, got 3", '2:1: unknown key "x"', `3:7: grpc: ${ADDRESS}, got "a"`],
  ],
] as const) {
  t.test(`refused file: ${name}`, async (t) => {
    const lines = want.map((line) => `/c.yaml:${line}`).join("\n");
    t.equal(
      refusal(() => read(["--config", "/c.yaml"], text, "/c.yaml")),
      `USAGE ${lines}`,
    );
    t.equal(
      refusal(() => read([], text)),
      `USAGE ${lines.replaceAll("/c.yaml", CONFIG_FILE)}`,
    );
  });
}

t.test("refused file: what is wrong in it is wrong with a flag that beats it", async (t) => {
  const message = `USAGE ${CONFIG_FILE}:1:7: grpc: ${ADDRESS}, got "a"`;
  t.equal(
    refusal(() => read(["--grpc", "localhost:1"], "grpc: a")),
    message,
  );
});

t.test("a file that was named must be there", async (t) => {
  t.equal(
    refusal(() => read(["--config", "/no.yaml"])),
    "FILE /no.yaml does not exist",
  );
});

t.test("a file that cannot be read is an error, even where it need not be there", async (t) => {
  const denied = () => {
    throw new Error("permission denied");
  };
  t.equal(
    refusal(() => readConfig([], denied, "h", "1")),
    `FILE cannot read ${CONFIG_FILE}: permission denied`,
  );
});

for (const [name, argv, text, want] of [
  ["no file and no flags: the defaults", [], null, {}],
  ["an empty file", [], "# nothing\n", {}],
  ["keys without a value", [], "grpc:\nringMiB:\n", {}],
  [
    "the file beats the defaults",
    [],
    "{policyDir: a, grpc: 'localhost:1', stateDir: b, runDir: c, logLevel: debug, host: d, cluster: e, ringMiB: 256}",
    {
      policyDir: "a",
      grpc: "localhost:1",
      stateDir: "b",
      runDir: "c",
      logLevel: "debug",
      host: "d",
      cluster: "e",
      ringMiB: 256,
    },
  ],
  [
    "flags beat the file",
    ["--policy-dir", "A", "--grpc=[::1]:0", "--state-dir", "B", "--run-dir", "C", "--log-level", "silent"],
    "{policyDir: a, grpc: 'localhost:1', stateDir: b, runDir: c, logLevel: debug}",
    { policyDir: "A", grpc: "[::1]:0", stateDir: "B", runDir: "C", logLevel: "silent" },
  ],
  ["the last of equal flags", ["--run-dir", "a", "--run-dir", "b"], null, { runDir: "b" }],
  ["any loopback address", ["--grpc", "127.3.2.1:00080"], null, { grpc: "127.3.2.1:80" }],
  ["nothing stays", ["--no-persist"], "persist: true", { persist: false }],
  ["nothing stays, by the file", [], "persist: false", { persist: false }],
  ["changes over TCP", [], "applyOverTcp: true\n", { applyOverTcp: true }],
  ["only watching", ["--observe-only", "--enforcer=fmod_ret"], null, { observeOnly: true, enforcer: "fmod_ret" }],
  [
    "no throttle, and more of all",
    [],
    "{alertsPerSecond: 0, memoryMiB: 512, workloadsMax: 65536}",
    {
      alertsPerSecond: 0,
      memoryMiB: 512,
      workloadsMax: 65536,
    },
  ],
  [
    "postures",
    [],
    "postures: {host: {file: block}, namespaces: {shop: {network: block}}}",
    {
      postures: {
        host: { ...AUDIT, file: "block" },
        containers: AUDIT,
        namespaces: new Map([["shop", { network: "block" }]]),
      },
    },
  ],
  [
    "services",
    [],
    "workloads:\n- {name: web, cgroup: /system.slice/web.service/}\n- {name: b, namespace: n, pod: p, labels: {app: b}, cgroup: /b}",
    {
      workloads: [
        { name: "web", namespace: "default", pod: "web", labels: new Map(), cgroup: "/system.slice/web.service" },
        { name: "b", namespace: "n", pod: "p", labels: new Map([["app", "b"]]), cgroup: "/b" },
      ],
    },
  ],
  ["no runtimes", [], "runtimes: []", { runtimes: [] }],
  [
    "start gate",
    [],
    "startGateTimeout: 10\nstartGateFailure: closed",
    { startGateTimeout: 10, startGateFailure: "closed" },
  ],
  [
    "runtimes",
    [],
    "runtimes: [/run/containerd/containerd.sock, /run//crio/crio.sock]",
    { runtimes: ["/run/containerd/containerd.sock", "/run/crio/crio.sock"] },
  ],
  ["a cluster, in a pod", [], "kubernetes: {}", { kubernetes: { kubeconfig: null, nodeName: null, namespace: null } }],
  [
    "a cluster, by a kubeconfig",
    [],
    "kubernetes: {kubeconfig: /etc/kube/config, nodeName: node-1, namespace: bailiff}",
    { kubernetes: { kubeconfig: "/etc/kube/config", nodeName: "node-1", namespace: "bailiff" } },
  ],
  ["a socket", ["--grpc", "unix:/run/b.sock"], null, { grpc: "unix:/run/b.sock" }],
  ["a socket as an address of the web", ["--grpc", "unix:///run/b.sock"], null, { grpc: "unix:/run/b.sock" }],
] as const) {
  t.test(`read: ${name}`, async (t) =>
    t.strictSame(read(argv, text), { kind: "run", config: { ...DEFAULTS, ...want } }),
  );
}

t.test("--disarm: what is to be ended is where the settings say", async (t) => {
  const config = { ...DEFAULTS, pinDir: "/sys/fs/bpf/other" };
  t.strictSame(read(["--disarm"], "pinDir: /sys/fs/bpf/other/"), { kind: "disarm", config });
});

t.test("a file that was named is read in place of the default one", async (t) => {
  const reading = read(["--config", "/c.yaml"], "host: mine", "/c.yaml");
  t.equal(reading.kind === "run" && reading.config.host, "mine");
});

t.test("--version and --help print, whatever else is there", async (t) => {
  t.strictSame(read(["--version"], "broken: ["), { kind: "print", text: "bailiffd 1.2.3\n" });
  const help = read(["--help"]);
  for (const word of [
    "--config",
    "--policy-dir",
    "--grpc",
    "--state-dir",
    "--run-dir",
    "--log-level",
    "--no-persist",
    "--disarm",
    "ringMiB",
    ...Object.values(DEFAULTS).filter((value) => typeof value === "string" || typeof value === "number"),
  ]) {
    if (word !== "os-name") t.match(help, { kind: "print", text: String(word) });
  }
});
