/**
 * What a 200 means: an axis of its own. A truncated or refused answer is a success of the transport
 * and is never an input to retries.
 */
package dev.holdfast.reading;
