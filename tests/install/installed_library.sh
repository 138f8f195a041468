#!/bin/sh
# Installs into a scratch folder, moves that, and builds examples/coefficients.c against it, with pkg-config alone.
# The program, the command and the Python package run without a word of where their libraries lie.
# $1: build folder, $2: source folder.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset LD_LIBRARY_PATH PYTHONPATH
meson install -C "$1" --destdir "$scratch/staged" --no-rebuild --quiet >/dev/null
mv "$scratch/staged" "$scratch/moved"

wane_pc=$(find "$scratch" -name wane.pc)
[ -n "$wane_pc" ] || { echo "no wane.pc was installed"; exit 1; }
prefix=$scratch/moved$(sed -n 's/^prefix=//p' "$wane_pc")
sed -i "s|^prefix=.*|prefix=$prefix|" "$wane_pc"
[ -d "$(dirname "$wane_pc")/../wane" ] || # FLINT is the system's, or lies where the build was told
    PKG_CONFIG_PATH=$(meson introspect "$1" --buildoptions | python3 -c 'import json, sys
print(":".join(next((o["value"] for o in json.load(sys.stdin) if o["name"] == "pkg_config_path"), [])))')
PKG_CONFIG_PATH=$(dirname "$wane_pc")${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
export PKG_CONFIG_PATH
# shellcheck disable=SC2046
cc -std=c11 -Wall -Wextra -Werror -D_POSIX_C_SOURCE=200809L "$2/examples/coefficients.c" \
    $(pkg-config --cflags --libs wane) -lflint -lm -o "$scratch/coefficients"
answer=$("$scratch/coefficients" tanh 1 15)
echo "$answer"
echo "$answer" | grep -q '^c_0 = 0$'
echo "$answer" | grep -q '^c_1 = \[0\.6057055096021[0-9]* +/- '
if "$scratch/coefficients" 'tanh(' 2>&1; then exit 1; fi

"$prefix/bin/wane" coeffs tanh --count 1 | grep '0\.60570550960'
package=$(find "$scratch" -path '*/wane/__init__.py')
[ -z "$package" ] || PYTHONPATH=$(dirname "$(dirname "$package")") /usr/bin/python3 -c '
import wane
print(wane.coefficients("tanh", 1)[1])'
# Where FLINT stands beside the library, nothing looks for it in the cache.
if [ -d "$(dirname "$wane_pc")/../wane" ]; then
    for file in "$prefix/bin/wane" "$(dirname "$wane_pc")/../libwane.so"; do
        ldd "$file" | grep "libflint.* => $prefix"
    done
    if grep -F /flint- "$wane_pc"; then exit 1; fi
fi
