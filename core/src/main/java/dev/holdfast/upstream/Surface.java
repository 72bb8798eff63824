package dev.holdfast.upstream;

import java.util.regex.Pattern;

/** What a text says about where it hurts: at the API, or at Anthropic's other products. */
final class Surface {
  /** What has "API" in its name and does not answer messages. */
  private static final String BESIDE =
      "(?:admin|usage|analytics|compliance|billing)(?: \\w+)? api(?: \\w+points?)?"
          + "|\\bapi (?:keys?|credits?|workspaces?|console|usage|billing)\\b";

  private static final Pattern BESIDE_API = Pattern.compile(BESIDE, Pattern.CASE_INSENSITIVE);

  private static final Pattern API = Pattern.compile("\\bapis?\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern OTHER =
      Pattern.compile(
          BESIDE
              + "|claude\\.ai|\\bconsole\\b|platform\\.claude|claude code|cowork|desktop|\\bmobile\\b"
              + "|\\bios\\b|android|dispatch|connectors?\\b|\\bmcp\\b|google drive|\\bvaults?\\b"
              + "|slack|github|chrome|excel|usage and analytics|billing|subscription|purchas"
              + "|payment|\\bcredits?\\b|\\bsign(?:ing)?[ -]?(?:ups?|ins?)\\b"
              + "|\\blog(?:ging)?[ -]?ins?\\b|docs\\.|vertex|bedrock|foundry|\\bvoice\\b"
              + "|share links|file (?:operations|uploads?)|uploading|artifacts|workspace creation|status page",
          Pattern.CASE_INSENSITIVE);

  private Surface() {}

  /** Whether it speaks of the API itself. */
  static boolean namesApi(String text) {
    return API.matcher(BESIDE_API.matcher(text).replaceAll(" ")).find();
  }

  /** Whether it speaks of another product. */
  static boolean namesOther(String text) {
    return OTHER.matcher(text).find();
  }
}
