/**
 * LangChain4j's HTTP client with the engine inside: {@link
 * dev.holdfast.langchain4j.HoldfastLangChain4j}.
 */
@NullMarked
package dev.holdfast.langchain4j;

import org.jspecify.annotations.NullMarked;
