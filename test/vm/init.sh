#!/bin/busybox sh
# SPDX-License-Identifier: Apache-2.0
# /init of the test machine: mounts what a Linux system has, then becomes the agent. With a file /request in the
# initramfs it serves that one request instead, and powers the machine off. The root file system (vmroot= on the kernel
# command line) stays read-only until the agent is told otherwise, so that it is unchanged when the machine is saved.
bb=/bin/busybox
$bb mount -t proc proc /proc
$bb mount -t sysfs sys /sys
$bb mount -t devtmpfs dev /dev
while read module; do $bb insmod "$module"; done < /load

for word in $($bb cat /proc/cmdline); do case $word in vmroot=*) device=${word#vmroot=};; esac; done
root=/root
if [ -e /request ]; then # its disks are memory, in an order of QEMU's choosing
	$bb mkdir /dev/disk
	for label in root project modules share; do $bb ln -s "$($bb findfs LABEL=$label)" /dev/disk/$label; done
fi
if ! $bb mount -t ext4 -o ro "$device" $root; then $bb dmesg | $bb tail -n 5; exit 1; fi

$bb mount --move /proc $root/proc
$bb mount --move /sys $root/sys
$bb mount --move /dev $root/dev
$bb mount -t tmpfs -o mode=755 run $root/run
$bb mount -t tmpfs -o mode=1777 tmp $root/tmp
$bb mkdir -p $root/dev/pts $root/dev/shm $root/run/vm/out $root/run/modules $root/run/lock
$bb chmod 1777 $root/run/vm/out
$bb mount -t devpts -o gid=5,mode=620,ptmxmode=666 devpts $root/dev/pts
$bb mount -t tmpfs -o mode=1777 shm $root/dev/shm
$bb ln -s /proc/self/fd $root/dev/fd
$bb ln -s /proc/self/fd/0 $root/dev/stdin
$bb ln -s /proc/self/fd/1 $root/dev/stdout
$bb ln -s /proc/self/fd/2 $root/dev/stderr
$bb mount -t securityfs security $root/sys/kernel/security
$bb mount -t cgroup2 cgroup $root/sys/fs/cgroup
$bb mount -t bpf -o mode=700 bpf $root/sys/fs/bpf
$bb mount -t tracefs tracing $root/sys/kernel/tracing
$bb mount -t debugfs debug $root/sys/kernel/debug

# The modules of this kernel: the root file system has none, it serves every kernel.
$bb cp -a /lib/modules/. $root/run/modules/
$bb mount --bind $root/run/modules $root/usr/lib/modules

$bb hostname vm
$bb ip link set lo up
if [ -e $root/sys/class/net/eth0 ]; then
	$bb ip addr add 10.0.2.15/24 dev eth0
	$bb ip link set eth0 up
fi
$bb cp /bin/agent $root/run/vm/agent
[ -e /request ] || exec $bb switch_root $root /run/vm/agent listen 1

$bb cp /request $root/run/vm/request
# Process 1 must not end before the machine does: the kernel would panic.
exec $bb switch_root $root /bin/sh -c '
	/run/vm/agent once /run/vm/request /dev/vport0p1
	cd /run/vm/out && [ -z "$(ls -A)" ] || tar -cf /dev/vport0p2 .
	busybox poweroff -f
	sleep 1000'
