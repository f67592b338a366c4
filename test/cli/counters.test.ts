// SPDX-License-Identifier: Apache-2.0
// bailiff counters: what is shown, and that a record of which nobody knows is noticed.
import t from "tap";
import { countsJson, countsText, unaccounted } from "../../src/cli/counters.ts";
import type { bailiff } from "../../src/gen/proto.js";
import { run, serve } from "./run.ts";

const counts: bailiff.v1.ICounts = {
  acts: [{ workload: "shop/web/web", hook: "open", acts: 1200 }],
  tallies: [
    { workload: "host", hook: "exec", ruleId: 9, policy: "", verdict: "deny", reason: "rule", asked: 1 },
    {
      workload: "shop/web/web",
      hook: "open",
      ruleId: 3,
      policy: "secret",
      verdict: "audit",
      reason: "rule",
      asked: 100,
      suppressed: 80,
      lost: 5,
    },
  ],
  counters: { asked: 101, records: 16, suppressed: 80, drop_ring_full: 4, drop_no_scratch: 1 },
};
const spoilt = { ...counts, counters: { ...counts.counters, records: 15 } };

t.test("what became of every decision is known, or it is not", async (t) => {
  t.equal(unaccounted({}), 0);
  t.equal(unaccounted(counts), 0);
  t.equal(unaccounted(spoilt), 1);
});

t.test("the text", async (t) => {
  t.equal(
    countsText(counts),
    `WORKLOAD      HOOK  ACTS
shop/web/web  open  1200

WORKLOAD      HOOK  DECIDED BY  VERDICT  ASKED  RECORDS  SUPPRESSED  LOST
host          exec  rule 9      deny     1      1        0           0
shop/web/web  open  secret      audit    100    15       80          5

COUNTER          COUNT
asked            101
drop_no_scratch  1
drop_ring_full   4
records          16
suppressed       80

asked = records + suppressed + dropped: every record is accounted for`,
  );
  t.match(countsText(spoilt), /is wrong by 1$/);
});

t.test("the JSON has every field", async (t) => {
  t.strictSame(JSON.parse(countsJson({ tallies: [{}], acts: [{}] })), {
    unaccounted: 0,
    acts: [{ workload: "", hook: "", acts: 0 }],
    tallies: [
      {
        workload: "",
        hook: "",
        ruleId: 0,
        policy: "",
        verdict: "",
        reason: "",
        asked: 0,
        records: 0,
        suppressed: 0,
        lost: 0,
      },
    ],
    counters: {},
  });
});

for (const [name, answer, code] of [
  ["all is accounted for", counts, 0],
  ["something is not", spoilt, 1],
] as const) {
  t.test(`counters: ${name}`, async (t) => {
    const server = await serve(t, { counts: () => answer });
    const result = await run(t, ["counters", "--json", "--grpc", server.address]);
    t.equal(result.code, code);
    t.match(JSON.parse(result.stdout), { tallies: [{ hook: "exec" }, { hook: "open", records: 15 }] });
  });
}
