// SPDX-License-Identifier: GPL-2.0-only
/* Sockets: making and connecting them. */
#include "report.h"

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

static __always_inline struct decision decide_socket(struct rules *rules, __u16 family, __u16 type, __u16 protocol)
{
	struct match match = {.rules = rules, .class = CLASS_NETWORK};

	look_up(&match, FORM_SOCKET, (__u64)type << SOCKET_TYPE_SHIFT | protocol_of(family, type, protocol));
	return match.decision;
}

/* The remote end, for the record. */
static __always_inline void add_address(struct event *event, const struct sockaddr *address, int size)
{
	/* A buffer that the kernel has already copied from user space; it may be shorter than its family needs. */
	__u16 family = 0;

	bpf_probe_read_kernel(&family, sizeof(family), address);
	if (family == AF_INET && size >= 8) {
		bpf_probe_read_kernel(&event->port, 2, (const void *)address + 2);
		bpf_probe_read_kernel(&event->address, 4, (const void *)address + 4);
	} else if (family == AF_INET6 && size >= 24) {
		bpf_probe_read_kernel(&event->port, 2, (const void *)address + 2);
		bpf_probe_read_kernel(&event->address, 16, (const void *)address + 8);
	} else {
		return;
	}
	event->address_family = family;
	event->port = __builtin_bswap16(event->port);
}

static __always_inline int decide_and_report_socket(enum hook hook, __u16 family, __u16 type, __u16 protocol,
                                                    const struct sockaddr *address, int size)
{
	struct rules rules;
	struct decision decision;
	struct scratch *scratch;

	if (is_local(family) || !find_rules(CLASS_NETWORK, &rules))
		return 0;
	decision = decide_socket(&rules, family, type, protocol);
	if (!is_told(&decision))
		return 0;
	scratch = acquire_scratch();
	if (!scratch) {
		count(COUNT_DROP_NO_SCRATCH);
	} else {
		begin_record(scratch);
		scratch->event.family = family;
		scratch->event.type = type;
		scratch->event.protocol = protocol;
		if (address)
			add_address(&scratch->event, address, size);
		report(scratch, hook, &decision);
		release_scratch(scratch);
	}
	return errno_of(&decision);
}

/* Runs before the family's module is even loaded. Sockets that the kernel makes for itself (`kern`) are no act. */
SEC("lsm/socket_create")
int BPF_PROG(on_socket_create, int family, int type, int protocol, int kern, int ret)
{
	if (ret || kern)
		return ret;
	if (protocol == PROOF_PROTOCOL)
		return -EACCES;
	return decide_and_report_socket(HOOK_SOCKET_CREATE, family, type, protocol, NULL, 0);
}

/* Catches sockets that were made before the rule was there, or by another process. */
SEC("lsm/socket_connect")
int BPF_PROG(on_socket_connect, struct socket *sock, struct sockaddr *address, int addrlen, int ret)
{
	struct sock *sk = BPF_CORE_READ(sock, sk);

	if (ret)
		return ret;
	return decide_and_report_socket(HOOK_SOCKET_CONNECT, BPF_CORE_READ(sk, __sk_common.skc_family), sock->type,
	                                BPF_CORE_READ(sk, sk_protocol), address, addrlen);
}
