// SPDX-License-Identifier: Apache-2.0
// A certificate authority of our own, and what it signs for a server at 127.0.0.1.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

/** Makes ca.crt, server.crt and server.key in the directory, and other-ca.crt, which signed none of them. */
export function makeCertificates(directory: string): void {
  const openssl = (...args: readonly string[]) =>
    execFileSync("openssl", ["req", "-x509", "-days", "2", ...KEY, ...args], { cwd: directory, stdio: "pipe" });
  for (const name of ["ca", "other-ca"]) {
    openssl("-subj", `/CN=${name}`, "-keyout", join(directory, `${name}.key`), "-out", `${name}.crt`);
  }
  const names = ["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"];
  openssl(
    "-CA",
    "ca.crt",
    "-CAkey",
    "ca.key",
    "-subj",
    "/CN=api",
    ...names,
    "-keyout",
    "server.key",
    "-out",
    "server.crt",
  );
}
