// SPDX-License-Identifier: Apache-2.0
// Capabilities, system calls and presets.

import { ARCH } from "../../arch.ts";
import { asString, complain, remark } from "../../fields.ts";
import { didYouMean } from "../../nearest.ts";
import { quote } from "../../problem.ts";
import { list, object, type Shape, word, words } from "../../shape.ts";
import { syscallNumber } from "../codes.ts";
import { readDirectory, readPath } from "../path.ts";
import { PRESETS } from "../policy.ts";
import { SYSCALLS, type SyscallName } from "../syscalls.ts";
import { CAPABILITIES } from "../words.ts";
import { fromSource } from "./source.ts";
import { attributes, named, pts, recursive, told, withoutStar } from "./values.ts";

export const capabilities = object("Which capabilities may be used.", {
  matchCapabilities: list(
    "Capabilities one by one.",
    object(
      "A capability.",
      {
        capability: words("Its name, without CAP_.", CAPABILITIES, { prefix: "cap_" }),
        pts,
        fromSource,
        ...attributes,
      },
      { required: ["capability"] },
    ),
  ),
  ...attributes,
});

/** A list of words, and no pattern, so that editors can complete them. */
const SYSCALL_NAMES: ReadonlySet<SyscallName> = new Set(SYSCALLS);

const syscallName: Shape<SyscallName> = {
  schema: { type: "string", description: "A system call.", enum: ["umount", ...SYSCALLS] },
  read(value) {
    const written = asString(value);
    if (written === undefined) return undefined;
    if (SYSCALL_NAMES.has(written)) {
      if (syscallNumber(written) === null) remark(value, `there is no ${quote(written)} on ${ARCH}`);
      return written;
    }
    if (written === "umount") {
      remark(value, '"umount" is read as "umount2"');
      return "umount2";
    }
    complain(value, () => {
      const plain = written.toLowerCase().replace(/^sys_/, "");
      const hint = SYSCALL_NAMES.has(plain) ? `, did you mean "${plain}"?` : didYouMean(plain, SYSCALLS);
      return `unknown system call ${quote(written)}${hint}`;
    });
    return undefined;
  },
};

const syscall = list("Names of system calls.", syscallName, { min: 1 });

const AUDIT_ONLY = { action: "system calls are only told of (Audit): there is no action" };

export const syscalls = object(
  "System calls to tell of. They are never stopped.",
  {
    matchSyscalls: list(
      "Whatever they are given.",
      object("System calls.", { syscall, fromSource, ...told }, { required: ["syscall"], refused: AUDIT_ONLY }),
    ),
    matchPaths: list(
      "By the path that they are given.",
      object(
        'System calls. A path with "/" at its end is a directory.',
        {
          path: named(
            'Path; with "/" at its end, the directory.',
            "^/([^*]*[^/.*]|[^*]*[^/*]\\.|[^*]*/)?$",
            (written) => withoutStar(written.endsWith("/") ? readDirectory : readPath, "")(written),
          ),
          recursive,
          syscall,
          fromSource,
          ...told,
        },
        {
          required: ["path", "syscall"],
          refused: AUDIT_ONLY,
          check({ here, path, recursive }) {
            if (recursive && path?.endsWith("/") === false)
              remark(here, `${quote(path)} is read as ${quote(`${path}/`)}`);
          },
        },
      ),
    ),
    ...told,
  },
  { refused: AUDIT_ONLY },
);

export const presets = list(
  "Guards for common attacks.",
  object(
    "A preset.",
    { name: word("Name of the preset.", PRESETS), ...attributes },
    { required: ["name"], meant: { preset: "name" } },
  ),
);
