package dev.holdfast.gateway.cli.logs;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream that stays open when its borrower is done: Logback closes whatever it is given. */
final class Borrowed extends FilterOutputStream {
  Borrowed(OutputStream lender) {
    super(lender);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
