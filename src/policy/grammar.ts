// SPDX-License-Identifier: Apache-2.0
// The grammar of policies: KubeArmor's four kinds, and what Bailiff adds to them. The parser reads by it, and the JSON Schema and
// the CRDs are written from it. Fields that KubeArmor does not have say so in their description.

import { object, type Read } from "../shape.ts";
import { capabilities, presets, syscalls } from "./grammar/calls.ts";
import { device } from "./grammar/device.ts";
import { ALL_QUOTAS, egress, ingress, level } from "./grammar/firewall.ts";
import { networkBlock } from "./grammar/network.ts";
import { file, process } from "./grammar/paths.ts";
import { nodeSelector, selector, selectorInNamespace } from "./grammar/selector.ts";
import { oneOf } from "./grammar/source.ts";
import { attributes } from "./grammar/values.ts";

export const API_VERSION = "security.kubearmor.com/v1";

const APPARMOR = { apparmor: "raw AppArmor text cannot be enforced by Bailiff: write it as rules" };

const blocks = { process, file, network: networkBlock, capabilities, syscalls };

/** The spec of each kind. */
export const SPECS = {
  KubeArmorPolicy: object(
    "What containers of a namespace may do.",
    { selector: selectorInNamespace, ...blocks, presets, ...attributes },
    {
      refused: {
        ...APPARMOR,
        nodeSelector: "belongs to KubeArmorHostPolicy; containers are selected by selector",
        device: "belongs to KubeArmorHostPolicy",
      },
    },
  ),
  KubeArmorClusterPolicy: object(
    "What containers of namespaces may do.",
    { selector, ...blocks, presets, ...attributes },
    {
      refused: {
        ...APPARMOR,
        nodeSelector: "belongs to KubeArmorHostPolicy; containers are selected by selector",
        device: "belongs to KubeArmorHostPolicy",
      },
    },
  ),
  KubeArmorHostPolicy: object(
    "What the processes of nodes may do.",
    { nodeSelector, ...blocks, device, ...attributes },
    {
      required: ["nodeSelector"],
      meant: { selector: "nodeSelector" },
      refused: { ...APPARMOR, presets: "belongs to KubeArmorPolicy and KubeArmorClusterPolicy" },
    },
  ),
  KubeArmorNetworkPolicy: object(
    "Who may be connected to.",
    { selector, nodeSelector, ingress, egress, level, ...attributes },
    {
      schema: {
        oneOf: [{ required: ["selector"] }, { required: ["nodeSelector"] }],
        anyOf: [{ not: { required: ["selector"] } }, { properties: { ingress: ALL_QUOTAS, egress: ALL_QUOTAS } }],
      },
      check: (fields) => oneOf(fields, "selector", "nodeSelector"),
    },
  ),
} as const;

export type Spec<K extends keyof typeof SPECS> = Read<(typeof SPECS)[K]>;
export type Blocks = { readonly [K in keyof typeof blocks]?: Read<(typeof blocks)[K]> };
