/** What the gateway is told: the configuration as values, and reading it strictly from YAML. */
@NullMarked
package dev.holdfast.gateway.config;

import org.jspecify.annotations.NullMarked;
