// SPDX-License-Identifier: GPL-2.0-only
/* Sockets: making, connecting and binding them, listening, sending, accepting. */
#include "unix.h"

/* Runs before the family's module is even loaded. Sockets that the kernel makes for itself (`kern`) are no act. */
SEC("lsm/socket_create")
int BPF_PROG(on_socket, int family, int type, int protocol, int kern, int ret)
{
	struct socket_act act = {
		.family = family,
		.type = type,
		.protocol = protocol,
		.conditions = family == AF_INET || family == AF_INET6 ? IS_CREATE : 0,
	};
	struct actor actor;
	bool is_proof = protocol == PROOF_PROTOCOL && family == AF_INET;

	if (is_proof)
		__sync_fetch_and_add(&proofs_asked, 1);
	if (ret || kern)
		return ret;
	if (is_proof && is_active())
		return -EACCES;
	if (is_local(family) || !find_actor(CLASS_NETWORK, &actor))
		return 0;
	return judge_socket(&actor, HOOK_SOCKET_CREATE, &act);
}

/* An address without a family undoes a connection, whatever else is written there. Unix sockets see below. */
SEC("lsm/socket_connect")
int BPF_PROG(on_connect, struct socket *socket, struct sockaddr *address, int size, int ret)
{
	struct socket_act act = {};
	struct sock *sk;
	struct actor actor;
	struct written to;

	if (ret || !find_actor(CLASS_NETWORK, &actor))
		return ret;
	sk = begin_act(&act, socket);
	if (!sk || is_local(act.family))
		return 0;
	read_sockaddr(&to, address);
	if (to.family == AF_UNSPEC)
		return 0;
	take_written(&act, &to, size, to.family);
	find_also_remote(&act, sk);
	return judge_socket(&actor, HOOK_SOCKET_CONNECT, &act);
}

/* ---- unix sockets ---- */

/* Streams, and packets in sequence. `peer` is the socket that listens: links to its file lead here, too. */
SEC("lsm/unix_stream_connect")
int BPF_PROG(on_unix_connect, struct sock *sk, struct sock *peer, struct sock *new, int ret)
{
	struct socket_act act = {.family = AF_UNIX};
	struct unix_name name = {};
	struct actor actor;

	if (ret || !find_actor(CLASS_NETWORK, &actor))
		return ret;
	act.type = sk->sk_type;
	take_name(&name, peer);
	return judge_unix(&actor, HOOK_UNIX_CONNECT, &act, &name);
}

/* Datagrams: when a socket is connected, and for each one that is sent. A peer without a name is the other half of a pair. */
SEC("lsm/unix_may_send")
int BPF_PROG(on_unix_send, struct socket *socket, struct socket *peer, int ret)
{
	struct socket_act act = {};
	struct unix_name name = {};
	struct actor actor;
	struct sock *sk;

	if (ret || !find_actor(CLASS_NETWORK, &actor))
		return ret;
	sk = peer->sk;
	if (!begin_act(&act, socket) || !sk)
		return 0;
	take_name(&name, sk);
	if (!name.dentry && !name.abstract)
		return 0;
	return judge_unix(&actor, HOOK_UNIX_SEND, &act, &name);
}

/* Binding to a path makes a file, as mknod does: it is judged here, where the file's place is known. */
SEC("lsm/path_mknod")
int BPF_PROG(on_unix_bind, const struct path *dir, struct dentry *dentry, __u16 mode, unsigned int dev, int ret)
{
	struct socket_act act = {.family = AF_UNIX, .direction = DIRECTION_BIND};
	struct unix_name name = {};
	struct actor actor;

	if (ret || (mode & S_IFMT) != S_IFSOCK || !find_actor(CLASS_NETWORK, &actor))
		return ret;
	name.mount = (__u64)dir->mnt;
	name.dentry = (__u64)dentry;
	return judge_unix(&actor, HOOK_SOCKET_BIND, &act, &name);
}

/* ---- the local end ---- */

