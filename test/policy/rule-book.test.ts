// SPDX-License-Identifier: Apache-2.0
// Numbers of rules: the same for the same rule, never used twice, remembered for a while.
import t from "tap";
import { RETIRED_RULES_MAX } from "../../src/limits.ts";
import type { BoundRule } from "../../src/policy/resolve.ts";
import { RuleBook } from "../../src/policy/rule-book.ts";
import { bound } from "./rules.ts";

function rule(path: string): BoundRule {
  return bound(`file ${path} Block`);
}

function origins(book: RuleBook, ...rules: BoundRule[]): Map<number, BoundRule> {
  return new Map(rules.map((bound) => [book.idOf(bound), bound]));
}

t.test("the same rule has the same number, wherever it stands", async (t) => {
  const book = new RuleBook();
  const moved = { ...rule("/a"), rule: { ...rule("/a").rule, at: { file: "b.yaml", line: 9, column: 9 } } };
  t.equal(book.idOf(rule("/a")), 1);
  t.equal(book.idOf(rule("/b")), 2);
  t.equal(book.idOf(moved), 1);
});

t.test("rules of two policies with one name in two namespaces have two numbers", async (t) => {
  const book = new RuleBook();
  const inNamespace = (namespace: string): BoundRule => {
    const pods = { labels: new Map(), expressions: [] };
    const scope = { kind: "namespace", namespace, pods, containers: [] } as const;
    return { ...rule("/a"), policy: { ...rule("/a").policy, kind: "KubeArmorPolicy", scope } };
  };
  t.equal(book.idOf(inNamespace("a")), 1);
  t.equal(book.idOf(inNamespace("b")), 2);
  t.equal(book.idOf(inNamespace("a")), 1);
});

t.test("numbers of rules that the kernel did not take are forgotten, and never given again", async (t) => {
  const book = new RuleBook();
  const held = rule("/held");
  book.keep(origins(book, held));
  t.equal(book.idOf(rule("/refused")), 2);
  t.equal(book.idOf(rule("/refused")), 2, "while it is not known");
  book.forget();
  t.equal(book.idOf(rule("/refused")), 3);
  t.equal(book.idOf(held), 1);
  t.equal(book.originOf(2), undefined);
});

t.test("a retired rule is still named, and its number is its own when it comes back", async (t) => {
  const book = new RuleBook();
  book.keep(origins(book, rule("/a")));
  book.keep(origins(book, rule("/b")));
  t.match(book.originOf(1), { rule: { target: { path: "/a" } } });
  t.equal(book.idOf(rule("/a")), 1);
  t.equal(book.originOf(99), undefined);
});

t.test(
  "the oldest are forgotten when too many are retired, never one in force, and no number is used again",
  async (t) => {
    const book = new RuleBook();
    const held = rule("/held");
    book.keep(origins(book, held, rule("/first")));
    const many = Array.from({ length: RETIRED_RULES_MAX }, (_, index) => rule(`/${index}`));
    book.keep(origins(book, held, ...many));
    t.match(book.originOf(2), { rule: { target: { path: "/first" } } }, "one retired rule is remembered");
    book.keep(origins(book, held));
    t.equal(book.originOf(2), undefined, "the oldest of one too many is forgotten");
    t.match(book.originOf(1), { rule: { target: { path: "/held" } } });
    t.match(book.originOf(3), { rule: { target: { path: "/0" } } });
    t.equal(book.idOf(rule("/first")), RETIRED_RULES_MAX + 3);
  },
);

t.test("a book that is restored goes on where it ended", async (t) => {
  const book = new RuleBook();
  const [held, told, gone] = [rule("/held"), rule("/told"), rule("/gone")];
  book.keep(origins(book, held, told));
  book.idOf(gone); // given, and not taken yet: the kernel may have it all the same
  const dump = JSON.parse(JSON.stringify(book.dump()));

  const next = new RuleBook();
  t.equal(next.restore(dump, [held, told, rule("/never seen")]), true);
  t.equal(next.originOf(2), told, "what the earlier one decided can be named");
  t.equal(next.originOf(3), undefined);
  t.equal(next.idOf(rule("/held")), 1);
  t.equal(next.idOf(rule("/new")), 4, "no number is given twice");
});

for (const [name, data] of [
  ["nothing", null],
  ["another version", { version: 2, next: 1, rules: [] }],
  ["no next number", { version: 1, next: 0, rules: [] }],
  ["a number that was not given yet", { version: 1, next: 3, rules: [[3, "AAAA"]] }],
  ["a rule without digest", { version: 1, next: 3, rules: [[1]] }],
] as const) {
  t.test(`no dump of a book: ${name}`, async (t) => t.equal(new RuleBook().restore(data, []), false));
}

t.test("it tells whether what is kept of it would be another text", async (t) => {
  const book = new RuleBook();
  let [text, changes] = [JSON.stringify(book.dump()), book.changes()];
  for (const [name, act] of [
    ["a new rule", () => book.idOf(rule("/a"))],
    ["the same again", () => book.idOf(rule("/a"))],
    ["the kernel has it", () => book.keep(origins(book, rule("/a")))],
    ["it still has", () => book.keep(origins(book, rule("/a")))],
    ["another", () => book.idOf(rule("/b"))],
    ["which is not taken", () => book.forget()],
    ["nothing is to forget", () => book.forget()],
    ["another instead", () => book.keep(origins(book, rule("/c")))],
    ["what was kept", () => book.restore({ version: 1, next: 9, rules: [] }, [])],
  ] as const) {
    act();
    const now = JSON.stringify(book.dump());
    if (now !== text) t.not(book.changes(), changes, name);
    if (name === "the same again" || name === "nothing is to forget") t.equal(book.changes(), changes, name);
    [text, changes] = [now, book.changes()];
  }
});
