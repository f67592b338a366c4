// SPDX-License-Identifier: Apache-2.0
// Facts about the node: what /etc/passwd says of a uid.
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { parsePasswd, readHostFacts, userNames } from "../../src/runtime/host.ts";

t.test("passwd", async (t) => {
  const text =
    "root:x:0:0:root:/root:/bin/sh\ntoor:x:0:0::/:\n\n#comment\nbad:x:-1:0\nuser:x:1000:1000::/home/user:\nend:x:7:7";
  t.same(
    [...parsePasswd(text)],
    [
      [0, "root"],
      [1000, "user"],
      [7, "end"],
    ],
  );
});

t.test("names are read again when the file changes, and may be missing", async (t) => {
  const dir = mkdtempSync(join(tmpdir(), "bailiff-host-"));
  t.teardown(() => rmSync(dir, { recursive: true }));
  const file = join(dir, "passwd");
  const nameOf = userNames(file);
  t.equal(nameOf(5), "", "no file");
  writeFileSync(file, "five:x:5:5\n");
  utimesSync(file, 1, 1);
  t.equal(nameOf(5), "five");
  writeFileSync(file, "other:x:5:5\n");
  utimesSync(file, 2, 2);
  t.equal(nameOf(5), "other");
  t.equal(nameOf(6), "");
});

t.test("this node has a kernel", async (t) => t.match(readHostFacts().kernel, /^\d+\.\d+/));
