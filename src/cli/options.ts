// SPDX-License-Identifier: Apache-2.0
// Options that several commands have, and how their values are read.

import { InvalidArgumentError, Option } from "commander";
import { DEFAULTS, SOCKET_NAME } from "../config.ts";

const DEFAULT_ADDRESS = "127.0.0.1:32767";

export function grpcOption(): Option {
  return new Option("--grpc <address>", "where the daemon answers: host:port, or unix:PATH")
    .env("BAILIFF_GRPC")
    .default(DEFAULT_ADDRESS)
    .argParser(parseTarget);
}

/** Of commands that change something: the address that knows that it is root who asks. */
export function socketOption(): Option {
  return new Option(
    "--grpc <address>",
    "where the daemon takes changes: unix:PATH, or host:port if its settings allow it",
  )
    .env("BAILIFF_GRPC")
    .default(`unix:${DEFAULTS.runDir}/${SOCKET_NAME}`)
    .argParser(parseTarget);
}

/** Checked here because grpc-js takes nearly everything for a host name and then says that it has no address. */
export function parseTarget(text: string): string {
  if (/^unix:.+$/.test(text)) return text;
  const match = /^(?:\[[0-9a-fA-F:.]+\]|[^:[\]/\s]+):(\d{1,5})$/.exec(text);
  if (match === null || Number(match[1]) > 65535) {
    throw new InvalidArgumentError("Write host:port, like 127.0.0.1:32767, or unix:PATH.");
  }
  return text;
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `30s`, `500ms`, `2m` → milliseconds. */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
  if (match === null) throw new InvalidArgumentError("Write a number and its unit, like 500ms, 30s or 2m.");
  return Number(match[1]) * (UNIT_MS[match[2] as string] as number);
}

export function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || !Number.isSafeInteger(count)) {
    throw new InvalidArgumentError("Write a whole number from 1.");
  }
  return count;
}
