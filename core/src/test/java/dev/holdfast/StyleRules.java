package dev.holdfast;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import dev.holdfast.Sources.Source;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Collects what the declarations of one file break, each as "file:line: rule". */
final class StyleRules extends TreePathScanner<Void, Void> {
  private static final int METHOD_LINES = 30;
  private static final int PARAMETERS = 6;
  private static final int NESTING = 3;
  private static final Pattern EMPTY_NAME =
      Pattern.compile("Abstract.*|.*(Utils?|Helpers?|Manager|Impl|Builder)");
  private static final Pattern GETTER = Pattern.compile("get[A-Z].*");
  private static final Pattern OPTIONAL = Pattern.compile("Optional(Int|Long|Double)?");
  private static final Set<Tree.Kind> NESTS =
      EnumSet.of(
          Tree.Kind.IF,
          Tree.Kind.FOR_LOOP,
          Tree.Kind.ENHANCED_FOR_LOOP,
          Tree.Kind.WHILE_LOOP,
          Tree.Kind.DO_WHILE_LOOP,
          Tree.Kind.SWITCH,
          Tree.Kind.TRY,
          Tree.Kind.SYNCHRONIZED);

  private final Source source;
  private final List<String> broken = new ArrayList<>();
  private int depth;

  StyleRules(Source source) {
    this.source = source;
  }

  Stream<String> broken() {
    scan(source.tree(), null);
    return broken.stream();
  }

  @Override
  public Void visitClass(ClassTree type, Void nothing) {
    var name = type.getSimpleName().toString();
    check(type, !EMPTY_NAME.matcher(name).matches(), name + " says nothing: name what it is");
    for (var member : type.getMembers()) {
      if (member instanceof VariableTree field) {
        check(field, !isOptional(field.getType()), "no Optional field: use @Nullable");
      }
    }
    var components = type.getMembers().stream().filter(this::isComponent).count();
    check(type, components <= PARAMETERS, name + ": at most " + PARAMETERS + " components");
    return super.visitClass(type, null);
  }

  @Override
  public Void visitMethod(MethodTree method, Void nothing) {
    var name = method.getName().toString();
    var lines = last(method) - first(method) + 1;
    check(method, lines <= METHOD_LINES, name + ": " + lines + " lines, at most " + METHOD_LINES);
    var parameters = method.getParameters();
    check(method, parameters.size() <= PARAMETERS, name + ": at most six parameters");
    for (var parameter : parameters) {
      check(parameter, !isOptional(parameter.getType()), "no Optional parameter: use @Nullable");
    }
    var getter = isPublic(method) && !isOverride(method) && GETTER.matcher(name).matches();
    check(method, !getter, name + ": no get prefix");
    return super.visitMethod(method, null);
  }

  @Override
  public Void scan(Tree tree, Void nothing) {
    var nests = tree != null && NESTS.contains(tree.getKind()) && !isElseIf(tree);
    depth += nests ? 1 : 0;
    check(tree, !nests || depth != NESTING + 1, "nested deeper than " + NESTING);
    super.scan(tree, null);
    depth -= nests ? 1 : 0;
    return null;
  }

  private void check(Tree tree, boolean kept, String rule) {
    if (!kept) {
      broken.add(source.path() + ":" + first(tree) + ": " + rule);
    }
  }

  private long first(Tree tree) {
    return source.line(source.positions().getStartPosition(source.tree(), tree));
  }

  private long last(Tree tree) {
    return source.line(source.positions().getEndPosition(source.tree(), tree));
  }

  private boolean isComponent(Tree member) {
    var isRecord = getCurrentPath().getLeaf().getKind() == Tree.Kind.RECORD;
    return isRecord
        && member instanceof VariableTree field
        && !field.getModifiers().getFlags().contains(Modifier.STATIC);
  }

  private boolean isElseIf(Tree tree) {
    return getCurrentPath().getLeaf() instanceof IfTree outer && outer.getElseStatement() == tree;
  }

  private boolean isPublic(MethodTree method) {
    var inInterface = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
    return inInterface || method.getModifiers().getFlags().contains(Modifier.PUBLIC);
  }

  private static boolean isOverride(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
  }

  private static boolean isOptional(Tree type) {
    var raw = type instanceof ParameterizedTypeTree generic ? generic.getType() : type;
    return raw instanceof ExpressionTree name && OPTIONAL.matcher(simple(name)).matches();
  }

  private static String simple(ExpressionTree name) {
    if (name instanceof MemberSelectTree qualified) {
      return qualified.getIdentifier().toString();
    }
    return name instanceof IdentifierTree plain ? plain.getName().toString() : "";
  }
}
