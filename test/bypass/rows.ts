// SPDX-License-Identifier: Apache-2.0
// The ways round a rule that are tried, what is expected of each, and under which sets of policies (world.ts).
// docs/not-stopped.md lists what is expected to be missed.
import type { SetName } from "./world.ts";

export interface Row {
  readonly number: number;
  readonly title: string;
  readonly tries: readonly Try[];
  /** Why there is nothing to try. */
  readonly notApplicable?: string;
}

export interface Try {
  /** Words for escape.c, which {thing} stands in; see THINGS. The first thing being {prog} or the like, it is executed. */
  readonly act: string;
  /** The same by default, on free things; null: there is none that could pass. */
  readonly twin: string | null;
  readonly under: readonly SetName[];
  readonly users: readonly User[];
  /** Why it gets through, in the sets where it does. */
  readonly missed: { readonly [set in SetName]?: string };
  /** What it answers where no rule forbids it, instead of "done": the kernel has not all that could be asked for. */
  readonly orElse: readonly string[];
}

export type User = 0 | 1000;

const BLOCKS = ["path", "directory", "pattern", "source", "host"] as const;
const NAMED = [...BLOCKS, "list"] as const;
/** Where another program than escape itself acts: not under a rule for escape. */
const BY_OTHERS = ["path", "directory", "pattern", "list", "host"] as const;
/** Where somebody else is outside. */
const OUTSIDE = ["path", "directory", "pattern", "source", "list"] as const;
const READ_ONLY = ["readOnlyPath", "readOnlyTree", "readOnlyList"] as const;
const ADDRESSES = ["addresses", "addressSource", "addressList"] as const;

type More = Partial<Pick<Try, "twin" | "users" | "orElse" | "missed">>;

function act(text: string, under: readonly SetName[], more: More = {}): Try {
  return { act: text, twin: text, under, users: [0, 1000], missed: {}, orElse: [], ...more };
}

/** On a file that is read and on a program that is executed. */
function both(text: string, under: readonly SetName[], more: More = {}): readonly Try[] {
  return ["key", "prog"].map((thing) => act(text.replaceAll("{it}", `{${thing}}`), under, withTwin(more, thing)));
}

function withTwin(more: More, thing: string): More {
  return more.twin ? { ...more, twin: more.twin.replaceAll("{it}", `{${thing}}`) } : more;
}

function missed(sets: readonly SetName[], why: string): Try["missed"] {
  return Object.fromEntries(sets.map((set) => [set, why]));
}

const ROOT: More = { users: [0] };
const USER: More = { users: [1000] };

const COPY = "a copy is another file under another name: only an allow-list, which names what may run, holds it";
const LINKED =
  "a file that had several names when the rule came is held by the names that rules have: its others may be another's";
const LAYER = "what an overlay shows and what lies in its layers are two files: name both";
const OVERLAY = "what an overlay shows is another file than the one below it; only a mount in a container is refused";
const WRITTEN = "the source of a mount is judged as it is written: links in it are not followed";
const LIBRARY = "an allow-list of programs does not name the libraries that programs load";
const TIMES = "when a file was read and written is no content: no rule speaks of that";
const TEXT = "the interpreter is the program, and reads the script as a file: a file rule on the script holds it";

