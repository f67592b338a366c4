// SPDX-License-Identifier: Apache-2.0
/*
 * agent.c: the command channel inside the test machine, and its process 1.
 *
 *	agent listen PORT       serve every TCP connection, for ever
 *	agent once REQUEST OUT  serve the request in the file REQUEST, answer to OUT; what follows the request in
 *	                        the file is the command's standard input
 *
 * A connection carries one request. Both ways it is frames: type (1 byte), length (4, big endian), payload.
 *
 *	to us	'D' seconds          set the wall clock (8 bytes, since 1970)
 *		'M' device\0dir\0    mount the ext4 device there, read and write; "" for device: remount / writable
 *		'A' argv             strings, each ended by NUL
 *		'E' environment      NAME=value strings, each ended by NUL, on top of the default environment
 *		'C' directory        to run in
 *		'T' rows columns     (2 bytes each) run on a terminal: what it writes comes as 'O'
 *		'G'                  go; without 'A' there is only the status
 *		'I' bytes            standard input; never more than STDIN_WINDOW bytes beyond what 'W' gave back
 *		'i'                  end of standard input
 *		'K' signal           (1 byte) to the command's process group
 *		'N' port             (2 bytes) instead of 'G': tunnel to that TCP port of the guest's loopback
 *		'U' path             instead of 'G': tunnel to that unix socket
 *	from us	'S'                  started, or tunnel open: from here on a tunnel is raw bytes
 *		'O' 'X' bytes        standard output, standard error
 *		'W' count            (4 bytes) so much of standard input was taken
 *		'Q' status           (4 bytes) exit status, or 128 + signal; everything the command wrote came before
 *		'F' text             the request failed
 *
 * When a connection breaks, the process group of its command is killed. A child that the command leaves behind keeps
 * running but its standard output and error are gone: redirect them, and start it with setsid.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define HEADER 5
#define FRAME_MAX (1 << 20)      /* of a request: an argv or an environment */
#define CHUNK (32 << 10)         /* most output in one frame */
#define STDIN_WINDOW (256 << 10) /* agent.ts has the same number */

/* One process serves one connection: its state is global, and the end of the process frees the memory. */
static int in, out;
static bool live; /* the peer goes on talking after 'G' */

static char* received; /* frames not yet taken, at most one complete */
static size_t received_n;
static char sending[HEADER + CHUNK]; /* one frame on its way */
static size_t sending_at, sending_n;

static char **argv, *cwd;
static bool on_terminal;
static struct winsize window;
static pid_t command_pid; /* and its process group */

/* The connection is broken, or nonsense. */
static void __attribute__((noreturn)) give_up(void) {
  if (command_pid) kill(-command_pid, SIGKILL);
  _exit(1);
}

static uint32_t frame_length(const char* header) {
  uint32_t n;

  memcpy(&n, header + 1, 4);
  return ntohl(n);
}

static void put_frame(char type, const void* data, size_t n) {
  uint32_t big = htonl(n);

  sending[0] = type;
  memcpy(sending + 1, &big, 4);
  memmove(sending + HEADER, data, n);
  sending_at = 0;
  sending_n = HEADER + n;
}

static void put_number(char type, uint32_t value) {
  uint32_t big = htonl(value);

  put_frame(type, &big, 4);
}

/* Send what fits now. */
static void send_some(void) {
  ssize_t n = write(out, sending + sending_at, sending_n - sending_at);

  if (n < 0 && errno != EAGAIN && errno != EINTR) give_up();
  if (n > 0) sending_at += n;
  if (sending_at == sending_n) sending_at = sending_n = 0;
}

static void send_all(void) {
  while (sending_n) {
    struct pollfd p = {out, POLLOUT, 0};

    poll(&p, 1, -1);
    send_some();
  }
}

/* Closing a socket with unread bytes in it is a reset, which may overtake the frame just sent: wait until the peer has
 * read that and closed. */
static void __attribute__((noreturn)) send_last(void) {
  static char ignored[4096];

  send_all();
  if (live) {
    shutdown(out, SHUT_WR);
    fcntl(in, F_SETFL, fcntl(in, F_GETFL) & ~O_NONBLOCK);
    while (read(in, ignored, sizeof(ignored)) > 0)
      ;
  }
  _exit(0);
}

static void __attribute__((noreturn, format(printf, 1, 2))) fail(const char* format, ...) {
  char text[512];
  va_list args;

  va_start(args, format);
  vsnprintf(text, sizeof(text), format, args);
  va_end(args);
  put_frame('F', text, strlen(text));
  send_last();
}

