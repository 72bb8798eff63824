package dev.holdfast.lab.wire;

/** The HTML that a CDN in front of the API shows when the API behind it does not answer. */
public final class EdgePage {
  private EdgePage() {}

  public static String of(int status) {
    String title = status == 503 ? "503 Service Temporarily Unavailable" : status + " Error";
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><title>%1$s</title></head>
    <body>
    <center><h1>%1$s</h1></center>
    <hr><center>cloudflare</center>
    </body>
    </html>
    """
        .formatted(title);
  }
}
