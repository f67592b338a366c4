// SPDX-License-Identifier: Apache-2.0
// Requests to the API server. Each says who we are as it is now; where the server does not know us any more (401), what says so
// is read again, once.

import type { IncomingMessage } from "node:http";
import { type RequestOptions, request } from "node:https";
import { KUBE_ANSWER_BYTES_MAX, KUBE_EVENT_BYTES_MAX } from "../limits.ts";
import { tame } from "../problem.ts";
import { type Access, type AccessSource, openAccess } from "./access.ts";
import { AnswerError } from "./object.ts";

/** The server answered, and it is no. */
export class ApiError extends Error {
  readonly status: number;
  /** In the server's word, "NotFound"; "": it does not say, or is no API server at all. */
  readonly reason: string;
  /** How long it asks us to wait; null: it does not say. */
  readonly retryMs: number | null;
  constructor(status: number, message: string, { reason = "", retryMs = null }: ApiErrorDetails = {}) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.reason = reason;
    this.retryMs = retryMs;
  }
}

interface ApiErrorDetails {
  readonly reason?: string;
  readonly retryMs?: number | null;
}

export interface WatchOptions {
  /** The server has answered: what follows is events. */
  readonly onOpen: () => void;
  /** One event. What it throws ends the watch, and is what it rejects with. */
  readonly onEvent: (event: unknown) => void;
  readonly signal: AbortSignal;
  /** It is given up after so long, whatever comes. */
  readonly lastMs: number;
}

/** A server answers in much less, or hangs. */
const ANSWER_MS = 30_000;
const KEEP_ALIVE_MS = 30_000;
/** A kubeconfig may name a program that gives tokens, which is not to be run for each failure. */
const RENEW_MS = 30_000;
const RETRY_MS_MAX = 60_000;

export class Connection {
  readonly #source: AccessSource;
  readonly #answerMs: number;
  readonly #renewMs: number;
  #access: Promise<Access> | null = null;
  #openedMs = 0;

  constructor(source: AccessSource, answerMs = ANSWER_MS, renewMs = RENEW_MS) {
    this.#source = source;
    this.#answerMs = answerMs;
    this.#renewMs = renewMs;
  }