/* ---- the request ---- */

static void read_all(void* data, size_t n) {
  for (char* at = data; n;) {
    ssize_t got = read(in, at, n);

    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) give_up();
    at += got;
    n -= got;
  }
}

/* The payload always ends in a NUL that the sender does not have to send. */
static char read_frame(char** payload, uint32_t* n) {
  char header[HEADER];

  read_all(header, HEADER);
  *n = frame_length(header);
  if (*n > FRAME_MAX) fail("frame '%c' of %u bytes, the limit is %d", header[0], *n, FRAME_MAX);
  *payload = calloc(1, *n + 1);
  if (!*payload) fail("out of memory");
  read_all(*payload, *n);
  return header[0];
}

static char** split(char* text, uint32_t n) {
  size_t count = 0, i = 0;
  char** list;

  for (uint32_t at = 0; at < n; at += strlen(text + at) + 1) count++;
  list = calloc(count + 1, sizeof(*list));
  if (!list) fail("out of memory");
  for (uint32_t at = 0; at < n; at += strlen(text + at) + 1) list[i++] = text + at;
  return list;
}

static void make_directories(char* path) {
  for (char* slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    mkdir(path, 0755);
    *slash = '/';
  }
  mkdir(path, 0755);
}

static void mount_device(char* device, char* dir) {
  int fd;

  if (!*device) {
    if (mount("none", "/", NULL, MS_REMOUNT, NULL)) fail("remount /: %s", strerror(errno));
    return;
  }
  /* The device may hold other bytes than when the machine was saved. */
  fd = open(device, O_RDONLY | O_CLOEXEC);
  if (fd < 0) fail("%s: %s", device, strerror(errno));
  ioctl(fd, BLKFLSBUF, 0);
  close(fd);
  make_directories(dir);
  if (mount(device, dir, "ext4", 0, NULL)) fail("mount %s on %s: %s", device, dir, strerror(errno));
}

static void set_clock(const char* payload) {
  uint64_t big;
  struct timespec now = {0};

  memcpy(&big, payload, 8);
  now.tv_sec = be64toh(big);
  if (clock_settime(CLOCK_REALTIME, &now)) fail("setting the clock: %s", strerror(errno));
}

/* Returns the frame that ends the request: 'G', 'N' or 'U', with its payload. */
static char read_request(char** payload) {
  char** list;
  uint32_t n;

  for (;;) {
    char type = read_frame(payload, &n);

    switch (type) {
      case 'D':
        if (n != 8) fail("frame 'D' of %u bytes", n);
        set_clock(*payload);
        break;
      case 'M':
        list = split(*payload, n);
        if (!list[0] || !list[1] || list[2]) fail("frame 'M' needs two strings");
        mount_device(list[0], list[1]);
        break;
      case 'A':
        argv = split(*payload, n);
        break;
      case 'E':
        for (list = split(*payload, n); *list; list++) putenv(*list);
        break;
      case 'C':
        cwd = *payload;
        break;
      case 'T':
        if (n != 4) fail("frame 'T' of %u bytes", n);
        on_terminal = true;
        memcpy(&window.ws_row, *payload, 2);
        memcpy(&window.ws_col, *payload + 2, 2);
        window.ws_row = ntohs(window.ws_row);
        window.ws_col = ntohs(window.ws_col);
        break;
      case 'N':
        if (n != 2) fail("frame 'N' of %u bytes", n);
        return type;
      case 'U':
      case 'G':
        return type;
      default:
        fail("unknown frame '%c'", type);
    }
  }
}

/* ---- a command ---- */

struct command {
  int exit_fd;                /* readable once the command has ended */
  int input;                  /* -1: closed */
  int output[2];              /* standard output and error; -1: at its end */
  char pending[STDIN_WINDOW]; /* input that it has not taken yet */
  size_t pending_n;
  bool input_ended; /* close input when nothing is pending */
  uint32_t taken;   /* of its input, not yet reported by 'W' */
};
static struct command command;

static void __attribute__((noreturn)) become_command(void) {
  sigset_t none;

  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  signal(SIGCHLD, SIG_DFL);
  signal(SIGPIPE, SIG_DFL);
  if (cwd && chdir(cwd)) {
    dprintf(2, "agent: chdir %s: %m\n", cwd);
    _exit(126);
  }
  execvp(argv[0], argv);
  dprintf(2, "agent: %s: %m\n", argv[0]);
  _exit(errno == ENOENT ? 127 : 126);
}

