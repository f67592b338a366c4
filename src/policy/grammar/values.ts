// SPDX-License-Identifier: Apache-2.0
// What many fields have in common: paths, flags, and what a rule tells.

import { complain, remark, type Value } from "../../fields.ts";
import { quote } from "../../problem.ts";
import { boolean, integer, list, parsed, type Read, type Shape, text, word } from "../../shape.ts";
import { type PathResult, readDirectory, readPath } from "../path.ts";
import { readPattern } from "../pattern.ts";

const ACTIONS = ["Allow", "Audit", "Block"] as const;

export function named(description: string, pattern: string, read: (text: string) => PathResult): Shape<string> {
  return parsed(description, pattern, (written, value) => {
    const result = read(written);
    if ("wrong" in result) complain(value, result.wrong);
    else if (result.path !== written) remark(value, `${quote(written)} is read as ${quote(result.path)}`);
    remarkOddName(written, value);
    return "path" in result ? result.path : undefined;
  });
}

/** `path: |` leaves a line break at the end, and no file is called so. */
function remarkOddName(written: string, value: Value): void {
  if (/\p{Cc}|\s$/u.test(written))
    remark(value, "has a blank at its end or a control character: it is taken as part of the name");
}

/** Who writes "*" means a pattern; a name that has one can be written as a pattern, too, with "\*". */
export function withoutStar(read: (text: string) => PathResult, hint: string): (text: string) => PathResult {
  return (written) => {
    const isPattern = written.startsWith("/") && written.includes("*");
    return isPattern ? { wrong: `must not contain "*", got ${quote(written)}${hint}` } : read(written);
  };
}

/** Ends neither in "/" nor in a component ".". Bytes may be newlines, which "." of a regular expression leaves out. */
export const FILE_PATH = "/([\\s\\S]*[^/.]|[\\s\\S]*[^/]\\.)";

export const path = named("Absolute path of a file, as the container sees it.", `^${FILE_PATH}$`, readPath);
export const directory = named(
  'Absolute path of a directory, with "/" at its end.',
  "^/[^*]*$",
  withoutStar(readDirectory, ": write it as a pattern"),
);

export const pattern = parsed(
  'Path with "*" and "?" within a component, "**" across them, [a-z] and {a,b}, as in AppArmor.',
  `^(${FILE_PATH}|/[/.]*)$`,
  (written, value) => {
    const result = readPattern(written);
    if ("wrong" in result) complain(value, result.wrong);
    else if (/[^/]\/$/.test(result.pattern)) {
      // AppArmor means directories by it; the kernel part knows paths, which have no "/" at their end.
      const hint = result.pattern.endsWith("**/") ? `, did you mean ${quote(result.pattern.slice(0, -1))}?` : "";
      complain(value, `must not end with "/", as no path does, got ${quote(written)}${hint}`);
    } else if (result.pattern !== written) remark(value, `${quote(written)} is read as ${quote(result.pattern)}`);
    remarkOddName(written, value);
    return "pattern" in result ? result.pattern : undefined;
  },
);

/** People write patterns here, too, and KubeArmor takes them so with AppArmor: "*" makes one, in the clear hope for it. */
export const pathOrPattern = (better: string): Shape<{ readonly path: string } | { readonly pattern: string }> => ({
  schema: path.schema,
  read(value) {
    if (value.node.kind !== "string" || !value.node.value.includes("*")) {
      const read = path.read(value);
      const isOdd = read !== undefined && /[?{]/.test(read);
      if (isOdd) remark(value, `${quote(read)} names one file of just this name: better write a pattern ${better}`);
      return read === undefined ? undefined : { path: read };
    }
    const read = pattern.read(value);
    if (read !== undefined) remark(value, `${quote(read)} is read as a pattern: better write it ${better}`);
    return read === undefined ? undefined : { pattern: read };
  },
});

export const ownerOnly = boolean(
  "Only the owner of the file may do it: Block and Audit mean all others, Allow nobody else.",
);
export const readOnly = boolean(
  "Only reading is free: Block and Audit mean what changes the file, Allow covers no more than reading.",
);
export const recursive = boolean("The whole tree below the directory, instead of its direct children.");
export const pts = boolean("With false, the rule speaks only of acts in a session with a terminal.");

/** It goes into every alert. */
function bounded(description: string, charactersMax: number): Shape<string> {
  const { schema, read } = text(description);
  return {
    schema: { ...schema, maxLength: charactersMax },
    read(value) {
      const written = read(value);
      const isLong = written !== undefined && written.length > charactersMax;
      if (isLong) complain(value, `has ${written.length} characters, the limit is ${charactersMax}`);
      return isLong ? undefined : written;
    },
  };
}

export const action = word(
  "What the kernel does with what the rule means; Block where nothing is said here, at the block or at the policy.",
  ACTIONS,
  { mayBeEmpty: true },
);
const severity = integer("Severity of the alert, from 1 (least) to 10.", 1, 10);
const tags = list("Tags of the alert; a rule's own replace those of its block and policy.", bounded("A tag.", 256));
const message = bounded("Message of the alert.", 4096);

export const told = { severity, tags, message };
export const attributes = { ...told, action };
export type Attributes = { readonly [K in keyof typeof attributes]?: Read<(typeof attributes)[K]> };
