package dev.holdfast.lab.upstream;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the API would answer if nothing went wrong.
 *
 * @param frames the events of a stream, or the whole body as one
 * @param tempo when its parts are sent
 * @param tokens what it uses
 */
record Answer(
    int status,
    Map<String, String> headers,
    Iterator<String> frames,
    boolean stream,
    Tempo tempo,
    Tokens tokens) {
  private static final Tempo AT_ONCE = new Tempo(Duration.ZERO, Duration.ZERO);
  private static final Tokens NONE = new Tokens(0, 0);

  /**
   * When the parts of an answer are sent.
   *
   * @param gap the pause between frames
   * @param ttfb the pause before the head
   */
  record Tempo(Duration gap, Duration ttfb) {}

  /** The tokens of a request and of its answer. */
  record Tokens(long input, long output) {}

  static Answer whole(int status, Map<String, String> headers, String body) {
    Iterator<String> frames = Collections.singleton(body).iterator();
    return new Answer(status, headers, frames, false, AT_ONCE, NONE);
  }

  static Answer events(int status, Map<String, String> headers, Iterator<String> frames) {
    return new Answer(status, headers, frames, true, AT_ONCE, NONE);
  }

  Duration gap() {
    return tempo.gap();
  }

  Duration ttfb() {
    return tempo.ttfb();
  }

  Answer paced(Duration newGap, Duration newTtfb) {
    return new Answer(status, headers, frames, stream, new Tempo(newGap, newTtfb), tokens);
  }

  Answer using(long input, long output) {
    return new Answer(status, headers, frames, stream, tempo, new Tokens(input, output));
  }

  /** The same with more headers, or others. */
  Answer with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, frames, stream, tempo, tokens);
  }
}
