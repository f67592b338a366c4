// SPDX-License-Identifier: Apache-2.0
// USB devices.

import { remark } from "../../fields.ts";
import { quote } from "../../problem.ts";
import { caseless, integer, list, object, parsed, word } from "../../shape.ts";
import { DEVICE_CLASSES } from "../words.ts";
import { attributes } from "./values.ts";

export const byte = (description: string) => integer(description, 0, 255);

const CLASS_WORDS = [...DEVICE_CLASSES.keys(), "ALL"] as const;

const deviceClass = parsed(
  "USB class: a name such as MASS-STORAGE, a number such as 8 or 0x08, or ALL.",
  `^\\s*(0[xX][0-9a-fA-F]{1,2}|25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2}|${CLASS_WORDS.map(caseless).join("|")})\\s*$`,
  (written, value): number | "ALL" | undefined => {
    const upper = written.trim().toUpperCase();
    if (CLASS_WORDS.includes(upper) && upper !== written) remark(value, `${quote(written)} is read as "${upper}"`);
    const number = /^(0X[0-9A-F]{1,2}|[0-9]{1,3})$/.test(upper) ? Number(upper) : DEVICE_CLASSES.get(upper);
    if (upper === "ALL") return "ALL";
    if (number !== undefined && number <= 255) return number;
    word("", CLASS_WORDS).read(value); // says what is near
    return undefined;
  },
);

export const device = object("USB devices.", {
  matchDevice: list(
    "Devices by class.",
    object(
      "A class of devices.",
      {
        class: deviceClass,
        subClass: byte("USB subclass."),
        protocol: byte("USB protocol."),
        level: integer("Depth in the tree of hubs.", 1, 255),
        ...attributes,
      },
      { required: ["class"] },
    ),
  ),
  ...attributes,
});
