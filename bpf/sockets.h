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
	set_mapped(act->ip, address);
}

static __always_inline void take_ip6(struct socket_act *act, const struct in6_addr *address)
{
	act->address_family = AF_INET6;
	__builtin_memcpy(act->address, address, sizeof(*address));
	act->ip[0] = address->words[0];
	act->ip[1] = address->words[1];
}

/* What a system call was given, in a buffer of the kernel. Too short a one the kernel refuses itself, as it does an address
 * of no IP family: they name nothing. `family` may be another one than is written there. */
static __always_inline void take_sockaddr(struct socket_act *act, const void *address, int size, __u16 family)
{
	struct in6_addr ip6;
	__u32 ip4 = 0;
	__u16 port = 0;

	if (family == AF_INET && size >= 8) {
		bpf_probe_read_kernel(&ip4, sizeof(ip4), address + 4);
		take_ip4(act, ip4);
	} else if (family == AF_INET6 && size >= 24) {
		bpf_probe_read_kernel(&ip6, sizeof(ip6), address + 8);
		take_ip6(act, &ip6);
	} else {
		return;
	}
	bpf_probe_read_kernel(&port, sizeof(port), address + 2);
	act->port = __builtin_bswap16(port);
}

static __always_inline __u16 family_in(const void *address)
{
	__u16 family = AF_UNSPEC;

	bpf_probe_read_kernel(&family, sizeof(family), address);
	return family;
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

static __always_inline bool take_nat64(struct socket_act *act)
{
	if (act->ip[0] != NAT64 || (__u32)act->ip[1])
		return false;
	set_mapped(act->other, act->ip[1] >> 32);
	return true;
}

/* The remote end: no address is one of this node (the one that the socket is bound to, else loopback), and what a NAT64
 * translates is an IPv4 address (RFC 6052). */
static __always_inline void find_other_remote(struct socket_act *act, struct sock *sk)
{
	struct in6_addr own = {};
	__u32 own4;

	if (!act->address_family)
		return;
	act->has_other = true;
	if (is_mapped(act->ip) && !(act->ip[1] >> 32)) {
		own4 = sk->__sk_common.skc_rcv_saddr;
		set_mapped(act->other, own4 ? own4 : LOOPBACK_4);
	} else if (!act->ip[0] && !act->ip[1]) {
		if (act->family == AF_INET6)
			BPF_CORE_READ_INTO(&own, sk, __sk_common.skc_v6_rcv_saddr);
		if (is_mapped(own.words)) {
			act->other[0] = 0;
			act->other[1] = own.words[1] >> 32 ? own.words[1] : (__u64)LOOPBACK_4 << 32 | MAPPED;
		} else {
			act->other[0] = 0;
			act->other[1] = LOOPBACK_6;
		}
	} else {
		act->has_other = take_nat64(act);
	}
}

/* The local end: "::" takes IPv4, too, unless the socket was told otherwise. */
static __always_inline void find_other_local(struct socket_act *act, struct sock *sk)
{
	if (act->address_family != AF_INET6 || act->ip[0] || act->ip[1])
		return;
	if (BPF_CORE_READ_BITFIELD_PROBED(sk, __sk_common.skc_ipv6only))
		return;
	set_mapped(act->other, 0);
	act->has_other = true;
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
	const void *address = message->msg_name;
	__u16 family = family_in(address);

	if (family == AF_UNSPEC)
		family = act->family == AF_INET                             ? AF_INET
		         : act->family == AF_INET6 && act->type == SOCK_RAW ? AF_INET6
		                                                            : AF_UNSPEC;
	take_sockaddr(act, address, message->msg_namelen, family);
}

/* ---- what rules say ---- */

struct prefix_walk {
	struct match *match;
	__u32 prefixes; /* first block */
};

static __always_inline __u64 masked(__u64 word, __u32 bits)
{
	__u64 mask = bits >= 64 ? ~0ULL : ~(~0ULL >> bits);

	return word & __builtin_bswap64(mask);
}

/* One length of network that rules have. */
static long match_prefix(__u32 index, struct prefix_walk *walk)
{
	struct match *match = walk->match;
	struct scratch *scratch = match->scratch;
	struct block *block = block_of(match->rules, walk->prefixes + index / BLOCK_BYTES);
	enum { ANY = 255, MAPPED_BITS = 96 };
	struct siphash hash;
	__u32 bits;

	if (!block)
		return 1;
	bits = block->bytes[index % BLOCK_BYTES];
	if (bits < MAPPED_BITS && is_mapped(scratch->socket.ip))
		return 0;
	siphash_start(&hash, name_key[0], name_key[1]);
	siphash_word(&hash, bits == ANY ? 0 : masked(scratch->socket.ip[0], bits));
	siphash_word(&hash, bits == ANY || bits <= 64 ? 0 : masked(scratch->socket.ip[1], bits - 64));
	siphash_word(&hash, bits);
	meet(match, siphash_finish(hash, 0, 24), 0);
	return 0;
}

/* Decides by the kind of the socket and by scratch->socket.ip. */
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
	meet(&match, hash_number((__u64)scratch->ask.type << SOCKET_TYPE_SHIFT | scratch->ask.protocol), 0);
	if (scratch->socket.address_family && facts->flags & CLASS_HAS_ADDRESSES) {
		struct prefix_walk walk = {.match = &match, .prefixes = set->prefixes};

		bpf_loop(set->prefix_count, match_prefix, &walk, 0);
	}
	return decide(scratch);
}

