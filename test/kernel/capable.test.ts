// SPDX-License-Identifier: Apache-2.0
// Capabilities: denied and told when the kernel asks for them; others stay.
import t from "tap";
import { Box } from "./box.ts";
import { KERNELS } from "./fixture.ts";

const RAW = "socket 2 3 1";

for (const kernel of KERNELS) {
  t.test(`capabilities on ${kernel}`, async (t) => {
    const box = await Box.start(t, kernel, { posture: "block" });

    await box.policies({ caps: "  capabilities: {matchCapabilities: [{capability: sys_chroot}]}\n  action: Block\n" });
    t.strictSame(await box.act("chroot /opt"), {
      answer: "EPERM",
      told: ["Block caps CAP_SYS_CHROOT lsm=CAPABLE CAP_SYS_CHROOT"],
    });
    t.strictSame(await box.act(RAW), { answer: "ok", told: [] }, "another capability");
    t.strictSame(await box.act("chroot /opt", { isHost: true }), { answer: "ok", told: [] }, "another workload");

    await box.policies({ caps: "  capabilities: {matchCapabilities: [{capability: net_raw}]}\n  action: Audit\n" });
    t.strictSame(await box.act(RAW), { answer: "ok", told: ["Audit caps CAP_NET_RAW lsm=CAPABLE CAP_NET_RAW"] });
    t.strictSame(await box.act("chroot /opt"), { answer: "ok", told: [] });

    // Every mmap asks for CAP_SYS_ADMIN, without wanting to be audited: nothing may be told of that.
    await box.policies({ caps: "  capabilities: {matchCapabilities: [{capability: net_raw}]}\n  action: Allow\n" });
    t.strictSame(await box.act(RAW), { answer: "ok", told: [] }, "allowed");
    t.strictSame(
      await box.act("chroot /opt"),
      { answer: "EPERM", told: ["Block DefaultPosture CAP_SYS_CHROOT lsm=CAPABLE CAP_SYS_CHROOT"] },
      "not in the list",
    );
    const { counters } = await box.guard.status();
    t.equal(Number(counters?.asked), Number(counters?.records), "each decision that asked for a record has one");
  });
}
