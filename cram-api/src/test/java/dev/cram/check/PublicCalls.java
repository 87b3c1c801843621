package dev.cram.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.memory.InexactException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls all public methods and constructors of a module's exported types, each with one argument off and the others
 * right, and looks at how that is refused.
 */
public final class PublicCalls {

    private static final Map<Class<?>, Object> NUMBERS =
            Map.of(boolean.class, false, int.class, 1, long.class, 1L, float.class, 0.5f, double.class, 0.5);

    private static final Map<Class<?>, List<Object>> EXTREMES = Map.of(
            int.class,
            List.of(Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE),
            long.class,
            List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE),
            float.class,
            List.of(
                    Float.NaN,
                    Float.NEGATIVE_INFINITY,
                    -1f,
                    0f,
                    Float.MIN_VALUE,
                    Float.MAX_VALUE,
                    Float.POSITIVE_INFINITY),
            double.class,
            List.of(
                    Double.NaN,
                    Double.NEGATIVE_INFINITY,
                    -1e300,
                    -1.0,
                    0.0,
                    Double.MIN_VALUE,
                    1e-300,
                    1e300,
                    Double.MAX_VALUE,
                    Double.POSITIVE_INFINITY));

    private final List<Class<?>> types;
    private final Map<Class<?>, Object> samples;
    private final List<String> failures = new ArrayList<>();
    private int calls;

    /**
     * For some types.
     *
     * @param types the types
     * @param samples a right argument of each type that is asked for, and an object of each type with methods
     */
    public PublicCalls(List<Class<?>> types, Map<Class<?>, Object> samples) {
        this.types = List.copyOf(types);
        this.samples = samples;
    }

    /**
     * For the exported types of a module.
     *
     * @param classes the folder of its compiled classes
     * @param samples a right argument of each type that is asked for, and an object of each type with methods
     */
    public PublicCalls(Path classes, Map<Class<?>, Object> samples) {
        this(exported(classes), samples);
    }

    /**
     * Null for every parameter that is not {@link Nullable} must give a {@link NullPointerException} that names it.
     *
     * @param asked which of the calls are a user's to make
     * @return how many calls were made
     */
    public int refuseNull(Predicate<Executable> asked) {
        types.stream().flatMap(PublicCalls::calls).filter(asked).forEach(this::refusesNull);
        assertThat(failures).isEmpty();
        return calls;
    }

    /**
     * The extremes of every number must be taken, so that what comes of them can be used, or give an {@link
     * IllegalArgumentException}, or an {@link IndexOutOfBoundsException}, that names the value.
     *
     * @param asked which of the calls are a user's to make
     * @param use uses what a call returned; throws if it does not work
     * @return how many calls were made
     */
    public int takeOrRefuseExtremes(Predicate<Executable> asked, Consumer<Object> use) {
        types.stream().flatMap(PublicCalls::calls).filter(asked).forEach(call -> takesOrRefusesExtremes(call, use));
        assertThat(failures).isEmpty();
        return calls;
    }

    private void takesOrRefusesExtremes(Executable call, Consumer<Object> use) {
        Parameter[] parameters = call.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            for (Object extreme : EXTREMES.getOrDefault(parameters[i].getType(), List.of())) {
                @Nullable Object @Nullable [] arguments = arguments(call, i, extreme);
                if (arguments != null) {
                    calls++;
                    takesOrRefuses(call, arguments, extreme, use);
                }
            }
        }
    }

    private void takesOrRefuses(Executable call, @Nullable Object[] arguments, Object extreme, Consumer<Object> use) {
        String what = name(call) + Arrays.toString(arguments);
        Object made;
        try {
            made = made(call, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            boolean refused =
                    cause instanceof IllegalArgumentException || cause.getClass() == IndexOutOfBoundsException.class;
            if (!refused || !String.valueOf(cause.getMessage()).contains(extreme.toString())) {
                failures.add(what + " gave " + cause);
            }
            return;
        }
        try {
            if (made != null) {
                use.accept(made);
            }
        } catch (RuntimeException e) {
            failures.add(what + " was taken, but then gave " + e);
        }
    }

    private void refusesNull(Executable call) {
        Parameter[] parameters = call.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            Parameter parameter = parameters[i];
            if (parameter.getType().isPrimitive() || mayBeNull(call, i)) {
                continue;
            }
            @Nullable Object @Nullable [] arguments = arguments(call, i, null);
            if (arguments == null) {
                continue;
            }
            calls++;
            Throwable thrown = thrown(call, arguments);
            String what = name(call) + " with null for " + parameter.getName();
            if (!(thrown instanceof NullPointerException)) {
                failures.add(what + " gave " + thrown);
            } else if (!names(thrown, parameter.getName())) {
                failures.add(what + " named " + thrown.getMessage());
            }
        }
    }

    /** Java keeps the annotations of a record's component, but not those of its constructor's parameter. */
    private static boolean mayBeNull(Executable call, int index) {
        RecordComponent[] components = call.getDeclaringClass().getRecordComponents();
        boolean component = call instanceof Constructor && components != null && components.length > index;
        return call.getParameters()[index].getAnnotatedType().isAnnotationPresent(Nullable.class)
                || (component && components[index].getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    /** The arguments with one replaced, or null where a sample is missing, which is a failure. */
    private @Nullable Object @Nullable [] arguments(Executable call, int index, @Nullable Object replacement) {
        Parameter[] parameters = call.getParameters();
        @Nullable Object[] arguments = new Object[parameters.length];
        boolean onAnObject = call instanceof Method && !Modifier.isStatic(call.getModifiers());
        if (onAnObject && !samples.containsKey(call.getDeclaringClass())) {
            failures.add("no sample of " + call.getDeclaringClass().getName() + " to call " + name(call));
            return null;
        }
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = parameters[i].getType();
            boolean right = i == index || type.isPrimitive() || samples.containsKey(type);
            if (!right) {
                failures.add("no sample of " + type.getName() + " for " + name(call));
                return null;
            }
            arguments[i] = i == index ? replacement : NUMBERS.getOrDefault(type, samples.get(type));
        }
        return arguments;
    }

    private @Nullable Throwable thrown(Executable call, @Nullable Object[] arguments) {
        try {
            made(call, arguments);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }

    private @Nullable Object made(Executable call, @Nullable Object[] arguments) throws InvocationTargetException {
        try {
            return call instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) call).invoke(samples.get(call.getDeclaringClass()), arguments);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new LinkageError(name(call), e);
        }
    }

    private static boolean names(Throwable thrown, String parameter) {
        // Java's own messages hold the names of types, too, such as java.nio.file.Path.
        return Pattern.compile("^" + parameter + "\\b|\\s\"?" + parameter + "\\b")
                .matcher(String.valueOf(thrown.getMessage()))
                .find();
    }

    private static String name(Executable call) {
        String type = call.getDeclaringClass().getSimpleName();
        return type + "." + (call instanceof Constructor ? "new" : call.getName());
    }

    /** Methods with parameters; what others implement is checked where they do, what the compiler made is not. */
    private static Stream<Executable> calls(Class<?> type) {
        Stream<Executable> methods = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !Modifier.isAbstract(method.getModifiers()))
                .filter(method -> !method.isSynthetic() && !method.getName().equals("equals"))
                .filter(method -> !(type.isEnum() && method.getName().equals("valueOf")))
                .map(Executable.class::cast);
        // The message and the cause of an exception may be null, as those of Java's own.
        boolean plain = Throwable.class.isAssignableFrom(type) && type != InexactException.class;
        return Stream.concat(methods, plain ? Stream.empty() : Arrays.stream(type.getDeclaredConstructors()))
                .filter(call -> Modifier.isPublic(call.getModifiers()) && call.getParameterCount() > 0);
    }

    private static List<Class<?>> exported(Path classes) {
        try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
            return ModuleDescriptor.read(in).exports().stream()
                    .filter(exported -> !exported.isQualified())
                    .map(exported -> classes.resolve(exported.source().replace('.', '/')))
                    .flatMap(folder -> publicTypes(classes, folder).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Class<?>> publicTypes(Path classes, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                    .sorted()
                    .<Class<?>>map(file -> load(file.substring(0, file.length() - ".class".length())
                            .replace(file.contains("\\") ? '\\' : '/', '.')))
                    .filter(PublicCalls::isPublic)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && !type.isAnonymousClass() && (outer == null || isPublic(outer));
    }
}
