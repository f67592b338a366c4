// SPDX-License-Identifier: Apache-2.0
// Does one act over and over: prints nanoseconds per round of the monotonic clock. Under --icount a nanosecond of the guest
// is an instruction.
//   acts open PATH COUNT      opens and closes it
//   acts fresh PATH COUNT     the same, with a rename of another file before each
//   acts rename PATH COUNT    that rename alone
//   acts exec PATH COUNT      vfork, exec of a static program, its end, wait
//   acts connect PORT COUNT   connects a UDP socket to the loopback
//   acts read PATH COUNT      reads one byte of it
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void Must(int ok, const char* what) {
  if (ok) return;
  perror(what);
  exit(1);
}

static void Open(const char* path) {
  int fd = open(path, O_RDONLY);
  Must(fd >= 0, path);
  close(fd);
}

static void Rename(const char* path) {
  static int turn;
  const char* names[] = {"/run/acts-a", "/run/acts-b"};
  (void)path;
  Must(rename(names[turn], names[!turn]) == 0, "rename");
  turn = !turn;
}

static void Fresh(const char* path) {
  Rename(path);
  Open(path);
}

static void Exec(const char* path) {
  pid_t pid = vfork();
  if (pid == 0) {
    execl(path, path, NULL);
    _exit(127);
  }
  int status;
  Must(pid > 0 && waitpid(pid, &status, 0) == pid && status == 0, path);
}

static int subject = -1;

static void Connect(const char* port) {
  struct sockaddr_in to = {
      .sin_family = AF_INET, .sin_port = htons(atoi(port)), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (subject < 0) subject = socket(AF_INET, SOCK_DGRAM, 0);
  Must(connect(subject, (struct sockaddr*)&to, sizeof to) == 0, "connect");
}

static void Read(const char* path) {
  char byte;
  if (subject < 0) subject = open(path, O_RDONLY);
  Must(pread(subject, &byte, 1, 0) == 1, path);
}

static const struct {
  const char* name;
  void (*act)(const char*);
} kActs[] = {{"open", Open}, {"fresh", Fresh},     {"rename", Rename},
             {"exec", Exec}, {"connect", Connect}, {"read", Read}};

int main(int argc, char** argv) {
  void (*act)(const char*) = NULL;
  for (size_t i = 0; argc == 4 && i < sizeof kActs / sizeof *kActs; i++) {
    if (!strcmp(argv[1], kActs[i].name)) act = kActs[i].act;
  }
  if (!act || atoi(argv[3]) < 1) return 2;
  int count = atoi(argv[3]);
  close(open("/run/acts-a", O_CREAT | O_WRONLY, 0600));
  for (int i = 0; i < 100; i++) act(argv[2]);  // caches and code warm
  struct timespec begin, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  for (int i = 0; i < count; i++) act(argv[2]);
  clock_gettime(CLOCK_MONOTONIC, &end);
  double ns = (end.tv_sec - begin.tv_sec) * 1e9 + (end.tv_nsec - begin.tv_nsec);
  printf("%.1f\n", ns / count);
  return 0;
}
