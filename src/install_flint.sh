#!/bin/sh
# install_flint.sh LIBRARIES FOLDER: FLINT, its headers too, from the folder of its libraries into FOLDER of the prefix.
set -eu
to=$MESON_INSTALL_DESTDIR_PREFIX/$2
mkdir -p "$to/include"
cp -P "$1"/libflint.so* "$to"
cp -R "$1"/../include/flint "$to/include"
for library in "$to"/libflint.so.*.*; do strip --strip-debug "$library"; done
