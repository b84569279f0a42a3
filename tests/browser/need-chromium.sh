#!/bin/sh
# Browser journeys need Chromium and fonts for five languages, from Debian's packages.
packages="chromium fonts-noto-core fonts-noto-cjk"
if command -v chromium >/dev/null 2>&1 && fc-list 2>/dev/null | grep -q "Noto Sans CJK" && fc-list | grep -q "Noto Sans Thai"; then
  exit 0
fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "== installing $packages (a few minutes)"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages fontconfig >/dev/null
  exit $?
fi
echo "The browser journeys need Chromium and fonts. Please install them, then run make test again:"
echo "  sudo apt-get install $packages"
exit 1
