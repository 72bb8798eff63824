/**
 * What can go wrong with one attempt, as a closed list, and the text that names it. A fault is a
 * value; acting it out on a connection is the upstream's business.
 */
@NullMarked
package dev.holdfast.lab.fault;

import org.jspecify.annotations.NullMarked;
