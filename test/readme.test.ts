// SPDX-License-Identifier: Apache-2.0
// The commands of the README that need no daemon: what they print is what it shows.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";

const root = join(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = Array.from(readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm), ([, language, text = ""]) => ({
  language,
  text,
}));

t.test("policy check and explain", async (t) => {
  const directory = mkdtempSync(join(tmpdir(), "bailiff-readme-"));
  t.teardown(() => rmSync(directory, { recursive: true }));
  symlinkSync(join(root, "deploy"), join(directory, "deploy"));
  for (const { language, text } of blocks) {
    const [, name] = /^# (\S+\.yaml)\n/.exec(text) ?? [];
    if (language === "yaml" && name !== undefined) writeFileSync(join(directory, name), text);
  }
  let shown = 0;
  for (const { text } of blocks) {
    const [, command = ""] = /^\$ npx bailiff ((?:policy|explain) .*)\n/.exec(text) ?? [];
    if (command === "") continue;
    shown++;
    const { stdout, stderr } = spawnSync(process.execPath, [join(root, "src/cli.ts"), ...command.split(" ")], {
      cwd: directory,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });
    t.equal(`$ npx bailiff ${command}\n${stdout}${stderr}`, text, command);
  }
  t.equal(shown, 2);
});
