package dev.holdfast.lab.upstream;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;

/**
 * What the API would answer if nothing went wrong.
 *
 * @param frames the events of a stream, or the whole body as one
 * @param gap the pause between frames
 * @param ttfb the pause before the head
 */
record Answer(
    int status,
    Map<String, String> headers,
    Iterator<String> frames,
    boolean stream,
    Duration gap,
    Duration ttfb) {

  static Answer whole(int status, Map<String, String> headers, String body) {
    Iterator<String> frames = Collections.singleton(body).iterator();
    return new Answer(status, headers, frames, false, Duration.ZERO, Duration.ZERO);
  }

  Answer paced(Duration newGap, Duration newTtfb) {
    return new Answer(status, headers, frames, stream, newGap, newTtfb);
  }
}
