/** How JMH is run here, and the tables that its results become. */
@NullMarked
package dev.holdfast.bench.jmh;

import org.jspecify.annotations.NullMarked;
