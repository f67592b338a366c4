// SPDX-License-Identifier: Apache-2.0
// The daemon's log: JSON lines on stderr, written before the call returns, so that the last line before an exit is there.
import { destination, type Logger, pino } from "pino";

export type { Logger } from "pino";

export interface LogLine {
  readonly level: number;
  readonly time: number;
  readonly msg: string;
}

export interface LogHandlers {
  /** Gets every line, after it was written. */
  readonly onLine: (line: LogLine) => void;
  /** A line could not be written, as on a full disk. It is no reason to stop. */
  readonly onLost: () => void;
}

export function createLog(level: string, { onLine, onLost }: LogHandlers): Logger {
  const stderr = destination({ dest: 2, sync: true });
  return pino(
    { level, base: { name: "bailiffd" } },
    {
      write(text: string) {
        try {
          stderr.write(text);
        } catch {
          onLost();
        }
        onLine(JSON.parse(text) as LogLine);
      },
    },
  );
}

/** KubeArmor's word for a pino level. */
export function levelWord(level: number): "DEBUG" | "INFO" | "WARN" | "ERR" {
  return level >= 50 ? "ERR" : level >= 40 ? "WARN" : level >= 30 ? "INFO" : "DEBUG";
}
