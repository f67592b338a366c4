// SPDX-License-Identifier: Apache-2.0
// YAML as a tree in which every value knows its place. js-yaml finds the structure; here it becomes nodes with positions, and
// what could mislead a reader is refused: duplicate keys, unknown tags, merge keys, aliases that grow without bound.
//
// Scalars are read by the core schema of YAML 1.2: `yes` and `on` are strings, and so is 2024-01-01.

import {
  boolCoreTag,
  EVENT_ID,
  type Event,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  NOT_RESOLVED,
  nullCoreTag,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
} from "js-yaml";
import { YAML_ALIASED_MAX, YAML_BYTES_MAX, YAML_DEPTH_MAX, YAML_DOCUMENTS_MAX } from "./limits.ts";
import { addProblem, type Position, type Problem, quote, tame } from "./problem.ts";

export type YamlNode =
  | { readonly kind: "string"; readonly at: Position; readonly value: string }
  | { readonly kind: "number"; readonly at: Position; readonly value: number }
  | { readonly kind: "boolean"; readonly at: Position; readonly value: boolean }
  | { readonly kind: "null"; readonly at: Position }
  | { readonly kind: "list"; readonly at: Position; readonly items: readonly YamlNode[] }
  | { readonly kind: "mapping"; readonly at: Position; readonly entries: ReadonlyMap<string, YamlEntry> };

/** For messages: "a string", "null". */
export function aKind({ kind }: YamlNode): string {
  return kind === "null" ? kind : `a ${kind}`;
}

export interface YamlEntry {
  readonly keyAt: Position;
  readonly value: YamlNode;
}

export interface YamlDocument {
  readonly at: Position;
  /** null: too broken to have a tree. An alias is the very node it names, so one node may stand in several places. */
  readonly root: YamlNode | null;
  readonly problems: readonly Problem[];
}

/** All documents of a text; empty ones are left out. Each stands for itself: a broken one does not spoil its neighbours. */
export function parseYaml(text: string, file: string): YamlDocument[] {
  if (Buffer.byteLength(text) > YAML_BYTES_MAX) {
    return [broken({ file, line: 1, column: 1 }, `is larger than ${YAML_BYTES_MAX} bytes`)];
  }
  const source = withoutMark(text);
  const place = placer(source, file);
  const budget: Budget = { aliased: YAML_ALIASED_MAX };
  const documents: YamlDocument[] = [];
  const starts = documentStarts(source);
  for (const [i, start] of starts.entries()) {
    const found = parsePart(source.slice(start, starts[i + 1]), (offset) => place(start + offset), budget);
    if (documents.length + found.length > YAML_DOCUMENTS_MAX) {
      documents.push(broken(place(start), `is one document too many: the limit is ${YAML_DOCUMENTS_MAX}`));
      break;
    }
    documents.push(...found);
  }
  return documents;
}

/** The text in pieces of one document each, or of none; joined they are the text. */
export function documentTexts(text: string): readonly string[] {
  const source = withoutMark(text);
  const starts = documentStarts(source);
  return starts.map((start, i) => source.slice(start, starts[i + 1]));
}

/** The mark that some editors write before everything else says nothing. */
function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** What a node says, as JSON would have it. */
export function plain(node: YamlNode): unknown {
  switch (node.kind) {
    case "null":
      return null;
    case "list":
      return node.items.map(plain);
    case "mapping":
      return Object.fromEntries(Array.from(node.entries, ([key, { value }]) => [key, plain(value)]));
    default:
      return node.value;
  }
}

/** One document, or none where nothing but comments is. */
function parsePart(source: string, place: Reader["place"], budget: Budget): YamlDocument[] {
  try {
    const events = parseEvents(source, { maxDepth: YAML_DEPTH_MAX });
    return readDocuments({
      events,
      source,
      place,
      budget,
      next: 0,
      last: 0,
      aliased: 0,
      problems: [],
      anchors: new Map(),
    });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return [broken(place(error.mark?.position ?? 0), MEANT.get(error.reason) ?? tame(error.reason))];
  }
}

