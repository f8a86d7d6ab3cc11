package dev.signalbox;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callCodeUnitWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.signalbox.picture.UsesAwt;
import dev.signalbox.text.UserFacingException;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** The walls of docs/architecture.md, in its order. */
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.signalbox");

    private static final String[] FRONT = {"dev.signalbox.ui..", "dev.signalbox.cli..", "dev.signalbox.app.."};
    private static final String CONTROL = "dev.signalbox.ui.control..";

    @Test
    void theRulesSeeTheCode() {
        assertThat(CODE).hasSizeGreaterThan(20);
    }

    @Test
    void modelDependsOnTheJdkOnly() {
        check(classes()
                .that()
                .resideInAPackage("dev.signalbox.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.signalbox.model..", "java..", "org.jspecify.annotations"));
    }

    @Test
    void nothingBehindDependsOnTheFront() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(FRONT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRONT));
    }

    @Test
    void onlyTheFrontKnowsScenesAndStages() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.signalbox.ui..", "dev.signalbox.app..")
                .and()
                .resideOutsideOfPackage("dev.signalbox.picture..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.stage.."));
        check(noClasses()
                .that()
                .resideInAPackage("dev.signalbox.picture..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("javafx.scene..", "javafx.stage..")
                        .and(DescribedPredicate.not(resideInAPackage("javafx.scene.image")))));
        check(noClasses()
                .that()
                .resideInAPackage("dev.signalbox.task..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javafx.."));
    }

    @Test
    void viewModelsKnowNoScene() {
        check(noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .should()
                .dependOnClassesThat(describe(
                        "are of a scene and more than an opaque picture",
                        type -> inPackage(type, "javafx.scene")
                                && !type.getName().equals("javafx.scene.image.Image"))));
    }

    @Test
    void screensDoNotKnowEachOther() {
        check(classes().that().resideInAPackage("dev.signalbox.ui..").should(useNoOtherScreen()));
    }

    @Test
    void controlsKnowNothingOfTheDomain() {
        check(noClasses()
                .that()
                .resideInAPackage(CONTROL)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.signalbox..")
                        .and(DescribedPredicate.not(
                                resideInAnyPackage(CONTROL, "dev.signalbox.text..", "dev.signalbox.task..")))));
    }

    @Test
    void nativeAndForeignLibrariesHaveOneHomeEach() {
        onlyIn("ai.djl..", "dev.signalbox.router.engine..");
        for (String library : Set.of("java.sql..", "javax.sql..", "org.sqlite..", "org.jdbi..", "org.flywaydb..")) {
            onlyIn(library, "dev.signalbox.store..");
        }
        onlyIn(
                "smile..",
                "dev.signalbox.projection..",
                "dev.signalbox.router.baseline..",
                "dev.signalbox.evaluation..");
    }

    @Test
    void noAwtOrSwingOrWebViewWithoutReason() {
        check(noClasses()
                .that(describe("are not exempt by @UsesAwt", type -> !exemptFromAwtWall(type)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.awt..",
                        "javax.swing..",
                        "javax.imageio..",
                        "javafx.embed.swing..",
                        "javafx.scene.web.."));
        check(classes()
                .that()
                .areAnnotatedWith(UsesAwt.class)
                .should()
                .resideInAnyPackage("dev.signalbox.picture..", "dev.signalbox.sample.."));
    }

    @Test
    void onlyTheCommandLineUsesStandardStreams() {
        check(noClasses().that().resideOutsideOfPackage("dev.signalbox.cli..").should(ACCESS_STANDARD_STREAMS));
        // The entry may quieten the JDK's own logger for JavaFX; nobody logs by it.
        check(noClasses().that().resideOutsideOfPackage("dev.signalbox.app..").should(USE_JAVA_UTIL_LOGGING));
    }

    @Test
    void threadsAreCreatedInTaskOnly() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.signalbox.task..")
                .should(callCodeUnitWhere(
                        describe("it makes a thread or an executor", ArchitectureTest::makesThread))));
    }

    /** See Ops.times of the engine: what these free is still read by the backward pass. */
    @Test
    void noFactorIsFreedBeforeTheBackwardPass() {
        check(noClasses()
                .should(callCodeUnitWhere(describe(
                        "it multiplies or divides an NDArray by a number",
                        call -> call.getTargetOwner().getName().equals("ai.djl.ndarray.NDArray")
                                && Set.of("mul", "div", "muli", "divi", "pow").contains(call.getName())
                                && call.getTarget().getRawParameterTypes().stream()
                                        .anyMatch(type -> type.getName().equals("java.lang.Number"))))));
    }

    @Test
    void noPackageCycles() {
        check(slices().matching("dev.signalbox.(**)").should().beFreeOfCycles());
    }

    @Test
    void noPublicStaticMutableField() {
        check(fields().that().arePublic().and().areStatic().should(new ArchCondition<>("be final and no array") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean mutable = !field.getModifiers().contains(JavaModifier.FINAL)
                        || field.getRawType().isArray();
                events.add(new SimpleConditionEvent(field, !mutable, field.getFullName() + " is mutable"));
            }
        }));
    }

    @Test
    void publicExceptionsAreForPeople() {
        check(classes()
                .that(assignableTo(Throwable.class))
                .and()
                .arePublic()
                .should()
                .beAssignableTo(UserFacingException.class));
    }

    private static void onlyIn(String library, String... homes) {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library));
    }

    private static void check(ArchRule rule) {
        // A package that does not exist yet breaks no wall.
        rule.allowEmptyShould(true).check(CODE);
    }

    private static boolean inPackage(JavaClass type, String name) {
        return type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".");
    }

    private static boolean exemptFromAwtWall(JavaClass type) {
        Optional<JavaClass> outer = Optional.of(type);
        while (outer.isPresent()) {
            if (outer.get().isAnnotatedWith(UsesAwt.class)) {
                return true;
            }
            outer = outer.get().getEnclosingClass();
        }
        return false;
    }

    private static boolean makesThread(JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        String name = call.getName();
        if (name.equals("<init>")) {
            boolean ownConstructorChain = call.getOriginOwner().isAssignableTo(owner.getName());
            return !ownConstructorChain
                    && (owner.isAssignableTo(Thread.class)
                            || owner.isAssignableTo(Timer.class)
                            || owner.isAssignableTo(Executor.class) && inPackage(owner, "java.util.concurrent"));
        }
        if (owner.isEquivalentTo(Thread.class)) {
            return Set.of("ofVirtual", "ofPlatform", "startVirtualThread").contains(name);
        }
        if (owner.isEquivalentTo(CompletableFuture.class)) {
            boolean onTheCommonPool = call.getTarget().getRawParameterTypes().stream()
                    .noneMatch(parameter -> parameter.isEquivalentTo(Executor.class));
            return name.endsWith("Async") && onTheCommonPool;
        }
        return owner.isEquivalentTo(Executors.class)
                || owner.isEquivalentTo(ForkJoinPool.class) && name.equals("commonPool");
    }

    private static ArchCondition<JavaClass> useNoOtherScreen() {
        return new ArchCondition<>("use no other part of the interface than the shell and the controls") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String own = part(type);
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String other = part(dependency.getTargetClass());
                    boolean allowed = other.isEmpty()
                            || other.equals(own)
                            || other.equals("control")
                            || other.equals("shell") && !own.equals("control");
                    if (!allowed) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    /** The first folder below ui that a class stands in, such as explore; empty for everything else. */
    private static String part(JavaClass type) {
        String ui = "dev.signalbox.ui.";
        if (!type.getPackageName().startsWith(ui)) {
            return "";
        }
        String below = type.getPackageName().substring(ui.length());
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
