// SPDX-License-Identifier: Apache-2.0
// The image as a file: what is in it, that it can be checked, and that the Dockerfile makes the same.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import t from "tap";
import { writeArchive } from "../../deploy/image/archive.ts";
import { CONFIG, configOf, isWanted } from "../../deploy/image/contents.ts";
import { bundledPackages, licenceOf } from "../../deploy/image/licences.ts";
import { projectDir } from "../vm/disk.ts";
import { DEPLOY } from "./manifests.ts";

const FACTS = {
  name: "bailiff:1.2.3",
  version: "1.2.3",
  config: configOf("1.2.3"),
  architecture: "amd64",
  createdSeconds: 1_700_000_000,
};

const sha256 = (bytes: Uint8Array) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

t.test("an archive: each part is what its digest says, and the same root gives the same bytes", async (t) => {
  const work = mkdtempSync(join(tmpdir(), "bailiff-archive-"));
  t.teardown(() => rmSync(work, { recursive: true }));
  const root = join(work, "root");
  mkdirSync(join(root, "usr/bin"), { recursive: true });
  writeFileSync(join(root, "usr/bin/node"), "program", { mode: 0o700 });
  symlinkSync("node", join(root, "usr/bin/bailiff"));
  const file = join(work, "image.tar");
  const { layer, unpacked } = writeArchive(root, file, FACTS);
  t.ok(layer > 0 && unpacked > layer);
  const bytes = readFileSync(file);
  utimesSync(join(root, "usr/bin/node"), 1, 1);
  writeArchive(root, file, FACTS);
  t.ok(bytes.equals(readFileSync(file)), "reproduced");

  const read = (path: string) => execFileSync("tar", ["-xOf", file, `./${path}`]);
  const json = (path: string) => JSON.parse(read(path).toString());
  const blob = (descriptor: { digest: string; size: number }) => {
    const bytes = read(`blobs/sha256/${descriptor.digest.slice(7)}`);
    t.same([sha256(bytes), bytes.length], [descriptor.digest, descriptor.size]);
    return bytes;
  };
  const [entry] = json("index.json").manifests;
  t.equal(entry.annotations["io.containerd.image.name"], "docker.io/library/bailiff:1.2.3");
  const manifest = JSON.parse(blob(entry).toString());
  const config = JSON.parse(blob(manifest.config).toString());
  const tar = gunzipSync(blob(manifest.layers[0]));
  t.same(config.rootfs.diff_ids, [sha256(tar)]);
  t.match(config, { architecture: "amd64", os: "linux", config: CONFIG, created: "2023-11-14T22:13:20.000Z" });
  const listed = execFileSync("tar", ["-tv"], { input: tar }).toString();
  t.match(listed, /^-rwxr-xr-x 0\/0 +7 2023-11-14 \S+ \.\/usr\/bin\/node$/m);
  t.match(listed, /\.\/usr\/bin\/bailiff -> node$/m);
  t.same(json("manifest.json")[0].RepoTags, ["bailiff:1.2.3"], "as docker load wants it");
});

t.test("which files of Debian's packages are in it", async (t) => {
  for (const [path, wanted] of [
    ["usr/lib/x86_64-linux-gnu/libbpf.so.1.1.2", true],
    ["lib/aarch64-linux-gnu/libc.so.6", true],
    ["usr/lib64/ld-linux-x86-64.so.2", true],
    ["usr/share/doc/libbpf1/copyright", true],
    ["usr/share/doc/libbpf1/changelog.Debian.gz", false],
    ["usr/lib/x86_64-linux-gnu/gconv/UTF-16.so", false],
    ["usr/bin/ldd", false],
    ["usr/sbin/ldconfig", false],
  ] as const)
    t.equal(isWanted(path), wanted, path);
});

t.test("the licences of all that is in dist/", async (t) => {
  const packages = bundledPackages(projectDir);
  const { dependencies } = JSON.parse(readFileSync(join(projectDir, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) t.ok(packages.includes(name), name);
  for (const name of packages) t.ok(licenceOf(projectDir, name).length > 20, name);
  t.throws(() => licenceOf(projectDir, "nothing-of-the-kind"), { code: "ENOENT" });
});

t.test("the Dockerfile makes the same", async (t) => {
  const text = readFileSync(join(DEPLOY, "Dockerfile"), "utf8");
  const [, build = "", final = ""] = text.split(/^FROM /m);
  const last = (word: string) => new RegExp(`^${word} (.*)$`, "m").exec(final)?.[1] ?? "";
  const labels = Array.from(final.matchAll(/^LABEL (\S+?)="(.*)"$/gm), ([, key = "", value = ""]) => [key, value]);
  t.same(
    {
      Env: [last("ENV")],
      Entrypoint: JSON.parse(last("ENTRYPOINT")),
      StopSignal: last("STOPSIGNAL"),
      WorkingDir: last("WORKDIR"),
      Labels: Object.fromEntries(labels),
    },
    CONFIG,
  );
  t.match(final, /^scratch\nCOPY --from=build \/src\/build\/image-root\/ \/\n/, "and nothing that builds");
  const [, goal = ""] = /^RUN make BUILD_ONLY=1 (\S+)$/m.exec(build) ?? [];
  const makefile = readFileSync(join(projectDir, "Makefile"), "utf8");
  t.match(makefile, new RegExp(`^${goal}:.*\\n.*\\n.*node deploy/image\\.ts root build/\\$@$`, "m"));
});
