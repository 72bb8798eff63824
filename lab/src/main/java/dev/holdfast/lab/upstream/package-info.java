/**
 * The lab upstream: a server in the shape of Anthropic's API that fails on demand. {@link
 * dev.holdfast.lab.upstream.LabUpstream} is the front door; a request passes Visit (one attempt), a
 * resource (what the API would say), Staging (what the fault makes of it) and Delivery (writing).
 */
@NullMarked
package dev.holdfast.lab.upstream;

import org.jspecify.annotations.NullMarked;
