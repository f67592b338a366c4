// SPDX-License-Identifier: Apache-2.0
// Patterns of paths, with the meaning that AppArmor gives them: apparmor.d(5), "Globbing", and, for what the page
// leaves open, convert_aaregex_to_pcre() in its parser/parser_regex.c. All is about bytes; a character may be several.
//
//   *       any number of bytes but "/"                 ?       one byte but "/"
//   **      any number of bytes                         [a-c]   one of these; [^a-c]: one byte but these and "/"
//   {a,b}   one of these, which may be patterns too     \*      the character itself
//
// A star that is a whole component stands for one byte at least, and not for a "/" first: "/etc/*" and "/etc/**" do not
// match "/etc/". As in AppArmor, a pattern that ends in "/" matches only what is spelled with a "/" at its end.
//
// Alternatives are written out before anything else is looked at, as the page has it: "{ab,cd} will expand to one rule
// to match ab, one rule to match cd". So "/etc/{*,**}" does not match "/etc/", and "/{usr,}/bin" is "/usr/bin" and
// "/bin".
//
// Where we differ from AppArmor, whose parser does not in fact write them out: there "/etc/{*,**}" matches "/etc/"
// because the star stands beside a brace, and "/{usr,}/bin" matches "//bin", which no file is called. There [^a]
// matches "/". We refuse what would surprise one half of its readers: a "/" or a leading "!" in a class, and a backslash
// before a letter or digit, which is \n in C and \w in a regular expression. A variable, @{HOME}, is refused as a brace
// with one alternative.

import assert from "node:assert";
import { PATH_BYTES_MAX } from "../gen/abi.ts";
import { PATTERN_ALTERNATIVES_MAX, PATTERN_DEPTH_MAX, PATTERN_STEPS_MAX } from "../limits.ts";
import { quote } from "../problem.ts";

/** A pattern in its canonical spelling, or what is wrong with it. */
export type PatternResult = { readonly pattern: string } | { readonly wrong: string };

/** By byte: 1 for those it holds, 0 for others. */
export type ByteSet = ArrayLike<number>;

/** One byte of a set or, repeated, any number of them. No two repeated steps follow each other. */
export interface Step {
  readonly bytes: ByteSet;
  readonly repeated: boolean;
}

/** The alternatives written out, each a list of steps that begins with "/". A path matches where one of them does. */
export type Pattern = readonly (readonly Step[])[];

/** What is written, before alternatives are written out. */
type Node = Token | { readonly kind: "either"; readonly alternatives: readonly (readonly Node[])[] };
type Token =
  | { readonly kind: "byte"; readonly byte: number }
  | { readonly kind: "one"; readonly bytes: ByteSet }
  | { readonly kind: "star"; readonly crossesSlash: boolean };

const SLASH = 0x2f;
const DOT = 0x2e;
const ANY = bytesWhere(() => true);
const NOT_SLASH = bytesWhere((byte) => byte !== SLASH);
const SINGLE = Array.from({ length: 256 }, (_, single) => bytesWhere((byte) => byte === single));

/** Leaves the reading of a pattern; its message is for the author. */
class Wrong extends Error {}

/** Checks what an author wrote and spells it canonically: "/etc//./*.conf" → "/etc/*.conf". */
export function readPattern(text: string): PatternResult {
  try {
    const pattern = spell(text);
    written(pattern);
    return { pattern };
  } catch (error) {
    if (error instanceof Wrong) return { wrong: error.message };
    throw error;
  }
}

/** Patterns met last, as the same ones are read, compiled and matched again and again. */
const known = new Map<string, Pattern>();
const KNOWN_MAX = 1000;

/** What a pattern means that readPattern let through. */
export function parsePattern(pattern: string): Pattern {
  const before = known.get(pattern);
  if (before !== undefined) return before;
  if (known.size >= KNOWN_MAX) known.clear();
  const parsed = parseAgain(pattern);
  known.set(pattern, parsed);
  return parsed;
}

function parseAgain(pattern: string): Pattern {
  const result = readPattern(pattern);
  assert("pattern" in result, `only patterns that were read are parsed: ${"wrong" in result ? result.wrong : ""}`);
  return written(result.pattern);
}

