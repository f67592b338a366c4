#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Runs inside the machine, by crowd.test.ts: containers FROM to TO of one bundle, started by crun, LANES at once. Their ids are their
# numbers, of 64 digits. Prints "ID STATUS OUTPUT" of each start that failed.
#   crowd.sh start FROM TO LANES     each goes on to run
#   crowd.sh cycle FROM TO LANES     each ends by itself, and is gone before the next one of its lane
#   crowd.sh end FROM TO LANES       ends those that run
set -euo pipefail
what=$1 from=$2 to=$3 lanes=$4
work=/run/crowd
template=$(< $work/config.json)

one() { # LANE NUMBER
  local id bundle=$work/$1 said status=0
  printf -v id %064x "$2"
  [ -d "$bundle" ] || mkdir "$bundle"
  printf %s "${template//ID_OF_IT/$id}" > "$bundle/config.json"
  case $what in
    start) crun run -d -b "$bundle" "$id" < /dev/null > "$bundle/said" 2>&1 || status=$? ;;
    cycle) crun run -b "$bundle" "$id" < /dev/null > "$bundle/said" 2>&1 || status=$? ;;
    end) crun delete -f "$id" > "$bundle/said" 2>&1 || status=$? ;;
  esac
  said=$(< "$bundle/said")
  [ $status = 0 ] && [ -z "$said" ] || echo "$id $status $said"
}

lane() { # LANE
  local number
  for ((number = from + $1; number < to; number += lanes)); do one "$1" $number; done
}

for ((i = 0; i < lanes; i++)); do lane $i & done
wait
