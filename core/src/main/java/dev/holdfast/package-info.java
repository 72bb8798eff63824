/** The front door: everything a library user needs to start. */
package dev.holdfast;
