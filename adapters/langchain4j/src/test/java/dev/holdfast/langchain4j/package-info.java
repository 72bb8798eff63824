/** LangChain4j's Anthropic models against the lab upstream. */
@NullMarked
package dev.holdfast.langchain4j;

import org.jspecify.annotations.NullMarked;
