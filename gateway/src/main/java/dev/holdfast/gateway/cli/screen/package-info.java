/** What commands show people: the terminal and its abilities, colours, wrapped text and tables. */
@NullMarked
package dev.holdfast.gateway.cli.screen;

import org.jspecify.annotations.NullMarked;
