// SPDX-License-Identifier: GPL-2.0-only
/* Names that are asked for over DNS: of what is sent to port 53, by UDP and TCP, the questions are read.
 *
 * A process can change its buffer between our look and the kernel's copy, and it can ask over other ports and in ways that
 * cannot be read (TLS, HTTPS, raw sockets); kernels before 6.5 ask nobody when a file is spliced into a socket. Who must not
 * reach an address needs a rule on the address. */
#include "sockets.h"

enum {
	DNS_PORT = 53,
	HEADER_BYTES = 12,
	LABEL_BYTES_MAX = 63,
	DOMAIN_BYTES_MAX = 253,
	LABELS_MAX = 40,    /* of a name that is looked up */
	QUESTIONS_MAX = 4,  /* of what is sent at once */
	SEGMENTS_MAX = 16,  /* of the sender's memory */
	QUERY_BYTES = 2048, /* that are looked at, less one */
};

/* ---- what is sent ---- */

/* Adds bytes of the sender's memory. */
static __always_inline bool add_bytes(struct scratch *scratch, const void *from, __u64 count)
{
	__u32 size = scratch->query.size % QUERY_BYTES, room = QUERY_BYTES - 1 - size;

	if (count > room)
		count = room;
	barrier_var(count);
	count %= QUERY_BYTES; /* for the verifier, which cannot know what the compiler does */
	if (bpf_probe_read_user(&scratch->texts[TEXT_BYTES_MAX + size], count, from))
		return false;
	scratch->query.size = size + count;
	return true;
}

struct segments {
	struct scratch *scratch;
	const struct iovec *at;
	__u64 skip;
};

static long add_segment(__u32 index, struct segments *segments)
{
	struct iovec segment;

	if (bpf_probe_read_kernel(&segment, sizeof(segment), segments->at + index))
		return 1;
	if (segments->skip > segment.iov_len)
		return 1;
	if (segment.iov_len > segments->skip &&
	    !add_bytes(segments->scratch, segment.iov_base + segments->skip, segment.iov_len - segments->skip))
		return 1;
	segments->skip = 0;
	return 0;
}

static __noinline const struct iovec *segments_of(struct iov_iter *from)
{
	struct iov_iter___6_3 *older = (void *)from;

	if (bpf_core_field_exists(from->__iov))
		return BPF_CORE_READ(from, __iov);
	return BPF_CORE_READ(older, iov);
}

/* Reads what is sent, as much as there is room for. Memory that is not the process's own (splice, sendfile, registered
 * buffers of io_uring) is left out: `size` then stays less than `total`. */
__weak __noinline int read_query(struct scratch *scratch, __u64 address)
{
	struct iov_iter *from = (struct iov_iter *)address;
	__u8 type = BPF_CORE_READ(from, iter_type);
	struct segments segments = {.scratch = scratch};

	if (!scratch)
		return 0;
	scratch->query.total = BPF_CORE_READ(from, count);
	segments.skip = BPF_CORE_READ(from, iov_offset);
	if (type == bpf_core_enum_value(enum iter_type, ITER_UBUF)) {
		add_bytes(scratch, BPF_CORE_READ(from, ubuf) + segments.skip, scratch->query.total);
	} else if (type == bpf_core_enum_value(enum iter_type, ITER_IOVEC)) {
		__u64 count = BPF_CORE_READ(from, nr_segs);

		segments.at = segments_of(from);
		bpf_loop(count < SEGMENTS_MAX ? count : SEGMENTS_MAX, add_segment, &segments, 0);
	}
	return 0;
}

/* ---- the questions in it ---- */

static __always_inline __u8 query_byte(struct scratch *scratch, __u32 at)
{
	return scratch->texts[TEXT_BYTES_MAX + at % QUERY_BYTES];
}

static __always_inline __u32 query_number(struct scratch *scratch, __u32 at)
{
	return query_byte(scratch, at) << 8 | query_byte(scratch, at + 1);
}

/* One byte of a name, written to the front of scratch->path in small letters, with dots. Where each label begins is kept as
 * components of a path are. A dot inside a label would make it two: that is no name. */
static long read_name_byte(__u32 index, struct scratch **of)
{
	struct scratch *scratch = *of;
	struct query *query = &scratch->query;
	__u32 length = query->length, depth;
	__u8 byte;

	if (query->at >= query->end || length > DOMAIN_BYTES_MAX)
		return 1;
	byte = query_byte(scratch, query->at);
	query->at++;
	if (query->left) {
		if (!byte || byte == '.')
			return 1;
		if (byte >= 'A' && byte <= 'Z')
			byte += 'a' - 'A';
		scratch->path[length % NAME_BYTES_MAX] = byte;
		query->length = length + 1;
		query->left--;
		return 0;
	}
	if (!byte) {
		query->is_whole = true;
		return 1;
	}
	if (byte > LABEL_BYTES_MAX)
		return 1; /* a pointer: none is needed in a question */
	query->left = byte;
	depth = scratch->depth;
	if (depth) {
		scratch->path[length % NAME_BYTES_MAX] = '.';
		length++;
		query->length = length;
	}
	scratch->component[depth % COMPONENTS_MAX] = length;
	scratch->depth = depth + 1;
	return 0;
}

/* Moves the name to where a path would be. */
static __always_inline bool read_name(struct scratch *scratch)
{
	struct query *query = &scratch->query;
	__u32 length;

	query->left = 0;
	query->length = 0;
	query->is_whole = false;
	scratch->depth = 0;
	bpf_loop(2 * NAME_BYTES_MAX, read_name_byte, &scratch, 0);
	length = query->length;
	if (!query->is_whole || length > DOMAIN_BYTES_MAX)
		return false;
	barrier_var(length);
	length %= NAME_BYTES_MAX; /* as above */
	scratch->start = PATH_BYTES_MAX - length;
	bpf_probe_read_kernel(&scratch->path[PATH_BYTES_MAX - length], length, scratch->path);
	return true;
}