static void close_input(void) {
  if (command.input >= 0 && !on_terminal) close(command.input);
  command.input = -1;
}

static void start_on_terminal(void) {
  int master;

  command_pid = forkpty(&master, NULL, NULL, &window);
  if (command_pid < 0) fail("forkpty: %s", strerror(errno));
  if (!command_pid) become_command();
  fcntl(master, F_SETFD, FD_CLOEXEC);
  command.input = command.output[0] = master;
  command.output[1] = -1;
}

static void start_on_pipes(void) {
  int input[2] = {in, -1}, output[2], errors[2];

  if ((live && pipe2(input, O_CLOEXEC)) || pipe2(output, O_CLOEXEC) || pipe2(errors, O_CLOEXEC))
    fail("pipe: %s", strerror(errno));
  command_pid = fork();
  if (command_pid < 0) fail("fork: %s", strerror(errno));
  if (!command_pid) {
    setsid();
    dup2(input[0], 0);
    dup2(output[1], 1);
    dup2(errors[1], 2);
    become_command();
  }
  close(input[0]);
  close(output[1]);
  close(errors[1]);
  command.input = input[1];
  command.output[0] = output[0];
  command.output[1] = errors[0];
}

static void take_frame(char type, char* payload, uint32_t n) {
  switch (type) {
    case 'I':
      if (n > STDIN_WINDOW - command.pending_n) give_up();
      if (command.input < 0) {
        command.taken += n; /* nobody reads it: lost, like bytes in a closed pipe */
        break;
      }
      memcpy(command.pending + command.pending_n, payload, n);
      command.pending_n += n;
      break;
    case 'i':
      command.input_ended = true;
      break;
    case 'K':
      if (n == 1) kill(-command_pid, payload[0]);
      break;
    default:
      give_up();
  }
}

static void receive_some(void) {
  ssize_t got = read(in, received + received_n, HEADER + FRAME_MAX - received_n);
  size_t at = 0;

  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got <= 0) give_up();
  received_n += got;
  while (received_n - at >= HEADER) {
    uint32_t n = frame_length(received + at);

    if (n > FRAME_MAX) give_up();
    if (received_n - at - HEADER < n) break;
    take_frame(received[at], received + at + HEADER, n);
    at += HEADER + n;
  }
  received_n -= at;
  memmove(received, received + at, received_n);
}

static void feed_input(void) {
  ssize_t n = write(command.input, command.pending, command.pending_n);

  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (n < 0) { /* it closed its standard input */
    n = command.pending_n;
    close_input();
  }
  command.pending_n -= n;
  command.taken += n;
  memmove(command.pending, command.pending + n, command.pending_n);
}

static void take_output(int which) {
  static char data[CHUNK];
  ssize_t n = read(command.output[which], data, CHUNK);

  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (n > 0) {
    put_frame(which ? 'X' : 'O', data, n);
    return;
  }
  close(command.output[which]); /* a terminal says EIO when its last user has gone */
  command.output[which] = -1;
  if (on_terminal) command.input = -1;
}

