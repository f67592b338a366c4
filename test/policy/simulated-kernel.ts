// SPDX-License-Identifier: Apache-2.0
// The kernel's look-up over compiled bytes, simulated in the plainest way.

import {
  CHILDREN_SHIFT,
  Class,
  DEPTH_BITS,
  Form,
  PATHS_SHIFT,
  RULE_KEY,
  RULE_VALUE,
  TREES_SHIFT,
} from "../../src/gen/abi.ts";
import type { Act } from "../../src/policy/act.ts";
import type { CompiledRules } from "../../src/policy/compile.ts";
import { sipHash } from "../../src/policy/siphash.ts";
import { socketKind } from "../../src/policy/socket-kinds.ts";

export const KEY = Uint8Array.from({ length: 16 }, (_, i) => 3 * i + 1);
const CODES = { process: Class.PROCESS, file: Class.FILE } as const;

/** What bpf/rules.h does with the map. */
export function kernel({ entries }: CompiledRules) {
  const keys = new DataView(entries.keys.buffer);
  const values = new DataView(entries.values.buffer);
  const map = new Map<string, { ruleId: number; verdict: number }>();
  for (let i = 0; i < entries.count; i++) {
    const key = i * RULE_KEY.size;
    const value = i * RULE_VALUE.size;
    const name = [
      keys.getUint8(key + RULE_KEY.class),
      keys.getUint8(key + RULE_KEY.form),
      keys.getBigUint64(key, true),
    ];
    if (map.has(name.join())) throw new Error(`two entries for ${name}`);
    map.set(name.join(), {
      ruleId: values.getUint32(value + RULE_VALUE.rule_id, true),
      verdict: values.getUint8(value + RULE_VALUE.verdict),
    });
  }
  const find = (ruleClass: number, form: number, name: string | number) => {
    const hash = typeof name === "number" ? BigInt(name) : sipHash(KEY, new TextEncoder().encode(name));
    return map.get([ruleClass, form, hash].join());
  };
  const summary = (ruleClass: number) => find(ruleClass, Form.CLASS, 0);
  /** Looks only at the depths for which the summary says that there is something. */
  const findAtDepth = (ruleClass: number, form: number, shift: number, name: string) => {
    const depth = Math.min(name.split("/").filter(Boolean).length, DEPTH_BITS - 1);
    const isWritten = ((summary(ruleClass)?.ruleId ?? 0) >>> (shift + depth)) & 1;
    return isWritten ? find(ruleClass, form, name) : undefined;
  };
  const decidePath = (ruleClass: number, path: string) => {
    const directories = Array.from(path.matchAll(/\//g), ({ index }) => path.slice(0, index + 1));
    const parent = directories.at(-1) ?? "";
    const trees = directories.toReversed().map((dir) => findAtDepth(ruleClass, Form.TREE, TREES_SHIFT, dir));
    const children = path === "/" ? undefined : findAtDepth(ruleClass, Form.CHILDREN, CHILDREN_SHIFT, parent);
    const whole = findAtDepth(ruleClass, Form.PATH, PATHS_SHIFT, path);
    return whole ?? children ?? trees.find((entry) => entry !== undefined);
  };
  const decideAct = (act: Act) => {
    switch (act.class) {
      case "process":
      case "file":
        return summary(CODES[act.class]) && decidePath(CODES[act.class], act.path);
      case "network":
        return summary(Class.NETWORK) && find(Class.NETWORK, Form.SOCKET, socketKind(act.type, act.protocol));
      default:
        return undefined;
    }
  };
  return { decideAct, summary };
}

export const VERDICTS: readonly string[] = ["allow", "allow", "audit", "deny"];
