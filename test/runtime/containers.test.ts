// SPDX-License-Identifier: Apache-2.0
// Containers: the tree of cgroups says that they run, a runtime who they are.
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t, { type Test } from "tap";
import { cgroupTree, containerIdOf } from "../../src/runtime/container-cgroups.ts";
import { type ContainerWatch, type ContainerWatchOptions, watchContainers } from "../../src/runtime/containers.ts";
import { identities } from "../../src/runtime/cri.ts";
import type { Container, FoundContainer } from "../../src/workload/workload.ts";
import { type Answers, serveCri } from "./cri-server.ts";

const idOf = (letter: string) => letter.repeat(64);
const [POD, WEB, LOST] = [idOf("a"), idOf("b"), idOf("c")] as const;

const DIGEST = `sha256:${idOf("e")}`;

const ANSWERS: Answers = {
  sandboxes: [
    {
      id: POD,
      metadata: { name: "web-0", namespace: "shop", uid: "u" },
      labels: { app: "web" },
      annotations: { "kubearmor-policy": "audited" },
    },
  ],
  containers: [
    { id: WEB, podSandboxId: POD, metadata: { name: "nginx" } },
    { id: LOST, podSandboxId: idOf("9"), metadata: { name: "lost" } },
  ],
};

for (const [name, id] of [
  [WEB, WEB],
  [`cri-containerd-${WEB}.scope`, WEB],
  [`crio-${WEB}.scope`, WEB],
  [`crio-${WEB}`, WEB],
  [`docker-${WEB}.scope`, WEB],
  [`libpod-${WEB}.scope`, WEB],
  [`crio-conmon-${WEB}.scope`, null],
  [`libpod-conmon-${WEB}.scope`, null],
  [`${WEB}0`, null],
  [WEB.slice(1), null],
  [WEB.toUpperCase(), null],
  ["kubepods-besteffort.slice", null],
] as const) {
  t.test(`cgroup ${name.slice(0, 24)} of ${name.length}`, async (t) => t.equal(containerIdOf(name), id));
}

/** A directory in which a cgroup is a directory. */
class Tree {
  readonly root: string;

  constructor(t: Test) {
    this.root = mkdtempSync(join(tmpdir(), "bailiff-cgroups-"));
    t.teardown(() => rmSync(this.root, { recursive: true }));
  }

  make(path: string, ...pids: readonly number[]): void {
    mkdirSync(join(this.root, path), { recursive: true });
    writeFileSync(join(this.root, path, "cgroup.procs"), pids.map((pid) => `${pid}\n`).join(""));
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }
}

t.test("the tree", async (t) => {
  const tree = new Tree(t);
  t.same(cgroupTree(tree.root).containers, []);
  tree.make("system.slice/a.service", 5);
  tree.make(`kubepods.slice/kubepods-pod1.slice/cri-containerd-${WEB}.scope`);
  tree.make(`kubepods.slice/kubepods-pod1.slice/cri-containerd-${WEB}.scope/within/deeper`, 71, 72);
  tree.make(`kubepods.slice/kubepods-pod1.slice/cri-containerd-${WEB}.scope/within/deeper/${LOST}`, 73);
  tree.make(`docker/${POD}`, 80);
  t.same(
    cgroupTree(tree.root)
      .containers.map(({ id, pid }) => [id, pid])
      .sort(),
    [
      [POD, 80],
      [WEB, 71],
    ],
  );
  t.same(cgroupTree(tree.root).others.length, 6, "directories in which one may be made");
  if (process.getuid?.() === 0) {
    chownSync(join(tree.root, "docker"), 1000, 1000);
    t.same(
      cgroupTree(tree.root).containers.map(({ id }) => id),
      [WEB],
      "what a user names is none",
    );
  }
  t.same(cgroupTree("/nonexistent").containers, [], "it has gone meanwhile");
});

