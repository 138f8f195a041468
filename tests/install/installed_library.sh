#!/bin/sh
# Installs into a scratch folder and builds examples/coefficients.c against that, with pkg-config alone.
# $1: build folder, $2: source folder.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
meson install -C "$1" --destdir "$scratch" --no-rebuild --quiet >/dev/null

wane_pc=$(find "$scratch" -name wane.pc)
[ -n "$wane_pc" ] || { echo "no wane.pc was installed"; exit 1; }
sed -i "s|^prefix=|prefix=$scratch|" "$wane_pc" # it was staged, so it does not stand where it says
flint_path=$(meson introspect "$1" --buildoptions |
    python3 -c 'import json, sys; print(":".join(next((o["value"] for o in json.load(sys.stdin) if o["name"] == "pkg_config_path"), [])))')
PKG_CONFIG_PATH=$(dirname "$wane_pc")${flint_path:+:$flint_path}
export PKG_CONFIG_PATH
# shellcheck disable=SC2046
cc -std=c11 -Wall -Wextra -Werror -D_POSIX_C_SOURCE=200809L "$2/examples/coefficients.c" \
    $(pkg-config --cflags --libs wane) -lflint -lm -o "$scratch/coefficients"
# The stage is not where the loader looks, nor perhaps is FLINT.
LD_LIBRARY_PATH=$(dirname "$(find "$scratch" -name 'libwane.so' | head -n 1)"):$(pkg-config --variable=libdir flint)
export LD_LIBRARY_PATH
answer=$("$scratch/coefficients" tanh 1 15)
echo "$answer"
echo "$answer" | grep -q '^c_0 = 0$'
echo "$answer" | grep -q '^c_1 = \[0\.6057055096021[0-9]* +/- '
"$scratch/coefficients" 'tanh(' 2>&1 && exit 1
exit 0
