#!/bin/sh
# Makes the sounds that come with the program out of the sentences beside this file: one line each,
# its name and what is said. Wants espeak-ng and sox. What it makes is committed, so that nobody needs
# them to build.
set -eu
cd "$(dirname "$0")"
for language in en nl; do
    voice=$language
    [ "$language" = en ] && voice=en-gb
    rm -f "$language"/*.wav
    while IFS='|' read -r name text; do
        espeak-ng -v "$voice" -s 150 --stdout "$text" |
            sox -t wav - -t wav -r 8000 -c 1 -e mu-law "$language/$name.wav" \
                silence 1 0.02 0.2% reverse silence 1 0.02 0.2% pad 0.1 reverse norm -3
    done <"$language.txt"
done
