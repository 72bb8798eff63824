/**
 * From verdict to decision: one pure function over the verdict, the conditions of the call and the
 * policy. Every decision carries its reason.
 */
package dev.holdfast.decide;
