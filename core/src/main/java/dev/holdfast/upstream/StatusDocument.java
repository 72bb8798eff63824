package dev.holdfast.upstream;

import java.util.List;

/** What came back from the page. */
public sealed interface StatusDocument {
  /**
   * A document that could be read to its end.
   *
   * @param components empty in a list of incidents
   * @param oddities what was not understood and skipped
   */
  record Page(List<Component> components, List<Incident> incidents, List<String> oddities)
      implements StatusDocument {
    public Page {
      components = List.copyOf(components);
      incidents = List.copyOf(incidents);
      oddities = List.copyOf(oddities);
    }
  }

  /**
   * A document that cannot be trusted. Half a page is none: its missing part may have been the
   * outage.
   *
   * @param why in a few words
   */
  record Unreadable(String why) implements StatusDocument {}
}
