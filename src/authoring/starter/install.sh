# Installs the release $FIELDBOOK_VERSION to $FIELDBOOK_ROOT/bin: the program that was built for it if
# $FIELDBOOK_DOWNLOADS has one, compared with its checksum; otherwise built from $FIELDBOOK_REPOSITORY, or from a checkout in
# $FIELDBOOK_SOURCE.
archive="fieldbook-${FIELDBOOK_VERSION#v}-$(uname -m)-unknown-linux-musl"
place="$FIELDBOOK_ROOT/download"
mkdir -p "$place" "$FIELDBOOK_ROOT/bin"
if [ -n "${FIELDBOOK_DOWNLOADS-}" ] && [ "$(uname -s)" = Linux ] &&
  curl -fsSL --retry 3 -o "$place/SHA256SUMS" "$FIELDBOOK_DOWNLOADS/$FIELDBOOK_VERSION/SHA256SUMS" &&
  curl -fsSL --retry 3 -o "$place/$archive.tar.gz" "$FIELDBOOK_DOWNLOADS/$FIELDBOOK_VERSION/$archive.tar.gz"; then
  # A file that is not what was released ends the job: nothing is built instead.
  grep -F "  $archive.tar.gz" "$place/SHA256SUMS" > "$place/sum" || { echo "SHA256SUMS does not name $archive.tar.gz" >&2; exit 1; }
  (cd "$place" && sha256sum --check --strict sum)
  tar -xzf "$place/$archive.tar.gz" -C "$place" "$archive/fieldbook"
  mv "$place/$archive/fieldbook" "$FIELDBOOK_ROOT/bin/fieldbook"
elif echo "no released program was found; building fieldbook" >&2 && [ -n "${FIELDBOOK_SOURCE-}" ]; then
  cargo install --quiet --locked --path "$FIELDBOOK_SOURCE" --root "$FIELDBOOK_ROOT"
else
  cargo install --quiet --locked --git "${FIELDBOOK_REPOSITORY:?is not set}" --tag "$FIELDBOOK_VERSION" --root "$FIELDBOOK_ROOT" fieldbook
fi
rm -rf "$place"
