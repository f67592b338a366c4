// SPDX-License-Identifier: Apache-2.0
// Random policies as people write them, each with what it means: the grammar once more, from the other side. Loose spellings are
// among them; what is wrong is not.

import fc from "fast-check";
import { KINDS, NO_LIMITS, type PolicyKind, PRESETS, type Rule, type Scope } from "../../src/policy/policy.ts";
import { BLOCKS, block, DEVICE, firewall, inherit } from "./written-rules.ts";
import { inCluster, inNamespace, onNodes } from "./written-scopes.ts";
import { attributes, type JsonObject, oneOf, optional, present, type Written } from "./written-values.ts";

const presets = fc.array(fc.tuple(oneOf(PRESETS), attributes), { maxLength: 2 }).map((presets) =>
  presets.map(([{ text, means: preset }, attributes]) => ({
    text: { name: text, ...attributes.text },
    means: {
      class: "presets",
      target: { kind: "preset", preset },
      sources: [],
      onTerminal: false,
      limits: NO_LIMITS,
      own: attributes.means,
    } as const,
  })),
);

const name = fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,10}[a-z0-9])?$/).filter((it) => !/\.[.-]|-\./.test(it));

function specOf(
  kind: PolicyKind,
  namespace: string,
): fc.Arbitrary<{ text: JsonObject; scope: Scope; rules: readonly Omit<Rule, "at">[] }> {
  if (kind === "KubeArmorNetworkPolicy") return firewallSpec;
  const hasPresets = kind !== "KubeArmorHostPolicy";
  const selected = {
    KubeArmorPolicy: inNamespace(namespace),
    KubeArmorClusterPolicy: inCluster,
    KubeArmorHostPolicy: onNodes,
  }[kind];
  const lists = hasPresets ? BLOCKS : { ...BLOCKS, device: DEVICE };
  const blocks = fc.record(
    Object.fromEntries(Object.entries(lists).map(([key, lists]) => [key, optional(block(lists, key === "syscalls"))])),
  );
  return fc
    .record({ selected, blocks, presets: hasPresets ? optional(presets) : fc.constant(undefined), attributes })
    .map(({ selected, blocks, presets, attributes }) => ({
      text: {
        ...attributes.text,
        ...selected.text,
        ...present(Object.fromEntries(Object.entries(blocks).map(([key, block]) => [key, block?.text]))),
        ...present({ presets: presets?.map(({ text }) => text) }),
      },
      scope: selected.scope,
      rules: [
        ...Object.values(blocks).flatMap((block) => block?.rulesWith(attributes.means) ?? []),
        ...(presets ?? []).map(({ means }) => inherit(means, attributes.means)),
      ],
    }));
}

const firewallSpec = fc
  .record({ level: optional(oneOf(["Pod", "Policy"])), isOnNodes: fc.boolean() })
  .chain(({ level, isOnNodes }) => {
    const list = (direction: "ingress" | "egress") =>
      optional(fc.array(firewall(direction, level?.means ?? "Policy", isOnNodes ? "some" : "all"), { maxLength: 2 }));
    return fc
      .record({
        selected: isOnNodes ? onNodes : inCluster,
        ingress: list("ingress"),
        egress: list("egress"),
        attributes,
      })
      .map(({ selected, ingress, egress, attributes }) => ({
        text: {
          ...selected.text,
          ...attributes.text,
          ...present({
            level: level?.text,
            ingress: ingress?.map(({ text }) => text),
            egress: egress?.map(({ text }) => text),
          }),
        },
        scope: selected.scope,
        rules: [...(ingress ?? []), ...(egress ?? [])].flatMap(({ means }) =>
          means.map((bare) => inherit(bare, attributes.means)),
        ),
      }));
  });

/** Policies with at least one rule. */
export const written: fc.Arbitrary<Written> = fc
  .tuple(fc.constantFrom(...KINDS), name, optional(fc.constantFrom("default", "shop")))
  .chain(([kind, name, namespace]) =>
    specOf(kind, namespace ?? "default")
      .filter(({ rules }) => rules.length > 0 && rules.every(isPossible))
      .map(({ text, scope, rules }) => ({
        document: {
          apiVersion: "security.kubearmor.com/v1",
          kind,
          metadata: present({ name, namespace: kind === "KubeArmorPolicy" ? namespace : undefined }),
          spec: text,
        },
        meaning: { kind, name, scope, rules },
      })),
  );

/** Nothing can be allowed by a preset. */
function isPossible({ class: ruleClass, action }: Omit<Rule, "at">): boolean {
  return ruleClass !== "presets" || action !== "Allow";
}
