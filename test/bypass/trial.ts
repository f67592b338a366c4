// SPDX-License-Identifier: Apache-2.0
// Rows to commands: who tries what, where, and what it should answer.
import { ROWS, type Row, type Try, type User } from "./rows.ts";
import { BOUNDARIES, cellOf, ESCAPE, MARK, ODD_NAMES, SETS, type SetName, THINGS } from "./world.ts";

/** One call of escape. */
export interface Trial {
  readonly row: Row;
  /** null: without any policy, where it must succeed. */
  readonly set: SetName | null;
  readonly user: User;
  readonly part: "attack" | "twin";
  /** As escape takes it. */
  readonly act: string;
  readonly executes: boolean;
  readonly expected: "done" | "denied";
  /** What it may answer instead of "done". */
  readonly orElse: readonly string[];
}

/** What the words DAEMON and SLEEPER stand for. */
export interface Processes {
  readonly daemon: number;
  readonly sleepers: Readonly<Record<User, number>>;
}

const PROGRAMS = ["prog", "movedProg", "linkedProg", "gone"];

function fill(act: string, twin: boolean, set: SetName | null, user: User): string {
  return act
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      const thing = THINGS[name];
      if (thing === undefined) throw new Error(`rows.ts: there is no {${name}}`);
      return thing[twin ? 1 : 0];
    })
    .replaceAll("SET", set ?? "none")
    .replaceAll("UID", String(user));
}

/** One act for each thing that is many. */
function spread({ act, twin }: Try): readonly (readonly [string, string | null])[] {
  if (act.includes("{bound}"))
    return BOUNDARIES.map((path) => [act.replace("{bound}", () => path), act.replace("{bound}", () => `${path}y`)]);
  if (act.includes("{odd}"))
    return ODD_NAMES.map((name) => [
      act.replace("{odd}", () => `/w/secret/${name}`),
      act.replace("{odd}", () => `/w/free/${name}`),
    ]);
  return [[act, twin]];
}

const executes = (act: string) => PROGRAMS.some((name) => act.split(" ")[1] === `{${name}}`);

const MOUNTING = /^(bind-|move-tree|lazy-umount|cover|tmpfs-copy)/;
const MOUNTING_OVER = /^(bind-over|cover)/;

/** Under an allow-list nothing is mounted where programs are allowed. */
function twinUnder(set: SetName, twin: string | null): string | null {
  if (set !== "list" || twin === null) return twin;
  const isDenied = MOUNTING_OVER.test(twin) || (MOUNTING.test(twin) && executes(twin));
  return isDenied ? `plain ${twin.split(" ")[1]}` : twin;
}

function trialsOf(row: Row, it: Try, set: SetName, user: User): readonly Trial[] {
  return spread(it).flatMap(([attack, benign]): Trial[] => {
    const twin = twinUnder(set, benign);
    const common = { row, set, user } as const;
    const expected = it.missed[set] === undefined ? "denied" : "done";
    const act = fill(attack, false, set, user);
    return [
      { ...common, part: "attack", act, executes: executes(attack), expected, orElse: [] },
      ...(twin === null
        ? []
        : [
            {
              ...common,
              part: "twin",
              act: fill(twin, true, set, user),
              executes: executes(twin),
              expected: "done",
              orElse: it.orElse,
            } as const,
          ]),
    ];
  });
}

export function trialsUnder(set: SetName, user: User): readonly Trial[] {
  return ROWS.flatMap((row) =>
    row.tries
      .filter(({ under, users }) => under.includes(set) && users.includes(user))
      .flatMap((it) => trialsOf(row, it, set, user)),
  );
}

/** Everything that is tried under any set, without one. */
export function controls(user: User): readonly Trial[] {
  const all = ROWS.flatMap((row) =>
    row.tries
      .filter(({ users }) => users.includes(user))
      .flatMap((it) =>
        spread(it).map(([attack]): Trial => {
          const act = fill(attack, false, null, user);
          return {
            row,
            set: null,
            user,
            part: "attack",
            act,
            executes: executes(attack),
            expected: "done",
            orElse: it.orElse,
          };
        }),
      ),
  );
  return [...new Map(all.map((trial) => [`${trial.executes} ${trial.act}`, trial])).values()];
}

/** Those that are begun before the policies are there wait for a line. */
export const isKept = ({ act }: Trial) => act.startsWith("kept-");

/** Those that leave more records than the ring holds. */
export const isFlood = ({ act }: Trial) => act.startsWith("flood");

/** A line of bash. */
export function command({ set, user, part, act, executes }: Trial, { daemon, sleepers }: Processes): string {
  const cell = set !== null && SETS[set].at === "cell" ? `-c ${cellOf(set)} ` : "";
  const marking = set === null ? "" : `-m ${MARK} `;
  const at = part === "twin" && !(set === "list" && MOUNTING.test(act)) ? "-s /w/free/tmp " : "";
  const words = act.replaceAll("SLEEPER", String(sleepers[user])).replaceAll("DAEMON", String(daemon));
  return `${ESCAPE} ${cell}${marking}-u ${user} ${at}${executes ? "-x " : ""}${words}`;
}

/** What programs say of EACCES and EPERM, and the loader of what it may not map. */
const DENIED = / (EACCES|EPERM)$|: (Permission denied|Operation not permitted)\b|failed to map segment/;

/** What an answer of escape means: "done", "denied", or the answer itself. */
export function meaning(answer: string): string {
  return DENIED.test(answer) ? "denied" : answer;
}

/** Whether it went as it should. */
export function isAsExpected({ expected, orElse }: Trial, answer: string): boolean {
  if (meaning(answer) === expected) return true;
  return expected === "done" && orElse.some((errno) => answer.endsWith(` ${errno}`));
}
