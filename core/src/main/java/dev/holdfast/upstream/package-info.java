/**
 * The upstream as its status page tells it: components, incidents, and which models they are about.
 * Data and parsing only; fetching lives outside.
 */
package dev.holdfast.upstream;
