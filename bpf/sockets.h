/* SPDX-License-Identifier: GPL-2.0-only */
/* Acts on sockets: what kind a socket is, which address an act is about, and what rules say of the two. */
#ifndef BAILIFF_SOCKETS_H
#define BAILIFF_SOCKETS_H

#include "judge.h"

static __always_inline __u32 protocol_of(__u16 family, __u16 type, __u16 protocol)
{
	if (family == AF_SMC)
		return PROTOCOL_TCP; /* what it falls back to, on a socket of the kernel's own */
	if (family != AF_INET && family != AF_INET6)
		return PROTOCOL_OTHER;
	switch (protocol) {
	case 0: /* the kernel takes the first protocol that it has for the type */
		return type == SOCK_STREAM      ? PROTOCOL_TCP
		       : type == SOCK_DGRAM     ? PROTOCOL_UDP
		       : type == SOCK_SEQPACKET ? PROTOCOL_SCTP
		                                : PROTOCOL_OTHER;
	case IPPROTO_TCP:
	case IPPROTO_MPTCP:
	case IPPROTO_SMC:
		return PROTOCOL_TCP;
	case IPPROTO_UDP:
		return PROTOCOL_UDP;
	case IPPROTO_ICMP:
		return PROTOCOL_ICMP;
	case IPPROTO_ICMPV6:
		return PROTOCOL_ICMPV6;
	case IPPROTO_SCTP:
		return PROTOCOL_SCTP;
	case IPPROTO_DCCP:
		return PROTOCOL_DCCP;
	}
	return PROTOCOL_OTHER;
}

/* Unix and netlink sockets reach no network: a rule on "stream" or "raw" that took them too would stop the node. */
static __always_inline bool is_local(__u16 family)
{
	return family == AF_UNIX || family == AF_NETLINK;
}

/* The kernel's half of the socket. It is there whenever a hook runs; the verifier wants to see that looked at. */
static __always_inline struct sock *begin_act(struct socket_act *act, struct socket *socket)
{
	struct sock *sk = socket->sk;

	if (!sk)
		return NULL;
	act->family = sk->__sk_common.skc_family;
	act->type = socket->type;
	act->protocol = sk->sk_protocol;
	return sk;
}

/* ---- addresses ---- */

/* As 16 bytes in memory. Bailiff runs on little-endian machines only. */
enum { MAPPED = 0xffff0000U, NAT64 = 0x9bff6400U, LOOPBACK_4 = 0x0100007fU };
#define LOOPBACK_6 (1ULL << 56)

static __always_inline bool is_mapped(const __u64 *ip)
{
	return !ip[0] && (__u32)ip[1] == MAPPED;
}

static __always_inline void set_mapped(__u64 *ip, __u32 address)
{
	ip[0] = 0;
	ip[1] = (__u64)address << 32 | MAPPED;
}

static __always_inline void take_ip4(struct socket_act *act, __u32 address)
{
	act->address_family = AF_INET;
	__builtin_memcpy(act->address, &address, sizeof(address));
}

static __always_inline void take_ip6(struct socket_act *act, const struct in6_addr *address)
{
	act->address_family = AF_INET6;
	__builtin_memcpy(act->address, address, sizeof(*address));
}

/* The address as it is looked up. */
static __always_inline void ip_of(const struct socket_act *act, __u64 *ip)
{
	__u32 ip4;

	if (act->address_family == AF_INET6) {
		__builtin_memcpy(ip, act->address, sizeof(act->address));
	} else {
		__builtin_memcpy(&ip4, act->address, sizeof(ip4));
		set_mapped(ip, ip4);
	}
}

static __always_inline void add_ip4(struct socket_act *act, __u32 address)
{
	act->also = ALSO_IP4;
	act->ip4 = address;
}

/* An address as a system call was given it: the beginning of a sockaddr_in or sockaddr_in6. */
struct written {
	__u16 family;
	__u16 port; /* in network order */
	__u32 ip4;
	struct in6_addr ip6;
};

/* The kernel has copied it to a buffer that has room for any address. */
static __always_inline void read_address(struct written *written, const void *address)
{
	if (bpf_probe_read_kernel(written, sizeof(*written), address))
		__builtin_memset(written, 0, sizeof(*written));
}

/* The same of a typed one: that of IPv4, which most are, is read at once, which costs less than the call. Where its bytes lie is
 * the same for every kernel. */
