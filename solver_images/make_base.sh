#!/bin/sh
# Makes a base image from Debian's (or Ubuntu's) own packages, where no registry is reachable: the system that this
# machine runs, at its smallest, with Python. Needs root and debootstrap.
#
#   sh make_base.sh base.tar && docker import base.tar optmill-base:debian
set -eu
output=${1:?usage: make_base.sh FILE.tar}
. /etc/os-release
mirror=$(apt-get indextargets --format '$(CODENAME) $(SITE)' 'Identifier: Packages' |
    sed -n "s/^$VERSION_CODENAME //p" | head -n 1)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# debootstrap unpacks and configures; what only a person at a terminal needs is taken out before it is counted.
debootstrap --variant=minbase --include=python3 "$VERSION_CODENAME" "$folder" "$mirror" >&2
cd "$folder"
rm -rf usr/share/doc/* usr/share/man/* usr/share/info/* usr/share/locale/* usr/share/lintian/* usr/share/bash-completion
rm -rf var/cache/apt/* var/cache/debconf/* var/lib/apt/lists/* var/log/* tmp/* debootstrap
rm -rf usr/lib/python3*/ensurepip usr/lib/python3*/idlelib usr/lib/python3*/lib2to3 usr/lib/python3*/pydoc_data
# Nothing in a solver's container may become another user.
find . -xdev -type f -perm /6000 -exec chmod a-s {} +
tar --create --file "$output" --numeric-owner --one-file-system --exclude './dev/*' --exclude './proc/*' \
    --exclude './sys/*' --exclude './run/*' .
