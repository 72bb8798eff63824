package dev.holdfast.lab.upstream;

import java.nio.file.Path;

/** A server's identity: key and certificate chain, both PEM files. */
public record Tls(Path key, Path certificate) {}