static __always_inline void read_sockaddr(struct written *written, const struct sockaddr *address)
{
	const struct written *typed = (const struct written *)address;

	written->family = typed->family;
	if (written->family == AF_INET) {
		written->port = typed->port;
		written->ip4 = typed->ip4;
	} else {
		read_address(written, address);
	}
}

/* Too short a one the kernel refuses itself, as it does an address of no IP family: they name nothing. `family` may be
 * another one than is written there. */
static __always_inline void take_written(struct socket_act *act, const struct written *written, int size, __u16 family)
{
	if (family == AF_INET && size >= 8)
		take_ip4(act, written->ip4);
	else if (family == AF_INET6 && size >= 24)
		take_ip6(act, &written->ip6);
	else
		return;
	act->port = __builtin_bswap16(written->port);
}

/* Where the socket itself is. */
static __always_inline void take_own(struct socket_act *act, struct sock *sk)
{
	struct in6_addr ip6;

	if (act->family == AF_INET) {
		take_ip4(act, sk->__sk_common.skc_rcv_saddr);
	} else if (act->family == AF_INET6) {
		BPF_CORE_READ_INTO(&ip6, sk, __sk_common.skc_v6_rcv_saddr);
		take_ip6(act, &ip6);
	} else {
		return;
	}
	act->port = sk->__sk_common.skc_num;
}

/* Where the socket is connected to. */
static __always_inline void take_peer(struct socket_act *act, struct sock *sk)
{
	struct in6_addr ip6;

	if (!sk->__sk_common.skc_dport)
		return;
	if (act->family == AF_INET) {
		take_ip4(act, sk->__sk_common.skc_daddr);
	} else if (act->family == AF_INET6) {
		BPF_CORE_READ_INTO(&ip6, sk, __sk_common.skc_v6_daddr);
		take_ip6(act, &ip6);
	} else {
		return;
	}
	act->port = __builtin_bswap16(sk->__sk_common.skc_dport);
}

/* What a NAT64 translates is an IPv4 address (RFC 6052). */
static __always_inline void find_nat64(struct socket_act *act, const __u64 *ip)
{
	if (ip[0] == NAT64 && !(__u32)ip[1])
		add_ip4(act, ip[1] >> 32);
}

/* The remote end: no address is one of this node, the one that the socket is bound to, else loopback. */
static __always_inline void find_also_remote(struct socket_act *act, struct sock *sk)
{
	struct in6_addr own = {};
	__u64 ip[2];
	__u32 own4;

	if (!act->address_family)
		return;
	ip_of(act, ip);
	if (is_mapped(ip) && !(ip[1] >> 32)) {
		own4 = sk->__sk_common.skc_rcv_saddr;
		add_ip4(act, own4 ? own4 : LOOPBACK_4);
	} else if (!ip[0] && !ip[1]) {
		if (act->family == AF_INET6)
			BPF_CORE_READ_INTO(&own, sk, __sk_common.skc_v6_rcv_saddr);
		if (is_mapped(own.words))
			add_ip4(act, own.words[1] >> 32 ? own.words[1] >> 32 : LOOPBACK_4);
		else
			act->also = ALSO_LOOPBACK6;
	} else {
		find_nat64(act, ip);
	}
}

/* The local end: "::" takes IPv4, too, unless the socket was told otherwise. */
static __always_inline void find_also_local(struct socket_act *act, struct sock *sk)
{
	__u64 ip[2];

	if (act->address_family != AF_INET6)
		return;
	ip_of(act, ip);
	if (!ip[0] && !ip[1] && !BPF_CORE_READ_BITFIELD_PROBED(sk, __sk_common.skc_ipv6only))
		add_ip4(act, 0);
}

/* Whether a message says itself where it goes: a connection looks at that only when it is made by sending. */
static __always_inline bool is_destination(struct socket_act *act, struct msghdr *message)
{
	if (!message->msg_name)
		return false;
	return act->type != SOCK_STREAM || message->msg_flags & MSG_FASTOPEN || act->protocol == IPPROTO_SCTP;
}

/* What the kernel makes of an address without a family differs: IPv4 sockets take it for IPv4, raw IPv6 sockets for IPv6,
 * and all others send to where they are connected. */
static __always_inline void take_destination(struct socket_act *act, struct msghdr *message)
{
	struct written to;
	__u16 family;

	read_address(&to, message->msg_name);
	family = to.family;
	if (family == AF_UNSPEC)
		family = act->family == AF_INET                             ? AF_INET
		         : act->family == AF_INET6 && act->type == SOCK_RAW ? AF_INET6
		                                                            : AF_UNSPEC;
	take_written(act, &to, message->msg_namelen, family);
}

