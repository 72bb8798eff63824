package dev.holdfast.situation.backtest;

import dev.holdfast.upstream.Component;
import dev.holdfast.upstream.Incident;
import dev.holdfast.upstream.Story;
import dev.holdfast.upstream.Story.Update;
import java.util.List;
import java.util.regex.Pattern;

/** What is hidden from the matching, to see what it is worth without. */
enum Blindfold {
  NONE(false, false),
  MODELS(true, false),
  COMPONENTS(false, true),
  BOTH(true, true);

  private static final Pattern MODEL =
      Pattern.compile(
          "(?i)(?:claude[ -])?(?:\\d(?:\\.\\d)?[ -])?\\b(?:opus|sonnet|haiku|fable|mythos|instant)\\b"
              + "(?:[ -]\\d(?:\\.\\d)?)?|\\bmodels?\\b");

  private final boolean models;
  private final boolean components;

  Blindfold(boolean models, boolean components) {
    this.models = models;
    this.components = components;
  }

  Incident over(Incident incident) {
    Story story = incident.story();
    List<Component> listed = components ? List.of() : incident.components();
    return new Incident(
        incident.id(),
        incident.impact(),
        incident.course(),
        listed,
        models
            ? new Story(hide(story.title()), story.updates().stream().map(Blindfold::hide).toList())
            : story);
  }

  private static Update hide(Update update) {
    return new Update(update.status(), hide(update.body()), update.at(), update.affected());
  }

  private static String hide(String text) {
    return MODEL.matcher(text).replaceAll("it");
  }
}
