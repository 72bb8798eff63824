/**
 * Carries out the steps of a call: the only place in the core that reads a clock or sleeps. A
 * driver holds no policy; if it seems to need some, it belongs to a lower room.
 */
package dev.holdfast.drive;
