// SPDX-License-Identifier: Apache-2.0
// The values of the options that name an act, each from its text or refused with what to write instead.

import { InvalidArgumentError } from "commander";
import { didYouMean } from "../nearest.ts";
import type { DeviceAct } from "../policy/act.ts";
import { readPath } from "../policy/path.ts";
import { SYSCALLS, type SyscallName } from "../policy/syscalls.ts";
import { CAPABILITIES, type CapabilityName, DEVICE_CLASSES } from "../policy/words.ts";

/** An option that stands twice is a slip: which of the two is meant, nobody can tell. */
export function once<T>(parse: (text: string) => T): (text: string, before: T | undefined) => T {
  return (text, before) => {
    if (before !== undefined) throw new InvalidArgumentError("The option stands there twice: name one.");
    return parse(text);
  };
}

export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** As the paths of policies are read, and a directory without the "/" at its end: that is how the kernel spells it. */
export function parsePath(text: string): string {
  const bare = text.replace(/(.)\/+$/, "$1");
  if (bare === "/") return bare;
  const read = readPath(bare);
  if ("wrong" in read) throw new InvalidArgumentError(`It ${read.wrong}.`);
  return read.path;
}

export function parseName(text: string): string {
  if (!/^[^\s.]+(\.[^\s.]+)*\.?$/.test(text)) throw new InvalidArgumentError("Write a DNS name, like www.example.org.");
  return text;
}

export function parseCapability(text: string): CapabilityName {
  return oneOf(CAPABILITIES, text.replace(/^cap_/i, ""), "capability");
}

export function parseSyscall(text: string): SyscallName {
  return oneOf(SYSCALLS, text === "umount" ? "umount2" : text, "system call");
}

/** The one above is -1, which means nobody to the kernel. */
const UID_MAX = 0xfffffffe;

export function parseUid(text: string): number {
  return wholeNumber(text, 0, UID_MAX);
}

/** As far down a tree of hubs as rules can say. */
const LEVEL_MAX = 255;

export function parseLevel(text: string): number {
  return wholeNumber(text, 1, LEVEL_MAX);
}

export function parseInterface(text: string): string {
  if (!/^[^/\s"]{1,15}$/.test(text)) {
    throw new InvalidArgumentError("Write the name of a network interface, like eth0.");
  }
  return text;
}

export type Device = Pick<DeviceAct, "deviceClass" | "subClass" | "protocol">;

/** CLASS[:SUBCLASS[:PROTOCOL]]; what is not there is 0, as in a device that says nothing. */
export function parseDevice(text: string): Device {
  const [name = "", subClass = "0", protocol = "0", ...others] = text.split(":");
  if (others.length > 0) throw new InvalidArgumentError("Write CLASS, CLASS:SUBCLASS or CLASS:SUBCLASS:PROTOCOL.");
  return { deviceClass: parseDeviceClass(name), subClass: parseByte(subClass), protocol: parseByte(protocol) };
}

function parseDeviceClass(text: string): number {
  const named = DEVICE_CLASSES.get(text.toUpperCase());
  if (named !== undefined) return named;
  if (/^\d/.test(text)) return parseByte(text);
  const hint = didYouMean(text, DEVICE_CLASSES.keys()) || ": write a name like MASS-STORAGE, or its number, 8 or 0x08";
  throw new InvalidArgumentError(`There is no such class of devices${hint}.`);
}

function parseByte(text: string): number {
  const number = /^(0x[0-9a-f]{1,2}|\d{1,3})$/i.test(text) ? Number(text) : Number.NaN;
  if (!(number <= 255)) throw new InvalidArgumentError("Write a number from 0 to 255, or from 0x00 to 0xff.");
  return number;
}

function wholeNumber(text: string, min: number, max: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= min && number <= max)) {
    throw new InvalidArgumentError(`Write a whole number from ${min} to ${max}.`);
  }
  return number;
}

export function oneOf<W extends string>(words: readonly W[], written: string, what: string): W {
  const word = words.find((known) => known.toLowerCase() === written.toLowerCase());
  if (word !== undefined) return word;
  const hint = didYouMean(written, words) || (words.length < 20 ? `: it is one of ${words.join(", ")}.` : ".");
  throw new InvalidArgumentError(`There is no such ${what}${hint}`);
}
