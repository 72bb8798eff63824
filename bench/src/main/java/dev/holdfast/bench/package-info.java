/**
 * Measures the gateway beside nginx and beside no proxy at all, in one interleaved run. Load tool
 * and upstream speak HTTP by hand, so that on a small machine they leave the cores to the proxies.
 */
@NullMarked
package dev.holdfast.bench;

import org.jspecify.annotations.NullMarked;
