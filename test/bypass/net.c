// SPDX-License-Identifier: Apache-2.0
// Ways to reach a peer. "serve" is the peer: it listens at all that the techniques ask for.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/if_tun.h>
#include <linux/io_uring.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>

#include "escape.h"

enum { MPTCP = 262 };

int uring_submit(unsigned setup, const struct io_uring_sqe* entry);

struct address {
  union {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
    struct sockaddr_un local;
  };
  socklen_t size;
};

static struct address ip(const char* text, const char* port) {
  struct address it = {.four = {.sin_family = AF_INET, .sin_port = htons(atoi(port))}, .size = sizeof it.four};
  if (inet_pton(AF_INET, text, &it.four.sin_addr) == 1) return it;
  it = (struct address){.six = {.sin6_family = AF_INET6, .sin6_port = htons(atoi(port))}, .size = sizeof it.six};
  if (inet_pton(AF_INET6, text, &it.six.sin6_addr) != 1) wrong("%s is no address", text);
  return it;
}

// "@name" is abstract.
static struct address local(const char* path) {
  struct address it = {.local = {.sun_family = AF_UNIX}};
  snprintf(it.local.sun_path, sizeof it.local.sun_path, "%s", path);
  if (*path == '@') it.local.sun_path[0] = 0;
  it.size = offsetof(struct sockaddr_un, sun_path) + strlen(path) + (*path != '@');
  return it;
}

static int connect_to(int family, int type, int protocol, struct address to) {
  int fd = TRY("socket", socket(family, type, protocol));
  TRY("connect", connect(fd, &to.any, to.size));
  return fd;
}

static int done(int fd) { return fd < 0 ? -1 : 0; }

static int by_tcp(char** args) {
  struct address to = ip(args[0], args[1]);
  return done(connect_to(to.any.sa_family, SOCK_STREAM, 0, to));
}

static int by_mptcp(char** args) {
  struct address to = ip(args[0], args[1]);
  return done(connect_to(to.any.sa_family, SOCK_STREAM, MPTCP, to));
}

static int by_udp(char** args) {
  struct address to = ip(args[0], args[1]);
  int fd = connect_to(to.any.sa_family, SOCK_DGRAM, 0, to);
  if (fd < 0) return -1;
  TRY("send", send(fd, "x", 1, 0));
  return 0;
}

static int by_sendto(char** args) {
  struct address to = ip(args[0], args[1]);
  int fd = TRY("socket", socket(to.any.sa_family, SOCK_DGRAM, 0));
  TRY("sendto", sendto(fd, "x", 1, 0, &to.any, to.size));
  return 0;
}

static int by_sendmmsg(char** args) {
  struct address to = ip(args[0], args[1]);
  struct iovec data = {"x", 1};
  struct mmsghdr message = {
      .msg_hdr = {.msg_name = &to.any, .msg_namelen = to.size, .msg_iov = &data, .msg_iovlen = 1}};
  int fd = TRY("socket", socket(to.any.sa_family, SOCK_DGRAM, 0));
  TRY("sendmmsg", sendmmsg(fd, &message, 1, 0));
  return 0;
}

// Sends to another address than the one it is connected to, which is free.
static int by_connected_sendto(char** args) {
  struct address to = ip(args[0], args[1]), free = ip(args[0], args[2]);
  int fd = connect_to(to.any.sa_family, SOCK_DGRAM, 0, free);
  if (fd < 0) return -1;
  TRY("sendto", sendto(fd, "x", 1, 0, &to.any, to.size));
  return 0;
}

static int by_fast_open(char** args) {
  struct address to = ip(args[0], args[1]);
  int fd = TRY("socket", socket(to.any.sa_family, SOCK_STREAM, 0));
  TRY("sendto", sendto(fd, "x", 1, MSG_FASTOPEN, &to.any, to.size));
  return 0;
}

// connect() answers at once, and the first write connects.
static int by_fast_open_connect(char** args) {
  struct address to = ip(args[0], args[1]);
  int one = 1, fd = TRY("socket", socket(to.any.sa_family, SOCK_STREAM, 0));
  TRY("setsockopt", setsockopt(fd, IPPROTO_TCP, TCP_FASTOPEN_CONNECT, &one, sizeof one));
  TRY("connect", connect(fd, &to.any, to.size));
  TRY("send", send(fd, "x", 1, 0));
  return 0;
}