/** What the parser says of the commonest slips, in words that lead to them. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ["deficient indentation", "stands too far to the left, or a bracket or quote before it is not closed"],
  [
    "bad indentation of a mapping entry",
    'is no entry of the mapping: not as far to the right as its neighbours, or a value with ": " in it, or with "@" or "`" before it, that needs quotes',
  ],
  ["expected valid JSON character", 'holds a control character, which must be written as in "\\x1b"'],
]);

function broken(at: Position, message: string): YamlDocument {
  return { at, root: null, problems: [{ at, path: "", message }] };
}

/**
 * Offsets at which documents start: every "---" that begins a line, with the directives above it, and what follows "...".
 * Nothing inside a document can look like that (YAML 1.2.2, rule c-forbidden), so cutting there is safe in a text that does not
 * parse, too.
 */
function documentStarts(source: string): number[] {
  const starts: number[] = [];
  let directives: number | null = null; // where those directly above stand
  for (const { 0: line, index } of source.matchAll(/[^\r\n]+/g)) {
    const isMark = /^---(?=[ \t]|$)/.test(line);
    if (isMark) starts.push(directives ?? index);
    else if (/^\.\.\.(?=[ \t]|$)/.test(line)) starts.push(index + line.length);
    directives = isMark || !line.startsWith("%") ? null : (directives ?? index);
  }
  return starts[0] === 0 ? starts : [0, ...starts];
}

function placer(source: string, file: string): (offset: number) => Position {
  const lineStarts = [0, ...Array.from(source.matchAll(/\r\n|\n|\r/g), (found) => found.index + found[0].length)];
  return (offset) => {
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
  };
}

/** What the reading of one part of a stream has in hand. */
interface Reader {
  readonly events: readonly Event[];
  readonly source: string;
  readonly place: (offset: number) => Position;
  readonly budget: Budget;
  next: number;
  /** Where the last thing stood: an empty scalar has no place of its own. */
  last: number;
  /** Values that the aliases of this document have stood for. */
  aliased: number;
  problems: Problem[];
  /** null: the value is still being read. */
  anchors: Map<string, Sized | null>;
}

/** What the documents of a text have left together. One that takes too much is refused, and takes nothing from the others. */
interface Budget {
  aliased: number;
}

/** A node and how many it is with aliases written out. */
interface Sized {
  readonly node: YamlNode;
  readonly size: number;
}

function readDocuments(reader: Reader): YamlDocument[] {
  const documents: YamlDocument[] = [];
  for (let event = take(reader); event !== undefined; event = take(reader)) {
    if (event.type !== EVENT_ID.DOCUMENT) continue; // the end of one
    reader.problems = [];
    reader.anchors = new Map();
    reader.aliased = 0;
    if (event.directives.some((directive) => directive.kind === "tag")) complain(reader, "%TAG is not supported");
    const content = reader.events[reader.next];
    if (content?.type === EVENT_ID.SCALAR && startOf(content) === null && content.anchorStart < 0) continue; // empty
    const { node } = readNode(reader);
    if (reader.aliased > reader.budget.aliased) {
      const limit = `the limit is ${YAML_ALIASED_MAX} in a file`;
      documents.push(broken(node.at, `its aliases stand for too many values when they are written out: ${limit}`));
      continue;
    }
    reader.budget.aliased -= reader.aliased;
    documents.push({ at: node.at, root: node, problems: reader.problems });
  }
  return documents;
}

function take(reader: Reader): Event | undefined {
  return reader.events[reader.next++];
}

/** Recursion is bounded: the parser has refused what is deeper than YAML_DEPTH_MAX. */
function readNode(reader: Reader): Sized {
  const event = take(reader);
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      reader.last = startOf(event) ?? reader.last;
      return anchored(reader, event, () => ({ node: readScalar(reader, event), size: 1 }));
    case EVENT_ID.SEQUENCE:
      reader.last = event.start;
      return anchored(reader, event, () => tagged(reader, event, readList(reader)));
    case EVENT_ID.MAPPING:
      reader.last = event.start;
      return anchored(reader, event, () => tagged(reader, event, readMapping(reader)));
    case EVENT_ID.ALIAS:
      return readAlias(reader, event);
    default:
      throw new YAMLException("the events of a document end early");
  }
}

function anchored(reader: Reader, event: { anchorStart: number; anchorEnd: number }, read: () => Sized): Sized {
  if (event.anchorStart < 0) return read();
  const name = reader.source.slice(event.anchorStart, event.anchorEnd);
  reader.anchors.set(name, null);
  const sized = read();
  reader.anchors.set(name, sized);
  return sized;
}

