package dev.holdfast.lab.upstream;

import dev.holdfast.lab.upstream.Plan.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Ways to cut, extend and pace a sequence of frames, lazily: streams may be long or endless. */
final class Frames {
  private Frames() {}

  /** The first so many; fewer where there are fewer. */
  static List<String> first(int count, Iterator<String> frames) {
    List<String> first = new ArrayList<>();
    while (first.size() < count && frames.hasNext()) {
      first.add(frames.next());
    }
    return first;
  }

  /** All but the last. */
  static Iterator<String> butLast(Iterator<String> frames) {
    return new Iterator<>() {
      private String ahead = frames.hasNext() ? frames.next() : "";

      @Override
      public boolean hasNext() {
        return frames.hasNext();
      }

      @Override
      public String next() {
        String now = ahead;
        ahead = frames.next();
        return now;
      }
    };
  }

  /** Some frames, then the rest. */
  static Iterator<String> join(List<String> first, Iterator<String> rest) {
    Iterator<String> head = first.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return head.hasNext() || rest.hasNext();
      }

      @Override
      public String next() {
        return head.hasNext() ? head.next() : rest.next();
      }
    };
  }

  /** The same frame for ever. */
  static Iterator<String> endless(String frame) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public String next() {
        return frame;
      }
    };
  }

  /** Frames with a pause before each but the first. */
  static Iterator<Frame> paced(Iterator<String> frames, Duration gap) {
    return paced(frames, gap, 0, gap);
  }

  /** As above, but with another pause before one of them, counted from 0. */
  static Iterator<Frame> paced(Iterator<String> frames, Duration gap, int index, Duration before) {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return frames.hasNext();
      }

      @Override
      public Frame next() {
        Duration usual = next == 0 ? Duration.ZERO : gap;
        Duration pause = next == index && index > 0 ? before : usual;
        next++;
        return new Frame(pause, frames.next());
      }
    };
  }
}
