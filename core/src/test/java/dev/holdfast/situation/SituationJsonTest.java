package dev.holdfast.situation;

import static dev.holdfast.situation.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.situation.IncidentMatch.Strength;
import dev.holdfast.upstream.Component;
import dev.holdfast.upstream.Indicator;
import org.junit.jupiter.api.Test;

class SituationJsonTest {
  @Test
  void writesAllOfIt() {
    Scene scene = new Scene().light(Indicator.RED).level(Level.HIGH, 3);
    scene.component = Component.Status.PARTIAL_OUTAGE;
    scene.incident("Errors on \"Opus 5\"", Strength.YES);
    scene.elsewhere = true;
    String id = scene.incidents.get(0).incident().id();
    assertThat(SituationJson.write(scene.situation()))
        .isEqualTo(
            ("{'advice':'fall-back','cause':'known','row':'r04','scope':['opus-5'],"
                    + "'sentence':'Known incident: Errors on \\\"Opus 5\\\". Let the fallback serve;"
                    + " add no retries. The primary is probed every 10 s.',"
                    + "'remarks':['An incident is posted on models you do not use.'],"
                    + "'indicator':'red',"
                    + "'upstream':{'component':'partial_outage','checked':'2026-03-02T14:05:48Z',"
                    + "'host':'status.test','trouble':null},"
                    + "'local':{'level':'high','since':'2026-03-02T14:03:00Z'},"
                    + "'incidents':[{'id':'"
                    + id
                    + "','name':'Errors on \\\"Opus 5\\\"','status':'investigating',"
                    + "'impact':'major','match':'yes','reasons':['+2 lists the API'],"
                    + "'pin':null}]}")
                .replace('\'', '"'));
  }

  @Test
  void writesNullsWhereNothingIsKnown() {
    Scene scene = new Scene().light(Indicator.UNKNOWN);
    scene.checked = null;
    scene.since = null;
    assertThat(SituationJson.write(scene.situation()))
        .contains("\"scope\":[]", "\"checked\":null", "\"since\":null", "\"incidents\":[]");
    assertThat(scene.situation().at()).isEqualTo(NOW);
  }
}
