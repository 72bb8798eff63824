/** The dashboard in a real browser. */
package dev.holdfast.gateway.ui;
