#!/bin/sh
# Writes the configuration of Asterisk out of the files beside this one, and runs it in the foreground.
#
#   RUN      folder for its configuration and its own files
#   FOLDER   the agent's media_folder
#   SECRET   the panel's call_control_secret; letters and digits
#   ROOT     folder with an unpacked Asterisk; left out, the one that is installed
#   MEDIA_IP ENGINE_IP AGENT DOMAIN   addresses, as below when left out
set -eu
here=$(cd "$(dirname "$0")" && pwd)
: "${RUN:?}" "${FOLDER:?}" "${SECRET:?}"
ROOT=${ROOT:-} MEDIA_IP=${MEDIA_IP:-127.0.0.51} ENGINE_IP=${ENGINE_IP:-127.0.0.10}
AGENT=${AGENT:-127.0.0.1:8098} DOMAIN=${DOMAIN:-pbx.test}
umask 077
mkdir -p "$RUN/etc" "$RUN/lib" "$FOLDER/spool/recording"
RUN=$(cd "$RUN" && pwd) FOLDER=$(cd "$FOLDER" && pwd)
# Debian names the folder after the processor.
lib=$(dirname "$(dirname "$(find "$ROOT"/usr/lib -path '*/asterisk/modules/chan_pjsip.so' 2>/dev/null | head -n 1)")")
data=$ROOT/usr/share/asterisk
for file in "$here"/*.conf; do
	sed -e "s#@RUN@#$RUN#g;s#@MODULES@#$lib/modules#g;s#@DATA@#$data#g;s#@FOLDER@#$FOLDER#g" \
		-e "s#@SECRET@#$SECRET#g;s#@AGENT@#$AGENT#g;s#@MEDIA_IP@#$MEDIA_IP#g" \
		-e "s#@ENGINE_IP@#$ENGINE_IP#g;s#@DOMAIN@#$DOMAIN#g" "$file" > "$RUN/etc/$(basename "$file")"
done
# Empty: what is usual, without a complaint.
for name in acl ccss cdr cel features pjproject stasis udptl; do : > "$RUN/etc/$name.conf"; done
set -- -f -n -C "$RUN/etc/asterisk.conf"
if [ -z "$ROOT" ]; then exec asterisk "$@"; fi
# Its own loader with its own libraries: those of the machine may be older.
loader=$(find "$ROOT"/usr/lib64 "$ROOT"/usr/lib -name 'ld-linux-*' 2>/dev/null | head -n 1)
exec "$loader" --library-path "$(dirname "$lib")" "$ROOT/usr/sbin/asterisk" "$@"
