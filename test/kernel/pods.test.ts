// SPDX-License-Identifier: Apache-2.0
// Which pods and containers of containerd a policy means: KubeArmor's own tests of selectors, cluster policies, containers of one
// pod and postures of namespaces, with real containers for its pods.
import t from "tap";
import { CONTAINERD_SETUP, Containerd, installHook } from "../runtime/containerd.ts";
import { Guard, USUAL_KERNELS, within } from "./fixture.ts";

const CONFIG = "startGateTimeout: 120\npostures: {namespaces: {strict: {file: block}, lenient: {file: audit}}}\n";

/** Pods by NAMESPACE/POD, their labels and their containers. */
const PODS: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
  ["nginx1/web", { app: "nginx", group: "1" }, ["nginx"]],
  ["nginx1/db", { app: "debian", group: "2" }, ["debian"]],
  ["nginx2/web", { app: "nginx", group: "1" }, ["nginx"]],
  ["multi/pair", { app: "pair" }, ["container-1", "container-2"]],
  ["strict/shop", { app: "shop" }, ["shop"]],
  ["lenient/shop", { app: "shop" }, ["shop"]],
];
const LATER = ["nginx-later/web", { app: "nginx" }, ["nginx"]] as const;

const [ONE, DEBIAN, TWO, FIRST, SECOND, STRICT, LENIENT, AFTER] = [
  "nginx1/web/nginx",
  "nginx1/db/debian",
  "nginx2/web/nginx",
  "multi/pair/container-1",
  "multi/pair/container-2",
  "strict/shop/shop",
  "lenient/shop/shop",
  "nginx-later/web/nginx",
] as const;

const TOOL = "  process: {matchPaths: [{path: /usr/bin/tool}]}\n  action: Block\n";
const PLAIN = "  file: {matchPaths: [{path: /opt/plain, fromSource: [{path: /bin/busybox}]}]}\n  action: Block\n";
const LIST =
  "  file:\n    matchDirectories: [{dir: /bin/, recursive: true}]\n    matchPaths: [{path: /opt/secret}]\n  action: Allow\n";

const policy = (namespace: string, selector: string, rules: string) => `apiVersion: security.kubearmor.com/v1
kind: KubeArmorPolicy
metadata: {name: tried, namespace: ${namespace}}
spec:
  selector: ${selector}
${rules}`;

const clusterPolicy = (expressions: string, rules: string) => `apiVersion: security.kubearmor.com/v1
kind: KubeArmorClusterPolicy
metadata: {name: tried}
spec:
  selector: {matchExpressions: [${expressions}]}
${rules}`;

const named = (names: string) => `{matchLabels: {app: pair, kubearmor.io/container.name: ${names}}}`;
const namespaces = (operator: string, ...names: string[]) =>
  `{key: namespace, operator: ${operator}, values: [${names}]}`;
const labels = (operator: string, ...values: string[]) => `{key: label, operator: ${operator}, values: [${values}]}`;

const [RUN, READ] = [["/usr/bin/tool"], ["cat", "/opt/plain"]] as const;

