// SPDX-License-Identifier: Apache-2.0
// The commands of the README about policies: what they print is what it shows, with a daemon that has no kernel.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import t from "tap";
import { daemon } from "./applying.ts";
import { serve } from "./server/serving.ts";

const root = join(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = Array.from(readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm), ([, language, text = ""]) => ({
  language,
  text,
}));

t.test("policy and explain", async (t) => {
  const it = await daemon(t);
  const directory = mkdtempSync(join(tmpdir(), "bailiff-readme-"));
  t.teardown(() => rmSync(directory, { recursive: true }));
  symlinkSync(join(root, "deploy"), join(directory, "deploy"));
  for (const { language, text } of blocks) {
    const [, name] = /^# (\S+\.yaml)\n/.exec(text) ?? [];
    if (language === "yaml" && name !== undefined) writeFileSync(join(directory, name), text);
  }
  const { address } = await serve(t, { applyOverTcp: true, policies: () => it.answers });
  let shown = 0;
  for (const { text } of blocks) {
    const [, command = ""] = /^\$ npx bailiff ((?:policy|explain) .*)\n/.exec(text) ?? [];
    if (command === "") continue;
    shown++;
    const { stdout, stderr } = spawn(process.execPath, [join(root, "src/cli.ts"), ...command.split(" ")], {
      cwd: directory,
      env: { ...process.env, NO_COLOR: "1", BAILIFF_GRPC: address },
    });
    const [said, complained] = await Promise.all([textOf(stdout), textOf(stderr)]);
    t.equal(`$ npx bailiff ${command}\n${said}${complained}`, text, command);
  }
  t.equal(shown, 5);
});
