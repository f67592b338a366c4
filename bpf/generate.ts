// SPDX-License-Identifier: Apache-2.0
// Writes abi.ts from abi.h through BTF: clang compiles a small C file that uses every enum and struct of the header,
// bpftool reads back what the kernel would see, and this prints it as TypeScript. Nothing here parses C, so the numbers
// are those of the compiler that builds the programs.
//
//   node bpf/generate.ts            writes src/gen/abi.ts
//   node bpf/generate.ts DIR        writes DIR/abi.ts
//   node bpf/generate.ts --check    exits 1 when src/gen/abi.ts is not what abi.h says

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Enums that become an object: what it is called, and the prefix its members lose. */
const OBJECTS: Readonly<Record<string, readonly [name: string, prefix: string]>> = {
  workload: ["Workload", "WORKLOAD_"],
  hook: ["Hook", "HOOK_"],
  verdict: ["Verdict", "VERDICT_"],
  rule_class: ["Class", "CLASS_"],
  reason: ["Reason", "REASON_"],
  action: ["ActionCode", "ACTION_"],
  preset: ["PresetCode", "PRESET_"],
  class_flag: ["ClassFlag", "CLASS_"],
  relation: ["Relation", "RELATION_"],
  clause_flag: ["ClauseFlag", "CLAUSE_"],
  direction: ["DirectionCode", "DIRECTION_"],
  label_flag: ["LabelFlag", "LABEL_"],
  binding: ["Binding", "BINDING_"],
  socket_protocol: ["SocketProtocol", "PROTOCOL_"],
  counter: ["Counter", "COUNT_"],
  text: ["Text", "TEXT_"],
};

/** Enums that only hold numbers: their members become constants under their own names. */
const CONSTANTS: readonly string[] = ["limit", "mark_limit", "name_shift", "name_number", "socket_kind", "proof"];

/** A struct's own size is called `size`, so a member of that name takes another. */
const MEMBERS: Readonly<Record<string, string>> = { "event.size": "sizes" };

interface BtfType {
  readonly kind: string;
  readonly name: string;
  readonly size?: number;
  readonly values?: readonly { readonly name: string; readonly val: number }[];
  readonly members?: readonly { readonly name: string; readonly bits_offset: number }[];
}

/** Where a program is: BAILIFF_CLANG and the like win; bpftool often lies outside of a plain user's PATH. */
function run(program: string, args: readonly string[]): string {
  const command = process.env[`BAILIFF_${program.toUpperCase()}`] ?? program;
  const env = { ...process.env, PATH: `${process.env.PATH ?? ""}:/usr/sbin:/sbin` };
  return execFileSync(command, args, { encoding: "utf8", env });
}

/** `enum NAME` and `struct NAME` as the header defines them, in its order. */
export function definitions(header: string): { kind: "enum" | "struct"; name: string }[] {
  return [...header.matchAll(/^(enum|struct)\s+(\w+)\s*\{/gm)].map(([, kind, name]) => ({
    kind: kind as "enum" | "struct",
    name: name as string,
  }));
}

function typesOf(directory: string, header: string): Map<string, BtfType> {
  const scratch = mkdtempSync(join(tmpdir(), "bailiff-abi-"));
  try {
    const source = join(scratch, "abi.c");
    const object = join(scratch, "abi.o");
    const uses = definitions(header).map(({ kind, name }) => `${kind} ${name} use_of_${kind}_${name};\n`);
    writeFileSync(source, `#include "abi.h"\n${uses.join("")}`);
    // With -target bpf clang no longer knows this machine's own header directory, where asm/types.h is.
    const machine = join("/usr/include", run("gcc", ["-print-multiarch"]).trim());
    const flags = ["-g", "-O2", "-target", "bpf", `-I${directory}`, "-idirafter", machine];
    run("clang", [...flags, "-c", source, "-o", object]);
    const { types } = JSON.parse(run("bpftool", ["-j", "btf", "dump", "file", object])) as { types: BtfType[] };
    // Newer compilers say ENUM64 where a value needs it.
    return new Map(types.map((type) => [`${type.kind.toLowerCase().replace("enum64", "enum")} ${type.name}`, type]));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function enumText(name: string, values: NonNullable<BtfType["values"]>): string {
  if (CONSTANTS.includes(name)) {
    const lines = values.map(({ name, val }) => `export const ${name} = ${val};`);
    return `/** enum ${name} */\n${lines.join("\n")}\n`;
  }
  const [object, prefix] =
    OBJECTS[name] ?? fail(`enum ${name}: say in bpf/generate.ts what it is called in TypeScript`);
  const lines = values.map(({ name: member, val }) =>
    member.startsWith(prefix)
      ? `  ${member.slice(prefix.length)}: ${val},`
      : fail(`enum ${name}: ${member} does not begin with ${prefix}`),
  );
  return `/** enum ${name} */\nexport const ${object} = {\n${lines.join("\n")}\n} as const;\n`;
}

function structText(name: string, size: number, members: NonNullable<BtfType["members"]>): string {
  const lines = members.map(({ name: member, bits_offset }) => {
    const key = MEMBERS[`${name}.${member}`] ?? member;
    if (key === "size") fail(`struct ${name}: rename its member "size" in bpf/generate.ts`);
    if (bits_offset % 8 !== 0) fail(`struct ${name}: ${member} is a bit field`);
    return `  ${key}: ${bits_offset / 8},`;
  });
  const object = name.toUpperCase();
  return `/** struct ${name}: its size and the offset of each member, in bytes. */
export const ${object} = {\n  size: ${size},\n${lines.join("\n")}\n} as const;\n`;
}

/** The whole text of abi.ts for the abi.h in `directory`. */
export function render(directory: string): string {
  const header = readFileSync(join(directory, "abi.h"), "utf8");
  const types = typesOf(directory, header);
  const parts = definitions(header).map(({ kind, name }) => {
    const type = types.get(`${kind} ${name}`) ?? fail(`${kind} ${name}: not in the BTF of abi.h`);
    return kind === "enum" ? enumText(name, type.values ?? []) : structText(name, type.size ?? 0, type.members ?? []);
  });
  return `// Generated from bpf/abi.h by bpf/generate.ts; do not edit.
// SPDX-License-Identifier: Apache-2.0

${parts.join("\n")}`;
}

function fail(message: string): never {
  throw new Error(message);
}

function main(args: readonly string[]): number {
  const root = join(import.meta.dirname, "..");
  const text = render(import.meta.dirname);
  const [argument] = args;
  const target = join(argument === undefined || argument === "--check" ? join(root, "src/gen") : argument, "abi.ts");
  if (argument === "--check") {
    let present = "";
    try {
      present = readFileSync(target, "utf8");
    } catch {
      // A missing file is stale too.
    }
    if (present === text) return 0;
    console.error("src/gen/abi.ts is not what bpf/abi.h says: run node bpf/generate.ts");
    return 1;
  }
  mkdirSync(join(target, ".."), { recursive: true });
  writeFileSync(target, text);
  return 0;
}

if (import.meta.main) {
  try {
    process.exitCode = main(process.argv.slice(2));
  } catch (error) {
    console.error(`bpf/generate.ts: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
