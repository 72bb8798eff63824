package dev.holdfast.gateway.cli;

import picocli.CommandLine.Command;

/** The commands that rehearse outages. */
@Command(
    name = "lab",
    description = "Rehearse outages: a server that fails on demand.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class LabCommand {}