t.test("what a runtime says", async (t) => {
  const { sandboxes, containers } = ANSWERS;
  const labels = new Map([["app", "web"]]);
  const pod = { namespace: "shop", pod: "web-0", podUid: "u", labels };
  t.same(
    [...identities(sandboxes, containers)],
    [
      [POD, { ...pod, name: "POD", mode: "disabled" }],
      [WEB, { ...pod, name: "nginx", mode: "audited" }],
    ],
  );
  t.same([...identities([{}], [{}])].length, 1, "nonsense does no harm");
  const [digest, repo] = [`sha256:${"d".repeat(64)}`, "docker.io/library/nginx"];
  for (const [name, of, image] of [
    ["a name and a digest", { image: { image: `${repo}:1` }, imageRef: digest }, { name: `${repo}:1`, id: digest }],
    ["the digest as its name", { image: { image: digest }, imageRef: digest }, { name: "", id: digest }],
    [
      "the pod's own word",
      { image: { image: digest, userSpecifiedImage: "nginx" }, imageRef: digest },
      { name: "nginx", id: digest },
    ],
    [
      "the name in a registry, and the id",
      { image: { image: `${repo}:1` }, imageRef: `${repo}@${digest}`, imageId: digest },
      { name: `${repo}:1`, id: digest },
    ],
    ["nothing", { image: {} }, undefined],
  ] as const) {
    t.same(identities([{ id: POD }], [{ id: WEB, podSandboxId: POD, ...of }]).get(WEB)?.image, image, name);
  }
});

/** Watches until it is told what is asked for. */
class Watched {
  readonly troubles: (string | null)[] = [];
  found: readonly FoundContainer[] = [];
  now = 0;
  readonly hold: ContainerWatch["hold"];

  constructor(t: Test, options: Pick<ContainerWatchOptions, "runtimes" | "root"> & Partial<ContainerWatchOptions>) {
    const watch = watchContainers({
      known: new Map<string, Container>(),
      now: () => this.now,
      onChange: (found) => {
        this.found = found;
      },
      onTrouble: (trouble) => {
        if (trouble !== (this.troubles.at(-1) ?? null)) this.troubles.push(trouble);
      },
      ...options,
    });
    this.hold = (container, waitMs) => watch.hold(container, waitMs);
    t.teardown(() => watch.close());
  }

  names(): readonly string[] {
    return this.found.map(({ container: { namespace, pod, name } }) => `${namespace}/${pod}/${name}`).sort();
  }

