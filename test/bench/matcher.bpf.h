// SPDX-License-Identifier: GPL-2.0-only
// What matcher.c asks of matcher.bpf.c, and what it is answered: the context of the program.
#ifndef BAILIFF_MATCHER_H
#define BAILIFF_MATCHER_H

#include "../../bpf/abi.h"

struct request {
  __u32 rounds;
  __u32 is_empty; /* the rounds do nothing: what is measured around them */
  __u32 class;    /* enum rule_class: process or file */
  __u32 is_write;
  __u32 is_owner;
  __u32 path_bytes;
  __u32 verdict;             /* answer: enum verdict */
  __u32 rule_id;             /* answer: 0: none is told */
  char path[PATH_BYTES_MAX]; /* ends where this ends */
};

#endif
