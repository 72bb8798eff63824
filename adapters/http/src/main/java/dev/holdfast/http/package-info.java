/**
 * The JDK's HTTP client with the engine inside: {@link dev.holdfast.http.HoldfastHttpClient#wrap}
 * and nothing else to learn.
 */
package dev.holdfast.http;
