# SPDX-License-Identifier: Apache-2.0
# One line for each thing made; V=1 shows the commands. `make help` lists what there is.
MAKEFLAGS += --no-print-directory --no-builtin-rules
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The pinned Node comes with the packages and goes before any other.
NODE_PACKAGE := node-linux-$(if $(filter aarch64,$(shell uname -m)),arm64,x64)
export PATH := $(CURDIR)/node_modules/.bin:$(PATH):/usr/sbin:/sbin

ifeq ($(V),1)
  Q :=
  quietly = { $(1); }
else
  Q := @
  # Says something only when it fails.
  quietly = { output=$$({ $(1); } 2>&1) || { printf '%s\n' "$$output"; exit 1; }; }
endif
say = @printf '  %-7s %s\n' $(1) '$(2)'

NATIVE := build/native/Release/bailiff.node
NATIVE_SOURCES := CMakeLists.txt $(wildcard bpf/*.c bpf/*.h native/*)
SOURCES := $(shell find src -name '*.ts' -o -name '*.js')
PROGRAMS := dist/bailiff.js dist/bailiffd.js
HOOK := build/bailiff-hook
STAMP := node_modules/.package-lock.json

# What builds, and what checks and boots; `make setup` installs what is missing. BUILD_ONLY=1: the first alone.
BUILD_PACKAGES := make g++ cmake ninja-build clang llvm bpftool libbpf-dev libelf-dev zlib1g-dev linux-libc-dev binutils \
  ca-certificates
TEST_PACKAGES := clang-format qemu-system-x86 busybox-static kmod zstd lz4 xz-utils e2fsprogs util-linux procps git openssl
PACKAGES := $(BUILD_PACKAGES) $(if $(BUILD_ONLY),,$(TEST_PACKAGES))

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: packages $(STAMP) kernels ## install what building and testing need (Debian packages, npm packages, kernels for the VM)

packages:
	$(Q)missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q ' installed' || missing="$$missing $$package"; done; \
	command -v npm >/dev/null || missing="$$missing nodejs npm"; \
	if [ -n "$$missing" ]; then printf '  %-7s %s\n' APT "$$missing"; export DEBIAN_FRONTEND=noninteractive; \
	  $(call quietly,apt-get -q update && apt-get -q install -y --no-install-recommends $$missing) \
	  || { echo "make setup: these Debian packages are needed and could not be installed (are you root?):$$missing" >&2; exit 1; }; fi

$(STAMP): package-lock.json | packages
	$(call say,NPM,node_modules)
	$(Q)$(call quietly,npm ci --ignore-scripts --loglevel=error)
	@# npm 9 drops this link when it drops the package of the other architecture, which has one of the same name.
	$(Q)ln -sf ../$(NODE_PACKAGE)/bin/node node_modules/.bin/node
	$(Q)touch $@

kernels: $(STAMP) | packages
	$(Q)node test/vm/prepare.ts

IMAGE := build/test/image.tar

BYPASS := $(addprefix build/test/,escape prog prog-dynamic prog.so)

MATCHER := build/test/matcher build/native/bpf/matcher.bpf.o

build: $(NATIVE) $(PROGRAMS) $(HOOK) $(BYPASS) build/test/act build/test/net build/test/model-acts build/test/verifier $(IMAGE) $(MATCHER) ## build the BPF programs, the addon and the two programs into build/ and dist/

# The first build configures; later ones only compile. What was configured for another directory would build that one's sources.
$(NATIVE): $(NATIVE_SOURCES) | $(STAMP)
	$(call say,NATIVE,$@)
	$(Q)$(call quietly,if grep -qsx "CMAKE_HOME_DIRECTORY:INTERNAL=$(CURDIR)" build/native/CMakeCache.txt; then cmake --build build/native; else rm -rf build/native && cmake-js compile -O build/native; fi)
	$(Q)touch $@

# Static: it runs on the host, whatever that has.
$(HOOK): native/hook.c
	$(call say,CC,$@)
	$(Q)mkdir -p build && $(CC) -O2 -Wall -Wextra -static -o $@ $<

# Split, so that src/main.ts can look at the version of Node before the rest of the daemon is read.
$(PROGRAMS) &: $(SOURCES) package.json | $(STAMP)
	$(call say,BUNDLE,$(PROGRAMS))
	$(Q)rm -rf dist
	$(Q)esbuild bailiff=src/cli.ts bailiffd=src/main.ts --outdir=dist --bundle --splitting --sourcemap --metafile=build/bundle.json \
	  --platform=node --target=node24 --format=esm --log-level=warning --chunk-names=chunk-[hash] \
	  --banner:js='import { createRequire as bailiffRequire } from "node:module"; const require = bailiffRequire(import.meta.url);'
	$(Q)chmod +x $(PROGRAMS)

NODE_IMAGE := build/bailiff-image.tar
NODE_IMAGE_SOURCES := $(wildcard deploy/image.ts deploy/image/*) LICENSE $(wildcard LICENSES/*)

image: $(NODE_IMAGE) ## make the container image from Debian's packages, without a registry: build/bailiff-image.tar

$(NODE_IMAGE): export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
$(NODE_IMAGE): $(NATIVE) $(PROGRAMS) $(HOOK) $(NODE_IMAGE_SOURCES)
	$(call say,IMAGE,$@)
	$(Q)$(call quietly,node deploy/image.ts archive $@)

# What deploy/Dockerfile builds by.
image-root: $(NATIVE) $(PROGRAMS) $(HOOK) $(NODE_IMAGE_SOURCES)
	$(call say,IMAGE,build/$@)
	$(Q)rm -rf build/$@ && node deploy/image.ts root build/$@

build/test/act: test/kernel/act.c
build/test/net: test/kernel/net.c
build/test/model-acts: test/model/acts.c
build/test/act build/test/net build/test/model-acts:
	$(call say,CC,$@)
	$(Q)mkdir -p build/test && $(CC) -O2 -Wall -Wextra -static -o $@ $<

$(IMAGE): test/runtime/image.ts deploy/image/archive.ts build/test/act build/test/net build/test/prog | $(STAMP)
	$(call say,IMAGE,$@)
	$(Q)node $< $@

build/test/verifier: test/kernel/verifier.c
	$(call say,CC,$@)
	$(Q)mkdir -p build/test && $(CC) -O2 -Wall -Wextra -o $@ $< -lbpf

build/test/matcher: test/bench/matcher.c test/bench/matcher.bpf.h bpf/abi.h
	$(call say,CC,$@)
	$(Q)mkdir -p build/test && $(CC) -O2 -Wall -Wextra -o $@ $< -lbpf

build/native/bpf/matcher.bpf.o: $(addprefix test/bench/matcher.bpf.,c h) $(wildcard bpf/*.h) CMakeLists.txt | $(NATIVE)
	$(call say,CLANG,$@)
	$(Q)$(call quietly,cmake --build build/native --target matcher)

build/test/escape: $(addprefix test/bypass/,escape.c names.c exec.c tasks.c net.c writes.c) test/bypass/escape.h
	$(call say,CC,$@)
	$(Q)mkdir -p build/test && $(CC) -O2 -Wall -Wextra -static -o $@ $(filter %.c,$^)

build/test/prog: FLAGS := -static
build/test/prog-dynamic: FLAGS :=
build/test/prog.so: FLAGS := -shared -fPIC
build/test/prog build/test/prog-dynamic: test/bypass/prog.c
build/test/prog.so: test/bypass/lib.c
build/test/prog build/test/prog-dynamic build/test/prog.so:
	$(call say,CC,$@)
	$(Q)mkdir -p build/test && $(CC) -O2 -Wall -Wextra $(FLAGS) -o $@ $<

run: setup build ## run the daemon with the example policies, here or (if this kernel refuses) in the bundled VM
	$(Q)exec node test/e2e/run.ts

KERNEL ?= 6.12
demo: setup build ## block an act, see the alert, remove the policy, see it allowed, in the VM (KERNEL=6.1 for the other)
	$(Q)node test/e2e/demo.ts --kernel $(KERNEL)

test: setup build unit vm ## everything that must pass

UNIT_TESTS := $(shell find test -name '*.test.ts' -not -path 'test/vm/*' -not -path 'test/kernel/*' -not -path 'test/model/*' -not -path 'test/bypass/*' -not -path 'test/e2e/*')
VM_TESTS := $(shell find test/vm test/kernel test/model test/bypass test/e2e -name '*.test.ts')

# Again where the functions that call the LSM hooks decide. The others choose their enforcer themselves, have none, or are about
# what is the same for both.
LSM_TESTS := $(patsubst %,test/kernel/%.test.ts,addon churn containerd crowd fmodret observe persist podman pods race scale verifier)
FMOD_RET_TESTS := $(filter-out $(LSM_TESTS),$(wildcard test/kernel/*.test.ts))

unit: build ## the tests that need neither root nor a VM
	$(Q)TAP_TIMEOUT=120 node --test $(UNIT_TESTS)

vm: setup build image ## the tests that boot kernels
	$(Q)node --test --test-concurrency=2 $(VM_TESTS)
	$(Q)BAILIFF_ENFORCER=fmod_ret BAILIFF_KERNEL=6.1 node --test --test-concurrency=2 $(FMOD_RET_TESTS)

test-kube: $(STAMP) ## KUBECONFIG=FILE: policies and their status in a real cluster, which is left as it was
	$(Q)TAP_TIMEOUT=300 node test/kube/cluster.ts

check: $(STAMP) build ## types, lint, format, generated files fresh, imports point down
	$(call say,CHECK,types)
	$(Q)tsc -p .
	$(call say,CHECK,lint and format)
	$(Q)biome check --error-on-warnings .
	$(Q)clang-format --dry-run --Werror bpf/*.c bpf/*.h native/*.c native/*.cc native/*.h test/*/*.c test/bench/*.h
	$(call say,CHECK,generated files)
	$(Q)node bpf/generate.ts --check
	$(Q)node bpf/generate-syscalls.ts --check
	$(Q)proto/generate.sh --check
	$(Q)node deploy/generate.ts --check
	$(call say,CHECK,layout)
	$(Q)node --test --test-reporter=dot test/layout.test.ts

bench: setup build ## what reading and compiling policies costs, and matching a path; instructions that acts cost, on both kernels
	$(Q)node --expose-gc test/bench/policy.ts
	@# 3: the running kernel takes no such program.
	$(Q)node test/bench/matcher.ts || { [ $$? = 3 ] && node test/bench/matcher.ts --vm $(KERNEL); }
	$(Q)node test/bench/kernel.ts

clean: ## remove what was built (not the packages and kernels)
	$(call say,CLEAN,build dist)
	$(Q)rm -rf build dist

.PHONY: help setup packages kernels build image image-root run demo test unit vm test-kube check bench clean
