package dev.holdfast.lab.sink;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;

/**
 * What was posted.
 *
 * @param text the body as it came
 * @param json the same, read
 */
record Post(MultiMap headers, String text, JsonNode json) {}