  async until(names: readonly string[]): Promise<void> {
    for (let i = 0; JSON.stringify(this.names()) !== JSON.stringify(names); i++) {
      if (i > 3000) throw new Error(`${names} never came, ${this.names()} did; troubles: ${this.troubles.join("; ")}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

const socketIn = (tree: Tree, name = "runtime.sock") => join(tree.root, name);

t.test("containers come, are named, and go", async (t) => {
  const tree = new Tree(t);
  const asked = { answers: ANSWERS as Answers | null | Error };
  t.teardown(await serveCri(socketIn(tree), () => asked.answers));
  tree.make(`pods/${POD}`, 10);
  tree.make(`pods/${WEB}`, 11);
  const watched = new Watched(t, { runtimes: [socketIn(tree), "/nonexistent.sock"], root: tree.root });
  t.same(watched.names(), [], "nobody has said who they are");
  await watched.until(["shop/web-0/POD", "shop/web-0/nginx"]);
  t.same(watched.found.map(({ container: { mode, id } }) => [id, mode]).sort(), [
    [POD, "disabled"],
    [WEB, "audited"],
  ]);
  t.same(watched.troubles, [], "a runtime that is not there is no trouble");

  tree.make(`pods/${idOf("d")}`, 12);
  asked.answers = { ...ANSWERS, containers: [{ id: idOf("d"), podSandboxId: POD, metadata: { name: "later" } }] };
  await watched.until(["shop/web-0/POD", "shop/web-0/later", "shop/web-0/nginx"]);
  tree.remove(`pods/${WEB}`);
  await watched.until(["shop/web-0/POD", "shop/web-0/later"]);

  asked.answers = new Error("out of order");
  tree.make(`pods/${LOST}`, 13);
  watched.now = 1000;
  while (watched.troubles.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  t.match(watched.troubles, [/runtime\.sock: out of order; new containers of it are guarded as unknown ones$/]);
  watched.now = 60_000;
  const short = LOST.slice(0, 12);
  await watched.until([`container_namespace/${short}/${short}`, "shop/web-0/POD", "shop/web-0/later"]);
  asked.answers = { ...ANSWERS, containers: [{ id: LOST, podSandboxId: POD, metadata: { name: "found" } }] };
  watched.now = 120_000;
  await watched.until(["shop/web-0/POD", "shop/web-0/found", "shop/web-0/later"]);
  t.equal(watched.troubles.at(-1), null, "well again");
});

t.test("how far a start has come", async (t) => {
  const tree = new Tree(t);
  t.teardown(await serveCri(socketIn(tree), () => ANSWERS));
  const watched = new Watched(t, { runtimes: [socketIn(tree)], root: tree.root });
  const stages = () => watched.found.map(({ container: { name }, stage }) => `${name} ${stage}`);
  tree.make(`pods/${WEB}`, process.pid);
  await watched.until(["shop/web-0/nginx"]);
  t.same(stages(), ["nginx new"]);
  t.equal(watched.found[0]?.pid, null, "its root directory is the host's");
  watched.now = 60_000;
  await new Promise((resolve) => setTimeout(resolve, 600));
  t.same(stages(), ["nginx new"], "a daemon that stood still has not seen it start");
  while (stages()[0] === "nginx new") {
    watched.now += 200;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  t.same(stages(), ["nginx running"]);
  t.equal(watched.found[0]?.pid, process.pid);
});

t.test("a start that is held", async (t) => {
  const tree = new Tree(t);
  const asked = { answers: ANSWERS as Answers | null };
  t.teardown(await serveCri(socketIn(tree), () => asked.answers));
  const watched = new Watched(t, { runtimes: [socketIn(tree)], root: tree.root });
  tree.make(`pods/${WEB}`);
  const identity = { namespace: "shop", pod: "web-0", name: "said", labels: new Map(), mode: "enabled" } as const;
  await watched.hold({ id: WEB, pid: 7, identity }, 5000);
  t.same(watched.names(), ["shop/web-0/nginx"], "what the runtime says counts");
  t.equal(watched.found[0]?.stage, "held");

  asked.answers = null;
  tree.make(`pods/${LOST}`);
  await watched.hold({ id: LOST, pid: 8, identity }, 300);
  t.same(watched.names(), ["shop/web-0/nginx", "shop/web-0/said"], "it is not waited for long");
  tree.make(`pods/${POD}`);
  await watched.hold({ id: POD, pid: 9, identity: null }, 300);
  const short = POD.slice(0, 12);
  t.same(watched.names(), [`container_namespace/${short}/${short}`, "shop/web-0/nginx", "shop/web-0/said"]);

  asked.answers = ANSWERS;
  while (watched.found.some(({ stage }) => stage === "held")) {
    watched.now += 200;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  t.same(new Set(watched.found.map(({ stage }) => stage)), new Set(["started"]));
  await watched.hold({ id: WEB, pid: 7, identity }, 5000);
  const stageOf = (id: string) => watched.found.find(({ container }) => container.id === id)?.stage;
  t.equal(stageOf(WEB), "held", "one that is started anew at once, in a cgroup that nobody has seen go");
  t.equal(stageOf(LOST), "started");
  await t.rejects(watched.hold({ id: "odd", pid: 0x7fffffff, identity }, 300), /ENOENT/, "no such process");
});

t.test("Docker and Podman", async (t) => {
  const tree = new Tree(t);
  const listed = [
    { Id: WEB, Names: ["/web"], Labels: { app: "web", odd: 1 }, Image: "nginx:1", ImageID: DIGEST },
    null,
    { Id: 1 },
    { Id: POD, Names: [] },
  ];
  const server = createServer((_, response) => response.end(JSON.stringify(listed)));
  t.teardown(() => server.close());
  await new Promise<void>((resolve) => server.listen(socketIn(tree, "docker.sock"), resolve));
  const storage = join(tree.root, "storage");
  mkdirSync(join(storage, "overlay-containers"), { recursive: true });
  mkdirSync(join(storage, "vfs-containers"));
  const metadata = JSON.stringify({ "image-name": "localhost/box:2" });
  const box = { id: LOST, names: ["box"], image: idOf("e"), metadata };
  const odd = { id: idOf("f"), names: ["odd"], image: idOf("e"), metadata: "{" };
  const stored = JSON.stringify([box, 7, { id: POD }, odd]);
  writeFileSync(join(storage, "overlay-containers", "containers.json"), stored);
  const watched = new Watched(t, { runtimes: [socketIn(tree, "docker.sock"), storage], root: tree.root });
  tree.make(`docker/${WEB}`);
  tree.make(`machine.slice/libpod-${LOST}.scope/container`);
  tree.make(`machine.slice/libpod-${idOf("f")}.scope`);
  const names = ["box", "odd", "web"];
  await watched.until(names.map((name) => `container_namespace/${name}/${name}`));
  const of = (wanted: string) => watched.found.find(({ container }) => container.name === wanted)?.container;
  t.same([...(of("web")?.labels ?? [])], [["app", "web"]]);
  t.same(
    names.map((name) => of(name)?.image),
    [
      { name: "localhost/box:2", id: DIGEST },
      { name: "", id: DIGEST },
      { name: "nginx:1", id: DIGEST },
    ],
  );
  t.same(watched.troubles, []);

  tree.make(`docker/${POD}`);
  writeFileSync(join(storage, "overlay-containers", "containers.json"), "{");
  watched.now = 1000;
  while (watched.troubles.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  t.match(watched.troubles, [/storage: .*JSON/], "a runtime that answers nonsense");
});

t.test("a container has another cgroup after a restart, and a stranger may name one like it", async (t) => {
  const tree = new Tree(t);
  t.teardown(await serveCri(socketIn(tree), () => ANSWERS));
  const watched = new Watched(t, { runtimes: [socketIn(tree)], root: tree.root });
  tree.make(`pods/${WEB}`);
  await watched.until(["shop/web-0/nginx"]);
  while (watched.found[0]?.stage === "new") {
    watched.now += 200;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const [first] = watched.found;
  tree.make(`user/${WEB}`);
  await watched.until(["shop/web-0/nginx", "shop/web-0/nginx"]);
  const stages = () => new Map(watched.found.map(({ cgroupId, stage }) => [cgroupId === first?.cgroupId, stage]));
  t.same(
    stages(),
    new Map([
      [true, "running"],
      [false, "new"],
    ]),
  );
  tree.remove(`pods/${WEB}`);
  await watched.until(["shop/web-0/nginx"]);
  t.same(stages(), new Map([[false, "new"]]));
});

t.test("what an earlier daemon knew is known at once", async (t) => {
  const tree = new Tree(t);
  tree.make(`pods/${WEB}`);
  tree.make(`pods/${LOST}`);
  const container = { id: WEB, kind: "container", mode: "enabled", labels: new Map() } as const;
  const known = new Map<string, Container>([
    [WEB, { ...container, namespace: "shop", pod: "web-0", name: "nginx" }],
    [LOST, { ...container, id: LOST, namespace: "container_namespace", pod: "c", name: "c" }],
  ]);
  const watched = new Watched(t, { runtimes: [], root: tree.root, known });
  const short = LOST.slice(0, 12);
  t.same(watched.names(), [`container_namespace/${short}/${short}`, "shop/web-0/nginx"]);
  t.same(new Set(watched.found.map(({ stage }) => stage)), new Set(["running"]));
  await watched.hold({ id: WEB, pid: 7, identity: null }, 300);
  t.equal(watched.found.find(({ container }) => container.id === WEB)?.stage, "held", "it is started anew");
});

t.test("one runtime that hangs does not keep the other from answering", async (t) => {
  const tree = new Tree(t);
  t.teardown(await serveCri(socketIn(tree, "hangs"), () => null));
  t.teardown(await serveCri(socketIn(tree, "answers"), () => ANSWERS));
  tree.make(`pods/${WEB}`, 1);
  const watched = new Watched(t, { runtimes: [socketIn(tree, "hangs"), socketIn(tree, "answers")], root: tree.root });
  await watched.until(["shop/web-0/nginx"]);
  while (watched.troubles.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  t.match(watched.troubles, [/hangs: no answer within 2 s/]);
});
