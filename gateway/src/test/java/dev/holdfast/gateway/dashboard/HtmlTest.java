package dev.holdfast.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of text from outside. */
class HtmlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title><svg/onload=alert(1)>",
        "&lt;script&gt;",
        "<!--",
        "]]>",
        "javascript:alert(1)",
      })
  void textStaysText(String evil) {
    String html = new Html(false).put("p", evil, "title", evil).toString();
    String inside = html.substring("<p title=\"".length(), html.length() - "</p>".length());
    assertThat(inside.replaceFirst("\">", "")).doesNotContain("<", ">", "\"", "'");
    assertThat(unescaped(html)).isEqualTo("<p title=\"" + evil + "\">" + evil + "</p>");
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  @Test
  void controlCharactersAreShownAsUnreadable() {
    assertThat(new Html(false).text("a\u0000b\u001bc\nd").toString())
        .isEqualTo("a\ufffdb\ufffdc\nd");
  }

  @Test
  void anAttributeWithoutValueIsLeftOut() {
    assertThat(new Html(false).mark("input", "checked", null, "id", "a").toString())
        .isEqualTo("<input id=\"a\"/>");
  }

  @Test
  void whatIsNotClosedIsNoPage() {
    Html open = new Html(false).open("p");
    assertThatThrownBy(open::toString).isInstanceOf(IllegalStateException.class);
  }
}
