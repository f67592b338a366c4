// SPDX-License-Identifier: Apache-2.0
// Bailiff's own version. The bundler puts the text of package.json in place of the import.

import pkg from "../package.json" with { type: "json" };

export const VERSION: string = pkg.version;