static void nonblocking(int fd) {
  if (fd >= 0) fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

/* Carries everything until the command has ended and all that it wrote is sent. */
static void attend_command(void) {
  bool ended = false;

  nonblocking(command.input);
  nonblocking(command.output[0]);
  nonblocking(command.output[1]);
  if (live) nonblocking(in);
  for (;;) {
    if (!sending_n && command.taken) {
      put_number('W', command.taken);
      command.taken = 0;
    }
    if (command.input_ended && !command.pending_n) close_input();

    bool idle = !sending_n;
    struct pollfd p[] = {
        {live ? in : -1, POLLIN, 0},
        {idle ? -1 : out, POLLOUT, 0},
        {command.pending_n ? command.input : -1, POLLOUT, 0},
        {idle ? command.output[0] : -1, POLLIN, 0},
        {idle ? command.output[1] : -1, POLLIN, 0},
        {ended ? -1 : command.exit_fd, POLLIN, 0},
    };
    /* What the command wrote before it ended is in its pipes now; a child that it left behind is not waited
     * for. A terminal passes its last bytes on a little later, and then says that it is closed. */
    int wait = !ended || !idle ? -1 : on_terminal && command.output[0] >= 0 ? 200 : 0;
    int ready = poll(p, 6, wait);

    if (ready < 0) continue;
    if (ready == 0 && ended && idle) return;
    if (p[0].revents) receive_some();
    if (p[1].revents) send_some();
    if (p[2].revents) feed_input();
    if (p[3].revents) take_output(0);
    if (p[4].revents && !sending_n) take_output(1);
    if (p[5].revents) ended = true;
  }
}

static void __attribute__((noreturn)) run_command(void) {
  int status;

  if (!argv || !argv[0]) {
    put_number('Q', 0);
    send_last();
  }
  received = malloc(HEADER + FRAME_MAX);
  if (!received) fail("out of memory");
  put_frame('S', "", 0);
  send_all();
  if (on_terminal)
    start_on_terminal();
  else
    start_on_pipes();
  command.exit_fd = pidfd_open(command_pid, 0);
  if (command.exit_fd < 0) fail("pidfd_open: %s", strerror(errno));
  attend_command();
  waitpid(command_pid, &status, 0);
  put_number('Q', WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  send_last();
}

/* ---- a tunnel ---- */

static int connect_port(const char* payload) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;

  memcpy(&address.sin_port, payload, 2);
  if (fd < 0 || connect(fd, (void*)&address, sizeof(address)))
    fail("connect to 127.0.0.1:%d: %s", ntohs(address.sin_port), strerror(errno));
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
  return fd;
}

static int connect_path(const char* path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (strlen(path) >= sizeof(address.sun_path))
    fail("%s: the path of a unix socket has at most %zu bytes", path, sizeof(address.sun_path) - 1);
  strcpy(address.sun_path, path);
  if (fd < 0 || connect(fd, (void*)&address, sizeof(address))) fail("connect to %s: %s", path, strerror(errno));
  return fd;
}

/* An end of the stream is passed on as one, an error takes both directions down. */
static void copy(int from, int to) {
  static char data[CHUNK];
  ssize_t got, put;

  while ((got = read(from, data, CHUNK)) > 0)
    for (ssize_t at = 0; at < got; at += put) {
      put = write(to, data + at, got - at);
      if (put < 0) {
        shutdown(from, SHUT_RDWR);
        shutdown(to, SHUT_RDWR);
        return;
      }
    }
  shutdown(to, got ? SHUT_RDWR : SHUT_WR);
  if (got) shutdown(from, SHUT_RDWR);
}

/* Two processes that block: neither direction can hold up the other. */
static void tunnel(int socket) {
  put_frame('S', "", 0);
  send_all();
  if (!fork()) {
    copy(in, socket);
    _exit(0);
  }
  copy(socket, out);
}

/* ---- */

static void serve(void) {
  char* payload;

  switch (read_request(&payload)) {
    case 'N':
      tunnel(connect_port(payload));
      break;
    case 'U':
      tunnel(connect_path(payload));
      break;
    default:
      run_command();
  }
}

static void default_environment(void) {
  clearenv();
  setenv("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", 1);
  setenv("HOME", "/root", 1);
  setenv("USER", "root", 1);
  setenv("SHELL", "/bin/bash", 1);
  setenv("TERM", "dumb", 1);
  setenv("LANG", "C.UTF-8", 1);
}

static int listen_for_ever(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;

  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
  if (bind(fd, (void*)&address, sizeof(address)) || listen(fd, 128)) {
    perror("agent: listen");
    return 1;
  }
  signal(SIGCHLD, SIG_IGN); /* as process 1 we inherit every orphan: let the kernel reap them all */
  printf("AGENT-READY\n");
  fflush(stdout);
  for (;;) {
    in = out = accept4(fd, NULL, NULL, SOCK_CLOEXEC);
    if (in < 0) continue;
    if (!fork()) {
      signal(SIGCHLD, SIG_DFL);
      close(fd);
      setsockopt(in, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
      setsid();
      live = true;
      serve();
      _exit(0);
    }
    close(in);
  }
}

int main(int argc, char** args) {
  signal(SIGPIPE, SIG_IGN);
  default_environment();
  if (argc == 3 && !strcmp(args[1], "listen")) return listen_for_ever(atoi(args[2]));
  if (argc == 4 && !strcmp(args[1], "once")) {
    in = open(args[2], O_RDONLY | O_CLOEXEC);
    out = open(args[3], O_WRONLY | O_CLOEXEC);
    if (in < 0 || out < 0) {
      perror("agent: open");
      return 1;
    }
    serve();
    return 0;
  }
  fprintf(stderr, "usage: agent listen PORT | agent once REQUEST OUT\n");
  return 2;
}
