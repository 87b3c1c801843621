package dev.cram.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the comments of exported types must say. Doclint checks that what is said is right; it would ask a record's
 * canonical constructor, too, for what its components say already.
 */
class JavadocTest {

    private static final Pattern THREADS =
            Pattern.compile("\\b([Ii]mmutable|[Ss]tateless|[Tt]hread-safe|one thread)\\b");

    @Test
    void exportedMembers_sayAllThatTheyTakeReturnAndThrow() throws IOException {
        assertThat(read(Members::new)).isEmpty();
    }

    @Test
    void exportedTypes_sayWhatThreadsMayDo() throws IOException {
        assertThat(read(Threads::new)).isEmpty();
    }

    private static List<String> read(Function<DocTrees, Exported> readers) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, null, null, files.getJavaFileObjectsFromPaths(House.exported()));
            Exported reader = readers.apply(DocTrees.instance(task));
            for (CompilationUnitTree file : task.parse()) {
                reader.scan(file, null);
            }
            assertThat(reader.read).as("types read").isGreaterThan(50);
            return reader.missing;
        }
    }

    /** Visits what other modules see. */
    private abstract static class Exported extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees comments;
        final List<String> missing = new ArrayList<>();
        int read;

        Exported(DocTrees comments) {
            this.comments = comments;
        }

        abstract void type(ClassTree tree);

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
            if (seen(tree.getModifiers())) {
                read++;
                type(tree);
                super.visitClass(tree, null);
            }
            return null;
        }

        final boolean seen(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            TreePath outer = getCurrentPath().getParentPath();
            return flags.contains(Modifier.PUBLIC)
                    || flags.contains(Modifier.PROTECTED)
                    || (!flags.contains(Modifier.PRIVATE) && isInterface(outer.getLeaf()));
        }

        private static boolean isInterface(Tree tree) {
            return tree.getKind() == Tree.Kind.INTERFACE || tree.getKind() == Tree.Kind.ANNOTATION_TYPE;
        }

        final @Nullable DocCommentTree comment() {
            return comments.getDocCommentTree(getCurrentPath());
        }

        final void miss(Object what) {
            CompilationUnitTree file = getCurrentPath().getCompilationUnit();
            long start = comments.getSourcePositions()
                    .getStartPosition(file, getCurrentPath().getLeaf());
            String name = file.getSourceFile().getName();
            missing.add(name.substring(name.lastIndexOf('/') + 1) + ":"
                    + file.getLineMap().getLineNumber(start) + ": " + what);
        }
    }

    private static final class Threads extends Exported {

        Threads(DocTrees comments) {
            super(comments);
        }

        private static final ImmutableSet<Tree.Kind> PLAIN = ImmutableSet.of(Tree.Kind.ENUM, Tree.Kind.ANNOTATION_TYPE);

        @Override
        void type(ClassTree tree) {
            boolean plain = PLAIN.contains(tree.getKind())
                    || tree.getSimpleName().toString().endsWith("Exception");
            if (!plain && !THREADS.matcher(String.valueOf(comment())).find()) {
                miss("what threads may do with " + tree.getSimpleName());
            }
        }
    }

    private static final class Members extends Exported {

        Members(DocTrees comments) {
            super(comments);
        }

        @Override
        void type(ClassTree tree) {
            List<String> needed = new ArrayList<>();
            tree.getTypeParameters().forEach(parameter -> needed.add("@param <" + parameter.getName() + ">"));
            if (tree.getKind() == Tree.Kind.RECORD) {
                components(tree).forEach(component -> needed.add("@param " + component.getName()));
            }
            need(needed);
        }

        private static Stream<VariableTree> components(ClassTree tree) {
            return tree.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC));
        }

        @Override
        public @Nullable Void visitVariable(VariableTree tree, @Nullable Void none) {
            if (seen(tree.getModifiers())) {
                need(List.of());
            }
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, @Nullable Void none) {
            if (seen(tree.getModifiers()) && !overrides(tree) && !isCanonical(tree)) {
                List<String> needed = new ArrayList<>();
                for (TypeParameterTree parameter : tree.getTypeParameters()) {
                    needed.add("@param <" + parameter.getName() + ">");
                }
                tree.getParameters().forEach(parameter -> needed.add("@param " + parameter.getName()));
                tree.getThrows().forEach(thrown -> needed.add("@throws " + thrown));
                if (tree.getReturnType() != null
                        && !tree.getReturnType().toString().equals("void")) {
                    needed.add("@return");
                }
                need(needed);
            }
            return null;
        }

        private static boolean overrides(MethodTree tree) {
            return tree.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
        }

        /** A record's constructor of all its components, which the record's comment speaks of. */
        private boolean isCanonical(MethodTree tree) {
            return tree.getName().contentEquals("<init>")
                    && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
                    && type.getKind() == Tree.Kind.RECORD
                    && names(components(type)).equals(names(tree.getParameters().stream()));
        }

        private static List<String> names(Stream<? extends VariableTree> variables) {
            return variables.map(variable -> variable.getName().toString()).toList();
        }

        private void need(List<String> tags) {
            DocCommentTree comment = comment();
            if (comment == null) {
                miss("a comment");
                return;
            }
            List<String> said = new ArrayList<>();
            Stream.concat(comment.getFullBody().stream(), comment.getBlockTags().stream())
                    .forEach(tag -> said.add(tell(tag)));
            tags.stream().filter(tag -> !said.contains(tag)).forEach(this::miss);
        }

        private static String tell(DocTree tag) {
            if (tag instanceof ParamTree param) {
                return "@param " + (param.isTypeParameter() ? "<" + param.getName() + ">" : param.getName());
            }
            if (tag instanceof ThrowsTree thrown) {
                return "@throws " + thrown.getExceptionName();
            }
            return tag.getKind() == DocTree.Kind.RETURN ? "@return" : "";
        }
    }
}