static int by_four_on_six(char** args) {
  struct address to = ip(args[0], args[1]);
  int fd = TRY("socket", socket(AF_INET6, SOCK_DGRAM, 0));
  TRY("sendto", sendto(fd, "x", 1, 0, &to.any, to.size));
  return 0;
}

static int by_four_on_six_connected(char** args) {
  struct address to = ip(args[0], args[1]);
  return done(connect_to(AF_INET6, SOCK_DGRAM, 0, to));
}

// Connects where it may, lets go, and connects elsewhere.
static int again(char** args, int type) {
  struct address to = ip(args[0], args[1]), free = ip(args[0], args[2]);
  struct address none = {.any = {.sa_family = AF_UNSPEC}, .size = sizeof none.any};
  int fd = connect_to(to.any.sa_family, type, 0, free);
  if (fd < 0) return -1;
  TRY("let go", connect(fd, &none.any, none.size));
  TRY("connect", connect(fd, &to.any, to.size));
  return 0;
}
static int by_tcp_again(char** args) { return again(args, SOCK_STREAM); }
static int by_udp_again(char** args) { return again(args, SOCK_DGRAM); }

// The family is left out; the kernel takes AF_UNSPEC for IPv4 when it sends.
static int by_no_family(char** args) {
  struct address to = ip(args[0], args[1]);
  int fd = TRY("socket", socket(AF_INET, SOCK_DGRAM, 0));
  to.any.sa_family = AF_UNSPEC;
  TRY("sendto", sendto(fd, "x", 1, 0, &to.any, to.size));
  return 0;
}

static int by_bound_tcp(char** args) {
  struct address to = ip(args[0], args[1]), here = ip(args[0], "0");
  int one = 1, fd = TRY("socket", socket(to.any.sa_family, SOCK_STREAM, 0));
  TRY("setsockopt", setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one));
  TRY("bind", bind(fd, &here.any, here.size));
  TRY("connect", connect(fd, &to.any, to.size));
  return 0;
}

static int make_socket(char** args) {
  TRY("socket", socket(atoi(args[0]), atoi(args[1]), atoi(args[2])));
  return 0;
}

static int by_uring_socket(char** args) {
  struct io_uring_sqe entry = {
      .opcode = IORING_OP_SOCKET, .fd = atoi(args[0]), .off = atoi(args[1]), .len = atoi(args[2])};
  step = "socket";
  return done(uring_submit(0, &entry));
}

static int by_uring_connect(char** args) {
  struct address to = ip(args[0], args[1]);
  int fd = TRY("socket", socket(to.any.sa_family, SOCK_STREAM, 0));
  struct io_uring_sqe entry = {.opcode = IORING_OP_CONNECT, .fd = fd, .addr = (long)&to.any, .off = to.size};
  step = "connect";
  return done(uring_submit(0, &entry));
}

static int by_uring_send(char** args) {
  struct address to = ip(args[0], args[1]);
  struct iovec data = {"x", 1};
  struct msghdr message = {.msg_name = &to.any, .msg_namelen = to.size, .msg_iov = &data, .msg_iovlen = 1};
  int fd = TRY("socket", socket(to.any.sa_family, SOCK_DGRAM, 0));
  struct io_uring_sqe entry = {.opcode = IORING_OP_SENDMSG, .fd = fd, .addr = (long)&message, .len = 1};
  step = "sendmsg";
  return done(uring_submit(IORING_SETUP_SQPOLL, &entry));
}

// Listens at PORT: 0 after the kernel has chosen one, without bind.
static int by_listen(char** args) {
  struct address here = ip(args[0], args[1]);
  int one = 1, fd = TRY("socket", socket(here.any.sa_family, SOCK_STREAM, 0));
  TRY("setsockopt", setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one));
  TRY("bind", bind(fd, &here.any, here.size));
  TRY("listen", listen(fd, 1));
  return 0;
}