/* An address that means two: the stricter answer counts. */
static __always_inline enum found decide_both(struct scratch *scratch)
{
	struct decision first;
	enum found found = decide_socket(scratch);

	if (found != FOUND || !scratch->socket.has_other)
		return found;
	first = scratch->decision;
	scratch->socket.ip[0] = scratch->socket.other[0];
	scratch->socket.ip[1] = scratch->socket.other[1];
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
	for (int i = 0; i < PATH_BYTES_MAX / NAME_BYTES_MAX; i++)
		hash_up_to(scratch, length);
	meet(&match, hash_of(scratch, length), 0);
	return decide(scratch);
}

/* It cannot be told what the act is about. */
static __always_inline void decide_blind(struct actor *actor, struct scratch *scratch)
{
	struct rule_class_facts *facts = facts_of(actor->rules, actor->class);

	decide_unknown(scratch, !facts || facts->flags & CLASS_MAY_DENY, actor->set->is_audited);
}

/* Takes up an act: who acts is known afterwards. */
static __always_inline enum found begin_socket(struct actor *actor, struct scratch *scratch,
                                               const struct socket_act *act, enum direction direction,
                                               __u32 conditions)
{
	scratch->socket = *act;
	scratch->ask.conditions = on_terminal() ? conditions | ON_TERMINAL : conditions;
	scratch->ask.port = act->address_family ? act->port : 0;
	scratch->ask.type = act->type % 16;
	scratch->ask.protocol = protocol_of(act->family, act->type, act->protocol);
	scratch->ask.direction = direction;
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
	int answer = scratch->decision.verdict == VERDICT_DENY ? -EACCES : 0;

	if (scratch->ask.conditions & ONLY_DENIES ? !answer : !is_told(&scratch->decision))
		return answer;
	begin_socket_record(scratch, hook);
	add_path(scratch, TEXT_OBJECT); /* nothing, where the act is not about a name */
	scratch->event.cut |= cut;
	scratch->event.error = answer;
	if (actor->label)
		scratch->event.session = actor->label->session;
	report(scratch);
	return answer;
}

/* Judges one act on a socket that is no unix socket. */
static __always_inline int judge_socket(struct actor *actor, enum hook hook, const struct socket_act *act,
                                        enum direction direction, __u32 conditions)
{
	struct scratch *scratch;
	int answer;

	count_act(actor->workload, hook);
	scratch = acquire_scratch();
	if (!scratch)
		return answer_blind(actor, -EACCES);
	if (begin_socket(actor, scratch, act, direction, conditions) != FOUND || decide_both(scratch) != FOUND)
		decide_blind(actor, scratch);
	scratch->start = PATH_BYTES_MAX;
	answer = answer_socket(actor, scratch, hook, 0);
	release_scratch(scratch);
	return answer;
}

#endif
