#!/bin/sh
# From a bare Debian 12 or 13 to a finished build/: system packages, FLINT >= 3.1, compilation.
# Re-runnable: every step that is already done says nothing. With --lint as a first argument also what tests/lint.sh
# needs, with --formal what docs/formal.md needs, with --mpi Open MPI and a build with it, with --all these two and what
# the tests of Python and LaTeX need; further arguments go to `meson setup`.
set -eu
cd "$(dirname "$0")"

FLINT_MINIMUM=3.1
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/wane
PACKAGES="build-essential pkg-config meson ninja-build libgmp-dev libmpfr-dev libgsl-dev
 libopenblas-dev libjansson-dev librandom123-dev libsqlite3-dev libcriterion-dev gnuplot-nox
 python3-cffi python3-dev python3-numpy scdoc"
FLINT_BUILD_PACKAGES="autoconf automake libtool dpkg-dev"
LINT_PACKAGES="clang-format clang-tidy cppcheck shellcheck"
FORMAL_PACKAGES="coq libcoq-coquelicot libcoq-interval"
MPI_PACKAGES="libopenmpi-dev openmpi-bin"
TEST_PACKAGES="python3-pytest python3-mpmath man-db texlive-latex-base texlive-latex-recommended"

step() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: error: %s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo "$@"
    else fail "root or sudo is needed for: $*"
    fi
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Runs a command with its output in a log that is shown only when it fails.
logged() {
    log=$CACHE/$1.log; shift
    mkdir -p "$CACHE"
    "$@" >"$log" 2>&1 || { tail -n 25 "$log" >&2; fail "'$*' failed; the whole output is in $log"; }
}

install_packages() {
    missing=
    for package in $1; do installed "$package" || missing="$missing $package"; done
    [ -z "$missing" ] && return 0
    step "installing$missing"
    # A package list of an earlier date may suffice; refresh it only if it does not.
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null 2>&1 && return 0
    logged apt-update as_root apt-get update -qq
    # shellcheck disable=SC2086
    logged apt-install as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing
}

flint_found() { PKG_CONFIG_PATH=${1:-}${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH} pkg-config --exists "flint >= $FLINT_MINIMUM"; }

# A FLINT that an earlier run left in the cache; prints its pkg-config folder.
flint_in_cache() {
    for folder in "$CACHE"/flint-*/lib/pkgconfig; do
        [ -f "$folder/flint.pc" ] && flint_found "$folder" && printf '%s\n' "$folder" && return 0
    done
    return 1
}

# The first archive of this machine's own apt sources: prints its address and its keyring.
apt_archive() {
    for file in /etc/apt/sources.list.d/*.sources; do
        [ -f "$file" ] || continue
        awk -v RS= '/(^|\n)Types:[^\n]*deb/ && /(^|\n)Components:[^\n]*main/ {
            uri = ""; key = "-"
            n = split($0, line, "\n")
            for (i = 1; i <= n; i++) {
                if (line[i] ~ /^URIs:/)      { split(line[i], w, /[ \t]+/); uri = w[2] }
                if (line[i] ~ /^Signed-By:/) { split(line[i], w, /[ \t]+/); if (w[2] ~ /^\//) key = w[2] }
            }
            if (uri != "" && uri !~ /security/) { print uri, key; exit }
        }' "$file"
    done
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [ -f "$file" ] || continue
        awk '$1 == "deb" {
            key = "-"; line = $0
            if (match(line, /signed-by=[^] ,]*/)) key = substr(line, RSTART + 10, RLENGTH - 10)
            sub(/\[[^]]*\]/, "", line)
            split(line, word)
            if (word[2] !~ /security/ && line ~ / main( |$)/) { print word[2], key; exit }
        }' "$file"
    done
}