enum reading { QUESTION, NO_MORE, ODD };

/* Whether there is a message to read, and how many questions it has. */
static __always_inline enum reading begin_message(struct scratch *scratch)
{
	struct query *query = &scratch->query;

	if (query->messages && (!query->is_stream || query->end == query->total))
		return NO_MORE;
	query->at = query->end;
	if (query->is_stream) {
		if (query->at + 2 > query->size)
			return ODD;
		query->end = query->at + 2 + query_number(scratch, query->at);
		query->at += 2;
	} else {
		query->end = query->size;
	}
	if (query->end > query->size || query->at + HEADER_BYTES > query->end)
		return ODD;
	query->questions = query_number(scratch, query->at + 4);
	query->at += HEADER_BYTES;
	query->messages++;
	return query->questions ? QUESTION : ODD;
}

/* The name of the next question, as scratch->path. */
__weak __noinline enum reading read_question(struct scratch *scratch)
{
	struct query *query;

	if (!scratch)
		return ODD;
	query = &scratch->query;
	scratch->start = PATH_BYTES_MAX;
	if (!query->questions) {
		enum reading reading = begin_message(scratch);

		if (reading != QUESTION)
			return reading;
	}
	if (!read_name(scratch) || query->at + 4 > query->end) /* type and class */
		return ODD;
	query->at += 4;
	query->questions--;
	return QUESTION;
}

/* ---- what rules say of a name ---- */

static long match_domain(__u32 index, struct match *match)
{
	struct scratch *scratch = match->scratch;
	__u32 begin = scratch->component[index % COMPONENTS_MAX], length;

	if (begin >= scratch->query.length)
		return 1;
	length = scratch->query.length - begin;
	scratch->start = PATH_BYTES_MAX - length;
	start_hash(scratch);
	hash_up_to(scratch, length);
	meet(match, hash_of(scratch, length), 0);
	return 0;
}

/* Decides by the name and by each suffix behind a dot. */
__weak __noinline enum found decide_domain(struct scratch *scratch)
{
	struct match match = {};

	if (!scratch)
		return RULES_CHANGED;
	scratch->cell_count = 0;
	if (scratch->depth > LABELS_MAX)
		return UNKNOWN;
	if (!open_rules(&match, scratch))
		return RULES_CHANGED;
	name_for(&match, CLASS_DNS, 0);
	bpf_loop(scratch->depth, match_domain, &match, 0);
	scratch->start = PATH_BYTES_MAX - scratch->query.length;
	return decide(scratch);
}

static __noinline enum found begin_query(struct actor *actor, struct scratch *scratch, const struct socket_act *act,
                                         struct iov_iter *from)
{
	enum found found = begin_socket(actor, scratch, act);

	if (found != FOUND)
		return found;
	__builtin_memset(&scratch->query, 0, sizeof(scratch->query));
	scratch->query.is_stream = act->type == SOCK_STREAM;
	scratch->mount = (__u64)from;
	read_query(scratch, address_in(&scratch->mount));
	return FOUND;
}

/* Decides the next question. False: there is none. */
static __noinline bool decide_question(struct actor *actor, struct scratch *scratch, enum found *found)
{
	enum reading reading = read_question(scratch);

	if (reading == NO_MORE)
		return false;
	count_act(actor->workload, HOOK_DNS);
	*found = reading == ODD ? UNKNOWN : decide_domain(scratch);
	return true;
}

/* Judges each question until one is denied. Where the rules were replaced meanwhile, all are judged once more. */
static __always_inline int judge_query(struct actor *actor, const struct socket_act *act, struct iov_iter *from)
{
	struct scratch *scratch = acquire_scratch();
	enum found found;
	int answer = 0, left = QUESTIONS_MAX, tries = TRIES_MAX;

	if (!scratch)
		return answer_blind(actor, -EACCES);
	found = begin_query(actor, scratch, act, from);
#pragma clang loop unroll(disable)
	for (int i = 0; i < TRIES_MAX * (QUESTIONS_MAX + 1) && !answer; i++) {
		if (found == FOUND && !decide_question(actor, scratch, &found))
			goto out;
		if (found == RULES_CHANGED && --tries) {
			if (!find_actor(CLASS_DNS, actor))
				goto out;
			left = QUESTIONS_MAX;
			found = begin_query(actor, scratch, act, from);
			continue;
		}
		if (found != FOUND || !left--)
			break;
		answer = answer_socket(actor, scratch, HOOK_DNS, 0);
	}
	if (!answer) {
		scratch->start = PATH_BYTES_MAX;
		decide_blind(actor, scratch);
		answer = answer_socket(actor, scratch, HOOK_DNS, 1 << TEXT_OBJECT);
	}
out:
	release_scratch(scratch);
	return answer;
}

/* Each message of a sendmmsg comes by itself. */
SEC("lsm/socket_sendmsg")
int BPF_PROG(on_query, struct socket *socket, struct msghdr *message, int size, int ret)
{
	struct socket_act act = {};
	struct actor actor;
	struct sock *sk;

	if (ret || !size || !find_actor(CLASS_DNS, &actor))
		return ret;
	sk = begin_act(&act, socket);
	if (!sk || is_local(act.family))
		return 0;
	if (is_destination(&act, message))
		take_destination(&act, message);
	if (!act.address_family)
		take_peer(&act, sk);
	if (act.port != DNS_PORT || (act.type != SOCK_DGRAM && act.type != SOCK_STREAM))
		return 0;
	return judge_query(&actor, &act, &message->msg_iter);
}
