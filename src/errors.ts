// SPDX-License-Identifier: Apache-2.0
// What the world can do wrong, each with a code that a test or a caller can look at. Errors gain context on the way out by
// `cause` and are logged once, at the top.

export type ErrorCode =
  | "USAGE" // a flag, a command or a config key that does not exist, or a value that cannot be
  | "NODE_TOO_OLD"
  | "UNSUPPORTED_KERNEL" // this kernel refuses or ignores the programs
  | "KERNEL_CALL" // the kernel refused one call of the addon
  | "RECORD" // a record from the kernel does not read as one
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

/** One line for a person: the message and those of its causes. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${explain(error.cause)}`;
}