function readAlias(reader: Reader, event: { anchorStart: number; anchorEnd: number }): Sized {
  reader.last = event.anchorStart - 1;
  const anchor = reader.source.slice(event.anchorStart, event.anchorEnd);
  const name = tame(anchor);
  const target = reader.anchors.get(anchor);
  if (target) {
    reader.aliased += target.size;
    return target;
  }
  complain(reader, target === null ? `alias *${name} stands inside the value that it names` : `unknown alias *${name}`);
  return { node: { kind: "null", at: here(reader) }, size: 1 };
}

function readList(reader: Reader): Sized {
  const at = here(reader);
  const items: YamlNode[] = [];
  let size = 1;
  while (reader.events[reader.next]?.type !== EVENT_ID.POP) {
    const item = readNode(reader);
    items.push(item.node);
    size += item.size;
  }
  take(reader);
  return { node: { kind: "list", at, items }, size };
}

function readMapping(reader: Reader): Sized {
  const at = here(reader);
  const entries = new Map<string, YamlEntry>();
  let size = 1;
  while (reader.events[reader.next]?.type !== EVENT_ID.POP) {
    const plain = isPlain(reader.events[reader.next]);
    const key = readNode(reader);
    const keyAt = here(reader);
    if (key.node.kind !== "string") complain(reader, `a key must be a string, got ${aKind(key.node)}`, key.node.at);
    else if (plain && key.node.value === "<<") complain(reader, "merge keys (<<) are not supported");
    else if (entries.has(key.node.value)) complain(reader, `duplicate key ${quote(key.node.value)}`);
    const value = readNode(reader);
    if (key.node.kind === "string" && !entries.has(key.node.value))
      entries.set(key.node.value, { keyAt, value: value.node });
    size += key.size + value.size;
  }
  take(reader);
  return { node: { kind: "mapping", at, entries }, size };
}

const TAGS: ReadonlyMap<string, YamlNode["kind"]> = new Map([
  ["!!str", "string"],
  ["!!int", "number"],
  ["!!float", "number"],
  ["!!bool", "boolean"],
  ["!!null", "null"],
  ["!!seq", "list"],
  ["!!map", "mapping"],
]);

/** "!" says only: do not guess. */
function tagOf(reader: Reader, event: { tagStart: number; tagEnd: number }): string {
  return event.tagStart < 0 ? "" : reader.source.slice(event.tagStart, event.tagEnd);
}

function tagged(reader: Reader, event: { tagStart: number; tagEnd: number }, sized: Sized): Sized {
  const tag = tagOf(reader, event);
  if (tag !== "" && tag !== "!") checkTag(reader, tag, sized.node);
  return sized;
}

function checkTag(reader: Reader, tag: string, node: YamlNode): void {
  const kind = TAGS.get(tag);
  if (kind === undefined) complain(reader, `unknown tag ${quote(tag)}`, node.at);
  else if (kind !== node.kind) complain(reader, `the tag ${tame(tag)} does not fit ${aKind(node)}`, node.at);
}

function readScalar(reader: Reader, event: ScalarEvent): YamlNode {
  const text = getScalarValue(reader.source, event);
  const at = here(reader);
  const tag = tagOf(reader, event);
  const isString = tag === "" ? !isPlain(event) : tag === "!" || tag === "!!str";
  if (isString) return { kind: "string", at, value: text };
  const node = implicit(text, at);
  if (tag !== "") checkTag(reader, tag, node);
  return node;
}

function implicit(text: string, at: Position): YamlNode {
  if (nullCoreTag.resolve(text, false, nullCoreTag.tagName) !== NOT_RESOLVED) return { kind: "null", at };
  const boolean = boolCoreTag.resolve(text, false, boolCoreTag.tagName);
  if (typeof boolean === "boolean") return { kind: "boolean", at, value: boolean };
  for (const tag of [intCoreTag, floatCoreTag]) {
    const number = tag.resolve(text, false, tag.tagName);
    if (typeof number === "number") return { kind: "number", at, value: number };
  }
  return { kind: "string", at, value: text };
}

function isPlain(event: Event | undefined): boolean {
  return event?.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.PLAIN;
}

/** Of a quoted scalar: its quote. null: an empty scalar, which stands nowhere. */
function startOf(event: ScalarEvent): number | null {
  if (event.valueStart < 0) return event.tagStart < 0 ? null : event.tagStart;
  const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  return quoted ? event.valueStart - 1 : event.valueStart;
}

function here(reader: Reader): Position {
  return reader.place(reader.last);
}

function complain(reader: Reader, message: string, at: Position = here(reader)): void {
  addProblem(reader.problems, { at, path: "", message });
}