/* ---- what rules say ---- */

static __always_inline __u64 masked(__u64 word, __u32 bits)
{
	__u64 mask = bits >= 64 ? ~0ULL : ~(~0ULL >> bits);

	return word & __builtin_bswap64(mask);
}

struct prefix_walk {
	struct match *match;
	const __u64 *ip;
	__u32 prefixes; /* first block */
	__u32 found;    /* cell */
};

/* The cell of the network of one length that rules have; 0: none. */
static __always_inline __u32 find_network(__u32 index, struct prefix_walk *walk)
{
	struct block *block = block_of(walk->match->rules, walk->prefixes + index / BLOCK_BYTES);
	enum { ANY = 255, MAPPED_BITS = 96 };
	struct siphash hash;
	__u32 bits;

	if (!block)
		return 0;
	bits = block->bytes[index % BLOCK_BYTES];
	if (bits < MAPPED_BITS && is_mapped(walk->ip))
		return 0;
	siphash_start(&hash, name_key[0], name_key[1]);
	if (bits != ANY && is_mapped(walk->ip))
		return find_cell(walk->match,
		                 siphash_finish(hash, masked(walk->ip[1], bits - 64) >> 32 | (__u64)bits << 32, 5));
	siphash_word(&hash, bits == ANY ? 0 : masked(walk->ip[0], bits));
	siphash_word(&hash, bits == ANY || bits <= 64 ? 0 : masked(walk->ip[1], bits - 64));
	return find_cell(walk->match, siphash_finish(hash, bits, 17));
}

static long meet_network(__u32 index, struct prefix_walk *walk)
{
	__u32 cell = find_network(index, walk);

	if (cell)
		add_cell(walk->match->scratch, cell);
	return 0;
}

static long try_network(__u32 index, struct prefix_walk *walk)
{
	walk->found = find_network(index, walk);
	return walk->found != 0;
}

/* Whether rules may decide it: for most acts all there is to do. */
static __noinline bool may_decide_socket(struct actor *actor, const struct socket_act *act)
{
	__u64 ip[2];
	struct rule_class_facts *facts = facts_of(actor->rules, CLASS_NETWORK);
	struct match match = {
		.rules = actor->rules,
		.buckets = actor->set->buckets,
		.bucket_mask = actor->set->bucket_mask,
	};
	struct prefix_walk walk = {.match = &match, .ip = ip, .prefixes = actor->set->prefixes};

	if (!facts || facts->flags & CLASS_ALLOW_LIST || act->also)
		return true;
	if (actor->set->kinds[act->type % 16] >> protocol_of(act->family, act->type, act->protocol) & 1)
		return true;
	if (act->address_family && facts->flags & CLASS_HAS_ADDRESSES) {
		name_for(&match, CLASS_NETWORK, NAME_NUMBER_ADDRESS);
		ip_of(act, ip);
		bpf_loop(actor->set->prefix_count, try_network, &walk, 0);
	}
	return walk.found;
}

/* Decides by the kind of the socket and by scratch->ip. */
__weak __noinline enum found decide_socket(struct scratch *scratch)
{
	struct match match = {};
	struct rule_class_facts *facts;
	struct rule_set *set;

	if (!scratch)
		return RULES_CHANGED;
	if (!open_rules(&match, scratch))
		return RULES_CHANGED;
	name_for(&match, CLASS_NETWORK, 0);
	facts = facts_of(match.rules, CLASS_NETWORK);
	set = (struct rule_set *)block_of(match.rules, 0);
	if (!facts || !set)
		return RULES_CHANGED;
	scratch->cell_count = 0;
	if (set->kinds[scratch->ask.type % 16] >> scratch->ask.protocol & 1)
		meet(&match, hash_number((__u64)scratch->ask.type << SOCKET_TYPE_SHIFT | scratch->ask.protocol), 0);
	if (scratch->socket.address_family && facts->flags & CLASS_HAS_ADDRESSES) {
		struct prefix_walk walk = {.match = &match, .ip = scratch->ip, .prefixes = set->prefixes};

		name_for(&match, CLASS_NETWORK, NAME_NUMBER_ADDRESS);
		bpf_loop(set->prefix_count, meet_network, &walk, 0);
	}
	return decide(scratch);
}

