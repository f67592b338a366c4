// SPDX-License-Identifier: Apache-2.0
// Rules and scopes in the words of their authors: "Block file /etc/ and all below, except to read, from /bin/cat".

import type { Expression, LabelSelector, Limits, PathTarget, Rule, Scope, Target } from "../policy/policy.ts";
import { DIRECTIONS } from "../policy/policy.ts";

export function ruleText({ class: ruleClass, action, target, limits, sources, onTerminal }: Rule): string {
  const conditions = [
    ...limitTexts(limits).map((text) => `${action === "Allow" ? "only" : "except"} ${text}`),
    ...(sources.length > 0 ? [`from ${sources.map(pathText).join(" or ")}`] : []),
    ...(onTerminal ? ["with a terminal"] : []),
  ];
  return [`${action} ${ruleClass} ${targetText(target)}`, ...conditions].join(", ");
}

function limitTexts({ ownerOnly, readOnly, allowedArgs }: Limits): readonly string[] {
  return [
    ...(ownerOnly ? ["by its owner"] : []),
    ...(readOnly ? ["to read"] : []),
    ...(allowedArgs === null ? [] : [`with the arguments ${allowedArgs.join(" ")}`]),
  ];
}

function pathText(target: PathTarget): string {
  switch (target.kind) {
    case "path":
      return target.path;
    case "directory":
      return target.recursive ? `${target.directory} and all below` : target.directory;
    case "pattern":
      return target.pattern;
  }
}

function targetText(target: Target): string {
  switch (target.kind) {
    case "path":
    case "directory":
    case "pattern":
      return pathText(target);
    case "program":
      return `program ${target.name}`;
    case "protocol":
      return target.protocol;
    case "address": {
      const { network, ports, protocol, directions } = target;
      const isAny = directions.length === DIRECTIONS.length;
      return words(
        network?.text ?? "any address",
        ports && portsText(ports),
        protocol,
        isAny ? null : directions.join(" or "),
      );
    }
    case "unix":
      return `unix:${target.name}`;
    case "domain":
      return `${target.domain} and below`;
    case "capability":
      return target.capability;
    case "syscall":
      return words(target.syscalls.join(" or "), target.on && `on ${pathText(target.on)}`);
    case "preset":
      return target.preset;
    case "device": {
      const { class: deviceClass, subClass, protocol, level } = target;
      const numbers = [deviceClass, subClass, protocol].map((number) => number ?? "*").join("/");
      return words(numbers, level === null ? null : `level ${level}`);
    }
    case "firewall": {
      const { direction, networks, ports, interfaces, quota } = target;
      return words(
        direction,
        networks.map(({ text }) => text).join(" or "),
        ports.map(({ ports, protocol }) => `${portsText(ports)}/${protocol}`).join(" or "),
        interfaces.join(" or "),
        quota && "over its quota",
      );
    }
  }
}

function portsText([first, last]: readonly [number, number]): string {
  return first === last ? `port ${first}` : `ports ${first}-${last}`;
}

function words(...texts: readonly (string | null)[]): string {
  return texts.filter(Boolean).join(" ");
}

/** Whom a policy binds. */
export function scopeText(scope: Scope): string {
  switch (scope.kind) {
    case "nodes":
      return `nodes with ${labelTexts(scope.labels).join(" and ")}`;
    case "namespace": {
      const names = scope.containers.length === 0 ? "containers" : `containers named ${scope.containers.join(" or ")}`;
      return `${names} of namespace ${scope.namespace}${podsText(scope.pods)}`;
    }
    case "cluster": {
      const namespaces = scope.namespaces.map(expressionText).join(" and ");
      return `containers of ${namespaces === "" ? "all namespaces" : `namespaces where ${namespaces}`}${podsText(scope.pods)}`;
    }
  }
}

function podsText({ labels, expressions }: LabelSelector): string {
  const conditions = [...labelTexts(labels), ...expressions.map(expressionText)];
  return conditions.length === 0 ? "" : ` with ${conditions.join(" and ")}`;
}

function labelTexts(labels: ReadonlyMap<string, string>): readonly string[] {
  return Array.from(labels, ([key, value]) => `${key}=${value}`);
}

function expressionText(expression: Expression): string {
  switch (expression.operator) {
    case "In":
    case "NotIn": {
      const pairs = expression.pairs.map(([key, value]) => `${key}=${value}`).join(" or ");
      return expression.operator === "In" ? pairs : `not ${pairs}`;
    }
    case "Exists":
      return `the label ${expression.key}`;
    case "DoesNotExist":
      return `no label ${expression.key}`;
  }
}
