#!/bin/sh
# bundle.sh BUILD: BUILD/wane-VERSION-linux-ARCHITECTURE.tar.xz, which runs wherever it is unpacked, on a Linux with a C
# library at least as new as this one and nothing else installed: the command, the library with its headers, what they
# are linked with, manual pages, and the Python package (which wants python3 and python3-cffi).
# `meson compile -C build bundle` runs it.
set -eu
build=$(cd "$1" && pwd)
fail() { printf 'bundle: error: %s\n' "$*" >&2; exit 1; }
command -v patchelf >/dev/null || fail 'patchelf is missing (Debian: apt-get install patchelf)'

option() {
    meson introspect "$build" --buildoptions |
        python3 -c 'import json, sys; print(next(o["value"] for o in json.load(sys.stdin) if o["name"] == sys.argv[1]))' "$1"
}
version=$(meson introspect "$build" --projectinfo | python3 -c 'import json, sys; print(json.load(sys.stdin)["version"])')
name=wane-$version-linux-$(uname -m)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
DESTDIR='' meson install -C "$build" --destdir "$work/staged" --no-rebuild --strip --quiet >/dev/null
mv "$work/staged$(option prefix)" "$work/$name"
libraries=$work/$name/$(option libdir)
beside=$libraries/wane
mkdir -p "$beside"

# What the programs are linked with, but for the C library, which belongs to the machine.
needed() { ldd "$@" | awk '$2 == "=>" && $3 ~ /^\// { print $1, $3 }' | sort -u | grep -vE '^(libc|libm|libmvec|libdl|libpthread|librt)\.so'; }
needed "$build/wane" "$build/src/libwane.so" | while read -r soname file; do
    [ -e "$beside/$soname" ] || cp -L "$file" "$beside/$soname"
    patchelf --set-rpath "\$ORIGIN" "$beside/$soname"
done
patchelf --set-rpath "\$ORIGIN:\$ORIGIN/wane" "$(realpath "$libraries/libwane.so")"
patchelf --set-rpath "\$ORIGIN/../$(option libdir):\$ORIGIN/../$(option libdir)/wane" "$work/$name/bin/wane"
sed -i "s|^prefix=.*|prefix=\${pcfiledir}/$(realpath --relative-to "$libraries/pkgconfig" "$work/$name")|" "$libraries/pkgconfig/wane.pc"
tar -C "$work" -cJf "$work/$name.tar.xz" "$name"
mv "$work/$name.tar.xz" "$build/"
printf '%s\n' "$build/$name.tar.xz"