static int by_listen_unbound(char** args) {
  int fd = TRY("socket", socket(atoi(args[0]), SOCK_STREAM, 0));
  TRY("listen", listen(fd, 1));
  return 0;
}

static int by_unix(char** args) { return done(connect_to(AF_UNIX, SOCK_STREAM, 0, local(args[0]))); }
static int by_unix_packets(char** args) { return done(connect_to(AF_UNIX, SOCK_SEQPACKET, 0, local(args[0]))); }

static int by_unix_datagram(char** args) {
  struct address to = local(args[0]);
  int fd = TRY("socket", socket(AF_UNIX, SOCK_DGRAM, 0));
  TRY("sendto", sendto(fd, "x", 1, 0, &to.any, to.size));
  return 0;
}

static int by_connected_datagram(char** args) {
  int fd = connect_to(AF_UNIX, SOCK_DGRAM, 0, local(args[0]));
  if (fd < 0) return -1;
  TRY("send", send(fd, "x", 1, 0));
  return 0;
}

static int by_unix_symlink(char** args) {
  char* link = (char*)in_scratch("s");
  TRY("symlink", symlink(args[0], link));
  return by_unix(&link);
}

static int by_unix_hard_link(char** args) {
  char* name = (char*)in_scratch("s");
  TRY("link", link(args[0], name));
  int found = by_unix(&name), cause = errno;
  unlink(name);
  errno = cause;
  return found;
}

static int by_unix_directory(char** args) {
  TRY("chdir", chdir(parent_of(args[0])));
  char* name = (char*)base_of(args[0]);
  return by_unix(&name);
}

static int by_unix_bound(char** args) {
  char* name = (char*)in_scratch("s");
  MUST(close(MUST(open(name, O_CREAT | O_WRONLY, 0666))));
  if (own_mounts()) return -1;
  int tree = TRY("open_tree", syscall(SYS_open_tree, AT_FDCWD, args[0], 1 /* OPEN_TREE_CLONE */));
  TRY("move_mount", syscall(SYS_move_mount, tree, "", AT_FDCWD, name, 4 /* MOVE_MOUNT_F_EMPTY_PATH */));
  return by_unix(&name);
}