/** A directory above all that a pattern matches, as far as that can be said. */
interface Above {
  /** With a slash at its end, where it is one directory; null: it is those that match `pattern`. */
  readonly literal: string | null;
  readonly pattern: string;
}

/**
 * The directories above what a pattern (a canonical one) matches, from the nearest on: of "/a/b?/*" those that match "/a/b?", then
 * "/a/", "/". Below a "**" nothing can be said: it stands for any depth.
 */
export function directoriesAbovePattern(pattern: string): readonly Above[] {
  const above: Above[] = [];
  const isLiteral = (text: string) => !/[*?[{\\]/.test(text);
  let depth = 0; // of braces
  let isInClass = false;
  for (let at = 0; at < pattern.length && !pattern.startsWith("**", at); at++) {
    const char = pattern[at];
    if (char === "\\") at++;
    else if (isInClass) isInClass = char !== "]";
    else if (char === "[") isInClass = true;
    else if (char === "{") depth++;
    else if (char === "}") depth--;
    else if (char === "/" && depth === 0) {
      const text = pattern.slice(0, at);
      above.unshift({ literal: isLiteral(text) ? `${text}/` : null, pattern: text });
    }
  }
  return above;
}

/** The plain meaning, for the reference model. Takes steps × bytes at worst. */
export function matchesPattern(pattern: string | Pattern, path: string | Uint8Array): boolean {
  const alternatives = typeof pattern === "string" ? parsePattern(pattern) : pattern;
  const bytes = typeof path === "string" ? Buffer.from(path) : path;
  return alternatives.some((steps) => matchesSteps(steps, bytes));
}

function matchesSteps(steps: readonly Step[], path: Uint8Array): boolean {
  // reached[i] is 1 where the first i steps can stand for all bytes read so far. Repeated steps may stand for none.
  let reached = new Uint8Array(steps.length + 1);
  reached[0] = 1;
  skipRepeated(steps, reached);
  for (const byte of path) {
    const next = new Uint8Array(steps.length + 1);
    for (const [i, { bytes, repeated }] of steps.entries()) {
      if (reached[i] === 1 && bytes[byte] === 1) next[repeated ? i : i + 1] = 1;
    }
    skipRepeated(steps, next);
    reached = next;
  }
  return reached[steps.length] === 1;
}

function skipRepeated(steps: readonly Step[], reached: Uint8Array): void {
  for (const [i, { repeated }] of steps.entries()) if (repeated && reached[i] === 1) reached[i + 1] = 1;
}

/** Checks what can be told without parsing. */
function spell(text: string): string {
  if (text.startsWith("^")) throw regularExpression(text);
  if (!text.startsWith("/")) throw new Wrong(`must be absolute, got ${quote(text)}`);
  if (text.includes("\0")) throw new Wrong(`must not contain a NUL byte, got ${quote(text)}`);
  if (!text.isWellFormed()) throw new Wrong(`must be valid Unicode, got ${quote(text)}`);
  const pattern = text.replace(/\/(?:\.?\/)+/g, "/").replace(/\/\.$/, "/");
  const bytes = Buffer.byteLength(pattern);
  if (bytes > PATH_BYTES_MAX) throw new Wrong(`is ${bytes} bytes long, the limit is ${PATH_BYTES_MAX}`);
  return pattern;
}

function regularExpression(text: string): Wrong {
  const known = 'a pattern begins with "/" and knows *, **, ?, [a-z], {a,b}, and \\ before what shall be itself';
  return new Wrong(`looks like a regular expression, got ${quote(text)}: ${known}`);
}

/** Parses, and writes the alternatives out. */
function written(pattern: string): Pattern {
  const nodes = new Parser(pattern).parse();
  const { alternatives, steps } = extentOf(nodes);
  if (alternatives > PATTERN_ALTERNATIVES_MAX) {
    throw new Wrong(`has more than ${PATTERN_ALTERNATIVES_MAX} alternatives once written out, got ${quote(pattern)}`);
  }
  if (steps > PATTERN_STEPS_MAX) {
    const limit = `the limit is ${PATTERN_STEPS_MAX}`;
    throw new Wrong(`is ${steps} bytes long with its alternatives written out, ${limit}, got ${quote(pattern)}`);
  }
  return writeOut(nodes).map((tokens) => stepsOf(tokens, pattern));
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Node[] {
    return this.#sequence(0);
  }

  /** Up to the end, or inside braces to the comma or brace that ends an alternative. */
  #sequence(depth: number): Node[] {
    const nodes: Node[] = [];
    for (; this.#at < this.#text.length; ) {
      const start = this.#at;
      const character = this.#take();
      if (depth > 0 && (character === "," || character === "}")) {
        this.#at = start;
        break;
      }
      if (character === "*") nodes.push(this.#star(start));
      else if (character === "?") nodes.push({ kind: "one", bytes: NOT_SLASH });
      else if (character === "[") nodes.push({ kind: "one", bytes: this.#set(start) });
      else if (character === "{") nodes.push(this.#either(start, depth + 1));
      else if (character === "]" || character === "}") throw this.#unopened(character);
      else if (character === "$" && this.#at === this.#text.length) throw regularExpression(this.#text);
      else nodes.push(...bytesOf(character === "\\" ? this.#escaped(start) : character));
    }
    return nodes;
  }

  #star(start: number): Node {
    while (this.#text[this.#at] === "*") this.#at++;
    return { kind: "star", crossesSlash: this.#at - start > 1 };
  }

  #either(start: number, depth: number): Node {
    if (depth > PATTERN_DEPTH_MAX) {
      throw new Wrong(`has braces ${depth} deep, the limit is ${PATTERN_DEPTH_MAX}, got ${quote(this.#since(start))}`);
    }
    const alternatives: Node[][] = [];
    for (let ended = false; !ended; ) {
      alternatives.push(this.#sequence(depth));
      if (this.#at === this.#text.length) throw this.#unclosed("{", "}", start);
      ended = this.#take() === "}";
    }
    // As AppArmor: who writes this means a variable, a shell's "{}", or the braces themselves.
    if (alternatives.length === 1) {
      const hint = 'write "\\{" for a brace itself';
      throw new Wrong(`needs two alternatives in braces, got ${quote(this.#since(start))}: ${hint}`);
    }
    return { kind: "either", alternatives };
  }

  #set(start: number): ByteSet {
    const isNegated = this.#text[this.#at] === "^";
    if (isNegated) this.#at++;
    // A shell's [!a] is "not a", AppArmor's is "! or a". Neither reading is what everybody expects.
    if (this.#text[this.#at] === "!") {
      const hint = 'write "^" for all but these, "\\!" for itself';
      throw new Wrong(`must not have "!" first in a class, got ${quote(this.#since(start, 1))}: ${hint}`);
    }
    const bytes = new Uint8Array(256);
    while (this.#text[this.#at] !== "]") {
      const rangeStart = this.#at;
      const low = this.#member(start);
      const isRange = this.#text[this.#at] === "-" && this.#text[this.#at + 1] !== "]";
      if (isRange) this.#at++;
      const high = isRange ? this.#member(start) : low;
      const range = quote(this.#since(rangeStart));
      if (low > high) throw new Wrong(`has a range whose end comes before its start, got ${range}`);
      if (low <= SLASH && high >= SLASH) throw new Wrong(`must not have "/" in a class, got ${range}`);
      bytes.fill(1, low, high + 1);
    }
    this.#at++;
    if (!bytes.includes(1)) {
      throw new Wrong(
        `has an empty class, got ${quote(this.#since(start))}: write "\\[" and "\\]" for brackets themselves`,
      );
    }
    return isNegated ? bytesWhere((byte) => byte !== SLASH && bytes[byte] === 0) : bytes;
  }

  /** One byte of a class that begins at `start`. A class stands for one byte, so it cannot hold what takes several. */
  #member(start: number): number {
    const memberStart = this.#at;
    if (memberStart === this.#text.length) throw this.#unclosed("[", "]", start);
    const character = this.#take();
    const code = (character === "\\" ? this.#escaped(memberStart) : character).codePointAt(0) ?? 0;
    if (code > 0x7f) throw new Wrong(`must have only ASCII in a class, got ${quote(this.#since(start))}`);
    return code;
  }

  #escaped(start: number): string {
    if (this.#at === this.#text.length) throw new Wrong(`must not end in a backslash, got ${quote(this.#text)}`);
    const character = this.#take();
    // No letter needs it. It is \w of a regular expression, or \x41 and \n, which AppArmor reads as in C.
    if (/[A-Za-z0-9]/.test(character)) throw regularExpression(this.#since(start));
    return character;
  }

  #take(): string {
    const character = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    return character;
  }

  #since(start: number, more = 0): string {
    return this.#text.slice(start, this.#at + more);
  }

  #unclosed(open: string, close: string, start: number): Wrong {
    return new Wrong(`has "${open}" without "${close}", got ${quote(this.#since(start))}`);
  }

  #unopened(close: string): Wrong {
    const open = close === "]" ? "[" : "{";
    const hint = `write "\\${close}" for itself`;
    return new Wrong(`has "${close}" without "${open}", got ${quote(this.#since(0))}: ${hint}`);
  }
}

function bytesWhere(holds: (byte: number) => boolean): ByteSet {
  return Uint8Array.from({ length: 256 }, (_, byte) => (holds(byte) ? 1 : 0));
}

function bytesOf(character: string): Token[] {
  return [...Buffer.from(character)].map((byte) => ({ kind: "byte", byte }));
}

/** How large the alternatives will be, before anything of that size is made. */
function extentOf(nodes: readonly Node[]): { readonly alternatives: number; readonly steps: number } {
  let [alternatives, steps] = [1, 0];
  for (const node of nodes) {
    const parts = node.kind === "either" ? node.alternatives.map(extentOf) : [{ alternatives: 1, steps: 1 }];
    const more = parts.reduce((sum, part) => sum + part.alternatives, 0);
    steps = steps * more + alternatives * parts.reduce((sum, part) => sum + part.steps, 0);
    alternatives *= more;
  }
  return { alternatives, steps };
}

function writeOut(nodes: readonly Node[]): Token[][] {
  let forms: Token[][] = [[]];
  for (const node of nodes) {
    if (node.kind === "either") {
      const endings = node.alternatives.flatMap(writeOut);
      forms = forms.flatMap((form) => endings.map((ending) => [...form, ...ending]));
    } else {
      for (const form of forms) form.push(node);
    }
  }
  return forms;
}

/** One alternative, its components as in paths: none empty, "." or "..", since no path of the kernel has them. */
function stepsOf(form: readonly Token[], pattern: string): Step[] {
  const components: Token[][] = [];
  for (const token of form) {
    if (token.kind === "byte" && token.byte === SLASH) components.push([]);
    else components.at(-1)?.push(token);
  }
  const kept = components.filter((it, i) => (it.length > 0 && !isDots(it, 1)) || i === components.length - 1);
  if (kept.some((it) => isDots(it, 2))) throw new Wrong(`must not contain "..", got ${quote(pattern)}`);
  return kept.flatMap((it) => [{ bytes: byteSet(SLASH), repeated: false }, ...componentSteps(isDots(it, 1) ? [] : it)]);
}

function componentSteps(tokens: readonly Token[]): Step[] {
  const steps: Step[] = [];
  for (const token of tokens) {
    if (token.kind !== "star") {
      steps.push({ bytes: token.kind === "byte" ? byteSet(token.byte) : token.bytes, repeated: false });
      continue;
    }
    // Stars that meet, here or where alternatives end, are one: the wider one.
    const before = steps.at(-1);
    if (before?.repeated) steps.pop();
    const crossesSlash = token.crossesSlash || (before?.repeated === true && before.bytes === ANY);
    steps.push({ bytes: crossesSlash ? ANY : NOT_SLASH, repeated: true });
  }
  const isWholeStar = steps.length === 1 && steps[0]?.repeated === true;
  return isWholeStar ? [{ bytes: NOT_SLASH, repeated: false }, ...steps] : steps;
}

function isDots(tokens: readonly Token[], count: number): boolean {
  return tokens.length === count && tokens.every((token) => token.kind === "byte" && token.byte === DOT);
}

function byteSet(byte: number): ByteSet {
  return SINGLE[byte] ?? ANY;
}
