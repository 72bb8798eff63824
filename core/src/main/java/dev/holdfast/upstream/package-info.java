/**
 * The upstream as its status page tells it: components, incidents, and which models they are about.
 * Data, parsing, and when to look again; fetching lives outside.
 */
package dev.holdfast.upstream;
