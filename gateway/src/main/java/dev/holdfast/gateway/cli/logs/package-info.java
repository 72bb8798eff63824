/** How the program logs: set up in code, because starting Logback from XML takes too long. */
@NullMarked
package dev.holdfast.gateway.cli.logs;

import org.jspecify.annotations.NullMarked;