/* An address that means two: the stricter answer counts. */
__weak __noinline enum found decide_both(struct scratch *scratch)
{
	struct decision first;
	enum found found;

	if (!scratch)
		return RULES_CHANGED;
	ip_of(&scratch->socket, scratch->ip);
	found = decide_socket(scratch);
	if (found != FOUND || !scratch->socket.also)
		return found;
	first = scratch->decision;
	if (scratch->socket.also == ALSO_IP4) {
		set_mapped(scratch->ip, scratch->socket.ip4);
	} else {
		scratch->ip[0] = 0;
		scratch->ip[1] = LOOPBACK_6;
	}
	found = decide_socket(scratch);
	if (found == FOUND && first.verdict >= scratch->decision.verdict)
		scratch->decision = first;
	return found;
}

/* Decides by scratch->path[scratch->start .. PATH_BYTES_MAX), a name of scratch->ask.class. */
__weak __noinline enum found decide_name(struct scratch *scratch)
{
	struct match match = {};
	__u32 length;

	if (!scratch)
		return RULES_CHANGED;
	if (!open_rules(&match, scratch))
		return RULES_CHANGED;
	name_for(&match, scratch->ask.class, 0);
	length = PATH_BYTES_MAX - scratch->start;
	start_hash(scratch);
	hash_up_to(scratch, length);
	meet(&match, hash_of(scratch, length), 0);
	return decide(scratch);
}

/* What rules can ask of the act itself. */
static __always_inline void ask_of_socket(struct scratch *scratch, const struct socket_act *act)
{
	scratch->socket = *act;
	scratch->ask.conditions = act->conditions;
	scratch->ask.port = act->address_family ? act->port : 0;
	scratch->ask.type = act->type % 16;
	scratch->ask.protocol = protocol_of(act->family, act->type, act->protocol);
	scratch->ask.direction = act->direction;
}

/* Takes up an act of the current task: who that is is known afterwards. */
static __noinline enum found begin_socket(struct actor *actor, struct scratch *scratch, const struct socket_act *act)
{
	ask_of_socket(scratch, act);
	if (on_terminal())
		scratch->ask.conditions |= ON_TERMINAL;
	scratch->start = PATH_BYTES_MAX;
	return identify(actor, scratch);
}

/* Starts the record of an act on a socket. */
static __always_inline void begin_socket_record(struct scratch *scratch, enum hook hook)
{
	const struct socket_act *act = &scratch->socket;
	struct event *event = &scratch->event;

	begin_record(scratch, hook);
	event->family = act->family;
	event->type = act->type;
	event->protocol = act->protocol;
	event->port = act->port;
	event->address_family = act->address_family;
	__builtin_memcpy(event->address, act->address, sizeof(event->address));
}

/* Tells of the act, if that is to be, and answers 0 or -EACCES. `cut`: bits by enum text. */
static __always_inline int answer_socket(struct actor *actor, struct scratch *scratch, enum hook hook, __u32 cut)
{
	int answer = answer_of_decision(scratch, -EACCES);

	if (scratch->ask.conditions & ONLY_DENIES ? !answer : !is_told(&scratch->decision))
		return answer;
	begin_socket_record(scratch, hook);
	add_path(scratch, TEXT_OBJECT); /* nothing, where the act is not about a name */
	scratch->event.cut |= cut;
	tell(scratch, 0, answer, session_of(actor));
	return answer;
}

/* Ends an attempt to decide, which began with `found`. It leaves no path. */
static __always_inline enum found end_attempt(struct scratch *scratch, enum found found)
{
	if (found == FOUND)
		found = decide_both(scratch);
	scratch->start = PATH_BYTES_MAX;
	return found;
}

/* For decide_act. */
static __always_inline enum found try_socket(struct actor *actor, struct scratch *scratch, void *act, bool is_first)
{
	return end_attempt(scratch, begin_socket(actor, scratch, act));
}

/* Judges one act on a socket that is no unix socket. */
static __always_inline int judge_socket(struct actor *actor, enum hook hook, struct socket_act *act)
{
	struct scratch *scratch;
	int answer = 0;

	count_act(actor->workload, hook);
	if (!may_decide_socket(actor, act))
		return 0;
	scratch = acquire_scratch();
	if (!scratch)
		return answer_blind(actor, -EACCES);
	if (decide_act(actor, scratch, act, try_socket, find_own))
		answer = answer_socket(actor, scratch, hook, 0);
	release_scratch(scratch);
	return answer;
}

#endif
