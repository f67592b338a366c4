// SPDX-License-Identifier: Apache-2.0
// Numbers of containers: kept while held, given again last, the same after a restart.
import t from "tap";
import { WorkloadNumbers } from "../../src/workload/numbers.ts";
import { type Container, hostWorkload } from "../../src/workload/workload.ts";

function container(id: string): Container {
  const labels = new Map([["app", id]]);
  const image = { name: `${id}:1`, id: "sha256:0" };
  return { id, kind: "container", name: id, namespace: "default", pod: id, labels, mode: "enabled", image };
}

const host = hostWorkload("here");

t.test("a container keeps its number, and what is released is given again last", async (t) => {
  const numbers = new WorkloadNumbers(4);
  t.same(
    ["a", "b"].map((id) => numbers.hold(container(id))),
    [1, 2],
  );
  t.equal(numbers.hold(container("a")), 1);
  numbers.release(1);
  t.equal(numbers.workloadOf(1, host)?.id, "a", "known until another has it");
  t.equal(numbers.hold(container("c")), 3);
  t.equal(numbers.hold(container("d")), 1);
  t.equal(numbers.hold(container("e")), null, "all are taken");
  t.equal(numbers.workloadOf(1, host)?.id, "d");
  t.equal(numbers.workloadOf(0, host), host);
  t.equal(numbers.workloadOf(9, host), undefined);
  numbers.release(9); // nobody's
  numbers.release(2);
  t.same(
    [0, 1, 2].map((number) => numbers.isHeld(number)),
    [true, true, false],
  );
  t.equal(numbers.hold(container("b")), 2);
  t.same([...numbers.held().keys()].sort(), [1, 2, 3]);
});

t.test("numbers are the same after a restart", async (t) => {
  const numbers = new WorkloadNumbers(10);
  for (const id of ["a", "b", "c"]) numbers.hold(container(id));
  numbers.release(2);
  const dump = JSON.parse(JSON.stringify(numbers.dump()));
  const next = new WorkloadNumbers(10);
  t.equal(next.restore(dump), true);
  t.same(next.workloadOf(3, host), container("c"));
  t.equal(next.hold(container("c")), 3);
  t.equal(next.hold(container("b")), 4);

  const smaller = new WorkloadNumbers(3);
  t.equal(smaller.restore(dump), true);
  t.same([...smaller.held().keys()], [1], "what has no room is left out");
  t.equal(smaller.hold(container("x")), 2);
});

for (const [name, data] of [
  ["nothing", null],
  ["another version", { version: 2, next: 1, held: [] }],
  ["no list", { version: 1, next: 1 }],
  ["no number", { version: 1, next: 1, held: [{ ...container("a"), labels: [] }] }],
  ["no image", { version: 1, next: 1, held: [{ ...container("a"), labels: [], number: 1, image: { name: 1 } }] }],
  ["the host's number", { version: 1, next: 1, held: [{ ...container("a"), labels: [], number: 0 }] }],
] as const) {
  t.test(`no dump of numbers: ${name}`, async (t) => t.equal(new WorkloadNumbers(9).restore(data), false));
}