/* IPv4 sockets take an address without a family for one of IPv4. A unix socket without any name gets an abstract one. */
SEC("lsm/socket_bind")
int BPF_PROG(on_bind, struct socket *socket, struct sockaddr *address, int size, int ret)
{
	const struct sockaddr_un *unix_address = (const void *)address;
	struct socket_act act = {.direction = DIRECTION_BIND};
	struct sock *sk;
	struct unix_name name = {};
	struct actor actor;
	struct written to;
	char first = 0;

	if (ret || !find_actor(CLASS_NETWORK, &actor))
		return ret;
	sk = begin_act(&act, socket);
	if (!sk)
		return 0;
	if (act.family == AF_UNIX) {
		bpf_probe_read_kernel(&first, 1, unix_address->sun_path);
		if (first && size > (int)sizeof(unix_address->sun_family))
			return 0; /* a path: above */
		take_abstract(&name, unix_address, size);
		return judge_unix(&actor, HOOK_SOCKET_BIND, &act, &name);
	}
	if (is_local(act.family))
		return 0;
	read_address(&to, address);
	take_written(&act, &to, size, to.family == AF_UNSPEC && act.family == AF_INET ? AF_INET : to.family);
	find_also_local(&act, sk);
	return judge_socket(&actor, HOOK_SOCKET_BIND, &act);
}

