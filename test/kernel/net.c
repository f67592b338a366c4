// SPDX-License-Identifier: Apache-2.0
// Acts on sockets for real, one after the other in one process, and what the kernel said: prints "STEP ok" or "STEP ERRNO", a
// line for each. The exit status is 0 when the question could be asked, whatever the answer; 2 for a wrong call.
//   net STEP...                 a step is a word and its values: word=VALUE,VALUE
//   socket=FAMILY,TYPE,PROTOCOL numbers; the steps that follow are about this socket
//   bind=ADDRESS  connect=ADDRESS  listen  accept
//   send=ADDRESS                a byte, without connecting;  fastopen=ADDRESS  the same with MSG_FASTOPEN
//   many=ADDRESS,ADDRESS        two bytes by one sendmmsg: steps "many" for the first and the second
//   pair                        a pair of datagram unix sockets, and a byte over it
//   ask=NAME...                 DNS queries over the connected socket, in one message each; over TCP, with their lengths,
//                               all in one writev of many pieces
//   askto=ADDRESS,NAME          the same without connecting;  askmany=NAME,NAME  by one sendmmsg
//   together=NAME...            one DNS message with all these questions
//   raw=HEX                     these bytes
//   splice=NAME                 a DNS query out of a file, by sendfile
//   wait                        for a line on stdin
// ADDRESS is 127.0.0.1:53, [::1]:53, a unix path, @NAME, or one of the first two behind "none/": without its family.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

enum { VALUES_MAX = 8, MESSAGE_BYTES = 2048 };

static int fd = -1, type;

static void wrong(const char* step) {
  fprintf(stderr, "net: wrong step %s; see the head of net.c\n", step);
  exit(2);
}

static void say(const char* step, long result) {
  printf("%s %s\n", step, result >= 0 ? "ok" : strerrorname_np(errno));
  fflush(stdout);
}

union address {
  struct sockaddr any;
  struct sockaddr_in four;
  struct sockaddr_in6 six;
  struct sockaddr_un local;
};

static socklen_t Parse(const char* text, union address* to) {
  memset(to, 0, sizeof *to);
  int is_without = !strncmp(text, "none/", 5);
  if (is_without) text += 5;
  if (*text == '/' || *text == '@') {
    size_t size = strlen(text);
    to->local.sun_family = AF_UNIX;
    memcpy(to->local.sun_path, text, size);
    if (*text == '@') to->local.sun_path[0] = 0;
    return offsetof(struct sockaddr_un, sun_path) + size + (*text == '/');
  }
  char host[64];
  const char* colon = strrchr(text, ':');
  int is_six = *text == '[';
  if (!colon) wrong(text);
  snprintf(host, sizeof host, "%.*s", (int)(colon - text) - 2 * is_six, text + is_six);
  socklen_t size = is_six ? sizeof to->six : sizeof to->four;
  void* ip = is_six ? (void*)&to->six.sin6_addr : (void*)&to->four.sin_addr;
  to->any.sa_family = is_six ? AF_INET6 : AF_INET;
  if (inet_pton(to->any.sa_family, host, ip) != 1) wrong(text);
  to->four.sin_port = htons(atoi(colon + 1));  // in the same place for both
  if (is_without) to->any.sa_family = AF_UNSPEC;
  return size;
}

// A DNS message with these questions. Returns its size.
static size_t Message(unsigned char* to, char* const* names, int count) {
  unsigned char* at = to;
  memcpy(at, "\x12\x34\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00", 12);
  at[5] = count;
  at += 12;
  for (int i = 0; i < count; i++) {
    for (const char* label = names[i]; *label;) {
      size_t size = strcspn(label, ".");
      *at++ = size;
      memcpy(at, label, size);
      at += size;
      label += size + (label[size] == '.');
    }
    memcpy(at, "\0\0\1\0\1", 5);  // the root, A, IN
    at += 5;
  }
  return at - to;
}

static void Ask(const char* step, char* const* names, int count) {
  static unsigned char messages[VALUES_MAX][MESSAGE_BYTES], lengths[VALUES_MAX][2];
  struct iovec pieces[3 * VALUES_MAX];
  int used = 0;
  for (int i = 0; i < count; i++) {
    size_t size = Message(messages[i], names + i, 1);
    if (type != SOCK_STREAM) {
      say(step, send(fd, messages[i], size, 0));
      continue;
    }
    lengths[i][0] = size >> 8;
    lengths[i][1] = size;
    pieces[used++] = (struct iovec){lengths[i], 2};
    pieces[used++] = (struct iovec){messages[i], 20};
    pieces[used++] = (struct iovec){messages[i] + 20, size - 20};
  }
  if (used) say(step, writev(fd, pieces, used));
}