  /** Our namespace; null: nothing says it. Rejects with FILE or USAGE. */
  async namespace(): Promise<string | null> {
    return (await this.#open()).namespace;
  }

  /** `path` with its query. Rejects with ApiError, or what kept the request from being answered. */
  async get(path: string, signal: AbortSignal): Promise<unknown> {
    return parse(await this.#ask(path, { method: "GET", signal }));
  }

  /** A merge patch (RFC 7386). Rejects as get. */
  async patch(path: string, patch: unknown, signal: AbortSignal): Promise<void> {
    const headers = { "content-type": "application/merge-patch+json" };
    await this.#ask(path, { method: "PATCH", headers, signal }, JSON.stringify(patch));
  }

  /** Resolves when the stream has ended, however it did once it was open; rejects as get before. */
  async watch(path: string, { onOpen, onEvent, signal, lastMs }: WatchOptions): Promise<void> {
    const ended = AbortSignal.any([signal, AbortSignal.timeout(lastMs)]);
    const response = await this.#send(path, { method: "GET", signal: ended });
    response.socket.setTimeout(0); // a watch may be silent
    onOpen();
    let rest: Buffer = Buffer.alloc(0);
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        rest = Buffer.concat([rest, chunk]);
        for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
          const line = rest.subarray(0, end).toString();
          rest = rest.subarray(end + 1);
          if (line.trim() !== "") tell(line, onEvent);
        }
        if (rest.length > KUBE_EVENT_BYTES_MAX)
          throw new AnswerError(`an event of more than ${KUBE_EVENT_BYTES_MAX} bytes`);
      }
    } catch (error) {
      if (error instanceof EventError) throw error.cause;
      if (error instanceof AnswerError) throw error;
      // It broke off: what a watch is for is to be opened again.
    } finally {
      response.destroy();
    }
  }

  /** The server was not reached: where it is may be said anew by now. */
  doubt(): void {
    if (performance.now() - this.#openedMs >= this.#renewMs) this.#renew();
  }

  /** What says who we are is read again before the next request. */
  #renew(): void {
    this.#access = null; // what is under way goes on as it was
  }

  close(): void {
    this.#access?.then(
      (it) => it.close(),
      () => {}, // told to whoever asked
    );
    this.#access = null;
  }

  #open(): Promise<Access> {
    if (this.#access === null) {
      const opening = openAccess(this.#source);
      this.#access = opening;
      this.#openedMs = performance.now();
      opening.catch(() => {
        if (this.#access === opening) this.#access = null;
      });
    }
    return this.#access;
  }

  async #ask(path: string, options: RequestOptions, body?: string): Promise<string> {
    return textOf(await this.#send(path, options, body), KUBE_ANSWER_BYTES_MAX);
  }

  /** Resolves where the server says yes. */
  async #send(path: string, options: RequestOptions, body?: string): Promise<IncomingMessage> {
    const first = await this.#sendOnce(path, options, body);
    if (first.statusCode !== 401) return accept(first);
    first.resume();
    this.#renew();
    return accept(await this.#sendOnce(path, options, body));
  }

  async #sendOnce(path: string, options: RequestOptions, body?: string): Promise<IncomingMessage> {
    const { server, options: own } = await this.#open();
    const common = await own();
    const headers = { accept: "application/json", "user-agent": "bailiffd", ...common.headers, ...options.headers };
    const url = new URL(`${server.pathname.replace(/\/$/, "")}${path}`, server);
    try {
      return await new Promise<IncomingMessage>((resolve, reject) => {
        const sent = request(url, { ...common, ...options, headers }, resolve);
        sent.setTimeout(this.#answerMs, () => sent.destroy(new Error(`no answer within ${this.#answerMs / 1000} s`)));
        sent.on("socket", (socket) => socket.setKeepAlive(true, KEEP_ALIVE_MS));
        sent.on("error", reject);
        sent.end(body);
      });
    } catch (error) {
      throw new Error(`${server.host}: ${whyNot(error)}`, { cause: error });
    }
  }
}

/** Its cause is what the taker of an event threw. */
class EventError extends Error {}

function tell(line: string, onEvent: (event: unknown) => void): void {
  const event = parse(line);
  try {
    onEvent(event);
  } catch (error) {
    throw new EventError("", { cause: error });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AnswerError(`an answer that is no JSON: ${tame(text)}`);
  }
}

async function accept(response: IncomingMessage): Promise<IncomingMessage> {
  const { statusCode = 0 } = response;
  if (statusCode >= 200 && statusCode < 300) return response;
  const { message, reason } = statusIn(await textOf(response, KUBE_EVENT_BYTES_MAX).catch(() => ""));
  const said = `${statusCode} ${message || (response.statusMessage ?? "")}`;
  throw new ApiError(statusCode, said, { reason, retryMs: retryMsOf(response) });
}

/** Of a Status object, which is what an API server answers; else the text itself. */
function statusIn(text: string): { readonly message: string; readonly reason: string } {
  try {
    const { kind, message, reason } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const isReason = kind === "Status" && typeof reason === "string";
    return { message: typeof message === "string" ? tame(message) : "", reason: isReason ? reason : "" };
  } catch {
    return { message: tame(text.trim()), reason: "" };
  }
}

function retryMsOf({ headers }: IncomingMessage): number | null {
  const seconds = Number(headers["retry-after"]);
  return headers["retry-after"] === undefined || !(seconds >= 0) ? null : Math.min(seconds * 1000, RETRY_MS_MAX);
}

async function textOf(response: IncomingMessage, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) {
      response.destroy();
      throw new AnswerError(`an answer of more than ${bytesMax} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** For a person; the words of OpenSSL say nothing of what to do. */
function whyNot(error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (/CERT|SIGNATURE|ISSUER/.test(code)) return `its certificate is not to be trusted: ${message} (${code})`;
  return message || code; // of several addresses, none of which answers, there is no message
}
