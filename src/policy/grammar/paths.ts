// SPDX-License-Identifier: Apache-2.0
// Programs and files.

import { complain, remark } from "../../fields.ts";
import { quote } from "../../problem.ts";
import { list, object, parsed, type Shape } from "../../shape.ts";
import { fromSource, oneOf } from "./source.ts";
import { attributes, directory, ownerOnly, pathOrPattern, pattern, pts, readOnly, recursive } from "./values.ts";

/** Of a file's name (NAME_MAX of the kernel). */
const NAME_BYTES_MAX = 255;

const execname = parsed(
  "Name of the program, in whatever directory it is.",
  "^([^/.]|\\.[^/.]|\\.\\.[^/])[^/]*$", // not "." and not ".."
  (written, value) => {
    const bytes = Buffer.byteLength(written);
    if (!/^[^/\0]+$/.test(written) || [".", ".."].includes(written)) {
      complain(value, `must be the last component of a path, got ${quote(written)}`);
    } else if (written.includes("*")) {
      const hint = `matchPatterns knows ${quote(`/**/${written}`)}`;
      complain(value, `must be a name, got the pattern ${quote(written)}: ${hint}`);
    } else if (bytes > NAME_BYTES_MAX) complain(value, `is ${bytes} bytes long, the limit is ${NAME_BYTES_MAX}`);
    else return written;
    return undefined;
  },
);

const argument = parsed("One argument.", null, (written, value) => {
  if (!written.includes("\0")) return written;
  complain(value, `must not contain a NUL byte, got ${quote(written)}`);
  return undefined;
});
const allowedArgs = list("The only arguments that the program may be given, in any order.", argument, {
  min: 1,
  max: 20,
});

/** Says so where a path looks like a command line, which many authors take it for. It may be right, so this is a note. */
function program<T>(of: Shape<T>): Shape<T> {
  return {
    schema: of.schema,
    read(value) {
      const read = of.read(value);
      if (read !== undefined && value.node.kind === "string" && /\S\s+\S/.test(value.node.value))
        remark(value, "has a blank in it: this is the path of a program, its arguments are not looked at");
      return read;
    },
  };
}

const processPath = object(
  "A program by its path or by its name.",
  {
    path: program(pathOrPattern("in matchPatterns")),
    execname,
    ownerOnly,
    pts,
    fromSource,
    allowedArgs,
    ...attributes,
  },
  {
    schema: { oneOf: [{ required: ["path"] }, { required: ["execname"] }] },
    check: (fields) => oneOf(fields, "path", "execname"),
  },
);

const DIRECTORY_OPTIONS = { required: ["dir"], meant: { path: "dir", directory: "dir" } } as const;
const PATTERN_OPTIONS = { required: ["pattern"], meant: { path: "pattern" } } as const;

const processDirectory = object(
  "The programs of a directory. allowedArgs is Bailiff's.",
  { dir: directory, recursive, ownerOnly, pts, fromSource, allowedArgs, ...attributes },
  DIRECTORY_OPTIONS,
);

const processPattern = object(
  "Programs by a pattern. fromSource, pts and allowedArgs are Bailiff's.",
  { pattern: program(pattern), ownerOnly, pts, fromSource, allowedArgs, ...attributes },
  PATTERN_OPTIONS,
);

const filePath = object(
  "A file.",
  { path: pathOrPattern("in matchPatterns"), readOnly, ownerOnly, pts, fromSource, ...attributes },
  { required: ["path"], meant: { dir: "path", file: "path" } },
);

const fileDirectory = object(
  "The files of a directory.",
  { dir: directory, recursive, readOnly, ownerOnly, pts, fromSource, ...attributes },
  DIRECTORY_OPTIONS,
);

const filePattern = object(
  "Files by a pattern. fromSource and pts are Bailiff's.",
  { pattern, readOnly, ownerOnly, pts, fromSource, ...attributes },
  PATTERN_OPTIONS,
);

export const process = object("Which programs may be started.", {
  matchPaths: list("Programs one by one.", processPath),
  matchDirectories: list("Programs by directory.", processDirectory),
  matchPatterns: list("Programs by pattern.", processPattern),
  ...attributes,
});

export const file = object("Which files may be used.", {
  matchPaths: list("Files one by one.", filePath),
  matchDirectories: list("Files by directory.", fileDirectory),
  matchPatterns: list("Files by pattern.", filePattern),
  ...attributes,
});
