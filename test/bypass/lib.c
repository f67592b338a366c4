// SPDX-License-Identifier: Apache-2.0
// The same as a library: says so when it is loaded.
#include <unistd.h>

__attribute__((constructor)) static void loaded(void) {
  if (write(1, "the secret\n", 11) < 0) _exit(1);
}
