#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Does what the example policies speak of: starts the program that they block, and reads a file that they audit.
program=/opt/bailiff/example/blocked
if [ ! -e "$program" ]; then
  mkdir -p "$(dirname "$program")"
  printf '#!/bin/sh\necho "this program ran: no policy blocks it"\n' > "$program"
  chmod 755 "$program"
fi
echo "\$ $program"
"$program"
echo "\$ cat /etc/shadow > /dev/null"
cat /etc/shadow > /dev/null && echo "it was read: the policy only audits that"
