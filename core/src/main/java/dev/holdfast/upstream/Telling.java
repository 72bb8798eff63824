package dev.holdfast.upstream;

import dev.holdfast.upstream.Story.Update;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an incident has told so far, post after post: a later post that says what is affected
 * replaces an earlier one, one that says "also" adds to it, one that says what is well takes away.
 * Models of the title stay until they are said to be well: titles are kept up to date.
 *
 * @param titled the models of the title
 * @param scope the models
 * @param api whether the API is named as failing
 * @param others whether other products are named
 */
record Telling(Set<ModelName> titled, Scope scope, boolean api, boolean others) {
  private static final Pattern ADDS =
      Pattern.compile("\\b(?:also|additional(?:ly)?|as well)\\b", Pattern.CASE_INSENSITIVE);

  /** "Primarily Opus" does not take back "several models". */
  private static final Pattern MAINLY =
      Pattern.compile("\\b(?:primarily|mainly|mostly|especially)\\b", Pattern.CASE_INSENSITIVE);

  /** What a title tells. */
  static Telling of(String title) {
    Said said = Said.in(title);
    Scope scope = said.scope();
    return new Telling(scope.named(), scope, said.apiFails(), Surface.namesOther(title));
  }

  /** What is told once this was posted too. */
  Telling then(Update update) {
    String body = update.body();
    Said said = Said.in(body);
    boolean going = update.status().failing();
    boolean fails = said.apiFails() && !(said.apiWell() && going);
    boolean well = said.apiWell() && !said.apiFails() && (going || said.apiSpared());
    Set<ModelName> titles = new HashSet<>(titled);
    if (going) {
      titles.removeIf(one -> said.well().stream().anyMatch(one::covers));
    }
    return new Telling(
        titles,
        next(said, body, going),
        fails || (api && !well),
        others || Surface.namesOther(body));
  }

  private Scope next(Said said, String body, boolean going) {
    if (said.scope().said()) {
      Set<ModelName> named = new HashSet<>(said.scope().named());
      Set<ModelName> spared = new HashSet<>(said.scope().spared());
      boolean adds = ADDS.matcher(body).find();
      if (adds) {
        named.addAll(scope.named());
      }
      if (!said.scope().everything()) {
        named.addAll(titled);
      }
      if (going) {
        named.removeAll(said.well());
        spared.addAll(said.well());
      }
      boolean keeps = scope.everything() && (adds || MAINLY.matcher(body).find());
      return new Scope(said.scope().everything() || keeps, named, spared);
    }
    return going ? without(said.well()) : scope;
  }

  /** What is still affected when these are well; if nothing would be, the post means the end. */
  private Scope without(Set<ModelName> well) {
    Set<ModelName> named = new HashSet<>(scope.named());
    named.removeIf(one -> well.stream().anyMatch(one::covers));
    if (well.isEmpty() || (named.isEmpty() && !scope.everything())) {
      return scope;
    }
    Set<ModelName> spared = new HashSet<>(scope.spared());
    spared.addAll(well);
    return new Scope(scope.everything(), named, spared);
  }

  /** What one text says, clause by clause. */
  private record Said(
      Scope scope, Set<ModelName> well, boolean apiFails, boolean apiWell, boolean apiSpared) {

    private static final Pattern NEVER =
        Pattern.compile(
            "\\b(?:unaffected|unimpacted|(?:not|n't)(?: \\w+)? (?:affected|impacted))\\b",
            Pattern.CASE_INSENSITIVE);

    static Said in(String text) {
      List<Clause> clauses = Clause.of(text);
      Set<ModelName> named = new HashSet<>();
      Set<ModelName> spared = new HashSet<>();
      Set<ModelName> well = new HashSet<>();
      boolean several = false;
      for (Clause clause : clauses) {
        (clause.well() ? well : named).addAll(clause.models());
        spared.addAll(clause.excepted());
        several |= clause.several() && !clause.well();
      }
      return new Said(
          new Scope(several, named, spared),
          well,
          clauses.stream().anyMatch(one -> !one.well() && Surface.namesApi(one.text())),
          clauses.stream().anyMatch(one -> one.well() && Surface.namesApi(one.text())),
          clauses.stream().anyMatch(one -> spares(one) && Surface.namesApi(one.text())));
    }

    private static boolean spares(Clause clause) {
      return NEVER.matcher(clause.text()).find();
    }
  }
}