export const ROWS: readonly Row[] = [
  {
    number: 1,
    title: "symbolic link",
    tries: both("symlink {it}", NAMED),
  },
  {
    number: 2,
    title: "hard link",
    tries: [
      ...both("hard-link {it}", NAMED),
      ...["linked", "linkedProg"].map((it) => act(`plain {${it}}`, NAMED, { missed: missed(BLOCKS, LINKED) })),
    ],
  },
  {
    number: 3,
    title: "rename, then use",
    tries: [
      ...both("rename {it}", NAMED),
      act("rename-parent {key}", NAMED, { twin: "rename-parent {movedKey}" }),
      act("rename-parent {prog}", NAMED, { twin: "rename-parent {movedProg}" }),
      ...both("exchange {it}", NAMED),
    ],
  },
  {
    number: 4,
    title: "copy",
    tries: [act("copy {prog}", NAMED, { missed: missed(BLOCKS, COPY) })],
  },
  {
    number: 5,
    title: "copy with one byte more",
    tries: [act("changed-copy {prog}", NAMED, { missed: missed(BLOCKS, COPY) })],
  },
  {
    number: 6,
    title: "bind mount of the file elsewhere",
    tries: both("bind-file {it}", NAMED),
  },
  {
    number: 7,
    title: "bind mount over an allowed name",
    tries: both("bind-over {it} /w/free/cover", NAMED),
  },
  {
    number: 8,
    title: "bind mount of the directory elsewhere",
    tries: [
      ...["parent", "cwd"].flatMap((how) => both(`bind-${how} {it}`, NAMED)),
      // A program is held by the list of programs all the same: its new name is not on it.
      ...["link", "fd"].flatMap((how) => [
        act(`bind-${how} {key}`, NAMED, { missed: missed(["list"], WRITTEN) }),
        act(`bind-${how} {prog}`, NAMED),
      ]),
    ],
  },
  {
    number: 9,
    title: "detached tree; directory that is unmounted while it is held",
    tries: ["open-tree", "move-tree", "lazy-umount"].flatMap((how) => both(`${how} {it}`, NAMED)),
  },
  {
    number: 10,
    title: "chroot and pivot_root",
    tries: [...both("chroot {it}", NAMED), ...both("pivot-root {it}", NAMED, { twin: "plain {it}" })],
  },
  {
    number: 11,
    title: "directory held from outside of a chroot",
    tries: both("chroot-dirfd {it}", NAMED),
  },
  {
    number: 12,
    title: "names in /proc and /dev/fd",
    tries: [
      ...both("proc-self-root {it}", NAMED),
      ...both("proc-1-root {it}", NAMED, ROOT),
      ...both("proc-cwd {it}", NAMED),
      ...both("dev-fd {it}", NAMED),
    ],
  },
  { number: 13, title: "dots and slashes", tries: both("dots {it}", NAMED) },
  {
    number: 14,
    title: "overlay over the directory; its lower directory; copy-up",
    tries: [
      act("plain {overlaid}", NAMED),
      ...["overlay", "overlay-detached", "copy-up"].flatMap((how) =>
        both(`${how} {it}`, NAMED, { twin: "plain {it}", missed: missed(["host"], OVERLAY) }),
      ),
      act("plain {lower}", NAMED, { missed: missed(BLOCKS, LAYER) }),
    ],
  },
  {
    number: 15,
    title: "mount over a protected name",
    tries: ["cover", "cover-parent", "cover-fsmount"].flatMap((how) => [
      act(`${how} {key}`, NAMED),
      // A list of programs has nothing against another file at a name that it does not allow.
      act(`${how} {prog}`, BLOCKS),
    ]),
  },
  {
    number: 16,
    title: "file system that was brought along: loop device, tmpfs",
    tries: [
      act("loop-copy {prog} /w/loop.img", ["list"], { ...ROOT, twin: "plain {prog}" }),
      act("tmpfs-copy {prog}", NAMED, { missed: missed(BLOCKS, COPY) }),
    ],
  },
  {
    number: 17,
    title: "program in a memfd",
    tries: [
      act("memfd {prog}", ["presets", "list"], { twin: "plain {prog}" }),
      act("memfd-name {prog}", ["presets", "list"], { twin: "plain {prog}" }),
    ],
  },
  {
    number: 18,
    title: "program in a file without a name",
    tries: [act("o-tmpfile {prog}", ["presets", "list"], { twin: "plain {prog}" })],
  },
  {
    number: 19,
    title: "program that was deleted",
    tries: [
      act("deleted-copy {prog}", ["presets", "list"], { twin: "plain {prog}" }),
      act("deleted {gone}", NAMED, { twin: "plain {prog}" }),
    ],
  },
  {
    number: 20,
    title: "program in shared memory",
    tries: [act("copy-in {prog} /dev/shm", ["presets", "list"], { twin: "plain {prog}" })],
  },
  { number: 21, title: "descriptor that was opened with O_PATH", tries: [act("o-path {prog}", NAMED)] },
  { number: 22, title: "file handle", tries: both("handle {it}", NAMED, ROOT) },
  {
    number: 23,
    title: "descriptor from elsewhere: sent, taken, inherited, kept",
    tries: [
      ...both("outside-message {it}", OUTSIDE),
      ...both("outside-getfd {it}", OUTSIDE, { ...ROOT, twin: "plain {it}" }),
      ...both("outside-inherit {it}", OUTSIDE),
      act("outside-map {key}", OUTSIDE),
      act(
        "outside-exec {key}",
        BY_OTHERS.filter((set) => set !== "host"),
      ),
      act("kept-open {key}", NAMED),
      act("kept-waiting {key}", NAMED),
      act("kept-waiting {prog}", NAMED),
    ],
  },
  {
    number: 24,
    title: "path that is longer than any name",
    tries: [act("deep {deep} 27", ["directory", "pattern", "list"])],
  },
  {
    number: 25,
    title: "names and paths at every length where a bound could lie",
    tries: [act("plain {bound}", ["bounds"], USER)],
  },
  {
    number: 26,
    title: "names that are bytes; very long arguments",
    tries: [act("plain {odd}", ["directory", "pattern", "list"]), act("long-arguments {prog} 20000", NAMED)],
  },
  {
    number: 27,
    title: "letter case and Unicode forms",
    tries: [],
    notApplicable: "names are bytes; Debian's kernels mount no file system that folds case unless it was made so",
  },
  {
    number: 28,
    title: "file that came after the rule, or replaced one",
    tries: [act("outside-make {fresh} /w/free/key", OUTSIDE), act("outside-replace {replaced} /w/free/key", OUTSIDE)],
  },
  {
    number: 29,
    title: "name that changes while it is opened",
    tries: [act("race {key} /w/free/key", NAMED, { twin: null })],
  },
  {
    number: 30,
    title: "number of a protected file that is used again",
    tries: [
      act("plain /w/secret/reuse-SET-UID", ["directory", "list"], {
        twin: "outside-reuse /w/free/reused-SET-UID /w/secret/reuse-SET-UID /w/free/key",
      }),
    ],
  },
  {
    number: 31,
    title: "procfs mounted elsewhere",
    tries: [
      act("plain /proc/SLEEPER/environ", ["presets"], { twin: "plain {key}" }),
      act("proc-mount SLEEPER/environ", ["presets"], { ...ROOT, twin: "plain {key}" }),
    ],
  },
  {
    number: 32,
    title: "program started by its loader",
    tries: [act("ld.so {dynamic}", BY_OTHERS, { missed: missed(["list"], LIBRARY) })],
  },
  {
    number: 33,
    title: "library that is preloaded",
    tries: [
      act("preload {library} /usr/bin/true", BY_OTHERS, { missed: missed(["list"], LIBRARY) }),
      act("copied-preload {library} /usr/bin/true", BY_OTHERS, {
        missed: { ...missed(BY_OTHERS, COPY), ...missed(["list"], LIBRARY) },
      }),
    ],
  },
  {
    number: 34,
    title: "file that is mapped and made executable",
    tries: [
      act("map-exec {library}", NAMED, { missed: missed(["list"], LIBRARY) }),
      act("mprotect {library}", NAMED, { missed: missed(["list"], LIBRARY) }),
    ],
  },
  {
    number: 35,
    title: "code in memory without a file",
    tries: ["mprotect", "rwx", "shared", "memfd", "heap", "stack", "shmat", "changed-page", "personality"].map((how) =>
      act(`anon-${how}`, ["presets"], { twin: "anon-data" }),
    ),
  },
  {
    number: 36,
    title: "script by its name, as an argument, as input",
    tries: [
      act("script {script}", BY_OTHERS.concat()),
      ...["argument", "input", "pipe"].map((how) =>
        act(`script-${how} {script}`, BY_OTHERS, { missed: missed(BY_OTHERS, TEXT) }),
      ),
      ...["argument", "input", "pipe"].map((how) => act(`script-${how} {text}`, BY_OTHERS)),
    ],
  },
  {
    number: 37,
    title: "program started by another one",
    tries: ["awk", "find", "busybox", "env", "xargs", "bash"].map((by) => act(`by-${by} {prog}`, BY_OTHERS)),
  },
  {
    number: 38,
    title: "program with many names",
    tries: [
      act("named-applet {applet} /w/free/key", ["applets"], { twin: "plain {key}" }),
      act("applet /w/box/busybox cat /w/free/key", ["applets"], {
        twin: "plain {key}",
        missed: missed(
          ["applets"],
          "what a program of many names does, it tells by an argument: allowedArgs can name it",
        ),
      }),
    ],
  },
  { number: 39, title: "false names of a process", tries: both("false-name {it}", NAMED) },
  {
    number: 40,
    title: "interpreter of a script or of a binary format",
    tries: [act("interpreter {prog}", NAMED)],
  },
  {
    number: 41,
    title: "vfork, posix_spawn, threads",
    tries: ["vfork", "spawn", "thread", "thread-exec"].map((how) => act(`${how} {prog}`, NAMED)),
  },
  { number: 42, title: "child made in another cgroup", tries: both("cgroup-clone {it}", OUTSIDE, ROOT) },
  { number: 43, title: "32-bit system calls", tries: both("int80 {it}", NAMED) },
  {
    number: 44,
    title: "reading and changing another process",
    tries: [
      ...["ptrace", "vm-write", "mem"].map((how) => act(`${how} SLEEPER`, ["guarded"], { twin: `own-child ${how}` })),
      act("seize SLEEPER", ["guarded"], { twin: "own-child ptrace" }),
      act("vm-read SLEEPER", ["guarded"], { twin: "own-child ptrace" }),
    ],
  },
  {
    number: 45,
    title: "arguments that are changed while they are read",
    tries: [
      act("argument /w/args evil", ["args"], { twin: "argument /w/args good" }),
      act("flip-arguments /w/args good evil", ["args"], { twin: "argument /w/args good" }),
      act("hold-argument /w/args good evil", ["args"], { ...ROOT, twin: "hold-argument /w/args good good" }),
    ],
  },
  {
    number: 46,
    title: "flood of acts, so that records are lost",
    tries: [
      act("flood {key} 4000", ["path"], { twin: "plain {key}" }),
      act("flood-children {key} 300", ["path"], { twin: "plain {key}" }),
    ],
  },
  {
    number: 47,
    title: "signals to the daemon and to other processes",
    tries: [
      act("kill DAEMON 28", ["guarded"], { ...ROOT, twin: "own-child kill" }),
      act("pidfd-kill DAEMON 28", ["guarded"], { ...ROOT, twin: "own-child kill" }),
      act("seize DAEMON", ["guarded"], { ...ROOT, twin: "own-child ptrace" }),
    ],
  },
  {
    number: 48,
    title: "taking the programs of the kernel part away",
    tries: [
      act("bpf-list", ["settings"], { ...ROOT, twin: "plain {key}" }),
      act("bpf-map", ["settings"], { ...ROOT, twin: "plain {key}" }),
      act("bpf-unpin /sys/fs/bpf/test/bailiff/map", ["guarded"], { ...ROOT, twin: "plain {key}" }),
    ],
  },
  {
    number: 49,
    title: "loading code into the kernel",
    tries: [
      act("finit-module /w/dummy.ko dummy", ["guarded"], { ...ROOT, twin: "plain {key}" }),
      act("init-module /w/dummy.ko dummy", ["guarded"], { ...ROOT, twin: "plain {key}" }),
      act("kexec", ["guarded"], { ...ROOT, twin: "plain {key}" }),
    ],
  },
  {
    number: 50,
    title: "remount; another mount of a file system of the kernel",
    tries: [
      act("remount {mounted}", ["directory", "list", "readOnlyTree", "readOnlyList"], ROOT),
      act("mount-again securityfs lsm", ["settings"], { ...ROOT, twin: "plain {key}" }),
    ],
  },
  {
    number: 51,
    title: "leaving namespaces",
    tries: [...both("unshare {it}", NAMED), ...both("userns {it}", NAMED), ...both("setns {it} SLEEPER", NAMED, ROOT)],
  },
  { number: 52, title: "leaving the cgroup", tries: both("cgroup-move {it}", OUTSIDE, ROOT) },
  { number: 53, title: "new cgroup below the own one", tries: both("cgroup-below {it}", OUTSIDE, ROOT) },
  {
    number: 54,
    title: "programs that the kernel starts: core_pattern and the like",
    tries: [
      act("only-open /proc/sys/kernel/core_pattern w", ["settings"], { ...ROOT, twin: "plain {key}" }),
      act("proc-mount-open sys/kernel/core_pattern w", ["settings"], { ...ROOT, twin: "plain {key}" }),
      act("proc-mount-pidns sys/kernel/core_pattern w", ["settings"], { ...ROOT, twin: "plain {key}" }),
      act("release-agent", ["settings"], { ...ROOT, twin: "plain {key}" }),
    ],
  },
  {
    number: 55,
    title: "unix sockets by their path",
    tries: [
      ...["unix", "unix-symlink", "unix-hard-link", "unix-directory", "unix-bound"].map((how) =>
        act(`${how} {stream}`, ADDRESSES),
      ),
      act("unix-packets {packet}", ADDRESSES),
      act("unix-datagram {datagram}", ADDRESSES),
      act("unix-connected-datagram {datagram}", ADDRESSES),
    ],
  },
  {
    number: 56,
    title: "TCP Fast Open",
    tries: ["127.0.0.1", "::1"].flatMap((to) => [
      act(`fast-open ${to} {port}`, ADDRESSES),
      act(`fast-open-connect ${to} {port}`, ADDRESSES),
    ]),
  },
  {
    number: 57,
    title: "datagrams without connecting",
    tries: ["127.0.0.1", "::1"].flatMap((to) => [
      act(`udp ${to} {port}`, ADDRESSES),
      act(`sendto ${to} {port}`, ADDRESSES),
      act(`sendmmsg ${to} {port}`, ADDRESSES),
      act(`connected-sendto ${to} {port} 7002`, ADDRESSES),
    ]),
  },
  {
    number: 58,
    title: "IPv4 address on an IPv6 socket",
    tries: [act("four-on-six 127.0.0.1 {port}", ADDRESSES), act("four-on-six-connected 127.0.0.1 {port}", ADDRESSES)],
  },
  {
    number: 59,
    title: "IPv4 address in an IPv6 one",
    tries: ["::ffff:127.0.0.1", "64:ff9b::127.0.0.1", "::ffff:10.9.9.9"].flatMap((to) => [
      act(`tcp ${to} {port}`, ADDRESSES),
      act(`sendto ${to} {port}`, ADDRESSES),
    ]),
  },
  {
    number: 60,
    title: "the unspecified address, which is the loopback",
    tries: ["127.0.0.1", "::1", "0.0.0.0", "::", "::ffff:0.0.0.0"].flatMap((to) => [
      act(`tcp ${to} {port}`, ADDRESSES),
      act(`sendto ${to} {port}`, ADDRESSES),
    ]),
  },
  {
    number: 61,
    title: "MPTCP",
    tries: [act("mptcp 127.0.0.1 {port}", ADDRESSES), act("socket 2 1 262", ["families"], { twin: "plain {key}" })],
  },
  {
    number: 62,
    title: "sockets of other families",
    tries: [
      ["packet, raw", "17 3 0"],
      ["packet, datagram", "17 2 0"],
      ["packet, old", "2 10 0"],
      ["raw", "2 3 1"],
      ["raw, six", "10 3 58"],
      ["vsock", "40 1 0"],
      ["alg", "38 5 0"],
      ["xdp", "44 3 0"],
      ["tipc", "30 5 0"],
      ["can", "29 3 1"],
    ].map(([, numbers]) =>
      act(`socket ${numbers}`, ["families"], {
        ...ROOT,
        twin: "plain {key}",
        orElse: ["EAFNOSUPPORT", "ESOCKTNOSUPPORT"],
      }),
    ),
  },
  {
    number: 63,
    title: "families that fall back to TCP, or do without it",
    tries: ["43 1 0", "43 1 1", "21 5 0", "2 1 256", "2 5 132"].map((numbers) =>
      act(`socket ${numbers}`, ["families"], {
        twin: "plain {key}",
        orElse: ["EAFNOSUPPORT", "EPROTONOSUPPORT", "ESOCKTNOSUPPORT"],
      }),
    ),
  },
  {
    number: 64,
    title: "abstract unix sockets",
    tries: [
      act("unix {abstractStream}", ADDRESSES),
      act("unix-packets {abstractPacket}", ADDRESSES),
      act("unix-datagram {abstractDatagram}", ADDRESSES),
      act("unix-connected-datagram {abstractDatagram}", ADDRESSES),
    ],
  },
  {
    number: 65,
    title: "io_uring",
    tries: [
      ...["uring", "uring-worker", "uring-poller"].map((how) => act(`${how} {key}`, NAMED)),
      act("uring-connect 127.0.0.1 {port}", ADDRESSES),
      act("uring-send 127.0.0.1 {port}", ADDRESSES),
      act("uring-socket 2 1 0", ["families"], { twin: "plain {key}" }),
    ],
  },
  {
    number: 66,
    title: "sock_diag, BPF programs on sockets, tunnels",
    tries: [
      act("tun {tun}", ["settings"], { ...ROOT, twin: "plain {key}" }),
      act("sock-diag", ["families"], {
        twin: "plain {key}",
        missed: missed(
          ["families"],
          "a list of sockets is read over netlink, which no rule names; it shows addresses and changes nothing",
        ),
      }),
    ],
  },
  {
    number: 67,
    title: "DNS queries in other clothes",
    tries: [
      ...["query", "query-case", "query-edns", "query-connected", "query-scattered", "query-tcp"].map((how) =>
        act(`${how} {domain}`, ["domains"]),
      ),
      act("query-second {domain} www.free.example", ["domains"]),
      // What cannot be read whole is denied, whatever it asks for.
      act("query-corked {domain}", ["domains"], { twin: "query {domain}" }),
      act("query-tcp-split {domain}", ["domains"], { twin: "query {domain}" }),
      act("query-port {domain} 7002", ["domains"], {
        missed: missed(["domains"], "a query is told by its port, 53: name the servers that may be reached by address"),
      }),
    ],
  },
  {
    number: 68,
    title: "connecting again, without a family, from a bound socket",
    tries: [
      act("tcp-again 127.0.0.1 {port} 7002", ADDRESSES),
      act("udp-again 127.0.0.1 {port} 7002", ADDRESSES),
      act("no-family 127.0.0.1 {port}", ADDRESSES),
      act("bound-tcp 127.0.0.1 {port}", ["addresses", "addressSource"]),
    ],
  },
  {
    number: 69,
    title: "listening without bind",
    tries: [
      act("listen 127.0.0.1 7003", ["listening"], { twin: "tcp 127.0.0.1 {port}" }),
      act("listen-unbound 2", ["listening", "addressList"], { twin: "tcp 127.0.0.1 7002" }),
      act("listen-unbound 10", ["listening", "addressList"], { twin: "tcp ::1 7002" }),
    ],
  },
  {
    number: 70,
    title: "writes that leave no open",
    tries: [
      ...["write", "truncate", "open-truncate", "chmod", "fchmod", "chown", "setxattr", "acl", "fallocate"].map((how) =>
        act(`${how} {key}`, READ_ONLY),
      ),
      act("utimes {key}", READ_ONLY, { missed: missed(READ_ONLY, TIMES) }),
      ...["map-shared", "unlink"].map((how) => act(`${how} {key}`, READ_ONLY)),
      ...["mknod", "mkdir", "make-symlink", "link-tmpfile", "move-in"].map((how) =>
        act(`${how} {secretDir}`, ["readOnlyTree", "readOnlyList"]),
      ),
      act("rmdir {emptyDir}", ["readOnlyTree", "readOnlyList"]),
      ...["write", "sendfile", "copy-range", "splice", "ftruncate", "fallocate", "map-shared", "fchmod"].map((how) =>
        act(`outside-${how} {key}`, READ_ONLY),
      ),
    ],
  },
];

/** Rows of which something is expected to be missed. */
export function missedRows(): readonly number[] {
  return ROWS.filter(({ tries }) => tries.some(({ missed }) => Object.keys(missed).length > 0)).map(
    ({ number }) => number,
  );
}
