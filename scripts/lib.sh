# Shared by the scripts: messages, and the set-up of the machine. Source it; it changes to the repository's root.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 2; }

export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
export CCACHE_MAXSIZE=${CCACHE_MAXSIZE:-8G}
# Clones of one revision share the cache: paths below the root are hashed as relative ones.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1 CCACHE_PCH_EXTSUM=1

packages=(clang-19 lld-19 liblld-19-dev llvm-19-dev llvm-19-tools libmlir-19-dev mlir-19-tools libclang-rt-19-dev
  libzstd-dev zlib1g-dev cmake ninja-build ccache libfmt-dev libcli11-dev nlohmann-json3-dev libre2-dev librdkafka-dev
  libantlr4-runtime-dev libedit-dev libsimdjson-dev libgtest-dev libgmock-dev libbenchmark-dev libxxhash-dev
  default-jre-headless maven python3 tzdata binutils git time)
antlr_jar=third_party/antlr/antlr4-4.9-complete.jar

missing_packages() {
  local installed
  # dpkg-query fails when it does not know one of the names: that is an answer, not an error.
  installed=$( { dpkg-query -W -f='${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null || true; } | awk '$2=="installed"{print $1}')
  for package in "${packages[@]}"; do
    grep -qx "$package" <<<"$installed" || echo "$package"
  done
}

# Installs what the build needs: Debian packages (root or sudo), then the ANTLR tool from Maven Central.
ensure_setup() {
  local missing as_root=()
  mapfile -t missing < <(missing_packages)
  if ((${#missing[@]})); then
    if ((EUID != 0)); then
      if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root=(sudo); else
        printf 'These Debian packages are missing and installing them needs root:\n\n  apt-get install --no-install-recommends %s\n\n' "${missing[*]}" >&2
        exit 2
      fi
    fi
    say "installing ${#missing[@]} Debian packages"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
  if [[ ! -f $antlr_jar ]]; then
    say "fetching the ANTLR 4.9 tool"
    mvn -q -B dependency:copy -Dartifact=org.antlr:antlr4:4.9:jar:complete -DoutputDirectory="$PWD/third_party/antlr"
  fi
}

# build PRESET [TARGET ...]: configures once, then builds.
build() {
  local preset=$1
  shift
  [[ -f build/$preset/build.ninja ]] || cmake --preset "$preset" >"build.$preset.log.tmp" 2>&1 || { cat "build.$preset.log.tmp" >&2; die "configuring preset $preset failed"; }
  rm -f "build.$preset.log.tmp"
  ninja -C "build/$preset" "$@"
}
