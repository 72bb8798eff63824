/**
 * Spring Boot with the engine inside. What an application may use: a {@code Holdfast} bean made
 * from {@code holdfast.*}, {@link dev.holdfast.spring.HoldfastRestClient}, {@link
 * dev.holdfast.spring.HoldfastWebClient} and {@link dev.holdfast.spring.Lookout}; Spring AI's
 * Anthropic models are guarded without being asked.
 */
@NullMarked
package dev.holdfast.spring;

import org.jspecify.annotations.NullMarked;
