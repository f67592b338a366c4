// SPDX-License-Identifier: Apache-2.0
// The start gate's end in a container runtime: an OCI hook (createRuntime) that waits until the daemon has bound the container.
// Linked statically and without anything but libc: it runs for each container of the node.
//
//   bailiff-hook [--socket PATH] [--timeout SECONDS] [--on-failure open|closed]   the OCI state as input
//   bailiff-hook --check                                                          says that it runs
//
// Ends with 0: the container may start; with 99: it must not, and says why. Anything else is its own failure, which the shell
// around it (bailiff install-hook) lets pass: a broken hook must not stop a node.
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum {
  MAY_START = 0,
  USAGE = 2,
  MUST_NOT_START = 99,
  STATE_BYTES_MAX = 1 << 20,
  ANSWER_BYTES_MAX = 1024,
  TIMEOUT_SECONDS = 2,
  TIMEOUT_SECONDS_MAX = 300,
  RETRY_MS = 50,
  GRACE_MS = 500,  // the daemon has the same time, and says more when it runs out
};

struct options {
  const char* socket;
  int timeout_ms;
  bool is_closed;
};

static long long now_ms(void) {
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static int fail(const struct options* options, const char* what, const char* why) {
  fprintf(stderr, "bailiff: %s%s%s%s\n", options->is_closed ? "the container is not started: " : "", what,
          why ? ": " : "", why ? why : "");
  return options->is_closed ? MUST_NOT_START : MAY_START;
}

// The bytes of the input, and a NUL. -1: it cannot be read or is too long.
static ssize_t read_state(char* state) {
  size_t bytes = 0;

  for (;;) {
    ssize_t got = read(STDIN_FILENO, state + bytes, STATE_BYTES_MAX - bytes);

    if (got < 0 && errno == EINTR) continue;
    if (got < 0 || bytes + got == STATE_BYTES_MAX) return -1;
    if (got == 0) break;
    bytes += got;
  }
  state[bytes] = 0;
  return bytes + 1;
}

static int await(int fd, short events, long long deadline) {
  struct pollfd poll_fd = {.fd = fd, .events = events};
  long long left = deadline - now_ms();

  return poll(&poll_fd, 1, left > 0 ? left : 0) == 1 ? 0 : -1;
}

static int send_all(int fd, const char* bytes, size_t count, long long deadline) {
  while (count > 0) {
    ssize_t sent = send(fd, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL);

    if (sent > 0) {
      bytes += sent;
      count -= sent;
    } else if (errno == EAGAIN || errno == EINTR) {
      if (await(fd, POLLOUT, deadline)) return -1;
    } else {
      return -1;
    }
  }
  return 0;
}

// One line, without its end. -1: none came in time.
static int receive_line(int fd, char* line, long long deadline) {
  size_t bytes = 0;

  for (;;) {
    ssize_t got;

    if (await(fd, POLLIN, deadline)) return -1;
    got = recv(fd, line + bytes, ANSWER_BYTES_MAX - 1 - bytes, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (got <= 0) return -1;
    bytes += got;
    line[bytes] = 0;
    if (strchr(line, '\n')) {
      *strchr(line, '\n') = 0;
      return 0;
    }
    if (bytes == ANSWER_BYTES_MAX - 1) return -1;
  }
}

static int ask(const struct options* options, const char* state, size_t bytes) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  long long deadline = now_ms() + options->timeout_ms + GRACE_MS;
  char answer[ANSWER_BYTES_MAX];
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  if (strlen(options->socket) >= sizeof(address.sun_path))
    return fail(options, "the socket's path is too long", options->socket);
  strcpy(address.sun_path, options->socket);
  if (fd < 0) return fail(options, "no socket", strerror(errno));
  while (connect(fd, (struct sockaddr*)&address, sizeof(address))) {
    // A daemon that has died, or is being replaced, may come back. Where there is none, nobody waits for it.
    bool may_come = errno == ECONNREFUSED || errno == EAGAIN || options->is_closed;

    if (!may_come || now_ms() > deadline) return fail(options, "no daemon answers", strerror(errno));
    poll(NULL, 0, RETRY_MS);
  }
  if (send_all(fd, state, bytes, deadline) || receive_line(fd, answer, deadline))
    return fail(options, "the daemon has not answered in time", NULL);
  if (strcmp(answer, "allow") == 0) return MAY_START;
  if (strncmp(answer, "deny ", 5) == 0) {
    fprintf(stderr, "bailiff: %s\n", answer + 5);
    return MUST_NOT_START;
  }
  return fail(options, "the daemon's answer makes no sense", NULL);
}

static int usage(void) {
  fprintf(stderr, "usage: bailiff-hook [--socket PATH] [--timeout SECONDS] [--on-failure open|closed] | --check\n");
  return USAGE;
}

int main(int argc, char** argv) {
  struct options options = {"/run/bailiff/gate.sock", TIMEOUT_SECONDS * 1000, false};
  static char state[STATE_BYTES_MAX + 1];
  ssize_t bytes;

  if (argc == 2 && strcmp(argv[1], "--check") == 0) return puts("bailiff-hook runs") < 0;
  for (int i = 1; i < argc; i += 2) {
    const char *name = argv[i], *value = argv[i + 1];

    if (!value) return usage();
    if (strcmp(name, "--socket") == 0)
      options.socket = value;
    else if (strcmp(name, "--timeout") == 0 && atoi(value) > 0 && atoi(value) <= TIMEOUT_SECONDS_MAX)
      options.timeout_ms = atoi(value) * 1000;
    else if (strcmp(name, "--on-failure") == 0 && (!strcmp(value, "open") || !strcmp(value, "closed")))
      options.is_closed = strcmp(value, "closed") == 0;
    else
      return usage();
  }
  signal(SIGPIPE, SIG_IGN);
  bytes = read_state(state);
  if (bytes < 0) return fail(&options, "the container's state cannot be read", strerror(errno));
  return ask(&options, state, bytes);
}
