// SPDX-License-Identifier: Apache-2.0
// The bounds of user space, each with the reason for its number. The kernel's own are in bpf/abi.h.

import { PATH_BYTES_MAX } from "./gen/abi.ts";

/** Of one YAML text. Kubernetes keeps no larger object (etcd's limit is 1.5 MiB), and the 800 policies we know are below 10 KiB. */
export const YAML_BYTES_MAX = 1024 * 1024;

/** Documents of one text. The shortest policy that says something has 120 bytes, and each document may have problems to keep. */
export const YAML_DOCUMENTS_MAX = 10_000;

/** How deep mappings and lists may stand in each other. A policy needs eight; the parser recurses once a level. */
export const YAML_DEPTH_MAX = 100;

/** Values that the aliases of one text stand for, all of them written out. Those that are written have bytes, and so a bound. */
export const YAML_ALIASED_MAX = 100_000;

/** Rules of one policy, a rule for each of its sources: what compiling has to look at. The largest policy we know has 88. */
export const POLICY_RULES_MAX = 200_000;

/** Patterns of one policy: each is an automaton before they are joined. The largest policy we know has 22. */
export const POLICY_PATTERNS_MAX = 1000;

/** Braces in braces. Two are common, and the parser recurses once a level. */
export const PATTERN_DEPTH_MAX = 8;

/** Alternatives of one pattern, written out. Eight braces of two, more than anybody can read. */
export const PATTERN_ALTERNATIVES_MAX = 256;

/** Bytes, stars and classes in all of them together: the longest path twice. Bounds what reading a pattern costs. */
export const PATTERN_STEPS_MAX = 2 * PATH_BYTES_MAX;

/** States of one automaton, which a kernel map holds: 1 MiB at 64 kinds of bytes. */
export const PATTERN_STATES_MAX = 8192;

/** Automata of one class in a rule set, each of which reads the path once more. */
export const PATTERN_DFAS_MAX = 4;

/** Problems told of one document. Nobody reads more at once, and a megabyte of typos must not become a gigabyte of text. */
export const PROBLEMS_MAX = 100;

/** Characters of what was written, repeated in a problem. Enough to recognise it, and the line stays readable. */
export const QUOTE_CHARS_MAX = 120;

/** Files in the policy directory: all of them are looked at once a second. And policies that are given by calls, a file each. */
export const POLICY_FILES_MAX = 1000;

/** How long policies may be on trial: a night's work, and timers of Node go no further than 24 days. */
export const TRIAL_MS_MAX = 24 * 3_600_000;

/** Bytes of all of them together: they are kept in memory twice, as texts in force and as last good texts. */
export const POLICY_BYTES_MAX = 16 * 1024 * 1024;

/** Rules out of force whose records can still be named: one change of the largest rule set there is, at 0.5 KiB each. */
export const RETIRED_RULES_MAX = 100_000;

/** How long records that waited for the daemon wait for a subscriber. A client that lost its connection tries again within. */
export const BACKLOG_MS_MAX = 5000;

// The API server of Kubernetes.

/** Objects of one answer to a list: client-go's number. */
export const KUBE_PAGE_OBJECTS = 500;

/** Objects of one kind. Kubernetes is built for 10,000 namespaces, and a node for 110 pods. */
export const KUBE_OBJECTS_MAX = 100_000;

/** Bytes of one answer: a page of usual objects has 5 MiB, one of the largest that etcd keeps 750. */
export const KUBE_ANSWER_BYTES_MAX = 64 * 1024 * 1024;

/** Bytes of one event of a watch: an object, which etcd limits to 1.5 MiB; JSON may write a byte as six. */
export const KUBE_EVENT_BYTES_MAX = 16 * 1024 * 1024;

/** Owners above a pod: Pod, ReplicaSet, Deployment are two. */
export const KUBE_OWNERS_MAX = 8;

// The gRPC server.

/** Events that wait for one slow subscriber, the oldest go first: 80 ms at 100,000 a second, hours on a usual node. */
export const SUBSCRIBER_EVENTS_MAX = 8192;

/** Bytes of them: an event of usual length takes 1 KiB, and one with the longest names there are 100 times as much. */
export const SUBSCRIBER_BYTES_MAX = 16 * 1024 * 1024;

/** Streams of events at once. Each slow one may hold its bytes above; a node has a relay, an agent and a few people. */
export const SUBSCRIBERS_MAX = 64;

/** Connections at once: as many as subscribers, and three times as many again for short calls. */
export const CONNECTIONS_MAX = 256;

/** Calls at once on one connection. A client with one stream of each kind and a call in between has four. */
export const CALLS_MAX = 100;

/** Of one request of anybody. The longest we answer is a filter word. */
export const REQUEST_BYTES_MAX = 64 * 1024;

/** Of one request of those who may change policies: all that there may be, with their names. */
export const POLICY_REQUEST_BYTES_MAX = POLICY_BYTES_MAX + 1024 * 1024;

/** How long a subscriber may take to read what is left for it when the daemon stops. A stalled one never would. */
export const GOODBYE_MS = 3000;

/** Of a unix socket's path: the kernel's sockaddr_un has 108 with the NUL at its end. */
export const SOCKET_PATH_BYTES_MAX = 107;
