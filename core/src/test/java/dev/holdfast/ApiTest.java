package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The engine's public API is a text file under review: docs/api.txt. */
class ApiTest {
  private static final String REWRITE =
      "./mvnw -q -pl core test -Dtest=ApiTest -Dholdfast.api.write=true";
  private static final int SHOWN = Modifier.ABSTRACT | Modifier.STATIC | Modifier.PROTECTED;
  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

  @Test
  void theApiIsTheReviewedOne() throws IOException {
    var reviewed = Sources.root().resolve("docs/api.txt");
    var write = Boolean.getBoolean("holdfast.api.write");
    var current = write ? reviewed : Sources.root().resolve("core/target/api.txt");
    Files.writeString(current, api());
    assertThat(current)
        .as("The public API changed. If that is meant, review the outcome of: %s", REWRITE)
        .hasSameTextualContentAs(reviewed);
  }

  private static String api() {
    var exported = exported();
    return new ClassFileImporter()
        .withImportOption(new DoNotIncludeTests()).importPackages("dev.holdfast").stream()
            .map(JavaClass::reflect)
            .filter(type -> exported.contains(type.getPackageName()) && isOpen(type))
            .sorted(Comparator.comparing(Class::getCanonicalName))
            .map(ApiTest::describe)
            .collect(Collectors.joining("\n"))
            .replace('$', '.');
  }

  private static Set<String> exported() {
    var classes = ModuleFinder.of(Sources.root().resolve("core/target/classes"));
    var exports = classes.find("dev.holdfast").orElseThrow().descriptor().exports();
    return exports.stream().map(ModuleDescriptor.Exports::source).collect(Collectors.toSet());
  }

  private static boolean isOpen(Class<?> type) {
    var outer = type.getDeclaringClass();
    var named = type.getCanonicalName() != null;
    return named && isOpen(type.getModifiers()) && (outer == null || isOpen(outer));
  }

  private static boolean isOpen(int modifiers) {
    return (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
  }

  private static String describe(Class<?> type) {
    var fields = open(type.getDeclaredFields()).map(ApiTest::describe).sorted();
    var makers = open(type.getDeclaredConstructors()).map(ApiTest::describe).sorted();
    var methods = open(type.getDeclaredMethods()).map(ApiTest::describe).sorted();
    return Stream.concat(fields, Stream.concat(makers, methods))
        .map(line -> "  " + line.replaceAll("([a-z]\\w*\\.)+(?=[A-Z])", "") + "\n")
        .collect(Collectors.joining("", head(type) + "\n", ""));
  }

  private static <M extends Member> Stream<M> open(M[] members) {
    return Stream.of(members)
        .filter(member -> isOpen(member.getModifiers()) && !member.isSynthetic())
        .filter(member -> !OF_EVERY_OBJECT.contains(member.getName()));
  }

  private static String head(Class<?> type) {
    var extended = type.getGenericSuperclass();
    var plain = extended == null || type.isEnum() || type.isRecord() || extended == Object.class;
    var closed = type.isSealed() && !type.isEnum();
    return kind(type)
        + type.getCanonicalName()
        + variables(type)
        + (plain ? "" : " extends " + extended.getTypeName())
        + list(" implements ", type.getGenericInterfaces())
        + (closed ? list(" permits ", type.getPermittedSubclasses()) : "");
  }

  private static String kind(Class<?> type) {
    var open = modifiers(type.getModifiers() & (SHOWN | Modifier.FINAL)) + "class ";
    var kind = type.isEnum() ? "enum " : type.isRecord() ? "record " : open;
    return type.isInterface() ? "interface " : kind;
  }

  private static String describe(Field field) {
    var type = field.getGenericType().getTypeName() + " ";
    return modifiers(field.getModifiers() & (SHOWN | Modifier.FINAL)) + type + field.getName();
  }

  private static String describe(Executable code) {
    return modifiers(code.getModifiers() & SHOWN)
        + (code instanceof Method method ? before(method) : "new")
        + parameters(code)
        + list(" throws ", code.getGenericExceptionTypes());
  }

  private static String before(Method method) {
    var result = method.getGenericReturnType().getTypeName() + " " + method.getName();
    var generic = (variables(method) + " ").stripLeading();
    return (method.isDefault() ? "default " : "") + generic + result;
  }

  private static String modifiers(int modifiers) {
    return modifiers == 0 ? "" : Modifier.toString(modifiers) + " ";
  }

  /** What javac writes down of a compact constructor's parameters differs from JDK to JDK. */
  private static String parameters(Executable code) {
    var type = code.getDeclaringClass();
    var components = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
    var raw = Stream.of(components).map(RecordComponent::getType).toArray();
    var canonical = type.isRecord() && Arrays.equals(raw, code.getParameterTypes());
    var shown =
        canonical && code instanceof Constructor
            ? Stream.of(components).map(c -> c.getGenericType().getTypeName() + " " + c.getName())
            : Stream.of(code.getParameters())
                .filter(one -> !(one.isImplicit() || one.isSynthetic()))
                .map(one -> one.getParameterizedType().getTypeName() + " " + one.getName());
    return shown.collect(Collectors.joining(", ", "(", ")"));
  }

  private static String variables(GenericDeclaration owner) {
    var names = Stream.of(owner.getTypeParameters()).map(ApiTest::describe).toList();
    return names.isEmpty() ? "" : "<" + String.join(", ", names) + ">";
  }

  private static String describe(TypeVariable<?> variable) {
    var bounds = list(" extends ", variable.getBounds());
    return variable.getName() + bounds.replace(" extends java.lang.Object", "");
  }

  private static String list(String before, Type[] types) {
    var names = Stream.of(types).map(Type::getTypeName).sorted();
    return types.length == 0 ? "" : names.collect(Collectors.joining(", ", before, ""));
  }
}