/** Name, policy, what is done in each container, and in which it is denied. */
const CASES: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ["a group of one namespace", policy("nginx1", '{matchLabels: {group: "1"}}', TOOL), RUN, [ONE]],
  ["all of a namespace", policy("nginx1", "{}", TOOL), RUN, [ONE, DEBIAN]],
  ["two labels, of which one is another", policy("nginx1", '{matchLabels: {app: nginx, group: "2"}}', TOOL), RUN, []],
  ["a file from a source", policy("nginx2", "{matchLabels: {app: nginx}}", PLAIN), READ, [TWO]],
  [
    "labels In and NotIn",
    policy("nginx1", `{matchExpressions: [${labels("In", "app=nginx")}, ${labels("NotIn", "app=debian")}]}`, TOOL),
    RUN,
    [ONE],
  ],
  ["cluster, In, process", clusterPolicy(namespaces("In", "nginx1", "nginx-later"), TOOL), RUN, [ONE, DEBIAN, AFTER]],
  ["cluster, In, file", clusterPolicy(namespaces("In", "nginx2"), PLAIN), READ, [TWO]],
  [
    "cluster, NotIn, process",
    clusterPolicy(namespaces("NotIn", "nginx1", "strict", "lenient"), TOOL),
    RUN,
    [TWO, FIRST, SECOND, AFTER],
  ],
  [
    "cluster, labels In",
    clusterPolicy(`${namespaces("In", "nginx1")}, ${labels("In", "app=nginx", "app=nginx-dev")}`, TOOL),
    RUN,
    [ONE],
  ],
  [
    "cluster, labels NotIn",
    clusterPolicy(
      `${namespaces("NotIn", "nginx2", "multi", "strict", "lenient")}, ${labels("NotIn", "app=nginx")}`,
      TOOL,
    ),
    RUN,
    [DEBIAN],
  ],
  ["one container of a pod", policy("multi", named('"[container-1]"'), TOOL), RUN, [FIRST]],
  ["no container named, so all", policy("multi", named('"[]"'), TOOL), RUN, [FIRST, SECOND]],
  ["an empty name, so all", policy("multi", named('""'), TOOL), RUN, [FIRST, SECOND]],
  ["a list with gaps", policy("multi", named('"[container-1,,]"'), TOOL), RUN, [FIRST]],
  ["an allow-list where the namespace blocks", policy("strict", "{}", LIST), READ, [STRICT]],
  ["an allow-list where the namespace audits", policy("lenient", "{}", LIST), READ, []],
];

for (const kernel of USUAL_KERNELS) {
  t.test(`pods that policies mean on ${kernel}`, async (t) => {
    const before = CONTAINERD_SETUP + installHook("--timeout", "120");
    const guard = await Guard.start({ kernel, memoryMb: 2048, config: CONFIG, before });
    t.teardown(() => guard.stop());
    const containerd = await Containerd.start(guard.machine);
    t.teardown(() => containerd.stop());
    const { cri } = containerd;
    const ids = new Map<string, string>();
    const start = async ([place, labels, names]: (typeof PODS)[number]) => {
      const [namespace = "", name = ""] = place.split("/");
      const pod = await cri.runPod({ namespace, name, labels });
      for (const container of names)
        ids.set(`${place}/${container}`, await cri.run(pod, { name: container, command: ["/bin/sleep", "100000"] }));
    };
    for (const pod of PODS) await start(pod);

    for (const [name, text, argv, denied] of CASES) {
      await guard.policies(text);
      if (denied.includes(AFTER) && !ids.has(AFTER)) await start(LATER);
      await guard.takeAlerts();
      const found: string[] = [];
      for (const [place, id] of ids) {
        const { status, stdout, stderr } = await cri.exec(id, ...argv).catch((error: Error) => {
          return { status: 1, stdout: "", stderr: error.message }; // where the program itself is denied
        });
        if (status === 0) t.equal(stdout, argv === READ ? "plain" : "the secret", `${name}: ${place}`);
        else if (/permission denied/i.test(stderr)) found.push(place);
        else t.fail(`${name}: ${place}: ${stderr}`);
      }
      t.same(found.sort(), denied.filter((place) => ids.has(place)).sort(), name);
      const blocked = (await guard.takeAlerts()).filter(({ Action }) => Action === "Block");
      const told = blocked.map((it) => `${it.NamespaceName}/${it.PodName}/${it.ContainerName}`);
      t.same([...new Set(told)].sort(), found, `${name}: alerts`);
    }
    const audited = async () => {
      await cri.exec(ids.get(LENIENT) ?? "", ...READ);
      const alerts = await guard.takeAlerts();
      return alerts.some(
        ({ PolicyName, Action, Result }) => `${PolicyName} ${Action} ${Result}` === "DefaultPosture Audit Passed",
      );
    };
    t.ok(await within(10_000, audited), "what a posture audits is told");
  });
}