// Asks the kernel for all its TCP sockets.
static int by_sock_diag(char** args) {
  (void)args;
  struct {
    struct nlmsghdr header;
    struct sock_diag_req request;
    char rest[64];
  } ask = {.header = {.nlmsg_len = 72, .nlmsg_type = SOCK_DIAG_BY_FAMILY, .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
           .request = {.sdiag_family = AF_INET, .sdiag_protocol = IPPROTO_TCP}};
  char answer[8192];
  int fd = TRY("socket", socket(AF_NETLINK, SOCK_RAW, 4 /* NETLINK_SOCK_DIAG */));
  TRY("send", send(fd, &ask, ask.header.nlmsg_len, 0));
  TRY("recv", recv(fd, answer, sizeof answer, 0));
  return 0;
}

static int by_tun(char** args) {
  (void)args;
  struct ifreq interface = {.ifr_name = "escape%d", .ifr_flags = IFF_TUN | IFF_NO_PI};
  int fd = TRY("open", open("/dev/net/tun", O_RDWR));
  TRY("TUNSETIFF", ioctl(fd, TUNSETIFF, &interface));
  return 0;
}

// DNS queries for NAME at a server that says nothing.
static int question(unsigned char* to, const char* name) {
  unsigned char* at = to;
  while (*name) {
    size_t size = strcspn(name, ".");
    *at++ = size;
    memcpy(at, name, size);
    at += size;
    name += size + (name[size] == '.');
  }
  memcpy(at, "\0\0\1\0\1", 5);
  return at + 5 - to;
}

static int query(unsigned char* to, const char* first, const char* second) {
  static const unsigned char head[] = {0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0};
  memcpy(to, head, 12);
  to[5] = second ? 2 : 1;
  int size = 12 + question(to + 12, first);
  return second ? size + question(to + size, second) : size;
}

static int udp(struct address* server) {
  *server = ip("127.0.0.1", "53");
  return TRY("socket", socket(AF_INET, SOCK_DGRAM, 0));
}

static int send_query(unsigned char* text, int size) {
  struct address server;
  int fd = udp(&server);
  if (fd < 0) return -1;
  TRY("sendto", sendto(fd, text, size, 0, &server.any, server.size));
  return 0;
}

static int by_query(char** args) {
  unsigned char text[512];
  return send_query(text, query(text, args[0], NULL));
}

static int by_mixed_case(char** args) {
  unsigned char text[512];
  int size = query(text, args[0], NULL);
  for (int i = 12; i < size - 5; i += 2)
    if (text[i] >= 'a' && text[i] <= 'z') text[i] ^= 0x20;
  return send_query(text, size);
}

static int by_second_question(char** args) {
  unsigned char text[512];
  return send_query(text, query(text, args[1], args[0]));
}

static int by_edns(char** args) {
  static const unsigned char option[] = {0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0};
  unsigned char text[512];
  int size = query(text, args[0], NULL);
  text[11] = 1;
  memcpy(text + size, option, sizeof option);
  return send_query(text, size + sizeof option);
}

static int by_connected_query(char** args) {
  unsigned char text[512];
  struct address server;
  int size = query(text, args[0], NULL), fd = udp(&server);
  if (fd < 0) return -1;
  TRY("connect", connect(fd, &server.any, server.size));
  TRY("write", write(fd, text, size));
  return 0;
}

static int by_scattered_query(char** args) {
  unsigned char text[512];
  struct address server;
  int size = query(text, args[0], NULL), fd = udp(&server);
  struct iovec parts[] = {{text, 5}, {text + 5, 9}, {text + 14, 3}, {text + 17, size - 17}};
  struct msghdr message = {.msg_name = &server.any, .msg_namelen = server.size, .msg_iov = parts, .msg_iovlen = 4};
  if (fd < 0) return -1;
  TRY("sendmsg", sendmsg(fd, &message, 0));
  return 0;
}

static int by_corked_query(char** args) {
  unsigned char text[512];
  struct address server;
  int size = query(text, args[0], NULL), fd = udp(&server);
  if (fd < 0) return -1;
  TRY("sendto", sendto(fd, text, 14, MSG_MORE, &server.any, server.size));
  TRY("sendto", sendto(fd, text + 14, size - 14, 0, &server.any, server.size));
  return 0;
}

static int by_query_in_stream(char** args) {
  unsigned char text[514];
  int size = query(text + 2, args[0], NULL);
  text[0] = size >> 8, text[1] = size;
  int fd = connect_to(AF_INET, SOCK_STREAM, 0, ip("127.0.0.1", "53"));
  if (fd < 0) return -1;
  TRY("send", send(fd, text, size + 2, 0));
  return 0;
}

static int by_split_stream(char** args) {
  unsigned char text[514];
  int size = query(text + 2, args[0], NULL);
  text[0] = size >> 8, text[1] = size;
  int fd = connect_to(AF_INET, SOCK_STREAM, 0, ip("127.0.0.1", "53"));
  if (fd < 0) return -1;
  TRY("send", send(fd, text, 2, 0));
  TRY("send", send(fd, text + 2, 20, 0));
  TRY("send", send(fd, text + 22, size - 20, 0));
  return 0;
}

static int by_other_port(char** args) {
  unsigned char text[512];
  struct address server = ip("127.0.0.1", args[1]);
  int size = query(text, args[0], NULL), fd = TRY("socket", socket(AF_INET, SOCK_DGRAM, 0));
  TRY("sendto", sendto(fd, text, size, 0, &server.any, server.size));
  return 0;
}

static int listen_at(int family, int type, struct address at) {
  int one = 1, zero = 0, length = 16, fd = MUST(socket(family, type, 0));
  MUST(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one));
  if (family == AF_INET6) MUST(setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &zero, sizeof zero));
  MUST(bind(fd, &at.any, at.size));
  if (family == AF_UNIX && at.local.sun_path[0]) MUST(chmod(at.local.sun_path, 0777));
  if (type != SOCK_DGRAM) MUST(listen(fd, 100));
  if (type == SOCK_STREAM && family == AF_INET6)
    MUST(setsockopt(fd, IPPROTO_TCP, TCP_FASTOPEN, &length, sizeof length));
  return fd;
}

