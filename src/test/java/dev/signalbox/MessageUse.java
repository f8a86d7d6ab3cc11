package dev.signalbox;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * One place in the code that asks the bundle for a text.
 *
 * @param keys      the keys it may ask for, or only their beginnings
 * @param beginning whether the code composes the rest of the key
 * @param values    how many values it fills in; any number when it passes its own {@code args} or {@code values} on
 * @param where     file and line
 */
record MessageUse(List<String> keys, boolean beginning, int values, String where) {

    /** All uses, and all string literals, since a key may also reach the bundle through a variable. */
    record Scan(List<MessageUse> uses, Set<String> literals) {}

    static Scan scan(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Scan scan = new Scan(new ArrayList<>(), new HashSet<>());
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(unit, positions, scan).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scan;
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Scan scan;

        Scanner(CompilationUnitTree unit, SourcePositions positions, Scan scan) {
            this.unit = unit;
            this.positions = positions;
            this.scan = scan;
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
            if (literal.getValue() instanceof String text) {
                scan.literals().add(text);
            }
            return super.visitLiteral(literal, nothing);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            String method = call.getMethodSelect().toString();
            if (simple(method, "Messages.text") || method.equals("text") && importsText()) {
                add("", call, call.getArguments());
            } else if (method.equals("super")
                    && extendsUserFacing()
                    && !call.getArguments().isEmpty()) {
                add("error.", call, call.getArguments());
            }
            return super.visitMethodInvocation(call, nothing);
        }

        @Override
        public Void visitNewClass(NewClassTree creation, Void nothing) {
            if (simple(creation.getIdentifier().toString(), "UserFacingException")) {
                add("error.", creation, creation.getArguments());
            }
            return super.visitNewClass(creation, nothing);
        }

        private static boolean simple(String qualified, String name) {
            return qualified.equals(name) || qualified.endsWith("." + name);
        }

        private boolean extendsUserFacing() {
            for (Tree tree : getCurrentPath()) {
                if (tree instanceof ClassTree type) {
                    return type.getExtendsClause() != null
                            && simple(type.getExtendsClause().toString(), "UserFacingException");
                }
            }
            return false;
        }

        private boolean importsText() {
            return unit.getImports().stream()
                    .anyMatch(line -> line.isStatic()
                            && line.getQualifiedIdentifier().toString().equals("dev.signalbox.text.Messages.text"));
        }

        private void add(String prefix, Tree place, List<? extends ExpressionTree> arguments) {
            List<String> keys = new ArrayList<>();
            List<String> beginnings = new ArrayList<>();
            collect(arguments.getFirst(), prefix, keys, beginnings);
            long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, place));
            String where = Sources.name(Path.of(unit.getSourceFile().toUri())) + ":" + line;
            int values = values(arguments.subList(1, arguments.size()));
            if (!keys.isEmpty()) {
                scan.uses().add(new MessageUse(keys, false, values, where));
            }
            if (!beginnings.isEmpty()) {
                scan.uses().add(new MessageUse(beginnings, true, values, where));
            }
        }

        private static int values(List<? extends ExpressionTree> arguments) {
            boolean passesOn = arguments.size() == 1
                    && Set.of("args", "values").contains(arguments.getFirst().toString());
            return passesOn ? Integer.MAX_VALUE : arguments.size();
        }

        private static void collect(ExpressionTree key, String prefix, List<String> keys, List<String> beginnings) {
            switch (key) {
                case LiteralTree literal when literal.getValue() instanceof String text -> keys.add(prefix + text);
                case ParenthesizedTree inner -> collect(inner.getExpression(), prefix, keys, beginnings);
                case ConditionalExpressionTree choice -> {
                    collect(choice.getTrueExpression(), prefix, keys, beginnings);
                    collect(choice.getFalseExpression(), prefix, keys, beginnings);
                }
                case BinaryTree sum -> collect(sum.getLeftOperand(), prefix, beginnings, beginnings);
                default -> {
                    // A variable: its literal stands somewhere else, and is found there.
                }
            }
        }
    }
}