/* Remembers who is asked for peers from now on. */
static __always_inline void keep_listener(struct actor *actor, struct sock *sk)
{
	struct task_struct *leader = bpf_get_current_task_btf()->group_leader;
	struct listener *listener;

	if (is_fmod_ret)
		return; /* only programs of LSM hooks may keep something with a socket */
	listener = bpf_sk_storage_get(&listeners, sk, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (!listener)
		return;
	listener->task = (__u64)leader;
	listener->start_ns = leader->start_boottime;
	listener->pid = leader->tgid;
	listener->workload = actor->workload;
	listener->conditions = on_terminal() ? ON_TERMINAL : 0;
	listener->session = actor->label ? actor->label->session : 0;
}

/* Whether each peer is asked about before it is connected, see on_peer. */
static __always_inline bool has_requests(const struct socket_act *act)
{
	if (act->family != AF_INET && act->family != AF_INET6)
		return false;
	return act->protocol == IPPROTO_TCP || act->protocol == IPPROTO_MPTCP || act->protocol == IPPROTO_DCCP;
}

SEC("lsm/socket_listen")
int BPF_PROG(on_listen, struct socket *socket, int backlog, int ret)
{
	struct socket_act act = {.direction = DIRECTION_LISTEN};
	struct sock *sk;
	struct unix_name name = {};
	struct actor actor;

	if (ret || !find_actor(CLASS_NETWORK, &actor))
		return ret;
	sk = begin_act(&act, socket);
	if (!sk)
		return 0;
	if (act.family == AF_UNIX) {
		take_name(&name, sk);
		return judge_unix(&actor, HOOK_SOCKET_LISTEN, &act, &name);
	}
	take_own(&act, sk);
	find_also_local(&act, sk);
	return judge_socket(&actor, HOOK_SOCKET_LISTEN, &act);
}

/* Connections come to this socket from now on. An MPTCP socket listens by a TCP socket of its own, which is met here only. */
SEC("fentry/inet_csk_listen_start")
int BPF_PROG(on_listening, struct sock *sk)
{
	struct actor actor;

	if (find_actor(CLASS_NETWORK, &actor))
		keep_listener(&actor, sk);
	return 0;
}

/* Runs before there is a peer. So where peers are asked about when they come, only a rule on all such sockets denies here. */
SEC("lsm/socket_accept")
int BPF_PROG(on_accept, struct socket *socket, struct socket *new, int ret)
{
	struct rule_class_facts *facts;
	struct socket_act act = {.direction = DIRECTION_ACCEPT};
	struct sock *sk;
	struct unix_name name = {};
	struct actor actor;
	bool is_early;

	if (ret || !find_actor(CLASS_NETWORK, &actor))
		return ret;
	sk = begin_act(&act, socket);
	if (!sk)
		return 0;
	if (act.family == AF_UNIX) {
		take_name(&name, sk);
		return judge_unix(&actor, HOOK_SOCKET_ACCEPT, &act, &name);
	}
	if (is_local(act.family))
		return 0;
	is_early = !is_fmod_ret && has_requests(&act);
	if (is_early) {
		keep_listener(&actor, sk);
		facts = facts_of(actor.rules, CLASS_NETWORK);
		is_early = facts && facts->flags & CLASS_HAS_ADDRESSES;
	}
	if (is_early)
		act.conditions = BLOCKS_ONLY | ONLY_DENIES;
	return judge_socket(&actor, HOOK_SOCKET_ACCEPT, &act);
}

/* The rules of whoever listens. */
static __always_inline bool find_listener(struct listener *listener, struct actor *actor)
{
	__u32 workload = listener->workload;

	actor->label = NULL;
	actor->workload = workload;
	actor->class = CLASS_NETWORK;
	actor->rules = bpf_map_lookup_elem(&rule_sets, &workload);
	if (!actor->rules)
		return false;
	actor->set = (struct rule_set *)block_of(actor->rules, 0);
	return actor->set && actor->set->classes & 1U << CLASS_NETWORK;
}

static __always_inline bool is_there(struct listener *listener)
{
	struct task_struct *task = (struct task_struct *)listener->task;

	return BPF_CORE_READ(task, tgid) == (int)listener->pid &&
	       BPF_CORE_READ(task, start_boottime) == listener->start_ns;
}

/* A connection that comes, on its way to a decision. */
struct peer_act {
	const struct socket_act *socket;
	struct listener *listener;
};

/* As begin_socket, for a process that need not be the current one. */
static __noinline enum found begin_peer(struct actor *actor, struct scratch *scratch, const struct peer_act *act)
{
	ask_of_socket(scratch, act->socket);
	begin_ask(actor, scratch);
	if (!actor->set->sources)
		return FOUND;
	if (is_there(act->listener))
		return find_sources(scratch);
	scratch->ask.source_count = SOURCES_MAX + 1; /* cannot be told: the stricter side */
	return FOUND;
}

static __always_inline enum found try_peer(struct actor *actor, struct scratch *scratch, void *act, bool is_first)
{
	return end_attempt(scratch, begin_peer(actor, scratch, act));
}

static __always_inline bool find_peer_rules(struct actor *actor, void *of)
{
	return find_listener(((struct peer_act *)of)->listener, actor);
}

enum { TASK_GONE = 1 }; /* an address where nothing is: all that is read there is 0 */

/* Runs when the first packet of a connection comes, in the context of whoever the CPU was busy with. Denied, the packet is
 * dropped, and the peer hears nothing. */
SEC("lsm/inet_conn_request")
int BPF_PROG(on_peer, struct sock *sk, struct sk_buff *packet, struct request_sock *request, int ret)
{
	struct sock_common *peer = &request->__req_common;
	struct socket_act act = {.direction = DIRECTION_ACCEPT};
	struct listener *listener;
	struct scratch *scratch;
	struct actor actor;
	struct peer_act peer_act = {.socket = &act};
	struct in6_addr ip6;
	int answer = 0;

	if (ret || is_fmod_ret || !may_matter(CLASS_NETWORK))
		return ret;
	listener = bpf_sk_storage_get(&listeners, sk, NULL, 0);
	if (!listener || !find_listener(listener, &actor))
		return 0;
	peer_act.listener = listener;
	act.conditions = listener->conditions;
	act.family = sk->__sk_common.skc_family;
	act.type = sk->sk_type;
	act.protocol = sk->sk_protocol;
	if (packet->protocol == __builtin_bswap16(ETH_P_IPV6)) {
		BPF_CORE_READ_INTO(&ip6, peer, skc_v6_daddr);
		take_ip6(&act, &ip6);
	} else {
		take_ip4(&act, peer->skc_daddr);
	}
	act.port = __builtin_bswap16(peer->skc_dport);
	find_also_remote(&act, sk);
	count_act(actor.workload, HOOK_SOCKET_ACCEPT);
	if (!may_decide_socket(&actor, &act))
		return 0;
	scratch = acquire_scratch();
	if (!scratch)
		return answer_blind(&actor, -EACCES);
	scratch->task = is_there(listener) ? listener->task : TASK_GONE;
	if (decide_act(&actor, scratch, &peer_act, try_peer, find_peer_rules)) {
		answer = answer_of_decision(scratch, -EACCES);
		if (is_told(&scratch->decision)) {
			begin_socket_record(scratch, HOOK_SOCKET_ACCEPT);
			tell(scratch, 0, answer, listener->session);
		}
	}
	scratch->task = 0;
	release_scratch(scratch);
	return answer;
}

/* ---- sending ---- */

/* To an address, without connecting; TCP Fast Open connects so. */
SEC("lsm/socket_sendmsg")
int BPF_PROG(on_send, struct socket *socket, struct msghdr *message, int size, int ret)
{
	struct socket_act act = {};
	struct sock *sk;
	struct actor actor;

	if (ret || !may_matter(CLASS_NETWORK) || !message->msg_name || !find_actor(CLASS_NETWORK, &actor))
		return ret;
	sk = begin_act(&act, socket);
	if (!sk)
		return 0;
	if (is_local(act.family) || !is_destination(&act, message))
		return 0;
	take_destination(&act, message);
	find_also_remote(&act, sk);
	return judge_socket(&actor, HOOK_SOCKET_SEND, &act);
}
