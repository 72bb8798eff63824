/** The commands that people type: reading their options, saying what came of it, exit codes. */
@NullMarked
package dev.holdfast.gateway.cli;

import org.jspecify.annotations.NullMarked;
