/* SPDX-License-Identifier: GPL-2.0-only */
/* SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012), fed eight bytes at a time so that the
 * hash of every prefix of a path costs one finish, not one pass. Keyed, so that nobody can make a path that hashes like
 * another. */
#ifndef BAILIFF_SIPHASH_H
#define BAILIFF_SIPHASH_H

#include "kernel.h"

struct siphash {
	__u64 v0, v1, v2, v3;
};

static __always_inline __u64 rotate_left(__u64 value, int bits)
{
	return value << bits | value >> (64 - bits);
}

static __always_inline void siphash_round(struct siphash *h)
{
	h->v0 += h->v1;
	h->v2 += h->v3;
	h->v1 = rotate_left(h->v1, 13) ^ h->v0;
	h->v3 = rotate_left(h->v3, 16) ^ h->v2;
	h->v0 = rotate_left(h->v0, 32) + h->v3;
	h->v2 += h->v1;
	h->v3 = rotate_left(h->v3, 21) ^ h->v0;
	h->v1 = rotate_left(h->v1, 17) ^ h->v2;
	h->v2 = rotate_left(h->v2, 32);
}

static __always_inline void siphash_start(struct siphash *h, __u64 key0, __u64 key1)
{
	h->v0 = key0 ^ 0x736f6d6570736575;
	h->v1 = key1 ^ 0x646f72616e646f6d;
	h->v2 = key0 ^ 0x6c7967656e657261;
	h->v3 = key1 ^ 0x7465646279746573;
}

static __always_inline void siphash_word(struct siphash *h, __u64 word)
{
	h->v3 ^= word;
	siphash_round(h);
	h->v0 ^= word;
}

/* The hash of `length` bytes, of which all whole words went in before and `tail` starts with the 0 to 7 bytes left. */
static __always_inline __u64 siphash_finish(struct siphash h, __u64 tail, __u32 length)
{
	__u64 rest = tail & ((1ULL << (length % 8 * 8)) - 1);

	siphash_word(&h, rest | (__u64)length << 56);
	h.v2 ^= 0xff;
	siphash_round(&h);
	siphash_round(&h);
	siphash_round(&h);
	return h.v0 ^ h.v1 ^ h.v2 ^ h.v3;
}

#endif
