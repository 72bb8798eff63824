/** One interceptor for the official SDK: {@link dev.holdfast.anthropic.HoldfastInterceptor}. */
package dev.holdfast.anthropic;
