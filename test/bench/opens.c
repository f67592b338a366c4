// SPDX-License-Identifier: Apache-2.0
// Opens and closes a file over and over: `opens PATH COUNT` prints nanoseconds per round of the monotonic clock. Under
// --icount a nanosecond of the guest is an instruction.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void open_and_close(const char* path) {
  int fd = open(path, O_RDONLY);
  if (fd < 0) {
    perror(path);
    exit(1);
  }
  close(fd);
}

int main(int argc, char** argv) {
  if (argc != 3 || atoi(argv[2]) < 1) return 2;
  int count = atoi(argv[2]);
  for (int i = 0; i < 100; i++) open_and_close(argv[1]);  // caches and code warm
  struct timespec begin, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  for (int i = 0; i < count; i++) open_and_close(argv[1]);
  clock_gettime(CLOCK_MONOTONIC, &end);
  double ns = (end.tv_sec - begin.tv_sec) * 1e9 + (end.tv_nsec - begin.tv_nsec);
  printf("%.1f\n", ns / count);
  return 0;
}