# Fetches Debian's source package of FLINT into the folder $1, through private apt directories,
# so that the machine's own package lists are untouched and apt still checks the signature.
fetch_flint() {
    # shellcheck disable=SC2046
    set -- "$1" $(apt_archive | head -n 1)
    [ $# -eq 3 ] || fail "no Debian archive found in this machine's apt sources; install FLINT >= $FLINT_MINIMUM by hand"
    keyring=$3
    [ "$keyring" = - ] && keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    for suite in forky sid trixie; do
        private=$1/apt-$suite
        mkdir -p "$private/lists/partial" "$private/cache/archives/partial"
        printf 'Types: deb-src\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' \
            "$2" "$suite" "$keyring" >"$private/flint.sources"
        private_apt() {
            apt-get -o Dir::Etc::sourcelist="$private/flint.sources" -o Dir::Etc::sourceparts=/dev/null \
                -o Dir::State::Lists="$private/lists" -o Dir::Cache="$private/cache" \
                -o APT::Sandbox::User=root -o APT::Update::Error-Mode=any "$@"
        }
        if private_apt update -qq >"$private/log" 2>&1 &&
           (cd "$1" && private_apt source -qq --download-only flint >>"$private/log" 2>&1) &&
           ls "$1"/flint_*.orig.tar.* >/dev/null 2>&1; then
            return 0
        fi
    done
    cat "$1"/apt-*/log >&2
    fail "no source package of FLINT could be fetched; install FLINT >= $FLINT_MINIMUM by hand"
}

build_flint() {
    install_packages "$FLINT_BUILD_PACKAGES"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    step "fetching the source of FLINT"
    fetch_flint "$work"
    archive=$(find "$work" -maxdepth 1 -name 'flint_*.orig.tar.*' ! -name '*.asc' | head -n 1)
    version=$(basename "$archive" | sed 's/^flint_\(.*\)\.orig.*/\1/')
    mkdir "$work/source"
    tar -xf "$archive" -C "$work/source" --strip-components=1
    prefix=$CACHE/flint-$version
    step "building FLINT $version (a few minutes, once) into $prefix"
    (
        cd "$work/source"
        if [ ! -x configure ]; then logged flint-bootstrap ./bootstrap.sh; fi
        logged flint-configure ./configure --disable-static --prefix="$prefix.partial"
        logged flint-make make -j"$(nproc)"
    )
    # Installed under its final name in one rename, so that an interrupted run leaves no half FLINT.
    rm -rf "$prefix.partial" "$prefix"
    (
        cd "$work/source"
        logged flint-install make install
        sed -i "s|$prefix.partial|$prefix|g" "$prefix.partial/lib/pkgconfig/flint.pc"
    )
    mv "$prefix.partial" "$prefix"
}

mpi=
while :; do
    case ${1:-} in
    --lint) PACKAGES="$PACKAGES $LINT_PACKAGES" ;;
    --formal) PACKAGES="$PACKAGES $FORMAL_PACKAGES" ;;
    --mpi)
        PACKAGES="$PACKAGES $MPI_PACKAGES"
        mpi=-Dmpi=enabled
        ;;
    --all)
        PACKAGES="$PACKAGES $MPI_PACKAGES $FORMAL_PACKAGES $TEST_PACKAGES"
        mpi=-Dmpi=enabled
        ;;
    *) break ;;
    esac
    shift
done
if command -v apt-get >/dev/null 2>&1; then
    install_packages "$PACKAGES"
fi
command -v meson >/dev/null 2>&1 || fail "meson is missing; README.md lists what to install on this system"

flint_folder=
if ! flint_found; then
    if ! flint_folder=$(flint_in_cache); then
        candidate=$(apt-cache policy libflint-dev 2>/dev/null | sed -n 's/ *Candidate: //p')
        if [ -n "$candidate" ] && dpkg --compare-versions "$candidate" ge "$FLINT_MINIMUM"; then
            install_packages libflint-dev
        elif command -v apt-get >/dev/null 2>&1; then
            build_flint
            flint_folder=$(flint_in_cache) || fail "the FLINT just built is not usable"
        else
            fail "FLINT >= $FLINT_MINIMUM is missing; README.md says how to install it"
        fi
    fi
fi

if [ ! -f build/build.ninja ]; then
    step "configuring build/"
    logged meson-setup meson setup build ${flint_folder:+--pkg-config-path="$flint_folder"} ${mpi:+"$mpi"} "$@"
elif [ -n "$mpi" ] && ! meson introspect build --buildoptions | grep -q '"mpi", "value": "enabled"'; then
    logged meson-configure meson configure build "$mpi"
fi
if ! ninja -C build -n | grep -q 'no work to do'; then
    step "compiling"
    logged ninja ninja -C build
    step "done: build/wane"
fi
