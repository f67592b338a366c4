// SPDX-License-Identifier: Apache-2.0
// The program that rules forbid: says so when it runs after all, with its argument.
#include <stdio.h>

int main(int argc, char** argv) {
  puts("the secret");
  if (argc > 1) puts(argv[1]);
  return 0;
}
