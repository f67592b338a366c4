// SPDX-License-Identifier: Apache-2.0
// What the world can do wrong, each with a code that a test or a caller can look at. Errors gain context on the way out by
// `cause` and are logged once, at the top.

export type ErrorCode =
  | "USAGE" // a flag, a command or a config key that does not exist, or a value that cannot be
  | "NODE_TOO_OLD"
  | "UNSUPPORTED_KERNEL" // this kernel refuses or ignores the programs
  | "KERNEL_CALL" // the kernel refused one call of the addon
  | "RECORD" // a record from the kernel does not read as one
  | "NO_ROOM" // rules that do not fit into what the kernel part can hold
  | "FILE" // a file or directory is missing or unreadable
  | "ADDRESS" // an address cannot be listened on or reached
  | "ALREADY_RUNNING";

export class BailiffError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "BailiffError";
    this.code = code;
  }
}

/** One line for a person: the message and those of its causes that it does not already repeat. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause === undefined) return error.message;
  const cause = explain(error.cause);
  return error.message.includes(cause) ? error.message : `${error.message}: ${cause}`;
}

/** What a program that failed with this exits with: 2 for a wrong call, 3 where this kernel cannot enforce, else 1. */
export function exitStatus(error: unknown): number {
  const code = error instanceof BailiffError ? error.code : null;
  return code === "USAGE" ? 2 : code === "UNSUPPORTED_KERNEL" ? 3 : 1;
}