// The last connections stay open: who is cut off could not send.
static void keep(int fd) {
  static int kept[64], next;
  int* slot = &kept[next++ % 64];
  if (*slot) close(*slot);
  *slot = fd;
}

// IP ports 53 and those named, unix sockets in DIR by type, and abstract ones, each "secret" and "free".
static int serve(char** args) {
  struct pollfd all[32];
  int types[32], count = 0;
  const int kinds[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET};
  const char *ports[] = {"53", args[1], args[2]}, *words[] = {"stream", "datagram", "packet"},
             *names[] = {"secret", "free"};
  for (int i = 0; i < 6; i++) {
    types[count] = kinds[i % 2];
    all[count++].fd = listen_at(AF_INET6, kinds[i % 2], ip("::", ports[i / 2]));
    char path[128];
    const char* name = names[i % 2];
    for (int abstract = 0; abstract < 2; abstract++) {
      snprintf(path, sizeof path, "%s%s-%s", abstract ? "@bypass-" : join(args[0], ""), name, words[i / 2]);
      types[count] = kinds[i / 2];
      all[count++].fd = listen_at(AF_UNIX, kinds[i / 2], local(path));
    }
  }
  alarm(0);
  printf("ready\n");
  fflush(stdout);
  for (;;) {
    for (int i = 0; i < count; i++) all[i].events = POLLIN;
    MUST(poll(all, count, -1));
    for (int i = 0; i < count; i++) {
      char bytes[512];
      if (!(all[i].revents & POLLIN)) continue;
      if (types[i] == SOCK_DGRAM)
        recv(all[i].fd, bytes, sizeof bytes, MSG_DONTWAIT);
      else
        keep(accept(all[i].fd, NULL, NULL));
    }
  }
}

const struct technique net_techniques[] = {
    {"tcp", 2, by_tcp},
    {"mptcp", 2, by_mptcp},
    {"udp", 2, by_udp},
    {"sendto", 2, by_sendto},
    {"sendmmsg", 2, by_sendmmsg},
    {"connected-sendto", 3, by_connected_sendto},
    {"fast-open", 2, by_fast_open},
    {"fast-open-connect", 2, by_fast_open_connect},
    {"four-on-six", 2, by_four_on_six},
    {"four-on-six-connected", 2, by_four_on_six_connected},
    {"tcp-again", 3, by_tcp_again},
    {"udp-again", 3, by_udp_again},
    {"no-family", 2, by_no_family},
    {"bound-tcp", 2, by_bound_tcp},
    {"socket", 3, make_socket},
    {"uring-socket", 3, by_uring_socket},
    {"uring-connect", 2, by_uring_connect},
    {"uring-send", 2, by_uring_send},
    {"listen", 2, by_listen},
    {"listen-unbound", 1, by_listen_unbound},
    {"unix", 1, by_unix},
    {"unix-packets", 1, by_unix_packets},
    {"unix-datagram", 1, by_unix_datagram},
    {"unix-connected-datagram", 1, by_connected_datagram},
    {"unix-symlink", 1, by_unix_symlink},
    {"unix-hard-link", 1, by_unix_hard_link},
    {"unix-directory", 1, by_unix_directory},
    {"unix-bound", 1, by_unix_bound},
    {"sock-diag", 0, by_sock_diag},
    {"tun", 0, by_tun},
    {"query", 1, by_query},
    {"query-case", 1, by_mixed_case},
    {"query-second", 2, by_second_question},
    {"query-edns", 1, by_edns},
    {"query-connected", 1, by_connected_query},
    {"query-scattered", 1, by_scattered_query},
    {"query-corked", 1, by_corked_query},
    {"query-tcp", 1, by_query_in_stream},
    {"query-tcp-split", 1, by_split_stream},
    {"query-port", 2, by_other_port},
    {"serve", 3, serve},
    {NULL, 0, NULL},
};