// Two messages by one call.
static void SendMany(const char* step, const struct iovec* bytes, union address* to, const socklen_t* sizes) {
  struct mmsghdr headers[2] = {0};
  struct iovec pieces[2] = {bytes[0], bytes[1]};
  for (int i = 0; i < 2; i++) {
    headers[i].msg_hdr.msg_iov = &pieces[i];
    headers[i].msg_hdr.msg_iovlen = 1;
    if (to) {
      headers[i].msg_hdr.msg_name = &to[i];
      headers[i].msg_hdr.msg_namelen = sizes[i];
    }
  }
  int sent = sendmmsg(fd, headers, 2, 0);
  say(step, sent);
  if (sent == 1) say(step, sendmsg(fd, &headers[1].msg_hdr, 0));  // says why it ended early
}

static void Splice(const char* step, char* name) {
  unsigned char message[MESSAGE_BYTES];
  size_t size = Message(message, &name, 1);
  int from = memfd_create("query", 0);
  off_t start = 0;
  if (from < 0 || write(from, message, size) != (ssize_t)size) wrong(step);
  say(step, sendfile(fd, from, &start, size));
}

static size_t FromHex(const char* hex, unsigned char* to) {
  size_t size = 0;
  for (unsigned byte; sscanf(hex, "%2x", &byte) == 1; hex += 2) to[size++] = byte;
  return size;
}

static void Socket(const char* step, char* const* values) {
  struct timeval patience = {.tv_sec = 1};  // what nobody answers is told by EINPROGRESS or EAGAIN
  type = atoi(values[1]);
  fd = socket(atoi(values[0]), type, atoi(values[2]));
  if (fd >= 0) {
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
  }
  say(step, fd);
}

static void Do(char* step) {
  char* values[VALUES_MAX] = {0};
  int count = 0;
  char* rest = strchr(step, '=');
  if (rest) *rest++ = 0;
  for (char* value; rest && count < VALUES_MAX && (value = strsep(&rest, ","));) values[count++] = value;
  union address to[2];
  socklen_t sizes[2] = {0};
  unsigned char bytes[MESSAGE_BYTES];
  struct iovec ones[2] = {{"a", 1}, {"b", 1}};
#define IS(word, least) (!strcmp(step, word) && count >= (least))
  if (IS("socket", 3)) {
    Socket(step, values);
  } else if (IS("listen", 0)) {
    say(step, listen(fd, 8));
  } else if (IS("accept", 0)) {
    say(step, accept(fd, NULL, NULL));
  } else if (IS("pair", 0)) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair)) wrong(step);
    say(step, send(pair[0], "a", 1, 0));
  } else if (IS("wait", 0)) {
    if (getchar() == EOF) wrong(step);
  } else if (IS("ask", 1)) {
    Ask(step, values, count);
  } else if (IS("together", 1)) {
    say(step, send(fd, bytes, Message(bytes, values, count), 0));
  } else if (IS("raw", 1)) {
    say(step, send(fd, bytes, FromHex(values[0], bytes), 0));
  } else if (IS("splice", 1)) {
    Splice(step, values[0]);
  } else if (IS("askmany", 2)) {
    size_t first = Message(bytes, values, 1), second = Message(bytes + first, values + 1, 1);
    SendMany(step, (struct iovec[]){{bytes, first}, {bytes + first, second}}, NULL, NULL);
  } else if (IS("many", 2)) {
    for (int i = 0; i < 2; i++) sizes[i] = Parse(values[i], &to[i]);
    SendMany(step, ones, to, sizes);
  } else if (count >= 1) {
    sizes[0] = Parse(values[0], &to[0]);
    if (IS("bind", 1))
      say(step, bind(fd, &to[0].any, sizes[0]));
    else if (IS("connect", 1))
      say(step, connect(fd, &to[0].any, sizes[0]));
    else if (IS("send", 1))
      say(step, sendto(fd, "a", 1, MSG_NOSIGNAL, &to[0].any, sizes[0]));
    else if (IS("fastopen", 1))
      say(step, sendto(fd, "a", 1, MSG_FASTOPEN | MSG_NOSIGNAL, &to[0].any, sizes[0]));
    else if (IS("askto", 2))
      say(step, sendto(fd, bytes, Message(bytes, values + 1, 1), 0, &to[0].any, sizes[0]));
    else
      wrong(step);
  } else {
    wrong(step);
  }
}

int main(int argc, char** argv) {
  if (argc < 2) wrong("");
  for (int i = 1; i < argc; i++) Do(argv[i]);
  return 0;
}
